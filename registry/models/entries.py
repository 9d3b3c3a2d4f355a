"""RegisterEntry 登簿: one act that wrote in the register of titles, and by which case."""

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from registry.models.lasting import never_emptied
from registry.models.periods import Moment, Scoped
from registry.models.title_triggers import entry_finds_its_case, written_once


class Act(models.TextChoices):
    """What an entry did."""

    ENTER_UNIT = "enter_unit", _("Unit entered")
    DESCRIBE_UNIT = "describe_unit", _("Unit described anew")
    OPEN_RIGHT = "open_right", _("Right registered")
    CLOSE_RIGHT = "close_right", _("Right cancelled")
    CHANGE_RIGHT = "change_right", _("Right changed")
    TRANSFER_RIGHT = "transfer_right", _("Right transferred")
    CORRECT_RIGHT = "correct_right", _("Right corrected")
    RESTRICT = "restrict", _("Restriction registered")
    AMEND = "amend_restriction", _("Restriction amended")
    LIFT = "lift_restriction", _("Restriction lifted")
    CERTIFY = "issue_certificate", _("Certificate issued")
    CANCEL_CERTIFICATE = "cancel_certificate", _("Certificate cancelled")
    SPLIT_UNIT = "split_unit", _("Unit split")
    MERGE_UNITS = "merge_units", _("Units merged")
    TRANSFER_PART = "transfer_part", _("Part of a unit transferred")
    SPLIT_PARCEL = "split_parcel", _("Parcel split")
    MERGE_PARCELS = "merge_parcels", _("Parcels merged")
    REDRAW_PARCEL = "redraw_parcel", _("Boundary of a parcel changed")


class RegisterEntry(models.Model):
    """One act of 登簿: everything it opened and closed names it, and it never changes."""

    act = models.CharField(_("act"), max_length=20, choices=Act.choices)
    case_number = models.CharField(_("case number"), max_length=40)
    case = models.ForeignKey(  # empty: a case of the books before the register
        "registry.Case", models.PROTECT, null=True, editable=False, related_name="acts"
    )
    on = models.DateField(_("takes effect on"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    document_no = models.CharField(_("document number"), max_length=120, blank=True)
    by = models.ForeignKey("registry.User", models.PROTECT, null=True, related_name="+")
    region_code = models.CharField(max_length=12)
    recorded_at = models.DateTimeField(_("recorded"), db_default=Moment())
    units = models.ManyToManyField("registry.BAUnit", related_name="entries")

    objects = Scoped.as_manager()

    class Meta:
        ordering = ("pk",)
        verbose_name = _("entry of the register")
        constraints = [
            models.CheckConstraint(
                name="an_entry_names_its_case",
                condition=~Q(case_number=""),
                violation_error_message=_("An entry is made by a case: give its number."),
            ),
        ]
        indexes = [
            models.Index(fields=["case_number"], name="entries_of_a_case"),
            models.Index(OpClass("region_code", name="varchar_pattern_ops"), name="entry_scope"),
        ]
        triggers = [entry_finds_its_case(), written_once(), never_emptied()]

    def __str__(self) -> str:
        return f"{self.case_number} {self.get_act_display()}"
