"""Everything the page of one finding says, as one value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.measures import SurveyClass
from registry.models import Finding
from registry.policy.moves import State, Verb, open_verbs
from registry.policy.proofs import Proof
from registry.policy.remedies import Remedies
from registry.policy.standards import RulePack
from registry.queries import standards
from registry.queries.findings import rule_label, sentence_of
from registry.queries.floor_plans import DrawnFloor, around
from registry.queries.proofs import proof_from, seen_finding
from registry.queries.remedies import remedies_for
from registry.scope import Scope

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupant:
    """One person of an office with their limit and their part of the room."""

    name: str
    rank: str
    limit: Decimal
    area: Decimal
    excess: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPage:
    """One finding with what shows it, what could be done and what may be done."""

    row: Finding
    day: dt.date
    drawn_on: dt.date
    rule_label: str
    sentence: str
    proof: Proof
    occupants: tuple[Occupant, ...]
    pack: RulePack | None
    survey: SurveyClass | None  # that the measuring error comes from
    floors: tuple[DrawnFloor, ...]
    remedies: Remedies
    verbs: tuple[Verb, ...]
    can_see_people: bool

    @property
    def edges(self) -> int:
        """Return how many edges the rooms have: a paper with many sets them side by side."""
        return sum(len(ring.edges) for room in self.proof.rooms for ring in room.rings)

    @property
    def room_number(self) -> str:
        """Return the room a finding is about, or the rooms."""
        said = self.row.evidence
        return str(said.get("room_number") or said.get("room_numbers") or "")

    @property
    def error(self) -> Decimal | None:
        """Return what the measurement may be wrong by, where it decides."""
        said = self.row.evidence.get("error")
        return Decimal(str(said)) if said is not None else None

    @property
    def is_unsettled(self) -> bool:
        """Return whether the figure has to be confirmed before it is acted on."""
        return self.proof.finding.basis.certainty != "verified" or self.must_be_confirmed

    @property
    def must_be_confirmed(self) -> bool:
        """Return whether the pack itself asks for confirmation before use."""
        return self.proof.finding.basis.confirm_before_production

    @property
    def is_overdue(self) -> bool:
        """Return whether what was ordered is late."""
        row = self.row
        late = row.deadline is not None and row.deadline < self.day
        return late and row.state == State.RECTIFY and row.cause_ended_on is None


def finding_page(pk: int, *, scope: Scope, day: dt.date, with_people: bool = True) -> FindingPage:
    """Return the page of a finding inside the scope."""
    row = seen_finding(pk, scope=scope)
    shown_on = drawn_on(row, day)
    proof = proof_from(row, scope=scope, day=shown_on, with_people=with_people)
    packs = {pack.code: pack for pack in standards.packs_on(shown_on)}
    return FindingPage(
        row=row,
        day=day,
        drawn_on=shown_on,
        rule_label=rule_label(row.rule),
        sentence=sentence_of(row, with_people=with_people),
        proof=proof,
        occupants=_occupants(proof.finding.evidence.get("shares"), packs),
        pack=packs.get(proof.finding.basis.pack),
        survey=_survey(row.evidence.get("survey_class"), packs.values()),
        floors=around([room.uid for room in proof.rooms], day=shown_on),
        remedies=_remedies(row, proof, scope, shown_on),
        verbs=_verbs(row),
        can_see_people=with_people,
    )


def drawn_on(row: Finding, day: dt.date) -> dt.date:
    """Return the day a finding's rooms are shown of: the last one on which the cause was there."""
    ended = row.cause_ended_on or row.resolved_on
    return max(ended - ONE_DAY, row.detected_on) if ended else max(day, row.detected_on)


def _remedies(row: Finding, proof: Proof, scope: Scope, day: dt.date) -> Remedies:
    """Return the ways out while the finding is open."""
    if row.state == State.RESOLVED:
        return Remedies()
    return remedies_for(row, proof.rooms, scope=scope, day=day)


def _survey(name: Any, packs: Iterable[RulePack]) -> SurveyClass | None:
    """Return the class of surveying an error was worked out by."""
    return next((p.surveying[name] for p in packs if name in p.surveying), None)


def _verbs(row: Finding) -> tuple[Verb, ...]:
    return open_verbs(
        row.state,
        is_cause_gone=row.cause_ended_on is not None,
        is_to_be_rechecked=row.recheck_on is not None,
    )


def _occupants(shares: Any, packs: Mapping[str, RulePack]) -> tuple[Occupant, ...]:
    """Return who sits in an office, each with the name of the rank."""
    names = {
        (pack.code, limit.rank): limit.name
        for pack in packs.values()
        for limit in pack.limits.values()
    }
    return tuple(
        Occupant(
            name=share["name"],
            rank=names.get((share["pack"], share["rank"]), share["rank"]),
            limit=Decimal(share["limit"]),
            area=Decimal(share["area"]),
            excess=Decimal(share["excess"]),
        )
        for share in shares or ()
    )
