"""Whether a door or window is drawn in a gap: its symbol must cover most of the gap's width."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import numpy.typing as npt
import shapely

from .linework import WIDEST_LEAF_M

Floats = npt.NDArray[np.float64]

SIGN_REACH_M = 0.4  # a symbol stands within a wall's thickness of both faces
COVERED = 0.6  # of a gap's width lies beside its symbol; a neighbour's symbol covers less
HINGE_M = 0.15  # an open leaf starts this near to a jamb
NARROW = 0.1  # a stroke whose hull is this thin for its length is a leaf drawn as one line


def is_covered(
    gaps: Floats, signs: npt.NDArray[np.object_], *, with_leaves: bool = False
) -> npt.NDArray[np.bool_]:
    """Return which gaps (rows x1 y1 x2 y2) have symbols along most of their width.

    `with_leaves` counts a line that stands open at a jamb as the leaf it would be when shut.

    >>> leaf_and_swing = shapely.box(0, 0, 0.9, 0.9)
    >>> gaps = np.array([[0, 0, 0.9, 0], [0, 0, 4, 0.0]])
    >>> is_covered(gaps, np.array([leaf_and_swing])).tolist()
    [True, False]
    """
    found = np.zeros(len(gaps), dtype=bool)
    if not len(signs) or not len(gaps):
        return found
    lines = shapely.linestrings(gaps.reshape(-1, 2, 2))
    gap, sign = shapely.STRtree(signs).query(lines, predicate="dwithin", distance=SIGN_REACH_M)
    spans: dict[int, list[tuple[float, float]]] = defaultdict(list)
    width = shapely.length(lines)
    for g, low, high in zip(
        gap.tolist(), *_spans(gaps[gap], signs[sign], with_leaves), strict=True
    ):
        spans[g].append((low, high))
    for g, intervals in spans.items():
        found[g] = _covered_length(intervals, width[g]) >= COVERED * width[g]
    return found


def _spans(
    gaps: Floats, signs: npt.NDArray[np.object_], with_leaves: bool
) -> tuple[list[float], list[float]]:
    """Return from where to where along its gap each symbol reaches."""
    start, along = gaps[:, :2], gaps[:, 2:] - gaps[:, :2]
    width = np.hypot(along[:, 0], along[:, 1])
    way = along / np.maximum(width, 1e-12)[:, None]
    points, owner = shapely.get_coordinates(signs, return_index=True)
    reach = ((points - start[owner]) * way[owner]).sum(axis=1)
    low, high = np.full(len(signs), np.inf), np.full(len(signs), -np.inf)
    np.minimum.at(low, owner, reach)
    np.maximum.at(high, owner, reach)
    leaf = _leaf_length(signs, high - low)
    hinged = np.minimum(np.abs(low), np.abs(high - width)) <= HINGE_M
    leaf = np.where(hinged & with_leaves, leaf, 0.0)
    return (low - leaf).tolist(), (high + leaf).tolist()


def _leaf_length(signs: npt.NDArray[np.object_], span: Floats) -> Floats:
    """Return how far an open leaf would reach along the gap; 0 for what lies along it."""
    box = shapely.bounds(signs)
    length = np.hypot(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    thin = (shapely.area(signs) <= NARROW * length * length) & (length <= WIDEST_LEAF_M)
    return np.where(thin & (span <= NARROW * length), length, 0.0)


def _covered_length(intervals: list[tuple[float, float]], width: float) -> float:
    """Return how much of 0 … width the intervals cover.

    >>> _covered_length([(-1, 0.3), (0.2, 0.5), (0.8, 2)], 1.0)
    0.7
    """
    covered, reached = 0.0, 0.0
    for low, high in sorted(intervals):
        low, high = max(low, reached), min(high, width)
        covered += max(0.0, high - low)
        reached = max(reached, high)
    return round(covered, 9)
