"""How a finding may move from detected to resolved.

detected     发现        found by an assessment, nobody has decided yet
false alarm  误报        somebody looked and says the register is wrong, not the room
rectify      整改        to be put right by swapping, sharing or rebuilding, by a day
deferred     暂缓并备案  cannot be put right now; approved and filed under a number
resolved     销号        the cause is gone; a later one is a new occurrence
Verb         处理        what somebody may do to a finding where it stands
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a finding stands."""

    DETECTED = "detected"
    FALSE_ALARM = "false_alarm"
    RECTIFY = "rectify"
    DEFERRED = "deferred"
    RESOLVED = "resolved"


class Method(StrEnum):
    """How an office is put right: 以大调小, 合用办公, 工程改造."""

    SWAP = "swap"
    SHARE = "share"
    REBUILD = "rebuild"


class Verb(StrEnum):
    """What somebody does to a finding."""

    DISMISS = "dismiss"
    RECTIFY = "rectify"
    DEFER = "defer"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    KEEP = "keep"
    ASK_RECHECK = "ask_recheck"


LEADS_TO: Final[Mapping[Verb, State]] = {
    Verb.CONFIRM: State.RESOLVED,
    Verb.RECTIFY: State.RECTIFY,
    Verb.DEFER: State.DEFERRED,
    Verb.DISMISS: State.FALSE_ALARM,
    Verb.REOPEN: State.DETECTED,
}
MOVES: Final[Mapping[State, frozenset[State]]] = {
    State.DETECTED: frozenset({State.FALSE_ALARM, State.RECTIFY, State.DEFERRED, State.RESOLVED}),
    State.FALSE_ALARM: frozenset({State.DETECTED, State.RESOLVED}),
    State.RECTIFY: frozenset({State.DEFERRED, State.RESOLVED}),
    State.DEFERRED: frozenset({State.RECTIFY, State.DETECTED, State.RESOLVED}),
    State.RESOLVED: frozenset(),
}
# An assessment closes these by itself; what somebody decided is closed by somebody.
CLOSES_BY_ITSELF: Final = frozenset({State.DETECTED, State.FALSE_ALARM})
# What stands until the facts it was decided on change: then it is looked at again.
RESTS_ON_FACTS: Final = frozenset({State.FALSE_ALARM, State.DEFERRED})
PUT_RIGHT: Final = frozenset({State.DETECTED, State.RECTIFY, State.DEFERRED})


def can_move(here: str, there: str) -> bool:
    """Return whether a finding may go from one state to another.

    >>> can_move("detected", "rectify"), can_move("resolved", "detected")
    (True, False)
    """
    return State(there) in MOVES[State(here)]


def open_verbs(
    state: str, *, is_cause_gone: bool = False, is_to_be_rechecked: bool = False
) -> tuple[Verb, ...]:
    """Return what may be done to a finding where it stands, the likeliest first.

    >>> [str(verb) for verb in open_verbs("rectify")]
    ['defer', 'ask_recheck']
    """
    here = State(state)
    closed = frozenset() if is_cause_gone else frozenset({Verb.CONFIRM})
    moves = [v for v, there in LEADS_TO.items() if can_move(here, there) and v not in closed]
    if here in RESTS_ON_FACTS and is_to_be_rechecked:
        moves.insert(0, Verb.KEEP)
    if here in (RESTS_ON_FACTS | {State.RECTIFY}) and not is_to_be_rechecked:
        moves.append(Verb.ASK_RECHECK)
    return tuple(moves)
