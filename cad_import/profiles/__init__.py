"""Which layer means what: proposed from names and from what is drawn, or stated by a profile.

Role      what a layer is for: wall, door, room number, furniture …
Proposal  the role of one layer, how sure it is, and why
Roles     the proposals for every layer of a storey
Profile   the layers of one design institute, by pattern; a short file in `known/`
Saved     a profile that a person kept, proposed again for drawings with the same layers
"""

from .named import Profile, UnknownProfile, profile_named
from .names import role_from_name, role_of_block
from .proposing import Roles, lone_layers, named_roles, roles_in, roles_with
from .roles import NO_ROOM_WRITING, ROOM_WRITING, Proposal, Role
from .saved import (
    Saved,
    fingerprint_of,
    likeness,
    proposed_again,
    saved_for,
    saved_from_json,
)

__all__ = [
    "NO_ROOM_WRITING",
    "ROOM_WRITING",
    "Profile",
    "Proposal",
    "Role",
    "Roles",
    "Saved",
    "UnknownProfile",
    "fingerprint_of",
    "likeness",
    "lone_layers",
    "named_roles",
    "profile_named",
    "proposed_again",
    "role_from_name",
    "role_of_block",
    "roles_in",
    "roles_with",
    "saved_for",
    "saved_from_json",
]
