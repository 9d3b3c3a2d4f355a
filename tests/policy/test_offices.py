"""Shared rooms, spaces behind a door, toilets and the measuring error."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.policy import RulePack, assess, pack_from
from registry.terms import Departure, NotAssessed, RoomUse, Space, Verdict

from .campus import CITY, DAY, PACKS, facts_of, room, rules_of, seat, verdict_of


def test_a_shared_room_may_have_the_sum_of_its_occupants_limits() -> None:
    three = (seat("p1", "M4"), seat("p2", "M5"), seat("p3", "M5"))  # 18 + 9 + 9

    at = verdict_of(room(area="36"), *three)
    above = verdict_of(room(area="40"), *three)

    assert at.verdict is Verdict.WITHIN
    assert (above.verdict, above.limit, above.excess) == (Verdict.OVER, Decimal(36), Decimal(4))


def test_an_overrun_is_reported_once_and_shared_out_by_limit() -> None:
    found = assess(
        facts_of(room(area="40"), seat("p1", "M4"), seat("p2", "M5"), seat("p3", "M5")), PACKS, DAY
    )

    assert [finding.rule for finding in found.findings] == ["R-OFF-1"]
    shares = found.room_verdicts[0].shares
    assert [(s.person, s.area, s.excess) for s in shares] == [
        ("p1", Decimal("20.000000"), Decimal("2.000000")),  # 40 × 18/36
        ("p2", Decimal("10.000000"), Decimal("1.000000")),  # 40 × 9/36
        ("p3", Decimal("10.000000"), Decimal("1.000000")),
    ]


def test_a_person_seated_twice_in_a_room_counts_once_by_the_main_post() -> None:
    concurrent = seat("p1", "M3", is_main_post=False, organisation="other")

    verdict = verdict_of(room(area="18"), concurrent, seat("p1", "M5"))

    assert verdict.limit == 9


def test_a_seat_that_ended_or_has_not_begun_does_not_count() -> None:
    ended = seat("p2", "M5", until=DAY)
    to_come = seat("p3", "M5", since=DAY + dt.timedelta(days=1))

    assert verdict_of(room(area="18"), seat("p1", "M5"), ended, to_come).limit == 9


def test_what_lies_behind_the_door_counts_with_the_office() -> None:
    #  +-------+------+
    #  | r1 18 | r2 5 |   r2 rest room, r3 behind r2: one door to the corridor, that of r1
    #  |       +------+
    #  |       | r3 2 |
    #  +--door-+------+
    suite = (
        room("r1", "18"),
        room("r2", "5", space=Space.REST_ROOM, counts_with="r1"),
        room("r3", "2", counts_with="r2"),
    )

    found = assess(facts_of(*suite, seat(rank="M4")), PACKS, DAY)

    office, rest, behind = found.room_verdicts
    assert (office.area, office.limit, office.excess) == (Decimal(25), Decimal(18), Decimal(7))
    assert (rest.verdict, rest.area, rest.counts_with) == (Verdict.OVER, Decimal(5), "r1")
    assert (behind.verdict, behind.counts_with) == (Verdict.OVER, "r1")
    assert len(found.findings) == 1


def test_two_rooms_that_name_each_other_stand_alone() -> None:
    verdict = verdict_of(
        room("r1", "9", counts_with="r2"), room("r2", "9", counts_with="r1"), seat()
    )

    assert (verdict.area, verdict.verdict) == (Decimal(9), Verdict.WITHIN)


@pytest.mark.parametrize(
    ("area", "verdict"),
    [
        ("24.75", Verdict.WITHIN),
        ("24.76", Verdict.WITHIN_ERROR),
        ("25", Verdict.WITHIN_ERROR),
        ("25.01", Verdict.OVER),
    ],
)
def test_the_verdict_has_three_ways(area: str, verdict: Verdict) -> None:
    # Tolerated to 24.75 m². Class II at 25 m²: 0.04 × 5 + 0.002 × 25 = 0.25, so over from 25 m².
    packs = (*PACKS, tolerating("0.75"))

    assert verdict_of(room(area=area), seat(rank="M3"), packs=packs).verdict is verdict


def test_a_doubtful_reading_may_be_wrong_by_more() -> None:
    sure = room(area="25", confidence=Decimal("0.9"))
    doubtful = room(area="25", confidence=Decimal("0.899"))

    # Class II at 25 m²: 0.04 × 5 + 0.002 × 25; class III: 0.08 × 5 + 0.006 × 25.
    assert verdict_of(sure, seat(rank="M3")).error == Decimal("0.25")
    assert verdict_of(doubtful, seat(rank="M3")).error == Decimal("0.55")


def test_a_tolerance_lets_an_overrun_pass_and_the_excess_stays_whole() -> None:
    local = tolerating("1")

    at = verdict_of(room(area="10"), seat(), packs=(*PACKS, local))
    above = verdict_of(room(area="11.5"), seat(), packs=(*PACKS, local))

    assert (at.verdict, at.excess) == (Verdict.WITHIN, Decimal(1))
    assert (above.verdict, above.excess) == (Verdict.OVER, Decimal("2.5"))
    assert local.tolerance_m2 == 1


@pytest.mark.parametrize(
    ("rank", "principal", "toilet", "fires"),
    [
        ("M1", True, "5.9", False),
        ("M1", True, "6", False),
        ("M1", True, "7", True),
        ("M1", False, "4", True),  # a city's 正职 who is not 党政正职 has no toilet
        ("M4", True, "4", True),
        ("P3", False, "6", False),
    ],
)
def test_a_toilet_needs_entitlement_and_six_square_metres_at_most(
    rank: str, principal: bool, toilet: str, fires: bool
) -> None:
    level = "PROVINCE" if rank == "P3" else "CITY"
    who = seat(rank=rank, level=level, is_principal=principal)
    inside = room("r2", toilet, space=Space.TOILET, counts_with="r1")

    assert ("R-OFF-2" in rules_of(room("r1", "10"), inside, who)) is fires


def test_an_idle_room_is_idle_and_an_empty_office_is_not_assessed() -> None:
    since = dt.date(2026, 11, 1)

    idle = verdict_of(room(organisation=None, idle_since=since))
    empty = verdict_of(room())
    service = verdict_of(room(use=RoomUse.SERVICE))
    corridor = verdict_of(room(use=RoomUse.CIRCULATION, organisation=None))

    assert idle.verdict is Verdict.IDLE
    assert empty.reason is NotAssessed.NO_OCCUPANT
    assert service.reason is NotAssessed.NOT_AN_OFFICE
    assert corridor.reason is NotAssessed.NOT_AN_OFFICE


def test_somebody_in_a_service_room_is_not_held_against_the_table() -> None:
    verdict = verdict_of(room(area="60", use=RoomUse.SERVICE), seat())

    assert verdict.reason is NotAssessed.NOT_AN_OFFICE


def test_a_used_room_of_unknown_use_is_what_it_is_used_for() -> None:
    assert verdict_of(room(area="60", use=RoomUse.UNKNOWN), seat()).verdict is Verdict.OVER


def test_a_finding_of_2013_is_worked_out_by_the_table_of_its_time() -> None:
    facts = facts_of(room(area="20"), seat(rank="M3", since=dt.date(2010, 1, 1)))

    then = assess(facts, PACKS, dt.date(2013, 6, 1)).findings
    now = assess(facts, PACKS, DAY).findings

    assert [(f.rule, f.limit, f.excess, f.basis.pack) for f in then] == [
        ("R-OFF-1", Decimal(12), Decimal(8), "cn-2250-1999")
    ]
    assert now == ()


def test_a_finding_says_what_it_rests_on_in_both_languages() -> None:
    found = assess(facts_of(room(area="27.4"), seat("李四", "M3")), PACKS, DAY).findings[0]

    assert found.key == "R-OFF-1/room/r1"
    assert found.sentence() == (
        "Room r1 measures 27.40 m², 3.40 m² over the limit of 24.00 m² for 李四 "
        "(发改投资〔2014〕2674号 表3)."
    )
    assert found.sentence("zh") == (
        "r1 室使用面积 27.40 平方米，超出 李四 的控制标准 24.00 平方米 3.40 平方米"
        "（发改投资〔2014〕2674号 表3）。"
    )
    assert found.evidence["survey_class"] == "II"
    assert found.region_code == CITY


def test_a_retired_person_still_fills_the_room_until_it_is_handed_back() -> None:
    gone = seat(left_on=dt.date(2026, 1, 1), left_by=Departure.RETIRED)

    assert verdict_of(room(area="9"), gone).limit == 9


def tolerating(square_metres: str) -> RulePack:
    """Return a notice of the city that lets overruns up to so much pass."""
    parameter = {"value": square_metres, "clause": "通知", "certainty": "verified"}
    return pack_from(
        {
            "code": "city-9901",
            "document_no": "示例市〔2021〕2号",
            "title": "超标认定",
            "level": "CITY",
            "region_prefix": "9901",
            "in_force": {"since": "2021-01-01"},
            "parameters": {"tolerance_m2": parameter},
        }
    )
