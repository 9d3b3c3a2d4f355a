"""Which layer means what: proposed from names and from what is drawn, or stated by a profile.

Role      what a layer is for: wall, door, room number, furniture …
Proposal  the role of one layer, how sure it is, and why
Roles     the proposals for every layer of a storey
Profile   the layers of one design institute, by pattern; a short file in `known/`
Saved     a profile that a person kept, proposed again for drawings with the same layers
"""

from .named import (
    AUTO,
    NOTHING_STATED,
    Profile,
    UnknownProfile,
    as_pattern,
    profile_from,
    profile_named,
)
from .names import role_from_name, role_of_block
from .proposing import Roles, lone_layers, named_roles, roles_in, roles_with
from .roles import NO_ROOM_WRITING, ROOM_WRITING, STATED_BY, Proposal, Role, Told
from .saved import (
    Likeness,
    Saved,
    fingerprint_of,
    likeness,
    proposed_again,
    saved_for,
    saved_from_json,
)

__all__ = [
    "AUTO",
    "NOTHING_STATED",
    "NO_ROOM_WRITING",
    "ROOM_WRITING",
    "STATED_BY",
    "Likeness",
    "Profile",
    "Proposal",
    "Role",
    "Roles",
    "Saved",
    "Told",
    "UnknownProfile",
    "as_pattern",
    "fingerprint_of",
    "likeness",
    "lone_layers",
    "named_roles",
    "profile_from",
    "profile_named",
    "proposed_again",
    "role_from_name",
    "role_of_block",
    "roles_in",
    "roles_with",
    "saved_for",
    "saved_from_json",
]
