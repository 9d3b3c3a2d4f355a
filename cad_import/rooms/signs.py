"""Whether a door or window is drawn in a gap: its symbol must cover most of the gap's width."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .linework import WIDEST_LEAF_M
from .near import LineTree
from .vectors import dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SIGN_REACH_M = 0.4  # a symbol stands within a wall's thickness of both faces
COVERED = 0.6  # of a gap's width lies beside its symbol; a neighbour's symbol covers less
HINGE_M = 0.15  # an open leaf starts this near to a jamb
MANY_POINTS = 16  # of a line: one that winds through half the plan is near everything by its box
NARROW = 0.1  # a stroke whose hull is this thin for its length is a leaf drawn as one line


def is_covered(
    gaps: Floats,
    signs: npt.NDArray[np.object_],
    *,
    with_leaves: bool = False,
    within: bool = False,
) -> npt.NDArray[np.bool_]:
    """Return which gaps (rows x1 y1 x2 y2) have symbols along most of their width.

    `with_leaves` counts a line that stands open at a jamb as the leaf it would be when shut;
    `within` counts only what ends where the gap ends.

    >>> leaf_and_swing = shapely.box(0, 0, 0.9, 0.9)
    >>> gaps = np.array([[0, 0, 0.9, 0], [0, 0, 4, 0.0]])
    >>> is_covered(gaps, np.array([leaf_and_swing])).tolist()
    [True, False]
    """
    found = np.zeros(len(gaps), dtype=bool)
    if not len(signs) or not len(gaps):
        return found
    lines = shapely.linestrings(gaps.reshape(-1, 2, 2))
    gap, sign = _near_pairs(gaps, lines, signs)
    width = shapely.length(lines)
    low, high = _spans(gaps[gap], signs[sign])
    if within:
        ends_with_gap = (low >= -HINGE_M) & (high <= width[gap] + HINGE_M)
        low, high = np.where(ends_with_gap, low, 0.0), np.where(ends_with_gap, high, 0.0)
    if with_leaves:
        leaf = _leaves(signs, gap, sign, width, low, high)
        low, high = low - leaf, high + leaf
    covered = _covered_lengths(gap, low, high, width)
    return np.asarray(covered >= COVERED * width) & (covered > 0)


def _near_pairs(
    gaps: Floats, lines: npt.NDArray[np.object_], signs: npt.NDArray[np.object_]
) -> tuple[Ints, Ints]:
    """Return each gap with each symbol near it; long lines are asked piece by piece."""
    is_long = shapely.get_num_coordinates(signs) > MANY_POINTS
    is_long &= shapely.get_dimensions(signs) == 1
    short, long = np.flatnonzero(~is_long), np.flatnonzero(is_long)
    low, high = np.minimum(gaps[:, :2], gaps[:, 2:]), np.maximum(gaps[:, :2], gaps[:, 2:])
    around = shapely.box(*(low - SIGN_REACH_M).T, *(high + SIGN_REACH_M).T)
    gap, sign = shapely.STRtree(signs[short]).query(around)
    near = shapely.dwithin(lines[gap], signs[short[sign]], SIGN_REACH_M)
    points, owner = shapely.get_coordinates(signs[long], return_index=True)
    together = owner[1:] == owner[:-1]
    pieces = np.hstack([points[:-1], points[1:]])[together]
    beside, piece = LineTree(pieces).near_rows(gaps, SIGN_REACH_M)
    found = np.concatenate(
        [
            np.stack([gap[near], short[sign[near]]], axis=1),
            np.stack([beside, long[owner[:-1][together][piece]]], axis=1),
        ]
    )
    pairs = np.unique(found, axis=0) if len(piece) else found
    return pairs[:, 0], pairs[:, 1]


def _spans(gaps: Floats, signs: npt.NDArray[np.object_]) -> tuple[Floats, Floats]:
    """Return from where to where along its gap each symbol reaches."""
    start, along = gaps[:, :2], gaps[:, 2:] - gaps[:, :2]
    way = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)[:, None]
    points, owner = shapely.get_coordinates(signs, return_index=True)
    reach = dot(points - start[owner], way[owner])
    low, high = np.full(len(signs), np.inf), np.full(len(signs), -np.inf)
    np.minimum.at(low, owner, reach)
    np.maximum.at(high, owner, reach)
    return low, high


def _leaves(
    signs: npt.NDArray[np.object_], gap: Ints, sign: Ints, width: Floats, low: Floats, high: Floats
) -> Floats:
    """Return how far each open leaf would reach along a gap; 0 for what is no open leaf of it.

    A line that lies along some gap is the threshold of that one, never a leaf of another.
    """
    box = shapely.bounds(signs)
    length = np.hypot(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    thin = (shapely.area(signs) <= NARROW * length * length) & (length <= WIDEST_LEAF_M)
    inside = (low >= -HINGE_M) & (high <= width[gap] + HINGE_M)
    shuts = inside & (high - low >= COVERED * np.maximum(width[gap], length[sign]))
    threshold = np.zeros(len(signs), dtype=bool)
    threshold[sign[shuts]] = True
    hinged = np.minimum(np.abs(low), np.abs(high - width[gap])) <= HINGE_M
    across = high - low <= NARROW * length[sign]
    return np.where((thin & ~threshold)[sign] & across & hinged, length[sign], 0.0)


def _covered_lengths(gap: Ints, low: Floats, high: Floats, width: Floats) -> Floats:
    """Return how much of each gap's width its symbols cover together.

    >>> low, high = np.array([-1, 0.2, 0.8]), np.array([0.3, 0.5, 2])
    >>> _covered_lengths(np.array([0, 0, 0]), low, high, np.array([1.0])).round(9).tolist()
    [0.7]
    """
    order = np.lexsort((low, gap))
    gap, low, high = gap[order], np.maximum(low[order], 0.0), np.minimum(high, width[gap])[order]
    apart = gap * (width.max(initial=0.0) + 1.0)  # so that no gap's symbols reach into the next
    ended = np.concatenate([[-np.inf], np.maximum.accumulate(high + apart)[:-1]]) - apart
    ended = np.where(np.concatenate([[True], gap[1:] != gap[:-1]])[: len(gap)], 0.0, ended)
    part = np.maximum(high - np.maximum(low, ended), 0.0)
    return np.bincount(gap, weights=part, minlength=len(width)).astype(np.float64)
