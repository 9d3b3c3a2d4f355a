"""What the map shows of a floor, to take away: the same address as the page, with an ending."""

from __future__ import annotations

from collections.abc import Callable, Container

from django.http import HttpResponse, HttpResponseBadRequest
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from maps import features
from maps.exports import tables
from maps.exports.layout import PAPERS, SCALES, Sheet, TooManySheets, sheets_for
from maps.exports.plan_sheet import extent_of, sheets_as_svg
from maps.shown import Shown, shown_floor
from maps.themes import idle_of
from registry.queries import floor_drawing, floor_plans
from registry.queries.floor_plans import WholeFloor
from registry.queries.idle import IdleRoom, idle_rooms
from registry.queries.places import NotInSight
from registry.reports.papers import pages_of
from registry.reports.workbooks import CONTENT_TYPE
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs

PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<style>@page {{ size: {width}mm {height}mm; margin: 0 }} html, body {{ margin: 0 }}
svg {{ display: block; break-after: page }} svg:last-child {{ break-after: auto }}</style>{sheets}"""


@needs(Permission.VIEW_REGISTER)
def export(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """Answer with what is shown of a floor, as a file."""
    if kind not in KINDS:
        raise NotInSight(kind)
    place = floor_drawing.stamped(request.user.scope, pk=pk, day=asked_day(request))
    shown = shown_floor(place, request.GET.dict())
    try:
        content, content_type = KINDS[kind](shown, request)
    except TooManySheets as refusal:
        return HttpResponseBadRequest(str(refusal), content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=content_type)
    name = f"{place.building}-{place.name}-{place.day.isoformat()}.{kind}"
    # A picture of the sheet is what the page makes a PNG of; everything else is a file to keep.
    header = content_disposition_header(kind != "svg", name)
    response["Content-Disposition"] = header or "attachment"
    response["Cache-Control"] = "private, no-cache"
    return response


def idle_asked(request: SignedIn) -> list[IdleRoom]:
    """Return the idle rooms of the place an address names, the longest idle first."""
    return idle_rooms(
        request.user.scope,
        day=asked_day(request),
        region=request.GET.get("region", "")[:12],
        courtyard=request.GET.get("courtyard"),
        building=request.GET.get("building"),
    )


@needs(Permission.VIEW_REGISTER)
def idle_book(request: SignedIn) -> HttpResponse:
    """Answer with the idle rooms of a place, those the legend leaves, as a workbook."""
    day, states = asked_day(request), set(filter(None, request.GET.get("show", "").split("~")))
    rooms = features.idle(idle_asked(request), day=day)
    meant = [room for room in rooms if not states or idle_of(room) in states]
    response = HttpResponse(tables.idle_workbook(meant, day=day), content_type=CONTENT_TYPE)
    name = content_disposition_header(as_attachment=True, filename=f"idle-{day.isoformat()}.xlsx")
    response["Content-Disposition"] = name or "attachment"
    response["Cache-Control"] = "private, no-cache"
    return response


def _workbook(shown: Shown, request: SignedIn) -> tuple[bytes, str]:
    return tables.workbook(shown), CONTENT_TYPE


def _csv(shown: Shown, request: SignedIn) -> tuple[bytes, str]:
    return tables.comma_separated(shown), "text/csv; charset=utf-8"


def _geojson(shown: Shown, request: SignedIn) -> tuple[bytes, str]:
    system = _one_of(request, "crs", tables.SYSTEMS, usual="4490")
    return tables.geojson(shown, system=system), "application/geo+json"


def _pdf(shown: Shown, request: SignedIn) -> tuple[bytes, str]:
    plan, sheets = _laid_out(shown, request)
    title = f"{shown.place.building} {shown.place.name}"
    drawn = sheets_as_svg(shown, plan, sheets, watermark=_watermark(shown, request))
    size = {"width": sheets[0].width, "height": sheets[0].height}
    return pages_of(PAGE.format(title=escape(title), sheets=drawn, **size)), "application/pdf"


def _svg(shown: Shown, request: SignedIn) -> tuple[bytes, str]:
    plan, sheets = _laid_out(shown, request)
    drawn = sheets_as_svg(shown, plan, sheets[:1], watermark=_watermark(shown, request))
    return drawn.encode(), "image/svg+xml"


KINDS: dict[str, Callable[[Shown, SignedIn], tuple[bytes, str]]] = {
    "xlsx": _workbook,
    "csv": _csv,
    "geojson": _geojson,
    "pdf": _pdf,
    "svg": _svg,
}


def _laid_out(shown: Shown, request: SignedIn) -> tuple[WholeFloor, list[Sheet]]:
    plan = floor_plans.whole(shown.place.pk, day=shown.day)
    paper = _one_of(request, "paper", PAPERS, usual="a4")
    asked = _one_of(request, "scale", {str(scale): scale for scale in SCALES}, usual="")
    sheets = sheets_for(extent_of(plan), paper=paper, scale=int(asked) if asked else None)
    return plan, sheets


def _watermark(shown: Shown, request: SignedIn) -> str:
    """Return who took this away, and of which day it speaks."""
    user = request.user
    return f"{user.get_full_name() or user.username} {shown.day.isoformat()}"


def _one_of(request: SignedIn, name: str, known: Container[str], *, usual: str) -> str:
    asked = request.GET.get(name, usual)
    if asked != usual and asked not in known:
        raise NotInSight(_("There is no {name} {asked}.").format(name=name, asked=asked))
    return asked
