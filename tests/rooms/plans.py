"""Small plans for tests: strokes and texts written as a draughtsman would draw them."""

from __future__ import annotations

import math

from cad_import.drawing import Arc, Storey, Stroke, Text

Point = tuple[float, float]


def line(start: Point, end: Point, layer: str = "WALL") -> Stroke:
    return Stroke(points=(start, end), closed=False, layer=layer, source="LINE", handle="1")


def ring(*points: Point, layer: str = "ROOM") -> Stroke:
    return Stroke(points=points, closed=True, layer=layer, source="LWPOLYLINE", handle="2")


def box(west: float, south: float, east: float, north: float, layer: str = "ROOM") -> Stroke:
    return ring((west, south), (east, south), (east, north), (west, north), layer=layer)


def sides(west: float, south: float, east: float, north: float, layer: str = "WALL") -> list[Stroke]:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [line(a, b, layer) for a, b in zip(corners, corners[1:], strict=False)]


def swing(hinge: Point, leaf: float, start_deg: float, layer: str = "DOOR") -> list[Stroke]:
    """A quarter swing and its open leaf; the closed leaf lies where the arc starts."""
    spots = [
        (
            hinge[0] + leaf * math.cos(math.radians(start_deg + n * 9)),
            hinge[1] + leaf * math.sin(math.radians(start_deg + n * 9)),
        )
        for n in range(11)
    ]
    arc = Arc(centre=hinge, radius_m=leaf, start_deg=start_deg, end_deg=start_deg + 90)
    return [
        Stroke(points=tuple(spots), closed=False, layer=layer, source="ARC", handle="3", arc=arc),
        line(hinge, spots[-1], layer),
    ]


def text(words: str, at: Point, layer: str = "TEXT", height: float = 0.3) -> Text:
    return Text(
        text=words,
        at=at,
        insertion=at,
        height_m=height,
        rotation_deg=0,
        layer=layer,
        source="TEXT",
        handle=f"T{words}",
    )


def storey(strokes: list[Stroke], texts: list[Text] = []) -> Storey:  # noqa: B006 - never changed
    return Storey(title="plan", strokes=tuple(strokes), texts=tuple(texts))


def two_rooms_and_a_door() -> list[Stroke]:
    """Two rooms of 4 × 3 in walls of 0.2 with a door of 0.9 between them.

        +--------------------+
        | +-------+ +------+ |
        | |       | |      | |
        | |         \\     | |
        | |       | |      | |
        | +-------+ +------+ |
        +--------------------+
    """
    left_broken = [line((4.2, 0.2), (4.2, 1.0)), line((4.2, 1.9), (4.2, 3.2))]
    right_broken = [line((4.4, 0.2), (4.4, 1.0)), line((4.4, 1.9), (4.4, 3.2))]
    jambs = [line((4.2, 1.0), (4.4, 1.0)), line((4.2, 1.9), (4.4, 1.9))]
    return [
        *sides(0, 0, 8.6, 3.4),
        line((0.2, 0.2), (4.2, 0.2)),
        line((0.2, 3.2), (4.2, 3.2)),
        line((0.2, 0.2), (0.2, 3.2)),
        line((4.4, 0.2), (8.4, 0.2)),
        line((4.4, 3.2), (8.4, 3.2)),
        line((8.4, 0.2), (8.4, 3.2)),
        *left_broken,
        *right_broken,
        *jambs,
        *swing((4.4, 1.0), 0.9, 0),
    ]
