"""The border between floats and Decimals, rounding for show, and surveying limits."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import NotAnArea
from registry.measures import SurveyClass, as_square_metres, rounded
from registry.policy import packs_from
from tests.policy.campus import pack_data

(SURVEYING,) = packs_from([pack_data("surveying-17986")])


@pytest.mark.parametrize(
    ("area", "stored"),
    [
        (0.1 + 0.2, "0.300000"),
        (18.0000005, "18.000001"),
        (18.0000004, "18.000000"),
        (Decimal("18.0000005"), "18.000001"),
        (1e-9, "0.000000"),
        (999999.999999, "999999.999999"),
        (24, "24.000000"),
    ],
)
def test_an_area_is_held_to_the_millionth(area: float | Decimal, stored: str) -> None:
    assert str(as_square_metres(area)) == stored


@given(st.decimals(min_value=0, max_value=1_000_000, places=6))
def test_an_area_of_the_register_survives_a_float(area: Decimal) -> None:
    assert as_square_metres(float(area)) == area


@pytest.mark.parametrize("area", [-0.01, math.nan, math.inf, Decimal("NaN"), Decimal(-1)])
def test_what_is_no_area_is_refused(area: float | Decimal) -> None:
    with pytest.raises(NotAnArea, match="Give square metres, zero or more"):
        as_square_metres(area)


@pytest.mark.parametrize(
    ("area", "shown"),
    [("24.004", "24.00"), ("24.005", "24.01"), ("24.015", "24.02"), ("24.006", "24.01")],
)
def test_an_area_is_shown_half_up(area: str, shown: str) -> None:
    assert str(rounded(Decimal(area))) == shown


@pytest.mark.parametrize(
    ("name", "area", "limit"),
    [
        ("I", "100", "0.26"),  # 0.02 × 10 + 0.0006 × 100
        ("II", "100", "0.6"),  # 0.04 × 10 + 0.002 × 100
        ("II", "10000", "24"),
        ("III", "100", "1.4"),  # 0.08 × 10 + 0.006 × 100
        ("II", "0", "0"),
    ],
)
def test_each_surveying_class_has_its_limit(name: str, area: str, limit: str) -> None:
    survey = SURVEYING.surveying[name]

    assert survey.limit(Decimal(area)) == Decimal(limit)
    assert survey.standard_error(Decimal(area)) * 2 == Decimal(limit)


@pytest.mark.parametrize(("area", "shown"), [("20", "0.22"), ("1000", "3.26")])
def test_class_two_gives_the_published_examples(area: str, shown: str) -> None:
    assert str(rounded(SURVEYING.surveying["II"].limit(Decimal(area)))) == shown


def test_a_class_nobody_vouches_for_is_unverified() -> None:
    nothing = SurveyClass(name="?", root=Decimal(0), linear=Decimal(0))

    assert nothing.certainty == "unverified"
    assert SURVEYING.surveying["II"].certainty == "verified"
    assert SURVEYING.surveying["III"].certainty == "unverified"
