"""Whether a person may sit in a room: the bars one by one, the limit in threes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.policy import SeatFact
from registry.policy.facts import RoomFact
from registry.policy.fitting import Bar, Fit, FitKind, fits_of
from registry.policy.offices import offices_of
from registry.policy.standards import Standards
from registry.terms import RoomUse
from tests.policy.campus import DAY, PACKS, room, seat

NEWCOMER = seat("p9", "M4", at="")


def fit(newcomer: SeatFact, *rooms: RoomFact, seats: tuple[SeatFact, ...] = ()) -> Fit:
    """Return what the first of some rooms would be with a person in it."""
    known = {each.uid: each for each in rooms}
    offices = offices_of(rooms, seats, DAY)
    return fits_of(newcomer, known, offices, Standards.on(DAY, PACKS))[rooms[0].uid]


@pytest.mark.parametrize(
    ("area", "kind"),
    [("18.00", FitKind.WITHIN), ("18.20", FitKind.ERROR), ("20.00", FitKind.OVER)],
)
def test_a_room_at_little_above_and_far_above_the_limit(area: str, kind: FitKind):
    found = fit(NEWCOMER, room("A", area))

    assert found.kind is kind
    assert found.limit == Decimal(18)


def test_who_sits_there_counts_too():
    # 18 m² for each of two
    seated = (seat("p1", "M4", at="A"),)

    found = fit(NEWCOMER, room("A", "36.00"), seats=seated)

    assert (found.kind, found.limit) == (FitKind.WITHIN, Decimal(36))


@pytest.mark.parametrize(
    ("changed", "bar"),
    [
        ({"use": RoomUse.SERVICE}, Bar.NOT_AN_OFFICE),
        ({"organisation": None}, Bar.ALLOCATED_TO_NOBODY),
        ({"organisation": "O-OTHER"}, Bar.ANOTHER_ORGANISATION),
    ],
)
def test_a_room_of_another_use_or_holder_is_barred(changed: dict[str, object], bar: Bar):
    found = fit(NEWCOMER, room("A", "10.00", **changed))

    assert (found.kind, found.bar) == (FitKind.REFUSED, bar)


def test_a_space_behind_a_door_is_barred_and_names_the_room_before_it():
    inner = replace(room("B", "6.00"), counts_with="A", number="101-1")

    found = fit(NEWCOMER, inner, replace(room("A", "18.00"), number="101"))

    assert (found.bar, found.named) == (Bar.BEHIND_A_DOOR, "101")


def test_nobody_sits_twice_in_a_room():
    found = fit(NEWCOMER, room("A", "18.00"), seats=(seat("p9", "M4", at="A"),))

    assert found.bar is Bar.SITS_HERE


def test_who_left_or_holds_no_post_sits_nowhere():
    gone = replace(NEWCOMER, left_on=DAY - dt.timedelta(1), since=DAY)
    idle = replace(NEWCOMER, rank="")

    assert fit(gone, room("A", "18.00")).bar is Bar.HAS_LEFT
    assert fit(idle, room("A", "18.00")).bar is Bar.NO_POST


def test_a_rank_no_standard_knows_is_said_to_be_unknown():
    found = fit(replace(NEWCOMER, rank="ZZ"), room("A", "18.00"))

    assert (found.kind, found.limit) == (FitKind.UNKNOWN, None)
