"""A pen that draws one floor in metres: walls, doors, windows and what stands about."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import shapely
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout
from shapely.geometry import LineString

from .around import draw_columns, draw_curtain, draw_curve, draw_piece, draw_sheet, straight_edges
from .plans import Door, Floor, wall_pieces
from .styles import Style
from .writing import Lettering, Point

LEAF_M = 0.04
STALE_M = 1.2  # how far off an outline of an older state lies
QUARTERS: dict[tuple[float, float], tuple[int, int]] = {
    (1, 1): (0, 90),
    (-1, 1): (90, 180),
    (-1, -1): (180, 270),
    (1, -1): (270, 360),
}


class Pen(Lettering):
    """Draws one floor in metres into a space; a style says how."""

    def __init__(self, document: Document, space: BaseLayout, style: Style, source: Random) -> None:
        super().__init__(document, space, style)
        self.source = source

    def floor(self, floor: Floor) -> None:
        """Draw all of a floor."""
        if self.style.outline:
            self._outlines(floor)
        if self.style.wall:
            self._walls(floor)
            self._doors(floor)
            self._windows(floor)
        draw_columns(self.space, floor.columns, self.layers["column"])
        if self.style.sheet:
            draw_sheet(self.space, floor, self.layers)
        self.labels(floor)
        self._clutter(floor)

    # --- outlines and walls ---------------------------------------------------------

    def _outlines(self, floor: Floor) -> None:
        for space in floor.spaces:
            layer = self.layers["outline"]
            if self.style.outline == "named layer":
                layer = space.number or space.name
            ring = list(space.polygon.exterior.coords)[:-1]
            if self.style.outline == "hatch":
                hatch = self.space.add_hatch(dxfattribs={"layer": layer})
                hatch.paths.add_polyline_path(ring, is_closed=True)
            else:
                self._ring(ring, layer)

    def _ring(self, ring: list[Point], layer: str) -> None:
        attributes = {"layer": layer}
        if not self.style.stale:
            self.space.add_lwpolyline(ring, close=True, dxfattribs=attributes)
            return
        chance = self.source.random()
        if chance < 0.1:  # drawn twice
            self.space.add_lwpolyline(ring, close=True, dxfattribs=attributes)
        elif chance < 0.2:  # what it was before a partition moved
            old = [(x + STALE_M, y) for x, y in ring]
            self.space.add_lwpolyline(old, close=True, dxfattribs=attributes)
        elif chance < 0.3:  # out and back again
            ring = [*ring, _between(ring[0], ring[-1], 0.5), (ring[0][0], ring[0][1] + 0.3)]
            ring = [*ring[:-2], ring[-1]] if ring[0][0] == ring[-3][0] else ring[:-2]
        self.space.add_lwpolyline(ring, close=True, dxfattribs=attributes)

    def _walls(self, floor: Floor) -> None:
        match self.style.wall:
            case "single":
                for line in _centre_lines(floor):
                    self._line(*line)
            case "poche":
                for part in shapely.get_parts(floor.walls):
                    hatch = self.space.add_hatch(dxfattribs={"layer": self.layers["wall"]})
                    for ring in (part.exterior, *part.interiors):
                        hatch.paths.add_polyline_path(list(ring.coords)[:-1], is_closed=True)
            case "wide" | "solid" | "pieces":
                for piece in wall_pieces(floor):
                    draw_piece(self.space, piece, self.style.wall, self.layers["wall"])
            case _:
                body = floor.shown_walls or floor.walls
                if self.style.windows == "cut":
                    openings = [window.opening for window in floor.windows]
                    body = shapely.difference(body, shapely.union_all(openings))
                if self.style.door == "closed":
                    body = shapely.union_all([body, *(door.opening for door in floor.doors)])
                for edge in straight_edges(body, floor.curves):
                    corners = list(shapely.remove_repeated_points(edge.simplify(0.001)).coords)
                    for start, end in pairwise(corners):
                        if self.style.jambs or not _is_jamb(start, end, floor):
                            self._line(start, end)
                self._unusual(floor)

    def _unusual(self, floor: Floor) -> None:
        for curve in floor.curves:
            draw_curve(self.space, curve, self.layers["wall"])
        for n, band in enumerate(floor.curtains):
            draw_curtain(self.space, band, self.layers["curtain"], above=n == 1)

    def _line(self, start: Point, end: Point) -> None:
        style, length = self.style, math.dist(start, end)
        if length < 1e-9:
            return
        short = min(style.corner_gap_m / 2, length / 4)
        start, end = _between(start, end, short / length), _between(end, start, short / length)
        cuts = [0.0, 1.0]
        if style.cut and length > 1:
            cuts = sorted([0.0, 1.0, *(self.source.random() for _n in range(2))])
        for low, high in pairwise(cuts):
            piece = _between(start, end, low), _between(start, end, high)
            for _again in range(2 if style.cut and self.source.random() < 0.1 else 1):
                first, last = self._off(piece[0]), self._off(piece[1])
                self.space.add_line(first, last, dxfattribs={"layer": self.layers["wall"]})

    def _off(self, point: Point) -> Point:
        off = self.style.dirty_m
        if not off:
            return point
        return (
            point[0] + self.source.uniform(-off, off),
            point[1] + self.source.uniform(-off, off),
        )

    # --- openings ---------------------------------------------------------------------

    def _doors(self, floor: Floor) -> None:
        for door in floor.doors if self.style.door != "closed" else ():
            layer = {"layer": self.layers["door"]}
            match self.style.door:
                case "block":
                    self._door_block(door.hinge, door.along, door.swing, door.width)
                case "arc":
                    x, y = door.hinge
                    self.space.add_line((x, y), (x, y + door.swing * door.width), dxfattribs=layer)
                    first, last = QUARTERS[door.along, door.swing]
                    self.space.add_arc((x, y), door.width, first, last, dxfattribs=layer)
                case "double":
                    self._two_leaves(door, layer)
                case "bulge":
                    (x, y), wide = door.hinge, door.width
                    free, shut = (x, y + door.swing * wide), (x + door.along * wide, y)
                    turn = -door.along * door.swing * math.tan(math.pi / 8)
                    leaf = [(x, y, 0.0), (*free, turn), (*shut, 0.0)]
                    self.space.add_lwpolyline(leaf, format="xyb", dxfattribs=layer)
                case "sliding":
                    west, south, east, north = door.opening.bounds
                    middle = (south + north) / 2
                    for up in (middle - LEAF_M / 2, middle + LEAF_M / 2):
                        self.space.add_line((west, up), (east, up), dxfattribs=layer)
            if self.style.door != "gap":
                words = f"M{round(door.width * 10):02d}21"
                self.text(words, door.opening.centroid.coords[0], 0.2, "tag")

    def _two_leaves(self, door: Door, layer: dict[str, str]) -> None:
        half, (x, y) = door.width / 2, door.hinge
        for at, along in ((x, door.along), (x + door.along * door.width, -door.along)):
            self.space.add_line((at, y), (at, y + door.swing * half), dxfattribs=layer)
            first, last = QUARTERS[along, door.swing]
            self.space.add_arc((at, y), half, first, last, dxfattribs=layer)

    def _door_block(self, hinge: Point, along: float, swing: float, width: float) -> None:
        name = f"M{round(width * 10):02d}21"
        if name not in self.document.blocks:
            block = self.document.blocks.new(name)
            block.add_line((0, 0), (0, width))
            block.add_lwpolyline([(0, 0), (LEAF_M, 0), (LEAF_M, width), (0, width)], close=True)
            block.add_arc((0, 0), width, 0, 90)
        self.space.add_blockref(
            name,
            hinge,
            dxfattribs={"xscale": along, "yscale": swing, "layer": self.layers["door"]},
        )

    def _windows(self, floor: Floor) -> None:
        for window in floor.windows:
            west, south, east, north = window.opening.bounds
            third = (north - south) / 3
            layer = {"layer": self.layers["window"]}
            ups = (south, south + third, north - third, north)
            if self.style.windows == "block":
                name = f"C{round((east - west) * 10):02d}18"
                if name not in self.document.blocks:
                    block = self.document.blocks.new(name)
                    for up in ups:
                        block.add_line((0, up - south), (east - west, up - south))
                self.space.add_blockref(name, (west, south), dxfattribs=layer)
            else:
                for up in ups:
                    self.space.add_line((west, up), (east, up), dxfattribs=layer)

    # --- clutter ------------------------------------------------------------------------

    def _clutter(self, floor: Floor) -> None:
        west, south, east, north = floor.footprint.bounds
        layer = {"layer": self.layers["furniture"]}
        for _n in range(self.style.clutter // 4):
            x, y = self.source.uniform(west, east - 1), self.source.uniform(south, north - 1)
            wide, deep = self.source.uniform(0.3, 1.6), self.source.uniform(0.3, 0.8)
            corners = [(x, y), (x + wide, y), (x + wide, y + deep), (x, y + deep), (x, y)]
            for start, end in pairwise(corners):
                self.space.add_line(start, end, dxfattribs=layer)


def _is_jamb(start: Point, end: Point, floor: Floor) -> bool:
    """Return whether a line runs across a wall at the side of an opening."""
    middle = shapely.Point((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    openings = (*(d.opening for d in floor.doors), *(w.opening for w in floor.windows))
    return start[0] == end[0] and any(
        each.distance(middle) < 1e-6 and min(abs(start[0] - x) for x in each.bounds[::2]) < 1e-6
        for each in openings
    )


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _centre_lines(floor: Floor) -> Iterator[tuple[Point, Point]]:
    """Yield walls as lines on the rooms' faces: with single lines the rooms share them."""
    doorways = shapely.union_all([door.opening.buffer(0.001) for door in floor.doors])
    rings = shapely.union_all([LineString(s.polygon.exterior.coords) for s in floor.spaces])
    for line in shapely.get_parts(shapely.difference(rings, doorways)):
        corners = list(line.coords)
        yield from pairwise(corners)
