"""Observations of rooms brought together: every one is kept, none replaces another.

Sighting      巡检记录   what one inspector saw in one room, under an id its phone made
happened_at   发生时间   the phone's clock, put right by how far it was off when the record was sent
word          最新说法   the last sighting of an inspector; earlier ones stay beside it
Disagreement  分歧       what two inspectors' words on one room do not agree in

    merged(a, merged(b, c)) == merged(merged(b, a), c), and merged(a, a) == merged(a)
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations

from registry.errors import SameIdOtherContent
from registry.policy.visits import Answer, Measured
from registry.terms import Verdict

# Beyond this a phone's clock is said to be wrong; a message may well be this long on its way.
CLOCK_IS_OFF_AFTER = dt.timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What one inspector saw in one room."""

    uid: uuid.UUID
    room: str
    by: str
    answer: Answer
    seen_at: dt.datetime  # by the phone's clock
    sent_at: dt.datetime  # by the phone's clock, when it reached the register
    received_at: dt.datetime  # by the register's clock
    measured: Measured | None = None
    error: Decimal = Decimal(0)  # m² that the area may be wrong by
    verdict: Verdict = Verdict.NOT_ASSESSED
    person: str = ""  # who else was found, in the inspector's words
    note: str = ""

    @property
    def clock_error(self) -> dt.timedelta:
        """Return how far the phone's clock was behind the register's."""
        return self.received_at - self.sent_at

    @property
    def happened_at(self) -> dt.datetime:
        """Return when it was seen, by the register's clock."""
        return self.seen_at + self.clock_error

    @property
    def has_wrong_clock(self) -> bool:
        """Return whether the phone's clock was off by more than a message takes."""
        return abs(self.clock_error) > CLOCK_IS_OFF_AFTER

    @property
    def content(self) -> tuple[object, ...]:
        """Return what was seen, whenever and however often it was sent."""
        what = (self.room, self.by, self.answer, self.seen_at, self.measured)
        return (*what, self.person, self.note)


class Matter(StrEnum):
    """What two sightings do not agree in."""

    ANSWER = "answer"
    VERDICT = "verdict"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two inspectors' words on one room that cannot both be so."""

    matter: Matter
    one: Sighting
    other: Sighting


def merged(*collections: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Return every sighting once, in the order it happened, whatever order they came in.

    Of the same record sent twice the first to arrive stays; another record under a used id is
    refused.
    """
    kept: dict[uuid.UUID, Sighting] = {}
    for sighting in (each for collection in collections for each in collection):
        before = kept.setdefault(sighting.uid, sighting)
        if before.content != sighting.content:
            raise SameIdOtherContent(uid=str(sighting.uid))
        kept[sighting.uid] = min(before, sighting, key=_arrival)
    return tuple(sorted(kept.values(), key=lambda each: (each.happened_at, each.uid)))


def _arrival(sighting: Sighting) -> tuple[dt.datetime, dt.datetime]:
    return (sighting.received_at, sighting.sent_at)


def words(sightings: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Return the last word of each inspector on one room, by inspector."""
    last = {each.by: each for each in merged(sightings)}
    return tuple(last[by] for by in sorted(last))


def disagreements(sightings: Iterable[Sighting]) -> tuple[Disagreement, ...]:
    """Return what the inspectors of one room do not agree in; a closed door contradicts nobody."""
    heard = [each for each in words(sightings) if each.answer is not Answer.NO_ACCESS]
    return tuple(
        Disagreement(matter=matter, one=one, other=other)
        for one, other in combinations(heard, 2)
        for matter in _matters(one, other)
    )


def _matters(one: Sighting, other: Sighting) -> Sequence[Matter]:
    """Return what two sightings do not agree in."""
    found = []
    if one.answer is not other.answer or one.person != other.person:
        found.append(Matter.ANSWER)
    if one.measured and other.measured:
        judged = {one.verdict, other.verdict} - {Verdict.NOT_ASSESSED}
        if len(judged) > 1:
            found.append(Matter.VERDICT)
        if abs(one.measured.area - other.measured.area) > max(one.error, other.error):
            found.append(Matter.AREA)
    return found
