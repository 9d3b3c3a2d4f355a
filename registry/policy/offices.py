"""Offices as the standard sees them: a door, what lies behind it and who sits there.

Office   the room with every space reached only through it (以门为界) and its occupants
host     the room such a space counts with
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.policy.facts import RoomFact, SeatFact
from registry.terms import RoomUse, Space

# Uses whose occupied rooms 表3 speaks of; a room nobody has named is what it is used for.
OFFICE_USES = frozenset({RoomUse.OFFICE, RoomUse.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Office:
    """A room, the spaces that count with it, and one seat for each person in it."""

    room: RoomFact
    parts: tuple[RoomFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()

    @property
    def is_office(self) -> bool:
        """Return whether the limits of 表3 speak of this room."""
        return self.room.use in OFFICE_USES

    @property
    def is_shared(self) -> bool:
        """Return whether more than one person sits here."""
        return len(self.seats) > 1

    @property
    def toilet_area(self) -> Decimal:
        """Return the area of the toilets inside."""
        return sum((p.area for p in self.parts if p.space is Space.TOILET), Decimal(0))

    @property
    def area(self) -> Decimal:
        """Return the area behind the door, rest rooms and toilets included."""
        return sum((part.area for part in self.parts), self.room.area)

    @property
    def confidence(self) -> Decimal | None:
        """Return the confidence of the most doubtful reading, None when all were measured."""
        read = [r.confidence for r in (self.room, *self.parts) if r.confidence is not None]
        return min(read, default=None)

    @property
    def occupants(self) -> str:
        """Return who sits here, as a sentence names them."""
        return "、".join(seat.person_name or seat.person for seat in self.seats)


def offices_of(
    rooms: Iterable[RoomFact], seats: Iterable[SeatFact], day: dt.date
) -> dict[str, Office]:
    """Return the offices by the uid of their room, in the order of uids, whatever order came in."""
    by_uid = {room.uid: room for room in rooms}
    hosts = {uid: host_of(uid, by_uid) for uid, room in by_uid.items() if room.counts_with}
    parts: defaultdict[str, list[RoomFact]] = defaultdict(list)
    for uid, host in sorted(hosts.items()):
        if host != uid:
            parts[host].append(by_uid[uid])
    seated = _seated(seats, hosts, day)
    return {
        uid: Office(by_uid[uid], tuple(parts.get(uid, ())), seated.get(uid, ()))
        for uid in sorted(by_uid)
        if hosts.get(uid, uid) == uid
    }


def host_of(uid: str, rooms: Mapping[str, RoomFact]) -> str:
    """Return the room a space counts with in the end; itself where the chain leads nowhere."""
    seen = {uid}
    at = uid
    while (beyond := rooms[at].counts_with) in rooms and beyond is not None:
        if beyond in seen:
            return uid
        seen.add(beyond)
        at = beyond
    return at


def _seated(
    seats: Iterable[SeatFact], hosts: Mapping[str, str], day: dt.date
) -> dict[str, tuple[SeatFact, ...]]:
    """Return the seats of a day by office."""
    seated: defaultdict[str, list[SeatFact]] = defaultdict(list)
    for seat in seats:
        if seat.since <= day and (seat.until is None or day < seat.until):
            seated[hosts.get(seat.room, seat.room)].append(seat)
    return {uid: _each_once(office) for uid, office in seated.items()}


def _each_once(seats: list[SeatFact]) -> tuple[SeatFact, ...]:
    """Return one seat for each person, by name: of two, that of the main post."""
    if len(seats) == 1:
        return (seats[0],)
    first = {seat.person: seat for seat in sorted(seats, key=_order, reverse=True)}
    return tuple(first[person] for person in sorted(first))


def _order(seat: SeatFact) -> tuple[bool, str, str, str, dt.date, str]:
    """Return what puts a person's main post before another seat of theirs in the same office."""
    post = (not seat.is_main_post, seat.level, seat.rank, seat.organisation)
    return (*post, seat.since, seat.room)
