"""How every act of 登簿 is written: one entry, the units locked, rows opened and closed.

Units are locked before the moment is taken, so that record times and the order of commits agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import F, Func, Model, QuerySet, Value
from psycopg2.extras import DateRange, DateTimeTZRange

from registry.entries import Entry
from registry.errors import DayTooEarly, EntryIsClosed, UnitIsSeized, UnitRetired
from registry.models import Act, BAUnit, RegisterEntry, Restriction


@contextmanager
def written(act: Act, entry: Entry, *units: BAUnit, region_code: str = "") -> Iterator[Any]:
    """Write an entry in a transaction of its own, with its units locked and still alive."""
    context = {"case": entry.case_number, "reason": entry.reason or act.value}
    if entry.by is not None:
        context["registered_by"] = str(entry.by)
    with transaction.atomic(), pghistory.context(**context):
        locked = _locked(units)
        row = RegisterEntry.objects.create(
            act=act,
            case_number=entry.case_number,
            on=entry.on,
            reason=entry.reason,
            document_no=entry.document_no,
            by_id=entry.by,
            region_code=region_code or locked[0].region_code,
        )
        row.refresh_from_db(fields=["recorded_at"])
        row.units.add(*units)
        yield row


def _locked(units: Sequence[BAUnit]) -> list[BAUnit]:
    """Return the units, each held until the end of the transaction, or refuse a retired one."""
    keys = [unit.pk for unit in units]
    rows = list(BAUnit.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    for row in rows:
        if row.closed_at is not None:
            raise UnitRetired(unit=row.code)
    return rows


def opened(row: RegisterEntry, period: DateRange) -> dict[str, Any]:
    """Return the columns of a row that an entry opens."""
    return {
        "period": period,
        "recorded": DateTimeTZRange(row.recorded_at, None),
        "entry": row,
        "closed_by": None,
    }


def closed(row: RegisterEntry, rows: QuerySet[Any]) -> int:
    """Close the record of rows, and return how many were still open."""
    return rows.filter(recorded__upper_inf=True).update(
        recorded=Func(F("recorded__startswith"), Value(row.recorded_at), function="tstzrange"),
        closed_by=row,
    )


def close_one(row: RegisterEntry, of: Model) -> None:
    """Close the record of one row, or say that somebody has closed it before."""
    if closed(row, type(of)._default_manager.filter(pk=of.pk)) != 1:
        raise EntryIsClosed


def until(period: DateRange, day: dt.date) -> DateRange | None:
    """Return what is left of a period before a day, or None when nothing is."""
    if day < period.lower:
        raise DayTooEarly(begins=period.lower.isoformat())
    if day == period.lower:
        return None
    last = day if period.upper is None else min(day, period.upper)
    return DateRange(period.lower, last, "[)")


def fresh(of: Any) -> Any:
    """Return a row as it is in the table now, or say that its record has been closed."""
    of.refresh_from_db()
    if of.recorded.upper is not None:
        raise EntryIsClosed
    return of


def refuse_seized(unit: BAUnit, entry: Entry) -> None:
    """Refuse to dispose of a unit under seizure, unless the court itself orders it."""
    seizure = (
        Restriction.objects.known(None)
        .on(entry.on)
        .filter(unit=unit, kind="seizure")
        .order_by("rank")
        .first()
    )
    if seizure and not entry.court_order:
        raise UnitIsSeized(unit=unit.code, document=seizure.document_no)
