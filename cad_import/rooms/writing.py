"""What a piece of writing is: a room's number, name or printed area, or nothing of a room."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from cad_import.profiles import Role

Kind = Literal["number", "name", "area", "nothing"]
SQUARE_FOOT_M2 = 0.3048**2
SQUARE_INCH_M2 = 0.0254**2
LONGEST_NAME = 40  # a longer line is a note to the builder, not a room's name
MOST_WORDS = 4  # of a room's name: Head of Unit Office


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One line of writing, told apart; `area_m2` and `resolution_m2` are given for areas."""

    kind: Kind
    text: str
    area_m2: float | None = None
    resolution_m2: float = 0.0  # what one step of the last printed digit is worth


_DECIMAL = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_LEAD = r"(?:(?:使用面积|建筑面积|净面积|面积|AREA|NET AREA|S|A)\s*[::=]?\s*)?(?:约|≈|ca\.?\s*)?"
_METRIC = re.compile(
    rf"^{_LEAD}{_DECIMAL}\s*(?:m\s*\^?\s*[2²]\s*\^?|㎡|平方米|平米|M²|sq\.?\s*m\.?|qm)$",
    re.IGNORECASE,
)
_FEET = re.compile(
    rf"^{_LEAD}{_DECIMAL}\s*(?:ft\s*\^?\s*[2²]|sq\.?\s*ft\.?|sq\.?\s*feet|s\.?\s*f\.?|平方英尺)"
    rf"(?:\s*{_DECIMAL}\s*in\s*\^?\s*[2²])?$",
    re.IGNORECASE,
)
_BARE_DECIMAL = re.compile(r"^\d{1,4}[.,]\d{1,3}$")
_UNITED = re.compile(r"^\d{1,4}[.,]\d{1,3}\s*m$", re.IGNORECASE)  # its raised 2 is another text

_NUMBER = re.compile(
    r"^(?:[A-Z]{1,5}[-_. ]?)?\d{1,5}[A-Z]?(?:[-./–]\d{1,4}[A-Z]?){0,3}(?:室|号房?|#)?$",
    re.IGNORECASE,
)
_MOSTLY_NUMBER = re.compile(r"^[A-Z0-9]{1,6}(?:[-./][A-Z0-9]{1,6}){0,3}(?:室|#)?$", re.IGNORECASE)
_TAG = re.compile(
    r"^(?:(?:[甲乙丙]?F?H?M|T?L?C|MC|MLC|FC|BYC|GC|TLM|JM|FHJL|FHJLM|GM|XM|JLM|DK|ZM|YM|BM|SM|LM)"
    r"[甲乙丙]?[-_]?\d{3,4}[A-Za-z']*|FM[甲乙丙].*)$"
)
_EQUIPMENT = re.compile(
    r"^(?:AHU|PAU|FCU|VAV|VRV|VRF|MAU|DOAS|EF|SF|RF|SEF|AL|ALE|AP|APE|AT|ATE|KX|PY|JY|WL|JL|HL|XHL"
    r"|YL|FHL|LD|EXIT|EPS|FEC|FHC)[-_. ]?\d+[A-Z]?$"
)
_LEVEL = re.compile(r"^[±+\-−%pP]{1,3}\s?\d+[.,]\d{2,3}$|^H\s*=|标高|^FFL|^EL\.?\s*[+\-\d]")
_COORDINATE = re.compile(r"^[XYNE]\s*[=::]\s*[\d.\-]+|^\d{6,}$|^\d{5,}\.\d+$")
_SIZE = re.compile(
    r"^[Ø∅Φφ]|\d\s*[x×*]\s*\d|^\d+\s*mm$|^\d+['′\"″]|^\d+(?:\.\d+)?%$|^1\s*[::]\s*\d+$|^i\s*=|^R\d|@"
)
_WORDS = re.compile(r"[A-Za-z]{2}|[\u3400-\u9fff]|[\u0400-\u04ff]{2}|[\u3040-\u30ff]")
_TITLE = re.compile(
    r"平面图|立面图|剖面图|大样|详图|比例|说明|图例|图号|SCALE|FLOOR PLAN|NORTH|设计|审核"
)
_TRAILING = re.compile(r"[\s((::]+$")
_NOTE = re.compile(r"[:;。!?=\"]|\bW/|\d/\d|\bMIN\b|\bNOTE\b|\bTYP\b|\bSEE\b", re.IGNORECASE)
_NUMBER_THEN_NAME = re.compile(
    r"^((?:[A-Z]{1,4}[-.]?)?\d{1,5}[A-Z]?(?:[-/]\d{1,4}[A-Z]?)?(?:室|#)?)\s*[\s::\-]?\s*([^\d\s].*)$",
    re.IGNORECASE,
)
_NAME_THEN_NUMBER = re.compile(
    r"^(.*?[^\d\s\-.])\s*[\s((:]\s*((?:[A-Z]{1,4}[-.]?)?\d{2,5}[A-Z]?(?:[-/]\d{1,4})?)[))]?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def pieces(text: str, role: Role) -> tuple[Piece, ...]:
    """Return what the lines of a text are, seen on a layer of a role.

    >>> [(piece.kind, piece.text) for piece in pieces("Office\\n1300\\n12.5 m²", Role.ROOM_TEXT)]
    [('name', 'Office'), ('number', '1300'), ('area', '12.5 m²')]
    """
    found: list[Piece] = []
    for line in text.split("\n"):
        if clean := " ".join(line.split()):
            found.extend(_of_line(clean, role))
    return tuple(found)


def is_brief(text: str) -> bool:
    """Return whether a line is short and plain enough to be a name rather than a note.

    >>> is_brief("2 CAR GARAGE"), is_brief("DOOR W/ SELF CLOSING HINGES"), is_brief("NOTE:")
    (True, False, False)
    """
    return len(text.split()) <= MOST_WORDS and not _NOTE.search(text)


def _of_line(line: str, role: Role) -> tuple[Piece, ...]:
    area = _area(line, role)
    if area is not None:
        return (area,)
    match role:
        case Role.ROOM_NUMBER if _says(line):
            return _on_number_layer(line)
        case Role.ROOM_AREA:
            return ()
        case Role.ROOM_NAME if _WORDS.search(line) and not _MOSTLY_NUMBER.match(line):
            return _split(line)
        case _:
            return _anywhere(line)


def _says(line: str) -> bool:
    return any(char.isalnum() for char in line)


def _on_number_layer(line: str) -> tuple[Piece, ...]:
    """A layer of numbers holds numbers, whatever they look like, and at most a name behind one."""
    if _MOSTLY_NUMBER.match(line) or not _WORDS.search(line):
        return (Piece(kind="number", text=line),)
    parts = _split(line)
    return parts if len(parts) == 2 else (Piece(kind="number", text=line),)


def _anywhere(line: str) -> tuple[Piece, ...]:
    if _is_no_label(line):
        return ()
    if _NUMBER.match(line):
        return (Piece(kind="number", text=line),)
    if _WORDS.search(line) and len(line) <= LONGEST_NAME:
        return _split(line)
    return ()


def _is_no_label(line: str) -> bool:
    forms = (_TAG, _EQUIPMENT, _LEVEL, _COORDINATE, _SIZE, _TITLE, _BARE_DECIMAL)
    return any(form.search(line) for form in forms)


def _split(line: str) -> tuple[Piece, ...]:
    """Return number and name where one line holds both, else the line as a name.

    >>> [piece.text for line in ("A301办公室", "Office 12") for piece in _split(line)]
    ['A301', '办公室', 'Office', '12']
    """
    if both := _NUMBER_THEN_NAME.match(line):
        number, name = both.group(1), both.group(2)
        if _WORDS.search(name) and len(number) > 1:
            return (Piece(kind="number", text=number), Piece(kind="name", text=name))
    if both := _NAME_THEN_NUMBER.match(line):
        return (
            Piece(kind="name", text=_TRAILING.sub("", both.group(1))),
            Piece(kind="number", text=both.group(2)),
        )
    return (Piece(kind="name", text=line),)


def _area(line: str, role: Role) -> Piece | None:
    """Return a printed area in m², or None.

    >>> [_area(text, Role.UNKNOWN).area_m2 for text in ("34.88m²", "28,4^ m2^", "使用面积:12.50㎡")]
    [34.88, 28.4, 12.5]
    """
    plain = line.replace("^", "").strip()
    if metric := _METRIC.match(plain):
        return _piece(line, metric.group(1), unit_m2=1.0)
    if feet := _FEET.match(plain):
        inches = _figure(feet.group(2)) if feet.group(2) else 0.0
        whole = _piece(line, feet.group(1), unit_m2=SQUARE_FOOT_M2)
        area = (whole.area_m2 or 0.0) + inches * SQUARE_INCH_M2
        step = SQUARE_INCH_M2 if inches else whole.resolution_m2
        return Piece(kind="area", text=line, area_m2=area, resolution_m2=step)
    if _UNITED.match(plain) or (role is Role.ROOM_AREA and _BARE_DECIMAL.match(plain)):
        return _piece(line, plain.rstrip("mM "), unit_m2=1.0)
    return None


def _piece(line: str, figure: str, *, unit_m2: float) -> Piece:
    decimals = re.split(r"[.,]", figure)
    step = 10.0 ** -len(decimals[-1]) if len(decimals) == 2 and len(decimals[-1]) < 3 else 1.0
    area = _figure(figure) * unit_m2
    return Piece(kind="area", text=line, area_m2=area, resolution_m2=step * unit_m2)


def _figure(text: str) -> float:
    """Return a printed figure; a comma before three digits parts thousands, else it is decimal.

    >>> _figure("1,234"), _figure("28,4"), _figure("1,234.5")
    (1234.0, 28.4, 1234.5)
    """
    if re.search(r",\d{3}(?:\D|$)", text) or ("," in text and "." in text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))
