"""Right 权利, RightHolder 权利人 and Restriction 限制: who may do what with a unit, and what stops them.

Each row is true for a period and known for a time. A right keeps its `uid` through its versions.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.lasting import never_emptied
from registry.models.periods import (
    Bitemporal,
    period_field,
    period_is_not_empty,
    recorded_field,
    recorded_has_begun,
)
from registry.models.title_triggers import entries_are_only_closed, shares_sum_to_one
from registry.models.touched import unit_touches_its_building


class RightKind(models.TextChoices):
    """权利类型, by the codes of the register's data standard."""

    COLLECTIVE_LAND = "1", _("Collective land ownership")
    STATE_LAND = "2", _("State land ownership")
    STATE_BUILDING_LAND = "3", _("Right to use state-owned building land")
    STATE_LAND_AND_HOUSE = (
        "4",
        _("Right to use state-owned building land, and ownership of the house on it"),
    )
    HOMESTEAD = "5", _("Right to use a homestead")
    HOMESTEAD_AND_HOUSE = "6", _("Right to use a homestead, and ownership of the house on it")
    COLLECTIVE_BUILDING_LAND = "7", _("Right to use collective building land")
    COLLECTIVE_LAND_AND_HOUSE = (
        "8",
        _("Right to use collective building land, and ownership of the house on it"),
    )
    FARMING = "9", _("Right to contracted management of land")
    FARMING_AND_FOREST = "10", _("Right to contracted management of land, and ownership of trees")
    FOREST_LAND = "11", _("Right to use forest land")
    FOREST_LAND_AND_TREES = "12", _("Right to use forest land and its trees")
    GRASSLAND = "13", _("Right to use grassland")
    FISH_FARMING = "14", _("Right to farm fish in waters and on tidal flats")
    SEA = "15", _("Right to use a sea area")
    SEA_AND_STRUCTURES = "16", _("Right to use a sea area, and ownership of structures in it")
    ISLAND = "17", _("Right to use an uninhabited island")
    ISLAND_AND_STRUCTURES = (
        "18",
        _("Right to use an uninhabited island, and ownership of structures on it"),
    )
    EASEMENT = "19", _("Easement")
    WATER = "20", _("Right to draw water")
    PROSPECTING = "21", _("Prospecting right")
    MINING = "22", _("Mining right")
    MORTGAGE = "23", _("Mortgage")
    OTHER = "99", _("Other right")


# Rights that stand beside the one a unit is held by.
BESIDE = ("19", "20", "21", "22", "23", "99")
HELD_BY = tuple(kind for kind in RightKind.values if kind not in BESIDE)


class Sharing(models.TextChoices):
    """共有情况."""

    SOLE = "sole", _("Held alone")
    SHARES = "shares", _("Held in shares")
    JOINT = "joint", _("Held jointly")


def a_closed_record_names_its_entry(name: str) -> models.CheckConstraint:
    """Return the rule that who closed a record is known, and that an open one has nobody."""
    return models.CheckConstraint(
        name=name,
        condition=Q(recorded__upper_inf=True, closed_by__isnull=True)
        | Q(recorded__upper_inf=False, closed_by__isnull=False),
        violation_error_message=_("A closed record names the entry that closed it."),
    )


@with_history(is_lasting=True)
class Right(models.Model):
    """A right on a unit, as it stood in a period and as the register knew it for a time."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="rights")
    kind = models.CharField(_("kind of right"), max_length=2, choices=RightKind.choices)
    sharing = models.CharField(
        _("sharing"), max_length=6, choices=Sharing.choices, default=Sharing.SOLE
    )
    purpose = models.CharField(_("use"), max_length=60, blank=True)
    term = models.CharField(_("term of use"), max_length=120, blank=True)
    building_area_m2 = models.DecimalField(
        _("building area (m²)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    note = models.CharField(_("note"), max_length=500, blank=True)
    period = period_field()
    recorded = recorded_field()
    entry = models.ForeignKey("registry.RegisterEntry", models.PROTECT, related_name="rights")
    closed_by = models.ForeignKey(
        "registry.RegisterEntry", models.PROTECT, null=True, related_name="closed_rights"
    )

    objects = Bitemporal.as_manager()

    class Meta:
        ordering = ("unit", "kind", "period")
        verbose_name = _("right")
        constraints = [
            period_is_not_empty("right_period_is_not_empty"),
            recorded_has_begun("right_record_has_begun"),
            a_closed_record_names_its_entry("a_closed_right_names_its_entry"),
            models.CheckConstraint(
                name="a_right_kind_is_known",
                condition=Q(kind__in=RightKind.values),
                violation_error_message=_("Choose one of the listed kinds of right."),
            ),
            ExclusionConstraint(
                name="a_unit_is_held_by_one_right_on_a_day",
                expressions=[("unit", "="), ("period", "&&")],
                condition=Q(kind__in=HELD_BY, recorded__upper_inf=True),
                violation_error_message=_(
                    "This unit is held by another right in that period. Transfer or cancel it first."
                ),
            ),
            ExclusionConstraint(
                name="a_right_is_one_thing_on_a_day",
                expressions=[("uid", "="), ("period", "&&")],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("This right is registered otherwise in that period."),
            ),
        ]
        triggers = [
            entries_are_only_closed(),
            never_emptied(),
            shares_sum_to_one("NEW.id"),
            unit_touches_its_building("unit_id"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.get_kind_display()}"


@with_history(is_lasting=True)
class RightHolder(models.Model):
    """A party and its share of a right; the name is the one that was registered."""

    right = models.ForeignKey(Right, models.PROTECT, related_name="holders")
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="holders")
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="titles"
    )
    name = models.CharField(_("holder"), max_length=200)
    identity_no = models.CharField(_("identity number"), max_length=40, blank=True)
    numerator = models.PositiveBigIntegerField(_("share"), default=1)
    denominator = models.PositiveBigIntegerField(_("denominator"), default=1)
    period = period_field()
    recorded = recorded_field()
    entry = models.ForeignKey("registry.RegisterEntry", models.PROTECT, related_name="holders")
    closed_by = models.ForeignKey(
        "registry.RegisterEntry", models.PROTECT, null=True, related_name="closed_holders"
    )

    objects = Bitemporal.as_manager()

    class Meta:
        ordering = ("right", "pk")
        verbose_name = _("right holder")
        constraints = [
            period_is_not_empty("right_holder_period_is_not_empty"),
            recorded_has_begun("right_holder_record_has_begun"),
            a_closed_record_names_its_entry("a_closed_holder_names_its_entry"),
            models.CheckConstraint(
                name="a_share_is_a_part_of_one",
                condition=Q(numerator__gt=0, denominator__gte=models.F("numerator")),
                violation_error_message=_("A share is above zero and at most the whole."),
            ),
            models.CheckConstraint(
                name="a_holder_has_a_name",
                condition=~Q(name=""),
                violation_error_message=_("A holder has a name."),
            ),
            models.UniqueConstraint(
                fields=["right", "organisation"],
                name="an_organisation_has_one_share_of_a_right",
                violation_error_message=_("This organisation already has a share of this right."),
            ),
        ]
        indexes = [
            GinIndex(OpClass("name", name="gin_trgm_ops"), name="holder_by_name"),
            models.Index(
                fields=["unit"],
                include=["right"],
                condition=Q(recorded__upper_inf=True),
                name="holders_known_now",
            ),
        ]
        triggers = [
            entries_are_only_closed(),
            never_emptied(),
            shares_sum_to_one("NEW.right_id"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.numerator}/{self.denominator}"


class RestrictionKind(models.TextChoices):
    """What stands in the way of a holder."""

    SEIZURE = "seizure", _("Seizure")  # 查封
    OBJECTION = "objection", _("Objection")  # 异议
    NOTICE = "advance_notice", _("Priority notice")  # 预告
    MORTGAGE = "mortgage", _("Mortgage")  # 抵押


@with_history(is_lasting=True)
class Restriction(models.Model):
    """Something on a unit that a holder must reckon with, and whom it serves."""

    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("registry.BAUnit", models.PROTECT, related_name="restrictions")
    kind = models.CharField(_("kind"), max_length=14, choices=RestrictionKind.choices)
    party = models.CharField(_("in favour of"), max_length=200)
    organisation = models.ForeignKey(
        "registry.Organisation", models.PROTECT, null=True, blank=True, related_name="restrictions"
    )
    document_no = models.CharField(_("document number"), max_length=120)
    amount_yuan = models.DecimalField(
        _("secured amount (yuan)"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    rank = models.PositiveSmallIntegerField(_("rank"), default=1)  # 顺位, 轮候
    note = models.CharField(_("note"), max_length=500, blank=True)
    came_from = models.ForeignKey(  # the one on a former unit that goes on here
        "self", models.PROTECT, null=True, blank=True, related_name="goes_on_as"
    )
    period = period_field()
    recorded = recorded_field()
    entry = models.ForeignKey("registry.RegisterEntry", models.PROTECT, related_name="restrictions")
    closed_by = models.ForeignKey(
        "registry.RegisterEntry", models.PROTECT, null=True, related_name="closed_restrictions"
    )

    objects = Bitemporal.as_manager()

    class Meta:
        ordering = ("unit", "kind", "rank")
        verbose_name = _("restriction")
        constraints = [
            period_is_not_empty("restriction_period_is_not_empty"),
            recorded_has_begun("restriction_record_has_begun"),
            a_closed_record_names_its_entry("a_closed_restriction_names_its_entry"),
            models.CheckConstraint(
                name="a_restriction_kind_is_known",
                condition=Q(kind__in=RestrictionKind.values),
                violation_error_message=_(
                    "Choose seizure, objection, priority notice or mortgage."
                ),
            ),
            models.CheckConstraint(
                name="a_restriction_names_its_document",
                condition=~Q(document_no="") & ~Q(party=""),
                violation_error_message=_("A restriction names its document and whom it serves."),
            ),
            ExclusionConstraint(
                name="a_restriction_is_one_thing_on_a_day",
                expressions=[("uid", "="), ("period", "&&")],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_(
                    "This restriction is registered otherwise in that period."
                ),
            ),
        ]
        triggers = [entries_are_only_closed(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.document_no}"
