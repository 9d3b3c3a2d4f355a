"""Certificates beside what the drawings of their buildings measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedBuilding:
    """A building whose certificate prints an area and all of whose floors are drawn."""

    unit_code: str
    building_id: int
    building_code: str
    region_code: str
    number: str
    organisation_code: str
    printed_area: Decimal
    surveyed_area: Decimal  # m²: the outlines of all floors


def certified_buildings(
    day: dt.date, scope: Scope, *, buildings: Sequence[int] | None = None
) -> list[CertifiedBuilding]:
    """Return the certificates of a day that a complete set of plans can be held against."""
    if scope.prefix is None:
        return []
    values: dict[str, Any] = {
        "day": day,
        "scope": f"{scope.prefix}%",
        "buildings": None if buildings is None else list(buildings),
    }
    with connection.cursor() as cursor:
        cursor.execute(CERTIFIED, values)
        names = [column.name for column in cursor.description]
        return [
            CertifiedBuilding(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()
        ]


CERTIFIED = """
    -- One row a certificate of a whole building; one with a floor not drawn cannot be compared.
    SELECT unit.code AS unit_code, building.id AS building_id, building.code AS building_code,
           building.region_code, certificate.number, holder.code AS organisation_code,
           certificate.printed_area_m2 AS printed_area,
           sum(ST_Area(plan.outline))::numeric(14, 6) AS surveyed_area
      FROM registry_certificate AS certificate
      JOIN registry_baunit AS unit ON unit.id = certificate.unit_id
      JOIN registry_building AS building ON building.id = unit.building_id
      JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
      JOIN registry_floor AS floor ON floor.building_id = building.id
      LEFT JOIN registry_planversion AS plan
        ON plan.floor_id = floor.id AND plan.period @> %(day)s::date
     WHERE certificate.period @> %(day)s::date AND upper_inf(certificate.recorded)
       AND certificate.printed_area_m2 IS NOT NULL
       AND building.region_code LIKE %(scope)s
       AND NOT EXISTS (SELECT 1 FROM registry_baunit_houses AS part WHERE part.baunit_id = unit.id)
       AND (%(buildings)s::bigint[] IS NULL OR building.id = ANY(%(buildings)s::bigint[]))
     GROUP BY unit.code, building.id, certificate.id, holder.code
    HAVING bool_and(plan.outline IS NOT NULL)
     ORDER BY unit.code
"""
