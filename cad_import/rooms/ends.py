"""Where wall faces stop, and what lies ahead of them.

End       端点 where a wall face stops, and the way it was going
Jamb      门窗洞边 two ends side by side at a wall's thickness, going the same way
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely

from .graph import GRID_M, Graph
from .linework import Linework
from .near import LineTree, distances, points_near
from .vectors import dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

ON_LINE_M = 2 * GRID_M  # a point of the graph lies on a drawn line as near as the grid tells
LATERAL_M = 0.03  # the faces on both sides of an opening line up within this
THINNEST_M = 0.04  # a glazed partition
THICKEST_M = 0.65  # a basement wall, plastered
SQUARE_JAMB_M = 0.06  # how far the two faces may stop one before the other
WINDOW_M = 9.0  # a ribbon window between two piers
LOOKS_M = (1.25, 3.5, WINDOW_M)  # a door is met by a short look; few ends need a longer one
SHORTEST_FACE_M = 0.06  # a shorter piece does not tell which way its wall runs
SHORTEST_WALL_M = 0.5  # what stands out less than this is a pier, not a wall's end
LONG_FOR_THICK = 1.5  # nor is what stands out less than this many times its thickness
JITTER_M = 0.012  # both ends of a face lie off its line by the dirt of 5 mm
LEAST_SLACK = 0.01  # faces longer than a metre aim well enough
ASKEW_REACH_M = 2.2  # a double door; further off an askew face tells nothing
ALIKE = 1.2  # a pier is square when its sides differ by less than this
STRAIGHT = 0.97  # cosine of 14°: a face goes on through an opening
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
    slack: Floats  # how much further aside than LATERAL_M it may aim, per metre ahead
    pier: Flags  # it stands out too little to be a wall's end


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """The first thing that lies ahead of each end."""

    end: Ints
    hit: Floats  # the point that is hit
    width: Floats
    facing: Ints  # the end that looks back, or -1
    behind: Flags  # it was seen through a window's lines


def ends_of(graph: Graph, linework: Linework) -> Ends:
    """Return the ends of all wall faces: half-edges that arrive at a node and cannot go on."""
    tail, head, way = graph.half_edges()
    goes_on, left, right = _around_heads(graph, tail, head, way)
    length = np.hypot(*(graph.nodes[head] - graph.nodes[tail]).T)
    stops = np.flatnonzero(~goes_on & ~(left & right))
    middle = (graph.nodes[head[stops]] + graph.nodes[tail[stops]]) / 2
    wall = linework.walls.are_near(middle, ON_LINE_M)
    thickness = _thickness(graph.nodes[head[stops]], way[stops])
    along = _runs_along(head[stops], thickness, wall)
    stops, thickness, wall = stops[along], thickness[along], wall[along]
    jamb = np.isfinite(thickness)
    at, way = graph.nodes[head[stops]], way[stops]
    return Ends(
        at=at,
        way=way,
        loose=graph.degree[head[stops]] == 1,
        jamb=jamb,
        column=is_near(at, linework.columns),
        wall=wall,
        told=length[stops] >= SHORTEST_FACE_M,
        slack=JITTER_M / np.maximum(length[stops], SHORTEST_WALL_M / 2),
        pier=jamb & (length[stops] < np.maximum(SHORTEST_WALL_M, LONG_FOR_THICK * thickness)),
    )


def _around_heads(graph: Graph, tail: Ints, head: Ints, way: Floats) -> tuple[Flags, Flags, Flags]:
    """Return per half-edge whether it goes straight on, and whether edges leave to both sides."""
    order = np.argsort(tail, kind="stable")
    start = np.searchsorted(tail[order], np.arange(len(graph.nodes) + 1))
    count = (start[1:] - start[:-1])[head]
    arriving = np.repeat(np.arange(len(head)), count)
    offset = np.arange(len(arriving)) - np.repeat(np.cumsum(count) - count, count)
    leaving = order[start[head[arriving]] + offset]
    cosine = dot(way[arriving], way[leaving])
    sine = way[arriving, 0] * way[leaving, 1] - way[arriving, 1] * way[leaving, 0]
    flags = [np.zeros(len(head), dtype=bool) for _each in range(3)]
    for flag, true in zip(flags, (cosine > STRAIGHT, sine > 0.3, sine < -0.3), strict=True):
        flag[arriving[true]] = True
    return flags[0], flags[1], flags[2]


def _thickness(at: Floats, way: Floats) -> Floats:
    """Return how far off the wall's other face stops beside each end, infinite if none does."""
    found = np.full(len(at), np.inf)
    if len(at):
        side = np.stack([-way[:, 1], way[:, 0]], axis=1) * THICKEST_M
        low, high = np.minimum(at - side, at + side), np.maximum(at - side, at + side)
        beside = shapely.box(*(low - SQUARE_JAMB_M).T, *(high + SQUARE_JAMB_M).T)
        one, other = shapely.STRtree(shapely.points(at)).query(beside)
        between = at[other] - at[one]
        along = np.abs(dot(between, way[one]))
        across = np.abs(between[:, 0] * way[one, 1] - between[:, 1] * way[one, 0])
        same_way = dot(way[one], way[other]) > STRAIGHT
        partner = same_way & (along <= SQUARE_JAMB_M)
        partner &= (across >= THINNEST_M) & (np.hypot(along, across) <= THICKEST_M)
        np.minimum.at(found, one[partner], across[partner])
    return found


def _runs_along(node: Ints, thickness: Floats, wall: Flags) -> Flags:
    """Return which ends run along their wall: of two that meet at a corner, the one of less width.

    The other runs across the wall's end; followed on, it would cut the room in two.
    """
    least = np.full(int(node.max(initial=-1)) + 1, np.inf)
    np.minimum.at(least, node[wall], thickness[wall])
    return np.asarray((thickness <= ALIKE * least[node]) | np.isinf(least[node]))


def is_near(points: Floats, shapes: npt.NDArray[np.object_]) -> Flags:
    """Return which points lie on one of the shapes, as near as the grid tells."""
    found = np.zeros(len(points), dtype=bool)
    if len(shapes) and len(points):
        point, _shape = shapely.STRtree(shapes).query(
            shapely.points(points), predicate="dwithin", distance=ON_LINE_M
        )
        found[point] = True
    return found


def gaps_ahead(
    ends: Ends, graph: Graph, *, among: Ints | None = None, of: Ints | None = None
) -> Gaps:
    """Return what each end (or some) meets first, of all edges or some, when drawn on."""
    edges = graph.tree if among is None else LineTree(graph.edges_xy()[among])
    left = np.arange(len(ends.at)) if of is None else of
    width = np.full(len(ends.at), np.inf)
    for length in LOOKS_M:
        found = _first_met(ends, left, edges, length)
        sure = found <= length if length < WINDOW_M else np.isfinite(found)
        width[left[sure]] = found[sure]
        left = left[~sure]
    end = np.flatnonzero(np.isfinite(width))
    hit = ends.at[end] + ends.way[end] * width[end, None]
    return _with_facing(ends, end, hit, width[end])


def _first_met(ends: Ends, looking: Ints, edges: LineTree, length: float) -> Floats:
    """Return how far ahead some ends first meet an edge when drawn on so far."""
    at, way = ends.at[looking], ends.way[looking]
    ray, edge = edges.maybe_near_rows(np.hstack([at, at + way * length]), LATERAL_M)
    reach = _reach(at[ray], way[ray], edges.rows[edge])
    found = np.full(len(looking), np.inf)
    np.minimum.at(found, ray, np.where(reach <= length + LATERAL_M, reach, np.inf))
    return found


def facing_askew(ends: Ends, known: Gaps) -> Gaps:
    """Return gaps with those that a short face, drawn a little askew, aims past."""
    short = np.flatnonzero((ends.slack > LEAST_SLACK) & ends.told)
    aimed = LATERAL_M + ends.slack[short] * ASKEW_REACH_M
    rays = np.hstack([ends.at[short], ends.at[short] + ends.way[short] * ASKEW_REACH_M])
    ray, other = points_near(ends.at, rays, aimed)
    near = distances(ends.at[other], rays[ray]) <= aimed[ray]
    ray, other = ray[near], other[near]
    one = short[ray]
    between = ends.at[other] - ends.at[one]
    width = dot(between, ends.way[one])
    aside = np.abs(ends.way[one, 0] * between[:, 1] - ends.way[one, 1] * between[:, 0])
    looks_back = dot(ends.way[one], ends.way[other]) < FACING
    aims = aside <= LATERAL_M + ends.slack[one] * width
    fits = looks_back & aims & (width > 2 * LATERAL_M)
    return _nearer(known, one[fits], other[fits], width[fits], ends)


def _nearer(known: Gaps, end: Ints, other: Ints, width: Floats, ends: Ends) -> Gaps:
    """Return gaps, those of some ends narrowed to the ends they were found to face."""
    order = np.lexsort((width, end))
    first = order[np.unique(end[order], return_index=True)[1]]
    found = {int(end[i]): (int(other[i]), float(width[i])) for i in first}
    hit, wide, facing = known.hit.copy(), known.width.copy(), known.facing.copy()
    for row, name in enumerate(known.end.tolist()):
        if name in found and found[name][1] <= wide[row] and facing[row] < 0:
            facing[row], wide[row] = found[name]
            hit[row] = ends.at[facing[row]]
    return replace(known, hit=hit, width=wide, facing=facing)


def _reach(at: Floats, way: Floats, edge: Floats) -> Floats:
    """Return how far ahead each ray meets an edge; infinite where it does not."""
    a, b = edge[:, :2] - at, edge[:, 2:] - at
    along = np.stack([dot(a, way), dot(b, way)], axis=1)
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
        reach = 1.5 * LATERAL_M
        one, other = points_near(ends.at, np.hstack([hit, hit]), np.full(len(hit), reach))
        near = np.hypot(*(hit[one] - ends.at[other]).T) <= reach
        one, other = one[near], other[near]
        looks_back = dot(ends.way[end[one]], ends.way[other]) < FACING
        facing[one[looks_back]] = other[looks_back]
    hit = np.where((facing >= 0)[:, None], ends.at[facing], hit)
    behind = np.zeros(len(end), dtype=bool)
    return Gaps(end=end, hit=hit, width=width, facing=facing, behind=behind)
