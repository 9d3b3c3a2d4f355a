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
from registry.services.act_rows import Row, ended, put_back, row_of
from registry.services.reassessment import assess_edits
from registry.terms import RoomUse

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
    held = held_rooms(rooms, by)
    holder = Organisation.objects.within(by.scope).get(code=organisation)
    with recorded(by, reason):
        made = [_given(room, holder, start, document_no) for room in held]
    return kept_act(
        RoomActVerb.ALLOCATE, held, made, start, reason, by, today, approval=document_no
    )


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
    held = held_rooms(rooms, by)
    with recorded(by, reason):
        rows = [_taken_back(room, start) for room in held]
    return kept_act(RoomActVerb.RELEASE, held, rows, start, reason, by, today)


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
    (held,) = held_rooms([room], by)
    known = candidate(by.scope, code=person, day=start)
    Person.objects.select_for_update().get(code=person)
    refuse_unfit(fits_for(known, [held.pk], day=start), str(room), day=start, approval=approval_no)
    who = Person.objects.get(code=person)
    with recorded(by, reason):
        rows = _left_places(who, start)
        made = Seat.objects.create(room=held, person=who, period=from_day(start))
    rows.append(row_of(made, was=None, now=made.period))
    return kept_act(RoomActVerb.SEAT, [held], rows, start, reason, by, today, approval=approval_no)


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
    (held,) = held_rooms([room], by)
    who = Person.objects.within(by.scope).get(code=person)
    seat = Seat.objects.on(start).select_for_update().filter(room=held, person=who).first()
    if seat is None:
        raise errors.NotSeated(person=who.name, room=_name(held, start), day=start.isoformat())
    with recorded(by, reason):
        rows = [ended(seat, start)]
    return kept_act(RoomActVerb.VACATE, [held], rows, start, reason, by, today)


@transaction.atomic
def undo_act(*, act: int, reason: str, by: User, today: dt.date | None = None) -> RoomAct:
    """Put everything back that an act changed, as an act of its own; refuse what changed since."""
    done = RoomAct.objects.select_for_update().get(pk=act)
    rooms = _held_for_undoing(done, by)
    if done.verb == RoomActVerb.UNDO or RoomAct.objects.filter(undoes=done).exists():
        raise errors.UndoneAlready
    with recorded(by, reason):
        rows = [put_back(row, done.rows) for row in reversed(done.rows)]
    return kept_act(RoomActVerb.UNDO, rooms, rows, done.start, reason, by, today, undoes=done)


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


def held_rooms(
    rooms: Sequence[uuid.UUID], by: User, *, permission: Permission = Permission.ALLOCATE_ROOM
) -> list[Room]:
    """Return rooms of the account's division, kept from others until the end."""
    found = list(
        Room.objects.within(by.scope).select_for_update().filter(uid__in=rooms).order_by("pk")
    )
    if len(found) != len(set(rooms)) or not found:
        raise NotInSight(str(rooms))
    for room in found:
        must_be_allowed(by, permission, region_code=room.region_code)
    return found


def _held_for_undoing(done: RoomAct, by: User) -> list[Room]:
    keys = [row["room"] for row in done.rows]
    uids = list(Room.objects.filter(pk__in=keys).values_list("uid", flat=True))
    is_edit = done.verb == RoomActVerb.EDIT
    permission = Permission.EDIT_ROOM if is_edit else Permission.ALLOCATE_ROOM
    return held_rooms(uids, by, permission=permission)


def recorded(by: User, reason: str) -> Any:
    """Return the context that puts who and why beside every row that is written."""
    if not reason.strip():
        raise errors.NoReason
    return pghistory.context(user=by.pk, reason=reason.strip())


# --- rows -----------------------------------------------------------------------------


def _given(room: Room, holder: Organisation, start: dt.date, document_no: str) -> Row:
    version = version_on(room, start)
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
    return row_of(made, was=None, now=made.period)


def _taken_back(room: Room, start: dt.date) -> Row:
    name = _name(room, start)
    allocation = Allocation.objects.on(start).select_for_update().filter(room=room).first()
    if allocation is None:
        raise errors.NothingToRelease(room=name, day=start.isoformat())
    seated = Seat.objects.filter(room=room, period__overlap=from_day(start)).count()
    if seated:
        raise errors.StillSeated(room=name, day=start.isoformat(), count=str(seated))
    return ended(allocation, start)


def _left_places(who: Person, start: dt.date) -> list[Row]:
    """End every seat a person has on a day; refuse when another one begins later."""
    later = _from(Seat.objects.filter(period__startswith__gt=start), None, start, person=who)
    if later is not None:
        raise errors.MovesLater(person=who.name, since=later.period.lower.isoformat())
    present = Seat.objects.on(start).select_for_update().filter(person=who).order_by("pk")
    return [ended(seat, start) for seat in present]


def _from(rows: Any, room: Room | None, start: dt.date, **having: Any) -> Any:
    """Return the first of some rows that is in force on a day or later."""
    if room is not None:
        having["room"] = room
    return rows.filter(period__overlap=from_day(start), **having).order_by("period").first()


def kept_act(
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
    """Keep an act with its rows, and assess what it touched."""
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


def version_on(room: Room, day: dt.date) -> RoomVersion:
    """Return what a room is on a day."""
    found = RoomVersion.objects.on(day).filter(room=room).first()
    if found is None:
        raise errors.RoomNotThere(day=day.isoformat())
    return found


def _name(room: Room, day: dt.date) -> str:
    return str(version_on(room, day))
