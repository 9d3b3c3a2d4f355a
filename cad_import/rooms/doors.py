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
ALIKE_M = 0.15  # two ways that lie this much nearer or further to their rooms are as likely
APART_M = 0.15  # two leaves of one door stand at most this far apart
WALKED: tuple[Evidence, ...] = ("door", "facing", "corner", "wide")
NOBODY = -1  # outside, or a space that is no room


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """Where one may walk through: segments, what told of each, and the doors they belong to.

    Several segments with one `door` are ways the same door may be shut, the likelier first.
    """

    segments: Floats
    kinds: tuple[Evidence, ...]
    door: Ints


def ways_closed(closures: Sequence[Closure]) -> Ways:
    """Return the closures that one may walk through."""
    through = [each for each in closures if each.evidence in WALKED]
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
    pairs, away = _rooms_beside(ways.segments, polygons)
    picked = _likeliest(ways, pairs, away)
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


def _rooms_beside(segments: Floats, polygons: npt.NDArray[np.object_]) -> tuple[Ints, Floats]:
    """Return the rooms on both sides of each segment, and how far off both are together.

    Outlines may run along the middle of a wall: then both sides start in one room, and the room
    behind it counts.
    """
    probes = _probes(segments)
    met = [_met(segments, probes[:, side], polygons) for side in (0, 1)]
    nearest = [_first(*each, len(segments)) for each in met]
    same = nearest[0][0] == nearest[1][0]
    for side in (0, 1):
        room, away = nearest[side]
        behind, further = _first(*_except(met[side], room), len(segments))
        takes = same & (behind != NOBODY) & ((side == 0) | (nearest[0][0] == room))
        nearest[side] = np.where(takes, behind, room), np.where(takes, further, away)
    return np.stack([n[0] for n in nearest], axis=1), nearest[0][1] + nearest[1][1]


def _probes(segments: Floats) -> npt.NDArray[np.object_]:
    """Return a line out of the middle of each segment to either side."""
    middle = (segments[:, :2] + segments[:, 2:]) / 2
    along = segments[:, 2:] - segments[:, :2]
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1e-12)[:, None]
    out = PROBE_M * normal
    ends = [[middle + 0.02 * reach, middle + reach] for reach in (out, -out)]
    return np.asarray(shapely.linestrings(np.array(ends).transpose(2, 0, 1, 3)), dtype=object)


Met = tuple[Ints, Ints, Floats]  # probe, room, how far off


def _met(
    segments: Floats, probes: npt.NDArray[np.object_], polygons: npt.NDArray[np.object_]
) -> Met:
    """Return the rooms that probes lie in, nearest first."""
    probe, room = shapely.STRtree(polygons).query(probes, predicate="intersects")
    middle = shapely.points((segments[:, :2] + segments[:, 2:]) / 2)
    part = shapely.intersection(probes[probe], polygons[room])
    away = shapely.distance(middle[probe], part)
    order = np.lexsort((room, away, probe))
    return probe[order].astype(np.int64), room[order].astype(np.int64), away[order]


def _except(met: Met, room: Ints) -> Met:
    other = met[1] != room[met[0]]
    return met[0][other], met[1][other], met[2][other]


def _first(probe: Ints, room: Ints, away: Floats, count: int) -> tuple[Ints, Floats]:
    """Return the first room that each of so many probes meets."""
    found, distance = np.full(count, NOBODY, dtype=np.int64), np.full(count, PROBE_M)
    first = np.unique(probe, return_index=True)[1]
    found[probe[first]], distance[probe[first]] = room[first], away[first]
    return found, distance


def _likeliest(ways: Ways, pairs: Ints, away: Floats) -> list[int]:
    """Return one way per door: between two rooms if there is one, nearest to both of them."""
    one_room = (pairs == NOBODY).any(axis=1)
    useless = pairs[:, 0] == pairs[:, 1]
    far = away > ALIKE_M + _least_of_door(ways.door, away)
    order = np.lexsort((np.arange(len(pairs)), far, one_room, useless, ways.door))
    first = order[np.unique(ways.door[order], return_index=True)[1]]
    return [int(i) for i in first if not useless[i]]


def _least_of_door(door: Ints, away: Floats) -> Floats:
    least = np.full(int(door.max(initial=-1)) + 1, np.inf)
    np.minimum.at(least, door, away)
    return least[door]


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
        kind=next(kind for kind in WALKED if kind in kinds),
    )
