"""Every kind of content comes out as plain values in metres, within a millimetre, or is counted and said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely
from ezdxf.document import Drawing as Document
from ezdxf.math import BSpline
from shapely.geometry import Polygon

from cad_import.drawing import Drawing, Hatch

from .made import new, notes, read_back, strokes, texts, the_note, words

NEAR = pytest.approx


def hatch_of(drawing: Drawing) -> Hatch:
    (found,) = drawing.storeys[0].hatches
    return found


def area(rings: Sequence[Sequence[tuple[float, float]]]) -> float:
    return float(Polygon(rings[0], rings[1:]).area)


# --- curves -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "per_metre"), [("mm", 1000), ("cm", 100), ("m", 1), ("inch", 1 / 0.0254)]
)
def test_an_ellipse_is_off_by_a_millimetre_at_most_in_every_unit(
    tmp_path: Path, unit: str, per_metre: float
):
    document = new()
    document.modelspace().add_ellipse((0, 0), (8 * per_metre, 0), ratio=0.5)

    (stroke,) = strokes(read_back(document, tmp_path, unit=unit))

    whole = shapely.LineString([*stroke.points, stroke.points[0]])
    drawn = [(8 * math.cos(t / 500), 4 * math.sin(t / 500)) for t in range(int(500 * math.tau))]
    assert max(whole.distance(shapely.Point(spot)) for spot in drawn) <= 0.001
    assert stroke.closed
    assert len(stroke.points) < 1000


@pytest.mark.parametrize("kind", ["circle", "ellipse", "bulge", "stretched"])
def test_a_curve_of_a_million_kilometres_does_not_fill_the_memory(tmp_path: Path, kind: str):
    document = new()
    space = document.modelspace()
    if kind == "circle":
        space.add_circle((0, 0), 1e9)
    elif kind == "ellipse":
        space.add_ellipse((0, 0), (1e9, 0), ratio=0.5)
    elif kind == "bulge":
        space.add_lwpolyline([(0, 0, 1), (1e9, 0, 1)], format="xyb", close=True)
    else:
        document.blocks.new("B").add_circle((0, 0), 1e6)
        space.add_blockref("B", (0, 0), dxfattribs={"xscale": 1e3, "yscale": 2e3})

    (stroke,) = strokes(read_back(document, tmp_path, unit="m"))

    assert len(stroke.points) < 10_000


def test_a_spline_wall_is_off_by_a_millimetre_at_most(tmp_path: Path):
    controls = [(0, 0), (5000, 8000), (10000, -8000), (15000, 8000), (20000, 0)]
    document = new()
    document.modelspace().add_open_spline(controls)

    (stroke,) = strokes(read_back(document, tmp_path, unit="mm"))

    drawn = [spot / 1000 for spot in BSpline(controls).approximate(3000)]
    whole = shapely.LineString(stroke.points)
    assert max(whole.distance(shapely.Point(spot.x, spot.y)) for spot in drawn) <= 0.001
    assert stroke.source == "SPLINE"


def test_a_spline_in_a_grown_block_is_as_fine_as_outside(tmp_path: Path):
    document = new()
    document.blocks.new("B").add_open_spline([(0, 0), (0.5, 0.8), (1, -0.8), (2, 0)])
    document.modelspace().add_blockref("B", (0, 0), dxfattribs={"xscale": 10, "yscale": 10})

    (stroke,) = strokes(read_back(document, tmp_path))

    drawn = [10 * s for s in BSpline([(0, 0), (0.5, 0.8), (1, -0.8), (2, 0)]).approximate(2000)]
    whole = shapely.LineString(stroke.points)
    assert max(whole.distance(shapely.Point(spot.x, spot.y)) for spot in drawn) <= 0.001


def test_an_old_polyline_keeps_its_bulges_and_drops_its_spline_frame(tmp_path: Path):
    document = new("R2000")
    space = document.modelspace()
    space.add_polyline2d([(0, 0, 0), (2, 0, 1)], format="xyb", close=True)
    fitted = space.add_polyline2d([(0, 5), (1, 6), (2, 5)])
    fitted.dxf.flags |= 4
    fitted.vertices[1].dxf.flags |= 16  # a control point of the frame, not of the path

    half_circle, curve = strokes(read_back(document, tmp_path))

    assert half_circle.closed
    assert max(y for _x, y in half_circle.points) == NEAR(1, abs=0.001)
    assert list(curve.points) == [(0.0, 5.0), (2.0, 5.0)]


def test_a_line_in_three_dimensions_is_seen_from_above(tmp_path: Path):
    document = new()
    document.modelspace().add_line((0, 0, 3), (1, 2, 9))
    document.modelspace().add_polyline3d([(0, 0, 1), (5, 0, 2)])

    assert [list(stroke.points) for stroke in strokes(read_back(document, tmp_path))] == [
        [(0.0, 0.0), (1.0, 2.0)],
        [(0.0, 0.0), (5.0, 0.0)],
    ]


# --- multilines -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("justification", "faces"), [(0, (0.0, -0.24)), (1, (0.12, -0.12)), (2, (0.24, 0.0))]
)
def test_a_multiline_is_its_faces_at_their_true_distance(
    tmp_path: Path, justification: int, faces: tuple[float, float]
):
    document = new()
    style: Any = document.mline_styles.new("WALL")
    style.elements.append(0.5)
    style.elements.append(-0.5)
    wall = document.modelspace().add_mline(
        [(0, 0), (4, 0)],
        dxfattribs={"style_name": "WALL", "layer": "WALL", "scale_factor": 0.24},
    )
    wall.set_justification(justification)

    found = strokes(read_back(document, tmp_path))

    assert sorted((stroke.points[0][1] for stroke in found), reverse=True) == [
        NEAR(face) for face in faces
    ]
    assert {(stroke.source, stroke.layer) for stroke in found} == {("MLINE", "WALL")}


# --- tables ---------------------------------------------------------------------------


def with_table(document: Document, *, block: str) -> None:
    """Put a table of one row in, cells 2 wide and 1 high, with its top left at (10, 20)."""
    from ezdxf.entities.acad_table import AcadTableBlockContent
    from ezdxf.lldxf.extendedtags import ExtendedTags

    content = f"""0
ACAD_TABLE
5
ABC
330
{document.modelspace().layout_key}
100
AcDbEntity
8
SCHEDULE
100
AcDbBlockReference
2
{block}
10
10.0
20
20.0
30
0.0
100
AcDbTable
91
1
92
2
141
1.0
142
2.0
142
2.0
171
1
1
101
171
1
1
{{\\H0.5x;会议室}}
"""
    entity = AcadTableBlockContent.load(ExtendedTags.from_text(content), document)
    document.entitydb.add(entity)
    document.modelspace().add_entity(entity)  # type: ignore[arg-type]


def test_a_table_is_read_as_the_block_it_is_drawn_by(tmp_path: Path):
    document = new()
    drawn = document.blocks.new("*T1")
    drawn.add_line((0, 0), (4, 0))
    drawn.add_mtext("101", dxfattribs={"insert": (1, -0.5), "char_height": 0.3})
    with_table(document, block="*T1")

    drawing = read_back(document, tmp_path)

    (line,) = strokes(drawing)
    assert list(line.points) == [(10.0, 20.0), (14.0, 20.0)]
    assert (line.layer, line.source) == ("SCHEDULE", "TABLE")
    assert [(text.text, text.source) for text in texts(drawing)] == [("101", "TABLE")]


def test_a_table_without_its_block_is_read_from_its_cells(tmp_path: Path):
    document = new()
    with_table(document, block="*T9")

    drawing = read_back(document, tmp_path)

    assert [(text.text, text.at) for text in texts(drawing)] == [
        ("101", (11.0, 19.5)),
        ("会议室", (13.0, 19.5)),
    ]
    assert len(strokes(drawing)) == 5  # two lines across and three down


# --- leaders --------------------------------------------------------------------------


def test_a_leader_belongs_to_the_text_it_names(tmp_path: Path):
    document = new()
    space = document.modelspace()
    text = space.add_mtext("会议室", dxfattribs={"insert": (9, 9), "char_height": 0.3})
    leader = space.add_leader([(1, 1), (5, 5), (6, 5)])
    leader.dxf.annotation_handle = text.dxf.handle
    space.add_mtext("档案室", dxfattribs={"insert": (6, 5), "char_height": 0.3})

    meant, beside = texts(read_back(document, tmp_path))

    assert list(meant.leader) == [(6.0, 5.0), (5.0, 5.0), (1.0, 1.0)]  # the tip comes last
    assert beside.leader == ()


def test_an_old_leader_without_a_name_belongs_to_the_text_at_its_end(tmp_path: Path):
    document = new()
    space = document.modelspace()
    space.add_leader([(1, 1), (5, 5)], dxfattribs={"annotation_type": 3})
    space.add_text("会议室", height=0.3).set_placement((5.2, 4.9))
    space.add_text("far away", height=0.3).set_placement((50, 50))

    near, far = texts(read_back(document, tmp_path))

    assert near.leader[-1] == NEAR((1, 1))
    assert far.leader == ()


def test_a_multileader_is_its_text_with_the_way_of_its_arrow(tmp_path: Path):
    from ezdxf.math import Vec2
    from ezdxf.render import mleader

    document = new()
    builder = document.modelspace().add_multileader_mtext("Standard")
    builder.set_content("会议室", char_height=0.3)
    builder.add_leader_line(mleader.ConnectionSide.left, [Vec2(1, 1)])
    builder.build(insert=Vec2(5, 5))

    drawing = read_back(document, tmp_path)

    (text,) = texts(drawing)
    assert (text.text, text.source) == ("会议室", "LEADER")
    assert text.leader[-1] == NEAR((1, 1))
    assert any(stroke.source == "LEADER" for stroke in strokes(drawing))


# --- what says nothing ---------------------------------------------------------------------


def test_a_scanned_plan_is_an_error_that_names_the_picture(tmp_path: Path):
    document = new()
    picture = document.add_image_def(r"C:\scans\一层.jpg", size_in_pixel=(640, 480))
    document.modelspace().add_image(picture, insert=(2, 3), size_in_units=(6, 4))

    drawing = read_back(document, tmp_path)

    note = the_note(drawing, "plan_is_a_picture")
    assert (note.severity, note.at) == ("error", (2, 3))
    assert "一层.jpg" in note.text_zh
    assert not drawing.is_whole


def test_a_picture_beside_a_drawn_plan_is_a_warning(tmp_path: Path):
    document = new()
    picture = document.add_underlay_def("sheet.pdf", fmt="pdf", name="1")
    document.modelspace().add_underlay(picture, insert=(2, 3))
    for n in range(20):
        document.modelspace().add_line((n, 0), (n, 5))

    drawing = read_back(document, tmp_path)

    assert "sheet.pdf" in the_note(drawing, "picture_in_drawing").text
    assert drawing.is_whole


def test_each_skipped_type_is_counted_and_said_with_the_first_ones_place(tmp_path: Path):
    document = new()
    space = document.modelspace()
    space.add_3dface([(7, 8), (9, 8), (9, 9)])
    space.add_3dface([(0, 0), (1, 0), (1, 1)])
    with space.add_mesh().edit_data() as mesh:
        mesh.add_face([(0, 0, 0), (1, 0, 0), (1, 1, 0)])
    space.add_polymesh((2, 2))
    space.add_xline((0, 0), (1, 0))

    drawing = read_back(document, tmp_path)

    assert drawing.skipped == {"3DFACE": 2, "MESH": 1, "POLYLINE (mesh)": 1, "XLINE": 1}
    said = {note.text.split(" carry")[0]: note for note in notes(drawing, "entities_skipped")}
    faces = said["2 entities of type 3DFACE"]
    assert faces.at == NEAR((7, 8))
    assert faces.handle


def test_one_damaged_entity_does_not_lose_the_floor_and_is_an_error(tmp_path: Path):
    document = new()
    space = document.modelspace()
    space.add_line((0, 0), (1, 0))
    space.add_spline(dxfattribs={"degree": 3}).control_points = [(5, 5), (6, 6)]  # two are no curve

    drawing = read_back(document, tmp_path)

    assert [list(stroke.points) for stroke in strokes(drawing)] == [[(0.0, 0.0), (1.0, 0.0)]]
    note = the_note(drawing, "entities_damaged")
    assert note.severity == "error"
    assert note.handle
    assert "SPLINE" in note.text


def test_a_drawing_of_nothing_is_an_error(tmp_path: Path):
    drawing = read_back(new(), tmp_path)

    assert the_note(drawing, "nothing_drawn").severity == "error"
    assert not drawing.is_whole
    assert words(drawing) == []
