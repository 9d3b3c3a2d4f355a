"""Person 人员 and Post 任职."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry import terms
from registry.models.history import with_history
from registry.models.periods import Dated, Scoped, period_field, period_is_not_empty
from registry.models.touched import touches


class Departure(models.TextChoices):
    """Why somebody no longer works here."""

    RETIRED = terms.Departure.RETIRED.value, _("Retired")
    TRANSFERRED = terms.Departure.TRANSFERRED.value, _("Transferred")


@with_history()
class Person(models.Model):
    """Somebody who may be given an office."""

    code = models.CharField(_("staff number"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60)
    region_code = models.CharField(max_length=12)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_by = models.CharField(
        _("left by"), max_length=12, choices=Departure.choices, blank=True, default=""
    )

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("person")
        constraints = [
            models.CheckConstraint(
                name="who_left_has_a_day_and_a_reason",
                condition=Q(left_on__isnull=True, left_by="")
                | Q(left_on__isnull=False, left_by__in=Departure.values),
                violation_error_message=_("State both the day and the reason of leaving."),
            )
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="person_scope")
        ]
        triggers = [touches("person:id", only=("left_on", "left_by", "name", "code"))]

    def __str__(self) -> str:
        return self.name


@with_history()
class Post(models.Model):
    """A person's rank in an organisation for a period; one main post on a day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="posts")
    rank = models.CharField(_("rank"), max_length=10)
    title = models.CharField(_("title"), max_length=100, blank=True)
    is_main = models.BooleanField(_("main post"), default=True)
    is_principal = models.BooleanField(_("principal of party or government"), default=False)
    period = period_field()

    objects = Dated.as_manager()

    class Meta:
        ordering = ("person", "-is_main")
        constraints = [
            period_is_not_empty("post_period_is_not_empty"),
            # A concurrent post may overlap; a second main post may not.
            ExclusionConstraint(
                name="one_main_post_per_person_on_a_day",
                expressions=[("person", "="), ("period", "&&")],
                condition=Q(is_main=True),
                violation_error_message=_("This person already has a main post in that period."),
            ),
        ]
        indexes = [
            models.Index(  # what an assessment of a whole region reads, in the order it joins
                fields=["person"],
                include=["organisation", "rank", "period", "id"],
                condition=Q(is_main=True),
                name="main_post_of_person",
            )
        ]
        triggers = [touches("person:person_id")]

    def __str__(self) -> str:
        return f"{self.person} {self.rank}"
