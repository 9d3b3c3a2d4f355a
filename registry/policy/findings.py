"""What an assessment says, with what shows it.

Finding      问题   one thing that is not as the standard wants it, and the clause that says so
RoomVerdict  判定   over, within the measuring error, within, idle or not assessed, and why
Share        分摊   one person's part of a shared room
Gap          缺口   an organisation whose quota cannot be worked out, never passed over
Assessment          all of them, in an order that depends on the facts alone
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.measures import rounded
from registry.policy.reading import Json
from registry.policy.sentences import SENTENCES
from registry.policy.standards import Basis
from registry.terms import NotAssessed, Verdict


def shown(value: Decimal | None, unit: str = "m2") -> str:
    """Return a number as a sentence says it: areas with two decimals, counts plain.

    >>> shown(Decimal("24.005")), shown(Decimal(2), "offices")
    ('24.01', '2')
    """
    if value is None:
        return "–"
    return str(rounded(value)) if unit == "m2" else str(exact(value))


def exact(value: Decimal | None) -> str | None:
    """Return a number as text without an exponent or idle zeros, the same for equal numbers.

    >>> exact(Decimal("24.500000")), exact(Decimal("2E+1")), exact(Decimal("0.00"))
    ('24.5', '20', '0')
    """
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is not as the standard wants it."""

    rule: str
    subject_kind: str  # room, person, organisation or unit
    subject: str
    region_code: str
    template: str  # a key of SENTENCES
    room: str | None = None
    person: str | None = None
    organisation: str | None = None
    measured: Decimal | None = None
    limit: Decimal | None = None
    excess: Decimal | None = None
    unit: str = ""  # m2, offices, days; empty where nothing is measured
    basis: Basis
    evidence: Mapping[str, Json] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Return what names this finding from one assessment to the next."""
        return "/".join((self.rule, self.subject_kind, self.subject))

    def sentence(self, language: str = "en") -> str:
        """Return the finding as one sentence, in "en" or "zh"."""
        words = {
            "document_no": self.basis.document_no,
            "clause": self.basis.clause,
            "measured": shown(self.measured, self.unit),
            "limit": shown(self.limit, self.unit),
            "excess": shown(self.excess, self.unit),
        }
        return SENTENCES[self.template][language] % {**self.evidence, **words}

    def as_json(self) -> dict[str, Json]:
        """Return the finding as plain data in a fixed order."""
        return {
            "key": self.key,
            "rule": self.rule,
            "subject_kind": self.subject_kind,
            "subject": self.subject,
            "region_code": self.region_code,
            "room": self.room,
            "person": self.person,
            "organisation": self.organisation,
            "measured": exact(self.measured),
            "limit": exact(self.limit),
            "excess": exact(self.excess),
            "unit": self.unit,
            "document_no": self.basis.document_no,
            "clause": self.basis.clause,
            "pack": self.basis.pack,
            "certainty": self.basis.certainty.value,
            "confirm_before_production": self.basis.confirm_before_production,
            "evidence": self.evidence,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One occupant's part of a room: the area and its overrun by the weight of their limit."""

    person: str
    person_name: str
    rank: str
    limit: Decimal
    area: Decimal
    excess: Decimal
    basis: Basis

    def as_json(self) -> dict[str, Json]:
        """Return the share as plain data."""
        return {
            "person": self.person,
            "name": self.person_name,
            "rank": self.rank,
            "limit": exact(self.limit),
            "area": exact(self.area),
            "excess": exact(self.excess),
            "pack": self.basis.pack,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomVerdict:
    """What is said of one room; `counts_with` names the office whose verdict it shares."""

    room: str
    verdict: Verdict
    area: Decimal  # m², with the spaces that count with the room
    limit: Decimal | None = None
    excess: Decimal | None = None  # above the limit, tolerated or not; zero when there is none
    error: Decimal | None = None  # what the measurement may be wrong by; stated when it decides
    reason: NotAssessed | None = None
    counts_with: str | None = None
    basis: Basis | None = None  # of the limit, the first occupant's in a shared room
    shares: tuple[Share, ...] = ()

    def as_json(self) -> dict[str, Json]:
        """Return the verdict as plain data in a fixed order."""
        return {
            "room": self.room,
            "verdict": self.verdict.value,
            "area": exact(self.area),
            "limit": exact(self.limit),
            "excess": exact(self.excess),
            "error": exact(self.error),
            "reason": self.reason.value if self.reason else None,
            "counts_with": self.counts_with,
            "document_no": self.basis.document_no if self.basis else None,
            "clause": self.basis.clause if self.basis else None,
            "pack": self.basis.pack if self.basis else None,
            "shares": [share.as_json() for share in self.shares],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An organisation whose quota no pack in force can work out, and what is missing."""

    organisation: str
    code: str  # of the error, for translation
    fields: Mapping[str, str]

    def as_json(self) -> dict[str, Json]:
        """Return the gap as plain data."""
        return {"organisation": self.organisation, "code": self.code, "fields": self.fields}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the standards in force say of the facts of a day."""

    findings: tuple[Finding, ...]
    room_verdicts: tuple[RoomVerdict, ...]
    gaps: tuple[Gap, ...] = ()

    def as_json(self) -> str:
        """Return the assessment as text: the same facts give the same bytes."""
        content = {
            "findings": [finding.as_json() for finding in self.findings],
            "room_verdicts": [verdict.as_json() for verdict in self.room_verdicts],
            "gaps": [gap.as_json() for gap in self.gaps],
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
