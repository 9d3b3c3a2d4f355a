"""What only the stories ask for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.stories import PHONE
from tests.conftest import PATIENCE_MS, SHOWN_WHEN_READY


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(locale="zh-CN", viewport=PHONE, has_touch=True)
    context.add_init_script(SHOWN_WHEN_READY)
    context.set_default_timeout(3 * PATIENCE_MS)
    yield context.new_page()
    context.close()
