"""分割、合并: the parts a unit is split into, and the units that become one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from registry.policy.cases.terms import Kind
from registry.policy.cases.typed import NotReadable, as_number, as_text

SPLIT, MERGE = "split", "merge"
CENT = Decimal("0.01")
LONGEST_NAME = 60
BETWEEN_NAMES = re.compile(r"[\s,，、;；]+")
MOST_PARTS = 40
# Which causes end the unit of a case and enter others in its place.
DIVIDES = frozenset({(Kind.CHANGE, SPLIT), (Kind.CHANGE, MERGE), (Kind.TRANSFER, SPLIT)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a unit to be: its rooms, what it is called and measures, whether it is given away."""

    rooms: tuple[str, ...] = ()  # their uids
    name: str = ""
    building_area_m2: Decimal | None = None
    shared_area_m2: Decimal | None = None
    purpose: str = ""
    is_passed: bool = False  # the part that goes to the new holders


def parts_in(rows: Any) -> tuple[Part, ...]:
    """Return the parts in rows as they were typed; a row with nothing in it does not count.

    >>> [part.name for part in parts_in([{"name": "东侧", "rooms": ["a"]}, {"name": " "}])]
    ['东侧']
    """
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise NotReadable("分割部分无法识别", "the parts cannot be read")
    if len(rows) > MOST_PARTS:
        raise NotReadable(f"最多 {MOST_PARTS} 个部分", f"has at most {MOST_PARTS} parts")
    parts = tuple(_part(row) for row in rows)
    return tuple(part for part in parts if part != Part(is_passed=part.is_passed))


def _part(row: Mapping[str, Any]) -> Part:
    rooms = row.get("rooms") or []
    if not isinstance(rooms, list):
        raise NotReadable("房间列表无法识别", "the list of rooms cannot be read")
    return Part(
        rooms=tuple(as_text(room) for room in rooms),
        name=_short(row.get("name")),
        building_area_m2=_area(row.get("building_area_m2")),
        shared_area_m2=_area(row.get("shared_area_m2")),
        purpose=_short(row.get("purpose")),
        is_passed=row.get("is_passed") is True,
    )


def _short(typed: Any) -> str:
    text = as_text(typed)
    if len(text) > LONGEST_NAME:
        raise NotReadable(f"最多 {LONGEST_NAME} 字", f"has at most {LONGEST_NAME} characters")
    return text


def _area(typed: Any) -> Decimal | None:
    text = as_text(typed)
    return as_number(text) if text else None


def codes_in(rows: Any) -> tuple[str, ...]:
    """Return the unit codes in a list, each once and in order.

    >>> codes_in(["B", " A ", "B", ""])
    ('B', 'A')
    """
    if not isinstance(rows, list) or len(rows) > MOST_PARTS:
        raise NotReadable("单元列表无法识别", "the list of units cannot be read")
    return tuple(dict.fromkeys(code for row in rows if (code := as_text(row))))


def named_in(text: str) -> tuple[str, ...]:
    """Return the names in a text with blanks or commas between them, each once and in order.

    >>> named_in("101、102 101，103")
    ('101', '102', '103')
    """
    return tuple(dict.fromkeys(name for name in BETWEEN_NAMES.split(text) if name))


def apportioned(whole: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Return a building area shared out by the weights of its parts, to the cent and to the last cent.

    What rounding leaves over goes to the largest part.

    >>> [str(area) for area in apportioned(Decimal("100.00"), [Decimal(1), Decimal(1), Decimal(1)])]
    ['33.34', '33.33', '33.33']
    """
    total = sum(weights, Decimal(0))
    if not total:
        return tuple(Decimal(0) for _ in weights)
    areas = [(whole * weight / total).quantize(CENT, ROUND_HALF_UP) for weight in weights]
    largest = weights.index(max(weights))
    areas[largest] += whole - sum(areas, Decimal(0))
    return tuple(areas)
