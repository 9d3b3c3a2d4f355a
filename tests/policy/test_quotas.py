"""The quota of an organisation, worked out by hand and held to the shipped test vectors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import NoFormula
from registry.measures import rounded
from registry.policy import (
    Facts,
    OrganisationFact,
    Premises,
    Standards,
    assess,
    quota_of,
)
from registry.terms import Level, RoomUse

from .campus import CITY, COUNTY, DAY, PACKS, TOWN, pack_data

STANDARDS = Standards.on(DAY, PACKS)
VECTORS = pack_data("cn-2674-2014")["test_vectors"]
FORMULAS = [Level.CENTRAL, Level.PROVINCE, Level.CITY, Level.COUNTY]
LOWEST = {"CENTRAL": "C6", "PROVINCE": "P7", "CITY": "M5", "COUNTY": "X5"}
BUREAU = {"M3": 1, "M4": 3, "M5": 96}


def quota(level: str, heads: int) -> Any:
    """Return the quota of an establishment of the lowest rank."""
    premises = Premises(level=level, region_code=CITY, establishment={LOWEST[level]: heads})
    return quota_of(premises, STANDARDS)


@pytest.mark.parametrize("vector", VECTORS["service"])
def test_service_rooms_follow_the_vectors(vector: dict[str, Any]) -> None:
    rate = STANDARDS.service_rate(vector["level"], CITY)

    assert rate is not None
    assert rate.at(vector["x"]) == Decimal(vector["rate_m2"])
    assert quota(vector["level"], vector["x"]).value("B") == Decimal(vector["area_m2"])


@pytest.mark.parametrize("vector", VECTORS["canteen"])
def test_the_canteen_follows_the_vectors(vector: dict[str, Any]) -> None:
    assert quota("CITY", vector["x"]).value("canteen") == Decimal(vector["m2"])


@pytest.mark.parametrize("vector", VECTORS["car_park"])
def test_the_car_park_follows_the_vectors(vector: dict[str, Any]) -> None:
    premises = Premises(
        level="CITY", region_code=CITY, establishment=BUREAU, car_spaces=vector["spaces"]
    )

    assert quota_of(premises, STANDARDS).value("car_park") == Decimal(vector["m2"])


@pytest.mark.parametrize(("high_rise", "total"), [(False, "3291.20"), (True, "3534.63")])
def test_a_bureau_of_a_hundred_has_the_areas_worked_out_by_hand(
    high_rise: bool, total: str
) -> None:
    premises = Premises(
        level="CITY", region_code=CITY, establishment=BUREAU, is_high_rise=high_rise
    )

    found = quota_of(premises, STANDARDS)

    # A = 24 + 3 × 18 + 96 × 9; B = 100 × 8; equipment 9 % of 1742; canteen 100 × 3.7.
    assert found.value("x") == 100
    assert found.value("A") == 942
    assert found.value("B") == 800
    assert found.value("equipment") == Decimal("156.78")
    assert found.value("basic") == Decimal("1898.78")
    assert found.value("C") == 370
    assert rounded(found.value("S")) == Decimal(total)


def test_every_step_shows_its_working_and_its_clause() -> None:
    premises = Premises(level="CITY", region_code=CITY, establishment=BUREAU)

    steps = quota_of(premises, STANDARDS).steps

    assert [(step.symbol, step.working) for step in steps] == [
        ("x", "1 + 3 + 96"),
        ("A", "1 × 24 + 3 × 18 + 96 × 9"),
        ("B", "100 × 8"),
        ("equipment", "1742 × 0.09"),
        ("basic", "942 + 800 + 156.78"),
        ("canteen", "100 × 3.7"),
        ("C", "370"),
        ("K", "多层"),
        ("S", "1898.78 / 0.65 + 370"),
    ]
    assert all(step.basis.clause and step.basis.document_no for step in steps)


def test_a_rate_between_two_whole_numbers_keeps_its_decimals() -> None:
    # A deployed system divides whole numbers: its 7.99 becomes 7.
    assert quota("CITY", 201).value("B") == Decimal("1605.99")


def test_a_county_of_399_has_six_square_metres_a_head() -> None:
    # A deployed system uses the city's thresholds with the county's slope: 2.02 m² a head.
    rate = STANDARDS.service_rate("COUNTY", COUNTY)

    assert rate is not None
    assert rate.at(399) == 6


def test_unsettled_figures_stay_marked() -> None:
    assert quota("COUNTY", 100).step("B").basis.confirm_before_production
    assert quota("PROVINCE", 100).step("B").basis.confirm_before_production
    assert not quota("CITY", 100).step("B").basis.confirm_before_production


@pytest.mark.parametrize("level", FORMULAS)
def test_nobody_needs_nothing(level: str) -> None:
    assert quota(level, 0).value("S") == 0


@pytest.mark.parametrize("level", FORMULAS)
@given(heads=st.integers(min_value=0, max_value=5000))
def test_one_more_head_never_lowers_the_quota(level: str, heads: int) -> None:
    before, after = quota(level, heads), quota(level, heads + 1)

    for symbol in ("A", "B", "equipment", "basic", "C", "S"):
        assert after.value(symbol) > before.value(symbol)


@pytest.mark.parametrize("level", FORMULAS)
def test_the_rate_does_not_jump_at_its_thresholds(level: str) -> None:
    rate = STANDARDS.service_rate(level, CITY)

    assert rate is not None
    step = 1 / rate.divisor
    for heads in (rate.flat_to, rate.flat_from):
        assert abs(rate.at(heads + 1) - rate.at(heads)) <= step
        assert abs(rate.at(heads) - rate.at(heads - 1)) <= step


def test_a_township_without_a_formula_says_what_is_missing() -> None:
    premises = Premises(level="TOWNSHIP", region_code=TOWN, establishment={"T3": 10})

    with pytest.raises(NoFormula, match=r"No rule pack .* a formula of 服务用房 for TOWNSHIP"):
        quota_of(premises, STANDARDS)


@pytest.mark.parametrize(
    ("office", "service", "equipment", "rules"),
    [
        ("941.99", "800", "156.78", []),
        ("942", "800", "156.78", []),
        ("942.01", "800", "156.77", ["R-UNIT-1"]),
        ("942.01", "800", "156.78", ["R-UNIT-1", "R-UNIT-4"]),
        ("100", "800.01", "100", ["R-UNIT-2"]),
        ("100", "100", "156.79", ["R-UNIT-3"]),
    ],
)
def test_an_organisation_is_held_to_its_approved_areas(
    office: str, service: str, equipment: str, rules: list[str]
) -> None:
    used = {
        RoomUse.OFFICE: Decimal(office),
        RoomUse.SERVICE: Decimal(service),
        RoomUse.EQUIPMENT: Decimal(equipment),
    }
    bureau = OrganisationFact(
        code="bureau", level=Level.CITY, region_code=CITY, establishment=BUREAU, used=used
    )

    found = assess(Facts(organisations=(bureau,)), PACKS, DAY)

    assert [finding.rule for finding in found.findings] == rules


def test_an_organisation_without_a_formula_is_a_gap_and_not_passed_over() -> None:
    town = OrganisationFact(
        code="town", level=Level.TOWNSHIP, region_code=TOWN, establishment={"T3": 10}
    )

    found = assess(Facts(organisations=(town,)), PACKS, DAY)

    assert found.findings == ()
    assert [(gap.organisation, gap.code) for gap in found.gaps] == [("town", "no_formula")]
