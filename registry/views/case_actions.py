"""What people do to a case: type, move, file, charge, merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.errors import RegisterError, StoppedByRules
from registry.faults import explained
from registry.policy.cases.fees import FeeKind
from registry.policy.cases.fields import fields_for
from registry.policy.cases.merging import Merge
from registry.policy.cases.terms import EVENTS, Event, Kind
from registry.queries import cases as read
from registry.queries.case_page import land_as_typed
from registry.queries.case_saves import lost_save, merge_of
from registry.roles import Permission
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases as write
from registry.services.registration import register
from registry.templatetags.cases import language, said
from registry.views.access import SignedIn, needs
from registry.views.case_forms import amount_from, payload_from

if TYPE_CHECKING:
    from registry.models import Case

CONFLICT = 409


# --- typing ---------------------------------------------------------------------------


@needs(Permission.VIEW_CASES)
@require_POST
def save(request: SignedIn, pk: int) -> HttpResponse:
    """Save what was typed; when somebody was faster, go to the page that merges the two."""
    case = read.case_of(request.user.scope, pk)
    base = request.POST.get("version", "")
    if not base.isdecimal():
        raise Http404
    payload = payload_from(request.POST, Kind(case.kind))
    try:
        outcome = write.save_draft(
            case=case, payload=payload, base_version=int(base), by=request.user
        )
        if "applicants" in request.POST or "has_applicants" in request.POST:
            _applicants(request, case)
        if "apportion" in request.POST and not isinstance(outcome, Merge):
            write.apportion_parts(case=case, day=timezone.localdate(), by=request.user)
    except (RegisterError, IntegrityError) as refusal:
        return _refused(request, case, refusal)
    if isinstance(outcome, Merge):
        return _conflicting(request, case)
    if _wants_json(request):
        return JsonResponse({"version": outcome.version, "at": _clock_time()})
    messages.success(request, _("Saved."))
    return redirect("case", pk=pk)


@needs(Permission.VIEW_CASES)
@require_POST
def measured(request: SignedIn, pk: int) -> HttpResponse:
    """Show the pieces of a parcel as they are typed, measured and drawn; nothing is saved."""
    case = read.case_of(request.user.scope, pk)
    payload = payload_from(request.POST, Kind(case.kind))
    form = land_as_typed(case, payload, day=timezone.localdate())
    return render(request, "registry/includes/case_land_shown.html", {"form": form, "case": case})


def _applicants(request: SignedIn, case: Case) -> None:
    chosen = [pk for pk in request.POST.getlist("applicants") if pk.isdecimal()]
    known = read.parties_of(request.user.scope).filter(pk__in=chosen)
    if {each.pk for each in case.applicants.all()} != {each.pk for each in known}:
        write.set_applicants(case=case, applicants=list(known), by=request.user)


def _wants_json(request: SignedIn) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _clock_time() -> str:
    return timezone.localtime().strftime("%H:%M:%S")


def _refused(request: SignedIn, case: Case, refusal: Exception) -> HttpResponse:
    """Say why something was refused; what was typed stays in the browser or in the drafts."""
    text = in_words(refusal)
    if _wants_json(request):
        return JsonResponse({"refused": text}, status=CONFLICT)
    messages.error(request, text)
    return redirect("case", pk=case.pk)


def in_words(refusal: Exception) -> str:
    """Return a refusal in the reader's language."""
    if isinstance(refusal, StoppedByRules):
        return " ".join(each.sentence(language()) for each in refusal.results)
    if isinstance(refusal, RegisterError):
        return _(refusal.message) % refusal.fields
    return explained(refusal) if isinstance(refusal, IntegrityError) else str(refusal)


def _conflicting(request: SignedIn, case: Case) -> HttpResponse:
    kept = lost_save(case, request.user)
    address = reverse("case-merge", args=[case.pk, kept.pk])
    if _wants_json(request):
        return JsonResponse({"merge": address}, status=CONFLICT)
    return redirect(address)


@needs(Permission.VIEW_CASES)
def merge(request: SignedIn, pk: int, save_pk: int) -> HttpResponse:
    """Show what two people typed, field by field, and save what is chosen."""
    case = read.case_of(request.user.scope, pk)
    kept, found = merge_of(case, save_pk, request.user)
    if request.method == "POST":
        return _merged(request, case, found)
    labels = {field.name: field for field in fields_for(Kind(case.kind))}
    rows = [(labels[each.name], each) for each in found.fields if each.name in labels]
    context = {"case": case, "kept": kept, "rows": rows, "clashes": len(found.clashes)}
    return render(request, "registry/case_merge.html", context)


def _merged(request: SignedIn, case: Case, found: Merge) -> HttpResponse:
    chosen: Mapping[str, Any] = {
        each.name: each.theirs if request.POST.get(f"choose-{each.name}") == "theirs" else each.mine
        for each in found.fields
    }
    base = request.POST.get("version", "")
    try:
        outcome = write.save_draft(
            case=case,
            payload=chosen,
            base_version=int(base) if base.isdecimal() else -1,
            by=request.user,
        )
    except (RegisterError, IntegrityError) as refusal:
        return _refused(request, case, refusal)
    if isinstance(outcome, Merge):
        return _conflicting(request, case)
    messages.success(request, _("Both versions are merged and saved."))
    return redirect("case", pk=case.pk)


# --- moving ---------------------------------------------------------------------------

Move = Callable[["Case", SignedIn], object]


def _plain(verb: Callable[..., object], told_as: str = "note") -> Move:
    """Return a move that takes what was written beside its button."""

    def act(case: Case, request: SignedIn) -> object:
        text = request.POST.get("note", "").strip()[:1000]
        return verb(case=case, by=request.user, on=timezone.localdate(), **{told_as: text})

    return act


def _announce(case: Case, request: SignedIn) -> object:
    return moves.announce(
        case=case,
        by=request.user,
        on=timezone.localdate(),
        place=request.POST.get("place", "").strip()[:200],
        text=request.POST.get("note", "").strip(),
    )


def _archive(case: Case, request: SignedIn) -> object:
    return moves.archive(
        case=case,
        by=request.user,
        on=timezone.localdate(),
        box=request.POST.get("box", "")[:30],
        shelf=request.POST.get("shelf", "")[:30],
    )


def _register(case: Case, request: SignedIn) -> object:
    note = request.POST.get("note", "").strip()[:1000]
    return register(case=case, by=request.user, at=timezone.now(), note=note)


MOVES: Mapping[Event, Move] = {
    Event.SUBMIT: _plain(moves.submit),
    Event.ACCEPT: _plain(moves.accept),
    Event.ASK_CORRECTION: _plain(moves.ask_for_correction),
    Event.SUPPLY: _plain(moves.supply),
    Event.NOT_ACCEPT: _plain(moves.not_accept, "reason"),
    Event.FIRST_REVIEW: _plain(moves.first_review),
    Event.VISIT: _plain(moves.site_visit),
    Event.VISITED: _plain(moves.visited),
    Event.ANNOUNCE: _announce,
    Event.NOTICE_OVER: _plain(moves.notice_over),
    Event.SECOND_REVIEW: _plain(moves.second_review),
    Event.SEND_BACK: _plain(moves.send_back, "reason"),
    Event.APPROVE: _plain(moves.approve),
    Event.REGISTER: _register,
    Event.PRINT: _plain(moves.print_certificate),
    Event.ISSUE: _plain(moves.issue),
    Event.ARCHIVE: _archive,
    Event.WITHDRAW: _plain(moves.withdraw, "reason"),
    Event.REFUSE: _plain(moves.refuse, "reason"),
}


@needs(Permission.VIEW_CASES)
@require_POST
def move(request: SignedIn, pk: int, event: str) -> HttpResponse:
    """Move a case; the services ask for role, rules and turn."""
    case = read.case_of(request.user.scope, pk)
    if event not in set(MOVES):
        raise Http404
    try:
        MOVES[Event(event)](case, request)
    except (RegisterError, IntegrityError) as refusal:
        messages.error(request, in_words(refusal))
    else:
        done = {"number": str(case), "event": said(EVENTS[Event(event)])}
        messages.success(request, _("%(event)s: done.") % done)
    return redirect("case", pk=pk)


@needs(Permission.REVIEW_CASE)
@require_POST
def objection(request: SignedIn, pk: int) -> HttpResponse:
    """Write down what was objected to a public notice."""
    case = read.case_of(request.user.scope, pk)
    try:
        moves.note_objection(
            case=case,
            by=request.user,
            text=request.POST.get("text", "").strip()[:1000],
            is_settled=request.POST.get("settled") == "on",
        )
    except RegisterError as refusal:
        messages.error(request, in_words(refusal))
    return redirect("case", pk=pk)


# --- papers and money -----------------------------------------------------------------


@needs(Permission.VIEW_CASES)
@require_POST
def add_document(request: SignedIn, pk: int) -> HttpResponse:
    """Put files under a heading of the checklist."""
    case = read.case_of(request.user.scope, pk)
    slot = request.POST.get("slot", "")
    for upload in request.FILES.getlist("file"):
        name, content = upload.name or slot, upload.read(papers.MOST_BYTES + 1)
        try:
            papers.add_document(case=case, slot=slot, name=name, content=content, by=request.user)
        except (RegisterError, IntegrityError) as refusal:
            messages.error(request, in_words(refusal))
    return redirect(reverse("case", args=[pk]) + "#checklist")


@needs(Permission.VIEW_CASES)
@require_POST
def change_document(request: SignedIn, pk: int, document_pk: int) -> HttpResponse:
    """Put a better scan in, or take a paper out of the file."""
    case = read.case_of(request.user.scope, pk)
    document = case.documents.get(pk=document_pk)
    upload = request.FILES.get("file")
    try:
        if "drop" in request.POST:
            papers.drop_document(document=document, by=request.user)
        elif upload:
            papers.replace_document(
                document=document,
                name=upload.name or document.title,
                content=upload.read(papers.MOST_BYTES + 1),
                by=request.user,
            )
    except (RegisterError, IntegrityError) as refusal:
        messages.error(request, in_words(refusal))
    return redirect(reverse("case", args=[pk]) + "#checklist")


@needs(Permission.ACCEPT_CASE)
@require_POST
def fees(request: SignedIn, pk: int) -> HttpResponse:
    """State what is due of every tax and fee, or that it is exempt and by which document."""
    case = read.case_of(request.user.scope, pk)
    try:
        for kind in FeeKind:
            amount = amount_from(request.POST.get(f"{kind}-amount", ""))
            if f"{kind}-amount" not in request.POST or amount is None:
                continue
            papers.set_fee(
                case=case,
                kind=kind,
                amount=amount,
                by=request.user,
                is_exempt=request.POST.get(f"{kind}-exempt") == "on",
                document=request.POST.get(f"{kind}-document", "").strip()[:200],
                is_paid=request.POST.get(f"{kind}-paid") == "on",
            )
    except (RegisterError, IntegrityError) as refusal:
        messages.error(request, in_words(refusal))
    return redirect(reverse("case", args=[pk]) + "#fees")
