"""The map page and the values it draws: each view asks, calls and answers."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from http import HTTPStatus

import orjson
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from maps import features, tiles
from registry import assessments
from registry.queries import findings, floor_drawing, places
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs


def as_json(value: object) -> HttpResponse:
    """Return a value as JSON that no cache between server and account may keep."""
    response = HttpResponse(orjson.dumps(value), content_type="application/json")
    response["Cache-Control"] = "private, no-cache"
    return response


def unless_unchanged(
    request: HttpRequest, stamp: str, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Return 304 when the browser holds an answer of this stamp, else the answer with its stamp."""
    etag = quote_etag(stamp)
    response = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != HTTPStatus.NOT_MODIFIED:
        response = answer()
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


@needs(Permission.VIEW_REGISTER)
def map_page(request: SignedIn) -> HttpResponse:
    """Show the map from the account's own division down."""
    day = asked_day(request)
    top = places.top_region(request.user.scope, day=day)
    config = {
        "start_region": top.code if top else None,
        "day": day.isoformat(),
        "urls": {
            "regions": reverse("map-region", args=["__code__"]),
            "courtyards": reverse("map-courtyard", args=["__code__"]),
            "buildings": reverse("map-building", args=["__code__"]),
            "floors": reverse("map-floor", args=[0]).replace("/0.json", "/__id__.json"),
            "rooms": reverse("map-room", args=[uuid.UUID(int=0)]).replace(
                str(uuid.UUID(int=0)), "__uid__"
            ),
            "upload": reverse("drawing-new"),
        },
        "can_import": request.user.may(Permission.IMPORT_DRAWING),
    }
    return render(request, "maps/map.html", {"config": config, "day": day, "top": top})


@needs(Permission.VIEW_REGISTER)
def region(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a division, its parts and its courtyards, with their totals."""
    return as_json(features.region(request.user.scope, code=code, day=asked_day(request)))


@needs(Permission.VIEW_REGISTER)
def courtyard(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a courtyard and its buildings."""
    return as_json(features.courtyard(request.user.scope, code=code, day=asked_day(request)))


@needs(Permission.VIEW_REGISTER)
def building(request: SignedIn, code: str) -> HttpResponse:
    """Answer with a building and its floors, topmost first."""
    return as_json(features.building(request.user.scope, code=code, day=asked_day(request)))


@needs(Permission.VIEW_REGISTER)
def floor(request: SignedIn, pk: int) -> HttpResponse:
    """Answer with the rooms of a floor on a day; with nothing when the page has them already."""
    place = floor_drawing.stamped(request.user.scope, pk=pk, day=asked_day(request))
    return unless_unchanged(request, place.stamp, lambda: as_json(features.floor(place)))


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
def room(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show who has a room, how large it is and what the standard says of it."""
    shown = assessments.room_on(
        request.user.scope,
        uid=uid,
        day=asked_day(request),
        with_people=request.user.may(Permission.VIEW_PEOPLE),
    )
    found = findings.of_room(uid, scope=request.user.scope)
    return render(request, "maps/includes/room_panel.html", {"room": shown, "findings": found})
