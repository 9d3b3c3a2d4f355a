"""How the title of each unit, building and room stands on a day, in one word for the map.

restricted    查封、异议、预告、抵押: a restriction is in force
in_case       办理中: a registration has been received and is not finished
unclear       权属不清: disputed ground, or a right of somebody the register does not know
unregistered  未登记: no right is registered, and no paper names a holder
filed         备案: a holder is on file, without certificate
old_paper     held by the office affairs authority, the only papers being old ones
to_transfer   已登记待转移: held by somebody else
unified       已统一: held by the office affairs authority

The right decides; where none is registered, the papers in force do: old ones stay valid.
A building stands as the gravest of its units does, a room as the unit whose house it is part of.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import HELD_BY

UNREGISTERED = "unregistered"
GRAVEST_FIRST = (
    *("restricted", "in_case", "unclear", UNREGISTERED),
    *("filed", "old_paper", "to_transfer", "unified"),
)
# The steps after which a case stands in nobody's way any more.
ENDED = "'not_accepted', 'refused', 'withdrawn', 'registered'"
HELD = ", ".join(f"'{kind}'" for kind in HELD_BY)

# A case that was received by that day, and not ended by then.
OPEN_CASE = f"""
    kept.received_on <= %(day)s::date
    AND NOT EXISTS (SELECT 1 FROM registry_casestep AS step
                     WHERE step.case_id = kept.id AND step.to_state IN ({ENDED})
                       AND step."on" <= %(day)s::date)
"""
# What the certificates of a unit say: the holder on the newest, and whether all are of the old kinds.
PAPERS = """
    SELECT (array_agg(owner.kind = 'managing_office' ORDER BY lower(paper.period) DESC)
                FILTER (WHERE paper.kind <> 'none'))[1] AS by_office,
           bool_and(paper.kind IN ('house', 'land')) FILTER (WHERE paper.kind <> 'none') AS are_old,
           bool_or(paper.kind = 'none') AS is_filed
      FROM registry_certificate AS paper
      JOIN registry_organisation AS owner ON owner.id = paper.holder_id
     WHERE paper.unit_id = unit.id AND paper.kind <> 'proof'
       AND paper.period @> %(day)s::date AND upper_inf(paper.recorded)
"""
# What its right says: who holds it, or that somebody does whom the register does not know.
RIGHTS = f"""
    SELECT bool_and(party.kind = 'managing_office') AS by_office,
           count(*) > count(party.id) AS is_unknown
      FROM registry_right AS own
      LEFT JOIN registry_rightholder AS share
        ON share.right_id = own.id AND upper_inf(share.recorded)
      LEFT JOIN registry_organisation AS party ON party.id = share.organisation_id
     WHERE own.unit_id = unit.id AND own.kind IN ({HELD})
       AND own.period @> %(day)s::date AND upper_inf(own.recorded)
"""
# The right decides; where none is registered the papers in force do, for old ones stay valid.
UNIT_STATE = f"""
    SELECT CASE
         WHEN EXISTS (SELECT 1 FROM registry_restriction AS bar
                       WHERE bar.unit_id = unit.id AND bar.period @> %(day)s::date
                         AND upper_inf(bar.recorded)) THEN 'restricted'
         WHEN EXISTS (SELECT 1 FROM registry_case AS kept
                       WHERE kept.unit_id = unit.id AND {OPEN_CASE}) THEN 'in_case'
         WHEN substr(unit.code, 13, 1) = 'Z' OR substr(unit.code, 14, 1) = 'W' THEN 'unclear'
         ELSE (SELECT CASE WHEN held.is_unknown THEN 'unclear'
                           WHEN NOT coalesce(held.by_office, paper.by_office) THEN 'to_transfer'
                           WHEN coalesce(held.by_office, paper.by_office) AND paper.are_old
                                THEN 'old_paper'
                           WHEN coalesce(held.by_office, paper.by_office) THEN 'unified'
                           WHEN paper.is_filed THEN 'filed'
                           ELSE '{UNREGISTERED}' END
                 FROM ({PAPERS}) AS paper, ({RIGHTS}) AS held) END
"""
GRAVITY = "ARRAY[" + ", ".join(f"'{state}'" for state in GRAVEST_FIRST) + "]"
UNITS_OF_BUILDING = """
    SELECT unit.id FROM registry_baunit AS unit
     WHERE unit.building_id = building.id AND unit.period @> %(day)s::date
    UNION ALL
    SELECT also.baunit_id FROM registry_baunit_also_buildings AS also
      JOIN registry_baunit AS unit ON unit.id = also.baunit_id AND unit.period @> %(day)s::date
     WHERE also.building_id = building.id
"""
# One word for a building; `building` is a table of the statement it stands in.
TITLE = f"""
    SELECT coalesce(
        (SELECT ({GRAVITY})[min(array_position({GRAVITY}, ({UNIT_STATE})))]
           FROM ({UNITS_OF_BUILDING}) AS listed
           JOIN registry_baunit AS unit ON unit.id = listed.id),
        (SELECT 'in_case' FROM registry_case AS kept
          WHERE kept.building_id = building.id AND {OPEN_CASE} LIMIT 1), '{UNREGISTERED}')
"""
# The rooms of a building that are part of a house, each with the word for the unit of that house.
ROOM_TITLES = f"""
    SELECT part.room_id, standing.state
      FROM registry_house AS house
      JOIN registry_houseroom AS part ON part.house_id = house.id AND part.period @> %(day)s::date
      JOIN registry_baunit_houses AS covers ON covers.house_id = house.id
      JOIN registry_baunit AS unit ON unit.id = covers.baunit_id AND unit.period @> %(day)s::date
      CROSS JOIN LATERAL ({UNIT_STATE}) AS standing (state)
     WHERE house.building_id = building.id
"""
STATES = f"""
    SELECT building.id AS building_id, ({TITLE}) AS state
      FROM registry_building AS building
     WHERE building.id = ANY(%(buildings)s::bigint[])
"""
STATES_OF_ROOMS = f"""
    SELECT room.uid::text AS uid, titled.state
      FROM registry_building AS building
      CROSS JOIN LATERAL ({ROOM_TITLES}) AS titled
      JOIN registry_room AS room ON room.id = titled.room_id
     WHERE building.id = %(building)s
"""


def title_states(buildings: Sequence[int], *, day: dt.date) -> dict[int, str]:
    """Return how the title of each building stands."""
    values = {"buildings": list(buildings), "day": day}
    return {row["building_id"]: row["state"] for row in _rows(STATES, values)}


def room_titles(building: int, *, day: dt.date) -> dict[str, str]:
    """Return how the title of each room stands that is part of a house, by its uid."""
    values = {"building": building, "day": day}
    return {row["uid"]: row["state"] for row in _rows(STATES_OF_ROOMS, values)}


# --- one building, unit by unit -----------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStanding:
    """A unit of a building and all that makes its title what it is; each part as plain rows."""

    code: str
    parcel_code: str
    state: str
    is_of_room: bool  # the unit's houses hold the room that is asked about
    certificates: Sequence[Mapping[str, Any]]
    rights: Sequence[Mapping[str, Any]]
    restrictions: Sequence[Mapping[str, Any]]
    cases: Sequence[Mapping[str, Any]]


def units_of(building: int, *, day: dt.date, room: int = 0) -> list[UnitStanding]:
    """Return the units of a building as they stand on a day, the one a room is part of first."""
    rows = _rows(UNITS, {"building": building, "day": day, "room": room})
    return [UnitStanding(**_read(row)) for row in rows]


def _read(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row with its days as days."""
    parts = json.loads(row.pop("parts"), parse_float=Decimal)
    for line in (line for lines in parts.values() for line in lines):
        for name in ("since", "until"):
            line[name] = dt.date.fromisoformat(line[name]) if line.get(name) else None
    return row | parts


UNITS = f"""
    SELECT unit.code, parcel.code AS parcel_code, standing.state,
           EXISTS (SELECT 1 FROM registry_baunit_houses AS covers
                     JOIN registry_houseroom AS part
                       ON part.house_id = covers.house_id AND part.period @> %(day)s::date
                    WHERE covers.baunit_id = unit.id AND part.room_id = %(room)s) AS is_of_room,
           json_build_object(
             'certificates', (SELECT coalesce(json_agg(json_build_object(
                    'kind', paper.kind, 'number', paper.number, 'holder', owner.name,
                    'printed_area', paper.printed_area_m2, 'since', lower(paper.period),
                    'until', upper(paper.period)) ORDER BY paper.kind, paper.id), '[]')
               FROM registry_certificate AS paper
               JOIN registry_organisation AS owner ON owner.id = paper.holder_id
              WHERE paper.unit_id = unit.id AND paper.period @> %(day)s::date
                AND upper_inf(paper.recorded)),
             'rights', (SELECT coalesce(json_agg(json_build_object(
                    'kind', held.kind, 'since', lower(held.period), 'holders',
                    (SELECT string_agg(share.name, '、' ORDER BY share.id)
                       FROM registry_rightholder AS share
                      WHERE share.right_id = held.id AND upper_inf(share.recorded)))
                    ORDER BY held.id), '[]')
               FROM registry_right AS held
              WHERE held.unit_id = unit.id AND held.period @> %(day)s::date
                AND upper_inf(held.recorded)),
             'restrictions', (SELECT coalesce(json_agg(json_build_object(
                    'kind', bar.kind, 'document_no', bar.document_no, 'since', lower(bar.period),
                    'until', upper(bar.period)) ORDER BY bar.id), '[]')
               FROM registry_restriction AS bar
              WHERE bar.unit_id = unit.id AND bar.period @> %(day)s::date
                AND upper_inf(bar.recorded)),
             'cases', (SELECT coalesce(json_agg(json_build_object(
                    'pk', kept.id, 'number', kept.number, 'kind', kept.kind,
                    'since', kept.received_on) ORDER BY kept.id), '[]')
               FROM registry_case AS kept
              WHERE kept.unit_id = unit.id AND {OPEN_CASE})) ::text AS parts
      FROM registry_building AS building
      JOIN registry_baunit AS unit ON unit.id IN ({UNITS_OF_BUILDING})
      JOIN registry_parcel AS parcel ON parcel.id = unit.parcel_id
      CROSS JOIN LATERAL ({UNIT_STATE}) AS standing (state)
     WHERE building.id = %(building)s
     ORDER BY is_of_room DESC, array_position({GRAVITY}, standing.state), unit.code
"""


def _rows(sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
