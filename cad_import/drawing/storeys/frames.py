"""Drawing frames (图框): rectangles around whole views, and the title block that stands in one."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ..entities import Point, Text
from .ink import Boxes, Ids, Ink

FOOT = 0.25  # of a frame's height, where titles stand
CORNERS = 4
SQUARE_SHARE = 0.02  # how far a corner of a frame may lie off its box, as a share of its side
LEAST_SHARE = 0.05  # of all things a frame holds, or it is a room, a column or a table
LEAST_M = 8.0  # no plan of a floor is narrower
BLOCK_WORDS = re.compile(
    r"图\s*号|图\s*名|比\s*例|设\s*计|审\s*核|制\s*图|校\s*对|日\s*期|工程名称|建设单位|项目名称|"
    r"\b(?:DRAWN|CHECKED|SHEET|PROJECT|DATE|SCALE|DWG|REVISIONS?|TITLE|APPROVED)\b",
    re.IGNORECASE,
)
LEAST_WORDS = 2  # one such word may stand in a note


def frames_of(
    ink: Ink, texts: Sequence[Text], titles: Sequence[Point], marks: Sequence[Point] = ()
) -> tuple[Boxes, Ids]:
    """Return the frames' inner borders as boxes, and the strokes that draw any of the borders.

    A frame holds the title of a plan or a title block, or another title near its foot; a rectangle
    with none of them is an outer wall.
    """
    first = ink.strokes + ink.hatches
    words = [ink.paths[first + n][-1] for n, t in enumerate(texts) if BLOCK_WORDS.search(t.text)]
    rectangles = np.array(
        [n for n in range(ink.strokes) if _is_rectangle(ink.paths[n], ink.boxes[n])],
        dtype=np.int64,
    )
    kept = [
        index
        for index in rectangles
        if (
            _inside(titles, ink.boxes[index])
            or _inside(marks, _foot(ink.boxes[index]))
            or _inside(words, ink.boxes[index]) >= LEAST_WORDS
        )
        and _holds_a_view(ink, index)
    ]
    if not kept:
        return np.empty((0, 4)), np.empty(0, dtype=np.int64)
    boxes = ink.boxes[kept]
    inner = [
        n
        for n in range(len(boxes))
        if not any(_is_within(boxes[m], boxes[n]) for m in range(len(boxes)) if m != n)
    ]
    frames = boxes[inner]
    whole = [n for n in range(len(boxes)) if _contents(boxes[n], frames) <= 1]
    return frames, np.array([kept[n] for n in whole], dtype=np.int64)


def _foot(box: Boxes) -> Boxes:
    west, south, east, north = box
    return np.array([west, south, east, south + FOOT * (north - south)])


def _inside(spots: Sequence[Point], box: Boxes) -> int:
    west, south, east, north = box
    return sum(west <= x <= east and south <= y <= north for x, y in spots)


def _is_rectangle(path: Sequence[Point], box: Boxes) -> bool:
    if len(path) != CORNERS + 1 or path[0] != path[-1]:
        return False
    width, height = box[2] - box[0], box[3] - box[1]
    if min(width, height) < LEAST_M:
        return False
    corners = np.array(path)
    off = np.minimum(np.abs(corners - box[:2]), np.abs(corners - box[2:]))
    return bool((off <= SQUARE_SHARE * min(width, height)).all())


def _holds_a_view(ink: Ink, index: int) -> bool:
    """Return whether much is drawn inside a rectangle and hardly anything runs over its border."""
    west, south, east, north = ink.boxes[index]
    low, high = ink.boxes[:, :2], ink.boxes[:, 2:]
    inside = (low >= (west, south)).all(axis=1) & (high <= (east, north)).all(axis=1)
    touched = (low <= (east, north)).all(axis=1) & (high >= (west, south)).all(axis=1)
    covers = (low <= (west, south)).all(axis=1) & (high >= (east, north)).all(axis=1)
    over = int((touched & ~inside & ~covers).sum())
    count = int(inside.sum())
    return count >= LEAST_SHARE * len(ink.boxes) and over <= 0.02 * count


def _is_within(inner: Boxes, outer: Boxes) -> bool:
    """Return whether one border lies in another that is not the same border drawn again."""
    return bool((inner[:2] >= outer[:2]).all() and (inner[2:] <= outer[2:]).all()) and not bool(
        (inner == outer).all()
    )


def _contents(box: Boxes, frames: Boxes) -> int:
    return sum(_is_within(frame, box) or bool((frame == box).all()) for frame in frames)


def is_title_block(texts: Sequence[Text]) -> bool:
    """Return whether these are the words of a title block."""
    return sum(bool(BLOCK_WORDS.search(text.text)) for text in texts) >= LEAST_WORDS


def frame_of(spots: Boxes, frames: Boxes) -> Ids:
    """Return for each point (x, y) the frame it is in, or -1."""
    found = np.full(len(spots), -1, dtype=np.int64)
    for number, (west, south, east, north) in enumerate(frames):
        inside = (spots >= (west, south)).all(axis=1) & (spots <= (east, north)).all(axis=1)
        found[inside] = number
    return found
