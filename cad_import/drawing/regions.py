"""Planar solids (REGION, flat BODY) as the rings of their faces, where ACIS text or data tells them.

A face is read when it is level and all its edges are straight or parts of circles and ellipses; a
solid with any other face is reported, not read in part.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any

from ezdxf.acis.api import load
from ezdxf.acis.entities import Coedge, Curve, Face, StraightCurve, register
from ezdxf.math import Matrix44, Vec3

from .curves import steps_of
from .placing import COARSE, flat, growth
from .raw import Frame, Point

if TYPE_CHECKING:
    from .collecting import Collector

LEVEL = 1e-6  # of the face's size


class NotPlanar(Exception):
    """The solid has a face or an edge that is not read."""


@register
class EllipseCurve(Curve):
    """A circle or ellipse, by its centre, its normal, its long axis and how long the other is."""

    type: str = "ellipse-curve"
    centre = Vec3(0, 0, 0)
    normal = Vec3(0, 0, 1)
    major = Vec3(1, 0, 0)
    ratio = 1.0

    def restore_data(self, loader: Any) -> None:
        self.centre = Vec3(loader.read_vec3())
        self.normal = Vec3(loader.read_vec3())
        self.major = Vec3(loader.read_vec3())
        self.ratio = float(loader.read_double())
        super().restore_data(loader)

    def write_data(self, exporter: Any) -> None:
        exporter.write_loc_vec3(self.centre)
        exporter.write_dir_vec3(self.normal)
        exporter.write_dir_vec3(self.major)
        exporter.write_double(self.ratio)
        super().write_data(exporter)

    def evaluate(self, param: float) -> Vec3:
        minor = self.normal.normalize().cross(self.major) * self.ratio
        return self.centre + self.major * math.cos(param) + minor * math.sin(param)

    def angle_at(self, spot: Vec3) -> float:
        """Return the parameter at which a place on the curve stands."""
        minor = self.normal.normalize().cross(self.major) * self.ratio
        way = spot - self.centre
        return math.atan2(
            way.dot(minor) / minor.dot(minor), way.dot(self.major) / self.major.dot(self.major)
        )


def read_region(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a planar solid as closed paths, or count it as not read."""
    try:
        loops = _loops(entity)
    except Exception:  # ACIS is a format of its own: whatever is not understood is said
        loops = []
    if not loops:
        collector.tally(collector.raw.regions, entity.dxftype(), entity, frame)
    for loop, own in loops:
        matrix = own if frame.matrix is None else own * frame.matrix
        fine = partial(_ring, loop, matrix)
        size = max((spot - _start(loop[0])).magnitude for spot in map(_start, loop)) or 1.0
        coarse = fine(size * growth(matrix) / COARSE)
        collector.stroke(entity, frame, layer, coarse, closed=True, curve=fine)


def _loops(entity: Any) -> list[tuple[list[Coedge], Matrix44]]:
    found = []
    for body in load(entity.acis_data):
        matrix = Matrix44() if body.transform.is_none else body.transform.matrix
        faces = [face for lump in body.lumps() for shell in lump.shells() for face in shell.faces()]
        if not all(_is_level(face) for face in faces):
            raise NotPlanar
        found += [(loop.coedges(), matrix) for face in faces for loop in face.loops()]
    for loop, matrix in found:
        _ring(loop, matrix, math.inf)  # an edge that is not read refuses the whole solid
    return found


def _is_level(face: Face) -> bool:
    normal = getattr(face.surface, "normal", None)
    return normal is not None and abs(abs(Vec3(normal).normalize().z) - 1) < LEVEL


def _start(coedge: Coedge) -> Vec3:
    edge = coedge.edge
    vertex = edge.end_vertex if coedge.sense else edge.start_vertex
    return Vec3(vertex.point.location)


def _ring(loop: list[Coedge], matrix: Matrix44, off: float) -> list[Point]:
    points = [spot for coedge in loop for spot in _edge(coedge, off / growth(matrix))]
    return flat(matrix.transform_vertices(points))


def _edge(coedge: Coedge, off: float) -> list[Vec3]:
    """Return an edge's points in the loop's direction, without its end."""
    curve, edge = coedge.edge.curve, coedge.edge
    if isinstance(curve, StraightCurve):
        return [_start(coedge)]
    if not isinstance(curve, EllipseCurve):
        raise NotPlanar
    first, last = (
        curve.angle_at(Vec3(end.point.location)) for end in (edge.start_vertex, edge.end_vertex)
    )
    # An edge runs with its curve, or against it when its sense is reversed.
    sweep = (first - last if edge.sense else last - first) % math.tau or math.tau
    steps = steps_of(curve.major.magnitude, math.degrees(sweep), off)
    way = -1.0 if edge.sense else 1.0
    points = [curve.evaluate(first + way * sweep * n / steps) for n in range(steps + 1)]
    return points[::-1][:-1] if coedge.sense else points[:-1]
