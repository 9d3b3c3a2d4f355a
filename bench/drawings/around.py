"""What stands around the rooms on a real sheet: axes, dimensions, columns, curtain walls, a frame."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import shapely
from ezdxf.layouts import BaseLayout
from ezdxf.math import fit_points_to_cad_cv
from shapely.geometry import LineString, Polygon

from .plans import OUTER_M, Floor

BUBBLE_M, BEYOND_M = 0.4, 3.0  # of an axis
MULLION_M, MULLIONS_EVERY_M, GLASS_M = 0.06, 1.2, 0.15
FRAME_M = 8.0  # around the plan
TITLES = ("示例建筑设计院", "图号 建施-03", "比例 1:100", "日期 2020.06", "审定", "校对")


def draw_columns(space: BaseLayout, columns: Iterable[Polygon], layer: str) -> None:
    """Draw each column as a closed line and a solid fill."""
    for column in columns:
        ring = list(column.exterior.coords)[:-1]
        space.add_lwpolyline(ring, close=True, dxfattribs={"layer": layer})
        hatch = space.add_hatch(dxfattribs={"layer": layer})
        hatch.paths.add_polyline_path(ring, is_closed=True)


def draw_piece(space: BaseLayout, piece: Polygon, manner: str, layer: str) -> None:
    """Draw one straight piece of wall: as a wide line, a filled quadrangle or a closed line."""
    west, south, east, north = piece.bounds
    attributes = {"layer": layer}
    if manner == "solid":
        corners = [(west, south), (east, south), (west, north), (east, north)]
        space.add_solid(corners, dxfattribs=attributes)
    elif manner == "pieces":
        ring = list(piece.exterior.coords)[:-1]
        space.add_lwpolyline(ring, close=True, dxfattribs=attributes)
    else:
        middle_x, middle_y = (west + east) / 2, (south + north) / 2
        lies = east - west > north - south
        ends = (
            [(west, middle_y), (east, middle_y)] if lies else [(middle_x, south), (middle_x, north)]
        )
        line = space.add_lwpolyline(ends, dxfattribs=attributes)
        line.dxf.const_width = min(east - west, north - south)


def draw_curve(space: BaseLayout, curve: LineString, layer: str) -> None:
    """Draw a curve as a spline through some of its points."""
    bspline = fit_points_to_cad_cv([(x, y, 0) for x, y in curve.coords[::4]])
    space.add_spline(dxfattribs={"layer": layer}).apply_construction_tool(bspline)


def draw_curtain(space: BaseLayout, band: Polygon, layer: str, *, above: bool) -> None:
    """Draw a curtain wall: two lines of glass and a mullion every so often."""
    west, south, east, north = band.bounds
    inner, outward = (south, 1) if above else (north, -1)
    for up in (inner, inner + outward * GLASS_M):
        space.add_line((west, up), (east, up), dxfattribs={"layer": layer})
    many = max(1, round((east - west) / MULLIONS_EVERY_M))
    for n in range(many + 1):
        x = west + (east - west - MULLION_M) * n / many
        ring = [(x, inner), (x + MULLION_M, inner), (x + MULLION_M, inner + outward * GLASS_M),
                (x, inner + outward * GLASS_M)]  # fmt: skip
        space.add_lwpolyline(ring, close=True, dxfattribs={"layer": layer})


def draw_sheet(space: BaseLayout, floor: Floor, layers: dict[str, str]) -> None:
    """Draw axes with bubbles, chains of dimensions and a frame with its titles."""
    west, south, east, north = floor.footprint.bounds
    across, up = _axes(floor)
    axis, dim, frame = ({"layer": layers[name]} for name in ("axis", "dim", "frame"))
    for n, x in enumerate(across):
        space.add_line((x, south - BEYOND_M), (x, north + BEYOND_M), dxfattribs=axis)
        _bubble(space, str(n + 1), x, south - BEYOND_M - BUBBLE_M, axis)
    for n, y in enumerate(up):
        space.add_line((west - BEYOND_M, y), (east + BEYOND_M, y), dxfattribs=axis)
        _bubble(space, chr(ord("A") + n % 26), west - BEYOND_M - BUBBLE_M, y, axis)
    for one, other in pairwise(across):
        space.add_linear_dim((one, south - 2), (one, south), (other, south), dxfattribs=dim,
                             override={"dimtxt": 0.3, "dimlfac": 1000}).render()  # fmt: skip
    ring = [(west - FRAME_M, south - FRAME_M), (east + FRAME_M, south - FRAME_M),
            (east + FRAME_M, north + FRAME_M), (west - FRAME_M, north + FRAME_M)]  # fmt: skip
    space.add_lwpolyline(ring, close=True, dxfattribs=frame)
    for n, words in enumerate(TITLES):
        at = (east + 3.5, south - FRAME_M + 0.5 + 0.6 * n)
        space.add_text(words, height=0.35, dxfattribs=frame | {"insert": at})


def _axes(floor: Floor) -> tuple[list[float], list[float]]:
    """Return where axes run: through the partitions of the southern row, and along the halls."""
    row = [s.polygon.bounds for s in floor.rooms if abs(s.polygon.bounds[1] - OUTER_M) < 1e-6]
    between = [(one[2] + other[0]) / 2 for one, other in pairwise(sorted(row))]
    _west, _south, east, north = floor.footprint.bounds
    halls = [s.polygon.bounds[n] for s in floor.spaces if s.name == "走廊" for n in (1, 3)]
    across = [OUTER_M / 2, *between, east - OUTER_M / 2]
    return across, sorted({OUTER_M / 2, *halls, north - OUTER_M / 2})


def _bubble(space: BaseLayout, words: str, x: float, y: float, layer: dict[str, str]) -> None:
    space.add_circle((x, y), BUBBLE_M, dxfattribs=layer)
    space.add_text(words, height=0.3, dxfattribs=layer | {"insert": (x - 0.15, y - 0.15)})


def straight_edges(walls: Polygon, curves: Iterable[LineString]) -> list[LineString]:
    """Return the outline of walls without the stretches that are drawn as curves."""
    hidden = shapely.union_all([curve.buffer(0.002) for curve in curves])
    edges = shapely.difference(shapely.boundary(walls), hidden)
    return list(shapely.get_parts(shapely.line_merge(edges)))
