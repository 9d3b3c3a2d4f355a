"""登簿: one transaction that closes the old right, opens the new one and writes the certificate."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from registry.entries import Entry
from registry.models import (
    BAUnit,
    Case,
    CaseEntry,
    IssuedPaper,
    Organisation,
    User,
)
from registry.policy.cases.book import (
    REPAPERED,
    Page,
    Writing,
    as_json,
    held_by_takers,
    numbers_needed,
    written,
)
from registry.policy.cases.numbers import Series, certificate_number
from registry.policy.cases.terms import Event, Kind
from registry.policy.cases.transitions import CERTIFIED_KINDS, PROVEN_KINDS
from registry.queries.case_book import page_of, papers_of
from registry.queries.case_facts import reading_of
from registry.queries.case_offices import names_of
from registry.services import case_book, case_units
from registry.services.case_book import Paper
from registry.services.case_moves import allowed, held, moved
from registry.services.case_numbers import next_number
from registry.services.reassessment import assess_edits


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What 登簿 leaves behind: the page of the case's unit, and the papers with theirs."""

    after: Page
    papers: Sequence[Paper]


@transaction.atomic
def register(*, case: Case, by: User, at: dt.datetime, note: str = "") -> CaseEntry:
    """Enter an approved case in the register: all of it or nothing."""
    row = held(case, by)
    on = timezone.localdate(at)
    allowed(row, Event.REGISTER, by)
    case_units.hold_ground(row)  # before the rules look: what they see stays so until the end
    row = moved(row, Event.REGISTER, by, on, note)
    with pghistory.context(user=by.pk, reason=f"register {row.number}"):
        entry = _entered(row, by, on)
    assess_edits(day=on)
    return entry


def _entered(row: Case, by: User, on: dt.date) -> CaseEntry:
    """Write the book, the certificates and the entry that says what both were and are."""
    writing = _writing(row, on)
    asked = writing.application
    order = case_book.entry_of(row, asked, by, on)
    unit = case_units.unit_of(entry=order, case=row, asked=asked)
    before = page_of(unit, on)
    write = _divided if asked.divides else _kept
    done = write(row, unit, order, writing, before)
    return _noted(row, by, on, before, done)


def _kept(row: Case, unit: BAUnit, order: Entry, writing: Writing, before: Page) -> Written:
    """Write the right, the restrictions and the papers of a unit that stays."""
    asked = writing.application
    former = papers_of(unit, order.on)
    bare = written(before, writing)
    numbers = _numbers(row, order.on, numbers_needed(bare, asked))
    after = written(before, replace(writing, papers=numbers))
    if asked.kind == Kind.CHANGE:
        case_units.describe(entry=order, unit=unit, before=before, after=after)
    case_book.write_right(entry=order, unit=unit, asked=asked, after=after)
    case_book.write_restrictions(
        entry=order, unit=unit, asked=asked, case=row, party=writing.applicant_name
    )
    papers = case_book.write_papers(
        entry=order, unit=unit, case=row, after=after, numbers=numbers, former=former
    )
    return Written(after=after, papers=papers)


def _divided(row: Case, unit: BAUnit, order: Entry, writing: Writing, before: Page) -> Written:
    """End the unit of a case and enter those that follow it, each with papers of its own."""
    asked = writing.application
    former = {each.pk: papers_of(each, order.on) for each in case_units.units_ended(unit, asked)}
    heirs = case_units.divided(
        entry=order,
        unit=unit,
        asked=asked,
        before=before,
        taken=held_by_takers(before, writing),
    )
    papers: list[Paper] = []
    for heir in heirs:
        page = replace(page_of(heir, order.on), right_nature=before.right_nature)
        if not page.holders:  # a unit on the ground that nobody has registered yet
            continue
        numbers = _numbers(row, order.on, numbers_needed(page, asked))
        page = replace(page, certificates=numbers)
        papers += case_book.write_papers(
            entry=order, unit=heir, case=row, after=page, numbers=numbers,
            former=[
                paper
                for parent in heir.ancestors.order_by("parent").values_list("parent", flat=True)
                for paper in former.get(parent, ())
            ],
        )  # fmt: skip
    return Written(after=written(before, writing), papers=papers)


def _noted(row: Case, by: User, on: dt.date, before: Page, done: Written) -> CaseEntry:
    """Write what a case changed, word for word, with the hash over all of it."""
    number = next_number(row.office, Series.ENTRY, on.year)
    told = {"before": as_json(before), "after": as_json(done.after)}
    papers = [
        {"number": each.number, "unit": each.unit.code, "page": as_json(each.page)}
        for each in done.papers
    ]
    entry = CaseEntry.objects.create(
        case=row,
        number=f"{row.office.region.code}-{on.year}-{number:06}",
        certificate_no=done.papers[0].number if done.papers else "",
        sha256=digest_of(case=row.number, on=on.isoformat(), papers=papers, **told),
        on=on,
        by=by,
        **told,
    )
    IssuedPaper.objects.bulk_create(
        IssuedPaper(
            entry=entry,
            number=each.number,
            unit=each.unit,
            holder=each.holder,
            page=as_json(each.page),
        )
        for each in done.papers
    )
    return entry


def _numbers(row: Case, on: dt.date, count: int) -> tuple[str, ...]:
    """Return the numbers of the certificates or of the proof that the case is given, if any."""
    kind = Kind(row.kind)
    if kind not in CERTIFIED_KINDS | PROVEN_KINDS:
        return ()
    is_proof = kind in PROVEN_KINDS and row.cause not in REPAPERED
    series = Series.PROOF if is_proof else Series.CERTIFICATE
    return tuple(
        certificate_number(
            names_of(row.office),
            on.year,
            next_number(row.office, series, on.year),
            is_proof=is_proof,
        )
        for _ in range(1 if is_proof else count)
    )


def _writing(row: Case, on: dt.date) -> Writing:
    application = reading_of(row).application
    applicants = list(row.applicants.all())
    codes = {holding.organisation for holding in application.holders}
    return Writing(
        application=application,
        names=dict(Organisation.objects.filter(code__in=codes).values_list("code", "name")),
        applicants=frozenset(each.code for each in applicants),
        applicant_name="、".join(each.name for each in applicants),
        papers=(),
        on=on,
    )


def digest_of(**told: Any) -> str:
    """Return the SHA-256 of an entry's content, whatever the order of its keys.

    >>> digest_of(a=1, b=2) == digest_of(b=2, a=1)
    True
    """
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
