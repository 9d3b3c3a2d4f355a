"""Who changed what of a registry's settings and of the calendar, and when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from registry.models import CalendarDay, TitleOffice

MOST_LINES = 100
UNTOLD = {"id", "region_id", "pgh_id", "pgh_label", "pgh_obj_id", "pgh_context_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One value before and after; without a value before it was new."""

    label: str
    was: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One change: when, by whom, why, what."""

    at: dt.datetime
    by: str
    reason: str
    about: str
    what: str  # insert, update or delete
    changes: Sequence[Changed]


def history_of(office: TitleOffice) -> list[HistoryLine]:
    """Return the changes of a registry's settings, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(OFFICE, {"office": office.pk})
        rows = cursor.fetchall()
    states = [{}, *(json.loads(row[0]) for row in rows)]
    lines = [
        _line(row, office.name, _differences(before, now, TitleOffice))
        for row, (before, now) in zip(rows, pairwise(states), strict=True)
    ]
    return lines[::-1][:MOST_LINES]


def history_of_days() -> list[HistoryLine]:
    """Return the changes of the calendar that somebody made by hand, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(DAYS, {"most": MOST_LINES})
        rows = cursor.fetchall()
    return [
        _line(
            row,
            json.loads(row[0])["day"],
            _differences(json.loads(row[5] or "{}"), json.loads(row[0]), CalendarDay),
        )
        for row in rows
    ]


def _line(row: Sequence[Any], about: str, changes: Sequence[Changed]) -> HistoryLine:
    return HistoryLine(
        at=row[1], what=row[2], reason=row[3] or "", by=row[4] or "", about=about, changes=changes
    )


def _differences(
    was: Mapping[str, Any], now: Mapping[str, Any], model: type[TitleOffice] | type[CalendarDay]
) -> list[Changed]:
    labels = {each.attname: str(each.verbose_name) for each in model._meta.concrete_fields}
    return [
        Changed(label=labels[name], was=_said(was.get(name)), now=_said(now[name]))
        for name in _told(now)
        if name in labels and (was.get(name) or None) != (now[name] or None)
    ]


def _told(state: Mapping[str, Any]) -> Iterable[str]:
    return (name for name in state if name not in UNTOLD and not name.startswith("pgh_"))


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, dict):
        return "、".join(f"{kind}: {days}" for kind, days in sorted(value.items())) or "–"
    return "–" if value in (None, "") else str(value)


OFFICE = """
    -- One row a state that the settings were in, oldest first, with who put them there.
    SELECT to_jsonb(event)::text, event.pgh_created_at, event.pgh_label,
           context.metadata ->> 'reason',
           coalesce(nullif(person.last_name || person.first_name, ''), person.username)
      FROM registry_titleofficeevent AS event
      LEFT JOIN pghistory_context AS context ON context.id = event.pgh_context_id
      LEFT JOIN registry_user AS person ON person.id::text = context.metadata ->> 'user'
     WHERE event.pgh_obj_id = %(office)s
     ORDER BY event.pgh_id
"""
DAYS = """
    -- One row a change of a day by somebody, newest first, with the state of the day before it.
    SELECT to_jsonb(event)::text, event.pgh_created_at, event.pgh_label,
           context.metadata ->> 'reason',
           coalesce(nullif(person.last_name || person.first_name, ''), person.username),
           (SELECT to_jsonb(earlier)::text FROM registry_calendardayevent AS earlier
             WHERE earlier.pgh_obj_id = event.pgh_obj_id AND earlier.pgh_id < event.pgh_id
             ORDER BY earlier.pgh_id DESC LIMIT 1)
      FROM registry_calendardayevent AS event
      JOIN pghistory_context AS context ON context.id = event.pgh_context_id
      JOIN registry_user AS person ON person.id::text = context.metadata ->> 'user'
     ORDER BY event.pgh_id DESC
     LIMIT %(most)s
"""
