"""DWG through converters behind one interface, each bounded, each counted in and out.

Converter   a program or package that writes a DXF; in a process of its own with limits
The order is by trust: ODA File Converter, then LibreDWG. The package ezdwg is not among them: it moves
block contents into modelspace and counts them as the drawing's own, so its loss cannot be seen.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import DrawingError, DwgNotConverted
from .limits import Limits
from .loading import Loaded, load
from .notes import CONVERTED, note


@dataclass(frozen=True, slots=True)
class Converter:
    """How one converter is called and whether it tells how many entities it saw."""

    name: str
    command: tuple[str, ...]


def converters() -> Sequence[Converter]:
    """Return the converters of this machine, the most trusted first."""
    found = []
    if oda := shutil.which("ODAFileConverter"):
        found.append(Converter("ODA File Converter", (oda,)))
    if libre := shutil.which("dwg2dxf"):
        found.append(Converter("LibreDWG", (libre, "-y", "-o", "{out}", "{dwg}")))
    return found


def converted(path: Path, *, limits: Limits) -> Loaded:
    """Return the document of a DWG, from the first converter that loses nothing."""
    reasons = []
    with tempfile.TemporaryDirectory(prefix="fangtu-dwg-") as folder:
        for converter in converters():
            try:
                return _with(converter, path, Path(folder), limits)
            except DwgNotConverted as refusal:
                reasons.append(f"{converter.name}: {refusal.__cause__ or refusal}")
            except DrawingError as refusal:
                reasons.append(f"{converter.name}: {refusal}")
    raise DwgNotConverted(path.name, why="; ".join(reasons) or "no converter is installed")


class Loss(Exception):
    """Why a conversion is not the whole drawing."""


def _with(converter: Converter, path: Path, folder: Path, limits: Limits) -> Loaded:
    out = folder / f"{converter.name.replace(' ', '_')}.dxf"
    try:
        _run(converter, path, out, limits)
        _check_size(path, out, limits)
        loaded = load(out, out.read_bytes(), whole=True)
    except Loss as loss:
        raise DwgNotConverted(path.name, why=str(loss)) from loss
    entities = len(loaded.document.modelspace())
    if entities == 0:
        raise DwgNotConverted(path.name, why="the converted drawing is empty")
    noted = note(CONVERTED, tool=converter.name, count=entities)
    return Loaded(loaded.document, (noted, *loaded.notes))


def _run(converter: Converter, path: Path, out: Path, limits: Limits) -> None:
    if converter.name == "ODA File Converter":
        _run_oda(path, out, limits)
        return
    command = [part.format(dwg=path.resolve(), out=out) for part in converter.command]
    done = _bounded(command, limits)
    if done.returncode:
        raise Loss(f"ended with status {done.returncode}")
    if "ERROR" in done.stderr:
        raise Loss("reported errors: " + done.stderr.strip().splitlines()[-1][:120])


def _run_oda(path: Path, out: Path, limits: Limits) -> None:
    from ezdxf.addons import odafc

    try:
        odafc.convert(path, out, version="R2018", audit=True)  # type: ignore[attr-defined]
    except odafc.ODAFCError as fault:  # type: ignore[attr-defined]
        raise Loss(str(fault)) from fault


def _bounded(command: Sequence[str], limits: Limits) -> subprocess.CompletedProcess[str]:
    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limits.dwg_memory_bytes,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.dwg_seconds,) * 2)

    try:
        return subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limits.dwg_seconds,
            preexec_fn=bound,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except subprocess.TimeoutExpired:
        raise Loss(f"took longer than {limits.dwg_seconds} s") from None
    except OSError as fault:
        raise Loss(str(fault)) from fault


def _check_size(path: Path, out: Path, limits: Limits) -> None:
    if not out.is_file() or out.stat().st_size == 0:
        raise Loss("wrote nothing")
    growth = out.stat().st_size / path.stat().st_size
    if growth > limits.dwg_growth:
        raise Loss(f"wrote {growth:.0f} bytes of DXF for each byte of DWG")
