"""What people do with rooms on the map: allocate, release, seat, vacate, and undo.

Each act checks who asks and whether it is lawful, leaves a RoomAct, and is assessed before it
returns. A refusal is a RegisterError whose sentence says what to do next.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

import pghistory
from django.db import transaction
from psycopg2.extras import DateRange

from registry import errors
from registry.measures import rounded
from registry.models import (
    Allocation,
    Organisation,
    Person,
    Room,
    RoomAct,
    RoomActVerb,
    RoomVersion,
    Seat,
    User,
)
from registry.models.periods import from_day
from registry.policy.fitting import Bar, Fit, FitKind
from registry.queries.places import NotInSight
from registry.queries.seating import Fits, candidate, fits_for
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.reassessment import assess_edits
from registry.terms import RoomUse

Row = dict[str, Any]

BARS: Final[Mapping[Bar, type[errors.SeatBarred]]] = {
    Bar.NOT_AN_OFFICE: errors.NotAnOffice,
    Bar.BEHIND_A_DOOR: errors.BehindADoor,
    Bar.ALLOCATED_TO_NOBODY: errors.AllocatedToNobody,
    Bar.ANOTHER_ORGANISATION: errors.WithAnotherOrganisation,
    Bar.SITS_HERE: errors.SitsHereAlready,
    Bar.HAS_LEFT: errors.HasLeft,
    Bar.NO_POST: errors.NoPost,
}


# --- acts ---------------------------------------------------------------------------


@transaction.atomic
def allocate_rooms(
    *,
    rooms: Sequence[uuid.UUID],
    organisation: str,
    start: dt.date,
    reason: str,
    by: User,
    document_no: str = "",
    today: dt.date | None = None,
) -> RoomAct:
    """Give free rooms to an organisation from a day on; refuse all when one is not free."""
    held = _held(rooms, by)
    holder = Organisation.objects.within(by.scope).get(code=organisation)
    with _recorded(by, reason):
        made = [_given(room, holder, start, document_no) for room in held]
    return _done(RoomActVerb.ALLOCATE, held, made, start, reason, by, today, approval=document_no)


@transaction.atomic
def release_rooms(
    *,
    rooms: Sequence[uuid.UUID],
    start: dt.date,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> RoomAct:
    """Take rooms back from a day on; refuse all while people still sit in one of them."""
    held = _held(rooms, by)
    with _recorded(by, reason):
        ended = [_taken_back(room, start) for room in held]
    return _done(RoomActVerb.RELEASE, held, ended, start, reason, by, today)


@transaction.atomic
def seat_in_room(
    *,
    room: uuid.UUID,
    person: str,
    start: dt.date,
    reason: str,
    by: User,
    approval_no: str = "",
    today: dt.date | None = None,
) -> RoomAct:
    """Move a person to a room from a day on, ending the seats they have until then."""
    (held,) = _held([room], by)
    known = candidate(by.scope, code=person, day=start)
    Person.objects.select_for_update().get(code=person)
    refuse_unfit(fits_for(known, [held.pk], day=start), str(room), day=start, approval=approval_no)
    who = Person.objects.get(code=person)
    with _recorded(by, reason):
        rows = _left_places(who, start)
        made = Seat.objects.create(room=held, person=who, period=from_day(start))
    rows.append(_row(made, was=None, now=made.period))
    return _done(RoomActVerb.SEAT, [held], rows, start, reason, by, today, approval=approval_no)


@transaction.atomic
def vacate_room(
    *,
    room: uuid.UUID,
    person: str,
    start: dt.date,
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> RoomAct:
    """End a person's seat in a room before a day."""
    (held,) = _held([room], by)
    who = Person.objects.within(by.scope).get(code=person)
    seat = Seat.objects.on(start).select_for_update().filter(room=held, person=who).first()
    if seat is None:
        raise errors.NotSeated(person=who.name, room=_name(held, start), day=start.isoformat())
    with _recorded(by, reason):
        rows = [_ended(seat, start)]
    return _done(RoomActVerb.VACATE, [held], rows, start, reason, by, today)


@transaction.atomic
def undo_act(*, act: int, reason: str, by: User, today: dt.date | None = None) -> RoomAct:
    """Put everything back that an act changed, as an act of its own; refuse what changed since."""
    done = RoomAct.objects.select_for_update().get(pk=act)
    _held_keys([row["room"] for row in done.rows], by)
    if done.verb == RoomActVerb.UNDO or RoomAct.objects.filter(undoes=done).exists():
        raise errors.UndoneAlready
    rooms = list(Room.objects.filter(pk__in=[row["room"] for row in done.rows]))
    with _recorded(by, reason):
        rows = [_put_back(row, done.rows) for row in reversed(done.rows)]
    return _done(RoomActVerb.UNDO, rooms, rows, done.start, reason, by, today, undoes=done)


# --- whether it may be ----------------------------------------------------------------


def refuse_unfit(fits: Fits, room: str, *, day: dt.date, approval: str = "") -> None:
    """Raise what speaks against a person in a room; an approval answers an excess alone."""
    fit = fits.by_room.get(room)
    if fit is None:
        raise errors.RoomNotThere(day=day.isoformat())
    if fit.bar is not None:
        raise barred(fits, fit, day=day)
    if fit.kind is FitKind.OVER and not approval.strip():
        raise would_be_over(fit)


def barred(fits: Fits, fit: Fit, *, day: dt.date) -> errors.SeatBarred:
    """Return the refusal that a fit's bar stands for."""
    if fit.bar is None:
        raise ValueError(f"nothing bars room {fit.number}")
    return BARS[fit.bar](
        person=fits.person.name,
        room=fit.number,
        named=fits.organisations.get(fit.named, fit.named),
        organisation=fits.person.organisation,
        day=day.isoformat(),
    )


def would_be_over(fit: Fit) -> errors.WouldBeOver:
    """Return the refusal of a room that would be over standard."""
    return errors.WouldBeOver(
        room=fit.number,
        excess=str(rounded(fit.excess or fit.area)),
        area=str(rounded(fit.area)),
        limit=str(rounded(fit.limit or fit.area)),
        document=fit.basis.document_no if fit.basis else "",
        clause=fit.basis.clause if fit.basis else "",
    )


def _held(rooms: Sequence[uuid.UUID], by: User) -> list[Room]:
    """Return rooms of the account's division, kept from others until the end."""
    found = list(
        Room.objects.within(by.scope).select_for_update().filter(uid__in=rooms).order_by("pk")
    )
    if len(found) != len(set(rooms)) or not found:
        raise NotInSight(str(rooms))
    for room in found:
        must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=room.region_code)
    return found


def _held_keys(keys: Sequence[int], by: User) -> list[Room]:
    uids = list(Room.objects.filter(pk__in=keys).values_list("uid", flat=True))
    return _held(uids, by)


def _recorded(by: User, reason: str) -> Any:
    """Return the context that puts who and why beside every row that is written."""
    if not reason.strip():
        raise errors.NoReason
    return pghistory.context(user=by.pk, reason=reason.strip())


# --- rows -----------------------------------------------------------------------------


def _given(room: Room, holder: Organisation, start: dt.date, document_no: str) -> Row:
    version = _version(room, start)
    if version.use == RoomUse.CIRCULATION.value:
        raise errors.PassageCannotBeAllocated(room=str(version))
    taken = _from(Allocation.objects.select_related("organisation"), room, start)
    if taken is not None:
        raise errors.RoomTaken(
            room=str(version),
            holder=taken.organisation.name,
            since=taken.period.lower.isoformat(),
        )
    made = Allocation.objects.create(
        room=room, organisation=holder, period=from_day(start), document_no=document_no
    )
    return _row(made, was=None, now=made.period)


def _taken_back(room: Room, start: dt.date) -> Row:
    name = _name(room, start)
    allocation = Allocation.objects.on(start).select_for_update().filter(room=room).first()
    if allocation is None:
        raise errors.NothingToRelease(room=name, day=start.isoformat())
    seated = Seat.objects.filter(room=room, period__overlap=from_day(start)).count()
    if seated:
        raise errors.StillSeated(room=name, day=start.isoformat(), count=str(seated))
    return _ended(allocation, start)


def _left_places(who: Person, start: dt.date) -> list[Row]:
    """End every seat a person has on a day; refuse when another one begins later."""
    later = _from(Seat.objects.filter(period__startswith__gt=start), None, start, person=who)
    if later is not None:
        raise errors.MovesLater(person=who.name, since=later.period.lower.isoformat())
    present = Seat.objects.on(start).select_for_update().filter(person=who).order_by("pk")
    return [_ended(seat, start) for seat in present]


def _from(rows: Any, room: Room | None, start: dt.date, **having: Any) -> Any:
    """Return the first of some rows that is in force on a day or later."""
    if room is not None:
        having["room"] = room
    return rows.filter(period__overlap=from_day(start), **having).order_by("period").first()


def _ended(row: Allocation | Seat, start: dt.date) -> Row:
    was = row.period
    if was.lower >= start:
        raise errors.BeganThatDay(since=was.lower.isoformat())
    row.period = from_day(was.lower, start)
    row.save(update_fields=["period"])
    return _row(row, was=was, now=row.period)


def _row(row: Allocation | Seat, *, was: DateRange | None, now: DateRange | None) -> Row:
    table = "seat" if isinstance(row, Seat) else "allocation"
    key = {"table": table, "pk": row.pk, "room": row.room_id}
    return key | {"was": _written(was), "now": _written(now)}


def _written(period: DateRange | None) -> list[str | None] | None:
    if period is None:
        return None
    return [day.isoformat() if day else None for day in (period.lower, period.upper)]


def _put_back(row: Row, together: Sequence[Row]) -> Row:
    """Bring one row back to what it was, if it still is what the act made of it."""
    model = Seat if row["table"] == "seat" else Allocation
    found = model.objects.select_for_update().filter(pk=row["pk"]).first()
    if found is None or _written(found.period) != row["now"]:
        raise errors.ChangedSince
    if row["was"] is None:
        found.delete()
    else:
        _reopen(found, row, {each["pk"] for each in together})
    return row | {"was": row["now"], "now": row["was"]}


def _reopen(found: Allocation | Seat, row: Row, together: set[int]) -> None:
    """Give a row its days back, unless something else has taken them."""
    again = dt.date.fromisoformat(row["now"][1])
    first, end = (dt.date.fromisoformat(day) if day else None for day in row["was"])
    same = {"person": found.person} if isinstance(found, Seat) else {"room": found.room}
    others = type(found).objects.filter(period__overlap=DateRange(again, end, "[)"), **same)
    if others.exclude(pk__in=together).exists():
        raise errors.ChangedSince
    found.period = DateRange(first, end, "[)")
    found.save(update_fields=["period"])


def _done(
    verb: RoomActVerb,
    rooms: Sequence[Room],
    rows: list[Row],
    start: dt.date,
    reason: str,
    by: User,
    today: dt.date | None,
    *,
    approval: str = "",
    undoes: RoomAct | None = None,
) -> RoomAct:
    act = RoomAct.objects.create(
        verb=verb,
        region_code=_around([room.region_code for room in rooms]),
        start=start,
        reason=reason.strip(),
        approval_no=approval.strip(),
        rows=rows,
        by=by,
        undoes=undoes,
    )
    assess_edits(day=today)
    return act


def _around(codes: Sequence[str]) -> str:
    """Return what some division codes begin with alike."""
    first, last = min(codes), max(codes)
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(digit for digit, _other in same)


def _version(room: Room, day: dt.date) -> RoomVersion:
    found = RoomVersion.objects.on(day).filter(room=room).first()
    if found is None:
        raise errors.RoomNotThere(day=day.isoformat())
    return found


def _name(room: Room, day: dt.date) -> str:
    return str(_version(room, day))
