"""Barriers as a graph: nodes where lines meet or turn, edges between them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.profiles.drawn import Segments

from .near import LineTree, distances
from .noding import noded_segments
from .runs import runs_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

GRID_M = 0.005  # lines of dirty walls fall together at 5 mm, and no two faces of a wall do
WHISKER_M = 0.03  # what runs on past a corner by less was meant to stop there
BESIDE_M = 1.5 * GRID_M  # two ends that were drawn as one fall on neighbouring points of the grid
TURNS_BACK_COS = math.cos(math.radians(4))  # half of the angle between 15 cm drawn twice, 2 cm off
WIDER_THAN_A_PLAN = np.int64(1 << 31)  # grid steps: 10,000 km
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
    def loose(self) -> Ints:
        """The nodes where a line ends; one that was drawn twice ends in a point where it turns back."""
        tail, _head, along = self.half_edges()
        sums = [np.bincount(tail, axis, minlength=len(self.nodes)) for axis in along.T]
        turns_back = (self.degree == 2) & (np.hypot(*sums) > 2 * TURNS_BACK_COS)
        return np.flatnonzero((self.degree == 1) | turns_back).astype(np.int64)

    @cached_property
    def tree(self) -> LineTree:
        """The edges, to be asked what lies near them."""
        return LineTree(self.edges_xy())

    def lengths(self) -> Floats:
        """Return how long the edges are."""
        along = self.nodes[self.edges[:, 1]] - self.nodes[self.edges[:, 0]]
        return np.asarray(np.hypot(along[:, 0], along[:, 1]))

    def edges_xy(self) -> Floats:
        """Return the edges as rows x1 y1 x2 y2."""
        return self.nodes[self.edges].reshape(-1, 4)

    def half_edges(self) -> tuple[Ints, Ints, Floats]:
        """Return each edge both ways: tail, head, and the unit vector from tail to head."""
        both = np.vstack([self.edges, self.edges[:, ::-1]])
        along = self.nodes[both[:, 1]] - self.nodes[both[:, 0]]
        length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
        return both[:, 0], both[:, 1], along / length[:, None]


def noded_with(graph: Graph, added: Segments) -> Segments:
    """Return a graph's edges with some segments added, cut only where those meet them."""
    edges = graph.edges_xy()
    if not len(added):
        return edges
    met = np.zeros(len(edges), dtype=bool)
    met[graph.tree.near_rows(added, 2 * GRID_M)[1]] = True
    local = noded_segments(np.vstack([edges[met], added]), grid_m=GRID_M)
    return np.vstack([edges[~met], local])


def noded_graph(segments: Segments) -> Graph:
    """Return segments as a graph, with straight runs as one edge however they were drawn.

    >>> cross = np.array([[0, 0, 1, 0], [1, 0, 2, 0], [1, -1, 1, 1.0]])
    >>> sorted(noded_graph(cross).degree.tolist())
    [1, 1, 1, 1, 4]
    """
    return graph_of(noded_segments(segments, grid_m=GRID_M))


def without_whiskers(graph: Graph) -> Graph:
    """Return a graph without what little lines run past the corner where they were to stop.

    A little line that all but reaches another one was meant to meet it, and stays.
    """
    degree = graph.degree[graph.edges]
    past = (degree.min(axis=1) == 1) & (degree.max(axis=1) >= 3)
    short = graph.lengths() <= WHISKER_M
    whiskers = np.flatnonzero(past & short)
    if not len(whiskers):
        return graph
    dropped = whiskers[~_all_but_met(graph, whiskers)]
    return graph_of(np.delete(graph.edges_xy(), dropped, axis=0))


def _all_but_met(graph: Graph, whiskers: Ints) -> npt.NDArray[np.bool_]:
    """Return which edges end next to a line that does not pass by their own corner."""
    ends = graph.edges[whiskers]
    is_loose = graph.degree[ends] == 1
    loose, corner = graph.nodes[ends[is_loose]], graph.nodes[ends[~is_loose]]
    mine, edge = graph.tree.near_points(loose, BESIDE_M)
    past = distances(corner[mine], graph.tree.rows[edge]) > BESIDE_M
    return np.isin(np.arange(len(whiskers)), mine[past])


def graph_of(pieces: Segments) -> Graph:
    """Return pieces that meet only at their ends as a graph, its straight runs made one."""
    whole = graph_as_drawn(pieces)
    runs = runs_of(whole.nodes, whole.edges)
    if not runs.paths:
        return whole
    straight = shapely.simplify(runs.lines(whole.nodes), BEND_M)
    points, run = shapely.get_coordinates(straight, return_index=True)
    joined = run[1:] == run[:-1]
    straightened = np.hstack([points[:-1], points[1:]])[joined]
    return graph_as_drawn(np.vstack([whole.edges_xy()[runs.others], straightened]))


def graph_as_drawn(pieces: Segments) -> Graph:
    """Return pieces that meet only at their ends as a graph, each an edge."""
    points = pieces.reshape(-1, 2)
    x, y = np.round(points / GRID_M).astype(np.int64).T
    _keys, first, node = np.unique(
        x * WIDER_THAN_A_PLAN + y, return_index=True, return_inverse=True
    )
    ends = np.sort(node.reshape(-1, 2), axis=1)
    ends = ends[ends[:, 0] != ends[:, 1]]
    keys = np.unique(ends[:, 0] * np.int64(len(first)) + ends[:, 1])
    edges = np.stack(np.divmod(keys, max(len(first), 1)), axis=1)
    return Graph(nodes=points[first], edges=edges.astype(np.int64))
