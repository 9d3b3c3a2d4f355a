"""What another pack would change: the same facts under two sets of packs, side by side.

draft        a pack that is not in force, read as if it were
Difference   the findings that would appear, disappear or change, and both totals
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from registry.policy.findings import Assessment, Finding, exact
from registry.policy.periods import Period
from registry.policy.reading import Json
from registry.policy.standards import RulePack, by_precedence
from registry.terms import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What one assessment comes to."""

    over_rooms: int
    excess: Decimal  # m², of rooms over standard
    not_assessed: int
    findings: Mapping[str, int]  # by rule

    def as_json(self) -> dict[str, Json]:
        """Return the totals as plain data."""
        return {
            "over_rooms": self.over_rooms,
            "excess_m2": exact(self.excess),
            "not_assessed": self.not_assessed,
            "findings": dict(self.findings),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One finding before and after."""

    before: Finding
    after: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What a draft would change."""

    appear: tuple[Finding, ...]
    disappear: tuple[Finding, ...]
    change: tuple[Change, ...]
    before: Totals
    after: Totals

    def as_json(self) -> dict[str, Json]:
        """Return the difference as plain data in a fixed order."""
        return {
            "appear": [finding.as_json() for finding in self.appear],
            "disappear": [finding.as_json() for finding in self.disappear],
            "change": [
                {"before": each.before.as_json(), "after": each.after.as_json()}
                for each in self.change
            ],
            "totals": {"before": self.before.as_json(), "after": self.after.as_json()},
        }


def with_draft(packs: Iterable[RulePack], draft: RulePack, day: dt.date) -> tuple[RulePack, ...]:
    """Return the packs with a draft in force from a day on instead of the pack of its code."""
    others = [pack for pack in packs if pack.code != draft.code or not pack.in_force.contains(day)]
    return tuple(by_precedence([*others, replace(draft, in_force=Period(since=day))]))


def difference(before: Assessment, after: Assessment) -> Difference:
    """Return what differs between two assessments of the same facts, by the keys of findings."""
    old = {finding.key: finding for finding in before.findings}
    new = {finding.key: finding for finding in after.findings}
    both = sorted(old.keys() & new.keys())
    return Difference(
        appear=tuple(new[key] for key in sorted(new.keys() - old.keys())),
        disappear=tuple(old[key] for key in sorted(old.keys() - new.keys())),
        change=tuple(
            Change(before=old[key], after=new[key])
            for key in both
            if figures_of(old[key]) != figures_of(new[key])
        ),
        before=totals_of(before),
        after=totals_of(after),
    )


def figures_of(finding: Finding) -> tuple[Decimal | None, ...]:
    """Return what a finding says in numbers; another document with the same figures is no change."""
    return (finding.measured, finding.limit, finding.excess)


def totals_of(said: Assessment) -> Totals:
    """Return what an assessment comes to."""
    over = [v for v in said.room_verdicts if v.verdict is Verdict.OVER and not v.counts_with]
    unknown = sum(v.verdict is Verdict.NOT_ASSESSED for v in said.room_verdicts)
    return Totals(
        over_rooms=len(over),
        excess=sum((v.excess or Decimal(0) for v in over), Decimal(0)),
        not_assessed=unknown,
        findings=dict(sorted(Counter(finding.rule for finding in said.findings).items())),
    )
