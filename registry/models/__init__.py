"""What exists, who holds it, what the standard says of it: one noun a file."""

from registry.models.accounts import RoleName, User
from registry.models.allocations import Allocation, Seat
from registry.models.buildings import Building, BuildingOnParcel, Floor, PlanVersion
from registry.models.case_office import (
    CalendarDay,
    DraftSave,
    NumberSeries,
    TitleOffice,
)
from registry.models.case_papers import (
    Announcement,
    CaseDocument,
    CaseFee,
    CaseNotice,
    DocumentVersion,
    NoticeKind,
)
from registry.models.cases import Case, CaseEntry, CaseStep, IssuedPaper
from registry.models.certificates import (
    Certificate,
    CertificateKind,
    CertificateScan,
    RegisterExtract,
)
from registry.models.entries import Act, RegisterEntry
from registry.models.finding_steps import FindingStep, RectificationBatch
from registry.models.findings import Finding, FindingState, RectifyMethod, RoomVerdict, RulePack
from registry.models.floor_marks import FloorMark
from registry.models.inspections import (
    InspectionPlan,
    Observation,
    ObservationPhoto,
    PlannedVisit,
)
from registry.models.organisations import Establishment, Organisation, OrganisationKind
from registry.models.pack_changes import PackChange, PackChangeState
from registry.models.parcels import (
    BoundaryPoint,
    Courtyard,
    ExceptionKind,
    Parcel,
    ParcelLineage,
    RightNature,
    SpatialException,
)
from registry.models.people import Departure, Person, Post
from registry.models.premises import DisposalPlan, Letting, LettingName, OutcomeName, WayName
from registry.models.regions import Region
from registry.models.rights import (
    BESIDE,
    HELD_BY,
    Restriction,
    RestrictionKind,
    Right,
    RightHolder,
    RightKind,
    Sharing,
)
from registry.models.room_acts import RoomAct, RoomActVerb
from registry.models.rooms import Room, RoomUseName, RoomVersion
from registry.models.saved_views import SavedView
from registry.models.titles import (
    BAUnit,
    Descent,
    House,
    HouseRoom,
    Lineage,
)
from registry.models.totals import BuildingTotals, CourtyardTotals, RegionTotals
from registry.models.touched import Touched, TouchedKind
from registry.models.use_papers import (
    DutyName,
    UsePaper,
    UsePaperName,
    UsePaperRoom,
    YearlyDuty,
)

__all__ = [
    "BESIDE",
    "HELD_BY",
    "Act",
    "Allocation",
    "Announcement",
    "BAUnit",
    "BoundaryPoint",
    "Building",
    "BuildingOnParcel",
    "BuildingTotals",
    "CalendarDay",
    "Case",
    "CaseDocument",
    "CaseEntry",
    "CaseFee",
    "CaseNotice",
    "CaseStep",
    "Certificate",
    "CertificateKind",
    "CertificateScan",
    "Courtyard",
    "CourtyardTotals",
    "Departure",
    "Descent",
    "DisposalPlan",
    "DocumentVersion",
    "DraftSave",
    "DutyName",
    "Establishment",
    "ExceptionKind",
    "Finding",
    "FindingState",
    "FindingStep",
    "Floor",
    "FloorMark",
    "House",
    "HouseRoom",
    "InspectionPlan",
    "IssuedPaper",
    "Letting",
    "LettingName",
    "Lineage",
    "NoticeKind",
    "NumberSeries",
    "Observation",
    "ObservationPhoto",
    "Organisation",
    "OrganisationKind",
    "OutcomeName",
    "PackChange",
    "PackChangeState",
    "Parcel",
    "ParcelLineage",
    "Person",
    "PlanVersion",
    "PlannedVisit",
    "Post",
    "RectificationBatch",
    "RectifyMethod",
    "Region",
    "RegionTotals",
    "RegisterEntry",
    "RegisterExtract",
    "Restriction",
    "RestrictionKind",
    "Right",
    "RightHolder",
    "RightKind",
    "RightNature",
    "RoleName",
    "Room",
    "RoomAct",
    "RoomActVerb",
    "RoomUseName",
    "RoomVerdict",
    "RoomVersion",
    "RulePack",
    "SavedView",
    "Seat",
    "Sharing",
    "SpatialException",
    "TitleOffice",
    "Touched",
    "TouchedKind",
    "UsePaper",
    "UsePaperName",
    "UsePaperRoom",
    "User",
    "WayName",
    "YearlyDuty",
]
