"""Sheets with plans, facades, frames and titles on them, as they are drawn for tests of storeys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ezdxf
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout

from cad_import.drawing import Drawing, read
from cad_import.pipeline import read_rooms

WALL, LABEL, TITLE = {"layer": "WALL"}, {"layer": "ROOM-NUM"}, {"layer": "TITLE"}
THICK = 240
DEEP, WIDE, HALL = 6000, 4000, 2000  # mm: a row of rooms on each side of a corridor


def plan(
    space: BaseLayout,
    x: float,
    y: float,
    *,
    storey: int = 1,
    rooms: int = 4,
    labels: bool = True,
) -> None:
    #   +----+----+----+----+
    #   | 105| 106| 107| 108|
    #   +-/--+-/--+-/--+-/--+
    #   |     corridor      |
    #   +----+----+----+----+   each room 4.00 × 6.00 inside, walls 240, doors 900
    #   | 101| 102| 103| 104|
    #   +----+----+----+----+
    pitch = WIDE + THICK
    length = rooms * pitch + THICK

    def box(west: float, south: float, east: float, north: float) -> None:
        space.add_lwpolyline(
            [(west, south), (east, south), (east, north), (west, north)],
            close=True,
            dxfattribs={"layer": "房间轮廓"},
        )

    space.add_lwpolyline(
        [(x, y), (x + length, y), (x + length, y + 15000), (x, y + 15000)],
        close=True,
        dxfattribs=WALL,
    )
    for row, low in enumerate((y + THICK, y + THICK + DEEP + 2 * THICK + HALL)):
        for n in range(rooms):
            west = x + THICK + n * pitch
            box(west, low, west + WIDE, low + DEEP)
            swing = low + DEEP if row == 0 else low
            space.add_arc((west + 500, swing), 900, 0, 90, dxfattribs={"layer": "DOOR"})
            space.add_line(
                (west + 500, swing), (west + 500, swing + 900), dxfattribs={"layer": "DOOR"}
            )
            if labels:
                number = str(100 * storey + row * rooms + n + 1)
                space.add_text(
                    number,
                    height=350,
                    dxfattribs={**LABEL, "insert": (west + 1500, low + 2500)},
                )


def caption(space: BaseLayout, words: str, x: float, y: float, *, height: float = 600) -> None:
    space.add_text(words, height=height, dxfattribs={**TITLE, "insert": (x, y)})
    space.add_line((x, y - 200), (x + 5000, y - 200), dxfattribs=TITLE)


def titled(space: BaseLayout, words: str, x: float, y: float, **more: Any) -> None:
    plan(space, x, y, **more)
    caption(space, words, x + 6000, y - 2500)


def facade(space: BaseLayout, words: str, x: float, y: float) -> None:
    space.add_line((x - 2000, y), (x + 20000, y))
    for storey in range(3):
        for n in range(5):
            west, low = x + n * 3500, y + 900 + storey * 3300
            space.add_lwpolyline(
                [(west, low), (west + 1500, low), (west + 1500, low + 1800), (west, low + 1800)],
                close=True,
            )
    caption(space, words, x + 6000, y - 2500)


def frame(space: BaseLayout, x: float, y: float, words: str = "", *, wide: float = 42000) -> None:
    for inset in (0, 500):
        space.add_lwpolyline(
            [
                (x + inset, y + inset),
                (x + wide - inset, y + inset),
                (x + wide - inset, y + 29700 - inset),
                (x + inset, y + 29700 - inset),
            ],
            close=True,
            dxfattribs={"layer": "TK"},
        )
    if words:
        east = x + wide - 500
        for row, label in enumerate(("图名", "图号", "比例", "日期")):
            low = y + 500 + row * 800
            space.add_line((east - 8000, low + 800), (east, low + 800), dxfattribs={"layer": "TK"})
            space.add_text(
                label, height=300, dxfattribs={"layer": "TK", "insert": (east - 7800, low + 200)}
            )
        space.add_line((east - 8000, y + 500), (east - 8000, y + 3700), dxfattribs={"layer": "TK"})
        space.add_line((east - 6000, y + 500), (east - 6000, y + 3700), dxfattribs={"layer": "TK"})
        space.add_text(
            words, height=350, dxfattribs={"layer": "TK", "insert": (east - 5500, y + 700)}
        )


Draw = Callable[[BaseLayout], None]


def saved(folder: Path, draw: Draw) -> Path:
    document: Document = ezdxf.new("R2010")
    draw(document.modelspace())
    document.saveas(folder / "sheet.dxf")
    return folder / "sheet.dxf"


def drawn(folder: Path, draw: Draw) -> Drawing:
    return read(saved(folder, draw), unit="mm")


def titles(drawing: Drawing) -> list[str]:
    return [storey.title for storey in drawing.storeys]


def codes(drawing: Drawing) -> list[str]:
    return [note.code for note in drawing.notes]


def numbers(folder: Path, draw: Draw) -> list[tuple[str, list[str]]]:
    """Return the rooms' numbers of each storey, in order."""
    reading = read_rooms(saved(folder, draw), unit="mm")
    return [
        (storey.title, sorted(room.number for room in storey.rooms if room.number))
        for storey in reading.storeys
    ]


def rooms_from(first: int) -> list[str]:
    return [str(first + n) for n in range(8)]
