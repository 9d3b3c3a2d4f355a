"""Only what was started here is stopped: a process number alone proves nothing."""

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts.test_commands import ROOT, told


@pytest.fixture
def bystander() -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(["sleep", "60"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def open_var() -> Iterator[Path]:
    """Return a var folder that user postgres may enter, which pytest's own folders forbid."""
    with tempfile.TemporaryDirectory(prefix="fangtu-var-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def start_of(pid: int) -> str:
    """Return the moment a process started, as its 22nd field in /proc says."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]


def note(var: Path, text: str) -> None:
    (var / "run").mkdir(parents=True)
    (var / "run" / "web").write_text(text)


def test_a_note_with_the_right_moment_stops_its_process(bystander, tmp_path):
    note(tmp_path, f"{bystander.pid} {start_of(bystander.pid)}\n")

    said = told(ROOT / "bin/demo", "--stop", var=tmp_path)

    assert said.stdout == "Stopped: web server.\n"
    assert bystander.wait(timeout=10) == -15


@pytest.mark.parametrize("moment", ["1", "", "x"])
def test_a_stale_note_stops_nothing_and_is_removed(moment, bystander, tmp_path):
    note(tmp_path, f"{bystander.pid} {moment}\n")

    said = told(ROOT / "bin/demo", "--stop", var=tmp_path)

    assert said.stdout == "Nothing that bin/demo started is running.\n"
    assert bystander.poll() is None
    assert not (tmp_path / "run" / "web").exists()


@pytest.mark.parametrize("text", ["", "-1 1\n", "* *\n", "99999999 1\n"])
def test_a_damaged_note_stops_nothing(text, tmp_path):
    note(tmp_path, text)

    said = told(ROOT / "bin/demo", "--stop", var=tmp_path)

    assert said.stdout == "Nothing that bin/demo started is running.\n"


def test_a_cluster_note_that_names_another_process_stops_nothing(bystander, open_var):
    data = open_var / "cluster" / "data"
    data.mkdir(parents=True)
    (data / "postmaster.pid").write_text(f"{bystander.pid}\n{data}\n")

    said = told(ROOT / "bin/demo", "--stop", var=open_var)

    assert said.stdout == "Nothing that bin/demo started is running.\n"
    assert bystander.poll() is None
