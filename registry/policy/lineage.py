"""沿革图: how units came from one another, laid out as boxes and lines from left to right.

Kin       one unit of the family: its code, its days, whether it is the one asked about
Descent   a step from a parent to a child
Picture   boxes in columns by generation, and the lines between them, in pixels
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 176, 46
COLUMN_GAP, ROW_GAP = 72, 14
MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """One unit of a family."""

    key: int
    code: str
    since: dt.date | None
    until: dt.date | None
    is_asked: bool = False
    by: str = ""  # the event it came by; empty for the first of the family


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """One unit came from another."""

    parent: int
    child: int
    event: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Where a unit stands in the picture."""

    kin: Kin
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A curve from the right side of a parent to the left side of a child."""

    path: str
    event: str
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The whole family, with the size it takes."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    width: int
    height: int


def generations(kin: Sequence[Kin], steps: Sequence[Descent]) -> dict[int, int]:
    """Return how many steps lead to each unit from the first of its family, the longest way.

    >>> a, b, c = (Kin(key=n, code="", since=None, until=None) for n in (1, 2, 3))
    >>> day = dt.date(2020, 1, 1)
    >>> steps = [Descent(parent=p, child=k, event="split", on=day)
    ...          for p, k in ((1, 2), (2, 3), (1, 3))]
    >>> generations([a, b, c], steps)
    {1: 0, 2: 1, 3: 2}
    """
    known = {each.key: 0 for each in kin}
    for _ in kin:  # no line of descent is longer than the family
        for step in steps:
            known[step.child] = max(known[step.child], known[step.parent] + 1)
    return known


def picture(kin: Sequence[Kin], steps: Sequence[Descent]) -> Picture:
    """Return the picture of a family; units of one generation stand below each other.

    >>> one = Kin(key=1, code="…F00010001", since=None, until=None, is_asked=True)
    >>> drawn = picture([one], [])
    >>> drawn.width, drawn.height, [(box.x, box.y) for box in drawn.boxes]
    (192, 62, [(8, 8)])
    """
    columns = generations(kin, steps)
    rows: dict[int, int] = {}
    boxes = []
    for each in sorted(kin, key=lambda k: (columns[k.key], k.code, k.key)):
        column = columns[each.key]
        row = rows.get(column, 0)
        rows[column] = row + 1
        boxes.append(
            Box(
                kin=each,
                x=MARGIN + column * (BOX_WIDTH + COLUMN_GAP),
                y=MARGIN + row * (BOX_HEIGHT + ROW_GAP),
            )
        )
    placed = {box.kin.key: box for box in boxes}
    return Picture(
        boxes=tuple(boxes),
        lines=tuple(_line(step, placed) for step in steps),
        width=max((box.x for box in boxes), default=0) + BOX_WIDTH + MARGIN,
        height=max((box.y for box in boxes), default=0) + BOX_HEIGHT + MARGIN,
    )


def _line(step: Descent, placed: Mapping[int, Box]) -> Line:
    parent, child = placed[step.parent], placed[step.child]
    x1, y1 = parent.x + BOX_WIDTH, parent.y + BOX_HEIGHT // 2
    x2, y2 = child.x, child.y + BOX_HEIGHT // 2
    bend = (x1 + x2) // 2
    return Line(
        path=f"M {x1} {y1} C {bend} {y1}, {bend} {y2}, {x2} {y2}", event=step.event, on=step.on
    )
