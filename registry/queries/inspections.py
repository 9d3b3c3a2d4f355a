"""Inspections as the desk sees them: plans with their progress, rooms with what was seen in them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from registry.models import (
    Finding,
    InspectionPlan,
    ObservationPhoto,
    Organisation,
    PlannedVisit,
    RoomVersion,
)
from registry.policy.moves import PUT_RIGHT, State
from registry.policy.sightings import Disagreement, disagreements
from registry.queries.findings import rule_label
from registry.queries.places import NotInSight
from registry.queries.visits import Card, Seen, cards, plans, seen_on
from registry.scope import Scope
from registry.terms import RoomUse, Verdict

MOST_ROOMS = 400  # in one plan: more than two people walk through in a week
MOST_PLANS = 200
OVER_LIMIT = "R-OFF-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An open finding of a visited room."""

    pk: int
    rule: str
    label: str
    state: str
    recheck_on: dt.date | None
    recheck_because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitedRoom:
    """A room of a plan with everything seen in it."""

    card: Card
    seen: Sequence[Seen]
    disagreements: Sequence[Disagreement]
    findings: Sequence[Marked]

    @property
    def is_over(self) -> bool:
        """Return whether somebody measured the room over its limit."""
        return any(each.sighting.verdict is Verdict.OVER for each in self.seen)

    @property
    def is_unknown(self) -> bool:
        """Return whether the room was measured over its limit and no open finding says so."""
        return self.is_over and not any(mark.rule == OVER_LIMIT for mark in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A plan with its rooms, in the order somebody walks."""

    plan: InspectionPlan
    rooms: Sequence[VisitedRoom]
    gone: int  # rooms that the register no longer has on that day

    @property
    def seen(self) -> int:
        """Return how many rooms somebody was in or before."""
        return sum(bool(room.seen) for room in self.rooms)

    @property
    def over(self) -> int:
        """Return how many rooms were measured over their limit."""
        return sum(room.is_over for room in self.rooms)

    @property
    def disputed(self) -> int:
        """Return in how many rooms the inspectors do not agree."""
        return sum(bool(room.disagreements) for room in self.rooms)

    @property
    def rechecks(self) -> int:
        """Return how many open findings wait for somebody to look again."""
        return sum(bool(mark.recheck_on) for room in self.rooms for mark in room.findings)


def listed(scope: Scope) -> QuerySet[InspectionPlan]:
    """Return the plans of a scope with how many rooms they have and how many were seen."""
    observed = Q(visits__observations__isnull=False)
    over = Q(visits__observations__verdict=Verdict.OVER.value)
    return plans(scope).annotate(
        whole=Count("visits", distinct=True),
        seen=Count("visits", filter=observed, distinct=True),
        over=Count("visits", filter=over, distinct=True),
    )[:MOST_PLANS]


def plan(scope: Scope, *, pk: int) -> InspectionPlan:
    """Return a plan inside the scope."""
    return plans(scope).get(pk=pk)


def results(of: InspectionPlan, scope: Scope, *, today: dt.date) -> Results:
    """Return what was seen in the rooms of a plan, beside what the register expects there."""
    visits = list(PlannedVisit.objects.within(scope).filter(plan=of))
    last_day = of.period.upper - dt.timedelta(days=1)
    known = cards(visits, day=min(today, last_day))
    seen = seen_on(visits, scope)
    marks = _findings([card.room_id for card in known], scope)
    rooms = [_visited(card, seen.get(card.visit, []), marks) for card in known]
    return Results(plan=of, rooms=rooms, gone=len(visits) - len(rooms))


def _visited(
    card: Card, seen: Sequence[Seen], marks: Mapping[int, Sequence[Marked]]
) -> VisitedRoom:
    return VisitedRoom(
        card=card,
        seen=seen,
        disagreements=disagreements(each.sighting for each in seen),
        findings=marks.get(card.room_id, ()),
    )


def _findings(rooms: Sequence[int], scope: Scope) -> dict[int, list[Marked]]:
    """Return the findings of some rooms that are not resolved."""
    rows = Finding.objects.within(scope).filter(room__in=rooms).exclude(state=State.RESOLVED)
    found: defaultdict[int, list[Marked]] = defaultdict(list)
    for row in rows.order_by("rule", "key"):
        found[row.room_id or 0].append(
            Marked(
                pk=row.pk,
                rule=row.rule,
                label=rule_label(row.rule),
                state=row.get_state_display(),
                recheck_on=row.recheck_on,
                recheck_because=row.recheck_because,
            )
        )
    return found


# --- choosing rooms -----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which rooms somebody thinks of visiting."""

    floor: int | None = None
    building: int | None = None
    organisation: int | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A room that may be put on a plan."""

    room_id: int
    uid: uuid.UUID
    number: str
    name: str
    building: str
    floor_id: int
    floor: str
    organisation: str
    area: Decimal
    rules: tuple[str, ...]


def candidates(scope: Scope, choice: Choice, *, day: dt.date) -> list[Candidate]:
    """Return the rooms of a floor, or those with open findings that a choice leaves."""
    rooms = RoomVersion.objects.within(scope).on(day).exclude(use=RoomUse.CIRCULATION.value)
    if choice.floor is not None:
        rooms = rooms.filter(floor=choice.floor)
    else:
        rooms = rooms.filter(room__in=_with_findings(scope, choice).values("room"))
    rows = list(
        rooms.select_related("room", "floor__building").order_by(
            "floor__building__code", "floor__ordinal", "number", "pk"
        )[:MOST_ROOMS]
    )
    keys = [row.room_id for row in rows]
    marks, holders = _findings(keys, scope), _holders(keys, day)
    return [_candidate(row, marks.get(row.room_id, ()), holders) for row in rows]


def _with_findings(scope: Scope, choice: Choice) -> QuerySet[Finding]:
    found = Finding.objects.within(scope).filter(state__in=PUT_RIGHT, room__isnull=False)
    if choice.building is not None:
        found = found.filter(room__floor__building=choice.building)
    if choice.organisation is not None:
        found = found.filter(organisation=choice.organisation)
    return found.filter(rule=choice.rule) if choice.rule else found


def _holders(rooms: Sequence[int], day: dt.date) -> dict[int, str]:
    """Return which organisation holds each room on a day."""
    held = Organisation.objects.filter(
        allocations__room__in=rooms, allocations__period__contains=day
    )
    return dict(held.values_list("allocations__room", "name"))


def _candidate(row: RoomVersion, marks: Sequence[Marked], holders: Mapping[int, str]) -> Candidate:
    return Candidate(
        room_id=row.room_id,
        uid=row.room.uid,
        number=row.number,
        name=row.name,
        building=row.floor.building.name,
        floor_id=row.floor_id,
        floor=row.floor.name,
        organisation=holders.get(row.room_id, ""),
        area=row.area_m2,
        rules=tuple(mark.label for mark in marks),
    )


def filters(scope: Scope) -> dict[str, list[tuple[str, str]]]:
    """Return what rooms with open findings can be narrowed to: organisations, buildings, rules."""
    found = Finding.objects.within(scope).filter(state__in=PUT_RIGHT, room__isnull=False)
    rows = found.values_list(
        "organisation",
        "organisation__name",
        "room__floor__building",
        "room__floor__building__name",
        "rule",
    )
    kept = list(rows.order_by().distinct())
    return {
        "organisation": _named((row[0], row[1]) for row in kept if row[0]),
        "building": _named((row[2], row[3]) for row in kept),
        "rule": _named((row[4], rule_label(row[4])) for row in kept),
    }


def _named(pairs: object) -> list[tuple[str, str]]:
    unique = {(str(key), str(name)) for key, name in pairs}  # type: ignore[attr-defined]
    return sorted(unique, key=lambda pair: pair[1])


# --- photos and labels --------------------------------------------------------------


def photo(scope: Scope, *, uid: uuid.UUID) -> ObservationPhoto:
    """Return a photo of a room inside the scope."""
    return ObservationPhoto.objects.within(scope).get(uid=uid)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """What a door's label says."""

    room: uuid.UUID
    number: str
    name: str
    building: str
    floor: str


def doors(
    scope: Scope, *, day: dt.date, floor: int | None = None, plan_pk: int | None = None
) -> list[Door]:
    """Return the doors of a floor or of a plan, in the order somebody walks."""
    rooms = RoomVersion.objects.within(scope).on(day).exclude(use=RoomUse.CIRCULATION.value)
    if plan_pk is not None:
        visits = PlannedVisit.objects.within(scope).filter(plan=plan(scope, pk=plan_pk))
        rooms = rooms.filter(room__in=visits.values("room"))
    else:
        rooms = rooms.filter(floor=floor)
    found = rooms.select_related("room", "floor__building").order_by(
        "floor__building__code", "floor__ordinal", "number", "pk"
    )
    if not found:
        raise NotInSight("labels")
    return [
        Door(
            room=row.room.uid,
            number=row.number,
            name=row.name,
            building=row.floor.building.name,
            floor=row.floor.name,
        )
        for row in found
    ]
