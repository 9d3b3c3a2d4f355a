"""What exists, who holds it, what the standard says of it: one noun a file."""

from registry.models.accounts import RoleName, User
from registry.models.allocations import Allocation, Seat
from registry.models.buildings import Building, Floor, PlanVersion
from registry.models.finding_steps import FindingStep, RectificationBatch
from registry.models.findings import Finding, FindingState, RectifyMethod, RoomVerdict, RulePack
from registry.models.inspections import (
    InspectionPlan,
    Observation,
    ObservationPhoto,
    PlannedVisit,
)
from registry.models.organisations import Establishment, Organisation, OrganisationKind
from registry.models.pack_changes import PackChange, PackChangeState
from registry.models.parcels import Courtyard, Parcel, RightNature
from registry.models.people import Departure, Person, Post
from registry.models.regions import Region
from registry.models.rooms import Room, RoomUseName, RoomVersion
from registry.models.saved_views import SavedView
from registry.models.titles import BAUnit, Certificate, CertificateKind
from registry.models.touched import Touched, TouchedKind

__all__ = [
    "Allocation",
    "BAUnit",
    "Building",
    "Certificate",
    "CertificateKind",
    "Courtyard",
    "Departure",
    "Establishment",
    "Finding",
    "FindingState",
    "FindingStep",
    "Floor",
    "InspectionPlan",
    "Observation",
    "ObservationPhoto",
    "Organisation",
    "OrganisationKind",
    "PackChange",
    "PackChangeState",
    "Parcel",
    "Person",
    "PlanVersion",
    "PlannedVisit",
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
    "Touched",
    "TouchedKind",
    "User",
]
