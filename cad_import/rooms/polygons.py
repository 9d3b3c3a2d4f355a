"""Rooms as polygons, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.drawing.paths import points_of

from .values import RoomRead


def polygons_of(rooms: Sequence[RoomRead]) -> npt.NDArray[np.object_]:
    """Return the polygons of rooms, holes cut out."""
    points, ring = points_of([path for room in rooms for path in (room.polygon, *room.holes)])
    owner = np.repeat(np.arange(len(rooms)), [1 + len(room.holes) for room in rooms])
    rings = shapely.linearrings(points, indices=ring)
    return np.asarray(shapely.polygons(rings, indices=owner), dtype=object)
