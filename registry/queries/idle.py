"""Rooms nobody has: where they are and since when, for any place and any day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.policy.periods import elapsed
from registry.queries.facts import FREE_SINCE, IDLE_USES
from registry.scope import Scope

MOST_ROOMS = 2000  # more than anybody reads; the longest idle come first


@dataclass(frozen=True, slots=True, kw_only=True)
class IdleRoom:
    """A room that nobody has on a day."""

    uid: uuid.UUID
    number: str
    name: str
    use: str
    area_m2: Decimal
    floor_id: int
    floor: str
    building: str
    since: dt.date

    def months(self, day: dt.date) -> int:
        """Return for how many whole months the room has been idle."""
        return elapsed(self.since, day).months


def idle_rooms(
    scope: Scope,
    *,
    day: dt.date,
    region: str = "",
    courtyard: str | None = None,
    building: str | None = None,
) -> list[IdleRoom]:
    """Return the rooms of a place that nobody has on a day, the longest idle first."""
    if scope.prefix is None:
        return []
    values: dict[str, Any] = {
        "day": day,
        "scope": f"{scope.prefix}%",
        "region": f"{Scope.of_region(region).prefix if region else ''}%",
        "courtyard": courtyard,
        "building": building,
        "uses": [use.value for use in IDLE_USES],
        "most": MOST_ROOMS,
    }
    with connection.cursor() as cursor:
        cursor.execute(IDLE, values)
        names = [column.name for column in cursor.description]
        return [IdleRoom(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


IDLE = f"""
    -- One row a room: an office, or technical premises, with no organisation and nobody in it.
    SELECT room.uid, version.number, version.name, version.use, version.area_m2,
           version.floor_id, floor.name AS floor, building.name AS building,
           {FREE_SINCE} AS since
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      JOIN registry_courtyard AS courtyard ON courtyard.id = building.courtyard_id
     WHERE version.period @> %(day)s::date AND version.use = ANY(%(uses)s)
       AND version.region_code LIKE %(scope)s AND version.region_code LIKE %(region)s
       AND (%(courtyard)s IS NULL OR courtyard.code = %(courtyard)s)
       AND (%(building)s IS NULL OR building.code = %(building)s)
       AND NOT EXISTS (SELECT 1 FROM registry_allocation AS held
                        WHERE held.room_id = room.id AND held.period @> %(day)s::date)
       AND NOT EXISTS (SELECT 1 FROM registry_seat AS seat
                        WHERE seat.room_id = room.id AND seat.period @> %(day)s::date)
     ORDER BY since, version.region_code, building.code, floor.ordinal, version.number
     LIMIT %(most)s
"""
