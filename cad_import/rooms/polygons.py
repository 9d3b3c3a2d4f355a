"""Rooms as polygons and polygons as rings, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.drawing.paths import points_of

from .values import Ring, RoomRead


def polygons_of(rooms: Sequence[RoomRead]) -> npt.NDArray[np.object_]:
    """Return the polygons of rooms, holes cut out."""
    points, ring = points_of([path for room in rooms for path in (room.polygon, *room.holes)])
    owner = np.repeat(np.arange(len(rooms)), [1 + len(room.holes) for room in rooms])
    rings = shapely.linearrings(points, indices=ring)
    return np.asarray(shapely.polygons(rings, indices=owner), dtype=object)


def rings_of(polygons: npt.NDArray[np.object_]) -> list[list[Ring]]:
    """Return the rings of polygons, the outer one first; none repeats its first point.

    >>> rings_of(np.array([shapely.Polygon([(0, 0), (2, 0), (0, 2)])]))
    [[((0.0, 0.0), (2.0, 0.0), (0.0, 2.0))]]
    """
    rings, owner = shapely.get_rings(polygons, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    points = list(zip(*xy.T.tolist(), strict=True))
    bounds = np.searchsorted(ring, np.arange(len(rings) + 1)).tolist()
    found: list[list[Ring]] = [[] for _polygon in polygons]
    for number, (start, end) in zip(owner.tolist(), pairwise(bounds), strict=True):
        found[number].append(tuple(points[start : end - 1]))
    return found
