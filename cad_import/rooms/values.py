"""Rooms as read, before anybody has accepted them.

Closure     闭合       a line that closes an opening and was not drawn
RoomRead    读出的房间   one room with what is written in it and how sure the reading is
Balance     面积平衡     where the space of a storey went
FloorRead   读出的楼层   one storey's rooms, notes, closures and balance
"""

from __future__ import annotations

from dataclasses import dataclass, field

import shapely
from shapely.geometry import Polygon

from cad_import.drawing import Note
from registry.terms import RoomUse

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """One line that closes an opening along a wall face."""

    start: Point
    end: Point
    kind: str  # door window opening drafting
    width_mm: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRead:
    """One room as the drawing shows it; areas in m²."""

    polygon: Polygon
    source: str  # outline or walls
    number: str | None = None
    name: str | None = None
    use: RoomUse = RoomUse.UNKNOWN
    printed_area_m2: float | None = None
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()

    @property
    def area_m2(self) -> float:
        """Return the area of the polygon."""
        return float(self.polygon.area)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where a storey's space went: everything inside its outline is one of these (m²)."""

    outline_m2: float = 0.0
    rooms_m2: float = 0.0
    walls_m2: float = 0.0
    residue_m2: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorRead:
    """One storey, read; the outline is the outer face of its walls."""

    title: str
    rooms: tuple[RoomRead, ...] = ()
    notes: tuple[Note, ...] = ()
    closures: tuple[Closure, ...] = ()
    outline: shapely.Geometry = field(default_factory=Polygon)
    balance: Balance = field(default_factory=Balance)
