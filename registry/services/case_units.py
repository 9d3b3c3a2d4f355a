"""Units that a case enters, splits, merges or passes on in part, in the transaction of its 登簿."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from registry.entries import Entry, UnitPart
from registry.errors import CaseMoveRefused
from registry.models import BAUnit, Building, Case, Parcel, Room
from registry.policy.cases.applications import Application
from registry.policy.cases.book import Page
from registry.policy.cases.parts import MERGE, Part
from registry.policy.cases.terms import Event, Kind
from registry.services import case_land, register
from registry.services.case_book import terms_of
from registry.services.restrictions import with_consents


def hold_ground(case: Case) -> None:
    """Hold what a case is about: two cases on one unit, or on one bare place, enter in turn."""
    if case.unit is not None:
        case_land.hold(case.unit, case.cause)
    elif Kind(case.kind) != Kind.FIRST or case.parcel_id is None:
        raise CaseMoveRefused(event=Event.REGISTER.value)
    elif case.building_id is not None:
        Building.objects.select_for_update().get(pk=case.building_id)
    else:
        Parcel.objects.select_for_update().get(pk=case.parcel_id)


def unit_of(*, entry: Entry, case: Case, asked: Application) -> BAUnit:
    """Return the unit of a case; a first registration of a place without one enters it."""
    if case.unit_id is not None:
        return _whole(case.unit_id)
    parcel = case.parcel
    if parcel is None:
        raise CaseMoveRefused(event=Event.REGISTER.value)
    part = UnitPart(
        purpose=asked.use_purpose,
        building_area_m2=asked.building_area_m2 if case.building_id else None,
        address=asked.address,
    )
    made = register.enter_unit(entry=entry, parcel=parcel, building=case.building, part=part)
    case.unit = made
    case.save(update_fields=["unit"])
    return _whole(made.pk)


def _whole(pk: int) -> BAUnit:
    return BAUnit.objects.select_related("parcel", "building").get(pk=pk)


def divided(
    *, entry: Entry, unit: BAUnit, asked: Application, before: Page, taken: Page
) -> Sequence[BAUnit]:
    """Return the units that follow the one of a case: its parts, or the one it becomes part of.

    `taken` is the page of whoever takes the part that passes on.
    """
    if asked.has_consent:  # in writing, among the papers of the case
        entry = with_consents(entry, units_ended(unit, asked))
    if asked.redraws:
        return case_land.redrawn(entry=entry, unit=unit, asked=asked)
    if asked.cause == MERGE:
        return [_merged(entry, unit, asked, before)]
    parts = [_unit_part(part, before) for part in asked.parts]
    if asked.kind != Kind.TRANSFER:
        return register.split_unit(entry=entry, unit=unit, parts=parts)
    (passed,) = (n for n, part in enumerate(asked.parts) if part.is_passed)
    return register.transfer_part(
        entry=entry, unit=unit, kept=parts[1 - passed], moved=parts[passed], terms=terms_of(taken)
    )


def units_ended(unit: BAUnit, asked: Application) -> list[BAUnit]:
    """Return the units that end with a case: its own, and those merged with it or on its ground."""
    if asked.redraws:
        return case_land.units_on_the_ground(unit, asked)
    others = BAUnit.objects.filter(
        code__in=asked.merged if asked.cause == MERGE else (), period__upper_inf=True
    )
    return [unit, *others.select_related("parcel", "building").exclude(pk=unit.pk)]


def _merged(entry: Entry, unit: BAUnit, asked: Application, before: Page) -> BAUnit:
    part = UnitPart(
        purpose=asked.use_purpose or before.use_purpose,
        building_area_m2=asked.building_area_m2,
        address=before.address,
    )
    return register.merge_units(entry=entry, units=units_ended(unit, asked), part=part)


def _unit_part(part: Part, before: Page) -> UnitPart:
    """Return a part as the register takes it, its rooms by their keys."""
    keys = dict(Room.objects.filter(uid__in=part.rooms).values_list("uid", "pk"))
    named = {str(uid): pk for uid, pk in keys.items()}
    return UnitPart(
        rooms=tuple(named[uid] for uid in part.rooms if uid in named),
        name=part.name,
        building_area_m2=part.building_area_m2,
        shared_area_m2=part.shared_area_m2,
        purpose=part.purpose or before.use_purpose,
        address=before.address,
    )


def describe(*, entry: Entry, unit: BAUnit, before: Page, after: Page) -> None:
    """Carry a change of address, use or area over to the unit itself."""
    said = UnitPart(
        address=after.address, purpose=after.use_purpose, building_area_m2=after.building_area_m2
    )
    was = UnitPart(
        address=before.address,
        purpose=before.use_purpose,
        building_area_m2=before.building_area_m2,
    )
    if unit.building_id is None:  # bare land has no building area
        said, was = (replace(each, building_area_m2=None) for each in (said, was))
    if said != was:
        register.describe_unit(entry=entry, unit=unit, part=said)
