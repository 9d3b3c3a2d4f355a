"""What holds for every plan: rooms do not overlap, and how a line was drawn does not matter."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon

from cad_import.drawing.entities import Point, Stroke
from cad_import.rooms import RoomRead, rooms_of

from .builders import box, labels_of_two_offices, line, storey, two_offices

cuts = st.lists(st.integers(1, 9), unique=True, max_size=4).map(sorted)
FEW = settings(max_examples=40, deadline=None)


def grid(across: list[int], up: list[int]) -> list[Stroke]:
    """Return a floor of 10 by 10 m with full-length partitions."""
    return [
        box(0, 0, 10, 10),
        *(line((x, 0), (x, 10)) for x in across),
        *(line((0, y), (10, y)) for y in up),
    ]


def shape(room: RoomRead) -> Polygon:
    return Polygon(room.polygon, room.holes)


def facts(rooms: tuple[RoomRead, ...]) -> list[tuple[str | None, float]]:
    return [(room.number, round(room.area_m2, 6)) for room in rooms]


@FEW
@given(cuts, cuts)
def test_rooms_never_overlap_and_fill_the_floor(across: list[int], up: list[int]) -> None:
    rooms = rooms_of(storey(grid(across, up))).rooms

    assert all(shape(a).intersection(shape(b)).area < 1e-9 for a, b in combinations(rooms, 2))
    assert abs(sum(room.area_m2 for room in rooms) - 100.0) < 1e-6


@FEW
@given(st.integers(0, 10_000))
def test_the_order_of_entities_does_not_matter(seed: int) -> None:
    strokes = two_offices()
    random.Random(seed).shuffle(strokes)

    found = rooms_of(storey(strokes, labels_of_two_offices()))

    assert facts(found.rooms) == [("301", 20.0), ("302", 20.0)]


@FEW
@given(st.floats(-9e5, 9e5), st.floats(-9e5, 9e5))
def test_where_a_plan_lies_does_not_matter(dx: float, dy: float) -> None:
    strokes = [_moved(stroke, dx, dy) for stroke in two_offices()]
    labels = [
        replace(label, at=(label.at[0] + dx, label.at[1] + dy)) for label in labels_of_two_offices()
    ]

    found = rooms_of(storey(strokes, labels))

    assert [(number, round(area, 3)) for number, area in facts(found.rooms)] == [
        ("301", 20.0),
        ("302", 20.0),
    ]


def _moved(stroke: Stroke, dx: float, dy: float) -> Stroke:
    points = tuple((x + dx, y + dy) for x, y in stroke.points)
    arc = stroke.arc
    moved = arc and replace(arc, centre=(arc.centre[0] + dx, arc.centre[1] + dy))
    return replace(stroke, points=points, arc=moved)


@FEW
@given(st.floats(0.05, 0.95))
def test_a_line_split_in_two_is_the_same_line(share: float) -> None:
    strokes = [piece for stroke in two_offices() for piece in _split(stroke, share)]

    found = rooms_of(storey(strokes, labels_of_two_offices()))

    assert [(number, round(area, 3)) for number, area in facts(found.rooms)] == [
        ("301", 20.0),
        ("302", 20.0),
    ]


def _split(stroke: Stroke, share: float) -> list[Stroke]:
    if stroke.layer != "WALL":
        return [stroke]
    pieces = []
    for (x, y), (u, v) in pairwise(stroke.points):
        middle = (x + share * (u - x), y + share * (v - y))
        pieces += [line((x, y), middle), line(middle, (u, v))]
    return pieces


@FEW
@given(st.floats(0, 360))
def test_how_a_plan_is_turned_does_not_matter(degrees: float) -> None:
    strokes = [_turned(stroke, degrees) for stroke in two_offices()]
    labels = [
        replace(label, at=_turn(label.at, degrees), insertion=_turn(label.at, degrees))
        for label in labels_of_two_offices()
    ]

    found = rooms_of(storey(strokes, labels))

    assert [(number, round(area, 3)) for number, area in facts(found.rooms)] == [
        ("301", 20.0),
        ("302", 20.0),
    ]


def _turn(point: Point, degrees: float) -> Point:
    angle = math.radians(degrees)
    x, y = point
    return (
        x * math.cos(angle) - y * math.sin(angle),
        x * math.sin(angle) + y * math.cos(angle),
    )


def _turned(stroke: Stroke, degrees: float) -> Stroke:
    arc = stroke.arc
    turned = arc and replace(
        arc,
        centre=_turn(arc.centre, degrees),
        start_deg=(arc.start_deg + degrees) % 360,
        end_deg=(arc.end_deg + degrees) % 360,
    )
    points = tuple(_turn(point, degrees) for point in stroke.points)
    return replace(stroke, points=points, arc=turned)


@FEW
@given(cuts, cuts)
def test_rooms_walls_and_residue_make_the_floor(across: list[int], up: list[int]) -> None:
    balance = rooms_of(storey(grid(across, up))).balance

    assert abs(balance.outline_m2 - 100.0) < 1e-6
    assert abs(balance.rooms_m2 + balance.walls_m2 + balance.residue_m2 - balance.outline_m2) < 1e-9
