"""Rooms that are enclosed by walls: linework to faces, openings closed along the wall faces.

End     端点   where a wall face stops: a point and the way it was going
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, Polygon

from cad_import.drawing import Storey, Stroke
from cad_import.profiles import Profile, Role

from .values import Closure

GRID_M = 0.001  # drawings are drawn to the millimetre; finer differences are noise
LATERAL_M = 0.02  # two faces of one wall line up within this, over an opening
DRAFTING_M = 0.05  # a gap no draughtsman meant
BARE_OPENING_M = 1.3  # an opening without a door: a wide single door's hole
DOOR_OPENING_M = 3.2  # the widest opening with a door or window beside it is looked at up to here
WINDOW_OPENING_M = 9.0
THICKEST_WALL_M = 0.55  # 490 brick and render
COVERED = 0.6  # of an opening's width must be covered by the door or window drawn in it
EVIDENCE_REACH_M = 0.6  # a sill stands in the wall, this far from its face; a leaf swings its width
HINGE_REACH_M = 0.35  # a hinge sits in the wall's thickness beside its jamb
LEAF_SLACK = 0.1  # of a leaf's length: frames and rebates
CLOSED = 0.9  # cosine of 25°: a closed leaf lies along its opening
NO_SWINGS = np.empty((0, 7))
STRAIGHT = 0.9962  # cosine of 5°
NARROWEST_M = 0.6  # a space nowhere wider than this is wall, niche or shaft
LEAST_ROOM_M2 = 0.8


@dataclass(frozen=True, slots=True)
class Linework:
    """The strokes of a storey that matter for walls, as segments (n, 4) in metres."""

    walls: NDArray[np.float64]
    windows: NDArray[np.float64]
    doors: NDArray[np.float64]
    swings: NDArray[np.float64]
    columns: Sequence[Polygon]


def linework_of(storey: Storey, profile: Profile) -> Linework:
    """Return the segments of walls, windows and doors, and the columns as polygons."""
    by_role: dict[Role, list[Stroke]] = {role: [] for role in Role}
    for stroke in storey.strokes:
        by_role[profile.role_of(stroke.layer).role].append(stroke)
    columns = [
        Polygon(stroke.points)
        for stroke in by_role[Role.COLUMN]
        if stroke.closed and len(stroke.points) >= 3
    ]
    return Linework(
        walls=segments(by_role[Role.WALL]),
        windows=segments(by_role[Role.WINDOW]),
        doors=segments(by_role[Role.DOOR]),
        swings=swings_of(by_role[Role.DOOR]),
        columns=[column for column in columns if column.is_valid and column.area > 0],
    )


def segments(strokes: Iterable[Stroke]) -> NDArray[np.float64]:
    """Return the straight pieces of strokes."""
    pieces = []
    for stroke in strokes:
        points = np.array(stroke.points)
        if stroke.closed:
            points = np.vstack([points, points[:1]])
        pieces.append(np.hstack([points[:-1], points[1:]]))
    found = np.vstack(pieces) if pieces else np.empty((0, 4))
    long = np.hypot(found[:, 0] - found[:, 2], found[:, 1] - found[:, 3]) > GRID_M
    return np.asarray(found[long])


def as_lines(found: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return segments as shapely lines."""
    return np.asarray(shapely.linestrings(found.reshape(-1, 2, 2)))


def barriers(lines: Linework) -> NDArray[np.object_]:
    """Return what nobody walks through: walls, windows, and the columns that touch them."""
    walls = as_lines(np.vstack([lines.walls, lines.windows]))
    if not len(lines.columns) or not len(walls):
        return walls
    columns = np.array(lines.columns)
    tree = shapely.STRtree(walls)
    touching, _wall = tree.query(columns, predicate="dwithin", distance=LATERAL_M)
    rings = shapely.boundary(columns[np.unique(touching)])
    return np.concatenate([walls, np.asarray(rings)])


@dataclass(frozen=True, slots=True)
class Ends:
    """Where wall faces stop: points (n, 2), directions (n, 2), lengths of the faces (n,)."""

    at: NDArray[np.float64]
    way: NDArray[np.float64]
    length: NDArray[np.float64]


def noded(lines: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return lines cut where they meet, on the millimetre grid."""
    if not len(lines):
        return lines
    return np.asarray(shapely.get_parts(shapely.union_all(lines, grid_size=GRID_M)))


def ends_of(pieces: NDArray[np.object_]) -> Ends:
    """Return where pieces stop without going straight on."""
    straight = _straight_pieces(pieces)
    starts, stops = straight[:, :2], straight[:, 2:]
    length = np.hypot(*(stops - starts).T)
    way = (stops - starts) / length[:, None]
    at = np.vstack([starts, stops])
    out = np.vstack([-way, way])  # where the face was going when it stopped there
    reach = np.concatenate([length, length])
    _keys, node = np.unique(np.round(at / GRID_M).astype(np.int64), axis=0, return_inverse=True)
    node = node.reshape(-1)
    going_on = _goes_on(node, out)
    return Ends(at=at[~going_on], way=out[~going_on], length=reach[~going_on])


def _straight_pieces(pieces: NDArray[np.object_]) -> NDArray[np.float64]:
    coords, index = shapely.get_coordinates(pieces, return_index=True)
    same = index[:-1] == index[1:]
    found = np.hstack([coords[:-1][same], coords[1:][same]])
    return np.asarray(found[np.hypot(found[:, 0] - found[:, 2], found[:, 1] - found[:, 3]) > 0])


def _goes_on(node: NDArray[np.int64], out: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each stop whether another piece at its node leads straight on."""
    order = np.argsort(node, kind="stable")
    bounds = np.flatnonzero(np.diff(node[order])) + 1
    result = np.zeros(len(node), dtype=bool)
    for group in np.split(order, bounds):
        if len(group) > 1:
            # Another piece arriving from ahead goes the opposite way when it stops here.
            result[group] = ((out[group] @ out[group].T) < -STRAIGHT).any(axis=1)
    return result


def closures_of(lines: Linework, pieces: NDArray[np.object_]) -> list[Closure]:
    """Return the lines that close openings along wall faces, each opening with the least invention."""
    if not len(pieces):
        return []
    ends = ends_of(pieces)
    if not len(ends.at):
        return []
    blocked = shapely.STRtree(pieces)
    doors, windows = _Evidence(lines.doors, lines.swings), _Evidence(lines.windows)
    found: list[Closure] = []
    open_ends = set(range(len(ends.at)))
    for a, b, closure in _between_ends(ends, blocked, doors, windows):
        found.append(closure)
        open_ends -= {a, b}
    found += _against_walls(ends, sorted(open_ends), pieces, blocked, doors)
    return _without_doubles(found)


class _Evidence:
    """Doors or windows, asked how much of an opening they cover."""

    def __init__(self, found: NDArray[np.float64], swings: NDArray[np.float64] = NO_SWINGS) -> None:
        self.found = found
        self.swings = swings
        self.tree = shapely.STRtree(as_lines(found)) if len(found) else None

    def covers(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> float:
        """Return the share of an opening's width that is covered by what is drawn in it."""
        if self.tree is None:
            return 0.0
        width = float(np.hypot(*(end - start)))
        near = self.tree.query(
            LineString([start, end]), predicate="dwithin", distance=EVIDENCE_REACH_M + width
        )
        if not len(near):
            return 0.0
        way = (end - start) / width
        spots = ((self.found[near].reshape(-1, 2) - start) @ way).reshape(-1, 2)
        spans = np.clip(np.sort(spots, axis=1), 0.0, width)
        return _length_of_union(spans) / width

    def hangs_in(self, start: NDArray[np.float64], end: NDArray[np.float64]) -> bool:
        """Return whether a leaf hung at one end of an opening closes it, alone or with another."""
        width = float(np.hypot(*(end - start)))
        way = (end - start) / width
        for hinge, along in ((start, way), (end, -way)):
            near = np.hypot(*(self.swings[:, :2] - hinge).T) < HINGE_REACH_M
            closed = ((self.swings[:, 3:].reshape(-1, 2, 2) @ along) > CLOSED).any(axis=1)
            share = self.swings[:, 2] / width
            fits = (np.abs(share - 1) < LEAF_SLACK) | (np.abs(2 * share - 1) < LEAF_SLACK)
            if (near & closed & fits).any():
                return True
        return False


def swings_of(strokes: Iterable[Stroke]) -> NDArray[np.float64]:
    """Return door swings as hinge, leaf length, and the directions of both ends (n, 7)."""
    rows = [
        (
            *stroke.arc.centre,
            stroke.arc.radius_m,
            *(
                f(math.radians(a))
                for a in (stroke.arc.start_deg, stroke.arc.end_deg)
                for f in (math.cos, math.sin)
            ),
        )
        for stroke in strokes
        if stroke.arc is not None and 40 <= stroke.arc.end_deg - stroke.arc.start_deg <= 100
    ]
    return np.array(rows).reshape(-1, 7)


def _length_of_union(spans: NDArray[np.float64]) -> float:
    """Return how much of a line intervals cover together."""
    spans = spans[np.argsort(spans[:, 0])]
    reach = np.maximum.accumulate(spans[:, 1])
    starts = np.maximum(spans[1:, 0], reach[:-1])
    return float(spans[0, 1] - spans[0, 0] + np.clip(spans[1:, 1] - starts, 0.0, None).sum())


def _between_ends(
    ends: Ends, blocked: shapely.STRtree, doors: _Evidence, windows: _Evidence
) -> Iterable[tuple[int, int, Closure]]:
    """Give a closure for each pair of faces that stop opposite each other, with both ends."""
    rays = shapely.linestrings(np.stack([ends.at, ends.at + ends.way * WINDOW_OPENING_M], axis=1))
    tree = shapely.STRtree(shapely.points(ends.at))
    one, other = tree.query(rays, predicate="dwithin", distance=LATERAL_M)
    gap = ends.at[other] - ends.at[one]
    along = (gap * ends.way[one]).sum(axis=1)
    facing = (ends.way[one] * ends.way[other]).sum(axis=1) < -STRAIGHT
    fit = facing & (along > GRID_M)
    one, other, along = one[fit], other[fit], along[fit]
    for a, b in _pairs(one, other, along):
        closure = _closure(ends, a, b, blocked, doors, windows)
        if closure is not None:
            yield a, b, closure


def _pairs(
    one: NDArray[np.int64], other: NDArray[np.int64], along: NDArray[np.float64]
) -> Iterable[tuple[int, int]]:
    """Give each end with the nearest one that faces it, a mutual pair once."""
    nearest: dict[int, int] = {}
    for index in np.lexsort((other, along, one))[::-1]:
        nearest[int(one[index])] = int(other[index])
    for a, b in nearest.items():
        if nearest.get(b) != a or a < b:
            yield a, b


def _closure(
    ends: Ends, a: int, b: int, blocked: shapely.STRtree, doors: _Evidence, windows: _Evidence
) -> Closure | None:
    start, end = ends.at[a], ends.at[b]
    width = float(np.hypot(*(end - start)))
    kind = _kind(start, end, width, doors, windows)
    both_short = max(ends.length[a], ends.length[b]) < THICKEST_WALL_M
    if kind is None or (both_short and kind != "drafting" and not doors.hangs_in(start, end)):
        return None  # two jambs that line up across a corridor are no opening
    if _is_blocked(start, end, blocked):
        return None
    return Closure(
        start=(float(start[0]), float(start[1])),
        end=(float(end[0]), float(end[1])),
        kind=kind,
        width_mm=round(width * 1000),
    )


def _kind(
    start: NDArray[np.float64],
    end: NDArray[np.float64],
    width: float,
    doors: _Evidence,
    windows: _Evidence,
) -> str | None:
    if width <= DRAFTING_M:
        return "drafting"
    if width <= DOOR_OPENING_M and doors.covers(start, end) >= COVERED:
        return "door"
    if windows.covers(start, end) >= COVERED:
        return "window"
    return "opening" if THICKEST_WALL_M < width <= BARE_OPENING_M else None


def _is_blocked(
    start: NDArray[np.float64], end: NDArray[np.float64], blocked: shapely.STRtree
) -> bool:
    """Return whether a wall stands in the way between two ends."""
    width = float(np.hypot(*(end - start)))
    inset = min(0.005, width / 4) / width
    line = LineString([start + (end - start) * inset, end - (end - start) * inset])
    return len(blocked.query(line, predicate="intersects")) > 0


def _against_walls(
    ends: Ends,
    open_ends: Iterable[int],
    pieces: NDArray[np.object_],
    blocked: shapely.STRtree,
    doors: _Evidence,
) -> Iterable[Closure]:
    """Give a closure for each face that stops before a wall across it, with a door between."""
    for n in open_ends:
        start, way = ends.at[n], ends.way[n]
        ray = LineString([start + way * 0.005, start + way * DOOR_OPENING_M])
        hits = blocked.query(ray, predicate="intersects")
        if not len(hits):
            continue
        spot = _first_hit(ray, pieces[hits], start)
        width = float(np.hypot(*(spot - start)))
        if width > DRAFTING_M and not (
            width > THICKEST_WALL_M
            and doors.covers(start, spot) >= COVERED
            and (ends.length[n] >= THICKEST_WALL_M or doors.hangs_in(start, spot))
        ):
            continue
        yield Closure(
            start=(float(start[0]), float(start[1])),
            end=(float(spot[0]), float(spot[1])),
            kind="door" if width > DRAFTING_M else "drafting",
            width_mm=round(width * 1000),
        )


def _first_hit(
    ray: LineString, pieces: Sequence[LineString], start: NDArray[np.float64]
) -> NDArray[np.float64]:
    crossings = shapely.get_coordinates(shapely.intersection(ray, pieces))
    return np.asarray(crossings[np.argmin(np.hypot(*(crossings - start).T))])


def _without_doubles(found: Iterable[Closure]) -> list[Closure]:
    kept: dict[tuple[tuple[int, int], ...], Closure] = {}
    for closure in found:
        key = tuple(
            sorted((round(x / GRID_M), round(y / GRID_M)) for x, y in (closure.start, closure.end))
        )
        kept.setdefault(key, closure)
    return [kept[key] for key in sorted(kept)]


def enclosed_faces(pieces: NDArray[np.object_], closures: Sequence[Closure]) -> NDArray[np.object_]:
    """Return every face that walls and closures enclose."""
    lines = np.array([LineString([each.start, each.end]) for each in closures], dtype=object)
    whole = noded(np.concatenate([pieces, lines])) if len(lines) else pieces
    return np.asarray(shapely.get_parts(shapely.polygonize(whole)))


def on_drawn_corners(faces: NDArray[np.object_], drawn: NDArray[np.float64]) -> NDArray[np.object_]:
    """Return faces whose corners stand where they were drawn, not on the grid they were noded on."""
    corners = np.unique(drawn.reshape(-1, 2), axis=0)
    tree = shapely.STRtree(shapely.points(corners))

    def drawn_there(found: NDArray[np.float64]) -> NDArray[np.float64]:
        moved = found.copy()
        spots = shapely.points(found)
        which, near = tree.query_nearest(spots, max_distance=1.5 * GRID_M, all_matches=False)
        moved[which] = corners[near]
        return moved

    moved = np.asarray(shapely.transform(faces, drawn_there))
    return np.where(shapely.is_valid(moved), moved, faces)


def is_roomy(faces: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return for each face whether somebody could stand in it: wider somewhere than a wall."""
    core = shapely.buffer(faces, -NARROWEST_M / 2, join_style="mitre")
    return np.asarray(~shapely.is_empty(core) & (shapely.area(faces) >= LEAST_ROOM_M2))


def without_columns(faces: NDArray[np.object_], columns: Sequence[Polygon]) -> NDArray[np.bool_]:
    """Return for each face whether it is more than a column."""
    if not len(columns) or not len(faces):
        return np.ones(len(faces), dtype=bool)
    tree = shapely.STRtree(columns)
    face, column = tree.query(faces, predicate="intersects")
    shared = shapely.area(shapely.intersection(faces[face], np.array(columns)[column]))
    covered = np.bincount(face, weights=shared, minlength=len(faces))
    return np.asarray(covered < 0.5 * shapely.area(faces))
