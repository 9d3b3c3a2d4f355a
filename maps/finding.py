"""The search box of every page: one answer for rooms, people, organisations, papers, findings and cases."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from maps.views import as_json
from registry.policy.cases.terms import KINDS, STATES, Kind, State
from registry.queries.findings import rule_label
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
        with_cases=request.user.may(Permission.VIEW_CASES),
    )
    return as_json({"hits": [_hit(hit) for hit in hits]})


def _hit(hit: Hit) -> dict[str, Any]:
    said = {"kind": hit.kind, "label": hit.label, "detail": hit.detail}
    match hit.kind:
        case "finding":
            said |= {"label": f"{rule_label(hit.label)} {hit.label}"}
        case "case":
            said |= {"detail": _case_in_words(hit.detail)}
    return said | {"target": _target(hit), "page": _page(hit)}


def _case_in_words(codes: str) -> str:
    kind, state = codes.split(" ")
    language = get_language() or ""
    words = (KINDS[Kind(kind)], STATES[State(state)])
    return " · ".join(each.in_language(language) for each in words)


def _page(hit: Hit) -> str | None:
    """Return the page of its own a hit has, or None for what is looked at on the map."""
    match hit.kind:
        case "unit" | "certificate":
            return reverse("title-unit", args=[hit.key])
        case "finding":
            return reverse("finding", args=[int(hit.key)])
        case "case":
            return reverse("case", args=[int(hit.key)])
    return None


def _target(hit: Hit) -> dict[str, str] | None:
    """Return the place of the map a hit leads to, or None when it has none."""
    if hit.floor_id is not None:
        room = {"room": hit.room} if hit.room else {}
        return {"floor": str(hit.floor_id)} | room
    return {"building": hit.building} if hit.building else None
