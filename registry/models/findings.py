"""RulePack 标准, Finding 问题 and RoomVerdict 判定: what the standard says of the register."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.finding_triggers import finding_moves_as_its_states_allow
from registry.models.history import with_history
from registry.models.pack_changes import pack_changes_by_two_people
from registry.models.periods import Scoped, period_field, period_is_not_empty
from registry.models.touched import touches
from registry.policy.moves import Method, State


@with_history()
class RulePack(models.Model):
    """Limits and formulas as data, with the document they come from and the days they are in force."""

    code = models.CharField(_("code"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    document_no = models.CharField(_("document number"), max_length=100)
    issuer = models.CharField(_("issuer"), max_length=200, blank=True)
    region_prefix = models.CharField(_("applies to divisions"), max_length=12, blank=True)
    period = period_field()
    content = models.JSONField(_("content"))
    sha256 = models.CharField(max_length=64)
    change = models.ForeignKey(  # empty: as it was first taken in
        "registry.PackChange", models.PROTECT, null=True, blank=True, related_name="packs"
    )

    class Meta:
        ordering = ("code", "-period")
        verbose_name = _("rule pack")
        constraints = [
            period_is_not_empty("rule_pack_period_is_not_empty"),
            ExclusionConstraint(
                name="a_rule_pack_has_one_text_on_a_day",
                expressions=[("code", "="), ("period", "&&")],
                violation_error_message=_("This rule pack already has a text in that period."),
            ),
        ]
        triggers = [pack_changes_by_two_people(), touches("standard:id")]

    def __str__(self) -> str:
        return f"{self.title} {self.document_no}"


class FindingState(models.TextChoices):
    """Where a finding stands (registry.policy.moves)."""

    DETECTED = State.DETECTED.value, _("Detected")
    FALSE_ALARM = State.FALSE_ALARM.value, _("False alarm")
    RECTIFY = State.RECTIFY.value, _("To be put right")
    DEFERRED = State.DEFERRED.value, _("Deferred and filed")
    RESOLVED = State.RESOLVED.value, _("Resolved")


class RectifyMethod(models.TextChoices):
    """How an office is put right."""

    SWAP = Method.SWAP.value, _("Swap for a smaller room")
    SHARE = Method.SHARE.value, _("Share the room")
    REBUILD = Method.REBUILD.value, _("Rebuild")


@with_history()
class Finding(models.Model):
    """One thing that is not as the standard wants it, with what shows it."""

    key = models.CharField(_("key"), max_length=200)
    rule = models.CharField(_("rule"), max_length=20)
    region_code = models.CharField(max_length=12)
    subject_kind = models.CharField(_("subject"), max_length=20)
    room = models.ForeignKey("registry.Room", models.PROTECT, null=True, related_name="findings")
    person = models.ForeignKey(
        "registry.Person", models.PROTECT, null=True, related_name="findings"
    )
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, related_name="findings"
    )
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, null=True, related_name="findings"
    )
    measured = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    limit = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    excess = models.DecimalField(max_digits=16, decimal_places=6, null=True)
    document_no = models.CharField(max_length=100, blank=True)
    clause = models.CharField(max_length=200, blank=True)
    evidence = models.JSONField(default=dict)
    state = models.CharField(
        max_length=12, choices=FindingState.choices, default=FindingState.DETECTED
    )
    detected_on = models.DateField()
    resolved_on = models.DateField(null=True)
    former = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="later",
        verbose_name=_("earlier occurrence"),
    )
    occurrence = models.PositiveSmallIntegerField(_("occurrence"), default=1)
    method = models.CharField(
        _("put right by"), max_length=10, choices=RectifyMethod.choices, blank=True, default=""
    )
    deadline = models.DateField(_("deadline"), null=True)
    file_no = models.CharField(_("file number"), max_length=100, blank=True, default="")
    cause_ended_on = models.DateField(_("cause gone since"), null=True)
    recheck_on = models.DateField(_("to be looked at again since"), null=True)
    recheck_because = models.CharField(max_length=200, blank=True, default="")
    batch = models.ForeignKey(
        "registry.RectificationBatch", models.PROTECT, null=True, related_name="findings"
    )

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("region_code", "rule", "key")
        verbose_name = _("finding")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(state="resolved"),
                name="a_finding_is_open_once",
                violation_error_message=_("This finding is already open."),
            ),
            models.CheckConstraint(
                name="a_resolved_finding_has_its_day",
                condition=Q(state="resolved", resolved_on__isnull=False)
                | (~Q(state="resolved") & Q(resolved_on__isnull=True)),
                violation_error_message=_("State the day on which the finding was resolved."),
            ),
            models.CheckConstraint(
                name="what_is_put_right_has_a_method_and_a_deadline",
                condition=~Q(state="rectify")
                | Q(method__in=[each.value for each in Method], deadline__isnull=False),
                violation_error_message=_("State how it is put right and by when."),
            ),
            models.CheckConstraint(
                name="what_is_deferred_is_filed",
                condition=~Q(state="deferred") | ~Q(file_no=""),
                violation_error_message=_("State the number the deferral is filed under."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="finding_scope"),
            models.Index(  # the list as it opens: by rule, the gravest first
                "rule",
                F("excess").desc(nulls_last=True),
                "key",
                condition=~Q(state="resolved"),
                name="finding_open_by_rule",
            ),
            models.Index(
                F("excess").desc(nulls_last=True),
                "key",
                condition=~Q(state="resolved"),
                name="finding_open_by_excess",
            ),
            models.Index(
                fields=["room"], condition=~Q(state="resolved"), name="finding_open_of_room"
            ),
            models.Index(
                fields=["person"], condition=~Q(state="resolved"), name="finding_open_of_person"
            ),
        ]
        triggers = [finding_moves_as_its_states_allow()]

    def __str__(self) -> str:
        return self.key


class RoomVerdict(models.Model):
    """What the last assessment said of a room: derived, rewritten whole, the source of region totals.

    Its keys are taken from the tables they point to in the statement that writes them: checking
    three million of them again at the end takes longer than working the verdicts out.
    """

    room = models.OneToOneField(
        "registry.Room",
        models.CASCADE,
        related_name="verdict",
        primary_key=True,
        db_constraint=False,
    )
    floor = models.ForeignKey(
        "registry.Floor", models.CASCADE, related_name="verdicts", db_constraint=False
    )
    building = models.ForeignKey(
        "registry.Building", models.CASCADE, related_name="verdicts", db_constraint=False
    )
    region_code = models.CharField(max_length=12)
    verdict = models.CharField(max_length=16)
    area_m2 = models.DecimalField(max_digits=14, decimal_places=6)
    limit_m2 = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    excess_m2 = models.DecimalField(max_digits=14, decimal_places=6, null=True)
    assessed_on = models.DateField()

    objects = Scoped.as_manager()

    class Meta:
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="verdict_scope")
        ]

    def __str__(self) -> str:
        return f"{self.room_id}: {self.verdict}"
