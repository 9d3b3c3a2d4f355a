"""Rows of two numbers as vectors; a column at a time, as numpy sums short rows slowly."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def dot(one: Floats, other: Floats) -> Floats:
    """Return the inner product of each pair of rows.

    >>> dot(np.array([[1, 2], [3, 4.0]]), np.array([[1, 1], [0, 1.0]])).tolist()
    [3.0, 4.0]
    """
    return np.asarray(one[:, 0] * other[:, 0] + one[:, 1] * other[:, 1])


def are_same(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> Flags:
    """Return which rows are equal in every column.

    >>> are_same(np.array([[1, 2], [3, 4.0]]), np.array([[1, 2], [3, 5.0]])).tolist()
    [True, False]
    """
    same = np.ones(len(one), dtype=bool)
    for column in range(one.shape[1]):
        same &= one[:, column] == other[:, column]
    return same
