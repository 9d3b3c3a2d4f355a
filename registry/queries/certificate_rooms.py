"""Which rooms stand on whose use certificate: what an organisation uses against what it was given."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import UsePaper
from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRoom:
    """A room an organisation uses or is named for, and the certificate in force that names it."""

    uid: uuid.UUID
    number: str
    area_m2: Decimal
    building: str
    floor: str
    floor_id: int
    is_used: bool  # by the organisation asked about
    user: str | None  # who uses it, by name
    user_id: int | None
    paper_id: int | None
    paper_number: str | None
    holder_id: int | None
    holder: str | None  # whose certificate it is


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRooms:
    """The rooms of an organisation by what its certificates say of them."""

    of: int
    rooms: Sequence[NamedRoom]

    @property
    def on_none(self) -> list[NamedRoom]:
        """Return the rooms in use that no certificate in force names."""
        return [room for room in self.rooms if room.is_used and room.paper_id is None]

    @property
    def on_anothers(self) -> list[NamedRoom]:
        """Return the rooms in use that stand on another organisation's certificate."""
        return [r for r in self.rooms if r.is_used and r.holder_id not in (None, self.of)]

    @property
    def handed_on(self) -> list[NamedRoom]:
        """Return the rooms on its own certificates that another organisation uses."""
        return [
            room
            for room in self.rooms
            if room.holder_id == self.of and room.user_id not in (None, self.of)
        ]

    @property
    def named(self) -> list[NamedRoom]:
        """Return the rooms that its own certificates in force name."""
        return [room for room in self.rooms if room.holder_id == self.of]


def named_rooms(of: int, *, day: dt.date) -> NamedRooms:
    """Return the rooms an organisation uses or is named for on a day."""
    return NamedRooms(of=of, rooms=_rooms(NAMED, {"organisation": of, "day": day, "paper": None}))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFloor:
    """The rooms of a floor, to be ticked."""

    building: str
    floor: str
    rooms: Sequence[NamedRoom]


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRooms:
    """A certificate with the rooms it names, and those it could."""

    paper: UsePaper
    floors: Sequence[ChosenFloor]
    chosen: frozenset[str]  # uids the certificate names

    @property
    def rooms(self) -> list[NamedRoom]:
        """Return every room that may be ticked."""
        return [room for floor in self.floors for room in floor.rooms]


def certificate(pk: int, paper: int, *, scope: Scope) -> UsePaper:
    """Return a certificate of an organisation inside the scope."""
    rows = UsePaper.objects.select_related("organisation__region")
    return rows.get(
        pk=paper,
        organisation=pk,
        kind="certificate",
        organisation__region_code__startswith=_prefix(scope),
    )


def _prefix(scope: Scope) -> str:
    return "none" if scope.prefix is None else scope.prefix


def certificate_rooms(paper: UsePaper, *, scope: Scope, day: dt.date) -> CertificateRooms:
    """Return what a certificate names and could name, by building and floor."""
    values = {"organisation": paper.organisation_id, "day": day, "paper": paper.pk}
    rooms = _rooms(NAMED, values)
    named = paper.rooms.filter(room__region_code__startswith=_prefix(scope))
    return CertificateRooms(
        paper=paper,
        floors=_by_floor(rooms),
        chosen=frozenset(str(uid) for uid in named.values_list("room__uid", flat=True)),
    )


def _by_floor(rooms: Sequence[NamedRoom]) -> list[ChosenFloor]:
    """Return rooms floor by floor, in their order."""
    floors: dict[int, list[NamedRoom]] = {}
    for room in rooms:
        floors.setdefault(room.floor_id, []).append(room)
    return [
        ChosenFloor(building=there[0].building, floor=there[0].floor, rooms=there)
        for there in floors.values()
    ]


def _rooms(sql: str, values: dict[str, Any]) -> list[NamedRoom]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        return [NamedRoom(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


NAMED = """
    -- One row a room that the organisation uses that day, or that a certificate of it names: who
    -- uses it, and which certificate in force names it.
    WITH ours AS (
        SELECT room_id FROM registry_allocation
         WHERE organisation_id = %(organisation)s AND period @> %(day)s::date
        UNION
        SELECT named.room_id
          FROM registry_usepaper AS paper
          JOIN registry_usepaperroom AS named ON named.paper_id = paper.id
         WHERE paper.organisation_id = %(organisation)s
           AND (paper.id = %(paper)s OR named.period @> %(day)s::date)
    )
    SELECT room.uid, coalesce(nullif(version.number, ''), version.name) AS number,
           version.area_m2, building.name AS building, floor.name AS floor, floor.id AS floor_id,
           coalesce(allocation.organisation_id = %(organisation)s, false) AS is_used,
           party.name AS user, party.id AS user_id,
           paper.id AS paper_id, paper.number AS paper_number,
           holder.id AS holder_id, holder.name AS holder
      FROM ours
      JOIN registry_room AS room ON room.id = ours.room_id
      JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN registry_building AS building ON building.id = floor.building_id
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = room.id AND allocation.period @> %(day)s::date
      LEFT JOIN registry_organisation AS party ON party.id = allocation.organisation_id
      LEFT JOIN registry_usepaperroom AS named
        ON named.room_id = room.id AND named.period @> %(day)s::date
      LEFT JOIN registry_usepaper AS paper ON paper.id = named.paper_id
      LEFT JOIN registry_organisation AS holder ON holder.id = paper.organisation_id
     ORDER BY building.code, floor.ordinal, version.number, room.id
"""
