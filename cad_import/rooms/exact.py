"""Corners as they were drawn: the grid decides what meets, the drawn lines decide where."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from .graph import GRID_M

Floats = npt.NDArray[np.float64]

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
        self.tree = shapely.STRtree(shapely.linestrings(self.segments.reshape(-1, 2, 2)))

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
        middles = shapely.points((start + end) / 2)
        edge, line = self.tree.query(middles, predicate="dwithin", distance=REACH_M)
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
    rings = [ring for face in faces for ring in (face.exterior, *face.interiors)]
    coords = [np.asarray(ring.coords)[:-1] for ring in rings]
    edges = [np.hstack([xy, np.roll(xy, -1, axis=0)]) for xy in coords]
    sources = drawn.sources(np.vstack(edges)) if edges else np.zeros(0, dtype=np.int64)
    parts = np.split(sources, np.cumsum([len(each) for each in edges])[:-1]) if edges else []
    exact = iter([_ring(*each, drawn) for each in zip(edges, parts, strict=True)])
    return [
        _polygon(face, next(exact), [next(exact) for _hole in face.interiors]) for face in faces
    ]


def _polygon(face: Polygon, shell: Floats, holes: list[Floats]) -> Polygon:
    """Return the exact polygon; the noded one where exactness made it invalid."""
    if len(shell) < 3:
        return face
    moved = Polygon(shell, [hole for hole in holes if len(hole) >= 3])
    return moved if moved.is_valid and not moved.is_empty else face


def _ring(edges: Floats, sources: npt.NDArray[np.int64], drawn: DrawnLines) -> Floats:
    """Return the corners of a ring: where consecutive lines cross, once per turn."""
    lines = np.where(
        (sources >= 0)[:, None], drawn.segments[sources], edges
    ) if len(drawn.segments) else edges  # fmt: skip
    kept = _kept_edges(edges)
    corners = []
    for here, there in zip(kept, [*kept[1:], *kept[:1]], strict=True):
        if (corner := _corner(edges, lines, here, there)) is not None:
            corners.append(corner)
    return np.array(corners, dtype=np.float64).reshape(-1, 2)


def _kept_edges(edges: Floats) -> list[int]:
    """Return the edges that are walls, without the stitches over drafting gaps."""
    length = np.hypot(edges[:, 2] - edges[:, 0], edges[:, 3] - edges[:, 1])
    before, after = np.roll(length, 1), np.roll(length, -1)
    stitch = (length < SHORT_M / 3) & (before > SHORT_M) & (after > SHORT_M)
    return [int(i) for i in np.flatnonzero(~stitch)]


def _corner(edges: Floats, lines: Floats, here: int, there: int) -> Floats | None:
    """Return where one edge turns into the next, None when they are one line."""
    node = (edges[here, 2:] + edges[there, :2]) / 2
    a, b = lines[here], lines[there]
    u, v = a[2:] - a[:2], b[2:] - b[:2]
    u, v = u / np.hypot(*u), v / np.hypot(*v)
    sine = u[0] * v[1] - u[1] * v[0]
    if abs(sine) < TURN:
        return None if _one_line(a, b, u, node) else _on_lines(node, a, u, b, v)
    offset = b[:2] - a[:2]
    crossing = a[:2] + u * ((offset[0] * v[1] - offset[1] * v[0]) / sine)
    return crossing if np.hypot(*(crossing - node)) <= STRAY_M else node


def _one_line(a: Floats, b: Floats, u: Floats, node: Floats) -> bool:
    if np.array_equal(a, b):
        return True
    asides = [abs(u[0] * (p - a[:2])[1] - u[1] * (p - a[:2])[0]) for p in (b[:2], b[2:])]
    return bool(max(asides) < GRID_M / 10)


def _on_lines(node: Floats, a: Floats, u: Floats, b: Floats, v: Floats) -> Floats:
    """Return the drawn end nearest a node between two lines that hardly turn, or the node."""
    ends = np.array([a[:2], a[2:], b[:2], b[2:]])
    away = np.hypot(*(ends - node).T)
    return ends[away.argmin()] if away.min() <= REACH_M else node
