"""Parcels that a case splits, merges or draws anew, in the transaction of its 登簿."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from registry.entries import Corner, Entry, Ground
from registry.errors import PartsDoNotFit
from registry.models import BAUnit, Building, Parcel
from registry.policy.cases.applications import Application
from registry.policy.cases.facts import LandFacts
from registry.policy.cases.land import (
    BOUNDARY,
    LAND_CAUSES,
    PARCEL_MERGE,
    PARCEL_SPLIT,
    Piece,
    Point,
    as_millimetres,
    placed_for,
    together,
)
from registry.queries.case_land import ground_of
from registry.services import register
from registry.services.parcels import living_units


def hold(unit: BAUnit, cause: str) -> None:
    """Hold the unit of a case; when its parcel is drawn anew, the parcel and all units on it."""
    held = Q(pk=unit.pk)
    if cause in LAND_CAUSES:
        Parcel.objects.select_for_update().get(pk=unit.parcel_id)
        held |= Q(parcel=unit.parcel_id, period__upper_inf=True)
    list(BAUnit.objects.select_for_update().filter(held).order_by("pk"))


def units_on_the_ground(unit: BAUnit, asked: Application) -> list[BAUnit]:
    """Return the living units of the parcels that a case ends, that of the case first."""
    others = living_units(parcels_of(unit, asked))
    return [unit, *(each for each in others if each.pk != unit.pk)]


def parcels_of(unit: BAUnit, asked: Application) -> list[Parcel]:
    """Return the parcels that a case ends: its own, and those merged with it."""
    codes = asked.merged_parcels if asked.cause == PARCEL_MERGE else ()
    others = Parcel.objects.filter(code__in=codes, period__upper_inf=True)
    return [unit.parcel, *others.exclude(pk=unit.parcel_id).order_by("code")]


def redrawn(*, entry: Entry, unit: BAUnit, asked: Application) -> Sequence[BAUnit]:
    """Return the units on the parcels that follow those of a case."""
    parcels = parcels_of(unit, asked)
    land = ground_of(unit, asked, entry.on)
    made = _parcels(entry, parcels, asked, land)
    heirs = BAUnit.objects.filter(parcel__in=made, period__upper_inf=True)
    return list(heirs.select_related("parcel", "building").order_by("code"))


def _parcels(
    entry: Entry, parcels: Sequence[Parcel], asked: Application, land: LandFacts
) -> Sequence[Parcel]:
    own = parcels[0]
    if asked.cause == PARCEL_MERGE:
        ground = _merged(parcels, asked, land)
        return [register.merge_parcels(entry=entry, parcels=parcels, ground=ground)]
    sites = placed_for(asked.cause, asked.pieces, land.buildings, land.ring)
    grounds = [
        _ground(own, piece, sites[n], land.srid or 0) for n, piece in enumerate(asked.pieces)
    ]
    match asked.cause:
        case x if x == PARCEL_SPLIT:
            return register.split_parcel(entry=entry, parcel=own, pieces=grounds)
        case x if x == BOUNDARY and len(grounds) == 1:
            return [register.redraw_parcel(entry=entry, parcel=own, ground=grounds[0])]
    raise PartsDoNotFit(what="boundary")


def _ground(own: Parcel, piece: Piece, buildings: Sequence[str], srid: int) -> Ground:
    return Ground(
        corners=tuple(
            Corner(
                name=point.name,
                easting_m=point.easting_m,
                northing_m=point.northing_m,
                length_m=length,
            )
            for point, length in zip(piece.points, piece.lengths_m, strict=True)
        ),
        srid=srid,
        area_m2=piece.area_m2,
        address=piece.address or own.address,
        land_use=piece.land_use or own.land_use,
        buildings=tuple(buildings),
    )


def _merged(parcels: Sequence[Parcel], asked: Application, land: LandFacts) -> Ground:
    """Return the ground of several parcels: their areas as registered, their points counted anew."""
    ring = together([land.ring, *(each.ring for each in land.merged(asked.merged_parcels))])
    if ring is None:
        raise PartsDoNotFit(what="boundary")
    points = tuple(
        Point(name=f"J{n}", northing_m=as_millimetres(y), easting_m=as_millimetres(x))
        for n, (x, y) in enumerate(ring, start=1)
    )
    standing = Building.objects.filter(parcels__in=parcels).order_by("code").distinct()
    drawn = _ground(
        parcels[0],
        Piece(points=points, address=asked.address),
        list(standing.values_list("code", flat=True)),
        land.srid or 0,
    )
    return Ground(
        corners=drawn.corners,
        srid=drawn.srid,
        area_m2=sum((each.area_m2 for each in parcels[1:]), parcels[0].area_m2),
        address=drawn.address,
        land_use=drawn.land_use,
        buildings=drawn.buildings,
    )
