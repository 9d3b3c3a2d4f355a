"""登簿: one transaction that closes the old right, opens the new one and writes the certificate."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from registry.errors import CaseMoveRefused
from registry.models import (
    BAUnit,
    Case,
    CaseEntry,
    Organisation,
    User,
)
from registry.policy.cases.book import REPAPERED, Page, Writing, as_json, written
from registry.policy.cases.numbers import Series, certificate_number
from registry.policy.cases.terms import Event, Kind
from registry.policy.cases.transitions import CERTIFIED_KINDS, PROVEN_KINDS
from registry.queries.case_book import page_of
from registry.queries.case_facts import reading_of
from registry.queries.case_offices import names_of
from registry.services import case_book
from registry.services.case_moves import allowed, held, moved
from registry.services.case_numbers import next_number
from registry.services.reassessment import assess_edits


@transaction.atomic
def register(*, case: Case, by: User, at: dt.datetime, note: str = "") -> CaseEntry:
    """Enter an approved case in the register: all of it or nothing."""
    row = held(case, by)
    on = timezone.localdate(at)
    allowed(row, Event.REGISTER, by)
    unit = _unit_held(row)  # before the rules look: what they see stays so until the end
    row = moved(row, Event.REGISTER, by, on, note)
    with pghistory.context(user=by.pk, reason=f"register {row.number}"):
        entry = _entered(row, unit, by, on)
    assess_edits(day=on)
    return entry


def _entered(row: Case, unit: BAUnit, by: User, on: dt.date) -> CaseEntry:
    """Write the book, the certificate and the entry that says what both were and are."""
    before = page_of(unit, on)
    paper = _paper_number(row, on)
    writing = _writing(row, paper, on)
    after = written(before, writing)
    _write(row, unit, writing, after, by)
    number = next_number(row.office, Series.ENTRY, on.year)
    told = {"before": as_json(before), "after": as_json(after)}
    return CaseEntry.objects.create(
        case=row,
        number=f"{row.office.region.code}-{on.year}-{number:06}",
        certificate_no=paper,
        sha256=digest_of(case=row.number, on=on.isoformat(), paper=paper, **told),
        on=on,
        by=by,
        **told,
    )


def _write(row: Case, unit: BAUnit, writing: Writing, after: Page, by: User) -> None:
    """Write the right, the restrictions and the papers of a unit by one order."""
    asked = writing.application
    entry = case_book.entry_of(row, asked, by, writing.on)
    case_book.write_right(entry=entry, unit=unit, asked=asked, after=after)
    case_book.write_restrictions(
        entry=entry, unit=unit, asked=asked, case=row, party=writing.applicant_name
    )
    case_book.write_papers(entry=entry, unit=unit, case=row, after=after, number=writing.paper)


def _unit_held(row: Case) -> BAUnit:
    """Return the unit, held: two cases on one unit are entered one after the other."""
    if row.unit_id is None:
        raise CaseMoveRefused(event=Event.REGISTER.value)
    units = BAUnit.objects.select_related("parcel", "building").select_for_update(of=("self",))
    return units.get(pk=row.unit_id)


def _paper_number(row: Case, on: dt.date) -> str:
    """Return the number of the certificate or proof that the case is given, if any."""
    kind = Kind(row.kind)
    if kind not in CERTIFIED_KINDS | PROVEN_KINDS:
        return ""
    is_proof = kind in PROVEN_KINDS and row.cause not in REPAPERED
    series = Series.PROOF if is_proof else Series.CERTIFICATE
    number = next_number(row.office, series, on.year)
    return certificate_number(names_of(row.office), on.year, number, is_proof=is_proof)


def _writing(row: Case, paper: str, on: dt.date) -> Writing:
    application = reading_of(row).application
    applicants = list(row.applicants.all())
    codes = {holding.organisation for holding in application.holders}
    return Writing(
        application=application,
        names=dict(Organisation.objects.filter(code__in=codes).values_list("code", "name")),
        applicants=frozenset(each.code for each in applicants),
        applicant_name="、".join(each.name for each in applicants),
        paper=paper,
        on=on,
    )


def digest_of(**told: Any) -> str:
    """Return the SHA-256 of an entry's content, whatever the order of its keys.

    >>> digest_of(a=1, b=2) == digest_of(b=2, a=1)
    True
    """
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
