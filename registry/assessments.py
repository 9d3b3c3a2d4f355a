"""From the register to verdicts: queries → facts → policy → what pages show and what is kept.

AssessedRoom   a room on a day with who is in it and what the standard says
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.policy import RoomVerdict, RulePack, assess, pack_from
from registry.policy.changes import Difference, difference, with_draft
from registry.policy.findings import Assessment
from registry.policy.periods import elapsed
from registry.policy.standards import Basis, Standards
from registry.queries import standards as packs
from registry.queries.facts import IDLE_USES, Reach, rooms_known, seats_in, suites_of
from registry.queries.occupancy import HeldRoom, Part, SeatedPerson, people_on, rooms_on
from registry.queries.places import NotInSight
from registry.scope import Scope
from registry.services.reassessment import Known, assess_edits, assess_whole, known_of
from registry.terms import NotAssessed, RoomUse, Verdict

STATES = {
    Verdict.OVER: "over",
    Verdict.WITHIN_ERROR: "measuring_error",
    Verdict.WITHIN: "within",
    Verdict.IDLE: "idle",
    Verdict.NOT_ASSESSED: "unassessed",
}
CIRCULATION = "circulation"
__all__ = ["AssessedRoom", "Occupant", "assess_edits", "assess_scope", "building_on"]
__all__ += ["floor_on", "replay", "room_on", "what_if"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupant:
    """A person in a room with the limit of their rank and their share of the room."""

    code: str
    name: str
    rank: str
    rank_name: str
    title: str
    organisation: str
    since: dt.date
    limit_m2: Decimal | None
    share_m2: Decimal | None
    left_on: dt.date | None
    left_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedRoom:
    """A room on a day, as the map and its panel show it."""

    uid: uuid.UUID
    number: str
    name: str
    use: str
    building_code: str
    building_name: str
    floor_id: int
    floor_name: str
    state: str
    area_m2: Decimal
    counted_m2: Decimal
    limit_m2: Decimal | None
    excess_m2: Decimal | None
    measuring_error_m2: Decimal | None
    reason: NotAssessed | None
    basis: Basis | None
    pack_title: str
    organisation: str | None
    organisation_since: dt.date | None
    occupants: tuple[Occupant, ...]
    can_see_people: bool
    idle_since: dt.date | None
    idle_months: int | None
    printed_area_m2: Decimal | None
    reading_confidence: Decimal | None
    drawing: str
    plan_since: dt.date
    footprint: str | None

    @property
    def document_no(self) -> str:
        """Return the document the limit stands in."""
        return self.basis.document_no if self.basis else ""

    @property
    def clause(self) -> str:
        """Return the clause the limit stands in."""
        return self.basis.clause if self.basis else ""

    @property
    def certainty(self) -> str:
        """Return how sure the limit is."""
        return self.basis.certainty.value if self.basis else ""


def floor_on(floor: int, *, day: dt.date) -> list[AssessedRoom]:
    """Return the rooms of a floor as they are and as the standard sees them on a day."""
    return _assessed(Part(floor=floor), day)


def building_on(building: int, *, day: dt.date) -> list[AssessedRoom]:
    """Return the rooms of every floor of a building as the standard sees them on a day."""
    return _assessed(Part(building=building), day)


def room_on(
    scope: Scope, *, uid: uuid.UUID, day: dt.date, with_people: bool = True
) -> AssessedRoom:
    """Return one room inside the scope on a day."""
    rooms = _assessed(Part(scope=scope, room=uid), day, with_people=with_people)
    if not rooms:
        raise NotInSight(str(uid))
    return rooms[0]


def _assessed(part: Part, day: dt.date, *, with_people: bool = True) -> list[AssessedRoom]:
    rooms, people = rooms_on(day, part), people_on(day, part)
    known = packs.rule_packs()
    verdicts = {v.room: v for v in _verdicts(rooms, known, day)}
    standards, titles = Standards.on(day, known), packs.titles()
    seated: Mapping[int, list[SeatedPerson]] = _by_room(people)
    return [
        _view(room, seated[room.pk], verdicts.get(str(room.uid)), standards, titles, with_people)
        for room in rooms
    ]


def _verdicts(
    rooms: Sequence[HeldRoom], known: Sequence[RulePack], day: dt.date
) -> Sequence[RoomVerdict]:
    """Return the verdicts on some rooms, with what lies behind their doors and before them."""
    suites = Reach(keys=tuple(sorted(suites_of((room.pk for room in rooms), day=day))))
    facts = Known(rooms=rooms_known(day, suites), seats=seats_in(day, suites)).facts
    return assess(facts, known, day).room_verdicts


def idle_since(room: HeldRoom) -> dt.date | None:
    """Return since when nobody has had an office, or None when it is held or no office."""
    is_free = room.organisation_id is None and RoomUse(room.use) in IDLE_USES
    return room.free_since if is_free else None


def _by_room(people: Sequence[SeatedPerson]) -> Mapping[int, list[SeatedPerson]]:
    seated: defaultdict[int, list[SeatedPerson]] = defaultdict(list)
    for person in people:
        seated[person.room_id].append(person)
    return seated


# --- views ----------------------------------------------------------------------


def _view(
    room: HeldRoom,
    people: Sequence[SeatedPerson],
    verdict: RoomVerdict | None,
    standards: Standards,
    titles: Mapping[str, str],
    with_people: bool,
) -> AssessedRoom:
    basis = verdict.basis if verdict else None
    since = idle_since(room)
    return AssessedRoom(
        uid=room.uid,
        number=room.number,
        name=room.name,
        use=room.use,
        building_code=room.building_code,
        building_name=room.building_name,
        floor_id=room.floor_id,
        floor_name=room.floor_name,
        state=STATES[verdict.verdict] if verdict else CIRCULATION,
        area_m2=room.area_m2,
        counted_m2=verdict.area if verdict else room.area_m2,
        limit_m2=verdict.limit if verdict else None,
        excess_m2=verdict.excess if verdict else None,
        measuring_error_m2=verdict.error if verdict else None,
        reason=verdict.reason if verdict else None,
        basis=basis,
        pack_title=titles.get(basis.pack, "") if basis else "",
        organisation=room.organisation,
        organisation_since=room.organisation_since,
        occupants=_occupants(people, room, standards) if with_people else (),
        can_see_people=with_people,
        idle_since=since,
        idle_months=elapsed(since, standards.day).months if since else None,
        printed_area_m2=room.printed_area_m2,
        reading_confidence=room.reading_confidence,
        drawing=room.drawing,
        plan_since=room.plan_since,
        footprint=room.footprint,
    )


def _occupants(
    people: Sequence[SeatedPerson], room: HeldRoom, standards: Standards
) -> tuple[Occupant, ...]:
    """Return the people of a room, the highest limit first, with their share of a shared room."""
    limits = [
        standards.limit(person.standard_level, person.rank, person.organisation_region)
        for person in people
    ]
    areas = [limit.net_area if limit else None for limit in limits]
    known = [area for area in areas if area]
    whole = sum(known, Decimal(0)) if len(known) == len(people) else None
    listed = [
        Occupant(
            code=person.code,
            name=person.name,
            rank=person.rank,
            rank_name=limit.name if limit else person.rank,
            title=person.title,
            organisation=person.organisation,
            since=person.since,
            limit_m2=area,
            share_m2=room.area_m2 * area / whole if whole and area else None,
            left_on=person.left_on,
            left_by=person.left_by,
        )
        for person, limit, area in zip(people, limits, areas, strict=True)
    ]
    return tuple(sorted(listed, key=lambda each: -(each.limit_m2 or 0)))


# --- what is kept ---------------------------------------------------------------


def assess_scope(scope: Scope, *, day: dt.date) -> Assessment:
    """Assess every room of a scope and keep its verdicts and findings."""
    return assess_whole(scope, day=day)


def replay(scope: Scope, *, day: dt.date) -> Assessment:
    """Return what the standards of a day said of the register as it was that day; keep nothing."""
    return assess(known_of(scope, day=day).facts, packs.rule_packs(), day)


def what_if(content: Mapping[str, Any], scope: Scope, *, day: dt.date) -> Difference:
    """Return what a rule pack that is not in force would change in a scope, were it on a day."""
    known = packs.rule_packs()
    draft = pack_from(content, above=[pack for pack in known if pack.code != content["code"]])
    facts = known_of(scope, day=day).facts
    return difference(assess(facts, known, day), assess(facts, with_draft(known, draft, day), day))
