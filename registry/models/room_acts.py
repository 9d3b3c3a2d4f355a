"""RoomAct 用房办理: one thing somebody did with rooms, with what it takes to undo it."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.periods import Scoped


class RoomActVerb(models.TextChoices):
    """What can be done with rooms on the map."""

    ALLOCATE = "allocate", _("Allocated")
    RELEASE = "release", _("Released")
    SEAT = "seat", _("Seated")
    VACATE = "vacate", _("Vacated")
    EDIT = "edit", _("Corrected")
    UNDO = "undo", _("Undone")


class RoomAct(models.Model):
    """What was done, by whom, from which day, why; `rows` says what each row was and became.

    A row is {"table", "pk", "room", "was", "now"}; `was` and `now` are [first day, end] or null for
    a row that was not there. A version of a room that was edited has "before" and "after" beside it.
    An act is never changed: undoing it is an act of its own.
    """

    verb = models.CharField(_("verb"), max_length=10, choices=RoomActVerb.choices)
    region_code = models.CharField(max_length=12)
    start = models.DateField(_("from"))
    reason = models.CharField(_("reason"), max_length=500)
    approval_no = models.CharField(_("approval"), max_length=100, blank=True, default="")
    rows = models.JSONField()
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="room_acts")
    at = models.DateTimeField(auto_now_add=True)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("act on rooms")
        constraints = [
            models.CheckConstraint(
                name="an_undoing_names_what_it_undoes",
                condition=Q(verb="undo", undoes__isnull=False)
                | (~Q(verb="undo") & Q(undoes__isnull=True)),
                violation_error_message=_("State what is undone."),
            ),
            models.CheckConstraint(
                name="an_act_on_rooms_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("State a reason; it stays with the record."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="room_act_scope"),
            GinIndex(OpClass("rows", name="jsonb_path_ops"), name="room_act_rows"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="acts_are_never_changed", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.start}"
