"""Organisation 单位 and its establishment 编制."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import (
    Dated,
    Scoped,
    never_twice,
    period_field,
    period_is_not_empty,
)
from registry.models.touched import touches
from registry.models.triggers import region_code_follows_region
from registry.terms import Level

LEVELS = [
    (Level.CENTRAL.value, _("Central")),
    (Level.PROVINCE.value, _("Provincial")),
    (Level.CITY.value, _("City")),
    (Level.COUNTY.value, _("County")),
    (Level.TOWNSHIP.value, _("Township")),
]


class OrganisationKind(models.TextChoices):
    """What an organisation is under art. 2 of 中办发〔2017〕70号."""

    PARTY = "party", _("Party organ")
    CONGRESS = "congress", _("People's congress")
    GOVERNMENT = "government", _("Administrative organ")
    CPPCC = "cppcc", _("Political consultative conference")
    COURT = "court", _("Court")
    PROCURATORATE = "procuratorate", _("Procuratorate")
    MASS = "mass", _("People's organisation")
    INSTITUTION = "institution", _("Public institution")
    MANAGING_OFFICE = "managing_office", _("Office affairs authority")


@with_history()
class Organisation(models.Model):
    """A body that may hold rooms; the standard may rank it as another level (表3 notes 1–2)."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=200)
    region = models.ForeignKey("registry.Region", models.PROTECT, verbose_name=_("region"))
    region_code = models.CharField(max_length=12, editable=False)
    level = models.CharField(_("level"), max_length=10, choices=LEVELS)
    standard_level = models.CharField(_("level for the standard"), max_length=10, choices=LEVELS)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices)
    uscc = models.CharField(  # noqa: DJ001 - unique where known
        _("unified social credit code"), max_length=18, null=True, blank=True
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("region_code", "code")
        verbose_name = _("organisation")
        constraints = [
            models.CheckConstraint(
                name="organisation_credit_code_is_well_formed",
                condition=Q(uscc__isnull=True)
                | Q(uscc__regex=r"^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$"),
                violation_error_message=_(
                    "A unified social credit code has 18 characters and no I, O, S, V or Z."
                ),
            ),
            models.UniqueConstraint(
                fields=["uscc"],
                name="a_credit_code_belongs_to_one_organisation",
                violation_error_message=_("Another organisation has this credit code."),
            ),
        ]
        indexes = [
            models.Index(
                OpClass("region_code", name="varchar_pattern_ops"), name="organisation_scope"
            )
        ]
        triggers = [
            region_code_follows_region(),
            touches(
                "organisation:id",
                "standing:id",
                only=("standard_level", "region_id", "region_code", "name", "code"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@with_history()
class Establishment(models.Model):
    """How many posts of a rank an organisation is approved to have, in a period 编制定员."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="establishment")
    rank = models.CharField(_("rank"), max_length=10)
    headcount = models.PositiveIntegerField(_("approved headcount"))
    document_no = models.CharField(_("approval document"), max_length=100, blank=True)
    period = period_field()

    objects = Dated.as_manager()

    class Meta:
        ordering = ("organisation", "rank")
        constraints = [
            period_is_not_empty("establishment_period_is_not_empty"),
            never_twice(
                "one_establishment_per_rank_on_a_day",
                of=("organisation", "rank"),
                message=_("This rank already has an approved headcount in that period."),
            ),
        ]
        triggers = [touches("organisation:organisation_id")]

    def __str__(self) -> str:
        return f"{self.rank} × {self.headcount}"
