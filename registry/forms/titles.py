"""What somebody states to enter a unit, or to accept something on the ground."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.codes import ParcelCode
from registry.entries import Entry, UnitPart
from registry.errors import CodeError
from registry.queries import grounds
from registry.scope import Scope

if TYPE_CHECKING:
    from registry.models import Building, Parcel, User

BETWEEN_NUMBERS = re.compile(r"[\s,，、;；]+")


class ParcelField(forms.CharField):
    """A parcel by its code, in any width, inside what the account may see."""

    scope: Scope = Scope.NOTHING

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, **kwargs)
        self.widget.attrs.update({"spellcheck": "false", "autocomplete": "off", "class": "code"})

    def clean(self, value: Any) -> Parcel | None:
        """Return the parcel, or say what is wrong with its code."""
        text = super().clean(value)
        if not text:
            return None
        try:
            code = ParcelCode.parse(text)
        except CodeError as refused:
            raise forms.ValidationError(_(refused.message) % refused.fields) from refused
        parcel = grounds.living_parcel(self.scope, code.text)
        if parcel is None:
            raise forms.ValidationError(
                _("Parcel %(code)s is not in the register. Compare it with the cadastral map."),
                params={"code": code.text},
            )
        return parcel


class EnteredForm(forms.Form):
    """What every entry is made by."""

    case_number = forms.CharField(label=gettext_lazy("case number"), max_length=40)
    document_no = forms.CharField(
        label=gettext_lazy("document number"), max_length=120, required=False
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope = scope
        self.label_suffix = ""
        for field in self.fields.values():
            if isinstance(field, ParcelField):
                field.scope = scope

    def entry(self, by: User, on: dt.date) -> Entry:
        """Return the order to write."""
        typed = self.cleaned_data
        return Entry(
            case_number=typed["case_number"],
            document_no=typed["document_no"],
            reason=typed.get("reason", ""),
            on=on,
            by=by.pk,
        )


class UnitForm(EnteredForm):
    """A unit on a parcel: bare land, buildings on it, or rooms of one building."""

    parcel = ParcelField(label=gettext_lazy("parcel code"))
    buildings: Any = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Buildings"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    rooms = forms.CharField(
        label=gettext_lazy("Room numbers"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy(
            "Of one building, with spaces between. Empty is the whole building."
        ),
    )
    purpose = forms.CharField(label=gettext_lazy("use"), max_length=60, required=False)
    building_area_m2 = forms.DecimalField(
        label=gettext_lazy("building area (m²)"),
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
    )
    field_order = ("parcel", "buildings", "rooms", "purpose", "building_area_m2", "case_number")

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, scope=scope, **kwargs)
        choice: Any = self.fields["buildings"]
        choice.queryset = grounds.buildings_on(self.parcel_named())

    def parcel_named(self) -> Parcel | None:
        """Return the parcel whose code the form has, if it is one."""
        try:
            field: Any = self.fields["parcel"]
            parcel: Parcel | None = field.clean(self.data.get("parcel", ""))
        except forms.ValidationError:
            return None
        return parcel

    def clean(self) -> dict[str, Any]:
        """Find the rooms by their numbers, in the one building that is chosen."""
        typed: dict[str, Any] = super().clean() or {}
        numbers = [each for each in BETWEEN_NUMBERS.split(typed.get("rooms", "")) if each]
        typed["room_keys"] = ()
        if not numbers:
            return typed
        buildings = typed.get("buildings") or []
        if len(buildings) != 1:
            self.add_error("rooms", _("Choose the one building the rooms are in."))
            return typed
        known = grounds.rooms_by_number(buildings[0], numbers)
        if missing := [number for number in numbers if number not in known]:
            said = _("No room of this building has the number %(numbers)s.")
            self.add_error("rooms", said % {"numbers": ", ".join(missing)})
        typed["room_keys"] = tuple(sorted(known.values()))
        return typed

    def part(self) -> UnitPart:
        """Return what the unit is made of."""
        typed = self.cleaned_data
        return UnitPart(
            rooms=typed["room_keys"],
            purpose=typed["purpose"],
            building_area_m2=typed["building_area_m2"],
        )


class ExceptionForm(EnteredForm):
    """An overlap of two parcels, or a building outside its own, and why it is accepted."""

    parcel = ParcelField(label=gettext_lazy("parcel code"))
    other_parcel = ParcelField(label=gettext_lazy("Overlaps parcel"), required=False)
    building = forms.CharField(
        label=gettext_lazy("Building that reaches outside"), max_length=30, required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("parcel", "other_parcel", "building", "reason", "case_number", "document_no")

    def clean_building(self) -> Building | None:
        """Return the building with the code, if one is named."""
        code = self.cleaned_data["building"].strip()
        if not code:
            return None
        found = grounds.building_by_code(self.scope, code)
        if found is None:
            raise forms.ValidationError(
                _("No building has the code %(code)s."), params={"code": code}
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Say that an exception is about one thing, and about two different parcels."""
        typed: dict[str, Any] = super().clean() or {}
        other, building = typed.get("other_parcel"), typed.get("building")
        if not self.errors and bool(other) == bool(building):
            raise forms.ValidationError(_("Name the other parcel, or the building."))
        if other and other == typed.get("parcel"):
            self.add_error("other_parcel", _("A parcel does not overlap itself."))
        return typed

    def ground(self) -> dict[str, Any]:
        """Return what is excepted."""
        return {name: self.cleaned_data[name] for name in ("parcel", "other_parcel", "building")}
