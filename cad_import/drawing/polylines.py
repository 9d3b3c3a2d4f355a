"""Polylines with bulges and widths, as they stand once their block has turned and grown them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ezdxf.math import Matrix44, Vec3

from .placing import even_width, fine_path, flat, growth, is_even, mirrors, placed
from .raw import Frame

if TYPE_CHECKING:
    from .collecting import Collector

VERTEX_OF_FRAME = 16  # flag of a spline's control point, which is not on the curve


def read_lwpolyline(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read an LWPOLYLINE, as wide as it is drawn."""
    rows = entity.get_points("xybse")
    elevation = entity.dxf.get("elevation", 0.0)
    spots = [Vec3(row[0], row[1], elevation) for row in rows]
    width = entity.dxf.get("const_width", 0.0) or even_width(row[3:] for row in rows)
    _add(
        collector,
        entity,
        frame,
        layer,
        spots,
        [row[2] for row in rows],
        placed(entity, frame),
        closed=bool(entity.closed),
        width=width,
    )


def read_polyline(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a POLYLINE of vertices; a mesh is counted."""
    if entity.is_polygon_mesh or entity.is_poly_face_mesh:
        collector.tally(collector.raw.skipped, "POLYLINE (mesh)", entity, frame)
        return
    vertices = [vertex for vertex in entity.vertices if not vertex.dxf.flags & VERTEX_OF_FRAME]
    _add(
        collector,
        entity,
        frame,
        layer,
        [Vec3(vertex.dxf.location) for vertex in vertices],
        [vertex.dxf.get("bulge", 0.0) for vertex in vertices],
        placed(entity, frame) if entity.is_2d_polyline else frame.matrix,
        closed=bool(entity.is_closed),
        width=even_width([(entity.dxf.default_start_width, entity.dxf.default_end_width)]),
    )


def _add(
    collector: Collector,
    entity: Any,
    frame: Frame,
    layer: str,
    spots: list[Vec3],
    bulges: list[float],
    matrix: Matrix44 | None,
    *,
    closed: bool,
    width: float,
) -> None:
    """Add a bulged path, mirrored or stretched with its block."""
    curve, bent = None, bulges if any(bulges) else None
    points = flat(spots if matrix is None else matrix.transform_vertices(spots))
    if bent and matrix is not None:
        if not is_even(matrix):
            curve = partial(fine_path, matrix, spots, bulges, closed)
        elif mirrors(matrix):
            bent = [-bulge for bulge in bulges]
    wide = width * growth(matrix)
    collector.stroke(
        entity, frame, layer, points, closed=closed, bulges=bent, curve=curve, width=wide
    )
