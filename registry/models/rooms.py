"""Room 间: an identity that survives redraws, and what it was from day to day."""

import uuid

from django.contrib.gis.db import models
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.buildings import PLAN_SRID
from registry.models.history import with_history
from registry.models.parcels import MAP_SRID
from registry.models.periods import (
    AreaOf,
    Scoped,
    ScopedAndDated,
    never_twice,
    period_field,
    period_is_not_empty,
)
from registry.models.touched import touches
from registry.models.triggers import (
    plan_is_placed,
    room_takes_its_region,
    room_version_stays_on_its_floor,
    rooms_do_not_overlap,
)
from registry.terms import RoomUse, Space

LONGEST_NOTE = 300  # letters: a remark, no report
LARGEST_AREA_M2 = 1_000_000  # what deployed systems accept for one entry


class RoomUseName(models.TextChoices):
    """The uses of 表2 in the reader's language."""

    OFFICE = RoomUse.OFFICE.value, _("Office")
    SERVICE = RoomUse.SERVICE.value, _("Service room")
    EQUIPMENT = RoomUse.EQUIPMENT.value, _("Equipment room")
    AUXILIARY = RoomUse.AUXILIARY.value, _("Auxiliary room")
    TECHNICAL = RoomUse.TECHNICAL.value, _("Technical premises")
    CIRCULATION = RoomUse.CIRCULATION.value, _("Circulation")
    UNKNOWN = RoomUse.UNKNOWN.value, _("Use not stated")


class SpaceName(models.TextChoices):
    """What a space is inside an office (表3 notes 3 and 4)."""

    ROOM = Space.ROOM.value, _("Room")
    REST_ROOM = Space.REST_ROOM.value, _("Rest room")
    TOILET = Space.TOILET.value, _("Toilet")


@with_history(exclude=("region_code",))
class Room(models.Model):
    """One room for as long as it exists, whatever its line, number or use become."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    floor = models.ForeignKey("registry.Floor", models.PROTECT, related_name="rooms")
    region_code = models.CharField(max_length=12, editable=False)

    objects = Scoped.as_manager()

    class Meta:
        verbose_name = _("room")
        indexes = [
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="room_scope")
        ]
        triggers = [room_takes_its_region()]

    def __str__(self) -> str:
        return str(self.uid)


@with_history(exclude=("area_m2", "footprint", "region_code"))
class RoomVersion(models.Model):
    """A room as it was drawn and used in a period; `area_m2` is 使用面积, the area of the plan polygon."""

    room = models.ForeignKey(Room, models.PROTECT, related_name="versions")
    plan_version = models.ForeignKey(
        "registry.PlanVersion", models.PROTECT, related_name="room_versions"
    )
    floor = models.ForeignKey("registry.Floor", models.PROTECT, related_name="room_versions")
    region_code = models.CharField(max_length=12, editable=False)
    period = period_field()
    number = models.CharField(_("room number"), max_length=60, blank=True)
    name = models.CharField(_("room name"), max_length=120, blank=True)
    use = models.CharField(
        _("use"), max_length=12, choices=RoomUseName.choices, default=RoomUse.UNKNOWN.value
    )
    plan = models.PolygonField(srid=PLAN_SRID, spatial_index=False)
    footprint = models.PolygonField(srid=MAP_SRID, null=True, editable=False)
    area_m2 = models.GeneratedField(
        expression=AreaOf("plan"),
        output_field=models.DecimalField(max_digits=14, decimal_places=6),
        db_persist=True,
    )
    printed_area_m2 = models.DecimalField(
        _("area printed on the drawing (m²)"), max_digits=14, decimal_places=4, null=True
    )
    reading_confidence = models.DecimalField(
        _("confidence of the reading"), max_digits=4, decimal_places=3, null=True
    )
    note = models.CharField(
        _("note"), max_length=LONGEST_NOTE, blank=True, default="", db_default=""
    )
    space = models.CharField(
        _("space"), max_length=10, choices=SpaceName.choices, default=Space.ROOM.value
    )
    counts_with = models.ForeignKey(  # 以门为界: the office it is reached only through
        Room, models.PROTECT, null=True, blank=True, related_name="behind"
    )

    objects = ScopedAndDated.as_manager()

    class Meta:
        ordering = ("floor", "number")
        verbose_name = _("version of a room")
        constraints = [
            period_is_not_empty("room_version_period_is_not_empty"),
            never_twice(
                "a_room_is_one_thing_on_a_day",
                of=("room",),
                message=_("This room already has a version in that period."),
            ),
            models.CheckConstraint(
                name="a_room_has_an_area",
                condition=Q(area_m2__gt=0) & Q(area_m2__lte=LARGEST_AREA_M2),
                violation_error_message=_("A room has an area above zero and below 1,000,000 m²."),
            ),
            models.CheckConstraint(
                name="a_room_outline_is_valid",
                condition=Q(plan__isvalid=True),
                violation_error_message=_("The room's outline crosses itself."),
            ),
            models.CheckConstraint(
                name="a_space_is_known",
                condition=Q(space__in=[space.value for space in Space]),
                violation_error_message=_("Choose room, rest room or toilet."),
            ),
            models.CheckConstraint(
                name="a_room_does_not_count_with_itself",
                condition=Q(counts_with__isnull=True) | ~Q(counts_with=models.F("room")),
                violation_error_message=_("A room counts with another room or with none."),
            ),
            models.CheckConstraint(
                name="a_room_use_is_known",
                condition=Q(use__in=[use.value for use in RoomUse]),
                violation_error_message=_("Choose one of the listed uses."),
            ),
        ]
        indexes = [
            GistIndex(fields=["floor", "plan"], name="room_version_plan"),
            models.Index(
                OpClass("region_code", name="varchar_pattern_ops"), name="room_version_scope"
            ),
            models.Index(  # what an assessment of a whole region reads: a tenth of the table
                fields=["room"],
                include=["area_m2", "use", "region_code", "reading_confidence", "period"],
                name="room_version_assessed",
            ),
        ]
        triggers = [
            plan_is_placed("plan"),
            room_version_stays_on_its_floor(),
            rooms_do_not_overlap(),
            touches("room:room_id", "room:counts_with_id"),
        ]

    def __str__(self) -> str:
        return self.number or self.name or str(self.room_id)
