"""Straight pieces in arrays, asked for what lies near them.

A tree finds what may be near by its box; how far it is, is worked out for all pairs at once.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from .vectors import dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class LineTree:
    """Straight pieces, rows x1 y1 x2 y2, that can be asked again and again."""

    def __init__(self, rows: Floats) -> None:
        self.rows = rows

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(shapely.linestrings(self.rows.reshape(-1, 2, 2)))

    def near_points(self, points: Floats, reach_m: float) -> tuple[Ints, Ints]:
        """Return each point with each piece that lies near it.

        >>> tree = LineTree(np.array([[0, 0, 4, 0], [0, 3, 4, 3.0]]))
        >>> [each.tolist() for each in tree.near_points(np.array([[1, 0.1], [5, 3.0]]), 0.2)]
        [[0], [0]]
        """
        if not len(points) or not len(self.rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        low, high = points - reach_m, points + reach_m
        point, line = self._tree.query(shapely.box(*low.T, *high.T))
        near = distances(points[point], self.rows[line]) <= reach_m
        return point[near].astype(np.int64), line[near].astype(np.int64)

    def are_near(self, points: Floats, reach_m: float) -> Flags:
        """Return which points lie near a piece."""
        found = np.zeros(len(points), dtype=bool)
        found[self.near_points(points, reach_m)[0]] = True
        return found

    def near_rows(self, rows: Floats, reach_m: float) -> tuple[Ints, Ints]:
        """Return each of other straight pieces with each of these that lies near it."""
        row, line = self.maybe_near_rows(rows, reach_m)
        near = gaps_between(rows[row], self.rows[line]) <= reach_m
        return row[near], line[near]

    def maybe_near_rows(self, rows: Floats, reach_m: float) -> tuple[Ints, Ints]:
        """Return the same and others more, whose boxes alone are near: who asks looks closer."""
        if not len(rows) or not len(self.rows):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        low = np.minimum(rows[:, :2], rows[:, 2:]) - reach_m
        high = np.maximum(rows[:, :2], rows[:, 2:]) + reach_m
        row, line = self._tree.query(shapely.box(*low.T, *high.T))
        return row.astype(np.int64), line.astype(np.int64)


def points_near(points: Floats, rows: Floats, reach_m: Floats) -> tuple[Ints, Ints]:
    """Return each straight piece with the points that may be near it: who asks looks closer."""
    low = np.minimum(rows[:, :2], rows[:, 2:]) - reach_m[:, None]
    high = np.maximum(rows[:, :2], rows[:, 2:]) + reach_m[:, None]
    row, point = shapely.STRtree(shapely.points(points)).query(shapely.box(*low.T, *high.T))
    return row.astype(np.int64), point.astype(np.int64)


def distances(points: Floats, rows: Floats) -> Floats:
    """Return how far each point is from its straight piece.

    >>> distances(np.array([[1, 2], [6, 0.0]]), np.array([[0, 0, 4, 0], [0, 0, 4, 0.0]])).tolist()
    [2.0, 2.0]
    """
    return np.asarray(np.hypot(*(feet(points, rows) - points).T))


def feet(points: Floats, rows: Floats) -> Floats:
    """Return the place on each straight piece that is nearest to its point."""
    way, offset = rows[:, 2:] - rows[:, :2], points - rows[:, :2]
    square = np.maximum(dot(way, way), 1e-300)
    along = np.clip(dot(offset, way) / square, 0.0, 1.0)
    return np.asarray(rows[:, :2] + along[:, None] * way)


def gaps_between(one: Floats, other: Floats) -> Floats:
    """Return how far apart two straight pieces are, row by row; 0 where they cross.

    >>> cross = np.array([[0, 0, 2, 2], [0, 0, 2, 0.0]]), np.array([[0, 2, 2, 0], [0, 1, 2, 1.0]])
    >>> gaps_between(*cross).tolist()
    [0.0, 1.0]
    """
    ends = [
        distances(points, rows)
        for points, rows in (
            (one[:, :2], other),
            (one[:, 2:], other),
            (other[:, :2], one),
            (other[:, 2:], one),
        )
    ]
    crossing = _are_apart(one, other) & _are_apart(other, one)
    return np.asarray(np.where(crossing, 0.0, np.minimum.reduce(ends)))


def _are_apart(rows: Floats, other: Floats) -> Flags:
    """Return where the ends of another piece lie on both sides of a straight line."""
    way = rows[:, 2:] - rows[:, :2]
    sides = [
        way[:, 0] * (other[:, k + 1] - rows[:, 1]) - way[:, 1] * (other[:, k] - rows[:, 0])
        for k in (0, 2)
    ]
    return np.asarray(sides[0] * sides[1] < 0)
