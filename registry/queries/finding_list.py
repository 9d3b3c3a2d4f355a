"""The list of findings: its filters as a value, a page of rows, and what they come to.

FindingFilter   everything the address of the list says; two equal addresses show the same rows
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet, Sum

from registry.models import Building, Finding, Organisation, Region, RoomVerdict, RoomVersion
from registry.policy.catalogue import RULES
from registry.policy.moves import PUT_RIGHT, State
from registry.queries.findings import rule_label
from registry.scope import Scope

PAGE: Final = 50
MOST_IN_A_BOOK: Final = 20_000  # rows of a workbook, which is made whole before it is sent
MOST_WITHIN_ERROR: Final = 500
OPEN, ALL = "open", "all"
SORTS: Final[Mapping[str, tuple[Any, ...]]] = {
    "rule": ("rule", F("excess").desc(nulls_last=True), "key"),
    "-excess": (F("excess").desc(nulls_last=True), "key"),
    "excess": (F("excess").asc(nulls_last=True), "key"),
    "deadline": (F("deadline").asc(nulls_last=True), "key"),
    "-deadline": (F("deadline").desc(nulls_last=True), "key"),
    "detected": ("detected_on", "key"),
    "-detected": ("-detected_on", "key"),
    "organisation": (F("organisation__name").asc(nulls_last=True), "rule", "key"),
    "building": (F("building__code").asc(nulls_last=True), "rule", "key"),
}
DEADLINES: Final = ("overdue", "week", "month", "none")
SOON: Final[Mapping[str, int]] = {"week": 7, "month": 30}  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """What the list shows and in which order."""

    rule: str = ""
    state: str = OPEN  # open, all, or one state
    organisation: int | None = None
    building: int | None = None
    region: str = ""
    verdict: str = ""  # over or within_error, of the room as it was last assessed
    age: int | None = None  # found at least so many days ago
    deadline: str = ""
    attention: str = ""  # recheck or confirm: what waits for somebody
    text: str = ""
    sort: str = "rule"
    page: int = 1

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> FindingFilter:
        """Return the filter an address states; what it cannot mean is left out."""
        states = {OPEN, ALL, *State}
        return cls(
            rule=_one_of(asked, "rule", RULES),
            state=_one_of(asked, "state", states) or OPEN,
            organisation=_number(asked, "organisation"),
            building=_number(asked, "building"),
            region=_digits(asked, "region"),
            verdict=_one_of(asked, "verdict", {"over", "within_error"}),
            age=_number(asked, "age"),
            deadline=_one_of(asked, "deadline", DEADLINES),
            attention=_one_of(asked, "attention", {"recheck", "confirm"}),
            text=asked.get("text", "").replace("\0", "").strip()[:60],
            sort=_one_of(asked, "sort", SORTS) or "rule",
            page=_number(asked, "page") or 1,
        )

    def as_query(self, *, without: Sequence[str] = ()) -> str:
        """Return the filter as the query of an address, without what is as usual."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        usual = {each.name: each.default for each in fields(self)}
        told = {n: v for n, v in said.items() if v != usual[n] and n not in without}
        return urlencode(told)

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything is filtered out besides what is closed."""
        return bool(self.as_query(without=("sort", "page")))


def _one_of(asked: Mapping[str, str], name: str, known: Any) -> str:
    value = asked.get(name, "")
    return value if value in known else ""


LARGEST_KEY: Final = 2**63 - 1


def _number(asked: Mapping[str, str], name: str) -> int | None:
    value = asked.get(name, "")
    number = int(value) if value.isascii() and value.isdecimal() and len(value) < 20 else 0
    return number if 0 < number <= LARGEST_KEY else None


def _digits(asked: Mapping[str, str], name: str) -> str:
    value = asked.get(name, "")
    return value if value.isascii() and value.isdecimal() and len(value) <= 12 else ""


# --- rows -------------------------------------------------------------------------


def found_by(
    asked: FindingFilter, *, scope: Scope, day: dt.date, with_people: bool
) -> QuerySet[Finding]:
    """Return the findings of a scope that a filter lets through."""
    rows = _in_state(Finding.objects.within(scope), asked)
    if asked.rule:
        rows = rows.filter(rule=asked.rule)
    if asked.region:
        rows = rows.within(Scope.of_region(asked.region))
    if asked.organisation:
        rows = rows.filter(organisation=asked.organisation)
    if asked.building:
        rows = rows.filter(building=asked.building)
    if asked.verdict:
        rows = rows.filter(room__verdict__verdict=asked.verdict)
    if asked.age:
        rows = rows.filter(detected_on__lte=day - dt.timedelta(days=min(asked.age, 100_000)))
    rows = _by_deadline(rows, asked.deadline, day)
    return _by_text(rows, asked.text, with_people) if asked.text else rows


def _in_state(rows: Any, asked: FindingFilter) -> Any:
    if asked.attention == "recheck":
        rows = rows.filter(recheck_on__isnull=False)
    if asked.attention == "confirm":
        rows = rows.filter(cause_ended_on__isnull=False).exclude(state=State.RESOLVED)
    if asked.state == OPEN:
        return rows if asked.attention else rows.filter(state__in=PUT_RIGHT)
    return rows if asked.state == ALL else rows.filter(state=asked.state)


def _by_deadline(rows: QuerySet[Finding], asked: str, day: dt.date) -> QuerySet[Finding]:
    """Return the findings whose own deadline, or that of their batch, is as asked."""
    if asked == "none":
        return rows.filter(deadline__isnull=True, batch__isnull=True)
    if asked == "overdue":
        late = Q(deadline__lt=day) | Q(deadline__isnull=True, batch__deadline__lt=day)
        return rows.filter(late, cause_ended_on__isnull=True).exclude(state=State.RESOLVED)
    if asked in SOON:
        until = day + dt.timedelta(days=SOON[asked])
        near = Q(deadline__range=(day, until))
        return rows.filter(near | Q(deadline__isnull=True, batch__deadline__range=(day, until)))
    return rows


def _by_text(rows: QuerySet[Finding], text: str, with_people: bool) -> QuerySet[Finding]:
    """Return the findings that a word is in: number, organisation, building; names if allowed."""
    said = (
        Q(evidence__room_number__icontains=text)
        | Q(evidence__room_numbers__icontains=text)
        | Q(organisation__name__icontains=text)
        | Q(building__name__icontains=text)
        | Q(building__code__iexact=text)
        | Q(file_no__icontains=text)
    )
    if with_people:
        said |= Q(evidence__occupants__icontains=text) | Q(evidence__person_name__icontains=text)
    return rows.filter(said)


def page_of(asked: FindingFilter, *, scope: Scope, day: dt.date, with_people: bool) -> Page[Any]:
    """Return one page of the rows a filter lets through.

    The keys of the page are found first: sorting a hundred thousand whole rows takes a second.
    """
    rows = found_by(asked, scope=scope, day=day, with_people=with_people)
    keys = rows.order_by(*SORTS[asked.sort]).values_list("pk", flat=True)
    page: Page[Any] = Paginator(keys, PAGE).get_page(asked.page)
    shown = list(page.object_list)
    page.object_list = list(in_order(Finding.objects.filter(pk__in=shown), asked.sort))
    return page


def in_order(rows: QuerySet[Finding], sort: str) -> QuerySet[Finding]:
    """Return rows in an order, with everything a row shows."""
    joined = rows.select_related("organisation", "building", "room__floor__building", "batch")
    return joined.order_by(*SORTS[sort])


def ticked(keys: Sequence[int], *, scope: Scope) -> list[Finding]:
    """Return the findings of a scope somebody has ticked, in the order of the list."""
    rows = Finding.objects.within(scope).filter(pk__in=keys)
    return list(in_order(rows, "rule").select_related("batch")[:1000])


# --- what they come to ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTotal:
    """How many findings a rule has, and by how many m² they pass their limits."""

    rule: str
    label: str
    number: int
    excess: Decimal | None


def totals(rows: QuerySet[Finding]) -> list[RuleTotal]:
    """Return the findings counted and summed by rule."""
    of_area = Q(evidence__unit="m2")
    found = rows.order_by("rule").values_list("rule")
    counted = found.annotate(number=Count("pk"), over=Sum("excess", filter=of_area))
    return [
        RuleTotal(rule=rule, label=rule_label(rule), number=number, excess=excess)
        for rule, number, excess in counted
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the filters offer."""

    organisations: Sequence[tuple[int, str]]
    buildings: Sequence[tuple[int, str]]
    regions: Sequence[tuple[str, str]]


MOST_OFFERED: Final = 400  # of a province there are thousands: those are found by their name


def choices(scope: Scope, *, day: dt.date) -> Choices:
    """Return the organisations, buildings and divisions that have findings, or all divisions."""
    seen = Finding.objects.within(scope)
    named = Organisation.objects.filter(pk__in=seen.values("organisation_id"))
    built = Building.objects.filter(pk__in=seen.values("building_id"))
    divisions = Region.objects.within(scope).on(day).order_by("code")
    return Choices(
        organisations=list(named.order_by("code").values_list("pk", "name")[:MOST_OFFERED]),
        buildings=list(built.order_by("code").values_list("pk", "name")[:MOST_OFFERED]),
        regions=list(divisions.values_list("code", "name")[:MOST_OFFERED]),
    )


# --- rooms that are no findings ---------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulRoom:
    """A room above its limit by no more than its measurement may err."""

    room: Any
    number: str
    area: Decimal
    limit: Decimal | None
    excess: Decimal | None


def rooms_within_error(scope: Scope, *, region: str, day: dt.date) -> list[DoubtfulRoom]:
    """Return the rooms that are no findings only because of what their measurement may err."""
    rows = RoomVerdict.objects.within(scope).filter(verdict="within_error", limit_m2__isnull=False)
    if region:
        rows = rows.within(Scope.of_region(region))
    found = rows.select_related("room__floor__building").order_by("-excess_m2", "room_id")
    listed = list(found[:MOST_WITHIN_ERROR])
    versions = RoomVersion.objects.on(day).filter(room__in=[row.room_id for row in listed])
    numbers = dict(versions.values_list("room_id", "number"))
    return [
        DoubtfulRoom(
            room=row.room,
            number=numbers.get(row.room_id, ""),
            area=row.area_m2,
            limit=row.limit_m2,
            excess=row.excess_m2,
        )
        for row in listed
    ]


def exported(rows: QuerySet[Finding], sort: str, *, most: int | None = None) -> Iterator[Finding]:
    """Yield the rows of an export, all of them or the first."""
    return in_order(rows, sort)[:most].iterator(chunk_size=2000)
