"""The tabs of a room's panel: each asked for by itself, each with its own permission."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from maps.templatetags.rooms import USES
from registry import assessments
from registry.queries import premises, room_files, room_words, title_states
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs


def _shown(request: SignedIn, tab: str, values: dict[str, Any]) -> HttpResponse:
    response = render(request, f"maps/includes/room_{tab}.html", values)
    response["Cache-Control"] = "private, no-cache"
    return response


@needs(Permission.VIEW_REGISTER)
def overview(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show how large a room is, how large it may be, by which clause."""
    room, key = _assessed(request, uid), room_files.room_key(request.user.scope, uid=uid)
    record = room_words.record_on(key, day=asked_day(request))
    day, user = asked_day(request), request.user
    values = {"room": room, "record": record, "uses": USES.items(), "day": day}
    may = {
        "may_edit": user.may(Permission.EDIT_ROOM),
        "may_act": user.may(Permission.ALLOCATE_ROOM),
    }
    let = {"premises": premises.of_room(uid, scope=user.scope, day=day), "uid": uid}
    return _shown(request, "overview", values | may | let)


@needs(Permission.VIEW_PEOPLE)
def people(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show who sits in a room, and what can be done about it."""
    may_act = request.user.may(Permission.ALLOCATE_ROOM)
    return _shown(request, "people", {"room": _assessed(request, uid), "may_act": may_act})


def _assessed(request: SignedIn, uid: uuid.UUID) -> assessments.AssessedRoom:
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    scope, day = request.user.scope, asked_day(request)
    return assessments.room_on(scope, uid=uid, day=day, with_people=with_people)


@needs(Permission.VIEW_REGISTER)
def area(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show how a room was measured, edge by edge."""
    room = room_files.room_key(request.user.scope, uid=uid)
    measured = room_files.measured(room, day=asked_day(request))
    return _shown(request, "area", {"measured": measured})


@needs(Permission.VIEW_REGISTER)
def title(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show the units and certificates of the building a room is in."""
    room, day = room_files.room_key(request.user.scope, uid=uid), asked_day(request)
    units = title_states.units_of(room.building_id, day=day, room=room.pk)
    whole = title_states.title_states([room.building_id], day=day)[room.building_id]
    state = units[0].state if units and units[0].is_of_room else whole
    may_see_cases = request.user.may(Permission.VIEW_CASES)
    values = {"place": room, "units": units, "state": state, "may_see_cases": may_see_cases}
    return _shown(request, "title", values)


@needs(Permission.VIEW_REGISTER)
def past(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show what happened to a room, the latest first."""
    room = room_files.room_key(request.user.scope, uid=uid)
    events = room_files.past_of(
        room,
        with_people=request.user.may(Permission.VIEW_PEOPLE),
        with_accounts=request.user.may(Permission.VIEW_HISTORY)
        or request.user.may(Permission.ALLOCATE_ROOM),
    )
    return _shown(request, "past", {"events": events, "day": asked_day(request)})


@needs(Permission.VIEW_REGISTER)
def findings(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show the findings that speak of a room."""
    room = room_files.room_key(request.user.scope, uid=uid)
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    found = room_files.findings_of(room, request.user.scope, with_people=with_people)
    return _shown(request, "findings", {"findings": found})


@needs(Permission.VIEW_REGISTER)
def documents(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Show the papers that what is known of a room rests on."""
    room = room_files.room_key(request.user.scope, uid=uid)
    return _shown(request, "documents", {"papers": room_files.papers_of(room)})
