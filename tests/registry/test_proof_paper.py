"""The proof as a paper: one page, the same bytes for the same facts, nothing from outside."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import pytest
from django.contrib.gis.geos import Polygon
from django.urls import reverse
from pypdf import PdfReader

from registry.models import Finding, RoomVersion
from registry.queries.finding_pages import finding_page
from registry.reports.papers import OutsideTheProject, our_own
from registry.reports.proof_paper import proof_paper
from registry.scope import Scope
from registry.services.finding_cases import dismiss_finding
from registry.services.reassessment import assess_edits

from .test_findings_kept_up import TODAY


def paper_of(over: Finding, day: dt.date = TODAY) -> bytes:
    return proof_paper(finding_page(over.pk, scope=Scope.EVERYTHING, day=day))


def text_of(paper: bytes) -> str:
    """Return the words of a paper without the spaces that laying out puts between them."""
    return re.sub(
        r"\s", "", "".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    )


def test_a_proof_is_one_page_with_the_facts_on_it(over):
    paper = paper_of(over)

    assert len(PdfReader(BytesIO(paper)).pages) == 1
    words = text_of(paper)
    for said in ("甲一", "20.00", "9.00", "11.00", "40.0000", "发改投资〔2014〕2674号", "表3"):
        assert said in words


def test_the_same_facts_give_the_same_bytes_on_another_day(over):
    assert paper_of(over) == paper_of(over, TODAY + dt.timedelta(days=9))


def test_another_fact_gives_other_bytes(over, inspector):
    before = paper_of(over)

    dismiss_finding(finding=over, by=inspector, on=TODAY, reason="隔断未画")

    assert paper_of(over) != before


def test_an_office_with_a_hundred_edges_still_fits_one_page(over, offices):
    # A comb: 25 teeth of 0.08 m along the upper side.
    teeth = [(4 - n * 0.08, y) for n in range(50) for y in ((5.0, 4.9) if n % 2 else (4.9, 5.0))]
    RoomVersion.objects.filter(room=offices.rooms[0]).update(
        plan=Polygon([(0, 0), (4, 0), *teeth, (0, 4.9), (0, 0)])
    )
    assess_edits(day=TODAY)

    paper = paper_of(Finding.objects.exclude(state="resolved").get(rule="R-OFF-1"))

    assert len(PdfReader(BytesIO(paper)).pages) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a.css",
        "file:///etc/passwd",
        "data:text/css,p{}",
        "static:../../config/settings.py",
        "static:no/such/file.css",
    ],
)
def test_a_paper_takes_nothing_from_outside_the_project(address):
    with pytest.raises(Exception) as refused:
        our_own(address)

    assert type(refused.value).__name__ in {OutsideTheProject.__name__, "SuspiciousFileOperation"}


def test_it_is_given_as_a_file_to_be_saved(at_desk, over):
    answer = at_desk.get(reverse("finding-proof", args=[over.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="proof-{over.pk}.pdf"'
    assert answer.content.startswith(b"%PDF-")
