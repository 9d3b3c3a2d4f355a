"""A floor in a manner, as a DXF, and the truth in the drawing's own metres."""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

import ezdxf
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout
from ezdxf.math import Matrix44
from shapely import affinity
from shapely.geometry import Polygon

from .pen import Pen, Point
from .plans import Floor, floor_of
from .scoring import There
from .styles import LAYERS, Style
from .variants import VARIANTS

PER_METRE = {"mm": 1000.0, "cm": 100.0, "m": 1.0, "inch": 1 / 0.0254}
EAST_M, NORTH_M = 39_512_345.678, 3_412_345.432
APART_M = 25.0  # between storeys on one sheet


def drawn(style: Style, rooms: int, seed: int, path: Path) -> tuple[list[There], Floor]:
    """Write a drawing and return what is there: every space, in the metres of the drawing."""
    source = Random(f"{style.name}/{rooms}/{seed}")
    document: Document = ezdxf.new("R2010")
    for layer in sorted(set(LAYERS[style.layers].values()) - {"0"}):
        document.layers.add(layer)
    there: list[There] = []
    floor = _floor(style, source, rooms, 1)
    east = 0.0
    for storey in range(style.storeys):
        if storey:
            floor = _floor(style, source, rooms, storey + 1)
        there += _storey(document, floor, style, source, (east, 0.0), storey)
        east += floor.footprint.bounds[2] + APART_M
    document.saveas(path)
    return there, floor


def _floor(style: Style, source: Random, rooms: int, storey: int) -> Floor:
    plain = floor_of(source, max(rooms // style.storeys, 1), storey=storey)
    return VARIANTS[style.plan](plain, source) if style.plan else plain


def _storey(
    document: Document, floor: Floor, style: Style, source: Random, shift: Point, storey: int
) -> list[There]:
    """Draw one floor where it goes and return its truth."""
    scale = PER_METRE[style.unit]
    model: BaseLayout = document.modelspace()
    space = document.blocks.new(f"FLOOR{storey}") if style.mirrored or style.nested else model
    before = len(list(space))
    pen = Pen(document, space, style, source)
    pen.floor(floor)
    if style.storeys > 1:
        words = f"{'一二三四五六七八九'[storey]}层平面图"
        space.add_text(words, height=0.6, dxfattribs={"insert": (8.0, -3.0)})
    east, north = (EAST_M, NORTH_M) if style.far else shift
    sign = -1 if style.mirrored else 1
    if space is not model:
        _put(document, space, style, scale, (east, north), sign, storey)
    else:
        turn = Matrix44.z_rotate(math.radians(style.rotated_deg))
        whole = turn @ Matrix44.translate(east, north, 0) @ Matrix44.scale(scale, scale, 1)
        for entity in list(space)[before:]:
            entity.transform(whole)
    return [
        There(
            polygon=_moved(each.polygon, style, (east, north), sign),
            number=each.number,
            name=each.name,
            printed_m2=None if each.labels else round(each.polygon.area, 2),
        )
        for each in floor.spaces
    ]


def _put(
    document: Document,
    space: BaseLayout,
    style: Style,
    scale: float,
    at: Point,
    sign: int,
    storey: int,
) -> None:
    attributes = {"xscale": sign * scale, "yscale": scale, "zscale": scale}
    place = (at[0] * scale, at[1] * scale)
    name = f"FLOOR{storey}"
    if style.nested:
        for depth in range(2):
            outer = document.blocks.new(f"{name}-{depth}")
            outer.add_blockref(name, (0, 0))
            name = f"{name}-{depth}"
    document.modelspace().add_blockref(name, place, dxfattribs=attributes)


def _moved(polygon: Polygon, style: Style, at: Point, sign: int) -> Polygon:
    turned = affinity.rotate(polygon, style.rotated_deg, origin=(0, 0))
    if sign < 0:
        turned = affinity.scale(turned, -1, 1, origin=(0, 0))
    return affinity.translate(turned, *at)
