"""What every test may ask for: real drawings, a browser that stays at home, files of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route, sync_playwright

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
OFFICE_SCREEN = {"width": 1366, "height": 768}

# Playwright's calls run inside an event loop, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Names without hashes: there is no collected folder to look them up in.
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
# Real hashing costs a third of a second for every account that is made.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs the database or the browser, so that `-m "not database"` finds the rest."""
    for item in items:
        asks_for = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or asks_for & {"db", "transactional_db"}:
            item.add_marker("database")
        if "browser" in asks_for:
            item.add_marker("browser")


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
