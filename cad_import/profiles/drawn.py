"""What a layer's own linework says it is for: rings that tile and hold labels, lines in pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Stroke
from cad_import.drawing.paths import drawn_paths, points_of

Points = npt.NDArray[np.float64]  # one row per point
Segments = npt.NDArray[np.float64]  # one row per segment: x1 y1 x2 y2

CLOSING_GAP_M = 0.005  # ends this near are one point: drafting noise
MIN_RING_M2 = 0.2  # below the smallest shaft; symbols and column sections lie under it
NARROWEST_M = 0.3  # twice area over perimeter of a ring that can be stood in
THINNEST_WALL_M = 0.05  # a partition of boards
THICKEST_WALL_M = 0.55  # old brickwork of two and a half bricks, plastered
SAMPLE = 400  # segments looked at per layer: enough to tell a share to a few hundredths
PAIRED_SHARE = 0.6  # of a wall layer's segments have the wall's other face beside them
SHORTEST_PAIRED_M = 0.3  # shorter lines are symbols and frames: they tell nothing of walls
LARGEST_THING_M = 2.5  # a conference table is longer, and then it has chairs around it
NARROWEST_THING_M = 0.3  # what is narrower may be a piece of wall between two doors
MIN_SEGMENTS = 12  # fewer lines make no floor plan
OVERLAP_SHARE = 0.05  # rings of rooms tile; drafting slivers stay far below this share


@dataclass(frozen=True, slots=True, kw_only=True)
class RingFacts:
    """How far the closed rings of a layer behave like rooms."""

    rings: int
    overlap: float  # area covered twice over area covered
    labelled: float  # share of rings that hold a label
    crowding: float  # labels per labelled ring


def ring_polygons(strokes: Sequence[Stroke]) -> list[Polygon]:
    """Return the closed paths that are large enough to stand in, as they are drawn."""
    rings = [Polygon(stroke.points) for stroke in strokes if is_ring(stroke)]
    if not rings:
        return []
    area, length = shapely.area(rings), shapely.length(rings)
    roomy = (area >= MIN_RING_M2) & (2 * area >= NARROWEST_M * length)
    return [ring for ring, keep in zip(rings, roomy, strict=True) if keep]


def is_ring(stroke: Stroke) -> bool:
    """Return whether a path closes, by its flag or because its ends meet; circles are symbols."""
    if len(stroke.points) < 3 or stroke.source == "CIRCLE":
        return False
    (x, y), (u, v) = stroke.points[0], stroke.points[-1]
    ends_meet = abs(x - u) <= CLOSING_GAP_M and abs(y - v) <= CLOSING_GAP_M
    return stroke.closed or (ends_meet and len(stroke.points) >= 4)


def ring_facts(rings: Sequence[Polygon], labels: Points) -> RingFacts:
    """Return how far rings tile and hold labels."""
    whole = shapely.make_valid(np.array(rings, dtype=object))
    covered = float(shapely.area(shapely.union_all(whole)))
    sums = float(shapely.area(whole).sum())
    held = _labels_held(whole, labels)
    return RingFacts(
        rings=len(rings),
        overlap=max(0.0, sums - covered) / covered if covered else 1.0,
        labelled=float((held > 0).mean()),
        crowding=float(held[held > 0].mean()) if (held > 0).any() else 0.0,
    )


def _labels_held(polygons: npt.NDArray[np.object_], labels: Points) -> npt.NDArray[np.int64]:
    if not len(labels):
        return np.zeros(len(polygons), dtype=np.int64)
    tree = shapely.STRtree(polygons)
    _point, polygon = tree.query(shapely.points(labels), predicate="within")
    return np.bincount(polygon, minlength=len(polygons)).astype(np.int64)


def segments_of(strokes: Sequence[Stroke]) -> Segments:
    """Return the straight pieces of paths, one row each."""
    points, owner = points_of(drawn_paths(strokes))
    rows = np.hstack([points[:-1], points[1:]])[owner[1:] == owner[:-1]]
    return np.asarray(rows[(rows[:, :2] != rows[:, 2:]).any(axis=1)])


def paired_share(segments: Segments) -> float:
    """Return which share of the segments runs beside a parallel one at a wall's thickness.

    >>> wall = np.array([[0, 0, 5, 0], [0, 0.24, 5, 0.24], [0, 3, 5, 3.0]])
    >>> round(paired_share(wall), 2)
    0.67
    """
    if len(segments) == 0:
        return 0.0
    step = max(1, len(segments) // SAMPLE)
    picked = np.arange(0, len(segments), step)
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    middles = shapely.points((segments[picked, :2] + segments[picked, 2:]) / 2)
    tree = shapely.STRtree(lines)
    mine, other = tree.query(middles, predicate="dwithin", distance=THICKEST_WALL_M)
    beside = _runs_beside(segments, picked[mine], other)
    return len(np.unique(mine[beside])) / len(picked)


def _runs_beside(
    segments: Segments, mine: npt.NDArray[np.intp], other: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    along = segments[:, 2:] - segments[:, :2]
    length = np.hypot(along[:, 0], along[:, 1])
    along = along / np.maximum(length, 1e-12)[:, None]
    d, e = along[mine], along[other]
    sine = np.abs(d[:, 0] * e[:, 1] - d[:, 1] * e[:, 0])
    offset = (segments[mine, :2] + segments[mine, 2:]) / 2 - segments[other, :2]
    across = np.abs(e[:, 0] * offset[:, 1] - e[:, 1] * offset[:, 0])
    beside = (sine < 0.02) & (across >= THINNEST_WALL_M) & (across <= THICKEST_WALL_M)
    return np.asarray(beside & (length[other] >= across) & (mine != other))


def square_share(segments: Segments) -> float:
    """Return which share of the length runs in the three commonest directions and across them.

    >>> square_share(np.array([[0, 0, 5, 0], [0, 0, 0, 4], [0, 0, 1, 1.0]])) > 0.99
    True
    """
    along = segments[:, 2:] - segments[:, :2]
    angle = np.degrees(np.arctan2(along[:, 1], along[:, 0])) % 90
    length = np.hypot(along[:, 0], along[:, 1])
    by_degree = np.bincount(np.rint(angle).astype(np.int64) % 90, weights=length, minlength=90)
    return float(np.sort(by_degree)[-3:].sum() / max(by_degree.sum(), 1e-12))


def wall_like(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Return a mixed layer's strokes without arcs that swing free and without furniture.

    Furniture stands apart: what touches it is small all together, and wider than a wall.
    """
    if not strokes:
        return []
    parts = _touching_parts(strokes)
    boxes = _boxes(strokes)
    low, high = np.full((len(parts), 2), np.inf), np.full((len(parts), 2), -np.inf)
    np.minimum.at(low, parts, boxes[:, :2])
    np.maximum.at(high, parts, boxes[:, 2:])
    sides = np.sort((high - low)[parts], axis=1)
    thing = (sides[:, 1] < LARGEST_THING_M) & (sides[:, 0] > NARROWEST_THING_M)
    return [stroke for stroke, drop in zip(strokes, thing.tolist(), strict=True) if not drop]


def _boxes(strokes: Sequence[Stroke]) -> npt.NDArray[np.float64]:
    points, owner = points_of([stroke.points for stroke in strokes])
    first = np.searchsorted(owner, np.arange(len(strokes)))
    low, high = np.minimum.reduceat(points, first), np.maximum.reduceat(points, first)
    return np.hstack([low, high])


def _touching_parts(strokes: Sequence[Stroke]) -> npt.NDArray[np.int64]:
    """Return for each stroke the least index among all that it is connected with."""
    paths = [path if len(path) > 1 else path * 2 for path in drawn_paths(strokes)]
    points, owner = points_of(paths)
    lines = shapely.linestrings(points, indices=owner)
    one, other = shapely.STRtree(lines).query(
        lines, predicate="dwithin", distance=2 * CLOSING_GAP_M
    )
    part = np.arange(len(strokes), dtype=np.int64)
    while True:
        least = part.copy()
        np.minimum.at(least, one, part[other])
        least = least[least]
        if np.array_equal(least, part):
            return part
        part = least
