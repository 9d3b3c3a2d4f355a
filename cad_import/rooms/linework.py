"""The lines that bound rooms, and the signs of doors and windows, sorted out of a storey.

Barrier   a straight piece of wall, window or column: a room ends there
Sign      a door or window as drawn; it tells that a gap in the barriers is an opening
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Point, Storey, Stroke
from cad_import.drawing.paths import drawn_paths, points_of
from cad_import.profiles import Role, Roles, role_of_block
from cad_import.profiles.drawn import Segments, is_ring, segments_of, wall_like
from cad_import.profiles.proposing import GUESSED

from .near import LineTree, points_near
from .noding import distinct_pieces
from .poche import Fill, Poche, poche_of

TOUCHING_M = 0.02  # the lines of one door or window symbol meet within this
NARROWEST_LEAF_M = 0.35  # half of a small double door
WIDEST_LEAF_M = 1.6  # one leaf of a hospital or plant door
LEAST_SWING_DEG = 20.0  # doors are drawn ajar or open
MOST_SWING_DEG = 185.0
LEAF_SLACK_M = 0.06  # a leaf's thickness, and the frame beside its hinge
SMALLEST_COLUMN_M2 = 0.01
LARGEST_COLUMN_M2 = 6.0  # beyond it a closed ring on a column layer is a core


@dataclass(frozen=True, slots=True, kw_only=True)
class Linework:
    """What of a storey bounds rooms, moved so that its south-west corner is the origin."""

    origin: Point
    barriers: Segments
    walls: LineTree  # the barriers that are walls or columns
    doors: npt.NDArray[np.object_]  # hull of each stroke of a door; a swing's two leaves
    windows: npt.NDArray[np.object_]  # each stroke of a window
    glass: LineTree  # the same, straight piece by straight piece
    swings: npt.NDArray[np.float64]  # hinge x y, then the two ends of the swing x y
    columns: npt.NDArray[np.object_]
    hints: npt.NDArray[np.object_]  # lines on layers that tell nothing: in a gap, a window's
    solid: npt.NDArray[np.object_]  # areas that are filled as walls are
    has_walls: bool


def linework_of(storey: Storey, roles: Roles, fills: Sequence[Fill]) -> Linework:
    """Return the linework of a storey by role, and of what its hatches fill."""
    by_role = strokes_by_role(storey, roles)
    return linework_from(by_role, poche_of(fills, roles, by_role[Role.WALL]))


def linework_from(by_role: Mapping[Role, list[Stroke]], poche: Poche) -> Linework:
    """Return the linework of strokes sorted by role, and of the walls that are filled."""
    by_role = {**by_role, Role.WALL: [*by_role[Role.WALL], *poche.edges]}
    walls, windows = by_role[Role.WALL], by_role[Role.WINDOW]
    columns, doors = by_role[Role.COLUMN], by_role[Role.DOOR]
    solid = segments_of([*walls, *columns])
    glass = segments_of(windows)
    barriers = np.vstack([solid, glass])
    origin = barriers.reshape(-1, 2).min(axis=0) if len(barriers) else np.zeros(2)
    return Linework(
        origin=(float(origin[0]), float(origin[1])),
        barriers=distinct_pieces(barriers - np.tile(origin, 2)),
        walls=LineTree(solid - np.tile(origin, 2)),
        doors=_hulls(doors, origin),
        windows=_lines(windows, origin),
        glass=LineTree(glass - np.tile(origin, 2)),
        swings=_swings(doors, origin),
        columns=_column_areas(columns, origin),
        hints=_lines([s for s in by_role[Role.UNKNOWN] if s.arc is None], origin),
        solid=np.array(
            [shapely.transform(area, lambda xy: xy - origin) for area in poche.areas], dtype=object
        ),
        has_walls=bool(walls),
    )


def strokes_by_role(storey: Storey, roles: Roles) -> dict[Role, list[Stroke]]:
    """Return the strokes of a storey by what they are."""
    kinds: dict[Role, list[Stroke]] = {role: [] for role in Role}
    swinging = _blocks_that_swing(storey)
    known: dict[tuple[str, str | None, str | None], Role] = {}
    for stroke in storey.strokes:
        insert = None if stroke.insert is None else storey.inserts[stroke.insert].name
        key = (stroke.layer, stroke.block, insert)
        role = known.get(key)
        if role is None:
            role = known[key] = _role(stroke, roles, insert, swinging)
        kinds[role].append(stroke)
    kinds[Role.WALL] = _without_things(kinds[Role.WALL], roles)
    _part_openings(kinds)
    _take_doors_from(kinds, Role.WALL)
    _take_doors_from(kinds, Role.WINDOW)
    _take_doors_from(kinds, Role.UNKNOWN)
    return kinds


def _without_things(walls: list[Stroke], roles: Roles) -> list[Stroke]:
    """Return walls without the furniture that stands on layers which only look like walls."""
    guessed = {stroke.layer for stroke in walls if roles.of(stroke.layer).confidence <= GUESSED}
    mixed = [stroke for stroke in walls if stroke.layer in guessed]
    return [*(stroke for stroke in walls if stroke.layer not in guessed), *wall_like(mixed)]


def _blocks_that_swing(storey: Storey) -> frozenset[str]:
    """Return the blocks that hold a door's swing, whatever their name."""
    return frozenset(s.block for s in storey.strokes if s.block is not None and is_swing(s))


def _role(stroke: Stroke, roles: Roles, insert: str | None, swinging: frozenset[str]) -> Role:
    """Return what a stroke is: its block's name tells more than its layer."""
    layer = roles.of(stroke.layer).role
    if stroke.block is None or layer in (Role.FURNITURE, Role.ROOM_OUTLINE):
        return layer
    told = role_of_block(stroke.block)
    if told is None and insert is not None:
        told = role_of_block(insert)
    if told is None and stroke.block in swinging and layer in (Role.WALL, Role.UNKNOWN):
        return Role.DOOR
    return told or layer


def is_swing(stroke: Stroke) -> bool:
    """Return whether a stroke is the path of a door leaf."""
    arc = stroke.arc
    if arc is None or not NARROWEST_LEAF_M <= arc.radius_m <= WIDEST_LEAF_M:
        return False
    span = (arc.end_deg - arc.start_deg) % 360 or 360.0
    return LEAST_SWING_DEG <= span <= MOST_SWING_DEG


def _part_openings(kinds: dict[Role, list[Stroke]]) -> None:
    """Sort a layer of doors and windows together: what touches a swing is a door."""
    strokes, kinds[Role.OPENING] = kinds[Role.OPENING], []
    if not strokes:
        return
    parts = touching(strokes)
    doors = {part for stroke, part in zip(strokes, parts, strict=True) if is_swing(stroke)}
    for stroke, part in zip(strokes, parts, strict=True):
        kinds[Role.DOOR if part in doors else Role.WINDOW].append(stroke)


def touching(strokes: Sequence[Stroke]) -> list[int]:
    """Return which connected symbol each stroke belongs to."""
    grown = shapely.buffer(_lines(strokes, np.zeros(2)), TOUCHING_M, quad_segs=1)
    symbols = shapely.get_parts(shapely.union_all(grown))
    stroke, symbol = shapely.STRtree(symbols).query(grown, predicate="intersects")
    belongs = np.zeros(len(strokes), dtype=np.int64)
    belongs[stroke] = symbol
    return [int(part) for part in belongs]


def _take_doors_from(kinds: dict[Role, list[Stroke]], role: Role) -> None:
    """Move swings, and the leaves that belong to them, from a layer of barriers to the doors."""
    swings = [stroke for stroke in kinds[role] if is_swing(stroke)]
    if not swings:
        return
    leaves = _leaves(kinds[role], np.array([swing_row(stroke) for stroke in swings]))
    kept: list[Stroke] = []
    for n, stroke in enumerate(kinds[role]):
        moved = is_swing(stroke) or n in leaves
        (kinds[Role.DOOR] if moved else kept).append(stroke)
    kinds[role] = kept


def _leaves(strokes: Sequence[Stroke], swings: npt.NDArray[np.float64]) -> frozenset[int]:
    """Return which straight strokes run from a hinge to an end of its swing."""
    straight = [n for n, stroke in enumerate(strokes) if len(stroke.points) == 2]
    one_way = points_of([strokes[n].points for n in straight])[0].reshape(-1, 4)
    ways = np.vstack([one_way, one_way[:, [2, 3, 0, 1]]])
    slack = np.full(len(ways), LEAF_SLACK_M)
    way, swing = points_near(swings[:, :2], ways[:, [0, 1, 0, 1]], slack)
    away = [
        np.hypot(*(ways[way][:, ends] - swings[swing][:, places]).T)
        for ends, places in (([0, 1], [0, 1]), ([2, 3], [2, 3]), ([2, 3], [4, 5]))
    ]
    leaf = (away[0] <= LEAF_SLACK_M) & (np.minimum(away[1], away[2]) <= LEAF_SLACK_M)
    return frozenset(straight[n % len(straight)] for n in way[leaf].tolist())


def swing_row(stroke: Stroke) -> tuple[float, ...]:
    """Return the hinge of a swing and its two ends, as x y x y x y."""
    arc = stroke.arc
    assert arc is not None  # is_swing was asked before
    ends = [
        (
            arc.centre[0] + arc.radius_m * math.cos(math.radians(angle)),
            arc.centre[1] + arc.radius_m * math.sin(math.radians(angle)),
        )
        for angle in (arc.start_deg, arc.end_deg)
    ]
    return (*arc.centre, *ends[0], *ends[1])


def _swings(doors: Sequence[Stroke], origin: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    rows = [swing_row(stroke) for stroke in doors if is_swing(stroke)]
    return np.array(rows, dtype=np.float64).reshape(-1, 6) - np.tile(origin, 3)


def _hulls(doors: Sequence[Stroke], origin: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    """Return the hull of each stroke of a door; of a swing, the leaf where it begins and ends."""
    swings = _swings(doors, origin)
    chords = np.stack([swings[:, [0, 1, 2, 3]], swings[:, [0, 1, 4, 5]]], axis=1)
    others = [s for s in doors if not is_swing(s)]
    points, owner = points_of([s.points + ((s.arc.centre,) if s.arc else ()) for s in others])
    lines = [
        shapely.linestrings(chords.reshape(-1, 2, 2)),
        shapely.linestrings(points - origin, indices=owner),
    ]
    return np.asarray(shapely.convex_hull(np.concatenate(lines)), dtype=object)


def _lines(strokes: Sequence[Stroke], origin: npt.NDArray[np.float64]) -> npt.NDArray[np.object_]:
    points, owner = points_of([path for path in drawn_paths(strokes) if len(path) > 1])
    return np.asarray(shapely.linestrings(points - origin, indices=owner), dtype=object)


def _column_areas(
    strokes: Sequence[Stroke], origin: npt.NDArray[np.float64]
) -> npt.NDArray[np.object_]:
    closed = [s for s in strokes if is_ring(s) or (s.source == "CIRCLE" and len(s.points) > 3)]
    areas = [Polygon(np.array(stroke.points) - origin) for stroke in closed]
    areas += list(shapely.get_parts(_closed_by_lines([s for s in strokes if not s.closed], origin)))
    kept = [a for a in areas if SMALLEST_COLUMN_M2 <= a.area <= LARGEST_COLUMN_M2 and a.is_valid]
    return np.array(kept, dtype=object)


def _closed_by_lines(
    strokes: Sequence[Stroke], origin: npt.NDArray[np.float64]
) -> shapely.Geometry:
    """Return the areas that loose column lines close among themselves."""
    lines = _lines(strokes, origin)
    noded = shapely.union_all(lines, grid_size=0.001) if len(lines) else shapely.MultiLineString()
    return shapely.union_all(shapely.get_parts(shapely.polygonize([noded])))
