"""The patterns of looks as SVG, the ones of view/patterns.js: a tile of eight parts, here of 2 mm."""

from __future__ import annotations

from django.utils.safestring import SafeString

from maps.exports.svg import element
from maps.themes import Look
from registry.reports.tokens import on_paper

TILE_MM = 2.0
PARTS = 8
# Lines run to the edge so that tiles join.
LINES = {
    "hatch": "M-2 2 2 -2M0 8 8 0M6 10 10 6",
    "back": "M-2 6 2 10M0 0 8 8M6 -2 10 2",
    "cross": "M0 0 8 8M0 8 8 0",
    "rows": "M0 4H8",
    "columns": "M4 0V8",
}
CIRCLES = {"dots": ((2, 2), (6, 6)), "rings": ((4, 4),)}


def fill_of(look: Look, sheet: int) -> str:
    """Return what fills a shape of a look on a sheet."""
    return on_paper(look.colour) if look.pattern == "plain" else f"url(#{pattern_id(look, sheet)})"


def pattern_id(look: Look, sheet: int) -> str:
    """Return the name of a look's pattern on one of the sheets, which are one document."""
    return f"p{sheet}-{look.pattern}-{look.colour}"


def pattern(look: Look, sheet: int) -> SafeString:
    """Return the pattern of a look; a plain one needs none."""
    if look.pattern == "plain":
        return SafeString()
    return element(
        "pattern",
        element("rect", width=PARTS, height=PARTS, fill=on_paper(look.colour)),
        *_strokes(look),
        id=pattern_id(look, sheet),
        width=TILE_MM,
        height=TILE_MM,
        viewBox=f"0 0 {PARTS} {PARTS}",
        patternUnits="userSpaceOnUse",
    )


def _strokes(look: Look) -> list[SafeString]:
    ink = on_paper(look.line)
    if look.pattern in LINES:
        return [element("path", d=LINES[look.pattern], stroke=ink, stroke_width=1, fill="none")]
    is_ring = look.pattern == "rings"
    paint = (
        {"r": 2, "fill": "none", "stroke": ink, "stroke_width": 1}
        if is_ring
        else {"r": 1.15, "fill": ink}
    )
    return [element("circle", cx=cx, cy=cy, **paint) for cx, cy in CIRCLES[look.pattern]]
