"""One door to what may be done to a finding, by verb: for pages and for many findings at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from registry.errors import AlreadyInABatch, MoveRefused, NoOrganisation, RegisterError
from registry.models import Finding, Organisation, RectificationBatch, User
from registry.policy.moves import Method, State, Verb
from registry.roles import Permission
from registry.services import finding_cases as cases
from registry.services.access import must_be_allowed

ACTS: Mapping[Verb, Callable[..., Finding]] = {
    Verb.DISMISS: cases.dismiss_finding,
    Verb.RECTIFY: cases.order_rectification,
    Verb.DEFER: cases.defer_and_file,
    Verb.CONFIRM: cases.confirm_resolved,
    Verb.REOPEN: cases.reopen_finding,
    Verb.KEEP: cases.keep_decision,
    Verb.ASK_RECHECK: cases.ask_recheck,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one finding of many: done, or why it was refused."""

    finding: Finding
    refused: RegisterError | IntegrityError | None = None


def take_step(*, verb: Verb, finding: Finding, by: User, told: Mapping[str, Any]) -> Finding:
    """Do one thing to a finding with what a form was told."""
    given = {name: value for name, value in told.items() if value not in (None, "")}
    if "method" in given:
        given["method"] = Method(given["method"])
    return ACTS[verb](finding=finding, by=by, **given)


def take_step_on_each(
    *, verb: Verb, findings: Iterable[Finding], by: User, told: Mapping[str, Any]
) -> list[Outcome]:
    """Do one thing to each finding; what is refused leaves the others alone."""
    return [
        _tried(each, lambda row: take_step(verb=verb, finding=row, by=by, told=told))
        for each in findings
    ]


def _tried(finding: Finding, act: Callable[[Finding], object]) -> Outcome:
    """Return what became of a finding, in a transaction of its own."""
    try:
        with transaction.atomic():
            act(finding)
    except (RegisterError, IntegrityError) as refused:
        return Outcome(finding=finding, refused=refused)
    return Outcome(finding=finding)


# --- batches ----------------------------------------------------------------------


def gather(
    *,
    findings: Iterable[Finding],
    by: User,
    on: dt.date,
    deadline: dt.date,
    remind_on: dt.date,
    document_no: str = "",
) -> list[Outcome]:
    """Put findings into one new batch for each organisation that answers for them."""
    days = {"opened_on": on, "deadline": deadline, "remind_on": remind_on}
    batches: dict[int, RectificationBatch] = {}

    def put(row: Finding) -> None:
        answers = _answering_for(row, by)
        if answers.pk not in batches:
            batches[answers.pk] = RectificationBatch.objects.create(
                organisation=answers,
                region_code=_region_of(answers, row, by),
                document_no=document_no,
                opened_by=by,
                **days,
            )
        Finding.objects.filter(pk=row.pk).update(batch=batches[answers.pk])

    return [_tried(each, put) for each in findings]


def _answering_for(row: Finding, by: User) -> Organisation:
    """Return the organisation whose batch a finding may go into."""
    _must_go_into_a_batch(row, by)
    if row.organisation is None:
        raise NoOrganisation
    return row.organisation


def _region_of(organisation: Organisation, row: Finding, by: User) -> str:
    """Return the division a batch lies in: the organisation's, where the account sees that far."""
    its_own = organisation.region_code
    return its_own if by.scope.covers(its_own) else row.region_code


def _must_go_into_a_batch(row: Finding, by: User) -> None:
    """Refuse a finding that is closed, outside the account's reach or in a batch already."""
    must_be_allowed(by, Permission.DECIDE_FINDING, region_code=row.region_code)
    if row.state not in (State.DETECTED, State.RECTIFY, State.DEFERRED):
        raise MoveRefused(here=row.state, there="batch")
    if row.batch is not None:
        raise AlreadyInABatch(deadline=row.batch.deadline.isoformat())
