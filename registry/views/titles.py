"""The register of titles: units, parcels and buildings, and papers that say what they say."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.errors import RegisterError
from registry.queries import extracts, ground_pages, register, title_words, unit_list, unit_pages
from registry.queries.register import AsOf
from registry.queries.unit_list import UnitFilter, UnitRow
from registry.reports.extracts import extract_pdf
from registry.reports.unit_sheets import MOST_ROWS, unit_csv, unit_workbook
from registry.roles import Permission
from registry.services.case_papers import MOST_BYTES
from registry.services.certificate_scans import add_scan
from registry.services.extracts import file_extract, fingerprint, still_says
from registry.views.access import SignedIn, asked_day, needs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
BATCH = 1000  # units read at once for a workbook
SCAN_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def asked_moment(request: HttpRequest) -> dt.datetime | None:
    """Return the moment of `known`: the end of a day that has passed, or an exact time; else None."""
    text = request.GET.get("known")
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
        moment = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(1), dt.time.min))
    except ValueError:
        found = parse_datetime(text)
        if found is None or timezone.is_naive(found):
            raise Http404(_("The day must be written as YYYY-MM-DD.")) from None
        moment = found
    return None if moment > timezone.now() else moment


def as_asked(request: HttpRequest) -> AsOf:
    """Return the day and the moment a page is asked for."""
    return AsOf(day=asked_day(request), known_at=asked_moment(request))


def as_filter(request: HttpRequest) -> UnitFilter:
    """Return what a list is asked for; what is not understood asks for nothing."""
    got = request.GET
    page = got.get("page", "1")
    return UnitFilter(
        text=got.get("q", "").strip()[:100],
        state=got.get("state", "") if got.get("state") in unit_list.STATES else "",
        kind=got.get("kind", ""),
        restriction=got.get("restriction", ""),
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 7 else 1,
    )


@require_safe
@needs(Permission.VIEW_REGISTER)
def unit_list_page(request: SignedIn) -> HttpResponse:
    """List the units of the account's division, or go to the one whose whole code was asked for."""
    asked, wanted = as_asked(request), as_filter(request)
    listed = unit_list.listed(request.user.scope, asked, wanted)
    if listed.total == 1 and unit_list.plain(wanted.text) == listed.rows[0].code:
        return redirect("title-unit", code=listed.rows[0].code)
    context = {
        **_shown(request, asked),
        "listed": listed,
        "wanted": wanted,
        "kinds": title_words.choices("right"),
        "restriction_kinds": title_words.choices("restriction"),
        "query": _query(request, without=("page",)),
    }
    return render(request, "titles/unit_list.html", context)


@require_safe
@needs(Permission.VIEW_REGISTER)
def unit_list_workbook(request: SignedIn) -> HttpResponse:
    """Give the same list, whole, as a workbook."""
    asked = as_asked(request)
    title = _("Units of %(place)s as of %(day)s") % {
        "place": request.user.region.name if request.user.region else "–",
        "day": asked.day.isoformat(),
    }
    return _download(
        unit_workbook(_rows(request, asked), title=title), f"units-{asked.day}.xlsx", XLSX
    )


@require_safe
@needs(Permission.VIEW_REGISTER)
def unit_list_csv(request: SignedIn) -> HttpResponse:
    """Give the same list, whole, as CSV."""
    asked = as_asked(request)
    lines = "".join(unit_csv(_rows(request, asked)))
    return _download(lines.encode(), f"units-{asked.day}.csv", CSV)


def _rows(request: SignedIn, asked: AsOf) -> Iterator[UnitRow]:
    """Return the rows of the whole list that was asked for, read a batch at a time."""
    units = unit_list.matching(request.user.scope, asked, as_filter(request))
    keys = list(units.order_by("code", "pk").values_list("pk", flat=True)[:MOST_ROWS])
    for at in range(0, len(keys), BATCH):
        yield from unit_list.rows_of(keys[at : at + BATCH], asked)


@require_safe
@needs(Permission.VIEW_REGISTER)
def unit(request: SignedIn, code: str) -> HttpResponse:
    """Show a unit: who holds it, what restricts it, its papers, where it came from."""
    asked = as_asked(request)
    page = unit_pages.unit_page(
        request.user.scope,
        code=code,
        asked=asked,
        with_cases=request.user.may(Permission.VIEW_CASES),
    )
    return render(request, "titles/unit.html", {**_shown(request, asked), "page": page})


@require_safe
@needs(Permission.VIEW_REGISTER)
def parcel(request: SignedIn, code: str) -> HttpResponse:
    """Show a parcel with its boundary points, what stands on it and the units of both."""
    asked = as_asked(request)
    page = ground_pages.parcel_page(request.user.scope, code=code, asked=asked)
    return render(request, "titles/parcel.html", {**_shown(request, asked), "page": page})


@require_safe
@needs(Permission.VIEW_REGISTER)
def building(request: SignedIn, code: str) -> HttpResponse:
    """Show a building with the parcels it stands on and the units it is held in."""
    asked = as_asked(request)
    page = ground_pages.building_page(request.user.scope, code=code, asked=asked)
    return render(request, "titles/building.html", {**_shown(request, asked), "page": page})


@require_safe
@needs(Permission.VIEW_REGISTER)
def scan(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Give the scan of a unit's certificate to be saved; nothing is shown inside the site."""
    paper = register.certificate_of(request.user.scope, code=code, pk=pk)
    ending = str(paper.scan.name).rsplit(".", 1)[-1]
    with paper.scan.open("rb") as kept:
        content = kept.read()
    kind = SCAN_TYPES.get(ending, "application/octet-stream")
    return _download(content, f"{paper.scan_sha256[:16]}.{ending}", kind)


@require_safe
@needs(Permission.VIEW_REGISTER)
def later_scan(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Give a scan that came after its certificate, to be saved."""
    kept = register.later_scan_of(request.user.scope, code=code, pk=pk)
    with kept.file.open("rb") as opened:
        content = opened.read()
    ending = str(kept.file.name).rsplit(".", 1)[-1]
    return _download(content, f"{kept.sha256[:16]}.{ending}", kept.media_type)


@require_POST
@needs(Permission.ACCEPT_CASE)
def new_scan(request: SignedIn, code: str, pk: int) -> HttpResponse:
    """Keep a scan of a certificate that has been issued."""
    paper = register.paper_of(request.user.scope, code=code, pk=pk)
    if upload := request.FILES.get("scan"):
        content, name = upload.read(MOST_BYTES + 1), upload.name or "scan"
        try:
            add_scan(certificate=paper, name=name, content=content, by=request.user)
        except RegisterError as refused:
            messages.error(request, _(refused.message) % refused.fields)
        else:
            messages.success(request, _("The scan is kept with its certificate."))
    return redirect("title-unit", code=code)


@require_POST
@needs(Permission.VIEW_REGISTER)
def new_extract(request: SignedIn, code: str) -> HttpResponse:
    """File an extract of a unit as the page showed it, and go to it."""
    asked = as_asked(request)
    made = file_extract(
        unit=register.unit_by_code(request.user.scope, code),
        day=asked.day,
        known_at=asked.known_at,
        by=request.user,
        language=get_language() or "zh-hans",
        site=request.build_absolute_uri("/"),
    )
    return redirect("title-extract", uid=made.uid)


@require_safe
@needs(Permission.VIEW_REGISTER)
def extract(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show a filed extract, and whether the register still says the same of that day and moment."""
    filed = extracts.extract_by_uid(request.user.scope, uid)
    context = {
        "extract": filed,
        "content": filed.content,
        "is_whole": fingerprint(filed.content) == filed.sha256,
        "still_says": still_says(filed),
        "printed": request.GET.get("sha256", ""),
    }
    return render(request, "titles/extract.html", context)


@require_safe
@needs(Permission.VIEW_REGISTER)
def extract_paper(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Give a filed extract as a PDF, the same bytes every time."""
    filed = extracts.extract_by_uid(request.user.scope, uid)
    name = f"{filed.content['unit']}-{filed.day}.pdf"
    return _download(extract_pdf(filed), name, "application/pdf")


def _shown(request: HttpRequest, asked: AsOf) -> dict[str, object]:
    """Return what the form of day and knowledge shows."""
    known = request.GET.get("known", "") if asked.known_at else ""
    return {
        "day": asked.day,
        "known": known[:10],
        "known_at": asked.known_at,
        "is_now": asked.known_at is None and asked.day == timezone.localdate(),
        "asked": _query(request, without=("q", "state", "kind", "restriction", "page")),
    }


def _query(request: HttpRequest, *, without: tuple[str, ...]) -> str:
    """Return the query of an address without some of its names, ready to follow a `?`."""
    kept = request.GET.copy()
    for name in without:
        kept.pop(name, None)
    return kept.urlencode()


def _download(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
