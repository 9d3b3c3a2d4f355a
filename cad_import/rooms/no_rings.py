"""What stands on an outline layer and outlines no room: nothing of it is passed over in silence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from cad_import.drawing.entities import Stroke
from cad_import.drawing.notes import Note, note
from cad_import.profiles.drawn import is_ring

from .notes import NO_RING, OUTLINE_OPEN, OUTLINES_OPEN

LISTED = 20  # open polylines are said one by one; more of them are a manner of drawing
POLYLINES = frozenset({"LWPOLYLINE", "POLYLINE", "SPLINE"})  # what outlines are drawn with
SMALLEST_SIDE_M = 0.5  # a smaller one is a symbol


def not_rings(strokes: Sequence[Stroke], *, empty: Sequence[Stroke] = ()) -> list[Note]:
    """Return notes on what gives no ring; `empty` are rings that nothing can stand in."""
    others = [stroke for stroke in strokes if not is_ring(stroke)]
    open_ones = [stroke for stroke in others if _is_open_outline(stroke)]
    apart = set(map(id, open_ones))
    rest = [*(stroke for stroke in others if id(stroke) not in apart), *empty]
    return [*_open(open_ones), *_rest(rest)]


def _is_open_outline(stroke: Stroke) -> bool:
    """Return whether a path was surely meant to be an outline: bent twice, and as large as a room."""
    if stroke.source not in POLYLINES or len(stroke.points) < 4 or stroke.arc is not None:
        return False
    xy = np.array(stroke.points)
    return bool((xy.max(axis=0) - xy.min(axis=0)).min() >= SMALLEST_SIDE_M)


def _open(strokes: Sequence[Stroke]) -> list[Note]:
    listed = [
        note(
            OUTLINE_OPEN,
            at=_middle(stroke),
            handle=stroke.handle,
            layer=stroke.layer,
            gap=_gap_mm(stroke),
        )
        for stroke in strokes[:LISTED]
    ]
    more = strokes[LISTED:]
    if not more:
        return listed
    widest = max(map(_gap_mm, more))
    said = note(
        OUTLINES_OPEN, at=_middle(more[0]), handle=more[0].handle, count=len(more), gap=widest
    )
    return [*listed, said]


def _rest(strokes: Sequence[Stroke]) -> list[Note]:
    layers: dict[str, list[Stroke]] = defaultdict(list)
    for stroke in strokes:
        layers[stroke.layer].append(stroke)
    return [
        note(
            NO_RING,
            at=group[0].points[0],
            handle=group[0].handle,
            layer=layer,
            count=len(group),
            types=_types(group),
        )
        for layer, group in sorted(layers.items())
    ]


def _types(strokes: Sequence[Stroke]) -> str:
    """Return the entity types of strokes and how many there are of each, the commonest first."""
    counts = Counter(stroke.source for stroke in strokes)
    ranked = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{count} {source}" for source, count in ranked)


def _gap_mm(stroke: Stroke) -> int:
    (x, y), (u, v) = stroke.points[0], stroke.points[-1]
    return round(float(np.hypot(u - x, v - y)) * 1000)


def _middle(stroke: Stroke) -> tuple[float, float]:
    (x, y), (u, v) = stroke.points[0], stroke.points[-1]
    return ((x + u) / 2, (y + v) / 2)
