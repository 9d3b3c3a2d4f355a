"""The demo campus: what it must hold, and drawings that read back as they were drawn."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from shapely.geometry import Polygon

from cad_import.pipeline import read_rooms
from cad_import.report import as_json
from fixtures.campus.draw import draw
from fixtures.campus.truth import campus
from fixtures.campus.values import BuildingTruth, Campus, FloorTruth, Style
from registry.codes import CertificateNumber, CreditCode, ParcelCode, RegionCode, UnitCode
from registry.terms import Level, RoomUse

TODAY = dt.date(2026, 7, 1)
AREA_M2 = 0.01  # what the reading may differ from the truth by


@cache
def made() -> Campus:
    return campus(TODAY)


def floors() -> list[tuple[BuildingTruth, FloorTruth, Style]]:
    return [
        (building, floor, style)
        for building in made().buildings
        for floor, style in zip(building.floors, building.styles, strict=True)
    ]


def test_it_is_as_large_as_promised():
    rooms = [room for _b, floor, _s in floors() for room in floor.rooms if room.number]
    levels = Counter(each.level for each in made().organisations)

    assert len(made().buildings) == 4
    assert len(made().courtyards) == 2
    assert len(floors()) >= 16
    assert len(rooms) >= 500
    assert levels[Level.CITY] + levels[Level.COUNTY] >= 14
    assert levels[Level.TOWNSHIP] == 1
    assert len(made().people) >= 400


def test_no_code_of_it_belongs_to_a_real_place():
    assert {code[:2] for code, *_rest in made().regions} == {"99"}
    for code, *_rest in made().regions:
        RegionCode.parse(code)
    ParcelCode.parse(made().parcel_code)
    for organisation in made().organisations:
        CreditCode.parse(organisation.uscc)
    for building in made().buildings:
        assert UnitCode.parse(building.unit_code).parcel == ParcelCode.parse(made().parcel_code)
    CertificateNumber.parse(made().buildings[0].certificate_no)


def test_rooms_of_a_floor_lie_apart_and_inside():
    for _building, floor, _style in floors():
        for one, other in combinations(floor.rooms, 2):
            assert one.polygon.intersection(other.polygon).area < 1e-9
        assert all(floor.outline.buffer(1e-6).covers(room.polygon) for room in floor.rooms)


def test_everybody_and_every_room_exists():
    people = {person.code for person in made().people}
    rooms = {(b.code, room.number) for b, floor, _s in floors() for room in floor.rooms}

    assert {seat.person for seat in made().seats} == people
    assert {(seat.building, seat.room) for seat in made().seats} <= rooms
    assert {(each.building, each.room) for each in made().allocations} <= rooms


def test_half_of_the_floors_have_labels_in_blocks_and_half_gbk_bytes(tmp_path: Path):
    styles = [style for _b, _f, style in floors()]

    assert sum(style.labels_in_blocks for style in styles) * 2 == len(styles)
    assert {style.version for style in styles} == {"R2004", "R2018"}
    assert any(style.has_outlines for style in styles)
    building, floor, style = next(each for each in floors() if each[2].is_gbk)
    draw(building, floor, style, tmp_path / "a.dxf")
    assert "办公室".encode("gbk") in (tmp_path / "a.dxf").read_bytes()


def test_the_same_floor_gives_the_same_bytes(tmp_path: Path):
    building, floor, style = floors()[0]
    for name in ("a", "b"):
        draw(building, floor, style, tmp_path / name)

    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize(
    "index", range(18), ids=[f"{b.code}_{floor.ordinal}" for b, floor, _style in floors()]
)
def test_a_floor_is_read_as_it_was_drawn(tmp_path: Path, index: int):
    building, floor, style = floors()[index]
    path = tmp_path / "floor.dxf"
    draw(building, floor, style, path)

    reading = as_json(read_rooms(path))

    found = reading["storeys"][0]["rooms"]
    told = {(room["number"], room["name"], room["use"]) for room in found}
    assert told == {(room.number or None, room.name, room.use.value) for room in floor.rooms}
    assert len(found) == len(floor.rooms)
    shapes = [Polygon(room["polygon"], room["holes"]) for room in found]
    for room in floor.rooms:
        nearest = min(shapes, key=lambda shape: shape.symmetric_difference(room.polygon).area)
        assert nearest.area == pytest.approx(room.area_m2, abs=AREA_M2)
        assert nearest.symmetric_difference(room.polygon).area < 0.05
    outline = sum(Polygon(ring).area for ring in reading["storeys"][0]["outline"])
    assert outline == pytest.approx(floor.outline.area, abs=0.05)
    assert (reading["unit"]["name"], reading["unit"]["certain"]) == ("mm", True)


def test_the_cases_stand_where_the_table_says():
    rooms = {(b.code, r.number): r for b, floor, _s in floors() for r in floor.rooms}
    areas = {case.code: rooms[case.building, case.room] for case in made().cases if case.room}

    assert {code: round(room.area_m2, 2) for code, room in areas.items()} == {
        "OVER-LEADER": 36.72,
        "OVER-STAFF": 17.82,
        "AT-LIMIT": 18.00,
        "WITHIN": 17.82,
        "IDLE-14": 21.60,
        "IDLE-COUNTY": 12.96,
        "IDLE-DISTRICT": 16.83,
        "RETIRED": 17.82,
        "TWO-OFFICES": 24.00,
        "SHARED-WITHIN": 18.00,
        "SHARED-OVER": 24.48,
        "TOWNSHIP-WITHIN": 17.82,
        "TOWNSHIP-OVER": 17.82,
        "PLAN": 18.00,
        "PLAN-OVERDUE": 16.83,
        "HANDED-ON": 27.00,
        "LET": 18.00,
        "LET-OVERDUE": 16.83,
        "LET-UNAPPROVED": 27.00,
    }
    services = {code for code, room in areas.items() if room.use is not RoomUse.OFFICE}
    assert services == {"HANDED-ON", "LET-UNAPPROVED"}
