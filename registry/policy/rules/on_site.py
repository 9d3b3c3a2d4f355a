"""Check on what was measured on site: over the limit where the drawing is not (R-OFF-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from registry.policy.facts import OnSiteFact
from registry.policy.findings import Finding, RoomVerdict, exact, shown
from registry.policy.offices import Office
from registry.policy.reading import Json
from registry.policy.standards import Basis, Limit, Standards
from registry.policy.verdicts import limits_of, shares_of
from registry.policy.visits import (
    Allowance,
    ErrorSource,
    Judgement,
    Measured,
    allowance_of,
    judged,
)
from registry.terms import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenOver:
    """An office with the lengths that show it over its limit, and what they come to."""

    office: Office
    lengths: OnSiteFact
    allowance: Allowance
    said: Judgement
    basis: Basis


def measured_over(office: Office, verdict: RoomVerdict, standards: Standards) -> Finding | None:
    """Return an office that is surely over by two lengths, or None where the drawing says so too.

    It is the finding the drawing would give, with other evidence: when the plan is drawn anew the
    finding goes on under the same key, and a later measurement within the limit ends it.
    """
    seen = _seen_over(office, standards)
    if seen is None or verdict.verdict is Verdict.OVER:
        return None
    return Finding(
        rule="R-OFF-1",
        subject_kind="room",
        subject=office.room.uid,
        region_code=office.room.region_code,
        template="R-OFF-1-ON-SITE",
        room=office.room.uid,
        person=None if office.is_shared else office.seats[0].person,
        organisation=office.room.organisation or office.seats[0].organisation,
        measured=seen.said.counted,
        limit=seen.allowance.limit,
        excess=seen.said.excess,
        unit="m2",
        basis=seen.basis,
        evidence=_proof(seen, [limit for limit in limits_of(office, standards) if limit]),
    )


def _seen_over(office: Office, standards: Standards) -> SeenOver | None:
    """Return what two lengths say of an office when they say that it is over."""
    lengths = office.room.on_site
    if lengths is None:
        return None
    allowance = allowance_of(office, standards)
    both = Measured(length_a_m=lengths.length_a_m, length_b_m=lengths.length_b_m)
    said = judged(both, allowance, is_rectangle=True)
    if said.verdict is not Verdict.OVER or allowance.basis is None:
        return None
    return SeenOver(
        office=office, lengths=lengths, allowance=allowance, said=said, basis=allowance.basis
    )


def _proof(seen: SeenOver, limits: Sequence[Limit]) -> dict[str, Json]:
    """Return what shows the overrun: the two lengths, the error, and what the drawing has."""
    room, survey = seen.office.room, seen.allowance.survey
    of_class = seen.said.source is ErrorSource.SURVEY_CLASS
    shares = shares_of(seen.office.seats, limits, seen.said.counted or room.area)
    return {
        "room_number": room.number,
        "occupants": seen.office.occupants,
        "rooms": [room.uid],
        "lengths": [str(seen.lengths.length_a_m), str(seen.lengths.length_b_m)],
        "beside": exact(seen.allowance.beside),
        "seen_on": seen.lengths.on.isoformat(),
        "record": seen.lengths.record,
        "drawn": shown(seen.office.area),
        "limits": " + ".join(str(exact(share.limit)) for share in shares),
        "tolerance": exact(seen.allowance.tolerance),
        "error": exact(seen.said.error),
        "error_source": seen.said.source.value if seen.said.source else None,
        "survey_class": survey.name if survey and of_class else None,
        "confidence": None,
        "shares": [share.as_json() for share in shares],
    }
