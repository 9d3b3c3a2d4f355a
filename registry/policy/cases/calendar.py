"""工作日: weekdays, less the holidays of the year, plus the weekends worked to make up for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Days that differ from the plain week, and the years somebody has entered them for."""

    exceptions: Mapping[dt.date, bool]  # day → whether it is worked
    known_years: frozenset[int] = frozenset()

    def is_working(self, day: dt.date) -> bool:
        """Return whether offices are open on a day.

        >>> WorkCalendar(exceptions={}).is_working(dt.date(2026, 7, 4))
        False
        """
        return self.exceptions.get(day, day.weekday() < SATURDAY)

    def after(self, start: dt.date, working_days: int) -> dt.date:
        """Return the day on which so many working days have passed, the first day not counted.

        >>> WorkCalendar(exceptions={}).after(dt.date(2026, 7, 3), 1)  # a Friday
        datetime.date(2026, 7, 6)
        """
        day = start
        for _ in range(working_days):
            day = self._next(day)
        return day

    def between(self, start: dt.date, end: dt.date) -> int:
        """Return how many working days lie after the first day, up to and with the last.

        >>> WorkCalendar(exceptions={}).between(dt.date(2026, 7, 3), dt.date(2026, 7, 7))
        2
        """
        days = (end - start).days
        return sum(self.is_working(start + n * ONE_DAY) for n in range(1, days + 1))

    def is_known(self, start: dt.date, end: dt.date) -> bool:
        """Return whether the holidays of every year of a span have been entered."""
        return all(year in self.known_years for year in range(start.year, end.year + 1))

    def _next(self, day: dt.date) -> dt.date:
        return next(later for n in count(1) if self.is_working(later := day + n * ONE_DAY))


def calendar_of(rows: Iterable[tuple[dt.date, bool]]) -> WorkCalendar:
    """Return the calendar of entered days; a year counts as known once it has any."""
    exceptions = dict(rows)
    return WorkCalendar(
        exceptions=exceptions, known_years=frozenset(day.year for day in exceptions)
    )
