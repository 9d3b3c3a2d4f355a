"""Organisations: the list, one organisation, and its workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from registry.queries import organisations
from registry.queries.findings import rule_label, sentence_of
from registry.queries.organisations import OrganisationPage
from registry.reports.organisation_book import organisation_book
from registry.reports.workbooks import CONTENT_TYPE
from registry.roles import Permission
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
def organisation(request: SignedIn, pk: int) -> HttpResponse:
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
    return render(request, "registry/organisation.html", context)


@needs(Permission.VIEW_REGISTER)
def workbook(request: SignedIn, pk: int) -> HttpResponse:
    """Give the same as a workbook."""
    page = _page(request, pk)
    book = organisation_book(page, with_people=request.user.may(Permission.VIEW_PEOPLE))
    return attached(book, f"organisation-{pk}-{page.day.isoformat()}.xlsx", CONTENT_TYPE)


def _page(request: SignedIn, pk: int) -> OrganisationPage:
    return organisations.organisation_page(pk, scope=request.user.scope, day=asked_day(request))
