"""DrawingProfile: what the layers of one design institute mean, kept version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from registry.scope import Scope

NAME_LENGTH = 60


class ProfilesInSight(models.QuerySet["DrawingProfile"]):
    """Profiles an account may see."""

    def within(self, scope: Scope) -> ProfilesInSight:
        """Return the profiles that are kept inside the scope: the account's to change."""
        if scope.prefix is None:
            return self.none()
        return self.filter(scope_prefix__startswith=scope.prefix)

    def readable_in(self, scope: Scope) -> ProfilesInSight:
        """Return the profiles kept inside the scope, and those kept above it for all below."""
        if scope.prefix is None:
            return self.none()
        above = Q(scope_prefix__in=beginnings_of(scope.prefix))
        return self.filter(above | Q(scope_prefix__startswith=scope.prefix))

    def for_place(self, region_code: str) -> ProfilesInSight:
        """Return the profiles in force that are meant for drawings of a division."""
        return self.filter(scope_prefix__in=beginnings_of(region_code), retired_at=None)


def beginnings_of(code: str) -> list[str]:
    """Return every beginning of a division code, the empty one first.

    >>> beginnings_of("99")
    ['', '9', '99']
    """
    return [code[:length] for length in range(len(code) + 1)]


class DrawingProfile(models.Model):
    """A design institute's manner of drawing, for the divisions whose codes begin alike."""

    name = models.CharField(_("name of the design institute"), max_length=NAME_LENGTH)
    scope_prefix = models.CharField(_("division codes begin with"), max_length=12, blank=True)
    retired_at = models.DateTimeField(_("retired at"), null=True)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = ProfilesInSight.as_manager()

    class Meta:
        ordering = ("name", "pk")
        verbose_name = _("drawing profile")
        constraints = [
            models.UniqueConstraint(
                fields=["scope_prefix", "name"],
                condition=Q(retired_at=None),
                name="one_profile_in_force_per_name",
                violation_error_message=_("There is a profile of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class DrawingProfileVersion(models.Model):
    """What a profile stated from one saving to the next; never changed, never erased."""

    profile = models.ForeignKey(DrawingProfile, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    name = models.CharField(_("name of the design institute"), max_length=NAME_LENGTH)
    fingerprint = models.JSONField(_("layer names"), default=list)
    roles = models.JSONField(_("roles of layers"), default=dict)  # as profiles.Saved writes them
    by_hand = models.JSONField(_("layers corrected by hand"), default=list)
    area_rule = models.CharField(_("area rule"), max_length=30, blank=True)
    unit = models.CharField(_("drawing unit"), max_length=10, default="auto")
    encoding = models.CharField(_("encoding of the texts"), max_length=20, blank=True)
    made_from = models.CharField(_("made from"), max_length=255, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("profile_id", "-number")
        verbose_name = _("version of a drawing profile")
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "number"],
                name="a_version_of_a_profile_has_its_own_number",
                violation_error_message=_("Somebody saved this profile at the same moment."),
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="a_saved_version_stays_as_it_is",
                operation=pgtrigger.Update | pgtrigger.Delete,
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"
