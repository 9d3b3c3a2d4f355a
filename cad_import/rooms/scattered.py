"""One piece of writing that was drawn as several: a figure, its unit, and the unit's raised 2."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely

from cad_import.drawing.entities import Text

FIGURE = re.compile(r"^(?:(?:面积|AREA|S|A)\s*[::=]\s*)?\d{1,4}(?:[.,]\d{1,3})?$", re.IGNORECASE)
UNIT = re.compile(r"^(?:m|㎡|m[2²]|平方米|平米|sq\.?\s?m|ft[2²]?|sq\.?\s?ft)\.?$", re.IGNORECASE)
OPEN_UNIT = re.compile(r"(?:^|[\d\s])(?:m|ft)$", re.IGNORECASE)  # its 2 is a text of its own
RAISED = frozenset({"2", "²"})
WIDE_LETTER = 1.0  # times the height, of a Chinese letter
NARROW_LETTER = 0.75  # of a Latin letter or a figure
GAP = 1.2  # times the height, between two texts of one writing
DROP = 0.75  # times the height, from one baseline to another


def gathered(texts: Sequence[Text]) -> list[Text]:
    """Return texts with figures, units and raised twos of one writing put together."""
    parts = [text for text in texts if _may_be_part(text.text.strip())]
    if len(parts) < 2:
        return list(texts)
    joined = _joined(parts)
    gone = {id(text) for text in parts if id(text) not in joined}
    return [joined.get(id(text), text) for text in texts if id(text) not in gone]


def _may_be_part(words: str) -> bool:
    return (
        words in RAISED
        or bool(FIGURE.match(words) or UNIT.match(words))
        or bool(OPEN_UNIT.search(words) and any(char.isdigit() for char in words))
    )


def _joined(parts: list[Text]) -> dict[int, Text]:
    """Return each part that stands, with what follows it; parts that were taken in are left out."""
    ends = shapely.points(np.array([_end(text) for text in parts]))
    starts = np.array([_start(text) for text in parts])
    reach = GAP * max(text.height_m for text in parts)
    here, there = shapely.STRtree(shapely.points(starts)).query(
        ends, predicate="dwithin", distance=reach
    )
    follows: dict[int, int] = {}
    for i, j in sorted(zip(here.tolist(), there.tolist(), strict=True)):
        if i != j and i not in follows and _follows(parts[i], parts[j]):
            follows[i] = j
    taken = set(follows.values())
    return {id(parts[i]): _chain(parts, follows, i) for i in range(len(parts)) if i not in taken}


def _follows(left: Text, right: Text) -> bool:
    """Return whether a text goes on with what another began."""
    one, other = left.text.strip(), right.text.strip()
    near = max(left.height_m, right.height_m)
    (x, y), (u, v) = _end(left), _start(right)
    if not (-0.5 * near <= u - x <= GAP * near and abs(v - y) <= DROP * near):
        return False
    if other in RAISED:
        return bool(OPEN_UNIT.search(one)) and right.height_m <= left.height_m * 1.01
    return bool(UNIT.match(other)) and bool(FIGURE.match(one)) and left.layer == right.layer


def _chain(parts: list[Text], follows: dict[int, int], i: int) -> Text:
    words, text = parts[i].text.strip(), parts[i]
    seen = {i}
    while i in follows and follows[i] not in seen:
        i = follows[i]
        seen.add(i)
        words += parts[i].text.strip()
    return replace(text, text=words) if len(seen) > 1 else text


def _half_width(text: Text) -> float:
    letters = [WIDE_LETTER if ord(char) > 0x2E7F else NARROW_LETTER for char in text.text.strip()]
    return sum(letters) * text.height_m / 2


def _end(text: Text) -> tuple[float, float]:
    return (text.at[0] + _half_width(text), text.at[1])


def _start(text: Text) -> tuple[float, float]:
    return (text.at[0] - _half_width(text), text.at[1])
