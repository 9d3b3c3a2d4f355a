"""What the register knows about a code or number that somebody types, complete or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from registry.certificate_numbers import certificate_number
from registry.codes import CertificateNumber, CreditCode, UnitCode, check_character, plain
from registry.errors import CodeError, gettext_noop
from registry.models import BAUnit, Certificate, Organisation, Parcel
from registry.queries.unit_pages import divisions_named
from registry.scope import Scope
from registry.unit_codes import SEVERAL_BUILDINGS, CodeContext, CodeFault, SoFar, faults, so_far

LENGTH = 28  # of a unit's code
PARCEL = 19  # of it, the parcel's
MOST_UNITS = 20  # with one certificate number, shown
BODY = 17  # of a credit code, before its check character


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSaid:
    """A unit's code as far as it is typed, beside the register."""

    text: str  # in half width
    layers: Sequence[SoFar]
    division: str  # its name; empty when it is not in the table
    faults: Sequence[CodeFault]
    missing: int
    parcel: Parcel | None
    unit: BAUnit | None

    @property
    def is_complete(self) -> bool:
        """Return whether all 28 characters are there."""
        return not self.missing

    @property
    def fits(self) -> bool:
        """Return whether the code is complete and nothing speaks against it."""
        return self.is_complete and not any(fault.blocks for fault in self.faults)


def unit_said(scope: Scope, text: str, day: dt.date) -> UnitSaid:
    """Return what a unit's code says so far, and what the register has to it."""
    code = plain(text)
    layers = so_far(code)
    divisions = divisions_named({code[:6]}, day)
    parcel = Parcel.objects.within(scope).filter(code=code[:PARCEL]).order_by("-pk").first()
    is_wrong = any(each.wrong_at for each in layers) or len(code) > LENGTH
    is_told = is_wrong or len(code) == LENGTH
    return UnitSaid(
        text=code,
        layers=layers,
        division=divisions.get(code[:6], ""),
        faults=_faults(code, parcel, divisions) if is_told else (),
        missing=max(0, LENGTH - len(code)),
        parcel=parcel,
        unit=BAUnit.objects.within(scope).filter(code=code).order_by("-pk").first(),
    )


NOT_ENTERED = gettext_noop(
    "Parcel %(value)s is not in the register. Compare the first 19 characters, or enter it."
)


def _faults(code: str, parcel: Parcel | None, divisions: dict[str, str]) -> Sequence[CodeFault]:
    standing = parcel.buildings.count() if parcel else 0
    is_house = code[PARCEL : PARCEL + 1] == "F"
    known = CodeContext(
        divisions=divisions,
        parcel_code=code[:PARCEL],
        has_building=is_house and (standing > 0 or parcel is None),
        has_several_buildings=code[20:24] == SEVERAL_BUILDINGS and standing != 1,
    )
    found = faults(code, known)
    if parcel is None and _is_parsed(UnitCode.parse, code):
        fields = {"value": code[:PARCEL]}
        found = (*found, CodeFault(code="parcel_unknown", message=NOT_ENTERED, fields=fields))
    return found


def _is_parsed(parse: Callable[[str], Any], text: str) -> bool:
    try:
        parse(text)
    except CodeError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSaid:
    """A certificate number, as it is written in the register, and the units it belongs to."""

    text: str
    kind: str  # real_estate, proof, house or land; empty when it is none
    province: str = ""
    place: str = ""
    year: int | None = None
    number: str = ""
    fault: CodeError | None = None
    papers: Sequence[Certificate] = ()


def number_said(scope: Scope, text: str) -> NumberSaid:
    """Return what a certificate number says, whatever width it is typed in."""
    try:
        number = certificate_number(text)
    except CodeError as fault:
        return NumberSaid(text=text, kind="", fault=fault)
    papers = Certificate.objects.known(None).filter(
        number_plain=plain(str(number)), unit__in=BAUnit.objects.within(scope)
    )
    is_new = isinstance(number, CertificateNumber)
    is_proof = number.kind == "不动产证明"
    return NumberSaid(
        text=str(number),
        kind=number.kind if not is_new else "proof" if is_proof else "real_estate",
        province=getattr(number, "province", ""),
        place=number.place,
        year=number.year,
        number=number.number,
        papers=list(papers.select_related("unit", "holder").order_by("-period", "pk")[:MOST_UNITS]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditSaid:
    """A unified social credit code in its parts, and whose it is."""

    text: str
    parts: Sequence[tuple[str, str]]  # the name of a part and what stands there
    division: str = ""
    expected: str = ""  # the check character that the others call for
    fault: CodeError | None = None
    organisation: Organisation | None = None


CREDIT_PARTS = (
    ("authority", 0, 1),
    ("category", 1, 2),
    ("division", 2, 8),
    ("body", 8, 17),
    ("check", 17, 18),
)


def credit_said(scope: Scope, text: str, day: dt.date) -> CreditSaid:
    """Return the parts of a credit code, its check character and whose it is."""
    code = plain(text)
    fault = None
    try:
        CreditCode.parse(code)
    except CodeError as refused:
        fault = refused
    return CreditSaid(
        text=code,
        parts=[(name, code[start:end]) for name, start, end in CREDIT_PARTS],
        division=divisions_named({code[2:8]}, day).get(code[2:8], ""),
        expected=_expected(code),
        fault=fault,
        organisation=Organisation.objects.within(scope).filter(uscc=code).first() if code else None,
    )


def _expected(code: str) -> str:
    """Return the check character of a code's first 17, empty when they are not all there."""
    try:
        return check_character(code[:BODY])
    except ValueError:
        return ""
