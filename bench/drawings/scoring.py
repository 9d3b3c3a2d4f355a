"""Rooms read against rooms that are there.

A room is right when it and the true one overlap by IOU of their union. Each room counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

IOU = 0.95
COUNTS = ("rooms", "read", "right", "numbers", "numbered", "names", "named", "printed",
          "with_print", "lost")  # fmt: skip
PRINTED_M2 = 0.011  # what rounding to two decimals may take
NEAR_M = 1.0  # a note this near to a room is about it


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A room as it was read."""

    polygon: Polygon
    number: str
    name: str
    confidence: float
    printed_m2: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """A room as it is; what a person could not read either is not asked for."""

    polygon: Polygon
    number: str
    name: str
    printed_m2: float | None = None


@dataclass(slots=True, kw_only=True)
class Score:
    """Counts that add up over plans."""

    rooms: int = 0
    read: int = 0
    right: int = 0
    numbers: int = 0
    numbered: int = 0
    names: int = 0
    named: int = 0
    printed: int = 0
    with_print: int = 0
    lost: int = 0
    errors: list[float] = field(default_factory=list)  # of area, as shares, over right rooms
    sure: list[tuple[float, bool]] = field(default_factory=list)  # confidence, and whether right
    missed: list[tuple[float, float]] = field(default_factory=list)
    false: list[tuple[float, float]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Add another plan's counts."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("errors", "sure", "missed", "false"):
            getattr(self, name).extend(getattr(other, name))

    @property
    def recall(self) -> float:
        """The share of true rooms that were read right."""
        return self.right / self.rooms if self.rooms else 1.0

    @property
    def precision(self) -> float:
        """The share of rooms read that are right."""
        return self.right / self.read if self.read else 1.0

    @property
    def number_accuracy(self) -> float:
        """The share of right rooms with a number that bear it."""
        return self.numbers / self.numbered if self.numbered else 1.0

    @property
    def name_accuracy(self) -> float:
        """The share of right rooms with a name that bear it."""
        return self.names / self.named if self.named else 1.0

    @property
    def printed_accuracy(self) -> float:
        """The share of right rooms with a printed area that bear it."""
        return self.printed / self.with_print if self.with_print else 1.0

    def right_at(self, least: float) -> float:
        """Return the share of right ones among rooms of at least some confidence."""
        sure = [right for confidence, right in self.sure if confidence >= least]
        return sum(sure) / len(sure) if sure else 1.0


def scored(
    there: Sequence[There],
    read: Sequence[Read],
    notes: Sequence[tuple[float, float]],
    *,
    iou: float = IOU,
) -> Score:
    """Return how rooms that were read compare with those that are there.

    >>> from shapely.geometry import box
    >>> one = There(polygon=box(0, 0, 4, 6), number="101", name="办公室")
    >>> same = Read(polygon=box(0, 0, 4, 6), number="101", name="", confidence=0.9)
    >>> found = scored([one], [same], [])
    >>> found.recall, found.precision, found.number_accuracy, found.name_accuracy
    (1.0, 1.0, 1.0, 0.0)
    """
    pairs = _pairs([t.polygon for t in there], [r.polygon for r in read], iou)
    score = Score(rooms=len(there), read=len(read), right=len(pairs))
    for one, other in pairs.items():
        true, seen = there[one], read[other]
        score.errors.append(abs(seen.polygon.area - true.polygon.area) / true.polygon.area)
        if true.number:
            score.numbered += 1
            score.numbers += seen.number == true.number
        if true.name:
            score.named += 1
            score.names += seen.name == true.name
        if true.printed_m2 is not None:
            score.with_print += 1
            score.printed += abs((seen.printed_m2 or 0) - true.printed_m2) < PRINTED_M2
    right = set(pairs.values())
    score.sure = [(room.confidence, n in right) for n, room in enumerate(read)]
    score.false = [_middle(room.polygon) for n, room in enumerate(read) if n not in right]
    places = shapely.points(np.array(notes).reshape(-1, 2)) if notes else np.array([])
    for n, true in enumerate(there):
        if n not in pairs:
            score.missed.append(_middle(true.polygon))
            score.lost += not _is_noted(true.polygon, read, places)
    return score


def _is_noted(true: Polygon, read: Sequence[Read], places: npt.NDArray[np.object_]) -> bool:
    """Return whether a note lies near a missed room, or on the space that was read in its place."""
    if not len(places):
        return False
    middle = true.representative_point()
    stead = [room.polygon for room in read if room.polygon.contains(middle)]
    return any(bool(shapely.dwithin(area, places, NEAR_M).any()) for area in (true, *stead))


def _pairs(there: Sequence[Polygon], read: Sequence[Polygon], iou: float) -> dict[int, int]:
    """Return which room read is which true one."""
    if not there or not read:
        return {}
    one, other = shapely.STRtree(there).query(read, predicate="intersects")
    first, second = np.array(there)[other], np.array(read)[one]
    shared = shapely.area(shapely.intersection(first, second))
    union = shapely.area(first) + shapely.area(second) - shared
    good = shared >= iou * union
    found: dict[int, int] = {}
    for true, seen in sorted(zip(other[good].tolist(), one[good].tolist(), strict=True)):
        if true not in found and seen not in found.values():
            found[true] = seen
    return found


def _middle(polygon: Polygon) -> tuple[float, float]:
    point = polygon.representative_point()
    return round(point.x, 2), round(point.y, 2)
