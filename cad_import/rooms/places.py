"""Where a room is said to be: a point inside it, and the words for it."""

from __future__ import annotations

from shapely.geometry import Polygon

from cad_import.drawing.entities import Point


def place_of(polygon: Polygon) -> Point:
    """Return a point inside a polygon."""
    inside = polygon.representative_point()
    return (float(inside.x), float(inside.y))


def place_words(point: Point) -> str:
    """Return a place as words.

    >>> place_words((12.3456, -7.0))
    '(12.35, -7.00)'
    """
    return f"({point[0]:.2f}, {point[1]:.2f})"
