"""What a floor is drawn from marks it when it changes, whoever changes it and however."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from registry.models import (
    Allocation,
    BAUnit,
    Building,
    Certificate,
    Floor,
    FloorMark,
    House,
    HouseRoom,
    Organisation,
    Parcel,
    Person,
    PlanVersion,
    Post,
    Room,
    RoomVersion,
    RulePack,
    Seat,
)
from registry.models.periods import from_day
from registry.services import register
from tests.registry import builders as make
from tests.titles import builders as town

pytestmark = pytest.mark.django_db
MOST_MARKS = 32


@pytest.fixture
def floor() -> Floor:
    """A floor with an office, a rest room that counts with it, somebody in it, and a certificate."""
    county = make.region("990121")
    bureau = make.organisation(county)
    plan = make.plan(make.floor(make.building(county)))
    office = make.room(plan, make.box(0, 0, 4, 5), "101")
    make.room(plan, make.box(4, 0, 6, 5), "102", space="rest_room", counts_with=office)
    Allocation.objects.create(room=office, organisation=bureau, period=from_day(make.SINCE))
    person = make.person(county, bureau)
    Seat.objects.create(room=office, person=person, period=from_day(make.SINCE))
    parcel = Parcel.objects.create(code="990121001001GB00001", region_code="990121", area_m2=1000)
    plan.floor.building.parcels.add(parcel)
    unit = BAUnit.objects.create(
        code="990121001001GB00001F00010001", parcel=parcel, building=plan.floor.building
    )
    Certificate.objects.create(
        unit=unit, kind="real_estate", number="1", holder=bureau, period=from_day(make.SINCE)
    )
    return plan.floor


def marks(floor: Floor) -> int:
    """Return the sum of a floor's marks and of those of all floors."""
    of_floor = FloorMark.objects.filter(floor_id__in=[floor.pk, FloorMark.EVERY_FLOOR])
    return of_floor.aggregate(sum=Sum("mark"))["sum"] or 0


def _strike_out() -> None:
    said_since = Certificate.objects.get().recorded.lower
    Certificate.objects.update(recorded=DateTimeTZRange(said_since, timezone.now()))


def _raw() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_roomversion SET number = '109' WHERE number = '102'")


CHANGES: list[Callable[[], object]] = [
    lambda: Floor.objects.update(name="首层"),
    lambda: Building.objects.update(origin_easting_m=500_010),
    lambda: PlanVersion.objects.update(unit="m"),
    lambda: RoomVersion.objects.filter(number="102").update(name="卫生间"),
    lambda: Room.objects.update(region_code="990121"),
    lambda: Allocation.objects.update(document_no="1"),
    lambda: Allocation.objects.all().delete(),
    lambda: Seat.objects.all().delete(),
    lambda: Seat.objects.update(period=from_day(dt.date(2021, 1, 1))),
    lambda: Post.objects.update(rank="X4"),
    lambda: Person.objects.update(left_on=dt.date(2026, 1, 1), left_by="retired"),
    lambda: Organisation.objects.update(name="示例新局"),
    lambda: Organisation.objects.update(kind="managing_office"),
    lambda: RulePack.objects.create(
        code="x", title="x", content={}, sha256="0" * 64, period=from_day(make.SINCE)
    ),
    _strike_out,
    _raw,
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_floor_is_drawn_from_marks_it(floor, change):
    before = marks(floor)

    change()

    assert marks(floor) > before


def test_what_happens_elsewhere_leaves_no_mark(floor):
    before = marks(floor)

    other = make.plan(make.floor(floor.building, 2))
    make.room(other, make.box(0, 0, 4, 5), "201")
    Person.objects.create(code="P9", name="乙", region_code="990121")

    assert marks(floor) == before


def test_who_moves_marks_where_he_left_and_where_he_went(floor):
    above = make.plan(make.floor(floor.building, 2))
    room = make.room(above, make.box(0, 0, 4, 5), "201")
    before = marks(floor), marks(above.floor)

    Seat.objects.update(room=room)

    after = marks(floor), marks(above.floor)
    assert after[0] > before[0]
    assert after[1] > before[1]


def test_a_room_that_counts_with_one_of_another_floor_marks_both(floor):
    above = make.plan(make.floor(floor.building, 2))
    office = Room.objects.get(versions__number="101")
    make.room(above, make.box(0, 0, 4, 5), "201", space="rest_room", counts_with=office)
    before = marks(above.floor)

    Seat.objects.filter(room=office).delete()

    assert marks(above.floor) > before


def test_many_marks_are_put_together_into_one_of_the_same_sum(floor):
    FloorMark.objects.all().delete()
    for number in range(MOST_MARKS):
        Floor.objects.filter(pk=floor.pk).update(name=str(number))
    scattered = marks(floor)

    Floor.objects.filter(pk=floor.pk).update(name="首层")

    (whole,) = FloorMark.objects.filter(floor_id=floor.pk)
    assert whole.mark > scattered


def test_one_statement_about_many_rows_marks_a_floor_once(floor):
    FloorMark.objects.all().delete()

    RoomVersion.objects.update(name="x")

    assert FloorMark.objects.filter(floor_id=floor.pk).count() == 1


TITLE_ACTS: list[Callable[[town.Town, BAUnit], object]] = [
    lambda at, unit: register.open_right(entry=town.entry(), unit=unit, terms=at.terms()),
    lambda at, unit: register.restrict(
        entry=town.entry(), unit=unit, terms=town.restriction("mortgage")
    ),
    lambda at, unit: BAUnit.objects.filter(pk=unit.pk).update(purpose="会议"),
    lambda at, unit: HouseRoom.objects.create(
        house=House.objects.create(building=at.building, number="0001"),
        room=at.rooms[0],
        period=from_day(make.SINCE),
    ),
]


@pytest.mark.parametrize("act", TITLE_ACTS)
def test_whatever_makes_the_title_of_a_room_marks_its_floor(act):
    at = town.town()
    unit = at.unit()
    floor = Floor.objects.get()
    before = marks(floor)

    act(at, unit)

    assert marks(floor) > before
