"""Who held what on a day, as the register knew it at a moment; and papers that say so for ever."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from registry.entries import UnitPart
from registry.models import BAUnit, RegisterExtract, Right, User
from registry.queries.descriptions import as_described
from registry.queries.register import AsOf, holders_on, rights_on
from registry.services import register
from registry.services.extracts import content_of, file_extract, fingerprint, still_says
from tests.registry import builders as make
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
FIRST, ASKED, SECOND = dt.date(2012, 3, 1), dt.date(2019, 6, 30), dt.date(2020, 1, 1)


@pytest.fixture
def unit(town: Town) -> BAUnit:
    return town.unit()


@pytest.fixture
def right(town: Town, unit: BAUnit) -> Right:
    return register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())


@pytest.fixture
def officer(town: Town) -> User:
    return make.account(town.county, "registration_officer")


def names(unit: BAUnit, day: dt.date, known_at: dt.datetime | None = None) -> list[str]:
    return [held.name for held in holders_on(unit, day, known_at)]


def test_what_was_known_then_stays_known_then(town: Town, unit: BAUnit, right: Right):
    #  known:      ──── A ────┬──── correction: B was the holder all along
    #  asked for:  2019-06-30 ┴ the same day, before and after
    before = timezone.now()

    register.correct_right(
        entry=titles.entry(SECOND), right=right, terms=town.terms(town.holder(1))
    )

    assert names(unit, ASKED, before) == ["示例局0"]
    assert names(unit, ASKED) == ["示例局1"]
    assert names(unit, ASKED, timezone.now()) == ["示例局1"]


def test_nothing_was_known_before_it_was_registered(town: Town, unit: BAUnit):
    before = timezone.now()

    register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())

    assert names(unit, ASKED, before) == []
    assert names(unit, ASKED) == ["示例局0"]


def test_an_end_that_was_registered_later_was_not_known_earlier(
    town: Town, unit: BAUnit, right: Right
):
    before = timezone.now()
    register.close_right(entry=titles.entry(FIRST + dt.timedelta(30)), right=right)

    assert names(unit, ASKED, before) == ["示例局0"]
    assert names(unit, ASKED) == []


def test_the_record_period_begins_at_its_first_moment(town: Town, unit: BAUnit, right: Right):
    moment = Right.objects.get().recorded.lower

    assert names(unit, ASKED, moment) == ["示例局0"]
    assert names(unit, ASKED, moment - dt.timedelta(microseconds=1)) == []


def test_shares_come_exactly_as_they_were_written(town: Town, unit: BAUnit, right: Right):
    terms = town.terms(*(town.holder(n, Fraction(1, 3)) for n in (1, 2, 3)))
    register.transfer_right(entry=titles.entry(SECOND), right=right, terms=terms)

    held = holders_on(unit, SECOND)

    assert [each.share for each in held] == [Fraction(1, 3)] * 3
    assert held[0].organisation == town.bureaus[1].pk


@pytest.mark.parametrize("known", [False, True])
def test_both_ways_of_asking_read_the_rows_of_one_unit_by_index(
    town: Town, unit: BAUnit, right: Right, known: bool
):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE registry_rightholder")
    asked = AsOf(day=ASKED, known_at=timezone.now() if known else None)
    rows = Right.objects.known(asked.known_at).on(asked.day).filter(unit=unit)

    plan = rows.explain()

    assert "Seq Scan" not in plan
    assert "unit_id" in plan


# --- papers ---------------------------------------------------------------------------------


def file(unit: BAUnit, officer: User, known_at: dt.datetime | None = None) -> RegisterExtract:
    return file_extract(
        unit=unit,
        day=ASKED,
        by=officer,
        language="zh-hans",
        site="https://fangtu.example/",
        known_at=known_at,
    )


def test_a_filed_extract_can_be_asked_for_again_word_for_word(
    town: Town, unit: BAUnit, right: Right, officer: User
):
    filed = file(unit, officer)
    register.transfer_right(
        entry=titles.entry(dt.date(2013, 1, 1)), right=right, terms=town.terms(town.holder(1))
    )

    assert filed.content["rights"][0]["holders"][0]["name"] == "示例局0"
    assert names(unit, ASKED) == ["示例局1"]
    assert still_says(RegisterExtract.objects.get())


def test_a_unit_is_described_as_it_was_known_then(town: Town, unit: BAUnit, officer: User):
    filed = file_extract(
        unit=unit, day=ASKED, by=officer, language="en", site="https://fangtu.example/"
    )
    said = UnitPart(address="示例新路 9 号", purpose="档案", building_area_m2=Decimal(401))

    register.describe_unit(entry=titles.entry(SECOND), unit=unit, part=said)

    fresh = BAUnit.objects.get(pk=unit.pk)
    then = as_described(fresh, filed.known_at)
    now = as_described(fresh, timezone.now())
    assert (then.purpose, then.building_area_m2) == ("办公", Decimal(400))
    assert (now.address, now.purpose, now.building_area_m2) == (
        "示例新路 9 号",
        "档案",
        Decimal(401),
    )
    assert still_says(RegisterExtract.objects.get(pk=filed.pk))


def test_an_extract_of_an_earlier_moment_says_what_was_known_then(
    town: Town, unit: BAUnit, right: Right, officer: User
):
    before = timezone.now()
    register.correct_right(
        entry=titles.entry(SECOND), right=right, terms=town.terms(town.holder(1))
    )

    filed = file(unit, officer, known_at=before)

    assert filed.content["rights"][0]["holders"][0]["name"] == "示例局0"


def test_the_fingerprint_is_that_of_the_content_and_of_nothing_else(
    unit: BAUnit, right: Right, officer: User
):
    one = file(unit, officer)
    other = file(unit, officer, known_at=one.known_at)

    assert one.sha256 == other.sha256 == fingerprint(one.content)
    assert one.uid != other.uid
    assert fingerprint({**one.content, "address": "x"}) != one.sha256


def test_a_fingerprint_has_one_way_of_being_written():
    assert fingerprint({"b": "甲", "a": [1]}) == fingerprint({"a": [1], "b": "甲"})
    assert (
        fingerprint({"a": "甲"})
        == "6c4f7f3240bd03d78970604cbe934a0ebb44826e706da7d2d619c3a0f5e25b87"
    )


def test_a_filed_extract_is_never_changed(unit: BAUnit, right: Right, officer: User):
    file(unit, officer)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegisterExtract.objects.update(day=SECOND)


@pytest.mark.django_db(transaction=True)
def test_an_extract_waits_for_an_act_that_has_begun(town: Town):
    """An act under way has an earlier moment: the extract must not be filed without it."""
    unit = town.unit()
    officer = make.account(town.county, "registration_officer")
    filed: list[RegisterExtract] = []

    def take() -> None:
        filed.append(file(unit, officer))
        connection.close()

    thread = threading.Thread(target=take)
    with transaction.atomic():
        register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())
        thread.start()
        thread.join(timeout=0.5)
        assert filed == []
    thread.join(timeout=10)

    assert len(filed[0].content["rights"]) == 1
    assert still_says(filed[0])


def test_what_an_extract_says_holds_no_words_of_a_language(unit: BAUnit, right: Right):
    content = content_of(unit, AsOf(day=ASKED, known_at=timezone.now()))

    assert content["rights"][0]["kind"] == "4"
    assert content["parcel"]["right_nature"] == "allocated"
    assert rights_on(unit, AsOf(day=ASKED))[0].sharing_code == "sole"
