"""Photos and documents shown with a decision: typed by their content, named by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any, Final

from django.core.files.base import ContentFile, File

from registry.errors import NotAPaper

MOST_MB: Final = 20  # a scanned approval of a few dozen pages
LONGEST_NAME: Final = 200
# What a file of each kind begins with; nothing a browser would run is among them.
BEGINNINGS: Final[Mapping[str, bytes]] = {
    "pdf": b"%PDF-",
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
CONTENT_TYPES: Final[Mapping[str, str]] = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
}


def kind_of(head: bytes) -> str | None:
    """Return "pdf", "jpg" or "png" by how a file begins, or None when it is something else."""
    return next((kind for kind, first in BEGINNINGS.items() if head.startswith(first)), None)


def kept_as(paper: File[Any]) -> dict[str, Any]:
    """Return a paper as the columns it is kept in, or refuse what is no paper."""
    named = PurePath(paper.name or "").name[:LONGEST_NAME]
    size = paper.size
    content = paper.read() if size <= MOST_MB * 1024 * 1024 else b""
    kind = kind_of(content)
    if kind is None:
        raise NotAPaper(name=named, most=str(MOST_MB))
    digest = hashlib.sha256(content).hexdigest()
    return {
        "attachment": ContentFile(content, name=f"{digest}.{kind}"),
        "attachment_name": named,
        "attachment_sha256": digest,
    }
