"""What every test may ask for: real drawings, a browser that stays at home, files of its own."""

from __future__ import annotations

import fcntl
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg2
import pytest
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.dispatch import receiver
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).resolve().parent.parent
DRAWINGS = Path(os.environ.get("FANGTU_DRAWINGS", ROOT.parent / "shared" / "drawings"))
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_SWITCHES = [
    "--no-sandbox",  # root, as in most containers, may not have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AT_HOME = {"127.0.0.1", "localhost"}
# A machine that does other things besides may take that long for a page.
PATIENCE_MS = 20_000
# Nobody can press what is not to be seen: scripts that come late are waited for before a click.
SHOWN_WHEN_READY = """
const hide = () => {
  if (!document.documentElement || document.readyState !== 'loading') return;
  document.documentElement.style.visibility = 'hidden';
  seen.disconnect();
};
const seen = new MutationObserver(hide);
seen.observe(document, { childList: true });
hide();
addEventListener('DOMContentLoaded', () => {
  seen.disconnect();
  document.documentElement.style.removeProperty('visibility');
}, { once: true });
"""
OFFICE_SCREEN: ViewportSize = {"width": 1366, "height": 768}

expect.set_options(timeout=PATIENCE_MS)

# Playwright's calls run inside an event loop, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Names without hashes: there is no collected folder to look them up in.
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
# Real hashing costs a third of a second for every account that is made.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@receiver(connection_created)
def let_tests_empty_their_tables(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Let the connections of tests, and no others, empty tables of the register between two tests."""
    with connection.cursor() as cursor:
        cursor.execute("SET fangtu.may_empty = 'on'")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what needs the database or the browser, so that `-m "not database"` finds the rest."""
    asks_for = set(getattr(item, "fixturenames", ()))
    if item.get_closest_marker("django_db") or asks_for & {
        "db",
        "transactional_db",
        "django_db_setup",
    }:
        item.add_marker("database")
    if "browser" in asks_for:
        item.add_marker("browser")
    if "demo_server" in asks_for:
        item.add_marker("database")


def as_utf8(value: object) -> object:
    """Return a report's data with half characters spelled out.

    Broken drawings have text that no encoding can carry; the workers of xdist would end on it.
    """
    match value:
        case str():
            return value.encode("utf-8", "backslashreplace").decode("utf-8")
        case dict():
            return {key: as_utf8(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value)(as_utf8(inner) for inner in value)
    return value


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, object, object]:
    return as_utf8((yield))


@pytest.fixture(scope="session", autouse=True)
def uploads_of_their_own() -> Iterator[None]:
    """Keep what tests upload out of var/media."""
    with tempfile.TemporaryDirectory(prefix="fangtu-media-") as folder:
        settings.MEDIA_ROOT = folder
        yield


@pytest.fixture(scope="session")
def drawings() -> Path:
    """Return the folder of real drawings that is kept beside the repository."""
    if not DRAWINGS.is_dir():
        pytest.skip(f"real drawings are not here: {DRAWINGS} (or set FANGTU_DRAWINGS)")
    return DRAWINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoSite:
    """A running site with the demo campus in it."""

    url: str


def free_port() -> int:
    """Return a port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Return when a page answers; fail when its server has ended or half a minute has passed."""
    for _ in range(300):
        assert server.poll() is None, "the demo's web server ended at once"
        try:
            with urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} does not answer")


def manage(command: list[str], environment: dict[str, str]) -> None:
    """Run a command of manage.py in other surroundings, and fail with its words when it fails."""
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {command[0]}: {done.stdout}{done.stderr}"


def database_url(name: str) -> str:
    """Return the address of another database on the server of the tests."""
    if not (url := os.environ.get("DATABASE_URL")):
        pytest.fail("DATABASE_URL names no server; run the stories with bin/test tests/browser")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def database_at_hand() -> str:
    """Return the name of the database that is at hand: two checkouts on one server have two."""
    return urlsplit(os.environ.get("DATABASE_URL", "")).path.strip("/") or "fangtu"


def make_database(name: str, *, like: str = "template1") -> None:
    """Make a database anew, as a copy of another one."""
    at = settings.DATABASES["default"]
    server = psycopg2.connect(
        dbname="postgres", host=at["HOST"], port=at["PORT"] or None, user=at["USER"] or None
    )
    server.autocommit = True  # databases are not made in transactions
    with server.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {like}")
    server.close()


@pytest.fixture(scope="session")
def demo_campus(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> dict[str, str]:
    """Return surroundings with the demo campus loaded: one load for all workers, a copy for each."""
    folder = tmp_path_factory.getbasetemp()
    stories = f"{database_at_hand()}_stories"
    shared = folder if worker_id == "master" else folder.parent
    surroundings = {
        **os.environ,
        "FANGTU_VAR": str(shared / "demo"),
        "FANGTU_SECRET_KEY": "only for stories",
    }
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo.loaded").exists():
            make_database(stories)
            loading = {**surroundings, "DATABASE_URL": database_url(stories)}
            for command in (
                ["collectstatic", "--noinput"],
                ["migrate"],
                ["load_demo"],
                ["assess"],
                ["demo_accounts"],
            ):
                manage(command, loading)
            (shared / "demo.loaded").touch()
        make_database(f"{stories}_{worker_id}", like=stories)
    return {**surroundings, "DATABASE_URL": database_url(f"{stories}_{worker_id}")}


@pytest.fixture(scope="session")
def demo_server(demo_campus: dict[str, str]) -> Iterator[DemoSite]:
    """Serve the demo campus the way bin/demo does; stories share it, so they only read."""
    site = DemoSite(url=f"http://127.0.0.1:{free_port()}")
    options = ["--bind", urlsplit(site.url).netloc, "--threads", "4", "--no-control-socket"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi:application", *options],
        cwd=ROOT,
        env=demo_campus,
    )
    try:
        wait_for(f"{site.url}/login/", server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=60)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Return Debian's Chromium, one for each worker."""
    if not CHROMIUM.exists():
        missing = f"Chromium is not at {CHROMIUM}; bin/test installs it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    playwright: Playwright = request.getfixturevalue("playwright")
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_SWITCHES)
    yield chromium
    chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a fresh profile in which any request to another machine fails the test."""
    outside: list[str] = []

    def stay_at_home(route: Route) -> None:
        if urlsplit(route.request.url).hostname in AT_HOME:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport=OFFICE_SCREEN
    )
    context.route("http*://**/*", stay_at_home)
    context.add_init_script(SHOWN_WHEN_READY)
    context.set_default_timeout(3 * PATIENCE_MS)
    yield context
    context.close()
    assert outside == [], "a page asked another machine"


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Return a page whose scripts must not fail."""
    failures: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: failures.append(str(error)))
    yield page
    assert failures == [], "a script on the page failed"


@pytest.fixture(scope="session")
def demo_worker(demo_campus: dict[str, str], demo_server: DemoSite) -> Iterator[None]:
    """Run the worker that reads what is uploaded to the demo, as bin/demo does."""
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "qcluster"],
        cwd=ROOT,
        env=demo_campus,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield
    worker.terminate()
    worker.wait(timeout=60)
