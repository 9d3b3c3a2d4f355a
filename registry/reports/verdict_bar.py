"""The three-way verdict as a picture: the area against its limit, and what it may be wrong by."""

from __future__ import annotations

from decimal import Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from registry.measures import rounded
from registry.reports.small_plan import FONT
from registry.reports.tokens import Colour

WIDTH, HEIGHT = 460, 46
LEFT, RIGHT = 6, 6


def verdict_bar(
    measured: Decimal, limit: Decimal, error: Decimal | None, colour: Colour, *, label: str
) -> SafeString:
    """Return a bar up to the measured area, its limit marked, the measuring error hatched."""
    widest = max(measured + (error or 0), limit) * Decimal("1.06")
    scale = Decimal(WIDTH - LEFT - RIGHT) / widest

    def at(area: Decimal) -> str:
        return f"{LEFT + area * scale:.1f}"

    def wide(area: Decimal) -> str:
        return f"{max(area, Decimal(0)) * scale:.1f}"

    err = error or Decimal(0)
    return format_html(
        '<svg class="verdict-bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}">'
        '<rect x="{}" y="4" width="{}" height="18" fill="{}"/>'
        '<rect x="{}" y="4" width="{}" height="18" fill="{}"/>'
        '<rect x="{}" y="9" width="{}" height="8" fill="{}" stroke="{}"/>'
        '<path d="M{} 1V27" stroke="{}" stroke-width="2"/>'
        '<text x="{}" y="40" fill="{}" font-family="{}" font-size="11" text-anchor="middle">{}</text>'
        '<text x="{}" y="40" fill="{}" font-family="{}" font-size="11" text-anchor="middle">{}</text>'
        "</svg>",
        *(WIDTH, HEIGHT, label),
        *(LEFT, wide(min(measured, limit)), colour("within")),
        *(at(limit), wide(measured - limit), colour("over")),
        *(at(measured - err), wide(2 * err), colour("error"), colour("error-line")),
        *(at(limit), colour("ink")),
        *(at(limit), colour("ink"), FONT, rounded(limit)),
        *(at(measured), colour("over-line"), FONT, rounded(measured)),
    )
