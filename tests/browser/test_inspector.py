"""The whole way of an inspector: from a finding over a round without a signal to a closed file."""

from __future__ import annotations

import io
import re
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PdfReader

from tests.browser.stories import (
    MANAGER,
    OFFICE,
    PHONE,
    PICTURES,
    Account,
    Site,
    floor_of,
    log_in,
    photo,
    settled,
)
from tests.conftest import manage

INSPECTOR = Account(username="inspector")
# 2号楼, 五层: one clerk (9 m²) alone in an office of 18.00 m²; no other story looks at it.
ROOM, CLERK, PLAN = "2509", "壬二行", "示例：超标办公室复核"
LENGTH, WIDTH, AREA = "5.010", "3.600", "18.04"
FINDING = f"/findings/?rule=R-OFF-1&state=all&text={ROOM}"


def keep(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"inspector-{name}.png", full_page=True)


def act(page: Page, name: str) -> Locator:
    """Open the form of an act and return it."""
    page.locator("summary").filter(has_text=name).click()
    return page.locator("details[open]").filter(has=page.get_by_role("button", name=name))


def speak(page: Page, language: str) -> None:
    """Change the language where the account is."""
    page.locator("details.account summary").click()
    page.get_by_role("button", name=language).click()
    page.wait_for_load_state()


# --- what happens, in order -----------------------------------------------------------


def found_on_the_list(page: Page, site: Site) -> None:
    log_in(page, site, INSPECTOR, to="/findings/")
    page.goto(site.url + FINDING)
    expect(page.locator("#findings tbody tr")).to_have_count(1)
    keep(page, "1-list-zh")
    page.locator("#findings .row-link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("办公室超标")
    expect(page.locator("main")).to_contain_text("18.00")


def planned(page: Page, site: Site) -> str:
    """Plan the round, and return the address of the plan."""
    page.goto(f"{site.url}/inspections/")
    page.get_by_role("link", name="制定巡检计划").click()
    page.locator("#building").select_option(label="2号楼")
    page.locator("#rule").select_option("R-OFF-1")
    page.get_by_role("button", name="列出有问题的房间").click()
    for row in page.locator("form.planning tbody tr").all():
        number = row.locator("label b").inner_text()
        row.get_by_role("checkbox").set_checked(number in (ROOM, "2529"))
    form = page.locator("form.planning")
    form.locator("[name=name]").fill(PLAN)
    form.locator("[name=inspector]").select_option(label="示例市巡检人员")
    form.locator("[name=reason]").fill("季度复核")
    keep(page, "2-planning-zh")
    form.locator("button[type=submit]").click()
    page.wait_for_url(re.compile(r"/inspections/\d+/$"))
    expect(page.locator("table.visited tbody")).to_have_count(2)
    return page.url


def labelled(page: Page) -> None:
    """The labels of the plan's doors are a paper that names them."""
    address = page.get_by_role("link", name="门牌标签（PDF）").get_attribute("href") or ""
    paper = page.request.get(page.url.split("/inspections/")[0] + address)
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper.body())).pages)
    assert ROOM in text
    assert "2529" in text


def state(page: Page) -> Locator:
    return room(page).locator(".tag")


def room(page: Page) -> Locator:
    return page.locator(".rooms a").filter(has=page.get_by_text(ROOM, exact=True))


def measured_without_a_signal(phone: Page, context: BrowserContext, site: Site) -> None:
    phone.goto(f"{site.url}/onsite/")
    expect(room(phone)).to_be_visible()
    phone.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.wait_for_function(
        "async () => (await navigator.serviceWorker.getRegistrations()).every((each) => each.active)"
    )
    context.set_offline(True)
    phone.reload()
    room(phone).click()
    phone.get_by_label("与登记一致").check()
    phone.get_by_label("长（米）").fill(LENGTH)
    phone.get_by_label("宽（米）").fill(WIDTH)
    for said in (AREA, "超标"):
        expect(phone.locator(".said")).to_contain_text(said)
    phone.locator("input[type=file]").set_input_files(
        {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    expect(phone.locator(".thumbnail canvas")).to_be_visible()
    nothing_lies_on_the_verdict(phone)
    keep(phone, "3-phone-zh")
    phone.get_by_role("button", name="保存巡检").click()
    expect(state(phone)).to_have_text("待发送")
    context.set_offline(False)
    expect(state(phone)).to_have_text("已发送", timeout=30_000)


def nothing_lies_on_the_verdict(phone: Page) -> None:
    """Wherever the page is scrolled to, the verdict is not under another part of it."""
    said = phone.locator(".said .verdict")
    said.scroll_into_view_if_needed()
    assert said.evaluate(
        """(verdict) => {
            const { left, top, width, height } = verdict.getBoundingClientRect();
            const there = document.elementFromPoint(left + width / 2, top + height - 2);
            return verdict === there || verdict.contains(there);
        }"""
    )


def in_english_on_the_phone(phone: Page) -> None:
    speak(phone, "English")
    room(phone).click()
    phone.get_by_label("Length (m)").fill(LENGTH)
    phone.get_by_label("Width (m)").fill(WIDTH)
    expect(phone.locator(".said")).to_contain_text("Over standard")
    nothing_lies_on_the_verdict(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    keep(phone, "4-phone-en")
    speak(phone, "中文")


def seen_on_the_desk(page: Page, plan: str) -> None:
    page.goto(plan)
    row = page.locator("table.visited tbody").filter(has_text=ROOM)
    for said in (AREA, "超标", "与登记一致", "5.010 × 3.600"):
        expect(row).to_contain_text(said)
    image = row.locator("img").first
    assert image.evaluate("image => image.decode().then(() => image.naturalWidth)")
    keep(page, "5-desk-zh")
    row.get_by_role("link", name="办公室超标").click()
    expect(page.locator("ol.steps")).to_contain_text("现场")


def ordered(page: Page, tmp_path: Path) -> None:
    order = act(page, "责令整改")
    order.locator("[name$=method]").select_option("share")
    order.get_by_label("期限").fill("2099-12-31")
    order.get_by_label("文号").fill("示例改〔2026〕21号")
    paper = tmp_path / "整改通知.jpg"
    paper.write_bytes(photo())
    order.get_by_label(re.compile("照片或文件")).set_input_files(paper)
    order.get_by_role("button", name="责令整改").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("整改中")
    expect(page.locator("ol.steps")).to_contain_text("示例改〔2026〕21号")
    expect(page.locator("summary").filter(has_text="确认销号")).to_have_count(0)


def moved_in_with_a_colleague(browser: Browser, site: Site) -> None:
    """The property manager seats the clerk where the limits of all cover the room."""
    context = browser.new_context(locale="zh-CN", viewport=OFFICE)
    desk = context.new_page()
    log_in(desk, site, MANAGER)
    desk.goto(f"{site.url}/map/?floor={floor_of(desk, site, 'SF-02', 5)}&side=people")
    settled(desk)
    desk.get_by_role("searchbox", name="查找人员").fill(CLERK)
    card = desk.locator(".person-card", has_text=CLERK)
    expect(card).to_have_count(1)
    card.click()
    offers = desk.get_by_role("list", name=f"{CLERK} 可入座的房间").get_by_role("button")
    offers.filter(has_text="2508").click()
    desk.get_by_label("事由").fill("合用办公，示例改〔2026〕21号")
    desk.get_by_role("dialog").get_by_role("button", name="安排入座").click()
    expect(desk.locator(".toast")).to_contain_text(f"已安排 {CLERK} 到 2508")
    context.close()


def closed(page: Page) -> None:
    page.reload()
    expect(page.locator("main")).to_contain_text("须由人员确认销号")
    confirm = act(page, "确认销号")
    confirm.get_by_label("文号").fill("示例验〔2026〕21号")
    confirm.get_by_role("button", name="确认销号").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已解决")
    expect(page.locator("ol.steps")).to_contain_text("示例验〔2026〕21号")
    keep(page, "6-resolved-zh")
    speak(page, "English")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Resolved")
    keep(page, "6-resolved-en")
    speak(page, "中文")


# What a later change of the register brings: the clerk has the old room again, besides the new.
MOVED_BACK = f"""
from django.utils import timezone
from registry.models import Person, RoomVersion
from registry.services.allocations import seat_person
today = timezone.localdate()
person = Person.objects.get(name="{CLERK}", seats__period__contains=today)
room = RoomVersion.objects.get(number="{ROOM}", period__endswith=None).room
seat_person(room=room, person=person, start=today, reason="恢复原办公室", today=today)
"""


def back_again(page: Page, site: Site) -> None:
    page.goto(site.url + FINDING)
    rows = page.locator("#findings tbody tr")
    expect(rows).to_have_count(2)
    rows.filter(has_text="已发现").locator(".row-link").click()
    expect(page.locator("main")).to_contain_text("第 2 次")
    for said in ("示例改〔2026〕21号", "示例验〔2026〕21号"):
        expect(page.locator("ol.steps")).to_contain_text(said)
    keep(page, "7-again-zh")


def test_from_a_finding_over_a_round_without_a_signal_to_resolved_and_back(
    page: Page,
    context: BrowserContext,
    browser: Browser,
    demo_server: Site,
    demo_campus: dict[str, str],
    tmp_path: Path,
):
    found_on_the_list(page, demo_server)
    finding = page.url
    plan = planned(page, demo_server)
    labelled(page)

    phone = context.new_page()
    phone.set_viewport_size(PHONE)
    measured_without_a_signal(phone, context, demo_server)
    in_english_on_the_phone(phone)

    seen_on_the_desk(page, plan)
    assert page.url == finding
    ordered(page, tmp_path)
    moved_in_with_a_colleague(browser, demo_server)
    closed(page)

    manage(["shell", "-v", "0", "-c", MOVED_BACK], demo_campus)
    back_again(page, demo_server)
