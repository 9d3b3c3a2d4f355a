"""Doors that no gap was found for: the closed leaf, drawn on to the walls."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .graph import Graph
from .linework import Linework
from .signs import SIGN_REACH_M

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

CHORD_REACH_M = 0.15  # a leaf's hinge and lock stand this near to a wall


def across_doors(linework: Linework, graph: Graph, closed: Floats) -> Floats:
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
