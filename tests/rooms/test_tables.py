"""A room table in the drawing, and writing that was drawn in several pieces."""

from __future__ import annotations

from dataclasses import replace

from cad_import.drawing.entities import Text
from cad_import.rooms import RoomsOfStorey, rooms_of
from cad_import.rooms.scattered import gathered

from .builders import box, storey, text


def two_rooms(*more: Text, areas: tuple[str, str] = ("20.00㎡", "20.00㎡")) -> RoomsOfStorey:
    strokes = [box(0, 0, 4, 5, "ROOM"), box(4, 0, 8, 5, "ROOM")]
    labels = [
        text("101", 2, 3, "房间号"),
        text(areas[0], 2, 2, "房间面积"),
        text("102", 6, 3, "房间号"),
        text(areas[1], 6, 2, "房间面积"),
    ]
    return rooms_of(storey(strokes, [*labels, *more]))


def table(*rows: tuple[str, str, str]) -> list[Text]:
    """Return a table east of the plan, a metre a row, three metres a column."""
    cells = [("房间号", "房间名称", "面积(m2)"), *rows]
    return [
        text(words, 20 + 3 * column, 5 - row, "0")
        for row, line in enumerate(cells)
        for column, words in enumerate(line)
    ]


def said(found: RoomsOfStorey, code: str) -> list[str]:
    return [note.text for note in found.notes if note.code == code]


def test_a_room_takes_its_name_from_the_table_where_the_plan_writes_none() -> None:
    found = two_rooms(*table(("101", "会议室", "20.00"), ("102", "办公室", "20.00")))

    assert [(room.number, room.name) for room in found.rooms] == [
        ("101", "会议室"),
        ("102", "办公室"),
    ]
    assert "label_outside_rooms" not in [note.code for note in found.notes]


def test_a_table_that_disagrees_with_the_plan_is_said() -> None:
    found = two_rooms(*table(("101", "会议室", "20.00"), ("102", "办公室", "25.00")))

    assert said(found, "room_table_disagrees") == [
        "Room 102: the room table says 25.00 m², the plan says 20.00 m²."
    ]


def test_rooms_that_only_the_table_or_only_the_plan_has_are_said() -> None:
    found = two_rooms(*table(("101", "会议室", "20.00"), ("103", "办公室", "20.00")))

    assert said(found, "room_only_in_table") == [
        "1 rooms of the room table were not found in the plan: 103."
    ]
    assert said(found, "room_not_in_table") == [
        "1 numbered rooms of the plan are not in the room table: 102."
    ]


def test_a_figure_its_unit_and_a_raised_two_are_one_area() -> None:
    #  20.00m with a small 2 above the line
    figure = text("20.00m", 2, 2, "房间面积", height=0.3)
    raised = replace(text("2", 2.85, 2.15, "房间面积"), height_m=0.15)

    found = rooms_of(
        storey([box(0, 0, 4, 5, "ROOM")], [text("101", 2, 3, "房间号"), figure, raised])
    )

    assert [(room.number, room.printed_area_m2) for room in found.rooms] == [("101", 20.0)]
    assert "several_numbers_in_room" not in [note.code for note in found.notes]


def test_a_figure_and_a_unit_that_stand_apart_are_put_together() -> None:
    parts = [text("28,4", 2, 2, "0"), text("m²", 2.7, 2, "0"), text("301", 2, 3, "0")]

    assert [part.text for part in gathered(parts)] == ["28,4m²", "301"]


def test_a_number_beside_a_figure_stays_a_number() -> None:
    parts = [text("101", 2, 2, "0"), text("2", 9, 2, "0")]

    assert [part.text for part in gathered(parts)] == ["101", "2"]
