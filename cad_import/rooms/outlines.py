"""Rooms from closed outlines: each ring is one room as drawn, and what is odd is said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Stroke
from cad_import.drawing.notes import Note, note
from cad_import.profiles.drawn import CLOSING_GAP_M, is_ring

from . import reasons
from .no_rings import not_rings
from .notes import OVERLAP, RING_AROUND, RING_CUT, RING_MENDED, RING_QUARANTINED, RING_TWICE
from .places import place_of
from .reasons import Reason
from .stale import Points, stale_among

SMALLEST_M2 = 0.1  # less is a symbol or a slip, not even a shaft
SLIVER_M2 = 0.01  # parts below the second decimal of m² are drafting noise
MEND_SHARE = 0.01  # a mend that changes more of a room's area than this is not a mend
TWICE = 0.98  # of two rings' joint area is shared when one was drawn over the other
AROUND_SHARE = 0.5  # of a ring is covered by rooms inside it: it goes around them
INSIDE_SHARE = 0.98  # of a room lies within another: it was drawn on top of it
OVERLAP_M2 = 0.05  # outlines drawn by hand touch within this
NO_LABELS: Points = np.zeros((0, 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One ring taken as a room, with how sure its shape is and why."""

    polygon: Polygon
    handle: str
    confidence: float = 1.0
    reasons: tuple[Reason, ...] = field(default=())


def outlines_of(
    strokes: Sequence[Stroke], labels: Points = NO_LABELS
) -> tuple[list[Outline], list[Note]]:
    """Return the rooms that closed rings outline, and notes on the odd ones; labels tell old from new."""
    notes: list[Note] = []
    rings = [(stroke, _sound(stroke, notes)) for stroke in strokes if is_ring(stroke)]
    found = [ring for _stroke, ring in rings if ring and ring.polygon.area >= SMALLEST_M2]
    empty = [stroke for stroke, ring in rings if not ring or ring.polygon.area < SMALLEST_M2]
    notes.extend(not_rings(strokes, empty=empty))
    found.sort(key=lambda each: (each.polygon.area, each.polygon.bounds, each.handle))
    found = _without_doubles(found, notes)
    found = _without_surrounding(found, notes)
    found = _without_stale(found, labels, notes)
    return _parted(found, notes), notes


def _sound(stroke: Stroke, notes: list[Note]) -> Outline | None:
    """Return a ring as a valid polygon: as drawn, mended in the only way, or put aside."""
    points = _without_repeats(stroke.points)
    if len(points) < 3:
        return None
    drawn = Polygon(points)
    if drawn.is_valid:
        return Outline(polygon=drawn, handle=stroke.handle)
    parts = shapely.get_parts(shapely.make_valid(drawn, method="structure", keep_collapsed=False))
    parts = [part for part in parts if part.geom_type == "Polygon" and part.area >= SLIVER_M2]
    if not parts:
        return None
    return _mended(stroke, drawn, sorted(parts, key=lambda part: -part.area), notes)


def _without_repeats(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return a ring's points without those drawn twice in a row, nor a first point repeated."""
    around = zip(points, (points[-1], *points), strict=False)
    kept = [here for here, before in around if _apart(here, before)]
    return kept if len(kept) >= 3 else list(dict.fromkeys(points))


def _apart(here: tuple[float, float], there: tuple[float, float]) -> bool:
    return abs(here[0] - there[0]) > CLOSING_GAP_M or abs(here[1] - there[1]) > CLOSING_GAP_M


def _mended(stroke: Stroke, drawn: Polygon, parts: list[Polygon], notes: list[Note]) -> Outline:
    best, why = parts[0], _reason(drawn)
    change = best.area - abs(_signed_area(drawn))
    at = place_of(best)
    if len(parts) == 1 and abs(change) <= MEND_SHARE * best.area + SLIVER_M2:
        notes.append(note(RING_MENDED, at=at, handle=stroke.handle, why=why, change=change))
        told = (reasons.mended_by(change),)
        return Outline(polygon=best, handle=stroke.handle, confidence=0.8, reasons=told)
    notes.append(note(RING_QUARANTINED, at=at, handle=stroke.handle, why=why, area=best.area))
    told = (reasons.MENDED_SEVERALLY,)
    return Outline(polygon=best, handle=stroke.handle, confidence=0.2, reasons=told)


def _reason(drawn: Polygon) -> str:
    return str(shapely.is_valid_reason(drawn)).split("[")[0].strip().lower()


def _signed_area(polygon: Polygon) -> float:
    xy = np.asarray(polygon.exterior.coords)
    xy = xy - xy[0]
    return float((xy[:-1, 0] * xy[1:, 1] - xy[1:, 0] * xy[:-1, 1]).sum() / 2)


def _without_doubles(found: list[Outline], notes: list[Note]) -> list[Outline]:
    """Return the outlines with those drawn over each other kept once."""
    polygons = [each.polygon for each in found]
    tree = shapely.STRtree(polygons)
    one, other = tree.query(polygons, predicate="intersects")
    pairs = [(i, j) for i, j in zip(one.tolist(), other.tolist(), strict=True) if i < j]
    copies: dict[int, int] = {}
    for kept, copy in sorted(pairs):
        if copy not in copies and _are_one(polygons[kept], polygons[copy]):
            copies[copy] = copies.get(kept, kept)
    for kept in sorted(set(copies.values())):
        count = 1 + list(copies.values()).count(kept)
        area, at = polygons[kept].area, place_of(polygons[kept])
        notes.append(note(RING_TWICE, at=at, handle=found[kept].handle, area=area, count=count))
    return [each for index, each in enumerate(found) if index not in copies]


def _are_one(polygon: Polygon, other: Polygon) -> bool:
    if min(polygon.area, other.area) < TWICE * max(polygon.area, other.area):
        return False
    shared = float(polygon.intersection(other).area)
    return bool(shared >= TWICE * (polygon.area + other.area - shared))


def _without_surrounding(found: list[Outline], notes: list[Note]) -> list[Outline]:
    """Return the outlines without those that go around rooms, smallest judged first."""
    polygons = np.array([each.polygon for each in found], dtype=object)
    if not len(polygons):
        return []
    tree = shapely.STRtree(polygons)
    outer, inner = tree.query(polygons, predicate="intersects")
    dropped: set[int] = set()
    for index, each in enumerate(found):  # by area: what lies inside was judged before
        inside = [int(i) for i in inner[outer == index] if i < index and int(i) not in dropped]
        count = _count_within(polygons, inside, each.polygon)
        if count >= 2 and _share_covered(polygons, inside, each.polygon) > AROUND_SHARE:
            dropped.add(index)
            notes.append(_around(each, count))
    return [each for index, each in enumerate(found) if index not in dropped]


def _without_stale(found: list[Outline], labels: Points, notes: list[Note]) -> list[Outline]:
    polygons, handles = [each.polygon for each in found], [each.handle for each in found]
    aside, said = stale_among(polygons, handles, labels)
    notes.extend(said)
    return [each for n, each in enumerate(found) if n not in aside]


def _count_within(polygons: object, inside: list[int], around: Polygon) -> int:
    picked = np.asarray(polygons, dtype=object)[inside]
    shared = shapely.area(shapely.intersection(picked, around))
    return int((shared >= INSIDE_SHARE * shapely.area(picked)).sum())


def _share_covered(polygons: object, inside: list[int], around: Polygon) -> float:
    picked = np.asarray(polygons, dtype=object)[inside]
    return float(shapely.union_all(picked).intersection(around).area / around.area)


def _around(each: Outline, count: int) -> Note:
    area = each.polygon.area
    return note(RING_AROUND, at=place_of(each.polygon), handle=each.handle, area=area, count=count)


def _parted(found: list[Outline], notes: list[Note]) -> list[Outline]:
    """Return the outlines so that none covers another: inner rooms are cut out of outer ones."""
    polygons = [each.polygon for each in found]
    tree = shapely.STRtree(polygons)
    one, other = tree.query(polygons, predicate="intersects")
    parted = list(found)
    pairs = {(i, j) for i, j in zip(one.tolist(), other.tolist(), strict=True) if i < j}
    for small, large in sorted(pairs):
        shared = polygons[small].intersection(polygons[large]).area
        if shared >= INSIDE_SHARE * polygons[small].area:
            parted[large] = _cut(parted[large], found[small], notes)
        elif shared > OVERLAP_M2:
            parted[small], parted[large] = _overlapping(parted[small], parted[large], shared, notes)
    return parted


def _cut(outer: Outline, inner: Outline, notes: list[Note]) -> Outline:
    left = outer.polygon.difference(inner.polygon)
    largest = max(shapely.get_parts(left), key=lambda part: part.area, default=None)
    if largest is None:
        return outer
    at, area = place_of(inner.polygon), inner.polygon.area
    notes.append(note(RING_CUT, at=at, handle=inner.handle, inner=area))
    told = (*outer.reasons, reasons.CUT_OUT)
    return replace(outer, polygon=largest, confidence=min(outer.confidence, 0.8), reasons=told)


def _overlapping(
    one: Outline, other: Outline, shared: float, notes: list[Note]
) -> tuple[Outline, Outline]:
    places = [f"({x:.2f}, {y:.2f})" for x, y in (place_of(one.polygon), place_of(other.polygon))]
    at = place_of(one.polygon)
    notes.append(
        note(OVERLAP, at=at, handle=one.handle, room=places[0], other=places[1], area=shared)
    )
    told = reasons.overlaps_by(shared)
    return _doubted(one, told), _doubted(other, told)


def _doubted(outline: Outline, told: Reason) -> Outline:
    told_all = (*outline.reasons, told)
    return replace(outline, confidence=min(outline.confidence, 0.4), reasons=told_all)
