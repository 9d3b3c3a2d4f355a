"""Checks on an office: its area (R-OFF-1) and its toilet (R-OFF-2)."""

from __future__ import annotations

from decimal import Decimal

from registry.policy.facts import SeatFact
from registry.policy.findings import Finding, RoomVerdict, exact
from registry.policy.offices import Office
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards
from registry.policy.verdicts import measuring_error, survey_class_of, tolerance_for
from registry.terms import Verdict


def over_limit(office: Office, verdict: RoomVerdict, standards: Standards) -> Finding | None:
    """Return the overrun of an office, single or shared, or None when it is not surely over."""
    if verdict.verdict is not Verdict.OVER or not verdict.basis:
        return None
    return Finding(
        rule="R-OFF-1",
        subject_kind="room",
        subject=office.room.uid,
        region_code=office.room.region_code,
        template="R-OFF-1",
        room=office.room.uid,
        person=None if office.is_shared else office.seats[0].person,
        organisation=office.room.organisation or office.seats[0].organisation,
        measured=verdict.area,
        limit=verdict.limit or Decimal(0),
        excess=verdict.excess or Decimal(0),
        unit="m2",
        basis=verdict.basis,
        evidence=_proof(office, verdict, standards),
    )


def _proof(office: Office, verdict: RoomVerdict, standards: Standards) -> dict[str, Json]:
    """Return what shows an overrun: the spaces added up, the limits added up, the error."""
    survey = survey_class_of(office, standards)
    spaces = [
        {"room": s.uid, "number": s.number, "space": s.space.value, "area": exact(s.area)}
        for s in (office.room, *office.parts)
    ]
    return {
        "room_number": office.room.number,
        "occupants": office.occupants,
        "spaces": spaces,
        "limits": " + ".join(str(exact(share.limit)) for share in verdict.shares),
        "tolerance": exact(tolerance_for(office.room.region_code, standards)),
        "error": exact(verdict.error),
        "survey_class": survey.name if survey else None,
        "confidence": exact(office.confidence),
        "shares": [share.as_json() for share in verdict.shares],
    }


def toilet_beyond_entitlement(office: Office, standards: Standards) -> Finding | None:
    """Return a toilet that is too large for its one occupant, or not theirs to have."""
    if not office.parts or len(office.seats) != 1 or not office.toilet_area:
        return None
    allowed = standards.parameter("toilet_max_m2", office.room.region_code)
    if not allowed:
        return None
    seat = office.seats[0]
    limit = allowed.number if is_entitled_to_a_toilet(seat, standards) else Decimal(0)
    excess = office.toilet_area - limit
    if excess <= measuring_error(office, standards):
        return None
    return _toilet(office, seat, allowed, limit)


def _toilet(office: Office, seat: SeatFact, allowed: Parameter, limit: Decimal) -> Finding:
    """Return the finding on a toilet."""
    return Finding(
        rule="R-OFF-2",
        subject_kind="room",
        subject=office.room.uid,
        region_code=office.room.region_code,
        template="R-OFF-2",
        room=office.room.uid,
        person=seat.person,
        organisation=office.room.organisation or seat.organisation,
        measured=office.toilet_area,
        limit=limit,
        excess=office.toilet_area - limit,
        unit="m2",
        basis=allowed.basis,
        evidence={
            "room_number": office.room.number,
            "occupants": office.occupants,
            "rank": seat.rank,
            "is_principal": seat.is_principal,
        },
    )


def is_entitled_to_a_toilet(seat: SeatFact, standards: Standards) -> bool:
    """Return whether 表3 note 4 gives this person a toilet: by rank, or by rank and 党政正职."""
    named = standards.parameter("toilet_ranks", seat.region_code)
    principal = standards.parameter("toilet_principal_ranks", seat.region_code)
    by_rank = named is not None and seat.rank in named.value.split()
    by_post = principal is not None and seat.rank in principal.value.split()
    return by_rank or (by_post and seat.is_principal)
