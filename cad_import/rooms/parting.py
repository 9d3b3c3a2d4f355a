"""Which doubtful gaps are closed: those that part one room from another.

A gap with neither door nor window may be an opening in a wall or the open side of a space. What
lies on both sides tells: two labels that would otherwise share a space ask for it to be closed;
a corner without a label or a door of its own is part of the space it opens to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .doors import NOBODY, WALKED
from .graph import GRID_M
from .openings import BARE_OPENING_M, Closures
from .within import pairs_within

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

NICHE = -2  # a hollow of the wall: nobody can go on from there
BESIDE_M = 2 * GRID_M  # a face beside a closure begins this near to it

SMALLEST_ROOM_M2 = 3.0  # what has no label and is smaller is a niche of the space it opens to


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Where labels stand, one row each, and which are numbers or name a corridor or stair."""

    at: npt.NDArray[np.float64]
    number: Flags
    circulation: Flags


def are_parting(closures: Closures, faces: Shapes, is_space: Flags, labels: Marks) -> Flags:
    """Return which closures stand: all that are not doubtful, and the doubtful that part rooms."""
    stands = ~closures.doubtful
    ways = _ways(closures.segments, faces, is_space)
    sides = _Sides(faces, labels, ways, _is_sure_way(closures))
    width = np.hypot(*(closures.segments[:, 2:] - closures.segments[:, :2]).T)
    for i in _least_likely_first(closures, width):
        one, other = (sides.whole(each) for each in ways[i])
        wide = bool(width[i] > BARE_OPENING_M + GRID_M)
        strict = wide or bool(closures.slight[i]) or len(labels.at) > 0
        stands[i] = sides.are_rooms(one, other, wide=wide, strict=strict)
        if not stands[i]:
            sides.merge(one, other)
    return stands


def _ways(segments: Floats, faces: Shapes, is_space: Flags) -> list[tuple[int, int]]:
    """Return the two spaces each closure lies between, the reveal of a doorway being neither.

    NICHE stands for a hollow of the wall that nothing leads on from.
    """
    pairs = _faces_beside(segments, faces)
    through: dict[int, list[int]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        for face in pair:
            if face != NOBODY and not is_space[face]:
                through[face].append(i)
    return [
        (
            _behind(i, one, pairs, through, segments, is_space),
            _behind(i, other, pairs, through, segments, is_space),
        )
        for i, (one, other) in enumerate(pairs)
    ]


def _faces_beside(segments: Floats, faces: Shapes) -> list[tuple[int, int]]:
    """Return the faces on both sides of each closure."""
    middle = (segments[:, :2] + segments[:, 2:]) / 2
    along = segments[:, 2:] - segments[:, :2]
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-12)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None]
    sides = []
    for step in (BESIDE_M, -BESIDE_M):
        point, face = pairs_within(shapely.points(middle + step * normal), faces)
        found = np.full(len(segments), NOBODY, dtype=np.int64)
        found[point] = face
        sides.append(found.tolist())
    return list(zip(*sides, strict=True))


def _behind(
    closure: int,
    face: int,
    pairs: list[tuple[int, int]],
    through: Mapping[int, list[int]],
    segments: Floats,
    is_space: Flags,
) -> int:
    """Return the space a closure leads to: the face beside it, or what lies behind a reveal."""
    if face == NOBODY or is_space[face]:
        return face
    others = [i for i in through[face] if i != closure]
    if not others:
        return NICHE
    one, other = pairs[_most_parallel(closure, others, segments)]
    beyond = other if one == face else one
    return beyond if beyond == NOBODY or is_space[beyond] else NICHE


def _most_parallel(closure: int, others: Sequence[int], segments: Floats) -> int:
    """Return the closure that runs most like another: the far face of the same doorway."""
    if len(others) == 1:
        return others[0]
    way = segments[closure, 2:] - segments[closure, :2]
    across = segments[others][:, 2:] - segments[others][:, :2]
    sine = np.abs(way[0] * across[:, 1] - way[1] * across[:, 0])
    return others[int((sine / np.maximum(np.hypot(*across.T), 1e-12)).argmin())]


def _least_likely_first(closures: Closures, width: Floats) -> list[int]:
    """Return the doubtful closures: from a wall's end to a crossing wall first, the wide first.

    What one of them does not part is one space when the next is judged.
    """
    doubtful = np.flatnonzero(closures.doubtful)
    facing = np.array([closures.evidence[i] != "corner" for i in doubtful], dtype=bool)
    order = np.lexsort((-width[doubtful], facing))
    return [int(i) for i in doubtful[order]]


def _is_sure_way(closures: Closures) -> Flags:
    """Return which closures are doors or openings beyond doubt."""
    walked = np.array([each in WALKED for each in closures.evidence], dtype=bool)
    return np.asarray(walked & ~closures.doubtful)


class _Sides:
    """The spaces on both sides of openings, of which some turn out to be parts of one."""

    def __init__(
        self, spaces: Shapes, labels: Marks, ways: Sequence[tuple[int, int]], sure: Flags
    ) -> None:
        self.parent = list(range(len(spaces)))
        self.area = shapely.area(spaces).tolist()
        label, space = pairs_within(shapely.points(labels.at), spaces)
        count = len(spaces)
        self.labels = np.bincount(space, minlength=count).tolist()
        self.numbers = np.bincount(space[labels.number[label]], minlength=count).tolist()
        self.corridor = np.bincount(space[labels.circulation[label]], minlength=count).tolist()
        self.has_door = [False] * len(spaces)
        self.beside: list[set[int]] = [set() for _space in spaces]
        for (one, other), certain in zip(ways, sure.tolist(), strict=True):
            if one != other:
                self._note_way(one, other, certain)

    def _note_way(self, one: int, other: int, certain: bool) -> None:
        for here, there in ((one, other), (other, one)):
            if here >= 0:
                self.has_door[here] |= certain
                self.beside[here] |= {there} - {NOBODY, NICHE}

    def whole(self, space: int) -> int:
        """Return the space that a part belongs to."""
        while space >= 0 and self.parent[space] != space:
            space = self.parent[space]
        return space

    def merge(self, one: int, other: int) -> None:
        """Make two spaces one."""
        if one == other or min(one, other) < 0:
            return
        self.parent[other] = one
        self.area[one] += self.area[other]
        self.labels[one] += self.labels[other]
        self.numbers[one] += self.numbers[other]
        self.corridor[one] += self.corridor[other]
        self.has_door[one] |= self.has_door[other]
        self.beside[one] |= self.beside[other]

    def are_rooms(self, one: int, other: int, *, wide: bool, strict: bool) -> bool:
        """Return whether a doubtful opening between two spaces parts rooms."""
        if one == other or NICHE in (one, other):
            return False
        if NOBODY in (one, other):
            return bool(self.labels[max(one, other)]) and not wide
        if self._are_one_label(one, other):
            return False
        if self._is_passage(one) and self._is_passage(other) and not self._are_named(one, other):
            return False
        return all(self._stands_alone(each, strict=strict) for each in (one, other))

    def _are_one_label(self, one: int, other: int) -> bool:
        """Return whether one space holds only numbers and the other only names: they are one's."""
        return any(
            self.numbers[a] == self.labels[a] > 0 == self.numbers[b] < self.labels[b]
            for a, b in ((one, other), (other, one))
        )

    def _are_named(self, one: int, other: int) -> bool:
        return bool(self.labels[one] and self.labels[other])

    def _is_passage(self, space: int) -> bool:
        """Return whether a space is named a corridor, or is not named: they run on openly."""
        return bool(self.corridor[space]) or not self.labels[space]

    def _stands_alone(self, space: int, *, strict: bool) -> bool:
        """Return whether a space is a room by itself.

        It is when it is labelled, when it is large and has a door of its own, or when several
        labelled rooms open to it: it belongs to none of them then.
        """
        if self.labels[space] or self.area[space] < SMALLEST_ROOM_M2:
            return bool(self.labels[space])
        return (self.has_door[space] and not strict) or self._joins_rooms(space)

    def _joins_rooms(self, space: int) -> bool:
        around = {self.whole(each) for each in self.beside[space]} - {space}
        return sum(bool(self.labels[each]) for each in around) >= 2
