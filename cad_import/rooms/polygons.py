"""Rooms as polygons and polygons as rings, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.drawing.paths import points_of

from .values import Ring, RoomRead

Path = Sequence[Sequence[float]]


def polygons_of(rooms: Sequence[RoomRead]) -> npt.NDArray[np.object_]:
    """Return the polygons of rooms, holes cut out."""
    return polygons_within([(room.polygon, *room.holes) for room in rooms])


def polygons_within(rings: Sequence[Sequence[Path]]) -> npt.NDArray[np.object_]:
    """Return the polygons within rings, of which the first of each is the outer one."""
    points, ring = points_of([path for group in rings for path in group])
    owner = np.repeat(np.arange(len(rings)), [len(group) for group in rings])
    lines = shapely.linearrings(points, indices=ring)
    return np.asarray(shapely.polygons(lines, indices=owner), dtype=object)


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
