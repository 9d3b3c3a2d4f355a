"""From a file to JSON: drawings by other hands, the project's own, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import Polygon

from cad_import.drawing import DrawingError, read
from cad_import.pipeline import Reading, read_rooms
from cad_import.report import as_json, as_lines, clean
from cad_import.rooms import RoomRead, rooms_of

SHARED = Path(__file__).resolve().parents[3] / "shared" / "drawings"
real = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the real drawings are not beside the repository"
)


def rooms_in(reading: Reading) -> list[RoomRead]:
    return [room for storey in reading.storeys for room in storey.rooms]


def codes(reading: Reading) -> list[str]:
    return [note.code for note in reading.notes]


@real
def test_a_basement_with_one_number_used_twice() -> None:
    reading = read_rooms(SHARED / "contoso1_Basement.dxf")

    rooms = rooms_in(reading)
    assert len(rooms) == 63
    assert [room.number for room in rooms].count("B36") == 2
    assert codes(reading).count("room_number_twice") == 1
    assert sum(room.area_m2 for room in rooms) == pytest.approx(4897.2, abs=0.05)


@real
def test_an_office_floor_in_inches_among_furniture() -> None:
    reading = read_rooms(SHARED / "contoso2_Ground.dxf")

    rooms = rooms_in(reading)
    assert (len(rooms), reading.drawing.unit.name) == (68, "inch")
    assert sum(room.number is not None for room in rooms) == 67
    assert sum(room.name is not None for room in rooms) == 67
    assert codes(reading).count("outline_mended") == 1
    assert {"STR-6": "Stairwell", "1300": "Office"}.items() <= {
        room.number: room.name for room in rooms
    }.items()


@real
def test_an_office_floor_from_its_walls_alone() -> None:
    #  Its 68 outlines run along the middle of walls of 150 mm; 46 of them are walled on all sides,
    #  the others are open to a neighbour by more than an opening.
    (plan,) = read(SHARED / "contoso2_Ground.dxf").storeys
    drawn = [stroke.points for stroke in plan.strokes if stroke.layer == "RM$"]
    truth = [Polygon(ring).buffer(-0.075, join_style="mitre") for ring in drawn if len(ring) > 2]
    walls = [s for s in plan.strokes if s.layer not in ("RM$", "GROS$", "A-BOMA")]

    rooms = rooms_of(replace(plan, strokes=tuple(walls))).rooms

    shapes = [Polygon(room.polygon, room.holes) for room in rooms]
    right = [max((_iou(shape, other) for other in truth), default=0.0) > 0.85 for shape in shapes]
    assert sum(right) >= 42
    assert all(ok for ok, room in zip(right, rooms, strict=True) if room.confidence >= 0.9)


def _iou(one: Polygon, other: Polygon) -> float:
    shared = one.intersection(other).area
    return float(shared / (one.area + other.area - shared))


@real
def test_rooms_without_any_label() -> None:
    rooms = rooms_in(read_rooms(SHARED / "ccwi_roompolygons.dxf"))

    assert [room.number for room in rooms] == [None] * 14


@real
@pytest.mark.parametrize("name", ["survey_projected_ru", "house_site_cc0", "nested_insert_layers"])
def test_what_is_no_floor_plan_has_no_rooms(name: str) -> None:
    reading = read_rooms(SHARED / f"{name}.dxf")

    assert rooms_in(reading) == []
    assert "no_rooms_found" in codes(reading)


@real
def test_a_free_plan_is_not_invented_into_rooms() -> None:
    assert len(rooms_in(read_rooms(SHARED / "barcelona_plan.dxf"))) <= 3


@real
def test_a_house_of_line_walls_with_door_gaps() -> None:
    rooms = rooms_in(read_rooms(SHARED / "bishop_house.dxf"))

    assert 14 <= len(rooms) <= 18
    assert {room.number for room in rooms} == {None}
    assert "MASTER BEDROOM" in {room.name for room in rooms}


@real
def test_a_reading_keeps_the_shape_that_was_promised() -> None:
    content = as_json(read_rooms(SHARED / "ccwi_roompolygons.dxf"))

    assert {"file", "sha256", "unit", "storeys", "notes", "timing_s"} <= content.keys()
    assert content["unit"].keys() >= {"name", "metres", "certain", "evidence"}
    room = content["storeys"][0]["rooms"][0]
    assert {
        "number", "name", "use", "area_m2", "printed_area_m2", "polygon", "holes", "from",
        "confidence",
    } <= room.keys()  # fmt: skip
    assert {"doors", "closures", "area_rule"} <= content["storeys"][0].keys()
    assert len(room["reasons"]) == len(room["reasons_zh"]) == 1
    assert {"code", "severity", "at", "handle", "text"} <= content["notes"][0].keys()
    json.dumps(content, allow_nan=False).encode()


@real
def test_the_table_says_rooms_and_balance() -> None:
    lines = list(as_lines(as_json(read_rooms(SHARED / "contoso1_Basement.dxf"))))

    assert any("63 rooms, 4897.2" in line for line in lines)
    assert any("B36" in line for line in lines)


def test_halves_of_surrogate_pairs_do_not_reach_the_database() -> None:
    assert clean("房" + chr(0xDC80) + "间") == "房" + chr(0xFFFD) + "间"


@pytest.mark.parametrize("name", ["missing.dxf", "."])
def test_what_cannot_be_read_says_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(DrawingError):
        read_rooms(tmp_path / name)
