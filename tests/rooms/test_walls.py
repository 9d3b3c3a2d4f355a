"""Rooms that walls enclose, and the openings in them."""

from __future__ import annotations

import pytest

from cad_import.rooms import COLUMNS_LEFT_OUT, RoomsOfStorey, rooms_of

from .builders import box, labels_of_two_offices, line, storey, swing, text, two_offices


def codes(found: RoomsOfStorey) -> list[str]:
    return [note.code for note in found.notes]


def areas(found: RoomsOfStorey) -> list[float]:
    return [round(room.area_m2, 4) for room in found.rooms]


def test_a_partition_makes_two_rooms() -> None:
    #  +---+---+
    #  | A | B |
    #  +---+---+
    walls = [box(0, 0, 6, 4), line((3, 0), (3, 4))]

    found = rooms_of(storey(walls))

    assert areas(found) == [12.0, 12.0]


def test_doors_are_closed_at_each_rooms_own_wall_face() -> None:
    found = rooms_of(storey(two_offices(), labels_of_two_offices()))

    assert [(room.number, room.name, str(room.use)) for room in found.rooms] == [
        ("301", "办公室", "office"),
        ("302", "会议室", "service"),
    ]
    assert areas(found) == [20.0, 20.0]
    assert {closure.width_mm for closure in found.closures} == {900}
    assert {closure.evidence for closure in found.closures} == {"door"}


def test_the_swing_of_a_door_is_not_cut_out_of_the_room() -> None:
    found = rooms_of(storey(two_offices(), labels_of_two_offices()))

    assert [len(room.polygon) for room in found.rooms] == [4, 4]


def test_the_space_between_the_two_lines_of_a_wall_is_no_room() -> None:
    found = rooms_of(storey(two_offices(), labels_of_two_offices()))

    assert len(found.rooms) == 2
    assert found.balance.outline_m2 == pytest.approx(8.68 * 5.48)
    assert found.balance.walls_m2 == pytest.approx(8.68 * 5.48 - 40.0)
    assert found.balance.residue_m2 == 0.0


def test_a_window_closes_its_gap_along_the_wall_face() -> None:
    #  +--====--+   four lines stand in the gap, set back from both faces
    #  |        |
    #  +--------+
    walls = [
        line((1, 3), (0, 3), (0, 0), (4, 0), (4, 3), (2.5, 3)),
        line((1, 3.24), (-0.24, 3.24), (-0.24, -0.24), (4.24, -0.24), (4.24, 3.24), (2.5, 3.24)),
        line((1, 3), (1, 3.24)),
        line((2.5, 3), (2.5, 3.24)),
        line((1, 3.08), (2.5, 3.08), layer="WINDOW"),
        line((1, 3.16), (2.5, 3.16), layer="WINDOW"),
    ]

    found = rooms_of(storey(walls, [text("办公室", 2, 1)]))

    assert areas(found) == [12.0]


@pytest.mark.parametrize(("width", "rooms"), [(1.49, 2), (1.5, 2), (1.51, 1)])
def test_a_bare_gap_is_closed_up_to_the_width_of_an_opening(width: float, rooms: int) -> None:
    #  +-----++-----+
    #  |            |
    #  +-----++-----+
    half = width / 2
    walls = [
        box(0, 0, 8, 5),
        line((3.9, 0), (3.9, 2.5 - half), (4.1, 2.5 - half), (4.1, 0)),
        line((3.9, 5), (3.9, 2.5 + half), (4.1, 2.5 + half), (4.1, 5)),
    ]

    found = rooms_of(storey(walls, [text("办公室", 1, 1)]))

    assert len(found.rooms) == rooms
    assert ("gap_left_open" in codes(found)) is (rooms == 1)


def test_a_column_that_stands_free_counts_as_part_of_its_room() -> None:
    #  +-------+
    #  |   #   |
    #  +-------+
    strokes = [box(0, 0, 6, 4), box(2.8, 1.8, 3.2, 2.2, layer="COLUMN")]

    found = rooms_of(storey(strokes))

    assert areas(found) == [24.0]


def test_a_rule_may_leave_free_columns_out() -> None:
    strokes = [box(0, 0, 6, 4), box(2.8, 1.8, 3.2, 2.2, layer="COLUMN")]

    found = rooms_of(storey(strokes), rule=COLUMNS_LEFT_OUT)

    assert areas(found) == [23.84]
    assert found.rule.name == "columns, cores and shafts do not count"


def test_a_column_that_touches_a_wall_is_left_out_of_the_room() -> None:
    #  +---#---+
    #  |       |
    #  +-------+
    strokes = [box(0, 0, 6, 4), box(2.8, 3.6, 3.2, 4.0, layer="COLUMN")]

    found = rooms_of(storey(strokes))

    assert areas(found) == [23.84]


def test_furniture_does_not_matter() -> None:
    furniture = [box(x, 1, x + 0.8, 1.6, layer="FURN") for x in (0.5, 1.5, 2.5, 5.0)]

    found = rooms_of(storey([*two_offices(), *furniture], labels_of_two_offices()))

    assert areas(found) == [20.0, 20.0]


def test_walls_that_miss_each_other_by_a_drafting_gap_are_joined() -> None:
    walls = [
        line((0, 0), (5.98, 0)),
        line((6, 0.0), (6, 4)),
        line((6, 4.0), (0, 4)),
        line((0, 4), (0, 0.02)),
    ]

    found = rooms_of(storey(walls))

    assert areas(found) == [24.0]


def test_corners_are_measured_where_the_lines_were_drawn_not_on_the_grid() -> None:
    #  The noding grid is 5 mm; a room of 3.3337 m by 3.0001 m keeps its area.
    found = rooms_of(storey([box(0.0013, 0.0017, 3.335, 3.0018)]))

    assert found.rooms[0].area_m2 == pytest.approx(3.3337 * 3.0001, abs=1e-9)


def test_door_leaves_and_swings_on_the_wall_layer_bound_nothing() -> None:
    strokes = [
        line((1, 0), (0, 0), (0, 3), (4, 3), (4, 0), (1.9, 0)),
        *swing(1, 0, 0.9, 0, layer="WALL"),
    ]

    found = rooms_of(storey(strokes, [text("办公室", 2, 2)]))

    assert areas(found) == [12.0]


def test_an_open_plan_stays_one_space_with_its_names_said() -> None:
    labels = [text("办公区", 1, 1), text("接待区", 6, 3)]

    found = rooms_of(storey([box(0, 0, 8, 4)], labels))

    assert areas(found) == [32.0]
    assert "several_names_in_room" in codes(found)


def test_lines_on_a_layer_that_is_no_wall_make_no_room() -> None:
    plot = [box(0, 0, 30, 20, layer="SITE"), box(5, 5, 15, 12, layer="foundation")]

    found = rooms_of(storey(plot))

    assert found.rooms == ()
    assert codes(found) == ["no_rooms_found"]
