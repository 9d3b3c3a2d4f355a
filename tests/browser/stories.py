"""What the stories share: the accounts of the demo, logging in, and keeping pictures.

`demo_server` is a fixture with `url`, the address of a running site with the demo campus in it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, ViewportSize

PICTURES = Path(__file__).resolve().parent.parent.parent / "var" / "screenshots"
OFFICE: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 360, "height": 740}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who can log in to the demo."""

    username: str
    password: str = "fangtu-demo"


MANAGER = Account(username="manager")  # property manager of 示例市, 990100
COUNTY = Account(username="county")  # property manager of 甲县, 990121


class Site(Protocol):
    """A running site."""

    url: str


def log_in(page: Page, site: Site, account: Account, to: str = "/map/") -> None:
    """Log in by hand and arrive where one wanted to go."""
    page.goto(site.url + to)
    page.get_by_label("账号", exact=True).fill(account.username)
    page.get_by_label("密码").fill(account.password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(site.url + to)


def settled(page: Page) -> None:
    """Wait until the map has drawn what it was asked for and moves no more."""
    page.wait_for_selector("#map-page:not([aria-busy])")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(400)


def keep_picture(page: Page, name: str) -> None:
    """Keep what the page looks like, to be looked at."""
    settled(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def floor_of(page: Page, site: Site, building: str, ordinal: int) -> int:
    """Return the key of a floor."""
    answer = page.request.get(f"{site.url}/map/buildings/{building}.json").json()
    return next(each["id"] for each in answer["floors"] if each["ordinal"] == ordinal)


def open_floor(page: Page, site: Site, more: str = "", account: Account = MANAGER) -> None:
    """Log in and open 1号楼 二层."""
    log_in(page, site, account)
    page.goto(f"{site.url}/map/?floor={floor_of(page, site, 'SF-01', 2)}{more}")
    settled(page)


def uid_of(page: Page, number: str) -> str:
    """Return the uid of a room of the open floor."""
    row = page.locator("#table tbody tr").filter(has=page.get_by_text(number, exact=True))
    return row.first.get_attribute("data-uid") or ""


def room(page: Page, number: str) -> Locator:
    """Return a room of the plan."""
    return page.locator(f'path.room[data-uid="{uid_of(page, number)}"]')


def photo() -> bytes:
    """Return a picture as large as a phone's page makes them."""
    made = io.BytesIO()
    Image.effect_noise((900, 600), 60).convert("RGB").save(made, "JPEG")
    return made.getvalue()


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    """Press Tab, or another key that moves on, until something has the focus."""
    for _ in range(200):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"no way by {key} to {target}")


def taken(page: Page, folder: Path, take: Callable[[], None]) -> Path:
    """Return the file that an act gives."""
    with page.expect_download() as download:
        take()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def rows_of(workbook: Path) -> list[tuple[Any, ...]]:
    """Return the rows of a workbook's first sheet, without what it is about and the heads."""
    _about, _heads, *rows = (
        openpyxl.load_workbook(workbook).worksheets[0].iter_rows(values_only=True)
    )
    return rows
