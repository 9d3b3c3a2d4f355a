"""Stories of taking away what the map shows: a table, a drawing to scale, a picture."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.stories import MANAGER, Site, keep_picture, log_in, rows_of, settled, taken

FLOOR = "二层"


def open_the_menu(page: Page, site: Site) -> Locator:
    """Go down to a floor and open what can be taken away."""
    log_in(page, site, MANAGER)
    for place in (re.compile("大院|院"), "1号楼", FLOOR):
        settled(page)
        places = page.get_by_role("navigation", name="位置列表")
        places.get_by_role("link", name=place).first.click()
    settled(page)
    menu = page.locator("#export")
    menu.locator("summary").click()
    return menu


def test_the_rooms_that_are_shown_are_the_rows_of_the_workbook(
    page: Page, demo_server: Site, tmp_path: Path
):
    menu = open_the_menu(page, demo_server)
    keep_picture(page, "export-zh")
    page.keyboard.press("Escape")
    over = page.get_by_role("region", name="图例").get_by_role("button", name="超标")
    wanted = int(over.locator(".legend-count").inner_text())
    over.click()
    menu.locator("summary").click()

    file = taken(page, tmp_path, menu.get_by_role("link", name="XLSX").click)

    rows = rows_of(file)
    assert len(rows) == wanted
    assert {row[9] for row in rows} == {"超标"}


def test_a_drawing_is_printed_at_the_scale_one_chooses(
    page: Page, demo_server: Site, tmp_path: Path
):
    menu = open_the_menu(page, demo_server)
    menu.get_by_label("比例尺").select_option("200")
    menu.get_by_label("纸张").select_option("a3")

    file = taken(page, tmp_path, menu.get_by_role("link", name="PDF").click)

    sheets = PdfReader(file).pages
    assert {round(float(sheet.mediabox.width) / 72 * 25.4) for sheet in sheets} == {420}
    for said in ("1号楼 · 二层", "1:200", "图例"):
        assert all(said in sheet.extract_text() for sheet in sheets)
    everything = "".join(sheet.extract_text() for sheet in sheets)
    assert "1204" in everything
    assert "36.72" in everything


def test_a_picture_of_the_plan_is_made_in_the_browser(
    page: Page, demo_server: Site, tmp_path: Path
):
    menu = open_the_menu(page, demo_server)

    file = taken(page, tmp_path, menu.get_by_role("button", name="PNG").click)

    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    # A4 lying, at two hundred dots an inch.
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (2339, 1654)
    assert file.suffix == ".png"


def test_without_a_floor_there_is_nothing_to_take_away(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    settled(page)

    expect(page.locator("#export")).to_be_hidden()
