"""Rights: opened, changed, passed on, corrected and closed, always by a new version of the row."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from psycopg2.extras import DateRange

from registry.entries import Consent, Entry, Holder, RightTerms, checked
from registry.errors import AlreadyHeld
from registry.models import BESIDE, Act, BAUnit, Certificate, RegisterEntry, Right, RightHolder
from registry.models.periods import from_day
from registry.policy.restrictions import ON_TRANSFER
from registry.services.certificates import end_certificate
from registry.services.entering import (
    close_one,
    closed,
    fresh,
    opened,
    refuse_seized,
    until,
    written,
)
from registry.services.restrictions import refuse_restrained


def open_right(*, entry: Entry, unit: BAUnit, terms: RightTerms) -> Right:
    """Register a right on a unit from a day on 首次登记."""
    with written(Act.OPEN_RIGHT, entry, unit) as row:
        is_held = Right.objects.known(None).on(entry.on).filter(unit=unit).exclude(kind__in=BESIDE)
        if terms.kind not in BESIDE and is_held.exists():
            raise AlreadyHeld(unit=unit.code)
        return open_version(row, unit, terms, from_day(entry.on))


def close_right(*, entry: Entry, right: Right) -> None:
    """End a right before a day 注销登记; its certificates end with it."""
    with written(Act.CLOSE_RIGHT, entry, right.unit) as row:
        refuse_seized(right.unit, entry)
        end_right(row, fresh(right))
        _end_papers(row, right.unit, holding=())


def change_right(*, entry: Entry, right: Right, terms: RightTerms) -> Right:
    """Give a right other terms from a day on 变更登记; it stays the same right."""
    with written(Act.CHANGE_RIGHT, entry, right.unit) as row:
        refuse_seized(right.unit, entry)
        end_right(row, fresh(right))
        made = open_version(row, right.unit, terms, from_day(entry.on), uid=right.uid)
        _end_papers(row, right.unit, holding=terms.holders)
        return made


def transfer_right(*, entry: Entry, right: Right, terms: RightTerms) -> Right:
    """Pass a right on to other holders from a day on 转移登记; the taker's is a new right.

    Under a priority notice 预告 whom it serves must agree; who takes the right has agreed.
    """
    with written(Act.TRANSFER_RIGHT, entry, right.unit) as row:
        takers = tuple(
            Consent(party=each.name, document_no=entry.case_number) for each in terms.holders
        )
        agreed = replace(entry, consents=(*entry.consents, *takers))
        refuse_seized(right.unit, entry)
        refuse_restrained([right.unit], agreed, ON_TRANSFER)
        end_right(row, fresh(right))
        made = open_version(row, right.unit, terms, from_day(entry.on))
        _end_papers(row, right.unit, holding=terms.holders)
        return made


def correct_right(
    *, entry: Entry, right: Right, terms: RightTerms, period: DateRange | None = None
) -> Right:
    """Say what should have been registered 更正登记; what was known until now stays on record."""
    with written(Act.CORRECT_RIGHT, entry, right.unit) as row:
        close_version(row, fresh(right))
        return open_version(row, right.unit, terms, period or right.period, uid=right.uid)


def open_version(
    row: RegisterEntry,
    unit: BAUnit,
    terms: RightTerms,
    period: DateRange,
    *,
    uid: uuid.UUID | None = None,
) -> Right:
    """Write a right with its holders as one entry orders it."""
    terms = checked(terms)
    right = Right.objects.create(
        uid=uid or uuid.uuid4(),
        unit=unit,
        kind=terms.kind,
        sharing=terms.sharing,
        purpose=terms.purpose,
        term=terms.term,
        building_area_m2=terms.building_area_m2,
        note=terms.note,
        **opened(row, period),
    )
    RightHolder.objects.bulk_create(
        RightHolder(
            right=right,
            unit=unit,
            organisation_id=holder.organisation,
            name=holder.name,
            identity_no=holder.identity_no,
            numerator=holder.share.numerator,
            denominator=holder.share.denominator,
            **opened(row, period),
        )
        for holder in terms.holders
    )
    return right


def close_version(row: RegisterEntry, right: Right) -> None:
    """Close the record of a right and of its holders."""
    close_one(row, right)
    closed(row, RightHolder.objects.filter(right=right))


def end_right(row: RegisterEntry, right: Right) -> None:
    """End a right before the day of an entry: the open version closes, an ended one is written."""
    rest = until(right.period, row.on)
    terms = terms_of(right)
    close_version(row, right)
    if rest is not None:
        open_version(row, right.unit, terms, rest, uid=right.uid)


def terms_of(right: Right) -> RightTerms:
    """Return what a registered right says, ready to be written again."""
    return RightTerms(
        kind=right.kind,
        holders=tuple(_holder(row) for row in right.holders.all()),
        sharing=right.sharing,
        purpose=right.purpose,
        term=right.term,
        building_area_m2=right.building_area_m2,
        note=right.note,
    )


def _holder(row: RightHolder) -> Holder:
    return Holder(
        name=row.name,
        organisation=row.organisation_id,
        identity_no=row.identity_no,
        share=Fraction(row.numerator, row.denominator),
    )


def _end_papers(row: RegisterEntry, unit: BAUnit, *, holding: Iterable[Holder]) -> None:
    """End the certificates of those who hold the unit no longer."""
    keep = [holder.organisation for holder in holding if holder.organisation]
    papers = Certificate.objects.known(None).on(row.on).filter(unit=unit)
    for paper in papers.exclude(kind="proof").exclude(holder__in=keep):
        end_certificate(row, paper)
