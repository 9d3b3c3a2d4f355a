"""Stories of picking rooms and seating people: by mouse, by key, by finger, refused and undone."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.stories import (
    PHONE,
    Site,
    keep_picture,
    open_floor,
    room,
    settled,
    tab_to,
    uid_of,
)

# 1号楼 二层: 1212 has 17.82 m² and nobody in it; the leader's limit is 18 m², the clerk's 9 m².
# 1216 is a toilet.
LEADER, CLERK, EMPTY, NO_OFFICE = "癸四岳", "庚八若", "1212", "1216"


def drag(page: Page, person: str, number: str) -> str:
    """Drag a person over a room, keep holding, and return what the room says."""
    card = page.locator(".person-card", has_text=person)
    card.scroll_into_view_if_needed()
    start, end = card.bounding_box(), room(page, number).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 20, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, start["y"] + 20, steps=3)
    page.wait_for_selector(".is-holding")
    x, y = end["x"] + end["width"] / 2, end["y"] + end["height"] / 2
    page.mouse.move(x - 2, y, steps=4)
    page.mouse.move(x, y)
    return page.locator(".drag-ghost").inner_text()


def give_reason(page: Page) -> None:
    """Fill the reason in and confirm."""
    page.get_by_label("事由").fill("工作需要")
    page.locator("dialog").get_by_role("button", name="安排入座").click()


def seated_in(page: Page, number: str) -> str:
    """Return what the people tab of a room says."""
    address = f"/map/rooms/{uid_of(page, number)}/people/"
    answer = page.request.get(page.url.split("/map/")[0] + address)
    return answer.text()


# --- picking ------------------------------------------------------------------------


def test_rooms_are_picked_by_shift_by_table_and_by_lasso(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    bar = page.get_by_role("region", name="已选房间")

    room(page, "1201").click(modifiers=["Shift"])
    room(page, "1202").click(modifiers=["Shift"])
    expect(bar).to_contain_text("2 间 · 35.64 m²")
    page.get_by_role("button", name="表格").click()
    page.get_by_role("checkbox", name="选取 1204").check()
    expect(bar).to_contain_text("3 间 · 72.36 m²")
    expect(page.locator("path.picked-line")).to_have_count(3)
    page.reload()
    settled(page)
    expect(bar).to_contain_text("3 间 · 72.36 m²")
    page.keyboard.press("Escape")
    expect(bar).to_have_count(0)

    page.get_by_role("button", name="圈选").click()
    box = page.locator("path.floor-outline").bounding_box()
    assert box
    corners = [(-5, -5), (box["width"] + 5, -5), (box["width"] + 5, box["height"] + 5)]
    page.mouse.move(box["x"] - 5, box["y"] - 5)
    page.mouse.down()
    for dx, dy in [*corners, (-5, box["height"] + 5)]:
        page.mouse.move(box["x"] + dx, box["y"] + dy, steps=3)
    page.mouse.up()

    expect(bar).to_contain_text("32 间")
    keep_picture(page, "lasso-zh")


def test_a_room_is_allocated_released_and_both_are_undone(page: Page, demo_server: Site):
    open_floor(page, demo_server)
    room(page, "1214").click(modifiers=["Shift"])

    page.get_by_role("button", name="分配给…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("单位").fill("示例市财政局")
    dialog.get_by_label("事由").fill("工作需要")
    dialog.get_by_role("button", name="分配", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="已分配 1 间")).to_be_visible()
    settled(page)

    expect(room(page, "1214")).to_have_attribute("data-state", "unassessed")
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".toast")).to_contain_text("撤销已记录")
    settled(page)
    expect(room(page, "1214")).to_have_attribute("data-state", "idle")
    room(page, "1204").click(modifiers=["Shift"])
    page.get_by_role("button", name="收回").click()
    dialog.get_by_label("事由").fill("工作需要")
    dialog.get_by_role("button", name="收回").click()
    expect(dialog.get_by_role("alert")).to_contain_text("仍有")
    keep_picture(page, "release-refused-zh")


# --- seating ------------------------------------------------------------------------


def test_dragged_refused_seated_and_undone(page: Page, demo_server: Site):
    open_floor(page, demo_server, "&side=people")

    assert "超出 8.82 m²" in drag(page, CLERK, EMPTY)
    keep_picture(page, "drag-over-zh")
    page.mouse.up()
    give_reason(page)
    refusal = page.get_by_role("dialog").get_by_role("alert")
    expect(refusal).to_contain_text("17.82")
    expect(refusal).to_contain_text("发改投资〔2014〕2674号")
    keep_picture(page, "seat-refused-zh")
    page.get_by_role("dialog").get_by_role("button", name="取消").click()

    assert "不得入座" in drag(page, LEADER, NO_OFFICE)
    page.mouse.up()
    expect(page.get_by_role("alert")).to_contain_text("1216 不是办公室")

    assert "在标准以内" in drag(page, LEADER, EMPTY)
    page.mouse.up()
    give_reason(page)
    expect(page.locator(".toast")).to_contain_text(f"已安排 {LEADER} 到 {EMPTY}")
    settled(page)
    expect(room(page, EMPTY)).to_have_attribute("data-state", "within")
    assert LEADER in seated_in(page, EMPTY)
    keep_picture(page, "seated-zh")

    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".toast")).to_contain_text("撤销已记录")
    settled(page)
    expect(room(page, EMPTY)).to_have_attribute("data-state", "unassessed")
    assert LEADER in seated_in(page, "1202")


def test_the_same_by_keyboard_alone(page: Page, demo_server: Site):
    open_floor(page, demo_server)

    tab_to(page, page.get_by_role("button", name="安排人员"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="查找人员")).to_be_focused()
    page.keyboard.type(LEADER)
    expect(page.locator(".person-card")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    offer = page.get_by_role("list", name=f"{LEADER} 可入座的房间").get_by_role("button")
    tab_to(page, offer.filter(has_text=EMPTY))
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    tab_to(page, dialog.get_by_label("事由"))
    page.keyboard.type("工作需要")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text(f"已安排 {LEADER} 到 {EMPTY}")
    settled(page)
    tab_to(page, page.get_by_role("button", name="撤销"))
    page.keyboard.press("Enter")

    expect(page.locator(".toast")).to_contain_text("撤销已记录")
    page.keyboard.press("/")
    page.keyboard.type("1204")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="1204")).to_be_visible()
    tab_to(page, page.get_by_role("tab", name="概览"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel")).to_contain_text("局长")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="所选房间")).to_be_hidden()


def test_by_tap_on_a_phone(phone: Page, demo_server: Site):
    open_floor(phone, demo_server, "&side=people")
    phone.locator(".person-card", has_text=LEADER).tap()
    phone.wait_for_selector(".is-holding")
    settled(phone)
    keep_picture(phone, "held-360-zh")

    room(phone, EMPTY).tap()
    give_reason(phone)

    expect(phone.locator(".toast")).to_contain_text(f"已安排 {LEADER} 到 {EMPTY}")
    keep_picture(phone, "seated-360-zh")
    phone.get_by_role("button", name="撤销").tap()
    expect(phone.locator(".toast")).to_contain_text("撤销已记录")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
