"""What is put aside, and what is not taken for a room: old outlines, thick walls; lines led by an arrow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely.geometry import Polygon

from cad_import.drawing.entities import Stroke, Text
from cad_import.report import _rounded
from cad_import.rooms import RoomRead, RoomsOfStorey, rooms_of
from registry.terms import RoomUse

from .builders import box, labels_of_two_offices, line, storey, text, two_offices


def codes(found: RoomsOfStorey) -> set[str]:
    return {note.code for note in found.notes}


def rooms_in_a_row(*west: float) -> list[Stroke]:
    return [box(x, 0, x + 4, 5, layer="ROOM") for x in west]


def numbers_at(*middle: float) -> list[Text]:
    return [text(str(101 + n), x, 2.5, "0") for n, x in enumerate(middle)]


def test_an_outline_across_two_rooms_is_put_aside_as_old() -> None:
    #  +----+----+----+
    #  |101 |102 |103 |     old: from 2.8 to 6.8, over 101 and 102
    #  +----+----+----+
    rings = rooms_in_a_row(0, 4, 8, 2.8)

    found = rooms_of(storey(rings, numbers_at(2, 6, 10)))

    assert [(room.number, room.area_m2) for room in found.rooms] == [
        ("101", 20.0),
        ("102", 20.0),
        ("103", 20.0),
    ]
    assert "outline_across_others" in codes(found)


def test_of_two_outlines_the_one_whose_label_stands_in_its_middle_is_kept() -> None:
    rings = [*rooms_in_a_row(0, 1.2), *rooms_in_a_row(8, 12)]

    found = rooms_of(storey(rings, numbers_at(2, 10, 14)))

    assert [min(x for x, _y in room.polygon) for room in found.rooms] == [0.0, 8.0, 12.0]


def test_two_outlines_that_both_may_be_right_are_both_kept_in_doubt() -> None:
    rings = [*rooms_in_a_row(0, 3), *rooms_in_a_row(8, 12)]  # a number in each, outside the other

    found = rooms_of(storey(rings, numbers_at(1, 6, 10, 14)))

    assert len(found.rooms) == 4
    assert sorted(room.confidence for room in found.rooms)[:2] == [0.4, 0.4]
    assert "rooms_overlap" in codes(found)


@pytest.mark.parametrize(("thick", "rooms"), [(0.49, 2), (0.9, 3)])
def test_a_closed_wall_between_rooms_is_no_room_but_a_passage_is(thick: float, rooms: int) -> None:
    #  +------++------+     a box of 5 m between two labelled rooms, with a door drawn in the east
    #  | 101  ||  102 |
    #  +------++------+
    strokes = [
        box(0, 0, 4, 5),
        line((4, 0), (4 + thick, 0)),
        line((4, 5), (4 + thick, 5)),
        box(4 + thick, 0, 8 + thick, 5),
    ]
    labels = [text("101", 2, 2, "房间号"), text("102", 6 + thick, 2, "房间号")]

    found = rooms_of(storey(strokes, labels))

    assert len(found.rooms) == rooms


def test_the_lines_under_a_led_number_go_where_its_arrow_leads() -> None:
    led = replace(text("301", 2, -3, layer="房间号"), leader=((2.0, -3.0), (2.0, 2.0)))
    below = [text("办公室", 2, -3.5), text("20.00㎡", 2, -4, layer="房间面积")]
    others = [label for label in labels_of_two_offices() if label.at[0] == 6]

    found = rooms_of(storey(two_offices(), [led, *below, *others]))

    room = next(room for room in found.rooms if room.number == "301")
    assert (room.name, room.printed_area_m2) == ("办公室", 20.0)


def test_a_spike_that_rounding_would_fold_is_cut_off() -> None:
    spike = (13.7016882, 13.7783062), (13.7016880, 13.78), (13.6991901, 13.7818804)
    spiked = RoomRead(
        number="1",
        name=None,
        use=RoomUse.OFFICE,
        area_m2=1.0,
        printed_area_m2=None,
        polygon=((10.0, 13.78), (13.7016884, 13.7783062), (13.7016876, 19.0), *spike, (10.0, 19.0)),
        holes=(),
        source="walls",
        confidence=0.9,
    )

    ((shell, *holes),) = _rounded([spiked])

    assert Polygon(shell, holes).is_valid


def test_walls_drawn_with_a_wide_pen_are_as_thick_as_the_pen() -> None:
    #  the centre line of walls 0.2 m thick around 4 by 5 m
    pen = replace(box(-0.1, -0.1, 4.1, 5.1, layer="墙"), width_m=0.2)

    (room,) = rooms_of(storey([pen], [text("101", 2, 2, "房间号")])).rooms

    assert (room.number, round(room.area_m2, 6)) == ("101", 20.0)


def test_an_outline_drawn_with_a_wide_pen_is_taken_along_its_middle() -> None:
    pens = [replace(box(x, 0, x + 4, 5, layer="ROOM"), width_m=0.05) for x in (0, 5)]

    found = rooms_of(storey(pens, numbers_at(2, 7)))

    assert [round(room.area_m2, 6) for room in found.rooms] == [20.0, 20.0]
