"""What two lengths say of an office: the same cases that the phone's own rule is held to."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import NotALength
from registry.measures import SurveyClass
from registry.policy.visits import Allowance, Measured, judged, length_of, likeness
from registry.terms import Verdict

CASES = json.loads((Path(__file__).parent.parent / "shared" / "visits.json").read_text("utf-8"))
SECOND = SurveyClass(name="II", root=Decimal("0.04"), linear=Decimal("0.002"))


def survey_of(case: dict[str, Any]) -> SurveyClass | None:
    if case["root"] is None:
        return None
    return SurveyClass(name="x", root=Decimal(case["root"]), linear=Decimal(case["linear"]))


def measured_of(case: dict[str, Any]) -> Measured:
    return Measured(length_a_m=length_of(case["a"]), length_b_m=length_of(case["b"]))


def allowance_of_case(case: dict[str, Any]) -> Allowance:
    return Allowance(
        limit=Decimal(case["limit"]) if case["limit"] else None,
        beside=Decimal(case["beside"]),
        tolerance=Decimal(case["tolerance"]),
        survey=survey_of(case),
    )


@pytest.mark.parametrize("case", CASES["judged"], ids=lambda case: case["case"])
def test_two_lengths_are_judged(case):
    measured = measured_of(case)

    said = judged(measured, allowance_of_case(case), is_rectangle=case["rectangle"])

    assert str(measured.area) == case["area"]
    assert said.counted == Decimal(case["counted"])
    assert said.excess == (None if case["excess"] is None else Decimal(case["excess"]))
    assert said.error == Decimal(case["error"])
    assert (said.source, said.verdict, said.reason) == (
        case["source"],
        case["verdict"],
        case["reason"],
    )


@pytest.mark.parametrize("case", CASES["likeness"], ids=lambda case: case["case"])
def test_a_measured_rectangle_is_compared_with_the_plan(case):
    said = likeness(
        measured_of(case), Decimal(case["plan"]), survey_of(case), is_rectangle=case["rectangle"]
    )

    assert said == case["likeness"]


@pytest.mark.parametrize("case", CASES["lengths"], ids=lambda case: case["text"] or "nothing")
def test_a_length_is_what_a_laser_meter_shows(case):
    if case["mm"] is None:
        with pytest.raises(NotALength):
            length_of(case["text"])
    else:
        assert length_of(case["text"]) * 1000 == case["mm"]


def test_nothing_measured_is_no_verdict():
    said = judged(None, Allowance(limit=Decimal(9), survey=SECOND), is_rectangle=True)

    assert (said.verdict, said.reason, said.error) == ("not_assessed", "not_measured", None)


LENGTHS = st.integers(100, 100_000).map(lambda mm: Decimal(mm) / 1000)
AREAS = st.integers(0, 10**9).map(lambda square_mm: Decimal(square_mm) / 10**6)


@given(a=LENGTHS, b=LENGTHS, limit=AREAS, tolerance=AREAS)
def test_a_verdict_follows_from_its_figures(a, b, limit, tolerance):
    allowance = Allowance(limit=limit, tolerance=tolerance, survey=SECOND)

    said = judged(Measured(length_a_m=a, length_b_m=b), allowance, is_rectangle=True)

    beyond = a * b - limit - tolerance
    assert (said.verdict is Verdict.OVER) == (beyond > said.error)
    assert (said.verdict is Verdict.WITHIN) == (a * b <= limit + tolerance)


@given(a=LENGTHS, b=LENGTHS, limit=AREAS)
def test_it_does_not_matter_which_length_is_typed_first(a, b, limit):
    allowance = Allowance(limit=limit, survey=SECOND)

    one = judged(Measured(length_a_m=a, length_b_m=b), allowance, is_rectangle=True)
    other = judged(Measured(length_a_m=b, length_b_m=a), allowance, is_rectangle=True)

    assert one == other
