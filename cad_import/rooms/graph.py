"""Barriers as a graph: nodes where lines meet or turn, edges between them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.profiles.drawn import Segments

from .noding import noded_segments

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GRID_M = 0.005  # lines of dirty walls fall together at 5 mm, and no two faces of a wall do
WHISKER_M = 0.03  # what runs on past a corner by less was meant to stop there
BEND_M = 0.0045  # a point on a straight line strays from it by the grid's rounding at most


@dataclass(frozen=True, kw_only=True)
class Graph:
    """Nodes in metres, and edges as pairs of node indices; no edge passes through a node."""

    nodes: Floats
    edges: Ints

    @cached_property
    def degree(self) -> Ints:
        """How many edges meet at each node."""
        return np.bincount(self.edges.ravel(), minlength=len(self.nodes)).astype(np.int64)

    @cached_property
    def _lines(self) -> npt.NDArray[np.object_]:
        return np.asarray(shapely.linestrings(self.nodes[self.edges]), dtype=object)

    def lines(self) -> npt.NDArray[np.object_]:
        """Return the edges as lines."""
        return self._lines

    def edges_xy(self) -> Floats:
        """Return the edges as rows x1 y1 x2 y2."""
        return self.nodes[self.edges].reshape(-1, 4)

    def half_edges(self) -> tuple[Ints, Ints, Floats]:
        """Return each edge both ways: tail, head, and the unit vector from tail to head."""
        both = np.vstack([self.edges, self.edges[:, ::-1]])
        along = self.nodes[both[:, 1]] - self.nodes[both[:, 0]]
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
        return both[:, 0], both[:, 1], along / length[:, None]


def noded(segments: Segments) -> npt.NDArray[np.object_]:
    """Return segments as lines, cut where they meet, on the grid, each piece once."""
    pieces = noded_segments(segments, grid_m=GRID_M)
    return np.asarray(shapely.linestrings(pieces.reshape(-1, 2, 2)), dtype=object)


def noded_with(graph: Graph, added: Segments) -> npt.NDArray[np.object_]:
    """Return a graph's edges with some segments added, cut only where those meet them."""
    lines = graph.lines()
    if not len(added):
        return lines
    extra = shapely.linestrings(added.reshape(-1, 2, 2))
    met = np.zeros(len(lines), dtype=bool)
    met[shapely.STRtree(lines).query(extra, predicate="dwithin", distance=2 * GRID_M)[1]] = True
    local = noded(np.vstack([graph.edges_xy()[met], added]))
    return np.concatenate([lines[~met], local])


def noded_graph(segments: Segments) -> Graph:
    """Return segments as a graph, with straight runs as one edge however they were drawn.

    >>> cross = np.array([[0, 0, 1, 0], [1, 0, 2, 0], [1, -1, 1, 1.0]])
    >>> sorted(noded_graph(cross).degree.tolist())
    [1, 1, 1, 1, 4]
    """
    return graph_of(noded(segments))


def without_whiskers(graph: Graph) -> Graph:
    """Return a graph without what little lines run past the corner where they were to stop."""
    degree = graph.degree[graph.edges]
    past = (degree.min(axis=1) == 1) & (degree.max(axis=1) >= 3)
    short = shapely.length(graph.lines()) <= WHISKER_M
    if not (past & short).any():
        return graph
    return graph_of(graph.lines()[~(past & short)])


def graph_of(pieces: npt.NDArray[np.object_]) -> Graph:
    """Return lines that meet only at their ends as a graph."""
    runs = shapely.line_merge(shapely.multilinestrings(pieces))
    straight = shapely.simplify(shapely.get_parts(runs), BEND_M)
    points, run = shapely.get_coordinates(straight, return_index=True)
    joined = run[1:] == run[:-1]
    keys = np.round(points / GRID_M).astype(np.int64)
    _keys, first, node = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    node = node.reshape(-1)
    edges = np.stack([node[:-1][joined], node[1:][joined]], axis=1)
    edges = np.unique(np.sort(edges[edges[:, 0] != edges[:, 1]], axis=1), axis=0)
    return Graph(nodes=points[first], edges=edges.astype(np.int64))
