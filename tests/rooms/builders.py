"""Drawn plans in a few words: strokes and texts in metres, as the drawing reader gives them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from cad_import.drawing.entities import Arc, Hatch, Point, Storey, Stroke, Text


def line(*points: Point, layer: str = "WALL") -> Stroke:
    """Return an open path."""
    return Stroke(points=points, closed=False, layer=layer, source="LINE", handle="1")


def ring(*points: Point, layer: str = "WALL", handle: str = "2") -> Stroke:
    """Return a closed path."""
    return Stroke(points=points, closed=True, layer=layer, source="LWPOLYLINE", handle=handle)


def box(west: float, south: float, east: float, north: float, layer: str = "WALL") -> Stroke:
    """Return a closed rectangle."""
    return ring((west, south), (east, south), (east, north), (west, north), layer=layer)


def text(words: str, x: float, y: float, layer: str = "房间名", height: float = 0.3) -> Text:
    """Return a text whose middle is at a point."""
    return Text(
        text=words,
        at=(x, y),
        insertion=(x, y),
        height_m=height,
        rotation_deg=0.0,
        layer=layer,
        source="TEXT",
        handle="3",
    )


def swing(x: float, y: float, radius: float, start: float, layer: str = "DOOR") -> list[Stroke]:
    """Return a door hinged at a point: the leaf at `start`°, the swing 90° on from there."""
    angles = [math.radians(start + step * 7.5) for step in range(13)]
    path = tuple((x + radius * math.cos(a), y + radius * math.sin(a)) for a in angles)
    arc = Arc(centre=(x, y), radius_m=radius, start_deg=start, end_deg=start + 90)
    drawn = Stroke(points=path, closed=False, layer=layer, source="ARC", handle="4", arc=arc)
    return [line((x, y), path[0], layer=layer), drawn]


def storey(
    strokes: Iterable[Stroke], texts: Iterable[Text] = (), hatches: tuple[Hatch, ...] = ()
) -> Storey:
    """Return a storey of strokes, texts and fills."""
    return Storey(title="", strokes=tuple(strokes), texts=tuple(texts), hatches=hatches)


def two_offices() -> list[Stroke]:
    """Return two offices of 4 by 5 m, walls of 240 and 200, a door between them and one outside.

    ::

        +----------------------+
        | +--------++--------+ |
        | |        ||        | |
        | |  301   /    302  | |
        | |        ||        | |
        | +--/  ---++--------+ |
        +---/  ----------------+
    """
    return [
        line((1, 0), (0, 0), (0, 5), (4, 5), (4, 3)),
        line((4, 2.1), (4, 0), (1.9, 0)),
        line((4.2, 2.1), (4.2, 0), (8.2, 0), (8.2, 5), (4.2, 5), (4.2, 3)),
        line((1, -0.24), (-0.24, -0.24), (-0.24, 5.24), (8.44, 5.24), (8.44, -0.24), (1.9, -0.24)),
        line((1, 0), (1, -0.24)),
        line((1.9, 0), (1.9, -0.24)),
        *swing(1, 0, 0.9, 0),
        *swing(4, 2.1, 0.9, 90),
    ]


def labels_of_two_offices() -> list[Text]:
    """Return name, number and area of both offices on three layers."""
    return [
        text("办公室", 2, 3),
        text("301", 2, 2.5, layer="房间号"),
        text("20.00㎡", 2, 2, layer="房间面积"),
        text("会议室", 6, 3),
        text("302", 6, 2.5, layer="房间号"),
        text("20.00m2", 6, 2, layer="房间面积"),
    ]
