"""What the database refuses in the register of titles, each rule broken with plain writes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from registry.entries import Entry
from registry.faults import explained, messages
from registry.models import (
    BAUnit,
    Certificate,
    Lineage,
    Parcel,
    RegisterEntry,
    Restriction,
    Right,
    RightHolder,
)
from registry.models.periods import from_day
from registry.services import register
from tests.registry.test_what_the_database_refuses import refused_by
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
DAY = titles.SINCE
NEXT_YEAR = dt.date(2011, 1, 1)


@pytest.fixture
def right(town: Town) -> Right:
    return register.open_right(entry=titles.entry(), unit=town.unit(), terms=town.terms())


def opened(right: Right) -> dict[str, object]:
    return {"period": right.period, "recorded": right.recorded, "entry": right.entry}


def with_shares(town: Town, *shares: tuple[int, int]) -> None:
    """Write a right and its shares past every service."""
    unit = town.unit()
    row = RegisterEntry.objects.latest("pk")
    recorded = DateTimeTZRange(timezone.now(), None)
    right = Right.objects.create(
        unit=unit, kind="4", period=from_day(DAY), recorded=recorded, entry=row
    )
    RightHolder.objects.bulk_create(
        RightHolder(right=right, unit=unit, name=f"甲{n}", numerator=part, denominator=of,
                    period=from_day(DAY), recorded=recorded, entry=row)
        for n, (part, of) in enumerate(shares)
    )  # fmt: skip


@pytest.mark.parametrize(
    "shares",
    [
        [(1, 3), (1, 3)],
        [(1, 3), (1, 3), (333_333_333_333, 1_000_000_000_000)],  # 1 − 1/3 × 10⁻¹²
        [(1, 3), (1, 3), (333_333_333_334, 1_000_000_000_000)],
        [(1, 2), (1, 2), (1, 1_000_000)],
        [],
    ],
)
def test_shares_that_do_not_sum_to_one_are_refused(town: Town, shares):
    assert refused_by(lambda: with_shares(town, *shares)) == "shares_of_a_right_sum_to_one"


@pytest.mark.parametrize(
    "shares",
    [
        [(1, 1)],
        [(1, 3), (1, 3), (1, 3)],
        [(1, 7)] * 7,
        [(2, 6), (1, 4), (5, 12)],
        [(1, 999_983), (999_982, 999_983)],
    ],
)
def test_shares_that_sum_to_one_exactly_are_accepted(town: Town, shares):
    with transaction.atomic():
        with_shares(town, *shares)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    assert RightHolder.objects.count() == len(shares)


@pytest.mark.django_db(transaction=True)
def test_the_sum_is_looked_at_when_a_real_transaction_commits(town: Town):
    seen: list[int] = []

    def write() -> None:
        with transaction.atomic():
            with_shares(town, (1, 2))
            seen.append(RightHolder.objects.count())

    with pytest.raises(IntegrityError) as refusal:
        write()

    assert seen == [1]  # nobody had looked at it yet
    assert RightHolder.objects.count() == 0
    assert explained(refusal.value) == str(messages()["shares_of_a_right_sum_to_one"])


def test_no_holder_is_added_to_a_registered_right(town: Town, right: Right):
    def write():
        RightHolder.objects.create(
            right=right, unit=right.unit, name="丙", numerator=1, denominator=2, **opened(right)
        )

    assert refused_by(write) == "shares_of_a_right_sum_to_one"


def test_a_holder_stands_for_the_unit_and_period_of_its_right(town: Town):
    def write():
        with_shares(town, (1, 2))
        right = Right.objects.latest("pk")
        RightHolder.objects.create(
            right=right, unit=right.unit, name="丙", numerator=1, denominator=2,
            **{**opened(right), "period": from_day(NEXT_YEAR)},
        )  # fmt: skip

    assert refused_by(write) == "a_holder_follows_its_right"


def test_a_right_closes_with_its_holders_or_not_at_all(right: Right):
    def write():
        Right.objects.filter(pk=right.pk).update(
            recorded=DateTimeTZRange(right.recorded.lower, timezone.now()), closed_by=right.entry
        )

    assert refused_by(write) == "a_holder_follows_its_right"


@pytest.mark.parametrize("part", [(0, 1), (3, 2)])
def test_a_share_is_above_zero_and_at_most_the_whole(town: Town, part):
    assert refused_by(lambda: with_shares(town, part)) == "a_share_is_a_part_of_one"


def test_a_unit_is_held_by_one_right_on_a_day(town: Town, right: Right):
    def write():
        second = Right.objects.create(
            unit=right.unit, kind="3", **{**opened(right), "period": from_day(NEXT_YEAR)}
        )
        RightHolder.objects.create(right=second, unit=right.unit, name="乙", **opened(second))

    assert refused_by(write) == "a_unit_is_held_by_one_right_on_a_day"


def test_an_easement_stands_beside_the_right_a_unit_is_held_by(town: Town, right: Right):
    register.open_right(
        entry=titles.entry(), unit=right.unit, terms=town.terms(town.holder(1), kind="19")
    )

    assert Right.objects.known(None).on(DAY).filter(unit=right.unit).count() == 2


def test_a_unit_code_stands_once_among_the_living(town: Town):
    unit = town.unit()

    def write():
        BAUnit.objects.create(code=unit.code, parcel=town.parcel, building=town.building)

    assert refused_by(write) == "a_unit_code_stands_once_among_the_living"
    BAUnit.objects.filter(pk=unit.pk).update(period=from_day(DAY, NEXT_YEAR))
    write()


def test_a_unit_code_begins_with_the_code_of_its_parcel(town: Town):
    def write():
        BAUnit.objects.create(code="990121001001GB00002W00000000", parcel=town.parcel)

    assert refused_by(write) == "a_unit_code_begins_with_its_parcels"


def test_a_unit_of_bare_land_ends_in_zeros(town: Town):
    def write():
        BAUnit.objects.create(code=town.parcel.code + "W00000001", parcel=town.parcel)

    assert refused_by(write) == "a_unit_of_bare_land_has_no_number"


# --- nothing registered changes -------------------------------------------------------------


@pytest.fixture
def restriction(town: Town, right: Right) -> Restriction:
    terms = titles.restriction("mortgage")
    return register.restrict(entry=titles.entry(), unit=right.unit, terms=terms)


@pytest.fixture
def certificate(town: Town, right: Right) -> Certificate:
    terms = titles.certificate(town.bureaus[0])
    return register.issue_certificate(entry=titles.entry(), unit=right.unit, terms=terms)


@pytest.mark.parametrize(
    ("model", "change"),
    [
        (Right, {"kind": "3"}),
        (Right, {"period": from_day(DAY, NEXT_YEAR)}),
        (RightHolder, {"name": "丙"}),
        (RightHolder, {"numerator": 1, "denominator": 2}),
        (Restriction, {"amount_yuan": 1}),
        (Certificate, {"number": "伪"}),
        (Certificate, {"printed_area_m2": 1}),
    ],
)
def test_an_entry_is_never_edited(restriction, certificate, model, change):
    assert refused_by(lambda: model.objects.update(**change)) == "an_entry_is_only_closed"


@pytest.mark.parametrize("model", [RightHolder, Restriction, Certificate])
def test_an_entry_is_never_taken_away(restriction, certificate, model):
    assert refused_by(lambda: model.objects.all().delete()) == "an_entry_is_only_closed"


def test_raw_sql_meets_the_same_refusal(right: Right):
    def write():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_rightholder SET name = '丙'")

    assert refused_by(write) == "an_entry_is_only_closed"


def test_a_closed_record_is_not_opened_again_nor_closed_otherwise(restriction: Restriction):
    register.lift_restriction(entry=titles.entry(NEXT_YEAR), restriction=restriction)
    first = Restriction.objects.get(pk=restriction.pk)

    def reopen():
        Restriction.objects.filter(pk=first.pk).update(
            recorded=DateTimeTZRange(first.recorded.lower, None), closed_by=None
        )

    def move():
        Restriction.objects.filter(pk=first.pk).update(
            recorded=DateTimeTZRange(first.recorded.lower, timezone.now())
        )

    assert refused_by(reopen) == "an_entry_is_only_closed"
    assert refused_by(move) == "an_entry_is_only_closed"


def test_a_record_names_who_closed_it(restriction: Restriction):
    def write():
        Restriction.objects.update(
            recorded=DateTimeTZRange(restriction.recorded.lower, timezone.now())
        )

    assert refused_by(write) == "a_closed_restriction_names_its_entry"


def test_a_unit_and_a_parcel_with_rights_are_not_edited(town: Town, right: Right):
    assert (
        refused_by(lambda: BAUnit.objects.update(building_area_m2=1))
        == "registered_ground_is_not_edited"
    )
    assert refused_by(lambda: Parcel.objects.update(area_m2=1)) == "registered_ground_is_not_edited"


def test_what_nobody_holds_yet_can_be_mended(town: Town):
    unit = town.unit()

    BAUnit.objects.filter(pk=unit.pk).update(building_area_m2=401)

    assert BAUnit.objects.get().building_area_m2 == 401


def test_entries_and_lineage_stay_as_they_are(town: Town, right: Right):
    register.split_unit(
        entry=titles.entry(NEXT_YEAR),
        unit=right.unit,
        parts=[town.part(0, 1), town.part(2, 3)],
    )

    for model in (RegisterEntry, Lineage):
        assert refused_by(lambda m=model: m.objects.update(on=DAY)) == "what_is_registered_stays"
    assert refused_by(lambda: Lineage.objects.all().delete()) == "what_is_registered_stays"


def test_an_entry_names_its_case(town: Town):
    nameless = Entry(case_number="", on=DAY)

    assert (
        refused_by(lambda: register.enter_unit(entry=nameless, parcel=town.parcel))
        == "an_entry_names_its_case"
    )
