"""What an assessment said, kept: verdicts rewritten whole, findings opened and closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pghistory
from django.db import connection, transaction

from registry.models import BAUnit, Finding, Organisation, Person, RoomVerdict
from registry.policy.findings import Assessment
from registry.policy.findings import Finding as Found
from registry.queries.occupancy import HeldRoom
from registry.scope import Scope

KEPT = ("measured", "limit", "excess", "document_no", "clause", "evidence", "organisation_id")


@transaction.atomic
def keep_assessment(
    said: Assessment, *, rooms: Sequence[HeldRoom], scope: Scope, day: dt.date
) -> None:
    """Replace the verdicts of a scope; open new findings, close those gone."""
    _keep_verdicts(said, rooms, scope, day)
    with pghistory.context(reason="assessment"):
        _keep_findings(said, rooms, scope, day)


def _keep_verdicts(said: Assessment, rooms: Sequence[HeldRoom], scope: Scope, day: dt.date) -> None:
    RoomVerdict.objects.within(scope).delete()
    verdicts = {verdict.room: verdict for verdict in said.room_verdicts}
    RoomVerdict.objects.bulk_create(
        (_verdict(room, verdicts.get(str(room.uid)), day) for room in rooms), batch_size=5000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_roomverdict")


def _verdict(room: HeldRoom, verdict: Any, day: dt.date) -> RoomVerdict:
    return RoomVerdict(
        room_id=room.pk,
        floor_id=room.floor_id,
        building_id=room.building_id,
        region_code=room.region_code,
        verdict=verdict.verdict.value if verdict else "circulation",
        area_m2=room.area_m2,
        limit_m2=verdict.limit if verdict else None,
        excess_m2=verdict.excess if verdict else None,
        assessed_on=day,
    )


def _keep_findings(said: Assessment, rooms: Sequence[HeldRoom], scope: Scope, day: dt.date) -> None:
    found = {finding.key: finding for finding in said.findings}
    open_rows = Finding.objects.filter(state="detected").within(scope)
    known = {row.key: row for row in open_rows}
    gone = [row.pk for key, row in known.items() if key not in found]
    Finding.objects.filter(pk__in=gone).update(state="resolved", resolved_on=day)
    rows = _rows([found[key] for key in found], rooms, day)
    Finding.objects.bulk_create(row for row in rows if row.key not in known)
    changed = [_taken_over(known[row.key], row) for row in rows if row.key in known]
    Finding.objects.bulk_update([row for row in changed if row], KEPT)


def _taken_over(known: Finding, new: Finding) -> Finding | None:
    """Return the open finding with the new figures, or None when nothing changed."""
    if all(getattr(known, name) == getattr(new, name) for name in KEPT):
        return None
    for name in KEPT:
        setattr(known, name, getattr(new, name))
    return known


def _rows(found: Sequence[Found], rooms: Sequence[HeldRoom], day: dt.date) -> list[Finding]:
    by_uid = {str(room.uid): room for room in rooms}
    people = _ids(Person, {finding.person for finding in found})
    organisations = _ids(Organisation, {finding.organisation for finding in found})
    buildings = dict(
        BAUnit.objects.filter(
            code__in={f.subject for f in found if f.subject_kind == "unit"}
        ).values_list("code", "building_id")
    )
    return [_row(finding, by_uid, people, organisations, buildings, day) for finding in found]


def _ids(model: Any, codes: set[str | None]) -> dict[str, int]:
    return dict(model.objects.filter(code__in=codes - {None}).values_list("code", "pk"))


def _row(
    finding: Found,
    rooms: Mapping[str, HeldRoom],
    people: Mapping[str, int],
    organisations: Mapping[str, int],
    buildings: Mapping[str, int],
    day: dt.date,
) -> Finding:
    room = rooms.get(finding.room or "") or _first_room(finding, rooms)
    return Finding(
        key=finding.key,
        rule=finding.rule,
        region_code=finding.region_code,
        subject_kind=finding.subject_kind,
        room_id=room.pk if room else None,
        person_id=people.get(finding.person or ""),
        organisation_id=organisations.get(finding.organisation or ""),
        building_id=room.building_id if room else buildings.get(finding.subject),
        measured=finding.measured,
        limit=finding.limit,
        excess=finding.excess,
        document_no=finding.basis.document_no,
        clause=finding.basis.clause,
        evidence={**finding.evidence, **_footing(finding)},
        detected_on=day,
    )


def _footing(finding: Found) -> dict[str, Any]:
    """Return what a finding is said with and how sure the figure is that it rests on."""
    return {
        "template": finding.template,
        "unit": finding.unit,
        "pack": finding.basis.pack,
        "certainty": finding.basis.certainty.value,
        "confirm_before_production": finding.basis.confirm_before_production,
    }


def _first_room(finding: Found, rooms: Mapping[str, HeldRoom]) -> HeldRoom | None:
    """Return the first room a finding about a person speaks of."""
    spoken_of = finding.evidence.get("rooms")
    uids = spoken_of if isinstance(spoken_of, list) else []
    return next((rooms[uid] for uid in uids if isinstance(uid, str) and uid in rooms), None)
