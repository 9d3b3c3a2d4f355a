"""Doors as they are drawn: how each symbol would stand when shut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt
import shapely

from cad_import.drawing.entities import Stroke

from .doors import Ways
from .linework import LEAF_SLACK_M, is_swing, swing_row, touching
from .values import Evidence

NARROWEST_DOOR_M = 0.5  # a shorter symbol is a handle or a threshold
WIDEST_DOOR_M = 6.0  # a longer one is a folding wall


def ways_drawn(doors: Sequence[Stroke]) -> Ways:
    """Return each door of a drawing, shut: along either end of a swing, or along its symbol."""
    symbols: dict[int, list[Stroke]] = {}
    for stroke, symbol in zip(doors, touching(doors) if doors else (), strict=True):
        symbols.setdefault(symbol, []).append(stroke)
    chords = list(chain.from_iterable(map(_shut, symbols.values())))
    rows = [(number, chord) for number, group in enumerate(chords) for chord in group]
    kinds: list[Evidence] = ["door"] * len(rows)
    return Ways(
        segments=np.array([chord for _number, chord in rows], dtype=np.float64).reshape(-1, 4),
        kinds=tuple(kinds),
        door=np.array([number for number, _chord in rows], dtype=np.int64),
    )


def _shut(symbol: Sequence[Stroke]) -> Iterator[list[tuple[float, ...]]]:
    """Yield the ways each door of a symbol may be shut, the likelier first."""
    swings = [swing_row(stroke) for stroke in symbol if is_swing(stroke)]
    leaves = [np.array(stroke.points) for stroke in symbol if not is_swing(stroke)]
    for row in swings:
        chords = [row[:4], (*row[:2], *row[4:])]
        yield sorted(chords, key=lambda way: any(_runs_along(leaf, way) for leaf in leaves))
    if not swings:
        yield from _along(symbol)


def _runs_along(leaf: npt.NDArray[np.float64], chord: tuple[float, ...]) -> bool:
    """Return whether a stroke is a leaf drawn along a chord: mostly it is drawn open."""
    away = [np.hypot(*(leaf - np.array(end)).T).min() for end in (chord[:2], chord[2:])]
    return bool(max(away) <= LEAF_SLACK_M)


def _along(symbol: Sequence[Stroke]) -> Iterator[list[tuple[float, ...]]]:
    """Yield the long axis of a symbol without a swing."""
    points = shapely.multipoints(np.array([point for stroke in symbol for point in stroke.points]))
    box = shapely.oriented_envelope(points)
    if box.geom_type != "Polygon":
        ends = shapely.get_coordinates(box)
        middles = ends[[0, -1]]
    else:
        corners = np.asarray(box.exterior.coords)[:4]
        sides = [np.hypot(*(corners[1] - corners[0])), np.hypot(*(corners[2] - corners[1]))]
        long = 0 if sides[0] >= sides[1] else 1
        a, b, c, d = np.roll(corners, -long, axis=0)
        middles = np.array([(a + d) / 2, (b + c) / 2])
    if NARROWEST_DOOR_M <= float(np.hypot(*(middles[1] - middles[0]))) <= WIDEST_DOOR_M:
        yield [tuple(float(value) for value in middles.ravel())]
