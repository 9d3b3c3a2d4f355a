"""The list of units: filtered, searched, a page at a time or whole for a workbook."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from registry.models import (
    HELD_BY,
    BAUnit,
    Certificate,
    Restriction,
    RestrictionKind,
    Right,
    RightHolder,
    RightKind,
)
from registry.queries.register import AsOf
from registry.scope import Scope

PAGE = 50
STATES = ("held", "unregistered", "restricted", "ended")
MOST_FOUND = 5_000  # a text that is in more places than that says nothing
CODE_BEGINS = 6  # as many digits as a division has: less is a part of a number


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFilter:
    """What a list of units is asked for; empty means all."""

    text: str = ""
    state: str = ""
    kind: str = ""
    restriction: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """One line of the list."""

    code: str
    address: str
    building: str
    building_area_m2: Decimal | None
    kind: str
    kind_name: str
    holders: tuple[tuple[str, str], ...]  # name and share, the share empty when it is all
    certificates: tuple[str, ...]
    restrictions: tuple[tuple[str, str], ...]  # kind and its name
    since: dt.date | None
    has_ended: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitList:
    """A page of the list and how many there are."""

    rows: Sequence[UnitRow]
    total: int
    page: int
    pages: int


def listed(scope: Scope, asked: AsOf, wanted: UnitFilter) -> UnitList:
    """Return one page of the units that are asked for."""
    units = matching(scope, asked, wanted)
    total = units.count()
    pages = max(1, -(-total // PAGE))
    page = min(max(1, wanted.page), pages)
    keys = list(
        units.order_by("code", "pk").values_list("pk", flat=True)[(page - 1) * PAGE :][:PAGE]
    )
    return UnitList(rows=rows_of(keys, asked), total=total, page=page, pages=pages)


def matching(scope: Scope, asked: AsOf, wanted: UnitFilter) -> QuerySet[BAUnit]:
    """Return the units in a scope that a filter keeps."""
    units = BAUnit.objects.within(scope)
    units = units.filter(has_ended(asked) if wanted.state == "ended" else lives(asked))
    rights = Right.objects.known(asked.known_at).on(asked.day)
    limits = Restriction.objects.known(asked.known_at).on(asked.day)
    held = rights.filter(kind__in=HELD_BY).values("unit")
    if wanted.state == "held":
        units = units.filter(pk__in=held)
    if wanted.state == "unregistered":
        units = units.exclude(pk__in=held)
    if wanted.state == "restricted":
        units = units.filter(pk__in=limits.values("unit"))
    if wanted.kind in RightKind.values:
        units = units.filter(pk__in=rights.filter(kind=wanted.kind).values("unit"))
    if wanted.restriction in RestrictionKind.values:
        units = units.filter(pk__in=limits.filter(kind=wanted.restriction).values("unit"))
    return units.filter(_says(scope, wanted.text, asked)) if wanted.text.strip() else units


def lives(asked: AsOf) -> Q:
    """Return the condition that a unit was there on the day, as far as was known at the moment."""
    there = Q(period__contains=asked.day)
    if asked.known_at is None:
        return there
    not_closed_yet = Q(closed_at__gt=asked.known_at, period__startswith__lte=asked.day)
    return (there | not_closed_yet) & Q(recorded_at__lte=asked.known_at)


def has_ended(asked: AsOf) -> Q:
    """Return the condition that a unit had ended by the day, as far as was known at the moment."""
    ended = Q(period__endswith__lte=asked.day)
    return ended if asked.known_at is None else ended & Q(closed_at__lte=asked.known_at)


def plain(text: str) -> str:
    """Return a text as numbers are compared: half width, capitals, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _says(scope: Scope, text: str, asked: AsOf) -> Q:
    """Return the condition that a unit's code, a certificate's number or a holder has a text.

    Each place is looked up by its own index first: one condition over all of them reads every unit.
    """
    wanted = plain(text)
    seen = BAUnit.objects.within(scope)
    papers = Certificate.objects.known(asked.known_at).filter(
        number_plain__contains=wanted, unit__in=seen
    )
    found = set(papers.values_list("unit", flat=True)[:MOST_FOUND])
    if wanted[:CODE_BEGINS].isdigit() and len(wanted) >= CODE_BEGINS:
        return Q(code__startswith=wanted) | Q(pk__in=found)
    holders = RightHolder.objects.known(asked.known_at).on(asked.day)
    named = holders.filter(name__contains=text.strip(), unit__in=seen)
    found |= set(named.values_list("unit", flat=True)[:MOST_FOUND])
    placed = seen.filter(address__contains=text.strip())
    return Q(pk__in=found | set(placed.values_list("pk", flat=True)[:MOST_FOUND]))


def rows_of(keys: Sequence[int], asked: AsOf) -> list[UnitRow]:
    """Return the lines of some units, in their order, with a fixed number of queries."""
    units = BAUnit.objects.select_related("building", "parcel").in_bulk(keys)
    rights: dict[int, Right] = {}
    for right in (
        Right.objects.known(asked.known_at).on(asked.day).filter(unit__in=keys, kind__in=HELD_BY)
    ):
        rights[right.unit_id] = right
    holders = defaultdict(list)
    held = RightHolder.objects.known(asked.known_at).on(asked.day)
    for holder in held.filter(right__in=[right.pk for right in rights.values()]).order_by("pk"):
        holders[holder.unit_id].append((holder.name, _share(holder)))
    papers = defaultdict(list)
    live = Certificate.objects.known(asked.known_at).on(asked.day).filter(unit__in=keys)
    for unit, number in live.exclude(number="").order_by("pk").values_list("unit", "number"):
        papers[unit].append(number)
    limits: dict[int, dict[str, str]] = defaultdict(dict)
    stops = Restriction.objects.known(asked.known_at).on(asked.day).filter(unit__in=keys)
    for stop in stops.order_by("-kind"):
        limits[stop.unit_id][stop.kind] = stop.get_kind_display()
    return [
        _row(
            units[key],
            rights.get(key),
            tuple(holders[key]),
            tuple(papers[key]),
            tuple(limits[key].items()),
            asked,
        )
        for key in keys
    ]


def _share(holder: RightHolder) -> str:
    whole = holder.numerator == holder.denominator
    return "" if whole else f"{holder.numerator}/{holder.denominator}"


def _row(
    unit: BAUnit,
    right: Right | None,
    holders: tuple[tuple[str, str], ...],
    papers: tuple[str, ...],
    limits: tuple[tuple[str, str], ...],
    asked: AsOf,
) -> UnitRow:
    return UnitRow(
        code=unit.code,
        address=unit.address or unit.parcel.address,
        building=unit.building.name if unit.building else "",
        building_area_m2=unit.building_area_m2,
        kind=right.kind if right else "",
        kind_name=right.get_kind_display() if right else "",
        holders=holders,
        certificates=papers,
        restrictions=limits,
        since=right.period.lower if right else None,
        has_ended=unit.period.upper is not None and unit.period.upper <= asked.day,
    )
