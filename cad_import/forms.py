"""What a clerk states with a drawing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from cad_import.limits import limits_in_force
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
