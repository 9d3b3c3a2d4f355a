"""RulePack 标准, Finding 问题 and RoomVerdict 判定: what the standard says of the register."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import Scoped, period_field, period_is_not_empty


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

    def __str__(self) -> str:
        return f"{self.title} {self.document_no}"


class FindingState(models.TextChoices):
    """Where a finding stands; further states come with their own moves."""

    DETECTED = "detected", _("Detected")
    RESOLVED = "resolved", _("Resolved")


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

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("region_code", "rule", "key")
        verbose_name = _("finding")
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state="detected"),
                name="a_finding_is_open_once",
                violation_error_message=_("This finding is already open."),
            ),
            models.CheckConstraint(
                name="a_resolved_finding_has_its_day",
                condition=Q(state="resolved", resolved_on__isnull=False)
                | (~Q(state="resolved") & Q(resolved_on__isnull=True)),
                violation_error_message=_("State the day on which the finding was resolved."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="finding_scope")
        ]

    def __str__(self) -> str:
        return self.key


class RoomVerdict(models.Model):
    """What the last assessment said of a room: derived, rewritten whole, the source of region totals."""

    room = models.OneToOneField(
        "registry.Room", models.CASCADE, related_name="verdict", primary_key=True
    )
    floor = models.ForeignKey("registry.Floor", models.CASCADE, related_name="verdicts")
    building = models.ForeignKey("registry.Building", models.CASCADE, related_name="verdicts")
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
