"""The register assessed: a whole scope from scratch, or only what an edit touched.

Both ask the same facts of the same rules; what is kept after either is the same.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from registry.models import Finding, Person, TouchedKind
from registry.policy import Facts, assess
from registry.policy.facts import LeaseFact, PapersFact
from registry.policy.findings import Assessment
from registry.policy.findings import Finding as Found
from registry.policy.moves import State
from registry.queries import facts as register
from registry.queries import set_based, standards
from registry.queries.facts import KnownOrganisation, KnownRoom, KnownSeat, Reach
from registry.queries.letting_facts import leases_known
from registry.queries.title_facts import certificates_known, titles_known
from registry.queries.use_papers import papers_known
from registry.scope import Scope
from registry.services.findings import keep_findings
from registry.services.totals import add_up_buildings, add_up_scope
from registry.services.verdicts import (
    count_verdicts_anew,
    forget_verdicts,
    keep_plain_verdicts,
    keep_verdicts,
)
from registry.terms import RoomUse


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Facts of a day beside the keys their rows are kept under."""

    rooms: Sequence[KnownRoom] = ()
    seats: Sequence[KnownSeat] = ()
    organisations: Sequence[KnownOrganisation] = ()
    papers: Sequence[PapersFact] = ()
    leases: Sequence[LeaseFact] = ()
    rest: Facts = field(default_factory=Facts)

    @property
    def facts(self) -> Facts:
        """Return the facts alone; circulation is no room of the standard's."""
        return Facts(
            rooms=tuple(r.fact for r in self.rooms if r.fact.use is not RoomUse.CIRCULATION),
            seats=tuple(seat.fact for seat in self.seats),
            organisations=tuple(each.fact for each in self.organisations),
            papers=tuple(self.papers),
            leases=tuple(self.leases),
            certificates=self.rest.certificates,
            titles=self.rest.titles,
        )


# --- a whole scope ----------------------------------------------------------------


def known_of(scope: Scope, *, day: dt.date) -> Known:
    """Return the facts of a scope; the offices its people have elsewhere are among them."""
    reach = Reach(scope=scope)
    rooms, seats = register.rooms_known(day, reach), register.seats_in(day, reach)
    here = {room.pk for room in rooms}
    if scope.prefix:
        people = {seat.person_id for seat in seats}
        beyond = register.suites_of(register.rooms_of_people(people, day=day), day=day) - here
        elsewhere = Reach(keys=tuple(sorted(beyond)))
        rooms = [*rooms, *register.rooms_known(day, elsewhere)]
        seats = [*seats, *register.seats_in(day, elsewhere)]
    organisations = register.organisations_known(day, reach)
    return Known(
        rooms=rooms,
        seats=seats,
        organisations=organisations,
        papers=papers_known(organisations, day),
        leases=leases_known(day, reach),
        rest=_titles(day, reach),
    )


def _titles(day: dt.date, reach: Reach) -> Facts:
    return Facts(
        certificates=tuple(certificates_known(day, reach)),
        titles=tuple(titles_known(day, reach)),
    )


@transaction.atomic
def assess_whole(scope: Scope, *, day: dt.date) -> Assessment:
    """Assess every room of a scope from scratch and keep what is said.

    SQL gives every plain room its verdict in one pass; the rules see whatever else there is and
    every room a finding may come of. What is returned speaks of those alone.
    """
    packs = standards.rule_packs()
    values = set_based.values_for(scope, packs=packs, day=day)
    with set_based.room_to_work():
        forget_verdicts(scope=scope)
        keep_plain_verdicts(values)
        count_verdicts_anew()
        odd = set_based.odd_rooms(values)
        known = _seen_by_the_rules(scope, odd | set_based.suspect_rooms(values), day)
    said = assess(known.facts, packs, day)
    rooms = [room for room in known.rooms if room.pk in odd]
    keep_verdicts(rooms, said.room_verdicts, day=day)
    add_up_scope(scope)
    keep_findings(
        [finding for finding in said.findings if scope.covers(finding.region_code)],
        open_before=Finding.objects.exclude(state=State.RESOLVED).within(scope),
        day=day,
    )
    if scope == Scope.EVERYTHING:
        take_touched()
    return said


def _seen_by_the_rules(scope: Scope, rooms: Collection[int], day: dt.date) -> Known:
    """Return the facts of some rooms with what is behind their doors, and of the whole scope's rest."""
    there = Reach(keys=tuple(sorted(register.suites_of(rooms, day=day))))
    reach = Reach(scope=scope)
    organisations = register.organisations_known(day, reach)
    return Known(
        rooms=register.rooms_known(day, there),
        seats=register.seats_in(day, there),
        organisations=organisations,
        papers=papers_known(organisations, day),
        leases=leases_known(day, reach),
        rest=_titles(day, reach),
    )


# --- what an edit touched ---------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """The keys of what an edit touched."""

    rooms: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    standings: frozenset[int] = frozenset()
    buildings: frozenset[int] = frozenset()
    standards: frozenset[int] = frozenset()  # a new text touches everything there is

    def __bool__(self) -> bool:
        """Return whether anything was touched."""
        return any(
            (
                *(self.rooms, self.people, self.organisations),
                *(self.standings, self.buildings, self.standards),
            )
        )


TAKE = """
    -- What edits touched, taken away; a row another assessment is taking is left to it. A new
    -- text of a standard waits for whoever takes everything.
    DELETE FROM registry_touched
     WHERE id IN (SELECT id FROM registry_touched
                   WHERE %(everything)s OR transaction = txid_current() AND kind <> 'standard'
                     FOR UPDATE SKIP LOCKED)
    RETURNING kind, key
"""


def take_touched(*, everything: bool = True) -> Edited:
    """Take what edits touched off the list: all of it, or only what this transaction touched."""
    taken: defaultdict[str, set[int]] = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"everything": everything})
        for kind, key in cursor.fetchall():
            taken[kind].add(key)
    return _edited(taken)


def _edited(taken: Mapping[str, Iterable[int]]) -> Edited:
    return Edited(
        rooms=frozenset(taken.get(TouchedKind.ROOM, ())),
        people=frozenset(taken.get(TouchedKind.PERSON, ())),
        organisations=frozenset(taken.get(TouchedKind.ORGANISATION, ())),
        standings=frozenset(taken.get(TouchedKind.STANDING, ())),
        buildings=frozenset(taken.get(TouchedKind.BUILDING, ())),
        standards=frozenset(taken.get(TouchedKind.STANDARD, ())),
    )


@transaction.atomic
def assess_edits(*, day: dt.date | None = None, everything: bool = False) -> Assessment | None:
    """Assess anew what this transaction touched so far; with `everything`, what any edit did.

    Services call it at their end; the day is today's unless it is given.
    """
    edited, today = take_touched(everything=everything), day or timezone.localdate()
    if edited.standards:
        return assess_whole(Scope.EVERYTHING, day=today)
    return assess_touched(edited, day=today) if edited else None


@transaction.atomic
def assess_touched(edited: Edited, *, day: dt.date) -> Assessment:
    """Assess anew the rooms, people, organisations and buildings an edit touched, and keep it."""
    rooms, people = _reached(edited, day)
    organisations = (
        edited.organisations | edited.standings | register.organisations_in(rooms, day=day)
    )
    known = _known(rooms, organisations, edited.buildings, day)
    said = assess(known.facts, standards.rule_packs(), day)
    forget_verdicts(rooms=rooms)
    keep_verdicts(known.rooms, said.room_verdicts, day=day)
    add_up_buildings({room.building_id for room in known.rooms} | edited.buildings)
    spoken_of = _spoken_of(rooms, people, organisations, edited.buildings)
    keep_findings(_about(said.findings, people), open_before=spoken_of, day=day)
    return said


def _reached(edited: Edited, day: dt.date) -> tuple[set[int], set[int]]:
    """Return the rooms to assess, and the people whose every room is among them."""
    first = register.suites_of(edited.rooms, day=day)
    seated = register.seats_in(day, Reach(keys=tuple(sorted(first))))
    people = {seat.person_id for seat in seated} | edited.people
    people |= register.people_of(edited.standings, day=day)
    rooms = first | register.rooms_of_people(people, day=day)
    return register.suites_of(rooms, day=day), people


def _known(
    rooms: Collection[int], organisations: Collection[int], buildings: Collection[int], day: dt.date
) -> Known:
    there = Reach(keys=tuple(sorted(rooms)))
    held_by = register.organisations_known(day, Reach(keys=tuple(sorted(organisations))))
    return Known(
        rooms=register.rooms_known(day, there),
        seats=register.seats_in(day, there),
        organisations=held_by,
        papers=papers_known(held_by, day),
        leases=leases_known(day, there),
        rest=_titles(day, Reach(keys=tuple(sorted(buildings)))),
    )


def _about(found: Sequence[Found], people: Collection[int]) -> list[Found]:
    """Return the findings but those on a person some of whose offices were not looked at."""
    codes = set(Person.objects.filter(pk__in=people).values_list("code", flat=True))
    return [each for each in found if each.subject_kind != "person" or each.subject in codes]


def _spoken_of(
    rooms: Collection[int],
    people: Collection[int],
    organisations: Collection[int],
    buildings: Collection[int],
) -> QuerySet[Finding]:
    """Return the open findings that an assessment of these would find again."""
    is_meant = (
        Q(subject_kind__in=("room", "seat"), room_id__in=rooms)
        | Q(subject_kind="person", person_id__in=people)
        | Q(subject_kind="organisation", organisation_id__in=organisations)
        | Q(subject_kind="unit", building_id__in=buildings)
    )
    return Finding.objects.exclude(state=State.RESOLVED).filter(is_meant)
