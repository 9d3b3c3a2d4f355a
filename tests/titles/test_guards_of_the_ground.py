"""Lineage and the ground: what the database refuses of them."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from registry.models import (
    BAUnit,
    Building,
    BuildingOnParcel,
    House,
    HouseRoom,
    Lineage,
    Parcel,
    ParcelLineage,
    PlanVersion,
    RegisterEntry,
    SpatialException,
)
from registry.models.periods import from_day
from registry.services import register
from tests.registry import builders as make
from tests.registry.test_what_the_database_refuses import refused_by
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
DAY = titles.SINCE
NEXT_YEAR = dt.date(2011, 1, 1)


# --- lineage --------------------------------------------------------------------------------


def three_units(town: Town) -> list[BAUnit]:
    return [town.unit() for _ in range(3)]


def descend(parent: BAUnit, child: BAUnit) -> None:
    Lineage.objects.create(
        parent=parent, child=child, event="split", on=DAY, entry=RegisterEntry.objects.latest("pk")
    )


def test_lineage_has_no_loop(town: Town):
    a, b, c = three_units(town)
    descend(a, b)
    descend(b, c)

    assert refused_by(lambda: descend(c, a)) == "lineage_has_no_loop"
    assert refused_by(lambda: descend(c, b)) == "lineage_has_no_loop"
    assert refused_by(lambda: descend(a, b)) == "a_descent_is_written_once"
    assert refused_by(lambda: descend(a, a)) in {
        "lineage_has_no_loop",
        "nothing_descends_from_itself",
    }


@pytest.mark.django_db(transaction=True)
def test_two_transactions_cannot_close_a_loop_together(town: Town):
    a, b, _ = three_units(town)
    outcomes: list[str] = []

    def other() -> None:
        try:
            with transaction.atomic():
                descend(b, a)
            outcomes.append("written")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        descend(a, b)
        thread.start()
        thread.join(timeout=0.5)
        assert outcomes == []  # it waits
    thread.join(timeout=10)

    assert outcomes == ["refused"]
    assert Lineage.objects.count() == 1


def test_parcels_have_lineage_of_their_own(town: Town):
    made = register.split_parcel(
        entry=titles.entry(NEXT_YEAR),
        parcel=town.parcel,
        pieces=[
            titles.ground(0, 0, 60, 100, buildings=[town.building.code]),
            titles.ground(60, 0, 100, 100),
        ],
    )

    def write():
        ParcelLineage.objects.create(
            parent=made[0], child=town.parcel, event="split", on=DAY,
            entry=RegisterEntry.objects.latest("pk"),
        )  # fmt: skip

    assert refused_by(write) == "lineage_has_no_loop"


# --- the ground -----------------------------------------------------------------------------


@pytest.mark.parametrize(("west", "is_refused"), [(99.995, False), (99.985, True), (50, True)])
def test_parcels_do_not_overlap_by_more_than_a_square_metre(town: Town, west, is_refused):
    #  one parcel is 0 … 100 m wide and 100 m deep: 5 mm of overlap are 0.5 m², 15 mm are 1.5 m²
    if is_refused:
        assert refused_by(lambda: titles.parcel_at(west, 200)) == "parcels_do_not_overlap"
    else:
        with transaction.atomic():
            titles.parcel_at(west, 200)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("letters", ["GS", "GX", "JA"])
def test_parcels_of_another_layer_lie_over_each_other(town: Town, letters: str):
    with transaction.atomic():
        titles.parcel_at(0, 100, code=f"990121001001{letters}00001")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert Parcel.objects.count() == 2


def test_an_overlap_is_accepted_with_a_reason(town: Town):
    def write(reason: str) -> None:
        other = titles.parcel_at(90, 200)
        register.except_ground(
            entry=titles.entry(reason=reason), parcel=town.parcel, other_parcel=other
        )

    assert refused_by(lambda: write(" ")) == "an_exception_has_a_reason"
    with transaction.atomic():
        write("two surveys of 1987 disagree; under mediation")
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert Parcel.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_surveyors_cannot_enter_overlapping_parcels_at_once(town: Town):
    outcomes: list[str] = []

    def other() -> None:
        try:
            titles.parcel_at(150, 250, code="990121001001GB00003")
            outcomes.append("written")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        titles.parcel_at(100, 200)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        thread.start()
        thread.join(timeout=0.5)
        assert outcomes == []
    thread.join(timeout=10)

    assert outcomes == ["refused"]


def drawn(building: Building, length: float) -> None:
    """Draw the building's floor as so many metres long and 10 m deep, from 10 m inside the parcel."""
    PlanVersion.objects.filter(floor__building=building).update(
        outline=make.multi_box(0, 0, length, 10)
    )


@pytest.mark.parametrize(("length", "is_refused"), [(90, False), (90.4, False), (90.6, True)])
def test_a_building_lies_in_its_parcels(town: Town, length, is_refused):
    #  10 m from the west edge of 100 m: 90.4 m reach out by 4 m², 90.6 m by 6 m²
    if is_refused:
        assert refused_by(lambda: drawn(town.building, length)) == "buildings_lie_in_their_parcels"
    else:
        with transaction.atomic():
            drawn(town.building, length)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_a_building_may_lie_on_two_parcels(town: Town):
    with transaction.atomic():
        town.building.parcels.add(titles.parcel_at(100, 200))
        drawn(town.building, 150)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def take_away():
        BuildingOnParcel.objects.filter(parcel__code="990121001001GB00002").delete()

    assert refused_by(take_away) == "buildings_lie_in_their_parcels"


def test_moving_a_building_out_of_its_parcel_is_refused(town: Town):
    drawn(town.building, 40)

    def move():
        Building.objects.update(origin_easting_m=titles.EAST + 80)

    assert refused_by(move) == "buildings_lie_in_their_parcels"


def test_a_building_outside_is_accepted_with_a_reason_as_long_as_that_holds(town: Town):
    with transaction.atomic():
        register.except_ground(
            entry=titles.entry(reason="built over the line in 1962"),
            parcel=town.parcel,
            building=town.building,
        )
        drawn(town.building, 120)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert (
        refused_by(lambda: SpatialException.objects.all().delete())
        == "buildings_lie_in_their_parcels"
    )


def test_an_exception_names_what_it_excuses(town: Town):
    def write():
        SpatialException.objects.create(
            kind="overlap", parcel=town.parcel, reason="x", period=from_day(DAY)
        )

    assert refused_by(write) == "an_exception_names_what_it_excuses"


def test_a_house_has_rooms_of_its_own_building_and_a_room_one_house(town: Town):
    other = make.room(make.plan(make.floor(make.building(town.county))), make.box(0, 0, 1, 1))

    def strange():
        register.enter_unit(
            entry=titles.entry(),
            parcel=town.parcel,
            building=town.building,
            part=titles.UnitPart(rooms=(other.pk,)),
        )

    def twice():
        for _ in range(2):
            register.enter_unit(
                entry=titles.entry(),
                parcel=town.parcel,
                building=town.building,
                part=town.part(0),
            )

    def inside():
        house = House.objects.create(building=town.building, number="0009")
        HouseRoom.objects.create(house=house, room=other, period=from_day(DAY))

    assert refused_by(strange) == "a_units_houses_are_in_its_buildings"
    assert refused_by(inside) == "a_house_has_rooms_of_its_building"
    assert refused_by(twice) == "a_room_is_in_one_house_on_a_day"
