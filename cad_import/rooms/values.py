"""What is read from a storey: rooms, the gaps that were closed, and where its area went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cad_import.drawing.entities import Point
from cad_import.drawing.notes import Note
from registry.terms import RoomUse

Ring = tuple[Point, ...]
Source = Literal["outline", "walls"]
Evidence = Literal["door", "window", "facing", "drafting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRead:
    """One room as the drawing shows it; a ring does not repeat its first point."""

    number: str | None
    name: str | None
    use: RoomUse
    area_m2: float
    printed_area_m2: float | None
    polygon: Ring
    holes: tuple[Ring, ...]
    source: Source
    confidence: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One gap that was closed along a wall face, and what told that it is an opening."""

    start: Point
    end: Point
    width_mm: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where the area of a storey went: outline = rooms + walls + residue, in m²."""

    outline_m2: float
    rooms_m2: float
    walls_m2: float
    residue_m2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsOfStorey:
    """One floor plan, read; its notes are those of its rooms only."""

    title: str
    rooms: tuple[RoomRead, ...]
    notes: tuple[Note, ...]
    closures: tuple[Closure, ...]
    balance: Balance
    outline: tuple[Ring, ...] = ()  # the outer face of the walls, one ring per part
    layers: tuple[tuple[str, str, float], ...] = ()  # name, role, confidence: the ones that count
