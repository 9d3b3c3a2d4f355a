"""Runs: lines from corner to corner, through the nodes where nothing else meets.

Corner   a node where one, three or more edges meet, or two at an angle that no straightening removes
Run      the path between two corners through nodes that may lie on a straight line
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .vectors import dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SURE_LEG_M = 0.05  # between two edges this long
SURE_TURN = 0.87  # cosine of 30°: and this far from straight, a corner is a corner


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """Paths of nodes that may be straightened, and the edges that belong to none."""

    paths: Sequence[Sequence[int]]
    others: Flags

    def lines(self, nodes: Floats) -> npt.NDArray[np.object_]:
        """Return the paths as lines."""
        lengths = [len(path) for path in self.paths]
        order = np.fromiter((node for path in self.paths for node in path), dtype=np.int64)
        owner = np.repeat(np.arange(len(lengths)), lengths)
        return np.asarray(shapely.linestrings(nodes[order], indices=owner), dtype=object)


def runs_of(nodes: Floats, edges: Ints) -> Runs:
    """Return the runs of a graph that hold a node which is no sure corner.

    >>> nodes = np.array([[0, 0], [1, 0], [2, 0], [2, 1.0]])
    >>> runs_of(nodes, np.array([[0, 1], [1, 2], [2, 3]])).paths
    [[2, 1, 0]]
    """
    beside = _neighbours(edges, len(nodes))
    bends = np.zeros(len(nodes), dtype=bool)
    passed = np.flatnonzero(beside[:, 0] >= 0)
    bends[passed] = ~_are_corners(nodes, passed, beside[passed])
    others = np.asarray(~bends[edges].any(axis=1))
    return Runs(paths=_paths(np.flatnonzero(bends).tolist(), beside.tolist()), others=others)


def _neighbours(edges: Ints, count: int) -> Ints:
    """Return for each node where two edges meet the other ends of both, for any other node -1."""
    tail, head = np.concatenate([edges, edges[:, ::-1]]).T
    order = np.argsort(tail, kind="stable")
    degree = np.bincount(tail, minlength=count)
    first = np.cumsum(degree) - degree
    found = np.full((count, 2), -1, dtype=np.int64)
    two = np.flatnonzero(degree == 2)
    found[two] = head[order][np.stack([first[two], first[two] + 1], axis=1)]
    return found


def _are_corners(nodes: Floats, at: Ints, beside: Ints) -> Flags:
    """Return which nodes stay corners however their run is straightened."""
    one, other = nodes[beside[:, 0]] - nodes[at], nodes[beside[:, 1]] - nodes[at]
    legs = np.hypot(*one.T), np.hypot(*other.T)
    straight = -dot(one, other) / np.maximum(legs[0] * legs[1], 1e-24)
    return np.asarray((np.minimum(*legs) >= SURE_LEG_M) & (straight < SURE_TURN))


def _paths(bends: list[int], beside: list[list[int]]) -> list[list[int]]:
    """Return the paths through nodes that bend, each once, from corner to corner."""
    open_yet = set(bends)
    found = []
    for start in bends:
        if start in open_yet:
            open_yet.discard(start)
            back = _walk(start, beside[start][0], beside, open_yet)
            ahead = _walk(start, beside[start][1], beside, open_yet)
            found.append([*back[::-1], start, *ahead] if back[-1:] != [start] else [start, *back])
    return found


def _walk(start: int, following: int, beside: list[list[int]], open_yet: set[int]) -> list[int]:
    """Return the nodes from a start on, up to the first that is a corner, or the start again."""
    path = [following]
    before, here = start, following
    while here in open_yet:
        open_yet.discard(here)
        one, other = beside[here]
        before, here = here, other if one == before else one
        path.append(here)
    return path
