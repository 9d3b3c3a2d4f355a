"""Parcels, buildings and rooms by what a clerk calls them, inside what an account may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from registry.models import Building, Parcel, RoomVersion
from registry.scope import Scope


def living_parcel(scope: Scope, code: str) -> Parcel | None:
    """Return the parcel that has a code today."""
    found = Parcel.objects.within(scope).filter(code=code, period__upper_inf=True)
    return found.order_by("-pk").first()


def buildings_on(parcel: Parcel | None) -> QuerySet[Building]:
    """Return the buildings that stand on a parcel."""
    found = Building.objects.filter(parcels=parcel) if parcel else Building.objects.none()
    return found.order_by("code")


def building_by_code(scope: Scope, code: str) -> Building | None:
    """Return the building with a code."""
    return Building.objects.within(scope).filter(code=code).first()


def rooms_by_number(building: Building, numbers: Iterable[str]) -> dict[str, int]:
    """Return the keys of a building's drawn rooms by their numbers."""
    drawn = RoomVersion.objects.filter(floor__building=building, period__upper_inf=True)
    return dict(drawn.filter(number__in=list(numbers)).values_list("number", "room_id"))
