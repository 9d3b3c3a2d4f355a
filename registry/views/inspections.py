"""Inspections on the desk: plans, what was seen, photos and the labels for doors."""

from __future__ import annotations

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.errors import RegisterError
from registry.queries import inspections, places
from registry.queries.inspections import Choice, Door
from registry.queries.visits import inspectors
from registry.reports.labels import Label, label_sheets
from registry.roles import PERMISSIONS, Permission
from registry.services.inspections import close_plan, plan_inspection
from registry.views.access import SignedIn, needs
from registry.views.inspection_forms import PlanForm

A_WEEK = dt.timedelta(days=6)
INSPECTING = [role.value for role, may in PERMISSIONS.items() if Permission.INSPECT_ROOM in may]


@needs(Permission.VIEW_PEOPLE)
def inspection_list(request: SignedIn) -> HttpResponse:
    """List the plans of the account's division, and offer labels floor by floor."""
    context = {
        "plans": inspections.listed(request.user.scope),
        "floors": places.floors(request.user.scope),
        "today": timezone.localdate(),
    }
    return render(request, "registry/inspection_list.html", context)


@needs(Permission.INSPECT_ROOM)
def inspection_new(request: SignedIn) -> HttpResponse:
    """Choose rooms by finding or by floor, and send inspectors there."""
    scope, today = request.user.scope, timezone.localdate()
    choice = _choice(request)
    found = inspections.candidates(scope, choice, day=today)
    form = PlanForm(
        request.POST or None,
        inspectors=inspectors(scope, roles=INSPECTING),
        rooms=[room.room_id for room in found],
        initial={
            "first_day": today,
            "last_day": today + A_WEEK,
            "inspector": request.user.pk,
            "rooms": [room.room_id for room in found],
        },
    )
    if request.method == "POST" and form.is_valid() and (made := _planned(request, form)):
        return redirect("inspection", pk=made)
    context = {
        "form": form,
        "rooms": found,
        "chosen": {str(pk) for pk in form["rooms"].value() or ()},
        "choice": choice,
        "filters": inspections.filters(scope),
        "floors": places.floors(scope),
    }
    return render(request, "registry/inspection_new.html", context)


def _choice(request: SignedIn) -> Choice:
    """Return which rooms are asked about; what is no number is not asked."""
    asked = request.GET
    numbers = {
        name: int(asked[name])
        for name in ("floor", "building", "organisation")
        if asked.get(name, "").isdecimal() and len(asked[name]) < 12
    }
    return Choice(rule=asked.get("rule", ""), **numbers)


def _planned(request: SignedIn, form: PlanForm) -> int | None:
    """Make the plan, or say in the form why it cannot be."""
    given = form.cleaned_data
    people = {each.pk: each for each in inspectors(request.user.scope, roles=INSPECTING)}
    try:
        made = plan_inspection(
            name=given["name"],
            first_day=given["first_day"],
            last_day=given["last_day"],
            inspector=people[given["inspector"]],
            second_inspector=people.get(given["second_inspector"]),
            rooms=given["rooms"],
            reason=given["reason"],
            by=request.user,
        )
    except RegisterError as refused:
        form.add_error(None, _(refused.message) % refused.fields)
        return None
    messages.success(request, _("The plan is made; the phones of its inspectors list the rooms."))
    return made.pk


@needs(Permission.VIEW_PEOPLE)
def inspection(request: SignedIn, pk: int) -> HttpResponse:
    """Show how far a plan has come, what was seen and where inspectors do not agree."""
    scope, today = request.user.scope, timezone.localdate()
    found = inspections.results(inspections.plan(scope, pk=pk), scope, today=today)
    context = {"results": found, "plan": found.plan, "today": today}
    return render(request, "registry/inspection_detail.html", context)


@needs(Permission.INSPECT_ROOM)
@require_POST
def inspection_close(request: SignedIn, pk: int) -> HttpResponse:
    """End a plan."""
    plan = inspections.plan(request.user.scope, pk=pk)
    close_plan(plan=plan, by=request.user, on=timezone.localdate())
    messages.success(request, _("The plan is closed; what was seen stays."))
    return redirect("inspection", pk=pk)


@needs(Permission.VIEW_PEOPLE)
def inspection_photo(request: SignedIn, uid: uuid.UUID) -> HttpResponse:
    """Give a photo as it was kept."""
    kept = inspections.photo(request.user.scope, uid=uid)
    with kept.file.open("rb") as file:
        response = HttpResponse(file.read(), content_type=kept.content_type)
    response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@needs(Permission.INSPECT_ROOM)
def labels(request: SignedIn) -> HttpResponse:
    """Give the door labels of a floor or of a plan as a PDF."""
    floor, plan = _number(request, "floor"), _number(request, "plan")
    if (floor is None) == (plan is None):
        raise Http404(_("Say which floor or which plan the labels are for."))
    day = timezone.localdate()
    found = inspections.doors(request.user.scope, day=day, floor=floor, plan_pk=plan)
    made = [_label(request, door) for door in found]
    sheet = label_sheets(made, language=get_language() or "zh-hans")
    response = HttpResponse(sheet, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="labels.pdf"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _number(request: SignedIn, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 12 else None


def _label(request: SignedIn, door: Door) -> Label:
    return Label(
        address=request.build_absolute_uri(reverse("door", args=[door.room])),
        number=door.number,
        name=door.name,
        building=door.building,
        floor=door.floor,
    )
