"""Allocations and seats: who has which room, from when."""

import datetime as dt

import pghistory
from django.db import transaction

from registry.models import Allocation, Organisation, Person, Room, Seat
from registry.models.periods import from_day


@transaction.atomic
def allocate_room(
    *,
    room: Room,
    organisation: Organisation,
    start: dt.date,
    end: dt.date | None = None,
    document_no: str = "",
    reason: str,
) -> Allocation:
    """Give a room to an organisation from a day on; the database refuses a second one."""
    with pghistory.context(reason=reason):
        return Allocation.objects.create(
            room=room,
            organisation=organisation,
            period=from_day(start, end),
            document_no=document_no,
        )


@transaction.atomic
def release_room(*, allocation: Allocation, day: dt.date, reason: str) -> Allocation:
    """End an allocation before a day; the row stays as what was true until then."""
    with pghistory.context(reason=reason):
        allocation.period = from_day(allocation.period.lower, day)
        allocation.save(update_fields=["period"])
    return allocation


@transaction.atomic
def seat_person(
    *, room: Room, person: Person, start: dt.date, end: dt.date | None = None, reason: str
) -> Seat:
    """Give a person a place in a room from a day on."""
    with pghistory.context(reason=reason):
        return Seat.objects.create(room=room, person=person, period=from_day(start, end))
