"""Facts in, sentences out: what the rules say of a case, and what stops a move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from registry.policy.cases.facts import Facts
from registry.policy.cases.rules import divisions, forms, land, papers, parties, places, standings
from registry.policy.cases.rules.base import Evidence, Rule
from registry.policy.cases.terms import Event, Severity, Words

RULES: tuple[Rule, ...] = tuple(
    value
    for module in (forms, places, divisions, land, parties, standings, papers)
    for value in vars(module).values()
    if isinstance(value, Rule)
)
RULE_BY_ID = {rule.id: rule for rule in RULES}
GRAVEST_FIRST = {severity: n for n, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """A rule that fired, with what fills its sentence."""

    rule: Rule
    evidence: Evidence

    def sentence(self, language: str) -> str:
        """Return what the rule says of this case."""
        words = {
            name: value.in_language(language) if isinstance(value, Words) else value
            for name, value in self.evidence.items()
        }
        return self.rule.message.in_language(language) % words

    def stops(self, event: Event) -> bool:
        """Return whether the case may not be moved so."""
        return self.rule.severity is Severity.BLOCKS and event in self.rule.at


def check(facts: Facts, rules: Sequence[Rule] = RULES) -> tuple[Result, ...]:
    """Return what every rule that speaks of a case says of it, gravest first."""
    found = [
        Result(rule=rule, evidence=evidence)
        for rule in rules
        if rule.speaks_of(facts) and (evidence := rule.check(facts)) is not None
    ]
    return tuple(sorted(found, key=lambda result: GRAVEST_FIRST[result.rule.severity]))


def stopping(results: Iterable[Result], event: Event) -> tuple[Result, ...]:
    """Return the results that stop a move."""
    return tuple(result for result in results if result.stops(event))
