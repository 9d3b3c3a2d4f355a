"""A parcel as it is drawn on its page: corners with their names, lengths, neighbours, buildings.

Ring        界线   corners in metres, east and north, in order; the last leads to the first
GroundPlan  宗地图  the same as paths and labels in a picture whose longer side is 100, y downwards
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIDE = 100.0  # of the parcel's longer side in the picture
MARGIN = 16.0  # for names and what lies around
NAME_OUT, LENGTH_IN = 5.0, 8.0  # how far from the line names stand outside, lengths inside
MOST_LENGTHS = 24  # more edges than that are a curve: lengths would hide it

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word and where it stands."""

    text: str
    x: float
    y: float
    at: tuple[float, float] | None = None  # the corner it names


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An outline and what it is called."""

    path: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundPlan:
    """Everything that is drawn of a parcel."""

    own: str
    corners: Sequence[Label]
    lengths: Sequence[Label]
    near: Sequence[Shape]
    houses: Sequence[Shape]
    view: str  # the view box


def area_m2(ring: Ring) -> float:
    """Return the area that a ring encloses.

    >>> area_m2([(0, 0), (4, 0), (4, 3), (0, 3)])
    12.0
    """
    turned = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x * after_y - after_x * y for (x, y), (after_x, after_y) in turned)) / 2


def ground_plan(
    ring: Ring,
    *,
    names: Sequence[str] = (),
    lengths: Sequence[str] = (),
    near: Iterable[tuple[str, Ring]] = (),
    houses: Iterable[tuple[str, Ring]] = (),
) -> GroundPlan | None:
    """Return the picture of a parcel, or None without corners to draw.

    >>> plan = ground_plan([(0, 0), (4, 0), (4, 2), (0, 2)], names=["J1", "J2", "J3", "J4"])
    >>> plan.own, plan.view, plan.corners[0].at
    ('M 0.0 50.0 L 100.0 50.0 L 100.0 0.0 L 0.0 0.0 Z', '-16 -16 132.0 82.0', (0.0, 50.0))
    """
    if len(ring) < 3:
        return None
    west, north = min(x for x, _ in ring), max(y for _, y in ring)
    wide, tall = max(x for x, _ in ring) - west, north - min(y for _, y in ring)
    scale = SIDE / (max(wide, tall) or 1.0)

    def drawn(points: Ring) -> list[tuple[float, float]]:
        return [(round((x - west) * scale, 2), round((north - y) * scale, 2)) for x, y in points]

    own = drawn(ring)
    box = (round(wide * scale + 2 * MARGIN, 2), round(tall * scale + 2 * MARGIN, 2))
    return GroundPlan(
        own=_path(own),
        corners=_corners(own, names),
        lengths=_lengths(own, lengths) if len(lengths) <= MOST_LENGTHS else (),
        near=[_shape(text, drawn(points), box) for text, points in near],
        houses=[_shape(text, drawn(points), box) for text, points in houses],
        view=f"-{MARGIN:.0f} -{MARGIN:.0f} {box[0]} {box[1]}",
    )


def _path(points: Ring) -> str:
    return f"M {' L '.join(f'{x} {y}' for x, y in points)} Z"


def _middle(points: Ring) -> tuple[float, float]:
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def _outward(x: float, y: float, middle: tuple[float, float], by: float) -> tuple[float, float]:
    """Return a place a little further from the middle."""
    east, south = x - middle[0], y - middle[1]
    length = (east * east + south * south) ** 0.5 or 1.0
    return round(x + east / length * by, 2), round(y + south / length * by, 2)


def _corners(own: Ring, names: Sequence[str]) -> list[Label]:
    middle = _middle(own)
    found = []
    for (x, y), name in zip(own, names, strict=False):
        label = _outward(x, y, middle, NAME_OUT)
        found.append(Label(text=name, x=label[0], y=label[1], at=(x, y)))
    return found


def _lengths(own: Ring, lengths: Sequence[str]) -> list[Label]:
    """Return the length of each edge at its middle, inside the parcel."""
    middle = _middle(own)
    found = []
    for (x, y), (to_x, to_y), text in zip(own, [*own[1:], *own[:1]], lengths, strict=False):
        label = _outward((x + to_x) / 2, (y + to_y) / 2, middle, -LENGTH_IN)
        found.append(Label(text=text, x=label[0], y=label[1]))
    return found


def _shape(text: str, points: Ring, box: tuple[float, float]) -> Shape:
    """Return a shape with its name in the part of it that is in the picture."""
    inside = [
        (min(max(x, -MARGIN), box[0] - MARGIN), min(max(y, -MARGIN), box[1] - MARGIN))
        for x, y in points
    ]
    x, y = _middle(inside)
    return Shape(path=_path(points), label=Label(text=text, x=round(x, 2), y=round(y, 2)))
