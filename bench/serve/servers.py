"""The servers that are measured: ours as bin/demo starts it, with one worker, and the peer."""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
PEER = Path(__file__).with_name("tipg.txt")  # pinned and hashed; it never meets our own packages


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, environment: Mapping[str, str]) -> Iterator[int]:
    """Run a server until what is asked of it is done."""
    server = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if server.poll() is not None:
            raise RuntimeError(f"{server.args!r} ended at once")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{server.args!r} does not answer")


def ours(database: str, **more: str) -> AbstractContextManager[int]:
    """Return our server over a database, one worker."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1", "--threads", "4"),
        *("--no-control-socket", "--keep-alive", "30"),
    ]
    told = {"DATABASE_URL": database, "FANGTU_LOG_LEVEL": "ERROR", **more}
    return running(command, port, told)


def peer_python(folder: Path) -> Path | None:
    """Return the Python of an environment with the peer in it, or None when it cannot be had."""
    python, ready = folder / "bin" / "python", folder / "ready"
    pinned = hashlib.sha256(PEER.read_bytes()).hexdigest()
    if ready.exists() and ready.read_text() == pinned:
        return python
    venv.create(folder, with_pip=True, clear=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    wanted = ["--only-binary", ":all:", "--require-hashes", "-r", str(PEER)]
    done = subprocess.run([*install, *wanted], check=False)
    if done.returncode != 0:
        return None
    ready.write_text(pinned)
    return python


def peer(python: Path, database: str) -> AbstractContextManager[int]:
    """Return the peer's server over a database, one worker."""
    port, parts = free_port(), urlsplit(database)
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    # A socket's folder stands where a host does, its slashes written out.
    host = quote(query.get("host", parts.hostname or "localhost"), safe="")
    user = query.get("user", parts.username or "postgres")
    environment = {
        "DATABASE_URL": f"postgresql://{user}@{host}{parts.path}",
        "TIPG_DB_SCHEMAS": '["public"]',
        "TIPG_TABLE_CONFIG__PUBLIC_BENCH_ROOMS__GEOMCOL": "geom",
        "TIPG_MAX_FEATURES_PER_QUERY": "100000",
        "TIPG_MAX_FEATURES_PER_TILE": "100000",
    }
    command = [str(python), "-m", "uvicorn", "tipg.main:app", "--port", str(port)]
    return running([*command, "--log-level", "error"], port, environment)
