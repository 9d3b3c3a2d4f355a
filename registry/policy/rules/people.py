"""Checks on a person: how many offices (R-OFF-3), and for how long after leaving (R-OFF-4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from registry.policy.facts import SeatFact
from registry.policy.findings import Finding, exact
from registry.policy.offices import Office
from registry.policy.periods import months_after
from registry.policy.standards import Limit, Parameter, Standards
from registry.policy.verdicts import counted_area, limits_of

Place = tuple[Office, SeatFact]  # an office and the seat a person has in it


def too_many_offices(places: Sequence[Place], standards: Standards) -> Finding | None:
    """Return a person with more offices than one, or than two when the second was approved."""
    if len(places) == 1:
        return None
    allowed = standards.parameter("offices_per_person", places[0][1].region_code)
    if not allowed:
        return None
    limit = int(allowed.number) + any(seat.second_office_approved for _, seat in places)
    return _many(places, allowed, limit) if len(places) > limit else None


def _many(places: Sequence[Place], allowed: Parameter, limit: int) -> Finding:
    """Return the finding on a person with several offices."""
    office, seat = min(places, key=lambda place: not place[1].is_main_post)
    return Finding(
        rule="R-OFF-3",
        subject_kind="person",
        subject=seat.person,
        region_code=office.room.region_code,
        template="R-OFF-3",
        person=seat.person,
        organisation=seat.organisation,
        measured=Decimal(len(places)),
        limit=Decimal(limit),
        excess=Decimal(len(places) - limit),
        unit="offices",
        basis=allowed.basis,
        evidence={
            "person_name": seat.person_name or seat.person,
            "rank": seat.rank,
            "room_numbers": "、".join(office.room.number for office, _ in places),
            "rooms": [office.room.uid for office, _ in places],
            "area": exact(sum((office.area for office, _ in places), Decimal(0))),
        },
    )


def second_office_not_below(place: Place, standards: Standards) -> Finding | None:
    """Return an approved second office that is not smaller than the standard."""
    office, seat = place
    if not seat.second_office_approved:
        return None
    allowed = standards.parameter("offices_per_person", seat.region_code)
    if not allowed:
        return None
    limit = _sum_of(limits_of(office, standards))
    area = counted_area(office, standards)
    return _second(place, allowed, area, limit) if limit is not None and area >= limit else None


def _sum_of(limits: Sequence[Limit | None]) -> Decimal | None:
    """Return the limits added up, or None when one of them is not known."""
    areas = [limit.net_area if limit else None for limit in limits]
    known = [area for area in areas if area is not None]
    return sum(known, Decimal(0)) if len(known) == len(areas) else None


def _second(place: Place, allowed: Parameter, area: Decimal, limit: Decimal) -> Finding:
    """Return the finding on a second office."""
    office, seat = place
    return Finding(
        rule="R-OFF-3",
        subject_kind="seat",
        subject=f"{seat.person}@{office.room.uid}",
        region_code=office.room.region_code,
        template="R-OFF-3-SECOND",
        room=office.room.uid,
        person=seat.person,
        organisation=seat.organisation,
        measured=area,
        limit=limit,
        excess=area - limit,
        unit="m2",
        basis=allowed.basis,
        evidence={
            "person_name": seat.person_name or seat.person,
            "room_number": office.room.number,
        },
    )


def still_seated(place: Place, standards: Standards) -> Finding | None:
    """Return an office kept too long after leaving or after a concurrent post ended."""
    _, seat = place
    if seat.left_on and seat.left_by:
        template = f"R-OFF-4-{seat.left_by.name}"
        return _if_overdue(place, standards, seat.left_on, "leave_months", template)
    if seat.post_ended_on and not seat.is_main_post:
        ended = seat.post_ended_on
        return _if_overdue(place, standards, ended, "concurrent_months", "R-OFF-4-CONCURRENT")
    return None


def _if_overdue(
    place: Place, standards: Standards, since: dt.date, period: str, template: str
) -> Finding | None:
    """Return the finding on an office that was due back before the day."""
    allowed = standards.parameter(period, place[1].region_code)
    if not allowed:
        return None
    deadline = months_after(since, int(allowed.number))
    if standards.day <= deadline:
        return None
    return _overdue(place, standards.day, since, deadline, allowed, template)


def _overdue(
    place: Place,
    day: dt.date,
    since: dt.date,
    deadline: dt.date,
    allowed: Parameter,
    template: str,
) -> Finding:
    """Return the finding on an office that is overdue."""
    office, seat = place
    return Finding(
        rule="R-OFF-4",
        subject_kind="seat",
        subject=f"{seat.person}@{office.room.uid}",
        region_code=office.room.region_code,
        template=template,
        room=office.room.uid,
        person=seat.person,
        organisation=seat.organisation,
        measured=Decimal((day - since).days),
        limit=Decimal((deadline - since).days),
        excess=Decimal((day - deadline).days),
        unit="days",
        basis=allowed.basis,
        evidence={
            "person_name": seat.person_name or seat.person,
            "room_number": office.room.number,
            "since": since.isoformat(),
            "deadline": deadline.isoformat(),
            "area": exact(office.area),
        },
    )
