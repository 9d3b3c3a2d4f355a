"""Room tables 房间表: a list of rooms written in the drawing, read and held against the plan."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cad_import.drawing.entities import Point, Text
from cad_import.profiles import Role

from .writing import pieces

HEADS: Mapping[str, re.Pattern[str]] = {
    "number": re.compile(
        r"^(?:房间?编?号|房号|室号|编号|ROOM\s*(?:NO|NUMBER|#)\.?|NO\.?|NUMBER|NR\.?|RM\.?\s*NO\.?)$",
        re.IGNORECASE,
    ),
    "name": re.compile(
        r"^(?:房间?名称?|名称|用途|功能|ROOM\s*NAME|NAME|USE|FUNCTION|ROOM)$", re.IGNORECASE
    ),
    "area": re.compile(
        r"^(?:使用面积|净面积|房间面积|面积|(?:NET\s*|ROOM\s*)?AREA)\s*"
        r"(?:[((]?\s*(?:m[2²]|㎡|平方米|sq\.?\s?m)\s*[))]?)?$",
        re.IGNORECASE,
    ),
}
FIGURE = re.compile(r"^\d{1,5}(?:[.,]\d{1,3})?$")
ONE_LINE = 0.6  # times the height: baselines of one row
WIDEST_ROW = 60.0  # times the height, from the first column to the last
TALLEST_ROW = 6.0  # times the height, from one row to the next
FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One room as a table lists it."""

    number: str
    name: str | None
    area_m2: float | None
    at: Point
    handle: str


class _Lines:
    """Texts by height on the sheet."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.order = sorted(range(len(texts)), key=lambda i: texts[i].at[1])
        self.heights = [texts[i].at[1] for i in self.order]

    def between(self, low: float, high: float) -> list[int]:
        """Return the texts between two heights."""
        return self.order[bisect_left(self.heights, low) : bisect_right(self.heights, high)]

    def below(self, height: float) -> list[int]:
        """Return the texts below a height, from the top down."""
        return self.order[: bisect_left(self.heights, height)][::-1]


def tables_of(texts: Sequence[Text]) -> tuple[tuple[Row, ...], frozenset[int]]:
    """Return the rows of the room tables, and which texts (by place in the list) they took."""
    rows: list[Row] = []
    taken: set[int] = set()
    lines = _Lines(texts)
    for head in _heads(texts):
        found, used = _rows_below(head, texts, lines)
        if len(found) >= FEWEST_ROWS:
            rows.extend(found)
            taken |= used
    return tuple(rows), frozenset(taken)


def _heads(texts: Sequence[Text]) -> list[dict[str, int]]:
    """Return the header rows: a number's column, and a name's or an area's beside it."""
    named = [(kind, i) for i, text in enumerate(texts) if (kind := _head_of(text.text))]
    heads = []
    for kind, i in named:
        if kind == "number":
            head = {"number": i}
            for other, j in named:
                if other not in head and _beside(texts[i], texts[j]):
                    head[other] = j
            if len(head) > 1:
                heads.append(head)
    return heads


def _head_of(words: str) -> str | None:
    if words[:1].isdigit():
        return None
    plain = " ".join(words.split())
    return next((kind for kind, form in HEADS.items() if form.match(plain)), None)


def _beside(one: Text, other: Text) -> bool:
    tall = max(one.height_m, other.height_m)
    across = abs(one.at[0] - other.at[0])
    return abs(one.at[1] - other.at[1]) <= ONE_LINE * tall and 0 < across <= WIDEST_ROW * tall


def _rows_below(
    head: Mapping[str, int], texts: Sequence[Text], lines: _Lines
) -> tuple[list[Row], set[int]]:
    """Return the rows under a header, as far as they follow one another."""
    first = texts[head["number"]]
    columns = {kind: texts[i].at[0] for kind, i in head.items()}
    reach = _column_reach(columns, first.height_m)
    below = [i for i in lines.below(first.at[1]) if i not in head.values()]
    found: list[Row] = []
    used, last = set(head.values()), first
    for i in below:
        if abs(texts[i].at[0] - columns["number"]) > reach:
            continue
        if last.at[1] - texts[i].at[1] > TALLEST_ROW * first.height_m:
            break
        row, cells = _row(i, columns, reach, texts, lines)
        if row is not None:
            found.append(row)
            used |= cells
            last = texts[i]
    return found, used


def _column_reach(columns: Mapping[str, float], height: float) -> float:
    """Return how far from its column's head a cell may stand."""
    places = sorted(columns.values())
    gaps = [b - a for a, b in pairwise(places)]
    return max(height, min(gaps) / 2)


def _row(
    first: int, columns: Mapping[str, float], reach: float, texts: Sequence[Text], lines: _Lines
) -> tuple[Row | None, set[int]]:
    """Return the row that begins with a text, if it is one, and its cells."""
    number = texts[first]
    words = " ".join(number.text.split())
    if not any(piece.kind == "number" for piece in pieces(words, Role.ROOM_NUMBER)):
        return None, set()
    line = ONE_LINE * number.height_m
    cells: dict[str, int] = {}
    for i in lines.between(number.at[1] - line, number.at[1] + line):
        for kind, x in columns.items():
            if i != first and kind != "number" and abs(texts[i].at[0] - x) <= reach:
                cells.setdefault(kind, i)
    name = texts[cells["name"]].text.strip() if "name" in cells else None
    area = _area(texts[cells["area"]].text) if "area" in cells else None
    if name is None and area is None:
        return None, set()
    row = Row(number=words, name=name, area_m2=area, at=number.at, handle=number.handle)
    return row, {first, *cells.values()}


def _area(words: str) -> float | None:
    plain = words.strip()
    if FIGURE.match(plain):
        return float(plain.replace(",", "."))
    told = [piece.area_m2 for piece in pieces(plain, Role.ROOM_AREA) if piece.kind == "area"]
    return told[0] if told else None
