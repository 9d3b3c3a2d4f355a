"""Planned visits as an inspector and the desk see them: each question one statement a kind.

Card    房间卡   a room of a plan with what is expected there
Seen    所见     an observation with its photos, as a page shows it
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, FloatField, Func, Q, QuerySet

from registry.models import InspectionPlan, Observation, PlannedVisit, RoomVersion, User
from registry.policy.offices import Office, offices_of
from registry.policy.sightings import Sighting
from registry.policy.standards import Standards
from registry.policy.visits import RECTANGLE_RATIO, Allowance, Answer, Measured, allowance_of
from registry.queries.facts import Reach, rooms_known, seats_in, suites_of
from registry.queries.standards import rule_packs
from registry.scope import Scope
from registry.terms import RoomUse, Verdict

UNLIMITED = Allowance(limit=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the register expects in a room: who, how much at most, and how that may be measured."""

    allowance: Allowance
    occupants: tuple[str, ...] = ()
    counts_with: str = ""  # the number of the office it is reached only through


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A room to be visited."""

    visit: int
    room_id: int
    room: uuid.UUID
    number: str
    name: str
    building: str
    building_code: str
    floor_id: int
    floor: str
    ordinal: int
    outline: tuple[tuple[float, float], ...]
    area: Decimal
    is_rectangle: bool
    expected: Expected

    @property
    def place(self) -> tuple[str, int, str]:
        """Return what puts rooms in the order somebody walks through them."""
        return (self.building_code, self.ordinal, self.number)


class RectangleRatio(Func):
    """How much of its smallest bounding rectangle a plan polygon fills."""

    template = "ST_Area(%(expressions)s) / ST_Area(ST_OrientedEnvelope(%(expressions)s))"
    output_field = FloatField()


# --- plans --------------------------------------------------------------------------


def plans(scope: Scope) -> QuerySet[InspectionPlan]:
    """Return the plans of a scope, the newest first."""
    seen = InspectionPlan.objects.within(scope)
    return seen.select_related("region", "inspector", "second_inspector")


def plans_of(account: User, *, day: dt.date) -> QuerySet[InspectionPlan]:
    """Return the open plans that send an account to rooms on a day."""
    mine = Q(inspector=account) | Q(second_inspector=account)
    today = plans(account.scope).filter(period__contains=day)
    return today.filter(mine, closed_on__isnull=True)


def visit_today(account: User, *, room: uuid.UUID, day: dt.date) -> PlannedVisit | None:
    """Return the visit of a room that a plan asks of an account on a day, or None."""
    visits = PlannedVisit.objects.within(account.scope).filter(room__uid=room)
    return visits.filter(plan__in=plans_of(account, day=day)).order_by("pk").last()


def inspectors(scope: Scope, *, roles: Iterable[str]) -> list[User]:
    """Return the accounts of some roles whose division lies in a scope or around it."""
    active = User.objects.filter(is_active=True, role__in=list(roles)).select_related("region")
    prefix = scope.prefix or ""
    return [
        each
        for each in active.order_by("first_name", "username")
        if each.scope.prefix is not None
        and (each.scope.covers(prefix) or scope.covers(each.scope.prefix))
    ]


# --- what is expected ---------------------------------------------------------------


def expected_in(rooms: Iterable[int], *, day: dt.date) -> dict[int, Expected]:
    """Return what the register expects in some rooms on a day, by key."""
    wanted = set(rooms)
    reach = Reach(keys=tuple(sorted(suites_of(wanted, day=day))))
    known = rooms_known(day, reach)
    facts = [room.fact for room in known if room.fact.use is not RoomUse.CIRCULATION]
    offices = offices_of(facts, [seat.fact for seat in seats_in(day, reach)], day)
    standards = Standards.on(day, rule_packs())
    numbers = {room.fact.uid: room.fact.number for room in known}
    return {
        room.pk: _expected(offices.get(room.fact.uid), room.fact.counts_with, numbers, standards)
        for room in known
        if room.pk in wanted
    }


def _expected(
    office: Office | None, host: str | None, numbers: Mapping[str, str], standards: Standards
) -> Expected:
    if office is None:
        return Expected(allowance=UNLIMITED, counts_with=numbers.get(host or "", ""))
    return Expected(
        allowance=allowance_of(office, standards),
        occupants=tuple(seat.person_name or seat.person for seat in office.seats),
    )


def cards(visits: Sequence[PlannedVisit], *, day: dt.date) -> list[Card]:
    """Return the rooms of some visits as they are on a day, in the order somebody walks."""
    rooms = {visit.room_id: visit for visit in visits}
    drawn = (
        RoomVersion.objects.on(day)
        .filter(room__in=rooms)
        .select_related("room", "floor__building")
        .annotate(ratio=RectangleRatio(F("plan"), output_field=FloatField()))
    )
    expected = expected_in(rooms, day=day)
    made = [_card(rooms[row.room_id], row, expected[row.room_id]) for row in drawn]
    return sorted(made, key=lambda card: card.place)


def _card(visit: PlannedVisit, row: Any, expected: Expected) -> Card:
    return Card(
        visit=visit.pk,
        room_id=row.room_id,
        room=row.room.uid,
        number=row.number,
        name=row.name,
        building=row.floor.building.name,
        building_code=row.floor.building.code,
        floor_id=row.floor_id,
        floor=row.floor.name,
        ordinal=row.floor.ordinal,
        outline=tuple((x, y) for x, y, *_ in row.plan.coords[0]),
        area=row.area_m2,
        is_rectangle=is_rectangle(row.ratio),
        expected=expected,
    )


def is_rectangle(ratio: float) -> bool:
    """Return whether two lengths can stand for a room that fills so much of its rectangle.

    >>> is_rectangle(0.9999), is_rectangle(0.93)
    (True, False)
    """
    return Decimal(str(ratio)) >= RECTANGLE_RATIO


# --- what was seen ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An observation as a page shows it."""

    sighting: Sighting
    pk: int
    by_name: str
    answer_name: str
    limit: Decimal | None
    beside: Decimal
    excess: Decimal | None
    error_source: str
    unjudged: str
    likeness: str
    plan_area: Decimal
    told_verdict: str
    photos: tuple[uuid.UUID, ...]

    @property
    def was_told_otherwise(self) -> bool:
        """Return whether the phone showed another verdict than the register's."""
        return bool(self.told_verdict) and self.told_verdict != self.sighting.verdict


def seen_on(visits: Iterable[PlannedVisit], scope: Scope) -> dict[int, list[Seen]]:
    """Return what was seen on some visits, by visit, the first to arrive first."""
    rows = (
        Observation.objects.within(scope)
        .filter(visit__in=list(visits))
        .select_related("by", "visit__room")
        .prefetch_related("photos")
    )
    found: defaultdict[int, list[Seen]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.visit_id].append(_seen(row))
    return dict(found)


def _seen(row: Observation) -> Seen:
    return Seen(
        sighting=sighting_of(row),
        pk=row.pk,
        by_name=row.by.get_full_name() or row.by.username,
        answer_name=row.get_answer_display(),
        limit=row.limit_m2,
        beside=row.beside_m2,
        excess=_excess(row),
        error_source=row.error_source,
        unjudged=row.unjudged,
        likeness=row.likeness,
        plan_area=row.plan_area_m2,
        told_verdict=row.told_verdict,
        photos=tuple(photo.uid for photo in row.photos.all()),
    )


def _excess(row: Observation) -> Decimal | None:
    """Return how far a judged room passes its limit."""
    if row.unjudged or row.area_m2 is None or row.limit_m2 is None:
        return None
    counted: Decimal = row.area_m2 + row.beside_m2
    return max(Decimal(0), counted - row.limit_m2)


def sighting_of(row: Observation) -> Sighting:
    """Return a stored observation as policy speaks of it."""
    measured = None
    if row.length_a_m is not None and row.length_b_m is not None:
        measured = Measured(length_a_m=row.length_a_m, length_b_m=row.length_b_m)
    return Sighting(
        uid=row.uid,
        room=str(row.visit.room.uid),
        by=row.by.username,
        answer=Answer(row.answer),
        seen_at=row.seen_at,
        sent_at=row.sent_at,
        received_at=row.received_at,
        measured=measured,
        error=row.error_m2 or Decimal(0),
        verdict=Verdict(row.verdict),
        person=row.person,
        note=row.note,
    )
