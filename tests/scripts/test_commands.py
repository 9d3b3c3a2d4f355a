"""What the commands in bin/ promise to whoever runs them."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = ["demo", "test", "check", "lock"]
SHELL = [*(ROOT / "bin" / name for name in COMMANDS), *sorted((ROOT / "bin/lib").glob("*.sh"))]


def told(*command: str | Path, var: Path) -> subprocess.CompletedProcess[str]:
    """Return what a command said, run as a script would, with a var folder of its own."""
    environment = {**os.environ, "FANGTU_VAR": str(var)}
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("script", SHELL, ids=lambda path: path.name)
def test_bash_can_read_every_script(script: Path, tmp_path: Path):
    said = told("bash", "-n", script, var=tmp_path)

    assert (said.returncode, said.stderr) == (0, "")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_and_touches_nothing(name: str, tmp_path: Path):
    said = told(ROOT / "bin" / name, "--help", var=tmp_path / "var")

    assert said.returncode == 0
    assert said.stdout.startswith(f"bin/{name}: ")
    assert not (tmp_path / "var" / "cluster").exists()


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (["--prot", "8001"], "There is no option --prot."),
        (["--port"], "--port wants a number."),
        (["--port", "0"], "--port wants a number from 1 to 65535."),
        (["--port", "65536"], "--port wants a number from 1 to 65535."),
        (["--stop", "--reset"], "--stop and --reset do not go together"),
    ],
)
def test_an_option_that_cannot_be_meant_is_refused(options, complaint, tmp_path):
    said = told(ROOT / "bin/demo", *options, var=tmp_path)

    assert said.returncode == 1
    assert complaint in said.stderr


def test_a_port_in_use_is_told_with_a_way_out(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = told(ROOT / "bin/demo", "--port", str(port), var=tmp_path)

    assert said.returncode == 1
    assert f"Port {port} is in use by another program." in said.stderr
    assert "bin/demo --port" in said.stderr


def test_stopping_nothing_says_so(tmp_path):
    said = told(ROOT / "bin/demo", "--stop", var=tmp_path)

    assert (said.returncode, said.stdout) == (0, "Nothing that bin/demo started is running.\n")
