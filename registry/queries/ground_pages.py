"""What the pages of a parcel and a building show: boundary points, what stands where, the units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from registry.codes import Layer
from registry.models import BAUnit, BoundaryPoint, Building, Parcel, RoomVersion, SpatialException
from registry.policy.ground_plan import area_m2
from registry.queries import unit_list
from registry.queries.around import Around, around
from registry.queries.places import NotInSight
from registry.queries.register import AsOf
from registry.queries.unit_list import UnitRow
from registry.queries.unit_pages import divisions_named
from registry.scope import Scope
from registry.unit_codes import explained

MOST_LISTED = 500  # exceptions are rare: more of them than that are a survey gone wrong


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
    exists: bool
    layers: tuple[Layer, ...]
    points: Sequence[PointLine]
    standing: Sequence[Standing]
    units: Sequence[UnitRow]  # that were there by the day, with whoever held them on it
    ancestors: Sequence[Parcel]
    descendants: Sequence[Parcel]
    exceptions: Sequence[SpatialException]
    computed_m2: Decimal | None  # what the coordinates enclose
    around: Around


def parcel_page(scope: Scope, *, code: str, asked: AsOf) -> ParcelPage:
    """Return a parcel's page, or say that this account sees no such parcel."""
    parcel = Parcel.objects.within(scope).filter(code=code).latest("pk")
    divisions = divisions_named({code[:6]}, asked.day)
    return ParcelPage(
        parcel=parcel,
        layers=explained(parcel.code + "W00000000", divisions)[:5],
        points=_points(parcel),
        standing=_standing(parcels=[parcel.pk]),
        units=_units(parcel.units.all(), asked),
        exists=asked.day in parcel.period,
        ancestors=list(Parcel.objects.filter(descendants__child=parcel).order_by("code")),
        descendants=list(Parcel.objects.filter(ancestors__parent=parcel).order_by("code")),
        exceptions=list(
            SpatialException.objects.filter(Q(parcel=parcel) | Q(other_parcel=parcel))
            .select_related("parcel", "other_parcel", "building")
        ),
        computed_m2=_computed(parcel),
        around=around(scope, parcel),
    )  # fmt: skip


def _units(found: QuerySet[BAUnit], asked: AsOf) -> Sequence[UnitRow]:
    """Return the units among those found that were there by a day, as far as was known then."""
    there = found.filter(unit_list.lives(asked) | unit_list.has_ended(asked)).distinct()
    return unit_list.rows_of(list(there.order_by("code", "pk").values_list("pk", flat=True)), asked)


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


def _computed(parcel: Parcel) -> Decimal | None:
    """Return the area inside the boundary points, in the projected system."""
    ring = [(float(p.easting_m), float(p.northing_m)) for p in parcel.points.all()]
    return _metres(area_m2(ring)) if len(ring) > 2 else None


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
    units: Sequence[UnitRow]  # that were there by the day, with whoever held them on it
    floors: Sequence[dict[str, Any]]


def building_page(scope: Scope, *, code: str, asked: AsOf) -> BuildingPage:
    """Return a building's page, or say that this account sees no such building."""
    found = Building.objects.within(scope).filter(code=code)
    building = found.select_related("courtyard", "region").first()
    if building is None:
        raise NotInSight(code)
    mine = Q(building=building) | Q(also_buildings=building)
    return BuildingPage(
        building=building,
        standing=_standing(buildings=[building.pk]),
        units=_units(BAUnit.objects.within(scope).filter(mine), asked),
        floors=_floors(building, asked.day),
    )


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


def exceptions_in(scope: Scope) -> Sequence[SpatialException]:
    """Return every exception on the ground of parcels in a scope, the newest first."""
    seen = SpatialException.objects.filter(parcel__in=Parcel.objects.within(scope))
    return list(
        seen.select_related("parcel", "other_parcel", "building", "by", "ended_by").order_by("-pk")[
            :MOST_LISTED
        ]
    )


def exception_in(scope: Scope, pk: int) -> SpatialException:
    """Return an exception on the ground of a parcel in a scope."""
    return SpatialException.objects.get(pk=pk, parcel__in=Parcel.objects.within(scope))
