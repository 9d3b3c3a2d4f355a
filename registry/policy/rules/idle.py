"""Checks on empty rooms: idle for too long without a plan (R-IDLE-1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from registry.policy.findings import Finding, exact, shown
from registry.policy.offices import Office
from registry.policy.periods import elapsed, months_after
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards


def idle_too_long(office: Office, standards: Standards) -> Finding | None:
    """Return an empty room that has been idle longer than the months allowed, without a plan."""
    room, day = office.room, standards.day
    if office.seats or room.idle_since is None or room.has_disposal_plan:
        return None
    allowed = standards.parameter("idle_months", room.region_code)
    if not allowed:
        return None
    deadline = months_after(room.idle_since, int(allowed.number))
    return _idle(office, room.idle_since, deadline, day, allowed) if day > deadline else None


def _idle(
    office: Office, since: dt.date, deadline: dt.date, day: dt.date, allowed: Parameter
) -> Finding:
    """Return the finding on an idle room."""
    room = office.room
    return Finding(
        rule="R-IDLE-1",
        subject_kind="room",
        subject=room.uid,
        region_code=room.region_code,
        template="R-IDLE-1",
        room=room.uid,
        organisation=room.organisation,
        measured=Decimal((day - since).days),
        limit=Decimal((deadline - since).days),
        excess=Decimal((day - deadline).days),
        unit="days",
        basis=allowed.basis,
        evidence=_proof(office, since, deadline, day, allowed),
    )


def _proof(
    office: Office, since: dt.date, deadline: dt.date, day: dt.date, allowed: Parameter
) -> dict[str, Json]:
    """Return what shows how long a room has been idle, in months and days."""
    idle = elapsed(since, day)
    return {
        "room_number": office.room.number,
        "area": shown(office.area),
        "area_m2": exact(office.area),
        "since": since.isoformat(),
        "deadline": deadline.isoformat(),
        "months": idle.months,
        "days": idle.days,
        "allowed_months": exact(allowed.number),
    }
