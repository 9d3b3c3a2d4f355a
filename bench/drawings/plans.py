"""Floors of offices with known rooms, in metres: double-loaded corridors, back to back.

Space    one room, corridor or shaft: the polygon of its inner wall faces, number, name, use
Door     an opening in a wall, the rectangle between the faces, and the side it swings to
Floor    spaces, doors and windows, and the wall body that is left of the footprint

A room ends at the inner face of its walls (使用面积); across a door it ends on the line of that face, and
the reveal belongs to the wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Polygon, box

LEAST_NIB_M = 0.12  # of wall beside a door
OUTER_M, HALL_WALL_M = 0.24, 0.20
PARTITIONS_M = (0.10, 0.12, 0.12, 0.20, 0.24)
WIDTHS_M = (3.0, 3.3, 3.6, 3.6, 3.9, 4.2, 5.4, 7.2)
HALL_M = 2.1
PER_ROW = 24  # rooms in a row before the next wing begins
NAMES = (
    ("办公室", "office", 0.7),
    ("会议室", "service", 0.1),
    ("档案室", "service", 0.05),
    ("卫生间", "ancillary", 0.06),
    ("楼梯间", "circulation", 0.06),
    ("设备间", "equipment", 0.03),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """One space of a floor."""

    polygon: Polygon
    number: str
    name: str
    use: str
    labels: tuple[tuple[str, str, float, float], ...] = ()  # of an open plan: number, name, x, y


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """An opening between two faces of a wall; its leaf hangs at `hinge` and stands open to `swing`."""

    opening: Polygon
    hinge: tuple[float, float]
    along: float  # +1 when the leaf closes eastward, -1 westward
    swing: float  # +1 when it opens northward, -1 southward
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A window in an outer wall: the rectangle between the faces."""

    opening: Polygon


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """A floor as it is built."""

    spaces: tuple[Space, ...]
    doors: tuple[Door, ...]
    windows: tuple[Window, ...]
    footprint: Polygon
    columns: tuple[Polygon, ...] = ()
    curves: tuple[LineString, ...] = ()  # faces of walls that are drawn as splines
    curtains: tuple[Polygon, ...] = ()
    shown_walls: Polygon | None = (
        None  # the body that is drawn, where it is not all that is no room
    )

    @property
    def walls(self) -> Polygon:
        """What is neither room nor doorway."""
        rooms = shapely.union_all([space.polygon for space in self.spaces])
        doorways = shapely.union_all([door.opening for door in self.doors])
        return shapely.difference(shapely.difference(self.footprint, rooms), doorways)

    @property
    def rooms(self) -> tuple[Space, ...]:
        """The spaces that bear a number."""
        return tuple(space for space in self.spaces if space.number)


def wall_pieces(floor: Floor) -> list[Polygon]:
    """Return the walls as straight pieces, each running through those it meets."""
    walls = floor.walls
    rings = [r for part in shapely.get_parts(walls) for r in (part.exterior, *part.interiors)]
    xy = np.round(np.vstack([np.asarray(ring.coords) for ring in rings]), 4)
    across, up = np.unique(xy[:, 0]), np.unique(xy[:, 1])
    middle_x, middle_y = (across[:-1] + across[1:]) / 2, (up[:-1] + up[1:]) / 2
    filled = shapely.contains_xy(walls, *np.meshgrid(middle_x, middle_y, indexing="ij"))
    lying = [
        box(across[first], up[low], across[last], up[high])
        for first, last, low, high in _blocks(filled.T)
    ]
    standing = [
        box(across[low], up[first], across[high], up[last])
        for first, last, low, high in _blocks(filled)
    ]
    return [p for p in lying if _is_wider(p)] + [p for p in standing if not _is_wider(p)]


def _blocks(rows: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of filled cells with the rows over which they stay the same: from, to, low, high."""
    begun: dict[tuple[int, int], int] = {}
    for row, filled in enumerate([*rows, np.zeros(rows.shape[1], dtype=bool)]):
        now = set(_runs(filled))
        for run in [run for run in begun if run not in now]:
            yield (*run, begun.pop(run), row)
        begun |= {run: row for run in now if run not in begun}


def _runs(filled: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield where cells begin and cease to be filled."""
    steps = np.flatnonzero(np.diff(np.concatenate([[False], filled, [False]]).astype(int)))
    yield from zip(steps[::2].tolist(), steps[1::2].tolist(), strict=True)


def _is_wider(piece: Polygon) -> bool:
    west, south, east, north = piece.bounds
    return bool(east - west > north - south)


def floor_of(source: Random, rooms: int, *, storey: int = 1) -> Floor:
    """Return a floor with about as many numbered rooms as asked: wings of two rows and a corridor."""
    spaces: list[Space] = []
    doors: list[Door] = []
    windows: list[Window] = []
    south, serial = 0.0, (100 if rooms < 80 else 1000 if rooms < 800 else 10_000) * storey
    length = _length(source, min(rooms // 2 or 1, PER_ROW))
    left, wing = rooms, 0
    while left > 0:
        depth = source.choice((5.4, 6.0, 6.6))
        low, hall = south + OUTER_M, south + OUTER_M + depth + HALL_WALL_M
        corridor = box(OUTER_M, hall, length - OUTER_M, hall + HALL_M)
        spaces.append(Space(polygon=corridor, number="", name="走廊", use="circulation"))
        for row, bottom in ((0, low), (1, hall + HALL_M + HALL_WALL_M)):
            for plot in _plots(source, length, min(left, PER_ROW)):
                serial += 1
                left -= 1
                _furnish(source, plot, bottom, depth, row, str(serial), spaces, doors, windows)
            if left <= 0:
                break
        south = hall + HALL_M + HALL_WALL_M + (depth if row else 0.0)
        wing += 1
    footprint = box(0, 0, length, south + OUTER_M)
    return Floor(
        spaces=tuple(spaces), doors=tuple(doors), windows=tuple(windows), footprint=footprint
    )


def _length(source: Random, rooms: int) -> float:
    return round(2 * OUTER_M + sum(source.choice(WIDTHS_M) + 0.12 for _n in range(rooms)), 2)


def _plots(source: Random, length: float, most: int) -> Iterator[tuple[float, float]]:
    """Yield the west and east faces of the rooms in a row, partitions of many thicknesses between."""
    west, end = OUTER_M, length - OUTER_M
    for n in range(most):
        width, partition = source.choice(WIDTHS_M), source.choice(PARTITIONS_M)
        east = west + width
        if n == most - 1 or east + partition + min(WIDTHS_M) > end:
            yield round(west, 3), round(end, 3)
            return
        yield round(west, 3), round(east, 3)
        west = east + partition


def _furnish(
    source: Random,
    plot: tuple[float, float],
    bottom: float,
    depth: float,
    row: int,
    number: str,
    spaces: list[Space],
    doors: list[Door],
    windows: list[Window],
) -> None:
    """Add one room with its door to the corridor and its window, now and then a toilet within it."""
    west, east = plot
    top = bottom + depth
    name, use, _share = source.choices(NAMES, [share for *_n, share in NAMES])[0]
    room = box(west, bottom, east, top)
    if use == "office" and east - west >= 5.0 and source.random() < 0.3:
        inner = box(west, bottom, west + 1.8, bottom + 2.2)
        walled = box(west - 0.01, bottom - 0.01, west + 1.92, bottom + 2.32)
        spaces.append(Space(polygon=inner, number="", name="卫生间", use="ancillary"))
        room = shapely.difference(room, walled)
        hinge = (west + 0.5, bottom + 2.32)
        leaf = box(hinge[0], bottom + 2.2, hinge[0] + 0.7, bottom + 2.32)
        doors.append(Door(opening=leaf, hinge=hinge, along=1, swing=1, width=0.7))
    spaces.append(Space(polygon=room, number=number, name=name, use=use))
    width = source.choice((0.9, 0.9, 1.0))
    at = source.uniform(west + 2.1, east - width - 0.12)
    at = round(max(min(at, east - width - LEAST_NIB_M), west + LEAST_NIB_M), 2)
    face, outward = (top, 1) if row == 0 else (bottom, -1)
    doorway = box(at, *sorted((face, face + outward * HALL_WALL_M))[:1], at + width,
                  sorted((face, face + outward * HALL_WALL_M))[1])  # fmt: skip
    along = source.choice((1, -1))
    hinge = (at if along == 1 else at + width, face)
    doors.append(Door(opening=doorway, hinge=hinge, along=along, swing=-outward, width=width))
    if row == 0 and bottom > 1:
        return  # back to back with another wing: no window
    outer = (bottom - OUTER_M, bottom) if row == 0 else (top, top + OUTER_M)
    middle = (west + east) / 2
    half = min(0.9, (east - west) / 2 - 0.3)
    windows.append(Window(opening=box(middle - half, outer[0], middle + half, outer[1])))
