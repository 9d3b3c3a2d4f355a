"""Doing things on the map: who may sit where, and the acts themselves; answers are JSON.

A refusal is answered with 409 and the sentence to show; nothing was changed then.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any, Final

import orjson
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maps.features import metres
from maps.views import as_json
from registry.errors import NotPermitted, OutsideScope, RegisterError
from registry.faults import explained
from registry.measures import rounded
from registry.policy.fitting import Fit, FitKind
from registry.queries import places, seating
from registry.queries.room_words import EDITABLE
from registry.queries.seating import Candidate, Fits
from registry.roles import Permission
from registry.services import room_acts
from registry.services.room_edits import RoomWords, edit_room
from registry.views.access import SignedIn, asked_day, needs

LONGEST_TEXT = 500
LONGEST_WORDS = 1000  # more than the register keeps, so that it can say what is too long
MOST_ROOMS = 500  # in one act: more than the largest floor has


# --- asking -------------------------------------------------------------------------


@needs(Permission.ALLOCATE_ROOM)
def people(request: SignedIn) -> HttpResponse:
    """Answer with the people a text names, with rank, limit and where they sit."""
    floor = request.GET.get("floor", "")
    found = seating.candidates(
        request.user.scope,
        day=asked_day(request),
        text=request.GET.get("q", "")[:60],
        floor=int(floor) if floor.isdecimal() and len(floor) < 12 else None,
    )
    return as_json({"people": [_person(each) for each in found]})


def _person(each: Candidate) -> dict[str, Any]:
    return {
        "code": each.code,
        "name": each.name,
        "rank": each.rank_name,
        "title": each.title,
        "organisation": each.organisation,
        "limit_m2": metres(each.limit_m2),
        "places": [
            {"room": place.room, "number": place.number, "building": place.building}
            for place in each.places
        ],
    }


@needs(Permission.ALLOCATE_ROOM)
def organisations(request: SignedIn) -> HttpResponse:
    """Answer with the organisations rooms can be given to."""
    found = seating.holders(request.user.scope, text=request.GET.get("q", "")[:60])
    return as_json({"organisations": [{"code": h.code, "name": h.name} for h in found]})


@needs(Permission.ALLOCATE_ROOM)
def fits(request: SignedIn, pk: int) -> HttpResponse:
    """Answer with what each room of a floor would be with a person in it."""
    floor, day = places.floor(request.user.scope, pk=pk), asked_day(request)
    person = seating.candidate(request.user.scope, code=request.GET.get("person", ""), day=day)
    found = seating.fits_for(person, seating.rooms_of_floor(floor.pk), day=day)
    rooms = {uid: _fit(found, fit, day) for uid, fit in found.by_room.items()}
    return as_json({"person": _person(person), "rooms": rooms})


def _fit(found: Fits, fit: Fit, day: dt.date) -> dict[str, Any]:
    return {
        "kind": fit.kind.value,
        "sentence": fit_sentence(found, fit, day),
        "number": fit.number,
        "area_m2": metres(fit.area),
        "limit_m2": metres(fit.limit),
        "excess_m2": metres(fit.excess),
    }


def fit_sentence(found: Fits, fit: Fit, day: dt.date) -> str:
    """Return what a room says while a person hovers over it."""
    if fit.bar is not None:
        return _("not allowed: %(why)s") % {"why": said(room_acts.barred(found, fit, day=day))}
    excess = str(rounded(fit.excess or fit.area * 0))
    return {
        FitKind.WITHIN: _("within limit"),
        FitKind.ERROR: _("over by %(excess)s m², within measuring error") % {"excess": excess},
        FitKind.OVER: _("over by %(excess)s m²") % {"excess": excess},
    }.get(fit.kind, _("no standard in force gives this rank a limit"))


def said(error: RegisterError) -> str:
    """Return a refusal as a sentence in the reader's language."""
    return str(_(error.message) % error.fields)


# --- acting -------------------------------------------------------------------------


class Malformed(Exception):
    """A request no page of ours sends."""


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def act(request: SignedIn) -> HttpResponse:
    """Carry one act out, and answer with its number for undoing it."""
    return _answered(request, lambda asked: _carry_out(asked, request))


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def undo(request: SignedIn, pk: int) -> HttpResponse:
    """Undo an act, which is an act of its own."""
    reason = _("Undone on the map")
    return _answered(
        request, lambda _asked: room_acts.undo_act(act=pk, reason=reason, by=request.user)
    )


@require_POST
@needs(Permission.EDIT_ROOM)
def edit(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Give a room another number, name, use or note, and answer with the act's number."""
    return _answered(request, lambda asked: _edit(asked, uid, request))


def _edit(asked: Mapping[str, Any], uid: uuid.UUID, request: SignedIn) -> Any:
    words = {name: _text(asked, name, most=LONGEST_WORDS) for name in EDITABLE}
    return edit_room(
        room=uid,
        words=RoomWords(**words),
        seen=_text(asked, "seen"),
        start=dt.date.fromisoformat(asked["start"]),
        reason=_text(asked, "reason"),
        approval_no=_text(asked, "approval_no")[:100],
        by=request.user,
    )


def _answered(request: SignedIn, carried_out: Callable[[Mapping[str, Any]], Any]) -> HttpResponse:
    try:
        done = carried_out(_asked(request))
    except (Malformed, KeyError, ValueError, TypeError):
        return _refused(_("The request could not be read. Load the page again."), "malformed", 400)
    except (NotPermitted, OutsideScope) as refusal:
        return _refused(said(refusal), refusal.code, 403)
    except RegisterError as refusal:
        return _refused(said(refusal), refusal.code, 409, **refusal.fields)
    except IntegrityError as clash:  # somebody else was faster
        return _refused(explained(clash), "clash", 409)
    return as_json({"act": done.pk, "verb": done.verb, "said": done.get_verb_display()})


def _refused(sentence: str, code: str, status: int, **fields: str) -> HttpResponse:
    response = as_json({"refusal": sentence, "code": code, "fields": fields})
    response.status_code = status
    return response


def _asked(request: SignedIn) -> Mapping[str, Any]:
    asked = orjson.loads(request.body or b"{}")
    if not isinstance(asked, dict):
        raise Malformed
    return asked


def _carry_out(asked: Mapping[str, Any], request: SignedIn) -> Any:
    verb = VERBS.get(str(asked["verb"]))
    if verb is None:
        raise Http404
    start = dt.date.fromisoformat(asked["start"])
    return verb(asked, {"start": start, "reason": _text(asked, "reason"), "by": request.user})


def _text(asked: Mapping[str, Any], name: str, *, most: int = LONGEST_TEXT) -> str:
    value = asked.get(name, "")
    if not isinstance(value, str):
        raise Malformed
    return value.strip()[:most]


def _rooms(asked: Mapping[str, Any]) -> list[uuid.UUID]:
    rooms = asked["rooms"]
    if not isinstance(rooms, list) or not 0 < len(rooms) <= MOST_ROOMS:
        raise Malformed
    return [uuid.UUID(str(uid)) for uid in rooms]


def _room(asked: Mapping[str, Any]) -> uuid.UUID:
    (room,) = _rooms(asked)
    return room


def _allocate(asked: Mapping[str, Any], how: dict[str, Any]) -> Any:
    document = _text(asked, "document_no")[:100]
    return room_acts.allocate_rooms(
        rooms=_rooms(asked),
        organisation=_text(asked, "organisation"),
        document_no=document,
        **how,
    )


def _release(asked: Mapping[str, Any], how: dict[str, Any]) -> Any:
    return room_acts.release_rooms(rooms=_rooms(asked), **how)


def _seat(asked: Mapping[str, Any], how: dict[str, Any]) -> Any:
    approval = _text(asked, "approval_no")[:100]
    return room_acts.seat_in_room(
        room=_room(asked), person=_text(asked, "person"), approval_no=approval, **how
    )


def _vacate(asked: Mapping[str, Any], how: dict[str, Any]) -> Any:
    return room_acts.vacate_room(room=_room(asked), person=_text(asked, "person"), **how)


VERBS: Final[Mapping[str, Callable[[Mapping[str, Any], dict[str, Any]], Any]]] = {
    "allocate": _allocate,
    "release": _release,
    "seat": _seat,
    "vacate": _vacate,
}
