"""Lettings and disposal plans as somebody enters, corrects and ends them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.findings import a_day, a_number, a_reason
from registry.terms import DisposalWay, LettingKind

KINDS = [(LettingKind.LET.value, _("Let")), (LettingKind.LENT.value, _("Lent"))]
WAYS = [
    (DisposalWay.REASSIGN.value, _("Reassign to another organisation")),
    (DisposalWay.CONVERT.value, _("Convert to another use")),
    (DisposalWay.EXCHANGE.value, _("Exchange")),
    (DisposalWay.LET.value, _("Let out")),
    (DisposalWay.AUCTION.value, _("Auction")),
    (DisposalWay.DEMOLISH.value, _("Demolish")),
]


class Entry(forms.Form):
    """What every entry of the desk keeps to: no day of the future, errors beside their field."""

    not_ahead: tuple[str, ...] = ()  # the days that must have come

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.label_suffix = ""
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Refuse a day that has not come yet."""
        given = super().clean() or {}
        for name in self.not_ahead:
            if (day := given.get(name)) and day > self.today:
                self.add_error(name, _("This day has not come yet."))
        return given


class LettingForm(Entry):
    """To whom a room is let or lent, on what approval and until when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    taken_by = forms.CharField(label=_("Taken by"), max_length=200)
    document_no = a_number(_("Number of the approval"))
    approved_on = a_day(_("Approved on"), required=False)
    start = a_day(_("Beginning on"))
    due_back = a_day(_("Due back on"), required=False)
    reason = a_reason(_("Remark"), required=False)
    not_ahead = ("approved_on",)

    def clean(self) -> dict[str, Any]:
        """Refuse half an approval, and a room due back before it is taken."""
        given = super().clean()
        number, approved = given.get("document_no"), given.get("approved_on")
        if number and not approved and "approved_on" not in self.errors:
            self.add_error("approved_on", _("Give the day of the approval too."))
        if approved and not number and "document_no" not in self.errors:
            self.add_error("document_no", _("Give the number of the approval too."))
        start, due = given.get("start"), given.get("due_back")
        if start and due and due <= start:
            self.add_error("due_back", _("It is due back after the day it is taken."))
        return given


class PlanForm(Entry):
    """By which way an idle room is to go, on what approval and until when."""

    way = forms.ChoiceField(label=_("Way out"), choices=WAYS)
    document_no = a_number(_("Number of the approval"), required=True)
    approved_on = a_day(_("Approved on"))
    due_on = a_day(_("To be done by"))
    reason = a_reason(_("Remark"), required=False)
    not_ahead = ("approved_on",)

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that is due before it was approved."""
        given = super().clean()
        approved, due = given.get("approved_on"), given.get("due_on")
        if approved and due and due < approved:
            self.add_error("due_on", _("A plan is due on the day of its approval or later."))
        return given


class EndForm(Entry):
    """On which day something ended, and by which paper."""

    on = a_day(_("Day"))
    document_no = a_number(_("File number"))
    reason = a_reason(_("Remark"), required=False)
    not_ahead = ("on",)


class WhyForm(Entry):
    """Why something is corrected or taken back."""

    reason = a_reason(_("Reason"), required=True)


class CorrectLettingForm(LettingForm):
    """The same, with why it is corrected."""

    reason = a_reason(_("Why it is corrected"), required=True)


class CorrectPlanForm(PlanForm):
    """The same, with why it is corrected."""

    reason = a_reason(_("Why it is corrected"), required=True)
