"""A new text of a rule pack, as somebody types it."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.errors import RegisterError
from registry.policy import pack_from

LONGEST_TEXT = 300_000  # ten times the longest pack known
NUL = "\\u0000"


class TextForm(forms.Form):
    """The text as JSON, and why it is changed; the pack's own checks say what is wrong in it."""

    reason = forms.CharField(
        label=gettext_lazy("Why, and by which document"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    content = forms.CharField(
        label=gettext_lazy("Text of the pack (JSON)"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code"}),
    )

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code = code
        self.label_suffix = ""

    def clean_content(self) -> dict[str, Any]:
        """Return the text as data, or say which place of it cannot be right."""
        content = _as_data(self.cleaned_data["content"])
        if not isinstance(content, dict) or not isinstance(content.get("code"), str):
            raise forms.ValidationError(_("The text must be an object with a “code”."))
        if self.code and content["code"] != self.code:
            raise forms.ValidationError(
                _("The code must stay “%(code)s”; another code is another pack."),
                params={"code": self.code},
            )
        try:
            pack_from(content)
        except RegisterError as refused:
            raise forms.ValidationError(_(refused.message) % refused.fields) from refused
        return content


def _as_data(text: str) -> Any:
    """Return JSON as data, or say in which line it breaks."""
    if "\0" in text or NUL in text:
        raise forms.ValidationError(_("The text has a character that cannot be stored (NUL)."))
    try:
        return json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as broken:
        raise forms.ValidationError(
            _("The text breaks in line %(line)s, column %(column)s: %(what)s."),
            params={"line": broken.lineno, "column": broken.colno, "what": broken.msg},
        ) from broken
    except (RecursionError, ValueError) as broken:
        raise forms.ValidationError(_("The text is not JSON a pack can be read from.")) from broken


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


# The order a pack is read in; the register's own store keeps none.
READ_IN: Final = """
    code document_no title issuer level region_prefix in_force since until sources rank name
    net_area_m2 leader flat_to first_m2 constant divisor flat_from last_m2 first rate_m2
    rate_beyond_m2 root linear value clause certainty source confirm_before_production note
    limits caps service_rooms auxiliary surveying parameters notes
"""
ORDER: Final = {name: at for at, name in enumerate(READ_IN.split())}


def as_text(content: Any) -> str:
    """Return a pack's data as somebody edits it."""
    return json.dumps(in_order(content), ensure_ascii=False, indent=1)


def in_order(value: Any) -> Any:
    """Return data with the names of each object in the order a pack is read in."""
    match value:
        case dict():
            names = sorted(value, key=lambda name: ORDER.get(name, len(ORDER)))
            return {name: in_order(value[name]) for name in names}
        case list():
            return [in_order(each) for each in value]
    return value
