"""What people state about a drawing, and which saved profile it is read by.

Stated   everything that is not found out from the drawing itself
Used     the profile a reading went by: chosen by a person, or proposed because the layers are alike
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cad_import.drawing import Drawing, Note
from cad_import.drawing.entities import Point
from cad_import.drawing.notes import note
from cad_import.profiles import (
    NOTHING_STATED,
    Likeness,
    Profile,
    Role,
    Saved,
    fingerprint_of,
    likeness,
    proposed_again,
)
from cad_import.rooms.notes import PROFILE_LAYERS_MISSING
from cad_import.rooms.unusual import FILLED, NUMBERED
from cad_import.rooms.values import Undone

NAMES_SAID = 12  # layer names in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What people state about a drawing besides its unit and encoding."""

    profile: Saved | None = None  # this one, whatever the layers are called
    candidates: Sequence[Saved] = ()  # else the one among these whose layers are alike
    roles: Mapping[str, Role] = field(default_factory=dict)  # layers corrected for this drawing
    undone: Undone = ()  # closures taken back, in the drawing's own units
    area_rule: str = ""


NOTHING = Stated()


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """The profile that a reading went by, and why."""

    saved: Saved
    how: Literal["chosen", "proposed"]
    likeness: Likeness

    @property
    def profile(self) -> Profile:
        """Return what the profile states."""
        return self.saved.profile


def used_for(stated: Stated, layers: Sequence[str]) -> Used | None:
    """Return the profile for a drawing with these layers: the chosen one, else one that is alike."""
    saved = stated.profile or proposed_again(layers, stated.candidates)
    if saved is None:
        return None
    alike = likeness(fingerprint_of(layers), saved.fingerprint)
    return Used(saved=saved, how="chosen" if stated.profile else "proposed", likeness=alike)


def profile_with(used: Used | None, roles: Mapping[str, Role]) -> Profile | None:
    """Return what is stated of layers: a profile's roles, and over them the corrections."""
    base = used.profile if used else NOTHING_STATED
    return base.corrected(roles) if roles else (used.profile if used else None)


def layers_in(drawing: Drawing) -> list[str]:
    """Return the layers that anything stands on."""
    names: set[str] = set()
    for storey in drawing.storeys:
        for drawn in (storey.strokes, storey.texts, storey.hatches):
            names.update(each.layer for each in drawn)
    return sorted(names)


def missing_layers(used: Used | None, present: Iterable[str]) -> list[Note]:
    """Return a note on the layers that a profile names and a drawing has not, if there are any."""
    if used is None or used.profile.is_standard:
        return []
    named = used.profile.missing_from(present)
    names = [name for name in named if not name.endswith((FILLED, NUMBERED))]
    if not names:
        return []
    more = "" if len(names) <= NAMES_SAID else " …"
    said = ", ".join(names[:NAMES_SAID]) + more
    title = used.profile.title
    return [note(PROFILE_LAYERS_MISSING, count=len(names), profile=title, layers=said)]


def in_metres(undone: Undone, metres: float) -> list[tuple[Point, Point]]:
    """Return places given in the drawing's own units in metres."""
    return [
        ((start[0] * metres, start[1] * metres), (end[0] * metres, end[1] * metres))
        for start, end in undone
    ]
