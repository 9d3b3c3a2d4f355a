"""What two lengths taken on site say of an office that the drawing has within its limit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from registry.policy import RoomFact, SeatFact, assess
from registry.policy.facts import OnSiteFact
from registry.policy.findings import Finding
from registry.policy.proofs import arithmetic_of
from registry.terms import Space

from .campus import DAY, PACKS, facts_of, room, seat


def lengths(a: str, b: str) -> OnSiteFact:
    return OnSiteFact(length_a_m=Decimal(a), length_b_m=Decimal(b), on=DAY, record="示例")


def found(*facts: RoomFact | SeatFact) -> list[Finding]:
    return list(assess(facts_of(*facts), PACKS, DAY).findings)


def office(a: str, b: str, **known: Any) -> tuple[RoomFact, SeatFact]:
    """Return a deputy (18 m²) in a room drawn with 17.80 m², measured on site."""
    return room(area="17.80", on_site=lengths(a, b), **known), seat(rank="M4")


# 18 m² measured may err by 0.04 × √18.21 + 0.002 × 18.21 = 0.207 m² (class II).
@pytest.mark.parametrize(
    ("a", "b", "fires"),
    [("4.000", "4.500", False), ("4.045", "4.500", False), ("4.060", "4.500", True)],
    ids=["at the limit", "within the error", "over"],
)
def test_lengths_speak_only_beyond_their_error(a, b, fires):
    assert [each.rule for each in found(*office(a, b))] == ["R-OFF-1"] * fires


def test_the_finding_shows_the_lengths_the_error_and_the_drawing():
    (over,) = found(*office("5.000", "4.200"))

    assert (over.key, over.template) == ("R-OFF-1/room/r1", "R-OFF-1-ON-SITE")
    assert [over.measured, over.limit, over.excess] == [21, 18, 3]
    assert over.evidence["lengths"] == ["5.000", "4.200"]
    assert over.evidence["drawn"] == "17.80"
    assert over.evidence["error"] == "0.225303"
    assert [(line.what, line.working, line.value) for line in arithmetic_of(over)] == [
        ("measured", "5.000 × 4.200", "21.00"),
        ("limit", "18", "18.00"),
        ("excess", "21 − 18", "3.00"),
        ("error", "GB/T 17986 II, confidence –", "0.23"),
        ("verdict", "", "over"),
    ]
    assert "现场实测 21.00 平方米" in over.sentence("zh")
    assert "the drawing has 17.80 m²" in over.sentence("en")


def test_what_lies_behind_the_door_counts_with_the_lengths():
    behind = room("r2", "2.50", space=Space.REST_ROOM, counts_with="r1")

    (over,) = found(room(area="15", on_site=lengths("4", "4")), behind, seat(rank="M4"))

    assert over.measured == Decimal("18.50")
    assert arithmetic_of(over)[0].working == "4 × 4 + 2.5"


def test_the_drawing_speaks_first_where_both_are_over():
    (over,) = found(room(area="20", on_site=lengths("5", "5")), seat(rank="M4"))

    assert over.template == "R-OFF-1"


def test_nobody_in_the_room_means_no_limit_and_no_finding():
    assert found(room(area="17.80", on_site=lengths("9", "9"))) == []
