"""The verdicts added up by building, courtyard and division: written with them, in the same transaction.

Whoever adds up a division holds its lock until the end, so that two who do it at once see each other.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from registry.scope import Scope


def add_up_scope(scope: Scope) -> None:
    """Add up every building and division of a scope anew."""
    if scope.prefix is not None:
        _carry_out(ALL_OF_A_SCOPE, {"scope": f"{scope.prefix}%"})


def add_up_buildings(buildings: Collection[int]) -> None:
    """Add up some buildings anew, and the divisions they lie in or came from."""
    if not buildings:
        return
    values: dict[str, Any] = {"buildings": sorted(buildings)}
    with connection.cursor() as cursor:
        cursor.execute(THEIR_DIVISIONS, values)
        values["divisions"] = [code for (code,) in cursor.fetchall()]
    _carry_out(SOME_BUILDINGS, values)


def _carry_out(statements: Sequence[str], values: Mapping[str, Any]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


# What every sum selects, of rooms that count (circulation does not).
SUMS = """
    count(*) AS rooms, sum(verdict.area_m2) AS area_m2,
    count(*) FILTER (WHERE verdict.verdict = 'over') AS over_rooms,
    coalesce(sum(verdict.excess_m2) FILTER (WHERE verdict.verdict = 'over'), 0) AS excess_m2,
    count(*) FILTER (WHERE verdict.verdict = 'idle') AS idle_rooms,
    coalesce(sum(verdict.area_m2) FILTER (WHERE verdict.verdict = 'idle'), 0) AS idle_m2,
    count(*) FILTER (WHERE verdict.verdict = 'not_assessed') AS unassessed_rooms
"""
COLUMNS = """
    rooms, area_m2, over_rooms, excess_m2, idle_rooms, idle_m2, unassessed_rooms
"""

ADD_BUILDINGS = f"""
    INSERT INTO registry_buildingtotals (building_id, courtyard_id, region_code, lon, lat, {COLUMNS})
    SELECT building.id, building.courtyard_id, building.region_code, ST_X(spot), ST_Y(spot),
           {COLUMNS}
      FROM (SELECT verdict.building_id, {SUMS}
              FROM registry_roomverdict AS verdict
             WHERE verdict.verdict <> 'circulation' AND %s
             GROUP BY verdict.building_id) AS sums
      JOIN registry_building AS building ON building.id = sums.building_id
      CROSS JOIN LATERAL fangtu_placed(ST_Point(0, 0), building.placement_srid,
               building.origin_easting_m, building.origin_northing_m, 0) AS spot
"""
OF_BUILDINGS = """
    avg(lon), avg(lat), sum(rooms), sum(area_m2), sum(over_rooms), sum(excess_m2), sum(idle_rooms),
    sum(idle_m2), sum(unassessed_rooms)
"""
ADD_COURTYARDS = f"""
    INSERT INTO registry_courtyardtotals (courtyard_id, region_code, lon, lat, {COLUMNS})
    SELECT courtyard_id, region_code, {OF_BUILDINGS}
      FROM registry_buildingtotals
     WHERE %s
     GROUP BY courtyard_id, region_code
"""
ADD_REGIONS = f"""
    INSERT INTO registry_regiontotals (region_code, buildings, lon, lat, {COLUMNS})
    SELECT region_code, count(*), {OF_BUILDINGS}
      FROM registry_buildingtotals
     WHERE %s
     GROUP BY region_code
"""
IN_SCOPE = "region_code LIKE %(scope)s"
AMONG = "region_code = ANY(%(divisions)s)"

ALL_OF_A_SCOPE = (
    # Nobody else adds anything up meanwhile; a whole scope is added up once a night.
    "LOCK TABLE registry_regiontotals IN EXCLUSIVE MODE",
    f"DELETE FROM registry_buildingtotals WHERE {IN_SCOPE}",
    f"DELETE FROM registry_courtyardtotals WHERE {IN_SCOPE}",
    f"DELETE FROM registry_regiontotals WHERE {IN_SCOPE}",
    ADD_BUILDINGS.replace("%s", f"verdict.{IN_SCOPE}", 1),
    ADD_COURTYARDS.replace("%s", IN_SCOPE, 1),
    ADD_REGIONS.replace("%s", IN_SCOPE, 1),
)
THEIR_DIVISIONS = """
    SELECT region_code FROM registry_building WHERE id = ANY(%(buildings)s)
    UNION
    SELECT region_code FROM registry_buildingtotals WHERE building_id = ANY(%(buildings)s)
    ORDER BY 1
"""
SOME_BUILDINGS = (
    # One number for the locks of totals, so that they meet no others; always in the same order.
    """
    SELECT pg_advisory_xact_lock(105, hashtext(code))
      FROM (SELECT code FROM unnest(%(divisions)s) AS code ORDER BY code OFFSET 0) AS division
    """,
    "LOCK TABLE registry_regiontotals IN ROW EXCLUSIVE MODE",
    "DELETE FROM registry_buildingtotals WHERE building_id = ANY(%(buildings)s)",
    ADD_BUILDINGS.replace("%s", "verdict.building_id = ANY(%(buildings)s)", 1),
    f"DELETE FROM registry_courtyardtotals WHERE {AMONG}",
    ADD_COURTYARDS.replace("%s", AMONG, 1),
    f"DELETE FROM registry_regiontotals WHERE {AMONG}",
    ADD_REGIONS.replace("%s", AMONG, 1),
)
