"""Parcel 宗地 with its boundary points 界址点, exceptions on the ground, and Courtyard 院落."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import OpClass
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.lasting import never_emptied, parts_stay_with_rights
from registry.models.periods import (
    Moment,
    Scoped,
    existence_field,
    period_field,
    period_is_not_empty,
)
from registry.models.title_triggers import (
    buildings_lie_in_their_parcels,
    lineage_has_no_loop,
    parcel_lies_in_its_division,
    parcels_do_not_overlap,
    registered_ground_is_not_edited,
    written_once,
)
from registry.models.triggers import region_code_follows_region

MAP_SRID = 4490  # CGCS2000, geographic: only for drawing, never for areas


class RightNature(models.TextChoices):
    """How the land was come by."""

    ALLOCATED = "allocated", _("Allocated")  # 划拨
    GRANTED = "granted", _("Granted")  # 出让
    OTHER = "other", _("Other")


@with_history(exclude=("region",), is_lasting=True)  # follows the code
class Parcel(models.Model):
    """A piece of land under one right."""

    code = models.CharField(_("parcel code"), max_length=19)
    region = models.ForeignKey(  # the county of the first six digits
        "registry.Region", models.PROTECT, related_name="parcels", editable=False
    )
    region_code = models.CharField(max_length=12)
    address = models.CharField(_("address"), max_length=300, blank=True)
    land_use = models.CharField(_("land use"), max_length=60, blank=True)
    right_nature = models.CharField(
        _("nature of the right"), max_length=12, choices=RightNature.choices
    )
    area_m2 = models.DecimalField(_("area (m²)"), max_digits=16, decimal_places=2)
    boundary = models.PolygonField(srid=MAP_SRID, null=True, blank=True)
    survey_srid = models.PositiveIntegerField(_("coordinate system"), null=True, blank=True)
    period = existence_field()

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("parcel")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(period__upper_inf=True),
                name="a_parcel_code_stands_once_among_the_living",
                violation_error_message=_("A parcel with this code is in the register already."),
            ),
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
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="parcel_scope"),
            models.Index(OpClass("code", name="varchar_pattern_ops"), name="parcel_code_begins"),
        ]
        triggers = [
            parcel_lies_in_its_division(),
            registered_ground_is_not_edited("period,region_id", "unit.parcel_id"),
            never_emptied(),
            parcels_do_not_overlap(),
            buildings_lie_in_their_parcels(
                "SELECT lies.building_id FROM registry_building_parcels AS lies"
                " WHERE lies.parcel_id = coalesce(NEW.id, OLD.id)",
                "boundary",
                "period",
            ),
        ]

    def __str__(self) -> str:
        return self.code


@with_history(is_lasting=True)
class BoundaryPoint(models.Model):
    """界址点: a corner of a parcel as it was surveyed, and the length to the next one."""

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="points")
    ordinal = models.PositiveSmallIntegerField(_("ordinal"))
    name = models.CharField(_("point"), max_length=12)  # J1, J2 …
    northing_m = models.DecimalField("X (m)", max_digits=12, decimal_places=3)
    easting_m = models.DecimalField("Y (m)", max_digits=12, decimal_places=3)
    length_m = models.DecimalField(  # 界址边长, as it was surveyed
        _("length to the next point (m)"), max_digits=9, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ("parcel", "ordinal")
        verbose_name = _("boundary point")
        constraints = [
            models.UniqueConstraint(
                fields=["parcel", "ordinal"],
                name="a_boundary_point_has_its_place",
                violation_error_message=_("This parcel already has a point at this place."),
            ),
            models.UniqueConstraint(
                fields=["parcel", "name"],
                name="a_boundary_point_has_its_name",
                violation_error_message=_("This parcel already has a point of this name."),
            ),
        ]
        triggers = [parts_stay_with_rights("unit.parcel_id = part.parcel_id"), never_emptied()]

    def __str__(self) -> str:
        return self.name


class ParcelLineage(models.Model):
    """One parcel came from another."""

    parent = models.ForeignKey(Parcel, models.PROTECT, related_name="descendants")
    child = models.ForeignKey(Parcel, models.PROTECT, related_name="ancestors")
    event = models.CharField(_("event"), max_length=20)
    on = models.DateField(_("day"))
    entry = models.ForeignKey("registry.RegisterEntry", models.PROTECT, related_name="parcels")
    recorded_at = models.DateTimeField(db_default=Moment())

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "child"],
                name="a_parcels_descent_is_written_once",
                violation_error_message=_("This descent is in the register already."),
            ),
            models.CheckConstraint(
                name="no_parcel_descends_from_itself",
                condition=~Q(parent=F("child")),
                violation_error_message=_("A parcel does not come from itself."),
            ),
        ]
        triggers = [lineage_has_no_loop("registry_parcellineage"), written_once(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"


class ExceptionKind(models.TextChoices):
    """What on the ground is not as it should be."""

    OVERLAP = "overlap", _("Two parcels overlap")
    OUTSIDE = "outside", _("A building reaches outside its parcels")


@with_history(is_lasting=True)
class SpatialException(models.Model):
    """Something on the ground that the register accepts although it should not be, and why."""

    kind = models.CharField(_("kind"), max_length=8, choices=ExceptionKind.choices)
    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="exceptions")
    other_parcel = models.ForeignKey(
        Parcel, models.PROTECT, null=True, blank=True, related_name="other_exceptions"
    )
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, null=True, blank=True, related_name="exceptions"
    )
    reason = models.CharField(_("reason"), max_length=300)
    document_no = models.CharField(_("document number"), max_length=120, blank=True)
    by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True, default="")
    ended_by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    period = period_field()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("exception on the ground")
        constraints = [
            period_is_not_empty("exception_period_is_not_empty"),
            models.CheckConstraint(
                name="an_exception_has_a_reason",
                condition=Q(reason__regex=r"\S"),
                violation_error_message=_("Say why the register should accept this."),
            ),
            models.CheckConstraint(
                name="an_exception_names_what_it_excuses",
                condition=Q(kind="overlap", other_parcel__isnull=False, building__isnull=True)
                | Q(kind="outside", other_parcel__isnull=True, building__isnull=False),
                violation_error_message=_("Name the other parcel, or the building."),
            ),
        ]
        triggers = [
            buildings_lie_in_their_parcels(
                "SELECT coalesce(NEW.building_id, OLD.building_id) AS id"
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.reason}"


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
