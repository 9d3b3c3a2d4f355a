"""Vector tiles straight from the database: places from afar, buildings and rooms from near.

spot    a tile as degrees: [west, south, east, north]
from afar a tile reads what was added up (registry.services.totals), never rooms
from near it reads the rooms of one storey number in every building
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from registry.queries.floor_marks import MARKS_OF_ALL, marks_of
from registry.queries.judged import (
    ASKED,
    IDLE,
    IDLE_MONTHS,
    SEEN,
    STATE_OF,
    TOLD,
    judged,
    kept,
    told,
)
from registry.queries.prepared import Prepared
from registry.queries.title_states import ROOM_TITLES, TITLE
from registry.scope import Scope

EXTENT = 4096  # units of a tile's side
BUFFER = 64  # units drawn beyond it, so that lines at the edge are not cut
NUMBERED_FROM = 16  # below that zoom no number can be read, and no room be hit
PROVINCES, CITIES, COUNTIES = 2, 4, 6  # letters of a division's code


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A tile's place on the ground, what it may show, and of which day."""

    zoom: int
    west: float
    south: float
    east: float
    north: float
    scope: Scope
    day: dt.date
    ordinal: int = 1

    @property
    def values(self) -> dict[str, Any]:
        """Return what the statements are told."""
        return {
            "west": self.west,
            "south": self.south,
            "east": self.east,
            "north": self.north,
            "scope": f"{self.scope.prefix}%",
            "day": self.day,
            "ordinal": self.ordinal,
        }


def _asked(statement: Prepared, spot: Spot, **more: Any) -> tuple[Any, ...]:
    values = {**spot.values, **more}
    (row,) = statement.rows({name: values[name] for name in statement.types})
    return row


def _hash(*said: object) -> str:
    return hashlib.blake2b(repr(said).encode(), digest_size=16).hexdigest()


BOUNDS = "ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4490)"
FOUR = dict.fromkeys(("west", "south", "east", "north"), "double precision")
# A degree of latitude is drawn as long everywhere in one tile: from zoom 14 on that is off by less
# than a fifth of a unit, and saves projecting every corner of every room.
TO_TILE = f"ST_AsMVTGeom({{shape}}, {BOUNDS}::box2d, {EXTENT}, {BUFFER}, true)"
# A room is small: what of it lies beyond the tile is left to the canvas, and cutting it off would
# take as long as looking up all that is told of it. Rings go round as tiles want them, y downwards.
ROOM_TO_TILE = f"""
    ST_SnapToGrid(ST_TransScale(ST_ForcePolygonCW(judged.footprint), -%(west)s, -%(north)s,
        {EXTENT} / (%(east)s - %(west)s), -{EXTENT} / (%(north)s - %(south)s)), 1)
"""


# --- from afar --------------------------------------------------------------------

FIGURES = """
    coalesce(sum(totals.rooms), 0)::int AS rooms,
    round(coalesce(sum(totals.area_m2), 0), 2)::float8 AS area_m2,
    coalesce(sum(totals.over_rooms), 0)::int AS over_rooms,
    round(coalesce(sum(totals.excess_m2), 0), 2)::float8 AS excess_m2,
    coalesce(sum(totals.idle_rooms), 0)::int AS idle_rooms,
    round(coalesce(sum(totals.idle_m2), 0), 2)::float8 AS idle_m2,
    coalesce(sum(totals.unassessed_rooms), 0)::int AS unassessed_rooms
"""
WITHIN = "lon >= %(west)s AND lon < %(east)s AND lat >= %(south)s AND lat < %(north)s"
# From afar that would be off by much, and there are few points.
TO_POINT = f"""
    ST_AsMVTGeom(ST_Transform(ST_SetSRID(ST_Point(lon, lat), 4490), 3857),
                 ST_Transform({BOUNDS}, 3857)::box2d, {EXTENT}, {BUFFER}, true)
"""


def places_tile(spot: Spot) -> tuple[str, bytes]:
    """Return the stamp and the content of a tile of divisions, or of courtyards from nearer."""
    if spot.zoom > 10:
        (content,) = _asked(COURTYARDS, spot)
    else:
        letters = PROVINCES if spot.zoom < 5 else CITIES if spot.zoom < 8 else COUNTIES
        (content,) = _asked(DIVISIONS, spot, letters=letters)
    return _hash(bytes(content)), bytes(content)


DIVISIONS = Prepared(
    types={**FOUR, "scope": "text", "day": "date", "letters": "int"},
    sql=f"""
    SELECT coalesce(ST_AsMVT(drawn, 'places', {EXTENT}, 'geometry'), ''::bytea)
      FROM (SELECT placed.code, region.name, 'region' AS kind, rooms, area_m2, over_rooms,
                   excess_m2, idle_rooms, idle_m2, unassessed_rooms, {TO_POINT} AS geometry
              FROM (SELECT rpad(left(totals.region_code, %(letters)s), 6, '0') AS code,
                           sum(totals.lon * totals.buildings) / sum(totals.buildings) AS lon,
                           sum(totals.lat * totals.buildings) / sum(totals.buildings) AS lat,
                           {FIGURES}
                      FROM registry_regiontotals AS totals
                     WHERE totals.region_code LIKE %(scope)s
                     GROUP BY 1) AS placed
              LEFT JOIN registry_region AS region
                ON region.code = placed.code AND region.period @> %(day)s
             WHERE {WITHIN}) AS drawn
    """,
)

COURTYARDS = Prepared(
    types={**FOUR, "scope": "text"},
    sql=f"""
    SELECT coalesce(ST_AsMVT(drawn, 'places', {EXTENT}, 'geometry'), ''::bytea)
      FROM (SELECT courtyard.code, courtyard.name, 'courtyard' AS kind, rooms, area_m2, over_rooms,
                   excess_m2, idle_rooms, idle_m2, unassessed_rooms, {TO_POINT} AS geometry
              FROM (SELECT totals.courtyard_id, avg(totals.lon) AS lon, avg(totals.lat) AS lat,
                           {FIGURES}
                      FROM registry_courtyardtotals AS totals
                     WHERE {WITHIN} AND totals.region_code LIKE %(scope)s
                     GROUP BY totals.courtyard_id) AS placed
              JOIN registry_courtyard AS courtyard ON courtyard.id = placed.courtyard_id) AS drawn
    """,
)


# --- from near --------------------------------------------------------------------

# Storeys that reach into the tile, found by where they lie before anything else is asked.
THERE = f"""
    (SELECT * FROM registry_planversion AS there
      WHERE there.footprint && {BOUNDS} AND there.period @> %(day)s OFFSET 0) AS plan
"""
# Those of a number in the buildings of the scope, with the building's title.
FLOORS = f"""
    SELECT floor.id, building.id AS building_id, building.code, building.region_code, held.title
      FROM {THERE}
      JOIN registry_floor AS floor ON floor.id = plan.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      CROSS JOIN LATERAL ({TITLE}) AS held (title)
     WHERE floor.ordinal = %(ordinal)s AND building.region_code LIKE %(scope)s
"""
# The footprints: the lowest storey above ground of every building that reaches into it.
GROUNDS = f"""
    SELECT DISTINCT ON (building.id) building.code, building.name, plan.footprint
      FROM {THERE}
      JOIN registry_floor AS floor ON floor.id = plan.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE building.region_code LIKE %(scope)s
     ORDER BY building.id, floor.ordinal < 0, abs(floor.ordinal)
"""
NEAR = {**FOUR, "scope": "text", "day": "date", "ordinal": "int"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StampedTile:
    """A tile, and the hash of all it is made of.

    Of today it shows the verdicts that were kept, as the totals do; of another day it works them out.
    """

    spot: Spot
    stamp: str
    is_today: bool


def stamped(spot: Spot, *, is_today: bool) -> StampedTile:
    """Return a tile of rooms without drawing it."""
    row = _asked(STAMP, spot)
    place = (spot.zoom, spot.west, spot.north, spot.day, spot.ordinal)
    stamp = _hash(place, row, _tile(spot, is_today).name)
    return StampedTile(spot=spot, stamp=stamp, is_today=is_today)


# Which storeys of which buildings the scope sees there, and what changed on any of them.
STAMP = Prepared(
    types={**FOUR, "scope": "text", "day": "date"},
    sql=f"""
    SELECT count(*), sum(hashint8extended(floor.id, 0)), sum({marks_of("floor.id")}), {MARKS_OF_ALL}
      FROM {THERE}
      JOIN registry_floor AS floor ON floor.id = plan.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE building.region_code LIKE %(scope)s
    """,
)


def drawn(tile: StampedTile) -> bytes:
    """Return a tile of footprints and of the rooms of a storey."""
    more = {} if tile.is_today else _told(tile.spot)
    (content,) = _asked(_tile(tile.spot, tile.is_today), tile.spot, **more)
    return bytes(content)


def _told(spot: Spot) -> Mapping[str, Any]:
    regions, *before = _asked(BEFORE, spot)
    return told(*before, regions=regions or (), day=spot.day)


BEFORE = Prepared(
    types=NEAR,
    sql=f"""
    WITH floors AS MATERIALIZED ({FLOORS}), {SEEN}
    SELECT (SELECT array_agg(DISTINCT region_code) FROM floors) AS regions, {ASKED}
    """,
)


def _tile(spot: Spot, is_today: bool) -> Prepared:
    return tile_of(spot.zoom >= NUMBERED_FROM, is_today)


@cache
def tile_of(is_numbered: bool, is_kept: bool) -> Prepared:
    """Return the statement of a tile, with or without what tells the rooms apart."""
    text = TILE.replace("NUMBERS", NUMBERS if is_numbered else "").replace(
        "UID", ROOM if is_numbered else ""
    )
    return Prepared(
        types=NEAR if is_kept else {**NEAR, **TOLD},
        sql=text.replace("ROOMS", (kept if is_kept else judged)("code", "title")),
    )


NUMBERS = "room.uid::text AS uid, judged.number, judged.name, judged.floor_id AS floor,"
ROOM = """
    CROSS JOIN LATERAL (SELECT of_room.uid FROM registry_room AS of_room
                         WHERE of_room.id = judged.room_id OFFSET 0) AS room
"""
# A room that is part of a house stands as the unit of that house does, the others as the building.
TITLED = f"""
    titled AS MATERIALIZED (
        SELECT part.room_id, part.state
          FROM (SELECT DISTINCT building_id AS id FROM floors) AS building
         CROSS JOIN LATERAL ({ROOM_TITLES}) AS part)
"""
TILE = f"""
    WITH floors AS MATERIALIZED ({FLOORS}), {TITLED}, ROOMS
    SELECT (SELECT coalesce(ST_AsMVT(drawn, 'buildings', {EXTENT}, 'geometry'), ''::bytea)
              FROM (SELECT ground.code, ground.name,
                           {TO_TILE.format(shape="ground.footprint")} AS geometry
                      FROM ({GROUNDS}) AS ground) AS drawn)
        || (SELECT coalesce(ST_AsMVT(drawn, 'rooms', {EXTENT}, 'geometry'), ''::bytea)
              FROM (SELECT NUMBERS judged.code AS building, judged.use, state.name AS state,
                           round(judged.area_m2, 2)::float8 AS area_m2, judged.organisation,
                           nullif(judged.people, 0)::int AS occupants, {IDLE_MONTHS} AS idle_months,
                           coalesce(titled.state, judged.title) AS title,
                           {ROOM_TO_TILE} AS geometry
                      FROM judged
                      LEFT JOIN titled ON titled.room_id = judged.room_id
                      UID
                      {STATE_OF}
                      {IDLE}
                     WHERE judged.footprint && {BOUNDS}) AS drawn)
"""
