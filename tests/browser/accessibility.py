"""What axe calls serious or critical on a page, and the pages of the demo it is asked about.

Sight   a page in one state: where it is, who looks, what is done before axe looks
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.stories import MANAGER, Account, Site, floor_of, room, settled

GRAVE = {"serious", "critical"}
LONGEST = 160  # letters of a fault: enough to find the element by


def grave_faults(page: Page) -> list[str]:
    """Return what axe calls serious or critical on the page, once its scripts have run.

    Before that the page is hidden, and axe finds no fault with what nobody sees.
    """
    page.wait_for_load_state("load")
    page.wait_for_function("getComputedStyle(document.documentElement).visibility === 'visible'")
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']}: {node['html'][:LONGEST]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


def nothing(_page: Page) -> None:
    """Leave a page as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A page in one state."""

    name: str
    path: str
    account: Account | None = MANAGER
    follow: tuple[str, ...] = ()  # one after the other, the first link whose address matches
    floor: int | None = None  # of 1号楼: the page is its plan
    act: Callable[[Page], None] = nothing
    is_phone: bool = False

    def __str__(self) -> str:
        return f"{self.name}-phone" if self.is_phone else self.name

    def open(self, page: Page, site: Site) -> None:
        """Go to the page and put it into its state."""
        path = self.path
        if self.floor is not None:
            path += f"&floor={floor_of(page, site, 'SF-01', self.floor)}"
        page.goto(site.url + path)
        for pattern in self.follow:
            page.goto(site.url + address_of(page, pattern))
        if page.locator("#map-page").count():
            settled(page)
        self.act(page)


def address_of(page: Page, pattern: str) -> str:
    """Return the first address on a page that matches a pattern."""
    hrefs = page.locator("a[href]").evaluate_all(
        "all => all.map(a => a.getAttribute('href').split('?')[0])"
    )
    return next(href for href in hrefs if re.fullmatch(pattern, href))


def in_room(page: Page) -> None:
    """Choose a room that is over standard."""
    room(page, "1204").click()
    settled(page)


def tab(name: str) -> Callable[[Page], None]:
    """Return what opens a tab of a room."""

    def opened(page: Page) -> None:
        in_room(page)
        page.locator(f"#tab-{name}").click()
        settled(page)

    return opened


def with_table(page: Page) -> None:
    """Open the table below the map."""
    page.locator("#drawer-toggle").click()
    settled(page)


def searched(page: Page) -> None:
    """Look for something that many things are called."""
    page.locator("#search-box").fill("示例")
    page.wait_for_selector("#search-hits [role=option]")


def picked(page: Page) -> None:
    """Pick two rooms, so that the bar of what can be done stands over the map."""
    room(page, "1204").click(modifiers=["Shift"])
    room(page, "1214").click(modifiers=["Shift"])
    settled(page)


def asked_to_allocate(page: Page) -> None:
    """Open the dialog that gives picked rooms away."""
    picked(page)
    page.locator(".picked-bar .is-main").click()
    page.wait_for_selector("dialog[open]")


def held(page: Page) -> None:
    """Take the first person up, so that each room says what it would be with them in it."""
    page.locator(".person-card").first.click()
    page.wait_for_selector(".is-holding")
    settled(page)


def in_words(page: Page) -> None:
    """Open the form that corrects a room, with another use, so that every field stands there."""
    in_room(page)
    page.locator("[data-edit=use]").click()
    page.locator("#word-use").select_option("service")
    page.locator("#words-form [type=submit]").click()
    page.wait_for_selector("#words-refusal:not([hidden])")


def with_rail(page: Page) -> None:
    """Open the rest of the rail of a phone."""
    page.locator(".rail-more").click()
    page.wait_for_selector(".rail-rest.is-open")


def with_lasso(page: Page) -> None:
    """Take the lasso up."""
    page.locator("#tool-lasso").click()
    page.wait_for_selector(".is-lassoing")
