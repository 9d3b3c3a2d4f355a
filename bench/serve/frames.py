"""python -m bench.serve.frames: how Chromium opens a floor, pans sixteen thousand rooms, recolours them.

frames_a_second   while a hand drags the map about for some seconds, from Chromium's own trace
first_room_ms     from choosing a floor of 320 rooms until one of them is drawn, the median of several;
                  also told of opening its page, the first time with nothing kept by the browser
theme_ms          from choosing another theme to the second frame after it, the slowest of several
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.assess.__main__ import address_of
from bench.machine import machine
from bench.serve import provinces, servers
from bench.serve.contest import ROOT, VAR, asked_of

ROOMS = 1_000_000  # the province of bench.serve: at zoom 15 a screen shows 16,000 on one storey
WANTED = 16_000
ZOOM = 15
SECONDS = 5.0
OPENED = 7
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
DRAG = """
    (milliseconds) => new Promise((resolve) => {
      const began = performance.now();
      let step = 0;
      const move = (now) => {
        step += 1;
        const at = { clientX: 700 + 220 * Math.sin(step / 25), clientY: 400 + 90 * Math.sin(step / 40) };
        document.dispatchEvent(new MouseEvent('mousemove', { ...at, buttons: 1, bubbles: true }));
        if (now - began < milliseconds) requestAnimationFrame(move);
        else resolve(step);
      };
      requestAnimationFrame(move);
    })
"""
# A frame after it is in the document a room is on the screen.
FIRST_ROOM = """
    () => new Promise((resolve) => {
      const seen = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      if (document.querySelector('path.room') !== null) { seen(); return; }
      const looking = new MutationObserver(() => {
        if (document.querySelector('path.room') === null) return;
        looking.disconnect();
        seen();
      });
      looking.observe(document, { subtree: true, childList: true });
    })
"""
OPEN = f"""
    async (step) => {{
      const began = performance.now();
      step.click();
      return await ({FIRST_ROOM})() - began;
    }}
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
    parser.add_argument("--keep", action="store_true", help="leave the database for another run")
    keep = parser.parse_args().keep
    print(machine())
    try:
        url = address_of(provinces.database_of(ROOMS), os.environ["DATABASE_URL"])
        plan = asked_of(url)
        with (
            servers.ours(url, FANGTU_VAR=str(with_static_files())) as port,
            sync_playwright() as playwright,
        ):
            chromium = playwright.chromium.launch(
                executable_path="/usr/bin/chromium", args=SWITCHES
            )
            context = chromium.new_context(viewport=SCREEN)
            name, value = plan["cookie"].split("=", 1)
            context.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}])
            address = f"http://127.0.0.1:{port}"
            of_page, in_page = (
                [opened(context, address, plan["large_floor"]) for _ in range(OPENED)]
                for opened in (page_opened, floor_opened)
            )
            print(f"first room of the page after {', '.join(f'{each:.0f}' for each in of_page)} ms")
            print(
                f"of the floor in the page after {', '.join(f'{each:.0f}' for each in in_page)} ms"
            )
            result = measured(context.new_page(), chromium, address, plan)
            result["first_room_ms"] = round(statistics.median(in_page))
            chromium.close()
    finally:
        if not keep:
            provinces.drop_large()
    print(json.dumps(result))
    return 0


def with_static_files() -> Path:
    """Return a folder with the files of pages as bin/demo gathers them: named by hash, kept for good."""
    folder = VAR / "bench" / "site"
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, "FANGTU_VAR": str(folder)})
    return folder


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
    """Return the seconds between the frames that Chromium drew while the map was dragged about.

    The hand is in the page, one move a frame: moves from outside come when the machine has time.
    """
    page.mouse.move(700, 400)
    page.mouse.down()
    chromium.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline.frame"])
    page.evaluate(DRAG, SECONDS * 1000)
    trace = json.loads(chromium.stop_tracing())
    page.mouse.up()
    drawn = sorted(e["ts"] / 1e6 for e in trace["traceEvents"] if e["name"] == "DrawFrame")
    return [after - before for before, after in itertools.pairwise(drawn)]


def page_opened(context: BrowserContext, url: str, floor: int) -> float:
    """Return the milliseconds from asking for the page of a floor to its first room."""
    page = context.new_page()
    page.goto(f"{url}/map/?floor={floor}", wait_until="commit")
    took = float(page.evaluate(FIRST_ROOM))
    page.close()
    return took


def floor_opened(context: BrowserContext, url: str, floor: int) -> float:
    """Return the milliseconds from choosing a floor beside another to its first room."""
    page = context.new_page()
    page.goto(f"{url}/map/?floor={floor + 1}")
    page.wait_for_selector("#map-page:not([aria-busy])")
    step = page.locator(f"#floors a[href*='floor={floor}']:not([aria-current])").first
    took = float(page.evaluate(OPEN, step.element_handle()))
    page.close()
    return took


if __name__ == "__main__":
    sys.exit(main())
