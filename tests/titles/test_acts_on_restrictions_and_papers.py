"""What restricts a unit and what is issued for it, act by act."""

from __future__ import annotations

import datetime as dt

import pytest

from registry.errors import (
    UnitIsSeized,
)
from registry.models import BAUnit, Certificate, Restriction, Right
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
