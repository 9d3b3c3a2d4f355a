"""Stories of the map page: from far out to one room, by colours, in both languages and widths."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.stories import (
    COUNTY,
    MANAGER,
    OFFICE,
    PHONE,
    Site,
    keep_picture,
    log_in,
    settled,
)

# 1号楼, 二层, room 1204: a bureau head in 36.72 m² where 24.00 m² are allowed.
FLOOR, ROOM = "二层", "1204"


def go_to_floor(page: Page) -> None:
    """Go down the list beside the map from the division to the floor."""
    for place in (re.compile("大院|院"), "1号楼", FLOOR):
        settled(page)
        page.get_by_role("navigation", name="位置列表").get_by_role(
            "link", name=place
        ).first.click()
    settled(page)


def test_from_the_city_to_a_floor_by_the_list(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    expect(page.get_by_role("heading", level=1)).to_have_text("示例市")
    keep_picture(page, "city-zh")

    go_to_floor(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(f"1号楼 · {FLOOR}")
    expect(page.get_by_role("navigation", name="当前位置")).to_contain_text("示例市")
    expect(page).to_have_url(re.compile(r"\?floor=\d+$"))
    keep_picture(page, "floor-zh")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(f"1号楼 · {FLOOR}")


def test_colours_and_patterns_are_told_by_the_legend_which_filters(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    go_to_floor(page)
    over = page.get_by_role("region", name="图例").get_by_role("button", name="超标")
    rooms_over = int(over.locator(".legend-count").inner_text())
    assert page.locator("path.room[data-state=over]").count() == rooms_over

    over.click()

    expect(over).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="表格").click()
    expect(page.locator("#table tbody tr")).to_have_count(rooms_over)
    expect(page.locator("#table")).to_contain_text(ROOM)
    keep_picture(page, "floor-over-zh")


def test_a_room_says_who_has_it_how_large_it_is_and_by_which_clause(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    go_to_floor(page)
    page.get_by_role("button", name="表格").click()

    page.locator("#table").get_by_role("button", name=ROOM).click()

    panel = page.get_by_role("complementary", name="所选房间")
    expect(panel.get_by_role("heading", level=2)).to_contain_text(ROOM)
    for said in ("超标", "局长", "36.72", "24.00", "12.72", "2674"):
        expect(panel).to_contain_text(said)
    keep_picture(page, "room-zh")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_click_on_the_plan_chooses_the_room_and_its_link_shows_it_again(
    page: Page, demo_server: Site
):
    log_in(page, demo_server, MANAGER)
    go_to_floor(page)

    page.locator("path.room[data-state=over]").first.click()

    expect(page.locator("path.chosen-line")).to_have_count(1)
    panel = page.get_by_role("complementary", name="所选房间")
    chosen = panel.get_by_role("heading", level=2).inner_text()
    page.goto(page.url)
    expect(panel.get_by_role("heading", level=2)).to_have_text(chosen, use_inner_text=True)


def test_brackets_walk_through_the_floors(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    go_to_floor(page)

    page.keyboard.press("[")

    expect(page.get_by_role("heading", level=1)).to_have_text("1号楼 · 一层")
    page.keyboard.press("]")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"1号楼 · {FLOOR}")


def test_the_page_speaks_english_and_stays_where_it_is(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    go_to_floor(page)
    address = page.url

    page.get_by_role("button", name="English").click()

    expect(page.get_by_role("region", name="Legend")).to_contain_text("Over standard")
    assert page.url == address
    keep_picture(page, "floor-en")


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
def test_the_map_comes_first_on_every_width(page: Page, demo_server: Site, size: ViewportSize):
    page.set_viewport_size(size)
    log_in(page, demo_server, MANAGER)
    if size is PHONE:
        page.locator("#side-toggle").click()
    go_to_floor(page)
    page.locator("path.room[data-state=over]").first.click()
    settled(page)

    width = page.evaluate("document.documentElement.scrollWidth")

    assert width <= size["width"]
    expect(page.get_by_role("complementary", name="所选房间")).to_contain_text("m²")
    keep_picture(page, f"room-{size['width']}")


def test_a_county_account_finds_nothing_of_another_county(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER)
    building = page.request.get(f"{demo_server.url}/map/buildings/SF-03.json").json()
    floor = next(each["id"] for each in building["floors"] if each["has_plan"])
    plan = page.request.get(f"{demo_server.url}/map/floors/{floor}.json").json()
    room = plan["features"][0]["properties"]["uid"]
    page.context.clear_cookies()

    log_in(page, demo_server, COUNTY)

    for address in (f"rooms/{room}/", f"floors/{floor}.json", "buildings/SF-03.json"):
        assert page.request.get(f"{demo_server.url}/map/{address}").status == 404, address
    page.goto(f"{demo_server.url}/map/?floor={floor}&room={room}")
    expect(page.get_by_role("alert").first).to_contain_text("没有可查看的内容")
    keep_picture(page, "not-for-this-county-zh")
