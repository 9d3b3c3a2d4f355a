"""The moves of a case, one by one: every state × event × actor × kind, allowed or not."""

from __future__ import annotations

from itertools import product

import pytest

from registry.policy.cases.terms import Actor, Event, Kind, State
from registry.policy.cases.transitions import (
    BEFORE_REGISTERED,
    ENDED,
    TRANSITIONS,
    has_same_hands,
    move_of,
    moves_from,
)

# The table of §3.4, written here by hand a second time: from, event, actors, to.
PRINTS = {Kind.FIRST, Kind.TRANSFER, Kind.CHANGE, Kind.CORRECTION}
PRINTS |= {Kind.OBJECTION, Kind.ADVANCE_NOTICE, Kind.OTHER}
BY_HAND = """
draft          submit          applicant officer  submitted
submitted      accept          officer            accepted
submitted      deem_accepted   clock              accepted
submitted      ask_correction  officer            correction
submitted      not_accept      officer            not_accepted
correction     supply          officer            accepted
accepted       first_review    reviewer           first_review
first_review   ask_correction  reviewer           correction
first_review   visit           reviewer           site_visit
first_review   announce        reviewer           public_notice
first_review   second_review   reviewer           second_review
first_review   refuse          reviewer           refused
site_visit     visited         reviewer           first_review
site_visit     refuse          reviewer           refused
public_notice  notice_over     reviewer           first_review
public_notice  refuse          reviewer           refused
second_review  send_back       approver           first_review
second_review  approve         approver           approved
second_review  refuse          approver           refused
approved       register        approver           registered
registered     print           officer            printed
registered     archive         officer            archived
printed        issue           officer            issued
issued         archive         officer            archived
draft          withdraw        applicant officer  withdrawn
submitted      withdraw        applicant officer  withdrawn
correction     withdraw        applicant officer  withdrawn
accepted       withdraw        applicant officer  withdrawn
first_review   withdraw        applicant officer  withdrawn
site_visit     withdraw        applicant officer  withdrawn
public_notice  withdraw        applicant officer  withdrawn
second_review  withdraw        applicant officer  withdrawn
approved       withdraw        applicant officer  withdrawn
"""


def by_hand() -> dict[tuple[str, str, str], str]:
    """Return the table as (from, event, actor) → to."""
    table = {}
    for line in BY_HAND.strip().splitlines():
        here, event, *actors, there = line.split()
        for actor in actors:
            table[here, event, actor] = there
    return table


TABLE = by_hand()


def expected(here: State, event: Event, actor: Actor, kind: Kind) -> str | None:
    """Return where the table by hand leads; paper is printed for most kinds, not for all."""
    there = TABLE.get((here.value, event.value, actor.value))
    if event in {Event.PRINT, Event.ISSUE} and kind not in PRINTS:
        return None
    if event == Event.ARCHIVE and (here == State.ISSUED) != (kind in PRINTS):
        return None
    return there


def test_every_state_event_actor_and_kind_is_as_the_table_says():
    wrong = [
        (here, event, actor, kind)
        for here, event, actor, kind in product(State, Event, Actor, Kind)
        if (move.there.value if (move := move_of(here, event, actor, kind)) else None)
        != expected(here, event, actor, kind)
    ]

    assert wrong == []
    assert len(State) * len(Event) * len(Actor) * len(Kind) == 14_400


def test_nothing_leads_out_of_where_a_case_has_ended():
    assert not [move for move in TRANSITIONS if move.here in ENDED]


def test_every_state_can_be_reached_from_a_draft():
    reached = {State.DRAFT}
    for _round in State:
        reached |= {move.there for move in TRANSITIONS if move.here in reached}

    assert reached == set(State)


def test_a_case_can_be_withdrawn_until_it_is_registered_and_not_after():
    withdrawn = {move.here for move in TRANSITIONS if move.event == Event.WITHDRAW}

    assert withdrawn == BEFORE_REGISTERED
    assert State.REGISTERED not in withdrawn


def test_a_reader_is_offered_the_legal_moves_in_their_order():
    offered = [move.event.value for move in moves_from(State.SUBMITTED, Actor.OFFICER, Kind.FIRST)]

    assert offered == ["accept", "ask_correction", "not_accept", "withdraw"]


@pytest.mark.parametrize(
    ("event", "by", "is_refused"),
    [(Event.APPROVE, 1, True), (Event.REGISTER, 1, True), (Event.APPROVE, 9, False)],
)
def test_whoever_prepared_does_not_decide(event: Event, by: int, is_refused: bool):
    assert has_same_hands(event, frozenset({1, 2}), by) is is_refused
