"""Writing on a plan: which of it is a room's number, its name or its area, and which is neither.

Label   a piece of writing sorted: kind, the value it states, and its place
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cad_import.drawing import Text
from cad_import.profiles import Profile, Role

SQUARE_FOOT_M2 = 0.09290304
SQUARE_INCH_M2 = 0.00064516
AREA = re.compile(
    r"(?P<value>\d{1,6}(?:[.,]\d{1,3})?)\s*(?P<unit>㎡|m²|m\^?2\b|m2|平方米|平米|sq\.?\s*m|qm|"
    r"ft²|sq\.?\s*ft\.?|s\.?f\.?(?![a-z]))",
    re.IGNORECASE,
)
FEET_INCHES_AREA = re.compile(r"(\d+)\s*ft²\s*(\d+)\s*in²")
BARE_AREA = re.compile(r"^\d{1,4}[.,]\d{1,2}$")
NUMBER = re.compile(
    r"^(?:(?:room|rm|no|№|#)\.?\s*)?"
    r"(?P<number>[A-Z]{0,5}[-. ]?\d{1,5}[A-Z]{0,2}(?:\s?[-/.]\s?[A-Z]{0,2}\d{1,4}[A-Z]?)*)"
    r"(?:\s*[室号房])?$",
    re.IGNORECASE,
)
TAG = re.compile(  # doors, windows, beams and columns: 门 M1021, 窗 C1518, FM甲1521, GZ1, KL-3, "2668" sizes
    r"^(?:[A-Z]{0,3}M|[A-Z]{0,2}C|FM|FC|MC|MLC|TLM|BYC|GC|LC|JLM|DK|GZ|KZ|KL|LL)[甲乙丙]?-?\d{4}[a-z]?'?$"
)
DOOR_SIZE = re.compile(r"^\d-?\d{1,2}[0-9]{2}$")
LETTERS = re.compile(r"[A-Za-z\u3400-\u9fff\u0400-\u04ff\u3040-\u30ff]{2,}|[\u4e00-\u9fff]")
SIZES = re.compile(r"\d+\s*['′]|\d+\s*[xX×]\s*\d+|%%|[=@±∅φ]|^\s*[\d.,+\-:/ ]+\s*$")
SCALE = re.compile(r"1\s*[::]\s*\d{2,4}")
TITLE = re.compile(
    r"平面图|立面图|剖面|详图|大样|说明|图例|比例|图号|工程名称|floor plan|scale|north",
    re.IGNORECASE,
)
DEAF = {
    Role.DIMENSION,
    Role.AXIS,
    Role.FRAME,
    Role.DOOR,
    Role.WINDOW,
    Role.FURNITURE,
    Role.SITE,
    Role.COLUMN,
    Role.STAIR,
}


class Kind(StrEnum):
    """What a piece of writing states."""

    NUMBER = "number"
    NAME = "name"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One statement about a room, where it is written."""

    kind: Kind
    text: str
    at: tuple[float, float]
    height_m: float
    area_m2: float | None = None
    handle: str | None = None


def printed_area(text: str) -> float | None:
    """Return the m² a text states, or None when it states none.

    >>> [printed_area(t) for t in ("34.88m²", "28,4 m2", "32.40㎡", "M1021", "51ft² 36in²")]
    [34.88, 28.4, 32.4, None, 4.761]
    """
    if match := FEET_INCHES_AREA.search(text):
        feet, inches = (int(group) for group in match.groups())
        return round(feet * SQUARE_FOOT_M2 + inches * SQUARE_INCH_M2, 3)
    match = AREA.search(text)
    if match is None:
        return None
    value = float(match["value"].replace(",", "."))
    is_feet = match["unit"].lower()[0] in "fs" and "m" not in match["unit"].lower()
    return value * SQUARE_FOOT_M2 if is_feet else value


def room_number(text: str) -> str | None:
    """Return the room number a text states, or None when it is something else.

    >>> [room_number(t) for t in ("B36", "301室", "STR-6", "1031/1037", "M1021", "12.50", "会议室")]
    ['B36', '301', 'STR-6', '1031/1037', None, None, None]
    """
    plain = text.strip()
    if TAG.match(plain) or BARE_AREA.match(plain):
        return None
    match = NUMBER.match(plain)
    return match["number"].strip() if match else None


def labels_of(texts: Iterable[Text], profile: Profile) -> list[Label]:
    """Return what the texts of a plan state about rooms."""
    texts = list(texts)
    roles = {text.layer: profile.role_of(text.layer).role for text in texts}
    labels = [label for text in texts for label in _stated(text, roles[text.layer])]
    return _without_strays(labels, texts, roles)


def _stated(text: Text, role: Role) -> list[Label]:
    if role in DEAF:
        return []
    whole = " ".join(text.text.split())
    if TITLE.search(whole) or SCALE.search(whole):
        return []
    if role is Role.NUMBER:
        number = room_number(whole) or (whole if len(whole) <= 20 else None)
        return [_label(Kind.NUMBER, number, text)] if number else []
    return [label for line in _lines(text) if (label := _line(line, text, role))]


def _lines(text: Text) -> list[str]:
    return [" ".join(line.split()) for line in text.text.split("\n") if line.strip()]


def _line(line: str, text: Text, role: Role) -> Label | None:
    area = printed_area(line)
    if area is None and role is Role.AREA and BARE_AREA.match(line):
        area = float(line.replace(",", "."))
    if area is not None:
        return _label(Kind.AREA, line, text, area=area)
    number = room_number(line) if role is not Role.NAME else None
    if number is not None:
        return _label(Kind.NUMBER, number, text)
    if LETTERS.search(line) and not SIZES.search(line) and not TAG.match(line) and len(line) <= 60:
        return _label(Kind.NAME, line, text)
    return None


def _label(kind: Kind, value: str, text: Text, *, area: float | None = None) -> Label:
    return Label(
        kind=kind, text=value, at=text.at, height_m=text.height_m, area_m2=area, handle=text.handle
    )


def _without_strays(
    labels: Sequence[Label], texts: Sequence[Text], roles: dict[str, Role]
) -> list[Label]:
    """Leave out numbers and names from other layers where layers are kept for them."""
    layer_of = {text.handle: text.layer for text in texts}
    owned = {
        Kind.NUMBER: {layer for layer, role in roles.items() if role is Role.NUMBER},
        Kind.NAME: {layer for layer, role in roles.items() if role is Role.NAME},
    }
    counts = Counter((label.kind, layer_of[label.handle or ""]) for label in labels)
    kept = []
    for label in labels:
        layers = owned.get(label.kind, set())
        own = sum(counts[label.kind, layer] for layer in layers)
        if (
            own >= 3
            and layer_of[label.handle or ""] not in layers
            and roles[layer_of[label.handle or ""]] is not Role.AREA
        ):
            continue
        kept.append(label)
    return kept
