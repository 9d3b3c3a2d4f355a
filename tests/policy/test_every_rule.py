"""Every rule of the catalogue: a case that fires, one that does not, one at the boundary."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from registry.policy import CertificateFact, Facts, OrganisationFact, assess
from registry.policy.catalogue import RULES
from registry.policy.facts import LeaseFact, PapersFact, RequestFact, TitleFact
from registry.policy.sentences import SENTENCES
from registry.terms import Departure, Level, RoomUse, Space

from .campus import CITY, DAY, PACKS, facts_of, room, seat

DOMAIN = {
    *(f"R-OFF-{n}" for n in range(1, 6)),
    *(f"R-UNIT-{n}" for n in range(1, 7)),
    *(f"R-TITLE-{n}" for n in range(1, 4)),
    *("R-USE-1", "R-IDLE-1", "R-RENT-1", "R-CONF-1"),
}
CODE = "990121001001GB00001F00010001"
ENDED = dt.date(2026, 3, 15)


def office(area: str) -> Facts:
    """Return one leader of a bureau (24 m²) in an office."""
    return facts_of(room(area=area), seat(rank="M3"))


def toilet(area: str) -> Facts:
    """Return a mayor with a toilet; with 8 m² in all, what it may err by is 0.13 m²."""
    inside = room("r2", area, space=Space.TOILET, counts_with="r1")
    return facts_of(room("r1", "2"), inside, seat(rank="M1", is_principal=True))


def offices(count: int) -> Facts:
    """Return one person in so many offices of 9 m²."""
    rooms = [room(f"r{n}", "9") for n in range(count)]
    return facts_of(*rooms, *(seat(at=each.uid) for each in rooms))


def gone(day: dt.date) -> Facts:
    """Return somebody who retired on a day and still sits in 9 m²."""
    return facts_of(room(area="9"), seat(left_on=day, left_by=Departure.RETIRED))


def partition(split_off: str) -> Facts:
    """Return a leader (24 m²) in 20 m² with a room split off behind the door."""
    return facts_of(room("r1", "20"), room("r2", split_off, counts_with="r1"), seat(rank="M3"))


def bureau(**used: str) -> Facts:
    """Return a bureau of 100: A 942, B 800, equipment 156.78, basic 1898.78 m²."""
    areas = {RoomUse(use): Decimal(area) for use, area in used.items()}
    fact = OrganisationFact(
        code="bureau",
        level=Level.CITY,
        region_code=CITY,
        establishment={"M3": 1, "M4": 3, "M5": 96},
        used=areas,
    )
    return Facts(organisations=(fact,))


def papers(**known: Any) -> Facts:
    """Return the papers of a bureau that are all in order but for what is said."""
    fact = PapersFact(
        organisation="bureau",
        region_code=CITY,
        has_agreement=True,
        has_certificate=True,
        certified_area=Decimal(1000),
        published_on=DAY,
        filed_on=DAY,
    )
    return Facts(papers=(replace(fact, **known),))


def used_as(approved: RoomUse | None) -> Facts:
    """Return an empty office that was approved as something."""
    return facts_of(room(approved_use=approved))


def idle(since: dt.date) -> Facts:
    """Return a room that nobody has had since a day; six months are allowed."""
    return facts_of(room(organisation=None, idle_since=since))


def lease(until: dt.date) -> Facts:
    """Return a room lent with approval until a day."""
    fact = LeaseFact(
        room="r1", region_code=CITY, taken_by="示例公司", is_approved=True, until=until
    )
    return Facts(leases=(fact,))


def title(**known: str) -> Facts:
    """Return a title that is in order but for what is said."""
    told = {"holder": "office", "unit_code": CODE, "parcel_code": CODE[:19]} | known
    return Facts(titles=(TitleFact(region_code=CITY, managing_office="office", **told),))


def certificate(surveyed: str) -> Facts:
    """Return a certificate of 100 m²; class II allows 0.04 × 10 + 0.002 × 100 = 0.60 m²."""
    fact = CertificateFact(
        subject=CODE,
        number="示（2020）示例市不动产权第0000001号",
        region_code=CITY,
        printed_area=Decimal(100),
        surveyed_area=Decimal(surveyed),
    )
    return Facts(certificates=(fact,))


def request(way: str, *failed: str) -> Facts:
    """Return a request for premises with the ways that are on record as having failed."""
    fact = RequestFact(
        number="示例申〔2026〕1号",
        organisation="bureau",
        region_code=CITY,
        way=way,
        failed_ways=frozenset(failed),
    )
    return Facts(requests=(fact,))


# rule: (fires, does not, at the boundary: the last that does not)
CASES: dict[str, tuple[Facts, Facts, Facts]] = {
    "R-OFF-1": (office("24.25"), office("23.99"), office("24")),
    "R-OFF-2": (toilet("6.14"), toilet("5"), toilet("6")),
    "R-OFF-3": (offices(3), facts_of(), offices(1)),
    "R-OFF-4": (
        gone(dt.date(2026, 10, 20)),
        gone(dt.date(2026, 11, 1)),
        gone(dt.date(2026, 10, 21)),
    ),
    "R-OFF-5": (partition("5"), office("30"), partition("4")),
    "R-UNIT-1": (bureau(office="942.01"), bureau(office="900"), bureau(office="942")),
    "R-UNIT-2": (bureau(service="800.01"), bureau(service="700"), bureau(service="800")),
    "R-UNIT-3": (bureau(equipment="156.79"), bureau(equipment="9"), bureau(equipment="156.78")),
    "R-UNIT-4": (
        bureau(office="942", service="800", equipment="156.79"),
        bureau(office="942"),
        bureau(office="942", service="800", equipment="156.78"),
    ),
    "R-UNIT-5": (
        papers(used_area=Decimal("1000.01")),
        papers(used_area=Decimal(5)),
        papers(used_area=Decimal(1000)),
    ),
    "R-UNIT-6": (
        papers(filed_on=dt.date(2025, 11, 20)),
        papers(),
        papers(filed_on=dt.date(2025, 11, 21)),
    ),
    "R-USE-1": (used_as(RoomUse.SERVICE), used_as(None), used_as(RoomUse.OFFICE)),
    "R-IDLE-1": (
        idle(dt.date(2026, 5, 20)),
        idle(dt.date(2026, 11, 1)),
        idle(dt.date(2026, 5, 21)),
    ),
    "R-RENT-1": (lease(dt.date(2026, 11, 20)), lease(dt.date(2027, 1, 1)), lease(DAY)),
    "R-TITLE-1": (title(holder="bureau"), title(), title(holder="office")),
    "R-TITLE-2": (
        title(unit_code=CODE[:-1]),
        title(),
        title(parcel_code=""),  # a parcel that is not recorded contradicts nothing
    ),
    "R-TITLE-3": (certificate("100.61"), certificate("100"), certificate("100.60")),
    "R-CONF-1": (
        request("rent", "transfer"),
        request("transfer"),
        request("rent", "transfer", "exchange"),
    ),
}


def fired(facts: Facts, rule: str) -> bool:
    """Return whether a rule fires on some facts; what it says can be said in both languages."""
    found = [each for each in assess(facts, PACKS, DAY).findings if each.rule == rule]
    assert all(each.sentence("en") and each.sentence("zh") for each in found)
    assert all(each.basis.clause and each.basis.document_no for each in found)
    return bool(found)


def test_the_catalogue_is_that_of_the_domain() -> None:
    assert set(RULES) == set(CASES) == DOMAIN
    assert all({"en", "zh"} == set(name) for name in RULES.values())
    assert {"-".join(each.split("-")[:3]) for each in SENTENCES} - {"R-UNIT"} <= set(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_each_rule_fires_beyond_its_boundary_and_not_at_it(rule: str) -> None:
    beyond, clear, at = CASES[rule]

    assert [fired(beyond, rule), fired(clear, rule), fired(at, rule)] == [True, False, False]


def test_an_overrun_of_the_offices_does_not_raise_the_limit_of_equipment_rooms() -> None:
    # A deployed system takes 9 % of what is used: 0.09 × (2000 + 800) = 252 m² would pass.
    crowded = bureau(office="2000", service="800", equipment="200")

    assert fired(crowded, "R-UNIT-3")


def test_each_way_to_premises_needs_every_earlier_one_to_have_failed() -> None:
    built = request("build", "transfer", "rent")

    (found,) = assess(built, PACKS, DAY).findings

    assert found.evidence["untried"] == "exchange"


def test_a_rest_room_is_no_partition() -> None:
    rest = room("r2", "9", space=Space.REST_ROOM, counts_with="r1")
    facts = facts_of(room("r1", "20"), rest, seat(rank="M3"))

    assert fired(facts, "R-OFF-1")
    assert not fired(facts, "R-OFF-5")
