"""Certificates and notices as PDF: laid out without asking any other machine for anything."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

import segno
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from registry.queries.case_certificates import Certificate, Notice

QR_MM = 26  # what a phone reads at arm's length


class NothingFromOutside(ValueError):
    """A paper that asks for a file: everything it shows is in its own text."""


def refuse(url: str, *_args: Any, **_options: Any) -> Any:
    """Refuse every address."""
    raise NothingFromOutside(url)


def certificate_paper(paper: Certificate) -> bytes:
    """Return a certificate as PDF; the same certificate gives the same bytes."""
    context = {"paper": paper, "qr": square_of(paper)}
    return pdf_of(render_to_string("registry/papers/certificate.html", context))


def notice_paper(notice: Notice, language: str) -> bytes:
    """Return a notice as PDF in a language."""
    items = [(item["zh" if language.startswith("zh") else "en"], item) for item in notice.items]
    context = {"notice": notice, "items": items, "language": language}
    return pdf_of(render_to_string("registry/papers/notice.html", context))


def square_of(paper: Certificate) -> str:
    """Return the QR code: number, unit, day and the hash of the entry, one a line."""
    text = "\n".join(
        (paper.number, paper.unit_code.replace(" ", ""), str(paper.registered_on), paper.sha256)
    )
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=True, border=2, omitsize=True, dark="#1b2733"
    )
    return mark_safe(drawn.getvalue().decode())


def pdf_of(html: str) -> bytes:
    """Return a page laid out as PDF, whose identifier comes from its content."""
    # Imported where it is used: it takes most of a second and few processes print.
    from weasyprint import HTML

    document = HTML(string=html, base_url=None, url_fetcher=refuse).render()
    plain = document.write_pdf(pdf_identifier=b"\0" * 16)
    content: bytes = document.write_pdf(pdf_identifier=hashlib.sha256(plain).digest()[:16])
    return content
