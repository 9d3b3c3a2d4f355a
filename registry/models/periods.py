"""Time as a column: half-open periods, and the queries every dated table answers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
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


def period_field() -> DateRangeField:
    """Return a half-open period of days; an open end means until further notice."""
    return DateRangeField(_("period"))


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
