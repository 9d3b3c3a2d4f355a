"""The whole story: a file becomes a drawing, a drawing becomes rooms."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from cad_import.drawing import Drawing, Note, read
from cad_import.profiles import profile_named
from cad_import.rooms import FloorRead, rooms_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One file read to its rooms, with how long each half took in seconds."""

    drawing: Drawing
    floors: tuple[FloorRead, ...]
    read_s: float
    rooms_s: float

    @property
    def notes(self) -> tuple[Note, ...]:
        """Return the notes on the file and on its rooms."""
        return (*self.drawing.notes, *(note for floor in self.floors for note in floor.notes))


def read_rooms(path: Path, *, unit: str = "auto", profile: str | None = None) -> Reading:
    """Return the rooms of a drawing; raise DrawingError when it cannot be read."""
    layers = profile_named(profile)
    started = time.perf_counter()
    drawing = read(path, unit=unit)
    opened = time.perf_counter()
    floors = tuple(rooms_of(storey, layers) for storey in drawing.storeys)
    return Reading(
        drawing=drawing,
        floors=floors,
        read_s=opened - started,
        rooms_s=time.perf_counter() - opened,
    )
