"""Settings of registries and the work calendar: seen by all, changed by an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.errors import RegisterError
from registry.forms.offices import DayForm, NewOfficeForm, OfficeForm
from registry.policy.cases.terms import Kind
from registry.queries import case_offices as read
from registry.queries.office_history import history_of, history_of_days
from registry.roles import Permission
from registry.services import case_offices as write
from registry.views.access import SignedIn, needs
from registry.views.case_actions import in_words

if TYPE_CHECKING:
    from registry.models import TitleOffice


@needs(Permission.VIEW_REGISTER)
def office_list(request: SignedIn) -> HttpResponse:
    """List the registries an account has to do with; a single one opens at once."""
    offices = read.offices_seen(request.user)
    if len(offices) == 1:
        return redirect("title-office", pk=offices[0].pk)
    return render(request, "registry/office_list.html", {"offices": offices})


@needs(Permission.VIEW_REGISTER)
def office(request: SignedIn, pk: int) -> HttpResponse:
    """Show the settings of a registry with their history, and take new ones."""
    found = read.office_seen(request.user, pk)
    may_change = request.user.may(Permission.SET_UP_REGISTRY) and request.user.scope.covers(
        found.region.code
    )
    form = OfficeForm(request.POST if request.method == "POST" else None, initial=_initial(found))
    if request.method == "POST" and form.is_valid() and _changed(request, found, form):
        return redirect("title-office", pk=pk)
    context = {
        "office": found,
        "form": form,
        "may_change": may_change,
        "history": history_of(found),
        "promises": [(Kind(kind), days) for kind, days in sorted(found.promises.items())],
    }
    return render(request, "registry/office.html", context)


@needs(Permission.SET_UP_REGISTRY)
def new_office(request: SignedIn) -> HttpResponse:
    """Set up a registry in a division that has none."""
    regions = read.regions_without_office(request.user)
    form = NewOfficeForm(request.POST if request.method == "POST" else None, regions=regions)
    if request.method == "POST" and form.is_valid():
        try:
            made = write.found_office(**form.cleaned_data, by=request.user)
        except (RegisterError, IntegrityError) as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("The registry is set up."))
            return redirect("title-office", pk=made.pk)
    return render(request, "registry/office_new.html", {"form": form})


def _initial(found: TitleOffice) -> dict[str, Any]:
    said = {name: getattr(found, name) for name in write.SETTINGS if name != "promises"}
    return said | {f"promise_{kind}": days for kind, days in found.promises.items()}


def _changed(request: SignedIn, found: TitleOffice, form: OfficeForm) -> bool:
    """Change the settings, or say on the form why they were refused."""
    try:
        write.change_office(
            office=found,
            settings=form.settings,
            by=request.user,
            on=timezone.localdate(),
            reason=form.cleaned_data["reason"],
        )
    except (RegisterError, IntegrityError) as refusal:
        form.add_error(None, in_words(refusal))
        return False
    messages.success(request, _("The settings are changed; due days are worked out anew."))
    return True


@needs(Permission.VIEW_REGISTER)
def calendar(request: SignedIn) -> HttpResponse:
    """Show the days of a year that are not what their weekday says, and take new ones."""
    today = timezone.localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    form = DayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write.enter_day(**form.cleaned_data, by=request.user, on=today)
        except (RegisterError, IntegrityError) as refusal:
            form.add_error(None, in_words(refusal))
        else:
            messages.success(request, _("The day is entered; due days are worked out anew."))
            return _to_year(form.cleaned_data["day"].year)
    context = {
        "year": year,
        "years": sorted({*read.years_known(), today.year, today.year + 1}),
        "days": read.days_of(year),
        "form": form,
        "may_change": request.user.may(Permission.SET_UP_REGISTRY),
        "history": history_of_days(),
    }
    return render(request, "registry/work_calendar.html", context)


@needs(Permission.SET_UP_REGISTRY)
@require_POST
def forget_day(request: SignedIn, pk: int) -> HttpResponse:
    """Let a day be what its weekday says."""
    day = read.day_of(pk)
    year = day.day.year
    write.forget_day(day=day, by=request.user, on=timezone.localdate())
    messages.success(request, _("The day is taken out; due days are worked out anew."))
    return _to_year(year)


def _to_year(year: int) -> HttpResponse:
    address = redirect("title-calendar")
    address["Location"] += f"?year={year}"
    return address
