"""以门为界: what lies behind an office's door."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from registry.policy.doors import OUTSIDE, counts_with, gates_of


def test_a_rest_room_and_its_toilet_count_with_the_office() -> None:
    #  +--------+------+--------+
    #  | office | rest | toilet |
    #  +--door--+------+--------+
    #          hall
    doors = [("hall", "office"), ("office", "rest"), ("rest", "toilet")]

    assert counts_with(doors, {"hall"}, {"office"}) == {"rest": "office", "toilet": "office"}


def test_a_second_door_to_the_hall_sets_a_space_free() -> None:
    doors = [("hall", "office"), ("office", "store"), ("store", "hall")]

    assert counts_with(doors, {"hall"}, {"office"}) == {}


def test_a_space_between_two_offices_belongs_to_neither() -> None:
    doors = [("hall", "left"), ("hall", "right"), ("left", "store"), ("store", "right")]

    assert counts_with(doors, {"hall"}, {"left", "right"}) == {}


def test_a_leader_behind_a_secretary_keeps_an_office_of_their_own() -> None:
    doors = [("hall", "secretary"), ("secretary", "leader"), ("leader", "toilet")]

    assert counts_with(doors, {"hall"}, {"secretary", "leader"}) == {"toilet": "leader"}


def test_what_lies_behind_an_empty_anteroom_belongs_to_nobody() -> None:
    doors = [("hall", "anteroom"), ("anteroom", "store")]

    assert counts_with(doors, {"hall"}, set()) == {}


def test_a_space_without_a_door_is_not_guessed_at() -> None:
    assert counts_with([("shaft", "duct")], {"hall"}, {"shaft"}) == {}


names = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(names, names)), st.sets(names, min_size=1, max_size=2), st.sets(names))
def test_a_space_behind_an_office_is_cut_off_when_its_door_is_shut(
    doors: list[tuple[str, str]], commons: set[str], occupied: set[str]
) -> None:
    found = counts_with(doors, commons, occupied)

    everywhere = reached(doors, commons, shut=None)
    for space in everywhere - commons - occupied:
        cut_by = {o for o in occupied if space not in reached(doors, commons, shut=o)}
        assert (space in found) is bool(cut_by)
        assert found.get(space) in cut_by | {None}
    assert set(found) <= everywhere


def reached(doors: list[tuple[str, str]], commons: set[str], shut: str | None) -> set[str]:
    """Return the spaces one can walk to from the commons when one space is shut."""
    seen = commons - {shut or ""}
    while True:
        more = {b for door in doors for a, b in (door, door[::-1]) if a in seen and b != shut}
        if more <= seen:
            return seen
        seen = seen | more


def test_the_gate_of_a_hall_is_outside() -> None:
    assert gates_of({OUTSIDE: ["hall"], "hall": [OUTSIDE]}) == {"hall": OUTSIDE}
