"""Rooms that are drawn as closed outlines."""

from __future__ import annotations

from dataclasses import replace

from cad_import.drawing.entities import Hatch
from cad_import.rooms import RoomsOfStorey, rooms_of

from .builders import box, line, ring, storey, text


def codes(found: RoomsOfStorey) -> list[str]:
    return sorted(note.code for note in found.notes)


def test_each_ring_is_a_room_as_it_is_drawn() -> None:
    #  +---+ +---+
    #  | 1 | | 2 |
    #  +---+ +---+
    rings = [box(0, 0, 4, 5, layer="RM$"), box(4.2, 0, 8.2, 5, layer="RM$")]

    found = rooms_of(storey(rings, [text("101", 2, 2, "0"), text("102", 6, 2, "0")]))

    assert [(room.number, round(room.area_m2, 9), room.source) for room in found.rooms] == [
        ("101", 20.0, "outline"),
        ("102", 20.0, "outline"),
    ]


def test_rings_that_tile_and_hold_labels_are_outlines_whatever_their_layer_is_called() -> None:
    rings = [box(x, 0, x + 4, 5, layer="Layer7") for x in (0, 4, 8)]
    labels = [text(words, x + 2, 2, "0") for words, x in (("A1", 0), ("A2", 4), ("A3", 8))]

    found = rooms_of(storey(rings, labels))

    assert [room.number for room in found.rooms] == ["A1", "A2", "A3"]
    assert codes(found) == ["outlines_guessed"]


def test_rings_without_labels_on_a_layer_that_says_nothing_are_not_rooms() -> None:
    rings = [box(x, 0, x + 4, 5, layer="Layer7") for x in (0, 4, 8)]

    found = rooms_of(storey(rings))

    assert found.rooms == ()


def test_an_outline_around_rooms_is_not_a_room() -> None:
    #  +-----------+
    #  | +--++--+  |
    #  | +--++--+  |
    #  +-----------+
    rings = [box(-1, -1, 9, 6, "ROOM"), box(0, 0, 4, 5, "ROOM"), box(4, 0, 8, 5, "ROOM")]

    found = rooms_of(storey(rings))

    assert [round(room.area_m2, 9) for room in found.rooms] == [20.0, 20.0]
    assert "outline_around_rooms" in codes(found)


def test_an_outline_drawn_twice_is_one_room() -> None:
    rings = [box(0, 0, 4, 5, "ROOM"), box(0, 0, 4, 5, "ROOM"), box(4, 0, 8, 5, "ROOM")]

    found = rooms_of(storey(rings))

    assert len(found.rooms) == 2
    assert "outline_drawn_twice" in codes(found)


def test_a_room_inside_a_room_is_cut_out_of_it() -> None:
    #  +-------+
    #  |  +-+  |
    #  |  +-+  |
    #  +-------+
    rings = [box(0, 0, 10, 10, "ROOM"), box(4, 4, 6, 6, "ROOM")]

    found = rooms_of(storey(rings))

    assert sorted(room.area_m2 for room in found.rooms) == [4.0, 96.0]
    assert "outline_inside_room" in codes(found)


def test_a_ring_that_touches_itself_is_mended_and_the_change_is_stated() -> None:
    #  A ring that runs in to a courtyard and back along the same line.
    keyhole = ring(
        (0, 0), (8, 0), (8, 8), (0, 8), (0, 4), (2, 4), (2, 6), (6, 6), (6, 2), (2, 2), (2, 4),
        (0, 4), layer="ROOM",
    )  # fmt: skip

    found = rooms_of(storey([keyhole, box(10, 0, 14, 5, "ROOM")]))

    assert [round(room.area_m2, 9) for room in found.rooms] == [48.0, 20.0]
    assert "outline_mended" in codes(found)
    assert "+0.000 m²" in next(n.text for n in found.notes if n.code == "outline_mended")


def test_a_bow_tie_has_two_solutions_and_is_quarantined() -> None:
    #  \ /
    #   X
    #  / \
    bow = ring((0, 0), (4, 4), (4, 0), (0, 4), layer="ROOM")

    found = rooms_of(storey([bow, box(10, 0, 14, 5, "ROOM")]))

    assert "outline_quarantined" in codes(found)
    assert min(room.confidence for room in found.rooms) == 0.2


def test_outlines_that_overlap_are_both_doubted() -> None:
    rings = [box(0, 0, 4, 5, "ROOM"), box(3.9, 0, 8, 5, "ROOM")]

    found = rooms_of(storey(rings))

    assert "rooms_overlap" in codes(found)
    assert [room.confidence for room in found.rooms] == [0.4, 0.4]


def test_a_zone_that_holds_many_numbers_is_not_a_room() -> None:
    labels = [text(f"10{n}", n, 1, "RM-NUMR") for n in range(1, 9)]

    found = rooms_of(storey([box(0, 0, 10, 5, "DEPT"), box(10, 0, 20, 5, "DEPT")], labels))

    assert found.rooms == ()


def test_filled_areas_that_tile_and_hold_labels_are_outlines() -> None:
    fills = [filled(x, "7") for x in (0, 4.2, 8.4)]
    labels = [text(words, x + 2, 2, "0") for words, x in (("A1", 0), ("A2", 4.2), ("A3", 8.4))]

    found = rooms_of(replace(storey([], labels), hatches=tuple(fills)))

    assert [(room.number, round(room.area_m2, 6), room.source) for room in found.rooms] == [
        ("A1", 20.0, "outline"),
        ("A2", 20.0, "outline"),
        ("A3", 20.0, "outline"),
    ]


def filled(x: float, layer: str) -> Hatch:
    return Hatch(
        rings=(((x, 0), (x + 4, 0), (x + 4, 5), (x, 5)),), layer=layer, handle="9", solid=True
    )


def test_a_finish_in_two_of_many_rooms_does_not_hide_the_walls() -> None:
    walls = [box(0, 0, 16, 5), *(line((x, 0), (x, 5)) for x in (4, 8, 12))]
    labels = [text(words, x, 2, "0") for words, x in (("A1", 2), ("A2", 6), ("A3", 10), ("A4", 14))]
    fills = (filled(0.0, "7"),)

    found = rooms_of(replace(storey(walls, labels), hatches=fills))

    assert [(room.number, room.source) for room in found.rooms] == [
        ("A1", "walls"),
        ("A2", "walls"),
        ("A3", "walls"),
        ("A4", "walls"),
    ]


def test_a_layer_may_be_called_by_its_rooms_number() -> None:
    rings = [box(x, 0, x + 4, 5, layer=name) for x, name in ((0, "1001"), (4, "1002"), (8, "1003"))]

    found = rooms_of(storey(rings))

    assert [(room.number, round(room.area_m2, 6)) for room in found.rooms] == [
        ("1001", 20.0),
        ("1002", 20.0),
        ("1003", 20.0),
    ]
