"""The desk of rooms let, lent and disposed of: the list, one entry, and what is done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from registry.errors import RegisterError
from registry.forms import premises as forms
from registry.queries import premises
from registry.queries.places import NotInSight
from registry.queries.premises import LETTINGS, PLANS, STATES, PremisesFilter
from registry.queries.premises_history import history_of
from registry.reports.premises_book import premises_book
from registry.reports.workbooks import CONTENT_TYPE
from registry.roles import Permission
from registry.services import premises as services
from registry.terms import DisposalWay, LettingKind, PlanOutcome
from registry.views.access import SignedIn, asked_day, needs
from registry.views.finding_pages import attached, in_words

Form = forms.Entry


# --- the list ---------------------------------------------------------------------


@require_safe
@needs(Permission.VIEW_REGISTER)
def premises_list(request: SignedIn) -> HttpResponse:
    """List the lettings or the plans of the account's division."""
    asked, day, scope = PremisesFilter.of(request.GET), asked_day(request), request.user.scope
    shown, rows = premises.page_of(asked, scope=scope, day=day)
    counts = premises.counts(asked, scope=scope, day=day)
    context = {
        "asked": asked,
        "day": day,
        "shown": shown,
        "rows": rows,
        "states": [(state, counts[state]) for state in STATES[asked.kind]],
        "query": _query(request, asked, without=("page",)),
        "kept": [(n, v) for n, v in request.GET.items() if n not in ("on", "page")],
        "on": request.GET.get("on", ""),
    }
    return render(request, "registry/premises_list.html", context)


def _query(request: SignedIn, asked: PremisesFilter, *, without: tuple[str, ...] = ()) -> str:
    """Return the address of the list as asked for, on the day asked for."""
    on = request.GET.get("on", "")
    return "&".join(filter(None, [asked.as_query(without=without), f"on={on}" if on else ""]))


@require_safe
@needs(Permission.VIEW_REGISTER)
def workbook(request: SignedIn) -> HttpResponse:
    """Give the same list, whole, as a workbook."""
    asked, day = PremisesFilter.of(request.GET), asked_day(request)
    found = premises.found_by(asked, scope=request.user.scope, day=day)
    rows = list(premises.listed(found[: premises.MOST_IN_A_BOOK], day=day))
    about = f"{request.user.region} · {day.isoformat()}"
    book = premises_book(rows, about=about, day=day, of_lettings=asked.kind == LETTINGS)
    return attached(book, f"{asked.kind}-{day.isoformat()}.xlsx", CONTENT_TYPE)


# --- entering ---------------------------------------------------------------------

ENTRIES: Mapping[str, type[Form]] = {LETTINGS: forms.LettingForm, PLANS: forms.PlanForm}


@needs(Permission.ALLOCATE_ROOM)
def enter(request: SignedIn, kind: str) -> HttpResponse:
    """Choose a room and enter a letting or a plan for it, or say why not and keep what was typed."""
    today, scope = timezone.localdate(), request.user.scope
    told = request.POST if request.method == "POST" else None
    sent = request.POST or request.GET
    room = premises.room_asked(sent.get("room", ""), scope=scope, day=today)
    form = ENTRIES[kind](told, today=today)
    if told is not None and room is None:
        raise Http404
    if told is not None and room and form.is_valid():
        made = _kept(form, lambda: _make(kind, room.uid, request, form.cleaned_data))
        if made is not None:
            messages.success(request, _("Entered."))
            return _after(request, kind, made.pk)
    find = request.GET.get("find", "").strip()[:60]
    context = {
        "kind": kind,
        "form": form,
        "room": room,
        "find": find,
        "finding": _number(sent.get("finding", "")),
        "choices": [] if room else premises.choices(find, scope=scope, day=today),
        "other": premises.of_room(room.uid, scope=scope, day=today) if room else [],
    }
    status = 422 if form.errors else 200
    return render(request, "registry/premises_new.html", context, status=status)


def _make(kind: str, room: Any, request: SignedIn, told: Mapping[str, Any]) -> Any:
    if kind == LETTINGS:
        given = {**told, "kind": LettingKind(told["kind"])}
        return services.enter_letting(room=room, by=request.user, **given)
    given = {**told, "way": DisposalWay(told["way"])}
    return services.enter_plan(room=room, by=request.user, **given)


def _kept(form: Form, write: Callable[[], Any]) -> Any | None:
    """Return what was written, or None with the reason in the form."""
    try:
        with transaction.atomic():
            return write()
    except (RegisterError, IntegrityError) as refused:
        form.add_error(None, in_words(refused))
    except NotInSight as missing:
        raise Http404 from missing
    return None


def _after(request: SignedIn, kind: str, pk: int) -> HttpResponse:
    """Go back to the finding somebody came from, or to what was entered."""
    if finding := _number(request.POST.get("finding", "")):
        return redirect("finding", pk=finding)
    return redirect("premises-letting" if kind == LETTINGS else "premises-plan", pk=pk)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


# --- one entry --------------------------------------------------------------------

LETTING_ACTS: Mapping[str, type[Form]] = {
    "give-back": forms.EndForm,
    "correct": forms.CorrectLettingForm,
    "take-back": forms.WhyForm,
    "reopen": forms.WhyForm,
}
PLAN_ACTS: Mapping[str, type[Form]] = {
    "carry-out": forms.EndForm,
    "withdraw": forms.EndForm,
    "correct": forms.CorrectPlanForm,
    "take-back": forms.WhyForm,
    "reopen": forms.WhyForm,
}


@require_safe
@needs(Permission.VIEW_REGISTER)
def letting(request: SignedIn, pk: int) -> HttpResponse:
    """Show a letting with its past and what may be done."""
    return _shown(request, premises.letting(pk, scope=request.user.scope))


@require_safe
@needs(Permission.VIEW_REGISTER)
def plan(request: SignedIn, pk: int) -> HttpResponse:
    """Show a plan with its past and what may be done."""
    return _shown(request, premises.plan(pk, scope=request.user.scope))


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def act_on_letting(request: SignedIn, pk: int, act: str) -> HttpResponse:
    """Do one thing to a letting, or say why not and keep what was typed."""
    row = premises.letting(pk, scope=request.user.scope)
    return _done(request, row, act, LETTING_ACTS, _do_to_letting)


@require_POST
@needs(Permission.ALLOCATE_ROOM)
def act_on_plan(request: SignedIn, pk: int, act: str) -> HttpResponse:
    """Do one thing to a plan, or say why not and keep what was typed."""
    row = premises.plan(pk, scope=request.user.scope)
    return _done(request, row, act, PLAN_ACTS, _do_to_plan)


def _done(
    request: SignedIn,
    row: Any,
    act: str,
    acts: Mapping[str, type[Form]],
    do: Callable[[Any, str, Any, Mapping[str, Any]], Any],
) -> HttpResponse:
    if act not in acts:
        raise Http404
    form = acts[act](request.POST, today=timezone.localdate(), prefix=act)
    if form.is_valid():
        made = _kept(form, lambda: do(row, act, request.user, form.cleaned_data))
        if made is not None:
            messages.success(request, _("Entered."))
            address = "premises-letting" if acts is LETTING_ACTS else "premises-plan"
            return redirect(address, pk=row.pk)
    return _shown(request, row, refused={act: form})


def _do_to_letting(row: Any, act: str, by: Any, told: Mapping[str, Any]) -> Any:
    match act:
        case "give-back":
            return services.give_back(letting=row, by=by, **told)
        case "correct":
            given = {**told, "kind": LettingKind(told["kind"])}
            return services.correct_letting(letting=row, by=by, **given)
        case "take-back":
            return services.take_back_letting(letting=row, by=by, **told)
    return services.reopen_letting(letting=row, by=by, **told)


def _do_to_plan(row: Any, act: str, by: Any, told: Mapping[str, Any]) -> Any:
    match act:
        case "carry-out":
            return services.end_plan(plan=row, outcome=PlanOutcome.CARRIED_OUT, by=by, **told)
        case "withdraw":
            return services.end_plan(plan=row, outcome=PlanOutcome.WITHDRAWN, by=by, **told)
        case "correct":
            given = {**told, "way": DisposalWay(told["way"])}
            return services.correct_plan(plan=row, by=by, **given)
        case "take-back":
            on, mistaken = timezone.localdate(), PlanOutcome.MISTAKEN
            return services.end_plan(plan=row, outcome=mistaken, on=on, by=by, **told)
    return services.reopen_plan(plan=row, by=by, **told)


def _shown(
    request: SignedIn, row: Any, *, refused: Mapping[str, Form] | None = None
) -> HttpResponse:
    """Show one entry with a form for each thing that may be done, or the one that was refused."""
    today, refused = timezone.localdate(), refused or {}
    (listed,) = premises.listed([row], day=today)
    may_act = request.user.may(Permission.ALLOCATE_ROOM)
    acts = LETTING_ACTS if listed.is_letting else PLAN_ACTS
    made = [
        {"act": act, "form": refused.get(act) or _blank(acts[act], act, row, today)}
        for act in acts
        if may_act and (act in refused or (act == "reopen") != listed.is_open)
    ]
    context = {
        "each": listed,
        "row": row,
        "forms": [{**one, "is_open": one["act"] in refused} for one in made],
        "history": history_of(row) if request.user.may(Permission.VIEW_PEOPLE) else [],
        "today": today,
    }
    return render(request, "registry/premises_row.html", context, status=422 if refused else 200)


def _blank(made: type[Form], act: str, row: Any, today: Any) -> Form:
    """Return a form that begins with today, or with what is to be corrected."""
    if act != "correct":
        return made(today=today, prefix=act, initial={"on": today})
    told = {name: getattr(row, name, None) for name in made.base_fields if name != "reason"}
    if "start" in told:
        told |= {"start": row.period.lower, "due_back": row.period.upper}
    return made(today=today, prefix=act, initial=told)
