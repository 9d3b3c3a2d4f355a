"""Region 行政区划: the divisions of GB/T 2260, versioned by date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.history import with_history
from registry.models.periods import (
    ScopedAndDated,
    never_twice,
    period_field,
    period_is_not_empty,
)
from registry.scope import Scope
from registry.terms import Level


@with_history(exclude=("region_code",))
class Region(models.Model):
    """One division as it was named in a period."""

    code = models.CharField(_("division code"), max_length=12)
    region_code = models.GeneratedField(
        expression=models.F("code"),  # type: ignore[arg-type]
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )
    name = models.CharField(_("name"), max_length=100)
    level = models.CharField(_("level"), max_length=10, choices=[(v, v) for v in Level])
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    period = period_field()

    objects = ScopedAndDated.as_manager()

    class Meta:
        ordering = ("code",)
        verbose_name = _("region")
        constraints = [
            models.CheckConstraint(
                name="region_code_is_well_formed",
                condition=Q(code__regex=r"^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$"),
                violation_error_message=_(
                    "A division code has 6, 9 or 12 digits and does not begin with 0."
                ),
            ),
            period_is_not_empty("region_period_is_not_empty"),
            never_twice(
                "a_region_code_has_one_meaning_on_a_day",
                of=("code",),
                message=_("This division code already has an entry in that period."),
            ),
        ]
        indexes = [models.Index(fields=["parent"], name="region_parts")]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"

    @property
    def scope(self) -> Scope:
        """Return what an account of this division may see."""
        return Scope.of_region(self.code)
