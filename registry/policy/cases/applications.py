"""申请内容: what is asked to be entered, read from what was typed into the form of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.policy.cases.causes import CAUSES
from registry.policy.cases.fields import Field, FieldType, fields_for
from registry.policy.cases.grounds import GROUND_BY_CODE
from registry.policy.cases.land import REDRAWS, Piece, pieces_in
from registry.policy.cases.parts import DIVIDES, Part, codes_in, parts_in
from registry.policy.cases.rights import RIGHT_NATURES, RIGHT_TYPES
from registry.policy.cases.terms import Kind, Words
from registry.policy.cases.typed import NotReadable, as_day, as_number, as_share, as_text

WHOLE = Fraction(1)
EACH = "each"
CERTIFICATES: dict[str, Words] = {
    "joint": Words("共同持证（一本）", "One certificate for all"),
    EACH: Words("分别持证（每人一本）", "A certificate for each holder"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One holder to be entered, with the share."""

    organisation: str  # its code
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What is asked to be entered; what a kind does not ask for stays empty."""

    kind: Kind
    cause: str = ""
    right_type: str = ""
    right_nature: str = ""
    use_purpose: str = ""
    address: str = ""
    building_area_m2: Decimal | None = None
    land_area_m2: Decimal | None = None
    term_until: dt.date | None = None
    holders: tuple[Holding, ...] = ()
    certificates: str = ""  # one for all holders, or "each"
    parts: tuple[Part, ...] = ()
    merged: tuple[str, ...] = ()  # the codes of the other units
    pieces: tuple[Piece, ...] = ()
    merged_parcels: tuple[str, ...] = ()  # the codes of the other parcels
    transferred_share: Fraction = WHOLE
    is_joint: bool = False
    ground: str = ""
    certificate_no: str = ""
    document_no: str = ""
    document_on: dt.date | None = None
    document_issuer: str = ""
    price_yuan: Decimal | None = None
    recorded_value: str = ""
    corrected_value: str = ""
    reason: str = ""
    period_from: dt.date | None = None
    period_until: dt.date | None = None
    agent: str = ""
    contact: str = ""
    phone: str = ""
    has_consent: bool = False
    remark: str = ""

    @property
    def divides(self) -> bool:
        """Return whether the unit ends and others are entered in its place."""
        return (self.kind, self.cause) in DIVIDES or self.redraws

    @property
    def redraws(self) -> bool:
        """Return whether the parcel ends and others are drawn in its place, with units of their own."""
        return (self.kind, self.cause) in REDRAWS


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldProblem:
    """A field whose text cannot be read as what it should be."""

    field: str
    message: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An application as far as it can be read, and the fields that cannot."""

    application: Application
    problems: Sequence[FieldProblem] = field(default=())


def read(kind: Kind, typed: Mapping[str, Any]) -> Reading:
    """Return the application in typed fields; what cannot be read is left out and named.

    >>> reading = read(Kind.TRANSFER, {"cause": "allotment", "price_yuan": "12,5x"})
    >>> reading.application.cause, [problem.field for problem in reading.problems]
    ('allotment', ['price_yuan'])
    """
    values: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for each in fields_for(kind):
        try:
            value = _value(each, typed.get(each.name), kind)
        except NotReadable as why:
            problems.append(FieldProblem(field=each.name, message=why.words))
        else:
            if value is not None:
                values[each.name] = value
    return Reading(application=Application(kind=kind, **values), problems=tuple(problems))


def _value(asked: Field, typed: Any, kind: Kind) -> Any:
    """Return a field's value, None when nothing was typed."""
    if asked.type is FieldType.YES_NO:
        return typed in (True, "true", "on", "1")
    if asked.type in _ROWS:
        return _ROWS[asked.type](typed or [])
    text = as_text(typed)
    if not text:
        return None
    return _READERS[asked.type](text) if asked.type in _READERS else _checked(asked, text, kind)


def _checked(asked: Field, text: str, kind: Kind) -> str:
    """Return a text that is short enough, or a choice that exists."""
    if asked.type is FieldType.CHOICE and text not in choices_of(asked, kind):
        raise NotReadable("不在可选范围内", "is not one of the choices")
    if len(text) > asked.longest:
        raise NotReadable(f"最多 {asked.longest} 字", f"has at most {asked.longest} characters")
    return text


def choices_of(asked: Field, kind: Kind) -> Mapping[str, Words]:
    """Return what may be chosen in a field."""
    match asked.name:
        case "cause":
            return CAUSES[kind]
        case "right_type":
            return RIGHT_TYPES
        case "right_nature":
            return RIGHT_NATURES
        case "certificates":
            return CERTIFICATES
        case "ground":
            return {
                code: ground.label
                for code, ground in GROUND_BY_CODE.items()
                if kind in ground.kinds
            }
    return {}


def _holdings(rows: Any) -> tuple[Holding, ...]:
    """Return the holders in rows of organisation and share; rows left blank do not count."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise NotReadable("权利人列表无法识别", "the list of holders cannot be read")
    return tuple(
        Holding(
            organisation=as_text(row.get("organisation")),
            share=as_share(as_text(row.get("share")) or "1"),
        )
        for row in rows
        if as_text(row.get("organisation"))
    )


_ROWS: Mapping[FieldType, Any] = {
    FieldType.HOLDINGS: _holdings,
    FieldType.PARTS: parts_in,
    FieldType.UNITS: codes_in,
    FieldType.PIECES: pieces_in,
    FieldType.PARCELS: codes_in,
}
_READERS: Mapping[FieldType, Any] = {
    FieldType.NUMBER: as_number,
    FieldType.DAY: as_day,
    FieldType.SHARE: as_share,
}
