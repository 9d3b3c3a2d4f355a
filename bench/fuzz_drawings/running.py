"""One case after the other in a process of its own, which may die and is then replaced."""

from __future__ import annotations

import json
import math
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from cad_import.drawing import DrawingError
from cad_import.drawing.limits import LIMITS
from cad_import.pipeline import read_rooms
from cad_import.report import as_json

from .mutations import mutated
from .seeds import Seed

SECONDS = 30  # a sound seed takes a twentieth of one
MEMORY_BYTES = 1_500_000_000  # beyond what the process holds when it starts
BOUNDS = replace(
    LIMITS,
    max_bytes=20_000_000,
    max_entities=200_000,
    max_expanded=300_000,
    dwg_seconds=20,
    dwg_memory_bytes=MEMORY_BYTES,
)
DWG_SHARE = 0.03  # of the cases: each runs converters, which takes a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one case."""

    case: int
    outcome: str  # read, refused, or what went wrong
    seconds: float
    peak_mb: float


def bytes_of(case: int, seed: int, seeds: Sequence[Seed]) -> tuple[str, bytes]:
    """Return a case's name and bytes; the same for the same numbers."""
    source = Random(f"{seed}/{case}")
    dwgs = [each for each in seeds if each.name.endswith(".dwg")]
    dxfs = [each for each in seeds if not each.name.endswith(".dwg")]
    kinds = dwgs if dwgs and source.random() < DWG_SHARE else dxfs
    first, second = source.choice(kinds), source.choice(seeds)
    return first.name, mutated(source, first.data, second.data)


def outcome_of(path: Path) -> str:
    """Return what reading a file comes to: read, refused, or what went wrong."""
    try:
        content = as_json(read_rooms(path, limits=BOUNDS))
        json.dumps(content, allow_nan=False, ensure_ascii=False).encode()
    except DrawingError as refusal:
        return "refused" if refusal.zh and "\n" not in str(refusal) else "refused without words"
    except MemoryError:
        return "memory"
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"[:160]
    return "read" if _is_sound(content) else "a number that is none"


def _is_sound(content: object) -> bool:
    match content:
        case float():
            return math.isfinite(content)
        case dict():
            return all(_is_sound(each) for each in content.values())
        case list():
            return all(_is_sound(each) for each in content)
    return True


def _chunk(cases: Sequence[int], seed: int, seeds: Sequence[Seed], told: Connection) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY_BYTES,) * 2)
    with tempfile.TemporaryDirectory(prefix="fangtu-fuzz-") as folder:
        for case in cases:
            name, data = bytes_of(case, seed, seeds)
            path = Path(folder) / name
            path.write_bytes(data)
            start = time.perf_counter()
            outcome = outcome_of(path)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            told.send((case, outcome, time.perf_counter() - start, peak))
    told.close()


def run_chunk(cases: Sequence[int], seed: int, seeds: Sequence[Seed]) -> list[Result]:
    """Return the results of some cases, going on after one that ends or hangs its process."""
    left, results = list(cases), []
    while left:
        here, there = multiprocessing.get_context("fork").Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=_chunk, args=(left, seed, seeds, there)
        )
        process.start()
        there.close()
        for result in _told(here, process):
            results.append(result)
            left.remove(result.case)
        process.join()
        if left:  # it ended before its time: the first case left is what it ended on
            why = "hang" if process.exitcode == -9 else f"ended with {process.exitcode}"
            results.append(Result(case=left.pop(0), outcome=why, seconds=SECONDS, peak_mb=0.0))
    return results


def _told(here: Connection, process: multiprocessing.context.ForkProcess) -> Iterator[Result]:
    while True:
        try:
            if not here.poll(SECONDS):
                process.kill()
                return
            case, outcome, seconds, peak = here.recv()
        except (EOFError, OSError):
            return
        yield Result(case=case, outcome=outcome, seconds=seconds, peak_mb=peak)


def run(cases: Iterable[int], seed: int, seeds: Sequence[Seed], *, lanes: int) -> Iterator[Result]:
    """Yield the results of all cases, some lanes at once."""
    numbers = list(cases)
    chunks = [numbers[n : n + 100] for n in range(0, len(numbers), 100)]
    # Processes of one thread each: what is forked from among threads may never wake up.
    afresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(lanes, mp_context=afresh) as pool:
        for results in pool.map(partial(run_chunk, seed=seed, seeds=seeds), chunks):
            yield from results
