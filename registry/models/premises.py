"""What becomes of rooms that no organisation needs.

Letting       出租出借  somebody outside has a room for a period, with or without approval
DisposalPlan  处置计划  by which of the six exits an idle room is to go, and until when
"""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import period_field, period_is_not_empty
from registry.models.touched import touches
from registry.scope import Scope
from registry.terms import DisposalWay, LettingKind, PlanOutcome


class LettingName(models.TextChoices):
    """How somebody outside has a room, in the reader's language."""

    LET = LettingKind.LET.value, _("Let")
    LENT = LettingKind.LENT.value, _("Lent")


class WayName(models.TextChoices):
    """The six exits, in the reader's language."""

    REASSIGN = DisposalWay.REASSIGN.value, _("Reassign to another organisation")
    CONVERT = DisposalWay.CONVERT.value, _("Convert to another use")
    EXCHANGE = DisposalWay.EXCHANGE.value, _("Exchange")
    LET = DisposalWay.LET.value, _("Let out")
    AUCTION = DisposalWay.AUCTION.value, _("Auction")
    DEMOLISH = DisposalWay.DEMOLISH.value, _("Demolish")


class OutcomeName(models.TextChoices):
    """How a plan ended, in the reader's language."""

    CARRIED_OUT = PlanOutcome.CARRIED_OUT.value, _("Carried out")
    WITHDRAWN = PlanOutcome.WITHDRAWN.value, _("Withdrawn")
    MISTAKEN = PlanOutcome.MISTAKEN.value, _("Entered by mistake")


class DaysFrom(Func):
    """The days from one day up to another, or on and on where there is none."""

    function = "daterange"
    output_field = DateRangeField()


class FirstDay(Func):
    """The first day of a period."""

    function = "lower"
    output_field = models.DateField()


OUT = DaysFrom(FirstDay(F("period")), F("given_back_on"))
OPEN = DaysFrom(F("approved_on"), F("ended_on"))


class OfRooms(models.QuerySet):
    """Rows about rooms of a division."""

    def within(self, scope: Scope) -> Self:
        """Return the rows about rooms a scope may see."""
        if scope.prefix is None:
            return self.none()
        return self.filter(room__region_code__startswith=scope.prefix)


@with_history()
class Letting(models.Model):
    """Somebody outside has a room: from its first day until it is given back, due back or not."""

    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="lettings")
    kind = models.CharField(_("kind"), max_length=8, choices=LettingName.choices)
    taken_by = models.CharField(_("taken by"), max_length=200)
    document_no = models.CharField(_("approval"), max_length=100, blank=True, default="")
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    period = period_field()  # up to the day it is due back
    given_back_on = models.DateField(_("given back on"), null=True, blank=True)
    end_document_no = models.CharField(_("document number"), max_length=100, blank=True, default="")
    is_mistaken = models.BooleanField(_("entered by mistake"), default=False)

    objects = OfRooms.as_manager()

    class Meta:
        ordering = ("-period", "pk")
        verbose_name = _("letting")
        constraints = [
            period_is_not_empty("letting_period_is_not_empty"),
            ExclusionConstraint(
                name="a_room_is_let_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), (OUT, RangeOperators.OVERLAPS)],
                condition=Q(is_mistaken=False),
                violation_error_message=_(
                    "This room is let or lent in that time already. Enter that it was given back "
                    "first."
                ),
            ),
            models.CheckConstraint(
                name="a_letting_says_how_and_to_whom",
                condition=Q(kind__in=[each.value for each in LettingKind]) & ~Q(taken_by=""),
                violation_error_message=_("Say whether the room is let or lent, and to whom."),
            ),
            models.CheckConstraint(
                name="an_approval_has_number_and_day",
                condition=Q(document_no="", approved_on__isnull=True)
                | (~Q(document_no="") & Q(approved_on__isnull=False)),
                violation_error_message=_("An approval has its number and its day, or neither."),
            ),
            models.CheckConstraint(
                name="a_room_is_given_back_after_it_was_taken",
                condition=Q(given_back_on__isnull=True)
                | Q(given_back_on__gte=FirstDay(F("period"))),
                violation_error_message=_("It cannot be given back before it was taken."),
            ),
        ]
        triggers = [touches("room:room_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} → {self.taken_by}"

    @property
    def due_back(self) -> dt.date | None:
        """Return the day the room is due back, if one was agreed."""
        due: dt.date | None = self.period.upper
        return due


@with_history()
class DisposalPlan(models.Model):
    """How an idle room is to be disposed of; it counts from its approval up to its due day."""

    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="disposal_plans")
    way = models.CharField(_("way"), max_length=10, choices=WayName.choices)
    document_no = models.CharField(_("approval"), max_length=100)
    approved_on = models.DateField(_("approved on"))
    due_on = models.DateField(_("to be done by"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=OutcomeName.choices, blank=True, default=""
    )
    end_document_no = models.CharField(_("document number"), max_length=100, blank=True, default="")

    objects = OfRooms.as_manager()

    class Meta:
        ordering = ("-approved_on", "pk")
        verbose_name = _("disposal plan")
        constraints = [
            ExclusionConstraint(
                name="a_room_has_one_open_plan",
                expressions=[("room", RangeOperators.EQUAL), (OPEN, RangeOperators.OVERLAPS)],
                condition=~Q(outcome=PlanOutcome.MISTAKEN.value),
                violation_error_message=_(
                    "This room has a disposal plan in that time already. End that one first."
                ),
            ),
            models.CheckConstraint(
                name="a_plan_names_one_of_six_ways_and_its_approval",
                condition=Q(way__in=[each.value for each in DisposalWay]) & ~Q(document_no=""),
                violation_error_message=_("Choose one of the six ways and give the approval."),
            ),
            models.CheckConstraint(
                name="a_plan_is_due_after_its_approval",
                condition=Q(due_on__gte=F("approved_on")),
                violation_error_message=_("A plan is due on the day of its approval or later."),
            ),
            models.CheckConstraint(
                name="a_plan_ends_with_an_outcome",
                condition=Q(ended_on__isnull=True, outcome="")
                | (
                    Q(ended_on__isnull=False, ended_on__gte=F("approved_on"))
                    & Q(outcome__in=[each.value for each in PlanOutcome])
                ),
                violation_error_message=_(
                    "A plan ends on the day of its approval or later, with an outcome."
                ),
            ),
        ]
        triggers = [touches("room:room_id")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.document_no}"
