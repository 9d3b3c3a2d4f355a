"""Pages of cases: the list, the board, a new one, one of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.errors import RegisterError
from registry.policy.cases.terms import KINDS, STATES, Kind
from registry.queries import cases as read
from registry.queries.case_page import page_of_case
from registry.queries.case_units import places_without_unit
from registry.roles import Permission
from registry.services import case_views
from registry.services import cases as write
from registry.views.access import SignedIn, needs
from registry.views.case_forms import wanted_from

MOST_UNITS = 200


@needs(Permission.VIEW_CASES)
def case_list(request: SignedIn) -> HttpResponse:
    """List the cases of the account's division, as rows or as a board."""
    wanted = wanted_from(request.GET)
    today = timezone.localdate()
    context = _frame(request, wanted)
    if request.GET.get("as") == "board":
        columns = read.board_of(request.user.scope, request.user, wanted, today=today)
        return render(request, "registry/case_board.html", {**context, "columns": columns})
    listed = read.listed_cases(request.user.scope, request.user, wanted, today=today)
    return render(request, "registry/case_list.html", {**context, "listed": listed})


def _frame(request: SignedIn, wanted: read.Wanted) -> dict[str, Any]:
    """Return what the list and the board have in common: filters, views, addresses."""
    return {
        "wanted": wanted,
        "kinds": KINDS,
        "states": STATES,
        "views": read.views_of(request.user),
        "query": _without(request.GET, "page"),
        "unordered": _without(request.GET, "page", "order"),
        "unviewed": _without(request.GET, "page", "as"),
        "is_filtered": any(request.GET.get(key) for key in ("q", "kind", "stage", "due", "mine")),
    }


def _without(asked: QueryDict, *names: str) -> str:
    """Return an address's questions without some of them."""
    kept = asked.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


@needs(Permission.VIEW_CASES)
@require_POST
def keep_view(request: SignedIn) -> HttpResponse:
    """Keep the search that is shown under a name, or forget one."""
    name = request.POST.get("name", "").strip()[:40]
    query = request.POST.get("query", "")[:500]
    if "forget" in request.POST:
        case_views.forget_view(user=request.user, name=name)
    elif name:
        case_views.keep_view(user=request.user, name=name, query=query)
        messages.success(request, _("The view “%(name)s” is kept.") % {"name": name})
    address = redirect("case-list")
    address["Location"] += f"?{query}" if query else ""
    return address


@needs(Permission.APPLY_FOR_TITLE)
def case_new(request: SignedIn) -> HttpResponse:
    """Open a draft for a unit."""
    units = read.units_of(request.user.scope, request.GET.get("q", "").strip()[:60])
    if request.method == "POST":
        return _opened(request)
    asked = request.GET.get("q", "").strip()[:60]
    context = {
        "kinds": KINDS,
        "units": units[:MOST_UNITS],
        "places": places_without_unit(request.user.scope, asked)[:MOST_UNITS],
        "parties": read.parties_of(request.user.scope),
        "asked": request.GET.get("q", ""),
        "chosen": request.GET.get("unit", ""),
    }
    return render(request, "registry/case_new.html", context)


def _opened(request: SignedIn) -> HttpResponse:
    parties = read.parties_of(request.user.scope)
    chosen = [pk for pk in request.POST.getlist("applicants") if pk.isdecimal()]
    about = _about(request)
    if request.POST.get("kind") not in set(Kind) or about is None:
        messages.error(request, _("Choose a kind of registration and a unit."))
        return redirect("case-new")
    try:
        case = write.open_draft(
            kind=Kind(request.POST["kind"]),
            by=request.user,
            applicants=list(parties.filter(pk__in=chosen)),
            **about,
        )
        write.prefill(case=case, day=timezone.localdate(), by=request.user)
    except RegisterError as refusal:
        messages.error(request, _(refusal.message) % refusal.fields)
        return redirect("case-new")
    return redirect("case", pk=case.pk)


def _about(request: SignedIn) -> dict[str, Any] | None:
    """Return what a new case is about: a unit, or for a first registration a place without one."""
    asked = request.POST.get("unit", "")
    if asked.isdecimal():
        return {"unit": read.units_of(request.user.scope).get(pk=asked)}
    if request.POST.get("kind") != Kind.FIRST:
        return None
    places = places_without_unit(request.user.scope)
    place = next((each for each in places if each.key == asked), None)
    return {"building": place.building, "parcel": place.parcel} if place else None


@needs(Permission.VIEW_CASES)
def case_detail(request: SignedIn, pk: int) -> HttpResponse:
    """Show one case with what may be done about it."""
    case = read.case_of(request.user.scope, pk)
    page = page_of_case(case, user=request.user, day=timezone.localdate())
    if request.GET.get("fragment") == "check":
        return render(request, "registry/includes/case_check.html", {"page": page})
    context = {
        "page": page,
        "case": case,
        "parties": read.parties_of(request.user.scope) if page.is_editable else (),
        "may_type": page.is_editable
        and (
            request.user.may(Permission.APPLY_FOR_TITLE) or request.user.may(Permission.ACCEPT_CASE)
        ),
        "may_file": page.takes_papers
        and any(
            request.user.may(job)
            for job in (
                Permission.APPLY_FOR_TITLE,
                Permission.ACCEPT_CASE,
                Permission.REVIEW_CASE,
            )
        ),
        "may_charge": page.takes_papers and request.user.may(Permission.ACCEPT_CASE),
    }
    return render(request, "registry/case_detail.html", context)
