"""The page of one finding, its paper, and what is done to it there."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.errors import RegisterError
from registry.faults import explained
from registry.forms.findings import FORMS, StepForm
from registry.policy.moves import Verb
from registry.queries.finding_cases import paper_of
from registry.queries.finding_pages import FindingPage, finding_page
from registry.queries.premises import ListedPremises, of_room
from registry.queries.proofs import seen_finding
from registry.reports.proof_paper import proof_paper
from registry.roles import Permission
from registry.services.finding_steps import take_step
from registry.services.papers import CONTENT_TYPES, kind_of
from registry.views.access import SignedIn, asked_day, needs


@needs(Permission.VIEW_REGISTER)
def finding(request: SignedIn, pk: int) -> HttpResponse:
    """Show one finding: who, where, how large, by which clause, and what may be done."""
    return _shown(request, _page(request, pk))


@needs(Permission.VIEW_REGISTER)
def proof_pdf(request: SignedIn, pk: int) -> HttpResponse:
    """Give the same as a paper of one page."""
    page = _page(request, pk)
    return attached(proof_paper(page), f"proof-{page.row.pk}.pdf", "application/pdf")


@require_POST
@needs(Permission.DECIDE_FINDING)
def take(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing to a finding, or say why not and keep what was typed."""
    if verb not in FORMS:
        raise Http404
    done = Verb(verb)
    form = FORMS[done](request.POST, request.FILES, today=timezone.localdate(), prefix=verb)
    row = seen_finding(pk, scope=request.user.scope)
    if form.is_valid():
        try:
            take_step(verb=done, finding=row, by=request.user, told=form.cleaned_data)
        except (RegisterError, IntegrityError) as refused:
            form.add_error(None, in_words(refused))
        else:
            messages.success(request, _("Entered."))
            return redirect("finding", pk=pk)
    return _shown(request, _page(request, pk), refused={done: form}, status=422)


@needs(Permission.VIEW_REGISTER)
def paper(request: SignedIn, pk: int, step: int) -> HttpResponse:
    """Give a photo or document of a step, to be saved and never to be shown by the browser."""
    if not request.user.may(Permission.VIEW_PEOPLE):
        return render(request, "403.html", status=403)
    kept = paper_of(step, finding=pk, scope=request.user.scope)
    kind = kind_of(kept.attachment.read(8)) or ""
    kept.attachment.seek(0)
    name = kept.attachment_name or f"{kept.attachment_sha256[:12]}.{kind}"
    return attached(
        kept.attachment.read(), name, CONTENT_TYPES.get(kind, "application/octet-stream")
    )


def _page(request: SignedIn, pk: int) -> FindingPage:
    return finding_page(
        pk,
        scope=request.user.scope,
        day=asked_day(request),
        with_people=request.user.may(Permission.VIEW_PEOPLE),
    )


def _shown(
    request: SignedIn,
    page: FindingPage,
    *,
    refused: dict[Verb, StepForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a finding with a form for each thing that may be done, or the one that was refused."""
    refused = refused or {}
    verbs = page.verbs if request.user.may(Permission.DECIDE_FINDING) else ()
    today = timezone.localdate()
    forms: list[dict[str, Any]] = [
        {
            "verb": verb,
            "form": refused.get(verb) or FORMS[verb](today=today, prefix=verb.value),
            "is_open": verb in refused,
        }
        for verb in dict.fromkeys([*verbs, *refused])
    ]
    context = {"page": page, "forms": forms, "premises": _premises(request, page)}
    return render(request, "registry/finding.html", context, status=status)


OF_PREMISES = ("R-IDLE-1", "R-RENT-1")  # what ends by an entry at the desk of lettings and plans


def _premises(request: SignedIn, page: FindingPage) -> list[ListedPremises]:
    """Return what is let of the room and planned for it, where the finding is about that."""
    row = page.row
    if row.rule not in OF_PREMISES or row.room is None:
        return []
    return of_room(row.room.uid, scope=request.user.scope, day=timezone.localdate())


def in_words(refused: RegisterError | IntegrityError) -> str:
    """Return why something was refused, in the reader's language."""
    if isinstance(refused, RegisterError):
        return _(refused.message) % refused.fields
    return explained(refused)


def attached(content: bytes, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under a name."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
