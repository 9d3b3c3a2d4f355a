"""Small lawful rows for tests; each function makes what its name says and nothing else."""

from __future__ import annotations

import datetime as dt
from itertools import count

from django.contrib.gis.geos import MultiPolygon, Polygon

from registry.models import (
    Building,
    Courtyard,
    Floor,
    Organisation,
    Person,
    PlanVersion,
    Post,
    Region,
    Room,
    RoomVersion,
    UsePaper,
    User,
    YearlyDuty,
)
from registry.models.periods import from_day
from registry.terms import Level

SINCE = dt.date(2020, 1, 1)
_serial = count(1)


def region(code: str = "990121", *, parent: Region | None = None, level: str = "COUNTY") -> Region:
    return Region.objects.create(
        code=code, name=f"示例{code}", level=level, parent=parent, period=from_day(SINCE)
    )


def organisation(of: Region, *, level: Level = Level.COUNTY) -> Organisation:
    made = Organisation.objects.create(
        code=f"O{next(_serial)}",
        name="示例局",
        region=of,
        level=level,
        standard_level=level,
        kind="government",
    )
    papers_in_order(made)
    return made


def papers_in_order(of: Organisation) -> None:
    """Give an organisation an agreement and a certificate, published and filed every year."""
    UsePaper.objects.bulk_create(
        UsePaper(organisation=of, kind=kind, number="1", period=from_day(SINCE))
        for kind in ("agreement", "certificate")
    )
    YearlyDuty.objects.bulk_create(
        YearlyDuty(organisation=of, kind=kind, on=dt.date(year, 1, 1))
        for kind in ("published", "filed")
        for year in range(2020, 2031)
    )


def building(of: Region, **placement: float) -> Building:
    yard = Courtyard.objects.create(code=f"Y{next(_serial)}", name="示例院", region=of)
    return Building.objects.create(
        code=f"B{next(_serial)}",
        name="1号楼",
        courtyard=yard,
        region=of,
        **{"origin_easting_m": 500_000, "origin_northing_m": 3_300_000, **placement},
    )


def floor(of: Building, ordinal: int = 1) -> Floor:
    return Floor.objects.create(building=of, ordinal=ordinal, name=f"{ordinal}层")


def plan(of: Floor, *, start: dt.date = SINCE, end: dt.date | None = None) -> PlanVersion:
    return PlanVersion.objects.create(
        floor=of, period=from_day(start, end), source_name="a.dxf", sha256="0" * 64, unit="mm"
    )


def box(west: float, south: float, east: float, north: float) -> Polygon:
    return Polygon.from_bbox((west, south, east, north))


def multi_box(west: float, south: float, east: float, north: float) -> MultiPolygon:
    return MultiPolygon(box(west, south, east, north))


def room(version: PlanVersion, shape: Polygon, number: str = "101", **values: object) -> Room:
    made = Room.objects.create(floor=version.floor)
    RoomVersion.objects.create(
        room=made,
        plan_version=version,
        floor=version.floor,
        period=values.pop("period", from_day(SINCE)),
        number=number,
        plan=shape,
        **{"use": "office", **values},
    )
    return made


def person(of: Region, organisation: Organisation | None = None, rank: str = "X5") -> Person:
    made = Person.objects.create(code=f"P{next(_serial)}", name="甲一", region_code=of.code)
    if organisation is not None:
        Post.objects.create(
            person=made, organisation=organisation, rank=rank, period=from_day(SINCE)
        )
    return made


def account(of: Region | None, role: str = "property_manager") -> User:
    return User.objects.create_user(
        f"u{next(_serial)}", password="one-2-three-4", role=role, region=of
    )
