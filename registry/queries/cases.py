"""Cases as lists, boards and pages show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from registry.models import (
    BAUnit,
    Case,
    CaseStep,
    DocumentVersion,
    Organisation,
    OrganisationKind,
    SavedView,
    User,
)
from registry.policy.cases.calendar import WorkCalendar
from registry.policy.cases.causes import cause_words
from registry.policy.cases.clocks import Clock, Limits, Passage, clock_of
from registry.policy.cases.terms import Kind, State, Words
from registry.policy.cases.transitions import LIVE
from registry.queries.case_offices import limits_of, work_calendar
from registry.scope import Scope

PAGE = 50
ORDERS = {
    "due": ("due_on", "pk"),
    "-due": ("-due_on", "pk"),
    "number": ("number", "pk"),
    "-number": ("-number", "-pk"),
    "received": ("received_on", "pk"),
    "-received": ("-received_on", "-pk"),
    "stage": ("state", "pk"),
    "-new": ("-pk",),
}
LIVE_STATES = [state.value for state in LIVE]
# The board: its columns in the order of the work, each with the states that stand in it.
BOARD: tuple[tuple[str, Words, frozenset[State]], ...] = (
    ("draft", Words("草稿", "Drafts"), frozenset({State.DRAFT})),
    ("desk", Words("收件", "At the desk"), frozenset({State.SUBMITTED, State.CORRECTION})),
    ("accepted", Words("受理", "Accepted"), frozenset({State.ACCEPTED})),
    (
        "first",
        Words("初审", "First review"),
        frozenset({State.FIRST_REVIEW, State.SITE_VISIT, State.PUBLIC_NOTICE}),
    ),
    ("second", Words("复审", "Second review"), frozenset({State.SECOND_REVIEW})),
    ("approved", Words("待登簿", "To register"), frozenset({State.APPROVED})),
    (
        "registered",
        Words("登簿、发证", "Registered"),
        frozenset({State.REGISTERED, State.PRINTED, State.ISSUED}),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is asked for, as it stands in the address."""

    text: str = ""
    kind: str = ""
    state: str = ""
    due: str = ""  # late, week, forecast or stopped
    mine: bool = False
    order: str = "-new"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case as a row or a card."""

    pk: int
    number: str
    kind: str
    cause: Words
    state: str
    unit_code: str
    place: str
    applicants: str
    officer: str
    received_on: dt.date | None
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """A page of cases, with how many there are in all and by stage."""

    rows: Sequence[CaseRow]
    total: int
    pages: int
    counts: Mapping[str, int]
    late: int
    week: int


def seen_cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases of a division."""
    return Case.objects.within(scope)


def case_of(scope: Scope, pk: int) -> Case:
    """Return one case of a division, or nothing that can be told from what is not there."""
    joined = seen_cases(scope).select_related(
        "office__region", "unit__parcel", "unit__building", "building", "parcel", "officer"
    )
    return joined.prefetch_related("applicants", "fees").get(pk=pk)


def listed_cases(scope: Scope, user: User, wanted: Wanted, *, today: dt.date) -> CaseList:
    """Return the cases somebody asks for."""
    calendar = work_calendar()
    seen = seen_cases(scope)
    counts = dict(seen.values_list("state").annotate(number=Count("pk")).order_by())
    found = _filtered(seen, user, wanted, calendar, today)
    total = found.count()
    first = (wanted.page - 1) * PAGE
    rows = _joined(found.order_by(*ORDERS.get(wanted.order, ORDERS["-new"])))
    live = seen.filter(state__in=LIVE_STATES)
    return CaseList(
        rows=[_row(case, calendar, today) for case in rows[first : first + PAGE]],
        total=total,
        pages=max(1, -(-total // PAGE)),
        counts=counts,
        late=live.filter(_late(today)).count(),
        week=live.filter(_this_week(today)).count(),
    )


def every_row(scope: Scope, user: User, wanted: Wanted, *, today: dt.date) -> list[CaseRow]:
    """Return all rows of a list, for a workbook."""
    calendar = work_calendar()
    found = _filtered(seen_cases(scope), user, wanted, calendar, today)
    ordered = _joined(found.order_by(*ORDERS.get(wanted.order, ORDERS["-new"])))
    return [_row(case, calendar, today) for case in ordered]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One stage of the board with its first cards and how many there are."""

    key: str
    label: Words
    rows: Sequence[CaseRow]
    total: int


def board_of(scope: Scope, user: User, wanted: Wanted, *, today: dt.date) -> list[Column]:
    """Return the cases somebody asks for by stage, the most urgent first."""
    calendar = work_calendar()
    found = _filtered(seen_cases(scope), user, wanted, calendar, today)
    shown = [state.value for _key, _label, states in BOARD for state in states]
    ordered = found.filter(state__in=shown).order_by("due_on", "received_seq", "pk")
    rows = [_row(case, calendar, today) for case in _joined(ordered)[:500]]
    return [
        Column(
            key=key,
            label=label,
            rows=inside[:PAGE],
            total=len(inside),
        )
        for key, label, states in BOARD
        for inside in [[row for row in rows if State(row.state) in states]]
    ]


def _joined(found: QuerySet[Case]) -> QuerySet[Case]:
    steps = Prefetch("steps", queryset=CaseStep.objects.order_by("pk"))
    joined = found.select_related("unit", "building", "parcel", "officer", "office")
    return joined.prefetch_related(steps, "applicants")


def _filtered(
    seen: QuerySet[Case], user: User, wanted: Wanted, calendar: WorkCalendar, today: dt.date
) -> QuerySet[Case]:
    if wanted.kind:
        seen = seen.filter(kind=wanted.kind)
    if wanted.state == "live":
        seen = seen.filter(state__in=LIVE_STATES)
    elif wanted.state:
        seen = seen.filter(state=wanted.state)
    if wanted.mine:
        seen = seen.filter(Q(opened_by=user) | Q(officer=user) | Q(steps__by=user)).distinct()
    if wanted.due:
        seen = seen.filter(_due(wanted.due, calendar, today), state__in=LIVE_STATES)
    return seen.filter(_text(wanted.text)).distinct() if wanted.text else seen


def _due(asked: str, calendar: WorkCalendar, today: dt.date) -> Q:
    match asked:
        case "late":
            return _late(today)
        case "week":
            return _this_week(today)
        case "stopped":
            return Q(accepted_on__isnull=False, due_on__isnull=True)
        case "forecast":  # late unless somebody takes it up: due before a usual case is done
            usual = calendar.after(today, Limits().usual_days)
            return Q(promised_on__lt=usual, promised_on__gte=today)
    return Q()


def _late(today: dt.date) -> Q:
    return Q(due_on__lt=today)


def _this_week(today: dt.date) -> Q:
    sunday = today + dt.timedelta(days=6 - today.weekday())
    return Q(promised_on__gte=today, promised_on__lte=sunday)


def _text(text: str) -> Q:
    return (
        Q(number__icontains=text)
        | Q(unit__code__icontains=text)
        | Q(building__name__icontains=text)
        | Q(applicants__name__icontains=text)
    )


def _row(case: Case, calendar: WorkCalendar, today: dt.date) -> CaseRow:
    passages = [Passage(state=State(step.to_state), on=step.on) for step in case.steps.all()]
    return CaseRow(
        pk=case.pk,
        number=case.number,
        kind=case.kind,
        cause=cause_words(Kind(case.kind), case.cause),
        state=case.state,
        unit_code=case.unit.code if case.unit else "",
        place=place_name(case),
        applicants="、".join(each.name for each in case.applicants.all()),
        officer=case.officer.get_full_name() or case.officer.username if case.officer else "",
        received_on=case.received_on,
        clock=clock_of(passages, limits_of(case.office, case.kind), calendar, today),
    )


def place_name(case: Case) -> str:
    """Return what people call the place a case is about."""
    if case.building:
        return case.building.name
    return case.parcel.address if case.parcel else ""


# --- what forms choose from ------------------------------------------------------------


def units_of(scope: Scope, text: str = "") -> QuerySet[BAUnit]:
    """Return the living units of a division, as they are chosen from."""
    prefix = scope.prefix
    if prefix is None:
        return BAUnit.objects.none()
    lies = Q(building__region_code__startswith=prefix) | Q(
        building__isnull=True, parcel__region_code__startswith=prefix
    )
    living = BAUnit.objects.filter(period__upper_inf=True)
    found = living.select_related("building", "parcel").filter(lies).order_by("code")
    if text:
        found = found.filter(
            Q(code__icontains=text)
            | Q(building__name__icontains=text)
            | Q(parcel__address__icontains=text)
        )
    return found


def parties_of(scope: Scope) -> QuerySet[Organisation]:
    """Return who may stand in an application: bodies of the division, managing offices above it."""
    if scope.prefix is None:
        return Organisation.objects.none()
    inside = Q(region_code__startswith=scope.prefix)
    above = Q(kind=OrganisationKind.MANAGING_OFFICE, region_code__startswith=scope.prefix[:2])
    return Organisation.objects.filter(inside | above).order_by("region_code", "code")


def views_of(user: User) -> QuerySet[SavedView]:
    """Return the searches somebody keeps."""
    return SavedView.objects.filter(owner=user, page="cases")


def version_of(case: Case, pk: int) -> DocumentVersion:
    """Return one file of a case."""
    files = DocumentVersion.objects.select_related("document", "by")
    return files.get(pk=pk, document__case=case)


def beside_version(
    case: Case, version: DocumentVersion
) -> tuple[DocumentVersion | None, DocumentVersion | None]:
    """Return the file before and the file after one of a case, by the order they came in."""
    files = DocumentVersion.objects.filter(document__case=case, document__is_dropped=False)
    before = files.filter(pk__lt=version.pk).order_by("-pk").first()
    return before, files.filter(pk__gt=version.pk).order_by("pk").first()
