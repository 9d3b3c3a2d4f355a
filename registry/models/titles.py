"""BAUnit 不动产单元, House 户 and Lineage 沿革: what rights are registered on."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.lasting import never_emptied, parts_stay_with_rights
from registry.models.periods import (
    Dated,
    Moment,
    Scoped,
    existence_field,
    never_twice,
    period_field,
    period_is_not_empty,
)
from registry.models.title_triggers import (
    house_rooms_are_of_its_building,
    lineage_has_no_loop,
    registered_ground_is_not_edited,
    unit_stands_on_its_parcel,
    written_once,
)

UNIT_OF_HOUSE = (
    "unit.id IN (SELECT covers.baunit_id FROM registry_baunit_houses AS covers"
    " WHERE covers.house_id = part.id)"
)


@with_history(is_lasting=True)
class House(models.Model):
    """户: rooms of one building that are held as one thing."""

    building = models.ForeignKey("registry.Building", models.PROTECT, related_name="houses")
    number = models.CharField(_("house number"), max_length=4)
    name = models.CharField(_("name"), max_length=60, blank=True)
    building_area_m2 = models.DecimalField(
        _("building area (m²)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    shared_area_m2 = models.DecimalField(  # 分摊建筑面积
        _("apportioned area (m²)"), max_digits=14, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ("building", "number")
        verbose_name = _("house")
        constraints = [
            models.CheckConstraint(
                name="a_house_number_has_four_digits",
                condition=Q(number__regex=r"^[0-9]{4}$"),
                violation_error_message=_("A house number has four digits."),
            ),
            models.UniqueConstraint(
                fields=["building", "number"],
                name="a_house_number_stands_once_in_a_building",
                violation_error_message=_("This building already has a house with this number."),
            ),
        ]
        triggers = [parts_stay_with_rights(UNIT_OF_HOUSE, free="name"), never_emptied()]

    def __str__(self) -> str:
        return self.name or self.number


@with_history(is_lasting=True)
class HouseRoom(models.Model):
    """A room is part of a house for a period."""

    house = models.ForeignKey(House, models.PROTECT, related_name="rooms")
    room = models.ForeignKey("registry.Room", models.PROTECT, related_name="houses")
    period = period_field()

    objects = Dated.as_manager()

    class Meta:
        ordering = ("house", "room")
        constraints = [
            period_is_not_empty("house_room_period_is_not_empty"),
            never_twice(
                "a_room_is_in_one_house_on_a_day",
                of=("room",),
                message=_("This room is part of another house in that period."),
            ),
        ]
        triggers = [house_rooms_are_of_its_building(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.room} · {self.house}"


@with_history(is_lasting=True)
class BAUnit(models.Model):
    """What a right is registered on: a parcel, buildings on it, or houses in them."""

    code = models.CharField(_("real estate unit code"), max_length=28)
    parcel = models.ForeignKey("registry.Parcel", models.PROTECT, related_name="units")
    building = models.ForeignKey(
        "registry.Building", models.PROTECT, null=True, blank=True, related_name="units"
    )
    also_buildings = models.ManyToManyField(  # for the building number 9999
        "registry.Building", related_name="also_units", blank=True
    )
    houses = models.ManyToManyField(House, related_name="units", blank=True)
    region_code = models.CharField(max_length=12, editable=False)
    address = models.CharField(_("address"), max_length=300, blank=True)
    purpose = models.CharField(_("use"), max_length=60, blank=True)
    building_area_m2 = models.DecimalField(
        _("building area (m²)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    period = existence_field()
    recorded_at = models.DateTimeField(db_default=Moment(), editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("real estate unit")
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(period__upper_inf=True),
                name="a_unit_code_stands_once_among_the_living",
                violation_error_message=_("A unit with this code is in the register already."),
            ),
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
            models.CheckConstraint(
                name="a_unit_of_bare_land_has_no_number",
                condition=~Q(code__regex=r"^.{19}W") | Q(code__endswith="W00000000"),
                violation_error_message=_("A unit of kind W, with nothing built, ends in zeros."),
            ),
        ]
        indexes = [
            models.Index(fields=["code"], name="unit_by_code"),
            models.Index(OpClass("code", name="varchar_pattern_ops"), name="unit_code_begins"),
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="unit_scope"),
            GinIndex(OpClass("address", name="gin_trgm_ops"), name="unit_by_address"),
        ]
        triggers = [
            unit_stands_on_its_parcel(),
            registered_ground_is_not_edited(
                "period,closed_at", "unit.id", described="address,purpose,building_area_m2"
            ),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return self.code


class Descent(models.TextChoices):
    """How one thing came from another."""

    SPLIT = "split", _("Split")
    MERGE = "merge", _("Merged")
    PARTIAL_TRANSFER = "partial_transfer", _("Part transferred")
    PARCEL_SPLIT = "parcel_split", _("Parcel split")
    PARCEL_MERGE = "parcel_merge", _("Parcels merged")
    PARCEL_REDRAW = "parcel_redraw", _("Boundary changed")


class Lineage(models.Model):
    """One unit came from another."""

    parent = models.ForeignKey(BAUnit, models.PROTECT, related_name="descendants")
    child = models.ForeignKey(BAUnit, models.PROTECT, related_name="ancestors")
    event = models.CharField(_("event"), max_length=20, choices=Descent.choices)
    on = models.DateField(_("day"))
    entry = models.ForeignKey("registry.RegisterEntry", models.PROTECT, related_name="lineage")
    recorded_at = models.DateTimeField(db_default=Moment())

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "child"],
                name="a_descent_is_written_once",
                violation_error_message=_("This descent is in the register already."),
            ),
            models.CheckConstraint(
                name="nothing_descends_from_itself",
                condition=~Q(parent=F("child")),
                violation_error_message=_("A unit does not come from itself."),
            ),
        ]
        triggers = [lineage_has_no_loop("registry_lineage"), written_once(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.parent} → {self.child}"
