"""Stories told from end to end: idle rooms of a county, many rooms at once, and all by keyboard."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.stories import (
    MANAGER,
    Account,
    Site,
    floor_of,
    keep_picture,
    log_in,
    open_floor,
    rows_of,
    settled,
    tab_to,
    taken,
)

PROVINCE = Account(username="province")
# 1号楼 二层: 1212 has 17.82 m² and nobody in it; the leader's limit is 18 m², the clerk's 9 m².
LEADER, CLERK, EMPTY = "癸四岳", "庚八若", "1212"
OWNER = "示例市机关事务管理局"


# --- idle for more than half a year -------------------------------------------------------


def test_a_province_finds_what_a_county_left_idle_for_over_six_months(
    page: Page, demo_server: Site, tmp_path: Path
):
    log_in(page, demo_server, PROVINCE)
    settled(page)
    for place in ("示例市", "甲县"):
        page.get_by_role("navigation", name="位置列表").get_by_role("link", name=place).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(place)
        settled(page)

    page.get_by_label("着色").select_option("idle")
    legend = page.get_by_role("region", name="图例")
    expect(legend).to_contain_text("6–12 个月")
    settled(page)
    legend.get_by_role("button", name="6–12 个月").click()
    page.get_by_role("button", name="表格").click()
    rows = page.locator("#table tbody tr")
    expect(rows).to_have_count(1)
    for said in ("4318", "4号楼", "三层", "12.96", "9"):
        expect(rows).to_contain_text(said)
    keep_picture(page, "idle-county-zh")

    page.locator("#export summary").click()
    expect(page.locator("#export").get_by_role("link", name="CSV")).to_be_hidden()
    book = taken(page, tmp_path, page.locator("#export").get_by_role("link", name="XLSX").click)
    ((building, floor, number, _use, area, _since, months),) = rows_of(book)
    assert (building, floor, number, area, months) == ("4号楼", "三层", "4318", 12.96, 9)

    page.keyboard.press("Escape")
    rows.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4号楼 · 三层")
    panel = page.get_by_role("complementary", name="所选房间")
    expect(panel).to_contain_text("4318")
    expect(panel).to_contain_text("9 个月")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("region", name="Legend")).to_contain_text("6 to 12 months")
    keep_picture(page, "idle-county-en")


# --- many rooms at once -------------------------------------------------------------------


def drawn_around(page: Page) -> None:
    """Draw a line around the whole floor."""
    page.get_by_role("button", name="圈选").click()
    box = page.locator("path.floor-outline").bounding_box()
    assert box
    east, south = box["x"] + box["width"] + 5, box["y"] + box["height"] + 5
    page.mouse.move(box["x"] - 5, box["y"] - 5)
    page.mouse.down()
    for x, y in [(east, box["y"] - 5), (east, south), (box["x"] - 5, south)]:
        page.mouse.move(x, y, steps=4)
    page.mouse.up()


def test_a_whole_basement_is_lassoed_allocated_taken_away_and_given_back(
    page: Page, demo_server: Site, tmp_path: Path
):
    log_in(page, demo_server, MANAGER)
    page.goto(f"{demo_server.url}/map/?floor={floor_of(page, demo_server, 'SF-01', -1)}")
    settled(page)
    drawn_around(page)
    bar = page.get_by_role("region", name="已选房间")
    expect(bar).to_be_visible()
    number = int(re.findall(r"(\d+) 间", bar.inner_text())[0])
    assert number >= 20

    bar.get_by_role("button", name="分配给…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("单位").fill(OWNER)
    dialog.get_by_label("事由").fill("地下室统一管理")
    dialog.get_by_role("button", name="分配", exact=True).click()
    expect(page.locator(".toast")).to_contain_text(f"已分配 {number} 间")
    settled(page)
    keep_picture(page, "bulk-allocated-zh")

    page.locator("#export summary").click()
    book = taken(page, tmp_path, page.locator("#export").get_by_role("link", name="XLSX").click)
    rows = rows_of(book)
    assert len(rows) == number
    assert {row[5] for row in rows} == {OWNER}
    page.keyboard.press("Escape")

    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".toast")).to_contain_text("撤销已记录")
    settled(page)
    page.locator("#export summary").click()
    again = taken(page, tmp_path, page.locator("#export").get_by_role("link", name="XLSX").click)
    assert {row[5] for row in rows_of(again)} == {None}


# --- by keyboard alone --------------------------------------------------------------------


def found(page: Page, number: str) -> None:
    """Find a room and see who sits there."""
    page.keyboard.press("/")
    page.keyboard.type(number)
    expect(page.get_by_role("option").first).to_contain_text(number)
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="所选房间")
    expect(panel.get_by_role("heading", level=2)).to_contain_text(number)
    tab_to(page, panel.get_by_role("tab", name="概览"))
    page.keyboard.press("ArrowRight")
    expect(panel.get_by_role("tabpanel")).to_contain_text("局长")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def taken_up(page: Page, person: str) -> None:
    """Take somebody up from the list of people."""
    search = page.get_by_role("searchbox", name="查找人员")
    expect(search).to_be_visible()
    tab_to(page, search)
    page.keyboard.press("Control+a")
    page.keyboard.type(person)
    expect(page.locator(".person-card")).to_have_count(1)
    expect(page.locator(".person-card")).to_contain_text(person)
    tab_to(page, page.locator(".person-card"))
    page.keyboard.press("Enter")


def offered(page: Page, person: str, number: str) -> None:
    """Put whoever is held into a room, with a reason."""
    offers = page.get_by_role("list", name=f"{person} 可入座的房间").get_by_role("button")
    tab_to(page, offers.filter(has_text=number))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("dialog").get_by_label("事由"))
    page.keyboard.type("工作需要")
    page.keyboard.press("Enter")


def picked(page: Page, *numbers: str) -> None:
    """Open the table and tick rooms."""
    tab_to(page, page.locator("#drawer-toggle"))
    page.keyboard.press("Enter")
    for number in numbers:
        box = page.get_by_role("checkbox", name=f"选取 {number}", exact=True)
        expect(box).to_be_visible()
        tab_to(page, box)
        page.keyboard.press("Space")
        expect(box).to_be_checked()


def test_found_refused_seated_undone_picked_and_taken_away_by_keyboard_alone(
    page: Page, demo_server: Site, tmp_path: Path
):
    open_floor(page, demo_server)
    found(page, "1204")

    tab_to(page, page.get_by_role("button", name="安排人员"))
    page.keyboard.press("Enter")
    taken_up(page, CLERK)
    offered(page, CLERK, EMPTY)
    refusal = page.get_by_role("dialog").get_by_role("alert")
    expect(refusal).to_contain_text("17.82")
    expect(refusal).to_contain_text("发改投资〔2014〕2674号")
    keep_picture(page, "keyboard-refused-zh")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()

    taken_up(page, LEADER)
    offered(page, LEADER, EMPTY)
    expect(page.locator(".toast")).to_contain_text(f"已安排 {LEADER} 到 {EMPTY}")
    settled(page)
    tab_to(page, page.get_by_role("button", name="撤销"))
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("撤销已记录")
    settled(page)

    picked(page, "1201", "1202", "1204")
    expect(page.get_by_role("region", name="已选房间")).to_contain_text("3 间 · 72.36 m²")
    tab_to(page, page.locator("#export summary"), "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#export").get_by_role("link", name="XLSX"))
    book = taken(page, tmp_path, lambda: page.keyboard.press("Enter"))
    assert [row[2] for row in rows_of(book)] == ["1201", "1202", "1204"]
