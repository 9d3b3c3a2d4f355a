"""Allocations and seats: who has which room, from when.

Each act is assessed before it returns, as of today or of the day a caller names.
"""

import datetime as dt

import pghistory
from django.db import transaction

from registry.models import Allocation, Organisation, Person, Post, Room, Seat
from registry.models.periods import from_day
from registry.services.reassessment import assess_edits


@transaction.atomic
def allocate_room(
    *,
    room: Room,
    organisation: Organisation,
    start: dt.date,
    end: dt.date | None = None,
    document_no: str = "",
    approved_use: str = "",
    reason: str,
    today: dt.date | None = None,
) -> Allocation:
    """Give a room to an organisation from a day on; the database refuses a second one."""
    with pghistory.context(reason=reason):
        made = Allocation.objects.create(
            room=room,
            organisation=organisation,
            period=from_day(start, end),
            document_no=document_no,
            approved_use=approved_use,
        )
    assess_edits(day=today)
    return made


@transaction.atomic
def release_room(
    *, allocation: Allocation, day: dt.date, reason: str, today: dt.date | None = None
) -> Allocation:
    """End an allocation before a day; the row stays as what was true until then."""
    with pghistory.context(reason=reason):
        allocation.period = from_day(allocation.period.lower, day)
        allocation.save(update_fields=["period"])
    assess_edits(day=today)
    return allocation


@transaction.atomic
def seat_person(
    *,
    room: Room,
    person: Person,
    start: dt.date,
    end: dt.date | None = None,
    post: Post | None = None,
    second_office_no: str = "",
    reason: str,
    today: dt.date | None = None,
) -> Seat:
    """Give a person a place in a room from a day on, for the main post unless another is named."""
    with pghistory.context(reason=reason):
        made = Seat.objects.create(
            room=room,
            person=person,
            period=from_day(start, end),
            post=post,
            second_office_no=second_office_no,
        )
    assess_edits(day=today)
    return made


@transaction.atomic
def vacate_seat(*, seat: Seat, day: dt.date, reason: str, today: dt.date | None = None) -> Seat:
    """End a seat before a day; the row stays as what was true until then."""
    with pghistory.context(reason=reason):
        seat.period = from_day(seat.period.lower, day)
        seat.save(update_fields=["period"])
    assess_edits(day=today)
    return seat
