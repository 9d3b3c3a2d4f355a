"""What leaves the house: scans, the workbook of a list, certificates and notices as PDF."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from registry.policy.cases.documents import FILE_TYPES, SHOWN_INLINE
from registry.queries import cases as read
from registry.queries.case_certificates import certificate_of, notice_of
from registry.reports.case_list import workbook_of
from registry.reports.title_papers import certificate_paper, notice_paper
from registry.roles import Permission
from registry.views.access import SignedIn, needs
from registry.views.case_forms import wanted_from

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A scan is a picture or a download, never a page: nothing in it may run or load anything.
SEALED = "default-src 'none'; img-src 'self'; sandbox"


@needs(Permission.VIEW_CASES)
def document(request: SignedIn, pk: int, version_pk: int) -> HttpResponse:
    """Give one version of a paper by what it is, pictures to be seen, the rest to be kept."""
    case = read.case_of(request.user.scope, pk)
    version = read.version_of(case, version_pk)
    shown = version.content_type in SHOWN_INLINE and "download" not in request.GET
    name = f"{version.sha256[:12]}.{FILE_TYPES[version.content_type]}"
    with version.file.open("rb") as stored:
        response = HttpResponse(stored.read(), content_type=version.content_type)
    response["Content-Disposition"] = f"{'inline' if shown else 'attachment'}; filename={name}"
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response


@needs(Permission.VIEW_CASES)
def export(request: SignedIn) -> HttpResponse:
    """Give the list that is shown as a workbook."""
    today = timezone.localdate()
    wanted = wanted_from(request.GET)
    rows = read.every_row(request.user.scope, request.user, wanted, today=today)
    response = HttpResponse(workbook_of(rows, today=today), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="cases-{today:%Y%m%d}.xlsx"'
    return response


@needs(Permission.VIEW_CASES)
def certificate(request: SignedIn, pk: int, paper_pk: int | None = None) -> HttpResponse:
    """Give a certificate or proof of a registered case as PDF, the first when none is named."""
    paper = certificate_of(read.case_of(request.user.scope, pk), paper_pk)
    if paper is None:
        raise Http404
    return _pdf(certificate_paper(paper), paper.number)


@needs(Permission.VIEW_CASES)
def notice(request: SignedIn, pk: int, notice_pk: int) -> HttpResponse:
    """Give a written notice as PDF."""
    told = notice_of(read.case_of(request.user.scope, pk), notice_pk)
    return _pdf(notice_paper(told, get_language() or "zh"), told.number)


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}.pdf"
    return response
