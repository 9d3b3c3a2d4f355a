"""A gap that a person takes back stays open, and everything left over is named."""

from __future__ import annotations

import pytest

from cad_import.profiles import NOTHING_STATED, Role, Told
from cad_import.rooms import RoomsOfStorey, rooms_of

from .builders import box, labels_of_two_offices, line, ring, storey, text, two_offices


def numbers(found: RoomsOfStorey) -> list[str | None]:
    return [room.number for room in found.rooms]


def test_taking_one_face_of_a_doorway_back_opens_the_whole_gap() -> None:
    reveals = [line((4, 2.1), (4.2, 2.1)), line((4, 3), (4.2, 3))]
    drawn = storey([*two_offices(), *reveals], labels_of_two_offices())
    between = next(each for each in rooms_of(drawn).closures if each.start[0] > 3)

    found = rooms_of(drawn, undone=[(between.start, between.end)])

    assert numbers(rooms_of(drawn)) == ["301", "302"]
    assert len(found.rooms) == 1
    assert found.rooms[0].area_m2 == pytest.approx(40 + 0.2 * 0.9, abs=0.01)
    assert not [each for each in found.closures if 3.9 < each.start[0] < 4.3]


def test_a_doorway_farther_along_the_wall_stays_closed() -> None:
    drawn = storey(two_offices(), labels_of_two_offices())

    found = rooms_of(drawn, undone=[((5.0, 0.0), (5.9, 0.0))])

    assert numbers(found) == ["301", "302"]


def test_a_gap_too_wide_to_close_is_listed_with_its_width() -> None:
    #  +--------+   +--------+   3.0 m between the jambs of two walls
    #  |  101   .   .  102   |
    walls = [
        line((0, 0), (10, 0), (10, 5), (6.5, 5), (6.5, 4.8), (9.8, 4.8), (9.8, 0.2), (0.2, 0.2)),
        line((0.2, 0.2), (0.2, 4.8), (3.5, 4.8), (3.5, 5), (0, 5), (0, 0)),
    ]

    found = rooms_of(storey(walls, [text("101", 5, 2, layer="房号")]))

    assert [gap.width_mm for gap in found.left_open] == [3000]
    assert [note.code for note in found.notes].count("gap_left_open") == 1


def test_the_residue_is_named_and_the_balance_adds_up() -> None:
    # Three outlines of 4 by 5 m around a court of 3 by 3 m that no outline takes.
    #  +----+---+
    #  | 1  | 2 |
    #  |   +--+ |
    #  +---|  |-+
    rooms = [
        ring((0, 0), (4, 0), (4, 3), (0, 3), layer="房间轮廓"),
        ring((4.2, 0), (8.2, 0), (8.2, 3), (4.2, 3), layer="房间轮廓"),
        ring((0, 6.4), (8.2, 6.4), (8.2, 9), (0, 9), layer="房间轮廓"),
        ring((0, 3.2), (2, 3.2), (2, 6.2), (0, 6.2), layer="房间轮廓"),
        ring((6.2, 3.2), (8.2, 3.2), (8.2, 6.2), (6.2, 6.2), layer="房间轮廓"),
    ]
    labels = [(1, 1), (7, 1), (4, 7), (1, 4), (7, 4)]
    texts = [text(f"10{n}", x, y, layer="房号") for n, (x, y) in enumerate(labels)]

    balance = rooms_of(storey(rooms, texts)).balance

    (court,) = balance.residue
    assert (court.kind, court.count) == ("without_outline", 1)
    assert court.area_m2 == pytest.approx(4.2 * 3.4, abs=0.01)
    parts = balance.rooms_m2 + balance.walls_m2 + balance.residue_m2
    assert parts == pytest.approx(balance.outline_m2, abs=1e-6)


def test_a_small_closed_space_and_a_large_one_are_named_apart() -> None:
    # A labelled room, a shaft of 1 m² and a bare hall of 16 m², all without doors.
    shapes = [box(0, 0, 4, 4), box(4.2, 0, 5.2, 1), box(6, 0, 10, 4)]
    door = [line((0.5, 0), (0.5, -0.9), layer="DOOR"), line((0, 0), (0.9, 0), layer="DOOR")]

    found = rooms_of(storey([*shapes, *door], [text("101", 2, 2, layer="房号")]))

    kinds = {each.kind: each.count for each in found.balance.residue}
    assert numbers(found)[0] == "101"
    assert set(kinds) <= {"small_space", "unnamed_space"}
    parts = found.balance.rooms_m2 + found.balance.walls_m2 + found.balance.residue_m2
    assert parts == pytest.approx(found.balance.outline_m2, abs=1e-6)


# --- what stands on an outline layer and gives no room ---------------------------------


def outlines(*more: object) -> list[object]:
    return [
        ring((0, 0), (4, 0), (4, 5), (0, 5), layer="房间轮廓"),
        ring((5, 0), (9, 0), (9, 5), (5, 5), layer="房间轮廓"),
        *more,
    ]


LABELS = [text("101", 2, 2, layer="房号"), text("102", 7, 2, layer="房号")]


def notes_by_code(*more: object) -> dict[str, str]:
    found = rooms_of(storey(outlines(*more), LABELS))  # type: ignore[arg-type]
    return {note.code: note.text for note in found.notes}


def test_an_open_polyline_on_an_outline_layer_is_said_with_its_gap() -> None:
    loose = line((10, 0), (14, 0), (14, 5), (10, 5), (10, 0.3), layer="房间轮廓")
    open_one = type(loose)(
        points=loose.points, closed=False, layer=loose.layer, source="LWPOLYLINE", handle="7F"
    )

    said = notes_by_code(open_one)

    assert "open by 300 mm" in said["outline_not_closed"]


def test_lines_on_an_outline_layer_that_give_no_ring_are_counted() -> None:
    said = notes_by_code(*[line((20, n), (21, n), layer="房间轮廓") for n in range(3)])

    assert "3 entities" in said["outline_gives_no_ring"]
    assert "3 LINE" in said["outline_gives_no_ring"]


def test_a_clean_outline_layer_is_not_remarked_on() -> None:
    assert notes_by_code() == {}


# --- layers and what told their role -----------------------------------------------------


def test_every_layer_says_what_it_was_taken_for_and_by_what_that_was_told() -> None:
    strokes = [*two_offices(), line((0, 9), (1, 9), layer="X-7")]
    found = rooms_of(storey(strokes, labels_of_two_offices()))

    told = {each.name: (each.taken_for.role, each.taken_for.told_by) for each in found.layers}
    assert told["WALL"] == (Role.WALL, Told.NAME)
    assert told["X-7"] == (Role.UNKNOWN, Told.NOTHING)
    assert {each.name: each.paths for each in found.layers}["X-7"] == 1


def test_what_a_person_says_of_a_layer_is_not_overruled_by_what_is_drawn() -> None:
    # Two rings without a single label: by themselves they would not be taken for rooms.
    rings = [box(0, 0, 4, 5, layer="K"), box(5, 0, 9, 5, layer="K")]
    plan = storey(rings, [text("101", 20, 20, layer="房号"), text("102", 30, 20, layer="房号")])
    by_hand = NOTHING_STATED.corrected({"K": Role.ROOM_OUTLINE})

    assert rooms_of(plan).rooms == ()
    assert len(rooms_of(plan, by_hand).rooms) == 2
