"""The moves of a case as data: from where, by what, by whom, to where (§3.4 of the domain facts)."""

from __future__ import annotations

from dataclasses import dataclass

from registry.policy.cases.terms import Actor, Event, Kind, State
from registry.terms import Certainty

ALL_KINDS = frozenset(Kind)

# Kinds after which somebody is handed a paper: a certificate 不动产权证书 or a proof 不动产登记证明.
CERTIFIED_KINDS = frozenset({Kind.FIRST, Kind.TRANSFER, Kind.CHANGE, Kind.CORRECTION})
PROVEN_KINDS = frozenset({Kind.OBJECTION, Kind.ADVANCE_NOTICE, Kind.OTHER})
PRINTED_KINDS = CERTIFIED_KINDS | PROVEN_KINDS
UNPRINTED_KINDS = ALL_KINDS - PRINTED_KINDS  # 注销 and 查封 leave an entry, no paper for a holder

# A court's seizure does not wait for what others applied for before it (法发〔2004〕5号, unverified).
QUEUE_JUMPERS = frozenset({Kind.SEIZURE})

LIVE = frozenset(
    {
        *(State.SUBMITTED, State.CORRECTION, State.ACCEPTED, State.FIRST_REVIEW),
        *(State.SITE_VISIT, State.PUBLIC_NOTICE, State.SECOND_REVIEW, State.APPROVED),
    }
)
REVIEWS = frozenset(
    {State.FIRST_REVIEW, State.SITE_VISIT, State.PUBLIC_NOTICE, State.SECOND_REVIEW}
)
BEFORE_REGISTERED = LIVE | {State.DRAFT}
ENDED = frozenset({State.NOT_ACCEPTED, State.REFUSED, State.WITHDRAWN, State.ARCHIVED})
EDITABLE = frozenset({State.DRAFT, State.SUBMITTED, State.CORRECTION})

# Whoever did one of these to a case may not do one of `DECIDES` to it.
PREPARES = frozenset(
    {
        *(Event.ACCEPT, Event.SUPPLY, Event.ASK_CORRECTION, Event.FIRST_REVIEW, Event.VISIT),
        *(Event.VISITED, Event.ANNOUNCE, Event.NOTICE_OVER, Event.SECOND_REVIEW),
    }
)
DECIDES = frozenset({Event.APPROVE, Event.REGISTER})

OUR_OWN = Certainty.UNVERIFIED  # no text says so; it is how offices work or how it is done here


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One lawful move."""

    here: State
    event: Event
    actor: Actor
    there: State
    clause: str
    kinds: frozenset[Kind] = ALL_KINDS
    certainty: Certainty = Certainty.VERIFIED


def _moves(
    here: State | frozenset[State],
    event: Event,
    there: State,
    actors: tuple[Actor, ...],
    clause: str,
    *,
    kinds: frozenset[Kind] = ALL_KINDS,
    certainty: Certainty = Certainty.VERIFIED,
) -> tuple[Transition, ...]:
    """Return the same move from each state by each actor."""
    states = sorted(here) if isinstance(here, frozenset) else [here]
    return tuple(
        Transition(
            here=state,
            event=event,
            actor=actor,
            there=there,
            clause=clause,
            kinds=kinds,
            certainty=certainty,
        )
        for state in states
        for actor in actors
    )


_DESK = (Actor.APPLICANT, Actor.OFFICER)  # an officer may type for an applicant at the desk
_OFFICER = (Actor.OFFICER,)
_REVIEWER = (Actor.REVIEWER,)
_APPROVER = (Actor.APPROVER,)
_LOCAL = "操作规范 1.1.4"

TRANSITIONS: tuple[Transition, ...] = (
    *_moves(State.DRAFT, Event.SUBMIT, State.SUBMITTED, _DESK, "条例 15, 16"),
    *_moves(State.SUBMITTED, Event.ACCEPT, State.ACCEPTED, _OFFICER, "条例 17(1)(2)"),
    *_moves(
        State.SUBMITTED, Event.DEEM_ACCEPTED, State.ACCEPTED, (Actor.CLOCK,), "条例 17 last para."
    ),
    *_moves(State.SUBMITTED, Event.ASK_CORRECTION, State.CORRECTION, _OFFICER, "条例 17(3)"),
    *_moves(
        State.FIRST_REVIEW,
        Event.ASK_CORRECTION,
        State.CORRECTION,
        _REVIEWER,
        "条例 17(3)",
        certainty=OUR_OWN,
    ),
    *_moves(State.CORRECTION, Event.SUPPLY, State.ACCEPTED, _OFFICER, "条例 17(1)"),
    *_moves(State.SUBMITTED, Event.NOT_ACCEPT, State.NOT_ACCEPTED, _OFFICER, "条例 17(3)(4)"),
    *_moves(State.ACCEPTED, Event.FIRST_REVIEW, State.FIRST_REVIEW, _REVIEWER, "条例 18"),
    *_moves(State.FIRST_REVIEW, Event.VISIT, State.SITE_VISIT, _REVIEWER, "条例 19"),
    *_moves(State.SITE_VISIT, Event.VISITED, State.FIRST_REVIEW, _REVIEWER, "条例 19"),
    *_moves(State.FIRST_REVIEW, Event.ANNOUNCE, State.PUBLIC_NOTICE, _REVIEWER, "细则 17"),
    *_moves(State.PUBLIC_NOTICE, Event.NOTICE_OVER, State.FIRST_REVIEW, _REVIEWER, "细则 17"),
    *_moves(State.FIRST_REVIEW, Event.SECOND_REVIEW, State.SECOND_REVIEW, _REVIEWER, _LOCAL),
    *_moves(
        State.SECOND_REVIEW,
        Event.SEND_BACK,
        State.FIRST_REVIEW,
        _APPROVER,
        _LOCAL,
        certainty=OUR_OWN,
    ),
    *_moves(State.SECOND_REVIEW, Event.APPROVE, State.APPROVED, _APPROVER, _LOCAL),
    *_moves(State.APPROVED, Event.REGISTER, State.REGISTERED, _APPROVER, "条例 21"),
    *_moves(State.REGISTERED, Event.PRINT, State.PRINTED, _OFFICER, "条例 21", kinds=PRINTED_KINDS),
    *_moves(State.PRINTED, Event.ISSUE, State.ISSUED, _OFFICER, "条例 21", kinds=PRINTED_KINDS),
    *_moves(State.ISSUED, Event.ARCHIVE, State.ARCHIVED, _OFFICER, "条例 13", kinds=PRINTED_KINDS),
    *_moves(
        State.REGISTERED,
        Event.ARCHIVE,
        State.ARCHIVED,
        _OFFICER,
        "条例 13",
        kinds=UNPRINTED_KINDS,
        certainty=OUR_OWN,
    ),
    *_moves(BEFORE_REGISTERED, Event.WITHDRAW, State.WITHDRAWN, _DESK, "条例 15"),
    *_moves(REVIEWS - {State.SECOND_REVIEW}, Event.REFUSE, State.REFUSED, _REVIEWER, "条例 22"),
    *_moves(State.SECOND_REVIEW, Event.REFUSE, State.REFUSED, _APPROVER, "条例 22"),
)

_BY_MOVE = {(move.here, move.event, move.actor): move for move in TRANSITIONS}
# The same state, event and actor may lead on under different kinds; there is one end for each.
assert len(_BY_MOVE) == len(TRANSITIONS)


def move_of(here: State, event: Event, actor: Actor, kind: Kind) -> Transition | None:
    """Return the move an actor makes with an event, or None when there is none.

    >>> move_of(State.SUBMITTED, Event.ACCEPT, Actor.OFFICER, Kind.FIRST).there.value
    'accepted'
    >>> move_of(State.SUBMITTED, Event.APPROVE, Actor.OFFICER, Kind.FIRST)
    """
    move = _BY_MOVE.get((here, event, actor))
    return move if move and kind in move.kinds else None


def moves_from(here: State, actor: Actor, kind: Kind) -> tuple[Transition, ...]:
    """Return what an actor may do to a case from where it stands, in the order of the table."""
    return tuple(
        move
        for move in TRANSITIONS
        if move.here == here and move.actor == actor and kind in move.kinds
    )


def has_same_hands(event: Event, prepared_by: frozenset[int], by: int) -> bool:
    """Return whether somebody would decide on what they prepared.

    >>> has_same_hands(Event.APPROVE, frozenset({1, 2}), 2)
    True
    """
    return event in DECIDES and by in prepared_by
