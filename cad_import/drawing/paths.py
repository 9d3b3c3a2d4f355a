"""Paths as arrays: all points of many paths in one, with the path each belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

from .entities import Point, Stroke

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


def points_of(paths: Sequence[Sequence[Sequence[float]]]) -> tuple[Floats, Ints]:
    """Return the points of paths, one row each, and which path each belongs to.

    >>> points, owner = points_of([[(0, 0), (1, 0)], [(5, 5)]])
    >>> points.tolist(), owner.tolist()
    ([[0.0, 0.0], [1.0, 0.0], [5.0, 5.0]], [0, 0, 1])
    """
    counts = np.fromiter(map(len, paths), dtype=np.int64, count=len(paths))
    points = chain.from_iterable(chain.from_iterable(paths))
    flat = np.fromiter(points, dtype=np.float64, count=2 * int(counts.sum()))
    return flat.reshape(-1, 2), np.repeat(np.arange(len(paths)), counts)


def drawn_paths(strokes: Sequence[Stroke]) -> list[tuple[Point, ...]]:
    """Return the points of strokes as they are drawn: a closed one ends where it began."""
    return [s.points + s.points[:1] if s.closed else s.points for s in strokes]
