"""An organisation on a day: what it is approved to have against what it has, and its rooms."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, Q, QuerySet

from registry.errors import NoFormula
from registry.models import Certificate, Establishment, Finding, Organisation
from registry.policy import Quota
from registry.policy.facts import OrganisationFact
from registry.policy.moves import PUT_RIGHT
from registry.policy.quotas import Step
from registry.policy.rules.organisations import quota_for
from registry.policy.standards import Limit, Standards
from registry.queries import standards
from registry.queries.certificate_rooms import NamedRooms, named_rooms
from registry.queries.facts import Reach, organisations_known
from registry.queries.use_papers import PapersPage, papers_page
from registry.scope import Scope
from registry.terms import RoomUse

PAGE = 50
COMPARED = (  # what stands against what: the quota's symbol and the uses that count
    ("office", "A", (RoomUse.OFFICE,)),
    ("service", "B", (RoomUse.SERVICE,)),
    ("equipment", "equipment", (RoomUse.EQUIPMENT,)),
    ("basic", "basic", (RoomUse.OFFICE, RoomUse.SERVICE, RoomUse.EQUIPMENT)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One kind of premises: approved against actual, in m² 使用面积."""

    what: str
    approved: Decimal | None
    actual: Decimal
    step: Step | None

    @property
    def excess(self) -> Decimal | None:
        """Return what is above the approved area, negative where there is room left."""
        return None if self.approved is None else self.actual - self.approved


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOrganisation:
    """One organisation as a row."""

    pk: int
    name: str
    code: str
    region: str
    level: str
    headcount: int
    compared: tuple[Compared, ...]
    open_findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedHeads:
    """How many posts of a rank are approved, and what one of them may have."""

    rank: str
    name: str
    headcount: int
    limit: Limit | None
    document_no: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRoom:
    """A room of an organisation."""

    uid: uuid.UUID
    number: str
    use: str
    area: Decimal
    building: str
    floor: str
    floor_id: int
    verdict: str | None
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage:
    """Everything the page of an organisation says."""

    organisation: Organisation
    day: dt.date
    compared: tuple[Compared, ...]
    auxiliary: Compared
    other: Decimal  # m²: technical premises and what nobody has named
    quota: Quota | None
    missing: NoFormula | None
    establishment: tuple[RankedHeads, ...]
    people: int
    certificates: Sequence[Certificate]
    findings: Sequence[Finding]
    rooms: tuple[HeldRoom, ...]
    papers: PapersPage
    named: NamedRooms

    @property
    def headcount(self) -> int:
        """Return the approved headcount over all ranks."""
        return sum(each.headcount for each in self.establishment)


# --- the list ---------------------------------------------------------------------


def organisations(
    scope: Scope, *, day: dt.date, text: str = "", page: int = 1
) -> tuple[Page[Organisation], list[ListedOrganisation]]:
    """Return a page of the organisations of a scope, each approved against actual."""
    found = _found(scope, text)
    shown = Paginator(found, PAGE).get_page(page)
    keys = tuple(row.pk for row in shown)
    known = {each.pk: each.fact for each in organisations_known(day, Reach(scope=scope, keys=keys))}
    judged = Standards.on(day, standards.rule_packs())
    return shown, [_listed(row, known.get(row.pk), judged) for row in shown]


def _found(scope: Scope, text: str) -> QuerySet[Organisation]:
    open_ones = Count("findings", filter=Q(findings__state__in=PUT_RIGHT))
    rows = Organisation.objects.within(scope).select_related("region")
    named = Q(name__icontains=text) | Q(code__icontains=text) | Q(uscc__icontains=text)
    rows = rows.filter(named) if text else rows
    return rows.annotate(open_findings=open_ones).order_by("region_code", "code")


def _listed(row: Any, fact: OrganisationFact | None, judged: Standards) -> ListedOrganisation:
    quota, _missing = _quota(fact, judged)
    return ListedOrganisation(
        pk=row.pk,
        name=row.name,
        code=row.code,
        region=row.region.name,
        level=row.standard_level,
        headcount=sum(fact.establishment.values()) if fact else 0,
        compared=compare(fact.used if fact else {}, quota),
        open_findings=row.open_findings,
    )


def _quota(
    fact: OrganisationFact | None, judged: Standards
) -> tuple[Quota | None, NoFormula | None]:
    """Return an organisation's quota, or why no pack in force gives it."""
    if fact is None:
        return None, None
    try:
        return quota_for(fact, judged), None
    except NoFormula as missing:
        return None, missing


def compare(used: Mapping[RoomUse, Decimal], quota: Quota | None) -> tuple[Compared, ...]:
    """Return each kind of premises, approved against actual."""
    return tuple(
        Compared(
            what=what,
            approved=quota.value(symbol) if quota else None,
            actual=sum((used.get(use, Decimal(0)) for use in uses), Decimal(0)),
            step=quota.step(symbol) if quota else None,
        )
        for what, symbol, uses in COMPARED
    )


# --- one organisation -------------------------------------------------------------


def organisation_page(pk: int, *, scope: Scope, day: dt.date) -> OrganisationPage:
    """Return the page of an organisation inside the scope on a day."""
    row = Organisation.objects.within(scope).select_related("region", "parent").get(pk=pk)
    reach = Reach(scope=scope, keys=(pk,))
    fact = next((each.fact for each in organisations_known(day, reach)), None)
    judged = Standards.on(day, standards.rule_packs())
    quota, missing = _quota(fact, judged)
    rooms = _rooms(pk, day)
    used = _by_use(rooms)
    outside = (RoomUse.TECHNICAL, RoomUse.UNKNOWN)
    return OrganisationPage(
        organisation=row,
        day=day,
        compared=compare(used, quota),
        auxiliary=_auxiliary(used, quota),
        other=sum((used.get(use, Decimal(0)) for use in outside), Decimal(0)),
        quota=quota,
        missing=missing,
        establishment=_establishment(row, day, judged),
        people=_people(pk, day),
        certificates=_certificates(row, day),
        findings=_findings(row, scope),
        rooms=rooms,
        papers=papers_page(row, fact, judged, day=day),
        named=named_rooms(pk, day=day),
    )


def _auxiliary(used: Mapping[RoomUse, Decimal], quota: Quota | None) -> Compared:
    """Return the auxiliary rooms in 建筑面积: what is measured divided by K, as the quota has it."""
    net = used.get(RoomUse.AUXILIARY, Decimal(0))
    return Compared(
        what="auxiliary",
        approved=quota.value("C") if quota else None,
        actual=net / quota.value("K") if quota else net,
        step=quota.step("C") if quota else None,
    )


def _by_use(rooms: Sequence[HeldRoom]) -> dict[RoomUse, Decimal]:
    used: dict[RoomUse, Decimal] = {}
    for room in rooms:
        use = RoomUse(room.use)
        used[use] = used.get(use, Decimal(0)) + room.area
    return used


def _establishment(of: Organisation, day: dt.date, judged: Standards) -> tuple[RankedHeads, ...]:
    """Return the establishment of a day with the limit of each rank."""
    rows = Establishment.objects.filter(organisation=of).on(day).order_by("rank")
    limits = {row.rank: judged.limit(of.standard_level, row.rank, of.region_code) for row in rows}
    return tuple(
        RankedHeads(
            rank=row.rank,
            name=limit.name if (limit := limits[row.rank]) else row.rank,
            headcount=row.headcount,
            limit=limit,
            document_no=row.document_no,
        )
        for row in rows
    )


def _people(pk: int, day: dt.date) -> int:
    """Return how many people hold a main post here on a day."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"organisation": pk, "day": day})
        found: int = cursor.fetchone()[0]
    return found


PEOPLE = """
    SELECT count(*)
      FROM registry_post AS post
      JOIN registry_person AS person ON person.id = post.person_id
     WHERE post.organisation_id = %(organisation)s AND post.is_main
       AND post.period @> %(day)s::date
       AND (person.left_on IS NULL OR person.left_on > %(day)s::date)
"""


def _certificates(of: Organisation, day: dt.date) -> Sequence[Certificate]:
    rows = Certificate.objects.on(day).filter(holder=of)
    return list(rows.select_related("unit__building").order_by("unit__code"))


def _findings(of: Organisation, scope: Scope) -> Sequence[Finding]:
    rows = Finding.objects.within(scope).filter(organisation=of, state__in=PUT_RIGHT)
    return list(rows.select_related("room", "building").order_by("rule", "key")[:200])


def _rooms(pk: int, day: dt.date) -> tuple[HeldRoom, ...]:
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, {"organisation": pk, "day": day})
        names = [column.name for column in cursor.description]
        return tuple(HeldRoom(**dict(zip(names, row, strict=True))) for row in cursor.fetchall())


ROOMS = """
    -- One row a room the organisation holds that day, with what the last assessment said of it.
    SELECT room.uid, coalesce(nullif(version.number, ''), version.name) AS number, version.use,
           version.area_m2 AS area, building.name AS building, floor.name AS floor,
           floor.id AS floor_id, verdict.verdict,
           (SELECT count(*) FROM registry_seat AS seat
             WHERE seat.room_id = room.id AND seat.period @> %(day)s::date) AS people
      FROM registry_allocation AS allocation
      JOIN registry_room AS room ON room.id = allocation.room_id
      JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      LEFT JOIN registry_roomverdict AS verdict ON verdict.room_id = room.id
     WHERE allocation.organisation_id = %(organisation)s AND allocation.period @> %(day)s::date
     ORDER BY building.code, floor.ordinal, version.number, room.id
"""
