"""From views to storeys: plans are kept, drawn-twice ones once; the rest is said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..entities import Dimension, Hatch, Insert, Storey, Stroke, Text
from ..notes import (
    NO_PLAN,
    PLAN_TWICE,
    STOREY_DOUBTED,
    STOREYS_SAME_TITLE,
    STRAYS,
    VIEW_NOT_A_PLAN,
    Note,
    note,
)
from .ink import Box, Ids, Ink, around, ink_of, squared
from .titles import Title
from .twins import likeness
from .views import Framed, View, sheet_of

TWIN = 0.9  # of the long pieces: a furniture plan shares its walls with the plan
LIKELY_WALLS = re.compile(r"wall|墙|mur|wand|стен|parede|muro", re.IGNORECASE)
ROOM_NUMBER = re.compile(r"^[A-Z]{0,2}-?\d{2,4}[A-Z]?$")
MANY_DOORS, MANY_NUMBERS = 3, 4  # more than an enlarged stair or toilet has
DOOR_M = (0.5, 1.4)
QUARTER_DEG = (60.0, 100.0)
UNKNOWN = (999,)  # sorts after every storey
KIND_ZH = {
    "elevation": "立面",
    "section": "剖面",
    "detail": "详图",
    "legend": "图例、表格或说明",
    "plan": "平面",
    "frame": "图框",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The storeys of a drawing, and what was left out of them or is doubtful."""

    storeys: tuple[Storey, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that was read, in metres."""

    strokes: Sequence[Stroke]
    texts: Sequence[Text]
    inserts: Sequence[Insert]
    hatches: Sequence[Hatch]
    dimensions: Sequence[Dimension]


def storeys_of(stem: str, content: Content, windows: Sequence[Framed] = ()) -> Split:
    """Return the plans of a drawing as storeys; a drawing that shows one thing is one storey.

    Windows are the parts of the sheet that paper space shows under a title; they count where the
    sheet itself names no plan.
    """
    ink = ink_of(content.strokes, content.hatches, content.texts)
    sheet = sheet_of(squared(ink), content.texts, windows)
    strayed = _strayed(sheet.strays, ink, content)
    plans, said = _plans(sheet.views, ink, content)
    if len(sheet.views) <= 1:
        things = np.setdiff1d(np.arange(len(ink.boxes)), sheet.strays)
        title = sheet.views[0].caption.title if sheet.views and sheet.views[0].caption else None
        is_plan = title is None or title.kind == "plan"
        if is_plan or (sheet.views and _is_full_of_rooms(sheet.views[0], ink, content)):
            return Split(storeys=(_storey(stem, title, things, ink, content),), notes=strayed)
    storeys = [
        _storey(_name(view, stem, n, plans), _title(view), view.things, ink, content)
        for n, view in enumerate(plans)
    ]
    if not storeys:
        said.append(note(NO_PLAN))
    return Split(storeys=tuple(_told_apart(storeys)), notes=(*strayed, *said))


def _title(view: View) -> Title | None:
    return None if view.caption is None else view.caption.title


def _name(view: View, stem: str, nth: int, plans: Sequence[View]) -> str:
    if view.caption is not None:
        return view.caption.title.text
    return stem if len(plans) == 1 else f"{stem} ({nth + 1})"


def _told_apart(storeys: Sequence[Storey]) -> Iterator[Storey]:
    """Yield storeys, those of the same title numbered."""
    seen: dict[str, int] = {}
    for storey in storeys:
        seen[storey.title] = seen.get(storey.title, 0) + 1
        again = seen[storey.title]
        yield storey if again == 1 else replace(storey, title=f"{storey.title} ({again})")


# --- which views are plans ------------------------------------------------------


def _plans(views: Sequence[View], ink: Ink, content: Content) -> tuple[list[View], list[Note]]:
    """Return the views that are storeys, and why the others are not."""
    notes: list[Note] = []
    plans: list[View] = []
    for view in views:
        title = _title(view)
        if title is not None and title.kind != "plan" and _is_full_of_rooms(view, ink, content):
            plans.append(view)
            notes.append(_doubt(view, ink))
        elif title is not None and title.kind != "plan":
            notes.append(_left_out(view, title.text, title.kind, ink))
        elif title is None and len(views) > 1 and not _looks_like_a_plan(view, ink, content):
            notes.append(_left_out(view, "", "detail", ink))
        else:
            plans.append(view)
    kept: list[View] = []
    for view in sorted(plans, key=lambda each: -_labels(each, ink, content)):
        twin = next((each for each in kept if _is_twin(view, each, ink, content)), None)
        if twin is None:
            kept.append(view)
        else:
            notes.append(_twice(view, twin, ink))
    ordered = _ordered([view for view in plans if any(view is each for each in kept)])
    notes.extend(_doubts(ordered, ink))
    return ordered, notes


def _left_out(view: View, text: str, kind: str, ink: Ink) -> Note:
    west, south, east, north = around(ink.boxes[view.things])
    return note(
        VIEW_NOT_A_PLAN,
        at=((west + east) / 2, (south + north) / 2),
        title=text or "–",
        what=kind,
        what_zh=KIND_ZH[kind],
        count=len(view.things),
    )


def _looks_like_a_plan(view: View, ink: Ink, content: Content) -> bool:
    """Return whether an untitled view shows doors, walls or room numbers."""
    strokes = [content.strokes[n] for n in view.things if n < ink.strokes]
    walls = sum(bool(LIKELY_WALLS.search(stroke.layer)) for stroke in strokes)
    return _doors(strokes) >= 1 or walls >= 4 or _labels(view, ink, content) >= 2


def _is_full_of_rooms(view: View, ink: Ink, content: Content) -> bool:
    """Return whether a view is a floor plan whatever its title says: doors and numbered rooms."""
    strokes = [content.strokes[n] for n in view.things if n < ink.strokes]
    return _doors(strokes) >= MANY_DOORS and _labels(view, ink, content) >= MANY_NUMBERS


def _doors(strokes: Sequence[Stroke]) -> int:
    return sum(
        stroke.arc is not None
        and DOOR_M[0] <= stroke.arc.radius_m <= DOOR_M[1]
        and QUARTER_DEG[0] <= stroke.arc.end_deg - stroke.arc.start_deg <= QUARTER_DEG[1]
        for stroke in strokes
    )


def _labels(view: View, ink: Ink, content: Content) -> int:
    first = ink.strokes + ink.hatches
    return sum(
        bool(ROOM_NUMBER.match(content.texts[n - first].text.strip()))
        for n in view.things
        if n >= first
    )


def _is_twin(view: View, other: View, ink: Ink, content: Content) -> bool:
    """Return whether a plan is another one again: the same storeys and the same walls."""
    one, two = _title(view), _title(other)
    levels = {title.levels for title in (one, two) if title is not None and title.levels}
    if len(levels) > 1 or _numbers(view, ink, content) - _numbers(other, ink, content):
        return False
    strokes = [
        [content.strokes[n] for n in each.things if n < ink.strokes] for each in (view, other)
    ]
    return likeness(*strokes) >= TWIN


def _numbers(view: View, ink: Ink, content: Content) -> set[str]:
    first = ink.strokes + ink.hatches
    words = {content.texts[n - first].text.strip() for n in view.things if n >= first}
    return {word for word in words if ROOM_NUMBER.match(word)}


def _twice(view: View, twin: View, ink: Ink) -> Note:
    west, south, east, north = around(ink.boxes[view.things])
    of, again = _title(twin), _title(view)
    return note(
        PLAN_TWICE,
        at=((west + east) / 2, (south + north) / 2),
        title=again.text if again else "–",
        of=of.text if of else "–",
    )


def _ordered(plans: Sequence[View]) -> list[View]:
    """Return plans by storey; those that tell none keep the order of the sheet, at the end."""

    def level(view: View) -> tuple[int, ...]:
        title = _title(view)
        return title.levels or UNKNOWN if title else UNKNOWN

    return sorted(plans, key=level)


def _doubts(plans: Sequence[View], ink: Ink) -> Iterator[Note]:
    titles = [title.text for view in plans if (title := _title(view)) is not None]
    for text in sorted({text for text in titles if titles.count(text) > 1}):
        yield note(STOREYS_SAME_TITLE, title=text, count=titles.count(text))
    if len(plans) < 2:
        return
    yield from (_doubt(view, ink) for view in plans if view.caption is None)


def _doubt(view: View, ink: Ink) -> Note:
    west, south, east, north = around(ink.boxes[view.things])
    return note(STOREY_DOUBTED, at=((west + east) / 2, (south + north) / 2))


def _strayed(strays: Ids, ink: Ink, content: Content) -> tuple[Note, ...]:
    if not len(strays):
        return ()
    x, y = ink.middles[strays[0]]
    handle = content.strokes[strays[0]].handle if strays[0] < ink.strokes else None
    return (note(STRAYS, at=(float(x), float(y)), handle=handle, count=len(strays)),)


# --- to a storey ------------------------------------------------------------------


def _storey(name: str, title: Title | None, things: Ids, ink: Ink, content: Content) -> Storey:
    first_text = ink.strokes + ink.hatches
    strokes = [content.strokes[n] for n in things if n < ink.strokes]
    hatches = [content.hatches[n - ink.strokes] for n in things if ink.strokes <= n < first_text]
    texts = [content.texts[n - first_text] for n in things if n >= first_text]
    box = around(ink.boxes[things]) if len(things) else None
    inserts, strokes, texts = _renumbered(content.inserts, strokes, texts, box)
    return Storey(
        title=name if title is None else title.text,
        strokes=tuple(strokes),
        texts=tuple(texts),
        inserts=tuple(inserts),
        hatches=tuple(hatches),
        dimensions=tuple(d for d in content.dimensions if box and _is_in(d.at, box)),
        levels=() if title is None else title.levels,
        bounds=box,
    )


def _renumbered(
    inserts: Sequence[Insert], strokes: list[Stroke], texts: list[Text], box: Box | None
) -> tuple[list[Insert], list[Stroke], list[Text]]:
    """Return the references that a storey's things stand in, and the things pointing at them."""
    used = {stroke.insert for stroke in strokes} | {text.insert for text in texts}
    used |= {
        n for n, each in enumerate(inserts) if each.bounds is None and box and _is_in(each.at, box)
    }
    if len(used - {None}) == len(inserts):
        return list(inserts), strokes, texts
    order = sorted(n for n in used if n is not None)
    number = {old: new for new, old in enumerate(order)}
    return (
        [inserts[n] for n in order],
        [s if s.insert is None else replace(s, insert=number[s.insert]) for s in strokes],
        [t if t.insert is None else replace(t, insert=number[t.insert]) for t in texts],
    )


def _is_in(spot: tuple[float, float], box: Box) -> bool:
    margin = 0.1 * max(box[2] - box[0], box[3] - box[1])  # dimensions stand around a plan
    return (
        box[0] - margin <= spot[0] <= box[2] + margin
        and box[1] - margin <= spot[1] <= box[3] + margin
    )
