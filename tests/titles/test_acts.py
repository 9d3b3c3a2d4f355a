"""The acts of 登簿, one by one: what each opens, closes and refuses."""

from __future__ import annotations

import datetime as dt
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
    SharesDoNotSum,
)
from registry.models import BAUnit, RegisterEntry, Right
from registry.queries.register import holders_on
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
