"""What an assessment said, kept: findings opened, refreshed, looked at again and closed.

An open finding is known again by its key: rule and subject. What somebody decided is never undone
by an assessment; it is marked, and somebody looks at it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from registry.measures import as_square_metres
from registry.models import BAUnit, Finding, FindingStep, Organisation, Person, Room
from registry.policy.findings import Finding as Found
from registry.policy.moves import CLOSES_BY_ITSELF, RESTS_ON_FACTS, State

FIGURES = ("measured", "limit", "excess", "document_no", "clause", "evidence")
PLACES = ("region_code", "organisation_id", "person_id", "room_id", "building_id")
MARKS = ("cause_ended_on", "recheck_on", "recheck_because")
KEPT = FIGURES + PLACES
BATCH = 2000
CHANGED_FACTS = "facts"  # why a decision is looked at again: it was made on other facts


def keep_findings(found: Sequence[Found], *, open_before: QuerySet[Finding], day: dt.date) -> None:
    """Bring the open findings an assessment speaks of to what it found.

    It adds no history context of its own: one context row written for each of a hundred thousand
    findings in one transaction takes minutes, and every step says that an assessment took it.
    """
    known = {row.key: row for row in open_before.select_for_update(of=("self",))}
    rows = _rows(found, day)
    if len(rows) > BATCH:
        _check_keys_at_once()
    _open([row for row in rows if row.key not in known], day)
    _refresh([(known[row.key], row) for row in rows if row.key in known], day)
    still_there = {row.key for row in rows}
    _end([row for key, row in known.items() if key not in still_there], day)


KEYS = """
    SELECT string_agg(quote_ident(conname), ', ')
      FROM pg_constraint
     WHERE contype = 'f' AND condeferrable
       AND conrelid IN ('registry_finding'::regclass, 'registry_findingstep'::regclass)
"""


def _check_keys_at_once() -> None:
    """Check foreign keys with each row: left to the end, every row waits for all those before it."""
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        names = cursor.fetchone()[0]
        cursor.execute(f"SET CONSTRAINTS {names} IMMEDIATE")


# --- opening, refreshing, ending --------------------------------------------------


def _open(rows: Sequence[Finding], day: dt.date) -> None:
    """Enter new findings, each after the last occurrence of its cause if there was one."""
    former = _last_occurrences([row.key for row in rows])
    for row in rows:
        if before := former.get(row.key):
            row.former_id, row.occurrence = before.pk, before.occurrence + 1
    Finding.objects.bulk_create(rows, batch_size=BATCH)
    _note_all("detect", rows, "", day)


def _last_occurrences(keys: Sequence[str]) -> dict[str, Finding]:
    """Return the last occurrence of each cause that was there before."""
    last = Finding.objects.filter(key__in=keys).order_by("key", "-pk").distinct("key")
    return {row.key: row for row in last.only("pk", "key", "occurrence")}


def _refresh(pairs: Iterable[tuple[Finding, Finding]], day: dt.date) -> None:
    """Take over new figures; a decision made on other facts is to be looked at again."""
    changed, asked = [], []
    for row, new in pairs:
        if row.state in RESTS_ON_FACTS and _facts(row) != _facts(new) and row.recheck_on is None:
            row.recheck_on, row.recheck_because = day, CHANGED_FACTS
            asked.append(row)
        if _took_over(row, new):
            changed.append(row)
    rows = {row.pk: row for row in (*changed, *asked)}
    Finding.objects.bulk_update(rows.values(), KEPT + MARKS, batch_size=BATCH)
    _note_all("recheck", asked, CHANGED_FACTS, day)


def _took_over(row: Finding, new: Finding) -> bool:
    """Return whether an open finding got new figures, or its cause came back."""
    differs = [name for name in KEPT if getattr(row, name) != getattr(new, name)]
    for name in differs:
        setattr(row, name, getattr(new, name))
    came_back = row.cause_ended_on is not None
    row.cause_ended_on = None
    return bool(differs) or came_back


def _facts(row: Finding) -> tuple[Any, ...]:
    """Return what a decision on a finding rests on: who, and how many m²; days pass by themselves."""
    who = sorted(str(share["person"]) for share in row.evidence.get("shares", []))
    areas = (row.measured, row.limit) if row.evidence.get("unit") == "m2" else ()
    return (row.person_id, who, *areas)


def _end(rows: Sequence[Finding], day: dt.date) -> None:
    """Close what nobody decided on; mark the rest as gone until somebody confirms it."""
    closing = [row for row in rows if row.state in CLOSES_BY_ITSELF]
    for row in closing:
        row.state, row.resolved_on, row.cause_ended_on = State.RESOLVED.value, day, day
    waiting = [row for row in rows if row.state != State.RESOLVED and not row.cause_ended_on]
    for row in waiting:
        row.cause_ended_on = day
    both = [*closing, *waiting]
    Finding.objects.bulk_update(both, ("state", "resolved_on", "cause_ended_on"), batch_size=BATCH)
    _note_all("close", closing, "", day)


def _note_all(verb: str, rows: Iterable[Finding], reason: str, day: dt.date) -> None:
    """Write down what an assessment did to findings."""
    FindingStep.objects.bulk_create(
        (
            FindingStep(finding=row, verb=verb, to_state=row.state, on=day, reason=reason)
            for row in rows
        ),
        batch_size=BATCH,
    )


# --- from policy's findings to rows -----------------------------------------------


def _rows(found: Sequence[Found], day: dt.date) -> list[Finding]:
    rooms = _rooms(found)
    people = _ids(Person, {finding.person for finding in found})
    organisations = _ids(Organisation, {finding.organisation for finding in found})
    buildings = dict(
        BAUnit.objects.filter(
            code__in={f.subject for f in found if f.subject_kind == "unit"}
        ).values_list("code", "building_id")
    )
    return [_row(finding, rooms, people, organisations, buildings, day) for finding in found]


def _rooms(found: Iterable[Found]) -> dict[str, tuple[int, int]]:
    """Return the key and the building of each room that findings speak of."""
    uids = {uid for finding in found if (uid := _room_of(finding))}
    rows = Room.objects.filter(uid__in=uids).values_list("uid", "pk", "floor__building_id")
    return {str(uid): (pk, building) for uid, pk, building in rows}


def _room_of(finding: Found) -> str | None:
    """Return the room a finding stands for, or the first one a finding about a person names."""
    named = finding.evidence.get("rooms")
    first = named[0] if isinstance(named, list) and named else None
    return finding.room or (first if isinstance(first, str) else None)


def _ids(model: Any, codes: set[str | None]) -> dict[str, int]:
    return dict(model.objects.filter(code__in=codes - {None}).values_list("code", "pk"))


def _row(
    finding: Found,
    rooms: Mapping[str, tuple[int, int]],
    people: Mapping[str, int],
    organisations: Mapping[str, int],
    buildings: Mapping[str, int],
    day: dt.date,
) -> Finding:
    room, building = rooms.get(_room_of(finding) or "", (None, None))
    return Finding(
        key=finding.key,
        rule=finding.rule,
        region_code=finding.region_code,
        subject_kind=finding.subject_kind,
        room_id=room,
        person_id=people.get(finding.person or ""),
        organisation_id=organisations.get(finding.organisation or ""),
        building_id=building or buildings.get(finding.subject),
        measured=_stored(finding.measured),
        limit=_stored(finding.limit),
        excess=_stored(finding.excess),
        document_no=finding.basis.document_no,
        clause=finding.basis.clause,
        evidence={**finding.evidence, **_footing(finding)},
        detected_on=day,
    )


def _stored(value: Decimal | None) -> Decimal | None:
    """Return a figure as the register holds it, so that equal figures compare equal."""
    return None if value is None else as_square_metres(value)


def _footing(finding: Found) -> dict[str, Any]:
    """Return what a finding is said with and how sure the figure is that it rests on."""
    return {
        "template": finding.template,
        "unit": finding.unit,
        "pack": finding.basis.pack,
        "certainty": finding.basis.certainty.value,
        "confirm_before_production": finding.basis.confirm_before_production,
    }
