"""A drawing read in a process of its own, which can be stopped whatever it does.

parent  ── fork ──▶  child: own process group, bounded memory and processor time
   ▲                    read → rooms → report as JSON bytes
   └──── one pipe ◀──── the report, or why there is none

The child never touches the database or a log; it leaves by `os._exit`, so that nothing it shares with
its parent is closed. Whatever ends it (a signal, a limit, the deadline) becomes a DrawingError.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import pickle
import resource
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import numpy.ma  # noqa: F401  numpy asks for it late: once here, not in every child
import orjson

from cad_import.drawing.errors import (
    DrawingEndedReading,
    DrawingError,
    DrawingTakesMemory,
    DrawingTakesTime,
    DrawingTooLarge,
)
from cad_import.drawing.limits import LIMITS, Limits
from cad_import.pipeline import read_rooms
from cad_import.report import as_json
from cad_import.stated import NOTHING, Stated

OUT_OF_MEMORY = 3  # exit statuses of the child
PIECE = 1 << 20  # bytes taken from the pipe at once
GOOD, BAD = b"+", b"-"  # the first byte says whether a report or an error follows
SECONDS_TO_END = 2  # of processor time between the polite and the final signal


def read_apart(
    path: Path | str,
    *,
    unit: str = "auto",
    encoding: str | None = None,
    profile: str | None = None,
    limits: Limits = LIMITS,
    stated: Stated = NOTHING,
) -> dict[str, Any]:
    """Return the report of a drawing as JSON values; raise DrawingError when there is none."""
    path = Path(path)

    def report() -> bytes:
        reading = read_rooms(
            path, unit=unit, encoding=encoding, profile=profile, limits=limits, stated=stated
        )
        content = as_json(reading)
        content["peak_memory_mb"] = round(peak_memory_bytes() / 1e6, 1)
        return orjson.dumps(content)

    found: dict[str, Any] = orjson.loads(said_apart(report, name=path.name, limits=limits))
    return found


def peak_memory_bytes() -> int:
    """Return the most memory this process has held at once; a child's count begins at its fork."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, ValueError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def said_apart(say: Callable[[], bytes], *, name: str, limits: Limits) -> bytes:
    """Return what a function says in a process of its own; raise the DrawingError it raises there."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(say, writer, limits)
    os.close(writer)
    try:
        said = _all_from(reader, name=name, limits=limits)
    except BaseException:
        _end(child)
        raise
    finally:
        os.close(reader)
    status = _end(child) if not said else os.waitpid(child, 0)[1]
    return _understood(said, status, name=name, limits=limits)


def _child(say: Callable[[], bytes], writer: int, limits: Limits) -> NoReturn:
    """Say it into the pipe and leave, whatever happens on the way."""
    status = 1
    try:
        os.setsid()
        _quiet()
        _bound(limits)
        gc.disable()  # the child ends before cycles could matter
        try:
            said = GOOD + say()
        except DrawingError as error:
            said = BAD + pickle.dumps(error)
        view = memoryview(said)
        while view:
            view = view[os.write(writer, view) :]
        status = 0
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)


def _quiet() -> None:
    """Let neither the parent's signal handlers nor a library's words outlive the fork."""
    faulthandler.disable()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGALRM):
        signal.signal(number, signal.SIG_DFL)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _bound(limits: Limits) -> None:
    held = _address_space_bytes()
    resource.setrlimit(resource.RLIMIT_AS, (held + limits.memory_bytes,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + SECONDS_TO_END))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _address_space_bytes() -> int:
    """Return what the process has mapped already: the limit counts that too."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except (OSError, ValueError):
        return 0
    return pages * resource.getpagesize()


def _all_from(reader: int, *, name: str, limits: Limits) -> bytes:
    """Return all that comes through a pipe before the deadline."""
    deadline = time.monotonic() + limits.seconds
    pieces: list[bytes] = []
    size = 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            raise DrawingTakesTime(name, seconds=limits.seconds)
        piece = os.read(reader, PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        size += len(piece)
        if size > limits.max_report_bytes:
            raise DrawingTooLarge(
                name,
                what="bytes of rooms and notes",
                what_zh="读取结果字节数",
                found=size,
                limit=limits.max_report_bytes,
            )


def _end(child: int) -> int:
    """End a child and all it started, and return its status."""
    for end in (os.killpg, os.kill):
        try:
            end(child, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue
    return os.waitpid(child, 0)[1]


def _understood(said: bytes, status: int, *, name: str, limits: Limits) -> bytes:
    if said[:1] == GOOD and os.waitstatus_to_exitcode(status) == 0:
        return said[1:]
    if said[:1] == BAD:
        error = pickle.loads(said[1:])
        raise error if isinstance(error, DrawingError) else DrawingEndedReading(name, how="")
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        raise DrawingTakesTime(name, seconds=limits.seconds)
    if code == OUT_OF_MEMORY:
        raise DrawingTakesMemory(name, megabytes=limits.memory_bytes // 1_000_000)
    raise DrawingEndedReading(name, how=signal.Signals(-code).name if code < 0 else f"{code}")
