"""What the register has written lasts: no table is emptied, no part exchanged, no name hangs loose."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection

from registry.entries import Entry
from registry.models import (
    BAUnit,
    BoundaryPoint,
    BuildingOnParcel,
    Case,
    House,
    Parcel,
    Region,
    RegisterEntry,
    Right,
)
from registry.models.periods import from_day
from registry.services import register
from tests.cases import builders as cases
from tests.registry import builders as make
from tests.registry.test_what_the_database_refuses import refused_by
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
DAY = titles.SINCE


@pytest.fixture
def right(town: Town) -> Right:
    return register.open_right(entry=titles.entry(), unit=town.unit(), terms=town.terms())


LASTING = (
    *("right", "rightholder", "restriction", "certificate", "registerentry", "registerextract"),
    *("lineage", "parcellineage", "parcel", "boundarypoint", "spatialexception", "baunit"),
    *("house", "houseroom", "registerentry_units", "baunit_houses", "baunit_also_buildings"),
    *("rightevent", "rightholderevent", "restrictionevent", "certificateevent", "baunitevent"),
    *("parcelevent", "case", "casestep", "caseentry", "documentversion"),
)


def emptied(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL fangtu.may_empty = 'off'")
        cursor.execute(f"TRUNCATE registry_{table} CASCADE")


@pytest.mark.parametrize("table", LASTING)
def test_no_table_of_the_register_is_emptied(right: Right, table: str):
    assert refused_by(lambda: emptied(table)) == "the_register_is_never_emptied"


@pytest.mark.parametrize("table", ["region", "user", "building", "organisation"])
def test_emptying_what_the_register_refers_to_is_refused_by_the_register(right: Right, table: str):
    assert refused_by(lambda: emptied(table)) == "the_register_is_never_emptied"


def test_which_units_an_entry_wrote_on_stays(right: Right):
    through = RegisterEntry.units.through.objects

    assert refused_by(lambda: through.all().delete()) == "what_is_registered_stays"
    assert refused_by(lambda: through.update(baunit=right.unit)) == "what_is_registered_stays"


def test_what_a_registered_unit_is_made_of_stays(town: Town):
    unit = register.enter_unit(
        entry=titles.entry(), parcel=town.parcel, building=town.building, part=town.part(0, 1)
    )
    house = unit.houses.get()
    register.open_right(entry=titles.entry(), unit=unit, terms=town.terms())
    refusal = "registered_ground_is_not_edited"

    assert refused_by(lambda: BoundaryPoint.objects.update(easting_m=1)) == refusal
    assert refused_by(lambda: BoundaryPoint.objects.all().delete()) == refusal
    assert refused_by(lambda: House.objects.update(building_area_m2=1)) == refusal
    assert refused_by(lambda: unit.houses.clear()) == refusal
    House.objects.filter(pk=house.pk).update(name="一单元")  # a name is no part of the right


# --- what is named is there -----------------------------------------------------------------


def test_a_units_building_stands_on_its_parcel(town: Town):
    elsewhere = titles.parcel_at(100, 200)

    def write():
        BAUnit.objects.create(
            code=elsewhere.code + "F00010001", parcel=elsewhere, building=town.building
        )

    assert refused_by(write) == "a_unit_is_on_a_parcel_of_its_building"
    assert (
        refused_by(lambda: BuildingOnParcel.objects.filter(parcel=town.unit().parcel).delete())
        == "a_unit_is_on_a_parcel_of_its_building"
    )


def test_further_buildings_stand_on_the_parcel_of_a_unit_of_several(town: Town):
    other = make.building(town.county)
    alone = town.unit()
    refusal = "a_units_further_buildings_stand_on_its_parcel"

    assert refused_by(lambda: alone.also_buildings.add(other)) == refusal  # its number is not 9999
    several = BAUnit.objects.create(
        code=town.parcel.code + "F99990001", parcel=town.parcel, building=town.building
    )
    assert refused_by(lambda: several.also_buildings.add(other)) == refusal  # it stands elsewhere
    other.parcels.add(town.parcel)
    several.also_buildings.add(other)


def test_the_houses_of_a_unit_are_in_its_buildings(town: Town):
    house = House.objects.create(building=make.building(town.county), number="0001")

    assert (
        refused_by(lambda: town.unit().houses.add(house)) == "a_units_houses_are_in_its_buildings"
    )


def test_a_parcel_lies_in_a_division_of_the_table(town: Town):
    def write():
        titles.parcel_at(100, 200, code="990199001001GB00001")

    assert refused_by(write) == "a_parcel_lies_in_a_known_division"
    assert Parcel.objects.get().region == town.county


def test_a_parcel_is_of_the_division_as_it_was_on_its_first_day(town: Town):
    Region.objects.filter(pk=town.county.pk).update(period=from_day(dt.date(2000, 1, 1), DAY))
    renamed = Region.objects.create(
        code=town.county.code, name="示例新区", level="COUNTY", period=from_day(DAY)
    )

    entered = titles.parcel_at(100, 200)

    assert Parcel.objects.get(pk=entered.pk).region == renamed


def test_an_entry_is_tied_to_the_case_of_its_number(town: Town):
    office = cases.office(town.county)
    clerk = make.account(town.county, "property_manager")
    case = Case.objects.create(kind="100", office=office, region_code="990121", opened_by=clerk,
                               number="示登〔2011〕00001号")  # fmt: skip

    register.enter_unit(
        entry=Entry(case_number=case.number, on=DAY), parcel=town.parcel, building=town.building
    )

    assert list(RegisterEntry.objects.values_list("case", flat=True)) == [case.pk]
