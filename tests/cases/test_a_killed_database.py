"""The database itself killed with -9 around 登簿: after its recovery everything is there, or nothing."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

from registry.models import Case
from tests.cases import builders as office
from tests.cases.builders import NOON

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60
NO_PATH = b"SELECT pg_catalog.set_config('search_path', '', false);"

# Enters a case, tells how far it has come, and waits to be killed.
WORKER = """
import sys, time
import django
django.setup()
from django.db import transaction
from django.utils.dateparse import parse_datetime
from registry.models import Case, User
from registry.services.registration import register
with transaction.atomic():
    register(case=Case.objects.get(pk=int(sys.argv[1])), by=User.objects.get(pk=int(sys.argv[2])),
             at=parse_datetime(sys.argv[3]))
    if sys.argv[4] == "before":
        print("written", flush=True)
        time.sleep(60)
print("committed", flush=True)
time.sleep(60)
"""
# What one case leaves behind: its state, its entry, the certificates and the holders of its unit.
LEFT = """
    SELECT of_entry.state,
           (SELECT count(*) FROM registry_caseentry WHERE case_id = of_entry.id),
           (SELECT string_agg(number, ' ' ORDER BY number) FROM registry_certificate
             WHERE unit_id = of_entry.unit_id AND upper_inf(recorded) AND upper_inf(period)),
           (SELECT string_agg(organisation_id::text, ' ') FROM registry_rightholder
             WHERE unit_id = of_entry.unit_id AND upper_inf(recorded) AND upper_inf(period))
      FROM registry_case AS of_entry WHERE of_entry.id = %s
"""


@dataclass(kw_only=True)
class Server:
    """A database server of its own, that a test may kill."""

    folder: Path
    programs: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgresql:///killed?host={self.folder}&user=postgres"

    def run(self, program: str, *asked: str, **options: object) -> None:
        command = [*self.as_owner(), str(self.programs / program), *asked]
        subprocess.run(command, check=True, cwd="/", capture_output=True, **options)  # type: ignore[call-overload]

    def as_owner(self) -> Sequence[str]:
        """Return what makes a program run as somebody other than root, whom PostgreSQL refuses."""
        if os.geteuid() != 0:
            return ()
        return ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")

    def start(self) -> None:
        """Start the server; one that was killed first recovers."""
        (self.folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}"]
        self.process = subprocess.Popen(
            [
                *self.as_owner(),
                *(str(self.programs / "postgres"), "-D", str(self.folder / "data"), *options),
            ],
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            try:
                psycopg2.connect(dbname="postgres", host=str(self.folder), user="postgres").close()
            except psycopg2.OperationalError:
                time.sleep(0.1)
            else:
                return
        pytest.fail("the server does not answer")

    def kill(self) -> None:
        """Kill the server with every process of it, at once and without a word."""
        assert self.process is not None
        main = self.process.pid
        served = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in (main, *map(int, served)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE_S)

    def left_by(self, case: int) -> tuple[str, int, str, str]:
        at = psycopg2.connect(dbname="killed", host=str(self.folder), user="postgres")
        with at.cursor() as cursor:
            cursor.execute(LEFT, [case])
            found: tuple[str, int, str, str] = cursor.fetchone()
        at.close()
        return found


@pytest.fixture
def server() -> Iterator[Server]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        pytest.skip("no PostgreSQL server programs on this machine")
    folder = Path(tempfile.mkdtemp(prefix="killed-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    made = Server(folder=folder, programs=programs[-1])
    try:
        made.run(
            "initdb",
            "-D",
            str(folder / "data"),
            "-U",
            "postgres",
            "-A",
            "trust",
            "--locale=C.UTF-8",
        )
        made.start()
        yield made
    finally:
        if made.process is not None and made.process.poll() is None:
            made.kill()
        shutil.rmtree(folder, ignore_errors=True)


def copied_to(server: Server) -> None:
    """Copy the database of the test, with what has been committed to it, to another server."""
    at: Mapping[str, object] = settings.DATABASES["default"]
    where = ["-h", str(at["HOST"]), *(["-p", str(at["PORT"])] if at["PORT"] else [])]
    user = ["-U", str(at["USER"])] if at["USER"] else []
    dump = subprocess.run(
        [str(server.programs / "pg_dump"), *where, *user, "--no-owner", str(at["NAME"])],
        check=True,
        capture_output=True,
    ).stdout
    # Columns worked out by functions need to find what the functions name.
    dump = dump.replace(NO_PATH, b"SET search_path = public;")
    server.run("createdb", "-h", str(server.folder), "-U", "postgres", "killed")
    server.run(
        *("psql", "-q", "-v", "ON_ERROR_STOP=1", "-h", str(server.folder), "-U", "postgres"),
        *("-d", "killed"),
        input=dump,
    )


def begun(server: Server, case: Case, by: int, when: str) -> subprocess.Popen[str]:
    """Return a worker that has entered a case, before or after its commit."""
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, str(case.pk), str(by), NOON.isoformat(), when],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": server.url},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert worker.stdout is not None
    told = worker.stdout.readline().strip()
    assert told == ("written" if when == "before" else "committed")
    return worker


def killed_with(server: Server, worker: subprocess.Popen[str]) -> None:
    """Kill the database, let the worker go, and start the database again."""
    server.kill()
    worker.kill()
    worker.wait(timeout=PATIENCE_S)
    if worker.stdout:
        worker.stdout.close()
    server.start()


def test_a_database_killed_around_an_entry_has_all_of_it_or_nothing(server: Server):
    desk = office.desk()
    case = office.approved(desk)
    copied_to(server)
    before = server.left_by(case.pk)
    assert before == ("approved", 0, office.OLD_NUMBER, str(desk.holder.pk))

    killed_with(server, begun(server, case, desk.approver.pk, "before"))

    assert server.left_by(case.pk) == before

    killed_with(server, begun(server, case, desk.approver.pk, "after"))

    assert server.left_by(case.pk) == (
        *("registered", 1, "示（2026）示例市不动产权第0000001号"),
        str(desk.taker.pk),
    )
