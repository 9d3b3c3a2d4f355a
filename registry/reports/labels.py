"""Labels for doors: an A4 sheet of 3 × 7 with crop marks, each with a code that opens its room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

import segno
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

COLUMNS: Final = 3
ROWS: Final = 7
A_SHEET: Final = COLUMNS * ROWS
STYLE: Final = "maps/labels.css"
QUIET_MODULES: Final = 4  # white around a code, as ISO/IEC 18004 asks


class NothingIsFetched(ValueError):
    """A sheet that asks for something outside itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one label shows."""

    address: str
    number: str
    name: str
    building: str
    floor: str

    @property
    def code(self) -> SafeString:
        """Return the address as a QR code that still reads with an eighth of it worn off."""
        made = segno.make(self.address, error="m", micro=False)
        drawn = made.svg_inline(
            border=QUIET_MODULES, omitsize=True, svgclass="code", lineclass=None
        )
        return mark_safe(drawn)


def sheets(labels: Sequence[Label]) -> list[list[Label]]:
    """Return labels by sheet.

    >>> one = Label(address="a", number="1", name="", building="", floor="")
    >>> [len(sheet) for sheet in sheets([one] * 22)]
    [21, 1]
    """
    left = iter(labels)
    return list(iter(lambda: list(islice(left, A_SHEET)), []))


def label_sheets(labels: Sequence[Label], *, language: str) -> bytes:
    """Return the labels of some doors as a PDF to print at 100 %."""
    # Imported where it is used: it takes most of a second and few processes print.
    from weasyprint import CSS, HTML

    context = {"sheets": sheets(labels), "language": language, "marks": marks()}
    html = render_to_string("registry/label_sheet.html", context)
    style = finders.find(STYLE)
    content: bytes = HTML(string=html, url_fetcher=_nothing).write_pdf(
        stylesheets=[CSS(filename=style, url_fetcher=_nothing)]
    )
    return content


def marks() -> list[dict[str, float]]:
    """Return the crop marks of a sheet in mm: a short line at each end of every cut."""
    left, top, width, height, gap = 7.2, 15.1, 63.5, 38.1, 2.5
    upright = [left + n * (width + gap) + edge for n in range(COLUMNS) for edge in (0.0, width)]
    level = [top + n * height for n in range(ROWS + 1)]
    bottom, right = top + ROWS * height, left + COLUMNS * width + (COLUMNS - 1) * gap
    ends = [(top - 6, top - 2), (bottom + 2, bottom + 6)]
    sides = [(left - 5, left - 1.5), (right + 1.5, right + 5)]
    return [
        *({"x1": x, "x2": x, "y1": y1, "y2": y2} for x in upright for y1, y2 in ends),
        *({"x1": x1, "x2": x2, "y1": y, "y2": y} for y in level for x1, x2 in sides),
    ]


def _nothing(url: str, *_args: Any, **_options: Any) -> Any:
    """Refuse every address: a label is made of what is in its page."""
    raise NothingIsFetched(url)
