"""What somebody states with a step of a finding; one form for each verb."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.policy.moves import Method, Verb

METHODS = [
    (Method.SWAP.value, _("Swap for a smaller room")),
    (Method.SHARE.value, _("Share the room")),
    (Method.REBUILD.value, _("Rebuild")),
]
LONGEST_REASON = 500


def a_day(label: Any, **options: Any) -> forms.DateField:
    """Return a field for a day, with the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


def a_reason(label: Any, *, required: bool) -> forms.CharField:
    """Return a field for a sentence or two."""
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, widget=widget, required=required, max_length=LONGEST_REASON)


def a_number(label: Any, *, required: bool = False) -> forms.CharField:
    """Return a field for the number of a document."""
    return forms.CharField(label=label, required=required, max_length=100)


class PaperField(forms.FileField):
    """A photo or document; what it is shows in its content, not in its name."""

    def __init__(self) -> None:
        super().__init__(label=_("Photo or document (PDF, JPEG, PNG)"), required=False)
        self.widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png"


class StepForm(forms.Form):
    """When something was decided, besides what the verb asks for."""

    on = a_day(_("Day"))

    def __init__(self, *args: Any, today: dt.date, with_paper: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today
        if with_paper:
            self.fields["attachment"] = PaperField()
        self.label_suffix = ""
        self.use_required_attribute = False

    def clean_on(self) -> dt.date:
        """Refuse a day that has not come yet."""
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return on


class DismissForm(StepForm):
    """Why a finding is a false alarm."""

    reason = a_reason(_("Why it is a false alarm"), required=True)


class RectifyForm(StepForm):
    """How an office is put right and by when."""

    method = forms.ChoiceField(label=_("How"), choices=METHODS)
    deadline = a_day(_("Deadline"))
    document_no = a_number(_("Document number"))
    reason = a_reason(_("Remark"), required=False)

    def clean_deadline(self) -> dt.date:
        """Refuse a deadline that has passed."""
        deadline: dt.date = self.cleaned_data["deadline"]
        if deadline < self.today:
            raise forms.ValidationError(_("The deadline lies in the past."))
        return deadline


class DeferForm(StepForm):
    """Under which number a deferral is filed and why."""

    file_no = a_number(_("File number"), required=True)
    reason = a_reason(_("Why it cannot be put right now"), required=True)


class ConfirmForm(StepForm):
    """What shows that a finding is resolved."""

    document_no = a_number(_("Document number"))
    reason = a_reason(_("Remark"), required=False)


class ReopenForm(StepForm):
    """Why a decision is taken back."""

    reason = a_reason(_("Why the decision is taken back"), required=True)


class KeepForm(StepForm):
    """Why a decision stands."""

    reason = a_reason(_("Why the decision stands"), required=True)


class RecheckForm(StepForm):
    """Why a decision is to be looked at again."""

    because = a_reason(_("Why it is to be looked at again"), required=True)
    document_no = a_number(_("Document number"))


class BatchForm(StepForm):
    """Until when findings are to be put right together, and when to remind."""

    deadline = a_day(_("Deadline"))
    remind_on = a_day(_("Reminder on"))
    document_no = a_number(_("Document number"))

    def clean(self) -> dict[str, Any]:
        """Refuse a reminder that does not lie between the day of opening and the deadline."""
        given = super().clean() or {}
        days = [given.get(name) for name in ("on", "remind_on", "deadline")]
        if None not in days and days != sorted(days):  # type: ignore[type-var]
            self.add_error(
                "remind_on", _("The reminder lies between the day of opening and the deadline.")
            )
        return given


FORMS: Mapping[Verb, type[StepForm]] = {
    Verb.DISMISS: DismissForm,
    Verb.RECTIFY: RectifyForm,
    Verb.DEFER: DeferForm,
    Verb.CONFIRM: ConfirmForm,
    Verb.REOPEN: ReopenForm,
    Verb.KEEP: KeepForm,
    Verb.ASK_RECHECK: RecheckForm,
}
