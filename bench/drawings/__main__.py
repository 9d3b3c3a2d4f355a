"""python -m bench.drawings [--quick] [--style NAME] [--rooms N] [--seed S] [--keep DIR] [-v]."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ezdxf
from shapely.geometry import Polygon

from bench.machine import machine
from cad_import.apart import read_apart
from cad_import.drawing import DrawingError

from .drawing import drawn
from .peers import Figure, peer_figures
from .scoring import Read, Score, There, scored
from .styles import STYLES, Style

ROOMS, QUICK_ROOMS = (20, 60, 120, 500), (20,)
SPEED_ROOMS, QUICK_SPEED_ROOMS = (500, 5000), (100, 500)
ROUNDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One style over its plans."""

    style: Style
    score: Score
    seconds: float
    peak_mb: float


def main() -> int:
    """Print the scoreboard, and last one JSON object."""
    options = _options()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        chosen = [s for s in STYLES if options.style in (None, s.name)]
        sizes = (options.rooms,) if options.rooms else QUICK_ROOMS if options.quick else ROOMS
        results = [_result(style, sizes, options.seed, keep) for style in chosen]
        _print(results, verbose=options.verbose)
        figures = _figures(results)
        if options.style is None:
            speed = QUICK_SPEED_ROOMS if options.quick else SPEED_ROOMS
            rounds = 1 if options.quick else ROUNDS
            figures |= _speed(speed, keep, rounds=rounds)
            for rooms in speed:
                _print_peers(peer_figures(rooms, keep, rounds=rounds))
    print(json.dumps(figures, ensure_ascii=False))
    return 0


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.drawings", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--style", default=None)
    parser.add_argument("--rooms", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None, help="keep the drawings here")
    parser.add_argument("-v", "--verbose", action="store_true", help="tell missed and false rooms")
    return parser.parse_args()


def _result(style: Style, sizes: tuple[int, ...], seed: int, folder: Path) -> Result:
    total, seconds, peak = Score(), 0.0, 0.0
    for rooms in sizes:
        path = folder / f"{style.name.replace(' ', '_')}_{rooms}.dxf"
        there, _floor = drawn(style, rooms, seed, path)
        start = time.perf_counter()
        try:
            report = read_apart(path)
        except DrawingError as refusal:
            print(f"{path.name}: {refusal}")
            report = {"storeys": [], "notes": [], "peak_memory_mb": 0.0}
        seconds += time.perf_counter() - start
        peak = max(peak, report["peak_memory_mb"])
        total.add(_scored(there, report))
    return Result(style=style, score=total, seconds=seconds, peak_mb=peak)


def _scored(there: Sequence[There], report: dict[str, Any]) -> Score:
    """Return how the rooms of a reading compare with those that are there."""
    read = [
        Read(
            polygon=Polygon(room["polygon"], room["holes"]),
            number=room["number"] or "",
            name=room["name"] or "",
            confidence=room["confidence"],
            printed_m2=room["printed_area_m2"],
        )
        for storey in report["storeys"]
        for room in storey["rooms"]
    ]
    places = [(n["at"][0], n["at"][1]) for n in report["notes"] if n["at"]]
    return scored(there, read, places)


def _print(results: list[Result], *, verbose: bool) -> None:
    print(f"{'style':24}{'rooms':>6}{'recall':>8}{'precis.':>8}{'number':>8}{'name':>8}"
          f"{'print':>7}{'area p95 %':>11}{'lost':>6}{'≥0.9':>7}{'s':>7}{'MB':>6}")  # fmt: skip
    for result in results:
        score = result.score
        errors = sorted(score.errors)
        p95 = 100 * errors[int(0.95 * (len(errors) - 1))] if errors else 0.0
        print(f"{result.style.name:24}{score.rooms:6}{score.recall:8.3f}{score.precision:8.3f}"
              f"{score.number_accuracy:8.3f}{score.name_accuracy:8.3f}"
              f"{score.printed_accuracy:7.3f}{p95:11.3f}{score.lost:6}"
              f"{score.right_at(0.9):7.3f}{result.seconds:7.2f}{result.peak_mb:6.0f}")  # fmt: skip
        if verbose:
            print(f"    missed: {score.missed[:12]}\n    false: {score.false[:12]}")


def _print_peers(figures: list[Figure]) -> None:
    for each in figures:
        print(f"{each.peer:40}{each.style:16}{each.rooms:6} rooms{each.seconds:8.2f} s"
              f"  rooms right {each.recall:.3f}")  # fmt: skip


def _figures(results: list[Result]) -> dict[str, object]:
    total = Score()
    for result in results:
        total.add(result.score)
    return {
        "recall": round(total.recall, 4),
        "precision": round(total.precision, 4),
        "number_accuracy": round(total.number_accuracy, 4),
        "lost_without_note": total.lost,
        "right_at_confidence_0.9": round(total.right_at(0.9), 4),
        "per_style": {
            result.style.name: [round(result.score.recall, 4), round(result.score.precision, 4)]
            for result in results
        },
    }


def _speed(sizes: tuple[int, ...], folder: Path, *, rounds: int) -> dict[str, object]:
    """Return how the whole reading compares with opening the file, and how it grows.

    Both in this run, by turns; ours in a process of its own, as the product reads.
    """
    import math

    style = next(style for style in STYLES if style.name == "double walls")
    ratios, seconds = [], []
    for rooms in sizes:
        path = folder / f"speed_{rooms}.dxf"
        there, _floor = drawn(style, rooms, 1, path)
        ours, theirs = [], []
        for _round in range(rounds):
            start = time.perf_counter()
            report = read_apart(path)
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            ezdxf.readfile(path)
            theirs.append(time.perf_counter() - start)
        mine, other = statistics.median(ours), statistics.median(theirs)
        score = _scored(there, report)
        print(f"{rooms} rooms, {path.stat().st_size / 1e6:.1f} MB: {mine:.2f} s, readfile {other:.2f} s, "
              f"ratio {mine / other:.2f}; recall {score.recall}; {report['peak_memory_mb']:.0f} MB")  # fmt: skip
        ratios.append(mine / other)
        seconds.append(mine)
    grown = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
    return {"read_ratio": round(max(ratios), 3), "exponent": round(grown, 3)}


if __name__ == "__main__":
    raise SystemExit(main())
