"""Walls drawn by hand and drawn twice: ends that miss each other by some millimetres still close a room."""

from __future__ import annotations

import numpy as np

from cad_import.drawing.entities import Hatch
from cad_import.rooms import rooms_of
from cad_import.rooms.faces import linked_graph
from cad_import.rooms.graph import noded_graph
from cad_import.rooms.plane import faces_of

from .builders import storey


def areas(*rows: tuple[float, float, float, float]) -> list[float]:
    """Return what straight pieces enclose once they were made to meet, in m²."""
    return [round(float(face.area), 1) for face in faces_of(linked_graph(np.array(rows)))]


def ends(*rows: tuple[float, float, float, float]) -> list[list[float]]:
    """Return where lines end after they were made to meet."""
    graph = linked_graph(np.array(rows))
    return sorted(np.round(graph.nodes[graph.loose], 3).tolist())


def test_a_little_piece_that_all_but_meets_the_corner_belongs_to_the_wall():
    #       |          a piece of 30 mm, 5 mm short of the corner
    #  | ---+------+
    #  |           |
    #  +-----------+
    walls = [(10, 3, 10, 0), (10, 0, 14, 0), (14, 0, 14, 3), (14, 3, 10.035, 3)]

    assert areas(*walls, (10.035, 3, 10.005, 3), (10.035, 3, 10.035, 3.4)) == [12.0]


def test_what_runs_past_a_corner_is_cut_off_there():
    #    |
    #  --+--------+    25 mm too far to the west, and to the north
    #    |        |
    walls = [(0, 3.025, 0, 0), (0, 0, 4, 0), (4, 0, 4, 3), (4, 3, -0.025, 3)]

    assert areas(*walls) == [12.0]
    assert ends(*walls) == []


def test_a_line_drawn_twice_ends_where_it_turns_back():
    #  =======>   two lines, a finger apart at one end, in one point at the other
    graph = noded_graph(np.array([(0, 0.02, 3, 0), (0, -0.02, 3, 0), (0, 0.02, 0, -0.02)]))

    assert graph.nodes[graph.loose].tolist() == [[3.0, 0.0]]


def test_a_jamb_ends_at_the_face_that_was_made_to_meet_it():
    #   jamb |
    #        +---  the face begins 3 mm beside the jamb and 2 mm above its end
    jamb, face = (1.0005, 0.2023, 1.0009, 0.0008), (1.0027, 0.0029, 1.1227, 0.003)

    assert ends(jamb, face) == [[1.0, 0.2], [1.125, 0.005]]


def test_a_wall_filled_in_strips_is_as_thick_as_they_are_together():
    #  ||||||   six fills of 20 mm side by side
    strips = [
        (x, 0.0, x + 0.02, 3.0) for k in (0.0, 4.12) for x in (k + 0.02 * n for n in range(6))
    ]
    lying = [(0.0, -0.2, 4.24, 0.0), (0.0, 3.0, 4.24, 3.2)]
    fills = tuple(
        Hatch(
            rings=(((w, s), (e, s), (e, n), (w, n)),),
            layer="WALL",
            handle="5",
            solid=True,
        )
        for w, s, e, n in (*strips, *lying)
    )

    found = rooms_of(storey([], hatches=fills))

    assert [round(room.area_m2, 2) for room in found.rooms] == [12.0]
