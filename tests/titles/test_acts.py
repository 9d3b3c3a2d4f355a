"""The acts of 登簿, one by one: what each opens, closes and refuses."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pghistory.models
import pytest
from django.apps import apps

from registry.entries import Holder, RightTerms, after_passing
from registry.errors import (
    AlreadyHeld,
    DayTooEarly,
    EntryIsClosed,
    NoHolder,
    NoLiveRight,
    PartsDoNotFit,
    SharesDoNotSum,
    TooFewParts,
    UnitIsSeized,
    UnitRetired,
)
from registry.models import BAUnit, Certificate, Lineage, RegisterEntry, Restriction, Right
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


def test_a_first_registration_holds_from_its_day(town: Town, unit: BAUnit, right: Right):
    assert shares(unit, FIRST) == [("示例局0", "1")]
    assert shares(unit, FIRST - dt.timedelta(1)) == []


def test_a_second_first_registration_is_refused(town: Town, unit: BAUnit, right: Right):
    with pytest.raises(AlreadyHeld):
        register.open_right(entry=titles.entry(SECOND), unit=unit, terms=town.terms())


def test_a_transfer_ends_one_right_and_begins_another(town: Town, unit: BAUnit, right: Right):
    terms = town.terms(town.holder(1, Fraction(1, 3)), town.holder(2, Fraction(2, 3)))

    new = register.transfer_right(entry=titles.entry(SECOND), right=right, terms=terms)

    assert shares(unit, SECOND - dt.timedelta(1)) == [("示例局0", "1")]
    assert shares(unit, SECOND) == [("示例局1", "1/3"), ("示例局2", "2/3")]
    assert (new.uid == right.uid, new.sharing) == (False, "shares")


def test_a_change_keeps_the_right_and_its_past(town: Town, unit: BAUnit, right: Right):
    renamed = Holder(name="示例局（更名）", organisation=town.bureaus[0].pk)

    new = register.change_right(entry=titles.entry(SECOND), right=right, terms=town.terms(renamed))

    assert new.uid == right.uid
    assert shares(unit, FIRST) == [("示例局0", "1")]
    assert shares(unit, LATE) == [("示例局（更名）", "1")]


def test_a_correction_replaces_what_was_registered_for_the_whole_period(
    town: Town, unit: BAUnit, right: Right
):
    register.correct_right(entry=titles.entry(LATE), right=right, terms=town.terms(town.holder(3)))

    assert shares(unit, FIRST) == [("示例局3", "1")]
    assert Right.objects.filter(uid=right.uid).count() == 2


def test_part_of_a_share_goes_to_another_holder(town: Town, unit: BAUnit, right: Right):
    holders = after_passing(
        [town.holder(0)], giver=town.holder(0), taker=town.holder(1), share=Fraction(1, 4)
    )

    register.transfer_right(entry=titles.entry(SECOND), right=right, terms=town.terms(*holders))

    assert shares(unit, LATE) == [("示例局0", "3/4"), ("示例局1", "1/4")]


def test_nobody_gives_more_than_they_have(town: Town):
    with pytest.raises(SharesDoNotSum):
        after_passing(
            [town.holder(0)], giver=town.holder(0), taker=town.holder(1), share=Fraction(5, 4)
        )


def test_a_cancelled_right_leaves_the_unit_unregistered(unit: BAUnit, right: Right):
    register.close_right(entry=titles.entry(SECOND), right=right)

    assert shares(unit, SECOND) == []
    assert shares(unit, FIRST) == [("示例局0", "1")]


def test_a_right_cannot_end_before_it_began(right: Right):
    with pytest.raises(DayTooEarly):
        register.close_right(entry=titles.entry(titles.SINCE), right=right)


def test_an_act_on_a_closed_entry_is_refused(town: Town, right: Right):
    register.close_right(entry=titles.entry(SECOND), right=right)

    with pytest.raises(EntryIsClosed):
        register.transfer_right(entry=titles.entry(THIRD), right=right, terms=town.terms())


def test_shares_and_holders_are_checked_before_anything_is_written(town: Town, unit: BAUnit):
    before = RegisterEntry.objects.count()
    half = town.terms(town.holder(0, Fraction(1, 2)))
    twice = town.terms(town.holder(0, Fraction(1, 2)), town.holder(0, Fraction(1, 2)))

    with pytest.raises(SharesDoNotSum, match="1/2"):
        register.open_right(entry=titles.entry(), unit=unit, terms=half)
    for terms in (twice, RightTerms(kind="4", holders=())):
        with pytest.raises(NoHolder):
            register.open_right(entry=titles.entry(), unit=unit, terms=terms)

    assert RegisterEntry.objects.count() == before


# --- restrictions ---------------------------------------------------------------------------


@pytest.fixture
def seizure(unit: BAUnit, right: Right) -> Restriction:
    return register.restrict(
        entry=titles.entry(SECOND), unit=unit, terms=titles.restriction("seizure", until=LATE)
    )


def test_a_seized_unit_is_not_disposed_of(town: Town, unit: BAUnit, right: Right, seizure):
    with pytest.raises(UnitIsSeized, match="示字1号"):
        register.transfer_right(entry=titles.entry(THIRD), right=right, terms=town.terms())
    with pytest.raises(UnitIsSeized):
        register.restrict(
            entry=titles.entry(THIRD), unit=unit, terms=titles.restriction("mortgage")
        )
    with pytest.raises(UnitIsSeized):
        register.split_unit(
            entry=titles.entry(THIRD), unit=unit, parts=[town.part(0), town.part(1, 2, 3)]
        )


def test_a_seizure_stops_nothing_after_its_end_or_by_the_courts_order(
    town: Town, right: Right, seizure
):
    ordered = titles.entry(THIRD, court_order="示法执1号")
    new = register.transfer_right(entry=ordered, right=right, terms=town.terms(town.holder(1)))

    register.transfer_right(entry=titles.entry(LATE), right=new, terms=town.terms())

    assert shares(right.unit, LATE) == [("示例局0", "1")]


def test_a_second_seizure_queues_behind_the_first(unit: BAUnit, seizure):
    second = register.restrict(
        entry=titles.entry(THIRD), unit=unit, terms=titles.restriction("seizure", rank=2)
    )

    assert second.rank == 2


def test_a_lifted_restriction_stays_on_record_until_its_day(unit: BAUnit, seizure):
    register.lift_restriction(entry=titles.entry(THIRD), restriction=seizure)

    live = Restriction.objects.known(None)
    assert live.on(THIRD).count() == 0
    assert live.on(THIRD - dt.timedelta(1)).get().uid == seizure.uid


# --- certificates ---------------------------------------------------------------------------


def test_a_certificate_follows_another(town: Town, unit: BAUnit, right: Right):
    old = register.issue_certificate(
        entry=titles.entry(FIRST), unit=unit, terms=titles.certificate(town.bureaus[0])
    )

    new = register.issue_certificate(
        entry=titles.entry(SECOND),
        unit=unit,
        terms=titles.certificate(
            town.bureaus[0], "示（2021）甲县不动产权第0000002号", replaces=old.pk
        ),
    )

    live = Certificate.objects.known(None)
    assert live.on(LATE).get() == new
    assert live.on(FIRST).get().number == "示（2020）甲县不动产权第0000001号"
    assert new.replaces == old


def test_certificate_numbers_are_found_in_any_width(town: Town, unit: BAUnit, right: Right):
    register.issue_certificate(
        entry=titles.entry(FIRST),
        unit=unit,
        terms=titles.certificate(town.bureaus[0], "示（２０２０）甲县不动产权第 ０００１２３４ 号"),
    )

    found = Certificate.objects.get(number_plain="示(2020)甲县不动产权第0001234号")

    assert found.number == "示（2020）甲县不动产权第0001234号"


def test_the_certificate_of_who_holds_no_more_ends(town: Town, unit: BAUnit, right: Right):
    for n in (0, 1):
        register.issue_certificate(
            entry=titles.entry(FIRST),
            unit=unit,
            terms=titles.certificate(town.bureaus[n], f"示(2020)甲县不动产权第000000{n}号"),
        )

    register.transfer_right(
        entry=titles.entry(SECOND), right=right, terms=town.terms(town.holder(1))
    )

    assert [each.holder for each in Certificate.objects.known(None).on(LATE)] == [town.bureaus[1]]


def test_a_scan_is_kept_under_its_hash(town: Town, unit: BAUnit, right: Right):
    made = register.issue_certificate(
        entry=titles.entry(FIRST),
        unit=unit,
        terms=titles.certificate(town.bureaus[0]),
        scan=b"%PDF-1.7 abc",
    )

    assert made.scan_sha256 == SCAN_SHA256
    assert str(made.scan.name).endswith(f"{SCAN_SHA256}.pdf")


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


# --- the trace ------------------------------------------------------------------------------


def test_every_act_leaves_its_case_reason_and_account(town: Town, unit: BAUnit):
    from tests.registry import builders as make

    officer = make.account(town.county, "registration_officer")
    entry = titles.entry(FIRST, reason="权属统一登记", by=officer.pk, document_no="示政函1号")

    register.open_right(entry=entry, unit=unit, terms=town.terms())

    row = RegisterEntry.objects.latest("pk")
    assert (row.act, row.case_number, row.by, row.reason, row.document_no) == (
        "open_right",
        entry.case_number,
        officer,
        "权属统一登记",
        "示政函1号",
    )
    assert list(row.units.all()) == [unit]
    context = apps.get_model("registry", "RightEvent").objects.latest("pgh_id").pgh_context
    assert isinstance(context, pghistory.models.Context)
    assert context.metadata == {
        "case": entry.case_number,
        "reason": "权属统一登记",
        "registered_by": str(officer.pk),
    }


def test_numbers_of_units_are_never_used_twice(town: Town, unit: BAUnit, right: Right):
    parts = register.split_unit(
        entry=titles.entry(SECOND), unit=unit, parts=[town.part(0), town.part(1, 2, 3)]
    )
    merged = register.merge_units(entry=titles.entry(THIRD), units=parts)

    codes = [unit.code, *(part.code for part in parts), merged.code]

    assert len(set(codes)) == 4
