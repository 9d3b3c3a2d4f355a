"""Paper and screen are coloured alike: the tables of themes.py are those of themes.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from maps.themes import THEMES, theme_of

SCRIPTS = Path(settings.BASE_DIR) / "maps" / "static" / "maps"
ROOMS: list[dict[str, Any]] = [
    {
        "state": state,
        "use": use,
        "occupants": occupants,
        "idle_months": months,
        "area_m2": area,
        "organisation": organisation,
        "title": title,
    }
    for state, use, occupants, months, area, organisation, title in product(
        ("over", "idle", "circulation"),
        ("office", "auxiliary", "unknown"),
        (0, 1, 2),
        (None, 0, 6, 11, 24),
        (9.0, 18.01, 48.5),
        (None, "示例局", "示例院", "Example 𠀀"),
        ("unified", "unregistered"),
    )
]
ASK = """
import { readFileSync } from 'node:fs';
const { themeOf } = await import(process.argv[1]);
const rooms = JSON.parse(readFileSync(0, 'utf8'));
const said = Object.fromEntries(%s.map((name) => {
  const theme = themeOf(name, rooms);
  return [name, { states: rooms.map(theme.stateOf), looks: theme.looks }];
}));
process.stdout.write(JSON.stringify(said));
"""


@pytest.fixture(scope="module")
def on_screen() -> dict[str, Any]:
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")
    done = subprocess.run(
        [node, "--input-type=module", "-e", ASK % json.dumps(THEMES), str(SCRIPTS / "themes.js")],
        input=json.dumps(ROOMS),
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("name", THEMES)
def test_a_room_is_on_paper_what_it_is_on_screen(on_screen, name):
    theme = theme_of(name, ROOMS)

    assert [theme.state_of(room) for room in ROOMS] == on_screen[name]["states"]


@pytest.mark.parametrize("name", THEMES)
def test_a_state_looks_on_paper_as_it_looks_on_screen(on_screen, name):
    theme = theme_of(name, ROOMS)

    looks = {
        state: (f"var(--{look.colour})", f"var(--{look.line})", look.pattern)
        for state, look in theme.looks.items()
    }
    assert looks == {
        state: (look["colour"], look["line"], look["pattern"])
        for state, look in on_screen[name]["looks"].items()
    }


@pytest.mark.parametrize("name", THEMES)
def test_every_state_has_a_name(name):
    theme = theme_of(name, ROOMS)

    assert theme.title
    assert all(theme.label(state) for state in theme.looks)
