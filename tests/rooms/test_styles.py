"""Walls as offices draw them: filled, single, on a layer that says nothing; openings as they come."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Polygon

from cad_import.drawing.entities import Hatch, Point, Storey, Stroke
from cad_import.rooms import RoomsOfStorey, rooms_of

from .builders import box, line, ring, storey, swing, text

LABELS = [text("301", 2, 3, "房间号"), text("302", 6, 3, "房间号"), text("303", 10, 3, "房间号")]


def areas(found: RoomsOfStorey) -> list[float]:
    return [round(room.area_m2, 4) for room in found.rooms]


def three_bays(doors: float) -> Polygon:
    """Return the walls of three rooms of 4 by 5 m with door gaps in the partitions.

    ::

        +-----++-----++-----+
        |     ||     ||     |
        | 301    302    303 |
        |     ||     ||     |
        +-----++-----++-----+
    """
    walls = Polygon([(-0.2, -0.2), (12.6, -0.2), (12.6, 5.2), (-0.2, 5.2)])
    for x in (0.0, 4.2, 8.4):
        walls = walls.difference(Polygon([(x, 0), (x + 4, 0), (x + 4, 5), (x, 5)]))
    for x in (4.0, 8.2):
        gap = [(x - 0.1, 2), (x + 0.3, 2), (x + 0.3, 2 + doors), (x - 0.1, 2 + doors)]
        walls = walls.difference(Polygon(gap))
    assert isinstance(walls, Polygon)
    return walls


def rings_of(walls: Polygon) -> list[tuple[Point, ...]]:
    rings = [walls.exterior, *walls.interiors]
    return [tuple((float(x), float(y)) for x, y in each.coords[:-1]) for each in rings]


def lines_of(walls: Polygon, layer: str) -> list[Stroke]:
    return [ring(*points, layer=layer) for points in rings_of(walls)]


@pytest.mark.parametrize("layer", ["WALL", "WALL-PATT", "填充", "7"])
def test_walls_that_are_only_filled(layer: str) -> None:
    fill = Hatch(rings=tuple(rings_of(three_bays(0.9))), layer=layer, handle="9", solid=True)
    plan = storey([], LABELS)

    found = rooms_of(_with_hatches(plan, fill))

    assert areas(found) == [20.0, 20.0, 20.0]


def test_a_floor_finish_is_no_wall() -> None:
    tiles = Hatch(rings=(((0, 0), (4, 0), (4, 5), (0, 5)),), layer="填充", handle="9", solid=True)

    found = rooms_of(_with_hatches(storey([], LABELS), tiles))

    assert found.rooms == ()


def _with_hatches(plan: Storey, *hatches: Hatch) -> Storey:
    return replace(plan, hatches=hatches)


def test_walls_doors_and_desks_on_one_layer() -> None:
    desks = [box(x, 1, x + 1.4, 1.7, layer="0") for x in (1, 5.2, 9.4)]
    doors = [*swing(4.2, 2, 0.9, 0, layer="0"), *swing(8.4, 2, 0.9, 0, layer="0")]

    found = rooms_of(storey([*lines_of(three_bays(0.9), "0"), *desks, *doors], LABELS))

    assert areas(found) == [20.0, 20.0, 20.0]
    assert max(room.confidence for room in found.rooms) <= 0.5


def test_single_lines_on_a_layer_that_says_nothing_are_walls_where_they_part_labels() -> None:
    outer = [
        line((0, 0), (12, 0)),
        line((12, 0), (12, 5)),
        line((12, 5), (0, 5)),
        line((0, 5), (0, 0)),
    ]
    inner = [part for x in (4, 8) for part in (line((x, 0), (x, 2)), line((x, 2.9), (x, 5)))]
    tops = [line((x, 5), (x, 7)) for x in (0, 4, 8, 12)]
    walls = [_on(stroke, "3") for stroke in (*outer, *inner, *tops, line((0, 7), (12, 7)))]
    labels = [text("301", 2, 2, "0"), text("302", 6, 2, "0"), text("303", 10, 2, "0")]

    found = rooms_of(storey(walls, labels))

    assert [room.number for room in found.rooms if room.number] == ["301", "302", "303"]
    assert {room.confidence for room in found.rooms} == {0.4}


def _on(stroke: Stroke, layer: str) -> Stroke:
    return replace(stroke, layer=layer)


def corridor_plan(width: float) -> list[Stroke]:
    """Return an office over a corridor, the opening beside the west wall.

    ::

        +-------------+
        |     301     |
        +     +-------+
        |    走廊      |
        +-------------+
    """
    return [box(0, 0, 8, 6), line((8, 2), (width, 2), (width, 2.2), (8, 2.2))]


@pytest.mark.parametrize(("width", "rooms"), [(0.9, 2), (1.5, 2), (2.6, 2), (2.7, 1)])
def test_an_opening_beside_a_crossing_wall_parts_two_labelled_rooms(
    width: float, rooms: int
) -> None:
    labels = [
        text("301", 4, 4, "房间号"),
        text("走廊", 4, 1, "房间名"),
        text("办公室", 4, 3.5, "房间名"),
    ]

    found = rooms_of(storey(corridor_plan(width), labels))

    assert len(found.rooms) == rooms


def test_a_stub_of_wall_does_not_cut_a_room_in_two() -> None:
    #  One number, one name, and a wing wall between them.
    labels = [text("301", 4, 4, "房间号"), text("办公室", 4, 1, "房间名")]

    found = rooms_of(storey(corridor_plan(1.2), labels))

    assert [(room.number, room.name) for room in found.rooms] == [("301", "办公室")]


def test_the_lines_of_a_threshold_are_not_leaves_of_another_door() -> None:
    #  Doors drawn as two lines at the corners of a corridor 2.1 m wide.
    walls = [
        box(0, 0, 8.2, 12.5),
        line((4, 0), (4, 5), (0.9, 5), (0.9, 5.2), (4.2, 5.2)),
        line((4.2, 0), (4.2, 5)),
        line((5.1, 5), (8.2, 5)),
        line((5.1, 5), (5.1, 5.2), (8.2, 5.2)),
        line((4.2, 5), (4.2, 5.2)),
        line((4, 12.5), (4, 7.5), (0.9, 7.5), (0.9, 7.3), (4.2, 7.3)),
        line((4.2, 12.5), (4.2, 7.5)),
        line((5.1, 7.5), (8.2, 7.5)),
        line((5.1, 7.5), (5.1, 7.3), (8.2, 7.3)),
        line((4.2, 7.5), (4.2, 7.3)),
    ]
    doors = [line((x, y), (x + 0.9, y), layer="DOOR") for x in (0, 4.2) for y in (5, 5.2, 7.3, 7.5)]
    numbers = [("101", 2, 2), ("102", 6, 2), ("201", 2, 10), ("202", 6, 10)]
    labels = [text(number, x, y, "房间号") for number, x, y in numbers]

    found = rooms_of(storey([*walls, *doors], [*labels, text("走廊", 2, 6.2, "房间名")]))

    assert [room.number for room in found.rooms] == ["101", "102", "201", "202", None]
    assert round(found.rooms[-1].area_m2, 4) == 17.22


def test_lines_that_run_past_a_jamb_do_not_hide_its_opening() -> None:
    #  At every jamb the faces overshoot by 15 mm, as in drawings snapped by eye.
    over = 0.015
    walls = [
        box(0, 0, 8, 5),
        line((3.9, 0), (3.9, 2 + over)),
        line((4.1, 0), (4.1, 2 + over)),
        line((3.9 - over, 2), (4.1 + over, 2)),
        line((3.9, 5), (3.9, 3 - over)),
        line((4.1, 5), (4.1, 3 - over)),
        line((3.9 - over, 3), (4.1 + over, 3)),
    ]

    found = rooms_of(storey(walls, [LABELS[0], LABELS[1]]))

    assert areas(found) == [19.5, 19.5]


def test_a_short_face_drawn_askew_still_finds_the_jamb_it_faces() -> None:
    #  The stub above the opening leans by 2°: 10 mm on 280 mm.
    walls = [
        box(0, 0, 8, 5),
        line((3.9, 0), (3.9, 3.82), (4.1, 3.82), (4.1, 0)),
        line((3.9, 5), (3.91, 4.72), (4.11, 4.72), (4.1, 5)),
    ]

    found = rooms_of(storey(walls, [LABELS[0], LABELS[1]]))

    assert [room.number for room in found.rooms] == ["301", "302"]


def test_the_compartments_of_a_toilet_are_part_of_it() -> None:
    #  +--+--+-----+    two cubicles of 0.9 by 1.4 m behind boards of 30 mm
    #  |  |  |     |
    #  +/-+/-+     |
    #  |           |
    #  +-----------+
    walls = [
        box(0, 0, 4, 3),
        line((0.9, 3), (0.9, 1.6)), line((0.93, 3), (0.93, 1.6)),
        line((1.83, 3), (1.83, 1.57), (1.75, 1.57), (1.75, 1.6), (1.8, 1.6), (1.8, 3)),
        line((0, 1.6), (0.1, 1.6), (0.1, 1.57), (0, 1.57)),
        line((0.8, 1.6), (0.9, 1.6)), line((0.8, 1.6), (0.8, 1.57), (1.03, 1.57), (1.03, 1.6)),
        line((1.03, 1.6), (0.93, 1.6)),
    ]  # fmt: skip
    doors = [*swing(0.1, 1.585, 0.7, 270), *swing(1.03, 1.585, 0.72, 270)]

    found = rooms_of(storey([*walls, *doors], [text("男卫生间", 3, 1, "房间名")]))

    assert [room.name for room in found.rooms] == ["男卫生间"]
    assert found.rooms[0].area_m2 > 11.8
    assert "its compartments are part of it" in found.rooms[0].reasons
