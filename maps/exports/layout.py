"""Where things lie on a sheet of paper: everything in millimetres, y downwards.

window   the part of the sheet the plan is drawn in
sheet    one paper; a floor larger than the window is spread over several
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext_noop

from registry.errors import RegisterError

Point = tuple[float, float]

PAPERS = {"a4": (297.0, 210.0), "a3": (420.0, 297.0)}  # lying
SCALES = (50, 100, 150, 200, 250, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000)
BINDING, EDGE = 20.0, 8.0  # left edge for the binding, the others for the printer
COLUMN = 60.0  # title, north, legend, source
CLEAR = 5.0  # between the frame and the plan
MOST_SHEETS = 24


class TooManySheets(RegisterError):
    """A scale at which a floor would fill a stack of paper."""

    code = "too_many_sheets"
    message = gettext_noop(
        "At 1:%(scale)s this floor takes %(sheets)s sheets. Choose a smaller scale or larger paper."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """What is to be drawn, in metres of the plan."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: its size, and where the plan's metres lie on it."""

    width: float
    height: float
    scale: int
    number: int
    count: int
    west: float  # metres of the plan at the window's left edge
    north: float  # and at its upper edge

    @property
    def window(self) -> tuple[float, float, float, float]:
        """Return left, top, width and height of what the plan is drawn in."""
        return (
            BINDING,
            EDGE,
            self.width - BINDING - EDGE - COLUMN,
            self.height - 2 * EDGE,
        )

    @property
    def mm_per_m(self) -> float:
        """Return how long a metre is on the paper."""
        return 1000 / self.scale

    def at(self, point: Point) -> Point:
        """Return where a point of the plan lies on the paper."""
        left, top, _width, _height = self.window
        x, y = point
        return left + (x - self.west) * self.mm_per_m, top + (self.north - y) * self.mm_per_m


def sheets_for(extent: Extent, *, paper: str, scale: int | None) -> list[Sheet]:
    """Return the sheets that a floor takes; without a scale, the largest that fits one sheet."""
    lying = PAPERS[paper]
    standing = (lying[1], lying[0])
    if scale is None:
        return _largest(extent, [lying, standing])
    fewest = min((lying, standing), key=lambda size: _count(extent, size, scale))
    if (count := _count(extent, fewest, scale)) > MOST_SHEETS:
        raise TooManySheets(scale=str(scale), sheets=str(count))
    return list(_spread(extent, fewest, scale))


def _largest(extent: Extent, sizes: Sequence[Point]) -> list[Sheet]:
    fitting = ((s, size) for s in SCALES for size in sizes if _count(extent, size, s) == 1)
    scale, size = next(fitting, (SCALES[-1], sizes[0]))
    return list(_spread(extent, size, scale))


def _grid(extent: Extent, size: Point, scale: int) -> tuple[int, int]:
    """Return how many sheets stand side by side and one above the other."""
    across = (extent.east - extent.west) * 1000 / scale
    down = (extent.north - extent.south) * 1000 / scale
    wide = size[0] - BINDING - EDGE - COLUMN - 2 * CLEAR
    high = size[1] - 2 * EDGE - 2 * CLEAR
    # What a rounding error is over does not take another sheet.
    return max(1, ceil(across / wide - 1e-6)), max(1, ceil(down / high - 1e-6))


def _count(extent: Extent, size: Point, scale: int) -> int:
    columns, rows = _grid(extent, size, scale)
    return columns * rows


def _spread(extent: Extent, size: Point, scale: int) -> Iterator[Sheet]:
    """Yield the sheets from the upper left; together they stand centred on the floor."""
    columns, rows = _grid(extent, size, scale)
    wide = (size[0] - BINDING - EDGE - COLUMN) * scale / 1000
    high = (size[1] - 2 * EDGE) * scale / 1000
    clear = 2 * CLEAR * scale / 1000
    step_x, step_y = wide - clear, high - clear
    west = (extent.west + extent.east - (columns - 1) * step_x - wide) / 2
    north = (extent.north + extent.south + (rows - 1) * step_y + high) / 2
    for row in range(rows):
        for column in range(columns):
            yield Sheet(
                width=size[0],
                height=size[1],
                scale=scale,
                number=row * columns + column + 1,
                count=columns * rows,
                west=west + column * step_x,
                north=north - row * step_y,
            )
