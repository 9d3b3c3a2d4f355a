"""Faces of a plane graph: as GEOS finds them, and in the cases that are easily got wrong."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from cad_import.rooms.graph import GRID_M, graph_as_drawn
from cad_import.rooms.noding import noded_segments
from cad_import.rooms.plane import faces_of

Floats = npt.NDArray[np.float64]

places = st.integers(0, 6).map(float)
segments = st.lists(st.tuples(places, places, places, places), min_size=1, max_size=30)


def ring(*corners: tuple[float, float]) -> Floats:
    """Return the sides of a closed path, one row each."""
    return np.hstack([np.array(corners), np.roll(np.array(corners), -1, axis=0)])


def square(x: float, y: float, size: float) -> Floats:
    return ring((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def areas(*pieces: Floats) -> list[float]:
    found = faces_of(graph_as_drawn(np.vstack(pieces)))
    return sorted(round(float(area), 6) for area in shapely.area(found))


def as_words(faces: npt.NDArray[np.object_]) -> list[str]:
    return sorted(shapely.to_wkt(shapely.normalize(face), rounding_precision=4) for face in faces)


@settings(max_examples=200, deadline=None)
@given(segments)
def test_the_faces_are_those_that_geos_finds(rows: list[tuple[float, ...]]) -> None:
    pieces = noded_segments(np.array(rows), grid_m=GRID_M)

    found = faces_of(graph_as_drawn(pieces))

    expected = shapely.polygonize(shapely.linestrings(pieces.reshape(-1, 2, 2)))
    assert as_words(found) == as_words(shapely.get_parts(expected))


def test_an_island_is_cut_out_of_the_face_around_it() -> None:
    assert areas(square(0, 0, 10), square(4, 4, 2)) == [4.0, 96.0]


def test_an_island_that_touches_a_corner_is_cut_out_as_well() -> None:
    assert areas(square(0, 0, 10), ring((0, 0), (2, 1), (1, 2))) == [1.5, 98.5]


def test_an_island_within_an_island_is_cut_out_of_that_one_alone() -> None:
    assert areas(square(0, 0, 10), square(2, 2, 6), square(4, 4, 2)) == [4.0, 32.0, 64.0]


def test_a_bridge_between_two_squares_encloses_nothing() -> None:
    bridge = np.array([[1, 0.5, 5, 0.5]])

    assert areas(
        ring((0, 0), (1, 0), (1, 0.5), (1, 1), (0, 1)),
        ring((5, 0), (6, 0), (6, 1), (5, 1), (5, 0.5)),
        bridge,
    ) == [1.0, 1.0]


def test_a_long_dead_end_encloses_nothing() -> None:
    steps = np.arange(20.0)
    path = np.stack([steps, steps % 2, steps + 1, (steps + 1) % 2], axis=1)

    assert areas(path) == []
    assert areas(path, square(20, 0, 3)) == [9.0]
