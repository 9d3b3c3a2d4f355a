"""Papers: a page of HTML laid out as PDF, with nothing but what the project itself brings.

The same HTML gives the same bytes: no clock, no random number and no address is in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from mimetypes import guess_type
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

OURS: Final = "static:"
SHEET: Final = f"{OURS}maps/paper.css"


class OutsideTheProject(ValueError):
    """A paper that asks for something the project does not bring."""


def our_own(url: str, *_args: Any, **_options: Any) -> Any:
    """Return one of the project's own static files; refuse every other address."""
    from weasyprint.urls import URLFetcherResponse

    name = url.removeprefix(OURS).lstrip("/")
    path = finders.find(name) if url.startswith(OURS) else None
    if not isinstance(path, str):
        raise OutsideTheProject(f"{url} is not part of the project.")
    told = {"Content-Type": guess_type(path)[0] or "application/octet-stream"}
    return URLFetcherResponse(url, body=Path(path).read_bytes(), headers=told)


def one_page(template: str, context: dict[str, Any], *, densities: Sequence[str]) -> bytes:
    """Return a paper as a PDF of one page: the first density at which everything fits."""
    document: Any = None
    for density in densities:
        document = _laid_out(
            render_to_string(template, {**context, "density": density, "sheet": SHEET})
        )
        if len(document.pages) == 1:
            break
    return _written(document)


def pages_of(html: str) -> bytes:
    """Return a document of our own as a PDF of as many pages as it takes."""
    return _written(_laid_out(html))


def _laid_out(html: str) -> Any:
    # Imported where it is used: it takes most of a second and few processes print.
    from weasyprint import HTML

    return HTML(string=html, base_url=OURS, url_fetcher=our_own).render()


def _written(document: Any) -> bytes:
    """Return a document as bytes whose identifier comes from its content."""
    plain = document.write_pdf(pdf_identifier=b"\0" * 16)
    digest = hashlib.sha256(plain).digest()[:16]
    content: bytes = document.write_pdf(pdf_identifier=digest)
    return content
