"""Months as the law counts them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.policy.periods import Period, elapsed, months_after

days = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (dt.date(2026, 3, 15), 1, dt.date(2026, 4, 15)),
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 1, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2025, 12, 31), 2, dt.date(2026, 2, 28)),
        (dt.date(2026, 12, 1), 1, dt.date(2027, 1, 1)),
        (dt.date(2026, 3, 15), 0, dt.date(2026, 3, 15)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last(
    day: dt.date, months: int, later: dt.date
) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize(
    ("since", "day", "months", "left"),
    [
        (dt.date(2025, 9, 20), dt.date(2026, 11, 19), 13, 30),
        (dt.date(2025, 9, 20), dt.date(2026, 11, 20), 14, 0),
        (dt.date(2025, 9, 20), dt.date(2026, 11, 21), 14, 1),
        (dt.date(2026, 1, 31), dt.date(2026, 2, 28), 1, 0),
        (dt.date(2026, 1, 31), dt.date(2026, 1, 31), 0, 0),
    ],
)
def test_how_long_something_lasted_is_months_and_days(
    since: dt.date, day: dt.date, months: int, left: int
) -> None:
    lasted = elapsed(since, day)

    assert (lasted.months, lasted.days) == (months, left)


@given(days, st.integers(0, 30000))
def test_the_months_and_days_lead_back_to_the_day(since: dt.date, more: int) -> None:
    day = since + dt.timedelta(days=more)

    lasted = elapsed(since, day)

    assert months_after(since, lasted.months) + dt.timedelta(days=lasted.days) == day
    assert 0 <= lasted.days < 31


def test_a_period_ends_before_its_last_day() -> None:
    period = Period(since=dt.date(2020, 1, 1), until=dt.date(2020, 1, 2))

    assert [period.contains(dt.date(2020, 1, d)) for d in (1, 2)] == [True, False]
    assert not period.contains(dt.date(2019, 12, 31))
    assert Period(since=dt.date(2020, 1, 1)).contains(dt.date(2999, 1, 1))
