"""One sheet, several views: which are storeys, what they are called, and what is left out."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from ezdxf.layouts import BaseLayout

from .sheets import caption, codes, drawn, facade, frame, numbers, plan, rooms_from, titled, titles

# --- several views ----------------------------------------------------------------


def test_five_storeys_in_a_row_are_five_storeys(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        for n, words in enumerate("一二三四五"):
            titled(space, f"{words}层平面图 1:100", n * 30000, 0, storey=n + 1)

    assert numbers(tmp_path, draw) == [
        (f"{words}层平面图", rooms_from(100 * n + 101)) for n, words in enumerate("一二三四五")
    ]


def test_storeys_come_in_the_order_of_the_building(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        for n, words in enumerate(("三层平面图", "地下一层平面图", "一层平面图")):
            titled(space, words, n * 30000, 0, storey=n + 1)

    drawing = drawn(tmp_path, draw)

    assert titles(drawing) == ["地下一层平面图", "一层平面图", "三层平面图"]
    assert [storey.levels for storey in drawing.storeys] == [(-1,), (1,), (3,)]


def test_framed_sheets_in_a_grid_are_a_storey_each(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        for n, words in enumerate("一二三四"):
            x, y = n % 2 * 45000, n // 2 * 33000
            frame(space, x, y, f"{words}层平面图")
            plan(space, x + 8000, y + 8000, storey=n + 1)

    assert numbers(tmp_path, draw) == [
        (f"{words}层平面图", rooms_from(100 * n + 101)) for n, words in enumerate("一二三四")
    ]


def test_a_title_in_the_title_block_and_under_the_plan_is_one_title(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        for n, words in enumerate("一二"):
            frame(space, n * 45000, 0, f"{words}层平面图")
            titled(space, f"{words}层平面图", n * 45000 + 8000, 8000, storey=n + 1)

    assert titles(drawn(tmp_path, draw)) == ["一层平面图", "二层平面图"]


def test_elevations_sections_details_and_tables_are_left_out_and_said(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0)
        titled(space, "二层平面图", 30000, 0, storey=2)
        facade(space, "①-⑩立面图", 62000, 0)
        facade(space, "1-1剖面图", 95000, 0)
        facade(space, "楼梯大样", 62000, -30000)
        facade(space, "门窗表", 95000, -30000)

    drawing = drawn(tmp_path, draw)

    assert titles(drawing) == ["一层平面图", "二层平面图"]
    left_out = [note for note in drawing.notes if note.code == "view_not_a_plan"]
    assert [note.text.split("”")[0][1:] for note in left_out] == [
        "①-⑩立面图",
        "1-1剖面图",
        "楼梯大样",
        "门窗表",
    ]
    assert all(note.at is not None for note in left_out)


def test_a_sheet_with_an_elevation_alone_has_no_storey_and_says_so(tmp_path: Path):
    drawing = drawn(tmp_path, lambda space: facade(space, "东立面图", 0, 0))

    assert drawing.storeys == ()
    assert {"view_not_a_plan", "no_plan_on_the_sheet"} <= set(codes(drawing))


@pytest.mark.parametrize("mark", ["1-1剖面", "SECTION A-A", "详图3", "立面A", "节点②", "图例"])
def test_a_mark_amid_a_plan_neither_cuts_nor_drops_it(tmp_path: Path, mark: str):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0)
        space.add_text(mark, height=500, dxfattribs={"insert": (8000, 7200)})
        space.add_text(mark, height=500, dxfattribs={"insert": (1500, 7200)})

    assert numbers(tmp_path, draw) == [("一层平面图", rooms_from(101))]


@pytest.mark.parametrize("mark", ["1-1剖面", "DETAIL 3"])
def test_a_plan_without_a_title_is_not_dropped_for_a_mark_in_it(tmp_path: Path, mark: str):
    def draw(space: BaseLayout) -> None:
        plan(space, 0, 0)
        space.add_text(mark, height=500, dxfattribs={"insert": (8000, 7200)})

    assert numbers(tmp_path, draw) == [("sheet", rooms_from(101))]


def test_a_floor_full_of_rooms_is_a_plan_whatever_stands_under_it(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "节点详图", 0, 0)

    (found,) = numbers(tmp_path, draw)

    assert found[1] == rooms_from(101)


def test_two_wings_under_one_title_are_one_storey(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        plan(space, 0, 0, storey=1)
        plan(space, 32000, 0, storey=2)
        caption(space, "一层平面图", 20000, -4000)

    assert numbers(tmp_path, draw) == [("一层平面图", rooms_from(101) + rooms_from(201))]


def test_two_plans_tied_by_an_axis_and_a_dimension_are_cut_between_their_titles(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0, storey=1)
        titled(space, "二层平面图", 30000, 0, storey=2)
        space.add_line((-2000, 7000), (52000, 7000), dxfattribs={"layer": "AXIS"})
        space.add_line((-2000, 16500), (52000, 16500), dxfattribs={"layer": "DIM"})

    assert numbers(tmp_path, draw) == [
        ("一层平面图", rooms_from(101)),
        ("二层平面图", rooms_from(201)),
    ]


def test_plans_above_each_other_are_cut_under_the_upper_title(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0, storey=1)
        titled(space, "二层平面图", 0, 24000, storey=2)
        space.add_line((-1500, -1000), (-1500, 41000), dxfattribs={"layer": "AXIS"})

    assert numbers(tmp_path, draw) == [
        ("一层平面图", rooms_from(101)),
        ("二层平面图", rooms_from(201)),
    ]


def test_english_titles_do_as_well(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "GROUND FLOOR PLAN", 0, 0, storey=1)
        titled(space, "SECOND FLOOR PLAN", 30000, 0, storey=2)
        facade(space, "SOUTH ELEVATION", 62000, 0)

    assert numbers(tmp_path, draw) == [
        ("GROUND FLOOR PLAN", rooms_from(101)),
        ("SECOND FLOOR PLAN", rooms_from(201)),
    ]


def test_like_plans_without_titles_are_storeys_whose_titles_are_asked_for(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        plan(space, 0, 0, storey=1)
        plan(space, 30000, 0, storey=2)

    drawing = drawn(tmp_path, draw)

    assert titles(drawing) == ["sheet (1)", "sheet (2)"]
    assert codes(drawing).count("storey_without_title") == 2


def test_an_outbuilding_without_a_title_stays_with_the_plan(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        plan(space, 0, 0, storey=1)
        plan(space, 30000, 0, storey=2, rooms=1)

    (storey,) = drawn(tmp_path, draw).storeys

    assert storey.title == "sheet"
    assert len(storey.texts) == 10


def test_a_list_of_drawings_names_no_views(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0)
        for n, words in enumerate(("一层平面图", "二层平面图", "三层平面图", "①-⑩立面图")):
            space.add_text(words, height=350, dxfattribs={"insert": (30000, 12000 - n * 700)})

    assert titles(drawn(tmp_path, draw)) == ["一层平面图"]


def test_a_skew_sheet_is_split_as_an_upright_one(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        for n, words in enumerate("一二三四"):
            x, y = n % 2 * 45000, n // 2 * 33000
            frame(space, x, y, f"{words}层平面图")
            plan(space, x + 8000, y + 8000, storey=n + 1)
        for entity in space:
            entity.rotate_z(math.radians(17))

    assert numbers(tmp_path, draw) == [
        (f"{words}层平面图", rooms_from(100 * n + 101)) for n, words in enumerate("一二三四")
    ]


# --- twice ------------------------------------------------------------------------


def test_a_plan_drawn_again_with_its_furniture_is_read_once_and_said(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0)
        titled(space, "一层平面布置图", 30000, 0, labels=False)
        for n in range(20):
            space.add_circle((31000 + n * 700, 3000), 250, dxfattribs={"layer": "FURN"})

    drawing = drawn(tmp_path, draw)

    assert titles(drawing) == ["一层平面图"]
    (twice,) = [note for note in drawing.notes if note.code == "plan_drawn_twice"]
    assert "一层平面布置图" in twice.text
    assert twice.at is not None
    assert twice.at[0] == pytest.approx(38.6, abs=3)


def test_two_storeys_with_the_same_walls_are_not_one_drawn_twice(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "三层平面图", 0, 0, storey=3)
        titled(space, "四层平面图", 30000, 0, storey=4)

    drawing = drawn(tmp_path, draw)

    assert titles(drawing) == ["三层平面图", "四层平面图"]
    assert "plan_drawn_twice" not in codes(drawing)


def test_two_different_plans_of_one_title_are_both_kept_and_told_apart(tmp_path: Path):
    def draw(space: BaseLayout) -> None:
        titled(space, "一层平面图", 0, 0, storey=1)
        titled(space, "一层平面图", 40000, 0, storey=2, rooms=6)

    drawing = drawn(tmp_path, draw)

    assert sorted(titles(drawing)) == ["一层平面图", "一层平面图 (2)"]
    assert "storey_title_twice" in codes(drawing)
