"""The converters of a machine, the most trusted first, and one attempt after the other.

Converter   a program that is given a DWG and writes a DXF
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ezdxf.addons import odafc

from ..errors import DrawingError, DwgNotConverted
from ..limits import Limits
from ..loading import Loaded, load
from ..notes import CONVERTED, DWG_LEFT, DWG_NOT_COUNTED, Note, note
from .counting import loss_between
from .reasons import in_chinese

ROOT = Path(__file__).resolve().parents[3]  # where `python -m cad_import…` is found
OWN = (sys.executable, "-m", "cad_import.drawing.dwg.builtin")
ODA = "ODA File Converter"
ODA_MODULE = "cad_import.drawing.dwg.oda"
MOST_SAID = 120  # letters of a converter's own words that a refusal repeats


@dataclass(frozen=True, slots=True)
class Converter:
    """How one converter is called; `{dwg}` and `{dxf}` stand for the files."""

    name: str
    command: tuple[str, ...]


class Loss(Exception):
    """Why a conversion is not the whole drawing."""


def converters() -> Sequence[Converter]:
    """Return the converters of this machine, the most trusted first."""
    found = []
    if odafc.is_installed():  # type: ignore[attr-defined]
        found.append(Converter(ODA, (sys.executable, "-m", ODA_MODULE, "{dwg}", "{dxf}")))
    if libre := shutil.which("dwg2dxf"):
        found.append(Converter("LibreDWG", (libre, "-y", "-o", "{dxf}", "{dwg}")))
    return [*found, Converter("ezdwg", (*OWN, "convert", "{dwg}", "{dxf}"))]


def converted(path: Path, *, limits: Limits) -> Loaded:
    """Return the document of a DWG, from the first converter that loses nothing."""
    contents = _contents(path, limits)
    reasons: list[tuple[str, str]] = []
    for converter in converters():
        with tempfile.TemporaryDirectory(prefix="fangtu-dwg-") as folder:
            try:
                return _with(converter, path, Path(folder), contents, limits)
            except Loss as loss:
                reasons.append((converter.name, str(loss)))
            except DrawingError:
                reasons.append((converter.name, "what it wrote cannot be read"))
    raise DwgNotConverted(
        path.name,
        why="; ".join(f"{name}: {reason}" for name, reason in reasons),
        why_zh=";".join(f"{name}:{in_chinese(reason)}" for name, reason in reasons),
    )


def _contents(path: Path, limits: Limits) -> Mapping[str, Any]:
    """Return what a DWG holds by type and place, or why it cannot be counted."""
    try:
        found: dict[str, Any] = _said([*OWN, "count", str(path.resolve())], limits)
    except Loss as loss:
        return {"why": str(loss)}
    return found


def _with(
    converter: Converter, path: Path, folder: Path, contents: Mapping[str, Any], limits: Limits
) -> Loaded:
    if "why" in contents and converter.name != ODA:
        raise Loss(f"what it loses cannot be told, for {contents['why']}")
    source, dxf = folder / "in" / "drawing.dwg", folder / "out" / "drawing.dxf"
    source.parent.mkdir()
    dxf.parent.mkdir()
    shutil.copyfile(path, source)
    places = {"dwg": source, "dxf": dxf}
    command = [word.format(**places) for word in converter.command]
    said: dict[str, Any] = {}
    if converter.command[: len(OWN)] == OWN:
        said = _said(command, limits)
    else:
        _run(command, limits)
    if "why" in said:
        raise Loss(said["why"])
    _check_size(path, dxf, limits)
    loaded = load(dxf, dxf.read_bytes(), whole=True)
    left: Mapping[str, int] = said.get("left", {})
    if "why" not in contents:
        lost = loss_between(loaded.document, contents["model"], contents["blocks"], left)
        if lost is not None:
            raise Loss(lost)
    entities = len(loaded.document.modelspace())
    if entities == 0:
        raise Loss("the converted drawing is empty")
    notes = [note(CONVERTED, tool=converter.name, count=entities), *_of_left(left)]
    if "why" in contents:
        notes.append(note(DWG_NOT_COUNTED, tool=converter.name))
    return Loaded(loaded.document, (*notes, *loaded.notes))


def _of_left(left: Mapping[str, int]) -> list[Note]:
    told = ", ".join(f"{count} {kind}" for kind, count in sorted(left.items()))
    return [note(DWG_LEFT, kinds=told)] if told else []


def _said(command: Sequence[str], limits: Limits) -> dict[str, Any]:
    """Return what our own converter says; it says one JSON object on its last line."""
    try:
        found: dict[str, Any] = json.loads(_run(command, limits).splitlines()[-1])
    except (ValueError, IndexError) as fault:
        raise Loss("it ended without a word") from fault
    return found


def _run(command: Sequence[str], limits: Limits) -> str:
    """Run a converter within bounds and return what it printed; its errors are a loss."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (limits.dwg_memory_bytes,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limits.dwg_seconds,) * 2)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.max_bytes * 2,) * 2)

    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limits.dwg_seconds,
            preexec_fn=bound,  # the bounds hold for the converter alone
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    except subprocess.TimeoutExpired:
        raise Loss(f"it took longer than {limits.dwg_seconds} s") from None
    except OSError as fault:
        raise Loss(str(fault)) from fault
    if done.returncode:
        raise Loss(f"it ended with status {done.returncode}")
    if "ERROR" in done.stderr:
        raise Loss("it reported " + done.stderr.strip().splitlines()[-1][:MOST_SAID])
    return done.stdout


def _check_size(path: Path, out: Path, limits: Limits) -> None:
    if not out.is_file() or out.stat().st_size == 0:
        raise Loss("it wrote nothing")
    growth = out.stat().st_size / max(path.stat().st_size, 1)
    if growth > limits.dwg_growth:
        raise Loss(f"it wrote {growth:.0f} bytes of DXF for each byte of DWG")
