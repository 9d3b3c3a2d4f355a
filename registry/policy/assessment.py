"""Facts and rule packs in, findings and verdicts out: the same facts give the same bytes."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from registry.policy.facts import Facts, SeatFact
from registry.policy.findings import Assessment, Finding, Gap, RoomVerdict
from registry.policy.offices import Office, offices_of
from registry.policy.rules.configuration import asked_too_early
from registry.policy.rules.idle import idle_too_long
from registry.policy.rules.offices import (
    hidden_by_a_partition,
    over_limit,
    toilet_beyond_entitlement,
)
from registry.policy.rules.on_site import measured_over
from registry.policy.rules.organisations import over_quota
from registry.policy.rules.papers import outside_certificate, papers_missing, yearly_duties
from registry.policy.rules.people import (
    Place,
    second_office_not_below,
    still_seated,
    too_many_offices,
)
from registry.policy.rules.titles import certificate_disagrees, code_is_wrong, held_by_another
from registry.policy.rules.use import function_changed, handed_on, let_or_lent
from registry.policy.standards import RulePack, Standards
from registry.policy.verdicts import verdict_on, verdicts_with


def assess(facts: Facts, packs: Iterable[RulePack], day: dt.date) -> Assessment:
    """Return what the standards in force on a day say of the facts of that day."""
    standards = Standards.on(day, packs)
    offices = offices_of(facts.rooms, facts.seats, day)
    verdicts = {uid: verdict_on(office, standards) for uid, office in offices.items()}
    findings = [
        *_on_offices(offices, verdicts, standards),
        *_on_people(offices.values(), standards),
        *_on_papers(facts, standards),
        *_on_titles(facts, standards),
    ]
    quotas = [answer for fact in facts.organisations for answer in over_quota(fact, standards)]
    findings += [answer for answer in quotas if isinstance(answer, Finding)]
    gaps = [answer for answer in quotas if isinstance(answer, Gap)]
    everything = (v for uid in offices for v in verdicts_with(offices[uid], verdicts[uid]))
    return Assessment(
        findings=tuple(sorted((f for f in findings if f), key=lambda f: f.key)),
        room_verdicts=tuple(sorted(everything, key=lambda v: v.room)),
        gaps=tuple(sorted(gaps, key=lambda gap: gap.organisation)),
    )


def _on_offices(
    offices: Mapping[str, Office], verdicts: Mapping[str, RoomVerdict], standards: Standards
) -> Iterator[Finding | None]:
    """Return what each room shows by itself."""
    for uid, office in offices.items():
        yield over_limit(office, verdicts[uid], standards)
        yield measured_over(office, verdicts[uid], standards)
        yield hidden_by_a_partition(office, verdicts[uid], standards)
        yield idle_too_long(office, standards)
        yield toilet_beyond_entitlement(office, standards)
        for room in (office.room, *office.parts):
            yield function_changed(room, standards)
            yield handed_on(room, standards)


def _on_people(offices: Iterable[Office], standards: Standards) -> Iterator[Finding | None]:
    """Return what each person's offices show, one by one and together."""
    in_use = [office for office in offices if office.is_office and office.seats]
    for office in in_use:
        for seat in office.seats:
            yield second_office_not_below((office, seat), standards)
            yield still_seated((office, seat), standards)
    for places in several_places(in_use).values():
        yield too_many_offices(places, standards)


def several_places(offices: Iterable[Office]) -> dict[str, list[Place]]:
    """Return the offices of each person who has more than one, in the order given."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for office, seat, count in _counted(list(offices)):
        if count > 1:
            places[seat.person].append((office, seat))
    return dict(places)


def _counted(offices: Sequence[Office]) -> Iterator[tuple[Office, SeatFact, int]]:
    """Yield each seat with the number of offices its person has."""
    count = Counter(seat.person for office in offices for seat in office.seats)
    for office in offices:
        for seat in office.seats:
            yield office, seat, count[seat.person]


def _on_papers(facts: Facts, standards: Standards) -> Iterator[Finding | None]:
    """Return what agreements, certificates, leases, requests and yearly duties show."""
    for papers in facts.papers:
        yield from papers_missing(papers, standards)
        yield outside_certificate(papers, standards)
        yield from yearly_duties(papers, standards)
    for lease in facts.leases:
        yield let_or_lent(lease, standards)
    for request in facts.requests:
        yield asked_too_early(request, standards)


def _on_titles(facts: Facts, standards: Standards) -> Iterator[Finding | None]:
    """Return what titles and certificates show."""
    for title in facts.titles:
        yield held_by_another(title, standards)
        yield code_is_wrong(title, standards)
    for certificate in facts.certificates:
        yield certificate_disagrees(certificate, standards)
