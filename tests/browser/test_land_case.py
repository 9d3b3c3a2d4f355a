"""A parcel is split by its boundary points: from the application to the archive and the lineage."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_faults
from tests.browser.stories import MANAGER, PHONE, Site, log_in
from tests.browser.test_split_case import (
    APPROVER,
    OFFICER,
    REQUIRED,
    REVIEWER,
    change_to,
    fill_in,
    picture,
    press,
    scan,
)

# 50 m × 80 m of allocated land beside the campus, held by 甲县人民政府办公室 alone.
PARCEL, HOLDER = "990121002003GB00009", "甲县人民政府办公室"
#   270    290       320
#    +------+---------+ 3310180
#    |  1   |    2    |
#    +------+---------+ 3310100
WEST = "J1 3310100 500270\nJ2 3310100 500290\nJ3 3310180 500290\nJ4 3310180 500270"
EAST = "J2 3310100 500290\nJ5 3310100 500320\nJ6 3310180 500320\nJ3 3310180 500290"
SHORT = EAST.replace("500320", "500310")
SLOTS = (*REQUIRED, "房地产调查报告或者测绘报告")


def open_split(page: Page) -> None:
    page.get_by_role("link", name="新建申请").click()
    page.get_by_role("searchbox").fill(PARCEL)
    page.get_by_role("button", name="查找单元").click()
    page.locator("[name=unit]").first.check()
    page.locator("[name=kind][value='300']").check()
    page.get_by_label(HOLDER).check()
    page.get_by_role("button", name="打开申请表").click()
    page.locator("[name=cause]").select_option(label="宗地分割")
    expect(page.get_by_label("部分 1 的界址点")).to_be_visible()


def test_a_parcel_is_split_from_application_to_archive(page: Page, demo_server: Site):
    log_in(page, demo_server, MANAGER, "/titles/")
    open_split(page)
    case = page.url
    path = case.removeprefix(demo_server.url)
    shown, checked = page.locator("[data-land-shown]"), page.locator("[data-checked]")
    page.get_by_label("部分 1 的界址点").fill(WEST)
    page.get_by_label("部分 2 的界址点").fill(SHORT)
    expect(shown).to_contain_text("3,200.00 m²")
    expect(shown).to_contain_text("J5–J6 80.00")
    expect(checked).to_contain_text("不属于任何部分")

    page.get_by_label("部分 2 的界址点").fill(EAST)
    expect(shown).to_contain_text("相差 0.00 m²")
    expect(shown.locator("path.land-new")).to_have_count(2)
    page.locator("[name=certificate_no]").fill("示(2016)甲县不动产权第0000012号")
    fill_in(page)
    for number, slot in enumerate(SLOTS):
        page.get_by_label(f"在“{slot}”下添加文件").set_input_files(scan(10 + number))
        expect(page.locator("#checklist")).to_contain_text(f"{10 + number}.pdf")
    expect(checked).not_to_contain_text("阻止")
    assert grave_faults(page) == []
    picture(page, "land-draft-zh")
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    picture(page, "land-draft-phone-zh")
    page.set_viewport_size({"width": 1366, "height": 768})

    press(page, "提交申请")
    change_to(page, demo_server, OFFICER, path)
    press(page, "受理")
    change_to(page, demo_server, REVIEWER, path)
    press(page, "开始初审")
    press(page, "初审通过，送复审")
    change_to(page, demo_server, APPROVER, path)
    press(page, "核定")
    press(page, "登簿")
    expect(page.locator(".issued li")).to_have_count(2)
    change_to(page, demo_server, OFFICER, path)
    press(page, "缮证")
    page.locator("summary", has_text="发证").click()
    page.get_by_label("领取人").fill("甲一")
    press(page, "发证")
    page.locator("summary", has_text="归档").click()
    page.get_by_label("盒号").fill("2026-11")
    page.get_by_label("架号").fill("A-03")
    press(page, "归档")
    assert grave_faults(page) == []
    picture(page, "land-archived-zh")

    page.locator(".issued li").first.get_by_role("link").first.click()
    family = page.get_by_role("group", name="个单元")
    expect(family).to_be_visible()
    expect(family.locator("path.descent")).to_have_count(4)
    picture(page, "land-lineage-zh")
    page.goto(f"{demo_server.url}/titles/parcels/{PARCEL}/")
    expect(page.locator("main")).to_contain_text("990121002003GB00022")
    assert grave_faults(page) == []
    picture(page, "land-parcel-zh")
