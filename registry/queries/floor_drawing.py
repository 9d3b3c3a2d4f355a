"""A floor as the map draws it: GeoJSON text straight from the database, and a stamp of what it is made of."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from registry.queries.floor_marks import MARKS_OF_ALL, marks_of
from registry.queries.judged import ASKED, IDLE, IDLE_MONTHS, SEEN, STATE_OF, TOLD, judged, told
from registry.queries.places import NotInSight
from registry.queries.prepared import Prepared
from registry.queries.title_states import ROOM_TITLES, TITLE
from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class StampedFloor:
    """A floor inside a scope on a day, and the hash of all that its answer is made of."""

    pk: int
    ordinal: int
    name: str
    building: str
    building_code: str
    region_code: str
    day: dt.date
    stamp: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorDrawing:
    """A floor's rooms, legend, outline and extent as JSON text."""

    features: str
    legend: str
    outline: str | None
    bbox: str | None


def stamped(scope: Scope, *, pk: int, day: dt.date) -> StampedFloor:
    """Return a floor whose building lies inside the scope, without drawing it."""
    if scope.prefix is None:
        raise NotInSight(str(pk))
    rows = STAMP.rows({"floor": pk, "scope": f"{scope.prefix}%"})
    if not rows:
        raise NotInSight(str(pk))
    *place, marks, marks_of_all = rows[0]
    names = ("ordinal", "name", "building", "building_code", "region_code")
    said = repr((pk, day, place, marks, marks_of_all, DRAWING.name))
    return StampedFloor(
        **dict(zip(names, place, strict=True)),
        pk=pk,
        day=day,
        stamp=hashlib.blake2b(said.encode(), digest_size=16).hexdigest(),
    )


STAMP = Prepared(
    types={"floor": "bigint", "scope": "text"},
    sql=f"""
    SELECT floor.ordinal, floor.name, building.name, building.code, building.region_code,
           {marks_of("floor.id")} AS marks, {MARKS_OF_ALL} AS marks_of_all
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE floor.id = %(floor)s AND building.region_code LIKE %(scope)s
    """,
)


BEFORE = Prepared(
    types={"floor": "bigint", "day": "date"},
    sql=f"""
    WITH floors AS (SELECT %(floor)s AS id), {SEEN}
    SELECT ({TITLE}) AS title,
           (SELECT json_agg(json_build_array(titled.room_id, titled.state) ORDER BY titled.room_id)
              FROM ({ROOM_TITLES}) AS titled
              JOIN registry_room AS room ON room.id = titled.room_id AND room.floor_id = floor.id
           ) AS room_titles, {ASKED}
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE floor.id = %(floor)s
    """,
)


def drawn(floor: StampedFloor) -> FloorDrawing:
    """Return the drawing of a floor: every room with what the standard says of it that day."""
    asked = told_of(floor)
    (row,) = DRAWING.rows({name: asked[name] for name in DRAWING.types})
    return FloorDrawing(**dict(zip(FloorDrawing.__slots__, row, strict=True)))


def told_of(floor: StampedFloor) -> dict[str, Any]:
    """Return what a floor's drawing is told: limits, the title, what SQL leaves to the rules."""
    ((title, room_titles, *before),) = BEFORE.rows({"floor": floor.pk, "day": floor.day})
    titled = room_titles or []  # of the rooms that are part of a house
    return {
        "floor": floor.pk,
        "day": floor.day,
        "title": title,
        "titled_rooms": [room for room, _state in titled],
        "room_titles": [state for _room, state in titled],
        **told(*before, regions=(floor.region_code,), day=floor.day),
    }


# A feature put together as text: building JSON values and reading the geometry back takes twice as
# long. What people have written is quoted by to_json, the rest needs no quoting.
FEATURE = """
    '{"type":"Feature","geometry":' || coalesce(ST_AsGeoJSON(footprint, 8), 'null')
    || ',"properties":{"uid":"' || uid || '","number":' || to_json(number)
    || ',"name":' || to_json(name) || ',"use":"' || use || '","state":"' || state
    || '","area_m2":' || round(area_m2, 2)
    || ',"limit_m2":' || coalesce(round(limit_m2, 2)::text, 'null')
    || ',"excess_m2":' || coalesce(round(excess_m2, 2)::text, 'null')
    || ',"organisation":' || coalesce(to_json(organisation)::text, 'null')
    || ',"organisation_code":' || coalesce(to_json(organisation_code)::text, 'null')
    || ',"occupants":' || people
    || ',"idle_since":' || coalesce('"' || idle_since || '"', 'null')
    || ',"idle_months":' || coalesce(idle_months::text, 'null')
    || ',"title":"' || title || '"}}'
"""

DRAWING = Prepared(
    types={
        "floor": "bigint",
        "day": "date",
        "title": "text",
        "titled_rooms": "bigint[]",
        "room_titles": "text[]",
        **TOLD,
    },
    sql=f"""
    WITH floors AS (SELECT %(floor)s AS id), {judged()}, shown AS (
        SELECT room.uid, judged.*, state.name AS state, state.rank, idle.since AS idle_since,
               {IDLE_MONTHS} AS idle_months, coalesce(titled.state, %(title)s) AS title
          FROM judged
          JOIN registry_room AS room ON room.id = judged.room_id
          LEFT JOIN unnest(%(titled_rooms)s, %(room_titles)s) AS titled (room_id, state)
            ON titled.room_id = judged.room_id
          {STATE_OF}
          {IDLE}
    )
    SELECT (SELECT '[' || coalesce(string_agg({FEATURE}, ',' ORDER BY number, room_id), '') || ']'
              FROM shown) AS features,
           (SELECT coalesce(json_agg(json_build_object('state', state, 'rooms', rooms,
                       'area_m2', area_m2) ORDER BY rank), '[]')::text
              FROM (SELECT rank, state, count(*) AS rooms, round(sum(area_m2), 2) AS area_m2
                      FROM shown GROUP BY rank, state) AS counted) AS legend,
           ST_AsGeoJSON(plan.footprint, 8) AS outline,
           json_build_array(ST_XMin(plan.footprint), ST_YMin(plan.footprint),
                            ST_XMax(plan.footprint), ST_YMax(plan.footprint))::text AS bbox
      FROM (SELECT) AS one
      LEFT JOIN registry_planversion AS plan
        ON plan.floor_id = %(floor)s AND plan.period @> %(day)s AND plan.footprint IS NOT NULL
    """,
)
