"""Where there is ink: what is drawn as short pieces, and the patches that they form.

Ink      a box for each thing (west, south, east, north, in metres): strokes, then hatches, then texts
Patch    things that stand close together, with white space around them
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..entities import Hatch, Point, Stroke, Text
from ..paths import drawn_paths, points_of

Boxes = NDArray[np.float64]
Ids = NDArray[np.int64]
Box = tuple[float, float, float, float]

BIN_DEG = 0.5  # of the directions counted
LEAST_SKEW_DEG = 0.2  # over a sheet of 40 m that is 14 cm, less than any white space
MOST_LINES = 0.25  # of the drawn length in one direction; a free form has no direction
CELLS = 512  # along the longer side; narrower white space parts nothing


@dataclass(frozen=True, slots=True)
class Ink:
    """What is drawn: its paths, one for each thing, and the box around each."""

    paths: Sequence[Sequence[Point]]
    boxes: Boxes
    strokes: int  # how many of the things are strokes; they come first
    hatches: int

    @property
    def middles(self) -> Boxes:
        """The middle of each box."""
        return (self.boxes[:, :2] + self.boxes[:, 2:]) / 2


def ink_of(strokes: Sequence[Stroke], hatches: Sequence[Hatch], texts: Sequence[Text]) -> Ink:
    """Return strokes, hatches and texts as paths, in that order."""
    paths = [
        *drawn_paths(strokes),
        *((*hatch.rings[0], hatch.rings[0][0]) for hatch in hatches),
        *((text.insertion, text.at) for text in texts),
    ]
    return Ink(paths, _boxes_of(paths), len(strokes), len(hatches))


def squared(ink: Ink) -> Ink:
    """Return ink turned so that most of its lines run along the axes; a skew sheet is read upright."""
    angle = _skew_deg(ink)
    if abs(angle) < LEAST_SKEW_DEG:
        return ink
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    paths = [
        [(x * cosine + y * sine, y * cosine - x * sine) for x, y in path] for path in ink.paths
    ]
    return Ink(paths, _boxes_of(paths), ink.strokes, ink.hatches)


def _skew_deg(ink: Ink) -> float:
    """Return by how much most of the drawn length is turned against the axes, -45 to 45 degrees."""
    pairs = [(path[0], path[1]) for path in ink.paths[: ink.strokes] if len(path) in (2, 4, 5)]
    if not pairs:
        return 0.0
    ends = np.array(pairs, dtype=np.float64).reshape(-1, 4)
    way = ends[:, 2:] - ends[:, :2]
    lengths = np.hypot(way[:, 0], way[:, 1])
    angles = (np.degrees(np.arctan2(way[:, 1], way[:, 0])) + 45) % 90 - 45
    bins = np.round(angles / BIN_DEG).astype(np.int64) % round(90 / BIN_DEG)
    weights = np.bincount(bins, lengths, minlength=round(90 / BIN_DEG))
    best = int(weights.argmax())
    if weights[best] < MOST_LINES * weights.sum():
        return 0.0
    near = bins == best
    return float(np.average(angles[near], weights=lengths[near] + 1e-12))


def _boxes_of(paths: Sequence[Sequence[Point]]) -> Boxes:
    if not paths:
        return np.empty((0, 4))
    points, owner = points_of(paths)
    starts = np.searchsorted(owner, np.arange(len(paths)))
    low = np.minimum.reduceat(points, starts, axis=0)
    high = np.maximum.reduceat(points, starts, axis=0)
    return np.hstack([low, high])


def around(boxes: Boxes) -> Box:
    """Return the one box around several."""
    west, south = boxes[:, :2].min(axis=0)
    east, north = boxes[:, 2:].max(axis=0)
    return float(west), float(south), float(east), float(north)


def patches_of(ink: Ink, chosen: Ids, *, gap_m: float) -> Ids:
    """Return for each chosen thing the number of its patch.

    Things nearer than the gap are of one patch, things farther than two gaps are not; between them
    it depends on where they stand.
    """
    if not len(chosen):
        return np.empty(0, dtype=np.int64)
    west, south, east, north = around(ink.boxes[chosen])
    cell = max(gap_m, max(east - west, north - south) / CELLS)
    ends, owners = _pieces([ink.paths[index] for index in chosen], cell)
    cells = np.floor((ends - (west, south)) / cell).astype(np.int64) + 1
    grid = np.zeros(cells.max(axis=0) + 2, dtype=np.bool_)
    grid[cells[:, 0], cells[:, 1]] = True
    marks = _numbered(grid)
    first = np.searchsorted(owners, np.arange(len(chosen)))
    found = marks[cells[first, 0], cells[first, 1]]
    return np.unique(found, return_inverse=True)[1].astype(np.int64).ravel()


def _pieces(paths: Sequence[Sequence[Point]], cell: float) -> tuple[Boxes, Ids]:
    """Return points along paths, no farther apart than half a cell, and the path of each."""
    points, owners = points_of(paths)
    ahead = np.where((owners[1:] == owners[:-1])[:, None], points[1:] - points[:-1], 0.0)
    steps = np.maximum(np.ceil(np.abs(ahead).max(axis=1, initial=0.0) * 2 / cell), 1).astype(int)
    which = np.repeat(np.arange(len(ahead)), steps)
    nth = np.arange(len(which)) - np.repeat(np.cumsum(steps) - steps, steps)
    along = points[which] + ahead[which] * (nth / steps[which])[:, None]
    return (
        np.concatenate([along, points[-1:]]),
        np.concatenate([owners[which], owners[-1:]]).astype(np.int64),
    )


def _numbered(inked: NDArray[np.bool_]) -> Ids:
    """Return a number for each patch of touching cells; corners touch, the rim is never inked."""
    cells = np.flatnonzero(inked)
    order = np.full(inked.size, -1, dtype=np.int64)
    order[cells] = np.arange(len(cells))
    wide = inked.shape[1]
    beside = np.concatenate([cells + step for step in (1, wide - 1, wide, wide + 1)])
    one, other = np.tile(np.arange(len(cells)), 4), order[np.minimum(beside, inked.size - 1)]
    joined = _lowest(len(cells), one[other >= 0], other[other >= 0])
    marks = np.zeros(inked.size, dtype=np.int64)
    marks[cells] = joined + 1
    return marks.reshape(inked.shape)


def _lowest(count: int, one: Ids, other: Ids) -> Ids:
    """Return for each of a number of things the lowest that it is joined to, however far."""
    marks = np.arange(count)
    while True:
        low = np.minimum(marks[one], marks[other])
        following = marks.copy()
        for ends in (one, other):
            np.minimum.at(following, marks[ends], low)
            np.minimum.at(following, ends, low)
        following = following[following]
        if np.array_equal(following, marks):
            return marks
        marks = following
