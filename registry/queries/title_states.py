"""How the title of each building stands on a day, in one word for the map.

unified       a real estate certificate in the name of the office affairs authority
to_transfer   a certificate in another name
old_paper     only an old house or land certificate
unregistered  no certificate at all
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

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
    """Return how the title of each building stands; one without any certificate is left out."""
    values = {"buildings": list(buildings), "day": day}
    return {row["building_id"]: row["state"] for row in _rows(STATES, values)}


# The best that one of the certificates of a building says.
STATE = """
    CASE WHEN bool_or(certificate.kind = 'real_estate'
                      AND holder.kind = 'managing_office') THEN 'unified'
         WHEN bool_or(certificate.kind <> 'none'
                      AND holder.kind <> 'managing_office') THEN 'to_transfer'
         WHEN bool_or(certificate.kind <> 'none') THEN 'old_paper'
         ELSE 'unregistered' END
"""

STATES = f"""
    -- One row a building: the best that one of its certificates says.
    SELECT unit.building_id,
           {STATE} AS state
      FROM registry_baunit AS unit
      JOIN registry_certificate AS certificate
        ON certificate.unit_id = unit.id AND certificate.period @> %(day)s::date
       AND upper_inf(certificate.recorded)
      JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
     WHERE unit.building_id = ANY(%(buildings)s::bigint[])
     GROUP BY unit.building_id
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
