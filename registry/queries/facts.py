"""The register as policy is told of it: facts of a day, for a whole scope or for a few rooms.

KnownRoom, KnownSeat   a fact beside the keys its row is kept under
Reach                  which part is asked about; None means everything in the scope
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection

from registry.policy import OrganisationFact, RoomFact, SeatFact
from registry.policy.facts import OnSiteFact
from registry.queries.prepared import Prepared
from registry.scope import Scope
from registry.terms import Departure, Level, RoomUse, Space

# A shared toilet or corridor belongs to nobody and is not idle; an office nobody has is.
IDLE_USES = frozenset({RoomUse.OFFICE, RoomUse.TECHNICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The rooms, organisations or buildings asked about."""

    scope: Scope = Scope.EVERYTHING
    keys: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRoom:
    """A room on a day."""

    pk: int
    floor_id: int
    building_id: int
    fact: RoomFact


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSeat:
    """A seat on a day."""

    room_id: int
    person_id: int
    fact: SeatFact


def rows_of(sql: str, day: dt.date, reach: Reach) -> list[dict[str, Any]]:
    """Return the rows of a statement about a reach, by column name."""
    if reach.scope.prefix is None or reach.keys == ():
        return []
    values: dict[str, Any] = {
        "zone": settings.TIME_ZONE,
        "day": day,
        "scope": f"{reach.scope.prefix}%",
        "keys": None if reach.keys is None else list(reach.keys),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# --- rooms ------------------------------------------------------------------------


def rooms_known(day: dt.date, reach: Reach) -> list[KnownRoom]:
    """Return the rooms of a reach on a day; circulation is among them and no fact of policy's."""
    return [_room(**row) for row in rows_of(ROOMS, day, reach)]


def _room(
    *,
    pk: int,
    floor_id: int,
    building_id: int,
    uid: Any,
    use: str,
    space: str,
    counts_with: Any,
    approved_use: str | None,
    free_since: dt.date | None,
    seen: dict[str, str] | None,
    **known: Any,
) -> KnownRoom:
    fact = RoomFact(
        uid=str(uid),
        use=RoomUse(use),
        space=Space(space),
        counts_with=str(counts_with) if counts_with else None,
        approved_use=RoomUse(approved_use) if approved_use else None,
        idle_since=free_since if RoomUse(use) in IDLE_USES else None,
        on_site=_on_site(**seen) if seen else None,
        **known,
    )
    return KnownRoom(pk=pk, floor_id=floor_id, building_id=building_id, fact=fact)


def _on_site(*, a: str, b: str, on: str, record: str) -> OnSiteFact:
    """Return two lengths as policy speaks of them; JSON holds them as text."""
    day = dt.date.fromisoformat(on)
    return OnSiteFact(length_a_m=Decimal(a), length_b_m=Decimal(b), on=day, record=record)


# Since when nobody has a room: an organisation left it, or it was given back; else since it is there.
FREE_SINCE = """
    coalesce(greatest((SELECT max(upper(past.period)) FROM registry_allocation AS past
                        WHERE past.room_id = room.id AND upper(past.period) <= %(day)s::date),
                      (SELECT max(past.given_back_on) FROM registry_letting AS past
                        WHERE past.room_id = room.id AND past.given_back_on <= %(day)s::date
                          AND NOT past.is_mistaken)),
             (SELECT min(lower(first.period)) FROM registry_roomversion AS first
               WHERE first.room_id = room.id))
"""
# A plan is a promise with a day: once that has passed undone, nothing excuses the idle room.
PLAN_COUNTS = """
    plan.approved_on <= %(day)s::date AND plan.due_on >= %(day)s::date
    AND (plan.ended_on IS NULL OR plan.ended_on > %(day)s::date) AND plan.outcome <> 'mistaken'
"""
# Letting is one of the six exits, as long as it is approved and the room is not overdue.
LETTING_IS_LAWFUL = """
    lower(letting.period) <= %(day)s::date
    AND (upper(letting.period) IS NULL OR upper(letting.period) >= %(day)s::date)
    AND (letting.given_back_on IS NULL OR letting.given_back_on > %(day)s::date)
    AND letting.approved_on <= %(day)s::date AND NOT letting.is_mistaken
"""

ROOMS = f"""
    WITH measured AS (
        -- One row a room that somebody measured: the last two lengths known that day. What differs
        -- from the plan by a slip of the key or is no rectangle says nothing of an area.
        SELECT DISTINCT ON (visit.room_id) visit.room_id, seen.plan_area_m2,
               json_build_object('a', seen.length_a_m::text, 'b', seen.length_b_m::text,
                                 'on', seen.day::text, 'record', seen.uid) AS lengths
          FROM registry_plannedvisit AS visit
          JOIN (SELECT *, ((seen_at + (received_at - sent_at)) AT TIME ZONE %(zone)s)::date AS day
                  FROM registry_observation
                 WHERE likeness IN ('agrees', 'differs')) AS seen ON seen.visit_id = visit.id
         WHERE seen.day <= %(day)s::date
           AND (%(keys)s::bigint[] IS NULL OR visit.room_id = ANY(%(keys)s::bigint[]))
         ORDER BY visit.room_id, seen.seen_at + (seen.received_at - seen.sent_at) DESC, seen.id DESC
    )
    -- One row a room: what it is that day, who holds it and who should by its certificate, since
    -- when it was free if nobody does, whether it is disposed of by a plan whose day has not passed
    -- or by a lawful letting, and what was measured in it since it is drawn as it is.
    SELECT room.id AS pk, version.floor_id, floor.building_id, room.uid, version.use,
           version.space, host.uid AS counts_with,
           coalesce(nullif(version.number, ''), version.name) AS number,
           version.area_m2 AS area, version.region_code,
           organisation.code AS organisation, coalesce(organisation.name, '') AS organisation_name,
           allocation.approved_use,
           version.reading_confidence AS confidence,
           approved.code AS approved_organisation, coalesce(approved.name, '') AS approved_name,
           CASE WHEN allocation.id IS NULL THEN {FREE_SINCE} END AS free_since,
           plan.id IS NOT NULL OR letting.id IS NOT NULL AS has_disposal_plan,
           measured.lengths AS seen
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      LEFT JOIN registry_room AS host ON host.id = version.counts_with_id
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = room.id AND allocation.period @> %(day)s::date
      LEFT JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
      LEFT JOIN registry_usepaperroom AS named
        ON named.room_id = room.id AND named.period @> %(day)s::date
      LEFT JOIN registry_usepaper AS paper ON paper.id = named.paper_id
      LEFT JOIN registry_organisation AS approved ON approved.id = paper.organisation_id
      LEFT JOIN registry_disposalplan AS plan
        ON plan.room_id = room.id AND {PLAN_COUNTS}
      LEFT JOIN registry_letting AS letting
        ON letting.room_id = room.id AND {LETTING_IS_LAWFUL}
      LEFT JOIN measured
        ON measured.room_id = room.id AND measured.plan_area_m2 = version.area_m2
     WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
       AND (%(keys)s::bigint[] IS NULL OR version.room_id = ANY(%(keys)s::bigint[]))
     ORDER BY room.id
"""


def suites_of(rooms: Iterable[int], *, day: dt.date) -> set[int]:
    """Return rooms with every space that counts with them or that they count with."""
    reach = Reach(keys=tuple(sorted(rooms)))
    return {row["id"] for row in rows_of(SUITES, day, reach)} | set(reach.keys or ())


SUITES = """
    -- One row a room of the suites that the given rooms belong to (以门为界).
    WITH RECURSIVE suite (id) AS (
        SELECT unnest(%(keys)s::bigint[])
        UNION
        SELECT beyond.id
          FROM suite
          CROSS JOIN LATERAL (
               SELECT version.counts_with_id AS id FROM registry_roomversion AS version
                WHERE version.room_id = suite.id AND version.period @> %(day)s::date
               UNION ALL
               SELECT version.room_id FROM registry_roomversion AS version
                WHERE version.counts_with_id = suite.id AND version.period @> %(day)s::date
          ) AS beyond
         WHERE beyond.id IS NOT NULL
    )
    SELECT id FROM suite
"""


# --- seats ------------------------------------------------------------------------


def seats_in(day: dt.date, reach: Reach) -> list[KnownSeat]:
    """Return the seats of a reach's rooms on a day, each with the post it is held for."""
    return [_seat(**row) for row in rows_of(SEATS, day, reach)]


def _seat(
    *, room_id: int, person_id: int, room: Any, left_by: str, is_main_post: bool, **known: Any
) -> KnownSeat:
    ended = known.pop("post_ended_on")
    fact = SeatFact(
        room=str(room),
        left_by=Departure(left_by) if left_by else None,
        is_main_post=is_main_post,
        post_ended_on=None if is_main_post else ended,
        **known,
    )
    return KnownSeat(room_id=room_id, person_id=person_id, fact=fact)


SEATS = """
    -- One row a seat: the person and the post it is held for, the main one when none is named.
    SELECT seat.room_id, seat.person_id, room.uid AS room, person.code AS person,
           person.name AS person_name, lower(seat.period) AS since, upper(seat.period) AS until,
           person.left_on, person.left_by, coalesce(post.rank, '') AS rank,
           coalesce(organisation.standard_level, '') AS level,
           coalesce(organisation.code, '') AS organisation,
           coalesce(organisation.region_code, '') AS region_code,
           coalesce(post.is_principal, false) AS is_principal,
           coalesce(post.is_main, true) AS is_main_post,
           CASE WHEN upper(post.period) <= %(day)s::date THEN upper(post.period) END AS post_ended_on,
           seat.second_office_no <> '' AS second_office_approved
      FROM registry_seat AS seat
      JOIN registry_room AS room ON room.id = seat.room_id
      JOIN registry_person AS person ON person.id = seat.person_id
      LEFT JOIN LATERAL (
           SELECT * FROM registry_post AS held
            WHERE held.person_id = person.id
              AND (held.id = seat.post_id
                   OR seat.post_id IS NULL AND held.is_main
                      AND lower(held.period) <= %(day)s::date)
            ORDER BY lower(held.period) DESC LIMIT 1) AS post ON true
      LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
     WHERE seat.period @> %(day)s::date AND room.region_code LIKE %(scope)s
       AND (%(keys)s::bigint[] IS NULL OR seat.room_id = ANY(%(keys)s::bigint[]))
     ORDER BY seat.room_id, person.code
"""


def rooms_of_people(people: Iterable[int], *, day: dt.date) -> set[int]:
    """Return every room that some people have a seat in on a day, wherever it is."""
    rows = rows_of(ROOMS_OF_PEOPLE, day, Reach(keys=tuple(sorted(people))))
    return {row["room_id"] for row in rows}


ROOMS_OF_PEOPLE = """
    SELECT DISTINCT room_id FROM registry_seat
     WHERE person_id = ANY(%(keys)s::bigint[]) AND period @> %(day)s::date
"""


def people_of(organisations: Iterable[int], *, day: dt.date) -> set[int]:
    """Return the people who hold or last held a post in some organisations."""
    rows = rows_of(PEOPLE_OF, day, Reach(keys=tuple(sorted(organisations))))
    return {row["person_id"] for row in rows}


PEOPLE_OF = """
    SELECT DISTINCT person_id FROM registry_post
     WHERE organisation_id = ANY(%(keys)s::bigint[]) AND lower(period) <= %(day)s::date
"""


# --- organisations ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrganisation:
    """An organisation on a day."""

    pk: int
    fact: OrganisationFact


def organisations_known(day: dt.date, reach: Reach) -> list[KnownOrganisation]:
    """Return the organisations of a reach with an establishment on the day, and what they use."""
    if reach.keys is None or reach.scope.prefix is None:
        return [_organisation(**row) for row in rows_of(ORGANISATIONS, day, reach)]
    values = {"day": day, "scope": f"{reach.scope.prefix}%", "keys": list(reach.keys)}
    rows = ORGANISATIONS_AMONG.rows(values)
    return [_organisation(**dict(zip(OF_ORGANISATION, row, strict=True))) for row in rows]


def _organisation(
    *, pk: int, level: str, used: str | None, establishment: str, **known: Any
) -> KnownOrganisation:
    areas = {RoomUse(use): Decimal(area) for use, area in json.loads(used or "{}").items()}
    return KnownOrganisation(
        pk=pk,
        fact=OrganisationFact(
            level=Level(level), used=areas, establishment=json.loads(establishment), **known
        ),
    )


OF_ORGANISATION = ("pk", "code", "name", "level", "region_code", "establishment", "used")
ORGANISATIONS_OF = """
    -- One row an organisation: headcount by rank, and m² used by what the rooms are used as.
    WITH used AS (
        SELECT allocation.organisation_id, version.use, sum(version.area_m2) AS area_m2
          FROM registry_allocation AS allocation
          JOIN registry_roomversion AS version
            ON version.room_id = allocation.room_id AND version.period @> %(day)s::date
         WHERE allocation.period @> %(day)s::date
           AND {of_allocation}
         GROUP BY allocation.organisation_id, version.use
    ), of_uses AS (
        SELECT organisation_id, jsonb_object_agg(use, area_m2::text) AS areas
          FROM used GROUP BY organisation_id
    ), establishment AS (
        SELECT organisation_id, jsonb_object_agg(rank, headcount) AS ranks
          FROM registry_establishment
         WHERE period @> %(day)s::date
           AND {of_establishment}
         GROUP BY organisation_id
    )
    SELECT organisation.id AS pk, organisation.code, organisation.name,
           organisation.standard_level AS level, organisation.region_code,
           establishment.ranks AS establishment, of_uses.areas AS used
      FROM registry_organisation AS organisation
      JOIN establishment ON establishment.organisation_id = organisation.id
      LEFT JOIN of_uses ON of_uses.organisation_id = organisation.id
     WHERE organisation.region_code LIKE %(scope)s
     ORDER BY organisation.code
"""
ORGANISATIONS = ORGANISATIONS_OF.format(of_allocation="true", of_establishment="true")
# Asked of one organisation at a time, all day.
ORGANISATIONS_AMONG = Prepared(
    types={"day": "date", "scope": "text", "keys": "bigint[]"},
    sql=ORGANISATIONS_OF.format(
        of_allocation="allocation.organisation_id = ANY(%(keys)s)",
        of_establishment="organisation_id = ANY(%(keys)s)",
    ),
)


def organisations_in(rooms: Iterable[int], *, day: dt.date) -> set[int]:
    """Return the organisations that hold some rooms on a day."""
    rows = rows_of(ORGANISATIONS_IN, day, Reach(keys=tuple(sorted(rooms))))
    return {row["organisation_id"] for row in rows}


ORGANISATIONS_IN = """
    SELECT DISTINCT organisation_id FROM registry_allocation
     WHERE room_id = ANY(%(keys)s::bigint[]) AND period @> %(day)s::date
"""
