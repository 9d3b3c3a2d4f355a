"""Things that are joined in pairs, put together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def lowest_joined(count: int, one: Ints, other: Ints) -> Ints:
    """Return for each of a number of things the lowest that it is joined to, however far.

    >>> lowest_joined(5, np.array([1, 2]), np.array([2, 4])).tolist()
    [0, 1, 1, 3, 1]
    """
    marks = np.arange(count)
    while True:
        low = np.minimum(marks[one], marks[other])
        following = marks.copy()
        for ends in (one, other):
            np.minimum.at(following, marks[ends], low)
            np.minimum.at(following, ends, low)
        following = following[following]
        if np.array_equal(following, marks):
            return marks
        marks = following
