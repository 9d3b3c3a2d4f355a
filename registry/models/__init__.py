"""What exists, who holds it, what the standard says of it: one noun a file."""

from registry.models.accounts import RoleName, User
from registry.models.allocations import Allocation, Seat
from registry.models.buildings import Building, Floor, PlanVersion
from registry.models.findings import Finding, FindingState, RoomVerdict, RulePack
from registry.models.organisations import Establishment, Organisation, OrganisationKind
from registry.models.parcels import Courtyard, Parcel, RightNature
from registry.models.people import Departure, Person, Post
from registry.models.regions import Region
from registry.models.rooms import Room, RoomUseName, RoomVersion
from registry.models.titles import BAUnit, Certificate, CertificateKind

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
    "Floor",
    "Organisation",
    "OrganisationKind",
    "Parcel",
    "Person",
    "PlanVersion",
    "Post",
    "Region",
    "RightNature",
    "RoleName",
    "Room",
    "RoomUseName",
    "RoomVerdict",
    "RoomVersion",
    "RulePack",
    "Seat",
    "User",
]
