"""BAUnit 不动产单元 and Certificate 权证: as much as the first assessment asks of them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import Dated, period_field, period_is_not_empty
from registry.models.touched import unit_touches_its_building


@with_history()
class BAUnit(models.Model):
    """What a right is registered on."""

    code = models.CharField(_("real estate unit code"), max_length=28, unique=True)
    parcel = models.ForeignKey("registry.Parcel", models.PROTECT, related_name="units")
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, null=True, blank=True, related_name="units"
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("real estate unit")
        constraints = [
            models.CheckConstraint(
                name="unit_code_is_well_formed",
                condition=Q(code__regex=r"^[0-9]{12}[GJZ][ABSXCDEFGHWY][0-9]{5}[FLQW][0-9]{8}$"),
                violation_error_message=_(
                    "A real estate unit code has 28 characters: parcel code (19), one of F L Q W, "
                    "8 digits."
                ),
            ),
            models.CheckConstraint(
                name="a_house_unit_names_its_building",
                condition=~Q(code__regex=r"^.{19}F") | Q(building__isnull=False),
                violation_error_message=_("A unit of kind F needs a building."),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CertificateKind(models.TextChoices):
    """The kinds in use; old ones stay valid (不动产登记暂行条例 art. 33)."""

    REAL_ESTATE = "real_estate", _("Real estate certificate")
    HOUSE = "house", _("House ownership certificate")
    LAND = "land", _("Land use certificate")
    NONE = "none", _("No certificate")


@with_history()
class Certificate(models.Model):
    """The paper that names the holder of a unit, for the time it is valid."""

    unit = models.ForeignKey(BAUnit, models.PROTECT, related_name="certificates")
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind.choices)
    number = models.CharField(_("certificate number"), max_length=100, blank=True)
    holder = models.ForeignKey("registry.Organisation", models.PROTECT, related_name="certificates")
    printed_area_m2 = models.DecimalField(
        _("building area on the certificate (m²)"), max_digits=14, decimal_places=2, null=True
    )
    period = period_field()

    objects = Dated.as_manager()

    class Meta:
        ordering = ("unit", "-period")
        verbose_name = _("certificate")
        constraints = [
            period_is_not_empty("certificate_period_is_not_empty"),
            ExclusionConstraint(
                name="a_unit_has_one_certificate_of_a_kind_on_a_day",
                expressions=[("unit", "="), ("kind", "="), ("period", "&&")],
                violation_error_message=_(
                    "This unit already has a certificate of this kind in that period."
                ),
            ),
        ]
        triggers = [unit_touches_its_building("unit_id")]

    def __str__(self) -> str:
        return self.number or self.get_kind_display()
