"""Curves and filled areas: kept as curves until the unit is known, so that a millimetre stays one.

A curve is given coarsely at once, for the evidence of the unit, and finely once the unit is known:
its points then lie no further than CURVE_TOLERANCE_M from what is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from ezdxf import path as paths
from ezdxf.math import Matrix44, Vec3

from .placing import COARSE, flat, growth
from .raw import Frame, Point, RawHatch

if TYPE_CHECKING:
    from .collecting import Collector

TOUCHING = 1e-9  # of a curve's size: its ends are one point
FINEST = 100_000  # parts of a curve's size: a millimetre of 100 m; nothing built is larger
FEWEST_PARTS = 4  # segments between two knots, so that no turn of an S is stepped over


def read_curve(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read an ELLIPSE, SPLINE or HELIX as a curve to be flattened later."""
    fine = partial(_points, entity, frame.matrix)
    size = size_of(entity)
    points = fine(size / COARSE * growth(frame.matrix))
    is_closed = len(points) > 3 and _meets(points, size * growth(frame.matrix))
    collector.stroke(entity, frame, layer, points, closed=is_closed, curve=fine)


def size_of(entity: Any) -> float:
    """Return about how large a curve is."""
    if entity.dxftype() == "ELLIPSE":
        return float(entity.dxf.major_axis.magnitude)
    points = [Vec3(point) for point in (*entity.control_points, *entity.fit_points)]
    xs, ys = [point.x for point in points], [point.y for point in points]
    return max(max(xs) - min(xs), max(ys) - min(ys), 1e-9) if xs else 1e-9


def _meets(points: list[Point], size: float) -> bool:
    return math.dist(points[0], points[-1]) <= TOUCHING * max(size, 1.0)


def _points(entity: Any, matrix: Matrix44 | None, off: float) -> list[Point]:
    """Return points no further from a curve than `off` units of the drawing."""
    off = max(off / growth(matrix), size_of(entity) / FINEST)
    found = entity.flattening(off, segments=FEWEST_PARTS)
    return flat(found if matrix is None else matrix.transform_vertices(list(found)))


def read_solid(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a SOLID or TRACE, whose third and fourth corner stand crossed in the file."""
    corners = entity.wcs_vertices()
    if frame.matrix is not None:
        corners = list(frame.matrix.transform_vertices(corners))
    _fill(collector, entity, frame, layer, [flat(corners)], solid=True)


def read_hatch(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a HATCH or MPOLYGON: the rings of its outside, its holes and its islands."""
    boundaries = list(paths.from_hatch(entity))
    fine = partial(_rings, boundaries, frame.matrix)
    size = max((_size_of_path(boundary) for boundary in boundaries), default=0.0)
    is_filled = bool(entity.dxf.get("solid_fill", 0)) or entity.gradient is not None
    rings = fine(max(size, 1e-9) / COARSE * growth(frame.matrix))
    is_curved = any(boundary.has_curves for boundary in boundaries)
    curve = fine if is_curved else None
    _fill(collector, entity, frame, layer, rings, solid=is_filled, curve=curve)


def _size_of_path(boundary: paths.Path) -> float:
    start = Vec3(boundary.start)
    return max(((Vec3(spot) - start).magnitude for spot in boundary.control_vertices()), default=0)


def _rings(boundaries: list[paths.Path], matrix: Matrix44 | None, off: float) -> list[list[Point]]:
    rings = []
    for boundary in boundaries:
        finest = max(off / growth(matrix), _size_of_path(boundary) / FINEST)
        for single in boundary.sub_paths():
            found = list(single.flattening(finest, segments=FEWEST_PARTS))
            ring = flat(found if matrix is None else matrix.transform_vertices(found))
            rings.append(ring[:-1] if len(ring) > 3 and ring[0] == ring[-1] else ring)
    return [ring for ring in rings if len(ring) >= 3]


def _fill(
    collector: Collector,
    entity: Any,
    frame: Frame,
    layer: str,
    rings: list[list[Point]],
    *,
    solid: bool,
    curve: Callable[[float], list[list[Point]]] | None = None,
) -> None:
    collector.raw.hatches.append(
        RawHatch(
            rings=rings,
            layer=layer,
            handle=collector.handle_of(entity, frame),
            solid=solid,
            block=frame.block,
            curve=curve,
        )
    )
