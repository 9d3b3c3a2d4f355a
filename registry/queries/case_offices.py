"""Registries, their settings and the work calendar."""

from __future__ import annotations

from registry.models import CalendarDay, TitleOffice
from registry.policy.cases.calendar import WorkCalendar, calendar_of
from registry.policy.cases.clocks import Limits
from registry.policy.cases.numbers import Office


def office_for(region_code: str) -> TitleOffice | None:
    """Return the registry in charge of a division: of those that cover it, the nearest."""
    offices = TitleOffice.objects.select_related("region")
    covering = [office for office in offices if office.region.scope.covers(region_code)]
    return max(covering, key=lambda office: len(office.region.scope.prefix or ""), default=None)


def limits_of(office: TitleOffice) -> Limits:
    """Return how long a registry may take, as the law and its own settings say."""
    return Limits(
        promised_days=office.promised_days,
        notice_days=office.notice_days,
        stops_for_notice=office.stops_for_notice,
    )


def names_of(office: TitleOffice) -> Office:
    """Return the names that stand in a registry's numbers."""
    return Office(region_code=office.region.code, province=office.province, place=office.place)


def work_calendar() -> WorkCalendar:
    """Return the work calendar as it has been entered."""
    return calendar_of(CalendarDay.objects.values_list("day", "is_working"))
