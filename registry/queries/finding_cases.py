"""Findings as cases: what was done to one, and what waits for somebody on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from registry.models import Finding, FindingStep, RectificationBatch
from registry.policy.moves import PUT_RIGHT, State
from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done to a finding, as a page or a proof shows it."""

    occurrence: int
    verb: str
    from_state: str
    to_state: str
    on: dt.date
    by: str  # empty: an assessment
    reason: str
    method: str
    deadline: dt.date | None
    document_no: str
    attachment: str  # the name it came under
    sha256: str
    pk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingBatch:
    """A batch whose reminder is due, with how much of it is still open."""

    pk: int
    organisation: str
    document_no: str
    remind_on: dt.date
    deadline: dt.date
    findings: int
    open_findings: int
    is_overdue: bool


def history_of(key: str, *, scope: Scope) -> list[Step]:
    """Return everything done to a cause, through all its occurrences, the oldest first."""
    steps = FindingStep.objects.filter(
        finding__in=Finding.objects.within(scope).filter(key=key)
    ).select_related("finding", "by")
    return [_step(each) for each in steps.order_by("finding__occurrence", "pk")]


def _step(row: FindingStep) -> Step:
    return Step(
        occurrence=row.finding.occurrence,
        verb=row.verb,
        from_state=row.from_state,
        to_state=row.to_state,
        on=row.on,
        by=row.by.get_username() if row.by else "",
        reason=row.reason,
        method=row.method,
        deadline=row.deadline,
        document_no=row.document_no,
        attachment=row.attachment_name,
        sha256=row.attachment_sha256,
        pk=row.pk,
    )


def reminders_due(scope: Scope, *, day: dt.date) -> list[WaitingBatch]:
    """Return the batches to be reminded of on a day: something in them is still open."""
    is_open = Q(findings__state__in=PUT_RIGHT)
    rows = (
        RectificationBatch.objects.within(scope)
        .filter(remind_on__lte=day)
        .annotate(whole=Count("findings"), left=Count("findings", filter=is_open))
        .filter(left__gt=0)
        .select_related("organisation")
    )
    return [
        WaitingBatch(
            pk=row.pk,
            organisation=row.organisation.name,
            document_no=row.document_no,
            remind_on=row.remind_on,
            deadline=row.deadline,
            findings=row.whole,
            open_findings=row.left,
            is_overdue=row.deadline < day,
        )
        for row in rows
    ]


def overdue(scope: Scope, *, day: dt.date) -> Sequence[Finding]:
    """Return the findings whose own deadline has passed without the cause having gone."""
    late = Finding.objects.within(scope).filter(state=State.RECTIFY, deadline__lt=day)
    return list(late.filter(cause_ended_on__isnull=True).order_by("deadline", "key"))


def rechecks_due(scope: Scope) -> Sequence[Finding]:
    """Return the findings whose decision is to be looked at again."""
    waiting = Finding.objects.within(scope).exclude(state=State.RESOLVED)
    return list(waiting.filter(recheck_on__isnull=False).order_by("recheck_on", "key"))


def to_confirm(scope: Scope) -> Sequence[Finding]:
    """Return the findings whose cause is gone and that wait for somebody to confirm it."""
    waiting = Finding.objects.within(scope).exclude(state=State.RESOLVED)
    return list(waiting.filter(cause_ended_on__isnull=False).order_by("cause_ended_on", "key"))


def paper_of(step: int, *, finding: int, scope: Scope) -> FindingStep:
    """Return a step with the photo or document that was shown with it."""
    inside = Finding.objects.within(scope).filter(pk=finding)
    shown = FindingStep.objects.filter(finding__in=inside).exclude(attachment="")
    return shown.get(pk=step)
