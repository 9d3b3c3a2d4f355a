"""Stories of lists that change in place: filters without a new page, and back again."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import grave_faults
from tests.browser.stories import Account, Site, log_in

INSPECTOR = Account(username="inspector")
OFFICER = Account(username="officer")
MARK = "window.wasHere = true"
IS_SAME_PAGE = "window.wasHere === true"


def test_findings_are_filtered_without_a_new_page_and_back_undoes_it(
    page: Page, demo_server: Site, demo_campus: dict[str, str]
):
    log_in(page, demo_server, INSPECTOR, "/findings/")
    number = page.locator("#listed-head h1 .quiet")
    every = number.inner_text()
    page.evaluate(MARK)

    page.get_by_label("判定").select_option("over")
    expect(page).to_have_url(re.compile("verdict=over"))

    expect(page.get_by_role("link", name="清除")).to_be_visible()
    assert page.evaluate(IS_SAME_PAGE)
    assert "verdict=over" in (
        page.get_by_role("link", name="导出表格（CSV）").get_attribute("href") or ""
    )
    assert grave_faults(page) == []

    page.locator(".rules a").nth(1).click()
    expect(page).to_have_url(re.compile("rule="))
    expect(page.locator("#filters [name=rule]")).not_to_have_value("")
    expect(page.get_by_label("判定")).to_have_value("over")
    assert page.evaluate(IS_SAME_PAGE)

    back = "history.back()"  # a page is asked for anew on the way: nothing of it was kept
    page.evaluate(back)
    expect(page.locator("#filters [name=rule]")).to_have_value("")
    page.wait_for_load_state()
    page.evaluate(back)
    expect(page).to_have_url(demo_server.url + "/findings/")
    expect(page.get_by_label("判定")).to_have_value("")
    expect(number).to_have_text(every)


def test_nothing_of_a_list_is_kept_in_the_browser(
    page: Page, demo_server: Site, demo_campus: dict[str, str]
):
    log_in(page, demo_server, INSPECTOR, "/findings/")

    page.get_by_label("判定").select_option("over")
    expect(page).to_have_url(re.compile("verdict=over"))

    kept = page.evaluate(
        "JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })"
    )
    assert "verdict=over" in kept  # the address alone
    assert "<" not in kept


def test_a_list_whose_session_has_ended_leads_to_the_login(
    page: Page, demo_server: Site, demo_campus: dict[str, str]
):
    log_in(page, demo_server, INSPECTOR, "/findings/")
    page.context.clear_cookies(name="sessionid")

    page.get_by_label("判定").select_option("over")

    page.wait_for_url(re.compile("/login/"))
    expect(page.get_by_label("账号", exact=True)).to_be_visible()


def test_units_are_found_in_place_by_the_code(
    page: Page, demo_server: Site, demo_campus: dict[str, str]
):
    log_in(page, demo_server, OFFICER, "/titles/units/")
    page.evaluate(MARK)

    page.locator("#q").fill("没有这样的单元")
    page.keyboard.press("Enter")

    expect(page.locator("#listed .empty")).to_be_visible()
    expect(page.locator("#q")).to_be_focused()
    assert page.evaluate(IS_SAME_PAGE)


def test_a_list_is_filtered_without_script(
    browser: Browser, demo_server: Site, demo_campus: dict[str, str]
):
    context = browser.new_context(locale="zh-CN", java_script_enabled=False)
    page = context.new_page()
    log_in(page, demo_server, INSPECTOR, "/findings/")

    page.get_by_label("判定").select_option("over")
    page.get_by_role("button", name="查看", exact=True).click()

    expect(page).to_have_url(re.compile("verdict=over"))
    expect(page.get_by_label("判定")).to_have_value("over")
    context.close()
