"""Doors: which two rooms each opening joins, where, and how wide it is.

Probe   a short line straight out of an opening's middle; the first room it meets lies behind it
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .joined import lowest_joined
from .polygons import polygons_of
from .values import Closure, Door, Evidence, RoomRead
from .vectors import are_same, dot

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

PROBE_M = 0.75  # through the thickest wall, plastered
NEAREST = 0.02  # of a probe is left out: there it may still be in the room it comes from
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
    pairs, away = _rooms_beside(ways.segments, polygons_of(rooms))
    picked = _likeliest(ways, pairs, away)
    if not len(picked):
        return ()
    segments, pair = ways.segments[picked], np.sort(pairs[picked], axis=1)[:, ::-1]
    kinds = np.array([WALKED.index(ways.kinds[i]) for i in picked], dtype=np.int64)
    opening = _openings(segments, pair)
    found = _doors(segments, kinds, pair, opening)
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
    ends = [[middle + NEAREST * reach, middle + reach] for reach in (out, -out)]
    return np.asarray(shapely.linestrings(np.array(ends).transpose(2, 0, 1, 3)), dtype=object)


Met = tuple[Ints, Ints, Floats]  # probe, room, how far off


def _met(
    segments: Floats, probes: npt.NDArray[np.object_], polygons: npt.NDArray[np.object_]
) -> Met:
    """Return the rooms that probes lie in, nearest first."""
    probe, room = shapely.STRtree(polygons).query(probes, predicate="intersects")
    starts = shapely.get_point(probes, 0)
    away = np.full(len(probe), NEAREST * PROBE_M)
    behind = ~shapely.covers(polygons[room], starts[probe])
    middle = shapely.points((segments[:, :2] + segments[:, 2:]) / 2)
    part = shapely.intersection(probes[probe[behind]], polygons[room[behind]])
    away[behind] = shapely.distance(middle[probe[behind]], part)
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


def _likeliest(ways: Ways, pairs: Ints, away: Floats) -> Ints:
    """Return one way per door: between two rooms if there is one, nearest to both of them."""
    one_room = (pairs[:, 0] == NOBODY) | (pairs[:, 1] == NOBODY)
    useless = pairs[:, 0] == pairs[:, 1]
    far = away > ALIKE_M + _least_of_door(ways.door, away)
    order = np.lexsort((np.arange(len(pairs)), far, one_room, useless, ways.door))
    first = order[np.unique(ways.door[order], return_index=True)[1]]
    return np.asarray(first[~useless[first]])


def _least_of_door(door: Ints, away: Floats) -> Floats:
    least = np.full(int(door.max(initial=-1)) + 1, np.inf)
    np.minimum.at(least, door, away)
    return least[door]


def _openings(segments: Floats, pair: Ints) -> Ints:
    """Return the opening each way belongs to: both faces and both leaves of a door are one.

    An opening is called by the first of its ways, from west to east.
    """
    order = np.lexsort(segments.T[::-1])
    sorted_segments, sorted_pair = segments[order], pair[order]
    later, earlier = _close_by(sorted_segments)
    alike = are_same(sorted_pair[later], sorted_pair[earlier])
    later, earlier = later[alike], earlier[alike]
    same = _are_same(sorted_segments[later], sorted_segments[earlier])
    first = lowest_joined(len(segments), later[same], earlier[same])
    found = np.empty(len(segments), dtype=np.int64)
    found[order] = order[first]
    return found


def _close_by(segments: Floats) -> tuple[Ints, Ints]:
    """Return the pairs of segments that may be ways of one opening, the later first."""
    low, high = (
        np.minimum(segments[:, :2], segments[:, 2:]),
        np.maximum(segments[:, :2], segments[:, 2:]),
    )
    boxes = shapely.box(*(low - PROBE_M).T, *(high + PROBE_M).T)
    one, other = shapely.STRtree(shapely.linestrings(segments.reshape(-1, 2, 2))).query(boxes)
    later = one > other
    return one[later].astype(np.int64), other[later].astype(np.int64)


def _are_same(one: Floats, other: Floats) -> npt.NDArray[np.bool_]:
    """Return which segments are faces or leaves of one opening."""
    along = one[:, 2:] - one[:, :2]
    width = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
    way = (along / width[:, None])[:, None]
    ends = other.reshape(-1, 2, 2) - one[:, None, :2]
    reach = (ends * way).sum(axis=2)
    aside = np.abs(ends[..., 1] * way[..., 0] - ends[..., 0] * way[..., 1]).max(axis=1)
    beside = (reach.max(axis=1) >= -APART_M) & (reach.min(axis=1) <= width + APART_M)
    return np.asarray(beside & (aside <= PROBE_M))


def _doors(segments: Floats, kinds: Ints, pair: Ints, opening: Ints) -> Iterator[Door]:
    """Yield the door of each opening: as wide as all its ways together, told by the surest."""
    length = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    order = np.lexsort((segments[:, 1], segments[:, 0], -length, opening))
    first = np.flatnonzero(np.append(True, opening[order][1:] != opening[order][:-1]))
    count = np.diff(np.append(first, len(order)))
    widest = segments[order[first]]
    way = (widest[:, 2:] - widest[:, :2]) / np.maximum(length[order[first]], 1e-12)[:, None]
    points, starts = segments[order].reshape(-1, 2), 2 * first
    reach = dot(points, np.repeat(way, 2 * count, axis=0))
    low, high = np.minimum.reduceat(points, starts), np.maximum.reduceat(points, starts)
    width = np.maximum.reduceat(reach, starts) - np.minimum.reduceat(reach, starts)
    surest = np.minimum.reduceat(kinds[order], first)
    columns = (pair[order[first]], (low + high) / 2, width, surest)
    for (higher, lower), (x, y), wide, kind in zip(*(c.tolist() for c in columns), strict=True):
        yield Door(
            rooms=(higher, None) if lower == NOBODY else (lower, higher),
            at=(x, y),
            width_mm=round(wide * 1000),
            kind=WALKED[kind],
        )
