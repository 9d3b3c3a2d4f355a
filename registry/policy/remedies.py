"""What could be done about a finding, and what it costs in moves.

swap       以大调小   the occupants go to a free room that keeps their limit
exchange   互换       they and the occupants of another room change places; both then keep theirs
share      合用办公   colleagues move in until the limits of all add up to the room
partition  工程改造   a part of the room is walled off behind a door of its own
defer      暂缓备案   nothing moves; the deferral is approved and filed
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from enum import StrEnum
from itertools import pairwise
from math import hypot
from typing import Final

from registry.policy.proofs import MeasuredRoom

SQUARE: Final = 1e-3  # the cosine of a corner within 0.06° of a right angle: a drawn rectangle
CENTIMETRE: Final = Decimal("0.01")
NARROWEST_M: Final = Decimal("1.20")  # a part that can be entered and used for storage


class Way(StrEnum):
    """A way to put an office right."""

    SWAP = "swap"
    EXCHANGE = "exchange"
    SHARE = "share"
    PARTITION = "partition"
    VACATE = "vacate"
    HAND_BACK = "hand_back"
    DEFER = "defer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Another room that would serve, and how many people have to move."""

    way: Way
    room: str
    number: str
    building: str
    floor: str
    floor_id: int
    area: Decimal  # m²
    limit: Decimal | None  # m²: the limits of who sits there now
    people: int  # who sit there now
    moves: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """A straight wall that leaves a rectangular room within its limit."""

    wall: Decimal  # m: how long the wall is
    depth: Decimal  # m: how deep the part behind it
    split_off: Decimal  # m²
    left: Decimal  # m²

    @property
    def is_usable(self) -> bool:
        """Return whether the part split off can be entered and used."""
        return self.depth >= NARROWEST_M


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedies:
    """Everything that could be done about one finding."""

    candidates: tuple[Candidate, ...] = ()
    partition: Partition | None = None
    people: int = 0  # who sit in the room of the finding

    def by(self, way: str) -> tuple[Candidate, ...]:
        """Return the rooms that serve one way."""
        return tuple(each for each in self.candidates if each.way == way)


def partition_of(room: MeasuredRoom, *, excess: Decimal) -> Partition | None:
    """Return the wall across a rectangular room that takes the excess off it, or None.

    The wall runs along the shorter side and its depth is rounded up to the centimetre, so that
    what is left is never above the limit.
    """
    sides = _sides(room)
    if sides is None or not 0 < excess < room.area:
        return None
    short, long = sides
    depth = (excess / short).quantize(CENTIMETRE, rounding=ROUND_UP)
    if depth >= long:
        return None
    return Partition(
        wall=short.quantize(CENTIMETRE),
        depth=depth,
        split_off=depth * short,
        left=room.area - depth * short,
    )


def _sides(room: MeasuredRoom) -> tuple[Decimal, Decimal] | None:
    """Return the shorter and the longer side of a room that is a rectangle, or None."""
    if len(room.rings) != 1:
        return None
    corners = _turning(room.corners[0])
    if len(corners) != 4 or any(abs(_cosine(*three)) > SQUARE for three in _threes(corners)):
        return None
    lengths = [_length(one, other) for one, other in pairwise([*corners, corners[0]])]
    one, other = sorted((lengths[0], lengths[1]))
    return Decimal(str(round(one, 4))), Decimal(str(round(other, 4)))


Corner = tuple[float, float]


def _turning(corners: list[Corner]) -> list[Corner]:
    """Return the corners at which the outline turns."""
    return [at for before, at, after in _threes(corners) if _cosine(before, at, after) > -1 + 1e-6]


def _threes(corners: list[Corner]) -> list[tuple[Corner, Corner, Corner]]:
    """Return each corner between its neighbours."""
    return list(zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1], strict=True))


def _cosine(before: Corner, at: Corner, after: Corner) -> float:
    """Return the cosine of the angle at a corner: 0 when right, −1 when it does not turn."""
    one, other = (before[0] - at[0], before[1] - at[1]), (after[0] - at[0], after[1] - at[1])
    return (one[0] * other[0] + one[1] * other[1]) / (hypot(*one) * hypot(*other))


def _length(one: Corner, other: Corner) -> float:
    """Return how far two corners are apart."""
    return hypot(other[0] - one[0], other[1] - one[1])
