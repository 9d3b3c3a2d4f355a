"""Allocation 分配 (room → organisation) and Seat 入座 (person → room)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import Dated, never_twice, period_field, period_is_not_empty
from registry.models.touched import touches
from registry.terms import RoomUse


@with_history()
class Allocation(models.Model):
    """An organisation has a room for a period."""

    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="allocations")
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="allocations"
    )
    period = period_field()
    document_no = models.CharField(_("document number"), max_length=100, blank=True)
    approved_use = models.CharField(_("approved use"), max_length=12, blank=True, default="")

    objects = Dated.as_manager()

    class Meta:
        ordering = ("room", "-period")
        verbose_name = _("allocation")
        constraints = [
            period_is_not_empty("allocation_period_is_not_empty"),
            never_twice(
                "one_organisation_per_room_on_a_day",
                of=("room",),
                message=_(
                    "This room is already allocated in that period. End the present allocation first."
                ),
            ),
            models.CheckConstraint(
                name="an_approved_use_is_known",
                condition=Q(approved_use__in=["", *(use.value for use in RoomUse)]),
                violation_error_message=_("Choose one of the listed uses."),
            ),
        ]
        triggers = [touches("room:room_id", "organisation:organisation_id")]

    def __str__(self) -> str:
        return f"{self.room} → {self.organisation}"


@with_history()
class Seat(models.Model):
    """A person works in a room for a period; several people may share it."""

    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="seats")
    person = models.ForeignKey("registry.Person", models.PROTECT, related_name="seats")
    period = period_field()
    post = models.ForeignKey(  # empty: the main post
        "registry.Post", models.PROTECT, null=True, blank=True, related_name="seats"
    )
    second_office_no = models.CharField(
        _("approval of a second office"), max_length=100, blank=True, default=""
    )

    objects = Dated.as_manager()

    class Meta:
        ordering = ("room", "person")
        verbose_name = _("seat")
        constraints = [
            period_is_not_empty("seat_period_is_not_empty"),
            never_twice(
                "a_person_has_one_seat_in_a_room_on_a_day",
                of=("room", "person"),
                message=_("This person already has a seat in this room in that period."),
            ),
        ]
        indexes = [
            models.Index(  # what an assessment of a whole region reads, in the order it joins
                fields=["person"], include=["room", "period", "post"], name="seat_of_person"
            )
        ]
        triggers = [touches("room:room_id", "person:person_id")]

    def __str__(self) -> str:
        return f"{self.person} → {self.room}"
