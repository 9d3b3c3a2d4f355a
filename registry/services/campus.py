"""A whole campus entered at once: regions, ground, buildings, then organisations and people.

What is entered is described by values with plain attributes (see fixtures/campus/values.py).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.gis.geos import MultiPoint, Point
from django.db import transaction

from registry.models import (
    Allocation,
    BAUnit,
    BoundaryPoint,
    Building,
    Courtyard,
    DisposalPlan,
    Establishment,
    Floor,
    Letting,
    Organisation,
    Parcel,
    Person,
    Post,
    Region,
    RoomVersion,
    Seat,
    UsePaper,
    UsePaperRoom,
    YearlyDuty,
)
from registry.models.periods import from_day
from registry.services.campus_titles import enter_titles

PLACEMENT_SRID = 4549  # CGCS2000, 3° zone about 120° E
LONG_AGO = dt.date(2000, 1, 1)
YARD_M = 40.0  # ground around the buildings


def opened(today: dt.date) -> dt.date:
    """Return a day before anything of the demo begins."""
    return dt.date(today.year - 5, 1, 1)


@transaction.atomic
def enter_ground(campus: Any, *, reason: str) -> None:
    """Enter regions, the parcel, courtyards, buildings and their floors."""
    with pghistory.context(reason=reason):
        regions = _regions(campus)
        yards = {
            code: Courtyard.objects.create(code=code, name=name, region=regions["990100"])
            for code, name in campus.courtyards
        }
        parcel = _parcel(campus)
        for yard in yards.values():
            yard.parcels.add(parcel)
        for building in campus.buildings:
            _building(building, yards[building.courtyard], regions[building.region_code], parcel)


def _regions(campus: Any) -> Mapping[str, Region]:
    regions: dict[str, Region] = {}
    for code, name, level, parent in campus.regions:
        regions[code] = Region.objects.create(
            code=code,
            name=name,
            level=level,
            parent=regions.get(parent),
            period=from_day(LONG_AGO),
        )
    return regions


def _parcel(campus: Any) -> Parcel:
    corners = MultiPoint(
        [
            Point(building.easting_m + dx, building.northing_m + dy)
            for building in campus.buildings
            for dx, dy in ((-YARD_M, -YARD_M), (75, 60))
        ],
        srid=PLACEMENT_SRID,
    )
    boundary: Any = corners.envelope
    area = Decimal(str(round(boundary.area, 2)))
    ring = list(boundary.coords[0][:-1])
    boundary.transform(4490)
    made = Parcel.objects.create(
        code=campus.parcel_code,
        region_code="990100",
        address="示例市示例路 1 号",
        land_use="机关团体用地",
        right_nature="allocated",
        area_m2=area,
        boundary=boundary,
        survey_srid=PLACEMENT_SRID,
    )
    _points(made, ring)
    return made


def _points(parcel: Parcel, ring: list[tuple[float, float]]) -> None:
    """Enter the corners of a parcel, each with the length to the next."""
    BoundaryPoint.objects.bulk_create(
        BoundaryPoint(
            parcel=parcel,
            ordinal=n,
            name=f"J{n}",
            easting_m=Decimal(str(round(x, 3))),
            northing_m=Decimal(str(round(y, 3))),
            length_m=Decimal(str(round(math.dist((x, y), after), 2))),
        )
        for n, ((x, y), after) in enumerate(zip(ring, [*ring[1:], ring[0]], strict=True), start=1)
    )


def _building(building: Any, yard: Courtyard, region: Region, parcel: Parcel) -> None:
    made = Building.objects.create(
        code=building.code,
        name=building.name,
        courtyard=yard,
        region=region,
        structure=building.structure,
        built_year=building.built_year,
        storeys_above=sum(floor.ordinal > 0 for floor in building.floors),
        storeys_below=sum(floor.ordinal < 0 for floor in building.floors),
        placement_srid=PLACEMENT_SRID,
        origin_easting_m=building.easting_m,
        origin_northing_m=building.northing_m,
        rotation_deg=building.rotation_deg,
    )
    made.parcels.add(parcel)
    for floor in building.floors:
        Floor.objects.create(building=made, ordinal=floor.ordinal, name=floor.name)
    BAUnit.objects.create(
        code=building.unit_code,
        parcel=parcel,
        building=made,
        purpose="办公",
        building_area_m2=Decimal(str(round(building.gross_area_m2, 2))),
    )


@transaction.atomic
def enter_people(campus: Any, *, reason: str) -> None:
    """Enter organisations, people, who has which room, and the certificates."""
    with pghistory.context(reason=reason):
        organisations = _organisations(campus)
        people = _people(campus, organisations)
        rooms = _rooms()
        Allocation.objects.bulk_create(
            Allocation(
                room_id=rooms[each.building, each.room],
                organisation=organisations[each.organisation],
                period=from_day(*each.period),
            )
            for each in campus.allocations
        )
        Seat.objects.bulk_create(
            Seat(
                room_id=rooms[each.building, each.room],
                person=people[each.person],
                period=from_day(*each.period),
            )
            for each in campus.seats
        )
        _papers(campus, organisations)
        _premises(campus, rooms)
    # Each entry of the register gives its own reason, which inside would become everybody's.
    enter_titles(campus, organisations)


def _papers(campus: Any, organisations: Mapping[str, Organisation]) -> None:
    """Enter on what each organisation uses its rooms, and when it published and filed."""
    UsePaper.objects.bulk_create(
        UsePaper(
            organisation=organisations[each.organisation],
            kind=each.kind,
            number=each.number,
            area_m2=each.area_m2,
            period=from_day(*each.period),
        )
        for each in campus.use_papers
    )
    YearlyDuty.objects.bulk_create(
        YearlyDuty(
            organisation=organisations[each.organisation],
            kind=each.kind,
            on=each.on,
            document_no=each.number,
        )
        for each in campus.duties
    )


def _premises(campus: Any, rooms: Mapping[tuple[str, str], int]) -> None:
    """Enter what is let, lent and planned, and which rooms the certificates name."""
    Letting.objects.bulk_create(
        Letting(
            room_id=rooms[each.building, each.room],
            kind=each.kind,
            taken_by=each.taken_by,
            document_no=each.document_no,
            approved_on=each.approved_on,
            period=from_day(*each.period),
        )
        for each in campus.lettings
    )
    DisposalPlan.objects.bulk_create(
        DisposalPlan(
            room_id=rooms[each.building, each.room],
            way=each.way,
            document_no=each.document_no,
            approved_on=each.approved_on,
            due_on=each.due_on,
        )
        for each in campus.plans
    )
    certificates = UsePaper.objects.filter(kind="certificate").select_related("organisation")
    papers = {paper.organisation.code: paper for paper in certificates}
    UsePaperRoom.objects.bulk_create(
        UsePaperRoom(room_id=rooms[each.building, each.room], paper=papers[each.organisation])
        for each in campus.named
    )


def _organisations(campus: Any) -> Mapping[str, Organisation]:
    regions = {region.code: region for region in Region.objects.all()}
    made: dict[str, Organisation] = {}
    for each in campus.organisations:
        made[each.code] = Organisation.objects.create(
            code=each.code,
            name=each.name,
            region=regions[each.region_code],
            level=each.level,
            standard_level=each.level,
            kind=each.kind,
            uscc=each.uscc,
        )
        Establishment.objects.bulk_create(
            Establishment(
                organisation=made[each.code], rank=rank, headcount=count, period=from_day(LONG_AGO)
            )
            for rank, count in each.establishment.items()
        )
    return made


def _people(campus: Any, organisations: Mapping[str, Organisation]) -> Mapping[str, Person]:
    regions = {each.code: each.region_code for each in campus.organisations}
    people = Person.objects.bulk_create(
        Person(
            code=each.code,
            name=each.name,
            region_code=regions[each.organisation],
            left_on=each.left_on,
            left_by=each.left_by,
        )
        for each in campus.people
    )
    made = {person.code: person for person in people}
    Post.objects.bulk_create(
        Post(
            person=made[each.code],
            organisation=organisations[each.organisation],
            rank=each.rank,
            title=each.title,
            is_principal=each.is_principal,
            period=from_day(LONG_AGO, each.left_on),
        )
        for each in campus.people
    )
    return made


def _rooms() -> dict[tuple[str, str], int]:
    """Return the key of each numbered room by its building's code and its number."""
    rows = RoomVersion.objects.exclude(number="").values_list(
        "floor__building__code", "number", "room_id"
    )
    return {(building, number): pk for building, number, pk in rows}
