"""Where things stand: regions, courtyards, buildings and floors an account may see."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from registry.models import Building, Courtyard, Floor, Region, Room
from registry.scope import Scope


class NotInSight(ObjectDoesNotExist):
    """What was asked for does not exist, or not for this account: the answer is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One step of the way to a place."""

    code: str
    name: str


def region(scope: Scope, *, code: str, day: dt.date) -> Region:
    """Return a division inside the scope as it was named on a day."""
    return Region.objects.within(scope).on(day).get(code=code)


def top_region(scope: Scope, *, day: dt.date) -> Region | None:
    """Return the widest division an account may see, or None when it sees nothing."""
    return Region.objects.within(scope).on(day).order_by("code").first()


def regions(scope: Scope, *, day: dt.date) -> Sequence[Region]:
    """Return every division an account may see, from the widest down."""
    return list(Region.objects.within(scope).on(day).order_by("code"))


def parts(of: Region, scope: Scope, *, day: dt.date) -> Sequence[Region]:
    """Return the divisions directly below one."""
    return list(Region.objects.within(scope).on(day).filter(parent__code=of.code))


def path_to(place: Region, scope: Scope) -> list[Crumb]:
    """Return the divisions from the account's own down to one."""
    crumbs: list[Crumb] = []
    step: Region | None = place
    while step is not None and scope.covers(step.code):
        crumbs.append(Crumb(code=step.code, name=step.name))
        step = step.parent
    return crumbs[::-1]


def courtyards(of: Region, scope: Scope, *, has_parts: bool) -> QuerySet[Courtyard]:
    """Return the courtyards with a building of this division itself; of its parts too at the end."""
    inside = Building.objects.within(scope)
    mine = (
        inside.filter(region_code=of.code)
        if has_parts
        else inside.filter(region_code__startswith=of.scope.prefix or "")
    )
    return Courtyard.objects.filter(pk__in=mine.values("courtyard_id")).select_related("region")


def courtyard(scope: Scope, *, code: str) -> Courtyard:
    """Return a courtyard in which the scope has at least one building."""
    place = Courtyard.objects.select_related("region").get(code=code)
    if not buildings(place, scope):
        raise NotInSight(code)
    return place


def buildings(of: Courtyard, scope: Scope) -> Sequence[Building]:
    """Return the buildings of a courtyard that lie inside the scope."""
    return list(Building.objects.within(scope).filter(courtyard=of).select_related("region"))


def building(scope: Scope, *, code: str) -> Building:
    """Return a building inside the scope."""
    inside = Building.objects.within(scope).select_related("courtyard", "region__parent__parent")
    return inside.get(code=code)


def floor(scope: Scope, *, pk: int) -> Floor:
    """Return a floor whose building lies inside the scope."""
    found = Floor.objects.select_related("building__courtyard").get(pk=pk)
    if not scope.covers(found.building.region_code):
        raise NotInSight(str(pk))
    return found


def floors(scope: Scope) -> QuerySet[Floor]:
    """Return every floor inside the scope, by building from the ground up."""
    return (
        Floor.objects.filter(building__in=Building.objects.within(scope))
        .select_related("building")
        .order_by("building__code", "ordinal")
    )


def floor_of(building_code: str, ordinal: int) -> Floor:
    """Return a building's floor by its number; for commands, which act for the whole register."""
    of = Floor.objects.select_related("building__courtyard")
    return of.get(building__code=building_code, ordinal=ordinal)


def has_region(code: str) -> bool:
    """Return whether the register knows a division; for commands that load data once."""
    return Region.objects.filter(code=code).exists()


def region_by_code(code: str) -> Region:
    """Return the newest entry of a division; for commands that set accounts up."""
    return Region.objects.filter(code=code).order_by("period").last() or Region.objects.get(
        code=code
    )


def floor_of_room(scope: Scope, *, uid: uuid.UUID) -> int:
    """Return the floor of a room inside the scope."""
    return Room.objects.within(scope).get(uid=uid).floor_id
