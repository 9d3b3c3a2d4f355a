"""The whole story of a drawing: read it, then find the rooms of each of its storeys."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cad_import.drawing import Drawing, Note, read
from cad_import.drawing.limits import LIMITS, Limits
from cad_import.profiles import profile_named
from cad_import.rooms import RoomsOfStorey, rooms_of


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
        storeys = tuple(rooms_of(storey, stated) for storey in drawing.storeys)
        done = time.perf_counter()
    return Reading(drawing=drawing, storeys=storeys, read_s=opened - start, rooms_s=done - opened)


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
