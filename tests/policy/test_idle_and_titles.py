"""Rooms idle for too long, and certificates that disagree with the survey."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.policy import CertificateFact, Facts, assess
from registry.policy.findings import Finding

from .campus import CITY, DAY, PACKS, facts_of, room, rules_of


@pytest.mark.parametrize(
    ("day", "fires"),
    [(dt.date(2026, 2, 27), False), (dt.date(2026, 2, 28), False), (dt.date(2026, 3, 1), True)],
)
def test_a_room_may_be_idle_for_six_months(day: dt.date, fires: bool) -> None:
    idle = room(organisation=None, idle_since=dt.date(2025, 8, 31))

    assert rules_of(idle, day=day) == (["R-IDLE-1"] if fires else [])


def test_how_long_a_room_is_idle_stands_in_months_and_days() -> None:
    idle = room(organisation=None, idle_since=dt.date(2025, 9, 1))

    found = assess(facts_of(idle), PACKS, DAY).findings[0]

    assert (found.evidence["months"], found.evidence["days"]) == (14, 20)
    assert found.basis.confirm_before_production
    assert found.sentence() == (
        "Room r1 (20.00 m²) has been idle since 2025-09-01: 14 months and 20 days, "
        "6 months are allowed (中办发〔2017〕70号 处置利用管理)."
    )


def test_a_disposal_plan_answers_for_an_idle_room() -> None:
    assert rules_of(room(idle_since=dt.date(2020, 1, 1), has_disposal_plan=True)) == []


@pytest.mark.parametrize(
    ("printed", "surveyed", "fires"),
    [
        ("100", "100.59", False),  # class II at 100 m²: 0.04 × 10 + 0.002 × 100 = 0.60
        ("100", "100.60", False),
        ("100", "100.61", True),
        ("100", "99.40", False),
        ("100", "99.39", True),
        ("10000", "10024", False),  # 0.04 × 100 + 0.002 × 10000 = 24
        ("10000", "10024.01", True),
    ],
)
def test_a_certificate_may_differ_from_the_survey_by_its_class(
    printed: str, surveyed: str, fires: bool
) -> None:
    found = findings_on(printed, surveyed)

    assert [finding.rule for finding in found] == (["R-TITLE-3"] if fires else [])


def test_a_certificate_finding_shows_both_areas_and_the_formula() -> None:
    (found,) = findings_on("10000", "10030")

    assert (found.measured, found.limit, found.excess) == (Decimal(30), Decimal(24), Decimal(6))
    assert found.evidence["formula"] == "0.04√S + 0.002S"
    assert found.sentence("zh") == (
        "权证 示（2020）示例市不动产权第0000001号 记载 10000.00 平方米，实测 10030.00 平方米，"
        "相差 30.00 平方米，限差 24.00 平方米（GB/T 17986-2000 房产面积的精度 二级）。"
    )


def findings_on(printed: str, surveyed: str) -> tuple[Finding, ...]:
    """Return the findings on one certificate."""
    certificate = CertificateFact(
        subject="990101001001GB00001F00010001",
        number="示（2020）示例市不动产权第0000001号",
        region_code=CITY,
        printed_area=Decimal(printed),
        surveyed_area=Decimal(surveyed),
    )
    return assess(Facts(certificates=(certificate,)), PACKS, DAY).findings
