"""A small lawful town for tests of the register: a parcel, a building of four rooms, parties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from registry.entries import (
    CertificateTerms,
    Corner,
    Entry,
    Ground,
    Holder,
    RestrictionTerms,
    RightTerms,
    UnitPart,
)
from registry.models import BAUnit, Building, Organisation, Parcel, Region, Room
from registry.models.periods import from_day
from registry.services import register
from tests.registry import builders as make

SINCE = dt.date(2010, 1, 1)
SRID = 4549  # CGCS2000, 3° zone about 120° E
EAST, NORTH = 500_000, 3_300_000
_serial = count(1)


def entry(on: dt.date = SINCE, **values: object) -> Entry:
    return Entry(case_number=f"99-{next(_serial):05d}", on=on, **values)  # type: ignore[arg-type]


def ground(
    west: float,
    south: float,
    east: float,
    north: float,
    *,
    area: float | None = None,
    buildings: Sequence[str] = (),
) -> Ground:
    """Return a rectangle in metres from the corner of the test town."""
    ring = ((west, south), (east, south), (east, north), (west, north))
    return Ground(
        corners=tuple(
            Corner(
                name=f"J{n}", easting_m=Decimal(str(EAST + x)), northing_m=Decimal(str(NORTH + y))
            )
            for n, (x, y) in enumerate(ring, start=1)
        ),
        srid=SRID,
        area_m2=Decimal(str(area or (east - west) * (north - south))),
        buildings=tuple(buildings),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A county with a parcel of 100 × 100 m and a building of four rooms on it."""

    county: Region
    parcel: Parcel
    building: Building
    rooms: tuple[Room, ...]
    bureaus: tuple[Organisation, ...]

    def holder(self, number: int, share: Fraction | int = 1) -> Holder:
        bureau = self.bureaus[number]
        return Holder(name=f"{bureau.name}{number}", organisation=bureau.pk, share=Fraction(share))

    def terms(self, *holders: Holder, kind: str = "4") -> RightTerms:
        return RightTerms(kind=kind, holders=holders or (self.holder(0),), purpose="办公")

    def unit(self, **values: object) -> BAUnit:
        """Return a unit of the whole building, 400 m²."""
        part = UnitPart(building_area_m2=Decimal(400), purpose="办公")
        return register.enter_unit(
            entry=entry(), parcel=self.parcel, building=self.building, part=part
        )

    def part(self, *numbers: int, area: int | None = None) -> UnitPart:
        return UnitPart(
            rooms=tuple(self.rooms[n].pk for n in numbers),
            building_area_m2=Decimal(area or 100 * len(numbers)),
        )


def town() -> Town:
    county = make.region()
    parcel = register.enter_parcel(
        code="990121001001GB00001",
        ground=ground(0, 0, 100, 100),
        right_nature="allocated",
        entry=entry(),
    )
    building = make.building(county, origin_easting_m=EAST + 10, origin_northing_m=NORTH + 10)
    building.parcels.add(parcel)
    plan = make.plan(make.floor(building), start=SINCE)
    rooms = tuple(
        make.room(plan, make.box(n * 10, 0, n * 10 + 10, 10), f"10{n + 1}", period=from_day(SINCE))
        for n in range(4)
    )
    return Town(
        county=county,
        parcel=parcel,
        building=building,
        rooms=rooms,
        bureaus=tuple(make.organisation(county) for _ in range(4)),
    )


def restriction(kind: str, **values: object) -> RestrictionTerms:
    return RestrictionTerms(
        kind=kind,
        party="示例银行",
        document_no="示字1号",
        **values,  # type: ignore[arg-type]
    )


def certificate(
    holder: Organisation, number: str = "示(2020)甲县不动产权第0000001号", **values: object
) -> CertificateTerms:
    return CertificateTerms(
        kind="real_estate",
        number=number,
        holder=holder.pk,
        **values,  # type: ignore[arg-type]
    )


def parcel_at(west: float, east: float, code: str = "990121001001GB00002") -> Parcel:
    return register.enter_parcel(
        code=code,
        ground=ground(west, 0, east, 100),
        right_nature="allocated",
        entry=entry(),
    )
