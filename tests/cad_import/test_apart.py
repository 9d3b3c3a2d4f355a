"""Reading in a process of its own: whatever happens there, the caller gets a report or a reason."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import ezdxf
import pytest

from cad_import.apart import read_apart, said_apart
from cad_import.drawing.errors import (
    DrawingEndedReading,
    DrawingTakesMemory,
    DrawingTakesTime,
    DrawingTooLarge,
    NotADrawing,
)
from cad_import.drawing.limits import LIMITS

SOON = replace(LIMITS, seconds=1)


def test_a_drawing_is_read_and_its_cost_is_said(tmp_path: Path):
    document = ezdxf.new("R2010")
    document.modelspace().add_line((0, 0), (1, 0))
    document.saveas(tmp_path / "plan.dxf")

    report = read_apart(tmp_path / "plan.dxf", unit="m")

    assert report["file"] == "plan.dxf"
    assert report["peak_memory_mb"] > 1


def test_the_readers_own_error_arrives_with_its_words_in_both_languages(tmp_path: Path):
    (tmp_path / "plan.dxf").write_text("no drawing")

    with pytest.raises(NotADrawing, match=r"plan\.dxf is not a DXF or DWG drawing") as caught:
        read_apart(tmp_path / "plan.dxf")

    assert "不是 DXF 或 DWG 图纸" in caught.value.zh


def test_a_reading_that_hangs_is_ended_at_the_deadline():
    def hang() -> bytes:
        time.sleep(600)
        return b""

    with pytest.raises(DrawingTakesTime, match=r"within 1 s"):
        said_apart(hang, name="plan.dxf", limits=SOON)


def test_a_reading_that_never_stops_computing_is_ended_too():
    def turn() -> bytes:
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    with pytest.raises(DrawingTakesTime):
        said_apart(turn, name="plan.dxf", limits=SOON)


def test_what_the_reading_started_is_ended_with_it(tmp_path: Path):
    told = tmp_path / "pid"

    def hang_with_a_converter() -> bytes:
        converter = subprocess.Popen(["sleep", "600"])
        told.write_text(str(converter.pid))
        converter.wait()
        return b""

    with pytest.raises(DrawingTakesTime):
        said_apart(hang_with_a_converter, name="plan.dxf", limits=replace(LIMITS, seconds=5))

    assert has_ended(int(told.read_text()))


def has_ended(pid: int) -> bool:
    """Return whether a killed process is gone, or waits for nobody but its parent, before long."""
    for _turn in range(200):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_reading_that_asks_for_too_much_memory_is_refused():
    def hoard() -> bytes:
        return bytes(1_000_000_000)

    with pytest.raises(DrawingTakesMemory, match=r"more than 100 MB"):
        said_apart(hoard, name="plan.dxf", limits=replace(LIMITS, memory_bytes=100_000_000))


def test_a_report_beyond_its_limit_is_refused():
    with pytest.raises(DrawingTooLarge, match=r"bytes of rooms and notes"):
        said_apart(
            lambda: bytes(5_000_000),
            name="plan.dxf",
            limits=replace(LIMITS, max_report_bytes=1_000_000),
        )


@pytest.mark.parametrize(
    ("end", "how"),
    [
        (lambda: os.kill(os.getpid(), signal.SIGSEGV), "SIGSEGV"),
        (lambda: os.kill(os.getpid(), signal.SIGKILL), "SIGKILL"),
        (lambda: os._exit(7), "7"),
        (lambda: 1 / 0, "1"),
    ],
)
def test_a_reading_that_dies_is_a_reason_and_not_a_crash(end, how: str):
    def die() -> bytes:
        end()
        return b""

    with pytest.raises(DrawingEndedReading, match=rf"\({how}\)"):
        said_apart(die, name="plan.dxf", limits=LIMITS)


def test_no_child_is_left_behind():
    me = os.getpid()
    children = Path(f"/proc/{me}/task/{me}/children")
    before = children.read_text()

    said_apart(lambda: b"done", name="plan.dxf", limits=LIMITS)

    assert children.read_text() == before


def test_the_readers_words_do_not_reach_the_terminal(capfd: pytest.CaptureFixture[str]):
    def speak() -> bytes:
        os.write(1, b"to the terminal")
        os.write(2, b"to the log")
        return b"done"

    assert said_apart(speak, name="plan.dxf", limits=LIMITS) == b"done"
    assert capfd.readouterr() == ("", "")
