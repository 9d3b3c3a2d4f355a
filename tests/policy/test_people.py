"""More than one office, and offices kept after leaving."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.policy import assess
from registry.terms import Departure, RoomUse

from .campus import DAY, PACKS, facts_of, room, rules_of, seat


@pytest.mark.parametrize(("offices", "fires"), [(1, False), (2, True), (3, True)])
def test_one_office_is_allowed(offices: int, fires: bool) -> None:
    rooms = [room(f"r{n}", "20") for n in range(offices)]
    seats = [seat(rank="M3", at=f"r{n}") for n in range(offices)]

    assert ("R-OFF-3" in rules_of(*rooms, *seats)) is fires


def test_the_finding_names_every_office() -> None:
    facts = facts_of(room("101"), room("205"), seat(rank="M3", at="101"), seat(rank="M3", at="205"))

    found = assess(facts, PACKS, DAY).findings[0]

    assert found.evidence["rooms"] == ["101", "205"]
    assert (found.measured, found.limit, found.unit) == (Decimal(2), Decimal(1), "offices")
    assert found.sentence("zh") == (
        "p1 占用 2 处办公用房（101、205），应为 1 处（中办发〔2017〕70号 第十九条）。"
    )


def test_a_desk_in_a_service_room_is_no_second_office() -> None:
    guard = room("r2", use=RoomUse.SERVICE)

    assert rules_of(room("r1", "9"), guard, seat(at="r1"), seat(at="r2")) == []


def test_a_rest_room_of_ones_own_is_no_second_office() -> None:
    rooms = room("r1", "12"), room("r2", "6", counts_with="r1")

    assert rules_of(*rooms, seat(rank="M4", at="r1"), seat(rank="M4", at="r2")) == []


@pytest.mark.parametrize(("area", "fires"), [("17.99", False), ("18", True), ("18.01", True)])
def test_an_approved_second_office_must_be_smaller_than_the_standard(
    area: str, fires: bool
) -> None:
    second = seat(rank="M4", at="r2", is_main_post=False, second_office_approved=True)

    fired = rules_of(room("r1", "18"), room("r2", area), seat(rank="M4", at="r1"), second)

    assert fired == (["R-OFF-3"] if fires else [])


@pytest.mark.parametrize("reason", list(Departure))
@pytest.mark.parametrize(
    ("day", "fires"),
    [(dt.date(2026, 4, 14), False), (dt.date(2026, 4, 15), False), (dt.date(2026, 4, 16), True)],
)
def test_an_office_is_due_back_one_month_after_leaving(
    reason: Departure, day: dt.date, fires: bool
) -> None:
    gone = seat(left_on=dt.date(2026, 3, 15), left_by=reason)

    assert rules_of(room(area="9"), gone, day=day) == (["R-OFF-4"] if fires else [])


@pytest.mark.parametrize(
    ("day", "fires"),
    [(dt.date(2026, 2, 27), False), (dt.date(2026, 2, 28), False), (dt.date(2026, 3, 1), True)],
)
def test_an_office_of_a_concurrent_post_is_due_back_two_months_after_it(
    day: dt.date, fires: bool
) -> None:
    ended = dt.date(2025, 12, 31)  # two months later is the last day of February
    guest = seat(is_main_post=False, post_ended_on=ended)

    assert rules_of(room(area="9"), guest, day=day) == (["R-OFF-4"] if fires else [])


def test_how_late_an_office_is_stands_in_days() -> None:
    gone = seat("王五", left_on=dt.date(2026, 3, 15), left_by=Departure.RETIRED)

    found = assess(facts_of(room(area="9"), gone), PACKS, dt.date(2026, 4, 20)).findings[0]

    assert (found.measured, found.limit, found.excess) == (Decimal(36), Decimal(31), Decimal(5))
    assert found.unit == "days"
    assert found.sentence() == (
        "王五 retired on 2026-03-15 and still has room r1, due back by 2026-04-15 "
        "(中办发〔2017〕70号 第十九条)."
    )
