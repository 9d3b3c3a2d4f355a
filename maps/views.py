"""The map page and the values it draws: each view asks, calls and answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from maps import comparing, features, tiles
from maps.export_views import idle_asked
from maps.exports.layout import SCALES
from registry import assessments
from registry.queries import floor_drawing, places
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs

# What is no page may load nothing and be shown in no frame, whatever it holds.
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
TABS = ("people", "area", "title", "past", "findings", "documents")


def as_json(value: object) -> HttpResponse:
    """Return a value as JSON that no cache between server and account may keep."""
    return _as_data(HttpResponse(orjson.dumps(value), content_type="application/json"))


def _as_data(response: HttpResponse) -> HttpResponse:
    """Return an answer that is no page, with what browsers and caches may do with it."""
    response["Cache-Control"] = "private, no-cache"
    response["Content-Security-Policy"] = DATA_POLICY
    return response


def as_json_text(text: bytes) -> HttpResponse:
    """Return JSON that was written already."""
    return HttpResponse(text, content_type="application/json")


def unless_unchanged(
    request: HttpRequest, stamp: str, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return 304 when the browser holds an answer of this stamp, else the answer with its stamp."""
    etag = quote_etag(stamp)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != HTTPStatus.NOT_MODIFIED:
        response = answer()
    response["ETag"] = etag
    return _as_data(response)


@needs(Permission.VIEW_REGISTER)
def map_page(request: SignedIn) -> HttpResponse:
    """Show the map from the account's own division down."""
    day = asked_day(request)
    top = places.top_region(request.user.scope, day=day)
    config = {
        "base": settings.BASE_MAP.told,
        "start_region": top.code if top else None,
        "day": day.isoformat(),
        "today": timezone.localdate().isoformat(),
        "urls": addresses(),
        "can_import": request.user.may(Permission.IMPORT_DRAWING),
        "can_allocate": request.user.may(Permission.ALLOCATE_ROOM),
    }
    shown = {"config": config, "day": day, "top": top, "scales": SCALES}
    return render(request, "maps/map.html", shown)


def addresses() -> dict[str, str]:
    """Return the addresses the page asks, with a name between underscores for what varies."""
    nobody = uuid.UUID(int=0)

    def of_room(name: str) -> str:
        return reverse(name, args=[nobody]).replace(str(nobody), "__uid__")

    return {
        "regions": reverse("map-region", args=["__code__"]),
        "courtyards": reverse("map-courtyard", args=["__code__"]),
        "buildings": reverse("map-building", args=["__code__"]),
        "stacks": reverse("map-stack", args=["__code__"]),
        "floors": reverse("map-floor", args=[0]).replace("/0.json", "/__id__.json"),
        "changes": reverse("map-changes", args=[0]).replace("/0/", "/__id__/"),
        "exports": reverse("map-export", args=[0, "kind"]).replace("/0/", "/__id__/"),
        "tiles": reverse("map-tile", args=[0, 0, 0]).replace("/0/0/0.", "/{z}/{x}/{y}."),
        "fits": reverse("map-fits", args=[0]).replace("/0/", "/__id__/"),
        "idle": reverse("map-idle"),
        "idle_book": reverse("map-idle-book"),
        "people": reverse("map-people"),
        "organisations": reverse("map-organisations"),
        "acts": reverse("map-acts"),
        "undo": reverse("map-undo", args=[0]).replace("/0/", "/__id__/"),
        "search": reverse("map-search"),
        "upload": reverse("drawing-new"),
        "tab_overview": of_room("map-room"),
    } | {f"tab_{tab}": of_room(f"map-room-{tab}") for tab in TABS}


@needs(Permission.VIEW_REGISTER)
def region(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a division, its parts and its courtyards, with their totals."""
    days = {"day": asked_day(request), "today": timezone.localdate()}
    return as_json(features.region(request.user.scope, code=code, **days))


@needs(Permission.VIEW_REGISTER)
def courtyard(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a courtyard and its buildings."""
    days = {"day": asked_day(request), "today": timezone.localdate()}
    return as_json(features.courtyard(request.user.scope, code=code, **days))


@needs(Permission.VIEW_REGISTER)
def building(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a building and its floors, topmost first."""
    days = {"day": asked_day(request), "today": timezone.localdate()}
    return as_json(features.building(request.user.scope, code=code, **days))


@needs(Permission.VIEW_REGISTER)
def floor(request: SignedIn, pk: int) -> HttpResponse:
    """Answer with the rooms of a floor on a day; with nothing when the page has them already."""
    place = floor_drawing.stamped(request.user.scope, pk=pk, day=asked_day(request))
    return unless_unchanged(request, place.stamp, lambda: as_json_text(features.floor_text(place)))


@needs(Permission.VIEW_REGISTER)
def tile(request: SignedIn, z: int, x: int, y: int) -> HttpResponse:
    """Answer with a vector tile of what the account may see; with nothing when it is unchanged."""
    spot = tiles.spot_of(
        *(z, x, y),
        scope=request.user.scope,
        day=asked_day(request),
        ordinal=request.GET.get("ordinal", "1"),
    )
    stamp, content = tiles.stamped(spot, today=timezone.localdate())
    return unless_unchanged(
        request, stamp, lambda: HttpResponse(content(), content_type=tiles.CONTENT_TYPE)
    )


@needs(Permission.VIEW_REGISTER)
def stack(request: SignedIn, code: str) -> HttpResponse:
    """Answer with every floor of a building with its rooms."""
    return as_json(features.stack(request.user.scope, code=code, day=asked_day(request)))


@needs(Permission.VIEW_REGISTER)
def changes(request: SignedIn, pk: int) -> HttpResponse:
    """Answer with a floor on a day, each room saying how it differs from another day."""
    place = places.floor(request.user.scope, pk=pk)
    day = asked_day(request)
    earlier, later = comparing.span(asked_day(request, name="with"), day)
    before, after = (assessments.floor_on(pk, day=each) for each in (earlier, later))
    told = comparing.compared(before, after, with_people=request.user.may(Permission.VIEW_PEOPLE))
    days = [earlier.isoformat(), later.isoformat()]
    return as_json(features.sheet(place, after, day=later) | {"features": told, "days": days})


@needs(Permission.VIEW_REGISTER)
def idle(request: SignedIn) -> HttpResponse:
    """Answer with the rooms of a place that nobody has, the longest idle first."""
    return as_json({"rooms": features.idle(idle_asked(request), day=asked_day(request))})
