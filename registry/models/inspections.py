"""InspectionPlan 巡检计划, PlannedVisit 待查房间, Observation 巡检记录 and ObservationPhoto 照片."""

import uuid

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.finding_triggers import never_rewritten
from registry.models.history import with_history
from registry.models.inspection_triggers import (
    measurement_touches_its_room,
    takes_region_of_observation,
    takes_region_of_room,
    takes_region_of_visit,
)
from registry.models.periods import Scoped, ScopedAndDated, period_field, period_is_not_empty
from registry.models.triggers import region_code_follows_region
from registry.policy.visits import LONGEST_M, SHORTEST_M, Answer, ErrorSource, Likeness, NotJudged
from registry.terms import Verdict

PHOTO_TYPES = ("image/jpeg", "image/png")


class AnswerName(models.TextChoices):
    """Who was found in a room, in the reader's language."""

    CONFIRMED = Answer.CONFIRMED.value, _("As registered")
    OTHER = Answer.OTHER.value, _("Somebody else")
    EMPTY = Answer.EMPTY.value, _("Nobody uses it")
    NO_ACCESS = Answer.NO_ACCESS.value, _("Door locked")


@with_history(exclude=("region_code",))
class InspectionPlan(models.Model):
    """Rooms to be visited within some days, by one or two inspectors."""

    region = models.ForeignKey("registry.Region", models.PROTECT, verbose_name=_("region"))
    region_code = models.CharField(max_length=12, editable=False)
    name = models.CharField(_("name"), max_length=120)
    period = period_field()
    inspector = models.ForeignKey(
        "registry.User", models.PROTECT, related_name="plans", verbose_name=_("inspector")
    )
    second_inspector = models.ForeignKey(
        "registry.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_as_second",
        verbose_name=_("second inspector"),
    )
    reason = models.CharField(_("reason"), max_length=500)
    made_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    closed_on = models.DateField(_("closed on"), null=True)

    objects = ScopedAndDated.as_manager()

    class Meta:
        ordering = ("-period", "-pk")
        verbose_name = _("inspection plan")
        constraints = [
            period_is_not_empty("inspection_period_is_not_empty"),
            models.CheckConstraint(
                name="an_inspection_has_a_last_day",
                condition=Q(period__upper_inf=False),
                violation_error_message=_("State the last day of the inspection."),
            ),
            models.CheckConstraint(
                name="an_inspection_has_a_name_and_a_reason",
                condition=~Q(name="") & ~Q(reason=""),
                violation_error_message=_("Give the inspection a name and a reason."),
            ),
            models.CheckConstraint(
                name="two_inspectors_are_two_people",
                condition=Q(second_inspector__isnull=True) | ~Q(second_inspector=F("inspector")),
                violation_error_message=_("The second inspector is another person."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="plan_scope")
        ]
        triggers = [region_code_follows_region()]

    def __str__(self) -> str:
        return self.name


@with_history(exclude=("region_code",))
class PlannedVisit(models.Model):
    """A room that a plan sends its inspectors to."""

    plan = models.ForeignKey(InspectionPlan, models.PROTECT, related_name="visits")
    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="visits")
    region_code = models.CharField(max_length=12, editable=False)

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("plan", "pk")
        verbose_name = _("planned visit")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "room"],
                name="a_room_is_planned_once",
                violation_error_message=_("This room is in the plan already."),
            )
        ]
        triggers = [takes_region_of_room()]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.room_id}"


def _judged(**figures: object) -> Q:
    """Return a verdict that two lengths and a limit led to."""
    known = Q(area_m2__isnull=False, limit_m2__isnull=False, error_m2__isnull=False, unjudged="")
    return known & Q(**figures)


ALLOWED = F("limit_m2") + F("tolerance_m2") - F("beside_m2")  # what the room itself may measure


class Observation(models.Model):
    """What one inspector saw in one room; rows are written once and stay."""

    uid = models.UUIDField(unique=True, editable=False)  # made by the phone
    visit = models.ForeignKey(PlannedVisit, models.PROTECT, related_name="observations")
    region_code = models.CharField(max_length=12, editable=False)
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    answer = models.CharField(_("who was found"), max_length=10, choices=AnswerName.choices)
    person = models.CharField(_("who else"), max_length=100, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    length_a_m = models.DecimalField(_("length (m)"), max_digits=6, decimal_places=3, null=True)
    length_b_m = models.DecimalField(_("width (m)"), max_digits=6, decimal_places=3, null=True)
    area_m2 = models.GeneratedField(
        expression=F("length_a_m") * F("length_b_m"),
        output_field=models.DecimalField(max_digits=14, decimal_places=6),
        db_persist=True,
    )
    beside_m2 = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    limit_m2 = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    tolerance_m2 = models.DecimalField(max_digits=14, decimal_places=6, default=0)
    error_m2 = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    error_source = models.CharField(max_length=12, blank=True)
    verdict = models.CharField(max_length=16)
    unjudged = models.CharField(max_length=20, blank=True)
    told_verdict = models.CharField(max_length=16, blank=True)  # what the phone showed
    plan_area_m2 = models.DecimalField(max_digits=14, decimal_places=6)
    likeness = models.CharField(max_length=16, blank=True)
    seen_at = models.DateTimeField(_("seen at"))  # by the phone's clock
    sent_at = models.DateTimeField()  # by the phone's clock
    received_at = models.DateTimeField(_("received at"))

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("visit", "pk")
        verbose_name = _("observation")
        constraints = [
            models.CheckConstraint(
                name="an_answer_is_known",
                condition=Q(answer__in=[each.value for each in Answer]),
                violation_error_message=_("Say who was found in the room."),
            ),
            models.CheckConstraint(
                name="a_room_is_measured_with_two_lengths",
                condition=Q(length_a_m__isnull=True, length_b_m__isnull=True)
                | Q(
                    length_a_m__range=(SHORTEST_M, LONGEST_M),
                    length_a_m__isnull=False,
                    length_b_m__range=(SHORTEST_M, LONGEST_M),
                    length_b_m__isnull=False,
                ),
                violation_error_message=_("Give both lengths, from 0.1 to 100 m, or none."),
            ),
            models.CheckConstraint(
                name="nothing_is_measured_behind_a_locked_door",
                condition=~Q(answer=Answer.NO_ACCESS.value) | Q(length_a_m__isnull=True),
                violation_error_message=_("A locked room cannot be measured."),
            ),
            models.CheckConstraint(
                name="an_observed_verdict_follows_from_its_figures",
                condition=Q(
                    verdict=Verdict.NOT_ASSESSED.value,
                    unjudged__in=[each.value for each in NotJudged],
                )
                | _judged(verdict=Verdict.OVER.value, area_m2__gt=ALLOWED + F("error_m2"))
                | _judged(
                    verdict=Verdict.WITHIN_ERROR.value,
                    area_m2__gt=ALLOWED,
                    area_m2__lte=ALLOWED + F("error_m2"),
                )
                | _judged(verdict=Verdict.WITHIN.value, area_m2__lte=ALLOWED),
                violation_error_message=_("The verdict does not follow from the figures."),
            ),
            models.CheckConstraint(
                name="what_is_measured_states_its_error",
                condition=Q(length_a_m__isnull=True, error_m2__isnull=True)
                | Q(
                    length_a_m__isnull=False,
                    error_m2__gte=0,
                    error_m2__isnull=False,
                    error_source__in=[each.value for each in ErrorSource],
                    likeness__in=[each.value for each in Likeness],
                ),
                violation_error_message=_("State what the measurement may be wrong by."),
            ),
        ]
        indexes = [
            models.Index(
                OpClass("region_code", name="varchar_pattern_ops"), name="observation_scope"
            )
        ]
        triggers = [
            takes_region_of_visit(),
            never_rewritten("an_observation_stays_as_written"),
            measurement_touches_its_room(),
        ]

    def __str__(self) -> str:
        return str(self.uid)


class ObservationPhoto(models.Model):
    """A photo taken in a room, without the place the camera wrote into it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="photos")
    region_code = models.CharField(max_length=12, editable=False)
    file = models.FileField(_("photo"), upload_to="inspections/%Y/%m")
    content_type = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveIntegerField()
    received_at = models.DateTimeField()

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("observation", "pk")
        verbose_name = _("photo")
        constraints = [
            models.CheckConstraint(
                name="a_photo_is_a_jpeg_or_a_png",
                condition=Q(content_type__in=PHOTO_TYPES),
                violation_error_message=_("A photo is a JPEG or PNG image."),
            ),
            models.CheckConstraint(
                name="a_photo_is_hashed",
                condition=Q(sha256__regex="^[0-9a-f]{64}$", size_bytes__gt=0),
                violation_error_message=_("The photo's checksum is missing."),
            ),
            models.UniqueConstraint(
                fields=["observation", "sha256"],
                name="a_photo_is_kept_once",
                violation_error_message=_("This photo is kept already."),
            ),
        ]
        triggers = [takes_region_of_observation(), never_rewritten("a_photo_stays_as_taken")]

    def __str__(self) -> str:
        return str(self.uid)
