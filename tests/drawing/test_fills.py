"""What is filled comes out as its rings: hatches, gradients, solids, regions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from ezdxf.acis import api as acis
from ezdxf.colors import RGB
from ezdxf.document import Drawing as Document
from ezdxf.render import MeshBuilder
from shapely.geometry import Polygon

from cad_import.drawing import Drawing, Hatch
from cad_import.drawing.regions import EllipseCurve

from .made import new, notes, read_back, strokes, the_note

NEAR = pytest.approx


def hatch_of(drawing: Drawing) -> Hatch:
    (found,) = drawing.storeys[0].hatches
    return found


def area(rings: Sequence[Sequence[tuple[float, float]]]) -> float:
    return float(Polygon(rings[0], rings[1:]).area)


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
