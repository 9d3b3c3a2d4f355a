"""Segments cut where they meet, on a grid.

Every end is moved onto the grid, every line is cut where another ends on it or crosses it, and
crossings are moved onto the grid as well; that may bring lines together anew, so it is done again
until nothing crosses. All in arrays: a plan of five thousand rooms has a hundred thousand lines.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

from .vectors import are_same, dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

HALF_CELL = 0.5  # a line that passes through the cell around an end meets it
MOST_ROUNDS = 4  # each cuts what the one before brought together; two are enough for most plans


def noded_segments(segments: Floats, *, grid_m: float) -> Floats:
    """Return segments, one row each, cut where they meet, each piece once.

    >>> noded_segments(np.array([[0, 0, 2, 0], [1, 0, 1, 1.0]]), grid_m=0.5).tolist()
    [[0.0, 0.0, 1.0, 0.0], [1.0, 0.0, 1.0, 1.0], [1.0, 0.0, 2.0, 0.0]]
    """
    pieces = distinct_pieces(np.round(segments / grid_m))
    new = np.ones(len(pieces), dtype=bool)
    for _round in range(MOST_ROUNDS):
        owners, points = _cuts(pieces, new)
        if not len(owners):
            break
        pieces, new = _cut(pieces, owners, points)
    return pieces * grid_m


def distinct_pieces(pieces: Floats) -> Floats:
    """Return pieces without those of no length, each once whichever way it runs."""
    west_first = (pieces[:, 0] < pieces[:, 2]) | (
        (pieces[:, 0] == pieces[:, 2]) & (pieces[:, 1] < pieces[:, 3])
    )
    turned = np.where(west_first[:, None], pieces, pieces[:, [2, 3, 0, 1]])
    turned = turned[~are_same(turned[:, :2], turned[:, 2:])]
    ordered = turned[np.lexsort(turned.T[::-1])]
    again = are_same(ordered[1:], ordered[:-1])
    return np.asarray(ordered[np.append(True, ~again)[: len(ordered)]])


def _cuts(pieces: Floats, new: Flags) -> tuple[Ints, Floats]:
    """Return where pieces are to be cut: which one, and the point; what is old meets only the new."""
    one, other = _neighbours(pieces, new)
    owners, points = [], []
    for mine, yours in ((one, other), (other, one)):
        for end in (slice(0, 2), slice(2, 4)):
            on = _stands_on(pieces[yours][:, end], pieces[mine])
            owners.append(mine[on])
            points.append(pieces[yours[on]][:, end])
    crossing, at = _crossings(pieces[one], pieces[other])
    for mine in (one, other):
        inside = crossing & ~_is_end(at, pieces[mine])
        owners.append(mine[inside])
        points.append(at[inside])
    return np.concatenate(owners), np.vstack(points)


def _neighbours(pieces: Floats, new: Flags) -> tuple[Ints, Ints]:
    """Return the pairs of pieces that may meet, one of them new."""
    low, high = np.minimum(pieces[:, :2], pieces[:, 2:]), np.maximum(pieces[:, :2], pieces[:, 2:])
    lines = shapely.linestrings(pieces.reshape(-1, 2, 2))
    asked = np.flatnonzero(new)
    around = shapely.box(*(low[asked] - 1).T, *(high[asked] + 1).T)
    one, other = shapely.STRtree(lines).query(around)
    one = asked[one]
    first = (one < other) | ~new[other]
    return one[first].astype(np.int64), other[first].astype(np.int64)


def _stands_on(points: Floats, lines: Floats) -> Flags:
    """Return which points lie on their line, between its ends."""
    way, offset = lines[:, 2:] - lines[:, :2], points - lines[:, :2]
    aside = np.abs(way[:, 0] * offset[:, 1] - way[:, 1] * offset[:, 0])
    along = dot(way, offset)
    inside = (along > 0) & (along < dot(way, way)) & ~_is_end(points, lines)
    return np.asarray(inside & (aside <= HALF_CELL * (np.abs(way[:, 0]) + np.abs(way[:, 1]))))


def _is_end(points: Floats, lines: Floats) -> Flags:
    return are_same(points, lines[:, :2]) | are_same(points, lines[:, 2:])


def _crossings(one: Floats, other: Floats) -> tuple[Flags, Floats]:
    """Return which pairs cross inside both, and the grid point where they do."""
    a, b = one[:, 2:] - one[:, :2], other[:, 2:] - other[:, :2]
    offset = other[:, :2] - one[:, :2]
    sine = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (offset[:, 0] * b[:, 1] - offset[:, 1] * b[:, 0]) / sine
        u = (offset[:, 0] * a[:, 1] - offset[:, 1] * a[:, 0]) / sine
        crossing = (sine != 0) & (t > 0) & (t < 1) & (u > 0) & (u < 1)
        at = np.round(one[:, :2] + np.where(crossing, t, 0.0)[:, None] * a)
    return crossing, at


def _cut(pieces: Floats, owners: Ints, points: Floats) -> tuple[Floats, Flags]:
    """Return pieces cut at points, and which of them are new."""
    whole = np.ones(len(pieces), dtype=bool)
    whole[owners] = False
    known, found = pieces[whole], distinct_pieces(_parts(pieces, owners, points))
    every = np.vstack([known, found])
    order = np.lexsort(every.T[::-1])
    every, new = every[order], (order >= len(known))
    again = np.append(False, are_same(every[1:], every[:-1]))[: len(every)]
    return every[~again], new[~again]


def _parts(pieces: Floats, owners: Ints, points: Floats) -> Floats:
    """Return what becomes of the pieces that are cut."""
    cut, owners = np.unique(owners, return_inverse=True)
    pieces, count = pieces[cut], len(cut)
    way = pieces[owners, 2:] - pieces[owners, :2]
    along = dot(points - pieces[owners, :2], way)
    every = np.concatenate([np.arange(count), owners, np.arange(count)])
    where = np.vstack([pieces[:, :2], points, pieces[:, 2:]])
    order = np.lexsort(
        (np.concatenate([np.full(count, -np.inf), along, np.full(count, np.inf)]), every)
    )
    every, where = every[order], where[order]
    together = every[1:] == every[:-1]
    return np.hstack([where[:-1][together], where[1:][together]])
