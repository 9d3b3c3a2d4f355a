"""The files that make the phone's page, found by following what its modules import."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

BEGINS = ("maps/frame.js", "maps/onsite/page.js")
BESIDE = (
    "bootstrap/bootstrap-reboot.min.css",
    "maps/app.css",
    "maps/onsite.css",
    "maps/seal.svg",
    "maps/vars.css",
)
IMPORTED = re.compile(r"^(?:import|export)\b[^'\";]*['\"](\.[^'\"]+)['\"];", re.MULTILINE)


@cache
def kept_files() -> tuple[str, ...]:
    """Return the modules of the page with all that they import, and what stands beside them."""
    found: set[str] = set()
    waiting = list(BEGINS)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imports_of(name)
    return (*sorted(found), *BESIDE)


def imports_of(name: str) -> list[str]:
    """Return the modules that a module imports, by name."""
    folder = posixpath.dirname(name)
    named = IMPORTED.findall(text_of(name))
    return [posixpath.normpath(posixpath.join(folder, each)) for each in named]


@cache
def version_of(files: tuple[str, ...]) -> str:
    """Return a name for the state of some files: another one when any of them changes."""
    digest = hashlib.sha256()
    for name in files:
        digest.update(text_of(name).encode())
    return digest.hexdigest()[:16]


def text_of(name: str) -> str:
    """Return the text of a static file."""
    return Path(str(finders.find(name))).read_text(encoding="utf-8")
