"""What a rule is, and how one is written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from registry.policy.cases.facts import Facts
from registry.policy.cases.terms import Event, Kind, Severity, State, Words
from registry.policy.cases.transitions import TRANSITIONS
from registry.terms import Certainty

Evidence = Mapping[str, "str | Words"]  # what fills the places of a rule's message
Check = Callable[[Facts], "Evidence | None"]

ALL: frozenset[Kind] = frozenset(Kind)
NOTHING_TO_ADD: Evidence = {}

RECEIVING = frozenset({Event.SUBMIT, Event.ACCEPT, Event.SUPPLY})
ACCEPTING = frozenset({Event.ACCEPT, Event.SUPPLY})
REVIEWING = frozenset({Event.SECOND_REVIEW, Event.APPROVE})
BOOKING = frozenset({Event.APPROVE, Event.REGISTER})
# What may change under a case while it waits is asked again at each of these.
THROUGHOUT = frozenset({*ACCEPTING, *REVIEWING, *BOOKING})
# A draft already hears what would stop it at the desk.
BEFORE_ACCEPTANCE = frozenset({State.DRAFT, State.SUBMITTED, State.CORRECTION})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One check: when it applies, what it says and does, and where that is written."""

    id: str
    severity: Severity
    clause: str
    certainty: Certainty
    kinds: frozenset[Kind]
    at: frozenset[Event]  # the moves it looks at, and stops when it blocks
    message: Words
    check: Check
    since: dt.date | None = None
    until: dt.date | None = None

    def is_in_force(self, day: dt.date) -> bool:
        """Return whether the rule holds on a day; its last day is not one of them."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )

    def speaks_of(self, facts: Facts) -> bool:
        """Return whether the rule has anything to do with a case where it stands."""
        return (
            facts.kind in self.kinds
            and self.is_in_force(facts.day)
            and facts.state in states_of(self.at)
        )


def states_of(events: frozenset[Event]) -> frozenset[State]:
    """Return the states in which one of the events comes next, or may be prepared for."""
    states = {move.here for move in TRANSITIONS if move.event in events}
    return frozenset(states | BEFORE_ACCEPTANCE if events & RECEIVING else states)


def rule(
    id: str,
    severity: Severity,
    clause: str,
    zh: str,
    en: str,
    *,
    kinds: set[Kind] | frozenset[Kind] = ALL,
    at: frozenset[Event] | set[Event] = THROUGHOUT,
    certainty: Certainty = Certainty.VERIFIED,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> Callable[[Check], Rule]:
    """Return a decorator that makes a check a rule."""

    def made(check: Check) -> Rule:
        return Rule(
            id=id,
            severity=severity,
            clause=clause,
            certainty=certainty,
            kinds=frozenset(kinds),
            at=frozenset(at),
            message=Words(zh, en),
            check=check,
            since=since,
            until=until,
        )

    return made


def fires(is_so: bool, **evidence: str | Words) -> Evidence | None:
    """Return the evidence when something is so, None when it is not."""
    return evidence if is_so else None


def listed(values: object) -> str:
    """Return names one after another, as a Chinese and an English reader can read them."""
    return "、".join(str(value) for value in values)  # type: ignore[attr-defined]
