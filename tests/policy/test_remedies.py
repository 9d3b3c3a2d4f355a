"""What could be done about an office: the wall that would do, worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from registry.policy.moves import Verb, open_verbs
from registry.policy.proofs import MeasuredRoom, room_of
from registry.policy.remedies import partition_of
from registry.policy.texts import Changed, changes_between


def measured(*corners: tuple[float, float], area: str) -> MeasuredRoom:
    outline = [(float(x), float(y)) for x, y in (*corners, corners[0])]
    return room_of(uid="r", number="101", space="room", outline=[outline], registered=Decimal(area))


SIX_BY_FOUR = measured((0, 0), (6, 0), (6, 4), (0, 4), area="24")


def test_a_wall_along_the_shorter_side_takes_the_excess_off():
    #  +------+-----+
    #  | 18   |  6  |  4 m
    #  +------+-----+
    #    4.5    1.5
    wall = partition_of(SIX_BY_FOUR, excess=Decimal(6))

    assert wall is not None
    assert [wall.wall, wall.depth, wall.split_off, wall.left] == [4, Decimal("1.50"), 6, 18]
    assert wall.is_usable


def test_its_depth_is_rounded_up_so_that_what_is_left_keeps_the_limit():
    wall = partition_of(SIX_BY_FOUR, excess=Decimal("5.01"))

    assert wall is not None
    assert wall.depth == Decimal("1.26")  # 5.01 / 4 = 1.2525
    assert wall.left == Decimal("18.96")


@pytest.mark.parametrize(("excess", "usable"), [("4.79", True), ("4.80", True), ("4.76", False)])
def test_a_part_narrower_than_a_passage_is_of_no_use(excess, usable):
    wall = partition_of(SIX_BY_FOUR, excess=Decimal(excess))

    assert wall is not None
    assert wall.is_usable is usable  # 1.20 m deep is just enough


def test_a_corner_that_does_not_turn_is_no_corner():
    room = measured((0, 0), (3, 0), (6, 0), (6, 4), (0, 4), area="24")

    assert partition_of(room, excess=Decimal(6)) == partition_of(SIX_BY_FOUR, excess=Decimal(6))


@pytest.mark.parametrize(
    "corners",
    [
        ((0, 0), (6, 0), (6, 3), (2, 3), (2, 4), (0, 4)),  # an L
        ((0, 0), (6, 0), (7, 4), (1, 4)),  # leaning
        ((0, 0), (6, 0), (3, 4)),
    ],
)
def test_only_a_rectangle_is_parted_by_a_straight_wall(corners):
    assert partition_of(measured(*corners, area="20"), excess=Decimal(2)) is None


@pytest.mark.parametrize("excess", [0, 24, 25])
def test_a_wall_that_takes_nothing_or_everything_is_none(excess):
    assert partition_of(SIX_BY_FOUR, excess=Decimal(excess)) is None


@pytest.mark.parametrize(
    ("state", "gone", "recheck", "verbs"),
    [
        ("detected", False, False, "rectify defer dismiss"),
        ("detected", True, False, "confirm rectify defer dismiss"),
        ("rectify", False, False, "defer ask_recheck"),
        ("rectify", True, False, "confirm defer ask_recheck"),
        ("deferred", False, False, "rectify reopen ask_recheck"),
        ("deferred", False, True, "keep rectify reopen"),
        ("false_alarm", False, True, "keep reopen"),
        ("resolved", True, False, ""),
    ],
)
def test_what_may_be_done_follows_from_where_a_finding_stands(state, gone, recheck, verbs):
    found = open_verbs(state, is_cause_gone=gone, is_to_be_rechecked=recheck)

    assert found == tuple(Verb(verb) for verb in verbs.split())


def test_two_texts_are_told_apart_place_by_place():
    old = {"code": "a", "limits": [{"level": "CITY", "rank": "M3", "net_area_m2": "24"}]}
    new = {
        "code": "a",
        "limits": [
            {"level": "CITY", "rank": "M2", "net_area_m2": "30"},
            {"level": "CITY", "rank": "M3", "net_area_m2": "20"},
        ],
    }

    assert changes_between(old, new) == (
        Changed(place="limits[CITY M2].level", was=None, now="CITY"),
        Changed(place="limits[CITY M2].rank", was=None, now="M2"),
        Changed(place="limits[CITY M2].net_area_m2", was=None, now="30"),
        Changed(place="limits[CITY M3].net_area_m2", was="24", now="20"),
    )
