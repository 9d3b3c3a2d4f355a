"""What is written in a room, and what is not a room's writing."""

from __future__ import annotations

import pytest

from cad_import.profiles import Role
from cad_import.rooms import RoomRead, rooms_of
from cad_import.rooms.writing import pieces

from .builders import box, storey, text


def only_room(*labels: object) -> RoomRead:
    (room,) = rooms_of(storey([box(0, 0, 6, 5)], labels)).rooms  # type: ignore[arg-type]
    return room


@pytest.mark.parametrize(
    "number", ["1000", "B36", "STR-6", "ELEV-1", "A301", "1-203", "301室", "1031/1037"]
)
def test_numbers_as_offices_write_them(number: str) -> None:
    assert [(piece.kind, piece.text) for piece in pieces(number, Role.UNKNOWN)] == [
        ("number", number)
    ]


@pytest.mark.parametrize(
    "tag",
    ["M1021", "C1518", "FM甲1021", "±0.000", "3.600", "X=3214.5", "21'2 x 20'10", "1:100", "A"],
)
def test_tags_levels_and_sizes_say_nothing_of_a_room(tag: str) -> None:
    assert pieces(tag, Role.UNKNOWN) == ()


@pytest.mark.parametrize(
    ("printed", "area"),
    [
        ("34.88m²", 34.88),
        ("12.50㎡", 12.5),
        ("34.88m2", 34.88),
        ("使用面积:18平方米", 18.0),
        ("28,4^ m2^", 28.4),
        ("51ft² 36in²", 4.7612808),
        ("120 SF", 11.14836480),
    ],
)
def test_printed_areas_in_square_metres(printed: str, area: float) -> None:
    (piece,) = pieces(printed, Role.UNKNOWN)

    assert piece.area_m2 == pytest.approx(area)


def test_number_and_name_of_one_line_are_parted() -> None:
    found = [(piece.kind, piece.text) for piece in pieces("A301办公室", Role.UNKNOWN)]

    assert found == [("number", "A301"), ("name", "办公室")]


def test_a_name_over_two_texts_is_one_name() -> None:
    room = only_room(text("MASTER", 3, 3, "A-TEXT"), text("BEDROOM", 3, 2.55, "A-TEXT"))

    assert room.name == "MASTER BEDROOM"


def test_number_and_name_on_layers_of_their_own() -> None:
    room = only_room(
        text("1300", 3, 3, "A-IDEN-NUMR-EXST"), text("Office", 3, 2, "A-IDEN-NAME-EXST")
    )

    assert (room.number, room.name, str(room.use)) == ("1300", "Office", "office")


def test_a_size_that_stands_in_few_rooms_is_not_taken_as_a_number() -> None:
    rooms = [box(x, 0, x + 4, 5) for x in (0, 4, 8, 12)]
    names = [text("Bedroom", x + 2, 3, "TEXT") for x in (0, 4, 8, 12)]

    found = rooms_of(storey(rooms, [*names, text("2668", 2, 0.3, "TEXT")]))

    assert [room.number for room in found.rooms] == [None] * 4


def test_a_number_used_twice_is_said_with_its_places() -> None:
    rooms = [box(0, 0, 4, 5), box(4, 0, 8, 5)]

    found = rooms_of(storey(rooms, [text("B36", 2, 2, "房间号"), text("B36", 6, 2, "房间号")]))

    (note,) = [note for note in found.notes if note.code == "room_number_twice"]
    assert "(2.00, 2.50), (6.00, 2.50)" in note.text


def test_a_label_outside_every_room_is_said() -> None:
    found = rooms_of(storey([box(0, 0, 4, 5)], [text("301", 9, 9, "房间号")]))

    assert "label_outside_rooms" in [note.code for note in found.notes]


@pytest.mark.parametrize(("printed", "said"), [("20.05㎡", False), ("20.06㎡", True)])
def test_a_printed_area_that_disagrees_is_said(printed: str, said: bool) -> None:
    #  A tolerance of 0.2 % of 20 m² is 0.04 m²; drawn are 20.01 m².
    found = rooms_of(storey([box(0, 0, 4, 5.0025)], [text(printed, 2, 2, "房间面积")]))

    assert ("printed_area_disagrees" in [note.code for note in found.notes]) is said


@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("局长办公室", "office"),
        ("会议室", "service"),
        ("男卫生间", "service"),
        ("电梯机房", "equipment"),
        ("电梯厅", "circulation"),
        ("地下车库", "auxiliary"),
        ("Stairwell", "circulation"),
        ("Mech/Elec", "equipment"),
        ("多功能", "unknown"),
    ],
)
def test_the_name_tells_the_use(name: str, use: str) -> None:
    assert only_room(text(name, 3, 2)).use == use
