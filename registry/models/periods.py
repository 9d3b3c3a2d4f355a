"""Time as a column: half-open periods, and the queries every dated table answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    DateRangeField,
    DateTimeRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _
from psycopg2.extras import DateRange

from registry.scope import Scope

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Scoped(models.QuerySet):
    """Rows that lie in a division."""

    def within(self, scope: Scope) -> Self:
        """Return the rows a scope may see."""
        if scope.prefix is None:
            return self.none()
        return self.filter(region_code__startswith=scope.prefix) if scope.prefix else self.all()


class Dated(models.QuerySet):
    """Rows that hold for a period."""

    def on(self, day: dt.date) -> Self:
        """Return the rows in force on a day."""
        return self.filter(period__contains=day)


class ScopedAndDated(Scoped, Dated):  # type: ignore[override]
    """Rows that lie in a division and hold for a period."""


class Bitemporal(Dated):
    """Rows that hold for a period and that the register knew of for a time."""

    def known(self, at: dt.datetime | None) -> Self:
        """Return the rows the register knew at a moment; without one, those it knows now."""
        if at is None:
            return self.filter(recorded__upper_inf=True)
        return self.filter(recorded__contains=at)


class Moment(Func):
    """The moment a statement runs: two acts of one transaction have two of them."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()
    arity = 0


class FromNow(Func):
    """The record period that begins at this moment and is open."""

    template = "tstzrange(clock_timestamp(), NULL)"
    output_field = DateTimeRangeField()
    arity = 0


class AnyDay(Func):
    """The period of what has no known first or last day."""

    template = "daterange(NULL, NULL)"
    output_field = DateRangeField()
    arity = 0


def period_field() -> DateRangeField:
    """Return a half-open period of days; an open end means until further notice."""
    return DateRangeField(_("period"))


def existence_field() -> DateRangeField:
    """Return the days a thing exists; a first day nobody knows stays open."""
    return DateRangeField(_("exists"), db_default=AnyDay())


def recorded_field() -> DateTimeRangeField:
    """Return the time for which the register says what the row says; it is closed, never changed."""
    return DateTimeRangeField(_("recorded"), db_default=FromNow(), editable=False)


def recorded_has_begun(name: str) -> models.CheckConstraint:
    """Return the rule that a record period has a beginning and some length."""
    return models.CheckConstraint(
        name=name,
        condition=Q(recorded__isempty=False) & Q(recorded__startswith__isnull=False),
        violation_error_message=_("A record begins when it is written and ends later."),
    )


def period_is_not_empty(name: str) -> models.CheckConstraint:
    """Return the rule that a period has at least one day and a known first day."""
    return models.CheckConstraint(
        name=name,
        condition=Q(period__isempty=False) & Q(period__startswith__isnull=False),
        violation_error_message=_("The period has no day in it: the end must be after the start."),
    )


def never_twice(name: str, *, of: tuple[str, ...], message: _StrPromise) -> ExclusionConstraint:
    """Return the rule that two rows equal in the named columns share no day."""
    return ExclusionConstraint(
        name=name,
        expressions=[*((column, RangeOperators.EQUAL) for column in of), ("period", "&&")],
        violation_error_message=message,
    )


def from_day(day: dt.date, until: dt.date | None = None) -> DateRange:
    """Return the period that begins on a day and ends before another, or stays open."""
    return DateRange(day, until, "[)")


class AreaOf(Func):
    """The area of a plan polygon in m², exact to the millionth: the noise of floats ends there."""

    template = "(ST_Area(%(expressions)s))::numeric(14, 6)"
    output_field = models.DecimalField(max_digits=14, decimal_places=6)
