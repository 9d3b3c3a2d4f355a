"""Certificate 权证 and RegisterExtract 登记簿摘录: papers that say what the register says."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.lasting import never_emptied
from registry.models.periods import (
    Bitemporal,
    Moment,
    period_field,
    period_is_not_empty,
    recorded_field,
    recorded_has_begun,
)
from registry.models.title_triggers import entries_are_only_closed, written_once
from registry.models.touched import unit_touches_its_building


class CertificateKind(models.TextChoices):
    """The kinds in use; old ones stay valid (不动产登记暂行条例 art. 33)."""

    REAL_ESTATE = "real_estate", _("Real estate certificate")
    PROOF = "proof", _("Proof of registration")  # 不动产登记证明
    HOUSE = "house", _("House ownership certificate")
    LAND = "land", _("Land use certificate")
    NONE = "none", _("No certificate")


class PlainNumber(Func):
    """A number in half width without spaces, as numbers are compared."""

    template = r"upper(regexp_replace(normalize(%(expressions)s, NFKC), '\s', '', 'g'))"
    output_field = models.CharField(max_length=100)


@with_history(exclude=("number_plain",), is_lasting=True)
class Certificate(models.Model):
    """The paper that names the holder of a unit, for the time it is valid."""

    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="certificates")
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind.choices)
    number = models.CharField(_("certificate number"), max_length=100, blank=True)
    number_plain = models.GeneratedField(
        expression=PlainNumber(F("number")),
        output_field=models.CharField(max_length=100),
        db_persist=True,
    )
    holder = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="certificates")
    printed_area_m2 = models.DecimalField(
        _("building area on the certificate (m²)"), max_digits=14, decimal_places=2, null=True
    )
    issued_by = models.CharField(_("issued by"), max_length=120, blank=True)
    scan = models.FileField(_("scan"), upload_to="certificates/%Y/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    note = models.CharField(_("why there is none, or a note"), max_length=300, blank=True)
    period = period_field()
    recorded = recorded_field()
    entry = models.ForeignKey(  # empty: taken over from the papers before the register
        "registry.RegisterEntry", models.PROTECT, null=True, related_name="certificates"
    )
    closed_by = models.ForeignKey(
        "registry.RegisterEntry", models.PROTECT, null=True, related_name="closed_certificates"
    )

    objects = Bitemporal.as_manager()

    class Meta:
        ordering = ("unit", "-period")
        verbose_name = _("certificate")
        constraints = [
            period_is_not_empty("certificate_period_is_not_empty"),
            recorded_has_begun("certificate_record_has_begun"),
            ExclusionConstraint(
                name="a_holder_has_one_certificate_of_a_kind_on_a_day",
                expressions=[("unit", "="), ("kind", "="), ("holder", "="), ("period", "&&")],
                condition=Q(recorded__upper_inf=True) & ~Q(kind="proof"),
                violation_error_message=_(
                    "This holder already has a certificate of this kind for this unit in that "
                    "period."
                ),
            ),
            models.CheckConstraint(
                name="a_scan_is_named_by_its_hash",
                condition=Q(scan="", scan_sha256="")
                | (~Q(scan="") & Q(scan_sha256__regex=r"^[0-9a-f]{64}$")),
                violation_error_message=_("A scan needs its SHA-256."),
            ),
            models.CheckConstraint(
                name="a_certificate_does_not_replace_itself",
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")),
                violation_error_message=_("A certificate replaces another one or none."),
            ),
        ]
        indexes = [
            models.Index(
                OpClass("number_plain", name="varchar_pattern_ops"), name="certificate_by_number"
            ),
            GinIndex(OpClass("number_plain", name="gin_trgm_ops"), name="certificate_number_part"),
        ]
        triggers = [
            unit_touches_its_building("unit_id"),
            entries_are_only_closed("number_plain"),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()


class CertificateScan(models.Model):
    """A scan of a certificate that was given after it was issued: who, when, which version."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="later_scans")
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="scans")
    version = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("name of the file"), max_length=200)
    file = models.FileField(_("scan"), upload_to="certificates/%Y/")
    media_type = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("registry.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Moment())

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("scan of a certificate")
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "version"],
                name="a_scan_has_its_version",
                violation_error_message=_("This version of the scan is there already."),
            ),
            models.CheckConstraint(
                name="a_later_scan_is_named_by_its_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A scan needs its SHA-256."),
            ),
        ]
        triggers = [written_once(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.certificate} {self.version}"


class RegisterExtract(models.Model):
    """What the register said of a unit on a day, as it was known at a moment: filed word for word."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="extracts")
    day = models.DateField(_("as of"))
    known_at = models.DateTimeField(_("as known at"))
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=10, default="zh-hans")
    address = models.CharField(max_length=300)  # where the paper can be compared
    by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(db_default=Moment())

    class Meta:
        ordering = ("-pk",)
        verbose_name = _("extract from the register")
        constraints = [
            models.CheckConstraint(
                name="an_extract_is_named_by_its_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("An extract needs the SHA-256 of what it says."),
            ),
        ]
        triggers = [written_once(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.unit} {self.day}"
