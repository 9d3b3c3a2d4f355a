"""Stories of correcting a room where it stands, and of what a phone and every page can do too."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.stories import (
    MANAGER,
    Site,
    keep_picture,
    log_in,
    open_floor,
    room,
    settled,
    uid_of,
)


def open_words(page: Page, number: str, field: str) -> None:
    """Choose a room and open the form at one of its words."""
    room(page, number).click()
    settled(page)
    page.locator(f"[data-edit={field}]").focus()
    page.keyboard.press("Enter")


def test_a_room_is_corrected_by_keyboard_and_the_correction_undone(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    page.get_by_role("button", name="表格").click()
    uid = uid_of(page, "1213")
    open_words(page, "1213", "name")

    # nothing typed is lost when the server refuses
    page.keyboard.press("Control+A")
    page.keyboard.type("接访室")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("请填写事由")
    expect(page.get_by_label("名称")).to_have_value("接访室")
    expect(page.get_by_label("事由")).to_be_focused()
    keep_picture(page, "room-words-refused-zh")

    page.keyboard.type("用途核对")
    page.keyboard.press("Enter")

    row = page.locator(f'#table tr[data-uid="{uid}"]')
    expect(row).to_contain_text("接访室")
    panel = page.get_by_role("complementary", name="所选房间")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("接访室")
    page.get_by_role("tab", name="历史").click()
    for said in ("更正", "接访室", "用途核对"):
        expect(panel.get_by_role("tabpanel")).to_contain_text(said)
    keep_picture(page, "room-words-history-zh")
    page.get_by_role("button", name="撤销").click()
    expect(row).not_to_contain_text("接访室")


def test_escape_gives_up_and_leaves_the_panel_open(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    open_words(page, "1213", "number")
    page.keyboard.type("9999")

    page.keyboard.press("Escape")

    expect(page.locator("#words-form")).to_be_hidden()
    expect(page.locator("[data-edit=number]")).to_be_focused()
    expect(page.locator("[data-edit=number]")).to_have_text("1213")
    expect(page.get_by_role("complementary", name="所选房间")).to_be_visible()


def test_what_was_typed_waits_while_another_tab_is_looked_at(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    open_words(page, "1213", "note")
    page.keyboard.type("窗户待修")

    page.get_by_role("tab", name="权属").click()
    settled(page)
    page.get_by_role("tab", name="概览").click()

    expect(page.get_by_label("备注")).to_have_value("窗户待修")


def test_a_finger_draws_a_lasso_and_the_bar_fits_a_phone(phone: Page, demo_server: Site):
    open_floor(phone, demo_server)
    box = phone.locator("#map").bounding_box()
    assert box is not None

    phone.get_by_role("button", name="圈选").click()
    expect(phone.get_by_text("圈画要选的房间")).to_be_visible()
    phone.mouse.move(box["x"] + 10, box["y"] + 60)
    phone.mouse.down()
    for x, y in ((280, 60), (280, 300), (10, 300), (10, 70)):
        phone.mouse.move(box["x"] + x, box["y"] + y, steps=5)
    phone.mouse.up()
    settled(phone)

    bar = phone.get_by_role("region", name="已选房间")
    expect(bar).to_contain_text(re.compile(r"\d+ 间"))
    expect(bar.get_by_role("button", name="分配给…")).to_be_visible()
    expect(phone.get_by_role("button", name="圈选")).to_have_attribute("aria-pressed", "false")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    keep_picture(phone, "lasso-phone-zh")


def test_slash_searches_from_any_page_and_leads_to_room_finding_and_unit(
    page: Page, demo_server: Site
):
    for text, kind, lands in (
        ("1204", "房间", r"/map/\?floor=\d+&room="),
        ("1204", "问题", r"/findings/\d+/$"),
        ("990100001001GB00001F00020001", "单元", r"/titles/units/"),
        ("slsczj", "单位", r"/map/\?floor=\d+"),
    ):
        if "/login" in page.url or page.url == "about:blank":
            log_in(page, demo_server, MANAGER, to="/standards/")
        page.goto(f"{demo_server.url}/standards/")

        page.keyboard.press("/")
        page.keyboard.type(text)
        page.get_by_role("option").filter(has_text=kind).first.click()

        expect(page).to_have_url(re.compile(lands))


def test_a_phone_has_every_part_of_the_site_within_two_taps(phone: Page, demo_server: Site):
    log_in(phone, demo_server, MANAGER, to="/findings/")
    rail = phone.get_by_role("navigation", name="主导航")
    expect(rail.get_by_role("link", name="超标问题")).to_have_attribute("aria-current", "page")
    expect(rail.get_by_role("link", name="标准")).to_be_hidden()

    more = rail.get_by_role("button", name="更多")
    more.focus()
    phone.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "true")
    phone.keyboard.press("Escape")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.click()
    rail.get_by_role("link", name="标准").click()

    expect(phone).to_have_url(re.compile("/standards/$"))
    expect(more).to_be_visible()
    widths = phone.locator(".rail a:visible").evaluate_all(
        "all => all.map(a => a.scrollWidth - a.clientWidth)"
    )
    assert max(widths) <= 0
