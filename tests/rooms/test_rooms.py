"""Rooms from outlines and from walls, each figure drawn beside its test."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import LineString

from cad_import.drawing import Stroke
from cad_import.pipeline import read_rooms
from cad_import.rooms import FloorRead, rooms_of
from registry.terms import RoomUse
from tests.rooms import plans as draw


def codes(floor: FloorRead) -> list[str]:
    return [note.code for note in floor.notes]


def areas(floor: FloorRead) -> list[float]:
    return sorted(round(room.area_m2, 4) for room in floor.rooms)


# --- outlines -------------------------------------------------------------------------


def test_closed_outlines_are_taken_as_they_are():
    #  +-----+-----+
    #  | 101 | 102 |
    #  +-----+-----+
    floor = rooms_of(
        draw.storey(
            [draw.box(0, 0, 4, 5), draw.box(4, 0, 8, 5)],
            [draw.text("101", (2, 2)), draw.text("102", (6, 2))],
        )
    )

    assert [(room.number, room.area_m2, room.source) for room in floor.rooms] == [
        ("101", 20, "outline"),
        ("102", 20, "outline"),
    ]


def test_number_name_and_printed_area_join_the_room_they_stand_in():
    floor = rooms_of(
        draw.storey(
            [draw.box(0, 0, 6, 6)],
            [
                draw.text("副局长办公室", (3, 4), "房间名"),
                draw.text("1203", (3, 3), "房间号"),
                draw.text("36.00㎡", (3, 2), "房间面积"),
            ],
        )
    )

    (room,) = floor.rooms
    assert (room.number, room.name, room.printed_area_m2) == ("1203", "副局长办公室", 36.0)
    assert room.use is RoomUse.OFFICE
    assert room.confidence >= 0.98


def test_a_number_used_twice_is_reported_at_both_places():
    floor = rooms_of(
        draw.storey(
            [draw.box(0, 0, 4, 5), draw.box(4, 0, 8, 5)],
            [draw.text("B36", (2, 2)), draw.text("B36", (6, 2))],
        )
    )

    assert codes(floor).count("room_number_twice") == 2
    assert len(floor.rooms) == 2


def test_an_outline_around_rooms_is_no_room():
    floor = rooms_of(
        draw.storey(
            [draw.box(0, 0, 8, 5), draw.box(0.1, 0.1, 4, 4.9), draw.box(4.1, 0.1, 7.9, 4.9)],
            [draw.text("101", (2, 2)), draw.text("102", (6, 2))],
        )
    )

    assert [room.number for room in floor.rooms] == ["101", "102"]
    assert "outline_around_rooms" in codes(floor)


def test_a_room_inside_a_room_is_taken_out_of_it():
    floor = rooms_of(
        draw.storey(
            [draw.box(0, 0, 10, 10), draw.box(4, 4, 6, 6)],
            [draw.text("101", (2, 2)), draw.text("102", (5, 5))],
        )
    )

    assert {room.number: room.area_m2 for room in floor.rooms} == {"101": 96, "102": 4}
    assert "outline_inside_room" in codes(floor)


def test_a_printed_area_that_disagrees_is_reported_and_doubted():
    floor = rooms_of(
        draw.storey([draw.box(0, 0, 4, 5)], [draw.text("101", (2, 3)), draw.text("25.00m2", (2, 2))])
    )

    assert "printed_area_disagrees" in codes(floor)
    assert floor.rooms[0].confidence < 0.9


def test_closed_lines_without_labels_on_a_layer_of_no_meaning_are_no_rooms():
    floor = rooms_of(draw.storey([draw.box(n * 5, 0, n * 5 + 4, 4, "s001") for n in range(8)]))

    assert floor.rooms == ()
    assert "no_rooms_found" in codes(floor)


# --- walls ----------------------------------------------------------------------------


def test_walls_with_a_door_make_two_rooms_to_their_inner_faces():
    floor = rooms_of(draw.storey(draw.two_rooms_and_a_door()))

    assert areas(floor) == [12.0, 12.0]
    assert {closure.kind for closure in floor.closures} == {"door"}
    assert {closure.width_mm for closure in floor.closures} == {900}


def test_the_door_gap_belongs_to_no_room_and_its_swing_cuts_nothing():
    floor = rooms_of(draw.storey(draw.two_rooms_and_a_door()))

    assert floor.balance.outline_m2 == pytest.approx(8.6 * 3.4)
    assert floor.balance.rooms_m2 == pytest.approx(24.0)
    assert [len(room.polygon.exterior.coords) - 1 for room in floor.rooms] == [4, 4]


def test_furniture_and_a_standing_column_take_nothing_away():
    floor = rooms_of(
        draw.storey(
            [
                *draw.two_rooms_and_a_door(),
                draw.box(1, 1, 2, 2, "FURN"),
                draw.box(6, 1.5, 6.4, 1.9, "COLUMN"),
            ]
        )
    )

    assert areas(floor) == [12.0, 12.0]


def test_a_column_that_stands_in_the_wall_and_into_the_room_is_taken_out():
    floor = rooms_of(
        draw.storey([*draw.two_rooms_and_a_door(), draw.box(0, 0, 0.5, 0.5, "COLUMN")])
    )

    assert areas(floor) == [pytest.approx(12 - 0.3 * 0.3), 12.0]


def test_a_wide_gap_is_left_open_and_the_room_is_not_invented():
    #  a room whose eastern wall is missing
    strokes = [
        draw.line((0, 0), (5, 0)),
        draw.line((0, 0), (0, 5)),
        draw.line((0, 5), (5, 5)),
    ]

    floor = rooms_of(draw.storey(strokes))

    assert floor.rooms == ()
    assert "walls_enclose_nothing" in codes(floor)


def test_wall_lines_that_miss_each_other_by_a_few_millimetres_still_meet():
    strokes = [
        draw.line((0, 0), (4, 0)),
        draw.line((4, 0), (4, 2.996)),
        draw.line((4, 3), (0, 3)),
        draw.line((0, 3), (0, 0)),
    ]

    floor = rooms_of(draw.storey(strokes, [draw.text("101", (2, 1))]))

    assert [round(room.area_m2, 2) for room in floor.rooms] == [12.0]


def test_labels_outside_every_room_are_reported():
    floor = rooms_of(draw.storey(draw.two_rooms_and_a_door(), [draw.text("105", (20, 20))]))

    assert "label_outside_rooms" in codes(floor)


@pytest.mark.parametrize("words", ["M1021", "C1518", "12.50", "%%c20", "1:100", "FM甲1521"])
def test_tags_sizes_and_scales_are_no_room_numbers(words: str):
    floor = rooms_of(draw.storey([draw.box(0, 0, 4, 5)], [draw.text(words, (2, 2))]))

    assert [room.number for room in floor.rooms] == [None]


# --- properties -----------------------------------------------------------------------


def moved(stroke: Stroke, dx: float, dy: float) -> Stroke:
    arc = stroke.arc and replace(stroke.arc, centre=(stroke.arc.centre[0] + dx, stroke.arc.centre[1] + dy))
    return replace(stroke, points=tuple((x + dx, y + dy) for x, y in stroke.points), arc=arc)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_lines_does_not_matter(seed: int):
    strokes = draw.two_rooms_and_a_door()
    random.Random(seed).shuffle(strokes)

    assert areas(rooms_of(draw.storey(strokes))) == [12.0, 12.0]


@settings(max_examples=25, deadline=None)
@given(dx=st.integers(-50_000, 50_000), dy=st.integers(-50_000, 50_000))
def test_moving_a_plan_does_not_matter(dx: int, dy: int):
    strokes = [moved(stroke, dx / 10, dy / 10) for stroke in draw.two_rooms_and_a_door()]

    assert areas(rooms_of(draw.storey(strokes))) == [pytest.approx(12, abs=0.002)] * 2


@settings(max_examples=25, deadline=None)
@given(index=st.integers(0, 3), share=st.floats(0.1, 0.9))
def test_splitting_a_line_in_two_does_not_matter(index: int, share: float):
    strokes = draw.two_rooms_and_a_door()
    start, end = strokes[index].points
    spot = LineString([start, end]).interpolate(share, normalized=True)
    middle = (round(spot.x, 3), round(spot.y, 3))

    split = [draw.line(start, middle), draw.line(middle, end), *strokes[:index], *strokes[index + 1 :]]

    assert areas(rooms_of(draw.storey(split))) == [12.0, 12.0]


@settings(max_examples=15, deadline=None)
@given(degrees=st.floats(0, 90))
def test_turning_a_plan_does_not_matter(degrees: float):
    def turned(stroke: Stroke) -> Stroke:
        line = affinity.rotate(LineString(stroke.points), degrees, origin=(0, 0))
        arc = stroke.arc
        if arc is not None:
            (x, y), = affinity.rotate(LineString([arc.centre, (0, 0)]), degrees, origin=(0, 0)).coords[:1]
            arc = replace(arc, centre=(x, y), start_deg=arc.start_deg + degrees,
                          end_deg=arc.end_deg + degrees)
        return replace(stroke, points=tuple(line.coords), arc=arc)

    floor = rooms_of(draw.storey([turned(stroke) for stroke in draw.two_rooms_and_a_door()]))

    assert areas(floor) == [pytest.approx(12, abs=0.005)] * 2


# --- real drawings --------------------------------------------------------------------


def test_contoso_basement_has_63_rooms_and_b36_twice(drawings: Path):
    reading = read_rooms(drawings / "contoso1_Basement.dxf")

    (floor,) = reading.floors
    assert len(floor.rooms) == 63
    assert [room.number for room in floor.rooms].count("B36") == 2
    assert codes(floor).count("room_number_twice") == 2
    assert sum(room.area_m2 for room in floor.rooms) == pytest.approx(4897.2, abs=0.1)


def test_contoso_ground_has_68_rooms_with_numbers_and_names(drawings: Path):
    reading = read_rooms(drawings / "contoso2_Ground.dxf")

    (floor,) = reading.floors
    by_number = {room.number: room for room in floor.rooms}
    assert (reading.drawing.unit.name, len(floor.rooms)) == ("inch", 68)
    assert sum(room.number is not None for room in floor.rooms) == 67
    assert sum(room.name is not None for room in floor.rooms) == 67
    assert by_number["1300"].name == "Office"
    assert by_number["STR-6"].use is RoomUse.CIRCULATION
    assert sum(room.area_m2 for room in floor.rooms) == pytest.approx(2429.8, abs=0.5)
    assert "outline_mended" in codes(floor)


def test_fourteen_outlines_without_labels_are_fourteen_rooms(drawings: Path):
    (floor,) = read_rooms(drawings / "ccwi_roompolygons.dxf").floors

    assert len(floor.rooms) == 14
    assert codes(floor).count("room_without_number") == 14


@pytest.mark.parametrize(
    "name", ["house_site_cc0.dxf", "survey_projected_ru.dxf", "nested_insert_layers.dxf"]
)
def test_what_is_no_floor_plan_has_no_rooms(drawings: Path, name: str):
    assert [len(floor.rooms) for floor in read_rooms(drawings / name).floors] == [0]


def test_a_free_plan_is_not_invented_into_rooms(drawings: Path):
    (floor,) = read_rooms(drawings / "barcelona_plan.dxf").floors

    assert len(floor.rooms) <= 3


@pytest.mark.parametrize(
    "name", ["contoso1_Basement.dxf", "contoso2_Ground.dxf", "bishop_house.dxf", "ceco_architecture.dxf"]
)
def test_rooms_of_real_drawings_never_overlap(drawings: Path, name: str):
    (floor,) = read_rooms(drawings / name).floors

    shared = [
        one.polygon.intersection(other.polygon).area
        for one, other in combinations(floor.rooms, 2)
        if one.polygon.intersects(other.polygon)
    ]
    assert max(shared, default=0) < 0.01
