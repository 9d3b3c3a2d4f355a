"""An organisation as a workbook: approved against actual, the working, establishment, rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from registry.queries.findings import rule_label, sentence_of
from registry.queries.organisations import OrganisationPage
from registry.reports.words import certainty_name, premises_name, use_name, verdict_name
from registry.reports.workbooks import Column, Kind, Sheet, workbook_of


def organisation_book(page: OrganisationPage, *, with_people: bool) -> bytes:
    """Return everything an organisation's page shows as a workbook."""
    about = f"{page.organisation.name} {page.organisation.code} · {page.day.isoformat()}"
    return workbook_of(
        [
            _compared(page, about),
            _working(page, about),
            _establishment(page, about),
            _rooms(page, about),
            _findings(page, about, with_people),
        ],
        day=page.day,
    )


def _compared(page: OrganisationPage, about: str) -> Sheet:
    columns = [
        Column(title=_("Kind"), width=26),
        Column(title=_("Approved (m²)"), kind=Kind.AREA),
        Column(title=_("Actual (m²)"), kind=Kind.AREA),
        Column(title=_("Actual − approved (m²)"), kind=Kind.AREA, width=18),
    ]
    rows = [
        (premises_name(each.what), each.approved, each.actual, each.excess)
        for each in (*page.compared, page.auxiliary)
    ]
    return Sheet(title=_("Approved and actual"), about=about, columns=columns, rows=rows)


def _working(page: OrganisationPage, about: str) -> Sheet:
    columns = [
        Column(title=_("Symbol"), width=12),
        Column(title=_("What"), width=30),
        Column(title=pgettext("of a sum", "Working"), width=44),
        Column(title=_("Value"), kind=Kind.AREA),
        Column(title=_("Document"), width=24),
        Column(title=_("Clause"), width=18),
        Column(title=_("Certainty"), width=24),
    ]
    steps = page.quota.steps if page.quota else ()
    rows: Sequence[Sequence[Any]] = [
        (
            *(step.symbol, step.name, step.working, step.value),
            *(step.basis.document_no, step.basis.clause),
            certainty_name(step.basis.certainty.value),
        )
        for step in steps
    ]
    return Sheet(title=pgettext("of a sum", "Working"), about=about, columns=columns, rows=rows)


def _establishment(page: OrganisationPage, about: str) -> Sheet:
    columns = [
        Column(title=_("Rank"), width=10),
        Column(title=pgettext("of a rank", "Name"), width=20),
        Column(title=_("Approved headcount"), kind=Kind.COUNT),
        Column(title=_("Limit (m²)"), kind=Kind.AREA),
        Column(title=_("Document"), width=28),
    ]
    rows = [
        (e.rank, e.name, e.headcount, e.limit.net_area if e.limit else None, e.document_no)
        for e in page.establishment
    ]
    return Sheet(title=_("Establishment"), about=about, columns=columns, rows=rows)


def _rooms(page: OrganisationPage, about: str) -> Sheet:
    columns = [
        Column(title=_("Building"), width=18),
        Column(title=_("Floor"), width=10),
        Column(title=_("Room")),
        Column(title=_("Use")),
        Column(title=_("Area m²"), kind=Kind.AREA),
        Column(title=_("People"), kind=Kind.COUNT),
        Column(title=_("Verdict"), width=18),
    ]
    rows = [
        (
            *(room.building, room.floor, room.number, use_name(room.use)),
            *(room.area, room.people, verdict_name(room.verdict)),
        )
        for room in page.rooms
    ]
    return Sheet(title=_("Rooms"), about=about, columns=columns, rows=rows)


def _findings(page: OrganisationPage, about: str, with_people: bool) -> Sheet:
    columns = [
        Column(title=_("Rule"), width=26),
        Column(title=_("Finding"), width=60),
        Column(title=_("State")),
        Column(title=_("Detected on"), kind=Kind.DAY),
        Column(title=_("Deadline"), kind=Kind.DAY),
    ]

    def rows() -> Iterator[Sequence[Any]]:
        for row in page.findings:
            said = sentence_of(row, with_people=with_people)
            yield (
                *(f"{rule_label(row.rule)} {row.rule}", said, row.get_state_display()),
                *(row.detected_on, row.deadline),
            )

    return Sheet(title=_("Open findings"), about=about, columns=columns, rows=list(rows()))
