"""The proof of one finding on one A4 page."""

from __future__ import annotations

from registry.queries.finding_pages import FindingPage
from registry.reports.papers import one_page

# A page holds every edge of a plain office; a room with many edges is set smaller.
DENSITIES = ("roomy", "plain", "dense", "tight", "tiny")


def proof_paper(page: FindingPage) -> bytes:
    """Return the proof of a finding as a PDF; the same facts give the same bytes."""
    return one_page("registry/papers/proof.html", {"page": page}, densities=DENSITIES)
