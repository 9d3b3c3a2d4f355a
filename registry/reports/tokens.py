"""The colours of the pages, for papers: read from the one file that states them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from django.conf import settings

VARS = settings.BASE_DIR / "maps" / "static" / "maps" / "vars.css"
STATED = re.compile(r"^\s*--([a-z0-9-]+):\s*(#[0-9a-f]{3,8});", re.MULTILINE)

Colour = Callable[[str], str]


@cache
def stated() -> Mapping[str, str]:
    """Return every colour of the pages by its name."""
    return dict(STATED.findall(VARS.read_text(encoding="utf-8")))


def on_screen(name: str) -> str:
    """Return a colour as a page refers to it."""
    return f"var(--{name})"


def on_paper(name: str) -> str:
    """Return a colour as it is written where there is no style sheet."""
    return stated()[name]
