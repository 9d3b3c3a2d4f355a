"""People who may be given a room, and what the standard would say of each room with them in it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.policy.facts import SeatFact
from registry.policy.fitting import Fit, fits_of
from registry.policy.offices import offices_of
from registry.policy.standards import Standards
from registry.queries import standards as packs
from registry.queries.facts import Reach, rooms_known, seats_in, suites_of
from registry.queries.places import NotInSight
from registry.scope import Scope
from registry.terms import Departure, RoomUse

MOST_PEOPLE = 60  # as many as one looks through; who is not among them is searched for


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where somebody sits."""

    room: str
    number: str
    building: str
    floor_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody who may be given a room on a day."""

    code: str
    name: str
    rank: str
    rank_name: str
    title: str
    organisation: str
    organisation_code: str
    limit_m2: Decimal | None
    places: tuple[Place, ...]
    fact: SeatFact


def candidates(
    scope: Scope,
    *,
    day: dt.date,
    text: str = "",
    floor: int | None = None,
    code: str | None = None,
    most: int = MOST_PEOPLE,
) -> list[Candidate]:
    """Return the people at work on a day whom a text names: who has no seat first, then the floor's own."""
    if scope.prefix is None:
        return []
    values = {"day": day, "scope": f"{scope.prefix}%", "floor": floor, "code": code, "most": most}
    standards = Standards.on(day, packs.rule_packs())
    return [_candidate(row, day, standards) for row in _rows(PEOPLE, values | _patterns(text))]


def candidate(scope: Scope, *, code: str, day: dt.date) -> Candidate:
    """Return one person of the scope, at work or not."""
    found = candidates(scope, day=day, code=code, most=1)
    if not found:
        raise NotInSight(code)
    return found[0]


def _patterns(text: str) -> dict[str, str]:
    plain = text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return {"begins": f"{plain}%", "holds": f"%{plain}%"}


def _rows(sql: str, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


PEOPLE = """
    -- One row a person: the main post of the day and every seat of that day.
    SELECT person.code, person.name, person.left_on, person.left_by,
           coalesce(post.rank, '') AS rank, coalesce(post.title, '') AS title,
           coalesce(post.is_principal, false) AS is_principal,
           coalesce(organisation.code, '') AS organisation_code,
           coalesce(organisation.name, '') AS organisation,
           coalesce(organisation.standard_level, '') AS level,
           coalesce(organisation.region_code, '') AS region_code,
           coalesce(seated.places, '[]'::jsonb)::text AS places
      FROM registry_person AS person
      LEFT JOIN LATERAL (
           SELECT * FROM registry_post AS held
            WHERE held.person_id = person.id AND held.is_main AND held.period @> %(day)s::date
            LIMIT 1) AS post ON true
      LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
      LEFT JOIN LATERAL (
           SELECT jsonb_agg(jsonb_build_object(
                      'room', room.uid, 'building', building.name, 'floor_id', floor.id,
                      'number', coalesce(nullif(version.number, ''), version.name, ''))
                      ORDER BY lower(seat.period)) AS places
             FROM registry_seat AS seat
             JOIN registry_room AS room ON room.id = seat.room_id
             JOIN registry_floor AS floor ON floor.id = room.floor_id
             JOIN registry_building AS building ON building.id = floor.building_id
             LEFT JOIN registry_roomversion AS version
               ON version.room_id = room.id AND version.period @> %(day)s::date
            WHERE seat.person_id = person.id AND seat.period @> %(day)s::date) AS seated ON true
     WHERE person.region_code LIKE %(scope)s
       AND (%(code)s::text = person.code
            OR %(code)s::text IS NULL AND post.id IS NOT NULL
               AND (person.left_on IS NULL OR person.left_on > %(day)s::date)
               AND (person.name LIKE %(begins)s OR person.code ILIKE %(begins)s
                    OR post.title LIKE %(begins)s OR organisation.name LIKE %(holds)s))
     ORDER BY seated.places IS NOT NULL,
              organisation.id NOT IN (
                  SELECT allocation.organisation_id
                    FROM registry_allocation AS allocation
                    JOIN registry_room AS near ON near.id = allocation.room_id
                   WHERE near.floor_id = %(floor)s AND allocation.period @> %(day)s::date),
              organisation.code, post.rank, person.code
     LIMIT %(most)s
"""


def _candidate(row: dict[str, Any], day: dt.date, standards: Standards) -> Candidate:
    limit = standards.limit(row["level"], row["rank"], row["region_code"])
    return Candidate(
        code=row["code"],
        name=row["name"],
        rank=row["rank"],
        rank_name=limit.name if limit else row["rank"],
        title=row["title"],
        organisation=row["organisation"],
        organisation_code=row["organisation_code"],
        limit_m2=limit.net_area if limit else None,
        places=tuple(Place(**place) for place in json.loads(row["places"])),
        fact=_fact(row, day),
    )


def _fact(row: dict[str, Any], day: dt.date) -> SeatFact:
    return SeatFact(
        person=row["code"],
        person_name=row["name"],
        room="",
        rank=row["rank"],
        level=row["level"],
        organisation=row["organisation_code"],
        region_code=row["region_code"],
        is_principal=row["is_principal"],
        since=day,
        left_on=row["left_on"],
        left_by=Departure(row["left_by"]) if row["left_by"] else None,
    )


# --- where somebody may sit -------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """What each of some rooms would be with a person in it, and the organisations named there."""

    person: Candidate
    by_room: Mapping[str, Fit]
    organisations: Mapping[str, str]  # by code


def fits_for(person: Candidate, rooms: Iterable[int], *, day: dt.date) -> Fits:
    """Return what each of some rooms would be with a person in it, by what the policy says."""
    asked = set(rooms)
    reach = Reach(keys=tuple(sorted(suites_of(asked, day=day))))
    known = [room for room in rooms_known(day, reach) if room.fact.use is not RoomUse.CIRCULATION]
    facts = {room.fact.uid: room.fact for room in known}
    seats = [seat.fact for seat in seats_in(day, reach)]
    offices = offices_of(facts.values(), seats, day)
    fits = fits_of(person.fact, facts, offices, Standards.on(day, packs.rule_packs()))
    here = {room.fact.uid for room in known if room.pk in asked}
    return Fits(
        person=person,
        by_room={uid: fit for uid, fit in fits.items() if uid in here},
        organisations=_names({fact.organisation for fact in facts.values()} - {None}),
    )


def _names(codes: Iterable[str | None]) -> dict[str, str]:
    values = {"codes": sorted(code for code in codes if code)}
    return {row["code"]: row["name"] for row in _rows(NAMES, values)}


NAMES = "SELECT code, name FROM registry_organisation WHERE code = ANY(%(codes)s::text[])"


def rooms_of_floor(floor: int) -> Sequence[int]:
    """Return the keys of every room a floor ever had."""
    return [row["id"] for row in _rows(ROOMS, {"floor": floor})]


ROOMS = "SELECT id FROM registry_room WHERE floor_id = %(floor)s"


# --- organisations ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An organisation rooms can be given to."""

    code: str
    name: str


def holders(scope: Scope, *, text: str = "", most: int = MOST_PEOPLE) -> list[Holder]:
    """Return the organisations of a scope whose name holds a text."""
    if scope.prefix is None:
        return []
    values = {"scope": f"{scope.prefix}%", "most": most} | _patterns(text)
    return [Holder(**row) for row in _rows(HOLDERS, values)]


HOLDERS = """
    SELECT code, name FROM registry_organisation
     WHERE region_code LIKE %(scope)s AND (name LIKE %(holds)s OR code ILIKE %(begins)s)
     ORDER BY region_code, code LIMIT %(most)s
"""
