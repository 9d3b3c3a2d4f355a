"""Building 自然幢, Floor 层 and PlanVersion 平面图版本."""

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import OpClass
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.parcels import MAP_SRID
from registry.models.periods import (
    Dated,
    Scoped,
    never_twice,
    period_field,
    period_is_not_empty,
)
from registry.models.title_triggers import buildings_lie_in_their_parcels
from registry.models.touched import plan_touches_its_building
from registry.models.triggers import (
    placement_moves_the_map,
    plan_is_placed,
    region_code_follows_region,
)

PLAN_SRID = 0  # metres in the building's own frame: no place on earth
CGCS2000_3_DEGREE = Q(placement_srid__gte=4513) & Q(placement_srid__lte=4554)


@with_history()
class Building(models.Model):
    """One building, and where its plans lie on the map.

    A plan point (x, y) is turned by `rotation_deg` counter-clockwise about the plan's origin and
    then moved to (easting, northing) in `placement_srid`, a CGCS2000 3° zone.
    """

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    courtyard = models.ForeignKey("registry.Courtyard", models.PROTECT, related_name="buildings")
    parcels = models.ManyToManyField(
        "registry.Parcel",
        through="registry.BuildingOnParcel",
        related_name="buildings",
        blank=True,
    )
    region = models.ForeignKey("registry.Region", models.PROTECT, verbose_name=_("region"))
    region_code = models.CharField(max_length=12, editable=False)
    structure = models.CharField(_("structure"), max_length=40, blank=True)
    built_year = models.PositiveSmallIntegerField(_("year built"), null=True, blank=True)
    storeys_above = models.PositiveSmallIntegerField(_("storeys above ground"), default=1)
    storeys_below = models.PositiveSmallIntegerField(_("storeys below ground"), default=0)
    placement_srid = models.PositiveIntegerField(_("coordinate system"), default=4549)
    origin_easting_m = models.FloatField(_("easting of the plan's origin (m)"), default=500_000.0)
    origin_northing_m = models.FloatField(_("northing of the plan's origin (m)"), default=0.0)
    rotation_deg = models.FloatField(_("rotation (° counter-clockwise)"), default=0.0)

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("building")
        constraints = [
            models.CheckConstraint(
                name="building_is_placed_in_a_cgcs2000_zone",
                condition=CGCS2000_3_DEGREE,
                violation_error_message=_(
                    "Place the building in a CGCS2000 3° zone (EPSG 4513 to 4554)."
                ),
            ),
        ]
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="building_scope")
        ]
        triggers = [region_code_follows_region(), placement_moves_the_map()]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class BuildingOnParcel(models.Model):
    """A building stands on a parcel, alone or with others, whole or in part."""

    building = models.ForeignKey(Building, models.CASCADE, related_name="on_parcels")
    parcel = models.ForeignKey("registry.Parcel", models.CASCADE, related_name="with_buildings")

    class Meta:
        db_table = "registry_building_parcels"
        constraints = [
            models.UniqueConstraint(
                fields=["building", "parcel"],
                name="a_building_stands_on_a_parcel_once",
                violation_error_message=_("This building is on this parcel already."),
            ),
        ]
        triggers = [
            buildings_lie_in_their_parcels(
                "SELECT coalesce(NEW.building_id, OLD.building_id) AS id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.building} · {self.parcel}"


@with_history()
class Floor(models.Model):
    """One storey; ordinal 1 is the ground floor 一层, -1 the first basement."""

    building = models.ForeignKey(Building, models.PROTECT, related_name="floors")
    ordinal = models.SmallIntegerField(_("ordinal"))
    name = models.CharField(_("name"), max_length=40)
    elevation_m = models.DecimalField(
        _("elevation (m)"), max_digits=7, decimal_places=3, null=True, blank=True
    )

    class Meta:
        ordering = ("building", "-ordinal")
        verbose_name = _("floor")
        constraints = [
            models.UniqueConstraint(
                fields=["building", "ordinal"],
                name="a_floor_ordinal_stands_once_in_a_building",
                violation_error_message=_("This building already has a floor with this number."),
            ),
            models.CheckConstraint(
                name="there_is_no_floor_zero",
                condition=~Q(ordinal=0),
                violation_error_message=_("Floors are numbered 1, 2, … up and -1, -2, … down."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.building} {self.name}"


@with_history(exclude=("footprint",))
class PlanVersion(models.Model):
    """The drawing that a floor's rooms come from, for the time it is the current one."""

    floor = models.ForeignKey(Floor, models.PROTECT, related_name="plan_versions")
    period = period_field()
    source_name = models.CharField(_("drawing"), max_length=255)
    sha256 = models.CharField(max_length=64)
    unit = models.CharField(_("drawing unit"), max_length=10)
    outline = models.MultiPolygonField(srid=PLAN_SRID, null=True, blank=True)
    footprint = models.MultiPolygonField(srid=MAP_SRID, null=True, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = Dated.as_manager()

    class Meta:
        ordering = ("floor", "-period")
        constraints = [
            period_is_not_empty("plan_version_period_is_not_empty"),
            never_twice(
                "a_floor_has_one_plan_on_a_day",
                of=("floor",),
                message=_("This floor already has a plan in that period."),
            ),
            models.CheckConstraint(
                name="a_plan_names_its_file_by_hash",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A plan needs the SHA-256 of its drawing."),
            ),
        ]
        triggers = [
            plan_is_placed("outline"),
            plan_touches_its_building(),
            buildings_lie_in_their_parcels(
                "SELECT floor.building_id FROM registry_floor AS floor"
                " WHERE floor.id = coalesce(NEW.floor_id, OLD.floor_id)",
                "footprint",
                "period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.floor} · {self.source_name}"
