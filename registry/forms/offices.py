"""The settings of a registry and a day of its calendar, as an administrator types them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registry.policy.cases.clocks import Limits
from registry.policy.cases.terms import KINDS, Kind

LAW = Limits()
LONGEST_NOTICE = 90


class OfficeForm(forms.Form):
    """What a registry is called, promises and files under; one field a kind for its own promise."""

    name = forms.CharField(label=_("Name of the registry"), max_length=100)
    province = forms.CharField(
        label=_("Province in numbers"),
        max_length=1,
        help_text=_("One character, as in 浙（2020）余杭区不动产权第0130664号."),
    )
    place = forms.CharField(label=_("Place in numbers"), max_length=30)
    promised_days = forms.IntegerField(
        label=_("Promised working days"), min_value=1, max_value=LAW.legal_days
    )
    notice_days = forms.IntegerField(
        label=_("Working days of a public notice"),
        min_value=LAW.notice_days,
        max_value=LONGEST_NOTICE,
    )
    stops_for_notice = forms.BooleanField(
        label=_("The clock stops for a public notice"), required=False
    )
    box = forms.CharField(
        label=_("Archive box offered"),
        max_length=30,
        required=False,
        help_text=_("{year} and {month} are filled in on the day."),
    )
    shelf = forms.CharField(label=_("Shelf offered"), max_length=30, required=False)
    reason = forms.CharField(label=_("Why it is changed"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for kind, words in KINDS.items():
            self.fields[f"promise_{kind}"] = forms.IntegerField(
                label=words.in_language(get_language() or "zh"),
                min_value=1,
                max_value=LAW.legal_days,
                required=False,
            )

    @property
    def own_promises(self) -> list[forms.BoundField]:
        """Return the fields of the promises by kind."""
        return [self[f"promise_{kind}"] for kind in Kind]

    @property
    def others(self) -> list[forms.BoundField]:
        """Return every other field but the reason, which is asked for at the end."""
        return [
            field
            for field in self
            if not field.name.startswith("promise_") and field.name != "reason"
        ]

    @property
    def settings(self) -> dict[str, Any]:
        """Return what was typed as the settings of a registry."""
        typed = dict(self.cleaned_data)
        promises = {kind: typed.pop(f"promise_{kind}") for kind in Kind}
        typed.pop("reason")
        return {
            **typed,
            "promises": {kind.value: days for kind, days in promises.items() if days is not None},
        }


class NewOfficeForm(forms.Form):
    """A registry to be: where, what it is called and how its numbers begin."""

    region: Any = forms.ModelChoiceField(label=_("Division"), queryset=None)
    name = forms.CharField(label=_("Name of the registry"), max_length=100)
    province = forms.CharField(label=_("Province in numbers"), max_length=1)
    place = forms.CharField(label=_("Place in numbers"), max_length=30)
    reason = forms.CharField(label=_("Why it is set up"), max_length=200)

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        choice: Any = self.fields["region"]
        choice.queryset = regions


class DayForm(forms.Form):
    """A day that is not what its weekday says, with the document that says so."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    is_working = forms.TypedChoiceField(
        label=_("On this day"),
        choices=[("0", _("closed: a holiday")), ("1", _("worked: a weekend made up for"))],
        coerce=lambda value: value == "1",
    )
    name = forms.CharField(label=_("Name"), max_length=40)
    document_no = forms.CharField(label=_("Source: document number"), max_length=100)
    document_on = forms.DateField(
        label=_("Date of the document"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
