"""Checks on use: function and holder as approved (R-USE-1), rooms let or lent (R-RENT-1)."""

from __future__ import annotations

from decimal import Decimal

from registry.policy.facts import LeaseFact, RoomFact
from registry.policy.findings import Finding
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards


def function_changed(room: RoomFact, standards: Standards) -> Finding | None:
    """Return a room used for something other than what was approved."""
    if room.approved_use in (None, room.use):
        return None
    rule = standards.parameter("function_change", room.region_code)
    evidence = {"use": room.use.value, "approved": (room.approved_use or room.use).value}
    return _changed(room, rule, "R-USE-1-FUNCTION", evidence) if rule else None


def handed_on(room: RoomFact, standards: Standards) -> Finding | None:
    """Return a room that is with another organisation than the one it was assigned to."""
    approved, holder = room.approved_organisation, room.organisation
    if holder is None or approved in (None, holder):
        return None
    rule = standards.parameter("handing_on", room.region_code)
    evidence = {
        "holder": room.organisation_name or holder,
        "approved": room.approved_name or approved or "",
    }
    return _changed(room, rule, "R-USE-1-HANDED-ON", evidence) if rule else None


def _changed(room: RoomFact, rule: Parameter, template: str, evidence: dict[str, str]) -> Finding:
    """Return the finding on a room that is not used as approved."""
    return Finding(
        rule="R-USE-1",
        subject_kind="room",
        subject=f"{room.uid}/{rule.name}",
        region_code=room.region_code,
        template=template,
        room=room.uid,
        organisation=room.organisation,
        basis=rule.basis,
        evidence={"room_number": room.number, **evidence},
    )


def let_or_lent(lease: LeaseFact, standards: Standards) -> Finding | None:
    """Return a room let or lent without approval, or kept past the day it was due back."""
    rule = standards.parameter("letting", lease.region_code)
    if not rule or lease.is_given_back:
        return None
    if not lease.is_approved:
        return _let(lease, rule, "R-RENT-1-UNAPPROVED", {})
    if lease.until is None or standards.day <= lease.until:
        return None
    late = Decimal((standards.day - lease.until).days)
    evidence: dict[str, Json] = {"until": lease.until.isoformat()}
    return _let(lease, rule, "R-RENT-1-OVERDUE", evidence, late)


def _let(
    lease: LeaseFact,
    rule: Parameter,
    template: str,
    evidence: dict[str, Json],
    late: Decimal | None = None,
) -> Finding:
    """Return the finding on a room let or lent."""
    return Finding(
        rule="R-RENT-1",
        subject_kind="room",
        subject=lease.room,
        region_code=lease.region_code,
        template=template,
        room=lease.room,
        organisation=lease.organisation,
        excess=late,
        unit="days" if late else "",
        basis=rule.basis,
        evidence={"room_number": lease.room_number, "taken_by": lease.taken_by, **evidence},
    )
