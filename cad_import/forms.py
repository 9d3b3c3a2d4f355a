"""What a clerk states with a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from cad_import.limits import limits_in_force
from cad_import.models.profiles import NAME_LENGTH
from cad_import.profiles import Role
from registry.queries import places
from registry.scope import Scope

UNITS = [
    ("auto", _("Find out from the drawing")),
    ("mm", _("Millimetre")),
    ("cm", _("Centimetre")),
    ("m", _("Metre")),
    ("inch", _("Inch")),
    ("foot", _("Foot")),
]
ENCODINGS = [
    ("", _("Find out from the drawing")),
    ("gb18030", _("Simplified Chinese (GB 18030, GBK)")),
    ("big5", _("Traditional Chinese (Big5)")),
    ("shift_jis", _("Japanese (Shift-JIS)")),
    ("utf-8", _("Unicode (UTF-8)")),
    ("cp1252", _("Western European (Windows 1252)")),
    ("cp1251", _("Cyrillic (Windows 1251)")),
]
AREA_RULES = [
    ("columns_count", _("Free columns count; cores and shafts do not")),
    ("columns_left_out", _("Columns, cores and shafts do not count")),
]
ROLE_FIELD = "role:"  # before a layer's name in the field of its role
PROFILE_BYTES = 1_000_000  # a profile of five thousand layers has a third of that
DXF_BINARY = b"AutoCAD Binary DXF"
ZIP = b"PK\x03\x04"


class UploadForm(forms.Form):
    """A drawing, the floor it shows and the day it is valid from."""

    file = forms.FileField(label=_("Drawing (DXF or DWG)"))
    floor: forms.ModelChoiceField[Any] = forms.ModelChoiceField(label=_("Floor"), queryset=None)
    unit = forms.ChoiceField(label=_("Drawing unit"), choices=UNITS, initial="auto")
    encoding = forms.ChoiceField(
        label=_("Encoding of the texts"), choices=ENCODINGS, initial="", required=False
    )
    start = forms.DateField(
        label=_("Valid from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["floor"] = forms.ModelChoiceField(
            label=_("Floor"), queryset=places.floors(scope)
        )
        self.fields["file"].widget.attrs["accept"] = ".dxf,.dwg"
        self.label_suffix = ""

    def clean_file(self) -> UploadedFile:
        """Refuse what cannot be a drawing by its content, whatever its name says."""
        upload = self.cleaned_data["file"]
        if upload.size > limits_in_force().max_bytes:
            raise forms.ValidationError(
                _(
                    "The file has %(size)s; the limit is %(limit)s. Remove unused layers and blocks "
                    "(PURGE) and save it again."
                ),
                params={
                    "size": filesizeformat(upload.size),
                    "limit": filesizeformat(limits_in_force().max_bytes),
                },
            )
        head = upload.read(4096)
        upload.seek(0)
        if not is_drawing(head):
            raise forms.ValidationError(
                _(
                    "This is not a DXF or DWG drawing, whatever its name says. Save it from CAD as "
                    "DXF and choose that file."
                )
            )
        return upload


def is_drawing(head: bytes) -> bool:
    """Return whether a file begins like a DXF (text or binary) or a DWG."""
    if head.startswith(DXF_BINARY) or head[:4] == b"AC10":
        return True
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return b"SECTION" in head and text.startswith((b"0", b"999"))


class AgainForm(forms.Form):
    """What a person states before a drawing is read once more; what is not sent stays as it is."""

    unit = forms.ChoiceField(choices=UNITS, required=False)
    encoding = forms.ChoiceField(choices=ENCODINGS, required=False)
    area_rule = forms.ChoiceField(choices=[("", ""), *AREA_RULES], required=False)
    profile = forms.CharField(required=False)  # alike, none, or the number of a version

    def stated(self) -> dict[str, str]:
        """Return the lawful values that were sent."""
        self.is_valid()
        sent = {name: value for name, value in self.cleaned_data.items() if name in self.data}
        return {name: value for name, value in sent.items() if value or name != "unit"}

    def corrections(self, layers: Iterable[str], before: Mapping[str, str]) -> dict[str, str]:
        """Return the corrected roles of layers: those before, and what was sent over them."""
        roles = dict(before)
        for layer in layers:
            sent = self.data.get(ROLE_FIELD + layer)
            if sent == "":
                roles.pop(layer, None)
            elif sent in set(Role):
                roles[layer] = sent
        return roles


class NameForm(forms.Form):
    """The name of a design institute."""

    name = forms.CharField(label=_("Name of the design institute"), max_length=NAME_LENGTH)


class ProfileFileForm(forms.Form):
    """A profile that was exported as a file."""

    file = forms.FileField(label=_("Profile (JSON file)"))

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large to be a profile before it is read."""
        upload: UploadedFile = self.cleaned_data["file"]
        if (upload.size or 0) > PROFILE_BYTES:
            raise forms.ValidationError(_("A profile is a small file; this one is too large."))
        return upload
