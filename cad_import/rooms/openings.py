"""Gaps in the walls, closed along the wall faces.

End       端点 where a wall face stops, and the way it was going
Jamb      门窗洞边 two ends side by side at a wall's thickness, going the same way
Closure   the piece of wall face that is missing between two ends, or between an end and a wall

The swing and the leaf of a door never bound a room: they tell that a gap is a door.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

from .graph import GRID_M, Graph
from .linework import Linework
from .signs import SIGN_REACH_M, is_covered
from .values import Evidence

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

DRAFTING_GAP_M = 0.03  # lines meant to meet: measured to win a fifth of the rooms of real plans
LATERAL_M = 0.03  # the faces on both sides of an opening line up within this
THINNEST_M = 0.04  # a glazed partition
THICKEST_M = 0.65  # a basement wall, plastered
SQUARE_JAMB_M = 0.06  # how far the two faces may stop one before the other
BARE_OPENING_M = 1.5  # an opening with neither door nor window: a passage, not an open side
REPORTED_GAP_M = 3.5  # wider bare gaps are open sides, not worth a word
DOOR_M = 4.5  # the widest double or folding door
WINDOW_M = 9.0  # a ribbon window between two piers
ABUTTING_DOOR_M = 2.2  # a door that reaches from a wall's end to a crossing wall
MULLION_M = 0.45  # a partition ends this far from the pane it meets, at most
CHORD_REACH_M = 0.15  # a leaf's hinge and lock stand this near to a wall
SHORTEST_FACE_M = 0.06  # a shorter piece does not tell which way its wall runs
ALIKE = 1.2  # a pier is square when its sides differ by less than this
STRAIGHT = 0.97  # cosine of 14°: a face goes on through an opening
SAME_CLOSURE_M = 0.02  # a closure that was taken back is known by its ends
FACING = -0.995  # cosine of 174°: two ends look at each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Where wall faces stop: point, outward direction, and what kind of stop it is."""

    at: Floats
    way: Floats
    loose: Flags  # nothing else meets there
    jamb: Flags  # the wall's other face stops beside it
    column: Flags  # it is a corner of a column
    wall: Flags  # the face that stops is a wall's, not a window's
    told: Flags  # the face is long enough to tell which way it runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The first thing that lies ahead of each end."""

    end: Ints
    hit: Floats  # the point that is hit
    width: Floats
    facing: Ints  # the end that looks back, or -1
    behind: Flags  # it was seen through a window's lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """Segments that close gaps, and what told that they are openings."""

    segments: Floats
    evidence: tuple[Evidence, ...]
    left_open: Floats  # gaps wider than an opening without a sign, as segments


def closures_of(linework: Linework, graph: Graph) -> Closures:
    """Return the closures of a storey's walls: along the faces first, across the doors last."""
    ends = ends_of(graph, linework)
    gaps = _seen_twice(ends, graph, linework)
    segments = np.hstack([ends.at[gaps.end], gaps.hit]).reshape(-1, 4)
    by_door = is_covered(segments, linework.doors, with_leaves=True)
    by_window = is_covered(segments, linework.windows) | _meets_glass(gaps, linework)
    evidence = _evidence(ends, gaps, by_door, by_window)
    taken = np.array([each is not None for each in evidence], dtype=bool)
    across = _across_doors(linework, graph, segments[taken])
    by_leaf: list[Evidence] = ["door"] * len(across)
    return _once(
        np.vstack([segments[taken], across]),
        (*(each for each in evidence if each is not None), *by_leaf),
        _left_open(ends, gaps, segments, taken),
    )


def _meets_glass(gaps: Gaps, linework: Linework) -> Flags:
    """Return which gaps are the joint between a wall's end and a glazed front it runs up to."""
    on_glass = _is_near(gaps.hit, linework.windows) & ~_is_near(gaps.hit, linework.walls)
    return np.asarray(on_glass & ~gaps.behind & (gaps.width <= MULLION_M))


def _seen_twice(ends: Ends, graph: Graph, linework: Linework) -> Gaps:
    """Return what lies ahead of each end, and what lies behind the glass ahead of it.

    A window's own lines stand in its gap; the wall face goes on behind them.
    """
    solid = _is_near(graph.edges_xy().reshape(-1, 2, 2).mean(axis=1), linework.walls)
    near, far = gaps_ahead(ends, graph), gaps_ahead(ends, graph, among=np.flatnonzero(solid))
    widths = dict(zip(near.end.tolist(), near.width.tolist(), strict=True))
    behind = far.width > np.array([widths.get(end, 0.0) for end in far.end.tolist()]) + GRID_M
    return Gaps(
        end=np.concatenate([near.end, far.end[behind]]),
        hit=np.vstack([near.hit, far.hit[behind]]),
        width=np.concatenate([near.width, far.width[behind]]),
        facing=np.concatenate([near.facing, far.facing[behind]]),
        behind=np.concatenate([np.zeros(len(near.end), bool), np.ones(int(behind.sum()), bool)]),
    )


def ends_of(graph: Graph, linework: Linework) -> Ends:
    """Return the ends of all wall faces: half-edges that arrive at a node and cannot go on."""
    tail, head, way = graph.half_edges()
    goes_on, left, right = _around_heads(graph, tail, head, way)
    length = np.hypot(*(graph.nodes[head] - graph.nodes[tail]).T)
    stops = np.flatnonzero(~goes_on & ~(left & right))
    middle = (graph.nodes[head[stops]] + graph.nodes[tail[stops]]) / 2
    wall = _is_near(middle, linework.walls)
    thickness = _thickness(graph.nodes[head[stops]], way[stops])
    along = _runs_along(head[stops], thickness, wall)
    stops, jamb, wall = stops[along], np.isfinite(thickness[along]), wall[along]
    at, way = graph.nodes[head[stops]], way[stops]
    return Ends(
        at=at,
        way=way,
        loose=graph.degree[head[stops]] == 1,
        jamb=jamb,
        column=_is_near(at, linework.columns),
        wall=wall,
        told=length[stops] >= SHORTEST_FACE_M,
    )


def _around_heads(graph: Graph, tail: Ints, head: Ints, way: Floats) -> tuple[Flags, Flags, Flags]:
    """Return per half-edge whether it goes straight on, and whether edges leave to both sides."""
    order = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[order], np.arange(len(graph.nodes) + 1))
    count = (start[1:] - start[:-1])[head]
    arriving = np.repeat(np.arange(len(head)), count)
    offset = np.arange(len(arriving)) - np.repeat(np.cumsum(count) - count, count)
    leaving = order[start[head[arriving]] + offset]
    cosine = (way[arriving] * way[leaving]).sum(axis=1)
    sine = way[arriving, 0] * way[leaving, 1] - way[arriving, 1] * way[leaving, 0]
    flags = [np.zeros(len(head), dtype=bool) for _each in range(3)]
    for flag, true in zip(flags, (cosine > STRAIGHT, sine > 0.3, sine < -0.3), strict=True):
        flag[arriving[true]] = True
    return flags[0], flags[1], flags[2]


def _thickness(at: Floats, way: Floats) -> Floats:
    """Return how far off the wall's other face stops beside each end, infinite if none does."""
    found = np.full(len(at), np.inf)
    if len(at):
        points = shapely.points(at)
        one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=THICKEST_M)
        between = at[other] - at[one]
        along = np.abs((between * way[one]).sum(axis=1))
        across = np.abs(between[:, 0] * way[one, 1] - between[:, 1] * way[one, 0])
        same_way = (way[one] * way[other]).sum(axis=1) > STRAIGHT
        partner = same_way & (along <= SQUARE_JAMB_M) & (across >= THINNEST_M)
        np.minimum.at(found, one[partner], across[partner])
    return found


def _runs_along(node: Ints, thickness: Floats, wall: Flags) -> Flags:
    """Return which ends run along their wall: of two that meet at a corner, the one of less width.

    The other runs across the wall's end; followed on, it would cut the room in two.
    """
    least = np.full(int(node.max(initial=-1)) + 1, np.inf)
    np.minimum.at(least, node[wall], thickness[wall])
    return np.asarray((thickness <= ALIKE * least[node]) | np.isinf(least[node]))


def _is_near(points: Floats, shapes: npt.NDArray[np.object_]) -> Flags:
    found = np.zeros(len(points), dtype=bool)
    if len(shapes) and len(points):
        point, _shape = shapely.STRtree(shapes).query(
            shapely.points(points), predicate="dwithin", distance=2 * GRID_M
        )
        found[point] = True
    return found


def gaps_ahead(ends: Ends, graph: Graph, *, among: Ints | None = None) -> Gaps:
    """Return what each end meets first, of some edges or all, when its face is drawn on."""
    among = np.arange(len(graph.edges)) if among is None else among
    rays = np.stack([ends.at, ends.at + ends.way * WINDOW_M], axis=1)
    ray, edge = shapely.STRtree(graph.lines()[among]).query(
        shapely.linestrings(rays), predicate="dwithin", distance=LATERAL_M
    )
    reach = _reach(ends.at[ray], ends.way[ray], graph.edges_xy()[among[edge]])
    seen = np.isfinite(reach)
    ray, reach = ray[seen], reach[seen]
    order = np.lexsort((reach, ray))
    first = order[np.unique(ray[order], return_index=True)[1]]
    end, width = ray[first].astype(np.int64), reach[first]
    hit = ends.at[end] + ends.way[end] * width[:, None]
    return _with_facing(ends, end, hit, width)


def _reach(at: Floats, way: Floats, edge: Floats) -> Floats:
    """Return how far ahead each ray meets an edge; infinite where it does not."""
    a, b = edge[:, :2] - at, edge[:, 2:] - at
    along = np.stack([(a * way).sum(axis=1), (b * way).sum(axis=1)], axis=1)
    aside = np.stack(
        [way[:, 0] * a[:, 1] - way[:, 1] * a[:, 0], way[:, 0] * b[:, 1] - way[:, 1] * b[:, 0]],
        axis=1,
    )
    ahead = along > 2 * LATERAL_M / 3
    beside = (np.abs(aside) <= LATERAL_M) & ahead
    at_end = np.where(beside, along, np.inf).min(axis=1)
    crosses = aside[:, 0] * aside[:, 1] < 0
    with np.errstate(divide="ignore", invalid="ignore"):
        share = aside[:, 0] / (aside[:, 0] - aside[:, 1])
        crossing = along[:, 0] + share * (along[:, 1] - along[:, 0])
    crossed = np.where(crosses & (crossing > 2 * LATERAL_M / 3), crossing, np.inf)
    return np.asarray(np.minimum(at_end, crossed))


def _with_facing(ends: Ends, end: Ints, hit: Floats, width: Floats) -> Gaps:
    facing = np.full(len(end), -1, dtype=np.int64)
    if len(end):
        one, other = shapely.STRtree(shapely.points(ends.at)).query(
            shapely.points(hit), predicate="dwithin", distance=1.5 * LATERAL_M
        )
        looks_back = (ends.way[end[one]] * ends.way[other]).sum(axis=1) < FACING
        facing[one[looks_back]] = other[looks_back]
    hit = np.where((facing >= 0)[:, None], ends.at[facing], hit)
    behind = np.zeros(len(end), dtype=bool)
    return Gaps(end=end, hit=hit, width=width, facing=facing, behind=behind)


def _evidence(ends: Ends, gaps: Gaps, by_door: Flags, by_window: Flags) -> list[Evidence | None]:
    """Return what tells that each gap is to be closed, None where nothing does."""
    firm = (ends.jamb | ends.loose) & ~ends.column & ends.wall
    return [
        _told(
            width=float(gaps.width[i]),
            faces=bool(gaps.facing[i] >= 0),
            behind=bool(gaps.behind[i]),
            firm=bool(firm[gaps.end[i]] and (gaps.facing[i] < 0 or firm[gaps.facing[i]])),
            loose=bool(ends.loose[gaps.end[i]]),
            told=bool(ends.told[gaps.end[i]]),
            door=bool(by_door[i]),
            window=bool(by_window[i] and ends.wall[gaps.end[i]]),
        )
        for i in range(len(gaps.end))
    ]


def _told(
    *,
    width: float,
    faces: bool,
    behind: bool,
    firm: bool,
    loose: bool,
    told: bool,
    door: bool,
    window: bool,
) -> Evidence | None:
    """Return what tells that a gap is to be closed: a near miss, a sign, two jambs."""
    if not behind and width <= 2 * DRAFTING_GAP_M and (loose or faces):
        return "drafting"
    if not told and width > MULLION_M:
        return None
    if door and width <= DOOR_M if faces else door and (firm or loose) and width <= ABUTTING_DOOR_M:
        return "door"
    if window and width <= WINDOW_M and (faces or firm):
        return "window"
    return "facing" if faces and firm and not behind and width <= BARE_OPENING_M else None


def _left_open(ends: Ends, gaps: Gaps, segments: Floats, taken: Flags) -> Floats:
    """Return the gaps between two jambs that were left open, each opening once."""
    firm = ends.jamb & ~ends.column & ends.wall
    both = ~gaps.behind & firm[gaps.end] & (gaps.facing >= 0) & firm[gaps.facing]
    wide = (gaps.width > BARE_OPENING_M) & (gaps.width <= REPORTED_GAP_M)
    found = segments[both & wide & ~taken]
    middles = (found[:, :2] + found[:, 2:]) / 2
    order = np.lexsort((middles[:, 1], middles[:, 0]))
    kept: list[int] = []
    for i in order.tolist():
        if all(np.hypot(*(middles[i] - middles[j])) > THICKEST_M for j in kept):
            kept.append(i)
    return found[kept]


def _across_doors(linework: Linework, graph: Graph, closed: Floats) -> Floats:
    """Return the closed leaf of each door that no closure runs along, drawn on to the walls."""
    swings = linework.swings
    if not len(swings) or not len(graph.edges):
        return np.zeros((0, 4))
    unused = swings[~_used(swings, closed)]
    chords = np.vstack([unused[:, [0, 1, 2, 3]], unused[:, [0, 1, 4, 5]]])
    walls = graph.lines()
    tree = shapely.STRtree(walls)
    found = [_drawn_on(chord, tree, walls) for chord in chords]
    best = [_nearer(found[i], found[i + len(unused)]) for i in range(len(unused))]
    return np.array([row for row in best if row is not None], dtype=np.float64).reshape(-1, 4)


def _used(swings: Floats, closed: Floats) -> Flags:
    used = np.zeros(len(swings), dtype=bool)
    if len(closed):
        shapes = shapely.convex_hull(shapely.multipoints(swings.reshape(-1, 3, 2)))
        swing, _closure = shapely.STRtree(shapely.linestrings(closed.reshape(-1, 2, 2))).query(
            shapes, predicate="dwithin", distance=SIGN_REACH_M
        )
        used[swing] = True
    return used


def _drawn_on(
    chord: Floats, tree: shapely.STRtree, walls: npt.NDArray[np.object_]
) -> tuple[float, Floats] | None:
    """Return a chord moved onto the walls, and how far it was from them, if it was near."""
    points = shapely.points(chord.reshape(2, 2))
    nearest = walls[tree.nearest(points)]
    distance = shapely.distance(points, nearest)
    if distance.max() > CHORD_REACH_M:
        return None
    feet = shapely.get_coordinates(
        shapely.line_interpolate_point(nearest, shapely.line_locate_point(nearest, points))
    )
    return float(distance.sum()), feet.reshape(4)


def _nearer(one: tuple[float, Floats] | None, other: tuple[float, Floats] | None) -> Floats | None:
    both = [each for each in (one, other) if each is not None]
    return min(both, key=lambda each: each[0])[1] if both else None


def _once(segments: Floats, evidence: tuple[Evidence, ...], left_open: Floats) -> Closures:
    """Return the closures, each once whichever end it was seen from."""
    keys = np.round(segments, 3)
    swap = (keys[:, 0] > keys[:, 2]) | ((keys[:, 0] == keys[:, 2]) & (keys[:, 1] > keys[:, 3]))
    keys = np.where(swap[:, None], keys[:, [2, 3, 0, 1]], keys)
    _keys, first = np.unique(keys, axis=0, return_index=True)
    return Closures(
        segments=segments[first],
        evidence=tuple(evidence[i] for i in first.tolist()),
        left_open=left_open,
    )


def drafting_links(graph: Graph) -> Floats:
    """Return short segments from loose ends to the line they were meant to meet."""
    loose = np.flatnonzero(graph.degree == 1)
    if not len(loose):
        return np.zeros((0, 4))
    points, lines = shapely.points(graph.nodes[loose]), graph.lines()
    mine, edge = shapely.STRtree(lines).query(points, predicate="dwithin", distance=DRAFTING_GAP_M)
    other = (graph.edges[edge] != loose[mine][:, None]).all(axis=1)
    mine, edge = mine[other], edge[other]
    reach = shapely.distance(points[mine], lines[edge])
    order = np.lexsort((reach, mine))
    first = order[np.unique(mine[order], return_index=True)[1]]
    feet = shapely.line_interpolate_point(
        lines[edge[first]], shapely.line_locate_point(lines[edge[first]], points[mine[first]])
    )
    return np.hstack([graph.nodes[loose[mine[first]]], shapely.get_coordinates(feet)])


def without(closures: Closures, undone: Floats) -> Closures:
    """Return the closures without those that were taken back, whichever way they run."""
    if not len(undone) or not len(closures.segments):
        return closures
    turned = undone[:, [2, 3, 0, 1]]
    away = np.abs(closures.segments[:, None, :] - np.vstack([undone, turned])[None])
    kept = np.flatnonzero(~(away.max(axis=2) <= SAME_CLOSURE_M).any(axis=1))
    return replace(
        closures,
        segments=closures.segments[kept],
        evidence=tuple(closures.evidence[i] for i in kept),
    )
