"""FindingStep 处理记录 and RectificationBatch 整改批次: what was decided on findings, by whom."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.finding_triggers import never_rewritten
from registry.models.history import with_history
from registry.models.periods import Scoped


class FindingStep(models.Model):
    """One thing done to a finding; rows are written once and stay."""

    finding = models.ForeignKey("registry.Finding", models.PROTECT, related_name="steps")
    verb = models.CharField(_("what was done"), max_length=20)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    on = models.DateField(_("day"))
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    method = models.CharField(max_length=10, blank=True)
    deadline = models.DateField(null=True)
    document_no = models.CharField(_("document number"), max_length=100, blank=True)
    attachment = models.FileField(_("photo or document"), upload_to="findings/%Y/%m", blank=True)
    attachment_name = models.CharField(max_length=200, blank=True, default="")
    attachment_sha256 = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        ordering = ("finding", "pk")
        verbose_name = _("step of a finding")
        constraints = [
            models.CheckConstraint(
                name="a_step_says_who_or_is_an_assessments",
                condition=Q(by__isnull=False) | Q(verb__in=["detect", "close", "recheck"]),
                violation_error_message=_("State who decided."),
            ),
            models.CheckConstraint(
                name="a_paper_of_a_finding_is_named_by_hash",
                condition=Q(attachment="") | Q(attachment_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A photo or document needs the SHA-256 of its content."),
            ),
        ]
        triggers = [never_rewritten("a_step_stays_as_written")]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.verb}"


@with_history()
class RectificationBatch(models.Model):
    """Findings of one organisation to be put right together by a day."""

    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, related_name="batches"
    )
    region_code = models.CharField(max_length=12)
    document_no = models.CharField(_("document number"), max_length=100, blank=True)
    opened_on = models.DateField(_("opened on"))
    remind_on = models.DateField(_("reminder on"))
    deadline = models.DateField(_("deadline"))
    opened_by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("deadline", "pk")
        verbose_name = _("batch of findings")
        constraints = [
            models.CheckConstraint(
                name="a_batch_reminds_before_its_deadline",
                condition=Q(remind_on__lte=F("deadline"), opened_on__lte=F("remind_on")),
                violation_error_message=_(
                    "The reminder lies between the day of opening and the deadline."
                ),
            )
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="batch_scope")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.deadline}"
