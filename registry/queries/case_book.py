"""What the register says of a unit, as the page that a case is entered on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

from registry.models import (
    HELD_BY,
    BAUnit,
    CaseEntry,
    Certificate,
    CertificateKind,
    IssuedPaper,
    Parcel,
)
from registry.policy.cases.book import BookHolder, Page, page_from
from registry.policy.cases.facts import RestrictionFact
from registry.queries.register import AsOf, RestrictionLine, RightLine, restrictions_on, rights_on

OLD_KINDS = {CertificateKind.HOUSE, CertificateKind.LAND}
NO_TITLE = {CertificateKind.NONE, CertificateKind.PROOF}  # nothing that says who holds
ONE_DAY = dt.timedelta(days=1)


def page_of(unit: BAUnit, day: dt.date) -> Page:
    """Return the page of a unit: its right, else what the papers from before the register say."""
    asked = AsOf(day=day)
    right = next((each for each in rights_on(unit, asked) if each.kind in HELD_BY), None)
    papers = papers_of(unit, day)
    page = _from_right(right) if right else _from_papers(papers, unit)
    restrictions = tuple(_restriction(each) for each in restrictions_on(unit, asked))
    return replace(
        _described(page, unit),
        certificates=tuple(each.number for each in papers if each.number),
        has_old_certificate=any(each.kind in OLD_KINDS for each in papers),
        restrictions=restrictions,
    )


def ground_page(parcel: Parcel | None) -> Page:
    """Return the page of a place that has no unit yet: what its parcel says."""
    if parcel is None:
        return Page()
    return Page(
        address=parcel.address,
        right_nature=parcel.right_nature,
        use_purpose=parcel.land_use,
        land_area_m2=parcel.area_m2,
    )


def papers_of(unit: BAUnit, day: dt.date) -> list[Certificate]:
    """Return the certificates of title out for a unit on a day, the newest first."""
    known = Certificate.objects.known(None).on(day).filter(unit=unit)
    return list(known.exclude(kind__in=NO_TITLE).select_related("holder").order_by("-pk"))


def _from_right(right: RightLine) -> Page:
    return Page(
        holders=tuple(
            BookHolder(code=each.organisation or each.name, name=each.name, share=each.share)
            for each in right.holders
        ),
        right_type=right.kind,
        use_purpose=right.purpose,
        building_area_m2=right.building_area_m2,
        term=right.term,
    )


def _from_papers(papers: list[Certificate], unit: BAUnit) -> Page:
    """Return the page that papers alone make: their holder holds the whole."""
    if not papers:
        return Page()
    holder = papers[0].holder
    areas = [each.printed_area_m2 for each in papers if each.printed_area_m2 is not None]
    return Page(
        holders=(BookHolder(code=holder.code, name=holder.name, share=Fraction(1)),),
        right_type="4" if unit.building_id else "3",
        building_area_m2=areas[0] if areas else None,
    )


def _described(page: Page, unit: BAUnit) -> Page:
    """Return the page with what it says of the ground, as the last case left it."""
    said = _last_said(unit)
    parcel = unit.parcel
    return replace(
        page,
        address=said.address or unit.address or parcel.address,
        right_nature=said.right_nature or parcel.right_nature,
        use_purpose=page.use_purpose or parcel.land_use,
        land_area_m2=said.land_area_m2 or parcel.area_m2,
    )


def _last_said(unit: BAUnit) -> Page:
    """Return the page as the last case on a unit left it, or the one that made the unit."""
    last = CaseEntry.objects.filter(case__unit=unit).order_by("pk").last()
    if last is not None:
        return page_from(last.after)
    made = IssuedPaper.objects.filter(unit=unit).order_by("pk").last()
    return page_from(made.page) if made else Page()


def _restriction(line: RestrictionLine) -> RestrictionFact:
    return RestrictionFact(
        kind=line.kind,
        placed_on=line.since,
        until=line.until - ONE_DAY if line.until else None,
        by=line.party,
    )
