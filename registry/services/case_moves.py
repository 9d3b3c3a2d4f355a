"""The moves of a case, one verb each: checked by role, by table and by rules, then by the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pghistory
from django.db import transaction

from registry.errors import (
    CaseMoveRefused,
    NothingMissing,
    NotPermitted,
    OutsideScope,
    ReasonMissing,
    SameHandsOnCase,
    StoppedByRules,
)
from registry.models import Announcement, Case, CaseNotice, CaseStep, NoticeKind, User
from registry.policy.cases.actors import actor_of
from registry.policy.cases.checking import Result, check, stopping
from registry.policy.cases.documents import LABELS
from registry.policy.cases.facts import Facts
from registry.policy.cases.numbers import Series, case_number, notice_number
from registry.policy.cases.terms import Actor, Event, Kind, State
from registry.policy.cases.transitions import EDITABLE, has_same_hands, move_of
from registry.queries.case_facts import clock_on, facts_of
from registry.queries.case_offices import limits_of, names_of, work_calendar
from registry.services.case_numbers import next_number


@transaction.atomic
def submit(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Hand an application in: it gets its number and its turn on the unit."""
    row = held(case, by)
    allowed(row, Event.SUBMIT, by)
    number = next_number(row.office, Series.CASE, on.year)
    row.number = case_number(names_of(row.office), on.year, row.kind, number)
    row.received_on = on
    row.save(update_fields=["number", "received_on"])
    return moved(row, Event.SUBMIT, by, on, note)


@transaction.atomic
def accept(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Accept an application in writing; the clock starts."""
    row = moved(held(case, by), Event.ACCEPT, by, on, note)
    return _accepted(row, by, on)


@transaction.atomic
def supply(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Accept an application after everything that was asked for has come."""
    row = moved(held(case, by), Event.SUPPLY, by, on, note)
    return _accepted(row, by, on)


def _accepted(row: Case, by: User, on: dt.date) -> Case:
    row.accepted_on = row.accepted_on or on
    row.officer = row.officer or by
    row.save(update_fields=["accepted_on", "officer"])
    _notify(row, NoticeKind.ACCEPTED, by, on)
    return row


@transaction.atomic
def deem_accepted(*, case: Case, on: dt.date) -> Case:
    """Count as accepted what nobody refused in writing on the spot (条例 art. 17)."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    row = moved(row, Event.DEEM_ACCEPTED, None, on, "", is_checked=False)
    row.accepted_on = on
    row.save(update_fields=["accepted_on"])
    return row


@transaction.atomic
def ask_for_correction(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Tell the applicant, in one written notice, everything that is missing."""
    row = held(case, by)
    items = missing_items(facts_of(row, day=on, by=by))
    if note:
        items.append({"zh": note, "en": note, "clause": "条例 17(3)"})
    if not items:
        raise NothingMissing
    row = moved(row, Event.ASK_CORRECTION, by, on, note)
    _notify(row, NoticeKind.CORRECTION, by, on, items=items)
    return row


@transaction.atomic
def not_accept(*, case: Case, by: User, on: dt.date, reason: str) -> Case:
    """Decline an application in writing on the spot."""
    return _declined(case, Event.NOT_ACCEPT, NoticeKind.NOT_ACCEPTED, by, on, reason)


@transaction.atomic
def refuse(*, case: Case, by: User, on: dt.date, reason: str) -> Case:
    """Refuse registration in writing, with the reasons (条例 art. 22)."""
    return _declined(case, Event.REFUSE, NoticeKind.REFUSED, by, on, reason)


def _declined(
    case: Case, event: Event, kind: NoticeKind, by: User, on: dt.date, reason: str
) -> Case:
    if not reason.strip():
        raise ReasonMissing
    row = held(case, by)
    items = stopping_items(check(facts_of(row, day=on, by=by)))
    row = moved(row, event, by, on, reason)
    _notify(row, kind, by, on, items=items, reason=reason)
    return row


@transaction.atomic
def first_review(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Take an accepted case into the first review."""
    return moved(held(case, by), Event.FIRST_REVIEW, by, on, note)


@transaction.atomic
def site_visit(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Send a case to be seen on the spot (条例 art. 19)."""
    return moved(held(case, by), Event.VISIT, by, on, note)


@transaction.atomic
def visited(*, case: Case, by: User, on: dt.date, note: str) -> Case:
    """Bring a case back from the spot with what was seen."""
    if not note.strip():
        raise ReasonMissing
    return moved(held(case, by), Event.VISITED, by, on, note)


@transaction.atomic
def announce(*, case: Case, by: User, on: dt.date, place: str, text: str) -> Case:
    """Publish what is going to be registered, for the working days of the office."""
    row = moved(held(case, by), Event.ANNOUNCE, by, on, place)
    days = row.office.notice_days
    Announcement.objects.create(
        case=row,
        published_on=on,
        until=work_calendar().after(on, days),
        working_days=days,
        place=place,
        text=text,
    )
    return row


@transaction.atomic
def note_objection(*, case: Case, by: User, text: str, is_settled: bool = False) -> Case:
    """Write down what was objected to a public notice, and whether it has been settled."""
    row = held(case, by)
    if actor_of(by.role) is not Actor.REVIEWER:
        raise NotPermitted(permission="review_case")
    last = Announcement.objects.filter(case=row).last()
    if last is None:
        raise CaseMoveRefused(event="objection")
    last.objections, last.is_objection_settled = text, is_settled
    with pghistory.context(user=by.pk, reason="objection"):
        last.save()
    return row


@transaction.atomic
def notice_over(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Take a case back from its public notice when the days are over."""
    return moved(held(case, by), Event.NOTICE_OVER, by, on, note)


@transaction.atomic
def second_review(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Pass a case that stood the first review on to the second."""
    return moved(held(case, by), Event.SECOND_REVIEW, by, on, note)


@transaction.atomic
def send_back(*, case: Case, by: User, on: dt.date, reason: str) -> Case:
    """Send a case back to the first review, with what is to be looked at again."""
    if not reason.strip():
        raise ReasonMissing
    return moved(held(case, by), Event.SEND_BACK, by, on, reason)


@transaction.atomic
def approve(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Approve a case; another person than those who accepted or reviewed it."""
    return moved(held(case, by), Event.APPROVE, by, on, note)


@transaction.atomic
def print_certificate(*, case: Case, by: User, on: dt.date, note: str = "") -> Case:
    """Note that the certificate has been printed."""
    return moved(held(case, by), Event.PRINT, by, on, note)


@transaction.atomic
def issue(*, case: Case, by: User, on: dt.date, note: str) -> Case:
    """Hand the certificate over; the note says to whom."""
    if not note.strip():
        raise ReasonMissing
    return moved(held(case, by), Event.ISSUE, by, on, note)


@transaction.atomic
def archive(*, case: Case, by: User, on: dt.date, box: str, shelf: str) -> Case:
    """Put the file away in a box on a shelf."""
    row = held(case, by)
    row.box, row.shelf = box.strip(), shelf.strip()
    row.save(update_fields=["box", "shelf"])
    return moved(row, Event.ARCHIVE, by, on, "")


@transaction.atomic
def withdraw(*, case: Case, by: User, on: dt.date, reason: str = "") -> Case:
    """Take an application back, at any time before it is registered."""
    return moved(held(case, by), Event.WITHDRAW, by, on, reason)


# --- how a move is made ------------------------------------------------------------


def held(case: Case, by: User) -> Case:
    """Return the case as it stands now, held until the end, if the account's division reaches it."""
    rows = Case.objects.select_related("office__region").select_for_update(of=("self",))
    row = rows.get(pk=case.pk)
    if not by.scope.covers(row.region_code):
        raise OutsideScope
    return row


def allowed(row: Case, event: Event, by: User | None) -> tuple[Actor, State]:
    """Return who acts and where that leads, or refuse."""
    actor = actor_of(by.role) if by else Actor.CLOCK
    if actor is None or (by is not None and not by.is_active):
        raise NotPermitted(permission=event.value)
    move = move_of(State(row.state), event, actor, Kind(row.kind))
    if move is None:
        raise CaseMoveRefused(event=event.value)
    return actor, move.there


def moved(
    row: Case, event: Event, by: User | None, on: dt.date, note: str, *, is_checked: bool = True
) -> Case:
    """Return a case moved along, with the step that says who did what, when and why."""
    actor, there = allowed(row, event, by)
    if is_checked:
        _ask_rules(row, event, by, on)
    with pghistory.context(user=by.pk if by else None, reason=event.value):
        CaseStep.objects.create(
            case=row,
            event=event.value,
            actor=actor.value,
            from_state=row.state,
            to_state=there.value,
            by=by,
            on=on,
            note=note,
        )
    row.refresh_from_db()
    _set_clock(row, on)
    return row


def _ask_rules(row: Case, event: Event, by: User | None, on: dt.date) -> None:
    facts = facts_of(row, day=on, by=by)
    if by is not None and has_same_hands(event, facts.prepared_by, by.pk):
        raise SameHandsOnCase
    if stops := stopping(check(facts), event):
        raise StoppedByRules(stops)


def _set_clock(row: Case, on: dt.date) -> None:
    """Keep the days by which a case is due, for lists to sort and filter by."""
    clock = clock_on(list(row.steps.order_by("pk")), limits_of(row.office, row.kind), on)
    row.due_on, row.promised_on = clock.due_on, clock.promised_on
    row.save(update_fields=["due_on", "promised_on"])


# --- written notices ---------------------------------------------------------------


def missing_items(facts: Facts) -> list[dict[str, str]]:
    """Return everything that keeps a case from being accepted, for one notice."""
    papers = [
        {"slot": code, "zh": LABELS[code].zh, "en": LABELS[code].en, "clause": "条例 16"}
        for code in facts.missing
    ]
    event = Event.ACCEPT if facts.state in EDITABLE else Event.SECOND_REVIEW
    # The rule on missing documents is told by the documents themselves.
    others = [each for each in stopping(check(facts), event) if each.rule.id != "C-DOC-1"]
    return papers + [_item(each) for each in others]


def stopping_items(results: Sequence[Result]) -> list[dict[str, str]]:
    """Return what stops a case, for a notice of refusal."""
    return [_item(each) for each in results if each.rule.severity == "blocks"]


def _item(result: Result) -> dict[str, str]:
    return {
        "rule": result.rule.id,
        "zh": result.sentence("zh"),
        "en": result.sentence("en"),
        "clause": result.rule.clause,
    }


def _notify(
    row: Case,
    kind: NoticeKind,
    by: User,
    on: dt.date,
    *,
    items: Sequence[dict[str, str]] = (),
    reason: str = "",
) -> CaseNotice:
    number = next_number(row.office, Series.NOTICE, on.year)
    told: dict[str, Any] = {"kind": kind, "items": list(items), "reason": reason}
    return CaseNotice.objects.create(
        case=row,
        step=row.steps.latest("pk"),
        number=notice_number(names_of(row.office), on.year, number),
        on=on,
        by=by,
        **told,
    )
