"""The one border between floats of geometry and Decimals of the register."""

from decimal import ROUND_HALF_UP, Decimal

SHOWN = Decimal("0.01")


def rounded(area: Decimal) -> Decimal:
    """Return an area as it is shown: two decimals, half up. Never compare rounded areas."""
    return area.quantize(SHOWN, rounding=ROUND_HALF_UP)
