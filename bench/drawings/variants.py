"""Floors that are built otherwise: open plans, columns, curved and curtain walls, labels in pieces.

Each takes a floor and returns another with its truth changed as the building is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon, box

from .plans import HALL_WALL_M, OUTER_M, Door, Floor, Space

STUB_M = 0.6  # what is left of a partition on either side of an open plan
COLUMN_M, FREE_COLUMN_M = 0.5, 0.6
WIDE_M = 5.0  # rooms from here on have a column in the middle
THICKER = 0.5 / OUTER_M
SHEAR_DEG = 20.0
SAGITTA = 0.12  # of a bulging wall, of its width
CURVE_POINTS = 49
ENGLISH = {"办公室": "Office", "会议室": "Conference", "档案室": "Archive", "卫生间": "Toilet",
           "楼梯间": "Stair", "设备间": "Plant", "走廊": "Corridor"}  # fmt: skip
Variant = Callable[[Floor, Random], Floor]


def open_plan(floor: Floor, source: Random) -> Floor:
    """Return a floor where runs of offices are one space with several labels.

    The partitions between them stand for a stub at either end, as they do around a hall.
    """
    kept: list[Space] = []
    for _row, spaces in groupby(floor.spaces, key=_row_of):
        kept += _joined(list(spaces), source)
    return replace(floor, spaces=tuple(kept))


def _row_of(space: Space) -> tuple[float, ...]:
    if space.name == "走廊" or len(space.polygon.exterior.coords) > 5 or not space.number:
        return tuple(space.polygon.bounds)  # corridors and rooms that are no boxes stay alone
    return (space.polygon.bounds[1], space.polygon.bounds[3])


def _joined(row: list[Space], source: Random) -> list[Space]:
    """Return a row with some neighbours made into one open space."""
    found: list[Space] = []
    while row:
        many = source.choice((1, 1, 3, 4)) if len(row) > 3 else 1
        run, row = row[:many], row[many:]
        found.append(_hall(run) if many > 1 else run[0])
    return found


def _hall(run: Sequence[Space]) -> Space:
    bounds = [space.polygon.bounds for space in run]
    south, north = bounds[0][1] + STUB_M, bounds[0][3] - STUB_M
    through = box(bounds[0][0], south, bounds[-1][2], north)
    whole = shapely.union_all([through, *(space.polygon for space in run)])
    labels = tuple((space.number, space.name, *space.polygon.centroid.coords[0]) for space in run)
    return Space(polygon=whole, number="", name="", use="unknown", labels=labels)


def columned(floor: Floor, _source: Random) -> Floor:
    """Return a floor with columns in the walls, which count with them, and free ones, which do not."""
    engaged = [
        _square(space.polygon.bounds[2], _hall_side(space, floor), COLUMN_M)
        for space in floor.rooms[::2]
    ]
    free = [
        _square(space.polygon.centroid.x, space.polygon.centroid.y, FREE_COLUMN_M)
        for space in floor.rooms
        if space.polygon.bounds[2] - space.polygon.bounds[0] >= WIDE_M
        and len(space.polygon.exterior.coords) == 5
    ]
    ways = shapely.union_all([door.opening.buffer(0.1) for door in floor.doors])
    engaged = [column for column in engaged if not column.intersects(ways)]
    body = shapely.union_all(engaged)
    spaces = tuple(
        replace(space, polygon=shapely.difference(space.polygon, body)) for space in floor.spaces
    )
    return replace(floor, spaces=spaces, columns=(*engaged, *free), shown_walls=floor.walls)


def _hall_side(space: Space, floor: Floor) -> float:
    """Return the middle of the wall between a room and its corridor."""
    halls = [other.polygon for other in floor.spaces if other.name == "走廊"]
    near = min(halls, key=lambda hall: hall.distance(space.polygon))
    below = near.bounds[1] > space.polygon.bounds[1]
    return near.bounds[1] - HALL_WALL_M / 2 if below else near.bounds[3] + HALL_WALL_M / 2


def _square(x: float, y: float, side: float) -> Polygon:
    return box(x - side / 2, y - side / 2, x + side / 2, y + side / 2)


def curved(floor: Floor, _source: Random) -> Floor:
    """Return a floor where every other outer wall bulges in an arc."""
    _west, south, _east, north = floor.footprint.bounds
    spaces, curves, whole = list(floor.spaces), [], floor.footprint
    for n, space in list(enumerate(spaces))[::2]:
        x0, y0, x1, y1 = space.polygon.bounds
        outside = abs(y0 - south - OUTER_M) < 1e-6, abs(y1 - north + OUTER_M) < 1e-6
        if not any(outside) or len(space.polygon.exterior.coords) > 5:
            continue  # no outer wall, or a toilet stands at it
        up, face = (1, y1) if outside[1] else (-1, y0)
        inner, outer = _arcs(x0, x1, face, up)
        spaces[n] = replace(space, polygon=shapely.union_all([space.polygon, Polygon(inner)]))
        whole = shapely.union_all([whole, Polygon(outer)])
        curves += [inner, outer]
    edge = whole.exterior
    seen = [curve if n % 2 == 0 else _along(curve, edge) for n, curve in enumerate(curves)]
    windows = tuple(w for w in floor.windows if not any(w.opening.intersects(c) for c in curves))
    return replace(
        floor, spaces=tuple(spaces), windows=windows, footprint=whole, curves=tuple(seen)
    )


def _arcs(west: float, east: float, face: float, up: int) -> tuple[LineString, LineString]:
    """Return the inner and outer face of a wall that bulges from a straight face."""
    half, rise = (east - west) / 2, SAGITTA * (east - west)
    radius = (half * half + rise * rise) / (2 * rise)
    middle, centre = (west + east) / 2, face + up * (rise - radius)
    reach = math.asin(half / radius)
    turns = [reach * (2 * n / (CURVE_POINTS - 1) - 1) for n in range(CURVE_POINTS)]
    arc = [(middle + radius * math.sin(t), centre + up * radius * math.cos(t)) for t in turns]
    arc[0], arc[-1] = (west, face), (east, face)
    wide = radius + OUTER_M
    outer = [(middle + wide * math.sin(t), centre + up * wide * math.cos(t)) for t in turns]
    return LineString(arc), LineString(outer)


def _along(curve: LineString, edge: shapely.LinearRing) -> LineString:
    """Return the part of a curve that is the edge of the building."""
    parts = shapely.get_parts(shapely.line_merge(shapely.intersection(curve, edge.buffer(1e-6))))
    return max(parts, key=lambda part: part.length)


def curtained(floor: Floor, _source: Random) -> Floor:
    """Return a floor whose long sides are curtain walls: mullions and glass, and no body of wall."""
    west, south, east, north = floor.footprint.bounds
    bands = (
        box(west + OUTER_M, south, east - OUTER_M, south + OUTER_M),
        box(west + OUTER_M, north - OUTER_M, east - OUTER_M, north),
    )
    windows = tuple(
        w for w in floor.windows if not any(w.opening.intersects(band) for band in bands)
    )
    walls = shapely.difference(floor.walls, shapely.union_all(bands))
    return replace(floor, windows=windows, curtains=bands, shown_walls=walls)


def in_english(floor: Floor, _source: Random) -> Floor:
    """Return a floor with its names in English."""
    return replace(
        floor, spaces=tuple(replace(s, name=ENGLISH.get(s.name, s.name)) for s in floor.spaces)
    )


def slanted(floor: Floor, _source: Random) -> Floor:
    """Return a floor sheared by 20°, on a site that has no right angle."""
    return replace(
        floor,
        spaces=tuple(replace(s, polygon=_sheared(s.polygon)) for s in floor.spaces),
        doors=tuple(_sheared_door(door) for door in floor.doors),
        windows=(),  # they are drawn as upright boxes
        footprint=_sheared(floor.footprint),
    )


def thick(floor: Floor, _source: Random) -> Floor:
    """Return a floor twice as large in all: outer walls of 0.50 m, partitions of up to 0.50 m."""

    def grown(polygon: Polygon) -> Polygon:
        return affinity.scale(polygon, THICKER, THICKER, origin=(0, 0))

    return replace(
        floor,
        spaces=tuple(replace(s, polygon=grown(s.polygon)) for s in floor.spaces),
        doors=tuple(
            replace(
                door,
                opening=grown(door.opening),
                hinge=(door.hinge[0] * THICKER, door.hinge[1] * THICKER),
                width=door.width * THICKER,
            )
            for door in floor.doors
        ),
        windows=tuple(replace(w, opening=grown(w.opening)) for w in floor.windows),
        footprint=grown(floor.footprint),
    )


def _sheared(polygon: Polygon) -> Polygon:
    return affinity.skew(polygon, xs=SHEAR_DEG, origin=(0, 0))


def _sheared_door(door: Door) -> Door:
    """Return a door moved with its wall; its jambs stay square to it."""
    x, y = door.hinge
    by = door.opening.centroid.y * math.tan(math.radians(SHEAR_DEG))
    return replace(door, opening=affinity.translate(door.opening, xoff=by), hinge=(x + by, y))


VARIANTS: dict[str, Variant] = {
    "open": open_plan,
    "columns": columned,
    "curved": curved,
    "curtain": curtained,
    "english": in_english,
    "slanted": slanted,
    "thick": thick,
}
