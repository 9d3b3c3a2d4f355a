"""The whole story of a drawing: read it, then find the rooms of each of its storeys."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from cad_import.drawing import Drawing, Note, Storey, read
from cad_import.drawing.limits import LIMITS, Limits
from cad_import.drawing.notes import note
from cad_import.profiles import Profile, profile_named
from cad_import.rooms import RoomsOfStorey, rooms_of
from cad_import.rooms.notes import ROOMS_NOT_FOUND
from cad_import.rooms.values import Balance


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from one file, and how long it took."""

    drawing: Drawing
    storeys: tuple[RoomsOfStorey, ...]
    read_s: float
    rooms_s: float

    @property
    def notes(self) -> tuple[Note, ...]:
        """All that is odd: of the drawing, then of each storey."""
        return (*self.drawing.notes, *(note for storey in self.storeys for note in storey.notes))


def read_rooms(
    path: Path | str,
    *,
    unit: str = "auto",
    encoding: str | None = None,
    profile: str | None = None,
    limits: Limits = LIMITS,
) -> Reading:
    """Read a drawing and the rooms of its storeys; raise DrawingError when it cannot be read."""
    stated = profile_named(profile) if profile else None
    with no_search_for_cycles():
        start = time.perf_counter()
        drawing = read(Path(path), unit=unit, encoding=encoding, limits=limits)
        opened = time.perf_counter()
        storeys = tuple(_rooms_of(storey, stated) for storey in drawing.storeys)
        done = time.perf_counter()
    return Reading(drawing=drawing, storeys=storeys, read_s=opened - start, rooms_s=done - opened)


def _rooms_of(storey: Storey, profile: Profile | None) -> RoomsOfStorey:
    """Return a storey's rooms; one that geometry cannot be done with is said and loses no other."""
    try:
        found = rooms_of(storey, profile)
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
