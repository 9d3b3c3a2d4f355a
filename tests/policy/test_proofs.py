"""The proof of a finding: areas edge by edge, worked out by hand here."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from registry.policy import assess
from registry.policy.proofs import Happening, Proof, arithmetic_of, ring_of, room_of

from .campus import DAY, PACKS, facts_of, room, seat


def test_an_l_shaped_room_is_added_up_edge_by_edge() -> None:
    #  (0,4)---(2,4)
    #    |       |
    #    |     (2,3)---(6,3)
    #    |               |
    #  (0,0)-----------(6,0)
    outline = [(0, 0), (6, 0), (6, 3), (2, 3), (2, 4), (0, 4), (0, 0)]

    ring = ring_of(outline)

    assert [edge.cross for edge in ring.edges] == [0, 18, 12, 2, 8, 0]
    assert [edge.running for edge in ring.edges] == [0, 18, 30, 32, 40, 40]
    assert [edge.length for edge in ring.edges] == [6, 3, 4, 1, 2, 4]
    assert ring.area == 20


def test_the_other_way_round_gives_the_same_area() -> None:
    assert ring_of([(0, 0), (0, 3), (4, 3), (4, 0), (0, 0)]).area == 12


def test_a_column_inside_is_taken_away() -> None:
    square = [(0.0, 0.0), (5.0, 0.0), (5.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    column = [(1.0, 1.0), (1.5, 1.0), (1.5, 1.5), (1.0, 1.5), (1.0, 1.0)]

    measured = room_of(
        uid="r1",
        number="101",
        space="room",
        outline=[square, column],
        registered=Decimal("19.75"),
    )

    assert measured.area == Decimal("19.75")
    assert measured.agrees
    assert [ring.is_hole for ring in measured.rings] == [False, True]


@pytest.mark.parametrize(("registered", "agrees"), [("20", True), ("20.01", False)])
def test_an_area_that_the_edges_do_not_give_is_told(registered: str, agrees: bool) -> None:
    square = [(0.0, 0.0), (5.0, 0.0), (5.0, 4.0), (0.0, 4.0), (0.0, 0.0)]

    measured = room_of(
        uid="r1", number="101", space="room", outline=[square], registered=Decimal(registered)
    )

    assert measured.agrees is agrees


@given(
    st.floats(min_value=1, max_value=30),
    st.floats(min_value=1, max_value=30),
    st.floats(min_value=-200, max_value=200),
)
def test_the_printed_edges_give_the_area_that_geometry_gives(
    width: float, depth: float, at: float
) -> None:
    shape = shapely.affinity.rotate(shapely.box(at, at, at + width, at + depth), 31)

    measured = room_of(
        uid="r1",
        number="101",
        space="room",
        outline=[list(shape.exterior.coords)],
        registered=Decimal(repr(shape.area)),
    )

    assert measured.agrees
    assert abs(measured.area - Decimal(repr(shape.area))) < Decimal("0.02")


def test_a_proof_is_told_from_the_finding_alone() -> None:
    rooms = room("r1", "36"), room("r2", "4", counts_with="r1")
    said = assess(facts_of(*rooms, seat("甲", "M4"), seat("乙", "M5")), PACKS, DAY)
    found = said.findings[0]
    step = Happening(on=dt.date(2026, 7, 1), verb="detect", by="", reason="")

    proof = Proof(
        finding=found,
        rooms=(),
        arithmetic=arithmetic_of(found),
        history=(step,),
    )

    assert [(line.what, line.working, line.value) for line in proof.arithmetic] == [
        ("measured", "36 + 4", "40.00"),
        ("limit", "9 + 18", "27.00"),
        ("excess", "40 − 27", "13.00"),
        ("error", "GB/T 17986 II, confidence –", "0.33"),
        ("verdict", "", "over"),
    ]
    assert json.dumps(proof.as_json()) == json.dumps(proof.as_json())
    assert proof.as_json()["history"] == [
        {"on": "2026-07-01", "verb": "detect", "by": "", "reason": "", "document_no": ""}
    ]
