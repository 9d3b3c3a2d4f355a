"""Doors: which two rooms each opening joins, where, and how wide it is.

Probe   a short line straight out of an opening's middle; the first room it meets lies behind it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from .values import Closure, Door, Evidence, RoomRead

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PROBE_M = 0.75  # through the thickest wall, plastered
APART_M = 0.15  # two leaves of one door stand at most this far apart
NOBODY = -1  # outside, or a space that is no room


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where one may walk through: segments, what told of each, and the doors they belong to.

    Several segments with one `door` are ways the same door may be shut; the likeliest is taken.
    """

    segments: Floats
    kinds: tuple[Evidence, ...]
    door: Ints


def ways_closed(closures: Sequence[Closure]) -> Ways:
    """Return the closures that one may walk through."""
    through = [each for each in closures if each.evidence in ("door", "facing")]
    rows = [(*each.start, *each.end) for each in through]
    return Ways(
        segments=np.array(rows, dtype=np.float64).reshape(-1, 4),
        kinds=tuple(each.evidence for each in through),
        door=np.arange(len(rows), dtype=np.int64),
    )


def doors_of(ways: Ways, rooms: Sequence[RoomRead]) -> tuple[Door, ...]:
    """Return the doors of a storey, each once; rooms are told by their place in the list."""
    if not len(ways.segments) or not rooms:
        return ()
    polygons = np.array([Polygon(room.polygon, room.holes) for room in rooms], dtype=object)
    pairs = _rooms_beside(ways.segments, polygons)
    picked = _likeliest(ways, pairs)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in picked:
        groups[(int(pairs[i].max()), int(pairs[i].min()))].append(i)
    found = [
        _door(ways, together, pair)
        for pair, members in groups.items()
        for together in _openings(ways.segments, members)
    ]
    return tuple(sorted(found, key=lambda door: (_order(door), door.at)))


def _order(door: Door) -> tuple[int, int]:
    one, other = door.rooms
    return (one if one is not None else NOBODY, other if other is not None else NOBODY)


def _rooms_beside(segments: Floats, polygons: npt.NDArray[np.object_]) -> Ints:
    """Return the rooms on both sides of each segment."""
    middle = (segments[:, :2] + segments[:, 2:]) / 2
    along = segments[:, 2:] - segments[:, :2]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-12)[:, None]
    tree = shapely.STRtree(polygons)
    sides = [_first_met(middle, sign * PROBE_M * normal, tree, polygons) for sign in (1, -1)]
    return np.stack(sides, axis=1)


def _first_met(
    middle: Floats, reach: Floats, tree: shapely.STRtree, polygons: npt.NDArray[np.object_]
) -> Ints:
    """Return the room that a probe lies in first, skipping the boundary it starts from."""
    probes = shapely.linestrings(np.stack([middle + 0.02 * reach, middle + reach], axis=1))
    probe, room = tree.query(probes, predicate="intersects")
    part = shapely.intersection(probes[probe], polygons[room])
    away = shapely.distance(shapely.points(middle)[probe], part)
    order = np.lexsort((room, away, probe))
    first = order[np.unique(probe[order], return_index=True)[1]]
    found = np.full(len(middle), NOBODY, dtype=np.int64)
    found[probe[first]] = room[first]
    return found


def _likeliest(ways: Ways, pairs: Ints) -> list[int]:
    """Return one way per door: between two rooms if there is one, else into one room."""
    one_room = (pairs == NOBODY).any(axis=1)
    useless = pairs[:, 0] == pairs[:, 1]
    order = np.lexsort((np.arange(len(pairs)), one_room, useless, ways.door))
    first = order[np.unique(ways.door[order], return_index=True)[1]]
    return [int(i) for i in first if not useless[i]]


def _openings(segments: Floats, members: list[int]) -> list[list[int]]:
    """Return the ways between one pair of rooms, both faces and both leaves of a door together."""
    groups: list[list[int]] = []
    for i in sorted(members, key=lambda k: tuple(segments[k])):
        near = [group for group in groups if any(_is_same(segments[i], segments[k]) for k in group)]
        for group in near:
            groups.remove(group)
        groups.append([*(k for group in near for k in group), i])
    return groups


def _is_same(one: Floats, other: Floats) -> bool:
    """Return whether two segments are faces or leaves of one opening."""
    start, along = one[:2], one[2:] - one[:2]
    width = max(float(np.hypot(*along)), 1e-12)
    way = along / width
    ends = other.reshape(2, 2) - start
    reach, aside = ends @ way, ends @ np.array([-way[1], way[0]])
    beside = reach.max() >= -APART_M and reach.min() <= width + APART_M
    return bool(beside and np.abs(aside).max() <= PROBE_M)


def _door(ways: Ways, members: list[int], pair: tuple[int, int]) -> Door:
    segments = ways.segments[members]
    widest = segments[np.hypot(*(segments[:, 2:] - segments[:, :2]).T).argmax()]
    way = (widest[2:] - widest[:2]) / max(float(np.hypot(*(widest[2:] - widest[:2]))), 1e-12)
    points = segments.reshape(-1, 2)
    reach = points @ way
    kinds = {ways.kinds[i] for i in members}
    x, y = (points.min(axis=0) + points.max(axis=0)) / 2
    higher, lower = pair
    return Door(
        rooms=(higher, None) if lower == NOBODY else (lower, higher),
        at=(float(x), float(y)),
        width_mm=round(float(reach.max() - reach.min()) * 1000),
        kind="door" if "door" in kinds else "facing",
    )
