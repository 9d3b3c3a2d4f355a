"""The units around a case: rooms to share out, neighbours to merge with, places not entered yet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.models import BAUnit, Building, Case, HouseRoom, Parcel, RoomVersion
from registry.policy.cases.applications import Application
from registry.policy.cases.facts import MergeFact, RoomFact
from registry.policy.cases.parts import MERGE
from registry.policy.cases.transitions import LIVE
from registry.queries.case_book import page_of
from registry.queries.unit_pages import buildings_of, rooms_of
from registry.scope import Scope

FEWEST_PARTS = 2


def rooms_to_split(unit: BAUnit, day: dt.date) -> tuple[RoomFact, ...]:
    """Return the rooms of a unit, as they can be shared out to its parts."""
    return tuple(
        RoomFact(uid=room.uid, number=room.number, floor=room.floor, area_m2=room.area_m2)
        for room in rooms_of(unit, buildings_of(unit), day)
    )


def living() -> QuerySet[BAUnit]:
    """Return the units that have not ended."""
    return BAUnit.objects.filter(period__upper_inf=True).select_related("parcel", "building")


def beside(unit: BAUnit) -> QuerySet[BAUnit]:
    """Return the units a unit can become one with: alive, of its parcel and its building."""
    if unit.building_id is None:
        return BAUnit.objects.none()
    there = living().filter(parcel=unit.parcel_id, building=unit.building_id)
    return there.exclude(pk=unit.pk).order_by("code")


def merging(case: Case, asked: Application, day: dt.date) -> tuple[MergeFact, ...]:
    """Return what the register says of the units that a case wants to merge with its own."""
    if case.unit is None or asked.cause != MERGE:
        return ()
    known = {unit.code: unit for unit in beside(case.unit).filter(code__in=asked.merged)}
    return tuple(
        _merging(known[code], case, day) if code in known else MergeFact(code=code, is_beside=False)
        for code in asked.merged
        if code != case.unit.code
    )


def _merging(unit: BAUnit, case: Case, day: dt.date) -> MergeFact:
    standing = page_of(unit, day).standing(day)
    live = Case.objects.filter(unit=unit, state__in=[state.value for state in LIVE])
    return MergeFact(
        code=unit.code,
        is_beside=True,
        holders=standing.holders,
        right_type=standing.right_type,
        restrictions=tuple(each.by or each.kind for each in standing.restrictions),
        open_cases=tuple(live.exclude(pk=case.pk).values_list("number", flat=True)),
    )


# --- places that are not in the register yet ------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A building on a parcel, or a bare parcel, on which no unit has been entered."""

    key: str  # how a form names it
    building: Building | None
    parcel: Parcel | None


def units_there(case: Case, asked: Application) -> tuple[str, ...]:
    """Return the units in the way of one that a case enters on its building or bare parcel.

    For one house these are units of its rooms, and of whole buildings.
    """
    if case.building_id is None:
        on_it = Q(parcel=case.parcel_id, building=None)
    else:
        buildings = [case.building_id, *(each.pk for each in further_buildings(case, asked))]
        on_it = Q(building__in=buildings) | Q(also_buildings__in=buildings)
    if case.building_id is not None and asked.room_numbers:
        rooms = list(rooms_named(case, asked).values())
        held = HouseRoom.objects.filter(room__in=rooms, period__upper_inf=True)
        on_it &= Q(houses=None) | Q(houses__in=held.values("house"))
    return tuple(living().filter(on_it).distinct().order_by("code").values_list("code", flat=True))


def rooms_named(case: Case, asked: Application) -> Mapping[str, int]:
    """Return the keys of the rooms a case names, by their numbers."""
    drawn = RoomVersion.objects.filter(
        floor__building=case.building_id, number__in=asked.room_numbers, period__upper_inf=True
    )
    return dict(drawn.values_list("number", "room_id"))


def further_buildings(case: Case, asked: Application) -> Sequence[Building]:
    """Return the buildings that make one unit with that of a case, on the same parcel."""
    there = Building.objects.filter(code__in=asked.further_buildings, parcels=case.parcel_id)
    return list(there.exclude(pk=case.building_id or 0).order_by("code"))


def named_and_not_there(case: Case, asked: Application) -> tuple[str, ...]:
    """Return what a case names of its unit that is not on the ground."""
    rooms, buildings = rooms_named(case, asked), further_buildings(case, asked)
    known = {*rooms, *(each.code for each in buildings)}
    return tuple(
        each for each in (*asked.room_numbers, *asked.further_buildings) if each not in known
    )


def places_without_unit(scope: Scope, text: str = "") -> list[Place]:
    """Return the bare parcels of a division without a unit, and buildings with rooms in none."""
    if scope.prefix is None:
        return []
    held, whole = living().values("pk"), living().filter(houses=None).values("pk")
    in_a_house = HouseRoom.objects.filter(room=OuterRef("room"), period__upper_inf=True)
    left = RoomVersion.objects.filter(floor__building=OuterRef("pk"), period__upper_inf=True)
    buildings = Building.objects.within(scope).filter(
        ~Exists(BAUnit.objects.filter(building=OuterRef("pk"), period__upper_inf=True))
        | Exists(left.filter(~Exists(in_a_house)))
    )
    buildings = buildings.exclude(units__in=whole).exclude(also_units__in=held)
    parcels = Parcel.objects.filter(region_code__startswith=scope.prefix, period__upper_inf=True)
    parcels = parcels.filter(buildings=None).exclude(units__in=held)
    if text:
        buildings = buildings.filter(Q(name__icontains=text) | Q(code__icontains=text))
        parcels = parcels.filter(Q(address__icontains=text) | Q(code__icontains=text))
    found = buildings.order_by("code").prefetch_related("parcels")
    return [*_built(found), *(_bare(parcel) for parcel in parcels.order_by("code"))]


def _built(buildings: QuerySet[Building]) -> list[Place]:
    return [
        Place(
            key=f"b{building.pk}" + (f".{parcel.pk}" if parcel else ""),
            building=building,
            parcel=parcel,
        )
        for building in buildings
        for parcel in (*building.parcels.all(), *(() if building.parcels.all() else (None,)))
    ]


def _bare(parcel: Parcel) -> Place:
    return Place(key=f"p{parcel.pk}", building=None, parcel=parcel)


# --- the form of a split ----------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part as it stands in the form, with the area of its rooms."""

    number: int
    name: str
    building_area_m2: str
    shared_area_m2: str
    purpose: str
    is_passed: bool
    rooms_area_m2: Decimal
    rooms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    """One room with the number of the part it goes to; 0 when nobody has said."""

    room: RoomFact
    part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsForm:
    """The form in which a unit is split: its parts, and its rooms floor by floor."""

    parts: Sequence[PartRow]
    floors: Sequence[tuple[str, Sequence[RoomRow]]]
    whole_m2: Decimal | None

    @property
    def numbers(self) -> range:
        """Return the numbers of the parts a room can go to."""
        return range(1, len(self.parts) + 1)


def parts_form(typed: Any, rooms: Sequence[RoomFact], whole_m2: Decimal | None) -> PartsForm:
    """Return the form of a split as it was typed; an untouched one has all rooms in the first part."""
    rows = [row for row in typed if isinstance(row, Mapping)] if isinstance(typed, list) else []
    if not rows:
        rows = [{"rooms": [room.uid for room in rooms], "building_area_m2": str(whole_m2 or "")}]
    rows += [{}] * max(FEWEST_PARTS - len(rows), 1 if len(rows) >= FEWEST_PARTS else 0)
    goes_to = {str(uid): n for n, row in enumerate(rows, 1) for uid in _rooms(row)}
    areas = {room.uid: room.area_m2 for room in rooms}
    floors: dict[str, list[RoomRow]] = defaultdict(list)
    for room in rooms:
        floors[room.floor].append(RoomRow(room=room, part=goes_to.get(room.uid, 0)))
    return PartsForm(
        parts=[_part_row(number, row, areas) for number, row in enumerate(rows, 1)],
        floors=list(floors.items()),
        whole_m2=whole_m2,
    )


def _rooms(row: Mapping[str, Any]) -> list[Any]:
    rooms = row.get("rooms")
    return rooms if isinstance(rooms, list) else []


def _part_row(number: int, row: Mapping[str, Any], areas: Mapping[str, Decimal]) -> PartRow:
    rooms = [str(uid) for uid in _rooms(row) if str(uid) in areas]
    return PartRow(
        number=number,
        **{
            name: str(row.get(name) or "")
            for name in ("name", "building_area_m2", "shared_area_m2", "purpose")
        },
        is_passed=row.get("is_passed") is True,
        rooms_area_m2=sum((areas[uid] for uid in rooms), Decimal(0)),
        rooms=len(rooms),
    )
