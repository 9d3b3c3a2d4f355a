"""One room from every side, each asked for by itself: outline, past, papers, findings.

RoomKey   间   a room an account may see, with the keys the other questions need
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import Finding, RoomVersion
from registry.policy.proofs import MeasuredRoom, room_of
from registry.queries.facts import suites_of
from registry.queries.findings import rule_label, sentence_of
from registry.queries.places import NotInSight
from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomKey:
    """A room that an account may see."""

    pk: int
    uid: uuid.UUID
    floor_id: int
    building_id: int
    building: str
    region_code: str


def room_key(scope: Scope, *, uid: uuid.UUID) -> RoomKey:
    """Return a room inside the scope, whenever it existed."""
    found = [] if scope.prefix is None else _rows(KEY, {"uid": str(uid)})
    if not found or not scope.covers(found[0]["region_code"]):
        raise NotInSight(str(uid))
    return RoomKey(**found[0])


KEY = """
    SELECT room.id AS pk, room.uid, room.floor_id, floor.building_id, building.name AS building,
           room.region_code
      FROM registry_room AS room
      JOIN registry_floor AS floor ON floor.id = room.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE room.uid = %(uid)s::uuid
"""


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# --- outline ----------------------------------------------------------------------


def measured(room: RoomKey, *, day: dt.date) -> list[MeasuredRoom]:
    """Return a room edge by edge, with every space that counts with it, the room itself first."""
    keys = suites_of([room.pk], day=day)
    versions = RoomVersion.objects.on(day).filter(room__in=keys).select_related("room")
    return [
        _measured(each) for each in sorted(versions, key=lambda v: (v.room_id != room.pk, v.pk))
    ]


def _measured(version: RoomVersion) -> MeasuredRoom:
    return room_of(
        uid=str(version.room.uid),
        number=version.number or version.name,
        space=version.space,
        outline=[[(x, y) for x, y, *_ in ring] for ring in version.plan.coords],
        registered=version.area_m2,
    )


# --- past -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened to a room."""

    day: dt.date
    what: str  # drawn, redrawn, edited, edit_undone, removed, allocated, released, seated, vacated
    named: str
    area: Decimal | None
    reason: str
    by: str
    at: dt.datetime | None
    edits: tuple[tuple[str, str, str], ...] = ()  # of what, before, after


def past_of(room: RoomKey, *, with_people: bool, with_accounts: bool) -> list[Event]:
    """Return what happened to a room, the latest first; names only to those who may see them."""
    events = [_event(**row) for row in _rows(PAST, {"room": room.pk})]
    return [_as_allowed(event, with_people, with_accounts) for event in events]


def _event(*, rows: str | None, **values: Any) -> Event:
    edited = [row for row in json.loads(rows or "[]") if "after" in row]
    edits = [
        (name, row["before"][name], after)
        for row in edited
        for name, after in row["after"].items()
        if row["before"][name] != after
    ]
    return Event(**values, edits=tuple(edits))


def _as_allowed(event: Event, with_people: bool, with_accounts: bool) -> Event:
    is_person = event.what in ("seated", "vacated")
    return replace(
        event,
        named="" if is_person and not with_people else event.named,
        reason=event.reason if with_people else "",
        by=event.by if with_accounts else "",
    )


PAST = """
    -- One row a happening. Why and by whom stand with the entry that the database itself kept.
    WITH drawn AS (
        -- One row a plan the room stands in, however often it was edited there.
        SELECT plan_version_id, min(lower(period)) AS day,
               (array_agg(area_m2 ORDER BY period))[1] AS area
          FROM registry_roomversion WHERE room_id = %(room)s
         GROUP BY plan_version_id
    ), happened AS (
        SELECT drawn.day, CASE WHEN row_number() OVER (ORDER BY drawn.day) = 1
                    THEN 'drawn' ELSE 'redrawn' END AS what,
               plan.source_name::text AS named, drawn.area, NULL::uuid AS context,
               plan.recorded_at AS at
          FROM drawn
          JOIN registry_planversion AS plan ON plan.id = drawn.plan_version_id
        UNION ALL
        SELECT max(upper(period)), 'removed', '', NULL, NULL, NULL
          FROM registry_roomversion WHERE room_id = %(room)s
        HAVING bool_and(upper(period) IS NOT NULL)
        UNION ALL
        SELECT lower(allocation.period), 'allocated', organisation.name, NULL,
               first.pgh_context_id, first.pgh_created_at
          FROM registry_allocation AS allocation
          JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
          LEFT JOIN registry_allocationevent AS first
            ON first.pgh_obj_id = allocation.id AND first.pgh_label = 'insert'
         WHERE allocation.room_id = %(room)s
        UNION ALL
        SELECT upper(allocation.period), 'released', organisation.name, NULL,
               last.pgh_context_id, last.pgh_created_at
          FROM registry_allocation AS allocation
          JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
          LEFT JOIN LATERAL (
               SELECT * FROM registry_allocationevent AS entry
                WHERE entry.pgh_obj_id = allocation.id ORDER BY pgh_id DESC LIMIT 1) AS last ON true
         WHERE allocation.room_id = %(room)s AND upper(allocation.period) IS NOT NULL
        UNION ALL
        SELECT lower(seat.period), 'seated', person.name, NULL,
               first.pgh_context_id, first.pgh_created_at
          FROM registry_seat AS seat
          JOIN registry_person AS person ON person.id = seat.person_id
          LEFT JOIN registry_seatevent AS first
            ON first.pgh_obj_id = seat.id AND first.pgh_label = 'insert'
         WHERE seat.room_id = %(room)s
        UNION ALL
        SELECT upper(seat.period), 'vacated', person.name, NULL,
               last.pgh_context_id, last.pgh_created_at
          FROM registry_seat AS seat
          JOIN registry_person AS person ON person.id = seat.person_id
          LEFT JOIN LATERAL (
               SELECT * FROM registry_seatevent AS entry
                WHERE entry.pgh_obj_id = seat.id ORDER BY pgh_id DESC LIMIT 1) AS last ON true
         WHERE seat.room_id = %(room)s AND upper(seat.period) IS NOT NULL
    )
    SELECT happened.day, happened.what, happened.named, happened.area,
           coalesce(context.metadata ->> 'reason', '') AS reason,
           coalesce(account.username, '') AS by, happened.at, NULL::jsonb AS rows
      FROM happened
      LEFT JOIN pghistory_context AS context ON context.id = happened.context
      LEFT JOIN registry_user AS account ON account.id::text = context.metadata ->> 'user'
     WHERE happened.day IS NOT NULL
     UNION ALL
    SELECT act.start, CASE act.verb WHEN 'edit' THEN 'edited' ELSE 'edit_undone' END, '', NULL,
           act.reason, account.username, act.at, act.rows
      FROM registry_roomact AS act
      JOIN registry_user AS account ON account.id = act.by_id
     WHERE act.rows @> jsonb_build_array(
               jsonb_build_object('room', %(room)s::bigint, 'table', 'roomversion'))
     ORDER BY day DESC, at DESC NULLS LAST, what
"""


# --- findings and papers ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingOfRoom:
    """A finding that speaks of a room."""

    pk: int
    rule: str
    label: str
    sentence: str
    state: str
    detected_on: dt.date
    resolved_on: dt.date | None
    is_open: bool


def findings_of(room: RoomKey, scope: Scope, *, with_people: bool) -> list[FindingOfRoom]:
    """Return the findings on a room, open ones first, the latest first among them."""
    rows = Finding.objects.within(scope).filter(room_id=room.pk)
    ordered = sorted(rows, key=lambda row: (row.resolved_on is not None, -row.pk))
    return [
        FindingOfRoom(
            pk=row.pk,
            rule=row.rule,
            label=rule_label(row.rule),
            sentence=sentence_of(row, with_people=with_people),
            state=str(row.get_state_display()),
            detected_on=row.detected_on,
            resolved_on=row.resolved_on,
            is_open=row.resolved_on is None,
        )
        for row in ordered
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that something about a room rests on."""

    kind: str  # drawing, allocation, second_office, certificate, approval
    name: str
    detail: str
    since: dt.date
    until: dt.date | None


def papers_of(room: RoomKey) -> Sequence[Paper]:
    """Return the documents behind a room, the latest first."""
    return [Paper(**row) for row in _rows(PAPERS, {"room": room.pk, "building": room.building_id})]


PAPERS = """
    SELECT 'drawing' AS kind, plan.source_name AS name, left(plan.sha256, 12) AS detail,
           lower(plan.period) AS since, upper(plan.period) AS until
      FROM registry_planversion AS plan
     WHERE plan.id IN (SELECT plan_version_id FROM registry_roomversion WHERE room_id = %(room)s)
     UNION ALL
    SELECT 'allocation', allocation.document_no, organisation.name,
           lower(allocation.period), upper(allocation.period)
      FROM registry_allocation AS allocation
      JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
     WHERE allocation.room_id = %(room)s AND allocation.document_no <> ''
     UNION ALL
    SELECT 'second_office', seat.second_office_no, '', lower(seat.period), upper(seat.period)
      FROM registry_seat AS seat
     WHERE seat.room_id = %(room)s AND seat.second_office_no <> ''
     UNION ALL
    SELECT 'approval', act.approval_no, act.reason, act.start, NULL
      FROM registry_roomact AS act
     WHERE act.approval_no <> '' AND act.verb = 'seat'
       AND act.rows @> jsonb_build_array(jsonb_build_object('room', %(room)s::bigint))
       AND NOT EXISTS (SELECT 1 FROM registry_roomact AS undoing WHERE undoing.undoes_id = act.id)
     UNION ALL
    SELECT 'certificate', certificate.number, holder.name,
           lower(certificate.period), upper(certificate.period)
      FROM registry_certificate AS certificate
      JOIN registry_baunit AS unit ON unit.id = certificate.unit_id
      JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
     WHERE unit.building_id = %(building)s AND upper_inf(certificate.recorded)
     ORDER BY since DESC, kind, name
"""
