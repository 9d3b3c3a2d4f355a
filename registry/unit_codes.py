"""What a unit's 28 digits say, layer by layer, and where they contradict the register.

CodeFault   one contradiction: a stable name and a sentence that says what to compare
SoFar       one layer of a code that is still being typed
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from registry.codes import (
    FIXTURES,
    NO_NUMBER,
    OWNERSHIP,
    PARCEL_KINDS,
    Layer,
    UnitCode,
    first_misfit,
    plain,
)
from registry.errors import CodeError, gettext_noop

LAYERS = (
    ("县级行政区划", 0, 6),
    ("地籍区", 6, 9),
    ("地籍子区", 9, 12),
    ("宗地特征码", 12, 14),
    ("宗地顺序号", 14, 19),
    ("定着物特征码", 19, 20),
    ("定着物单元编号", 20, 28),
)
SEVERAL_BUILDINGS = "9999"  # the building number of a unit that covers several


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFault:
    """One contradiction between a code and the register."""

    code: str
    message: str  # an English template; a page translates it and fills in `fields`
    fields: Mapping[str, str] = field(default_factory=dict)
    blocks: bool = True  # a virtual unit is worth a remark, and is no mistake

    def __str__(self) -> str:
        return self.message % self.fields


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeContext:
    """What the register knows about where a unit is."""

    divisions: Mapping[str, str]  # county code → its name, on the day that is asked about
    parcel_code: str
    has_building: bool
    has_several_buildings: bool = False


UNKNOWN_DIVISION = gettext_noop("Division %(value)s is not in the division table of that day.")
OTHER_PARCEL = gettext_noop("The unit stands on parcel %(parcel)s, the code says %(value)s.")
NO_BUILDING = gettext_noop("The code says a house, and no building is named.")
BARE_WITH_BUILDING = gettext_noop("The code says nothing is built, and a building is named.")
ONE_OF_SEVERAL = gettext_noop("The unit covers several buildings: the building number is 9999.")
NOT_SEVERAL = gettext_noop("The building number 9999 is for several buildings, and one is named.")
VIRTUAL = gettext_noop("Cadastral district and sub-district are zeros: a virtual unit.")


def explained(code: str, divisions: Mapping[str, str]) -> tuple[Layer, ...]:
    """Return the layers of a code, the first with the name of its division.

    >>> explained("990121001001GB00001F00020003", {"990121": "甲县"})[0].meaning
    '甲县'
    """
    first, *rest = UnitCode.parse(code).layers
    return (replace(first, meaning=divisions.get(first.value, "")), *rest)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """One layer of a code as far as it is typed."""

    layer: Layer
    missing: int  # characters that are still to come
    wrong_at: int | None = None  # counted from 1 in the whole code

    @property
    def is_done(self) -> bool:
        """Return whether the layer is complete and says something."""
        return not self.missing and self.wrong_at is None


def so_far(text: str) -> tuple[SoFar, ...]:
    """Return the layers of a code that may not be complete yet, in half width.

    >>> [(part.layer.value, part.missing) for part in so_far("９９０１２１ ００1 00")[:3]]
    [('990121', 0), ('001', 0), ('00', 1)]
    >>> [part.wrong_at for part in so_far("990121001001GK")][3]
    14
    """
    code = plain(text)
    wrong = first_misfit(code)
    return tuple(
        _so_far(
            name, code[start:end], start, end, wrong if wrong and start < wrong <= end else None
        )
        for name, start, end in LAYERS
    )


def _so_far(name: str, value: str, start: int, end: int, wrong_at: int | None) -> SoFar:
    missing = end - start - len(value)
    says = "" if missing or wrong_at else _meaning(name, value)
    layer = Layer(name=name, value=value, meaning=says)
    return SoFar(layer=layer, missing=missing, wrong_at=wrong_at)


def _meaning(name: str, value: str) -> str:
    match name:
        case "宗地特征码":
            return f"{OWNERSHIP[value[0]]}，{PARCEL_KINDS[value[1]]}"
        case "定着物特征码":
            return FIXTURES[value]
        case "定着物单元编号" if value != NO_NUMBER:
            return f"幢号 {value[:4]}，户号 {value[4:]}"
    return ""


def faults(text: str, context: CodeContext) -> tuple[CodeFault, ...]:
    """Return everything in which a code contradicts the register; nothing when it fits.

    >>> known = CodeContext(divisions={"990121": "甲县"}, parcel_code="990121001001GB00001",
    ...                     has_building=False)
    >>> [fault.code for fault in faults("990121001001GB00001F00010001", known)]
    ['no_building']
    """
    try:
        code = UnitCode.parse(text)
    except CodeError as error:
        return (CodeFault(code=error.code, message=error.message, fields=error.fields),)
    return tuple(_contradictions(code, context))


def _contradictions(code: UnitCode, context: CodeContext) -> list[CodeFault]:
    found = [
        (
            "unknown_division",
            UNKNOWN_DIVISION,
            code.parcel.region_code not in context.divisions,
            {"value": code.parcel.region_code},
        ),
        (
            "other_parcel",
            OTHER_PARCEL,
            code.parcel.text != context.parcel_code,
            {"value": code.parcel.text, "parcel": context.parcel_code},
        ),
        ("no_building", NO_BUILDING, code.fixture == "F" and not context.has_building, {}),
        (
            "bare_with_building",
            BARE_WITH_BUILDING,
            code.fixture == "W" and context.has_building,
            {},
        ),
        (
            "one_of_several",
            ONE_OF_SEVERAL,
            context.has_several_buildings and code.building != SEVERAL_BUILDINGS,
            {},
        ),
        (
            "not_several",
            NOT_SEVERAL,
            code.fixture == "F"
            and code.building == SEVERAL_BUILDINGS
            and not context.has_several_buildings,
            {},
        ),
        ("virtual", VIRTUAL, code.is_virtual, {}),
    ]
    return [
        CodeFault(code=name, message=message, fields=fields, blocks=name != "virtual")
        for name, message, is_wrong, fields in found
        if is_wrong
    ]
