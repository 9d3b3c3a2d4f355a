"""The one border between floats of geometry and Decimals of the register.

使用面积 usable area   what a room measures between its walls, in m²
建筑面积 building area  usable area with walls and shared parts, in m²
限差 survey limit      how far two good measurements of one area may differ (GB/T 17986-2000)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from registry.errors import NotAnArea
from registry.terms import Certainty

# The database generates areas as numeric(14, 6) from ST_Area: a millionth of a m² is far above the
# noise of double precision (1e-9 for the largest room) and far below anything that can be measured.
STORED = Decimal("0.000001")
SHOWN = Decimal("0.01")


def as_square_metres(area: float | Decimal) -> Decimal:
    """Return an area as the register holds it: a Decimal of m², to the millionth, half up.

    A float goes through its shortest decimal form: what prints as 18.005 is 18.005 here too.

    >>> as_square_metres(18.005), as_square_metres(0.1 + 0.2)
    (Decimal('18.005000'), Decimal('0.300000'))
    """
    if not math.isfinite(area) or area < 0:
        raise NotAnArea(value=str(area))
    exact = area if isinstance(area, Decimal) else Decimal(repr(float(area)))
    return exact.quantize(STORED, rounding=ROUND_HALF_UP)


def rounded(area: Decimal) -> Decimal:
    """Return an area as it is shown: two decimals, half up. Never compare rounded areas.

    >>> rounded(Decimal("24.005")), rounded(Decimal("24.004999"))
    (Decimal('24.01'), Decimal('24.00'))
    """
    return area.quantize(SHOWN, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyClass:
    """An accuracy class of area surveying: its limit is `root`·√S + `linear`·S, twice its error."""

    name: str  # "I", "II", "III"
    root: Decimal
    linear: Decimal
    certainty: Certainty = Certainty.UNVERIFIED

    def limit(self, area: Decimal) -> Decimal:
        """Return the largest difference two measurements of an area may show 限差.

        >>> second = SurveyClass(name="II", root=Decimal("0.04"), linear=Decimal("0.002"))
        >>> second.limit(Decimal(100))
        Decimal('0.600')
        """
        return self.root * area.sqrt() + self.linear * area

    def standard_error(self, area: Decimal) -> Decimal:
        """Return the standard error of an area 中误差, half the limit."""
        return self.limit(area) / 2
