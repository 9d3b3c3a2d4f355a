"""Stories of the drawings' pages: what a person corrects is read again and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.stories import MANAGER, PHONE, PICTURES, Site, log_in
from tests.cad_import.plans import offices_on_a_corridor

READ_MS = 60_000  # the worker looks for work every second, and reads in another one
INSTITUTE = "示例故事设计院"


def upload(page: Page, site: Site, drawing: Path) -> None:
    """Upload a drawing for the first floor in the list and wait until it is read."""
    page.goto(f"{site.url}/drawings/new/")
    page.locator("input[type=file]").set_input_files(drawing)
    page.get_by_label("楼层", exact=True).select_option(index=1)
    page.get_by_role("button", name="上传并识别").click()
    expect(page.get_by_role("button", name="按这些用途重新读取")).to_be_visible(timeout=READ_MS)


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like, to be looked at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def no_violations(page: Page) -> None:
    """Fail when axe finds that somebody could not use the page."""
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


@pytest.fixture
def plans(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "甲楼二层.dxf", tmp_path / "甲楼三层.dxf"
    offices_on_a_corridor(first)
    offices_on_a_corridor(second, west=5000)
    return first, second


@pytest.mark.usefixtures("demo_worker")
def test_what_is_corrected_on_one_drawing_is_proposed_for_the_next(
    page: Page, demo_server: Site, plans: tuple[Path, Path]
):
    log_in(page, demo_server, MANAGER, to="/drawings/")
    upload(page, demo_server, plans[0])

    # a role is corrected and the drawing read again
    page.get_by_label("QT 的用途").select_option(label="墙")
    page.get_by_label("MC 的用途").select_option(label="门")
    page.get_by_role("button", name="按这些用途重新读取").click()
    layer = page.get_by_role("row").filter(has=page.get_by_label("QT 的用途"))
    expect(layer).to_contain_text("人工指定", timeout=READ_MS)

    # a gap is looked at on the plan and taken back
    closed = page.get_by_role("region", name="已封闭的缺口")
    doorway = closed.get_by_role("row").filter(has_text="301 | 走廊")
    doorway.get_by_role("button", name="在图上定位").click()
    expect(page.locator(".gap-line.is-pointed")).to_have_count(1)
    doorway.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("heading", name="已撤销封闭")).to_be_visible(timeout=READ_MS)
    expect(page.get_by_role("button", name="重新封闭")).to_be_visible(timeout=READ_MS)
    expect(page.locator("#rooms tbody tr")).to_have_count(6)
    no_violations(page)
    picture(page, "drawing-undone-zh")

    # what it was read by is saved under the institute's name
    page.get_by_label("存为设计院图层方案").fill(INSTITUTE)
    page.get_by_role("button", name="保存方案").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(INSTITUTE)
    no_violations(page)
    picture(page, "profile-zh")

    # another drawing of the institute is read by it, until one click says otherwise
    upload(page, demo_server, plans[1])
    used = page.get_by_role("region", name="图层方案")
    expect(used).to_contain_text(f"按方案“{INSTITUTE}”读取")
    expect(used).to_contain_text("5 个图层名中有 5 个与方案相同")
    expect(page.locator("#rooms tbody tr")).to_have_count(7)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    picture(page, "drawing-proposed-360")
    used.get_by_role("button", name="改回自动推荐").click()
    expect(used).to_contain_text("未用方案读取", timeout=READ_MS)
