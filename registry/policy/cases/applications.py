"""申请内容: what is asked to be entered, read from what was typed into the form of its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from registry.policy.cases.causes import CAUSES
from registry.policy.cases.fields import Field, FieldType, fields_for
from registry.policy.cases.grounds import GROUND_BY_CODE
from registry.policy.cases.rights import RIGHT_NATURES, RIGHT_TYPES
from registry.policy.cases.terms import Kind, Words

WHOLE = Fraction(1)


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


class NotReadable(ValueError):
    """A text that is no value of its field; says why."""

    def __init__(self, zh: str, en: str) -> None:
        self.words = Words(zh, en)
        super().__init__(en)


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
    if asked.type is FieldType.HOLDINGS:
        return _holdings(typed or [])
    text = _text(typed)
    if not text:
        return None
    return _READERS[asked.type](text) if asked.type in _READERS else _checked(asked, text, kind)


def _text(typed: Any) -> str:
    if typed is None:
        return ""
    if not isinstance(typed, str):
        raise NotReadable("应当是文字", "should be text")
    return typed.strip()


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
        case "ground":
            return {
                code: ground.label
                for code, ground in GROUND_BY_CODE.items()
                if kind in ground.kinds
            }
    return {}


def _number(text: str) -> Decimal:
    """Return an amount of at most two decimals, not below zero."""
    try:
        value = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise NotReadable("不是数字", "is not a number") from None
    if not value.is_finite() or value < 0 or value >= Decimal("1e12"):
        raise NotReadable("应当是不小于零的数", "should be zero or more")
    if value != round(value, 2):
        raise NotReadable("最多两位小数", "has at most two decimals")
    return value


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise NotReadable("日期写作 2026-07-01", "write the day as 2026-07-01") from None


def _share(text: str) -> Fraction:
    """Return a share above 0 and up to 1, written as 1/2, 0.5 or 50%.

    >>> [str(_share(text)) for text in ("1/2", "0.25", "50%")]
    ['1/2', '1/4', '1/2']
    """
    plain = text.replace(" ", "").replace("％", "%")
    try:
        share = Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise NotReadable(
            "份额写作 1/2、0.5 或 50%", "write the share as 1/2, 0.5 or 50%"
        ) from None
    if not 0 < share <= 1 or share.denominator > 1_000_000:
        raise NotReadable("份额大于 0，不超过 1", "a share is above 0 and at most 1")
    return share


def _holdings(rows: Any) -> tuple[Holding, ...]:
    """Return the holders in rows of organisation and share; rows left blank do not count."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise NotReadable("权利人列表无法识别", "the list of holders cannot be read")
    return tuple(
        Holding(
            organisation=_text(row.get("organisation")),
            share=_share(_text(row.get("share")) or "1"),
        )
        for row in rows
        if _text(row.get("organisation"))
    )


_READERS: Mapping[FieldType, Any] = {
    FieldType.NUMBER: _number,
    FieldType.DAY: _day,
    FieldType.SHARE: _share,
}
