"""How a finding may move from detected to resolved.

detected     发现        found by an assessment, nobody has decided yet
false alarm  误报        somebody looked and says the register is wrong, not the room
rectify      整改        to be put right by swapping, sharing or rebuilding, by a day
deferred     暂缓并备案  cannot be put right now; approved and filed under a number
resolved     销号        the cause is gone; a later one is a new occurrence
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
