"""The scoreboard's own truth: plans that are what they claim, and counts made by hand."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import shapely
from shapely.geometry import box

from bench.drawings.drawing import drawn
from bench.drawings.plans import floor_of
from bench.drawings.scoring import Read, Score, There, scored
from bench.drawings.styles import STYLES


def there(*bounds: float, number: str = "101") -> There:
    return There(polygon=box(*bounds), number=number, name="办公室")


def read(*bounds: float, number: str = "101", confidence: float = 0.95) -> Read:
    return Read(polygon=box(*bounds), number=number, name="办公室", confidence=confidence)


@pytest.mark.parametrize(("width", "right"), [(9.4, 0), (9.5, 1), (9.6, 1), (10.5, 1), (10.6, 0)])
def test_a_room_is_right_from_95_of_100_on(width: float, right: int):
    #  true: 10 × 1    read: width × 1    shared: the lesser of both
    assert scored([there(0, 0, 10, 1)], [read(0, 0, width, 1)], []).right == right


def test_a_room_read_twice_is_right_once():
    score = scored([there(0, 0, 4, 6)], [read(0, 0, 4, 6), read(0, 0, 4, 6)], [])

    assert (score.recall, score.precision, score.false) == (1.0, 0.5, [(2.0, 3.0)])


def test_a_wrong_number_is_counted_over_right_rooms_only():
    score = scored(
        [there(0, 0, 4, 6), there(5, 0, 9, 6, number="102")],
        [read(0, 0, 4, 6, number="103"), read(50, 0, 54, 6, number="102")],
        [],
    )

    assert (score.numbered, score.numbers, score.right) == (1, 0, 1)


@pytest.mark.parametrize(("note", "lost"), [((2, 3), 0), ((4.9, 3), 0), ((5.1, 3), 1), (None, 1)])
def test_a_missed_room_is_lost_when_no_note_is_near_it(note, lost: int):
    assert scored([there(0, 0, 4, 6)], [], [note] if note else []).lost == lost


def test_confidence_is_kept_with_what_came_of_it():
    score = scored(
        [there(0, 0, 4, 6), there(5, 0, 9, 6)],
        [read(0, 0, 4, 6, confidence=0.95), read(5, 0, 7, 6, confidence=0.92),
         read(20, 0, 24, 6, confidence=0.4)],
        [],
    )  # fmt: skip

    assert score.right_at(0.9) == 0.5


def test_scores_add_up():
    total = Score()
    for n in range(2):
        total.add(scored([there(0, 0, 4, 6)], [read(0, 0, 4, 6)] * n, []))

    assert (total.rooms, total.read, total.right, total.recall) == (2, 1, 1, 0.5)


@pytest.mark.parametrize("rooms", [1, 7, 20, 90])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_floor_is_rooms_walls_and_doorways_and_nothing_twice(rooms: int, seed: int):
    floor = floor_of(Random(seed), rooms)
    spaces = [space.polygon for space in floor.spaces]
    doorways = shapely.union_all([door.opening for door in floor.doors])

    parts = sum(space.area for space in spaces) + floor.walls.area
    parts += shapely.difference(doorways, shapely.union_all(spaces)).area

    assert len(floor.rooms) == rooms
    assert shapely.union_all(spaces).area == pytest.approx(sum(s.area for s in spaces))
    assert parts == pytest.approx(floor.footprint.area)
    assert all(floor.footprint.contains(space) for space in spaces)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.name)
def test_a_drawing_is_the_same_each_time(tmp_path: Path, style):
    if style.clutter:
        pytest.skip("twenty thousand things take a while")
    first, _floor = drawn(style, 6, 1, tmp_path / "a.dxf")
    again, _floor = drawn(style, 6, 1, tmp_path / "b.dxf")

    assert [room.polygon.wkt for room in first] == [room.polygon.wkt for room in again]
    assert len(first) >= 6
