"""Units and parcels split, merged and passed on in part, act by act."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.errors import (
    NoLiveRight,
    PartsDoNotFit,
    TooFewParts,
    UnitRetired,
)
from registry.models import BAUnit, Lineage, Restriction, Right
from registry.queries.register import AsOf, holders_on
from registry.queries.unit_pages import exists_on
from registry.services import register
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = dt.date(2012, 3, 1), dt.date(2015, 6, 30), dt.date(2019, 1, 1)
LATE = dt.date(2024, 1, 1)
SCAN_SHA256 = "baad13769b56aaeb5b072762fefe73bc572a131353d594ec2db2b382bfabadfa"


@pytest.fixture
def unit(town: Town) -> BAUnit:
    return town.unit()


@pytest.fixture
def right(town: Town, unit: BAUnit) -> Right:
    return register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())


def shares(unit: BAUnit, day: dt.date) -> list[tuple[str, str]]:
    return [(held.name, str(held.share)) for held in holders_on(unit, day)]


# --- split, merge, part ---------------------------------------------------------------------


def test_a_split_carries_rights_and_mortgages_to_every_part(town: Town, unit: BAUnit, right: Right):
    register.restrict(
        entry=titles.entry(FIRST),
        unit=unit,
        terms=titles.restriction("mortgage", amount_yuan=Decimal(1_000_000)),
    )

    parts = register.split_unit(
        entry=titles.entry(SECOND), unit=unit, parts=[town.part(0), town.part(1, 2, 3)]
    )

    assert [part.code[19:] for part in parts] == ["F00010002", "F00010003"]
    assert [shares(part, LATE) for part in parts] == [[("示例局0", "1")]] * 2
    assert [part.building_area_m2 for part in parts] == [100, 300]
    assert shares(unit, LATE) == []
    live = Restriction.objects.known(None).on(LATE)
    assert [(each.unit, each.amount_yuan) for each in live] == [
        (part, Decimal(1_000_000)) for part in parts
    ]
    unit.refresh_from_db()
    assert unit.period.upper == SECOND
    assert set(Lineage.objects.values_list("event", flat=True)) == {"split"}


def test_a_retired_unit_takes_no_more_entries(town: Town, unit: BAUnit, right: Right):
    parts = [town.part(0, 1), town.part(2, 3)]
    register.split_unit(entry=titles.entry(SECOND), unit=unit, parts=parts)

    with pytest.raises(UnitRetired):
        register.split_unit(entry=titles.entry(THIRD), unit=unit, parts=parts)
    with pytest.raises(UnitRetired):
        register.open_right(entry=titles.entry(THIRD), unit=unit, terms=town.terms())


@pytest.mark.parametrize(
    ("numbers", "areas"),
    [
        ([(0, 1), (2,)], (None, None)),  # a room is left out
        ([(0, 1), (1, 2, 3)], (None, None)),  # a room is in both
        ([(0, 1), (2, 3)], (200, 201)),  # a square metre too many
        ([(0, 1, 2, 3), ()], (None, None)),  # an empty part
    ],
)
def test_parts_are_exactly_what_is_there(town: Town, unit: BAUnit, right, numbers, areas):
    parts = [town.part(*each, area=area) for each, area in zip(numbers, areas, strict=True)]

    with pytest.raises(PartsDoNotFit):
        register.split_unit(entry=titles.entry(SECOND), unit=unit, parts=parts)


def test_one_part_is_no_split(town: Town, unit: BAUnit, right: Right):
    with pytest.raises(TooFewParts):
        register.split_unit(entry=titles.entry(SECOND), unit=unit, parts=[town.part(0, 1, 2, 3)])


def test_parts_merge_again_under_a_new_code(town: Town, unit: BAUnit, right: Right):
    parts = register.split_unit(
        entry=titles.entry(SECOND), unit=unit, parts=[town.part(0), town.part(1, 2, 3)]
    )

    merged = register.merge_units(entry=titles.entry(THIRD), units=parts)

    assert (merged.code[19:], merged.building_area_m2) == ("F00010004", Decimal(400))
    assert shares(merged, LATE) == [("示例局0", "1")]
    assert merged.houses.get().rooms.count() == 4
    assert [each.parent for each in merged.ancestors.all()] == parts


def test_parts_that_came_and_went_on_one_day_held_nothing(town: Town, unit: BAUnit, right: Right):
    parts = register.split_unit(
        entry=titles.entry(SECOND), unit=unit, parts=[town.part(0), town.part(1, 2, 3)]
    )

    merged = register.merge_units(entry=titles.entry(SECOND), units=parts)

    assert [shares(part, SECOND) for part in parts] == [[], []]
    assert shares(merged, SECOND) == [("示例局0", "1")]
    assert not any(
        exists_on(part, AsOf(day=SECOND))
        for part in BAUnit.objects.filter(pk__in=[part.pk for part in parts])
    )
    with pytest.raises(UnitRetired):
        register.open_right(entry=titles.entry(THIRD), unit=parts[0], terms=town.terms())


def test_part_of_a_unit_goes_to_another_holder(town: Town, unit: BAUnit, right: Right):
    stays, goes = register.transfer_part(
        entry=titles.entry(SECOND),
        unit=unit,
        kept=town.part(0, 1, 2),
        moved=town.part(3),
        terms=town.terms(town.holder(2)),
    )

    assert shares(stays, LATE) == [("示例局0", "1")]
    assert shares(goes, LATE) == [("示例局2", "1")]
    assert set(Lineage.objects.values_list("event", flat=True)) == {"partial_transfer"}


def test_part_of_a_unit_nobody_holds_goes_nowhere(town: Town, unit: BAUnit):
    with pytest.raises(NoLiveRight):
        register.transfer_part(
            entry=titles.entry(SECOND),
            unit=unit,
            kept=town.part(0, 1, 2),
            moved=town.part(3),
            terms=town.terms(town.holder(2)),
        )


# --- parcels --------------------------------------------------------------------------------


def halves(town: Town):
    return [
        titles.ground(0, 0, 60, 100, buildings=[town.building.code]),
        titles.ground(60, 0, 100, 100),
    ]


def test_a_split_parcel_takes_its_units_along(town: Town, unit: BAUnit, right: Right):
    land = register.enter_unit(entry=titles.entry(), parcel=town.parcel)
    register.open_right(
        entry=titles.entry(FIRST), unit=land, terms=town.terms(town.holder(1), kind="3")
    )

    west, east = register.split_parcel(
        entry=titles.entry(SECOND), parcel=town.parcel, pieces=halves(town)
    )

    assert [p.code for p in (west, east)] == ["990121001001GB00002", "990121001001GB00003"]
    living = BAUnit.objects.filter(period__upper_inf=True).order_by("code")
    assert [each.code for each in living] == [
        "990121001001GB00002F00010001",
        "990121001001GB00003W00000000",
    ]
    assert [shares(each, LATE) for each in living] == [[("示例局0", "1")], [("示例局1", "1")]]
    town.parcel.refresh_from_db()
    assert town.parcel.period.upper == SECOND


def test_a_merged_parcel_takes_its_units_along(town: Town, unit: BAUnit, right: Right):
    pieces = register.split_parcel(
        entry=titles.entry(SECOND), parcel=town.parcel, pieces=halves(town)
    )

    whole = register.merge_parcels(
        entry=titles.entry(THIRD),
        parcels=pieces,
        ground=titles.ground(0, 0, 100, 100, buildings=[town.building.code]),
    )

    [living] = BAUnit.objects.filter(period__upper_inf=True)
    assert living.code == f"{whole.code}F00010001"
    assert shares(living, LATE) == [("示例局0", "1")]


@pytest.mark.parametrize(
    "pieces",
    [
        lambda b: [titles.ground(0, 0, 60, 100, buildings=[b]), titles.ground(60, 0, 99, 100)],
        lambda b: [
            titles.ground(0, 0, 60, 100, buildings=[b]),
            titles.ground(61, 0, 101, 100, area=4000),
        ],
        lambda b: [titles.ground(0, 0, 60, 100), titles.ground(60, 0, 100, 100)],
        lambda b: [
            titles.ground(0, 0, 60, 100, buildings=["?", b]),
            titles.ground(60, 0, 100, 100),
        ],
    ],
    ids=["area", "boundary", "a building left out", "an unknown building"],
)
def test_pieces_are_exactly_the_parcel(town: Town, pieces):
    with pytest.raises(PartsDoNotFit):
        register.split_parcel(
            entry=titles.entry(SECOND), parcel=town.parcel, pieces=pieces(town.building.code)
        )
