"""What is read from a storey: rooms, the gaps that were closed, and where its area went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cad_import.drawing.entities import Point
from cad_import.drawing.notes import Note
from registry.terms import RoomUse

from .layers import LayerRead
from .measuring import COLUMNS_COUNT, AreaRule
from .reasons import Reason

Ring = tuple[Point, ...]
Source = Literal["outline", "walls"]
Evidence = Literal["door", "window", "facing", "corner", "wide", "drafting"]
Undone = Sequence[tuple[Point, Point]]  # closures taken back by a person, from and to


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
    reasons_zh: tuple[str, ...] = ()  # the same, in the same order
    likely_wrong: Reason | None = None  # who is, where the printed area is another than the drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One gap that was closed along a wall face, and what told that it is an opening."""

    start: Point
    end: Point
    width_mm: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """One door or opening and the two rooms it joins, by their place among the storey's rooms."""

    rooms: tuple[int, int | None]  # None: outside, or a space that is no room
    at: Point
    width_mm: int
    kind: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One gap between two walls that was left open: wider than an opening, without door or window."""

    start: Point
    end: Point
    width_mm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """What is neither room nor wall, by kind: small_space, unnamed_space or without_outline."""

    kind: str
    count: int
    area_m2: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where the area of a storey went: outline = rooms + walls + residue, in m²."""

    outline_m2: float
    rooms_m2: float
    walls_m2: float
    residue_m2: float
    residue: tuple[Residue, ...] = ()  # the same by kind


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomsOfStorey:
    """One floor plan, read; its notes are those of its rooms only."""

    title: str
    rooms: tuple[RoomRead, ...]
    notes: tuple[Note, ...]
    closures: tuple[Closure, ...]
    balance: Balance
    outline: tuple[Ring, ...] = ()  # the outer face of the walls, one ring per part
    levels: tuple[int, ...] = ()  # by its title; 1 is the ground floor
    layers: tuple[LayerRead, ...] = ()
    left_open: tuple[Gap, ...] = ()
    doors: tuple[Door, ...] = ()
    rule: AreaRule = COLUMNS_COUNT
