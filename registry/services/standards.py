"""Rule packs: taken in as they were published, and changed by two people."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import transaction
from django.utils import timezone

from registry.errors import BadRulePack, NotPermitted, OutsideScope, SameHands
from registry.models import PackChange, PackChangeState, RulePack, User
from registry.models.periods import from_day
from registry.policy import RulePack as Pack
from registry.policy import packs_from
from registry.roles import Permission
from registry.services.access import must_be_allowed

NATION = ""


@transaction.atomic
def take_packs(
    contents: Iterable[Mapping[str, Any]], *, reason: str, today: dt.date | None = None
) -> int:
    """Enter rule packs that are new; refuse the lot when one cannot be right.

    A pack the register knows with another text becomes a draft, to be proposed and approved.
    """
    given = list(contents)
    packs = {pack.code: pack for pack in packs_from(given)}
    known = set(RulePack.objects.values_list("code", flat=True))
    new = [content for content in given if content["code"] not in known]
    with pghistory.context(reason=reason):
        for content in new:
            RulePack.objects.create(**_columns(packs[content["code"]], content))
        for content in given:
            if content["code"] in known:
                _draft_if_new(content, reason, today)
    return len(new)


def _columns(pack: Pack, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a pack as the row it is kept in."""
    return {
        "code": pack.code,
        "period": from_day(pack.in_force.since, pack.in_force.until),
        "title": pack.title,
        "document_no": pack.document_no,
        "issuer": pack.issuer,
        "region_prefix": pack.region_prefix,
        "content": content,
        "sha256": digest_of(content),
    }


def _draft_if_new(content: Mapping[str, Any], reason: str, today: dt.date | None) -> None:
    """Keep a text that differs from what is in force as a draft, once."""
    digest = digest_of(content)
    is_known = RulePack.objects.filter(code=content["code"], sha256=digest).exists()
    if is_known or PackChange.objects.filter(code=content["code"], sha256=digest).exists():
        return
    draft_change(content=content, on=today or timezone.localdate(), reason=reason)


def digest_of(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a pack's content, whatever the order of its keys."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


# --- changes by two people --------------------------------------------------------


@transaction.atomic
def draft_change(*, content: Mapping[str, Any], on: dt.date, reason: str) -> PackChange:
    """Keep a new text of a pack as a draft; refuse one that cannot be right."""
    (pack,) = (
        p for p in packs_from([*_others(content["code"]), content]) if p.code == content["code"]
    )
    return PackChange.objects.create(
        code=pack.code,
        content=content,
        sha256=digest_of(content),
        reason=reason,
        drafted_on=on,
    )


@transaction.atomic
def propose_text(*, content: Mapping[str, Any], by: User, on: dt.date, reason: str) -> PackChange:
    """Propose a new text of a pack in one go; another person decides on it."""
    return propose_change(change=draft_change(content=content, on=on, reason=reason), by=by, on=on)


def _others(code: str) -> list[Any]:
    """Return the texts of the other packs, whose caps a local text must keep."""
    return list(RulePack.objects.exclude(code=code).values_list("content", flat=True))


@transaction.atomic
def propose_change(*, change: PackChange, by: User, on: dt.date) -> PackChange:
    """Propose a draft; from now on its text is settled."""
    row = _taken(change, by)
    row.state, row.proposed_by, row.proposed_on = PackChangeState.PROPOSED, by, on
    return _saved(row, by, "proposed")


@transaction.atomic
def approve_change(*, change: PackChange, by: User, on: dt.date) -> RulePack:
    """Approve what another person proposed: the pack is in force from the day it says."""
    row = _taken(change, by)
    if row.proposed_by_id == by.pk:
        raise SameHands
    row.state, row.decided_by, row.decided_on = PackChangeState.APPROVED, by, on
    _saved(row, by, "approved")
    with pghistory.context(user=by.pk, reason=row.reason):
        return _entered(row)


@transaction.atomic
def reject_change(*, change: PackChange, by: User, on: dt.date) -> PackChange:
    """Reject a proposal; whoever made it may take it back this way too."""
    row = _taken(change, by)
    row.state, row.decided_by, row.decided_on = PackChangeState.REJECTED, by, on
    return _saved(row, by, "rejected")


def _taken(change: PackChange, by: User) -> PackChange:
    """Return the change held until the end, if the account may change packs for its divisions."""
    row = PackChange.objects.select_for_update().get(pk=change.pk)
    region = str(row.content.get("region_prefix", NATION))
    if region != NATION:
        must_be_allowed(by, Permission.CHANGE_STANDARD, region_code=region)
    elif not by.may(Permission.CHANGE_STANDARD):
        raise NotPermitted(permission=Permission.CHANGE_STANDARD.value)
    elif by.region is None or by.region.parent_id is not None:
        raise OutsideScope  # a text for the nation is entered by the topmost division alone
    return row


def _saved(row: PackChange, by: User, reason: str) -> PackChange:
    with pghistory.context(user=by.pk, reason=reason):
        row.save()
    return row


def _entered(change: PackChange) -> RulePack:
    """Return the new text as a pack; the text before it ends the day it begins."""
    (pack,) = packs_from([change.content])
    since = pack.in_force.since
    for former in RulePack.objects.filter(code=pack.code, period__overlap=_period(pack)):
        if former.period.lower > since:
            raise BadRulePack(
                pack=pack.code,
                where="in_force.since",
                problem=f"lies before {former.period.lower}, when another text begins",
            )
        if former.period.lower == since:
            return _rewritten(former, pack, change)
        _ended(former, since, change)
    return RulePack.objects.create(**_columns(pack, change.content), change=change)


def _period(pack: Pack) -> Any:
    return from_day(pack.in_force.since, pack.in_force.until)


def _ended(former: RulePack, day: dt.date, change: PackChange) -> None:
    """End a text before a day: in the row and in what it says of itself."""
    in_force = {**former.content["in_force"], "until": day.isoformat()}
    former.content = {**former.content, "in_force": in_force}
    former.sha256 = digest_of(former.content)
    former.period = from_day(former.period.lower, day)
    former.change = change
    former.save()


def _rewritten(former: RulePack, pack: Pack, change: PackChange) -> RulePack:
    """Return a pack with its text corrected from its first day on."""
    for name, value in _columns(pack, change.content).items():
        setattr(former, name, value)
    former.change = change
    former.save()
    return former
