"""The surroundings of some rooms as they are drawn: what a small plan shows."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db import connection

REACH_M = 9.0  # a corridor and the rooms across it: what makes a room known again on a plan

Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnRoom:
    """A room's outline in the building's own frame, in metres; the first line is its edge."""

    uid: str
    number: str
    use: str
    rings: tuple[Ring, ...]
    is_subject: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFloor:
    """Some rooms of one floor."""

    floor_id: int
    place: str
    rooms: tuple[DrawnRoom, ...]


def around(uids: Sequence[str], *, day: dt.date) -> tuple[DrawnFloor, ...]:
    """Return the floors of some rooms, with the rooms within reach of them, as drawn on a day."""
    if not uids:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(AROUND, {"uids": list(uids), "day": day, "reach_m": REACH_M})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    floors = groupby(rows, key=lambda row: (row["floor_id"], row["place"]))
    drawn = [
        DrawnFloor(floor_id=pk, place=place, rooms=_rooms(rows)) for (pk, place), rows in floors
    ]
    return tuple(sorted(drawn, key=lambda floor: _first(floor, uids)))


def _first(floor: DrawnFloor, uids: Sequence[str]) -> int:
    """Return where the floor's first subject stands among those asked for."""
    return min((uids.index(r.uid) for r in floor.rooms if r.is_subject), default=len(uids))


def _rooms(rows: Iterable[dict[str, Any]]) -> tuple[DrawnRoom, ...]:
    return tuple(
        DrawnRoom(
            uid=str(row["uid"]),
            number=row["number"],
            use=row["use"],
            rings=tuple(
                tuple((x, y) for x, y, *_z in ring)
                for ring in json.loads(row["plan"])["coordinates"]
            ),
            is_subject=row["is_subject"],
        )
        for row in rows
    )


AROUND = """
    -- One row a room: those asked for, and those of their floors within reach of one of them.
    WITH subject AS (
        SELECT version.room_id, version.floor_id, version.plan
          FROM registry_roomversion AS version
          JOIN registry_room AS room ON room.id = version.room_id
         WHERE room.uid = ANY(%(uids)s::uuid[]) AND version.period @> %(day)s::date
    )
    SELECT version.floor_id, building.name || ' · ' || floor.name AS place, room.uid,
           coalesce(nullif(version.number, ''), version.name) AS number, version.use,
           ST_AsGeoJSON(version.plan, 4) AS plan,
           EXISTS (SELECT 1 FROM subject WHERE subject.room_id = version.room_id) AS is_subject
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE version.period @> %(day)s::date
       AND EXISTS (SELECT 1 FROM subject
                    WHERE subject.floor_id = version.floor_id
                      AND ST_DWithin(subject.plan, version.plan, %(reach_m)s))
     ORDER BY version.floor_id, is_subject, version.number, room.id
"""
