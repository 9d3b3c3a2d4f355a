"""python -m bench.serve: what serves the map against the database alone and against a peer.

floor_ratio       a floor, drawn afresh, over pgbench with one client and the same statements
unchanged_ratio   the same of a floor the browser holds already
vs_serializer     a floor against Django's own geojson serializer, both in one process
vs_tipg           a floor against the peer's items of that floor
tile_vs_tipg      tiles from zoom 14 to 18 against the peer's: medians of each zoom, and of these the
                  median
floor_growth      a floor's median in the largest province over that in one of 5,000 rooms

The first is drawn afresh each time. What is held against others is served as it is to people: drawn
before for somebody and found to be still true; the table says the same of what is drawn afresh.
Everything is measured in turn, several rounds of a few seconds, so that whatever else the machine
does meets all alike; each figure is the median of the rounds' own ratios.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack

from bench.machine import machine
from bench.serve import provinces
from bench.serve.contest import Contest, Round, contest_of
from bench.serve.load import Answered

LARGE, LARGEST = 1_000_000, 5_000_000
SMALL, QUICK = provinces.SMALL_ONES
ROUNDS = 5
ZOOMS = range(14, 19)


def main() -> int:
    """Run the benchmark and end with one line of JSON."""
    wanted = arguments()
    if not os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL names no server; start one with bin/demo or set it.")
    print(machine(), f"load {os.getloadavg()[0]:.1f}", sep=", ")
    try:
        result = measured(wanted)
    finally:
        if not wanted.keep:
            provinces.drop_large()
    print(json.dumps(result))
    return 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} rooms, shorter rounds")
    parser.add_argument("--rooms", type=int, help=f"rooms, {LARGE:,} unless said")
    parser.add_argument(
        "--largest", type=int, help=f"rooms of the largest, {LARGEST:,} unless said"
    )
    parser.add_argument(
        "--keep", action="store_true", help="leave the large databases for another run"
    )
    found = parser.parse_args()
    found.rooms = found.rooms or (QUICK if found.quick else LARGE)
    found.largest = found.largest or (found.rooms if found.quick else LARGEST)
    found.seconds, found.part = (0.5, 0.2) if found.quick else (4.0, 1.0)
    return found


def measured(wanted: argparse.Namespace) -> dict[str, float | None]:
    """Return the figures, after a table for people."""
    sizes = (wanted.rooms, SMALL, wanted.largest)
    databases = [provinces.database_of(rooms) for rooms in sizes]
    with ExitStack() as stack:
        contest = contest_of(*databases, seconds=wanted.seconds, part=wanted.part, stack=stack)
        contest.warm_up()
        rounds = [contest.round() for _ in range(ROUNDS)]
    tell(contest, rounds)
    return {
        "floor_ratio": over(rounds, lambda r: r.floor.rate / r.database),
        "unchanged_ratio": over(rounds, lambda r: r.unchanged.rate / r.database),
        "vs_serializer": round(median(r["serializer"] / r["kept"] for r in contest.in_process), 1),
        "vs_tipg": over(rounds, lambda r: r.peer_floor and r.kept.rate / r.peer_floor.rate),
        "tile_vs_tipg": over(rounds, lambda r: r.peer_tiles and median(by_zoom(r, "tiles_again"))),
        "floor_growth": over(
            rounds, lambda r: r.in_largest.quantile(0.5) / r.in_small.quantile(0.5)
        ),
    }


def by_zoom(each: Round, ours: str) -> list[float]:
    """Return how many times as long the peer's tiles take as ours, zoom by zoom."""
    assert each.peer_tiles is not None
    pairs = [getattr(each, ours).latencies, each.peer_tiles.latencies]
    size = len(pairs[0]) // len(ZOOMS)
    starts = range(0, size * len(ZOOMS), size)
    own, peer = ([median(found[n : n + size]) for n in starts] for found in pairs)
    return [theirs / mine for mine, theirs in zip(own, peer, strict=True)]


def over(rounds: Sequence[Round], ratio: Callable[[Round], float | None]) -> float | None:
    """Return the median of what each round says, or None of what there is no peer for."""
    found = [said for each in rounds if (said := ratio(each)) is not None]
    return round(median(found), 2) if found else None


median = statistics.median


def tell(contest: Contest, rounds: Sequence[Round]) -> None:
    """Print what was measured as a table."""
    print(f"{len(rounds)} rounds in turn; medians over the rounds; one worker with four threads")
    print(f"{'':46}{'a second':>9}{'median':>10}{'p95':>10}{'kB':>8}")
    told = median(each.database for each in rounds)
    alone = median(each.alone for each in rounds)
    print(f"{'pgbench, all statements of the address':46}{told:9.0f}{1000 / told:7.1f} ms")
    print(f"{'pgbench, stamp and drawing of the floor alone':46}{alone:9.0f}{1000 / alone:7.1f} ms")
    for name, words in WORDS.items():
        found = [answered for each in rounds if (answered := getattr(each, name)) is not None]
        if found:
            tell_one(words, found)
    for name, words in IN_PROCESS.items():
        took = median(each[name] for each in contest.in_process) * 1000
        print(f"{words:46}{1000 / took:9.0f}{took:7.1f} ms")
    if contest.peer is None:
        print("tipg could not be installed here: what is compared with it is left out.")
        return
    afresh = over(rounds, lambda r: r.peer_floor and r.floor.rate / r.peer_floor.rate)
    print(f"a floor drawn afresh over tipg's: {afresh}; tiles over tipg's by zoom:")
    for name in ("tiles", "tiles_again"):
        zooms = zip(*(by_zoom(each, name) for each in rounds), strict=True)
        said = ", ".join(f"{z}: {median(r):.1f}" for z, r in zip(ZOOMS, zooms, strict=True))
        print(f"  {WORDS[name]:46}{said}")


IN_PROCESS = {
    "serializer": "in one process: geojson serializer",
    "afresh": "in one process: a floor drawn afresh",
    "kept": "in one process: a floor drawn before",
}
WORDS = {
    "floor": "floor, drawn afresh",
    "unchanged": "floor, unchanged (304)",
    "kept": "floor, drawn before for somebody",
    "peer_floor": "tipg: floor",
    "tiles": "tiles from near (14 to 18), drawn afresh",
    "tiles_again": "tiles from near, drawn before for somebody",
    "peer_tiles": "tipg: tiles from near",
    "in_small": f"floor among {SMALL:,} rooms, one by one",
    "in_largest": "floor among the most rooms, one by one",
    "far": "tiles from afar (4 to 13), among the most rooms",
}


def tell_one(words: str, found: Sequence[Answered]) -> None:
    """Print one row: rate, median, 95th percentile and size, each the median of the rounds."""
    rate = median(each.rate for each in found)
    p50, p95 = (median(each.quantile(part) for each in found) * 1000 for part in (0.5, 0.95))
    size = median(each.bytes / len(each.latencies) for each in found) / 1000
    print(f"{words:46}{rate:9.0f}{p50:7.1f} ms{p95:7.1f} ms{size:8.1f}")
    wrong = {status for each in found for status in each.statuses} - {200, 204, 304}
    if wrong:
        sys.exit(f"{words}: answered with {sorted(wrong)}, so the figures say nothing.")


if __name__ == "__main__":
    sys.exit(main())
