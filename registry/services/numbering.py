"""Numbers for new units, houses and parcels: never one that was ever used, each given once.

An advisory lock on what stands before the number makes those who ask at the same moment queue.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Max
from django.db.models.functions import Substr

from registry.errors import NumbersUsedUp
from registry.models import BAUnit, Building, House, Parcel
from registry.unit_codes import SEVERAL_BUILDINGS

NUMBERING_LOCK = 60_212  # any number nothing else uses
LAST_BUILDING, LAST_HOUSE, LAST_PARCEL = 9998, 9999, 99999  # 9999 means several buildings


def next_parcel_code(like: str) -> str:
    """Return the next parcel code in the sub-district and of the kind of another one."""
    prefix = like[:14]
    _queue_for(prefix)
    used = Parcel.objects.filter(code__startswith=prefix).aggregate(last=Max(Substr("code", 15)))
    return f"{prefix}{_next(used['last'], LAST_PARCEL, prefix):05d}"


def next_unit_code(
    parcel: Parcel, building: Building | None = None, *, has_several: bool = False
) -> str:
    """Return the code of a new unit: bare land, one building or several."""
    if building is None:
        return f"{parcel.code}W00000000"
    _queue_for(parcel.code)
    number = SEVERAL_BUILDINGS if has_several else building_number(parcel, building)
    prefix = f"{parcel.code}F{number}"
    used = BAUnit.objects.filter(code__startswith=prefix).aggregate(last=Max(Substr("code", 25)))
    return f"{prefix}{_next(used['last'], LAST_HOUSE, prefix):04d}"


def building_number(parcel: Parcel, building: Building) -> str:
    """Return the number a building has on a parcel: the one its units carry, or the next."""
    numbers = BAUnit.objects.filter(code__startswith=f"{parcel.code}F").annotate(
        number=Substr("code", 21, 4)
    )
    known = numbers.filter(building=building).exclude(number=SEVERAL_BUILDINGS)
    if known_number := known.order_by("number").values_list("number", flat=True).first():
        return known_number
    last = numbers.exclude(number=SEVERAL_BUILDINGS).aggregate(last=Max("number"))["last"]
    return f"{_next(last, LAST_BUILDING, parcel.code):04d}"


def next_house_number(building: Building) -> str:
    """Return the next number of a house 户 in a building."""
    _queue_for(f"house {building.pk}")
    last = House.objects.filter(building=building).aggregate(last=Max("number"))["last"]
    return f"{_next(last, LAST_HOUSE, building.code):04d}"


def _next(last: str | None, limit: int, prefix: str) -> int:
    number = int(last or 0) + 1
    if number > limit:
        raise NumbersUsedUp(prefix=prefix)
    return number


def _queue_for(prefix: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [NUMBERING_LOCK, prefix])
