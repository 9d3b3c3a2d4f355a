"""Storeys far from the origin, turned about, and seen through the windows of paper space."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import ezdxf
import pytest
from ezdxf.layouts import BaseLayout

from cad_import.drawing import read
from cad_import.pipeline import read_rooms

from .sheets import LABEL, Draw, codes, facade, numbers, plan, saved, titled, titles

# --- far away -----------------------------------------------------------------------


@pytest.mark.parametrize(("x", "y"), [(5_000_000, 0), (-3_000_000, 8_000_000)])
def test_strays_kilometres_away_do_not_matter(tmp_path: Path, x: float, y: float):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0, storey=1)
        titled(space, "二层平面图", 30000, 0, storey=2)
        space.add_line((x, y), (x + 10, y))

    drawing = read(saved(tmp_path, draw))

    assert (drawing.unit.name, titles(drawing)) == ("mm", ["一层平面图", "二层平面图"])
    (stray,) = [note for note in drawing.notes if note.code == "stray_entities"]
    assert stray.at == pytest.approx(((x + 5) / 1000, y / 1000))


@pytest.mark.parametrize(("unit", "per_metre"), [("m", 1.0), ("mm", 1000.0)])
def test_projected_coordinates_keep_their_precision(tmp_path: Path, unit: str, per_metre: float):
    east, north = 39_512_345.678 * per_metre, 3_412_345.432 * per_metre

    def draw(space: BaseLayout) -> None:
        for n in range(4):
            west = east + n * 5 * per_metre
            corners = [(0, 0), (4, 0), (4, 6.005), (0, 6.005)]
            space.add_lwpolyline(
                [(west + dx * per_metre, north + dy * per_metre) for dx, dy in corners],
                close=True,
                dxfattribs={"layer": "房间轮廓"},
            )
            space.add_text(
                str(101 + n),
                height=0.3 * per_metre,
                dxfattribs={**LABEL, "insert": (west + per_metre, north + per_metre)},
            )
        space.add_point((0, 0))
        space.add_line((0, 0), (0.001, 0))

    reading = read_rooms(saved(tmp_path, draw), unit=unit)

    rooms = [room for storey in reading.storeys for room in storey.rooms]
    assert sorted(room.number or "" for room in rooms) == ["101", "102", "103", "104"]
    assert all(room.area_m2 == pytest.approx(24.02, abs=1e-4) for room in rooms)


# --- what must not matter ------------------------------------------------------------


def test_neither_the_place_nor_the_order_of_entities_matters(tmp_path: Path):
    def at(x: float, y: float, seed: int) -> Draw:
        def draw(space: BaseLayout) -> None:
            for n, words in enumerate("一二三"):
                titled(space, f"{words}层平面图", x + n * 30000, y, storey=n + 1)
            facade(space, "①-⑩立面图", x + 95000, y)
            entities = list(space)
            random.Random(seed).shuffle(entities)
            for entity in entities:
                space.unlink_entity(entity)
            for entity in entities:
                space.add_entity(entity)

        return draw

    found = [
        numbers(tmp_path, at(*case)) for case in ((0, 0, 1), (0, 0, 2), (1234567, -7654321, 3))
    ]

    assert found[0] == found[1] == found[2]
    assert [title for title, _rooms in found[0]] == ["一层平面图", "二层平面图", "三层平面图"]


# --- paper space ------------------------------------------------------------------------


def two_bare_plans(space: BaseLayout) -> None:
    plan(space, 0, 0, storey=1)
    plan(space, 60000, 0, storey=2, rooms=3)


def window(layout: Any, paper_x: float, model_x: float) -> None:
    layout.add_viewport(
        center=(paper_x, 150), size=(180, 180), view_center_point=(model_x, 7500), view_height=30000
    )


def test_the_windows_of_layouts_say_where_a_plan_is_and_what_it_is_called(tmp_path: Path):
    document = ezdxf.new("R2010")
    two_bare_plans(document.modelspace())
    for words, x in (("二层平面图", 67000), ("一层平面图", 9000)):
        layout = document.layouts.new(f"A3 {words[0]}")
        window(layout, 200, x)
        layout.add_text(words, height=8, dxfattribs={"insert": (180, 40)})
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    found = read_rooms(path, unit="mm").storeys

    assert [(storey.title, len(storey.rooms)) for storey in found] == [
        ("一层平面图", 8),
        ("二层平面图", 6),
    ]


def test_a_layouts_name_is_a_title_when_no_other_is_written(tmp_path: Path):
    document = ezdxf.new("R2010")
    two_bare_plans(document.modelspace())
    for name, x in (("三层平面图", 9000), ("四层平面图", 67000)):
        window(document.layouts.new(name), 200, x)
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    assert [storey.title for storey in read(path, unit="mm").storeys] == [
        "三层平面图",
        "四层平面图",
    ]


def test_two_windows_on_one_layout_take_the_titles_under_them(tmp_path: Path):
    document = ezdxf.new("R2010")
    two_bare_plans(document.modelspace())
    layout = document.layouts.new("A1")
    for words, paper_x, model_x in (("一层平面图", 120, 9000), ("二层平面图", 420, 67000)):
        window(layout, paper_x, model_x)
        layout.add_text(words, height=8, dxfattribs={"insert": (paper_x - 30, 40)})
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    assert [storey.title for storey in read(path, unit="mm").storeys] == [
        "一层平面图",
        "二层平面图",
    ]


def test_a_window_on_everything_does_not_join_what_others_part(tmp_path: Path):
    document = ezdxf.new("R2010")
    two_bare_plans(document.modelspace())
    for name, x in (("三层平面图", 9000), ("四层平面图", 67000)):
        window(document.layouts.new(name), 200, x)
    document.layouts.new("平面图").add_viewport(
        center=(200, 150), size=(400, 200), view_center_point=(40000, 7500), view_height=80000
    )
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    assert [storey.title for storey in read(path, unit="mm").storeys] == [
        "三层平面图",
        "四层平面图",
    ]


def test_a_plan_drawn_in_paper_space_is_read_there_and_said(tmp_path: Path):
    document = ezdxf.new("R2010")
    layout = document.layouts.new("一层")
    titled(layout, "一层平面图", 0, 0)
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    reading = read_rooms(path, unit="mm")

    assert [(storey.title, len(storey.rooms)) for storey in reading.storeys] == [("一层平面图", 8)]
    assert "plan_in_paper_space" in codes(reading.drawing)


def test_a_second_plan_in_paper_space_is_no_silent_loss(tmp_path: Path):
    document = ezdxf.new("R2010")
    for words in ("一层", "二层"):
        titled(
            document.layouts.new(words), f"{words}平面图", 0, 0, rooms=5 if words == "一层" else 4
        )
    path = tmp_path / "sheet.dxf"
    document.saveas(path)

    drawing = read(path, unit="mm")

    assert titles(drawing) == ["一层平面图"]
    (missed,) = [note for note in drawing.notes if note.code == "layout_not_read"]
    assert "二层" in missed.text
    assert not drawing.is_whole
