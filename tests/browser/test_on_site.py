"""Stories of an inspector with a phone: rooms without a signal, and what the desk sees afterwards."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.browser.stories import OFFICE, PHONE, PICTURES, Account, Site, log_in, photo

INSPECTOR = Account(username="inspector")
SECOND = Account(username="manager")  # the second inspector of the demo's plan
# 1号楼, 二层, room 1203: 3.30 × 5.40 m for somebody whose limit is 18.00 m².
ROOM, LENGTH, WIDTH, AREA = "1203", "3.300", "5.400", "17.82"


def keep(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.wait_for_timeout(200)
    page.screenshot(path=PICTURES / f"onsite-{name}.png")


def on_the_phone(page: Page, site: Site, account: Account = INSPECTOR) -> None:
    """Log in on a phone and wait until the page can do without a signal."""
    page.set_viewport_size(PHONE)
    log_in(page, site, account, to="/onsite/")
    expect(room(page, ROOM)).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function(
        "async () => (await navigator.serviceWorker.getRegistrations()).every((each) => each.active)"
    )


def room(page: Page, number: str) -> Locator:
    return page.locator(".rooms a").filter(has=page.get_by_text(number, exact=True))


def state(page: Page, number: str) -> Locator:
    return room(page, number).locator(".tag")


def measure(page: Page, number: str, a: str, b: str) -> None:
    room(page, number).click()
    page.get_by_label("与登记一致").check()
    page.get_by_label("长（米）").fill(a)
    page.get_by_label("宽（米）").fill(b)


def kept_on_the_phone(page: Page) -> dict[str, int]:
    """Return how much of each kind the phone holds."""
    counts: dict[str, int] = page.evaluate(
        """async () => {
            const { openStore } = await import(document.querySelector('script[src*="onsite/page"]')
                .src.replace(/page[^/]*$/, 'store.js'));
            const store = await openStore();
            const names = ['snapshot', 'drafts', 'records', 'photos'];
            const found = await Promise.all(names.map((name) => store.all(name)));
            return Object.fromEntries(names.map((name, at) => [name, found[at].length]));
        }"""
    )
    return counts


def test_a_room_is_measured_without_a_signal_and_seen_on_the_desk_afterwards(
    page: Page, context: BrowserContext, demo_server: Site
):
    on_the_phone(page, demo_server)
    keep(page, "1-rooms")

    context.set_offline(True)
    page.reload()
    expect(state(page, ROOM)).to_have_text("待查")
    expect(page.locator("[data-connection]")).to_have_attribute("data-connection", "offline")
    measure(page, ROOM, LENGTH, WIDTH)
    expect(page.locator(".said")).to_contain_text(AREA)
    expect(page.locator(".said")).to_contain_text("达标")
    page.locator("input[type=file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    expect(page.locator(".thumbnail canvas")).to_be_visible()
    keep(page, "2-measured-offline")

    page.reload()
    expect(page.get_by_label("长（米）")).to_have_value(LENGTH)
    expect(page.locator(".thumbnail")).to_have_count(1)
    page.get_by_role("button", name="保存巡检").click()
    expect(state(page, ROOM)).to_have_text("待发送")
    keep(page, "3-waiting")

    context.set_offline(False)
    expect(state(page, ROOM)).to_have_text("已发送", timeout=15_000)
    keep(page, "4-sent")
    assert kept_on_the_phone(page)["photos"] == 0

    page.set_viewport_size(OFFICE)
    page.goto(f"{demo_server.url}/inspections/")
    page.get_by_role("link", name="1号楼二层巡检").click()
    row = page.locator("tbody").filter(has_text=ROOM)
    expect(row).to_contain_text(AREA)
    expect(row).to_contain_text("达标")
    expect(row.locator("img").first).to_be_visible()
    assert row.locator("img").first.evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    keep(page, "5-desk")


def test_two_inspectors_who_disagree_are_both_on_the_desk(
    page: Page, context: BrowserContext, demo_server: Site
):
    for account, answer in ((INSPECTOR, "与登记一致"), (SECOND, "无人使用")):
        on_the_phone(page, demo_server, account)
        room(page, "1202").click()
        page.get_by_label(answer).check()
        page.get_by_role("button", name="保存巡检").click()
        expect(state(page, "1202")).to_have_text("已发送")
        context.clear_cookies()

    page.set_viewport_size(OFFICE)
    log_in(page, demo_server, INSPECTOR, to="/inspections/")
    page.get_by_role("link", name="1号楼二层巡检").click()

    row = page.locator("tbody").filter(has_text="1202")
    for said in ("有分歧", "与登记一致", "无人使用"):
        expect(row).to_contain_text(said)
    keep(page, "6-disagree")


def test_a_door_opens_its_card_with_and_without_a_signal(
    page: Page, context: BrowserContext, demo_server: Site
):
    on_the_phone(page, demo_server)
    plans = page.request.get(f"{demo_server.url}/onsite/rooms.json").json()["plans"]
    rooms = [each for plan in plans for each in plan["rooms"]]
    uid = next(each["room"] for each in rooms if each["number"] == "1205")
    title = page.locator(".room-card h1")

    page.goto(f"{demo_server.url}/r/{uid}/")
    expect(title).to_contain_text("1205")
    context.set_offline(True)
    page.goto(f"{demo_server.url}/r/{uid}/")
    expect(title).to_contain_text("1205")
    page.goto(f"{demo_server.url}/r/1b4e28ba-2fa1-41d2-883f-0016d3cca427/")
    expect(page.get_by_text("这扇门不在您今天的计划中")).to_be_visible()


def test_a_refused_record_says_why_and_is_kept_to_be_corrected(
    page: Page, context: BrowserContext, demo_server: Site
):
    on_the_phone(page, demo_server)
    context.set_offline(True)
    measure(page, "1206", "3.3", "5.4")
    page.get_by_role("button", name="保存巡检").click()
    expect(state(page, "1206")).to_have_text("待发送")
    # When sending it has failed, somebody takes the length for something no meter shows.
    page.evaluate(
        """() => new Promise((resolve) => {
            indexedDB.open('fangtu-onsite').onsuccess = ({ target: { result } }) => {
                const change = () => {
                    const records = result.transaction('records', 'readwrite').objectStore('records');
                    records.getAll().onsuccess = ({ target: { result: [record] } }) => {
                        if (record.attempts === 0) { setTimeout(change, 50); return; }
                        records.put({ ...record, a: '0.001' }).transaction.oncomplete = () => resolve();
                    };
                };
                change();
            };
        })"""
    )

    context.set_offline(False)

    expect(state(page, "1206")).to_have_text("被拒收", timeout=15_000)
    room(page, "1206").click()
    expect(page.locator(".records .reason")).to_contain_text("0.001")
    keep(page, "7-refused")
    page.get_by_role("button", name="修改后重发").click()
    expect(page.get_by_label("长（米）")).to_have_value("0.001")
    page.get_by_label("长（米）").fill("3.3")
    page.get_by_role("button", name="保存巡检").click()
    expect(state(page, "1206")).to_have_text("已发送", timeout=15_000)


def test_whoever_leaves_takes_rooms_and_names_off_the_phone(
    page: Page, context: BrowserContext, demo_server: Site
):
    on_the_phone(page, demo_server)
    room(page, "1207").click()
    page.get_by_label("长（米）").fill("3.3")
    page.get_by_role("link", name=re.compile("房间")).first.click()

    page.locator("summary").click()
    page.get_by_role("button", name="退出").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    keep(page, "8-leaving")
    page.get_by_role("button", name="先不退出").click()
    assert kept_on_the_phone(page)["drafts"] == 1
    page.locator("summary").click()
    page.get_by_role("button", name="退出").click()
    page.get_by_role("button", name="删除并退出").click()

    page.wait_for_url(re.compile("/login/"))
    page.goto(f"{demo_server.url}/onsite/")
    expect(page.get_by_label("密码")).to_be_visible()
    context.set_offline(True)
    with pytest.raises(Error, match="net::ERR_"):
        page.goto(f"{demo_server.url}/onsite/")


def test_the_page_fits_a_narrow_phone_in_both_languages(page: Page, demo_server: Site):
    on_the_phone(page, demo_server)
    room(page, "1204").click()
    page.get_by_label("另有其人").check()
    page.get_by_label("长（米）").fill("4523")
    expect(page.locator(".length-hint")).to_contain_text("4.523")
    page.get_by_label("长（米）").fill("6.12")
    page.get_by_label("宽（米）").fill("6")
    expect(page.locator(".said")).to_contain_text("超标")
    keep(page, "9-over-zh")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.locator("summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("Length (m)")).to_have_value("6.12")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    keep(page, "9-over-en")
