"""Objects of add-ons: shown as the picture they carry, or said to be missing and never left out in silence."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from cad_import.drawing import read
from cad_import.drawing.proxies import thing_of
from cad_import.pipeline import read_rooms
from cad_import.report import as_json

from .addons import arc, box, chunk, line, picture, proxy, put_in, thing, with_classes, writing
from .made import new, notes, saved, strokes, texts, the_note, words


def plan(folder: Path) -> Path:
    document = new("R2010")
    document.modelspace().add_line((0, 0), (1, 0), dxfattribs={"layer": "AXIS"})
    return saved(document, folder)


def test_a_wall_without_a_picture_is_an_error_that_says_what_is_missing_and_where(tmp_path: Path):
    path = put_in(
        plan(tmp_path),
        thing("TCH_WALL", layer="WALL", handle="F01", where=(2000, 3000)),
        thing("TCH_WALL", layer="WALL", handle="F02", where=(5000, 3000)),
    )

    drawing = read(with_classes(path, "TCH_WALL"), unit="mm")

    note = the_note(drawing, "proxy_without_graphics")
    assert (note.severity, note.at, note.handle) == ("error", (2.0, 3.0), "F01")
    assert "2 TCH_WALL objects" in note.text
    assert "TCH_KERNAL" in note.text
    assert "墙体" in note.text_zh
    assert "T3" in note.text_zh


@pytest.mark.parametrize("kind", ["TCH_WALL", "TCH_OPENING", "TCH_SPACE", "AEC_DOOR", "XYZ_THING"])
def test_a_floor_that_misses_such_objects_does_not_pass_as_whole(tmp_path: Path, kind: str):
    path = put_in(plan(tmp_path), thing(kind, layer="0", handle="F01", where=(0, 0)))

    assert not read(path, unit="m").is_whole
    assert as_json(read_rooms(path, unit="m"))["whole"] is False


def test_a_missing_dimension_leaves_the_floor_whole_and_is_said(tmp_path: Path):
    path = put_in(plan(tmp_path), thing("TCH_DIMENSION2", layer="DIM", handle="F01", where=(1, 1)))

    drawing = read(path, unit="m")

    assert drawing.is_whole
    assert "尺寸标注" in the_note(drawing, "proxy_marks_missing").text_zh


def test_each_class_is_counted_on_its_own(tmp_path: Path):
    path = put_in(
        plan(tmp_path),
        thing("TCH_WALL", layer="WALL", handle="F01", where=(1, 1)),
        thing("TCH_OPENING", layer="WINDOW", handle="F02", where=(2, 2)),
        thing("TCH_OPENING", layer="WINDOW", handle="F03", where=(3, 3)),
    )

    found = notes(read(path, unit="m"), "proxy_without_graphics")

    assert [(note.handle, note.text.split(":")[0]) for note in found] == [
        ("F02", "Missing"),
        ("F01", "Missing"),
    ]
    assert "2 TCH_OPENING" in found[0].text
    assert "门窗" in found[0].text_zh


def test_the_picture_of_a_wall_is_read_on_the_walls_layer(tmp_path: Path):
    #   (0,240) ------------ (4000,240)
    #   (0,0)   ------------ (4000,0)
    shown = picture(line((0, 0), (4000, 0)), line((0, 240), (4000, 240)))
    path = put_in(plan(tmp_path), thing("TCH_WALL", layer="WALL", handle="F01", shown=shown))

    drawing = read(path, unit="mm")

    faces = [stroke for stroke in strokes(drawing) if stroke.layer == "WALL"]
    assert [face.points for face in faces] == [((0, 0), (4, 0)), ((0, 0.24), (4, 0.24))]
    assert {face.handle for face in faces} == {"F01"}
    note = the_note(drawing, "proxy_graphics_used")
    assert note.severity == "warning"
    assert note.at is not None
    assert drawing.is_whole


def test_the_swing_of_a_door_in_a_picture_is_an_arc(tmp_path: Path):
    shown = picture(arc((1, 1), 0.9, (1, 0), math.pi / 2), line((1, 1), (1, 1.9)))
    path = put_in(plan(tmp_path), thing("TCH_OPENING", layer="DOOR", handle="F01", shown=shown))

    (swing,) = [stroke for stroke in strokes(read(path, unit="m")) if stroke.arc]

    assert swing.arc is not None
    assert (swing.arc.radius_m, swing.arc.start_deg) == (0.9, 0)
    assert swing.arc.end_deg == pytest.approx(90)
    assert swing.layer == "DOOR"


@pytest.mark.parametrize("encoding", ["gbk", "utf-8"])
def test_the_writing_in_a_picture_is_decoded(tmp_path: Path, encoding: str):
    shown = picture(writing("会议室".encode(encoding), (2, 3), 0.3))
    path = put_in(plan(tmp_path), thing("TCH_SPACE", layer="SPACE", handle="F01", shown=shown))

    drawing = read(path, unit="m")

    assert words(drawing) == ["会议室"]
    assert texts(drawing)[0].insertion == (2, 3)


def test_a_picture_in_a_block_is_put_where_the_block_is(tmp_path: Path):
    document = new("R2010")
    document.blocks.new("FLOOR").add_line((0, 0), (0, 1))
    document.modelspace().add_blockref(
        "FLOOR", (10, 0), dxfattribs={"rotation": 90, "layer": "PLAN"}
    )
    shown = picture(line((0, 0), (2, 0)))
    wall = thing("TCH_WALL", layer="WALL", handle="F01", shown=shown)
    path = put_in(saved(document, tmp_path), wall, block="FLOOR")

    (stroke,) = [stroke for stroke in strokes(read(path, unit="m")) if stroke.layer == "WALL"]

    assert [pytest.approx(point, abs=1e-9) for point in stroke.points] == [(10, 0), (10, 2)]
    assert stroke.block == "FLOOR"


def test_a_body_is_read_as_its_outline_from_above(tmp_path: Path):
    shown = picture(box([(0, 0), (4, 0), (4, 0.2), (0, 0.2)], 3.0))
    path = put_in(plan(tmp_path), thing("TCH_WALL", layer="WALL", handle="F01", shown=shown))

    rings = [stroke for stroke in strokes(read(path, unit="m")) if stroke.layer == "WALL"]

    assert len(rings) == 2  # its floor and its top
    assert all(ring.closed for ring in rings)
    assert set(rings[0].points) == {(0, 0), (4, 0), (4, 0.2), (0, 0.2)}


def test_a_proxy_is_known_by_its_class(tmp_path: Path):
    path = with_classes(plan(tmp_path), "TCH_WALL", "TCH_OPENING")
    put_in(
        path,
        proxy(501, layer="WINDOW", handle="F01"),
        proxy(500, layer="WALL", handle="F02", shown=picture(line((0, 0), (2, 0)))),
    )

    drawing = read(path, unit="m")

    assert "门窗" in the_note(drawing, "proxy_without_graphics").text_zh
    assert "TCH_WALL" in the_note(drawing, "proxy_graphics_used").text
    assert "WALL" in {stroke.layer for stroke in strokes(drawing)}


def test_a_picture_that_breaks_off_is_read_so_far_and_is_an_error(tmp_path: Path):
    shown = picture(line((0, 0), (2, 0)), chunk(2, b"\x00" * 3))
    path = put_in(plan(tmp_path), thing("TCH_WALL", layer="WALL", handle="F01", shown=shown))

    drawing = read(path, unit="m")

    assert [stroke.points for stroke in strokes(drawing)][-1] == ((0, 0), (2, 0))
    assert the_note(drawing, "proxy_graphics_incomplete").severity == "error"
    assert not drawing.is_whole


def test_a_picture_of_nothing_counts_as_none(tmp_path: Path):
    shown = picture(chunk(1, b"\x00" * 48))  # extents alone
    path = put_in(plan(tmp_path), thing("TCH_WALL", layer="WALL", handle="F01", shown=shown))

    assert notes(read(path, unit="m"), "proxy_without_graphics")


def test_an_object_on_a_frozen_layer_is_skipped_with_its_layer(tmp_path: Path):
    document = new("R2010")
    document.layers.add("WALL").freeze()
    path = put_in(
        saved(document, tmp_path), thing("TCH_WALL", layer="WALL", handle="F01", where=(1, 1))
    )

    drawing = read(path, unit="m")

    assert notes(drawing, "layer_frozen_skipped")
    assert not notes(drawing, "proxy_without_graphics")


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("TCH_WALL", "墙体"),
        ("TCH_OPENING", "门窗"),
        ("TCH_COLUMN", "柱子"),
        ("TCH_SPACE", "房间标注与轮廓"),
        ("TCH_TEXT", "文字"),
        ("TCH_LINESTAIR", "楼梯坡道"),
        ("TCH_AXIS_LABEL", "轴号"),
        ("AEC_CURTAIN_WALL_LAYOUT", "门窗"),
        ("ANYTHING", "含义不明的对象"),
    ],
)
def test_a_class_says_what_it_draws(kind: str, what: str):
    assert thing_of(kind).zh == what
