"""Faces that walls and closures enclose, and which of them are rooms.

Face      one part of the plane that lines enclose
Body      a face that is wall, column, window or doorway: nobody stands in it
Space     a face that could be a room
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from .doors import WALKED
from .ends import ON_LINE_M
from .exact import DrawnLines, as_drawn
from .graph import (
    GRID_M,
    Graph,
    graph_as_drawn,
    graph_of,
    noded_graph,
    noded_with,
    without_whiskers,
)
from .linework import Linework
from .measuring import AreaRule
from .near import LineTree
from .openings import Closures, closures_of, distinct_openings, drafting_links, only, without
from .parting import Marks, are_parting
from .plane import faces_of
from .within import count_within, pairs_within

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

WALL_WIDTH_M = 0.4  # mean width: 370 brick and render
SMALLEST_SPACE_M2 = 0.3  # a pipe shaft that can be drawn; less is a corner of lines
TOUCH_M = 3 * GRID_M  # a closure belongs to the room whose boundary it lies on


@dataclass(frozen=True, slots=True, kw_only=True)
class Spaces:
    """What walls enclose: spaces with their openings, and the bodies between them."""

    polygons: tuple[Polygon, ...]
    openings: tuple[tuple[int, ...], ...]  # per space, indices into closures
    has_door: tuple[bool, ...]  # an opening, or a door drawn against it
    closures: Closures
    outline: tuple[Polygon, ...]  # the outer face of the walls, and what lies within


def spaces_of(linework: Linework, labels: Marks, undone: Floats, rule: AreaRule) -> Spaces:
    """Return the spaces of a storey's linework.

    `undone` are closures, one row each, that stay open.
    """
    graph = linked_graph(linework.barriers)
    found = without(closures_of(linework, graph), undone)
    found, faces = _parted(found, graph, linework, labels)
    closures = replace(found, segments=DrawnLines(linework.barriers).with_ends(found.segments))
    is_space = _are_spaces(faces, linework, labels.at)
    spaces = _with_free_columns(faces[is_space], rule)
    drawn = DrawnLines(np.vstack([linework.barriers, closures.segments]))
    exact = as_drawn(spaces, drawn)
    edges = _Edges(exact)
    openings = edges.near((closures.segments[:, :2] + closures.segments[:, 2:]) / 2, TOUCH_M)
    doors = shapely.get_coordinates(shapely.centroid(linework.doors))
    return Spaces(
        polygons=tuple(exact),
        openings=tuple(map(tuple, openings)),
        has_door=_has_door(openings, edges.near(doors, WALL_WIDTH_M), closures),
        closures=closures,
        outline=tuple(as_drawn(_outer_faces(faces), drawn)),
    )


def _parted(
    closures: Closures, graph: Graph, linework: Linework, labels: Marks
) -> tuple[Closures, Shapes]:
    """Return the closures without the doubtful ones that part no rooms, and the faces they make."""
    pieces = noded_with(graph, closures.segments)
    faces = _faces(pieces)
    if not closures.doubtful.any():
        return closures, faces
    is_space = _are_spaces(faces, linework, labels.at)
    stands = are_parting(closures, faces, is_space, labels)
    wide = np.array([each == "wide" for each in closures.evidence], dtype=bool)
    left_open = np.vstack([closures.left_open, closures.segments[wide & ~stands]])
    kept = replace(only(closures, stands), left_open=distinct_openings(left_open))
    if stands.all():
        return kept, faces
    left = _without_closures(pieces, graph, closures.segments[~stands], kept.segments)
    return kept, _faces(left)


def _faces(pieces: Floats) -> Shapes:
    """Return the faces that pieces of lines enclose."""
    return faces_of(graph_as_drawn(pieces))


def _without_closures(pieces: Floats, graph: Graph, dropped: Floats, kept: Floats) -> Floats:
    """Return pieces of lines without those that only a dropped closure drew."""
    middle = (pieces[:, :2] + pieces[:, 2:]) / 2
    on = np.flatnonzero(LineTree(dropped).are_near(middle, ON_LINE_M))
    others = [graph.tree, LineTree(kept)]
    drawn = np.logical_or.reduce([each.are_near(middle[on], ON_LINE_M) for each in others])
    return np.asarray(np.delete(pieces, on[~drawn], axis=0))


def _outer_faces(faces: Shapes) -> list[Polygon]:
    """Return what the walls enclose as a whole, courtyards filled."""
    whole = shapely.get_parts(shapely.coverage_union_all(faces))
    return [Polygon(part.exterior) for part in whole if part.area >= SMALLEST_SPACE_M2]


def linked_graph(barriers: Floats) -> Graph:
    """Return the barriers as a graph, with lines that were meant to meet made to meet.

    Where a line is made to meet another near its end, that end runs past the new corner.
    """
    graph = without_whiskers(noded_graph(barriers))
    links = drafting_links(graph)
    if len(links):
        graph = without_whiskers(graph_of(noded_with(graph, links)))
    return graph


def _are_spaces(faces: Shapes, linework: Linework, labels: Floats) -> Flags:
    """Return which faces could be rooms: wide enough to stand in or labelled, and not a column."""
    area, length = shapely.area(faces), shapely.length(faces)
    wide = 2 * area > WALL_WIDTH_M * length
    inside = shapely.point_on_surface(faces)
    held = count_within(shapely.points(labels), faces) > 0
    labelled = held & (4 * area > WALL_WIDTH_M * length)
    roomy = (wide | labelled) & (area >= SMALLEST_SPACE_M2)
    filled = _are_in(inside, linework.columns) | _are_in(inside, linework.solid)
    return np.asarray(roomy & ~filled)


def _are_in(points: Shapes, areas: Shapes) -> Flags:
    """Return which points lie in some area."""
    found = np.zeros(len(points), dtype=bool)
    found[pairs_within(points, areas)[0]] = True
    return found


def _with_free_columns(faces: Shapes, rule: AreaRule) -> list[Polygon]:
    """Return spaces with the columns that stand free in them, as far as a rule counts them."""
    spaces = list(faces)
    for i in np.flatnonzero(shapely.get_num_interior_rings(faces)).tolist():
        holes = [ring for ring in spaces[i].interiors if Polygon(ring).area > rule.free_column_m2]
        spaces[i] = Polygon(spaces[i].exterior, holes)
    return spaces


class _Edges:
    """The boundaries of spaces, asked which of them things lie on."""

    def __init__(self, spaces: Sequence[Polygon]) -> None:
        self.count = len(spaces)
        rings, space = shapely.get_rings(np.array(list(spaces), dtype=object), return_index=True)
        xy, ring = shapely.get_coordinates(rings, return_index=True)
        rows = np.hstack([xy[:-1], xy[1:]])[ring[1:] == ring[:-1]]
        self.tree = LineTree(rows)
        self.space = space[ring[:-1][ring[1:] == ring[:-1]]]

    def near(self, points: Floats, reach_m: float) -> list[list[int]]:
        """Return for each space the points that lie near its boundary."""
        found: list[list[int]] = [[] for _space in range(self.count)]
        point, edge = self.tree.near_points(points, reach_m)
        pairs = np.unique(np.stack([point, self.space[edge]], axis=1), axis=0)
        for each, space in pairs.tolist():
            found[space].append(each)
        return found


def _has_door(
    entered: Sequence[Sequence[int]], beside: Sequence[Sequence[int]], closures: Closures
) -> tuple[bool, ...]:
    """Return which spaces can be entered: by a gap that is no window, or a door beside them."""
    walked = [evidence in WALKED for evidence in closures.evidence]
    return tuple(
        bool(doors) or any(walked[i] for i in opening)
        for opening, doors in zip(entered, beside, strict=True)
    )
