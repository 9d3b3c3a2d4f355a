"""What is kept of an assessment, with the cases of the demo campus."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from registry.assessments import assess_scope
from registry.models import Finding, Person, RoomVerdict, RoomVersion, Seat
from registry.queries.findings import idle_total, open_findings
from registry.scope import Scope

TODAY = dt.date(2026, 7, 1)


@pytest.fixture(scope="module")
def campus(django_db_setup, django_db_blocker):
    """Load the campus once, through its drawings, and take it out again."""
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", "--today", TODAY.isoformat(), stdout=StringIO())
        assess_scope(Scope.EVERYTHING, day=TODAY)
        yield
        transaction.set_rollback(True)
    assert connection is not None


@pytest.fixture
def _db(campus, django_db_blocker):
    with django_db_blocker.unblock():
        yield


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_db")]


def verdict(number: str) -> RoomVerdict:
    return RoomVerdict.objects.get(room__versions__number=number)


@pytest.mark.parametrize(
    ("number", "said", "limit", "excess"),
    [
        ("1204", "over", "24", "12.72"),
        ("1305", "over", "9", "8.82"),
        ("2101", "within", "18", "0"),
        ("1203", "within", "18", "0"),
        ("2303", "within", "18", "0"),
        ("3107", "over", "18", "6.48"),
        ("4102", "within", "18", "0"),
        ("4104", "over", "9", "8.82"),
    ],
)
def test_each_case_is_found_as_the_table_says(number, said, limit, excess):
    found = verdict(number)

    assert (found.verdict, found.limit_m2) == (said, Decimal(limit))
    assert found.excess_m2 is not None
    assert found.excess_m2 == pytest.approx(Decimal(excess), abs=Decimal("0.001"))


def test_an_office_idle_for_fourteen_months_is_found():
    finding = Finding.objects.get(rule="R-IDLE-1", evidence__room_number="2307")

    assert verdict("2307").verdict == "idle"
    assert (finding.evidence["room_number"], finding.evidence["months"]) == ("2307", 14)


def test_a_retired_person_still_seated_and_a_second_office_are_found():
    retired = Finding.objects.get(rule="R-OFF-4")
    twice = Finding.objects.get(rule="R-OFF-3")

    assert retired.evidence["room_number"] == "1306"
    assert set(str(twice.evidence["room_numbers"]).split("、")) == {"2204", "1405"}


def test_the_building_whose_certificate_disagrees_is_found_and_no_other():
    (finding,) = Finding.objects.filter(rule="R-TITLE-3")

    assert finding.building is not None
    assert finding.building.code == "SF-02"
    assert finding.measured == pytest.approx(Decimal("86.40"), abs=Decimal("0.1"))


def test_what_is_let_disposed_of_and_handed_on_is_found_where_it_is_not_in_order():
    about = Finding.objects.filter(rule__in=("R-RENT-1", "R-USE-1"))
    idle = Finding.objects.filter(rule="R-IDLE-1", state="detected")

    assert sorted(about.values_list("evidence__room_number", "evidence__template")) == [
        ("2426", "R-USE-1-HANDED-ON"),
        ("2526", "R-RENT-1-UNAPPROVED"),
        ("3118", "R-RENT-1-OVERDUE"),
    ]
    # 2417 is as idle as 3218, and has a plan whose day has not passed.
    assert sorted(idle.values_list("evidence__room_number", flat=True)) == [
        *("2307", "3218", "3418", "4318"),
    ]


def test_assessing_again_changes_nothing():
    before = list(Finding.objects.order_by("pk").values())

    assess_scope(Scope.EVERYTHING, day=TODAY)

    assert list(Finding.objects.order_by("pk").values()) == before
    assert RoomVerdict.objects.count() == RoomVersion.objects.count() == 572


def test_a_finding_closes_when_its_cause_ends_and_reopens_when_it_returns():
    seat = Seat.objects.get(person__left_by="retired")
    key = Finding.objects.get(rule="R-OFF-4").key
    Person.objects.filter(pk=seat.person_id).update(left_on=None, left_by="")

    assess_scope(Scope.EVERYTHING, day=TODAY)
    closed = Finding.objects.get(key=key)
    Person.objects.filter(pk=seat.person_id).update(left_on=dt.date(2026, 4, 1), left_by="retired")
    assess_scope(Scope.EVERYTHING, day=TODAY)

    assert (closed.state, closed.resolved_on) == ("resolved", TODAY)
    assert list(Finding.objects.filter(key=key).order_by("pk").values_list("state", flat=True)) == [
        "resolved",
        "detected",
    ]


def test_a_scope_lists_its_own_findings_only():
    county = open_findings(Scope.of_region("990121"))
    everything = open_findings(Scope.EVERYTHING)

    assert {row.building for row in county.findings} == {"4号楼"}
    assert 0 < county.total < everything.total
    assert open_findings(Scope.NOTHING).total == 0


def test_idle_rooms_are_summed():
    rooms, area = idle_total(Scope.EVERYTHING)

    assert rooms == RoomVerdict.objects.filter(verdict="idle").count() > 0
    assert area > 0


def test_a_finding_keeps_how_sure_its_figure_is():
    idle = Finding.objects.filter(rule="R-IDLE-1").earliest("pk").evidence
    over = Finding.objects.filter(rule="R-OFF-1").earliest("pk").evidence

    assert (idle["certainty"], idle["confirm_before_production"]) == ("unverified", True)
    assert (over["certainty"], over["confirm_before_production"]) == ("verified", False)
