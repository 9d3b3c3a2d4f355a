"""Which layer means what: common rules, and named profiles of design institutes."""

from __future__ import annotations

from .roles import Profile, Proposal, Role, proposed

COMMON = Profile()
NAMED = {
    "tarch": Profile(
        name="tarch",
        roles={
            "WALL": Role.WALL,
            "WINDOW": Role.WINDOW,
            "COLUMN": Role.COLUMN,
            "DOTE": Role.AXIS,
            "AXIS": Role.AXIS,
            "SPACE": Role.OUTLINE,
            "SPACE_HATCH": Role.OTHER,
            "PUB_DIM": Role.DIMENSION,
            "PUB_TEXT": Role.LABEL,
            "STAIR": Role.STAIR,
            "SURFACE": Role.OTHER,
        },
    ),
    "aia": Profile(
        name="aia",
        roles={
            "A-WALL": Role.WALL,
            "A-DOOR": Role.DOOR,
            "A-GLAZ": Role.WINDOW,
            "S-COLS": Role.COLUMN,
            "A-AREA": Role.OUTLINE,
            "A-AREA-IDEN": Role.LABEL,
            "RM$": Role.OUTLINE,
        },
    ),
}


class UnknownProfile(Exception):
    """No profile has this name."""


def profile_named(name: str | None) -> Profile:
    """Return a profile by its name, the common rules without one."""
    if name is None:
        return COMMON
    if name not in NAMED:
        raise UnknownProfile(f"There is no profile {name}; there are: {', '.join(sorted(NAMED))}.")
    return NAMED[name]


__all__ = [
    "COMMON",
    "NAMED",
    "Profile",
    "Proposal",
    "Role",
    "UnknownProfile",
    "profile_named",
    "proposed",
]
