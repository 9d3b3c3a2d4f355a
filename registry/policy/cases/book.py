"""登记簿: what the register says of a unit, and what a registered case makes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.policy.cases.applications import EACH, Application
from registry.policy.cases.causes import EXTENDS, LIFTS, PLACES
from registry.policy.cases.facts import RestrictionFact, Standing, lifted_from, placed_by
from registry.policy.cases.terms import Kind

ENTERED_FIELDS = (
    *("right_type", "right_nature", "use_purpose", "address"),
    *("building_area_m2", "land_area_m2"),
)
REPAPERED = frozenset({"reissue", "replace"})  # 补证、换证: the right stays, the paper changes


@dataclass(frozen=True, slots=True, kw_only=True)
class BookHolder:
    """A holder as entered: who, under which name, with which share."""

    code: str
    name: str
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one unit: its live right, the papers out for it, what restricts it."""

    holders: tuple[BookHolder, ...] = ()
    right_type: str = ""
    right_nature: str = ""
    use_purpose: str = ""
    address: str = ""
    building_area_m2: Decimal | None = None
    land_area_m2: Decimal | None = None
    term: str = ""
    certificates: tuple[str, ...] = ()
    has_old_certificate: bool = False
    restrictions: tuple[RestrictionFact, ...] = ()

    def standing(self, day: dt.date) -> Standing:
        """Return what rules ask of the page: restrictions that have run out are not in it."""
        in_force = tuple(r for r in self.restrictions if r.until is None or day <= r.until)
        return Standing(
            holders={holder.code: holder.share for holder in self.holders},
            certificates=frozenset(self.certificates),
            has_old_certificate=self.has_old_certificate,
            right_type=self.right_type,
            right_nature=self.right_nature,
            recorded_area_m2=self.building_area_m2,
            restrictions=in_force,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What a page is written with: the application, the names as of today, the paper's number."""

    application: Application
    names: Mapping[str, str]  # organisation code → name
    applicants: frozenset[str]
    applicant_name: str
    papers: tuple[str, ...]  # the numbers of the certificates or the proof, if any
    on: dt.date


def written(page: Page, writing: Writing) -> Page:
    """Return the page after a case has been entered on it."""
    if writing.application.divides:
        return ended(page)
    match writing.application.kind:
        case Kind.FIRST | Kind.TRANSFER:
            return held_by_takers(page, writing)
        case Kind.CHANGE | Kind.CORRECTION:
            return _corrected(page, writing)
        case Kind.CANCELLATION:
            return replace(page, holders=(), certificates=(), has_old_certificate=False)
        case Kind.OTHER if writing.application.cause in REPAPERED:
            return _repapered(page, writing)
        case _:
            return _restricted(page, writing)


def ended(page: Page) -> Page:
    """Return the page of a unit that others have followed: nothing is on it any more."""
    return replace(page, holders=(), certificates=(), has_old_certificate=False, restrictions=())


def numbers_needed(page: Page, application: Application) -> int:
    """Return how many certificates a page calls for: one, or one for each holder when asked."""
    return max(1, len(page.holders)) if application.certificates == EACH else 1


def _repapered(page: Page, writing: Writing) -> Page:
    """Return the page with the new paper alone."""
    return replace(page, certificates=writing.papers, has_old_certificate=False)


def _described(page: Page, application: Application) -> Page:
    """Return the page with what the application says of the right; silence changes nothing."""
    said: dict[str, Any] = {
        name: value
        for name in ENTERED_FIELDS
        if (value := getattr(application, name)) not in ("", None)
    }
    if application.term_until:
        said["term"] = f"至 {application.term_until} 止"
    return replace(page, **said)


def held_by_takers(page: Page, writing: Writing) -> Page:
    """Return the page with those who take the right, or a share of it."""
    asked = writing.application
    kept = _after_giving(page, writing) if asked.transferred_share < 1 else {}
    for holding in asked.holders:
        kept[holding.organisation] = kept.get(holding.organisation, Fraction(0)) + holding.share
    known = {holder.code: holder.name for holder in page.holders} | dict(writing.names)
    holders = tuple(
        BookHolder(code=code, name=known.get(code, code), share=share)
        for code, share in kept.items()
        if share
    )
    return _repapered(replace(_described(page, asked), holders=holders), writing)


def _after_giving(page: Page, writing: Writing) -> dict[str, Fraction]:
    """Return who keeps what when part of the right goes: givers give in proportion.

    >>> from registry.policy.cases.applications import Application
    >>> a = BookHolder(code="A", name="甲", share=Fraction(1))
    >>> asked = Application(kind=Kind.TRANSFER, transferred_share=Fraction(1, 4))
    >>> writing = Writing(application=asked, names={}, applicants=frozenset("A"),
    ...                   applicant_name="", papers=(), on=dt.date(2026, 7, 1))
    >>> _after_giving(Page(holders=(a,)), writing)
    {'A': Fraction(3, 4)}
    """
    shares = {holder.code: holder.share for holder in page.holders}
    givers = [code for code in shares if code in writing.applicants] or list(shares)
    held = sum((shares[code] for code in givers), Fraction(0))
    for code in givers:
        shares[code] -= writing.application.transferred_share * shares[code] / held
    return shares


def _corrected(page: Page, writing: Writing) -> Page:
    asked = writing.application
    page = _described(page, asked)
    if asked.kind == Kind.CHANGE and asked.cause in {"address", "use"}:
        new = asked.corrected_value
        is_address = asked.cause == "address"
        page = replace(page, address=new) if is_address else replace(page, use_purpose=new)
    holders = _renamed(page, writing) if asked.cause == "name" else page.holders
    if asked.holders:
        holders = tuple(
            BookHolder(
                code=each.organisation,
                name=writing.names.get(each.organisation, each.organisation),
                share=each.share,
            )
            for each in asked.holders
        )
    return _repapered(replace(page, holders=holders), writing)


def _renamed(page: Page, writing: Writing) -> tuple[BookHolder, ...]:
    """Return the holders with the new name on whoever applies."""
    new = writing.application.corrected_value
    return tuple(
        replace(holder, name=new) if holder.code in writing.applicants else holder
        for holder in page.holders
    )


def _restricted(page: Page, writing: Writing) -> Page:
    """Return the page with a restriction more, or with those of a kind taken off."""
    asked = writing.application
    key = (asked.kind, asked.cause)
    if lifted := LIFTS.get(key):
        by = asked.document_issuer or writing.applicant_name
        gone = lifted_from(page.restrictions, lifted, by)
        return replace(page, restrictions=tuple(r for r in page.restrictions if r not in gone))
    if extended := EXTENDS.get(key):
        longer = placed_by(page.restrictions, extended, asked.document_issuer)
        return replace(
            page,
            restrictions=tuple(
                replace(r, until=asked.period_until) if r in longer else r
                for r in page.restrictions
            ),
        )
    if placed := PLACES.get(key):
        new = RestrictionFact(
            kind=placed,
            placed_on=writing.on,
            until=asked.period_until,
            by=asked.document_issuer or writing.applicant_name,
        )
        return replace(page, restrictions=(*page.restrictions, new))
    return page


# --- as it is kept --------------------------------------------------------------------


def as_json(page: Page) -> dict[str, Any]:
    """Return a page as it is kept and hashed: texts, numbers as texts, lists."""
    return {
        "holders": [
            {"code": each.code, "name": each.name, "share": str(each.share)}
            for each in page.holders
        ],
        **{name: _text(getattr(page, name)) for name in ENTERED_FIELDS},
        "term": page.term,
        "certificates": list(page.certificates),
        "has_old_certificate": page.has_old_certificate,
        "restrictions": [
            {
                "kind": each.kind,
                "placed_on": each.placed_on.isoformat(),
                "until": _text(each.until),
                "by": each.by,
            }
            for each in page.restrictions
        ],
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def page_from(kept: Mapping[str, Any]) -> Page:
    """Return the page that was kept as JSON.

    >>> page = Page(holders=(BookHolder(code="A", name="甲", share=Fraction(1, 3)),))
    >>> page_from(as_json(page)) == page
    True
    """
    return Page(
        holders=tuple(
            BookHolder(code=each["code"], name=each["name"], share=Fraction(each["share"]))
            for each in kept["holders"]
        ),
        right_type=kept["right_type"],
        right_nature=kept["right_nature"],
        use_purpose=kept["use_purpose"],
        address=kept["address"],
        building_area_m2=_decimal(kept["building_area_m2"]),
        land_area_m2=_decimal(kept["land_area_m2"]),
        term=kept["term"],
        certificates=tuple(kept["certificates"]),
        has_old_certificate=kept["has_old_certificate"],
        restrictions=tuple(
            RestrictionFact(
                kind=each["kind"],
                placed_on=dt.date.fromisoformat(each["placed_on"]),
                until=_day(each["until"]),
                by=each["by"],
            )
            for each in kept["restrictions"]
        ),
    )


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
