"""What exists, who holds it, what the standard says of it: one noun a file."""

from registry.models.accounts import RoleName, User
from registry.models.allocations import Allocation, Seat
from registry.models.buildings import Building, Floor, PlanVersion
from registry.models.case_office import (
    CalendarDay,
    DraftSave,
    NumberSeries,
    SavedView,
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
from registry.models.cases import Case, CaseEntry, CaseStep
from registry.models.finding_steps import FindingStep, RectificationBatch
from registry.models.findings import Finding, FindingState, RectifyMethod, RoomVerdict, RulePack
from registry.models.organisations import Establishment, Organisation, OrganisationKind
from registry.models.pack_changes import PackChange, PackChangeState
from registry.models.parcels import Courtyard, Parcel, RightNature
from registry.models.people import Departure, Person, Post
from registry.models.regions import Region
from registry.models.rooms import Room, RoomUseName, RoomVersion
from registry.models.titles import BAUnit, Certificate, CertificateKind
from registry.models.touched import Touched, TouchedKind

__all__ = [
    "Allocation",
    "Announcement",
    "BAUnit",
    "Building",
    "CalendarDay",
    "Case",
    "CaseDocument",
    "CaseEntry",
    "CaseFee",
    "CaseNotice",
    "CaseStep",
    "Certificate",
    "CertificateKind",
    "Courtyard",
    "Departure",
    "DocumentVersion",
    "DraftSave",
    "Establishment",
    "Finding",
    "FindingState",
    "FindingStep",
    "Floor",
    "NoticeKind",
    "NumberSeries",
    "Organisation",
    "OrganisationKind",
    "PackChange",
    "PackChangeState",
    "Parcel",
    "Person",
    "PlanVersion",
    "Post",
    "RectificationBatch",
    "RectifyMethod",
    "Region",
    "RightNature",
    "RoleName",
    "Room",
    "RoomUseName",
    "RoomVerdict",
    "RoomVersion",
    "RulePack",
    "SavedView",
    "Seat",
    "TitleOffice",
    "Touched",
    "TouchedKind",
    "User",
]
