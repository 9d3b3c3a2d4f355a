"""Which doubtful gaps are closed: those that part one room from another.

A gap with neither door nor window may be an opening in a wall or the open side of a space. What
lies on both sides tells: two labels that would otherwise share a space ask for it to be closed;
a corner without a label or a door of its own is part of the space it opens to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from .doors import NOBODY, WALKED, shapes_beside
from .graph import GRID_M
from .openings import BARE_OPENING_M, Closures

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SMALLEST_ROOM_M2 = 3.0  # what has no label and is smaller is a niche of the space it opens to


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Where labels stand, one row each, and which of them name a corridor, lobby or stair."""

    at: npt.NDArray[np.float64]
    circulation: Flags


def are_parting(closures: Closures, spaces: npt.NDArray[np.object_], labels: Marks) -> Flags:
    """Return which closures stand: all that are not doubtful, and the doubtful that part rooms."""
    stands = ~closures.doubtful
    if not len(spaces):
        return stands
    pairs, _away = shapes_beside(closures.segments, spaces)
    sides = _Sides(spaces, labels, pairs, _is_sure_way(closures))
    width = np.hypot(*(closures.segments[:, 2:] - closures.segments[:, :2]).T)
    doubtful = np.flatnonzero(closures.doubtful)
    for i in doubtful[np.argsort(-width[doubtful], kind="stable")].tolist():
        one, other = sides.whole(int(pairs[i, 0])), sides.whole(int(pairs[i, 1]))
        wide = bool(width[i] > BARE_OPENING_M + GRID_M)
        stands[i] = sides.are_rooms(one, other, wide=wide, slight=bool(closures.slight[i]))
        if not stands[i]:
            sides.merge(one, other)
    return stands


def _is_sure_way(closures: Closures) -> Flags:
    """Return which closures are doors or openings beyond doubt."""
    walked = np.array([each in WALKED for each in closures.evidence], dtype=bool)
    return np.asarray(walked & ~closures.doubtful)


class _Sides:
    """The spaces on both sides of openings, of which some turn out to be parts of one."""

    def __init__(
        self, spaces: npt.NDArray[np.object_], labels: Marks, pairs: Ints, sure: Flags
    ) -> None:
        self.parent = list(range(len(spaces)))
        self.area = shapely.area(spaces).tolist()
        self.labels = _labels_in(spaces, labels.at)
        self.corridor = _labels_in(spaces, labels.at[labels.circulation])
        self.has_door = [False] * len(spaces)
        self.beside: list[set[int]] = [set() for _space in spaces]
        for (one, other), certain in zip(pairs.tolist(), sure.tolist(), strict=True):
            if one != other:
                self._note_way(one, other, certain)

    def _note_way(self, one: int, other: int, certain: bool) -> None:
        for here, there in ((one, other), (other, one)):
            if here != NOBODY:
                self.has_door[here] |= certain
                self.beside[here] |= {there} - {NOBODY}

    def whole(self, space: int) -> int:
        """Return the space that a part belongs to."""
        while space != NOBODY and self.parent[space] != space:
            space = self.parent[space]
        return space

    def merge(self, one: int, other: int) -> None:
        """Make two spaces one."""
        if one == other or NOBODY in (one, other):
            return
        self.parent[other] = one
        self.area[one] += self.area[other]
        self.labels[one] += self.labels[other]
        self.corridor[one] += self.corridor[other]
        self.has_door[one] |= self.has_door[other]
        self.beside[one] |= self.beside[other]

    def are_rooms(self, one: int, other: int, *, wide: bool, slight: bool) -> bool:
        """Return whether a doubtful opening between two spaces parts rooms."""
        if one == other:
            return False
        if NOBODY in (one, other):
            return bool(self.labels[max(one, other)]) and not wide
        if self._is_passage(one) and self._is_passage(other) and not self._are_named(one, other):
            return False
        return all(self._stands_alone(each, strict=wide or slight) for each in (one, other))

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


def _labels_in(spaces: npt.NDArray[np.object_], labels: Floats) -> list[int]:
    held = [0] * len(spaces)
    if len(labels):
        found = shapely.STRtree(spaces).query(shapely.points(labels), predicate="within")[1]
        for space in found.tolist():
            held[space] += 1
    return held
