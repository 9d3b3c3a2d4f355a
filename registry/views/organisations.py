"""Organisations: the list, one organisation, and its workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.faults import explained
from registry.forms.use_papers import DutyForm, PaperForm
from registry.queries import organisations
from registry.queries.findings import rule_label, sentence_of
from registry.queries.organisations import OrganisationPage
from registry.reports.organisation_book import organisation_book
from registry.reports.workbooks import CONTENT_TYPE
from registry.roles import Permission
from registry.services.use_papers import enter_duty, enter_use_paper
from registry.terms import Duty, UsePaperKind
from registry.views.access import SignedIn, asked_day, needs
from registry.views.finding_pages import attached


@needs(Permission.VIEW_REGISTER)
def organisation_list(request: SignedIn) -> HttpResponse:
    """List the organisations of the account's division, approved against actual."""
    day, text = asked_day(request), request.GET.get("text", "").strip()
    asked = request.GET.get("page", "1")
    shown, rows = organisations.organisations(
        request.user.scope, day=day, text=text, page=int(asked) if asked.isdecimal() else 1
    )
    context = {"shown": shown, "rows": rows, "day": day, "text": text}
    return render(request, "registry/organisation_list.html", context)


@needs(Permission.VIEW_REGISTER)
def organisation(
    request: SignedIn, pk: int, *, refused: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Show what an organisation is approved to have and what it has."""
    page = _page(request, pk)
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    findings = [
        {
            "row": row,
            "label": rule_label(row.rule),
            "sentence": sentence_of(row, with_people=with_people),
        }
        for row in page.findings
    ]
    context = {"page": page, "findings": findings, "day": page.day}
    if request.user.may(Permission.ALLOCATE_ROOM):
        context |= {"paper_form": PaperForm(), "duty_form": DutyForm(today=timezone.localdate())}
    return render(request, "registry/organisation.html", context | (refused or {}), status=status)


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def enter_paper(request: SignedIn, pk: int) -> HttpResponseBase:
    """Enter a use agreement or certificate, or say why not and keep what was typed."""
    form = PaperForm(request.POST)
    return _entered(request, pk, form, "paper_form", _enter_paper)


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def enter_yearly_duty(request: SignedIn, pk: int) -> HttpResponseBase:
    """Enter that the list of rooms was published or filed, or say why not."""
    form = DutyForm(request.POST, today=timezone.localdate())
    return _entered(request, pk, form, "duty_form", _enter_duty)


def _entered(
    request: SignedIn, pk: int, form: Any, name: str, enter: Callable[..., None]
) -> HttpResponseBase:
    """Enter what a form has, or show it again with what is wrong in it."""
    of = _page(request, pk).organisation
    if form.is_valid():
        try:
            with transaction.atomic():
                enter(of, request.user, **form.cleaned_data)
        except IntegrityError as refused:
            form.add_error(None, explained(refused))
        else:
            messages.success(request, _("Entered."))
            return redirect("organisation", pk=pk)
    return organisation(request, pk, refused={name: form}, status=422)


def _enter_paper(of: Any, by: Any, *, kind: str, last_day: dt.date | None, **told: Any) -> None:
    until = last_day + dt.timedelta(days=1) if last_day else None
    enter_use_paper(organisation=of, kind=UsePaperKind(kind), until=until, by=by, **told)


def _enter_duty(of: Any, by: Any, *, kind: str, **told: Any) -> None:
    enter_duty(organisation=of, kind=Duty(kind), by=by, **told)


@needs(Permission.VIEW_REGISTER)
def workbook(request: SignedIn, pk: int) -> HttpResponse:
    """Give the same as a workbook."""
    page = _page(request, pk)
    book = organisation_book(page, with_people=request.user.may(Permission.VIEW_PEOPLE))
    return attached(book, f"organisation-{pk}-{page.day.isoformat()}.xlsx", CONTENT_TYPE)


def _page(request: SignedIn, pk: int) -> OrganisationPage:
    return organisations.organisation_page(pk, scope=request.user.scope, day=asked_day(request))
