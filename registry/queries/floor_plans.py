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


# --- a whole floor ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRoom:
    """A room's outline, and the middle of a circle in it: where its number is written."""

    uid: str
    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    radius_m: float


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeFloor:
    """A floor as it was drawn, in the building's own frame, in metres."""

    rooms: tuple[PlacedRoom, ...]
    outline: tuple[Ring, ...]
    rotation_deg: float  # by which the plan is turned counter-clockwise to lie on the map
    drawing: str  # the name of the file it was read from
    since: dt.date | None


def whole(floor: int, *, day: dt.date) -> WholeFloor:
    """Return every room of a floor as it was drawn on a day."""
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, {"floor": floor, "day": day})
        rooms = cursor.fetchall()
        cursor.execute(GROUND, {"floor": floor, "day": day})
        outline, rotation, drawing, since = cursor.fetchone()
    return WholeFloor(
        rooms=tuple(
            PlacedRoom(uid=str(uid), rings=_rings(plan)[0], middle=(x, y), radius_m=radius)
            for uid, plan, x, y, radius in rooms
        ),
        outline=tuple(ring for part in _rings(outline) for ring in part) if outline else (),
        rotation_deg=rotation,
        drawing=drawing or "",
        since=since,
    )


def _rings(geojson: str) -> tuple[tuple[Ring, ...], ...]:
    """Return the rings of a polygon, or of each of several."""
    shape = json.loads(geojson)
    parts = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return tuple(tuple(tuple((x, y) for x, y, *_z in ring) for ring in part) for part in parts)


NEAR_ENOUGH = (
    0.95  # of the largest circle: then the middle of the room looks better than of the circle
)
ROOMS = f"""
    -- One row a room: its outline, and its middle, or where that is no good place the middle of the
    -- largest circle that lies in it.
    SELECT room.uid, ST_AsGeoJSON(version.plan, 4), ST_X(spot.point), ST_Y(spot.point),
           spot.radius_m
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      CROSS JOIN LATERAL ST_MaximumInscribedCircle(version.plan) AS circle
      CROSS JOIN LATERAL (
           SELECT middle.point, ST_Distance(middle.point, ST_Boundary(version.plan)) AS radius_m
             FROM (VALUES (ST_Centroid(version.plan)), (circle.center)) AS middle (point)
            WHERE ST_Contains(version.plan, middle.point)
            ORDER BY ST_Distance(middle.point, ST_Boundary(version.plan))
                     >= {NEAR_ENOUGH} * circle.radius DESC, middle.point = circle.center
            LIMIT 1) AS spot
     WHERE version.floor_id = %(floor)s AND version.period @> %(day)s::date
     ORDER BY version.use <> 'circulation', version.number, room.id
"""

GROUND = """
    SELECT ST_AsGeoJSON(plan.outline, 4), building.rotation_deg, plan.source_name,
           lower(plan.period)
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id
      LEFT JOIN registry_planversion AS plan
        ON plan.floor_id = floor.id AND plan.period @> %(day)s::date
     WHERE floor.id = %(floor)s
"""
