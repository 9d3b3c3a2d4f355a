"""Registries set up, holidays entered, and what the passing of a day does to cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pghistory
from django.db import transaction

from registry.errors import NotPermitted
from registry.models import CalendarDay, Case, Region, TitleOffice, User
from registry.policy.cases.terms import State
from registry.policy.cases.transitions import LIVE
from registry.queries.case_facts import clock_on
from registry.queries.case_offices import limits_of
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.case_moves import deem_accepted

LONGEST_SOURCE = 100
SETTINGS = (
    *("name", "province", "place", "promised_days", "promises"),
    *("notice_days", "stops_for_notice", "box", "shelf"),
)


@transaction.atomic
def set_up_office(*, region: Region, name: str, province: str, place: str) -> TitleOffice:
    """Set up the registry of a division, or return the one it has."""
    with pghistory.context(reason="set up registry"):
        office, _created = TitleOffice.objects.get_or_create(
            region=region, defaults={"name": name, "province": province, "place": place}
        )
    return office


@transaction.atomic
def found_office(
    *, region: Region, name: str, province: str, place: str, by: User, reason: str
) -> TitleOffice:
    """Set up a registry where there is none, for a reason that stays in its history."""
    must_be_allowed(by, Permission.SET_UP_REGISTRY, region_code=region.code)
    with pghistory.context(user=by.pk, reason=reason):
        return TitleOffice.objects.create(region=region, name=name, province=province, place=place)


@transaction.atomic
def change_office(
    *, office: TitleOffice, settings: Mapping[str, Any], by: User, on: dt.date, reason: str
) -> TitleOffice:
    """Change what a registry promises and how it numbers; open cases get their new due days."""
    row = TitleOffice.objects.select_for_update().select_related("region").get(pk=office.pk)
    must_be_allowed(by, Permission.SET_UP_REGISTRY, region_code=row.region.code)
    for name in SETTINGS:
        setattr(row, name, settings[name])
    with pghistory.context(user=by.pk, reason=reason or "registry settings"):
        row.save(update_fields=list(SETTINGS))
    set_clocks(on)
    return row


@transaction.atomic
def enter_day(
    *,
    day: dt.date,
    is_working: bool,
    name: str,
    document_no: str,
    document_on: dt.date | None,
    by: User,
    on: dt.date,
) -> CalendarDay:
    """Enter a holiday or a weekend that is worked, with the document that says so."""
    must_set_calendar(by)
    said = {
        "is_working": is_working,
        "name": name,
        "document_no": document_no,
        "document_on": document_on,
    }
    with pghistory.context(user=by.pk, reason="calendar"):
        row, _created = CalendarDay.objects.update_or_create(day=day, defaults=said)
    set_clocks(on)
    return row


@transaction.atomic
def forget_day(*, day: CalendarDay, by: User, on: dt.date) -> None:
    """Let a day be what its weekday says."""
    must_set_calendar(by)
    with pghistory.context(user=by.pk, reason="calendar"):
        day.delete()
    set_clocks(on)


def must_set_calendar(by: User) -> None:
    """Refuse whoever may not set the calendar, which all registries share."""
    if not by.may(Permission.SET_UP_REGISTRY):
        raise NotPermitted(permission=Permission.SET_UP_REGISTRY.value)


@transaction.atomic
def take_calendar(contents: Iterable[Mapping[str, Any]]) -> int:
    """Enter the holidays of years; a day entered before is corrected. Return how many days."""
    days = [
        CalendarDay(
            day=dt.date.fromisoformat(each["day"]),
            is_working=each["is_working"],
            name=each["name"],
            document_no=(year["document_no"] or year.get("title", ""))[:LONGEST_SOURCE],
        )
        for year in contents
        for each in year["days"]
    ]
    with pghistory.context(reason="calendar"):
        CalendarDay.objects.bulk_create(
            days,
            update_conflicts=True,
            unique_fields=["day"],
            update_fields=["is_working", "name", "document_no"],
        )
    return len(days)


def deem_unanswered(on: dt.date) -> list[Case]:
    """Count as accepted what was submitted before a day and not answered (条例 art. 17)."""
    waiting = Case.objects.filter(state=State.SUBMITTED.value, received_on__lt=on)
    return [deem_accepted(case=case, on=on) for case in waiting.order_by("received_seq")]


@transaction.atomic
def set_clocks(on: dt.date) -> int:
    """Work the due days of live cases out anew, as after a change of holidays or promises."""
    live = Case.objects.filter(state__in=[state.value for state in LIVE])
    changed = []
    for case in live.select_related("office").prefetch_related("steps"):
        clock = clock_on(
            sorted(case.steps.all(), key=lambda step: step.pk),
            limits_of(case.office, case.kind),
            on,
        )
        if (clock.due_on, clock.promised_on) != (case.due_on, case.promised_on):
            case.due_on, case.promised_on = clock.due_on, clock.promised_on
            changed.append(case)
    Case.objects.bulk_update(changed, ["due_on", "promised_on"])
    return len(changed)
