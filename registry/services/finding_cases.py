"""What people decide on findings, one verb each: who, when, why, and the paper that shows it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pghistory
from django.core.files.base import File
from django.db import transaction

from registry.errors import MoveRefused, StillThere
from registry.models import Finding, FindingStep, Organisation, RectificationBatch, User
from registry.policy.moves import Method, State, can_move
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.papers import kept_as


@transaction.atomic
def dismiss_finding(
    *, finding: Finding, by: User, on: dt.date, reason: str, attachment: File[Any] | None = None
) -> Finding:
    """Call a finding a false alarm; it stays so until the facts it was made on change."""
    row = _taken(finding, by)
    return _moved(row, State.FALSE_ALARM, "dismiss", by, on, reason, attachment=attachment)


@transaction.atomic
def order_rectification(
    *,
    finding: Finding,
    by: User,
    on: dt.date,
    method: Method,
    deadline: dt.date,
    reason: str = "",
    document_no: str = "",
    attachment: File[Any] | None = None,
) -> Finding:
    """Order that an office be put right by swapping, sharing or rebuilding, by a day."""
    row = _taken(finding, by)
    row.method, row.deadline = method.value, deadline
    told: dict[str, Any] = {"method": method.value, "deadline": deadline}
    told |= {"document_no": document_no, "attachment": attachment}
    return _moved(row, State.RECTIFY, "rectify", by, on, reason, **told)


@transaction.atomic
def defer_and_file(
    *,
    finding: Finding,
    by: User,
    on: dt.date,
    file_no: str,
    reason: str,
    attachment: File[Any] | None = None,
) -> Finding:
    """Defer what cannot be put right now, approved and filed under a number."""
    row = _taken(finding, by)
    row.file_no = file_no
    told = {"document_no": file_no, "attachment": attachment}
    return _moved(row, State.DEFERRED, "defer", by, on, reason, **told)


@transaction.atomic
def confirm_resolved(
    *,
    finding: Finding,
    by: User,
    on: dt.date,
    reason: str = "",
    document_no: str = "",
    attachment: File[Any] | None = None,
) -> Finding:
    """Close a finding whose cause the register no longer shows; refuse while it does."""
    row = _taken(finding, by)
    if row.cause_ended_on is None:
        raise StillThere
    row.resolved_on = on
    told = {"document_no": document_no, "attachment": attachment}
    return _moved(row, State.RESOLVED, "confirm", by, on, reason, **told)


@transaction.atomic
def reopen_finding(
    *, finding: Finding, by: User, on: dt.date, reason: str, attachment: File[Any] | None = None
) -> Finding:
    """Take back a false alarm or a deferral: the finding stands as detected again."""
    row = _taken(finding, by)
    row.file_no = ""
    return _moved(row, State.DETECTED, "reopen", by, on, reason, attachment=attachment)


@transaction.atomic
def ask_recheck(
    *,
    finding: Finding,
    by: User,
    on: dt.date,
    because: str,
    document_no: str = "",
    attachment: File[Any] | None = None,
) -> Finding:
    """Ask that a decision be looked at again: after a repair, a change of person, a complaint."""
    row = _taken(finding, by)
    row.recheck_on, row.recheck_because = on, because
    told = {"document_no": document_no, "attachment": attachment}
    return _noted(row, "ask_recheck", by, on, because, **told)


@transaction.atomic
def note_inspection(
    *, finding: Finding, by: User, on: dt.date, because: str, document_no: str
) -> Finding:
    """Note that an inspector saw on site what a finding says; nothing is decided by it."""
    row = _taken(finding, by)
    return _noted(row, "inspect", by, on, because, document_no=document_no)


@transaction.atomic
def keep_decision(
    *, finding: Finding, by: User, on: dt.date, reason: str, attachment: File[Any] | None = None
) -> Finding:
    """Let a decision stand after having looked at it again."""
    row = _taken(finding, by)
    row.recheck_on, row.recheck_because = None, ""
    return _noted(row, "keep", by, on, reason, attachment=attachment)


@transaction.atomic
def open_batch(
    *,
    organisation: Organisation,
    by: User,
    on: dt.date,
    deadline: dt.date,
    remind_on: dt.date,
    document_no: str = "",
) -> RectificationBatch:
    """Gather the undecided findings of an organisation to be put right together by a day."""
    where = organisation.region.code
    must_be_allowed(by, Permission.DECIDE_FINDING, region_code=where)
    with pghistory.context(user=by.pk, reason="batch"):
        batch = RectificationBatch.objects.create(
            organisation=organisation,
            region_code=where,
            document_no=document_no,
            opened_on=on,
            remind_on=remind_on,
            deadline=deadline,
            opened_by=by,
        )
        Finding.objects.within(by.scope).filter(
            organisation=organisation, state=State.DETECTED, batch__isnull=True
        ).update(batch=batch)
    return batch


# --- how a step is taken ----------------------------------------------------------


def _taken(finding: Finding, by: User) -> Finding:
    """Return the finding as it stands now, held until the end, if the account may decide on it."""
    row = Finding.objects.select_for_update().get(pk=finding.pk)
    must_be_allowed(by, Permission.DECIDE_FINDING, region_code=row.region_code)
    return row


def _moved(
    row: Finding, there: State, verb: str, by: User, on: dt.date, reason: str, **told: Any
) -> Finding:
    """Return a finding moved along; a decision answers a wish to look again."""
    here = row.state
    if not can_move(here, there):
        raise MoveRefused(here=here, there=there.value)
    row.state = there.value
    row.recheck_on, row.recheck_because = None, ""
    return _noted(row, verb, by, on, reason, from_state=here, **told)


def _noted(row: Finding, verb: str, by: User, on: dt.date, reason: str, **told: Any) -> Finding:
    """Return a finding saved, with a step that says who did what, when and why."""
    known = {name: value for name, value in told.items() if value is not None}
    if paper := known.pop("attachment", None):
        known |= kept_as(paper)
    with pghistory.context(user=by.pk, reason=reason):
        row.save()
        FindingStep.objects.create(
            finding=row,
            verb=verb,
            to_state=row.state,
            on=on,
            by=by,
            reason=reason,
            **{"from_state": row.state, **known},
        )
    return row
