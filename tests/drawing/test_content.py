"""Every kind of content comes out as plain values in metres, within a millimetre, or is counted and said."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import shapely
from ezdxf.acis import api as acis
from ezdxf.colors import RGB
from ezdxf.document import Drawing as Document
from ezdxf.math import BSpline
from ezdxf.render import MeshBuilder
from shapely.geometry import Polygon

from cad_import.drawing import Drawing, Hatch
from cad_import.drawing.regions import EllipseCurve

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


# --- filled areas -----------------------------------------------------------------------


def test_a_hatch_with_a_hole_keeps_both_rings(tmp_path: Path):
    document = new()
    hatch = document.modelspace().add_hatch(color=1)
    hatch.paths.add_polyline_path([(0, 0), (6, 0), (6, 4), (0, 4)], is_closed=True, flags=1)
    hatch.paths.add_polyline_path([(1, 1), (3, 1), (3, 2), (1, 2)], is_closed=True, flags=16)

    found = hatch_of(read_back(document, tmp_path))

    assert found.solid
    assert area(found.rings) == NEAR(22.0)


@pytest.mark.parametrize("kind", ["arc", "ellipse", "spline"])
def test_a_hatch_bounded_by_curves_is_flattened(tmp_path: Path, kind: str):
    # half a disc of radius 2, closed by a line from (-2, 0) to (2, 0)
    document = new()
    edge = document.modelspace().add_hatch().paths.add_edge_path()
    if kind == "arc":
        edge.add_arc((0, 0), 2, 0, 180)
    elif kind == "ellipse":
        edge.add_ellipse((0, 0), major_axis=(2, 0), ratio=1, start_angle=0, end_angle=180)
    else:
        half = [(2 * math.cos(n * math.pi / 40), 2 * math.sin(n * math.pi / 40)) for n in range(41)]
        edge.add_spline(control_points=half, degree=3)
    edge.add_line((-2, 0), (2, 0))

    found = hatch_of(read_back(document, tmp_path))

    assert area(found.rings) == NEAR(2 * math.pi, abs=0.02)


def test_a_hatch_keeps_the_island_in_its_hole(tmp_path: Path):
    document = new()
    hatch = document.modelspace().add_hatch(color=1)
    for low, high in ((0, 10), (2, 8), (4, 6)):
        ring = [(low, low), (high, low), (high, high), (low, high)]
        hatch.paths.add_polyline_path(ring, is_closed=True, flags=1 if low == 0 else 16)

    found = hatch_of(read_back(document, tmp_path))

    assert [area([ring]) for ring in found.rings] == [NEAR(100.0), NEAR(36.0), NEAR(4.0)]


def test_a_hatch_bounded_by_a_bulged_polyline_is_flattened(tmp_path: Path):
    document = new()
    hatch = document.modelspace().add_hatch()
    hatch.paths.add_polyline_path([(-2, 0, 0), (2, 0, 1)], is_closed=True)

    assert area(hatch_of(read_back(document, tmp_path)).rings) == NEAR(2 * math.pi, abs=0.01)


def test_a_pattern_is_no_fill(tmp_path: Path):
    document = new()
    hatch = document.modelspace().add_hatch()
    hatch.set_pattern_fill("ANSI31")
    hatch.paths.add_polyline_path([(0, 0), (1, 0), (1, 1)], is_closed=True)

    assert not hatch_of(read_back(document, tmp_path)).solid


def test_a_dimension_in_a_block_measures_what_is_seen(tmp_path: Path):
    document = new()
    block = document.blocks.new("PLAN")
    block.add_linear_dim((0, 1), (0, 0), (3600, 0)).render()
    block.add_line((0, 0), (3600, 0))
    document.modelspace().add_blockref("PLAN", (0, 0), dxfattribs={"xscale": 0.5, "yscale": 0.5})

    (found,) = read_back(document, tmp_path, unit="mm").storeys[0].dimensions

    assert found.measured_m == NEAR(1.8)


def test_a_gradient_is_a_fill(tmp_path: Path):
    document = new()
    hatch = document.modelspace().add_hatch()
    hatch.paths.add_polyline_path([(0, 0), (1, 0), (1, 1)], is_closed=True)
    hatch.set_gradient(RGB(10, 10, 10), RGB(250, 250, 250))

    assert hatch_of(read_back(document, tmp_path)).solid


def test_an_mpolygon_is_read_with_its_island(tmp_path: Path):
    document = new()
    polygon = document.modelspace().add_mpolygon(fill_color=1)
    polygon.paths.add_polyline_path([(0, 0), (6, 0), (6, 4), (0, 4)], is_closed=True)
    polygon.paths.add_polyline_path([(1, 1), (3, 1), (3, 2), (1, 2)], is_closed=True)

    assert area(hatch_of(read_back(document, tmp_path)).rings) == NEAR(22.0)


@pytest.mark.parametrize("kind", ["add_solid", "add_trace"])
def test_the_corners_of_a_solid_go_round(tmp_path: Path, kind: str):
    # the file gives them crossed: bottom left, bottom right, top left, top right
    document = new()
    getattr(document.modelspace(), kind)([(0, 0), (2, 0), (0, 1), (2, 1)])

    assert area(hatch_of(read_back(document, tmp_path)).rings) == NEAR(2.0)


# --- planar solids ------------------------------------------------------------------------


def slab(document: Document, corners: Sequence[tuple[float, float]]) -> Any:
    mesh = MeshBuilder()
    mesh.add_face([(x, y, 0) for x, y in corners])
    return acis.body_from_mesh(mesh)


def put_region(document: Document, body: Any) -> None:
    region = document.modelspace().add_region(dxfattribs={"layer": "ROOM"})
    acis.export_dxf(region, [body])


@pytest.mark.parametrize("version", ["R2000", "R2010", "R2018"])
def test_a_region_is_read_as_the_ring_of_its_face(tmp_path: Path, version: str):
    document = new(version)
    put_region(document, slab(document, [(1, 1), (7, 1), (7, 5), (1, 5)]))

    drawing = read_back(document, tmp_path)

    (ring,) = strokes(drawing)
    assert ring.closed
    assert (ring.source, ring.layer) == ("REGION", "ROOM")
    assert Polygon(ring.points).bounds == NEAR((1, 1, 7, 5))
    assert not notes(drawing, "region_not_read")


def test_a_round_edge_of_a_region_is_flattened(tmp_path: Path):
    # one edge of a square from (0, 0) to (2, 0) bulges down as half a circle
    document = new("R2010")
    body = slab(document, [(0, 0), (2, 0), (2, 2), (0, 2)])
    coedge = body.lumps()[0].shells()[0].faces()[0].loops()[0].coedges()[0]
    start = coedge.edge.start_vertex.point.location
    end = coedge.edge.end_vertex.point.location
    round_edge = EllipseCurve()
    round_edge.centre = (start + end) / 2
    round_edge.major = start - round_edge.centre
    coedge.edge.curve = round_edge
    put_region(document, body)

    (ring,) = strokes(read_back(document, tmp_path))

    assert Polygon(ring.points).area == NEAR(4 + math.pi / 2, abs=0.005)


def test_a_solid_that_stands_up_is_said_with_its_handle(tmp_path: Path):
    document = new("R2010")
    mesh = MeshBuilder()
    mesh.add_face([(0, 0, 0), (4, 0, 0), (4, 0, 3), (0, 0, 3)])
    acis.export_dxf(document.modelspace().add_3dsolid(), [acis.body_from_mesh(mesh)])

    drawing = read_back(document, tmp_path)

    note = the_note(drawing, "region_not_read")
    assert note.handle
    assert "3DSOLID" in note.text_zh
    assert strokes(drawing) == ()


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
