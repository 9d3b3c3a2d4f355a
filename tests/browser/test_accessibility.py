"""Nothing serious stands in anybody's way, on any page of the site in any state it has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.accessibility import (
    Sight,
    asked_to_allocate,
    grave_faults,
    held,
    in_room,
    in_words,
    picked,
    searched,
    tab,
    with_lasso,
    with_rail,
    with_table,
)
from tests.browser.stories import OFFICE, PHONE, Account, Site, log_in

OFFICER = Account(username="officer")
INSPECTOR = Account(username="inspector")
UNIT = r"/titles/units/[^/]+/"

SIGHTS = (
    Sight(name="log-in", path="/login/", account=None),
    Sight(name="region", path="/map/?region=990000", account=Account(username="province")),
    Sight(name="courtyard", path="/map/?courtyard=SF"),
    Sight(name="floor", path="/map/?theme=title", floor=2),
    Sight(name="floor-table", path="/map/?", floor=2, act=with_table),
    Sight(name="floor-picked", path="/map/?", floor=2, act=picked),
    Sight(name="floor-time", path="/map/?on=2025-03-01", floor=2),
    Sight(name="floor-forbidden", path="/map/?tab=people", floor=2, account=OFFICER, act=in_room),
    Sight(name="map-not-found", path="/map/?building=NO-SUCH"),
    Sight(name="floor-compared", path="/map/?with=2021-02-01", floor=2, act=with_table),
    Sight(name="stack", path="/map/?view=all", floor=2),
    Sight(name="held", path="/map/?side=people", floor=2, act=held),
    Sight(name="dialog", path="/map/?", floor=2, act=asked_to_allocate),
    Sight(name="search", path="/map/?", floor=2, act=searched),
    *(
        Sight(name=f"room-{name}", path="/map/?", floor=2, act=tab(name))
        for name in ("overview", "people", "area", "title", "past", "findings", "documents")
    ),
    Sight(name="room-words", path="/map/?", floor=2, act=in_words),
    Sight(name="findings", path="/findings/"),
    Sight(name="findings-search", path="/findings/", act=searched),
    Sight(name="finding", path="/findings/", follow=(r"/findings/\d+/",)),
    Sight(name="batches", path="/findings/batches/"),
    Sight(name="lettings", path="/premises/"),
    Sight(name="plans", path="/premises/?kind=plans&state=all"),
    Sight(name="letting", path="/premises/", follow=(r"/premises/lettings/\d+/",)),
    Sight(name="plan-new", path="/premises/plans/new/?find=3218"),
    Sight(name="organisations", path="/organisations/"),
    Sight(name="organisation", path="/organisations/", follow=(r"/organisations/\d+/",)),
    Sight(name="standards", path="/standards/"),
    Sight(name="standard", path="/standards/", follow=(r"/standards/packs/[^/]+/",)),
    Sight(name="standard-new", path="/standards/new/"),
    Sight(name="inspections", path="/inspections/"),
    Sight(name="inspection", path="/inspections/", follow=(r"/inspections/\d+/",)),
    Sight(name="inspection-new", path="/inspections/new/"),
    Sight(name="on-site", path="/onsite/", account=INSPECTOR),
    Sight(name="units", path="/titles/units/"),
    Sight(name="unit", path="/titles/units/", follow=(UNIT,)),
    Sight(name="parcel", path="/titles/units/", follow=(UNIT, r"/titles/parcels/[^/]+/")),
    Sight(name="title-building", path="/titles/units/", follow=(UNIT, r"/titles/buildings/[^/]+/")),
    Sight(name="cases", path="/titles/", account=OFFICER),
    Sight(name="case-board", path="/titles/?view=board", account=OFFICER),
    Sight(name="case", path="/titles/", follow=(r"/titles/cases/\d+/",), account=OFFICER),
    Sight(name="case-new", path="/titles/cases/new/", account=OFFICER),
    Sight(name="drawings", path="/drawings/"),
    Sight(name="drawing-new", path="/drawings/new/"),
    Sight(name="profiles", path="/drawings/profiles/"),
    Sight(name="not-found", path="/no-such-page/"),
    Sight(name="floor", path="/map/?", floor=2, is_phone=True),
    Sight(name="floor-table", path="/map/?", floor=2, act=with_table, is_phone=True),
    Sight(name="room", path="/map/?", floor=2, act=in_room, is_phone=True),
    Sight(name="room-words", path="/map/?", floor=2, act=in_words, is_phone=True),
    Sight(name="people", path="/map/?side=people", floor=2, is_phone=True),
    Sight(name="lasso", path="/map/?", floor=2, act=with_lasso, is_phone=True),
    Sight(name="rail", path="/standards/", act=with_rail, is_phone=True),
    Sight(name="findings", path="/findings/", is_phone=True),
    Sight(name="lettings", path="/premises/", is_phone=True),
    Sight(name="cases", path="/titles/", account=OFFICER, is_phone=True),
    Sight(name="on-site", path="/onsite/", account=INSPECTOR, is_phone=True),
)

Seats = dict[tuple[str, bool], BrowserContext]


@pytest.fixture(scope="module")
def seats() -> Iterator[Seats]:
    """Keep a profile for each account and width, so that everybody logs in once."""
    kept: Seats = {}
    yield kept
    for context in kept.values():
        with suppress(Exception):  # a browser that ended took its profiles along
            context.close()


def seat_of(seats: Seats, browser: Browser, site: Site, sight: Sight) -> BrowserContext:
    """Return the profile of a sight's account, logged in."""
    who = sight.account.username if sight.account else ""
    if (who, sight.is_phone) not in seats:
        context = browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport=PHONE if sight.is_phone else OFFICE,
            has_touch=sight.is_phone,
        )
        seats[who, sight.is_phone] = context
        if sight.account:
            page = context.new_page()
            log_in(page, site, sight.account, to="/findings/")
            page.close()
    return seats[who, sight.is_phone]


@pytest.mark.parametrize("sight", SIGHTS, ids=str)
def test_nothing_serious_stands_in_anybodys_way(
    browser: Browser, seats: Seats, demo_server: Site, sight: Sight
):
    page = seat_of(seats, browser, demo_server, sight).new_page()
    sight.open(page, demo_server)

    faults = grave_faults(page)

    page.close()
    assert faults == []
