"""DrawingImport: one uploaded drawing on its way to the register."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from registry.scope import Scope


class ImportState(models.TextChoices):
    """How far a drawing has come."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READ = "read", _("Read, waiting for a decision")
    FAILED = "failed", _("Could not be read")
    ACCEPTED = "accepted", _("In the register")
    DISCARDED = "discarded", _("Discarded")


class ProfileChoice(models.TextChoices):
    """Which profile a drawing is read by."""

    ALIKE = "alike", _("The saved profile whose layers are alike")
    NONE = "none", _("No profile: names and linework alone")
    CHOSEN = "chosen", _("The profile chosen by hand")


def stored_as(_import: DrawingImport, filename: str) -> str:
    """Return where an upload is kept: under a name of our own, never the user's."""
    return f"drawings/{uuid.uuid4().hex}"


class ImportsInSight(models.QuerySet["DrawingImport"]):
    """Drawings of floors an account may see."""

    def within(self, scope: Scope) -> ImportsInSight:
        """Return the imports for floors inside the scope."""
        if scope.prefix is None:
            return self.none()
        return self.filter(region_code__startswith=scope.prefix)


class DrawingImport(models.Model):
    """A file, the floor it is for, what was read in it and what became of it."""

    floor = models.ForeignKey("registry.Floor", models.PROTECT, related_name="imports")
    region_code = models.CharField(max_length=12)
    file = models.FileField(upload_to=stored_as)
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    unit = models.CharField(_("drawing unit"), max_length=10, default="auto")
    encoding = models.CharField(_("encoding of the texts"), max_length=20, blank=True)
    roles = models.JSONField(_("roles of layers corrected by hand"), default=dict)
    undone = models.JSONField(_("closures taken back"), default=list)
    area_rule = models.CharField(_("area rule"), max_length=30, blank=True)
    profile_choice = models.CharField(
        max_length=10, choices=ProfileChoice.choices, default=ProfileChoice.ALIKE
    )
    profile = models.ForeignKey(
        "cad_import.DrawingProfileVersion", models.PROTECT, null=True, related_name="+"
    )
    start = models.DateField(_("valid from"))
    state = models.CharField(max_length=10, choices=ImportState.choices, default="waiting")
    step = models.CharField(max_length=60, blank=True)
    token = models.UUIDField(default=uuid.uuid4, editable=False)
    reading = models.JSONField(null=True)
    error = models.TextField(blank=True)
    error_zh = models.TextField(blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True)
    plan_version = models.ForeignKey("registry.PlanVersion", models.PROTECT, null=True)

    objects = ImportsInSight.as_manager()

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("drawing import")
        constraints = [
            models.CheckConstraint(
                name="an_accepted_import_names_its_plan",
                condition=~Q(state="accepted") | Q(plan_version__isnull=False),
                violation_error_message=_("An accepted drawing must name the plan it became."),
            ),
            models.CheckConstraint(
                name="a_read_import_has_its_reading",
                condition=~Q(state="read") | Q(reading__isnull=False),
                violation_error_message=_("A drawing that was read must keep what was read."),
            ),
            models.CheckConstraint(
                name="a_chosen_profile_is_named",
                condition=Q(profile__isnull=True) ^ Q(profile_choice="chosen"),
                violation_error_message=_("A profile chosen by hand must be named."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Return whether nobody has decided on it, and nobody is reading it just now."""
        return self.state in (ImportState.READ, ImportState.FAILED)

    @property
    def is_being_read(self) -> bool:
        """Return whether a reading is queued or under way."""
        return self.state in (ImportState.WAITING, ImportState.READING)

    @property
    def room_count(self) -> int:
        """Return how many rooms the reading found."""
        return sum(len(storey["rooms"]) for storey in (self.reading or {}).get("storeys", []))

    @property
    def note_count(self) -> int:
        """Return how many oddities the reading noted."""
        return len((self.reading or {}).get("notes", []))
