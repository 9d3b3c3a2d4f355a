"""What the pages of a unit, a parcel and a building show, each gathered in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q

from registry.codes import Layer
from registry.models import (
    BAUnit,
    BoundaryPoint,
    Building,
    Parcel,
    Region,
    RegisterEntry,
    RegisterExtract,
    RoomVersion,
    SpatialException,
)
from registry.policy import lineage
from registry.queries import register
from registry.queries.places import NotInSight
from registry.queries.register import AsOf, CertificateLine, RestrictionLine, RightLine
from registry.scope import Scope
from registry.unit_codes import CodeContext, CodeFault, explained, faults

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
class UnitPage:
    """Everything a unit's page shows on a day, as it was known at a moment."""

    unit: BAUnit
    asked: AsOf
    exists: bool
    layers: tuple[Layer, ...]
    faults: tuple[CodeFault, ...]
    rights: Sequence[RightLine]
    restrictions: Sequence[RestrictionLine]
    certificates: Sequence[CertificateLine]
    family: lineage.Picture | None
    rooms: Sequence[RoomLine]
    entries: Sequence[RegisterEntry]
    extracts: Sequence[RegisterExtract]

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


def unit_page(scope: Scope, *, code: str, asked: AsOf) -> UnitPage:
    """Return a unit's page, or say that this account sees no such unit."""
    unit = register.unit_by_code(scope, code)
    divisions = divisions_named({code[:6]}, asked.day)
    exists = exists_on(unit, asked)
    return UnitPage(
        unit=unit,
        asked=asked,
        exists=exists,
        layers=explained(unit.code, divisions),
        faults=faults(unit.code, _context(unit, divisions)),
        rights=register.rights_on(unit, asked),
        restrictions=register.restrictions_on(unit, asked),
        certificates=register.certificates_of(unit, asked.known_at),
        family=family_of(unit, asked),
        rooms=rooms_of(unit, asked.day) if exists else [],
        entries=register.entries_of(unit, asked.known_at),
        extracts=list(unit.extracts.select_related("by")[:20]),
    )


def _context(unit: BAUnit, divisions: dict[str, str]) -> CodeContext:
    return CodeContext(
        divisions=divisions,
        parcel_code=unit.parcel.code,
        has_building=unit.building_id is not None,
        has_several_buildings=unit.code[20:24] == "9999",
    )


def divisions_named(codes: set[str], day: dt.date) -> dict[str, str]:
    """Return the names that some divisions had on a day."""
    rows = Region.objects.on(day).filter(code__in=codes)
    return dict(rows.values_list("code", "name"))


def rooms_of(unit: BAUnit, day: dt.date) -> list[RoomLine]:
    """Return the rooms of a unit on a day: those of its houses, else all of its building's."""
    if unit.building_id is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, {"unit": unit.pk, "building": unit.building_id, "day": day})
        names = [column.name for column in cursor.description]
        return [RoomLine(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


ROOMS = """
    -- One row a room; a unit without houses is its whole building.
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
     WHERE floor.building_id = %(building)s
       AND (version.room_id IN (SELECT room_id FROM inside)
            OR NOT EXISTS (SELECT 1 FROM registry_baunit_houses AS covers
                            WHERE covers.baunit_id = %(unit)s))
     ORDER BY floor.ordinal, version.number, version.id
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


# --- parcels and buildings ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A boundary point, the length the survey gives to the next one and the one its coordinates give."""

    point: BoundaryPoint
    next_name: str
    computed_m: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A building and how much of what is drawn of it lies on a parcel."""

    building: Building
    parcel: Parcel
    on_it_m2: Decimal | None
    whole_m2: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelPage:
    """Everything a parcel's page shows."""

    parcel: Parcel
    layers: tuple[Layer, ...]
    points: Sequence[PointLine]
    standing: Sequence[Standing]
    units: Sequence[BAUnit]
    ancestors: Sequence[Parcel]
    descendants: Sequence[Parcel]
    exceptions: Sequence[SpatialException]
    outline: str  # as SVG path data in the unit square, y downwards; empty without a boundary


def parcel_page(scope: Scope, *, code: str, day: dt.date) -> ParcelPage:
    """Return a parcel's page, or say that this account sees no such parcel."""
    parcel = Parcel.objects.within(scope).filter(code=code).latest("pk")
    divisions = divisions_named({code[:6]}, day)
    return ParcelPage(
        parcel=parcel,
        layers=explained(parcel.code + "W00000000", divisions)[:5],
        points=_points(parcel),
        standing=_standing(parcels=[parcel.pk]),
        units=list(parcel.units.select_related("building").order_by("code", "pk")),
        ancestors=list(Parcel.objects.filter(descendants__child=parcel).order_by("code")),
        descendants=list(Parcel.objects.filter(ancestors__parent=parcel).order_by("code")),
        exceptions=list(
            SpatialException.objects.filter(Q(parcel=parcel) | Q(other_parcel=parcel))
            .select_related("parcel", "other_parcel", "building")
        ),
        outline=_path(parcel),
    )  # fmt: skip


def _points(parcel: Parcel) -> list[PointLine]:
    points = list(parcel.points.all())
    return [
        PointLine(point=point, next_name=after.name, computed_m=_distance(point, after))
        for point, after in zip(points, [*points[1:], *points[:1]], strict=True)
    ]


def _distance(one: BoundaryPoint, other: BoundaryPoint) -> Decimal:
    """Return how far two points are from each other in the projected system."""
    east = one.easting_m - other.easting_m
    north = one.northing_m - other.northing_m
    return (east * east + north * north).sqrt().quantize(Decimal("0.01"))


def _path(parcel: Parcel) -> str:
    """Return the outline of a parcel as a path in a square of 100, in its right proportions."""
    points: list[tuple[float, float]] = [
        (float(p.easting_m), -float(p.northing_m)) for p in parcel.points.all()
    ]
    if not points and parcel.boundary is not None and parcel.boundary.valid:
        drawn: Any = parcel.boundary.clone()
        drawn.transform(parcel.survey_srid or 4549)
        points = [(x, -y) for x, y in drawn.coords[0][:-1]]
    if not points:
        return ""
    west, top = min(x for x, _ in points), min(y for _, y in points)
    size = max(max(x for x, _ in points) - west, max(y for _, y in points) - top) or 1.0
    placed = [f"{(x - west) / size * 100:.2f} {(y - top) / size * 100:.2f}" for x, y in points]
    return f"M {' L '.join(placed)} Z"


STANDING = """
    -- One row a building on a parcel: the ground its drawn floors cover, and how much of it is here.
    SELECT lies.building_id, lies.parcel_id,
           ST_Area(ST_Intersection(drawn.outline, parcel.boundary)::geography) AS on_it_m2,
           ST_Area(drawn.outline::geography) AS whole_m2
      FROM registry_building_parcels AS lies
      JOIN registry_parcel AS parcel ON parcel.id = lies.parcel_id
      LEFT JOIN LATERAL (
           SELECT ST_Union(plan.footprint) AS outline
             FROM registry_floor AS floor
             JOIN registry_planversion AS plan
               ON plan.floor_id = floor.id AND upper_inf(plan.period)
            WHERE floor.building_id = lies.building_id) AS drawn ON true
     WHERE (lies.parcel_id = ANY(%(parcels)s::bigint[]) OR %(parcels)s::bigint[] IS NULL)
       AND (lies.building_id = ANY(%(buildings)s::bigint[]) OR %(buildings)s::bigint[] IS NULL)
     ORDER BY lies.building_id, lies.parcel_id
"""


def _standing(
    *, parcels: list[int] | None = None, buildings: list[int] | None = None
) -> list[Standing]:
    """Return what lies where, for the buildings of parcels or the parcels of buildings."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"parcels": parcels, "buildings": buildings})
        rows = cursor.fetchall()
    houses = Building.objects.select_related("courtyard").in_bulk({row[0] for row in rows})
    grounds = Parcel.objects.in_bulk({row[1] for row in rows})
    return [
        Standing(
            building=houses[building],
            parcel=grounds[parcel],
            on_it_m2=_metres(on_it),
            whole_m2=_metres(whole),
        )
        for building, parcel, on_it, whole in rows
    ]


def _metres(area: float | None) -> Decimal | None:
    return None if area is None else Decimal(repr(area)).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingPage:
    """Everything a building's page of the register of titles shows."""

    building: Building
    standing: Sequence[Standing]
    units: Sequence[BAUnit]
    floors: Sequence[dict[str, Any]]


def building_page(scope: Scope, *, code: str, day: dt.date) -> BuildingPage:
    """Return a building's page, or say that this account sees no such building."""
    found = Building.objects.within(scope).filter(code=code)
    building = found.select_related("courtyard", "region").first()
    if building is None:
        raise NotInSight(code)
    mine = Q(building=building) | Q(also_buildings=building)
    return BuildingPage(
        building=building,
        standing=_standing(buildings=[building.pk]),
        units=list(
            BAUnit.objects.within(scope).filter(mine).distinct().select_related("parcel")
            .order_by("code", "pk")
        ),
        floors=_floors(building, day),
    )  # fmt: skip


def _floors(building: Building, day: dt.date) -> list[dict[str, Any]]:
    """Return the floors of a building, topmost first, with what is drawn on them."""
    drawn: dict[int, list[Decimal]] = {}
    rows = RoomVersion.objects.on(day).filter(floor__building=building)
    for floor, area in rows.values_list("floor_id", "area_m2"):
        drawn.setdefault(floor, []).append(area)
    return [
        {
            "id": floor.pk,
            "name": floor.name,
            "rooms": len(drawn.get(floor.pk, ())),
            "area_m2": sum(drawn.get(floor.pk, ()), Decimal(0)),
        }
        for floor in building.floors.order_by("-ordinal")
    ]
