"""Rooms that are drawn as closed outlines: rings taken as they are.

Polygonising rings that touch or overlap would cut them to pieces; each ring is one room.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from cad_import.drawing import Note, Storey
from cad_import.drawing.notes import note
from cad_import.profiles import Profile, Role

from .labels import Label
from .notes import (
    RING_AROUND,
    RING_BROKEN,
    RING_MENDED,
    RING_TWICE,
    ROOM_IN_ROOM,
    ROOMS_OVERLAP,
)

SMALLEST_M2 = 0.3  # a shaft; columns and furniture are below or not on outline layers
LARGEST_M2 = 20_000.0  # one hall; a site is larger
LABELLED_SHARE = 0.6  # of the rings of a layer no name gives away must hold a label
OVERLAP_SHARE = 0.05  # of the rings' area: what tiles a floor does not overlap
FEWEST_RINGS = 3
SAME_RING = 0.98  # intersection over union of a ring drawn twice
MEND_SHARE = 0.02  # of a ring's area may change for a mend to be the single solution
SLIVER_M2 = 0.01  # what the register lets two rooms share
NEVER = {
    Role.WALL,
    Role.DOOR,
    Role.WINDOW,
    Role.COLUMN,
    Role.FURNITURE,
    Role.AXIS,
    Role.FRAME,
    Role.DIMENSION,
    Role.SITE,
    Role.STAIR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One closed outline."""

    polygon: Polygon
    layer: str
    handle: str


def outline_rings(
    storey: Storey, labels: Sequence[Label], profile: Profile
) -> tuple[list[Ring], list[Note]]:
    """Return the rings of the layers that outline rooms, made valid and free of doubles."""
    by_layer: dict[str, list[Ring]] = defaultdict(list)
    notes: list[Note] = []
    for stroke in storey.strokes:
        if stroke.closed and stroke.arc is None and len(stroke.points) >= 3:
            role = profile.role_of(stroke.layer).role
            if role not in NEVER:
                by_layer[stroke.layer].append(
                    Ring(polygon=Polygon(stroke.points), layer=stroke.layer, handle=stroke.handle)
                )
    chosen = _chosen(by_layer, labels, profile)
    rings = [ring for raw in chosen for ring in _mended(raw, notes)]
    return _apart(_once(_within_size(rings), notes), notes), notes


def _chosen(
    by_layer: dict[str, list[Ring]], labels: Sequence[Label], profile: Profile
) -> list[Ring]:
    """Return the rings of the layer that outlines rooms best, and of those beside it."""
    scored = []
    for layer, rings in sorted(by_layer.items()):
        score = _score(rings, labels, profile.role_of(layer).role)
        if score > 0:
            scored.append((score, layer))
    taken: list[Ring] = []
    for _fitness, layer in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        if not taken or _is_beside(by_layer[layer], taken):
            taken.extend(by_layer[layer])
    return taken


def _score(rings: Sequence[Ring], labels: Sequence[Label], role: Role) -> float:
    """Return how much a layer looks like room outlines; 0 when it does not."""
    polygons = np.array([_valid(ring.polygon) for ring in rings])
    sizes = shapely.area(polygons)
    fit = (sizes >= SMALLEST_M2) & (sizes <= LARGEST_M2)
    if fit.sum() < (1 if role is Role.OUTLINE else FEWEST_RINGS) or fit.mean() < 0.5:
        return 0.0
    if _overlap_share(polygons[fit]) > OVERLAP_SHARE:
        return 0.0
    labelled = _labelled_share(polygons[fit], labels)
    if role is Role.OUTLINE:
        return 1.0 + labelled
    return labelled if labelled >= LABELLED_SHARE and role is not Role.GROSS else 0.0


def _overlap_share(polygons: Sequence[Polygon]) -> float:
    """Return how much of the rings' area two rings share, rings inside rings left out."""
    tree = shapely.STRtree(polygons)
    one, other = tree.query(polygons, predicate="overlaps")
    pair = one < other
    if not pair.any():
        return 0.0
    array = np.array(polygons)
    shared = shapely.area(shapely.intersection(array[one[pair]], array[other[pair]]))
    return float(shared.sum() / max(shapely.area(array).sum(), 1e-9))


def _labelled_share(polygons: Sequence[Polygon], labels: Sequence[Label]) -> float:
    if not labels:
        return 0.0
    tree = shapely.STRtree(shapely.points([label.at for label in labels]))
    ring, _label = tree.query(polygons, predicate="contains")
    return len(np.unique(ring)) / len(polygons)


def _is_beside(rings: Sequence[Ring], taken: Sequence[Ring]) -> bool:
    """Return whether a layer's rings lie beside those already taken."""
    mine = shapely.union_all([_valid(ring.polygon) for ring in rings])
    theirs = shapely.union_all([_valid(ring.polygon) for ring in taken])
    return bool(shapely.area(shapely.intersection(mine, theirs)) < OVERLAP_SHARE * mine.area)


def _valid(polygon: Polygon) -> shapely.Geometry:
    return polygon if polygon.is_valid else shapely.make_valid(polygon)


def _mended(ring: Ring, notes: list[Note]) -> Iterable[Ring]:
    """Give a ring that crosses itself its single mend, or set it aside with a note."""
    if ring.polygon.is_valid:
        yield ring
        return
    whole = shapely.make_valid(ring.polygon)
    parts = [part for part in shapely.get_parts(whole) if isinstance(part, Polygon)]
    parts += [
        p for part in shapely.get_parts(whole) if isinstance(part, MultiPolygon) for p in part.geoms
    ]
    largest = max(parts, key=lambda part: part.area, default=None)
    spot = _first_point(ring.polygon)
    if largest is None or whole.area - largest.area > MEND_SHARE * whole.area:
        notes.append(note(RING_BROKEN, at=spot, handle=ring.handle))
        return
    difference = largest.area - abs(_shoelace(ring.polygon))
    notes.append(note(RING_MENDED, at=spot, handle=ring.handle, difference=difference))
    yield Ring(polygon=largest, layer=ring.layer, handle=ring.handle)


def _shoelace(polygon: Polygon) -> float:
    x, y = np.array(polygon.exterior.coords).T
    return float((x[:-1] * y[1:] - x[1:] * y[:-1]).sum() / 2)


def _first_point(polygon: Polygon) -> tuple[float, float]:
    x, y = polygon.exterior.coords[0][:2]
    return x, y


def _within_size(rings: Iterable[Ring]) -> list[Ring]:
    return [ring for ring in rings if SMALLEST_M2 <= ring.polygon.area <= LARGEST_M2]


def _once(rings: list[Ring], notes: list[Note]) -> list[Ring]:
    """Leave out rings drawn twice and rings around several others."""
    polygons = np.array([ring.polygon for ring in rings])
    if len(polygons) < 2:
        return rings
    outer, inner = shapely.STRtree(polygons).query(polygons, predicate="intersects")
    pairs = (outer != inner) & (shapely.area(polygons[outer]) >= shapely.area(polygons[inner]))
    outer, inner = outer[pairs], inner[pairs]
    shared = shapely.area(shapely.intersection(polygons[outer], polygons[inner]))
    held = shared > SAME_RING * shapely.area(polygons[inner])
    doubles = held & (shared > SAME_RING * shapely.area(polygons[outer]))
    dropped = {int(b) for a, b in zip(outer[doubles], inner[doubles], strict=True) if a < b}
    for index in sorted(dropped):
        notes.append(note(RING_TWICE, at=_middle(rings[index]), handle=rings[index].handle))
    inside = held & ~doubles
    for index in np.unique(outer[inside]):
        held_area = shapely.area(polygons[inner[inside & (outer == index)]]).sum()
        count = int((inside & (outer == index)).sum())
        if count >= 2 and held_area > 0.5 * polygons[index].area:
            dropped.add(int(index))
            notes.append(
                note(
                    RING_AROUND,
                    at=_middle(rings[index]),
                    handle=rings[index].handle,
                    area=polygons[index].area,
                    count=count,
                )
            )
    return [ring for index, ring in enumerate(rings) if index not in dropped]


def _apart(rings: list[Ring], notes: list[Note]) -> list[Ring]:
    """Take rooms that lie inside another out of it; say where two overlap."""
    if not rings:
        return rings
    polygons = [ring.polygon for ring in rings]
    tree = shapely.STRtree(polygons)
    one, other = tree.query(polygons, predicate="intersects")
    for a, b in zip(one, other, strict=True):
        if a == b or polygons[a].area < polygons[b].area:
            continue
        shared = polygons[a].intersection(polygons[b]).area
        if shared > SAME_RING * polygons[b].area:
            cut = polygons[a].difference(polygons[b])
            if isinstance(cut, Polygon) and not cut.is_empty:
                polygons[a] = cut
                notes.append(note(ROOM_IN_ROOM, at=_middle(rings[b]), area=polygons[b].area))
        elif shared > SLIVER_M2:
            notes.append(
                note(
                    ROOMS_OVERLAP,
                    at=_middle(rings[b]),
                    handle=rings[b].handle,
                    first=rings[a].handle,
                    second=rings[b].handle,
                    area=shared,
                )
            )
    return [
        Ring(polygon=polygon, layer=ring.layer, handle=ring.handle)
        for ring, polygon in zip(rings, polygons, strict=True)
    ]


def _middle(ring: Ring) -> tuple[float, float]:
    spot = ring.polygon.representative_point()
    return spot.x, spot.y
