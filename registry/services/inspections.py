"""Inspections: rooms planned, observations taken in once, and what they ask of open findings."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import pghistory
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from registry.errors import (
    NotAnInspector,
    NothingToVisit,
    NotOnYourPlan,
    SameIdOtherContent,
    TooLarge,
)
from registry.models import (
    InspectionPlan,
    Observation,
    ObservationPhoto,
    PlannedVisit,
    Region,
    Room,
    User,
)
from registry.models.periods import from_day
from registry.photos import photo_of
from registry.policy.sightings import Sighting
from registry.policy.visits import Answer, Measured, judged, likeness
from registry.queries.visits import Card, cards, sighting_of
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.inspected_findings import tell_findings
from registry.services.reassessment import assess_edits
from registry.terms import Verdict

MOST_PHOTO_MB = 6  # a phone's picture after the page has made it smaller is a tenth of that
MOST_PHOTO_BYTES = MOST_PHOTO_MB * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a phone says of one visit."""

    uid: uuid.UUID
    visit: int
    answer: Answer
    measured: Measured | None
    person: str
    note: str
    verdict: str  # what the phone showed, "" when nothing
    seen_at: dt.datetime
    sent_at: dt.datetime


# --- plans --------------------------------------------------------------------------


@transaction.atomic
def plan_inspection(
    *,
    name: str,
    first_day: dt.date,
    last_day: dt.date,
    inspector: User,
    rooms: Sequence[int],
    reason: str,
    by: User,
    second_inspector: User | None = None,
) -> InspectionPlan:
    """Send one or two inspectors to some rooms within some days; rooms out of sight are left out."""
    inside = list(Room.objects.within(by.scope).filter(pk__in=rooms))
    if not inside:
        raise NothingToVisit
    region = _region_around(inside, on=first_day)
    must_be_allowed(by, Permission.INSPECT_ROOM, region_code=region.code)
    for each in filter(None, (inspector, second_inspector)):
        _must_reach(each, inside)
    with pghistory.context(user=by.pk, reason=reason):
        plan = InspectionPlan.objects.create(
            region=region,
            name=name,
            period=from_day(first_day, last_day + dt.timedelta(days=1)),
            inspector=inspector,
            second_inspector=second_inspector,
            reason=reason,
            made_by=by,
        )
        PlannedVisit.objects.bulk_create(PlannedVisit(plan=plan, room=room) for room in inside)
    return plan


def _region_around(rooms: Sequence[Room], *, on: dt.date) -> Region:
    """Return the narrowest division that has all of some rooms."""
    codes = {room.region_code for room in rooms}
    region = Region.objects.on(on).get(code=min(codes))
    while region.parent and not all(region.scope.covers(code) for code in codes):
        region = region.parent
    return region


def _must_reach(inspector: User, rooms: Sequence[Room]) -> None:
    """Refuse an inspector who could not open one of the rooms."""
    if not inspector.may(Permission.INSPECT_ROOM) or not all(
        inspector.scope.covers(room.region_code) for room in rooms
    ):
        raise NotAnInspector(name=inspector.get_full_name() or inspector.username)


@transaction.atomic
def close_plan(*, plan: InspectionPlan, by: User, on: dt.date) -> InspectionPlan:
    """End a plan: phones no longer list it, and what was seen stays."""
    row = InspectionPlan.objects.select_for_update().get(pk=plan.pk)
    must_be_allowed(by, Permission.INSPECT_ROOM, region_code=row.region_code)
    with pghistory.context(user=by.pk, reason="closed"):
        row.closed_on = on
        row.save(update_fields=["closed_on"])
    return row


# --- observations -------------------------------------------------------------------


@transaction.atomic
def record_observation(
    *, told: Told, by: User, at: dt.datetime, day: dt.date
) -> tuple[Observation, bool]:
    """Take in what a phone tells, and whether it was new; told again it changes nothing.

    The visit is locked, so that two deliveries of one record wait for each other. A plan that was
    closed while the phone had no signal still takes what was seen before.
    """
    visit = _visit_of(told, by)
    if (
        known := Observation.objects.filter(uid=told.uid)
        .select_related("visit__room", "by")
        .first()
    ):
        return _the_same(known, told, by, visit), False
    made = Observation.objects.create(**_row(told, visit, by, at, _day_seen(told, visit, at, day)))
    assess_edits(day=day)
    tell_findings(made, by=by, on=day)
    return made, True


def _day_seen(told: Told, visit: PlannedVisit, at: dt.datetime, today: dt.date) -> dt.date:
    """Return the day a room was seen, by the register's clock, within the plan's days.

    A record may wait for a signal while the register goes on: it is judged as of that day.
    """
    seen = timezone.localdate(told.seen_at + (at - told.sent_at))
    return min(max(seen, visit.plan.period.lower), today)


def _visit_of(told: Told, by: User) -> PlannedVisit:
    """Return the visit a record is about, held until the end, if the inspector was sent there."""
    visits = PlannedVisit.objects.within(by.scope).select_for_update(of=("self",))
    visit = visits.select_related("plan", "room").filter(pk=told.visit).first()
    if visit is None or by.pk not in (visit.plan.inspector_id, visit.plan.second_inspector_id):
        raise NotOnYourPlan
    must_be_allowed(by, Permission.INSPECT_ROOM, region_code=visit.region_code)
    return visit


def _the_same(known: Observation, told: Told, by: User, visit: PlannedVisit) -> Observation:
    """Return the record that is there already; refuse another one under its id."""
    again = Sighting(
        uid=told.uid,
        room=str(visit.room.uid),
        by=by.username,
        answer=told.answer,
        seen_at=told.seen_at,
        sent_at=told.sent_at,
        received_at=told.sent_at,
        measured=told.measured,
        person=told.person,
        note=told.note,
    )
    if known.visit_id != visit.pk or sighting_of(known).content != again.content:
        raise SameIdOtherContent(uid=str(told.uid))
    return known


def _row(
    told: Told, visit: PlannedVisit, by: User, at: dt.datetime, day: dt.date
) -> dict[str, object]:
    """Return an observation's columns: what was told, and what the standard says of it that day."""
    found = cards([visit], day=day)
    if not found:
        raise NotOnYourPlan
    return {
        "uid": told.uid,
        "visit": visit,
        "by": by,
        "answer": told.answer.value,
        "person": told.person,
        "note": told.note,
        "told_verdict": told.verdict if told.verdict in set(Verdict) else "",
        "seen_at": told.seen_at,
        "sent_at": told.sent_at,
        "received_at": at,
        **_figures(told.measured, found[0]),
    }


def _figures(measured: Measured | None, card: Card) -> dict[str, object]:
    """Return what two lengths say of a room."""
    allowance = card.expected.allowance
    said = judged(measured, allowance, is_rectangle=card.is_rectangle)
    figures: dict[str, object] = {
        "plan_area_m2": card.area,
        "beside_m2": allowance.beside,
        "limit_m2": allowance.limit,
        "tolerance_m2": allowance.tolerance,
        "error_m2": said.error,
        "error_source": said.source.value if said.source else "",
        "verdict": said.verdict.value,
        "unjudged": said.reason.value if said.reason else "",
    }
    if measured is not None:
        like = likeness(measured, card.area, allowance.survey, is_rectangle=card.is_rectangle)
        figures |= {
            "length_a_m": measured.length_a_m,
            "length_b_m": measured.length_b_m,
            "likeness": like.value,
        }
    return figures


@transaction.atomic
def keep_photo(
    *, observation: uuid.UUID, uid: uuid.UUID, content: bytes, by: User, at: dt.datetime
) -> ObservationPhoto:
    """Keep a photo of one's own observation without what the camera wrote beside it, once."""
    mine = Observation.objects.within(by.scope).select_for_update(of=("self",))
    row = mine.get(uid=observation, by=by)
    if len(content) > MOST_PHOTO_BYTES:
        raise TooLarge(most=str(MOST_PHOTO_MB))
    photo = photo_of(content)
    digest = hashlib.sha256(photo.content).hexdigest()
    if known := ObservationPhoto.objects.filter(observation=row, sha256=digest).first():
        return known
    return ObservationPhoto.objects.create(
        uid=uid,
        observation=row,
        file=ContentFile(photo.content, name=f"{uid}{photo.suffix}"),
        content_type=photo.content_type,
        sha256=digest,
        size_bytes=len(photo.content),
        received_at=at,
    )
