"""Doors: which two rooms they join, and closures that a person takes back."""

from __future__ import annotations

from cad_import.rooms import Door, RoomsOfStorey, rooms_of

from .builders import box, labels_of_two_offices, line, storey, swing, text, two_offices


def joined(found: RoomsOfStorey) -> list[tuple[str | None, str | None, int]]:
    return [(*_numbers(found, door), door.width_mm) for door in found.doors]


def _numbers(found: RoomsOfStorey, door: Door) -> tuple[str | None, str | None]:
    one, other = door.rooms
    return found.rooms[one].number, None if other is None else found.rooms[other].number


def test_a_door_joins_the_rooms_on_both_sides_of_its_wall() -> None:
    found = rooms_of(storey(two_offices(), labels_of_two_offices()))

    assert joined(found) == [("301", None, 900), ("301", "302", 900)]
    assert [(round(x, 2), round(y, 2)) for x, y in (door.at for door in found.doors)] == [
        (1.45, 0.0),
        (4.1, 2.55),
    ]


def test_doors_between_outlined_rooms_are_read_from_their_swings() -> None:
    #  +----+----+
    #  | A1 / A2 |
    #  +----+----+
    rings = [box(0, 0, 4, 5, "ROOM"), box(4.2, 0, 8.2, 5, "ROOM")]
    labels = [text("A1", 2, 2, "房间号"), text("A2", 6, 2, "房间号")]

    found = rooms_of(storey([*rings, *swing(4.1, 2, 0.9, 90)], labels))

    assert joined(found) == [("A1", "A2", 900)]


def test_two_leaves_of_one_door_are_one_door() -> None:
    rings = [box(0, 0, 4, 5, "ROOM"), box(4.2, 0, 8.2, 5, "ROOM")]
    leaves = [*swing(4.1, 1, 0.75, 90), *swing(4.1, 2.5, 0.75, 180)]

    found = rooms_of(storey([*rings, *leaves]))

    assert [door.width_mm for door in found.doors] == [1500]


def test_a_sliding_door_is_read_along_its_symbol() -> None:
    rings = [box(0, 0, 4, 5, "ROOM"), box(4.2, 0, 8.2, 5, "ROOM")]

    found = rooms_of(storey([*rings, box(4.05, 1, 4.15, 2.8, "DOOR")]))

    assert [(door.rooms, door.width_mm) for door in found.doors] == [((0, 1), 1800)]


def test_a_door_of_one_room_into_itself_is_no_door() -> None:
    found = rooms_of(storey([box(0, 0, 4, 5, "ROOM"), *swing(2, 2, 0.9, 90)]))

    assert found.doors == ()


def test_a_closure_that_is_taken_back_leaves_its_gap_open() -> None:
    walls = [
        box(0, 0, 8, 5),
        line((3.9, 0), (3.9, 2), (4.1, 2), (4.1, 0)),
        line((3.9, 5), (3.9, 3), (4.1, 3), (4.1, 5)),
    ]
    plan = storey(walls, [text("办公室", 1, 1), text("会议室", 7, 1)])
    closed = rooms_of(plan)

    opened = rooms_of(plan, undone=[(each.end, each.start) for each in closed.closures])

    assert [len(closed.rooms), len(opened.rooms)] == [2, 1]
    assert opened.closures == ()


def test_a_long_space_with_many_doors_is_a_corridor_without_being_called_one() -> None:
    rings = [box(4 * i, 2.2, 4 * i + 3.8, 6, "ROOM") for i in range(4)]
    doors = [stroke for i in range(4) for stroke in swing(4 * i + 1, 2.1, 0.9, 0)]
    labels = [text(f"10{i}", 4 * i + 2, 4, "房间号") for i in range(4)]

    found = rooms_of(storey([*rings, box(0, 0, 15.8, 2, "ROOM"), *doors], labels))

    assert [(room.number, str(room.use)) for room in found.rooms][-1] == (None, "circulation")
    assert found.rooms[-1].reasons[-1] == "long, with doors to 4 rooms: a corridor"
    assert found.rooms[-1].reasons_zh[-1] == "狭长且通向 4 个房间,视为走廊"


def test_treads_tell_a_stair() -> None:
    treads = [line((1, 1 + 0.3 * i), (3, 1 + 0.3 * i), layer="STAIR") for i in range(6)]

    found = rooms_of(storey([box(0, 0, 4, 5, "ROOM"), *treads]))

    assert [str(room.use) for room in found.rooms] == ["circulation"]


def test_two_steps_in_a_room_make_no_stair() -> None:
    treads = [line((1, 1 + 0.3 * i), (3, 1 + 0.3 * i), layer="STAIR") for i in range(5)]

    found = rooms_of(storey([box(0, 0, 4, 5, "ROOM"), *treads]))

    assert [str(room.use) for room in found.rooms] == ["unknown"]
