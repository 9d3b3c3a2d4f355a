"""python -m bench.serve.frames: how smoothly Chromium pans sixteen thousand rooms, and recolours them.

frames_a_second   while a hand drags the map about for some seconds, from Chromium's own trace
theme_ms          from choosing another theme to the second frame after it, the slowest of several
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import sys
import time
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.assess.__main__ import address_of
from bench.machine import machine
from bench.serve import provinces, servers
from bench.serve.contest import asked_of

ROOMS = 120_000  # five storeys of forty rooms a building: at zoom 15 a screen shows 16,000 on one
WANTED = 16_000
ZOOM = 15
SECONDS = 5.0
SCREEN = {"width": 1366, "height": 768}
THEMES = ("use", "occupancy", "organisation", "person", "standard")
SWITCHES = ["--no-sandbox", "--disable-gpu", "--enable-blink-features="]
# The page keeps its map to itself; the benchmark has to turn it to where the rooms are.
HOLD_THE_MAP = """
    let kept;
    Object.defineProperty(window, 'L', {
      get: () => kept,
      set: (library) => {
        kept = library;
        library.Map?.addInitHook(function () { window.heldMap = this; });
      },
    });
"""
COUNT = """
    () => [...document.querySelectorAll('.leaflet-tiles-pane canvas')].reduce((sum, { content }) =>
      sum + content.rooms.length, 0)
"""
RECOLOUR = """
    (name) => new Promise((resolve) => {
      const select = document.getElementById('theme');
      const began = performance.now();
      select.value = name;
      select.dispatchEvent(new Event('change'));
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
    })
"""


def main() -> int:
    """Run the benchmark and end with one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve.frames", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="leave the database for a look")
    keep = parser.parse_args().keep
    print(machine())
    try:
        url = address_of(provinces.database_of(ROOMS), os.environ["DATABASE_URL"])
        plan = asked_of(url)
        with (
            servers.ours(url, FANGTU_DEBUG="1") as port,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=SWITCHES
            )
            context = chromium.new_context(viewport=SCREEN)
            name, value = plan["cookie"].split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
            result = measured(context.new_page(), chromium, f"http://127.0.0.1:{port}", plan)
            chromium.close()
    finally:
        if not keep:
            provinces.drop_all()
    print(json.dumps(result))
    return 0


def measured(page: Page, chromium: Any, url: str, plan: dict[str, Any]) -> dict[str, float]:
    """Return the figures of a page that shows enough rooms."""
    page.add_init_script(HOLD_THE_MAP)
    page.goto(f"{url}/map/")
    page.wait_for_selector("#map-page:not([aria-busy])")
    page.evaluate(
        "([lat, lon, zoom]) => window.heldMap.setView([lat, lon], zoom, { animate: false })",
        [*plan["middle"], ZOOM],
    )
    rooms = wait_for_rooms(page)
    taken = [page.evaluate(RECOLOUR, name) for name in THEMES for _ in range(2)]
    print(f"{rooms:,} rooms; themes {', '.join(f'{each:.0f}' for each in taken)} ms")
    frames = dragged(page, chromium)
    print(f"median frame {statistics.median(frames) * 1000:.1f} ms of {len(frames)}")
    return {
        "rooms": rooms,
        "frames_a_second": round(len(frames) / sum(frames), 1),
        "theme_ms": round(max(taken), 1),
    }


def wait_for_rooms(page: Page) -> int:
    """Return how many rooms are drawn once there are enough and no more come."""
    rooms = before = 0
    for _ in range(120):
        time.sleep(0.5)
        before, rooms = rooms, page.evaluate(COUNT)
        if rooms >= WANTED and rooms == before:
            return rooms
    sys.exit(f"Only {rooms:,} rooms were drawn; {WANTED:,} are wanted.")


def dragged(page: Page, chromium: Any) -> list[float]:
    """Return the seconds between the frames that were drawn while the map was dragged about."""
    chromium.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline.frame"])
    page.mouse.move(700, 400)
    page.mouse.down()
    began, step = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        step += 1
        page.mouse.move(700 + 220 * (step % 80 - 40) / 40, 400 + 3 * (step % 40))
    page.mouse.up()
    trace = json.loads(chromium.stop_tracing())
    drawn = sorted(e["ts"] / 1e6 for e in trace["traceEvents"] if e["name"] == "DrawFrame")
    return [after - before for before, after in itertools.pairwise(drawn)]


if __name__ == "__main__":
    sys.exit(main())
