"""python -m bench.fuzz_drawings [--quick] [--cases N] [--seed S] [--case N]."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.machine import machine

from .running import Result, bytes_of, outcome_of, run
from .seeds import Seed, seeds

CASES, QUICK_CASES = 20_000, 600
GOOD = ("read", "refused")
KEPT = Path(os.environ.get("FANGTU_VAR", "var")) / "fuzz"  # failing cases, to be tried again


def main() -> int:
    """Run the cases and print what became of them."""
    options = _options()
    known = seeds()
    if options.case is not None:
        return _one(options.case, options.seed, known)
    count = options.cases or (QUICK_CASES if options.quick else CASES)
    results = []
    lanes = len(os.sched_getaffinity(0))
    for result in run(range(count), options.seed, known, lanes=lanes):
        results.append(result)
        if result.outcome not in GOOD:
            _keep(result, options.seed, known)
    _print(results, options.seed, known)
    return int(any(result.outcome not in GOOD for result in results))


def _options() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.fuzz_drawings", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_CASES} cases")
    parser.add_argument("--cases", type=int, default=None)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int, default=None, help="one case alone, kept in var/fuzz")
    return parser.parse_args()


def _one(case: int, seed: int, known: Sequence[Seed]) -> int:
    path = _keep(Result(case=case, outcome="", seconds=0, peak_mb=0), seed, known)
    print(f"{path}: {outcome_of(path)}")
    return 0


def _keep(result: Result, seed: int, known: Sequence[Seed]) -> Path:
    name, data = bytes_of(result.case, seed, known)
    KEPT.mkdir(parents=True, exist_ok=True)
    path = KEPT / f"{seed}-{result.case}-{name}"
    path.write_bytes(data)
    return path


def _print(results: Sequence[Result], seed: int, known: Sequence[Seed]) -> None:
    print(machine())
    print(f"{len(known)} seeds: {', '.join(each.name for each in known)}")
    outcomes = Counter(result.outcome for result in results)
    for outcome, count in outcomes.most_common():
        print(f"{count:8}  {outcome}")
    for result in results:
        if result.outcome not in GOOD:
            print(f"case {result.case}: {result.outcome}")
    seconds = sorted(result.seconds for result in results)
    figures = {
        "cases": len(results),
        "read": outcomes["read"],
        "refused": outcomes["refused"],
        "failed": len(results) - outcomes["read"] - outcomes["refused"],
        "median_s": round(seconds[len(seconds) // 2], 4),
        "slowest_s": round(seconds[-1], 3),
        "peak_memory_mb": round(max(result.peak_mb for result in results)),
        "seed": seed,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    raise SystemExit(main())
