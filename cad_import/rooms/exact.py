"""Corners as they were drawn: the grid decides what meets, the drawn lines decide where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from .graph import GRID_M
from .near import LineTree
from .vectors import are_same

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

REACH_M = 1.5 * GRID_M  # a noded edge lies this near to the line it was cut from
SHORT_M = 0.045  # a shorter edge between two long ones is a drafting gap, not a wall
TURN = 0.05  # sine of 3°: two edges that turn less are one line
STRAY_M = 0.06  # a corner is never moved further than drafting gaps are wide


class DrawnLines:
    """The lines of a drawing, asked which of them an edge was cut from."""

    def __init__(self, segments: Floats) -> None:
        along = segments[:, 2:] - segments[:, :2]
        self.length = np.hypot(along[:, 0], along[:, 1])
        kept = self.length > 1e-9
        self.segments, self.length = segments[kept], self.length[kept]
        self.way = along[kept] / self.length[:, None]
        self.tree = LineTree(self.segments)

    def with_ends(self, segments: Floats) -> Floats:
        """Return segments with their ends moved onto the nearest drawn end, where one is near."""
        points = segments.reshape(-1, 2)
        ends = self.segments.reshape(-1, 2)
        if not len(points) or not len(ends):
            return segments
        near = shapely.STRtree(shapely.points(ends)).nearest(shapely.points(points))
        away = np.hypot(*(ends[near] - points).T)
        return np.where((away <= REACH_M)[:, None], ends[near], points).reshape(-1, 4)

    def sources(self, edges: Floats) -> npt.NDArray[np.int64]:
        """Return the line each edge was cut from, or -1; the nearest parallel one."""
        start, end = edges[:, :2], edges[:, 2:]
        edge, line = self.tree.near_points((start + end) / 2, REACH_M)
        along = end - start
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
        way = along / length[:, None]
        sine = np.abs(way[edge, 0] * self.way[line, 1] - way[edge, 1] * self.way[line, 0])
        fits = sine <= np.maximum(TURN, 2 * GRID_M / length[edge])
        edge, line = edge[fits], line[fits]
        offset = np.round(self._offset(edges[edge], line) / (GRID_M / 5))
        order = np.lexsort((line, -self.length[line], offset, edge))
        first = order[np.unique(edge[order], return_index=True)[1]]
        found = np.full(len(edges), -1, dtype=np.int64)
        found[edge[first]] = line[first]
        return found

    def _offset(self, edges: Floats, line: npt.NDArray[np.int64]) -> Floats:
        middle = (edges[:, :2] + edges[:, 2:]) / 2 - self.segments[line, :2]
        way = self.way[line]
        return np.asarray(np.abs(way[:, 0] * middle[:, 1] - way[:, 1] * middle[:, 0]))


def as_drawn(faces: Sequence[Polygon], drawn: DrawnLines) -> list[Polygon]:
    """Return faces with each corner put where the drawn lines cross."""
    if not len(faces):
        return []
    known = np.array(list(faces), dtype=object)
    rings, face = shapely.get_rings(known, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    last = np.append(ring[1:] != ring[:-1], True)
    edges = np.hstack([xy[:-1], xy[1:]])[~last[:-1]]
    corners, owner = _corners(edges, ring[~last], drawn)
    return list(_exact(known, corners, owner, face))


def _exact(faces: Shapes, corners: Floats, ring: Ints, face: Ints) -> Shapes:
    """Return the exact polygons; the noded one where exactness made it invalid.

    `ring` tells the ring of each corner, `face` the face of each ring.
    """
    count = np.bincount(ring, minlength=len(face))
    is_shell = np.append(True, face[1:] != face[:-1])
    stands = (count[is_shell] >= 3)[face] & (count >= 3)
    kept = stands[ring]
    places = np.cumsum(stands) - 1
    rings = shapely.linearrings(corners[kept], indices=places[ring[kept]])
    whole, owner = np.unique(face[stands], return_inverse=True)
    moved = np.asarray(shapely.polygons(rings, indices=owner), dtype=object)
    sound = shapely.is_valid(moved) & ~shapely.is_empty(moved)
    found = faces.copy()
    found[whole[sound]] = moved[sound]
    return found


def _corners(edges: Floats, ring: Ints, drawn: DrawnLines) -> tuple[Floats, Ints]:
    """Return the corners of rings, where consecutive lines cross, and the ring each belongs to."""
    sources = drawn.sources(edges)
    lines = np.where((sources >= 0)[:, None], drawn.segments[sources], edges)
    kept = _are_walls(edges, ring)
    edges, lines, ring = edges[kept], lines[kept], ring[kept]
    following = _next_of(ring)
    node = (edges[:, 2:] + edges[following, :2]) / 2
    at, turns = _where_lines_meet(node, lines, lines[following])
    return at[turns], ring[turns]


def _next_of(ring: Ints) -> Ints:
    """Return for each edge the next one around its ring."""
    index = np.arange(len(ring))
    first = np.searchsorted(ring, ring)
    last = np.append(ring[1:] != ring[:-1], True)
    return np.where(last, first, index + 1)


def _are_walls(edges: Floats, ring: Ints) -> Flags:
    """Return which edges are walls, and not stitches over drafting gaps."""
    length = np.hypot(edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1])
    following = _next_of(ring)
    before = np.empty_like(length)
    before[following] = length
    return np.asarray(
        ~((length < SHORT_M / 3) & (before > SHORT_M) & (length[following] > SHORT_M))
    )


def _where_lines_meet(node: Floats, a: Floats, b: Floats) -> tuple[Floats, Flags]:
    """Return where each line turns into the next, and which pairs turn rather than run on."""
    u, v = _unit(a), _unit(b)
    sine = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    offset = b[:, :2] - a[:, :2]
    straight = np.abs(sine) < TURN
    with np.errstate(divide="ignore", invalid="ignore"):
        along = (offset[:, 0] * v[:, 1] - offset[:, 1] * v[:, 0]) / sine
        crossing = a[:, :2] + u * along[:, None]
    away = np.hypot(*(crossing - node).T)
    at = np.where((~straight & (away <= STRAY_M))[:, None], crossing, node)
    at[straight] = _nearest_end(node[straight], a[straight], b[straight])
    return at, ~(straight & _are_one_line(a, b, u))


def _unit(lines: Floats) -> Floats:
    way = lines[:, 2:] - lines[:, :2]
    return np.asarray(way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-12)[:, None])


def _are_one_line(a: Floats, b: Floats, u: Floats) -> Flags:
    asides = [
        np.abs(u[:, 0] * (b[:, k + 1] - a[:, 1]) - u[:, 1] * (b[:, k] - a[:, 0])) for k in (0, 2)
    ]
    same = are_same(a, b)
    return np.asarray(same | (np.maximum(*asides) < GRID_M / 10))


def _nearest_end(node: Floats, a: Floats, b: Floats) -> Floats:
    """Return the drawn end nearest each node between two lines that hardly turn, or the node."""
    ends = np.stack([a[:, :2], a[:, 2:], b[:, :2], b[:, 2:]], axis=1)
    away = np.hypot(*(ends - node[:, None]).transpose(2, 0, 1))
    best = away.argmin(axis=1)
    row = np.arange(len(node))
    return np.where((away[row, best] <= REACH_M)[:, None], ends[row, best], node)
