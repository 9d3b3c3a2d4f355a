"""What lies in a case file: documents with their versions, notices, announcements, fees."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.finding_triggers import never_rewritten
from registry.models.history import with_history
from registry.policy.cases.documents import FILE_TYPES
from registry.policy.cases.fees import FeeKind


@with_history()
class CaseDocument(models.Model):
    """One paper of a case, under the heading of the checklist it answers."""

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="documents")
    slot = models.CharField(_("heading"), max_length=30)
    title = models.CharField(_("title"), max_length=200)
    is_dropped = models.BooleanField(_("taken out"), default=False)

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("document of a case")

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One file of a paper, named by its hash; a better scan is a new version."""

    document = models.ForeignKey(CaseDocument, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(upload_to="cases/%Y/%m")
    name = models.CharField(_("file"), max_length=255)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField(_("bytes"))
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("document", "-number")
        verbose_name = _("version of a document")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "number"],
                name="a_document_version_stands_once",
                violation_error_message=_("Somebody added a version meanwhile. Send yours again."),
            ),
            models.CheckConstraint(
                name="a_document_is_named_by_its_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A document needs the SHA-256 of its file."),
            ),
            models.CheckConstraint(
                name="a_document_is_of_a_known_type",
                condition=Q(content_type__in=sorted(FILE_TYPES)),
                violation_error_message=_("Documents are PDF, JPEG, PNG, TIFF or OFD files."),
            ),
        ]
        triggers = [never_rewritten("a_document_version_stays")]

    def __str__(self) -> str:
        return f"{self.name} · {self.number}"


class NoticeKind(models.TextChoices):
    """What a written notice says."""

    ACCEPTED = "accepted", _("Notice of acceptance")
    CORRECTION = "correction", _("Notice of what is missing")
    NOT_ACCEPTED = "not_accepted", _("Notice of non-acceptance")
    REFUSED = "refused", _("Notice of refusal")


class CaseNotice(models.Model):
    """A written notice to the applicant: all of its items at once, written once."""

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="notices")
    step = models.OneToOneField("registry.CaseStep", models.PROTECT, related_name="notice")
    kind = models.CharField(_("kind"), max_length=12, choices=NoticeKind.choices)
    number = models.CharField(_("notice number"), max_length=60, unique=True)
    items = models.JSONField(_("items"), default=list)  # [{"slot"|"rule", "zh", "en", "clause"}]
    reason = models.CharField(_("reasons"), max_length=1000, blank=True)
    on = models.DateField(_("day"))
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("notice to the applicant")
        constraints = [
            models.CheckConstraint(
                name="a_refusal_gives_its_reasons",
                condition=Q(kind__in=["accepted", "correction"]) | ~Q(reason=""),
                violation_error_message=_("State the reasons in writing."),
            ),
            models.CheckConstraint(
                name="a_correction_lists_what_is_missing",
                condition=~Q(kind="correction") | ~Q(items=[]),
                violation_error_message=_("List everything that is missing."),
            ),
        ]
        triggers = [never_rewritten("a_notice_stays_as_sent")]

    def __str__(self) -> str:
        return self.number


@with_history()
class Announcement(models.Model):
    """公告: published for so many working days, with what was objected."""

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="announcements")
    published_on = models.DateField(_("published on"))
    until = models.DateField(_("until"))
    working_days = models.PositiveSmallIntegerField(_("working days"))
    place = models.CharField(_("published at"), max_length=200)
    text = models.TextField(_("text"))
    objections = models.CharField(_("objections"), max_length=1000, blank=True, default="")
    is_objection_settled = models.BooleanField(_("objection settled"), default=False)

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("public notice")
        constraints = [
            models.CheckConstraint(
                name="an_announcement_ends_after_it_begins",
                condition=Q(until__gt=F("published_on")),
                violation_error_message=_("A notice ends after the day it is published."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.published_on}"


@with_history()
class CaseFee(models.Model):
    """One tax or fee of a case."""

    case = models.ForeignKey("registry.Case", models.PROTECT, related_name="fees")
    kind = models.CharField(
        _("tax or fee"), max_length=20, choices=[(kind.value, kind.value) for kind in FeeKind]
    )
    amount = models.DecimalField(_("amount (yuan)"), max_digits=14, decimal_places=2)
    is_exempt = models.BooleanField(_("exempt"), default=False)
    document = models.CharField(_("document"), max_length=200, blank=True, default="")
    is_paid = models.BooleanField(_("paid"), default=False)

    class Meta:
        ordering = ("case", "pk")
        verbose_name = _("tax or fee of a case")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                name="a_tax_stands_once_in_a_case",
                violation_error_message=_("This tax is in the list already."),
            ),
            models.CheckConstraint(
                name="a_fee_is_zero_or_more",
                condition=Q(amount__gte=0),
                violation_error_message=_("A fee is zero or more."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"
