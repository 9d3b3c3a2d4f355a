"""Batches of findings: what an organisation has to put right by when, and how far it has come."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from registry.models import Finding, RectificationBatch
from registry.policy.moves import PUT_RIGHT
from registry.scope import Scope

PAGE = 50
OPEN = Q(findings__state__in=PUT_RIGHT)
GONE = OPEN & Q(findings__cause_ended_on__isnull=False)


class Standing(StrEnum):
    """How a batch stands on a day."""

    OVERDUE = "overdue"
    REMIND = "remind"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBatch:
    """One batch as a row."""

    row: RectificationBatch
    whole: int
    closed: int
    to_confirm: int  # open, but the register no longer shows the cause
    standing: Standing
    days: int  # until the deadline; negative when it has passed

    @property
    def late(self) -> int:
        """Return by how many days the deadline has passed."""
        return max(-self.days, 0)

    @property
    def left(self) -> int:
        """Return how many findings are still open."""
        return self.whole - self.closed


def batches(
    scope: Scope, *, day: dt.date, organisation: int | None = None, page: int = 1
) -> tuple[Page[Any], list[ListedBatch]]:
    """Return a page of the batches of a scope: what is open and due first comes first."""
    rows = _counted(RectificationBatch.objects.within(scope))
    rows = rows.filter(organisation=organisation) if organisation else rows
    done = Case(When(left=0, then=Value(1)), default=Value(0), output_field=IntegerField())
    shown = Paginator(rows.annotate(is_done=done).order_by("is_done", "deadline", "pk"), PAGE)
    found = shown.get_page(page)
    return found, [_listed(row, day) for row in found]


def _counted(rows: QuerySet[RectificationBatch]) -> QuerySet[RectificationBatch]:
    return rows.select_related("organisation", "opened_by").annotate(
        whole=Count("findings"),
        left=Count("findings", filter=OPEN),
        gone=Count("findings", filter=GONE),
    )


def batch(pk: int, *, scope: Scope, day: dt.date) -> tuple[ListedBatch, list[Finding]]:
    """Return a batch inside the scope with the findings in it that the scope may see."""
    row = _counted(RectificationBatch.objects.within(scope)).get(pk=pk)
    inside = Finding.objects.within(scope).filter(batch=pk)
    order = F("resolved_on").desc(nulls_first=True)
    found = inside.select_related("room__floor__building", "building", "organisation")
    return _listed(row, day), list(found.order_by(order, "rule", "key"))


def _listed(row: RectificationBatch, day: dt.date) -> ListedBatch:
    counts = vars(row)  # the annotations of `_counted`
    return ListedBatch(
        row=row,
        whole=counts["whole"],
        closed=counts["whole"] - counts["left"],
        to_confirm=counts["gone"],
        standing=_standing(row, counts["left"], day),
        days=(row.deadline - day).days,
    )


def _standing(row: RectificationBatch, left: int, day: dt.date) -> Standing:
    if not left:
        return Standing.DONE
    if row.deadline < day:
        return Standing.OVERDUE
    return Standing.REMIND if row.remind_on <= day else Standing.RUNNING
