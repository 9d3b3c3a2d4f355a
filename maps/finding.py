"""The search box: one answer for rooms, people, organisations, buildings and papers."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from maps.views import as_json
from registry.queries.search import Hit, found
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs

LONGEST = 60


@needs(Permission.VIEW_REGISTER)
def search(request: SignedIn) -> HttpResponse:
    """Answer with what a text names inside the account's division."""
    hits = found(
        request.user.scope,
        text=request.GET.get("q", "")[:LONGEST],
        day=asked_day(request),
        with_people=request.user.may(Permission.VIEW_PEOPLE),
    )
    return as_json({"hits": [_hit(hit) for hit in hits]})


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "label": hit.label,
        "detail": hit.detail,
        "target": _target(hit),
    }


def _target(hit: Hit) -> dict[str, str] | None:
    """Return the place of the map a hit leads to, or None when it has none."""
    if hit.floor_id is not None:
        room = {"room": hit.room} if hit.room else {}
        return {"floor": str(hit.floor_id)} | room
    return {"building": hit.building} if hit.building else None
