"""The form that sends inspectors to rooms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 92  # a quarter: longer than that the list on the phone says nothing


class PlanForm(forms.Form):
    """Who goes, when and why; the rooms are chosen beside it."""

    name = forms.CharField(label=_("Name of the inspection"), max_length=120)
    first_day = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    inspector = forms.TypedChoiceField(label=_("Inspector"), coerce=int)
    second_inspector = forms.TypedChoiceField(
        label=_("Second inspector"), coerce=int, required=False, empty_value=None
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)
    rooms = forms.TypedMultipleChoiceField(
        label=_("Rooms"),
        coerce=int,
        error_messages={"required": _("Choose at least one room.")},
    )

    def __init__(self, *args: Any, inspectors: Any, rooms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        people = [(each.pk, each.get_full_name() or each.username) for each in inspectors]
        self._choose("inspector", people)
        self._choose("second_inspector", [("", "–"), *people])
        self._choose("rooms", [(pk, pk) for pk in rooms])

    def _choose(self, name: str, choices: Any) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """Refuse days that end before they begin, and two inspectors who are one."""
        given = super().clean() or self.cleaned_data
        first, last = given.get("first_day"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first."))
        elif first and last and (last - first).days > MOST_DAYS:
            self.add_error("last_day", _("Choose at most a quarter of a year."))
        if given.get("inspector") and given.get("inspector") == given.get("second_inspector"):
            self.add_error("second_inspector", _("The second inspector is another person."))
        return given
