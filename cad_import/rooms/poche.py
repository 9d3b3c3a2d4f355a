"""Poché 墙体填充: walls drawn as filled areas, with or without their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Hatch, Stroke
from cad_import.drawing.paths import drawn_paths, points_of
from cad_import.profiles import Role, Roles
from cad_import.profiles.drawn import square_share
from cad_import.profiles.proposing import SQUARE_SHARE

THINNEST_M = 0.03  # a board
THICKEST_M = 0.65  # a basement wall, plastered; what is wider is a floor finish
THICKEST_NAMED_M = 1.3  # on a layer of walls: a core or a big column
SMALLEST_M2 = 0.01  # a steel column; less is an arrow's head
LEAST_RUN_M = 5.0  # of filled wall make a layer of poché where its name does not tell
ALREADY_DRAWN = 0.8  # of a fill's edge lies on wall lines: the lines bound, the fill only fills
ON_LINE_M = 0.03  # a fill keeps this far off its lines at most
TOUCHING_M = 0.001  # strips of one fill share their edge but for how figures are written
CONCLUSIVE = 0.75  # how sure walls are that only their fill tells
Fill = tuple[Hatch, Polygon]
MAY_BE_POCHE = frozenset({Role.WALL, Role.COLUMN, Role.HATCH, Role.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Poche:
    """Filled walls: their areas, and those of their edges that no line draws."""

    areas: tuple[Polygon, ...] = ()
    edges: tuple[Stroke, ...] = ()


def fills_of(hatches: Sequence[Hatch]) -> list[Fill]:
    """Return what hatches fill, part by part, holes taken out."""
    rings = [(n, ring) for n, each in enumerate(hatches) for ring in each.rings if len(ring) >= 3]
    points, owner = points_of([ring for _n, ring in rings])
    whole = shapely.polygons(shapely.linearrings(points, indices=owner))
    kept = shapely.is_valid(whole) & (shapely.area(whole) >= SMALLEST_M2)
    by_hatch: dict[int, list[Polygon]] = defaultdict(list)
    for index in np.flatnonzero(kept).tolist():
        by_hatch[rings[index][0]].append(whole[index])
    return [(hatches[n], part) for n, found in by_hatch.items() for part in _parts(found)]


def _parts(rings: list[Polygon]) -> list[Polygon]:
    """Return what rings enclose that are nested in one another: every second layer is a hole."""
    if len(rings) == 1:
        return rings
    rings.sort(key=lambda ring: -ring.area)
    whole = shapely.Polygon()
    for ring in rings:
        whole = shapely.symmetric_difference(whole, ring)
    parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
    return [part for part in parts if part.area >= SMALLEST_M2]


def poche_of(fills: Sequence[Fill], roles: Roles, walls: Sequence[Stroke]) -> Poche:
    """Return the walls that are filled."""
    filled: dict[str, list[Fill]] = defaultdict(list)
    for hatch, area in fills:
        if roles.of(hatch.layer).role in MAY_BE_POCHE:
            filled[hatch.layer].append((hatch, area))
    found = [
        each
        for layer, group in filled.items()
        for each in _walls_among(group, named=roles.of(layer).role in (Role.WALL, Role.COLUMN))
    ]
    bare = _undrawn([area for _hatch, area in found], walls)
    return Poche(
        areas=tuple(area for _hatch, area in found),
        edges=tuple(
            _edge(hatch, ring.coords)
            for (hatch, area), open_yet in zip(found, bare, strict=True)
            if open_yet
            for ring in (area.exterior, *area.interiors)
        ),
    )


def _walls_among(fills: list[Fill], *, named: bool) -> list[Fill]:
    """Return the fills that are as thick as walls; none where they run too short for a plan."""
    most = THICKEST_NAMED_M if named else THICKEST_M
    whole = [*fills, *_joined(fills)] if named else fills
    walls = [each for each in whole if THINNEST_M <= _thickness(each[1]) <= most]
    return walls if named or _run_as_walls([area for _hatch, area in walls]) else []


def _joined(fills: list[Fill]) -> list[Fill]:
    """Return what strips too thin for a wall make together where they touch.

    A plan that was printed and traced back has its walls in such strips.
    """
    strips = [each for each in fills if _thickness(each[1]) < THINNEST_M]
    areas = [area for _hatch, area in strips]
    whole = shapely.get_parts(shapely.union_all(areas, grid_size=TOUCHING_M))
    first = shapely.STRtree(areas).nearest(whole) if strips else []
    return [(strips[n][0], part) for n, part in zip(first, whole, strict=True)]


def _run_as_walls(areas: Sequence[Polygon]) -> bool:
    """Return whether areas run far enough together, and in few enough directions, to be walls."""
    if sum(area.area / _thickness(area) for area in areas) < LEAST_RUN_M:
        return False
    edges = [np.asarray(area.exterior.coords) for area in areas]
    return square_share(np.vstack([np.hstack([xy[:-1], xy[1:]]) for xy in edges])) >= SQUARE_SHARE


def _thickness(area: Polygon) -> float:
    """Return the mean thickness of an area: of a strip, its width."""
    return 2 * float(area.area) / float(area.length)


def _undrawn(areas: list[Polygon], walls: Sequence[Stroke]) -> list[bool]:
    """Return which areas have edges that no wall line follows."""
    if not areas:
        return []
    points, owner = points_of([path for path in drawn_paths(walls) if len(path) > 1])
    if not len(points):
        return [True] * len(areas)
    tree = shapely.STRtree(shapely.linestrings(points, indices=owner))
    return [_share_near(tree, _places_along(area.exterior)) < ALREADY_DRAWN for area in areas]


def _places_along(edge: shapely.Geometry) -> npt.NDArray[np.object_]:
    """Return points along an edge, enough to tell a share to a twentieth."""
    steps = (np.arange(20) + 0.5) / 20 * float(edge.length)
    return np.asarray(shapely.line_interpolate_point(edge, steps), dtype=object)


def _share_near(tree: shapely.STRtree, points: npt.NDArray[np.object_]) -> float:
    near = tree.query(points, predicate="dwithin", distance=ON_LINE_M)[0]
    return len(np.unique(near)) / len(points)


def _edge(hatch: Hatch, ring: Sequence[tuple[float, ...]]) -> Stroke:
    return Stroke(
        points=tuple((float(each[0]), float(each[1])) for each in list(ring)[:-1]),
        closed=True,
        layer=hatch.layer,
        source="HATCH",
        handle=hatch.handle,
    )
