"""What the pages of a unit, a parcel and a building show, each gathered in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.codes import Layer
from registry.models import BAUnit, Building, Region, RegisterEntry, RegisterExtract
from registry.policy import lineage
from registry.queries import register
from registry.queries.descriptions import as_described
from registry.queries.register import AsOf, CertificateLine, RestrictionLine, RightLine
from registry.scope import Scope
from registry.unit_codes import SEVERAL_BUILDINGS, CodeContext, CodeFault, explained, faults

LARGEST_FAMILY = 80  # more units than that are a list, not a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomLine:
    """One room of a unit."""

    uid: str
    number: str
    name: str
    use: str
    floor: str
    floor_id: int
    area_m2: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentLine:
    """The newest file of a paper in a case."""

    version: int
    title: str
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case on a unit with the papers it brought."""

    pk: int
    number: str
    kind: str
    state: str
    documents: tuple[DocumentLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPage:
    """Everything a unit's page shows on a day, as it was known at a moment."""

    unit: BAUnit
    asked: AsOf
    exists: bool
    buildings: Sequence[Building]
    layers: tuple[Layer, ...]
    faults: tuple[CodeFault, ...]
    rights: Sequence[RightLine]
    restrictions: Sequence[RestrictionLine]
    certificates: Sequence[CertificateLine]
    family: lineage.Picture | None
    rooms: Sequence[RoomLine]
    entries: Sequence[RegisterEntry]
    extracts: Sequence[RegisterExtract]
    cases: Sequence[CaseLine]  # empty for who may not see cases

    @property
    def case_keys(self) -> dict[str, int]:
        """Return the keys of the unit's cases by their numbers."""
        return {case.number: case.pk for case in self.cases}

    @property
    def rooms_area_m2(self) -> Decimal:
        """Return the area of the rooms together."""
        return sum((room.area_m2 for room in self.rooms), Decimal(0))


def exists_on(unit: BAUnit, asked: AsOf) -> bool:
    """Return whether a unit was there on a day, as far as was known at a moment."""
    if unit.period.isempty:  # it came and went on one day
        return False
    first, last = unit.period.lower, unit.period.upper
    has_begun = first is None or first <= asked.day
    has_ended = last is not None and last <= asked.day
    is_unknown = asked.known_at and unit.closed_at and unit.closed_at > asked.known_at
    return has_begun and (not has_ended or bool(is_unknown))


def unit_page(scope: Scope, *, code: str, asked: AsOf, with_cases: bool) -> UnitPage:
    """Return a unit's page, or say that this account sees no such unit."""
    unit = as_described(register.unit_by_code(scope, code), asked.known_at)
    divisions = divisions_named({code[:6]}, asked.day)
    buildings = buildings_of(unit)
    exists = exists_on(unit, asked)
    return UnitPage(
        unit=unit,
        asked=asked,
        exists=exists,
        buildings=buildings,
        layers=explained(unit.code, divisions),
        faults=faults(unit.code, _context(unit, divisions, buildings)),
        rights=register.rights_on(unit, asked),
        restrictions=register.restrictions_on(unit, asked),
        certificates=register.certificates_of(unit, asked.known_at),
        family=family_of(unit, asked),
        rooms=rooms_of(unit, buildings, asked.day) if exists else [],
        entries=register.entries_of(unit, asked.known_at),
        extracts=list(unit.extracts.select_related("by")[:20]),
        cases=cases_of(unit) if with_cases else (),
    )


def _context(unit: BAUnit, divisions: dict[str, str], buildings: Sequence[Building]) -> CodeContext:
    return CodeContext(
        divisions=divisions,
        parcel_code=unit.parcel.code,
        has_building=unit.building_id is not None,
        has_several_buildings=len(buildings) > 1,
    )


def divisions_named(codes: set[str], day: dt.date) -> dict[str, str]:
    """Return the names that some divisions had on a day."""
    rows = Region.objects.on(day).filter(code__in=codes)
    return dict(rows.values_list("code", "name"))


def buildings_of(unit: BAUnit) -> list[Building]:
    """Return the buildings a unit is in; only a code of several asks for more than its own."""
    own = [unit.building] if unit.building else []
    has_more = unit.code[20:24] == SEVERAL_BUILDINGS
    return [*own, *unit.also_buildings.order_by("code")] if has_more else own


def rooms_of(unit: BAUnit, buildings: Sequence[Building], day: dt.date) -> list[RoomLine]:
    """Return the rooms of a unit on a day: those of its houses, else all of its buildings'."""
    if not buildings:
        return []
    values: dict[str, Any] = {
        "unit": unit.pk,
        "buildings": [each.pk for each in buildings],
        "day": day,
    }
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, values)
        names = [column.name for column in cursor.description]
        return [RoomLine(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


ROOMS = """
    -- One row a room; a unit without houses is its whole buildings.
    WITH inside AS (
        SELECT part.room_id
          FROM registry_baunit_houses AS covers
          JOIN registry_houseroom AS part ON part.house_id = covers.house_id
         WHERE covers.baunit_id = %(unit)s AND part.period @> %(day)s::date
    )
    SELECT room.uid::text, version.number, version.name, version.use, floor.name AS floor,
           floor.id AS floor_id, version.area_m2
      FROM registry_floor AS floor
      JOIN registry_roomversion AS version
        ON version.floor_id = floor.id AND version.period @> %(day)s::date
      JOIN registry_room AS room ON room.id = version.room_id
     WHERE floor.building_id = ANY(%(buildings)s)
       AND (version.room_id IN (SELECT room_id FROM inside)
            OR NOT EXISTS (SELECT 1 FROM registry_baunit_houses AS covers
                            WHERE covers.baunit_id = %(unit)s))
     ORDER BY floor.building_id, floor.ordinal, version.number, version.id
"""


def cases_of(unit: BAUnit) -> list[CaseLine]:
    """Return the cases on a unit, the newest first, each with the newest file of its papers."""
    with connection.cursor() as cursor:
        cursor.execute(CASES, {"unit": unit.pk})
        return [
            CaseLine(
                pk=pk,
                number=number,
                kind=kind,
                state=state,
                documents=tuple(DocumentLine(**each) for each in json.loads(papers)),
            )
            for pk, number, kind, state, papers in cursor.fetchall()
        ]


CASES = """
    -- One row a case; its papers as a list, each with its newest version.
    SELECT of_unit.id, of_unit.number, of_unit.kind, of_unit.state, papers.list::text
      FROM registry_case AS of_unit
     CROSS JOIN LATERAL (
           SELECT coalesce(json_agg(json_build_object('version', newest.id, 'title', paper.title,
                      'name', newest.name, 'sha256', newest.sha256) ORDER BY paper.id), '[]') AS list
             FROM registry_casedocument AS paper
            CROSS JOIN LATERAL (
                  SELECT version.* FROM registry_documentversion AS version
                   WHERE version.document_id = paper.id
                   ORDER BY version.number DESC LIMIT 1) AS newest
            WHERE paper.case_id = of_unit.id AND NOT paper.is_dropped) AS papers
     WHERE of_unit.unit_id = %(unit)s AND of_unit.state <> 'draft'
     ORDER BY of_unit.id DESC
     LIMIT 50
"""


def family_of(unit: BAUnit, asked: AsOf) -> lineage.Picture | None:
    """Return the picture of where a unit came from and what became of it; None when it is alone."""
    known_at = asked.known_at
    with connection.cursor() as cursor:
        cursor.execute(FAMILY, {"unit": unit.pk, "known_at": known_at, "most": LARGEST_FAMILY})
        rows = cursor.fetchall()
    if not rows:
        return None
    came_by = {row[5]: row[10] for row in rows}
    kin: dict[int, lineage.Kin] = {}
    for row in rows:
        for key, code, since, until, closed_at in (row[:5], row[5:10]):
            is_known = until and (known_at is None or (closed_at and closed_at <= known_at))
            kin[key] = lineage.Kin(
                key=key,
                code=code,
                since=since,
                until=until if is_known else None,
                is_asked=key == unit.pk,
                by=came_by.get(key, ""),
            )
    steps = [lineage.Descent(parent=r[0], child=r[5], event=r[10], on=r[11]) for r in rows]
    return lineage.picture(list(kin.values()), steps)


FAMILY = """
    -- One row a descent among the units that any descent ties to this one.
    WITH RECURSIVE family (id) AS (
        SELECT %(unit)s::bigint
        UNION
        SELECT near.id
          FROM family
         CROSS JOIN LATERAL (
               SELECT child_id AS id FROM registry_lineage
                WHERE parent_id = family.id
                  AND (%(known_at)s::timestamptz IS NULL OR recorded_at <= %(known_at)s)
                UNION ALL
               SELECT parent_id FROM registry_lineage
                WHERE child_id = family.id
                  AND (%(known_at)s::timestamptz IS NULL OR recorded_at <= %(known_at)s)) AS near
    )
    SELECT parent.id, parent.code, lower(parent.period), upper(parent.period), parent.closed_at,
           child.id, child.code, lower(child.period), upper(child.period), child.closed_at,
           step.event, step."on"
      FROM registry_lineage AS step
      JOIN registry_baunit AS parent ON parent.id = step.parent_id
      JOIN registry_baunit AS child ON child.id = step.child_id
     WHERE step.parent_id IN (SELECT id FROM family)
       AND (%(known_at)s::timestamptz IS NULL OR step.recorded_at <= %(known_at)s)
     ORDER BY step.id
     LIMIT %(most)s
"""
