"""On what an organisation uses its rooms.

UsePaper      使用协议、使用凭证  a paper for a period, and how much it covers
UsePaperRoom  凭证所列房间        a room a certificate names
YearlyDuty    年度公示、备案      one time the organisation did what it does every year
"""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import AnyDay, Dated, never_twice, period_field, period_is_not_empty
from registry.models.premises_triggers import a_papers_rooms_follow_it, named_as_long_as_the_paper
from registry.models.touched import touches
from registry.terms import Duty, UsePaperKind


class UsePaperName(models.TextChoices):
    """What a paper is, in the reader's language."""

    AGREEMENT = UsePaperKind.AGREEMENT.value, _("Use agreement")
    CERTIFICATE = UsePaperKind.CERTIFICATE.value, _("Use certificate")


class DutyName(models.TextChoices):
    """What an organisation does every year, in the reader's language."""

    PUBLISHED = Duty.PUBLISHED.value, _("Published in-house")
    FILED = Duty.FILED.value, _("Filed with the managing office")


@with_history()
class UsePaper(models.Model):
    """A paper on which an organisation uses rooms for a period, and how much it covers."""

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="use_papers"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=UsePaperName.choices)
    number = models.CharField(_("number"), max_length=100)
    area_m2 = models.DecimalField(  # empty: the paper states none
        _("area (m²)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    period = period_field()

    objects = Dated.as_manager()

    class Meta:
        ordering = ("organisation", "kind", "period", "number")
        verbose_name = _("use agreement or certificate")
        constraints = [
            period_is_not_empty("use_paper_period_is_not_empty"),
            models.CheckConstraint(
                name="a_use_paper_has_a_kind_and_a_number",
                condition=Q(kind__in=[each.value for each in UsePaperKind]) & ~Q(number=""),
                violation_error_message=_("Give the paper its kind and its number."),
            ),
            models.CheckConstraint(
                name="a_use_paper_covers_some_area",
                condition=Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                violation_error_message=_("The area of a paper is more than nothing."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "number"],
                name="a_use_paper_is_entered_once",
                violation_error_message=_("This paper is entered already."),
            ),
        ]
        triggers = [touches("organisation:organisation_id"), a_papers_rooms_follow_it()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


@with_history(exclude=("period",))
class UsePaperRoom(models.Model):
    """A room that a certificate names; the database keeps its period the certificate's."""

    paper = models.ForeignKey(UsePaper, models.PROTECT, related_name="rooms")
    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="named_on")
    period = DateRangeField(editable=False, db_default=AnyDay())

    objects = Dated.as_manager()

    class Meta:
        ordering = ("paper", "room")
        verbose_name = _("room on a use certificate")
        constraints = [
            never_twice(
                "a_room_stands_on_one_certificate",
                of=("room",),
                message=_(
                    "A room stands on one certificate at a time: take it off the other one, or let "
                    "that one end first."
                ),
            )
        ]
        triggers = [named_as_long_as_the_paper(), touches("room:room_id")]

    def __str__(self) -> str:
        return f"{self.room_id} · {self.paper_id}"


@with_history()
class YearlyDuty(models.Model):
    """One time an organisation did what it does every year."""

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="yearly_duties"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DutyName.choices)
    on = models.DateField(_("day"))
    document_no = models.CharField(_("document number"), max_length=100, blank=True)

    class Meta:
        ordering = ("organisation", "kind", "-on")
        verbose_name = _("yearly duty")
        constraints = [
            models.CheckConstraint(
                name="a_yearly_duty_is_known",
                condition=Q(kind__in=[each.value for each in Duty]),
                violation_error_message=_("Say whether it was published or filed."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "on"],
                name="a_duty_is_done_once_a_day",
                violation_error_message=_("This is entered already."),
            ),
        ]
        triggers = [touches("organisation:organisation_id")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"
