"""Units: entered, split, merged and transferred in part; what they carried goes where it belongs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db import transaction
from psycopg2.extras import DateRange

from registry.entries import Entry, RightTerms, UnitPart
from registry.errors import (
    HoldersDiffer,
    LandSplitsWithItsParcel,
    NoLiveRight,
    PartsDoNotFit,
    TooFewParts,
)
from registry.models import (
    HELD_BY,
    Act,
    BAUnit,
    Building,
    Certificate,
    Descent,
    House,
    HouseRoom,
    Lineage,
    Parcel,
    RegisterEntry,
    Restriction,
    Right,
    Room,
    RoomVersion,
)
from registry.models.periods import from_day
from registry.policy.restrictions import ON_MERGE, ON_TRANSFER
from registry.services.certificates import end_certificate
from registry.services.entering import refuse_seized, written
from registry.services.numbering import next_house_number, next_unit_code
from registry.services.restrictions import (
    carry_over,
    distinct,
    end_restriction,
    refuse_restrained,
)
from registry.services.rights import end_right, open_version, terms_of


def enter_unit(
    *,
    entry: Entry,
    parcel: Parcel,
    building: Building | None = None,
    also: Sequence[Building] = (),
    part: UnitPart | None = None,
) -> BAUnit:
    """Enter a unit: a parcel, a building on it, several buildings, or rooms of one building."""
    with transaction.atomic():
        unit = new_unit(parcel, building, also, part or UnitPart(), day=entry.on)
        with written(Act.ENTER_UNIT, entry, unit):
            return unit


def describe_unit(*, entry: Entry, unit: BAUnit, part: UnitPart) -> BAUnit:
    """Describe a unit anew 变更登记: address, use and area; what the part leaves out stays."""
    with written(Act.DESCRIBE_UNIT, entry, unit):
        unit.refresh_from_db()
        unit.address = part.address or unit.address
        unit.purpose = part.purpose or unit.purpose
        unit.building_area_m2 = part.building_area_m2 or unit.building_area_m2
        unit.save(update_fields=["address", "purpose", "building_area_m2"])
        return unit


def new_unit(
    parcel: Parcel,
    building: Building | None,
    also: Sequence[Building],
    part: UnitPart,
    *,
    day: dt.date,
) -> BAUnit:
    """Return a unit with a new code, and its house when it is made of rooms."""
    unit = BAUnit.objects.create(
        code=next_unit_code(parcel, building, has_several=bool(also)),
        parcel=parcel,
        building=building,
        address=part.address or parcel.address,
        purpose=part.purpose,
        building_area_m2=part.building_area_m2,
        period=from_day(day),
    )
    unit.also_buildings.set(also)
    unit.houses.set(_houses(part, day))
    unit.refresh_from_db()
    return unit


def _houses(part: UnitPart, day: dt.date) -> list[House]:
    """Return new houses of a part's rooms, one in each building they are in."""
    inside: dict[int, list[int]] = {}
    rooms = Room.objects.filter(pk__in=part.rooms).order_by("floor__building", "pk")
    for room, building in rooms.values_list("pk", "floor__building"):
        inside.setdefault(building, []).append(room)
    is_one = len(inside) == 1  # areas of a part are those of its house only then
    return [
        _house(Building.objects.get(pk=building), rooms_there, part, day, is_whole=is_one)
        for building, rooms_there in inside.items()
    ]


def _house(
    building: Building, rooms: Sequence[int], part: UnitPart, day: dt.date, *, is_whole: bool
) -> House:
    house = House.objects.create(
        building=building,
        number=next_house_number(building),
        name=part.name,
        building_area_m2=part.building_area_m2 if is_whole else None,
        shared_area_m2=part.shared_area_m2 if is_whole else None,
    )
    HouseRoom.objects.bulk_create(
        HouseRoom(house=house, room_id=room, period=from_day(day)) for room in rooms
    )
    return house


# --- split and transfer in part -------------------------------------------------------------


def split_unit(*, entry: Entry, unit: BAUnit, parts: Sequence[UnitPart]) -> list[BAUnit]:
    """Split a unit into units of some of its rooms each, held as it was held."""
    with written(Act.SPLIT_UNIT, entry, unit) as row:
        refuse_seized(unit, entry)
        made = _parted(row, unit, parts)
        pass_on(row, [unit], made, Descent.SPLIT)
        return made


def transfer_part(
    *, entry: Entry, unit: BAUnit, kept: UnitPart, moved: UnitPart, terms: RightTerms
) -> tuple[BAUnit, BAUnit]:
    """Split a unit in two and pass one part on to other holders; mortgages follow both."""
    with written(Act.TRANSFER_PART, entry, unit) as row:
        refuse_seized(unit, entry)
        refuse_restrained([unit], entry, ON_TRANSFER)
        if held_by(unit, row) is None:
            raise NoLiveRight(unit=unit.code)
        stays, goes = _parted(row, unit, [kept, moved])
        pass_on(row, [unit], [stays, goes], Descent.PARTIAL_TRANSFER, taken={goes.pk: terms})
        return stays, goes


def _parted(row: RegisterEntry, unit: BAUnit, parts: Sequence[UnitPart]) -> list[BAUnit]:
    """Return new units for the parts, after checking that they are the unit and nothing else."""
    if len(parts) < 2:
        raise TooFewParts
    whole = buildings_of(unit)
    if not whole:
        raise LandSplitsWithItsParcel(unit=unit.code)
    filled = [_filled(unit, part, row.on) for part in parts]
    _must_be_all(unit, filled, whole, row.on)
    _must_add_up(unit, filled)
    end_houses([unit], row.on)
    return [_part_of(unit, part, whole, row.on) for part in filled]


def _part_of(unit: BAUnit, part: UnitPart, whole: Sequence[Building], day: dt.date) -> BAUnit:
    """Return the new unit of one part, on the buildings that the part is in."""
    first, *rest = [each for each in whole if each.pk in part.buildings]
    is_whole = not unit.houses.exists() and _is_all_of(part, day)
    return new_unit(
        unit.parcel, first, rest, replace(part, rooms=()) if is_whole else part, day=day
    )


def _is_all_of(part: UnitPart, day: dt.date) -> bool:
    """Return whether a part is everything that is drawn in its buildings."""
    return set(part.rooms) == set(_drawn_in(part.buildings, day))


def _filled(unit: BAUnit, part: UnitPart, day: dt.date) -> UnitPart:
    """Return a part with both its rooms and its buildings, of which it names one."""
    there = Room.objects.filter(pk__in=part.rooms or rooms_in(unit, day))
    if part.rooms:
        inside = set(there.values_list("floor__building", flat=True)) | set(part.buildings)
        return replace(part, buildings=tuple(sorted(inside)))
    mine = there.filter(floor__building__in=part.buildings)
    return replace(part, rooms=tuple(mine.values_list("pk", flat=True)))


def _must_be_all(
    unit: BAUnit, parts: Sequence[UnitPart], whole: Sequence[Building], day: dt.date
) -> None:
    """Refuse parts that leave something out, take something twice, or are nothing."""
    rooms = [room for part in parts for room in part.rooms]
    if sorted(rooms) != sorted(rooms_in(unit, day)) or not all(p.buildings for p in parts):
        raise PartsDoNotFit(what="rooms")
    named = [building for part in parts for building in part.buildings]
    drawn = set(Room.objects.filter(pk__in=rooms).values_list("floor__building", flat=True))
    bare = sorted(each.pk for each in whole if each.pk not in drawn)  # nothing drawn in it yet
    if set(named) != {each.pk for each in whole} or any(named.count(pk) > 1 for pk in bare):
        raise PartsDoNotFit(what="buildings")


def _must_add_up(unit: BAUnit, parts: Sequence[UnitPart]) -> None:
    areas = [part.building_area_m2 for part in parts]
    known = [area for area in areas if area is not None]
    whole = unit.building_area_m2
    if known and (
        len(known) < len(areas) or (whole is not None and sum(known, Decimal(0)) != whole)
    ):
        raise PartsDoNotFit(what="area")


# --- merge ----------------------------------------------------------------------------------


def merge_units(*, entry: Entry, units: Sequence[BAUnit], part: UnitPart | None = None) -> BAUnit:
    """Merge units on one parcel that the same holders hold alike, over all their buildings.

    Mortgages and priority notices go on with the consent of whom they serve, objections anyhow.
    """
    if len({unit.pk for unit in units}) < 2:
        raise TooFewParts
    parcel = units[0].parcel
    if any(unit.parcel_id != parcel.pk for unit in units):
        raise PartsDoNotFit(what="parcel")
    with written(Act.MERGE_UNITS, entry, *units) as row:
        refuse_restrained(units, entry, ON_MERGE)
        must_be_held_alike(units, row)
        merged = _merged_part(units, row.on, part)
        buildings = list(dict.fromkeys(each for unit in units for each in buildings_of(unit)))
        end_houses(units, row.on)
        first = buildings[0] if buildings else None
        made = new_unit(parcel, first, buildings[1:], merged, day=row.on)
        pass_on(row, units, [made], Descent.MERGE)
        return made


def _merged_part(units: Sequence[BAUnit], day: dt.date, part: UnitPart | None) -> UnitPart:
    """Return what the merged unit is: all the rooms, all the area."""
    areas = [unit.building_area_m2 for unit in units]
    known = [area for area in areas if area is not None]
    whole = sum(known, Decimal(0)) if len(known) == len(areas) else None
    is_made_of_houses = any(unit.houses.exists() for unit in units)
    rooms = tuple(room for unit in units for room in rooms_in(unit, day))
    given = part or UnitPart()
    return replace(
        given,
        rooms=rooms if is_made_of_houses else (),
        building_area_m2=given.building_area_m2 or whole,
        purpose=given.purpose or units[0].purpose,
    )


def must_be_held_alike(units: Iterable[BAUnit], row: RegisterEntry) -> None:
    """Refuse units that other holders hold, or the same in other shares."""
    held = [held_by(unit, row) for unit in units]
    if len({_shares(right) for right in held}) > 1:
        raise HoldersDiffer


def _shares(right: Right | None) -> frozenset[object]:
    if right is None:
        return frozenset()
    terms = terms_of(right)
    return frozenset((h.organisation, h.name, h.share, terms.kind) for h in terms.holders)


# --- what both share ------------------------------------------------------------------------


def rooms_in(unit: BAUnit, day: dt.date) -> list[int]:
    """Return the rooms of a unit on a day: those of its houses, else all of its buildings'."""
    houses = unit.houses.values_list("pk", flat=True)
    if houses:
        rows = HouseRoom.objects.on(day).filter(house__in=list(houses))
        return list(rows.values_list("room_id", flat=True))
    return _drawn_in([each.pk for each in buildings_of(unit)], day)


def _drawn_in(buildings: Iterable[int], day: dt.date) -> list[int]:
    drawn = RoomVersion.objects.on(day).filter(floor__building__in=list(buildings))
    return list(Room.objects.filter(pk__in=drawn.values("room_id")).values_list("pk", flat=True))


def buildings_of(unit: BAUnit) -> list[Building]:
    """Return the buildings a unit is in: its own and, where it covers several, the others."""
    own = [unit.building] if unit.building else []
    return [*own, *unit.also_buildings.order_by("pk")]


def held_by(unit: BAUnit, row: RegisterEntry) -> Right | None:
    """Return the right a unit is held by on the day of an entry."""
    live = Right.objects.known(None).on(row.on).filter(unit=unit, kind__in=HELD_BY)
    return live.order_by("pk").first()


def end_houses(units: Iterable[BAUnit], day: dt.date) -> None:
    """Let the rooms of units leave their houses on a day."""
    for unit in units:
        for each in HouseRoom.objects.on(day).filter(house__units=unit):
            if each.period.lower == day:
                each.delete()
            else:
                each.period = DateRange(each.period.lower, day, "[)")
                each.save(update_fields=["period"])


def pass_on(
    row: RegisterEntry,
    old: Sequence[BAUnit],
    new: Sequence[BAUnit],
    event: Descent,
    *,
    taken: dict[int, RightTerms] | None = None,
) -> None:
    """Let new units follow old ones: rights, restrictions and lineage go on, the old end.

    `taken` says which new unit gets other terms than the old one had.
    """
    row.units.add(*new)
    rights = list(Right.objects.known(None).on(row.on).filter(unit=old[0]))
    terms = [terms_of(right) for right in rights]
    restrictions = list(Restriction.objects.known(None).on(row.on).filter(unit__in=old))
    for unit in old:
        retire(row, unit)
    for unit in new:
        for each in terms:
            _pass_right(row, unit, each, (taken or {}).get(unit.pk))
        for restriction in distinct(restrictions):
            carry_over(row, restriction, unit)
    Lineage.objects.bulk_create(
        Lineage(parent=parent, child=child, event=event, on=row.on, entry=row)
        for parent in old
        for child in new
    )


def _pass_right(
    row: RegisterEntry, unit: BAUnit, terms: RightTerms, taken: RightTerms | None
) -> None:
    """Open on a new unit the right its parent had, or the one somebody has taken."""
    if taken is not None and terms.kind in HELD_BY:
        terms = taken
    open_version(
        row,
        unit,
        replace(terms, building_area_m2=unit.building_area_m2 or terms.building_area_m2),
        from_day(row.on),
    )


def retire(row: RegisterEntry, unit: BAUnit) -> None:
    """End a unit with everything registered on it."""
    for right in Right.objects.known(None).on(row.on).filter(unit=unit):
        end_right(row, right)
    for restriction in Restriction.objects.known(None).on(row.on).filter(unit=unit):
        end_restriction(row, restriction)
    for paper in Certificate.objects.known(None).on(row.on).filter(unit=unit):
        end_certificate(row, paper)
    BAUnit.objects.filter(pk=unit.pk).update(
        period=DateRange(unit.period.lower, row.on, "[)"), closed_at=row.recorded_at
    )
    unit.refresh_from_db()
