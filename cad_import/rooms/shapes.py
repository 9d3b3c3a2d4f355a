"""Corridors and stairs known by their shape, where no name tells what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Stroke
from registry.terms import RoomUse

from . import reasons
from .polygons import polygons_of
from .reasons import Reason
from .values import Door, RoomRead
from .within import count_within

CORRIDOR_DOORS = 4  # doors to this many rooms: an office has one, a passage room two or three
CORRIDOR_RATIO = 3.0  # as long as it is wide, this many times
STAIR_TREADS = 6  # lines of a flight; fewer are a step or two within a room


def with_shapes_told(
    rooms: Sequence[RoomRead], doors: Sequence[Door], stairs: Sequence[Stroke]
) -> tuple[RoomRead, ...]:
    """Return rooms, those without a telling name called circulation where their shape says so."""
    joined = _rooms_joined(doors)
    treads = _treads(rooms, stairs)
    return tuple(
        _told(room, joined=len(joined.get(i, ())), treads=treads[i]) for i, room in enumerate(rooms)
    )


def _told(room: RoomRead, *, joined: int, treads: int) -> RoomRead:
    if room.use is not RoomUse.UNKNOWN:
        return room
    if treads >= STAIR_TREADS:
        return _as_circulation(room, reasons.stair_by(treads))
    if joined >= CORRIDOR_DOORS and _length_to_width(room) >= CORRIDOR_RATIO:
        return _as_circulation(room, reasons.corridor_by(joined))
    return room


def _as_circulation(room: RoomRead, why: Reason) -> RoomRead:
    return replace(
        room,
        use=RoomUse.CIRCULATION,
        reasons=(*room.reasons, why.en),
        reasons_zh=(*room.reasons_zh, why.zh),
    )


def _rooms_joined(doors: Sequence[Door]) -> dict[int, set[int]]:
    """Return the rooms that doors lead to from each room."""
    joined: dict[int, set[int]] = {}
    for door in doors:
        one, other = door.rooms
        if other is not None:
            joined.setdefault(one, set()).add(other)
            joined.setdefault(other, set()).add(one)
    return joined


def _length_to_width(room: RoomRead) -> float:
    """Return how many times as long as wide a strip of a room's area and perimeter is.

    So a corridor that turns a corner is as long as it is straightened out.
    """
    polygon = Polygon(room.polygon)
    half, area = polygon.length / 2, polygon.area
    root = max(half * half - 4 * area, 0.0) ** 0.5
    return float((half + root) / max(half - root, 1e-9))


def _treads(rooms: Sequence[RoomRead], stairs: Sequence[Stroke]) -> list[int]:
    """Return how many straight lines of stairs lie in each room."""
    lines = [stroke.points for stroke in stairs if len(stroke.points) == 2]
    if not lines or not rooms:
        return [0] * len(rooms)
    middles = shapely.points(np.array(lines, dtype=np.float64).mean(axis=1))
    held: list[int] = count_within(middles, polygons_of(rooms)).tolist()
    return held
