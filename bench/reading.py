"""What the reader makes of every drawing in a folder, and what it costs beside `ezdxf.readfile`.

    python -m bench.reading [--quick] [FOLDER]

Seconds are medians of five, each way by turns in one process after one unmeasured round; memory is the
most that a process of its own holds above what it holds after its imports.
"""

from __future__ import annotations

import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ezdxf

from bench.machine import machine
from cad_import.drawing import Drawing, DrawingError, read
from cad_import.pipeline import no_search_for_cycles

SHARED = Path(__file__).resolve().parents[2] / "shared" / "drawings"
ROUNDS, QUICK_ROUNDS = 5, 1
LARGE_BYTES = 1_000_000
LIMIT = 1.3  # times ezdxf.readfile, on files over LARGE_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One file."""

    path: Path
    drawing: Drawing | None
    refusal: str
    read_s: float
    readfile_s: float | None
    read_mb: float
    readfile_mb: float | None

    @property
    def ratio(self) -> float | None:
        """How many times as long as ezdxf.readfile it took, or None where that cannot read it."""
        return None if self.readfile_s is None else self.read_s / self.readfile_s


def _row(path: Path, rounds: int) -> Row:
    drawing, refusal = None, ""
    try:
        drawing = read(path)
    except DrawingError as error:
        refusal = str(error)
    ours: list[float] = []
    theirs: list[float] = []
    can_readfile = _can(lambda: ezdxf.readfile(path))
    for _round in range(rounds):
        ours.append(_seconds(lambda: _quietly(path)))
        if can_readfile:
            theirs.append(_seconds(lambda: ezdxf.readfile(path)))
    return Row(
        path=path,
        drawing=drawing,
        refusal=refusal,
        read_s=statistics.median(ours),
        readfile_s=statistics.median(theirs) if theirs else None,
        read_mb=_memory_mb("read", path),
        readfile_mb=_memory_mb("readfile", path) if can_readfile else None,
    )


def _quietly(path: Path) -> Drawing | None:
    """Read as the product does, whatever comes of it."""
    try:
        with no_search_for_cycles():
            return read(path)
    except DrawingError:
        return None


def _can(act: Callable[[], object]) -> bool:
    try:
        act()
    except Exception:  # ezdxf lets errors of many kinds out
        return False
    return True


def _seconds(act: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _memory_mb(way: str, path: Path) -> float:
    """Return the most that a fresh process holds above what it holds after its imports."""
    command = [sys.executable, "-m", "bench.reading", "--memory", way, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1])


def _say_memory(way: str, path: Path) -> int:
    before = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
    _quietly(path) if way == "read" else ezdxf.readfile(path)
    # Not ru_maxrss: a process begins with that of the one that started it.
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024
    print(max(peak - before, 0) / 1e6)
    return 0


def _told(row: Row) -> str:
    """Return a file's row for people."""
    ratio = "–" if row.ratio is None else f"{row.ratio:.2f}"
    size = row.path.stat().st_size / 1e6
    head = f"{row.path.name}  {size:.2f} MB  read {row.read_s:.3f} s  × readfile {ratio}"
    memory = f"  {row.read_mb:.0f} MB" + (
        "" if row.readfile_mb is None else f" (readfile {row.readfile_mb:.0f} MB)"
    )
    if row.drawing is None:
        return f"{head}\n    refused: {row.refusal}"
    return "\n".join([head + memory, *(f"    {line}" for line in _lines(row.drawing))])


def _lines(drawing: Drawing) -> list[str]:
    out = Counter(stroke.source for storey in drawing.storeys for stroke in storey.strokes)
    texts = [text for storey in drawing.storeys for text in storey.texts]
    samples = list(dict.fromkeys(text.text.replace("\n", " / ")[:24] for text in texts))[:5]
    notes = Counter(f"{note.severity} {note.code}" for note in drawing.notes)
    sure = "certain" if drawing.unit.certain else "not certain"
    return [
        f"in: {_counts(drawing.entities_in)}",
        f"out: {_counts(out)}, texts {len(texts)}, "
        f"hatches {sum(len(storey.hatches) for storey in drawing.storeys)}, "
        f"references {sum(len(storey.inserts) for storey in drawing.storeys)}",
        f"unit: {drawing.unit.name}, {sure}; {'; '.join(drawing.unit.evidence)}",
        f"texts: {' | '.join(samples) or '–'}",
        f"storeys: {', '.join(storey.title for storey in drawing.storeys) or '–'}",
        f"notes: {_counts(notes) or '–'}",
    ]


def _counts(counts: object) -> str:
    found = Counter(counts)  # type: ignore[call-overload]
    return ", ".join(f"{kind} {count}" for kind, count in found.most_common(9))


def main() -> int:
    """Print the table, and last one JSON object."""
    parser = ArgumentParser(prog="python -m bench.reading")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--quick", action="store_true", help="one round")
    parser.add_argument("--memory", nargs=2, default=None, help="of one way on one file")
    options = parser.parse_args()
    if options.memory:
        return _say_memory(options.memory[0], Path(options.memory[1]))
    rounds = QUICK_ROUNDS if options.quick else ROUNDS
    print(f"{machine()}; ezdxf {ezdxf.__version__}; medians of {rounds}")
    paths = sorted(p for p in options.folder.rglob("*") if p.suffix.lower() in {".dxf", ".dwg"})
    rows = [_row(path, rounds) for path in paths]
    for row in rows:
        print(_told(row))
    ratios = {
        row.path.name: round(row.ratio, 3)
        for row in rows
        if row.ratio is not None and row.path.stat().st_size > LARGE_BYTES
    }
    figures = {
        "files": len(rows),
        "refused": sum(row.drawing is None for row in rows),
        "ratios_over_1_mb": ratios,
        "worst_ratio": max(ratios.values(), default=None),
        "limit": LIMIT,
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
