"""Batches of findings by organisation, with deadline, reminder and progress."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from registry.queries import batches
from registry.queries.findings import rule_label, sentence_of
from registry.roles import Permission
from registry.views.access import SignedIn, asked_day, needs


@needs(Permission.VIEW_REGISTER)
def batch_list(request: SignedIn) -> HttpResponse:
    """List the batches of the account's division, what is due first on top."""
    day, page = asked_day(request), request.GET.get("page", "1")
    asked = request.GET.get("organisation", "")
    shown, rows = batches.batches(
        request.user.scope,
        day=day,
        organisation=int(asked) if asked.isdecimal() else None,
        page=int(page) if page.isdecimal() else 1,
    )
    context = {"shown": shown, "rows": rows, "day": day}
    return render(request, "registry/batch_list.html", context)


@needs(Permission.VIEW_REGISTER)
def batch(request: SignedIn, pk: int) -> HttpResponse:
    """Show one batch with its findings."""
    day = asked_day(request)
    listed, found = batches.batch(pk, scope=request.user.scope, day=day)
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    findings = [
        {
            "row": row,
            "label": rule_label(row.rule),
            "sentence": sentence_of(row, with_people=with_people),
        }
        for row in found
    ]
    context = {"batch": listed, "findings": findings, "day": day}
    return render(request, "registry/batch.html", context)
