"""Rule packs: what holds where and when, changes by two people, and what a change would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry import assessments
from registry.errors import RegisterError
from registry.forms.standards import TextForm, as_text
from registry.policy.changes import Difference
from registry.policy.findings import Finding as Said
from registry.queries import places, standards
from registry.queries.findings import assessed_rooms, language, rule_label
from registry.roles import Permission
from registry.scope import Scope
from registry.services.standards import (
    approve_change,
    propose_change,
    propose_text,
    reject_change,
)
from registry.views.access import SignedIn, asked_day, needs
from registry.views.finding_pages import in_words

if TYPE_CHECKING:
    from registry.models import PackChange

MOST_ROOMS = 200_000  # a what-if of more takes minutes: that is for the command line
MOST_LISTED = 300
DECIDE = {"propose": propose_change, "approve": approve_change, "reject": reject_change}
NEW_PACK = {
    "code": "",
    "document_no": "",
    "title": "",
    "issuer": "",
    "level": "CITY",
    "region_prefix": "",
    "in_force": {"since": "", "until": None, "certainty": "verified", "note": ""},
    "limits": [],
    "parameters": {},
    "notes": [],
}


@needs(Permission.VIEW_REGISTER)
def standard_list(request: SignedIn) -> HttpResponse:
    """List the rule packs by whether they hold on the day, and the changes on their way."""
    day, region = asked_day(request), request.GET.get("region", "").strip()
    context = {
        "texts": standards.texts(request.user.scope, day=day, region=region),
        "changes": standards.changes_waiting(request.user.scope),
        "regions": places.regions(request.user.scope, day=day),
        "region": region,
        "day": day,
    }
    return render(request, "registry/standard_list.html", context)


@needs(Permission.VIEW_REGISTER)
def standard(request: SignedIn, code: str) -> HttpResponse:
    """Show one pack: every figure with its clause and how sure it is."""
    day = asked_day(request)
    text = standards.text_of(code, scope=request.user.scope, day=day)
    return render(request, "registry/standard.html", {"text": text, "day": day})


@needs(Permission.CHANGE_STANDARD)
def propose(request: SignedIn, code: str = "") -> HttpResponse:
    """Take a new text of a pack and propose it; nothing is in force before another approves."""
    if code:
        standards.text_of(code, scope=request.user.scope, day=timezone.localdate())
    start = standards.latest_content(code) if code else NEW_PACK
    form = TextForm(request.POST or None, code=code, initial={"content": as_text(start)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            change = propose_text(
                content=given["content"],
                by=request.user,
                on=timezone.localdate(),
                reason=given["reason"],
            )
        except (RegisterError, IntegrityError) as refused:
            form.add_error("content", in_words(refused))
        else:
            messages.success(request, _("Proposed. Another person has to approve it."))
            return redirect("standard-change", pk=change.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "code": code}
    return render(request, "registry/standard_propose.html", context, status=status)


@needs(Permission.VIEW_REGISTER)
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Show a change: what it says otherwise, who proposed it, and what it would change."""
    row = standards.change_seen(pk, scope=request.user.scope)
    context: dict[str, Any] = {
        "change": row,
        "places": standards.changed_places(row),
        "regions": places.regions(request.user.scope, day=asked_day(request)),
        "day": asked_day(request),
    }
    if asked := request.GET.get("region", ""):
        context |= _what_if(request, row, asked)
    return render(request, "registry/standard_change.html", context)


def _what_if(request: SignedIn, row: PackChange, asked: str) -> dict[str, Any]:
    """Return what a change would change in a division, or why that cannot be said here."""
    if not request.user.may(Permission.VIEW_PEOPLE):
        raise PermissionDenied
    if not request.user.scope.covers(asked):
        raise Http404
    scope, day = Scope.of_region(asked), asked_day(request)
    if assessed_rooms(scope) > MOST_ROOMS:
        return {"asked": asked, "too_many": MOST_ROOMS}
    try:
        found = assessments.what_if(row.content, scope, day=day)
    except RegisterError as refused:
        return {"asked": asked, "refused": in_words(refused)}
    return {"asked": asked, "found": found, **_told(found)}


def _told(found: Difference) -> dict[str, Any]:
    """Return a difference as rows, and the findings of each rule before and after."""
    rules = sorted({*found.before.findings, *found.after.findings})
    return {
        "appear": [_said(each) for each in found.appear[:MOST_LISTED]],
        "disappear": [_said(each) for each in found.disappear[:MOST_LISTED]],
        "changed": [
            {**_said(each.after), "before": each.before} for each in found.change[:MOST_LISTED]
        ],
        "most": MOST_LISTED,
        "rules": [
            {
                "label": rule_label(rule),
                "rule": rule,
                "before": found.before.findings.get(rule, 0),
                "after": found.after.findings.get(rule, 0),
            }
            for rule in rules
        ],
    }


def _said(each: Said) -> dict[str, Any]:
    return {"label": rule_label(each.rule), "said": each.sentence(language()), "finding": each}


@require_POST
@needs(Permission.CHANGE_STANDARD)
def decide(request: SignedIn, pk: int, act: str) -> HttpResponse:
    """Propose, approve or reject a change, or say why not."""
    row = standards.change_seen(pk, scope=request.user.scope)
    if act not in DECIDE:
        raise Http404
    try:
        DECIDE[act](change=row, by=request.user, on=timezone.localdate())
    except (RegisterError, IntegrityError) as refused:
        messages.error(request, in_words(refused))
    else:
        messages.success(request, _("Entered."))
    return redirect("standard-change", pk=pk)
