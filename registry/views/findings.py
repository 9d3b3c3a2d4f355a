"""The list of findings, what is done to many at once, its exports and saved views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.forms.findings import FORMS, BatchForm, StepForm
from registry.forms.saved_views import SaveViewForm
from registry.policy.catalogue import RULES
from registry.policy.moves import Verb
from registry.queries import finding_list as lists
from registry.queries import saved_views as views
from registry.queries.finding_cases import reminders_due
from registry.queries.finding_list import FindingFilter
from registry.queries.findings import ListedFinding, listed, rule_label
from registry.reports.finding_sheets import csv_lines, findings_book
from registry.reports.workbooks import CONTENT_TYPE
from registry.roles import Permission
from registry.services.finding_steps import Outcome, gather, take_step_on_each
from registry.services.saved_views import delete_view, open_first, save_view
from registry.views.access import SignedIn, asked_day, needs
from registry.views.finding_pages import attached, in_words

BATCH = "batch"
AT_ONCE: dict[str, type[StepForm]] = {  # what may be done to many findings with one form
    BATCH: BatchForm,
    Verb.DISMISS.value: FORMS[Verb.DISMISS],
    Verb.RECTIFY.value: FORMS[Verb.RECTIFY],
    Verb.DEFER.value: FORMS[Verb.DEFER],
    Verb.CONFIRM.value: FORMS[Verb.CONFIRM],
}
MOST_TICKED = 500


@needs(Permission.VIEW_REGISTER)
def finding_list(request: SignedIn) -> HttpResponse:
    """List the findings of the account's division by what the address asks for."""
    first = None if request.GET else views.first_view(request.user)
    if first and first.query:
        return redirect(f"{reverse('finding-list')}?{first.query}")
    asked, day = FindingFilter.of(request.GET), asked_day(request)
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    scope = request.user.scope
    shown = lists.page_of(asked, scope=scope, day=day, with_people=with_people)
    by_rule = lists.totals(
        lists.found_by(_any_rule(asked), scope=scope, day=day, with_people=with_people)
    )
    context: dict[str, Any] = {
        "asked": asked,
        "day": day,
        "shown": shown,
        "rows": [listed(row, with_people) for row in shown],
        "by_rule": by_rule,
        "counted": _together(by_rule, asked.rule),
        "choices": lists.choices(scope, day=day),
        "rules": [(rule, rule_label(rule)) for rule in RULES],
        "views": views.saved_views(request.user),
        "query": asked.as_query(without=("page",)),
        "acts": list(AT_ONCE),
        "doubtful": _doubtful(request, asked),
        "reminders": reminders_due(scope, day=day),
    }
    return render(request, "registry/finding_list.html", context)


def _any_rule(asked: FindingFilter) -> FindingFilter:
    """Return the filter without its rule: the counts beside the rules are of all of them."""
    return FindingFilter.of({**_told(asked), "rule": ""})


def _told(asked: FindingFilter) -> dict[str, str]:
    return {n: str(getattr(asked, n) or "") for n in FindingFilter.__slots__}


def _together(by_rule: list[lists.RuleTotal], rule: str) -> dict[str, Any]:
    """Return how many findings and m² the filter lets through, and how many there are in all."""
    chosen = [each for each in by_rule if not rule or each.rule == rule]
    return {
        "number": sum(each.number for each in chosen),
        "excess": sum(each.excess for each in chosen if each.excess),
        "all": sum(each.number for each in by_rule),
    }


def _doubtful(request: SignedIn, asked: FindingFilter) -> list[lists.DoubtfulRoom]:
    """Return the rooms within the measuring error where the list is asked for them."""
    if asked.verdict != "within_error":
        return []
    return lists.rooms_within_error(request.user.scope, region=asked.region, day=asked_day(request))


# --- exports ----------------------------------------------------------------------


def _asked_rows(request: SignedIn) -> QuerySet[Any]:
    """Return the rows of the list as asked for."""
    asked, with_people = FindingFilter.of(request.GET), request.user.may(Permission.VIEW_PEOPLE)
    return lists.found_by(
        asked, scope=request.user.scope, day=asked_day(request), with_people=with_people
    )


def _exported(
    request: SignedIn, rows: QuerySet[Any], most: int | None = None
) -> Iterator[ListedFinding]:
    """Yield rows as they are exported, all of them or the first."""
    sort, with_people = FindingFilter.of(request.GET).sort, request.user.may(Permission.VIEW_PEOPLE)
    return (listed(row, with_people) for row in lists.exported(rows, sort, most=most))


@needs(Permission.VIEW_REGISTER)
def export(request: SignedIn) -> StreamingHttpResponse:
    """Give the whole list as a CSV file that a spreadsheet opens in Chinese, line by line."""
    lines = csv_lines(_exported(request, _asked_rows(request)))
    named = content_disposition_header(as_attachment=True, filename="findings.csv")
    return StreamingHttpResponse(
        _said_in(get_language(), lines),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": named or ""},
    )


def _said_in(language: str | None, lines: Iterator[str]) -> Iterator[str]:
    """Yield lines in the reader's language: they are made after the request has been answered."""
    while True:
        with override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


@needs(Permission.VIEW_REGISTER)
def workbook(request: SignedIn) -> HttpResponse:
    """Give the same list as a workbook; it says how many of all rows it has."""
    day, rows = asked_day(request), _asked_rows(request)
    number, most = rows.count(), lists.MOST_IN_A_BOOK
    told = _("%(shown)s of %(all)s findings") % {"shown": min(number, most), "all": number}
    if number > most:
        told = f"{told} · {_('The CSV file has all of them.')}"
    about = f"{request.user.region} · {day.isoformat()} · {told}"
    book = findings_book(_exported(request, rows, most), about=about, day=day)
    return attached(book, f"findings-{day.isoformat()}.xlsx", CONTENT_TYPE)


# --- many at once -----------------------------------------------------------------


@require_POST
@needs(Permission.DECIDE_FINDING)
def at_once(request: SignedIn) -> HttpResponse:
    """Do one thing to every ticked finding; tell which were refused and why."""
    act = request.POST.get("act", "")
    keys = [int(k) for k in request.POST.getlist("finding") if k.isdecimal()][:MOST_TICKED]
    rows = lists.ticked(keys, scope=request.user.scope)
    query = FindingFilter.of(_asked_before(request)).as_query()
    if act not in AT_ONCE or not rows:
        messages.error(request, _("Tick at least one finding and choose what to do."))
        return redirect(f"{reverse('finding-list')}?{query or 'state=open'}")
    told = request.POST if "told" in request.POST else None
    form = AT_ONCE[act](told, today=timezone.localdate(), with_paper=False)
    with_people = request.user.may(Permission.VIEW_PEOPLE)
    context: dict[str, Any] = {"act": act, "form": form, "query": query}
    if form.is_valid():
        done = _done(request, act, rows, form)
        context["outcomes"] = [_outcome(each, with_people) for each in done]
        return render(request, "registry/finding_outcomes.html", context)
    context["rows"] = [listed(row, with_people) for row in rows]
    status = 422 if form.errors else 200
    return render(request, "registry/finding_at_once.html", context, status=status)


def _asked_before(request: SignedIn) -> dict[str, str]:
    return QueryDict(request.POST.get("query", "")).dict()


def _done(request: SignedIn, act: str, rows: list[Any], form: StepForm) -> list[Outcome]:
    if act == BATCH:
        return gather(findings=rows, by=request.user, **form.cleaned_data)
    return take_step_on_each(verb=Verb(act), findings=rows, by=request.user, told=form.cleaned_data)


def _outcome(each: Outcome, with_people: bool) -> dict[str, Any]:
    return {
        "row": listed(each.finding, with_people),
        "refused": in_words(each.refused) if each.refused else "",
    }


# --- saved views ------------------------------------------------------------------


@require_POST
@needs(Permission.VIEW_REGISTER)
def keep_view(request: SignedIn) -> HttpResponse:
    """Keep the filters of the list under a name."""
    form = SaveViewForm(request.POST)
    query = FindingFilter.of(_asked_before(request)).as_query(without=("page",)) or "state=open"
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("name", "is_shared", "is_default")}
        save_view(owner=request.user, query=query, **given)
        messages.success(request, _("The view is kept."))
    else:
        messages.error(request, _("Give the view a name."))
    return redirect(f"{reverse('finding-list')}?{query}")


@require_POST
@needs(Permission.VIEW_REGISTER)
def change_view(request: SignedIn, pk: int, act: str) -> HttpResponse:
    """Let a view of one's own open first, or no more, or throw it away."""
    view = views.own_view(pk, of=request.user)
    if act == "delete":
        delete_view(view=view, owner=request.user)
    else:
        open_first(view=view, owner=request.user, is_first=act == "first")
    return redirect(f"{reverse('finding-list')}?{view.query or 'state=open'}")
