"""One sheet, several views: which are storeys, what they are called, and what is left out."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdxf
import pytest
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout

from cad_import.drawing import Drawing, read
from cad_import.drawing.storeys.titles import title_of
from cad_import.pipeline import read_rooms

WALL, LABEL, TITLE = {"layer": "WALL"}, {"layer": "ROOM-NUM"}, {"layer": "TITLE"}
THICK = 240
DEEP, WIDE, HALL = 6000, 4000, 2000  # mm: a row of rooms on each side of a corridor


def plan(
    space: BaseLayout,
    x: float,
    y: float,
    *,
    storey: int = 1,
    rooms: int = 4,
    labels: bool = True,
) -> None:
    #   +----+----+----+----+
    #   | 105| 106| 107| 108|
    #   +-/--+-/--+-/--+-/--+
    #   |     corridor      |
    #   +----+----+----+----+   each room 4.00 × 6.00 inside, walls 240, doors 900
    #   | 101| 102| 103| 104|
    #   +----+----+----+----+
    pitch = WIDE + THICK
    length = rooms * pitch + THICK

    def box(west: float, south: float, east: float, north: float) -> None:
        space.add_lwpolyline(
            [(west, south), (east, south), (east, north), (west, north)],
            close=True,
            dxfattribs={"layer": "房间轮廓"},
        )

    space.add_lwpolyline(
        [(x, y), (x + length, y), (x + length, y + 15000), (x, y + 15000)],
        close=True,
        dxfattribs=WALL,
    )
    for row, low in enumerate((y + THICK, y + THICK + DEEP + 2 * THICK + HALL)):
        for n in range(rooms):
            west = x + THICK + n * pitch
            box(west, low, west + WIDE, low + DEEP)
            swing = low + DEEP if row == 0 else low
            space.add_arc((west + 500, swing), 900, 0, 90, dxfattribs={"layer": "DOOR"})
            space.add_line(
                (west + 500, swing), (west + 500, swing + 900), dxfattribs={"layer": "DOOR"}
            )
            if labels:
                number = str(100 * storey + row * rooms + n + 1)
                space.add_text(
                    number,
                    height=350,
                    dxfattribs={**LABEL, "insert": (west + 1500, low + 2500)},
                )


def caption(space: BaseLayout, words: str, x: float, y: float, *, height: float = 600) -> None:
    space.add_text(words, height=height, dxfattribs={**TITLE, "insert": (x, y)})
    space.add_line((x, y - 200), (x + 5000, y - 200), dxfattribs=TITLE)


def titled(space: BaseLayout, words: str, x: float, y: float, **more: Any) -> None:
    plan(space, x, y, **more)
    caption(space, words, x + 6000, y - 2500)


def facade(space: BaseLayout, words: str, x: float, y: float) -> None:
    space.add_line((x - 2000, y), (x + 20000, y))
    for storey in range(3):
        for n in range(5):
            west, low = x + n * 3500, y + 900 + storey * 3300
            space.add_lwpolyline(
                [(west, low), (west + 1500, low), (west + 1500, low + 1800), (west, low + 1800)],
                close=True,
            )
    caption(space, words, x + 6000, y - 2500)


def frame(space: BaseLayout, x: float, y: float, words: str = "", *, wide: float = 42000) -> None:
    for inset in (0, 500):
        space.add_lwpolyline(
            [
                (x + inset, y + inset),
                (x + wide - inset, y + inset),
                (x + wide - inset, y + 29700 - inset),
                (x + inset, y + 29700 - inset),
            ],
            close=True,
            dxfattribs={"layer": "TK"},
        )
    if words:
        east = x + wide - 500
        for row, label in enumerate(("图名", "图号", "比例", "日期")):
            low = y + 500 + row * 800
            space.add_line((east - 8000, low + 800), (east, low + 800), dxfattribs={"layer": "TK"})
            space.add_text(
                label, height=300, dxfattribs={"layer": "TK", "insert": (east - 7800, low + 200)}
            )
        space.add_line((east - 8000, y + 500), (east - 8000, y + 3700), dxfattribs={"layer": "TK"})
        space.add_line((east - 6000, y + 500), (east - 6000, y + 3700), dxfattribs={"layer": "TK"})
        space.add_text(
            words, height=350, dxfattribs={"layer": "TK", "insert": (east - 5500, y + 700)}
        )


Draw = Callable[[BaseLayout], None]


def saved(folder: Path, draw: Draw) -> Path:
    document: Document = ezdxf.new("R2010")
    draw(document.modelspace())
    document.saveas(folder / "sheet.dxf")
    return folder / "sheet.dxf"


def drawn(folder: Path, draw: Draw) -> Drawing:
    return read(saved(folder, draw), unit="mm")


def titles(drawing: Drawing) -> list[str]:
    return [storey.title for storey in drawing.storeys]


def codes(drawing: Drawing) -> list[str]:
    return [note.code for note in drawing.notes]


def numbers(folder: Path, draw: Draw) -> list[tuple[str, list[str]]]:
    """Return the rooms' numbers of each storey, in order."""
    reading = read_rooms(saved(folder, draw), unit="mm")
    return [
        (storey.title, sorted(room.number for room in storey.rooms if room.number))
        for storey in reading.storeys
    ]


def rooms_from(first: int) -> list[str]:
    return [str(first + n) for n in range(8)]


# --- words ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("一层平面图 1:100", (1,)),
        ("首层平面图", (1,)),
        ("地下一层平面图", (-1,)),
        ("负二层平面图", (-2,)),
        ("B1F平面图", (-1,)),
        ("地下一~二层平面图", (-2, -1)),
        ("十二层平面图", (12,)),
        ("三~五层平面图", (3, 4, 5)),
        ("2F~4F平面图", (2, 3, 4)),
        ("二、四层平面图", (2, 4)),
        ("屋顶平面图", ()),
        ("标准层平面图", ()),
        ("GROUND FLOOR PLAN", (1,)),
        ("Second Floor Plan  Scale 1:100", (2,)),
        ("3RD FLOOR PLAN", (3,)),
        ("Basement Plan", (-1,)),
        ("FLOOR PLAN - LEVEL 4", (4,)),
    ],
)
def test_a_plans_title_tells_its_storeys(words: str, levels: tuple[int, ...]):
    title = title_of(words)

    assert title is not None
    assert (title.kind, title.levels, title.is_sure) == ("plan", levels, True)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("①-⑩立面图", "elevation"),
        ("NORTH ELEVATION", "elevation"),
        ("1-1剖面图", "section"),
        ("SECTION A-A", "section"),
        ("楼梯大样图", "detail"),
        ("卫生间平面详图", "detail"),
        ("图例", "legend"),
        ("门窗表", "legend"),
        ("总平面图", "legend"),
        ("SITE PLAN", "legend"),
    ],
)
def test_other_views_are_known_by_their_titles(words: str, kind: str):
    title = title_of(words)

    assert title is not None
    assert title.kind == kind


@pytest.mark.parametrize(
    "words",
    ["会议室", "二层会议室", "详见二层平面图", "PLAN ROOM", "PLANTER", "层高3.6m", "", "203"],
)
def test_labels_and_references_are_no_titles(words: str):
    assert title_of(words) is None


@pytest.mark.parametrize("words", ["二层", "3F", "LEVEL 2", "FIRST FLOOR"])
def test_words_that_may_be_a_label_are_not_sure(words: str):
    title = title_of(words)

    assert title is not None
    assert not title.is_sure


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
