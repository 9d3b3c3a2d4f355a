"""A small plan of a few rooms as SVG: the rooms in question filled, their edges measured.

scale     pixels a metre; the picture is as large as the rooms with some of what lies around
outward   the side of an edge on which its length is written
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import Final

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from registry.queries.floor_plans import DrawnFloor, DrawnRoom, Ring
from registry.reports.tokens import Colour

WIDTH, HEIGHT = 460, 300
AROUND_M = 3.2  # of the surroundings: enough for a corridor and the doors next to it
LETTER = 5.4  # how wide a digit of a length is, in pixels
OFF = 9.0  # how far a length stands from its edge, in pixels
SHORTEST: Final = 0.005  # m; what is shorter is a joint of two lines, not an edge
BARS = (10, 5, 2, 1)  # m
FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the drawing lies in the picture; north of the plan is up."""

    west: float
    north: float
    scale: float

    def at(self, point: Point) -> Point:
        """Return a point of the plan as a point of the picture."""
        return (point[0] - self.west) * self.scale, (self.north - point[1]) * self.scale


def small_plan(floor: DrawnFloor, colour: Colour, *, label: str) -> SafeString:
    """Return a floor's rooms in question with what lies around them, as an SVG."""
    subjects = [room for room in floor.rooms if room.is_subject]
    frame = _frame([point for room in subjects for point in room.rings[0]])
    others = [room for room in floor.rooms if not room.is_subject]
    inside = [
        *(
            _outline(room, frame, colour("neighbour"), colour("neighbour-line"), 1)
            for room in others
        ),
        *(_number(room, frame, colour("ink-faint")) for room in others),
        *(_outline(room, frame, colour("over"), colour("over-line"), 2) for room in subjects),
        *(_number(room, frame, colour("ink"), size=14) for room in subjects),
        *(_dimensions(room, frame, colour) for room in subjects),
        _bar(frame, colour),
    ]
    return format_html(
        '<svg class="small-plan" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" '
        'aria-label="{}"><rect width="{}" height="{}" fill="{}"/>{}</svg>',
        *(WIDTH, HEIGHT, label, WIDTH, HEIGHT, colour("circulation")),
        mark_safe("".join(inside)),  # each part is escaped where it is made
    )


def _frame(points: Sequence[Point]) -> Frame:
    """Return the frame that shows some points and what lies around them, as large as it can."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs) + 2 * AROUND_M, max(ys) - min(ys) + 2 * AROUND_M
    scale = min(WIDTH / wide, HEIGHT / high)
    return Frame(
        west=(max(xs) + min(xs)) / 2 - WIDTH / scale / 2,
        north=(max(ys) + min(ys)) / 2 + HEIGHT / scale / 2,
        scale=scale,
    )


def _path(rings: Iterable[Ring], frame: Frame) -> str:
    """Return outlines as the path of an SVG."""
    lines = ([frame.at(point) for point in ring[:-1]] for ring in rings)
    return " ".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + "Z" for line in lines)


def _outline(room: DrawnRoom, frame: Frame, fill: str, line: str, width: float) -> SafeString:
    return format_html(
        '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="{}"/>',
        *(_path(room.rings, frame), fill, line, width),
    )


def _number(room: DrawnRoom, frame: Frame, ink: str, *, size: int = 9) -> SafeString:
    """Return a room's number in the middle of it, or nothing where that lies outside."""
    corners = [frame.at(point) for point in room.rings[0]]
    x = (min(x for x, _ in corners) + max(x for x, _ in corners)) / 2
    y = (min(y for _, y in corners) + max(y for _, y in corners)) / 2
    if not (12 < x < WIDTH - 12 and 8 < y < HEIGHT - 8) or room.use == "circulation":
        return SafeString()
    return _text(x, y + size / 3, room.number, ink, size=size)


def _text(
    x: float, y: float, words: str, ink: str, *, size: float = 9, turn: float = 0
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" fill="{}" font-family="{}" font-size="{}" text-anchor="middle"{}>{}'
        "</text>",
        *(f"{x:.1f}", f"{y:.1f}", ink, FONT, size),
        mark_safe(f' transform="rotate({turn:.1f} {x:.1f} {y:.1f})"') if turn else "",
        words,
    )


# --- lengths ----------------------------------------------------------------------


def _dimensions(room: DrawnRoom, frame: Frame, colour: Colour) -> SafeString:
    """Return the number of every corner and the length of every edge beside it."""
    parts = []
    for ring, starts_at in zip(room.rings, _starts(room.rings), strict=True):
        for number, edge in enumerate(pairwise(ring), starts_at):
            parts += [_corner(edge[0], number, frame, colour)]
            parts += [_length(*edge, ring, frame, colour)]
    return format_html_join("", "{}", ((part,) for part in parts))


def _starts(rings: Sequence[Ring]) -> list[int]:
    """Return the number of each outline's first corner: they run on through the holes."""
    starts = [1]
    for ring in rings[:-1]:
        starts.append(starts[-1] + len(ring) - 1)
    return starts


def _corner(point: Point, number: int, frame: Frame, colour: Colour) -> SafeString:
    x, y = frame.at(point)
    return format_html(
        '<circle cx="{}" cy="{}" r="5.5" fill="{}" stroke="{}"/>{}',
        *(f"{x:.1f}", f"{y:.1f}", colour("surface"), colour("over-line")),
        _text(x, y + 2.6, str(number), colour("over-line"), size=7),
    )


def _length(one: Point, other: Point, ring: Ring, frame: Frame, colour: Colour) -> SafeString:
    """Return the length of an edge, along it, or across where the edge is too short for it."""
    metres = hypot(other[0] - one[0], other[1] - one[1])
    if metres < SHORTEST:
        return SafeString()
    words = f"{metres:.2f}"
    (ax, ay), (bx, by) = frame.at(one), frame.at(other)
    is_long = metres * frame.scale > len(words) * LETTER + 14
    out_x, out_y = _outward((ax, ay), (bx, by), _turns_left(ring))
    off = OFF if is_long else OFF + len(words) * LETTER / 2
    x, y = (ax + bx) / 2 + out_x * off, (ay + by) / 2 + out_y * off
    turn = _readable(degrees(atan2(by - ay, bx - ax)) + (0 if is_long else 90))
    return _text(x, y + 3 * (abs(turn) < 45), words, colour("over-line"), size=9.5, turn=turn)


def _turns_left(ring: Ring) -> bool:
    """Return whether an outline runs counter-clockwise on the plan."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) > 0


def _outward(one: Point, other: Point, turns_left: bool) -> Point:
    """Return the direction out of the room at an edge of the picture, one pixel long."""
    x, y = other[0] - one[0], other[1] - one[1]
    long = hypot(x, y) or 1.0
    return (-y / long, x / long) if turns_left else (y / long, -x / long)


def _readable(turn: float) -> float:
    """Return an angle at which words stand upright: between −90° and 90°."""
    turn = (turn + 180) % 360 - 180
    return turn - 180 if turn > 90 else turn + 180 if turn <= -90 else turn


def _bar(frame: Frame, colour: Colour) -> SafeString:
    """Return the bar that tells the scale."""
    metres = next((each for each in BARS if each * frame.scale < WIDTH / 4), BARS[-1])
    east, y = 12 + metres * frame.scale, HEIGHT - 12
    line = f"M12 {y - 4}V{y}H{east:.1f}V{y - 4}"
    return format_html(
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.2"/>{}',
        *(line, colour("ink-soft")),
        _text((12 + east) / 2, y - 4, escape(f"{metres} m"), colour("ink-soft"), size=8.5),
    )
