"""Working days, and how a case stands against its days."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from registry.policy.cases.calendar import WorkCalendar, calendar_of
from registry.policy.cases.clocks import Limits, Pace, Passage, clock_of
from registry.policy.cases.terms import State

FOLDER = Path(__file__).resolve().parents[3] / "fixtures" / "calendar"


@pytest.fixture(scope="module")
def china() -> WorkCalendar:
    files = [json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("cn-*.json")]
    return calendar_of(
        (dt.date.fromisoformat(day["day"]), day["is_working"])
        for file in files
        for day in file["days"]
    )


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


def passages(*pairs: tuple[str, str]) -> list[Passage]:
    return [Passage(state=State(state), on=day(on)) for state, on in pairs]


@pytest.mark.parametrize(
    ("text", "is_working"),
    [
        ("02-13", True),  # Friday before the Spring Festival
        ("02-14", True),  # a Saturday worked to make up for it
        ("02-16", False),  # a Monday of the festival
        ("02-24", True),
        ("10-07", False),
        ("10-10", True),  # a Saturday worked
        ("07-04", False),  # a plain Saturday
    ],
)
def test_a_day_is_worked_or_not(china: WorkCalendar, text: str, is_working: bool):
    assert china.is_working(day(text)) is is_working


def test_five_working_days_over_the_spring_festival(china: WorkCalendar):
    # Fri 13 | Sat 14 worked, 15–23 off, 24, 25, 26, 27
    assert china.after(day("02-13"), 5) == day("02-27")
    assert china.between(day("02-13"), day("02-27")) == 5


def test_thirty_working_days_from_the_first_of_july(china: WorkCalendar):
    assert china.after(day("07-01"), 30) == day("08-12")


@pytest.mark.parametrize(
    ("today", "pace", "left"),
    [
        ("07-10", Pace.SOON, 23),
        ("07-15", Pace.SOON, 20),  # the last day of the promise
        ("07-16", Pace.BROKEN_PROMISE, 19),
        ("08-12", Pace.BROKEN_PROMISE, 0),  # the last day of the law
        ("08-13", Pace.LATE, -1),
    ],
)
def test_a_case_accepted_on_the_first_of_july(china, today: str, pace: Pace, left: int):
    clock = clock_of(
        passages(("submitted", "07-01"), ("accepted", "07-01")), Limits(), china, day(today)
    )

    assert (clock.pace, clock.left) == (pace, left)
    assert clock.due_on == day("08-12")
    assert clock.promised_on == day("07-15")


def test_nothing_counts_before_acceptance(china: WorkCalendar):
    clock = clock_of(passages(("submitted", "07-01")), Limits(), china, day("07-20"))

    assert (clock.pace, clock.used, clock.due_on) == (Pace.NOT_STARTED, 0, None)


def test_the_clock_stops_while_something_is_missing(china: WorkCalendar):
    way = passages(
        ("accepted", "07-01"),
        ("first_review", "07-02"),
        ("correction", "07-06"),  # Mon: 3 working days used (2, 3, 6 July)
        ("accepted", "07-20"),
    )

    stopped = clock_of(way[:3], Limits(), china, day("07-17"))
    going_on = clock_of(way, Limits(), china, day("07-21"))

    assert (stopped.pace, stopped.used, stopped.due_on) == (Pace.STOPPED, 3, None)
    assert going_on.used == 4


@pytest.mark.parametrize(("stops", "used"), [(True, 2), (False, 17)])
def test_whether_a_public_notice_stops_the_clock_is_a_setting(china, stops: bool, used: int):
    way = passages(
        ("accepted", "07-01"),
        ("first_review", "07-02"),
        ("public_notice", "07-02"),
        ("first_review", "07-23"),
    )

    clock = clock_of(way, Limits(stops_for_notice=stops), china, day("07-24"))

    assert clock.used == used


def test_a_registered_case_is_done_and_its_later_steps_do_not_count(china: WorkCalendar):
    way = passages(
        ("accepted", "07-01"), ("approved", "07-03"), ("registered", "07-03"), ("archived", "08-28")
    )

    clock = clock_of(way, Limits(), china, day("09-01"))

    assert (clock.pace, clock.used, clock.due_on) == (Pace.DONE, 2, None)


def test_a_clock_that_runs_into_a_year_without_holidays_says_so(china: WorkCalendar):
    clock = clock_of(passages(("accepted", "12-01")), Limits(), china, day("12-02"))

    assert clock.due_on == dt.date(2027, 1, 12)
    assert not clock.is_certain
