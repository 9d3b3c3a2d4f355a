"""A small part of bench/fuzz_drawings: whatever the bytes, a report or a refusal comes out."""

from __future__ import annotations

from pathlib import Path

import ezdxf
import pytest

from bench.fuzz_drawings.running import bytes_of, outcome_of, run_chunk
from bench.fuzz_drawings.seeds import Seed, seeds

SEED = 7


@pytest.fixture(scope="module")
def known() -> tuple[Seed, ...]:
    return tuple(seed for seed in seeds() if seed.name.endswith(".dxf"))


def test_sound_seeds_are_what_is_broken(known: tuple[Seed, ...]):
    assert len(known) >= 9
    assert {seed.data[:2] for seed in known if "binary" in seed.name} == {b"Au"}


@pytest.mark.parametrize("first", [0, 60, 120])
def test_broken_drawings_are_read_or_refused(known: tuple[Seed, ...], first: int):
    results = run_chunk(range(first, first + 60), SEED, known)

    assert [result.case for result in results] == list(range(first, first + 60))
    assert {result.outcome for result in results} == {"read", "refused"}


def test_coordinates_that_geometry_gives_up_on_lose_no_reading(tmp_path: Path):
    document = ezdxf.new("R2010")
    for n in range(6):
        document.modelspace().add_line((0, n), (9e14, n), dxfattribs={"layer": "WALL"})
        document.modelspace().add_arc((1e14 * n, 0), 9e14, 0, 90, dxfattribs={"layer": "DOOR"})
    document.saveas(tmp_path / "plan.dxf")

    assert outcome_of(tmp_path / "plan.dxf") in {"read", "refused"}


def test_a_case_is_the_same_each_time(known: tuple[Seed, ...]):
    assert bytes_of(5, SEED, known) == bytes_of(5, SEED, known)
    assert bytes_of(5, SEED, known) != bytes_of(6, SEED, known)
