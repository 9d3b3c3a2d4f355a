"""How the title of each building stands on a day, in one word for the map.

unified       every unit is held by the office affairs authority
to_transfer   a unit is held by somebody else
old_paper     held by the authority, and the only paper is an old house or land certificate
unregistered  no right is registered, and no paper names a holder

The right decides; where none is registered, the papers in force do: old ones stay valid.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import HELD_BY

UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldUnit:
    """A unit of a building with a certificate in force."""

    unit_code: str
    parcel_code: str
    kind: str
    number: str
    holder: str
    printed_area: Decimal | None
    since: dt.date
    until: dt.date | None


def title_states(buildings: Sequence[int], *, day: dt.date) -> dict[int, str]:
    """Return how the title of each building stands."""
    values = {"buildings": list(buildings), "day": day}
    return {row["building_id"]: row["state"] for row in _rows(STATES, values)}


def state_of(building: str, day: str) -> str:
    """Return the scalar query of how the title of a building stands on a day."""
    held_by = ", ".join(f"'{kind}'" for kind in HELD_BY)
    return f"""
    SELECT CASE WHEN bool_or(title.state = 'to_transfer') THEN 'to_transfer'
                WHEN bool_or(title.state = 'old_paper') THEN 'old_paper'
                WHEN bool_or(title.state = 'unified') THEN 'unified'
                ELSE 'unregistered' END
      FROM (
        -- One row a unit of the building that is there on the day.
        SELECT CASE WHEN coalesce(held.by_office, paper.by_office) IS NULL THEN 'unregistered'
                    WHEN NOT coalesce(held.by_office, paper.by_office) THEN 'to_transfer'
                    WHEN paper.are_old THEN 'old_paper'
                    ELSE 'unified' END AS state
          FROM registry_baunit AS unit
          LEFT JOIN LATERAL (
               SELECT bool_and(coalesce(party.kind = 'managing_office', false)) AS by_office
                 FROM registry_right AS "right"
                 JOIN registry_rightholder AS holder ON holder.right_id = "right".id
                 LEFT JOIN registry_organisation AS party ON party.id = holder.organisation_id
                WHERE "right".unit_id = unit.id AND "right".kind IN ({held_by})
                  AND "right".period @> {day} AND upper_inf("right".recorded)) AS held ON true
          LEFT JOIN LATERAL (
               SELECT (array_agg(party.kind = 'managing_office'
                                 ORDER BY lower(paper.period) DESC))[1] AS by_office,
                      bool_and(paper.kind IN ('house', 'land')) AS are_old
                 FROM registry_certificate AS paper
                 JOIN registry_organisation AS party ON party.id = paper.holder_id
                WHERE paper.unit_id = unit.id AND paper.kind NOT IN ('none', 'proof')
                  AND paper.period @> {day} AND upper_inf(paper.recorded)) AS paper ON true
         WHERE unit.building_id = {building} AND unit.period @> {day}) AS title
    """


STATES = f"""
    -- One row a building.
    SELECT building.id AS building_id, ({state_of("building.id", "%(day)s::date")}) AS state
      FROM unnest(%(buildings)s::bigint[]) AS building (id)
"""


def units_of(building: int, *, day: dt.date) -> list[HeldUnit]:
    """Return the units of a building with their certificates of a day."""
    return [HeldUnit(**row) for row in _rows(UNITS, {"building": building, "day": day})]


UNITS = """
    SELECT unit.code AS unit_code, parcel.code AS parcel_code, certificate.kind,
           certificate.number, holder.name AS holder,
           certificate.printed_area_m2 AS printed_area,
           lower(certificate.period) AS since, upper(certificate.period) AS until
      FROM registry_baunit AS unit
      JOIN registry_parcel AS parcel ON parcel.id = unit.parcel_id
      JOIN registry_certificate AS certificate
        ON certificate.unit_id = unit.id AND certificate.period @> %(day)s::date
       AND upper_inf(certificate.recorded)
      JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
     WHERE unit.building_id = %(building)s
     ORDER BY unit.code, certificate.kind
"""


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
