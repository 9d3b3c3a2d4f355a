"""What a witness of the unit is: how well each unit explains one kind of thing, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Thing = TypeVar("Thing")

MOST_LOOKED_AT = 400  # things of a kind, evenly over the drawing: a share to a few hundredths
METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0, "inch": 0.0254, "foot": 0.3048}
UNITS_ZH = {"mm": "毫米", "cm": "厘米", "m": "米", "inch": "英寸", "foot": "英尺"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One kind of evidence: for each unit the share of it that the unit explains, 0 to 1."""

    kind: str
    shares: dict[str, float]
    en: str
    zh: str


def evenly(things: Sequence[Thing]) -> Sequence[Thing]:
    """Return so many things at most, evenly over all.

    >>> len(evenly(range(1000)))
    334
    """
    return things[:: len(things) // MOST_LOOKED_AT + 1]


def plausible(sizes: NDArray[np.float64], bounds: tuple[float, float]) -> dict[str, float]:
    """Return for each unit the share of sizes that fall between two bounds in metres."""
    low, high = bounds
    return {
        unit: float(((sizes * metres >= low) & (sizes * metres <= high)).mean())
        for unit, metres in METRES.items()
    }


def fitting(ratios: NDArray[np.float64], *, within: float) -> dict[str, float]:
    """Return for each unit the share of ratios, metres a unit of the drawing, that are its length."""
    return {
        unit: float((np.abs(ratios / metres - 1) <= within).mean())
        for unit, metres in METRES.items()
    }


def best_of(shares: dict[str, float]) -> str:
    """Return the unit that explains most."""
    return max(shares, key=lambda unit: shares[unit])
