"""Checks on an office: area (R-OFF-1), toilet (R-OFF-2), partitions (R-OFF-5)."""

from __future__ import annotations

from decimal import Decimal

from registry.policy.facts import RoomFact, SeatFact
from registry.policy.findings import Finding, RoomVerdict, exact, shown
from registry.policy.offices import Office
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards
from registry.policy.verdicts import measuring_error, survey_class_of, tolerance_for
from registry.terms import Space, Verdict


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


def hidden_by_a_partition(
    office: Office, verdict: RoomVerdict, standards: Standards
) -> Finding | None:
    """Return an office within its limit only while a space split off behind its door is left out.

    以门为界: a partition does not make an office smaller while the way leads through its door.
    """
    if verdict.verdict is not Verdict.OVER or not any(map(_is_split_off, office.parts)):
        return None
    rule = standards.parameter("behind_the_door", office.room.region_code)
    left = sum((p.area for p in office.parts if _is_split_off(p)), Decimal(0))
    limit = verdict.limit or Decimal(0)
    if not rule or rule.value != "counts" or verdict.area - left > limit:
        return None
    return _hidden(office, verdict, rule, left)


def _is_split_off(part: RoomFact) -> bool:
    """Return whether a space behind an office is a room and neither rest room nor toilet."""
    return part.space is Space.ROOM


def _hidden(office: Office, verdict: RoomVerdict, rule: Parameter, left: Decimal) -> Finding:
    """Return the finding on a partition that changes nothing."""
    return Finding(
        rule="R-OFF-5",
        subject_kind="room",
        subject=office.room.uid,
        region_code=office.room.region_code,
        template="R-OFF-5",
        room=office.room.uid,
        person=None if office.is_shared else office.seats[0].person,
        organisation=office.room.organisation or office.seats[0].organisation,
        measured=verdict.area,
        limit=verdict.limit,
        excess=verdict.excess,
        unit="m2",
        basis=rule.basis,
        evidence={
            "room_number": office.room.number,
            "occupants": office.occupants,
            "split_off": shown(left),
            "split_off_m2": exact(left),
            "split_off_rooms": [p.uid for p in office.parts if _is_split_off(p)],
            "split_off_numbers": "、".join(p.number for p in office.parts if _is_split_off(p)),
        },
    )


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
