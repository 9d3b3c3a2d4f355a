"""Drawings of a made-up design institute whose layer names tell nothing by themselves."""

from __future__ import annotations

from pathlib import Path

import ezdxf
from ezdxf.layouts import Modelspace

WIDTH, DEPTH, WALL, CORRIDOR = 3600, 5400, 200, 2000  # mm
DOOR_AT, DOOR = 400, 1000
WITHOUT_DOOR = 4  # this office has an opening and no door
PRINTED_WRONG = 2  # this office's printed area is 1.50 m² too large


def offices_on_a_corridor(path: Path, *, west: int = 0) -> bytes:
    """Write a plan of six offices 301 to 306 and a corridor, and return the file's content.

    ::

        +---------------------------+   QT   wall faces
        |            走廊            |   MC   doors
        +-- --+-- --+-- --   -+-- --+   FJH  numbers, names, areas
        | 301 | 302 |   ...   | 306 |   JJ   furniture
        +-----+-----+---------+-----+   CC   dimensions
    """
    document = ezdxf.new("R2010")
    document.header["$INSUNITS"] = 4
    model = document.modelspace()
    long = 6 * (WIDTH + WALL) - WALL
    north = DEPTH + WALL + CORRIDOR
    _box(model, west - WALL, -WALL, west + long + WALL, north + WALL)
    doors = []
    for n in range(6):
        x = west + n * (WIDTH + WALL)
        doors.append(x + DOOR_AT)
        _office(model, x, 301 + n, has_door=n != WITHOUT_DOOR, wrong=n == PRINTED_WRONG)
    _corridor(model, west, west + long, doors)
    model.add_circle((west + 1800, 1500), 300, dxfattribs={"layer": "JJ"})
    _line(model, [(west, -2000), (west + 6000, -2000)], "CC")
    document.saveas(path)
    return path.read_bytes()


def _office(model: Modelspace, x: int, number: int, *, has_door: bool, wrong: bool) -> None:
    door, end, east = x + DOOR_AT, x + DOOR_AT + DOOR, x + WIDTH
    _line(model, [(end, DEPTH), (east, DEPTH), (east, 0), (x, 0), (x, DEPTH), (door, DEPTH)])
    for jamb in (door, end):
        _line(model, [(jamb, DEPTH), (jamb, DEPTH + WALL)])
    if has_door:
        _line(model, [(door, DEPTH), (door, DEPTH - DOOR)], "MC")
        model.add_arc((door, DEPTH), DOOR, 270, 360, dxfattribs={"layer": "MC"})
    area = WIDTH * DEPTH / 1e6 + (1.5 if wrong else 0)
    for row, words in enumerate((str(number), "办公室", f"{area:.2f}m²")):
        where = {"layer": "FJH", "insert": (x + 1300, 3000 - 500 * row)}
        model.add_text(words, height=300, dxfattribs=where)


def _corridor(model: Modelspace, west: int, east: int, doors: list[int]) -> None:
    south, north = DEPTH + WALL, DEPTH + WALL + CORRIDOR
    begin = west
    for door in doors:
        _line(model, [(begin, south), (door, south)])
        begin = door + DOOR
    _line(model, [(begin, south), (east, south), (east, north), (west, north), (west, south)])
    where = {"layer": "FJH", "insert": ((west + east) / 2, (south + north) / 2)}
    model.add_text("走廊", height=300, dxfattribs=where)


def _box(model: Modelspace, west: int, south: int, east: int, north: int) -> None:
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    _line(model, corners)


def _line(model: Modelspace, points: list[tuple[int, int]], layer: str = "QT") -> None:
    model.add_lwpolyline(points, dxfattribs={"layer": layer})
