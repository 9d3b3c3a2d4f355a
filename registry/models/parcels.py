"""Parcel 宗地 and Courtyard 院落."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import OpClass
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import Scoped
from registry.models.triggers import region_code_follows_region

MAP_SRID = 4490  # CGCS2000, geographic: only for drawing, never for areas


class RightNature(models.TextChoices):
    """How the land was come by."""

    ALLOCATED = "allocated", _("Allocated")  # 划拨
    GRANTED = "granted", _("Granted")  # 出让
    OTHER = "other", _("Other")


@with_history()
class Parcel(models.Model):
    """A piece of land under one right."""

    code = models.CharField(_("parcel code"), max_length=19, unique=True)
    region_code = models.CharField(max_length=12)
    address = models.CharField(_("address"), max_length=300, blank=True)
    land_use = models.CharField(_("land use"), max_length=60, blank=True)
    right_nature = models.CharField(
        _("nature of the right"), max_length=12, choices=RightNature.choices
    )
    area_m2 = models.DecimalField(_("area (m²)"), max_digits=16, decimal_places=2)
    boundary = models.PolygonField(srid=MAP_SRID, null=True, blank=True)

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("parcel")
        constraints = [
            models.CheckConstraint(
                name="parcel_code_is_well_formed",
                condition=Q(code__regex=r"^[0-9]{12}[GJZ][ABSXCDEFGHWY][0-9]{5}$"),
                violation_error_message=_(
                    "A parcel code has 19 characters: 12 digits, two letters, 5 digits."
                ),
            ),
            models.CheckConstraint(
                name="parcel_area_is_positive",
                condition=Q(area_m2__gt=0),
                violation_error_message=_("A parcel has an area above zero."),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="parcel_scope")
        ]

    def __str__(self) -> str:
        return self.code


@with_history()
class Courtyard(models.Model):
    """Buildings that people know as one place."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    region = models.ForeignKey("registry.Region", models.PROTECT, verbose_name=_("region"))
    region_code = models.CharField(max_length=12, editable=False)
    address = models.CharField(_("address"), max_length=300, blank=True)
    parcels = models.ManyToManyField(Parcel, related_name="courtyards", blank=True)

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("courtyard")
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="courtyard_scope")
        ]
        triggers = [region_code_follows_region()]

    def __str__(self) -> str:
        return self.name
