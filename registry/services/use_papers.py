"""Use papers and yearly duties entered: who may, and what is assessed anew."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pghistory
from django.db import transaction

from registry.models import Organisation, UsePaper, User, YearlyDuty
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
