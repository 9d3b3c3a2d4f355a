"""Bulges and arcs to points, within a stated sagitta."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

Point = tuple[float, float]
LEAST_STEPS_PER_TURN = 16  # a circle is never coarser, however small
MOST_STEPS = 4096  # enough for a millimetre on a turn of 3 km radius; nothing built is larger


def arc_points(
    centre: Point, radius: float, start_deg: float, end_deg: float, *, sagitta: float
) -> list[Point]:
    """Return points on an arc, both ends included, no further from it than the sagitta.

    >>> [(round(x, 3), round(y, 3)) for x, y in arc_points((0, 0), 1, 0, 90, sagitta=1)]
    [(1.0, 0.0), (0.924, 0.383), (0.707, 0.707), (0.383, 0.924), (0.0, 1.0)]
    """
    sweep = (end_deg - start_deg) % 360 or 360.0
    steps = steps_of(radius, sweep, sagitta)
    x, y = centre
    return [(x + dx, y + dy) for dx, dy in _turned(radius, start_deg, sweep, steps)]


@lru_cache(maxsize=1024)
def _turned(radius: float, start_deg: float, sweep_deg: float, steps: int) -> tuple[Point, ...]:
    """Return an arc's points as seen from its centre; the doors of a plan are few arcs, often drawn."""
    first, step = math.radians(start_deg), math.radians(sweep_deg) / steps
    angles = [first + step * n for n in range(steps + 1)]
    return tuple((radius * math.cos(angle), radius * math.sin(angle)) for angle in angles)


def steps_of(radius: float, sweep_deg: float, sagitta: float) -> int:
    """Return into how many chords an arc is cut to stay within a sagitta."""
    if radius <= 0:
        return 1
    ratio = max(-1.0, min(1.0, 1.0 - sagitta / radius))
    fine = 2 * math.degrees(math.acos(ratio)) or 360.0
    steps = math.ceil(sweep_deg / min(fine, 360.0 / LEAST_STEPS_PER_TURN))
    return min(max(steps, 1), MOST_STEPS)


def bulge_points(start: Point, end: Point, bulge: float, *, sagitta: float) -> list[Point]:
    """Return points on a polyline's bulged segment, without its end.

    A bulge is the tangent of a quarter of the arc's angle, positive when it turns left.
    """
    chord = math.dist(start, end)
    if chord == 0 or bulge == 0:
        return [start]
    angle = 4 * math.atan(bulge)
    radius = chord / (2 * math.sin(abs(angle) / 2)) if math.sin(abs(angle) / 2) else chord
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    offset = chord / 2 / math.tan(angle / 2) if math.tan(angle / 2) else 0.0
    left = ((start[1] - end[1]) / chord, (end[0] - start[0]) / chord)
    centre = (middle[0] + left[0] * offset, middle[1] + left[1] * offset)
    first = math.atan2(start[1] - centre[1], start[0] - centre[0])
    steps = steps_of(radius, abs(math.degrees(angle)), sagitta)
    return [
        (
            centre[0] + radius * math.cos(first + angle * n / steps),
            centre[1] + radius * math.sin(first + angle * n / steps),
        )
        for n in range(steps)
    ]


def path_points(
    points: Sequence[Point], bulges: Sequence[float] | None, *, closed: bool, sagitta: float
) -> list[Point]:
    """Return a polyline's points with its bulges flattened; a closed one ends before its start."""
    if bulges is None or not any(bulges):
        return list(points)
    ends = [*points[1:], points[0]] if closed else list(points[1:])
    path = [
        point
        for start, end, bulge in zip(points, ends, bulges, strict=False)
        for point in bulge_points(start, end, bulge, sagitta=sagitta)
    ]
    return path if closed else [*path, points[-1]]
