"""The reader: bytes in, metres out, and nothing but its own error."""

from __future__ import annotations

import math
from pathlib import Path

import ezdxf
import pytest
from ezdxf.document import Drawing as Document

from cad_import.drawing import Drawing, DrawingError, Text, read
from cad_import.drawing.codepages import text_encoding
from cad_import.drawing.errors import DrawingTooLarge, DwgNotConverted, NoSuchFile, NotADrawing
from cad_import.drawing.limits import Limits

from .made import new, read_back, strokes


def saved(document: Document, folder: Path, name: str = "plan.dxf") -> Path:
    path = folder / name
    document.saveas(path)
    return path


def texts(drawing: Drawing) -> list[str]:
    return [text.text for text in drawing.storeys[0].texts]


def codes(drawing: Drawing) -> set[str]:
    return {note.code for note in drawing.notes}


def test_a_line_comes_out_in_metres(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.modelspace().add_line((1000, 2000), (4000, 2000), dxfattribs={"layer": "WALL"})

    (stroke,) = read(saved(document, tmp_path), unit="mm").storeys[0].strokes

    assert stroke.points == ((1.0, 2.0), (4.0, 2.0))
    assert (stroke.layer, stroke.source, stroke.closed) == ("WALL", "LINE", False)


@pytest.mark.parametrize(
    ("unit", "metres"), [("cm", 0.01), ("m", 1), ("inch", 0.0254), ("foot", 0.3048)]
)
def test_a_stated_unit_is_believed(tmp_path: Path, unit: str, metres: float):
    document = ezdxf.new("R2010")
    document.modelspace().add_line((0, 0), (100, 0))

    drawing = read(saved(document, tmp_path), unit=unit)

    assert drawing.unit.certain
    assert drawing.storeys[0].strokes[0].points[1] == pytest.approx((100 * metres, 0))


@pytest.mark.parametrize("version", ["R12", "R2000", "R2004", "R2007", "R2010", "R2013", "R2018"])
def test_every_version_from_r12_to_r2018_is_read(tmp_path: Path, version: str):
    document = ezdxf.new(version)
    document.modelspace().add_line((0, 0), (1, 0))

    assert len(read(saved(document, tmp_path), unit="m").storeys[0].strokes) == 1


def test_a_binary_dxf_is_read(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.modelspace().add_line((0, 0), (1, 0))
    document.saveas(tmp_path / "plan.dxf", fmt="bin")

    assert len(read(tmp_path / "plan.dxf", unit="m").storeys[0].strokes) == 1


def test_an_arc_is_flattened_within_a_millimetre(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.modelspace().add_arc((0, 0), 5, 0, 90)

    (stroke,) = read(saved(document, tmp_path), unit="m").storeys[0].strokes

    middles = [
        ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        for a, b in zip(stroke.points, stroke.points[1:], strict=False)
    ]
    assert max(5 - math.hypot(*middle) for middle in middles) <= 0.001
    assert stroke.arc is not None
    assert (stroke.arc.radius_m, stroke.arc.start_deg, stroke.arc.end_deg) == (5, 0, 90)


def test_a_bulge_is_half_a_circle(tmp_path: Path):
    #   __
    #  /  \      bulge 1 from (2, 0) to (0, 0)
    #  +--+
    document = ezdxf.new("R2010")
    document.modelspace().add_lwpolyline([(0, 0, 0), (2, 0, 1)], format="xyb", close=True)

    (stroke,) = read(saved(document, tmp_path), unit="m").storeys[0].strokes

    assert max(y for _x, y in stroke.points) == pytest.approx(1, abs=0.001)
    assert all(math.hypot(x - 1, y) <= 1.001 for x, y in stroke.points)


def test_a_mirrored_block_puts_its_door_swing_where_it_is_seen(tmp_path: Path):
    document = ezdxf.new("R2010")
    door = document.blocks.new("DOOR")
    door.add_arc((0, 0), 0.9, 0, 90)
    document.modelspace().add_blockref(
        "DOOR", (10, 5), dxfattribs={"xscale": -1, "layer": "A-DOOR"}
    )

    (stroke,) = read(saved(document, tmp_path), unit="m").storeys[0].strokes

    assert stroke.arc is not None
    assert stroke.arc.centre == pytest.approx((10, 5))
    assert (stroke.arc.start_deg, stroke.arc.end_deg) == pytest.approx((90, 180))
    assert stroke.layer == "A-DOOR"


def test_an_arc_with_its_axis_turned_down_is_mirrored_too(tmp_path: Path):
    # In its own plane the centre stands at x = 3; seen from above that is x = -3.
    document = ezdxf.new("R2010")
    document.modelspace().add_arc((3, 2), 1, 0, 90, dxfattribs={"extrusion": (0, 0, -1)})

    (stroke,) = read(saved(document, tmp_path), unit="m").storeys[0].strokes

    assert stroke.arc is not None
    assert stroke.arc.centre == pytest.approx((-3, 2))
    assert (stroke.arc.start_deg, stroke.arc.end_deg) == pytest.approx((90, 180))


def test_layer_0_takes_the_layer_of_the_insert_through_three_blocks(tmp_path: Path):
    document = ezdxf.new("R2010")
    inner, middle, outer = (document.blocks.new(name) for name in ("I", "M", "O"))
    inner.add_line((0, 0), (1, 0), dxfattribs={"layer": "0"})
    middle.add_blockref("I", (0, 1), dxfattribs={"layer": "0"})
    outer.add_blockref("M", (1, 0), dxfattribs={"layer": "0", "rotation": 90})
    document.modelspace().add_blockref("O", (10, 0), dxfattribs={"layer": "WALL"})

    (stroke,) = read(saved(document, tmp_path), unit="m").storeys[0].strokes

    assert stroke.layer == "WALL"
    assert [pytest.approx(point) for point in stroke.points] == [(10, 0), (10, 1)]


def test_an_array_of_blocks_is_as_many_as_it_shows(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.blocks.new("CHAIR").add_circle((0, 0), 0.2)
    document.modelspace().add_blockref(
        "CHAIR",
        (0, 0),
        dxfattribs={"row_count": 2, "column_count": 3, "row_spacing": 1, "column_spacing": 1},
    )

    drawing = read(saved(document, tmp_path), unit="m")

    assert len(drawing.storeys[0].strokes) == 6


def test_a_block_that_contains_itself_is_said_and_does_not_hang(tmp_path: Path):
    document = ezdxf.new("R2010")
    loop = document.blocks.new("LOOP")
    loop.add_line((0, 0), (1, 0))
    loop.add_blockref("LOOP", (1, 0))
    document.modelspace().add_blockref("LOOP", (0, 0))

    drawing = read(saved(document, tmp_path), unit="m")

    assert "block_too_deep" in codes(drawing)
    assert len(drawing.storeys[0].strokes) == 1


def test_blocks_that_explode_are_stopped_at_a_limit(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.blocks.new("B0").add_line((0, 0), (1, 0))
    for level in range(1, 7):
        block = document.blocks.new(f"B{level}")
        for n in range(10):
            block.add_blockref(f"B{level - 1}", (n, 0))
    document.modelspace().add_blockref("B6", (0, 0))

    with pytest.raises(DrawingTooLarge, match="after blocks are resolved"):
        read(saved(document, tmp_path), unit="m", limits=Limits(max_expanded=10_000))


def test_off_layers_are_read_and_frozen_ones_are_skipped_with_a_note(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.layers.add("OFF").off()
    document.layers.add("FROZEN").freeze()
    for layer in ("OFF", "FROZEN"):
        document.modelspace().add_line((0, 0), (1, 0), dxfattribs={"layer": layer})

    drawing = read(saved(document, tmp_path), unit="m")

    assert [stroke.layer for stroke in drawing.storeys[0].strokes] == ["OFF"]
    assert {"layers_off_read", "layer_frozen_skipped"} <= codes(drawing)


# --- writing ----------------------------------------------------------------------


def written(document: Document, words: str) -> None:
    document.modelspace().add_text(words, height=0.3)


def test_codes_in_a_text_become_what_is_seen(tmp_path: Path):
    document = ezdxf.new("R2010")
    for words in ("%%uHALL%%u", "90%%d", "%%c20", r"\U+5411\U+5357", r"\M+5B0EC\M+5B9AB\M+5CAD2"):
        written(document, words)

    assert texts(read(saved(document, tmp_path), unit="m")) == [
        "HALL",
        "90°",
        "Ø20",
        "向南",
        "办公室",
    ]


def test_formatting_in_an_mtext_is_left_out(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.modelspace().add_mtext(r"{\fSimSun|b0;\H0.5x;会议室}\P34.88m\S2^;")

    (text,) = read(saved(document, tmp_path), unit="m").storeys[0].texts

    assert text.text.startswith("会议室\n34.88m")
    assert "\\" not in text.text


def test_gbk_bytes_are_read_in_their_own_script(tmp_path: Path):
    document = ezdxf.new("R2004")
    document.encoding = "gbk"
    written(document, "副局长办公室")
    path = saved(document, tmp_path)

    assert "副局长办公室".encode("gbk") in path.read_bytes()
    assert texts(read(path, unit="m")) == ["副局长办公室"]


def test_utf_8_under_an_ansi_936_header_is_read_as_utf_8_and_said(tmp_path: Path):
    document = ezdxf.new("R2004")
    document.encoding = "gbk"
    written(document, "档案室会议室")
    path = saved(document, tmp_path)
    path.write_bytes(
        path.read_bytes().replace("档案室会议室".encode("gbk"), "档案室会议室".encode())
    )

    drawing = read(path, unit="m")

    assert texts(drawing) == ["档案室会议室"]
    assert "encoding_not_as_declared" in codes(drawing)


def test_gbk_bytes_in_a_version_that_must_be_utf_8_are_recovered(tmp_path: Path):
    document = ezdxf.new("R2018")
    written(document, "档案室会议室")
    path = saved(document, tmp_path)
    path.write_bytes(
        path.read_bytes().replace("档案室会议室".encode(), "档案室会议室".encode("gbk"))
    )

    assert texts(read(path, unit="m")) == ["档案室会议室"]


def test_shift_jis_without_a_code_page_leaves_no_lone_surrogate(tmp_path: Path):
    document = ezdxf.new("R2000")
    written(document, "PLACEHOLDER")
    path = saved(document, tmp_path)
    path.write_bytes(path.read_bytes().replace(b"PLACEHOLDER", "事務室会議室".encode("shift_jis")))

    (text,) = texts(read(path, unit="m"))

    text.encode("utf-8")  # a lone surrogate would refuse


def test_two_latin_letters_are_no_japanese():
    assert text_encoding(b"  0\nTEXT\n  1\n\xe9t\xe9\n") == (None, None)


# --- the unit -----------------------------------------------------------------------


def plan_with_doors(leaf: float, wall: float) -> Document:
    """Return a plan with five doors and walls on both sides, in the unit of its sizes."""
    document = ezdxf.new("R2010")
    space = document.modelspace()
    for n in range(5):
        x = n * leaf * 4
        space.add_arc((x, 0), leaf, 0, 90, dxfattribs={"layer": "DOOR"})
        space.add_line((x, 0), (x, leaf), dxfattribs={"layer": "DOOR"})
        for y in (0, -wall):
            space.add_line((x + leaf, y), (x + leaf * 4, y), dxfattribs={"layer": "WALL"})
            space.add_line(
                (x + leaf, y + leaf * 6), (x + leaf * 4, y + leaf * 6), dxfattribs={"layer": "WALL"}
            )
    return document


@pytest.mark.parametrize(
    ("leaf", "wall", "unit"), [(900, 200, "mm"), (90, 20, "cm"), (0.9, 0.2, "m"), (36, 6, "inch")]
)
def test_doors_and_walls_tell_the_unit_whatever_the_header_says(
    tmp_path: Path, leaf: float, wall: float, unit: str
):
    document = plan_with_doors(leaf, wall)
    document.header["$INSUNITS"] = 4 if unit != "mm" else 6

    drawing = read(saved(document, tmp_path))

    assert drawing.unit.name == unit
    assert drawing.unit.certain
    assert "unit_not_as_declared" in codes(drawing)
    assert any("door swings" in sentence for sentence in drawing.unit.evidence)


def test_a_header_alone_is_not_believed(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.header["$INSUNITS"] = 4
    document.modelspace().add_line((0, 0), (1, 0))

    drawing = read(saved(document, tmp_path))

    assert not drawing.unit.certain
    assert "unit_not_certain" in codes(drawing)


# --- what is no drawing ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", NotADrawing),
        (b"PK\x03\x04 a zip", NotADrawing),
        (b"%PDF-1.7", NotADrawing),
        (b"\x00" * 2000, NotADrawing),
        (b"AC1032" + b"\x00" * 500, DwgNotConverted),
    ],
)
def test_what_is_no_drawing_is_refused_by_its_content(
    tmp_path: Path, content: bytes, error: type[DrawingError]
):
    path = tmp_path / "plan.dxf"
    path.write_bytes(content)

    with pytest.raises(error) as refusal:
        read(path)

    assert refusal.value.zh


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path):
    for path in (tmp_path / "none.dxf", tmp_path):
        with pytest.raises(NoSuchFile):
            read(path)


def test_cut_and_broken_files_raise_nothing_but_the_readers_own_error(tmp_path: Path):
    document = plan_with_doors(900, 200)
    whole = saved(document, tmp_path).read_bytes()
    path = tmp_path / "broken.dxf"
    for step in range(40):
        cut = len(whole) * step // 40
        path.write_bytes(whole[:cut] + b"\xff\x00junk" + whole[cut + 7 * step :])
        try:
            read(path)
        except DrawingError:
            continue


# --- real drawings --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("contoso1_Basement.dxf", "mm"),
        ("contoso2_Ground.dxf", "inch"),
        ("bishop_house.dxf", "inch"),
        ("ccwi_roompolygons.dxf", "inch"),
        ("ceco_architecture.dxf", "m"),
        ("barcelona_plan.dxf", "m"),
        ("survey_projected_ru.dxf", "m"),
    ],
)
def test_the_unit_of_real_drawings_is_found(drawings: Path, name: str, unit: str):
    assert read(drawings / name).unit.name == unit


def test_a_dwg_no_converter_takes_whole_is_refused(drawings: Path):
    with pytest.raises(DwgNotConverted, match="Save it from CAD as DXF"):
        read(drawings / "contoso2_Level_2.dwg")


def test_survey_coordinates_keep_their_millimetres(drawings: Path):
    import ezdxf as peer

    raw = peer.readfile(drawings / "survey_projected_ru.dxf").modelspace().query("LINE")[0]

    read_lines = [
        s.points
        for s in read(drawings / "survey_projected_ru.dxf").storeys[0].strokes
        if s.source == "LINE"
    ]

    assert (raw.dxf.start.x, raw.dxf.start.y) in {points[0] for points in read_lines}


@pytest.mark.parametrize(
    "name",
    [
        "recover01.dxf",
        "empty_handles.dxf",
        "duplicate_handles.dxf",
        "R12_with_trash_beyond_EOF.dxf",
    ],
)
def test_malformed_files_are_read_as_far_as_they_go(drawings: Path, name: str):
    assert sum(read(drawings / "malformed" / name).entities_in.values()) > 0


def test_every_text_is_a_value_with_a_place(drawings: Path):
    storey = read(drawings / "contoso2_Ground.dxf").storeys[0]

    number = next(text for text in storey.texts if text.text == "1011")

    assert isinstance(number, Text)
    assert 0 < number.at[0] < 65
    assert number.layer == "A-IDEN-NUMR-EXST"


@pytest.mark.parametrize("kind", ["LWPOLYLINE", "POLYLINE"])
def test_a_polyline_keeps_its_width_in_metres_whatever_block_it_stands_in(kind, tmp_path):
    document = new()
    block = document.blocks.new("PIECE")
    add = block.add_lwpolyline if kind == "LWPOLYLINE" else block.add_polyline2d
    wide = {"const_width": 120} if kind == "LWPOLYLINE" else {
        "default_start_width": 120, "default_end_width": 120}  # fmt: skip
    add([(0, 0), (3000, 0)], dxfattribs=wide)
    document.modelspace().add_blockref("PIECE", (0, 0), dxfattribs={"xscale": 2, "yscale": 2})

    (stroke,) = strokes(read_back(document, tmp_path, unit="mm"))

    assert (stroke.points, round(stroke.width_m, 9)) == (((0.0, 0.0), (6.0, 0.0)), 0.24)


def test_a_polyline_that_tapers_is_an_arrow_and_has_no_width(tmp_path):
    document = new()
    document.modelspace().add_lwpolyline([(0, 0, 0.3, 0), (3, 0, 0, 0)], format="xyse")

    (stroke,) = strokes(read_back(document, tmp_path))

    assert stroke.width_m == 0.0
