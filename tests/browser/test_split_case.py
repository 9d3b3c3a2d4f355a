"""A building is split by floors: from the application to the picture of where its units came from."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.accessibility import grave_faults
from tests.browser.stories import MANAGER, PHONE, PICTURES, Account, Site, log_in

OFFICER = Account(username="officer")
REVIEWER = Account(username="reviewer")
APPROVER = Account(username="approver")
ADMIN = Account(username="admin")
# 3号楼: four floors of 28 rooms, 2733.00 m², held by the managing office alone.
UNIT, HOLDER = "F00030001", "示例市机关事务管理局"
REQUIRED = ("登记申请书", "申请人身份证明", "不动产权属证书", "不动产权利发生变更的材料")


def change_to(page: Page, site: Site, account: Account, to: str) -> None:
    page.context.clear_cookies()
    log_in(page, site, account, to)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("已办理")


def picture(page: Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def scan(number: int) -> FilePayload:
    """Return a scanned page that says nothing."""
    drawn = BytesIO()
    Image.new("L", (620, 877), 200 + number).save(drawn, "PDF")
    return {"name": f"{number}.pdf", "mimeType": "application/pdf", "buffer": drawn.getvalue()}


def open_split(page: Page) -> None:
    page.get_by_role("link", name="新建申请").click()
    page.get_by_role("searchbox").fill(UNIT)
    page.get_by_role("button", name="查找单元").click()
    page.locator("[name=unit]").first.check()
    page.locator("[name=kind][value='300']").check()
    page.get_by_label(HOLDER).check()
    assert grave_faults(page) == []
    page.get_by_role("button", name="打开申请表").click()
    page.locator("[name=cause]").select_option(label="同一权利人分割")
    expect(page.locator("[name='parts.name']").first).to_be_visible()


def share_out(page: Page) -> None:
    """Give the upper two floors to the second part, then the area in proportion."""
    for floor in (2, 3):
        chosen = page.locator("[data-floor]").nth(floor)
        chosen.get_by_label("整层归入部分", exact=False).select_option("2")
    page.get_by_label("第1部分的名称").fill("一、二层")
    page.get_by_label("第2部分的名称").fill("三、四层")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 ")
    page.get_by_role("button", name="按房间面积分摊").click()
    expect(page.get_by_label("第2部分的建筑面积")).not_to_have_value("")


def fill_in(page: Page) -> None:
    page.locator("[name=ground]").select_option(label="权利人姓名、名称或者自然状况发生变化")
    page.locator("[name=contact]").fill("甲一")
    page.locator("[name=phone]").fill("0990-1234567")
    expect(page.locator("[data-saved]")).to_contain_text("已保存 ")


def test_a_building_is_split_from_application_to_the_picture_of_its_lineage(
    page: Page, demo_server: Site
):
    log_in(page, demo_server, MANAGER, "/titles/")
    open_split(page)
    case = page.url
    share_out(page)
    areas = [
        float(page.get_by_label(f"第{number}部分的建筑面积").input_value()) for number in (1, 2)
    ]
    assert round(sum(areas), 2) == 2733.00
    fill_in(page)
    for number, slot in enumerate(REQUIRED):
        page.get_by_label(f"在“{slot}”下添加文件").set_input_files(scan(number))
        expect(page.locator("#checklist")).to_contain_text(f"{number}.pdf")
    expect(page.locator("[data-checked]")).not_to_contain_text("阻止")
    assert grave_faults(page) == []
    picture(page, "split-draft-zh")

    thumb = page.locator("[data-thumb]").first
    expect(thumb.locator("img")).to_have_js_property("complete", value=True)
    thumb.click()
    expect(page.locator(".scan img")).to_have_js_property("naturalHeight", 1600)
    assert grave_faults(page) == []
    picture(page, "scan-zh")

    page.goto(case)
    press(page, "提交申请")
    path = case.removeprefix(demo_server.url)
    change_to(page, demo_server, OFFICER, path)
    press(page, "受理")
    change_to(page, demo_server, REVIEWER, path)
    press(page, "开始初审")
    press(page, "初审通过，送复审")
    change_to(page, demo_server, APPROVER, path)
    press(page, "核定")
    press(page, "登簿")

    papers = page.locator(".issued li")
    expect(papers).to_have_count(2)
    assert grave_faults(page) == []
    picture(page, "split-registered-zh")
    papers.first.get_by_role("link").first.click()
    family = page.get_by_role("group", name="个单元")
    expect(family).to_be_visible()
    expect(family.locator("path.descent")).to_have_count(2)
    expect(page.locator("main")).to_contain_text(f"{areas[0]:,.2f}")
    assert grave_faults(page) == []
    picture(page, "split-lineage-zh")


def test_bare_land_is_applied_for_before_it_has_a_unit(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER, "/titles/cases/new/")
    page.get_by_text("尚未入簿的房屋和土地").click()
    page.get_by_role("radio", name="净地").check()
    page.locator("[name=kind][value='100']").check()
    page.get_by_label(HOLDER).check()
    page.get_by_role("button", name="打开申请表").click()

    expect(page.locator("[name=address]")).to_have_value("示例市示例二路 26 号")
    expect(page.locator("[name=land_area_m2]")).to_have_value("2400.00")
    expect(page.locator("[data-checked]")).to_contain_text(
        "登簿时在宗地 990100001001GB00023 下生成"
    )
    assert grave_faults(page) == []


def test_every_page_of_cases_can_be_used_by_everybody(page: Page, demo_server: Site):
    log_in(page, demo_server, OFFICER, "/titles/")
    here = page.get_by_role("link", name="990100-").first.get_attribute("href") or ""
    pages = ["/titles/", "/titles/?as=board", "/titles/cases/new/", here, "/titles/offices/"]

    for size in ({"width": 1366, "height": 768}, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        for address in [*pages, "/titles/calendar/"]:
            page.goto(demo_server.url + address)
            assert grave_faults(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_an_administrator_changes_a_promise_and_finds_it_in_the_history(
    page: Page, demo_server: Site
):
    log_in(page, demo_server, ADMIN, "/titles/units/")
    page.get_by_role("link", name="登记机构").click()

    page.get_by_label("异议登记").fill("3")
    page.get_by_label("变更理由").fill("异议当日办结的准备")
    page.get_by_role("button", name="保存").click()

    expect(page.get_by_role("status").first).to_contain_text("设置已变更")
    expect(page.locator(".steps").first).to_contain_text("异议当日办结的准备")
    assert grave_faults(page) == []
    picture(page, "registry-settings-zh")
