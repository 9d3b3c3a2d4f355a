"""Every rule fires under its vector, is silent under a lawful case, and says why in two languages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from registry.policy.cases.checking import RULE_BY_ID, RULES, check, stopping
from registry.policy.cases.facts import RestrictionFact
from registry.policy.cases.lawful import DAY, lawful
from registry.policy.cases.terms import Event, Kind, Severity, State
from registry.policy.cases.vectors import VECTORS, changed
from registry.terms import Certainty


def fired(facts) -> set[str]:
    return {result.rule.id for result in check(facts)}


def test_there_are_a_hundred_and_thirty_one_rules_each_with_a_vector_and_an_id_of_its_own():
    assert len(RULES) == len(RULE_BY_ID) == 131
    assert set(VECTORS) == set(RULE_BY_ID)


@pytest.mark.parametrize("id", sorted(RULE_BY_ID))
def test_a_rule_fires_under_its_vector_and_not_under_a_lawful_case(id: str):
    vector = VECTORS[id]

    assert id in fired(vector.firing)
    assert id not in fired(vector.silent)


@pytest.mark.parametrize(
    ("id", "put_right"),
    [
        ("C-SPLIT-6", {"standing.restrictions": ()}),
        ("C-PART-2", {"application.transferred_share": Fraction(1)}),
        ("C-MERGE-4", {"merging": ()}),
    ],
)
def test_a_lawful_split_or_merge_meets_no_rule_about_it(id: str, put_right: dict[str, object]):
    facts = VECTORS[id].firing
    for path, value in put_right.items():
        facts = changed(facts, path, value)

    about = {each for each in fired(facts) if each.startswith(("C-SPLIT", "C-PART-", "C-MERGE"))}

    assert about - {"C-PARTY-5"} == set()


@pytest.mark.parametrize("id", sorted(RULE_BY_ID))
def test_a_rule_speaks_whole_sentences_in_both_languages(id: str):
    (result,) = (each for each in check(VECTORS[id].firing) if each.rule.id == id)

    assert result.sentence("zh-hans")[-1] in "。：" or "：" in result.sentence("zh-hans")
    assert "%(" not in result.sentence("zh-hans") + result.sentence("en")
    assert result.sentence("en") != result.sentence("zh-hans")
    assert result.rule.clause


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("state", State)
def test_nothing_stops_a_lawful_case_of_any_kind_anywhere(kind: Kind, state: State):
    stopped = {
        (event.value, result.rule.id)
        for event in Event
        for result in stopping(check(lawful(kind, state)), event)
    }

    assert stopped == set()


def test_a_rule_that_is_not_yet_in_force_is_silent():
    rule = replace(RULE_BY_ID["C-FORM-1"], since=DAY + dt.timedelta(days=1))

    assert check(VECTORS["C-FORM-1"].firing, [rule]) == ()


def test_a_rule_is_silent_from_the_day_on_which_it_ends():
    rule = RULE_BY_ID["C-FORM-1"]

    assert check(VECTORS["C-FORM-1"].firing, [replace(rule, until=DAY)]) == ()
    assert len(check(VECTORS["C-FORM-1"].firing, [replace(rule, until=DAY + dt.timedelta(1))])) == 1


def test_a_seizure_that_comes_in_between_stops_the_entry():
    facts = replace(
        lawful(Kind.TRANSFER, State.APPROVED),
        standing=replace(
            lawful(Kind.TRANSFER).standing,
            restrictions=(RestrictionFact(kind="seizure", placed_on=DAY),),
        ),
    )

    assert [each.rule.id for each in stopping(check(facts), Event.REGISTER)] == ["C-STAND-4"]


def test_an_objection_warns_and_does_not_stop():
    results = check(VECTORS["C-STAND-5"].firing)

    assert "C-STAND-5" in {each.rule.id for each in results}
    assert stopping(results, Event.ACCEPT) == ()


def test_what_stops_is_said_first():
    severities = [each.rule.severity for each in check(VECTORS["C-STAND-1"].firing)]

    assert severities == sorted(severities, key=list(Severity).index)


def test_what_the_sources_leave_unsettled_says_so():
    for id in ("C-STAND-4", "C-STAND-5", "C-STAND-6", "C-REV-6", "C-TIME-2"):
        assert RULE_BY_ID[id].certainty is Certainty.UNVERIFIED
    assert RULE_BY_ID["C-DOC-1"].certainty is Certainty.VERIFIED


@pytest.mark.parametrize(
    ("asked", "is_off"),
    [("1003.76", False), ("1003.77", True), ("997.24", False), ("997.23", True)],
)
def test_an_area_may_differ_by_the_class_two_limit(asked: str, is_off: bool):
    # 0.04 · √1000.50 + 0.002 · 1000.50 = 3.2662 m²
    facts = lawful(Kind.FIRST)
    facts = replace(facts, application=replace(facts.application, building_area_m2=Decimal(asked)))

    assert ("C-AREA-1" in fired(facts)) is is_off
