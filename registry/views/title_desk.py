"""The desk of the register: codes explained while one types, units entered, exceptions accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry.entries import Entry
from registry.errors import RegisterError
from registry.faults import explained
from registry.forms.titles import ExceptionForm, UnitForm
from registry.queries import code_desk, ground_pages
from registry.roles import Permission
from registry.services import exceptions as grounds
from registry.services import register
from registry.services.numbering import next_unit_code
from registry.views.access import SignedIn, needs

LONGEST_REASON = 300
LONGEST = 100  # of what is typed: no code or number is longer


def _said(request: SignedIn, what: str) -> object:
    """Return what one field of the desk has to say about what is typed in it."""
    text = request.GET.get(what, "")[:LONGEST]
    scope, day = request.user.scope, timezone.localdate()
    if not text.strip():
        return None
    match what:
        case "unit":
            return code_desk.unit_said(scope, text, day)
        case "certificate":
            return code_desk.number_said(scope, text)
        case "uscc":
            return code_desk.credit_said(scope, text, day)
    raise Http404


@require_safe
@needs(Permission.VIEW_REGISTER)
def codes(request: SignedIn) -> HttpResponse:
    """Explain a unit's code, a certificate's number and a credit code."""
    fields = ("unit", "certificate", "uscc")
    said = {f"{what}_said": _said(request, what) for what in fields}
    typed = {what: request.GET.get(what, "")[:LONGEST] for what in fields}
    return render(request, "titles/codes.html", {**said, "typed": typed, **_may(request)})


@require_safe
@needs(Permission.VIEW_REGISTER)
def code_said(request: SignedIn, what: str) -> HttpResponse:
    """Give one field's answer alone, for the page to show while somebody types."""
    if what not in ("unit", "certificate", "uscc"):
        raise Http404
    context = {"said": _said(request, what), **_may(request)}
    return render(request, f"titles/includes/{what}_said.html", context)


def _may(request: SignedIn) -> dict[str, bool]:
    return {"may_enter": request.user.may(Permission.ACCEPT_CASE)}


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.ACCEPT_CASE)
def new_unit(request: SignedIn) -> HttpResponse:
    """Enter a unit on a parcel; the register gives it its code."""
    form = UnitForm(request.POST or request.GET or None, scope=request.user.scope)
    context: dict[str, Any] = {"form": form, "parcel": form.parcel_named()}
    if form.is_bound and form.is_valid():
        if request.method == "POST":
            made = _written(request, form, lambda: _enter(request, form))
            if made is not None:
                messages.success(request, _("The unit is entered."))
                return redirect("title-unit", code=made.code)
        else:
            context["next_code"] = _next_code(form)
    return render(request, "titles/unit_new.html", context)


def _enter(request: SignedIn, form: UnitForm) -> Any:
    first, *others = form.cleaned_data["buildings"] or [None]
    return register.enter_unit(
        entry=form.entry(request.user, timezone.localdate()),
        parcel=form.cleaned_data["parcel"],
        building=first,
        also=others,
        part=form.part(),
    )


def _next_code(form: UnitForm) -> str:
    """Return the code that the unit would be given if it were entered now."""
    buildings = form.cleaned_data["buildings"]
    with transaction.atomic():  # the numbers are held only as long as somebody looks
        return next_unit_code(
            form.cleaned_data["parcel"],
            buildings[0] if buildings else None,
            has_several=len(buildings) > 1,
        )


def _written(request: HttpRequest, form: Any, write: Callable[[], Any]) -> Any:
    """Write, or put into the form why the register refuses."""
    try:
        with transaction.atomic():
            return write()
    except RegisterError as refused:
        form.add_error(None, _(refused.message) % refused.fields)
    except IntegrityError as refused:
        form.add_error(None, explained(refused))
    return None


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.VIEW_REGISTER)
def exceptions(request: SignedIn) -> HttpResponse:
    """List what the register accepts on the ground although it should not be, and accept more."""
    may_enter = request.user.may(Permission.ACCEPT_CASE)
    bound = (request.POST if may_enter else None) or None
    form = ExceptionForm(bound, scope=request.user.scope, initial=request.GET.dict())
    if form.is_bound and form.is_valid():
        entry = form.entry(request.user, timezone.localdate())
        if _written(request, form, lambda: register.except_ground(entry=entry, **form.ground())):
            messages.success(request, _("The exception is entered with its reason."))
            return redirect("title-exceptions")
    rows = ground_pages.exceptions_in(request.user.scope)
    context = {"form": form, "rows": rows, "may_enter": may_enter}
    return render(request, "titles/exceptions.html", context)


@require_POST
@needs(Permission.ACCEPT_CASE)
def end_exception(request: SignedIn, pk: int) -> HttpResponse:
    """End an exception from today on, for a reason."""
    found = ground_pages.exception_in(request.user.scope, pk)
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        messages.error(request, _("Say why the exception ends."))
        return redirect("title-exceptions")
    entry = Entry(case_number="", on=timezone.localdate(), reason=reason, by=request.user.pk)
    try:
        grounds.end_exception(entry=entry, exception=found)
    except RegisterError as refused:
        messages.error(request, _(refused.message) % refused.fields)
    except IntegrityError as refused:
        messages.error(request, explained(refused))
    else:
        messages.success(request, _("The exception has ended; its reason stays on the page."))
    return redirect("title-exceptions")
