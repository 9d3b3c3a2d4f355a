"""办理时限: how long a case has taken and may still take, in working days.

The law gives 30 working days from acceptance (条例 art. 20); offices promise less. The clock stands
still while something is missing, and during a public notice when the office has decided so (the
texts leave that open).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from registry.policy.cases.calendar import WorkCalendar
from registry.policy.cases.terms import State
from registry.policy.cases.transitions import LIVE

STARTS = State.ACCEPTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long an office may take; what is not in the law is a setting."""

    legal_days: int = 30  # 条例 art. 20
    promised_days: int = 10  # a local promise; 5 to 25 have been seen
    soon_days: int = 3  # from so many days left on a case is shown as due soon
    notice_days: int = 15  # 细则 art. 17
    stops_for_notice: bool = True  # unsettled: neither 条例 nor 细则 says
    usual_days: int = 5  # what a case takes when nothing stops it: for the forecast


class Pace(StrEnum):
    """How a case stands against its days."""

    NOT_STARTED = "not_started"
    STOPPED = "stopped"
    IN_TIME = "in_time"
    SOON = "soon"
    BROKEN_PROMISE = "broken_promise"  # past the office's promise, within the law
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One state a case went into, and the day."""

    state: State
    on: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Where a case stands against its days, as seen on a day."""

    pace: Pace
    used: int  # working days
    left: int | None  # working days to the legal day; negative when late
    promise_left: int | None
    due_on: dt.date | None
    promised_on: dt.date | None
    forecast_on: dt.date | None
    is_certain: bool  # the holidays of every year concerned are known


def stopping_states(limits: Limits) -> frozenset[State]:
    """Return the states in which no day counts."""
    notice = {State.PUBLIC_NOTICE} if limits.stops_for_notice else set()
    return frozenset({State.CORRECTION, *notice})


def clock_of(
    passages: Sequence[Passage], limits: Limits, calendar: WorkCalendar, today: dt.date
) -> Clock:
    """Return the clock of a case from the states it went through, oldest first."""
    started = next((each.on for each in passages if each.state == STARTS), None)
    if started is None:
        return _not_started()
    now = passages[-1].state
    end = passages[-1].on if now not in LIVE else today
    used = _used(passages, limits, calendar, end)
    if now not in LIVE:
        return _done(used, limits)
    return _running(now, used, limits, calendar, today, started)


def _used(passages: Sequence[Passage], limits: Limits, calendar: WorkCalendar, end: dt.date) -> int:
    """Return the working days on which the clock ran, from the first acceptance on."""
    first = next(n for n, each in enumerate(passages) if each.state == STARTS)
    counting = LIVE - stopping_states(limits)
    total, since = 0, None
    for passage in passages[first:]:
        runs = passage.state in counting
        if since is not None:
            total += calendar.between(since, passage.on)
        since = passage.on if runs else None
    return total + (calendar.between(since, end) if since else 0)


def _running(
    now: State,
    used: int,
    limits: Limits,
    calendar: WorkCalendar,
    today: dt.date,
    started: dt.date,
) -> Clock:
    left, promise_left = limits.legal_days - used, limits.promised_days - used
    is_stopped = now in stopping_states(limits)
    forecast = calendar.after(today, max(limits.usual_days - used, 1))
    due = _day_with(left, calendar, today)
    return Clock(
        pace=Pace.STOPPED if is_stopped else _pace(left, promise_left, limits),
        used=used,
        left=left,
        promise_left=promise_left,
        due_on=None if is_stopped else due,
        promised_on=None if is_stopped else _day_with(promise_left, calendar, today),
        forecast_on=None if is_stopped else forecast,
        is_certain=calendar.is_known(started, due),
    )


def _day_with(left: int, calendar: WorkCalendar, today: dt.date) -> dt.date:
    """Return the day on which nothing is left; for a late case, the day it was."""
    if left >= 0:
        return calendar.after(today, left)
    day, missing = today, -left
    while missing:
        missing -= calendar.is_working(day)
        day -= dt.timedelta(days=1)
    while not calendar.is_working(day):
        day -= dt.timedelta(days=1)
    return day


def _pace(left: int, promise_left: int, limits: Limits) -> Pace:
    if left < 0:
        return Pace.LATE
    if promise_left < 0:
        return Pace.BROKEN_PROMISE
    return Pace.SOON if promise_left <= limits.soon_days else Pace.IN_TIME


def _not_started() -> Clock:
    return Clock(
        pace=Pace.NOT_STARTED,
        used=0,
        left=None,
        promise_left=None,
        due_on=None,
        promised_on=None,
        forecast_on=None,
        is_certain=True,
    )


def _done(used: int, limits: Limits) -> Clock:
    return Clock(
        pace=Pace.DONE if used <= limits.legal_days else Pace.DONE_LATE,
        used=used,
        left=limits.legal_days - used,
        promise_left=limits.promised_days - used,
        due_on=None,
        promised_on=None,
        forecast_on=None,
        is_certain=True,
    )
