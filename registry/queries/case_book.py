"""What the register says of a unit: its page as the last case left it, else its certificates."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from registry.models import BAUnit, CaseEntry, Certificate, CertificateKind
from registry.policy.cases.book import BookHolder, Page, page_from

OLD_KINDS = {CertificateKind.HOUSE, CertificateKind.LAND}


def page_of(unit: BAUnit, day: dt.date) -> Page:
    """Return the page of a unit."""
    last = CaseEntry.objects.filter(case__unit=unit).order_by("pk").last()
    return page_from(last.after) if last else _from_certificates(unit, day)


def _from_certificates(unit: BAUnit, day: dt.date) -> Page:
    """Return the page that the certificates out on a day make: their holder holds the whole."""
    live = [
        each
        for each in Certificate.objects.on(day).filter(unit=unit).select_related("holder")
        if each.kind != CertificateKind.NONE
    ]
    if not live:
        return Page()
    holder = live[0].holder
    areas = [each.printed_area_m2 for each in live if each.printed_area_m2 is not None]
    return Page(
        holders=(BookHolder(code=holder.code, name=holder.name, share=Fraction(1)),),
        right_type="4" if unit.building_id else "3",
        right_nature=unit.parcel.right_nature,
        address=unit.parcel.address,
        building_area_m2=areas[0] if areas else None,
        certificates=tuple(each.number for each in live if each.number),
        has_old_certificate=any(each.kind in OLD_KINDS for each in live),
    )
