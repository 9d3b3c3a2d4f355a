"""BuildingTotals, CourtyardTotals, RegionTotals: verdicts added up, so that a map of a nation reads a few rows."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.utils.translation import gettext_lazy as _


class Totals(models.Model):
    """How many rooms there are, and how many m² of them are over standard or idle."""

    rooms = models.PositiveIntegerField()
    area_m2 = models.DecimalField(max_digits=18, decimal_places=6)
    over_rooms = models.PositiveIntegerField()
    excess_m2 = models.DecimalField(max_digits=18, decimal_places=6)
    idle_rooms = models.PositiveIntegerField()
    idle_m2 = models.DecimalField(max_digits=18, decimal_places=6)
    unassessed_rooms = models.PositiveIntegerField()
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        abstract = True


class BuildingTotals(Totals):
    """The verdicts on a building's rooms, added up when they are written; its plan's origin."""

    building = models.OneToOneField(
        "registry.Building",
        models.CASCADE,
        related_name="totals",
        primary_key=True,
        db_constraint=False,  # rewritten whole, from the building itself
    )
    courtyard = models.ForeignKey(
        "registry.Courtyard", models.CASCADE, related_name="totals", db_constraint=False
    )
    region_code = models.CharField(max_length=12)

    class Meta:
        indexes = [
            models.Index(
                OpClass("region_code", name="varchar_pattern_ops"), name="building_totals_scope"
            )
        ]

    def __str__(self) -> str:
        return f"{self.building_id}: {self.rooms}"


class CourtyardTotals(Totals):
    """The same for a courtyard's buildings that lie in one division; their middle."""

    courtyard = models.ForeignKey(
        "registry.Courtyard", models.CASCADE, related_name="sums", db_constraint=False
    )
    region_code = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code", "courtyard"],
                name="a_courtyard_is_added_up_once_in_a_division",
                violation_error_message=_("This courtyard is added up already in the division."),
            )
        ]
        indexes = [models.Index(fields=["lon", "lat"], name="courtyard_totals_place")]

    def __str__(self) -> str:
        return f"{self.courtyard_id}: {self.rooms}"


class RegionTotals(Totals):
    """The same for the buildings that lie in a division itself; their middle."""

    region_code = models.CharField(max_length=12, primary_key=True)
    buildings = models.PositiveIntegerField()

    class Meta:
        indexes = [
            models.Index(
                OpClass("region_code", name="varchar_pattern_ops"), name="region_totals_scope"
            )
        ]

    def __str__(self) -> str:
        return f"{self.region_code}: {self.rooms}"
