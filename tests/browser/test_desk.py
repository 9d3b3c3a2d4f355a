"""Stories of looking at the map: finding, colours, other days, all floors, and for everybody."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.browser.stories import (
    COUNTY,
    MANAGER,
    Account,
    Site,
    floor_of,
    keep_picture,
    log_in,
    open_floor,
    room,
    settled,
)

OFFICER = Account(username="officer")


def today() -> dt.date:
    """Return the day of the site."""
    return dt.datetime.now(ZoneInfo("Asia/Shanghai")).date()


# --- finding ------------------------------------------------------------------------


def test_a_room_is_found_and_who_sits_there(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    settled(page)

    page.keyboard.press("/")
    page.keyboard.type("1204")
    expect(page.get_by_role("option").first).to_contain_text("1号楼 · 二层")
    page.keyboard.press("Enter")

    panel = page.get_by_role("complementary", name="所选房间")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("1204")
    panel.get_by_role("tab", name="人员").click()
    expect(panel).to_contain_text("局长")
    expect(panel).to_contain_text("示例市财政局")
    expect(page).to_have_url(re.compile(r"tab=people"))
    keep_picture(page, "room-people-zh")


def test_initials_in_pinyin_find_an_organisation(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)

    page.get_by_role("combobox", name="查找").fill("slsczj")
    page.get_by_role("option", name="示例市财政局").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("1号楼 · 二层")


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("面积证明", "逐边计算"),
        ("权属", "不动产权第"),
        ("历史", "首次绘入"),
        ("问题", "R-OFF-1"),
        ("文件", "SF-01_2.dxf"),
    ],
)
def test_every_tab_of_a_room_tells_its_part(page: Page, demo_server: Site, tab: str, said: str):
    open_floor(page, demo_server)
    room(page, "1204").click()

    panel = page.get_by_role("complementary", name="所选房间")
    panel.get_by_role("tab", name=tab).click()

    expect(panel.get_by_role("tabpanel")).to_contain_text(said)


def test_a_role_without_people_is_told_so_and_cannot_seat(page: Page, demo_server: Site):
    open_floor(page, demo_server, "&tab=people", account=OFFICER)
    expect(page.get_by_role("button", name="安排人员")).to_have_count(0)

    room(page, "1204").click()

    expect(page.get_by_role("complementary", name="所选房间")).to_contain_text("不在您的权限内")
    keep_picture(page, "people-forbidden-zh")


# --- colours ------------------------------------------------------------------------


def test_map_table_and_legend_follow_the_theme_and_its_filter(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    page.get_by_role("button", name="表格").click()

    page.get_by_label("着色").select_option("occupancy")
    legend = page.get_by_role("region", name="图例")
    empty = legend.get_by_role("button", name="已分配未入座")
    number = int(empty.locator(".legend-count").inner_text())
    empty.click()

    expect(page.locator("#table tbody tr")).to_have_count(number)
    expect(page.locator('path.room[data-state="empty"]')).to_have_count(number)
    expect(page).to_have_url(re.compile("theme=occupancy&show=empty"))
    page.reload()
    settled(page)
    expect(empty).to_have_attribute("aria-pressed", "true")
    page.get_by_label("着色").select_option("use")
    page.go_back()
    expect(page.get_by_label("着色")).to_have_value("occupancy")


@pytest.mark.parametrize(
    "theme", ["standard", "occupancy", "idle", "organisation", "use", "title", "person"]
)
def test_each_theme_is_drawn_and_printed(page: Page, demo_server: Site, theme: str):
    open_floor(page, demo_server)

    page.get_by_label("着色").select_option(theme)
    settled(page)

    rows = page.get_by_role("region", name="图例").get_by_role("button")
    counts = [int(row.locator(".legend-count").inner_text()) for row in rows.all()]
    assert sum(counts) == page.locator("path.room").count()
    fills = page.locator("path.room").evaluate_all("all => all.map(e => e.getAttribute('fill'))")
    patterns = {fill[5:-1] for fill in fills if fill.startswith("url(#")}
    assert all(page.locator(f"#{name}").count() == 1 for name in patterns)
    keep_picture(page, f"theme-{theme}-zh")
    page.emulate_media(media="print")
    expect(page.get_by_role("region", name="图例")).to_be_visible()
    expect(page.locator(".tools")).to_be_hidden()


def test_idle_rooms_of_a_whole_city_by_age(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    settled(page)

    page.get_by_label("着色").select_option("idle")
    settled(page)
    page.get_by_role("region", name="图例").get_by_role("button", name="12–24 个月").click()
    page.get_by_role("button", name="表格").click()

    row = page.locator("#table tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("2307")
    expect(row).to_contain_text("14")
    keep_picture(page, "idle-city-zh")
    row.get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2号楼 · 三层")
    expect(page.get_by_role("complementary", name="所选房间")).to_contain_text("2307")


def test_a_county_looks_at_its_idle_rooms_of_half_a_year_from_now(page: Page, demo_server: Site):
    log_in(page, demo_server, COUNTY)
    ahead = today() + dt.timedelta(120)

    page.goto(f"{demo_server.url}/map/?theme=idle&show=idle_6&on={ahead.isoformat()}")
    settled(page)
    page.get_by_role("button", name="表格").click()

    rows = page.locator("#table tbody tr")
    expect(rows.first).to_be_visible()
    assert set(rows.locator("td:nth-child(3)").all_inner_texts()) == {"4号楼"}


# --- time ---------------------------------------------------------------------------


def test_yesterdays_floor_and_last_years_beside_todays(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    page.goto(f"{demo_server.url}/map/?floor={floor_of(page, demo_server, 'SF-02', 3)}")
    settled(page)
    page.get_by_role("button", name="时间").click()

    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    yesterday = today() - dt.timedelta(1)
    expect(page).to_have_url(re.compile(f"on={yesterday.isoformat()}"))
    settled(page)
    assert page.locator("path.room").count() > 20

    before = today() - dt.timedelta(700)
    page.get_by_label("对比日期").fill(before.isoformat())
    settled(page)
    page.get_by_role("button", name="表格").click()
    row = page.locator("#table tbody tr", has_text="2307")
    for said in ("2307", "单位变化", "示例市自然资源局", "未分配单位"):
        expect(row).to_contain_text(said)
    expect(room(page, "2307")).to_have_attribute("data-state", "organisation")
    keep_picture(page, "compare-zh")
    page.get_by_role("button", name="结束对比").click()
    expect(page).not_to_have_url(re.compile("with="))


def test_playing_goes_from_day_to_day_until_it_is_stopped(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    page.get_by_role("button", name="时间").click()

    page.get_by_role("button", name="播放").click()
    first = (today() - dt.timedelta(600)).isoformat()
    page.wait_for_function(
        "() => /on=/.test(location.search) && document.querySelector('.time-day').textContent > '2'"
    )
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="暂停").click()
    settled(page)

    shown = page.locator(".time-day").inner_text()
    assert shown < first
    assert f"on={shown}" in page.url


# --- floors -------------------------------------------------------------------------


def test_all_floors_stand_one_above_the_other_and_each_leads_to_itself(page, demo_server: Site):
    open_floor(page, demo_server, "&theme=organisation")

    page.get_by_role("button", name="全部楼层").click()
    settled(page)

    floors = page.locator("a.storey")
    expect(floors).to_have_count(6)
    expect(page.get_by_role("heading", level=1)).to_have_text("1号楼 · 全部楼层")
    keep_picture(page, "stack-zh")
    page.keyboard.press("]")
    settled(page)
    expect(page.locator("a.storey.is-current")).to_have_attribute("aria-label", "三层")
    page.locator('a.storey[aria-label="五层"] .storey-outline').click(position={"x": 30, "y": 60})
    expect(page.get_by_role("heading", level=1)).to_have_text("1号楼 · 五层")
    expect(page.locator("#stack")).to_be_hidden()
    page.go_back()
    expect(page.locator("#stack")).to_be_visible()
