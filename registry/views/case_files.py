"""What leaves the house: scans, the workbook of a list, certificates and notices as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.errors import ScanNotShown
from registry.policy.cases.documents import FILE_TYPES, SHOWN_INLINE
from registry.queries import cases as read
from registry.queries.case_certificates import certificate_of, notice_of
from registry.reports.case_list import workbook_of
from registry.reports.scan_pictures import Scan, pages_of, picture_of
from registry.reports.title_papers import certificate_paper, notice_paper
from registry.roles import Permission
from registry.views.access import SignedIn, needs
from registry.views.case_forms import wanted_from

if TYPE_CHECKING:
    from registry.models import DocumentVersion

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
    return _sealed(response)


def _sealed(response: HttpResponse) -> HttpResponse:
    """Return an answer from which nothing can run or load anything."""
    response["Content-Security-Policy"] = SEALED
    response["X-Content-Type-Options"] = "nosniff"
    response._csp_exempt = True  # type: ignore[attr-defined]
    return response


@needs(Permission.VIEW_CASES)
def picture(request: SignedIn, pk: int, version_pk: int, page: int) -> HttpResponse:
    """Give a page of a scan as a picture drawn here, never the upload itself."""
    version = read.version_of(read.case_of(request.user.scope, pk), version_pk)
    size = "thumb" if "thumb" in request.GET else "page"
    try:
        content = picture_of(scan_of(version), page=page, size=size)
    except ScanNotShown as refusal:
        told = HttpResponse(
            _(refusal.message), content_type="text/plain; charset=utf-8", status=404
        )
        return _sealed(told)
    response = HttpResponse(content, content_type="image/png")
    response["Cache-Control"] = "private, max-age=604800, immutable"  # the version names its bytes
    return _sealed(response)


@needs(Permission.VIEW_CASES)
def scan(request: SignedIn, pk: int, version_pk: int) -> HttpResponse:
    """Show a scan page by page, or say why it cannot be shown."""
    case = read.case_of(request.user.scope, pk)
    version = read.version_of(case, version_pk)
    asked = request.GET.get("page", "1")
    try:
        count = pages_of(scan_of(version))
        page = min(max(int(asked) if asked.isdecimal() else 1, 1), count)
        picture_of(scan_of(version), page=page, size="page")
        refusal = ""
    except ScanNotShown as reason:
        count, page, refusal = 0, 1, _(reason.message)
    before, after = read.beside_version(case, version)
    context = {
        "case": case,
        "version": version,
        "count": count,
        "page": page,
        "refusal": refusal,
        "before": before,
        "after": after,
    }
    return render(request, "registry/case_scan.html", context)


def scan_of(version: DocumentVersion) -> Scan:
    """Return a file of a case as it is drawn."""
    return Scan(
        sha256=version.sha256,
        content_type=version.content_type,
        read=lambda: Path(version.file.path).read_bytes(),
    )


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
