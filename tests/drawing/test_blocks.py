"""Blocks to any depth, as they are seen; references, layers and what is not shown are said."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from ezdxf.document import Drawing as Document

from cad_import.drawing import read
from cad_import.drawing.errors import DrawingTooLarge
from cad_import.profiles import Role, role_from_name, role_of_block
from cad_import.rooms import rooms_of

from .made import new, notes, read_back, saved, strokes, texts, the_note, words

RIGHT = pytest.approx


def nested(levels: int) -> Document:
    """Return a drawing whose one line stands that many blocks deep, each a step to the right."""
    document = new()
    document.blocks.new("B0").add_line((0, 0), (1, 0))
    for level in range(1, levels):
        document.blocks.new(f"B{level}").add_blockref(f"B{level - 1}", (1, 0))
    document.modelspace().add_blockref(f"B{levels - 1}", (0, 0), dxfattribs={"layer": "WALL"})
    return document


@pytest.mark.parametrize("levels", [1, 3, 16])
def test_a_line_is_found_however_deep_it_stands(tmp_path: Path, levels: int):
    (stroke,) = strokes(read_back(nested(levels), tmp_path))

    assert list(stroke.points) == [(levels - 1, 0), (levels, 0)]
    assert stroke.layer == "WALL"


def test_deeper_than_sixteen_blocks_is_an_error_with_its_place(tmp_path: Path):
    drawing = read_back(nested(17), tmp_path)

    note = the_note(drawing, "block_too_deep")
    assert note.at == RIGHT((16, 0))
    assert note.severity == "error"
    assert note.handle is not None
    assert not drawing.is_whole


def test_layer_0_takes_the_layer_of_its_reference_and_a_named_layer_keeps_its_own(tmp_path: Path):
    document = new()
    block = document.blocks.new("ROOM")
    block.add_line((0, 0), (1, 0), dxfattribs={"layer": "0", "color": 0})
    block.add_line((0, 1), (1, 1), dxfattribs={"layer": "DOOR"})
    document.modelspace().add_blockref("ROOM", (0, 0), dxfattribs={"layer": "WALL"})

    assert [stroke.layer for stroke in strokes(read_back(document, tmp_path))] == ["WALL", "DOOR"]


@pytest.mark.parametrize(
    ("attributes", "end"),
    [
        ({"xscale": 2, "yscale": 3}, (12, 8)),
        ({"xscale": -1, "yscale": 1}, (9, 6)),
        ({"xscale": -2, "yscale": 1, "rotation": 90}, (9, 3)),
        ({"xscale": 1, "yscale": 1, "extrusion": (0, 0, -1)}, (-11, 6)),
    ],
)
def test_a_reference_is_scaled_mirrored_and_turned(
    tmp_path: Path, attributes: dict[str, object], end: tuple[float, float]
):
    # the block's line runs from (0, 0) to (1, 1); the reference stands at (10, 5)
    document = new()
    document.blocks.new("B").add_line((0, 0), (1, 1))
    document.modelspace().add_blockref("B", (10, 5), dxfattribs=attributes)

    (stroke,) = strokes(read_back(document, tmp_path))

    assert stroke.points[1] == RIGHT(end)


def test_a_circle_scaled_unevenly_is_an_ellipse_within_a_millimetre(tmp_path: Path):
    document = new()
    document.blocks.new("B").add_circle((0, 0), 5)
    document.modelspace().add_blockref("B", (0, 0), dxfattribs={"xscale": 2, "yscale": 1})

    (stroke,) = strokes(read_back(document, tmp_path))

    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(stroke.points, stroke.points[1:], strict=False)
    ]
    assert max(1 - math.hypot(x / 10, y / 5) for x, y in middles) * 5 < 0.001
    assert stroke.closed


@pytest.mark.parametrize("version", ["R2000", "R2010"])
@pytest.mark.parametrize("old", [False, True])
def test_a_bulge_scaled_unevenly_is_part_of_an_ellipse(tmp_path: Path, version: str, old: bool):
    # half a circle of radius 1 over (0, 0)–(2, 0), stretched to 3 m high
    document = new(version)
    block = document.blocks.new("B")
    path = [(0, 0, 0), (2, 0, 1)]
    (block.add_polyline2d if old else block.add_lwpolyline)(path, format="xyb", close=True)
    document.modelspace().add_blockref("B", (10, 0), dxfattribs={"xscale": 1, "yscale": 3})

    (stroke,) = strokes(read_back(document, tmp_path))

    assert max(y for _x, y in stroke.points) == RIGHT(3, abs=0.001)
    assert min(x for x, _y in stroke.points) == RIGHT(10)
    assert all(abs(math.hypot(x - 11, y / 3) - 1) < 0.001 for x, y in stroke.points if y > 0)


def test_a_block_is_put_by_its_base_point(tmp_path: Path):
    document = new()
    document.blocks.new("B", base_point=(2, 1)).add_line((2, 1), (3, 1))
    document.modelspace().add_blockref("B", (10, 5))

    (stroke,) = strokes(read_back(document, tmp_path))

    assert list(stroke.points) == [(10.0, 5.0), (11.0, 5.0)]


def test_an_array_is_as_many_as_it_shows_turned_with_its_reference(tmp_path: Path):
    document = new()
    document.blocks.new("CHAIR").add_line((0, 0), (0.1, 0))
    document.modelspace().add_blockref(
        "CHAIR",
        (10, 0),
        dxfattribs={
            "row_count": 1,
            "column_count": 3,
            "column_spacing": 2,
            "rotation": 90,
        },
    )

    starts = [stroke.points[0] for stroke in strokes(read_back(document, tmp_path))]

    assert [RIGHT(start, abs=1e-9) for start in starts] == [(10, 0), (10, 2), (10, 4)]


@pytest.mark.parametrize("is_empty", [True, False])
def test_an_array_without_end_is_refused_at_once(tmp_path: Path, is_empty: bool):
    document = new()
    block = document.blocks.new("CHAIR")
    if not is_empty:
        block.add_line((0, 0), (1, 0))
    document.modelspace().add_blockref(
        "CHAIR", (0, 0), dxfattribs={"row_count": 32767, "column_count": 32767, "row_spacing": 1}
    )

    with pytest.raises(DrawingTooLarge, match="after blocks are resolved"):
        read_back(document, tmp_path)


# --- dynamic blocks -------------------------------------------------------------------


def with_dynamic_door(document: Document) -> None:
    """Put a dynamic door in: its definition 0.9 wide, its current state *U1 1.2 wide."""
    definition = document.blocks.new("单扇门")
    definition.add_line((0, 0), (0.9, 0))
    state = document.blocks.new("*U1")
    state.add_line((0, 0), (1.2, 0))
    state.add_line((0, 0), (0.9, 0), dxfattribs={"invisible": 1})
    for name in ("AcDbBlockRepBTag", "AcDbDynamicBlockGUID"):
        document.appids.add(name)
    record = definition.block_record
    record.set_xdata("AcDbDynamicBlockGUID", [(1000, "{00000000-0000-0000-0000-000000000001}")])
    state.block_record.set_xdata("AcDbBlockRepBTag", [(1070, 1), (1005, record.dxf.handle)])
    document.modelspace().add_blockref("*U1", (0, 0))


def test_a_dynamic_block_shows_its_current_state_under_its_own_name(tmp_path: Path):
    document = new()
    with_dynamic_door(document)

    drawing = read_back(document, tmp_path)

    (stroke,) = strokes(drawing)
    assert stroke.points[1] == RIGHT((1.2, 0))
    assert [drawing.storeys[0].inserts[0].name, stroke.block] == ["单扇门"] * 2
    assert role_of_block("单扇门") is Role.DOOR


def test_what_a_state_hides_is_no_oddity_and_a_hidden_line_of_the_plan_is(tmp_path: Path):
    document = new()
    with_dynamic_door(document)
    quiet = read_back(document, tmp_path)
    document.modelspace().add_line((5, 6), (7, 8), dxfattribs={"invisible": 1})

    loud = read_back(document, tmp_path)

    assert not notes(quiet, "entities_hidden")
    assert the_note(loud, "entities_hidden").at == (5, 6)


# --- references to other drawings -----------------------------------------------------


@pytest.mark.parametrize("flag", [4, 4 | 8])
def test_a_missing_reference_is_an_error_with_its_path_and_place(tmp_path: Path, flag: int):
    document = new()
    block = document.blocks.new("一层底图")
    assert block.block is not None
    block.block.dxf.flags = flag
    block.block.dxf.xref_path = r"..\底图\一层.dwg"
    document.modelspace().add_blockref("一层底图", (3, 4))

    drawing = read_back(document, tmp_path)

    note = the_note(drawing, "xref_not_bound")
    assert (note.severity, note.at) == ("error", (3, 4))
    assert r"..\底图\一层.dwg" in note.text_zh
    assert not drawing.is_whole


def test_a_reference_that_is_shown_nowhere_leaves_the_floor_whole(tmp_path: Path):
    document = new()
    document.modelspace().add_line((0, 0), (1, 0))
    block = document.blocks.new("SITE")
    assert block.block is not None
    block.block.dxf.flags = 4

    drawing = read_back(document, tmp_path)

    assert drawing.is_whole
    assert notes(drawing, "xref_not_shown")


def test_a_bound_reference_is_read_by_name(tmp_path: Path):
    document = new()
    document.blocks.new("plan$0$M0921").add_line(
        (0, 0), (0.9, 0), dxfattribs={"layer": "plan$0$A-DOOR"}
    )
    document.modelspace().add_blockref("plan$0$M0921", (0, 0))

    drawing = read_back(document, tmp_path)

    (stroke,) = strokes(drawing)
    assert stroke.layer == "plan$0$A-DOOR"
    assert "plan" in the_note(drawing, "xref_bound").text
    assert drawing.is_whole


@pytest.mark.parametrize("layer", ["plan$0$A-WALL", "plan|A-WALL", "a$0$b$12$墙体"])
def test_a_bound_layer_means_what_its_own_name_means(layer: str):
    assert role_from_name(layer).role is Role.WALL


@pytest.mark.parametrize("name", ["plan$0$M0921", "plan|M0921", "M0921"])
def test_a_bound_block_means_what_its_own_name_means(name: str):
    assert role_of_block(name) is Role.DOOR


def test_a_missing_block_is_an_error_with_its_place_and_count(tmp_path: Path):
    document = new()
    for x in (2, 5):
        document.modelspace().add_blockref("GONE", (x, 1))

    drawing = read_back(document, tmp_path)

    note = the_note(drawing, "block_missing")
    assert (note.severity, note.at) == ("error", (2, 1))
    assert "2 times" in note.text


def test_a_clipped_block_is_read_whole_and_said(tmp_path: Path):
    from ezdxf.xclip import XClip

    document = new()
    document.blocks.new("SHEET").add_line((0, 0), (9, 0))
    sheet = document.modelspace().add_blockref("SHEET", (1, 2))
    XClip(sheet).set_block_clipping_path([(0, 0), (3, 3)])

    drawing = read_back(document, tmp_path)

    assert the_note(drawing, "block_clipped").at == (1, 2)
    assert len(strokes(drawing)) == 1


# --- layer states -----------------------------------------------------------------------


def test_a_layer_that_is_off_is_read_and_a_frozen_one_is_skipped_with_count_and_place(
    tmp_path: Path,
):
    document = new()
    document.layers.add("OFF").off()
    document.layers.add("FROZEN").freeze()
    space = document.modelspace()
    space.add_line((0, 0), (1, 0), dxfattribs={"layer": "OFF"})
    space.add_line((4, 5), (1, 0), dxfattribs={"layer": "FROZEN"})
    space.add_text("hall", dxfattribs={"layer": "FROZEN"})

    drawing = read_back(document, tmp_path)

    assert [stroke.layer for stroke in strokes(drawing)] == ["OFF"]
    assert "OFF" in the_note(drawing, "layers_off_read").text
    frozen = the_note(drawing, "layer_frozen_skipped")
    assert (frozen.at, frozen.severity) == ((4, 5), "warning")
    assert "2 entities" in frozen.text
    assert drawing.layers["OFF"] == "off"
    assert drawing.layers["FROZEN"] == "frozen"


def test_a_reference_on_a_frozen_layer_hides_the_whole_block(tmp_path: Path):
    document = new()
    document.layers.add("FROZEN").freeze()
    document.blocks.new("B").add_line((0, 0), (1, 0), dxfattribs={"layer": "WALL"})
    document.modelspace().add_blockref("B", (0, 0), dxfattribs={"layer": "FROZEN"})

    assert strokes(read_back(document, tmp_path)) == ()


def test_a_reference_on_a_layer_that_is_off_shows_what_has_its_own_layer(tmp_path: Path):
    document = new()
    document.layers.add("OFF").off()
    document.blocks.new("B").add_line((0, 0), (1, 0), dxfattribs={"layer": "WALL"})
    document.modelspace().add_blockref("B", (0, 0), dxfattribs={"layer": "OFF"})

    assert [stroke.layer for stroke in strokes(read_back(document, tmp_path))] == ["WALL"]


def test_a_layer_frozen_in_one_viewport_alone_is_read(tmp_path: Path):
    document = new()
    document.layers.add("WALL")
    document.modelspace().add_line((0, 0), (1, 0), dxfattribs={"layer": "WALL"})
    sheet: Any = document.layout("Layout1")
    viewport = sheet.add_viewport((0, 0), (10, 10), (0, 0), 10)
    viewport.frozen_layers = ["WALL"]

    drawing = read_back(document, tmp_path)

    assert len(strokes(drawing)) == 1
    assert not notes(drawing, "layer_frozen_skipped")


# --- attributes ---------------------------------------------------------------------------


def test_an_attribute_is_a_text_with_its_tag_where_it_stands(tmp_path: Path):
    document = new()
    document.blocks.new("TAG").add_attdef("NUMBER", (0, 0))
    tag = document.modelspace().add_blockref("TAG", (10, 5), dxfattribs={"layer": "ROOM"})
    tag.add_attrib("NUMBER", "1011", (10.5, 5.5), dxfattribs={"height": 0.3})

    (text,) = texts(read_back(document, tmp_path))

    assert (text.text, text.tag, text.source, text.insertion) == (
        "1011",
        "NUMBER",
        "ATTRIB",
        (10.5, 5.5),
    )


def test_an_attribute_of_a_nested_reference_stands_where_it_is_seen(tmp_path: Path):
    document = new()
    document.blocks.new("TAG").add_attdef("NUMBER", (0, 0))
    tag = document.blocks.new("FLOOR").add_blockref("TAG", (1, 1))
    tag.add_attrib("NUMBER", "1011", (1.5, 1.5), dxfattribs={"height": 0.3})
    document.modelspace().add_blockref("FLOOR", (100, 0), dxfattribs={"rotation": 90})

    (text,) = texts(read_back(document, tmp_path))

    assert text.insertion == RIGHT((98.5, 1.5))
    assert text.rotation_deg == RIGHT(90)


def test_the_attributes_of_one_reference_belong_together(tmp_path: Path):
    document = new()
    for _ in range(2):
        document.modelspace().add_line((0, 0), (1, 0))
    document.blocks.new("TAG").add_line((0, 0), (1, 0))
    tag = document.modelspace().add_blockref("TAG", (0, 0))
    tag.add_attrib("NUMBER", "1011", (0, 0))
    tag.add_attrib("NAME", "会议室", (0, 1))

    drawing = read_back(document, tmp_path)

    assert [text.insert for text in texts(drawing)] == [0, 0]
    assert drawing.storeys[0].inserts[0].name == "TAG"


def test_a_constant_attribute_shows_in_every_reference(tmp_path: Path):
    document = new()
    document.blocks.new("TAG").add_attdef(
        "KIND", (1, 1), text="办公室", dxfattribs={"flags": 2, "height": 0.3}
    )
    document.modelspace().add_blockref("TAG", (10, 5))

    (text,) = texts(read_back(document, tmp_path))

    assert (text.text, text.source, text.insertion) == ("办公室", "ATTRIB", (11, 6))


def test_an_attribute_of_several_lines_is_read_as_its_paragraphs(tmp_path: Path):
    document = new("R2018")
    document.blocks.new("TAG").add_attdef("NAME", (0, 0))
    tag = document.modelspace().add_blockref("TAG", (0, 0))
    attribute = tag.add_attrib("NAME", "", (0, 0), dxfattribs={"height": 0.3})
    attribute.embed_mtext(document.modelspace().add_mtext(r"会议室\P34.88m\S2^ ;"))
    document.modelspace().delete_entity(document.modelspace()[-1])

    assert words(read_back(document, tmp_path)) == ["会议室\n34.88m²"]


def test_rooms_stand_the_same_however_the_plan_is_wrapped_in_blocks(tmp_path: Path):
    #  +---+---+
    #  | 101   |   the same plan loose, in one block, and in a mirrored block mirrored back
    #  +---+---+
    def plan(space: Any) -> None:
        space.add_lwpolyline(
            [(0, 0), (6, 0), (6, 4), (0, 4)], close=True, dxfattribs={"layer": "ROOM"}
        )
        space.add_text("101", height=0.3, dxfattribs={"layer": "ROOM-TEXT"}).set_placement((2, 2))

    areas = []
    for wrapping in range(3):
        document = new()
        plan(document.modelspace() if wrapping == 0 else document.blocks.new("PLAN"))
        if wrapping == 1:
            document.modelspace().add_blockref("PLAN", (0, 0))
        if wrapping == 2:
            document.blocks.new("OUTER").add_blockref("PLAN", (0, 0), dxfattribs={"xscale": -1})
            document.modelspace().add_blockref("OUTER", (0, 0), dxfattribs={"xscale": -1})
        storey = read(saved(document, tmp_path, f"{wrapping}.dxf"), unit="m").storeys[0]
        areas += [(room.number, round(room.area_m2, 6)) for room in rooms_of(storey, None).rooms]

    assert areas == [("101", 24.0)] * 3
