"""One box that finds rooms, people, organisations, certificates and units by what one remembers."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from registry.scope import Scope

MOST_OF_A_KIND = 8  # what fits a list without scrolling


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found, and where on the map it is."""

    kind: str  # room, person, organisation, building, certificate, unit, finding, case
    label: str
    detail: str
    floor_id: int | None
    room: str | None
    building: str | None
    key: str = ""  # of what has a page of its own: a unit's code, or a number


def found(
    scope: Scope, *, text: str, day: dt.date, with_people: bool, with_cases: bool
) -> list[Hit]:
    """Return what a text names, kinds in a fixed order; people and cases to those who may see them."""
    plain = text.strip()
    if scope.prefix is None or not plain:
        return []
    escaped = plain.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    values = {
        "day": day,
        "scope": f"{scope.prefix}%",
        "begins": f"{escaped}%",
        "holds": f"%{escaped}%",
        "number": f"%{as_numbered(escaped)}%",
        "most": MOST_OF_A_KIND,
    }
    people, cases = [PEOPLE] if with_people else [], [CASES] if with_cases else []
    kinds = [ROOMS, *people, ORGANISATIONS, BUILDINGS, PAPERS, FINDINGS, *cases]
    return [hit for sql in kinds for hit in _hits(sql, values)]


def as_numbered(text: str) -> str:
    """Return a text as certificate numbers are compared: half width, capital, without spaces.

    >>> as_numbered("示（2019）示例市 不动产权第０１号")
    '示(2019)示例市不动产权第01号'
    """
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _hits(sql: str, values: Mapping[str, Any]) -> list[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [Hit(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


ROOMS = """
    SELECT 'room' AS kind, concat_ws(' ', nullif(version.number, ''), nullif(version.name, '')) AS label,
           building.name || ' · ' || floor.name AS detail,
           version.floor_id, room.uid::text AS room, building.code AS building
      FROM registry_roomversion AS version
      JOIN registry_room AS room ON room.id = version.room_id
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
       AND version.use <> 'circulation'
       AND (version.number ILIKE %(begins)s OR version.name LIKE %(begins)s)
     ORDER BY length(version.number), version.number, building.code LIMIT %(most)s
"""

PEOPLE = """
    -- A person stands where they sit that day; somebody without a seat is found all the same.
    SELECT 'person' AS kind, person.name AS label,
           concat_ws(' · ', organisation.name, nullif(post.title, ''),
                     building.name || ' ' || nullif(version.number, '')) AS detail,
           room.floor_id, room.uid::text AS room, building.code AS building
      FROM registry_person AS person
      LEFT JOIN registry_seat AS seat
        ON seat.person_id = person.id AND seat.period @> %(day)s::date
      LEFT JOIN registry_room AS room
        ON room.id = seat.room_id AND room.region_code LIKE %(scope)s
      LEFT JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      LEFT JOIN registry_floor AS floor ON floor.id = room.floor_id
      LEFT JOIN registry_building AS building ON building.id = floor.building_id
      LEFT JOIN LATERAL (
           SELECT * FROM registry_post AS held
            WHERE held.person_id = person.id AND held.is_main
              AND lower(held.period) <= %(day)s::date
            ORDER BY lower(held.period) DESC LIMIT 1) AS post ON true
      LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
     WHERE person.region_code LIKE %(scope)s
       AND (person.name LIKE %(begins)s OR person.code ILIKE %(begins)s
            OR fangtu_initials(person.name) LIKE lower(%(begins)s))
     ORDER BY person.name NOT LIKE %(begins)s, person.name, person.code LIMIT %(most)s
"""

ORGANISATIONS = """
    -- An organisation stands where most of its rooms of the day are.
    SELECT 'organisation' AS kind, organisation.name AS label,
           coalesce(place.rooms::text, '0') AS detail,
           place.floor_id, NULL AS room, place.building
      FROM registry_organisation AS organisation
      LEFT JOIN LATERAL (
           SELECT room.floor_id, building.code AS building, count(*) AS rooms
             FROM registry_allocation AS allocation
             JOIN registry_room AS room ON room.id = allocation.room_id
             JOIN registry_floor AS floor ON floor.id = room.floor_id
             JOIN registry_building AS building ON building.id = floor.building_id
            WHERE allocation.organisation_id = organisation.id
              AND allocation.period @> %(day)s::date AND room.region_code LIKE %(scope)s
            GROUP BY room.floor_id, building.code
            ORDER BY count(*) DESC, room.floor_id LIMIT 1) AS place ON true
     WHERE organisation.region_code LIKE %(scope)s
       AND (organisation.name LIKE %(holds)s OR organisation.code ILIKE %(begins)s
            OR fangtu_initials(organisation.name) LIKE lower(%(holds)s))
     ORDER BY organisation.name NOT LIKE %(begins)s, organisation.code LIMIT %(most)s
"""

BUILDINGS = """
    SELECT 'building' AS kind, building.name AS label,
           concat_ws(' · ', courtyard.name, building.code) AS detail,
           NULL::bigint AS floor_id, NULL AS room, building.code AS building
      FROM registry_building AS building
      JOIN registry_courtyard AS courtyard ON courtyard.id = building.courtyard_id
     WHERE building.region_code LIKE %(scope)s
       AND (building.name LIKE %(begins)s OR building.code ILIKE %(begins)s
            OR courtyard.name LIKE %(holds)s)
     ORDER BY building.code LIMIT %(most)s
"""

PAPERS = """
    -- Certificates by number and units by any part of their 28 characters.
    SELECT CASE WHEN certificate.id IS NULL THEN 'unit' ELSE 'certificate' END AS kind,
           coalesce(certificate.number, unit.code) AS label,
           concat_ws(' · ', building.name, holder.name) AS detail,
           NULL::bigint AS floor_id, NULL AS room, building.code AS building, unit.code AS key
      FROM registry_baunit AS unit
      JOIN registry_building AS building ON building.id = unit.building_id
      LEFT JOIN registry_certificate AS certificate
        ON certificate.unit_id = unit.id AND certificate.period @> %(day)s::date
       AND upper_inf(certificate.recorded) AND certificate.number_plain LIKE %(number)s
      LEFT JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
     WHERE building.region_code LIKE %(scope)s
       AND (certificate.id IS NOT NULL OR unit.code ILIKE %(begins)s)
     ORDER BY unit.code LIMIT %(most)s
"""

FINDINGS = """
    -- Open findings by the number of their room, their rule, or their file; the label is the rule.
    SELECT 'finding' AS kind, finding.rule AS label,
           concat_ws(' · ', coalesce(building.name, organisation.name),
                     nullif(version.number, '')) AS detail,
           room.floor_id, room.uid::text AS room, building.code AS building,
           finding.id::text AS key
      FROM registry_finding AS finding
      LEFT JOIN registry_room AS room ON room.id = finding.room_id
      LEFT JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      LEFT JOIN registry_floor AS floor ON floor.id = room.floor_id
      LEFT JOIN registry_building AS building
        ON building.id = coalesce(floor.building_id, finding.building_id)
      LEFT JOIN registry_organisation AS organisation ON organisation.id = finding.organisation_id
     WHERE finding.region_code LIKE %(scope)s AND finding.resolved_on IS NULL
       AND (version.number ILIKE %(begins)s OR finding.rule ILIKE %(begins)s
            OR finding.file_no LIKE %(holds)s AND finding.file_no <> '')
     ORDER BY length(version.number), version.number, finding.rule, finding.id LIMIT %(most)s
"""

CASES = """
    -- Cases by their number, or by the code of the unit they are about; the detail is kind and stage.
    SELECT 'case' AS kind, kept.number AS label, kept.kind || ' ' || kept.state AS detail,
           NULL::bigint AS floor_id, NULL AS room, building.code AS building, kept.id::text AS key
      FROM registry_case AS kept
      LEFT JOIN registry_baunit AS unit ON unit.id = kept.unit_id
      LEFT JOIN registry_building AS building ON building.id = kept.building_id
     WHERE kept.region_code LIKE %(scope)s AND kept.number <> ''
       AND (kept.number ILIKE %(holds)s OR unit.code ILIKE %(begins)s)
     ORDER BY kept.id DESC LIMIT %(most)s
"""
