"""Agreements, yearly duties, use as approved, leases, holders and codes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from registry.policy import Facts, assess
from registry.policy.facts import LeaseFact, PapersFact, TitleFact
from registry.policy.findings import Finding
from registry.terms import RoomUse

from .campus import CITY, DAY, PACKS, room, rules_of

IN_ORDER = PapersFact(
    organisation="bureau",
    region_code=CITY,
    has_agreement=True,
    has_certificate=True,
    certified_area=Decimal(1000),
    used_area=Decimal(1000),
    published_on=dt.date(2026, 6, 1),
    filed_on=dt.date(2026, 6, 1),
)
TITLE = TitleFact(
    unit_code="990121001001GB00001F00010001",
    parcel_code="990121001001GB00001",
    building="B1",
    region_code=CITY,
    holder="office",
    managing_office="office",
)
LEASE = LeaseFact(
    room="r1", room_number="101", region_code=CITY, taken_by="示例公司", is_approved=True
)


def found(day: dt.date = DAY, **facts: Any) -> list[str]:
    """Return the sentences that are told of some facts, as template names."""
    return [finding.template for finding in findings(day, **facts)]


def findings(day: dt.date = DAY, **facts: Any) -> tuple[Finding, ...]:
    """Return the findings on some facts; each can be said in both languages."""
    all_found = assess(Facts(**facts), PACKS, day).findings
    assert all(finding.sentence("en") and finding.sentence("zh") for finding in all_found)
    return all_found


def test_papers_in_order_show_nothing() -> None:
    assert found(papers=(IN_ORDER,)) == []


def test_each_missing_paper_is_a_finding_of_its_own() -> None:
    bare = replace(IN_ORDER, has_agreement=False, has_certificate=False)

    assert found(papers=(bare,)) == ["R-UNIT-5-AGREEMENT", "R-UNIT-5-CERTIFICATE"]


@pytest.mark.parametrize(("used", "fires"), [("999.99", False), ("1000", False), ("1000.01", True)])
def test_area_outside_the_use_certificate_is_a_finding(used: str, fires: bool) -> None:
    papers = replace(IN_ORDER, used_area=Decimal(used))

    assert found(papers=(papers,)) == (["R-UNIT-5-AREA"] if fires else [])


@pytest.mark.parametrize(
    ("day", "fires"),
    [(dt.date(2027, 5, 31), False), (dt.date(2027, 6, 1), False), (dt.date(2027, 6, 2), True)],
)
def test_publication_and_filing_are_due_every_year(day: dt.date, fires: bool) -> None:
    due = ["R-UNIT-6-FILED", "R-UNIT-6-PUBLISHED"]

    assert found(day, papers=(IN_ORDER,)) == (due if fires else [])


def test_what_was_never_published_is_due() -> None:
    assert found(papers=(replace(IN_ORDER, published_on=None),)) == ["R-UNIT-6-PUBLISHED"]


@pytest.mark.parametrize(
    ("approved", "fires"), [(None, False), (RoomUse.OFFICE, False), (RoomUse.SERVICE, True)]
)
def test_a_room_keeps_the_function_it_was_approved_for(
    approved: RoomUse | None, fires: bool
) -> None:
    assert rules_of(room(approved_use=approved)) == (["R-USE-1"] if fires else [])


@pytest.mark.parametrize(
    ("approved", "fires"), [(None, False), ("bureau", False), ("another", True)]
)
def test_a_room_stays_with_the_organisation_it_was_assigned_to(
    approved: str | None, fires: bool
) -> None:
    assert rules_of(room(approved_organisation=approved)) == (["R-USE-1"] if fires else [])


def test_a_room_handed_on_is_told_with_the_names_of_both_organisations() -> None:
    handed_on = room(
        organisation="C10",
        organisation_name="示例市统计局",
        approved_organisation="C09",
        approved_name="示例市档案局",
    )

    (finding,) = findings(rooms=(handed_on,))

    assert "核定给 示例市档案局，实际由 示例市统计局 使用" in finding.sentence("zh")


def test_letting_needs_approval() -> None:
    assert found(leases=(LEASE,)) == []
    assert found(leases=(replace(LEASE, is_approved=False),)) == ["R-RENT-1-UNAPPROVED"]


@pytest.mark.parametrize(
    ("until", "fires"),
    [(dt.date(2026, 11, 22), False), (DAY, False), (dt.date(2026, 11, 20), True)],
)
def test_what_was_let_comes_back_on_its_day(until: dt.date, fires: bool) -> None:
    lease = replace(LEASE, until=until)

    assert found(leases=(lease,)) == (["R-RENT-1-OVERDUE"] if fires else [])
    assert found(leases=(replace(lease, is_given_back=True),)) == []


def test_titles_belong_in_the_name_of_the_managing_office() -> None:
    assert found(titles=(TITLE,)) == []
    assert found(titles=(replace(TITLE, holder="bureau"),)) == ["R-TITLE-1"]


@pytest.mark.parametrize(
    ("change", "template"),
    [
        ({"unit_code": "990121001001GB00001F0001"}, "R-TITLE-2-MALFORMED"),
        ({"unit_code": "990121001001GB00001W00010001"}, "R-TITLE-2-MALFORMED"),
        ({"parcel_code": "990121001001GB00002"}, "R-TITLE-2-PARCEL"),
    ],
)
def test_a_unit_code_is_well_formed_and_of_its_parcel(change: Any, template: str) -> None:
    assert found(titles=(replace(TITLE, **change),)) == [template]


def test_a_rule_does_not_reach_back_before_its_document() -> None:
    bare = replace(IN_ORDER, has_agreement=False)

    assert found(dt.date(2016, 1, 1), papers=(bare,), titles=(replace(TITLE, holder="x"),)) == []
