"""The phone's side of an inspection: its page, the rooms to visit, and what is sent back.

The page, the worker and the manifest hold nothing of the register: they are kept on the phone.
The rooms are kept there too, for as long as somebody is signed in.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from registry.errors import RegisterError, TooLarge, UnreadableRecord
from registry.faults import explained
from registry.queries import places
from registry.queries.onsite import sent_to
from registry.queries.visits import visit_today
from registry.roles import Permission
from registry.services.inspections import MOST_PHOTO_BYTES, MOST_PHOTO_MB, record_observation
from registry.services.inspections import keep_photo as keep
from registry.views.access import SignedIn, needs
from registry.views.kept_files import kept_files, text_of, version_of
from registry.views.told import told_by

View = Callable[..., HttpResponse]
WORKER = "maps/onsite/worker.js"
REFUSED = 422


@needs(Permission.INSPECT_ROOM)
@never_cache
def page(request: SignedIn) -> HttpResponse:
    """Show the page that works without a signal; it says who is signed in by a number alone."""
    config = {
        "account": request.user.pk,
        "urls": {
            "rooms": reverse("onsite-rooms"),
            "observations": reverse("onsite-observe"),
            "photos": reverse("onsite-photo"),
            "worker": reverse("onsite-worker"),
            "logout": reverse("logout"),
            "login": f"{reverse('login')}?next={reverse('onsite')}",
        },
        "scopes": [reverse("onsite"), "/r/"],
    }
    return render(request, "registry/onsite.html", {"config": config})


@needs(Permission.INSPECT_ROOM)
@never_cache
def rooms(request: SignedIn) -> JsonResponse:
    """Answer with the rooms the account is sent to today, and what is expected there."""
    return JsonResponse(sent_to(request.user, day=timezone.localdate()))


def answers_refusals(view: View) -> View:
    """Return a view that says why something was refused, so that the phone can show it."""

    @wraps(view)
    def answering(request: SignedIn, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except RegisterError as refused:
            return _refusal(refused.code, _(refused.message) % refused.fields)
        except ObjectDoesNotExist:
            return _refusal("not_there", _("The register has no such record of yours."))
        except IntegrityError as refused:
            return _refusal("refused", explained(refused))

    return answering


def _refusal(code: str, reason: str) -> JsonResponse:
    told = {"state": "refused", "code": code, "reason": reason}
    return JsonResponse(told, status=REFUSED)


@needs(Permission.INSPECT_ROOM)
@require_POST
@answers_refusals
def observe(request: SignedIn) -> HttpResponse:
    """Take in one record; the same record again is answered alike and changes nothing."""
    now = timezone.now()
    kept, is_new = record_observation(
        told=told_by(request), by=request.user, at=now, day=timezone.localdate(now)
    )
    told = {"state": "kept", "uid": str(kept.uid), "verdict": kept.verdict}
    return JsonResponse(told, status=201 if is_new else 200)


@needs(Permission.INSPECT_ROOM)
@require_POST
@answers_refusals
def take_photo(request: SignedIn) -> HttpResponse:
    """Take in one photo of a record that is there already."""
    sent = request.FILES.get("photo")
    if sent is None or sent.size is None:
        raise UnreadableRecord(part="photo")
    if sent.size > MOST_PHOTO_BYTES:
        raise TooLarge(most=str(MOST_PHOTO_MB))
    kept = keep(
        observation=_uuid(request, "observation"),
        uid=_uuid(request, "uid"),
        content=sent.read(),
        by=request.user,
        at=timezone.now(),
    )
    return JsonResponse({"state": "kept", "uid": str(kept.uid)}, status=201)


def _uuid(request: SignedIn, name: str) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get(name, ""))
    except ValueError:
        raise UnreadableRecord(part=name) from None


# --- what makes the page work without a signal: the same for everybody ----------------


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """Say what the phone may install; nothing of the register is in it."""
    told = {
        "name": _("Fangtu on site"),
        "short_name": _("On site"),
        "id": reverse("onsite"),
        "start_url": reverse("onsite"),
        "scope": reverse("onsite"),
        "display": "standalone",
        "background_color": "#f3f2ee",
        "theme_color": "#1a2e44",
        "icons": [
            {"src": static("maps/seal.svg"), "sizes": "any", "type": "image/svg+xml"},
            *(
                {"src": static(f"maps/onsite/seal-{size}.png"), "sizes": f"{size}x{size}"}
                | {"type": "image/png", "purpose": purpose}
                for size in (192, 512)
                for purpose in ("any", "maskable")
            ),
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_GET
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker with the files it keeps; the same for everybody."""
    files = kept_files()
    kept = {"files": [static(name) for name in files], "version": version_of(files)}
    told = {**kept, "page": reverse("onsite"), "doors": "/r/"}
    content = f"const KEPT = {json.dumps(told)};\n{text_of(WORKER)}"
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    return response


# --- the code on a door ---------------------------------------------------------------


@needs(Permission.VIEW_REGISTER)
def door(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Lead from a door to the room: to its card on site where the account is sent there today."""
    floor = places.floor_of_room(request.user.scope, uid=uid)
    may_inspect = request.user.may(Permission.INSPECT_ROOM)
    if may_inspect and visit_today(request.user, room=uid, day=timezone.localdate()):
        return redirect(f"{reverse('onsite')}?room={uid}")
    return redirect(f"{reverse('map')}?floor={floor}&room={uid}")
