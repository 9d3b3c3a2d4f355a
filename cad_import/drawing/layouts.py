"""What paper space adds to a drawing: windows on the model with their titles, or the plan itself.

Window   the part of modelspace that a viewport shows, and what is written under the viewport
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ezdxf.document import Drawing as Document
from ezdxf.layouts import Paperspace

from .paragraphs import said_in_paragraphs
from .storeys.titles import title_of
from .writing import decoded, said

SHEET_VIEW = 1  # the viewport that is the sheet itself
DRAWN = {"LINE", "ARC", "CIRCLE", "LWPOLYLINE", "POLYLINE", "INSERT", "HATCH", "SPLINE", "ELLIPSE"}
FEW = 8  # things in modelspace: less than one room with its door
MANY = 24  # things in a layout: more than a frame and a title block

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A part of modelspace, in drawing units until the unit is known, and the title it is given."""

    box: Box
    title: str


def windows_of(document: Document) -> tuple[Window, ...]:
    """Return what the layouts' viewports show, each with the title that stands nearest below it."""
    return tuple(window for layout in _papers(document) for window in _windows(layout))


def paper_plan(document: Document) -> tuple[Paperspace | None, tuple[str, ...]]:
    """Return the layout that holds the plan when modelspace has none, and the others like it."""
    drawn = [(layout, sum(e.dxftype() in DRAWN for e in layout)) for layout in _papers(document)]
    full = [pair for pair in drawn if pair[1] >= MANY]
    if not full:
        return None, ()
    best = max(full, key=lambda pair: pair[1])[0]
    return best, tuple(decoded(layout.name) for layout, _count in full if layout is not best)


def _papers(document: Document) -> Iterator[Paperspace]:
    for layout in document.layouts:
        if isinstance(layout, Paperspace):
            yield layout


def _windows(layout: Paperspace) -> Iterator[Window]:
    titles = list(_titles(layout))
    views = [entity for entity in layout.query("VIEWPORT") if _is_window(entity)]
    for view in views:
        box = _shown(view)
        title = _title_under(view, titles, alone=len(views) == 1) or decoded(layout.name)
        if box is not None and title_of(title) is not None:
            yield Window(box=box, title=title)


def _is_window(view: Any) -> bool:
    return bool(view.dxf.get("id", 0) != SHEET_VIEW and view.dxf.get("status", 1) > 0)


def _shown(view: Any) -> Box | None:
    """Return the box of modelspace in a viewport; a twisted view's box holds all it shows."""
    dxf = view.dxf
    if not dxf.hasattr("view_height") or dxf.height <= 0 or dxf.view_height <= 0:
        return None
    turn = math.radians(dxf.get("view_twist_angle", 0.0))
    centre, target = dxf.view_center_point, dxf.get("view_target_point", (0, 0, 0))
    cosine, sine = math.cos(-turn), math.sin(-turn)
    x = target[0] + centre[0] * cosine - centre[1] * sine
    y = target[1] + centre[0] * sine + centre[1] * cosine
    tall = dxf.view_height / 2
    wide = tall * dxf.width / dxf.height
    half_x = abs(wide * cosine) + abs(tall * sine)
    half_y = abs(wide * sine) + abs(tall * cosine)
    return x - half_x, y - half_y, x + half_x, y + half_y


def _titles(layout: Paperspace) -> Iterator[tuple[str, float, float]]:
    for entity in layout.query("TEXT MTEXT"):
        is_text = entity.dxftype() == "TEXT"
        words = said(entity.dxf.text) if is_text else said_in_paragraphs(entity.text)  # type: ignore[attr-defined]
        if title_of(words) is not None:
            yield words, entity.dxf.insert.x, entity.dxf.insert.y


def _title_under(
    view: Any, titles: Sequence[tuple[str, float, float]], *, alone: bool
) -> str | None:
    if alone and len({words for words, _x, _y in titles}) == 1:
        return titles[0][0]
    x, low = view.dxf.center.x, view.dxf.center.y - view.dxf.height / 2
    beside = [
        (math.hypot(at - x, low - up), words)
        for words, at, up in titles
        if abs(at - x) <= view.dxf.width / 2 and up <= low + view.dxf.height / 2
    ]
    return min(beside)[1] if beside else None
