"""A story of the desk: what is to become of an idle room is planned, and the plan is withdrawn."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.accessibility import grave_faults
from tests.browser.stories import Account, Site, log_in
from tests.browser.test_findings import act, find, picture

DISTRICT = Account(username="district")  # property manager of 乙区, 990102
# 3号楼, 四层: nobody's for 26 months; no other story looks at it.
ROOM = "3418"


def test_a_plan_ends_the_finding_of_an_idle_room_until_it_is_withdrawn(
    page: Page, demo_server: Site
):
    log_in(page, demo_server, DISTRICT)
    find(page, demo_server, ROOM)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("已发现")
    address = page.url

    page.get_by_role("link", name="登记处置计划").click()
    expect(page.locator(".chosen-room")).to_contain_text("3418 办公室 · 3号楼 · 四层")
    page.get_by_label("处置方式").select_option(label="转换用途")
    page.get_by_label("批准日期").fill("2026-01-10")
    page.get_by_label("办结期限").fill("2099-12-31")
    page.get_by_role("button", name="录入").click()
    expect(page.locator(".errorlist")).to_have_count(1)  # the number of the approval is missing
    expect(page.get_by_label("办结期限")).to_have_value("2099-12-31")
    page.get_by_label("批准文号").fill("示例处置〔2026〕30号")
    page.get_by_role("button", name="录入").click()

    expect(page).to_have_url(address)
    expect(heading).to_contain_text("已解决")
    page.get_by_role("link", name="转换用途 示例处置〔2026〕30号").click()
    expect(heading).to_contain_text("进行中")
    assert grave_faults(page) == []
    picture(page, "disposal-plan-zh")

    withdraw = act(page, "撤销计划")
    withdraw.get_by_label(re.compile("说明")).fill("方案未通过")
    withdraw.get_by_role("button", name="撤销计划").click()
    expect(heading).to_contain_text("已撤销")
    expect(page.locator("ol.steps")).to_contain_text("方案未通过")

    page.goto(f"{demo_server.url}/findings/?rule=R-IDLE-1&text={ROOM}")
    rows = page.locator("#findings tbody tr")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("已发现")
