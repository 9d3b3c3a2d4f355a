"""The whole story of a drawing: read it, then find the rooms of each of its storeys."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from cad_import.drawing import Drawing, Note, Storey, read
from cad_import.drawing.limits import LIMITS, Limits
from cad_import.drawing.notes import note
from cad_import.profiles import AUTO, Profile, Saved, fingerprint_of, profile_named
from cad_import.rooms import AreaRule, RoomsOfStorey, rooms_of
from cad_import.rooms.measuring import rule_of
from cad_import.rooms.notes import ROOMS_NOT_FOUND
from cad_import.rooms.values import Balance, Undone
from cad_import.stated import (
    NOTHING,
    Stated,
    Used,
    in_metres,
    layers_in,
    missing_layers,
    profile_with,
    used_for,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from one file, and how long it took."""

    drawing: Drawing
    storeys: tuple[RoomsOfStorey, ...]
    read_s: float
    rooms_s: float
    fingerprint: tuple[str, ...] = ()
    used: Used | None = None
    of_profile: tuple[Note, ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        """All that is odd: of the drawing, of the profile, then of each storey."""
        of_rooms = (note for storey in self.storeys for note in storey.notes)
        return (*self.drawing.notes, *self.of_profile, *of_rooms)


def read_rooms(
    path: Path | str,
    *,
    unit: str = AUTO,
    encoding: str | None = None,
    profile: str | None = None,
    limits: Limits = LIMITS,
    stated: Stated = NOTHING,
) -> Reading:
    """Read a drawing and the rooms of its storeys; raise DrawingError when it cannot be read.

    `profile` is the name or file of a profile; `stated` may hold one that is kept elsewhere.
    """
    if profile:
        named = profile_named(profile)
        stated = replace(stated, profile=Saved(profile=named, fingerprint=()))
    with no_search_for_cycles():
        start = time.perf_counter()
        drawing, layers, used = _drawing(
            Path(path), unit=unit, encoding=encoding, limits=limits, stated=stated
        )
        opened = time.perf_counter()
        layer_roles = profile_with(used, stated.roles)
        rule = rule_of(stated.area_rule or (used.profile.area_rule if used else ""))
        undone = in_metres(stated.undone, drawing.unit.metres)
        storeys = tuple(_rooms_of(each, layer_roles, undone, rule) for each in drawing.storeys)
        done = time.perf_counter()
    return Reading(
        drawing=drawing,
        storeys=storeys,
        read_s=opened - start,
        rooms_s=done - opened,
        fingerprint=fingerprint_of(layers),
        used=used,
        of_profile=tuple(missing_layers(used, {*layers, *drawing.layers})),
    )


def _drawing(
    path: Path, *, unit: str, encoding: str | None, limits: Limits, stated: Stated
) -> tuple[Drawing, list[str], Used | None]:
    """Return a drawing, its layers and the profile it goes by.

    Which profile that is only the layers tell; where it states a unit or an encoding, and the
    person did not, the file is read once more in that.
    """
    known = stated.profile.profile if stated.profile else None
    drawing = read(path, limits=limits, **_manner(unit, encoding, known))
    layers = layers_in(drawing)
    used = used_for(stated, layers)
    if used is not None and known is None:
        manner = _manner(unit, encoding, used.profile)
        if manner != _manner(unit, encoding, None):
            drawing = read(path, limits=limits, **manner)
            layers = layers_in(drawing)
    return drawing, layers, used


class _Manner(TypedDict):
    unit: str
    encoding: str | None


def _manner(unit: str, encoding: str | None, profile: Profile | None) -> _Manner:
    """Return in which unit and encoding to read: as the person stated, else as the profile does."""
    if profile is None:
        return _Manner(unit=unit, encoding=encoding or None)
    by_profile = profile.unit if unit == AUTO else unit
    return _Manner(unit=by_profile, encoding=encoding or profile.encoding or None)


def _rooms_of(
    storey: Storey, profile: Profile | None, undone: Undone, rule: AreaRule
) -> RoomsOfStorey:
    """Return a storey's rooms; one that geometry cannot be done with is said and loses no other."""
    try:
        found = rooms_of(storey, profile, undone=undone, rule=rule)
    except MemoryError:
        raise
    except Exception as fault:  # GEOS gives up on coordinates that no building has
        said = note(ROOMS_NOT_FOUND, title=storey.title, why=type(fault).__name__)
        nothing = Balance(outline_m2=0.0, rooms_m2=0.0, walls_m2=0.0, residue_m2=0.0)
        found = RoomsOfStorey(
            title=storey.title, rooms=(), notes=(said,), closures=(), balance=nothing
        )
    return replace(found, levels=storey.levels)


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Hold the garbage collector back while a million values are made.

    None of them refers to itself, and looking through them over and over takes a third of the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
