"""What could be done about a finding, read from the register in one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import Finding
from registry.policy.proofs import MeasuredRoom
from registry.policy.remedies import Candidate, Partition, Remedies, Way, partition_of
from registry.scope import Scope

OF_OFFICES = frozenset({"R-OFF-1", "R-OFF-5"})  # a room too large for who sits in it
OF_USES = {  # an organisation with too much of something: what it could hand back
    "R-UNIT-1": ("office",),
    "R-UNIT-2": ("service",),
    "R-UNIT-3": ("equipment",),
    "R-UNIT-4": ("office", "service", "equipment"),
}
MOST_OF_A_WAY = 3  # a reader compares the nearest few


def remedies_for(
    row: Finding, rooms: Sequence[MeasuredRoom], *, scope: Scope, day: dt.date
) -> Remedies:
    """Return the ways out of a finding, the nearest rooms first."""
    if row.rule in OF_OFFICES and row.room_id and row.limit is not None:
        return _of_an_office(row, rooms, scope, day)
    if row.rule in OF_USES and row.organisation_id:
        values = {"organisation": row.organisation_id, "uses": list(OF_USES[row.rule])}
        return Remedies(candidates=_candidates(HAND_BACK, values, scope, day))
    return Remedies()


def _of_an_office(
    row: Finding, rooms: Sequence[MeasuredRoom], scope: Scope, day: dt.date
) -> Remedies:
    people = max(len(row.evidence.get("shares", [])), 1)
    values = {
        "room": row.room_id,
        "measured": row.measured,
        "limit": row.limit,
        "excess": row.excess,
        "people": people,
        "most": MOST_OF_A_WAY,
    }
    return Remedies(
        candidates=_candidates(ROOMS_THAT_SERVE, values, scope, day),
        partition=_wall(row, rooms),
        people=people,
    )


def _wall(row: Finding, rooms: Sequence[MeasuredRoom]) -> Partition | None:
    """Return the wall that would do, where the room stands alone behind its door."""
    alone = len(rooms) == 1 and row.excess is not None
    return partition_of(rooms[0], excess=row.excess or Decimal(0)) if alone else None


def _candidates(
    sql: str, values: dict[str, Any], scope: Scope, day: dt.date
) -> tuple[Candidate, ...]:
    if scope.prefix is None:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(sql, {**values, "scope": f"{scope.prefix}%", "day": day})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, found, strict=True)) for found in cursor.fetchall()]
    return tuple(
        Candidate(**{**row, "way": Way(row["way"]), "room": str(row["room"])}) for row in rows
    )


ROOMS_THAT_SERVE = """
    -- One row a room of the courtyard that would serve, by way, the nearest first.
    WITH subject AS (
        SELECT version.room_id, version.floor_id, floor.ordinal, floor.building_id,
               building.courtyard_id, version.plan, allocation.organisation_id
          FROM registry_roomversion AS version
          JOIN registry_floor AS floor ON floor.id = version.floor_id
          JOIN registry_building AS building ON building.id = floor.building_id
          LEFT JOIN registry_allocation AS allocation
            ON allocation.room_id = version.room_id AND allocation.period @> %(day)s::date
         WHERE version.room_id = %(room)s AND version.period @> %(day)s::date
    ), near AS (
        SELECT room.id, room.uid AS room, version.number, building.name AS building,
               floor.name AS floor, floor.id AS floor_id, verdict.verdict,
               verdict.area_m2 AS area, verdict.limit_m2 AS limit,
               allocation.organisation_id = subject.organisation_id AS is_of_the_same,
               building.id = subject.building_id AS is_in_the_same,
               (SELECT count(*) FROM registry_seat AS seat
                 WHERE seat.room_id = room.id AND seat.period @> %(day)s::date) AS people,
               row_number() OVER (ORDER BY building.id <> subject.building_id, building.code,
                   abs(floor.ordinal - subject.ordinal), floor.ordinal,
                   ST_Distance(version.plan, subject.plan), room.id) AS nearness
          FROM subject
          JOIN registry_building AS building ON building.courtyard_id = subject.courtyard_id
          JOIN registry_floor AS floor ON floor.building_id = building.id
          JOIN registry_roomversion AS version
            ON version.floor_id = floor.id AND version.period @> %(day)s::date
          JOIN registry_room AS room ON room.id = version.room_id
          JOIN registry_roomverdict AS verdict ON verdict.room_id = room.id
          LEFT JOIN registry_allocation AS allocation
            ON allocation.room_id = room.id AND allocation.period @> %(day)s::date
         WHERE room.id <> subject.room_id AND version.use = 'office'
           AND version.counts_with_id IS NULL AND room.region_code LIKE %(scope)s
    ), serving AS (
        SELECT 'swap' AS way, near.*, %(people)s AS moves
          FROM near WHERE verdict = 'idle' AND area <= %(limit)s
        UNION ALL
        SELECT 'exchange', near.*, %(people)s + people
          FROM near
         WHERE people > 0 AND area <= %(limit)s AND "limit" >= %(measured)s
        UNION ALL
        SELECT 'share', near.*, people
          FROM near
         WHERE people > 0 AND is_of_the_same AND is_in_the_same AND "limit" >= %(excess)s
    ), ranked AS (
        SELECT serving.*,
               row_number() OVER (PARTITION BY way
                                  ORDER BY moves, verdict <> 'over', nearness) AS place
          FROM serving
    )
    SELECT way, room, number, building, floor, floor_id, area, "limit", people, moves
      FROM ranked WHERE place <= %(most)s
     ORDER BY way, place
"""

HAND_BACK = """
    -- One row a room an organisation holds and nobody sits in, the largest first.
    SELECT 'hand_back' AS way, room.uid AS room, version.number, building.name AS building,
           floor.name AS floor, floor.id AS floor_id, version.area_m2 AS area,
           NULL::numeric AS limit, 0 AS people, 0 AS moves
      FROM registry_allocation AS allocation
      JOIN registry_room AS room ON room.id = allocation.room_id
      JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE allocation.organisation_id = %(organisation)s AND allocation.period @> %(day)s::date
       AND version.use = ANY(%(uses)s) AND room.region_code LIKE %(scope)s
       AND NOT EXISTS (SELECT 1 FROM registry_seat AS seat
                        WHERE seat.room_id = room.id AND seat.period @> %(day)s::date)
     ORDER BY version.area_m2 DESC, room.id
     LIMIT 8
"""
