"""登记簿 extract as a PDF: the filed words, a QR code to compare them with, and their hash.

Nothing in the paper depends on when it is printed: the same extract gives the same bytes.
"""

from __future__ import annotations

from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from registry.codes import UnitCode

STYLES = settings.BASE_DIR / "registry" / "reports" / "extract.css"
INSIDE = URLFetcher(allowed_protocols=("data",), fail_on_errors=True)  # asks no other machine


def extract_pdf(extract: Any) -> bytes:
    """Return the paper of a filed extract, in the language it was filed in."""
    with translation.override(extract.language):
        page = render_to_string("titles/extract_paper.html", paper_of(extract))
    made = HTML(string=page, url_fetcher=INSIDE).write_pdf(
        stylesheets=[CSS(string=STYLES.read_text(encoding="utf-8"))],
        pdf_identifier=bytes.fromhex(extract.sha256),
    )
    assert isinstance(made, bytes)
    return made


def paper_of(extract: Any) -> dict[str, Any]:
    """Return what the paper's template needs."""
    return {
        "extract": extract,
        "content": extract.content,
        "layers": UnitCode.parse(extract.content["unit"]).layers,
        "qr": qr_code(f"{extract.address}?sha256={extract.sha256}"),
        "hash_groups": [extract.sha256[at : at + 8] for at in range(0, 64, 8)],
    }


def qr_code(text: str) -> str:
    """Return a QR code as a data address that a page and a paper can show."""
    return segno.make(text, error="m").svg_data_uri(border=0)
