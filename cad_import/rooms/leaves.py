"""Doors that no gap was found for: the closed leaf, drawn on to the walls."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .graph import Graph
from .linework import Linework
from .near import LineTree, distances, feet
from .signs import SIGN_REACH_M
from .vectors import dot

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PARALLEL = 0.94  # cosine of 20°: a leaf drawn not quite shut
CHORD_REACH_M = 0.15  # a leaf's hinge and lock stand this near to a wall


def across_doors(linework: Linework, graph: Graph, closed: Floats) -> Floats:
    """Return the closed leaf of each door that no closure runs along, drawn on to the walls."""
    swings = linework.swings
    if not len(swings) or not len(graph.edges):
        return np.zeros((0, 4))
    unused = swings[~_used(swings, closed)]
    chords = np.vstack([unused[:, [0, 1, 2, 3]], unused[:, [0, 1, 4, 5]]])
    far, rows = _drawn_on(chords, graph.tree)
    one, other = far.reshape(2, -1)
    best = np.arange(len(unused)) + np.where(other < one, len(unused), 0)
    return np.asarray(rows[best[np.isfinite(far[best])]])


def _used(swings: Floats, closed: Floats) -> Flags:
    """Return which swings have a closure along the place of their shut leaf."""
    used = np.zeros(len(swings), dtype=bool)
    if len(closed):
        chords = np.vstack([swings[:, [0, 1, 2, 3]], swings[:, [0, 1, 4, 5]]])
        chord, closure = LineTree(closed).near_rows(chords, SIGN_REACH_M)
        along = _are_alongside(chords[chord], closed[closure])
        used[chord[along] % len(swings)] = True
    return used


def _are_alongside(chords: Floats, closed: Floats) -> Flags:
    """Return which chords run beside their closure: same way, middle beside it."""
    way, chord = closed[:, 2:] - closed[:, :2], chords[:, 2:] - chords[:, :2]
    width = np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-12)
    way = way / width[:, None]
    length = np.maximum(np.hypot(chord[:, 0], chord[:, 1]), 1e-12)
    cosine = np.abs(dot(way, chord)) / length
    middle = dot((chords[:, :2] + chords[:, 2:]) / 2 - closed[:, :2], way)
    return np.asarray((cosine > PARALLEL) & (middle >= 0) & (middle <= width))


def _drawn_on(chords: Floats, walls: LineTree) -> tuple[Floats, Floats]:
    """Return chords moved onto the walls, and how far they were from them; infinite if not near."""
    points = chords.reshape(-1, 2)
    point, wall = walls.near_points(points, CHORD_REACH_M)
    away = distances(points[point], walls.rows[wall])
    order = np.lexsort((wall, away, point))
    first = order[np.unique(point[order], return_index=True)[1]]
    far, moved = np.full(len(points), np.inf), points.copy()
    far[point[first]] = away[first]
    moved[point[first]] = feet(points[point[first]], walls.rows[wall[first]])
    return far.reshape(-1, 2).sum(axis=1), moved.reshape(-1, 4)
