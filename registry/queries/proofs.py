"""The proof of a stored finding: its rooms as they were drawn that day, and its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from registry.models import Finding, RoomVersion
from registry.policy.findings import Finding as Found
from registry.policy.proofs import Happening, MeasuredRoom, Proof, arithmetic_of, room_of
from registry.policy.standards import Basis
from registry.queries.finding_cases import Step, history_of
from registry.queries.findings import HIDDEN, NAMES
from registry.queries.places import NotInSight
from registry.scope import Scope
from registry.terms import Certainty

FOOTING = ("template", "unit", "pack", "certainty", "confirm_before_production")


def proof_of(pk: int, *, scope: Scope, day: dt.date) -> Proof:
    """Return everything that shows a finding, as it stands on a day."""
    return proof_from(seen_finding(pk, scope=scope), scope=scope, day=day)


def seen_finding(pk: int, *, scope: Scope) -> Finding:
    """Return a finding inside the scope with everything its page names."""
    seen = Finding.objects.within(scope).select_related(
        "room__floor__building", "building", "person", "organisation", "batch"
    )
    row = seen.filter(pk=pk).first()
    if row is None:
        raise NotInSight(str(pk))
    return row


def proof_from(row: Finding, *, scope: Scope, day: dt.date, with_people: bool = True) -> Proof:
    """Return everything that shows a stored finding; names only to those who may see them."""
    found = _found(row if with_people else nameless(row))
    return Proof(
        finding=found,
        rooms=_rooms(found, day),
        arithmetic=arithmetic_of(found),
        history=tuple(_happening(step) for step in history_of(row.key, scope=scope)),
    )


def nameless(row: Finding) -> Finding:
    """Return a finding whose evidence names nobody; it is never saved so."""
    shares = [{**share, "name": HIDDEN, "person": ""} for share in row.evidence.get("shares", [])]
    hidden = {name: HIDDEN for name in NAMES if name in row.evidence}
    row.evidence = {**row.evidence, **hidden, **({"shares": shares} if shares else {})}
    row.person = None
    return row


def _found(row: Finding) -> Found:
    """Return a stored finding as policy said it."""
    evidence = {name: value for name, value in row.evidence.items() if name not in FOOTING}
    rule, kind, subject = row.key.split("/", 2)
    return Found(
        rule=rule,
        subject_kind=kind,
        subject=subject,
        region_code=row.region_code,
        template=row.evidence["template"],
        room=str(row.room.uid) if row.room else None,
        person=row.person.code if row.person else None,
        organisation=row.organisation.code if row.organisation else None,
        measured=row.measured,
        limit=row.limit,
        excess=row.excess,
        unit=row.evidence.get("unit", ""),
        basis=Basis(
            pack=row.evidence.get("pack", ""),
            document_no=row.document_no,
            clause=row.clause,
            certainty=Certainty(row.evidence.get("certainty", Certainty.UNVERIFIED)),
            confirm_before_production=bool(row.evidence.get("confirm_before_production")),
        ),
        evidence=evidence,
    )


def _rooms(found: Found, day: dt.date) -> tuple[MeasuredRoom, ...]:
    """Return the rooms a finding speaks of with their outlines, in the order it names them."""
    uids = _uids(found)
    rows = RoomVersion.objects.on(day).filter(room__uid__in=uids).select_related("room")
    drawn = {str(row.room.uid): row for row in rows}
    return tuple(
        room_of(
            uid=uid,
            number=drawn[uid].number or drawn[uid].name,
            space=drawn[uid].space,
            outline=[[(x, y) for x, y, *_ in ring] for ring in drawn[uid].plan.coords],
            registered=drawn[uid].area_m2,
        )
        for uid in uids
        if uid in drawn
    )


def _uids(found: Found) -> list[str]:
    """Return the rooms a finding speaks of."""
    spaces, several = found.evidence.get("spaces"), found.evidence.get("rooms")
    if isinstance(spaces, Sequence):
        return [str(space["room"]) for space in spaces if isinstance(space, dict)]
    if isinstance(several, Sequence):
        return [str(uid) for uid in several]
    return [found.room] if found.room else []


def _happening(step: Step) -> Happening:
    return Happening(
        on=step.on,
        verb=step.verb,
        by=step.by,
        reason=step.reason,
        document_no=step.document_no,
        step=step.pk,
        occurrence=step.occurrence,
        to_state=step.to_state,
        method=step.method,
        deadline=step.deadline,
        paper=step.attachment,
        sha256=step.sha256,
    )
