"""Who is where on a day: rooms with their holder, and the people seated in them.

Each question is one statement for a floor, a building or a whole scope alike.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which part of the register is asked about; None means not narrowed that way."""

    scope: Scope = Scope.EVERYTHING
    floor: int | None = None
    building: int | None = None
    room: uuid.UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRoom:
    """A room on a day and the organisation that holds it."""

    pk: int
    uid: uuid.UUID
    floor_id: int
    floor_name: str
    building_id: int
    building_code: str
    building_name: str
    region_code: str
    number: str
    name: str
    use: str
    area_m2: Decimal
    printed_area_m2: Decimal | None
    reading_confidence: Decimal | None
    drawing: str
    plan_since: dt.date
    footprint: str | None  # GeoJSON
    organisation_id: int | None
    organisation_code: str | None
    organisation: str | None
    organisation_since: dt.date | None
    free_since: dt.date  # the last allocation's end, or the day the room came to be


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatedPerson:
    """A person in a room on a day, with the post that counts: the main one."""

    room_id: int
    room_uid: uuid.UUID
    person_id: int
    code: str
    name: str
    since: dt.date
    until: dt.date | None
    left_on: dt.date | None
    left_by: str
    rank: str
    title: str
    is_principal: bool
    organisation_id: int | None
    organisation_code: str
    organisation: str
    organisation_region: str
    standard_level: str


def rooms_on(day: dt.date, part: Part) -> list[HeldRoom]:
    """Return the rooms of a part of the register as they are on a day, by building, floor and number."""
    return [HeldRoom(**row) for row in _rows(ROOMS, day, part)]


ROOMS = """
    -- One row a room: what it is that day, who holds it, since when it was free if nobody does.
    SELECT room.id AS pk, room.uid, version.floor_id, floor.name AS floor_name,
           building.id AS building_id, building.code AS building_code,
           building.name AS building_name, version.region_code, version.number, version.name,
           version.use, version.area_m2, version.printed_area_m2, version.reading_confidence,
           plan.source_name AS drawing, lower(plan.period) AS plan_since,
           ST_AsGeoJSON(version.footprint, 8) AS footprint,
           organisation.id AS organisation_id, organisation.code AS organisation_code,
           organisation.name AS organisation, lower(allocation.period) AS organisation_since,
           coalesce((SELECT max(upper(past.period)) FROM registry_allocation AS past
                      WHERE past.room_id = room.id AND upper(past.period) <= %(day)s::date),
                    (SELECT min(lower(first.period)) FROM registry_roomversion AS first
                      WHERE first.room_id = room.id)) AS free_since
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      JOIN registry_planversion AS plan ON plan.id = version.plan_version_id
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = room.id AND allocation.period @> %(day)s::date
      LEFT JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
     WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
       AND (%(floor)s IS NULL OR version.floor_id = %(floor)s)
       AND (%(building)s IS NULL OR floor.building_id = %(building)s)
       AND (%(room)s IS NULL OR room.uid = %(room)s::uuid)
     ORDER BY building.code, floor.ordinal, version.number, room.id
"""


def people_on(day: dt.date, part: Part) -> list[SeatedPerson]:
    """Return the people seated in a part of the register on a day, by room and staff number."""
    return [SeatedPerson(**row) for row in _rows(PEOPLE, day, part)]


PEOPLE = """
    -- One row a seat: the person and the main post, the last one held when it has ended.
    SELECT seat.room_id, room.uid AS room_uid, person.id AS person_id, person.code, person.name,
           lower(seat.period) AS since, upper(seat.period) AS until, person.left_on,
           person.left_by, coalesce(post.rank, '') AS rank,
           coalesce(post.title, '') AS title, coalesce(post.is_principal, false) AS is_principal,
           organisation.id AS organisation_id,
           coalesce(organisation.code, '') AS organisation_code,
           coalesce(organisation.name, '') AS organisation,
           coalesce(organisation.region_code, '') AS organisation_region,
           coalesce(organisation.standard_level, '') AS standard_level
      FROM registry_seat AS seat
      JOIN registry_room AS room ON room.id = seat.room_id
      JOIN registry_floor AS floor ON floor.id = room.floor_id
      JOIN registry_person AS person ON person.id = seat.person_id
      LEFT JOIN LATERAL (
           SELECT * FROM registry_post AS held
            WHERE held.person_id = person.id AND held.is_main
              AND lower(held.period) <= %(day)s::date
            ORDER BY lower(held.period) DESC LIMIT 1) AS post ON true
      LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
     WHERE seat.period @> %(day)s::date AND room.region_code LIKE %(scope)s
       AND (%(floor)s IS NULL OR room.floor_id = %(floor)s)
       AND (%(building)s IS NULL OR floor.building_id = %(building)s)
       AND (%(room)s IS NULL OR room.uid = %(room)s::uuid)
     ORDER BY seat.room_id, person.code
"""


def _rows(sql: str, day: dt.date, part: Part) -> list[dict[str, Any]]:
    if part.scope.prefix is None:
        return []
    values: dict[str, Any] = {
        "day": day,
        "scope": f"{part.scope.prefix}%",
        "floor": part.floor,
        "building": part.building,
        "room": None if part.room is None else str(part.room),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
