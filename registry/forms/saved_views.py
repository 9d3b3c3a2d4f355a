"""What somebody states to keep a view of the list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SaveViewForm(forms.Form):
    """The filters of the list under a name."""

    name = forms.CharField(label=_("Name of the view"), max_length=60)
    query = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(label=_("Share with my division"), required=False)
    is_default = forms.BooleanField(label=_("Open first"), required=False)
