"""Days and months as the law counts them.

Period   有效期   half-open: the last day is not part of it; without an end it stays open
month    月       the same day of a later month, or that month's last day where it is shorter
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A half-open run of days."""

    since: dt.date
    until: dt.date | None = None

    def contains(self, day: dt.date) -> bool:
        """Return whether a day lies in the period.

        >>> year = Period(since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
        >>> year.contains(dt.date(2020, 12, 31)), year.contains(dt.date(2021, 1, 1))
        (True, False)
        """
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elapsed:
    """How long something has lasted: whole months and the days on top."""

    months: int
    days: int


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, or the last day of a shorter month.

    >>> months_after(dt.date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def elapsed(since: dt.date, day: dt.date) -> Elapsed:
    """Return how long it is from one day to another that is not before it.

    >>> elapsed(dt.date(2024, 1, 15), dt.date(2025, 3, 20))
    Elapsed(months=14, days=5)
    """
    months = (day.year - since.year) * 12 + day.month - since.month
    while months and months_after(since, months) > day:
        months -= 1
    return Elapsed(months=months, days=(day - months_after(since, months)).days)
