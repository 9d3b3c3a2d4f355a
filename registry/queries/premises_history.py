"""What somebody wrote on a letting or a plan, when and why: every version that the database kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from registry.models import DisposalPlan, Letting
from registry.queries.office_history import Changed, HistoryLine

UNTOLD = {"id", "room_id"}


def history_of(row: Letting | DisposalPlan) -> list[HistoryLine]:
    """Return what was entered and changed, the newest first."""
    events = "registry_lettingevent" if isinstance(row, Letting) else "registry_disposalplanevent"
    with connection.cursor() as cursor:
        cursor.execute(VERSIONS.format(events=events), {"row": row.pk})
        found = cursor.fetchall()
    states = [{}, *(json.loads(each[0]) for each in found)]
    return [
        HistoryLine(
            at=each[1],
            what=each[2],
            reason=each[3] or "",
            by=each[4] or "",
            about="",
            changes=_differences(before, now, row),
        )
        for each, (before, now) in zip(found, pairwise(states), strict=True)
    ][::-1]


def _differences(
    was: Mapping[str, Any], now: Mapping[str, Any], row: Letting | DisposalPlan
) -> Sequence[Changed]:
    """Return the values that differ, each by the name a clerk knows it under."""
    return [
        Changed(
            label=str(field.verbose_name),
            was=_said(field, was.get(field.attname)),
            now=_said(field, now[field.attname]),
        )
        for field in row._meta.concrete_fields
        if field.attname not in UNTOLD
        and (was.get(field.attname) or None) != (now[field.attname] or None)
    ]


def _said(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if value in (None, ""):
        return "–"
    if field.name == "period":
        first, _comma, due = str(value).strip("[()]").partition(",")
        return f"{first} – {due}" if due else _("from %(day)s") % {"day": first}
    return str(dict(field.flatchoices).get(value, value))


VERSIONS = """
    -- One row a state that the row was in, oldest first, with who put it there and why.
    SELECT to_jsonb(event)::text, event.pgh_created_at, event.pgh_label,
           context.metadata ->> 'reason',
           coalesce(nullif(person.last_name || person.first_name, ''), person.username)
      FROM {events} AS event
      LEFT JOIN pghistory_context AS context ON context.id = event.pgh_context_id
      LEFT JOIN registry_user AS person ON person.id::text = context.metadata ->> 'user'
     WHERE event.pgh_obj_id = %(row)s
     ORDER BY event.pgh_id
"""
