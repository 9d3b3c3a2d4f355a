"""What carries a restriction or lies in several buildings, split and merged."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from registry.entries import Consent, UnitPart
from registry.errors import (
    ConsentMissing,
    HoldersDiffer,
    LandSplitsWithItsParcel,
    PartsDoNotFit,
    RestrictionInTheWay,
    UnitLiesAcross,
)
from registry.models import BAUnit, Building, Restriction, Right
from registry.models.periods import from_day
from registry.queries.register import holders_on
from registry.services import register
from registry.services.restrictions import with_consents
from registry.services.units import rooms_in
from tests.registry import builders as make
from tests.registry.test_what_the_database_refuses import refused_by
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = dt.date(2012, 3, 1), dt.date(2015, 6, 30), dt.date(2019, 1, 1)
LATE = dt.date(2024, 1, 1)


@pytest.fixture
def unit(town: Town) -> BAUnit:
    return town.unit()


@pytest.fixture
def right(town: Town, unit: BAUnit) -> Right:
    return register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())


def shares(unit: BAUnit, day: dt.date) -> list[tuple[str, str]]:
    return [(held.name, str(held.share)) for held in holders_on(unit, day)]


# --- with restrictions ------------------------------------------------------------------------


def test_units_of_other_holders_do_not_merge(town: Town, unit: BAUnit, right: Right):
    one, two = in_two(town, unit)
    held = Right.objects.known(None).on(THIRD).get(unit=two)
    register.transfer_right(entry=titles.entry(THIRD), right=held, terms=town.terms(town.holder(2)))

    with pytest.raises(HoldersDiffer):
        register.merge_units(entry=titles.entry(LATE), units=[one, two])


def in_two(town: Town, unit: BAUnit) -> list[BAUnit]:
    parts = [town.part(0), town.part(1, 2, 3)]
    return register.split_unit(entry=titles.entry(SECOND), unit=unit, parts=parts)


@pytest.mark.parametrize("kind", ["mortgage", "advance_notice"])
def test_what_is_pledged_or_promised_merges_with_the_consent_of_whom_it_serves(
    town: Town, unit: BAUnit, right: Right, kind: str
):
    one, two = in_two(town, unit)
    register.restrict(entry=titles.entry(SECOND), unit=one, terms=titles.restriction(kind))
    stranger = (Consent(party="另一银行", document_no="同意函1号"),)

    refused: tuple[tuple[Consent, ...], ...] = ((), stranger)
    for consents in refused:
        with pytest.raises(ConsentMissing, match="示例银行"):
            register.merge_units(entry=titles.entry(THIRD, consents=consents), units=[one, two])
    agreed = (*stranger, Consent(party="示例银行", document_no="同意函2号"))
    merged = register.merge_units(entry=titles.entry(THIRD, consents=agreed), units=[one, two])

    live = Restriction.objects.known(None).on(LATE).get()
    assert (live.unit, live.kind, live.document_no) == (merged, kind, "示字1号")
    assert live.came_from is not None
    assert live.came_from.unit == one


def test_a_case_with_everyones_consent_in_its_file_merges_what_is_pledged(
    town: Town, unit: BAUnit, right: Right
):
    both = in_two(town, unit)
    register.restrict(
        entry=titles.entry(SECOND), unit=both[0], terms=titles.restriction("mortgage")
    )
    entry = with_consents(titles.entry(THIRD), both)

    assert [(each.party, each.document_no) for each in entry.consents] == [
        ("示例银行", entry.case_number)
    ]
    merged = register.merge_units(entry=entry, units=both)
    assert Restriction.objects.known(None).on(LATE).get().unit == merged


def test_an_objection_goes_on_to_the_merged_unit(town: Town, unit: BAUnit, right: Right):
    one, two = in_two(town, unit)
    register.restrict(entry=titles.entry(SECOND), unit=two, terms=titles.restriction("objection"))

    merged = register.merge_units(entry=titles.entry(THIRD), units=[one, two])

    assert Restriction.objects.known(None).on(LATE).get().unit == merged


def test_a_seized_unit_merges_by_order_of_the_court_alone(town: Town, unit: BAUnit, right: Right):
    one, two = in_two(town, unit)
    register.restrict(entry=titles.entry(SECOND), unit=one, terms=titles.restriction("seizure"))
    agreed = (Consent(party="示例银行", document_no="同意函"),)  # no consent lifts a seizure

    with pytest.raises(RestrictionInTheWay):
        register.merge_units(entry=titles.entry(THIRD, consents=agreed), units=[one, two])
    ordered = titles.entry(THIRD, court_order="（2012）示执1号")
    merged = register.merge_units(entry=ordered, units=[one, two])

    assert Restriction.objects.known(None).on(LATE).get().unit == merged


def test_a_mortgage_that_a_split_put_on_every_part_is_one_again_after_a_merge(
    town: Town, unit: BAUnit, right: Right
):
    register.restrict(entry=titles.entry(FIRST), unit=unit, terms=titles.restriction("mortgage"))
    parts = in_two(town, unit)
    consents = (Consent(party="示例银行", document_no="同意函"),)

    register.merge_units(entry=titles.entry(THIRD, consents=consents), units=parts)

    assert Restriction.objects.known(None).on(SECOND).count() == 2
    assert Restriction.objects.known(None).on(LATE).count() == 1


def test_part_of_a_promised_unit_goes_with_consent_and_of_a_pledged_one_without(
    town: Town, unit: BAUnit, right: Right
):
    register.restrict(entry=titles.entry(FIRST), unit=unit, terms=titles.restriction("mortgage"))
    notice = titles.restriction("advance_notice")
    register.restrict(entry=titles.entry(FIRST), unit=unit, terms=notice)
    parts: dict[str, Any] = {
        "kept": town.part(0, 1),
        "moved": town.part(2, 3),
        "terms": town.terms(town.holder(1)),
    }

    with pytest.raises(ConsentMissing) as refusal:
        register.transfer_part(entry=titles.entry(SECOND), unit=unit, **parts)
    assert str(refusal.value).count("示例银行") == 1  # the notice; the mortgage follows both parts
    agreed = (Consent(party="示例银行", document_no="同意函"),)
    register.transfer_part(entry=titles.entry(SECOND, consents=agreed), unit=unit, **parts)

    assert Restriction.objects.known(None).on(LATE).count() == 4


# --- units of several buildings ---------------------------------------------------------------


@pytest.fixture
def annexe(town: Town) -> Building:
    """Return a second building on the parcel, with two rooms."""
    annexe = make.building(town.county, origin_easting_m=500_060, origin_northing_m=3_300_010)
    annexe.parcels.add(town.parcel)
    plan = make.plan(make.floor(annexe), start=titles.SINCE)
    for n in range(2):
        make.room(
            plan, make.box(n * 10, 0, n * 10 + 10, 10), f"20{n}", period=from_day(titles.SINCE)
        )
    return annexe


@pytest.fixture
def several(town: Town, annexe: Building) -> BAUnit:
    """Return a unit of two whole buildings that one bureau holds."""
    unit = register.enter_unit(
        entry=titles.entry(),
        parcel=town.parcel,
        building=town.building,
        also=[annexe],
        part=UnitPart(building_area_m2=Decimal(600)),
    )
    register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())
    return unit


def test_a_unit_of_several_buildings_splits_by_building(
    town: Town, several: BAUnit, annexe: Building
):
    assert several.code[19:] == "F99990001"

    main, other = register.split_unit(
        entry=titles.entry(SECOND),
        unit=several,
        parts=[
            UnitPart(buildings=(town.building.pk,), building_area_m2=Decimal(400)),
            UnitPart(buildings=(annexe.pk,), building_area_m2=Decimal(200)),
        ],
    )

    assert [(each.building, each.code[19:24]) for each in (main, other)] == [
        (town.building, "F0001"),
        (annexe, "F0002"),
    ]
    assert [len(rooms_in(each, LATE)) for each in (main, other)] == [4, 2]
    assert not main.houses.exists()  # it is its whole building
    assert [shares(each, LATE) for each in (main, other)] == [[("示例局0", "1")]] * 2


def test_a_unit_of_several_buildings_splits_by_rooms_across_them(
    town: Town, several: BAUnit, annexe: Building
):
    there = rooms_in(several, SECOND)
    mine = [room.pk for room in town.rooms]
    other = [room for room in there if room not in mine]

    kept, across = register.split_unit(
        entry=titles.entry(SECOND),
        unit=several,
        parts=[UnitPart(rooms=tuple(mine[:3])), UnitPart(rooms=(mine[3], *other))],
    )

    assert (kept.code[19:24], across.code[19:24]) == ("F0001", "F9999")
    assert list(across.also_buildings.all()) == [annexe]
    assert sorted(house.building_id for house in across.houses.all()) == sorted(
        [town.building.pk, annexe.pk]
    )
    assert sorted(rooms_in(across, LATE)) == sorted([mine[3], *other])


def test_the_buildings_of_a_registered_unit_stay(several: BAUnit):
    assert refused_by(several.also_buildings.clear) == "registered_ground_is_not_edited"


def test_a_building_left_out_or_taken_twice_is_no_split(
    town: Town, several: BAUnit, annexe: Building
):
    both = (town.building.pk, annexe.pk)
    for parts in (
        [UnitPart(buildings=both[:1]), UnitPart(buildings=both[:1])],
        [UnitPart(buildings=both), UnitPart(buildings=both[1:])],
        [UnitPart(buildings=both), UnitPart()],
    ):
        with pytest.raises(PartsDoNotFit):
            register.split_unit(entry=titles.entry(SECOND), unit=several, parts=parts)


def test_units_of_two_buildings_on_a_parcel_merge_into_one_of_both(
    town: Town, several: BAUnit, annexe: Building
):
    parts = [UnitPart(buildings=(each.pk,)) for each in (town.building, annexe)]
    both = register.split_unit(entry=titles.entry(SECOND), unit=several, parts=parts)

    merged = register.merge_units(entry=titles.entry(THIRD), units=both)

    assert merged.code[19:] == "F99990002"
    assert (merged.building, list(merged.also_buildings.all())) == (town.building, [annexe])
    assert len(rooms_in(merged, LATE)) == 6


def test_a_parcel_is_not_split_through_a_unit_of_several_buildings(
    town: Town, several: BAUnit, annexe: Building
):
    pieces = [
        titles.ground(0, 0, 55, 100, buildings=[town.building.code]),
        titles.ground(55, 0, 100, 100, buildings=[annexe.code]),
    ]

    with pytest.raises(UnitLiesAcross):
        register.split_parcel(entry=titles.entry(SECOND), parcel=town.parcel, pieces=pieces)


def test_bare_land_splits_with_its_parcel(town: Town):
    unit = register.enter_unit(entry=titles.entry(), parcel=town.parcel)

    with pytest.raises(LandSplitsWithItsParcel):
        register.split_unit(
            entry=titles.entry(SECOND), unit=unit, parts=[town.part(0), town.part(1)]
        )
