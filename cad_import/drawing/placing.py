"""Where an entity stands: its own plane, the block it is in, and what that does to arcs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from ezdxf.entities import DXFTagStorage
from ezdxf.math import OCS, Matrix44, Vec3

from .curves import arc_points, path_points
from .raw import Frame, Point

COARSE = 50  # parts of a curve's size that its first, coarse points may be off by


def placed(entity: Any, frame: Frame) -> Matrix44 | None:
    """Return the matrix from an entity's own plane to the world, or None when they are the same."""
    extrusion = entity.dxf.get("extrusion")
    if extrusion is None or (extrusion.x == 0 and extrusion.y == 0 and extrusion.z > 0):
        return frame.matrix
    own = OCS(extrusion).matrix
    return own if frame.matrix is None else own * frame.matrix


def mirrors(matrix: Matrix44) -> bool:
    """Return whether a matrix turns left into right."""
    x, y = matrix.transform_direction(Vec3(1, 0, 0)), matrix.transform_direction(Vec3(0, 1, 0))
    return bool(x.x * y.y - x.y * y.x < 0)


def turned_arc(
    matrix: Matrix44, centre: Vec3, radius: float, start: float, end: float
) -> tuple[Point, float, float, float] | None:
    """Return an arc in the world, or None when the matrix makes an ellipse of it."""
    if not is_even(matrix):
        return None
    spot = matrix.transform(centre)
    angles = [
        math.degrees(math.atan2(way.y, way.x))
        for way in (matrix.transform_direction(Vec3.from_deg_angle(a)) for a in (start, end))
    ]
    if mirrors(matrix):
        angles.reverse()
    first = angles[0] % 360
    sweep = (end - start) % 360 or 360.0
    return (spot.x, spot.y), radius * growth(matrix), first, first + sweep


def fine_arc(
    matrix: Matrix44, centre: Vec3, radius: float, start: float, end: float, off: float
) -> list[Point]:
    """Return points on the ellipse that a matrix makes of an arc, off by so much at most."""
    turned = arc_points((0, 0), radius, start, end, sagitta=off / growth(matrix))
    points = flat(matrix.transform_vertices([centre + Vec3(x, y) for x, y in turned]))
    return points[:-1] if end - start == 360.0 else points


def is_even(matrix: Matrix44) -> bool:
    """Return whether a matrix keeps a circle round."""
    x, y = matrix.transform_direction(Vec3(1, 0, 0)), matrix.transform_direction(Vec3(0, 1, 0))
    return bool(abs(x.magnitude - y.magnitude) <= 1e-6 * x.magnitude and abs(x.dot(y)) <= 1e-6)


def fine_path(
    matrix: Matrix44, spots: Sequence[Vec3], bulges: Sequence[float], closed: bool, off: float
) -> list[Point]:
    """Return points on a bulged path whose bulges a matrix makes parts of ellipses."""
    height = spots[0].z
    path = path_points(flat(spots), bulges, closed=closed, sagitta=off / growth(matrix))
    return flat(matrix.transform_vertices([Vec3(x, y, height) for x, y in path]))


def growth(matrix: Matrix44 | None) -> float:
    """Return how much longer a matrix makes the way it lengthens most."""
    if matrix is None:
        return 1.0
    ways = (Vec3(1, 0, 0), Vec3(0, 1, 0))
    return max(matrix.transform_direction(way).magnitude for way in ways) or 1.0


def even_width(widths: Iterable[Sequence[float]]) -> float:
    """Return the width of a polyline that is as wide at every start and end, else 0.

    >>> even_width([(240.0, 240.0), (240.0, 240.0)]), even_width([(240.0, 0.0)])
    (240.0, 0.0)
    """
    found = {float(width) for pair in widths for width in pair}
    return found.pop() if len(found) == 1 else 0.0


def flat(points: Iterable[Vec3]) -> list[Point]:
    """Return points without their height."""
    return [(point.x, point.y) for point in points]


def copies(entity: Any) -> Iterable[Any]:
    """Return a block reference as single ones, an array (MINSERT) taken apart."""
    return entity.multi_insert() if entity.mcount > 1 else (entity,)


PLACES = ("insert", "location", "start", "center", "defpoint", "vtx0", "elevation")


def spot_of(entity: Any, frame: Frame) -> Point | None:
    """Return where an entity stands in the world, as near as it tells, or None."""
    try:
        spot = _own_spot(entity)
    except Exception:  # a damaged entity has no place
        return None
    if spot is None:
        return None
    spot = frame.matrix.transform(spot) if frame.matrix is not None else spot
    return spot.x, spot.y


def _own_spot(entity: Any) -> Vec3 | None:
    for name in PLACES:
        if entity.dxf.hasattr(name):
            return Vec3(entity.dxf.get(name))
    if isinstance(entity, DXFTagStorage):
        tags = (tag for part in entity.xtags.subclasses[1:] for tag in part)
        return next((Vec3(tag.value) for tag in tags if 10 <= tag.code <= 12), None)
    vertices = getattr(entity, "vertices", None)
    if vertices is None or callable(vertices) or not len(vertices):
        return None
    first = vertices[0]
    return Vec3(first.dxf.location if hasattr(first, "dxf") else first[:2])
