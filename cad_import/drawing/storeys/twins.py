"""The same plan drawn twice: how much of one is in the other after it is shifted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from ..entities import Stroke
from .ink import Boxes

LONG_M = 0.5  # shorter pieces are furniture and hatching, which the two may not share
GRID_M = 0.02  # shifts are told apart by two centimetres
OFF_M = 0.0037  # moves the lines of the grid away from round lengths
NEAR_M = 0.05  # a copy may have been snapped to another place than its shift
MOST_ALIKE = 8  # pieces of one length and way; more are a grid of axes and tell no shift
FEWEST = 12  # pieces; fewer agree by chance


def likeness(one: Sequence[Stroke], other: Sequence[Stroke]) -> float:
    """Return which share of the long straight pieces of the lesser plan the other has, shifted."""
    first, second = _pieces(one), _pieces(other)
    if min(len(first), len(second)) < FEWEST:
        return 0.0
    shift = _commonest_shift(first, second)
    if shift is None:
        return 0.0
    lesser, greater = (first, second) if len(first) <= len(second) else (second, first)
    x, y = shift if lesser is first else (-shift[0], -shift[1])
    spots = _by_way(greater)
    found = sum(
        any(
            abs(there[0] - piece[0] - x) <= NEAR_M and abs(there[1] - piece[1] - y) <= NEAR_M
            for there in spots.get(_way(piece), ())
        )
        for piece in lesser
    )
    return found / len(lesser)


def _pieces(strokes: Sequence[Stroke]) -> Boxes:
    """Return straight pieces as (x, y, dx, dy), pointing east or north."""
    rows = [
        (*start, *end)
        for stroke in strokes
        if stroke.arc is None
        for start, end in zip(
            stroke.points,
            (*stroke.points[1:], *stroke.points[:1]) if stroke.closed else stroke.points[1:],
            strict=False,
        )
    ]
    ends = np.array(rows, dtype=np.float64).reshape(-1, 4)
    ends = ends[np.hypot(ends[:, 2] - ends[:, 0], ends[:, 3] - ends[:, 1]) >= LONG_M]
    way = ends[:, 2:] - ends[:, :2]
    back = (way[:, 0] < -GRID_M) | ((np.abs(way[:, 0]) <= GRID_M) & (way[:, 1] < 0))
    ends[back] = ends[back][:, [2, 3, 0, 1]]
    return np.hstack([ends[:, :2], ends[:, 2:] - ends[:, :2]])


def _commonest_shift(first: Boxes, second: Boxes) -> tuple[float, float] | None:
    by_way = _by_way(second)
    votes = Counter(
        (
            round(float(there[0] - here[0] + OFF_M) / GRID_M),
            round(float(there[1] - here[1] + OFF_M) / GRID_M),
        )
        for here in first
        if len(by_way.get(_way(here), ())) <= MOST_ALIKE
        for there in by_way.get(_way(here), ())
    )
    if not votes:
        return None
    x, y = votes.most_common(1)[0][0]
    return x * GRID_M - OFF_M, y * GRID_M - OFF_M


def _by_way(pieces: Boxes) -> dict[tuple[int, int], list[Boxes]]:
    found: dict[tuple[int, int], list[Boxes]] = defaultdict(list)
    for piece in pieces:
        found[_way(piece)].append(piece)
    return found


def _way(piece: Boxes) -> tuple[int, int]:
    """Return how a piece runs, on a grid; whole centimetres never fall between two of its lines."""
    return round(float(piece[2] + OFF_M) / GRID_M), round(float(piece[3] + OFF_M) / GRID_M)
