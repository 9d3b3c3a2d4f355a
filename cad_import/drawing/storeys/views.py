"""Views: which things on the sheet belong together, and what each view is called.

View    things of one plan, elevation, table …, with its title when it has one

Where frames stand, each holds its own views. In a frame (or on the open sheet) with one title all of
it is that view, wings and all; with several titles every patch goes to the title under it, and a patch
that several titles share (tied by an axis or a dimension) is cut between them where least is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..entities import Point, Text
from .frames import frame_of, frames_of, is_title_block
from .ink import Box, Boxes, Ids, Ink, around, patches_of
from .titles import Title, title_of

GAP_M = 2.0  # rooms stand nearer to each other, and so do a plan and its dimensions
LEAST_STROKES = 6  # less than a room with a door: an underline, a north arrow
TALL = 1.3  # times the middle lettering: words that may be a label are a title when they stand out
NOTHING = -1  # the thing of a caption that is not on the sheet
LISTED = 4.0  # times its height: titles nearer above each other than this are a list of drawings
REACH = 0.6  # of a patch's size: a title farther from it is not its title
LEAST_REACH_M = 8.0
BELOW_COSTS = 3.0  # a title stands under its view; one above it is believed a third as much
ALIKE = 0.25  # how much the storeys of one building differ in length and width
ALIKE_COUNT = 0.3  # of the things in the largest
LEAST_OF_A_PLAN = 20  # things; two small rectangles side by side are two rooms
LEAST_SIDE = 0.05  # of the things, on either side of a cut
FOOT, HEAD = 0.15, 0.08  # shares of a view's height where its own title may stand
CUTS = 240  # places tried between two titles
STRAY_SHARE = 0.02  # of all things; more than that is no slip of the hand
STRAY_M = 300.0  # beyond the drawing; a campus on one sheet is nearer together
STRAY_SIZES = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """A title, and where on the sheet it is written."""

    title: Title
    at: Point
    height_m: float
    thing: int


@dataclass(slots=True, kw_only=True)
class View:
    """Things that belong together; `caption` is None for a view without a title."""

    things: Ids
    caption: Caption | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on a sheet: views, and what belongs to none."""

    views: Sequence[View]
    frame: Ids  # borders and title blocks
    strays: Ids  # far from everything


def captions_in(texts: Sequence[Text], ink: Ink) -> list[Caption]:
    """Return the titles on a sheet; words that may be labels count only when nothing else does."""
    found = [
        Caption(
            title=title, at=text.at, height_m=text.height_m, thing=ink.strokes + ink.hatches + n
        )
        for n, text in enumerate(texts)
        if (title := title_of(text.text)) is not None
    ]
    sure = [each for each in found if each.title.is_sure]
    if not any(each.title.kind == "plan" for each in sure) and texts:
        middle = float(np.median([text.height_m for text in texts]))
        sure += [
            each for each in found if not each.title.is_sure and each.height_m >= TALL * middle
        ]
    return [each for each in sure if not _is_listed(each, sure)]


def _at(ink: Ink, nth_text: int) -> Point:
    """Return where a text stands on the sheet as it is turned: at the end of its path."""
    return ink.paths[ink.strokes + ink.hatches + nth_text][-1]


def _is_listed(caption: Caption, others: Sequence[Caption]) -> bool:
    """Return whether a title stands among others as in a list of drawings."""
    near = [
        other
        for other in others
        if other.title.text != caption.title.text
        and abs(other.at[0] - caption.at[0]) <= 20 * caption.height_m
        and abs(other.at[1] - caption.at[1]) <= LISTED * caption.height_m
    ]
    return len(near) >= 2


def strays_of(ink: Ink) -> Ids:
    """Return the few things that lie far from all the others."""
    if len(ink.boxes) < 12:
        return np.empty(0, dtype=np.int64)
    middles = ink.middles
    low, high = np.percentile(middles, [3, 97], axis=0)
    beyond = np.maximum(STRAY_SIZES * float((high - low).max()), STRAY_M)
    outside = ((middles < low - beyond) | (middles > high + beyond)).any(axis=1)
    found = np.flatnonzero(outside)
    few = len(found) <= max(3, STRAY_SHARE * len(ink.boxes))
    return found if few else np.empty(0, dtype=np.int64)


class Framed(Protocol):
    """A part of the sheet that has a title of its own elsewhere."""

    @property
    def box(self) -> Box: ...

    @property
    def title(self) -> str: ...


def _by_windows(windows: Sequence[Framed]) -> tuple[Boxes, list[Caption]]:
    """Return windows as frames with captions; one that shows others as well is left out."""
    chosen: dict[Box, Framed] = {}
    for window in sorted(windows, key=lambda each: _area(each.box)):
        if not any(_covers(window.box, box) for box in chosen):
            chosen[window.box] = window
    captions = []
    for window in chosen.values():
        title = title_of(window.title)
        if title is not None:
            west, south, east, _north = window.box
            at = ((west + east) / 2, south)
            captions.append(Caption(title=title, at=at, height_m=0.0, thing=NOTHING))
    return np.array(list(chosen), dtype=np.float64).reshape(-1, 4), captions


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _covers(one: Box, other: Box) -> bool:
    """Return whether a box holds the middle of another."""
    x, y = (other[0] + other[2]) / 2, (other[1] + other[3]) / 2
    return one[0] <= x <= one[2] and one[1] <= y <= one[3]


def sheet_of(ink: Ink, texts: Sequence[Text], windows: Sequence[Framed] = ()) -> Sheet:
    """Return the views of a sheet."""
    strays = strays_of(ink)
    captions = captions_in(texts, ink)
    sure = [caption.at for caption in captions if caption.title.kind == "plan"]
    others = [caption.at for caption in captions if caption.title.kind != "plan"]
    frames, borders = frames_of(ink, texts, sure, others)
    if windows and not any(caption.title.kind == "plan" for caption in captions):
        frames, captions = _by_windows(windows)
        borders = np.empty(0, dtype=np.int64)
    left_out = np.union1d(strays, borders)
    things = np.setdiff1d(np.arange(len(ink.boxes)), left_out)
    patches = patches_of(ink, things, gap_m=GAP_M)
    order = np.argsort(patches, kind="stable")
    bounds = np.flatnonzero(np.diff(patches[order])) + 1
    parts = np.split(things[order], bounds) if len(things) else []
    blocks = [part for part in parts if len(frames) and _is_block(part, ink, texts)]
    block_things = _joined(blocks)
    bodies: list[Ids] = []
    bits: list[Ids] = []
    for part in parts:
        if len(part) and np.isin(part[0], block_things):
            continue
        (bodies if int((part < ink.strokes).sum()) >= LEAST_STROKES else bits).append(part)
    views = [
        view
        for number in range(-1, len(frames))
        for view in _views_in(
            [body for body in bodies if _frame(body, ink, frames) == number],
            [each for each in captions if int(frame_of(np.array([each.at]), frames)[0]) == number],
            ink,
            block_things,
        )
    ]
    _attach(bits, views, ink, frames)
    return Sheet(views=views, frame=np.union1d(borders, block_things), strays=strays)


def _joined(parts: Sequence[Ids]) -> Ids:
    return np.concatenate([*parts, np.empty(0, dtype=np.int64)])


def _is_block(part: Ids, ink: Ink, texts: Sequence[Text]) -> bool:
    first = ink.strokes + ink.hatches
    return is_title_block([texts[thing - first] for thing in part if thing >= first])


def _frame(part: Ids, ink: Ink, frames: Boxes) -> int:
    west, south, east, north = around(ink.boxes[part])
    return int(frame_of(np.array([[(west + east) / 2, (south + north) / 2]]), frames)[0])


def _views_in(
    bodies: Sequence[Ids], captions: Sequence[Caption], ink: Ink, block: Ids
) -> list[View]:
    """Return the views of one frame, or of the open sheet."""
    if not bodies:
        return []
    boxes = np.array([around(ink.boxes[body]) for body in bodies])
    captions = [each for each in captions if not _is_callout(each, boxes)]
    beside = [each for each in captions if each.thing not in block]
    captions = _distinct(beside or captions)
    if not captions:
        return _untitled(bodies, ink)
    if len(captions) == 1:
        return [View(things=_joined(bodies), caption=captions[0])]
    owned: dict[int, list[Caption]] = {}
    for caption in captions:
        owned.setdefault(_body_over(caption.at, boxes), []).append(caption)
    owned.pop(-1, None)
    if not owned:
        return [View(things=_joined(bodies))]
    views = [view for n, found in owned.items() for view in _cut(bodies[n], found, ink)]
    for n, body in enumerate(bodies):
        if n not in owned:
            _attach_or_add(body, views, ink)
    return views


def _is_callout(caption: Caption, boxes: Boxes) -> bool:
    """Return whether a title of no plan stands amid a drawing, as a section mark does in a plan."""
    if caption.title.kind == "plan":
        return False
    x, y = caption.at
    tall = boxes[:, 3] - boxes[:, 1]
    amid = (boxes[:, 0] <= x) & (x <= boxes[:, 2])
    amid &= (boxes[:, 1] + FOOT * tall <= y) & (y <= boxes[:, 3] - HEAD * tall)
    return bool(amid.any())


def _untitled(bodies: Sequence[Ids], ink: Ink) -> list[View]:
    """Return views without titles: apart only when they are as large as each other.

    The storeys of a building are, wings and outbuildings seldom are.
    """
    boxes = np.array([around(ink.boxes[body]) for body in bodies])
    sides = boxes[:, 2:] - boxes[:, :2]
    counts = np.array([len(body) for body in bodies])
    main = int((sides.prod(axis=1) * np.sqrt(counts)).argmax())
    alike = (np.abs(sides / np.maximum(sides[main], 1e-9) - 1) <= ALIKE).all(axis=1)
    alike &= counts >= ALIKE_COUNT * counts[main]
    if alike.sum() < 2 or len(bodies[main]) < LEAST_OF_A_PLAN:
        return [View(things=_joined(bodies))]
    views = [View(things=bodies[n]) for n in _in_reading_order(boxes) if alike[n]]
    _attach([body for n, body in enumerate(bodies) if not alike[n]], views, ink, np.empty((0, 4)))
    return views


def _in_reading_order(boxes: Boxes) -> list[int]:
    """Return the order in which patches are read: rows from the top, each from the left."""
    tall = float(np.median(boxes[:, 3] - boxes[:, 1])) or 1.0
    rows = np.round(-boxes[:, 3] / tall)
    return [int(n) for n in np.lexsort((boxes[:, 0], rows))]


def _distinct(captions: Sequence[Caption]) -> list[Caption]:
    """Return captions with those that say the same at the same place made one.

    A title is often written twice: under its plan and in its frame's title block.
    """
    kept: list[Caption] = []
    for caption in sorted(captions, key=lambda each: -each.height_m):
        same = [each for each in kept if each.title.text == caption.title.text]
        near = any(
            abs(each.at[0] - caption.at[0]) + abs(each.at[1] - caption.at[1])
            <= LISTED * max(each.height_m, caption.height_m)
            for each in same
        )
        if not near:
            kept.append(caption)
    return kept


def _body_over(at: Point, boxes: Boxes) -> int:
    """Return the patch that a title stands under (or, less likely, in or over), or -1."""
    x, y = at
    dx = np.maximum(np.maximum(boxes[:, 0] - x, x - boxes[:, 2]), 0)
    dy = np.maximum(np.maximum(boxes[:, 1] - y, y - boxes[:, 3]), 0)
    above = y > boxes[:, 3]
    far = np.hypot(dx, dy)
    size = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    cost = np.where(above, far * BELOW_COSTS, far) + np.where(far == 0, size * 1e-6, 0)
    best = int(cost.argmin())
    return best if far[best] <= max(LEAST_REACH_M, REACH * size[best]) else -1


def _cut(body: Ids, captions: Sequence[Caption], ink: Ink) -> list[View]:
    """Return a patch as one view for each of its titles, cut where least is cut."""
    captions = _of_different_storeys(captions)
    if len(captions) == 1:
        return [View(things=body, caption=captions[0])]
    places = np.array([caption.at for caption in captions])
    gaps = [np.diff(np.sort(places[:, axis])) for axis in (0, 1)]
    axis = 0 if gaps[0].max() >= gaps[1].max() else 1
    order = np.argsort(places[:, axis], kind="stable")
    nth = int(gaps[axis].argmax())
    low, high = places[order[nth], axis], places[order[nth + 1], axis]
    where = _least_cut(ink.boxes[body], axis, float(low), float(high))
    before = ink.middles[body][:, axis] < where
    first = [captions[n] for n in order[: nth + 1]]
    second = [captions[n] for n in order[nth + 1 :]]
    parts = ((body[before], first), (body[~before], second))
    return [view for part, found in parts if len(part) for view in _cut(part, found, ink)]


def _of_different_storeys(captions: Sequence[Caption]) -> list[Caption]:
    """Return captions without those that name what a larger one has named."""
    kept: dict[object, Caption] = {}
    for caption in sorted(captions, key=lambda each: -each.height_m):
        title = caption.title
        kept.setdefault((title.kind, title.levels or title.text), caption)
    return list(kept.values())


def _least_cut(boxes: Boxes, axis: int, low: float, high: float) -> float:
    """Return the place between two titles that crosses the fewest things."""
    tried = np.linspace(low, high, CUTS + 2)[1:-1]
    starts, ends = np.sort(boxes[:, axis]), np.sort(boxes[:, axis + 2])
    crossed = np.searchsorted(starts, tried, "left") - np.searchsorted(ends, tried, "right")
    before = np.searchsorted(ends, tried, "right")
    share = np.minimum(before, len(ends) - before - crossed) / len(ends)
    crossed = np.where(
        share >= LEAST_SIDE, crossed, len(ends)
    )  # white space beside it parts nothing
    least = np.flatnonzero(crossed == crossed.min())
    # A title stands under its plan: upright, the white space next to the upper title is the right one.
    return float(tried[least[-1]] if axis == 1 else tried[least[len(least) // 2]])


def _attach_or_add(body: Ids, views: list[View], ink: Ink) -> None:
    """Give a patch without a title to the nearest view, or let it be one when it is far from all."""
    box = around(ink.boxes[body])
    boxes = [around(ink.boxes[view.things]) for view in views]
    far = [_apart(box, other) for other in boxes]
    nearest = int(np.argmin(far))
    size = max(boxes[nearest][2] - boxes[nearest][0], boxes[nearest][3] - boxes[nearest][1])
    if far[nearest] <= REACH * size:
        views[nearest].things = np.concatenate([views[nearest].things, body])
    else:
        views.append(View(things=body))


def _apart(one: Box, other: Box) -> float:
    dx = max(one[0] - other[2], other[0] - one[2], 0.0)
    dy = max(one[1] - other[3], other[1] - one[3], 0.0)
    return float(np.hypot(dx, dy))


def _attach(bits: Sequence[Ids], views: list[View], ink: Ink, frames: Boxes) -> None:
    """Give what is too little for a view to the nearest view of its frame."""
    if not views:
        return
    boxes = [around(ink.boxes[view.things]) for view in views]
    homes = [_frame(view.things, ink, frames) for view in views]
    gained: list[list[Ids]] = [[] for _ in views]
    for bit in bits:
        home, box = _frame(bit, ink, frames), around(ink.boxes[bit])
        far = [
            _apart(box, other) + (1e9 if homes[n] != home else 0.0) for n, other in enumerate(boxes)
        ]
        gained[int(np.argmin(far))].append(bit)
    for view, found in zip(views, gained, strict=True):
        view.things = np.concatenate([view.things, *found])
