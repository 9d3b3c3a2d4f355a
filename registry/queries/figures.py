"""Sums and shapes for the map, each in one statement whatever the number of rooms."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.scope import Scope

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How many rooms there are, and how many m² are over standard or idle."""

    rooms: int = 0
    area_m2: Decimal = ZERO
    over_rooms: int = 0
    excess_m2: Decimal = ZERO
    idle_rooms: int = 0
    idle_m2: Decimal = ZERO
    unassessed_rooms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Totals and the middle of what they count, in longitude and latitude."""

    totals: Totals = field(default_factory=Totals)
    centre: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorFigures:
    """One floor with its totals."""

    pk: int
    ordinal: int
    name: str
    has_plan: bool
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorShape:
    """A floor's outline as GeoJSON text and what it covers (west, south, east, north)."""

    outline: str | None = None
    bbox: tuple[float, float, float, float] | None = None


# What every sum of verdicts selects, of rooms that count (circulation does not).
SUMS = """
    count(verdict.room_id) AS rooms,
    coalesce(sum(verdict.area_m2), 0) AS area_m2,
    count(*) FILTER (WHERE verdict.verdict = 'over') AS over_rooms,
    coalesce(sum(verdict.excess_m2) FILTER (WHERE verdict.verdict = 'over'), 0) AS excess_m2,
    count(*) FILTER (WHERE verdict.verdict = 'idle') AS idle_rooms,
    coalesce(sum(verdict.area_m2) FILTER (WHERE verdict.verdict = 'idle'), 0) AS idle_m2,
    count(*) FILTER (WHERE verdict.verdict = 'not_assessed') AS unassessed_rooms
"""
# The same of rows that were added up already (registry.services.totals).
ADDED_UP = ", ".join(f"coalesce(sum(totals.{name}), 0) AS {name}" for name in Totals.__slots__)


def _rows(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def _totals(row: Sequence[Any]) -> Totals:
    names = Totals.__slots__
    return Totals(**dict(zip(names, row, strict=True)))


def by_region(codes: Sequence[str], scope: Scope) -> dict[str, Placed]:
    """Return the totals of each division, everything below it included."""
    found = {code: Placed() for code in codes}
    values = {
        "codes": list(codes),
        "prefixes": [Scope.of_region(code).prefix for code in codes],
        "scope": f"{scope.prefix}%",
    }
    for code, lon, lat, *sums in _rows(BY_REGION, values):
        found[code] = Placed(totals=_totals(sums), centre=_centre(lon, lat))
    return found


# One row a division: everything whose code begins with its prefix, and the middle of its buildings.
BY_REGION = f"""
    SELECT part.code, sum(totals.lon * totals.buildings) / sum(totals.buildings) AS lon,
           sum(totals.lat * totals.buildings) / sum(totals.buildings) AS lat, {ADDED_UP}
      FROM unnest(%(codes)s::text[], %(prefixes)s::text[]) AS part(code, prefix)
      LEFT JOIN registry_regiontotals AS totals
        ON totals.region_code LIKE part.prefix || '%%' AND totals.region_code LIKE %(scope)s
     GROUP BY part.code
"""


def by_courtyard(pks: Sequence[int], scope: Scope) -> dict[int, Placed]:
    """Return the totals of each courtyard, as far as the scope reaches into it."""
    found = {pk: Placed() for pk in pks}
    values = {"courtyards": list(pks), "scope": f"{scope.prefix}%"}
    for pk, lon, lat, *sums in _rows(BY_COURTYARD, values):
        found[pk] = Placed(totals=_totals(sums), centre=_centre(lon, lat))
    return found


# One row a courtyard: its buildings inside the scope, and the middle of them.
BY_COURTYARD = f"""
    SELECT totals.courtyard_id, avg(totals.lon), avg(totals.lat), {ADDED_UP}
      FROM registry_courtyardtotals AS totals
     WHERE totals.courtyard_id = ANY(%(courtyards)s) AND totals.region_code LIKE %(scope)s
     GROUP BY totals.courtyard_id
"""


def _centre(lon: float | None, lat: float | None) -> tuple[float, float] | None:
    return None if lon is None or lat is None else (lon, lat)


def by_building(pks: Sequence[int]) -> dict[int, Totals]:
    """Return the totals of each building."""
    found = {pk: Totals() for pk in pks}
    for pk, *sums in _rows(BY_BUILDING, {"buildings": list(pks)}):
        found[pk] = _totals(sums)
    return found


BY_BUILDING = f"""
    SELECT totals.building_id, {ADDED_UP}
      FROM registry_buildingtotals AS totals
     WHERE totals.building_id = ANY(%(buildings)s)
     GROUP BY totals.building_id
"""


def building_outlines(pks: Sequence[int], *, day: dt.date) -> dict[int, str]:
    """Return each building's footprint as GeoJSON text: its lowest floor above ground that day."""
    return dict(_rows(BUILDING_OUTLINES, {"buildings": list(pks), "day": day}))


BUILDING_OUTLINES = """
    SELECT DISTINCT ON (floor.building_id)
           floor.building_id, ST_AsGeoJSON(version.footprint, 8)
      FROM registry_floor AS floor
      JOIN registry_planversion AS version ON version.floor_id = floor.id
     WHERE floor.building_id = ANY(%(buildings)s) AND version.period @> %(day)s::date
       AND version.footprint IS NOT NULL
     ORDER BY floor.building_id, floor.ordinal < 0, abs(floor.ordinal)
"""


def floors_of(buildings: Sequence[int], *, day: dt.date) -> dict[int, list[FloorFigures]]:
    """Return the floors of each building, topmost first."""
    found: dict[int, list[FloorFigures]] = defaultdict(list)
    for building, pk, ordinal, name, has_plan, *sums in _rows(
        FLOORS, {"buildings": list(buildings), "day": day}
    ):
        found[building].append(
            FloorFigures(pk=pk, ordinal=ordinal, name=name, has_plan=has_plan, totals=_totals(sums))
        )
    return found


FLOORS = f"""
    SELECT floor.building_id, floor.id, floor.ordinal, floor.name,
           EXISTS (SELECT 1 FROM registry_planversion AS version
                    WHERE version.floor_id = floor.id AND version.period @> %(day)s::date),
           {SUMS}
      FROM registry_floor AS floor
      LEFT JOIN registry_roomverdict AS verdict
        ON verdict.floor_id = floor.id AND verdict.verdict <> 'circulation'
     WHERE floor.building_id = ANY(%(buildings)s)
     GROUP BY floor.id
     ORDER BY floor.building_id, floor.ordinal DESC
"""


def floor_shape(pk: int, *, day: dt.date) -> FloorShape:
    """Return a floor's outline and extent on a day."""
    rows = _rows(FLOOR_SHAPE, {"floor": pk, "day": day})
    return FloorShape(outline=rows[0][0], bbox=tuple(rows[0][1:])) if rows else FloorShape()


FLOOR_SHAPE = """
    SELECT ST_AsGeoJSON(footprint, 8), ST_XMin(footprint), ST_YMin(footprint),
           ST_XMax(footprint), ST_YMax(footprint)
      FROM registry_planversion
     WHERE floor_id = %(floor)s AND period @> %(day)s::date AND footprint IS NOT NULL
"""


def floor_outlines(building: int, *, day: dt.date) -> dict[int, str]:
    """Return the outline of each floor of a building on a day as GeoJSON text."""
    return dict(_rows(FLOOR_OUTLINES, {"building": building, "day": day}))


FLOOR_OUTLINES = """
    SELECT plan.floor_id, ST_AsGeoJSON(plan.footprint, 8)
      FROM registry_planversion AS plan
      JOIN registry_floor AS floor ON floor.id = plan.floor_id
     WHERE floor.building_id = %(building)s AND plan.period @> %(day)s::date
       AND plan.footprint IS NOT NULL
"""
