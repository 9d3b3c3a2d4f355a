"""The register of titles in a browser: nobody is kept out, nothing runs off a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.accessibility import grave_faults
from tests.browser.stories import OFFICE, PHONE, Account, Site, log_in

OFFICER = Account(username="officer")
UNIT = "/titles/units/990100001001GB00001F00040002/"
PAGES = (
    "/titles/units/",
    UNIT,
    "/titles/units/990100001001GB00001F00030001/?on=2019-06-30",
    "/titles/parcels/990121002003GB00008/",
    "/titles/buildings/SF-04/",
    "/titles/codes/?unit=990100001001GB00001F00010001&certificate=x&uscc=11990100MB0000001X",
    "/titles/units/new/?parcel=990100001001GB00001",
    "/titles/exceptions/",
)


@pytest.mark.parametrize("screen", [OFFICE, PHONE], ids=["screen", "phone"])
def test_no_page_of_the_register_keeps_anybody_out(
    page: Page, demo_server: Site, screen: ViewportSize
):
    log_in(page, demo_server, OFFICER)
    page.set_viewport_size(screen)

    for path in PAGES:
        page.goto(demo_server.url + path)

        assert grave_faults(page) == [], path
        runs_off = page.evaluate(
            "[document.documentElement, document.querySelector('.work')]"
            ".some((part) => part.scrollWidth > part.clientWidth)"
        )
        assert not runs_off, path


def test_a_code_is_explained_while_somebody_types(page: Page, demo_server: Site):
    log_in(page, demo_server, OFFICER)
    page.goto(demo_server.url + "/titles/codes/")
    field, said = page.locator("#unit"), page.locator("#unit-said")

    field.press_sequentially("９９０１００001")
    expect(said).to_contain_text("示例市")
    field.press_sequentially(" 001GK")
    expect(said).to_contain_text("14")
    for _ in range(2):
        field.press("Backspace")
    field.press_sequentially("GB00001F00010001")

    expect(said.get_by_role("link", name=re.compile("F 0001 0001|F00010001"))).to_be_visible()


def test_what_was_known_then_is_asked_for_with_a_thumb(page: Page, demo_server: Site):
    log_in(page, demo_server, OFFICER)
    page.set_viewport_size(PHONE)
    page.goto(demo_server.url + "/titles/units/990100001001GB00001F00010001/")

    page.locator(".as-of-phone summary").click()
    page.locator("#phone-on").fill("2015-01-01")
    page.locator("#phone-known").fill("2016-01-01")
    page.locator(".as-of-phone button").click()

    # the demo was written down today: on that day nobody knew of it
    expect(page.locator("#rights + p")).to_be_visible()
    expect(page.locator(".as-of-phone summary")).to_contain_text("2016-01-01")
