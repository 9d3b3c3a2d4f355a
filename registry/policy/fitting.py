"""Whether a person may sit in a room, asked before anybody moves.

Fit      合适与否   what the room would be with the person in it
Bar      不得入座   why the room is not for them at all
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from registry.policy.facts import RoomFact, SeatFact
from registry.policy.findings import RoomVerdict
from registry.policy.offices import Office, host_of
from registry.policy.standards import Basis, Standards
from registry.policy.verdicts import verdict_on
from registry.terms import Verdict


class FitKind(StrEnum):
    """What a room would be with one person more in it."""

    WITHIN = "within"
    ERROR = "error"  # above the limit by no more than the measurement may err
    OVER = "over"
    UNKNOWN = "unknown"  # no standard in force gives this person a limit
    REFUSED = "refused"


class Bar(StrEnum):
    """Why a room is not for a person, whatever its size."""

    NOT_AN_OFFICE = "not_an_office"
    BEHIND_A_DOOR = "behind_a_door"  # it counts with another room (以门为界)
    ALLOCATED_TO_NOBODY = "allocated_to_nobody"
    ANOTHER_ORGANISATION = "another_organisation"
    SITS_HERE = "sits_here"
    HAS_LEFT = "has_left"
    NO_POST = "no_post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What a room would be with a person in it."""

    room: str
    number: str
    kind: FitKind
    area: Decimal
    limit: Decimal | None = None
    excess: Decimal | None = None
    basis: Basis | None = None
    bar: Bar | None = None
    named: str = ""  # what the bar speaks of: an organisation's code or another room's number


VERDICTS = {
    Verdict.WITHIN: FitKind.WITHIN,
    Verdict.WITHIN_ERROR: FitKind.ERROR,
    Verdict.OVER: FitKind.OVER,
}


def fits_of(
    newcomer: SeatFact,
    rooms: Mapping[str, RoomFact],
    offices: Mapping[str, Office],
    standards: Standards,
) -> dict[str, Fit]:
    """Return for each room what it would be with a person in it, or why they may not."""
    return {
        uid: _barred(room, *found)
        if (found := bar_to(newcomer, room, rooms, offices))
        else fit_of(newcomer, offices[uid], standards)
        for uid, room in rooms.items()
    }


def bar_to(
    newcomer: SeatFact,
    room: RoomFact,
    rooms: Mapping[str, RoomFact],
    offices: Mapping[str, Office],
) -> tuple[Bar, str] | None:
    """Return what keeps a person out of a room and the name it speaks of, or None."""
    if newcomer.left_on is not None and newcomer.left_on <= newcomer.since:
        return Bar.HAS_LEFT, newcomer.left_on.isoformat()
    if not newcomer.rank:
        return Bar.NO_POST, ""
    if room.uid not in offices:
        return Bar.BEHIND_A_DOOR, rooms[host_of(room.uid, rooms)].number
    if not offices[room.uid].is_office:
        return Bar.NOT_AN_OFFICE, room.use.value
    if any(seat.person == newcomer.person for seat in offices[room.uid].seats):
        return Bar.SITS_HERE, ""
    if room.organisation is None:
        return Bar.ALLOCATED_TO_NOBODY, ""
    if room.organisation != newcomer.organisation:
        return Bar.ANOTHER_ORGANISATION, room.organisation
    return None


def fit_of(newcomer: SeatFact, office: Office, standards: Standards) -> Fit:
    """Return what an office would be with one person more in it."""
    seat = replace(newcomer, room=office.room.uid)
    verdict = verdict_on(replace(office, seats=(*office.seats, seat)), standards)
    return _fit(office, verdict)


def _fit(office: Office, verdict: RoomVerdict) -> Fit:
    return Fit(
        room=office.room.uid,
        number=office.room.number,
        kind=VERDICTS.get(verdict.verdict, FitKind.UNKNOWN),
        area=verdict.area,
        limit=verdict.limit,
        excess=verdict.excess,
        basis=verdict.basis,
    )


def _barred(room: RoomFact, bar: Bar, named: str) -> Fit:
    return Fit(
        room=room.uid,
        number=room.number,
        kind=FitKind.REFUSED,
        area=room.area,
        bar=bar,
        named=named,
    )
