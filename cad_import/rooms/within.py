"""Which points lie in which areas.

The areas are asked one by one, each prepared, over a tree of the points: asked the other way, every
point would walk around the whole body of walls, and a plan would take the square of its rooms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

Ints = npt.NDArray[np.int64]
Shapes = npt.NDArray[np.object_]


def pairs_within(
    points: Shapes, areas: Shapes | Sequence[Polygon], *, with_edge: bool = False
) -> tuple[Ints, Ints]:
    """Return each point that lies in an area, and that area; on its edge only when asked.

    >>> areas = [shapely.box(0, 0, 2, 2), shapely.box(5, 0, 6, 1)]
    >>> point, area = pairs_within(shapely.points([[1, 1], [2, 1], [5.5, 0.5]]), areas)
    >>> point.tolist(), area.tolist()
    ([0, 2], [0, 1])
    """
    if not len(points) or not len(areas):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    asked = np.asarray(areas, dtype=object)
    predicate = "covers" if with_edge else "contains"
    area, point = shapely.STRtree(points).query(asked, predicate=predicate)
    order = np.lexsort((area, point))
    return point[order].astype(np.int64), area[order].astype(np.int64)


def count_within(points: Shapes, areas: Shapes | Sequence[Polygon]) -> Ints:
    """Return how many points lie in each area."""
    _point, area = pairs_within(points, areas)
    return np.bincount(area, minlength=len(areas)).astype(np.int64)
