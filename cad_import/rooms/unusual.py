"""Room outlines in unusual places: as filled areas, or each on a layer named by its number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Hatch, Point, Storey, Stroke
from cad_import.profiles import Role, Roles, role_from_name
from cad_import.profiles.drawn import OVERLAP_SHARE, ring_facts, ring_polygons

from .labels import Label
from .places import place_of
from .poche import THINNEST_M
from .uses import is_room_word

FILLED = " #"  # behind a layer's name: its filled areas, apart from its lines
NUMBERED = "ROOM #"  # the outlines whose layers are their numbers
NUMBER = re.compile(r"^(?:[A-Z]{1,3}[-_]?)?\d{2,5}[A-Z]?(?:[-_]\d{1,3})?$", re.IGNORECASE)
FEWEST_NUMBERED = 3  # layers called 10, 20 and 30 are pens until each holds one room
NARROWEST_M = 0.65  # a fill that is thinner is a wall
SMALLEST_M2 = 0.5
LABEL_HEIGHT_M = 0.3


def with_wide_lines_filled(storey: Storey, named: Roles) -> Storey:
    """Return a storey with wide polylines on layers of walls as the fills that they look like.

    A wide line on another layer is a frame or an outline with a bold pen, and stays a line.
    """
    wide = [s for s in storey.strokes if _is_wide_wall(s, named)]
    if not wide:
        return storey
    kept = tuple(stroke for stroke in storey.strokes if not _is_wide_wall(stroke, named))
    fills = [fill for stroke in wide for fill in _fills(stroke)]
    return replace(storey, strokes=kept, hatches=(*storey.hatches, *fills))


def _is_wide_wall(stroke: Stroke, named: Roles) -> bool:
    return stroke.width_m >= THINNEST_M and named.of(stroke.layer).role is Role.WALL


def _fills(stroke: Stroke) -> list[Hatch]:
    """Return what a wide line covers: square at its ends, mitred at its corners."""
    ring = stroke.points + stroke.points[:1] * stroke.closed
    body = shapely.buffer(
        shapely.linestrings(ring), stroke.width_m / 2, cap_style="flat", join_style="mitre"
    )
    return [
        Hatch(
            rings=tuple(_path(edge) for edge in (part.exterior, *part.interiors)),
            layer=stroke.layer,
            handle=stroke.handle,
            solid=True,
            block=stroke.block,
        )
        for part in shapely.get_parts(body)
        if part.geom_type == "Polygon"
    ]


def _path(ring: shapely.LinearRing) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in ring.coords[:-1])


def with_filled_areas(storey: Storey) -> Storey:
    """Return a storey with its wide fills as closed paths, on layers of their own."""
    rings = [ring for hatch in storey.hatches for ring in _outlines(hatch)]
    return replace(storey, strokes=(*storey.strokes, *rings)) if rings else storey


def _outlines(hatch: Hatch) -> list[Stroke]:
    rooms = [Polygon(ring) for ring in hatch.rings[:1] if len(ring) >= 3]
    return [
        Stroke(
            points=hatch.rings[0],
            closed=True,
            layer=hatch.layer + FILLED,
            source="HATCH",
            handle=hatch.handle,
        )
        for room in rooms
        if room.area >= SMALLEST_M2 and 2 * room.area >= NARROWEST_M * room.length
    ]


def with_numbered_layers(storey: Storey) -> tuple[Storey, list[Label]]:
    """Return a storey with the outlines of layers called by rooms on one layer, and their labels.

    Where rooms have layers by number, those without a number may have one by name.
    """
    numbered = _numbered(storey.strokes)
    if len(numbered) < FEWEST_NUMBERED:
        return storey, []
    called = [*numbered, *_named(storey.strokes)]
    if not _tile([Polygon(stroke.points) for stroke in called]):
        called = numbered
    if not _tile([Polygon(stroke.points) for stroke in called]):
        return storey, []
    gone = set(map(id, called))
    others = [stroke for stroke in storey.strokes if id(stroke) not in gone]
    rooms = [replace(stroke, layer=NUMBERED) for stroke in called]
    return replace(storey, strokes=(*others, *rooms)), [_label(stroke) for stroke in called]


def _numbered(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Return the one ring of each layer that is called by a number."""
    called = {layer for layer in {stroke.layer for stroke in strokes} if NUMBER.match(layer)}
    layers: dict[str, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        if stroke.layer in called:
            layers[stroke.layer].append(stroke)
    rings = [[s for s in layers[layer] if ring_polygons([s])] for layer in sorted(layers)]
    return [drawn[0] for drawn in rings if len(drawn) == 1]


def _named(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Return the rings of the layers that are called as rooms are."""
    words = {layer for layer in {stroke.layer for stroke in strokes} if _is_name(layer)}
    return [stroke for stroke in strokes if stroke.layer in words and ring_polygons([stroke])]


def _is_name(layer: str) -> bool:
    return role_from_name(layer).role is Role.UNKNOWN and is_room_word(layer)


def _tile(polygons: list[Polygon]) -> bool:
    return ring_facts(polygons, np.zeros((0, 2))).overlap <= OVERLAP_SHARE


def _label(stroke: Stroke) -> Label:
    whole = shapely.make_valid(Polygon(stroke.points))
    at = place_of(whole)
    return Label(
        kind="number" if NUMBER.match(stroke.layer) else "name",
        text=stroke.layer,
        at=at,
        insertion=at,
        height_m=LABEL_HEIGHT_M,
        stated=True,
        handle=stroke.handle,
    )
