"""Use papers and yearly duties entered: who may, and what is assessed anew."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from decimal import Decimal

import pghistory
from django.db import transaction

from registry import errors
from registry.models import (
    Allocation,
    Organisation,
    Room,
    UsePaper,
    UsePaperRoom,
    User,
    YearlyDuty,
)
from registry.models.periods import from_day
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.reassessment import assess_edits
from registry.terms import Duty, UsePaperKind


@transaction.atomic
def enter_use_paper(
    *,
    organisation: Organisation,
    kind: UsePaperKind,
    number: str,
    start: dt.date,
    until: dt.date | None,
    area: Decimal | None,
    by: User,
    today: dt.date | None = None,
) -> UsePaper:
    """Enter an agreement or a certificate that holds from a day on, up to the day before another."""
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=organisation.region.code)
    with pghistory.context(user=by.pk, reason=number):
        made = UsePaper.objects.create(
            organisation=organisation,
            kind=kind.value,
            number=number,
            area_m2=area,
            period=from_day(start, until),
        )
    assess_edits(day=today)
    return made


@transaction.atomic
def enter_duty(
    *,
    organisation: Organisation,
    kind: Duty,
    on: dt.date,
    document_no: str,
    by: User,
    today: dt.date | None = None,
) -> YearlyDuty:
    """Enter that an organisation published or filed what it does every year."""
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=organisation.region.code)
    with pghistory.context(user=by.pk, reason=document_no or kind.value):
        made = YearlyDuty.objects.create(
            organisation=organisation, kind=kind.value, on=on, document_no=document_no
        )
    assess_edits(day=today)
    return made


@transaction.atomic
def name_rooms(
    *,
    paper: UsePaper,
    rooms: Collection[uuid.UUID],
    reason: str,
    by: User,
    today: dt.date | None = None,
) -> None:
    """Let a certificate name these rooms and no others of those the account may see.

    The organisation uses each of them or used it once: a certificate tells whose a room was to be,
    not where it went.
    """
    paper = UsePaper.objects.select_for_update().get(pk=paper.pk)
    must_be_allowed(by, Permission.ALLOCATE_ROOM, region_code=paper.organisation.region.code)
    named = UsePaperRoom.objects.filter(paper=paper, room__in=Room.objects.within(by.scope))
    before = set(named.values_list("room__uid", flat=True))
    added = set(rooms) - before
    _must_have_used(paper.organisation, added)
    with pghistory.context(user=by.pk, reason=reason or paper.number):
        named.exclude(room__uid__in=rooms).delete()
        UsePaperRoom.objects.bulk_create(
            UsePaperRoom(paper=paper, room=room)
            for room in Room.objects.within(by.scope).filter(uid__in=added)
        )
    assess_edits(day=today)


def _must_have_used(organisation: Organisation, rooms: Collection[uuid.UUID]) -> None:
    """Refuse rooms that an organisation neither uses nor ever used."""
    used = Allocation.objects.filter(organisation=organisation, room__uid__in=rooms)
    if used.values("room").distinct().count() != len(rooms):
        raise errors.NotItsRoom(organisation=organisation.name)
