"""What only the stories ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.stories import PHONE


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(locale="zh-CN", viewport=PHONE, has_touch=True)
    yield context.new_page()
    context.close()
