"""Parcels: entered from their boundary points, split and merged; the units on them follow."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.contrib.gis.geos import Polygon
from django.db import connection, transaction
from psycopg2.extras import DateRange

from registry.codes import ParcelCode
from registry.entries import Entry, Ground, UnitPart
from registry.errors import PartsDoNotFit, TooFewParts, UnitLiesAcross
from registry.models import (
    Act,
    BAUnit,
    BoundaryPoint,
    Building,
    Descent,
    Parcel,
    ParcelLineage,
    RegisterEntry,
    SpatialException,
)
from registry.models.parcels import MAP_SRID
from registry.models.periods import from_day
from registry.models.title_triggers import PARCEL_OVERLAP_M2
from registry.policy.restrictions import ON_MERGE
from registry.services.entering import refuse_seized, written
from registry.services.numbering import next_parcel_code
from registry.services.restrictions import refuse_restrained
from registry.services.units import buildings_of, must_be_held_alike, new_unit, pass_on

AREA_TOLERANCE_M2 = Decimal(PARCEL_OVERLAP_M2)  # what two surveys of one ground may differ by


@transaction.atomic
def enter_parcel(*, code: str, ground: Ground, right_nature: str, entry: Entry) -> Parcel:
    """Enter a parcel with its boundary points; its outline is drawn from them."""
    parsed = ParcelCode.parse(code)
    parcel = Parcel.objects.create(
        code=parsed.text,
        region_code=parsed.region_code,
        address=ground.address,
        land_use=ground.land_use,
        right_nature=right_nature,
        area_m2=ground.area_m2,
        boundary=outline(ground),
        survey_srid=ground.srid,
        period=from_day(entry.on),
    )
    BoundaryPoint.objects.bulk_create(
        BoundaryPoint(
            parcel=parcel,
            ordinal=n,
            name=corner.name,
            northing_m=corner.northing_m,
            easting_m=corner.easting_m,
            length_m=corner.length_m,
        )
        for n, corner in enumerate(ground.corners, start=1)
    )
    parcel.buildings.add(*_named(ground.buildings))
    return parcel


def outline(ground: Ground) -> Polygon:
    """Return the boundary of a ground on the map."""
    ring = [(float(c.easting_m), float(c.northing_m)) for c in ground.corners]
    polygon = Polygon([*ring, ring[0]], srid=ground.srid)
    polygon.transform(MAP_SRID)
    return polygon


def except_ground(
    *,
    entry: Entry,
    parcel: Parcel,
    other_parcel: Parcel | None = None,
    building: Building | None = None,
) -> SpatialException:
    """Accept an overlap of two parcels, or a building outside its own, for a reason."""
    return SpatialException.objects.create(
        kind="overlap" if building is None else "outside",
        parcel=parcel,
        other_parcel=other_parcel,
        building=building,
        reason=entry.reason,
        document_no=entry.document_no,
        by_id=entry.by,
        period=from_day(entry.on),
    )


# --- split and merge ------------------------------------------------------------------------


def split_parcel(*, entry: Entry, parcel: Parcel, pieces: Sequence[Ground]) -> list[Parcel]:
    """Split a parcel; each unit on it goes on where its building stands, bare land on the rest."""
    if len(pieces) < 2:
        raise TooFewParts
    units = living_units([parcel])
    with written(Act.SPLIT_PARCEL, entry, *units, region_code=parcel.region_code) as row:
        for unit in units:
            refuse_seized(unit, entry)
        _must_be(parcel, pieces)
        made = _succeeded(row, [parcel], pieces, entry, Descent.PARCEL_SPLIT)
        for unit in units:
            pass_on(row, [unit], _continued(unit, made, entry), Descent.PARCEL_SPLIT)
        return made


def merge_parcels(*, entry: Entry, parcels: Sequence[Parcel], ground: Ground) -> Parcel:
    """Merge parcels whose bare land the same holders hold alike; units on them get new codes."""
    if len({parcel.pk for parcel in parcels}) < 2:
        raise TooFewParts
    units = living_units(parcels)
    bare = [unit for unit in units if unit.building_id is None]
    region = parcels[0].region_code
    with written(Act.MERGE_PARCELS, entry, *units, region_code=region) as row:
        refuse_restrained(bare, entry, ON_MERGE)
        must_be_held_alike(bare, row)
        _must_be_sum(parcels, ground)
        [made] = _succeeded(row, parcels, [ground], entry, Descent.PARCEL_MERGE)
        if bare:
            land = new_unit(made, None, (), UnitPart(purpose=bare[0].purpose), day=entry.on)
            pass_on(row, bare, [land], Descent.PARCEL_MERGE)
        for unit in units:
            if unit.building_id is not None:
                pass_on(row, [unit], _continued(unit, [made], entry), Descent.PARCEL_MERGE)
        return made


def redraw_parcel(*, entry: Entry, parcel: Parcel, ground: Ground) -> Parcel:
    """Draw the boundary of a parcel anew 界址变更: another parcel follows it with every unit on it."""
    units = living_units([parcel])
    with written(Act.REDRAW_PARCEL, entry, *units, region_code=parcel.region_code) as row:
        for unit in units:
            refuse_seized(unit, entry)
        if _standing([parcel]) - set(ground.buildings):
            raise PartsDoNotFit(what="buildings")
        [made] = _succeeded(row, [parcel], [ground], entry, Descent.PARCEL_REDRAW)
        for unit in units:
            pass_on(row, [unit], _continued(unit, [made], entry), Descent.PARCEL_REDRAW)
        return made


def living_units(parcels: Sequence[Parcel]) -> Sequence[BAUnit]:
    """Return the units on parcels that have not ended."""
    living = BAUnit.objects.filter(parcel__in=parcels, period__upper_inf=True)
    return list(living.select_related("building", "parcel").order_by("code"))


def _continued(unit: BAUnit, parcels: Sequence[Parcel], entry: Entry) -> list[BAUnit]:
    """Return the units that follow one on new parcels, with the rooms it had."""
    part = UnitPart(purpose=unit.purpose, building_area_m2=unit.building_area_m2)
    if unit.building is None:
        free = [parcel for parcel in parcels if not parcel.buildings.exists()] or [parcels[0]]
        return [new_unit(parcel, None, (), part, day=entry.on) for parcel in free]
    whole = set(buildings_of(unit))
    parcel = next((each for each in parcels if whole <= set(each.buildings.all())), None)
    if parcel is None:
        raise UnitLiesAcross(unit=unit.code)
    made = new_unit(parcel, unit.building, list(unit.also_buildings.all()), part, day=entry.on)
    made.houses.set(unit.houses.all())
    return [made]


def _succeeded(
    row: RegisterEntry,
    old: Sequence[Parcel],
    pieces: Sequence[Ground],
    entry: Entry,
    event: Descent,
) -> list[Parcel]:
    """Return the parcels that follow old ones, which end on the day of the entry."""
    for parcel in old:
        parcel.period = DateRange(parcel.period.lower, row.on, "[)")
        parcel.save(update_fields=["period"])
    made = [
        enter_parcel(
            code=next_parcel_code(old[0].code),
            ground=piece,
            right_nature=old[0].right_nature,
            entry=entry,
        )
        for piece in pieces
    ]
    ParcelLineage.objects.bulk_create(
        ParcelLineage(parent=parent, child=child, event=event, on=row.on, entry=row)
        for parent in old
        for child in made
    )
    return made


def _standing(parcels: Sequence[Parcel]) -> set[str]:
    """Return the codes of the buildings on parcels."""
    return set(Building.objects.filter(parcels__in=parcels).values_list("code", flat=True))


def _must_be(parcel: Parcel, pieces: Sequence[Ground]) -> None:
    """Refuse pieces that are not the parcel, or leave out a building on it."""
    if _standing([parcel]) - {code for piece in pieces for code in piece.buildings}:
        raise PartsDoNotFit(what="buildings")
    if abs(sum(piece.area_m2 for piece in pieces) - parcel.area_m2) > AREA_TOLERANCE_M2:
        raise PartsDoNotFit(what="area")
    if parcel.boundary is not None:
        _must_cover([parcel.boundary], [outline(piece) for piece in pieces])


def _must_be_sum(parcels: Sequence[Parcel], ground: Ground) -> None:
    """Refuse a ground that is not the parcels together."""
    if _standing(parcels) - set(ground.buildings):
        raise PartsDoNotFit(what="buildings")
    if abs(ground.area_m2 - sum(parcel.area_m2 for parcel in parcels)) > AREA_TOLERANCE_M2:
        raise PartsDoNotFit(what="area")
    drawn = [parcel.boundary for parcel in parcels if parcel.boundary is not None]
    if len(drawn) == len(parcels):
        _must_cover(drawn, [outline(ground)])


def _must_cover(old: Sequence[Polygon], new: Sequence[Polygon]) -> None:
    """Refuse pieces that do not fill the old ground exactly, within what surveys may differ."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT ST_Area(ST_SymDifference(
                       (SELECT ST_Union(g::geometry) FROM unnest(%(old)s::text[]) AS g),
                       (SELECT ST_Union(g::geometry) FROM unnest(%(new)s::text[]) AS g))::geography)
            """,
            {"old": [each.hexewkb.decode() for each in old],
             "new": [each.hexewkb.decode() for each in new]},
        )  # fmt: skip
        (apart_m2,) = cursor.fetchone()
    if apart_m2 > AREA_TOLERANCE_M2:
        raise PartsDoNotFit(what="boundary")


def _named(codes: Sequence[str]) -> Sequence[Building]:
    found = list(Building.objects.filter(code__in=codes))
    if len(found) < len(set(codes)):
        raise PartsDoNotFit(what="buildings")
    return found
