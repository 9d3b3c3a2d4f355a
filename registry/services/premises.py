"""Rooms let, lent and disposed of: entered, corrected, ended, taken back and opened again.

Nothing is ever deleted: what a clerk entered wrongly is corrected or marked as a mistake, and every
version stays in the history with who, when and why.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction

from registry import errors
from registry.models import DisposalPlan, Letting, Room, RoomVersion, User
from registry.models.periods import from_day
from registry.queries.places import NotInSight
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.reassessment import assess_edits
from registry.terms import DisposalWay, LettingKind, PlanOutcome, RoomUse

# --- lettings ---------------------------------------------------------------------


@transaction.atomic
def enter_letting(
    *,
    room: uuid.UUID,
    kind: LettingKind,
    taken_by: str,
    document_no: str,
    approved_on: dt.date | None,
    start: dt.date,
    due_back: dt.date | None,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> Letting:
    """Enter that somebody outside has a room from a day on, until it is due back."""
    held = _room(room, by, start)
    with _entered(by, reason, today):
        return Letting.objects.create(
            room=held,
            kind=kind.value,
            taken_by=taken_by,
            document_no=document_no,
            approved_on=approved_on,
            period=from_day(start, due_back),
        )


@transaction.atomic
def correct_letting(
    *,
    letting: Letting,
    kind: LettingKind,
    taken_by: str,
    document_no: str,
    approved_on: dt.date | None,
    start: dt.date,
    due_back: dt.date | None,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> Letting:
    """Write over what was entered wrongly, or what has been agreed since: another day, an approval."""
    row = _letting(letting, by)
    if row.is_mistaken:
        raise errors.EndedAlready
    row.kind, row.taken_by, row.document_no = kind.value, taken_by, document_no
    row.approved_on, row.period = approved_on, from_day(start, due_back)
    with _entered(by, reason, today):
        row.save()
    return row


@transaction.atomic
def give_back(
    *,
    letting: Letting,
    on: dt.date,
    document_no: str,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> Letting:
    """Enter that a room was given back on a day."""
    row = _letting(letting, by)
    if row.is_mistaken or row.given_back_on:
        raise errors.EndedAlready
    _must_not_be_before(on, row.period.lower)
    row.given_back_on, row.end_document_no = on, document_no
    with _entered(by, reason, today):
        row.save()
    return row


@transaction.atomic
def take_back_letting(
    *, letting: Letting, reason: str, by: User, today: dt.date | None = None
) -> Letting:
    """Mark a letting as entered by mistake: it never was, and stays to be seen."""
    row = _letting(letting, by)
    if row.is_mistaken:
        raise errors.EndedAlready
    row.is_mistaken = True
    with _entered(by, reason, today):
        row.save()
    return row


@transaction.atomic
def reopen_letting(
    *, letting: Letting, reason: str, by: User, today: dt.date | None = None
) -> Letting:
    """Undo that a letting was given back or taken for a mistake."""
    row = _letting(letting, by)
    if not row.is_mistaken and row.given_back_on is None:
        raise errors.StillRunning
    row.is_mistaken, row.given_back_on, row.end_document_no = False, None, ""
    with _entered(by, reason, today):
        row.save()
    return row


# --- plans ------------------------------------------------------------------------


@transaction.atomic
def enter_plan(
    *,
    room: uuid.UUID,
    way: DisposalWay,
    document_no: str,
    approved_on: dt.date,
    due_on: dt.date,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> DisposalPlan:
    """Enter by which way an idle room is to be disposed of, and until when."""
    held = _room(room, by, approved_on)
    with _entered(by, reason, today):
        return DisposalPlan.objects.create(
            room=held,
            way=way.value,
            document_no=document_no,
            approved_on=approved_on,
            due_on=due_on,
        )


@transaction.atomic
def correct_plan(
    *,
    plan: DisposalPlan,
    way: DisposalWay,
    document_no: str,
    approved_on: dt.date,
    due_on: dt.date,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> DisposalPlan:
    """Write over what was entered wrongly, or put the day off."""
    row = _plan(plan, by)
    if row.ended_on:
        raise errors.EndedAlready
    row.way, row.document_no = way.value, document_no
    row.approved_on, row.due_on = approved_on, due_on
    with _entered(by, reason, today):
        row.save()
    return row


@transaction.atomic
def end_plan(
    *,
    plan: DisposalPlan,
    outcome: PlanOutcome,
    on: dt.date,
    document_no: str = "",
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> DisposalPlan:
    """End a plan on a day: it was carried out, was withdrawn, or was entered by mistake."""
    row = _plan(plan, by)
    if row.ended_on:
        raise errors.EndedAlready
    is_mistaken = outcome is PlanOutcome.MISTAKEN
    if not is_mistaken:
        _must_not_be_before(on, row.approved_on)
    row.ended_on = max(on, row.approved_on) if is_mistaken else on
    row.outcome, row.end_document_no = outcome.value, document_no
    with _entered(by, reason, today):
        row.save()
    return row


@transaction.atomic
def reopen_plan(
    *, plan: DisposalPlan, reason: str, by: User, today: dt.date | None = None
) -> DisposalPlan:
    """Undo that a plan ended."""
    row = _plan(plan, by)
    if row.ended_on is None:
        raise errors.StillRunning
    row.ended_on, row.outcome, row.end_document_no = None, "", ""
    with _entered(by, reason, today):
        row.save()
    return row


# --- what they share --------------------------------------------------------------


@contextmanager
def _entered(by: User, reason: str, today: dt.date | None) -> Iterator[None]:
    """Write with who and why beside it, and assess what was touched."""
    with pghistory.context(user=by.pk, reason=reason):
        yield
    assess_edits(day=today)


def _room(uid: uuid.UUID, by: User, day: dt.date) -> Room:
    """Return a room the account may act on, as long as it was there on the day."""
    room = Room.objects.within(by.scope).filter(uid=uid).first()
    if room is None:
        raise NotInSight(str(uid))
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=room.region_code)
    version = RoomVersion.objects.on(day).filter(room=room).first()
    if version is None:
        raise errors.RoomNotThere(day=day.isoformat())
    if version.use == RoomUse.CIRCULATION:
        raise errors.PassageCannotBeAllocated(room=str(version))
    return room


def _letting(letting: Letting, by: User) -> Letting:
    row = Letting.objects.select_for_update(of=("self",)).select_related("room").get(pk=letting.pk)
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=row.room.region_code)
    return row


def _plan(plan: DisposalPlan, by: User) -> DisposalPlan:
    row = DisposalPlan.objects.select_for_update(of=("self",)).select_related("room")
    found = row.get(pk=plan.pk)
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=found.room.region_code)
    return found


def _must_not_be_before(on: dt.date, since: dt.date) -> None:
    if on < since:
        raise errors.EndsBeforeItBegins(since=since.isoformat())
