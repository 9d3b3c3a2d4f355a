"""An agreement, a certificate or a yearly duty, as somebody enters it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.forms.findings import a_day, a_number
from registry.terms import Duty, UsePaperKind


class PaperForm(forms.Form):
    """A paper with its period and area."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (UsePaperKind.AGREEMENT.value, _("Use agreement")),
            (UsePaperKind.CERTIFICATE.value, _("Use certificate")),
        ],
    )
    number = a_number(_("Number"), required=True)
    area = forms.DecimalField(
        label=_("Area (m²)"), required=False, min_value=0, max_digits=12, decimal_places=2
    )
    start = a_day(_("In force from"))
    last_day = a_day(_("Last day"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.use_required_attribute = False

    def clean(self) -> dict[str, Any]:
        """Refuse a paper that ends before it begins."""
        given = super().clean() or {}
        start, last = given.get("start"), given.get("last_day")
        if start and last and last < start:
            self.add_error("last_day", _("The last day is before the first."))
        return given


class DutyForm(forms.Form):
    """When something was published or filed."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (Duty.PUBLISHED.value, _("Published in-house")),
            (Duty.FILED.value, _("Filed with the managing office")),
        ],
    )
    on = a_day(_("Day"))
    document_no = a_number(_("Document number"))

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.label_suffix = ""
        self.use_required_attribute = False

    def clean_on(self) -> dt.date:
        """Refuse a day that has not come yet."""
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return on
