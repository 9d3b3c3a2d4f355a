"""Registries, their settings and the work calendar."""

from __future__ import annotations

from django.db.models import QuerySet

from registry.models import CalendarDay, Region, TitleOffice, User
from registry.policy.cases.calendar import WorkCalendar, calendar_of
from registry.policy.cases.clocks import Limits
from registry.policy.cases.numbers import Office


def office_for(region_code: str) -> TitleOffice | None:
    """Return the registry in charge of a division: of those that cover it, the nearest."""
    offices = TitleOffice.objects.select_related("region")
    covering = [office for office in offices if office.region.scope.covers(region_code)]
    return max(covering, key=lambda office: len(office.region.scope.prefix or ""), default=None)


def limits_of(office: TitleOffice, kind: str = "") -> Limits:
    """Return how long a registry may take over a kind, as the law and its own settings say."""
    return Limits(
        promised_days=office.promises.get(kind, office.promised_days),
        notice_days=office.notice_days,
        stops_for_notice=office.stops_for_notice,
    )


def names_of(office: TitleOffice) -> Office:
    """Return the names that stand in a registry's numbers."""
    return Office(region_code=office.region.code, province=office.province, place=office.place)


def offices_seen(user: User) -> list[TitleOffice]:
    """Return the registries of an account's division, and the one in charge of it."""
    prefix = user.scope.prefix
    if prefix is None:
        return []
    inside = TitleOffice.objects.select_related("region").filter(region__code__startswith=prefix)
    above = office_for(user.region.code) if user.region else None
    found = {office.pk: office for office in (*inside, *((above,) if above else ()))}
    return sorted(found.values(), key=lambda office: office.region.code)


def office_seen(user: User, pk: int) -> TitleOffice:
    """Return one of the registries an account has to do with."""
    found = next((office for office in offices_seen(user) if office.pk == pk), None)
    if found is None:
        raise TitleOffice.DoesNotExist
    return found


def day_of(pk: int) -> CalendarDay:
    """Return a day of the calendar."""
    return CalendarDay.objects.get(pk=pk)


def days_of(year: int) -> list[CalendarDay]:
    """Return the days of a year that are not what their weekday says."""
    return list(CalendarDay.objects.filter(day__year=year).order_by("day"))


def years_known() -> list[int]:
    """Return the years for which any day has been entered."""
    return [each.year for each in CalendarDay.objects.dates("day", "year")]


def work_calendar() -> WorkCalendar:
    """Return the work calendar as it has been entered."""
    return calendar_of(CalendarDay.objects.values_list("day", "is_working"))


def regions_without_office(user: User) -> QuerySet[Region]:
    """Return the divisions in an account's scope that have no registry, townships left out."""
    there = Region.objects.within(user.scope) if user.region else Region.objects.none()
    return (
        there.filter(title_office=None, period__upper_inf=True)
        .exclude(level="TOWNSHIP")
        .order_by("code")
    )
