"""The rows of an act on rooms: what each became, what it was, and how it is put back.

A row is {"table", "pk", "room", "was", "now"} with periods as [first day, end]; null for a row that
was not there. A version of a room that was edited has "before" and "after" beside them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from psycopg2.extras import DateRange

from registry import errors
from registry.models import Allocation, RoomVersion, Seat
from registry.models.periods import from_day
from registry.queries.room_words import EDITABLE

Row = dict[str, Any]
Kept = Allocation | Seat | RoomVersion

TABLES: Final[Mapping[str, type[Kept]]] = {
    "allocation": Allocation,
    "seat": Seat,
    "roomversion": RoomVersion,
}


def row_of(row: Kept, *, was: DateRange | None, now: DateRange | None) -> Row:
    """Return what an act did to the period of a row."""
    key = {"table": row._meta.model_name, "pk": row.pk, "room": row.room_id}
    return key | {"was": written(was), "now": written(now)}


def written(period: DateRange | None) -> list[str | None] | None:
    """Return a period as JSON keeps it."""
    if period is None:
        return None
    return [day.isoformat() if day else None for day in (period.lower, period.upper)]


def values_of(version: RoomVersion) -> dict[str, str]:
    """Return what may be edited of a room."""
    return {name: getattr(version, name) for name in EDITABLE}


def ended(row: Kept, start: dt.date) -> Row:
    """End a row before a day."""
    was = row.period
    if was.lower >= start:
        raise errors.BeganThatDay(since=was.lower.isoformat())
    row.period = from_day(was.lower, start)
    row.save(update_fields=["period"])
    return row_of(row, was=was, now=row.period)


def put_back(row: Row, together: Sequence[Row]) -> Row:
    """Bring one row back to what it was, if it still is what the act made of it."""
    found = TABLES[row["table"]].objects.select_for_update().filter(pk=row["pk"]).first()
    if found is None or not _is_as_left(found, row):
        raise errors.ChangedSince
    if row["was"] is None:
        found.delete()
    elif row["was"] == row["now"]:
        _give_values_back(found, row["before"])
    else:
        _reopen(found, row, {each["pk"] for each in together})
    back = row | {"was": row["now"], "now": row["was"]}
    return back | ({"before": row["after"], "after": row["before"]} if "after" in row else {})


def _is_as_left(found: Kept, row: Row) -> bool:
    if written(found.period) != row["now"]:
        return False
    return not isinstance(found, RoomVersion) or values_of(found) == row.get(
        "after", values_of(found)
    )


def _give_values_back(found: Kept, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        setattr(found, name, value)
    found.save(update_fields=list(values))


def _reopen(found: Kept, row: Row, together: set[int]) -> None:
    """Give a row its days back, unless something else has taken them."""
    again = dt.date.fromisoformat(row["now"][1])
    first, end = (dt.date.fromisoformat(day) if day else None for day in row["was"])
    same = {"person": found.person} if isinstance(found, Seat) else {"room": found.room}
    others = type(found).objects.filter(period__overlap=DateRange(again, end, "[)"), **same)
    if others.exclude(pk__in=together).exists():
        raise errors.ChangedSince
    found.period = DateRange(first, end, "[)")
    found.save(update_fields=["period"])
