"""Every figure of 表3, below, at and above: written here by hand from the table."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from registry.policy import limit_for
from registry.terms import NotAssessed, Verdict

from .campus import CITY, COUNTY, DAY, PACKS, TOWN, room, seat, verdict_of, without

TABLE_3 = [
    ("CENTRAL", "C1", 54),
    ("CENTRAL", "C2", 42),
    ("CENTRAL", "C3", 24),
    ("CENTRAL", "C4", 18),
    ("CENTRAL", "C5", 12),
    ("CENTRAL", "C6", 9),
    ("PROVINCE", "P1", 54),
    ("PROVINCE", "P2", 42),
    ("PROVINCE", "P3", 30),
    ("PROVINCE", "P4", 24),
    ("PROVINCE", "P5", 18),
    ("PROVINCE", "P6", 12),
    ("PROVINCE", "P7", 9),
    ("CITY", "M1", 42),
    ("CITY", "M2", 30),
    ("CITY", "M3", 24),
    ("CITY", "M4", 18),
    ("CITY", "M5", 9),
    ("COUNTY", "X1", 30),
    ("COUNTY", "X2", 24),
    ("COUNTY", "X3", 18),
    ("COUNTY", "X4", 12),
    ("COUNTY", "X5", 9),
    ("TOWNSHIP", "T1", 24),
    ("TOWNSHIP", "T2", 18),
    ("TOWNSHIP", "T3", 9),
]
NATIONAL = [row for row in TABLE_3 if row[0] != "TOWNSHIP"]


@pytest.mark.parametrize(("level", "rank", "area"), TABLE_3)
def test_each_rank_has_the_area_of_the_table(level: str, rank: str, area: int) -> None:
    limit = limit_for(PACKS, level=level, rank=rank, region_code=TOWN, day=DAY)

    assert limit is not None
    assert limit.net_area == area


@pytest.mark.parametrize(("level", "rank", "area"), TABLE_3)
def test_an_office_is_within_up_to_its_limit_and_over_beyond(
    level: str, rank: str, area: int
) -> None:
    who = seat(rank=rank, level=level, region_code=TOWN)

    below = verdict_of(room(area=f"{area - 1}.999999"), who)
    at = verdict_of(room(area=f"{area}"), who)
    a_hair_above = verdict_of(room(area=f"{area}.000001"), who)
    above = verdict_of(room(area=f"{area + 1}"), who)

    assert [below.verdict, at.verdict] == [Verdict.WITHIN, Verdict.WITHIN]
    assert a_hair_above.verdict is Verdict.WITHIN_ERROR
    assert above.verdict is Verdict.OVER
    assert above.excess == 1


@pytest.mark.parametrize("rank", ["T1", "T2", "T3"])
def test_a_township_rank_without_a_local_decision_is_not_assessed(rank: str) -> None:
    who = seat(rank=rank, level="TOWNSHIP", region_code=TOWN)

    verdict = verdict_of(room(area="500"), who, packs=without("demo-township-99"))

    assert verdict.verdict is Verdict.NOT_ASSESSED
    assert verdict.reason is NotAssessed.NO_LIMIT


def test_a_rank_no_pack_knows_is_not_assessed() -> None:
    verdict = verdict_of(room(area="5"), seat(rank="M9"))

    assert verdict.reason is NotAssessed.UNKNOWN_RANK


def test_one_unknown_rank_leaves_a_shared_room_unassessed() -> None:
    verdict = verdict_of(room(area="5"), seat("p1", "M5"), seat("p2", ""))

    assert verdict.verdict is Verdict.NOT_ASSESSED
    assert verdict.reason is NotAssessed.UNKNOWN_RANK


def test_the_local_decision_wins_over_the_nation_and_says_so() -> None:
    limit = limit_for(PACKS, level="TOWNSHIP", rank="T1", region_code=TOWN, day=DAY)

    assert limit is not None
    assert limit.basis.pack == "demo-township-99"
    assert limit.basis.document_no == "示例府办〔2020〕1号"


def test_a_decision_of_another_province_does_not_reach_here() -> None:
    limit = limit_for(PACKS, level="TOWNSHIP", rank="T1", region_code="510104101", day=DAY)

    assert limit is not None
    assert limit.net_area is None
    assert limit.basis.pack == "cn-2674-2014"


@pytest.mark.parametrize(
    ("day", "pack", "area"),
    [
        (dt.date(2014, 11, 26), "cn-2250-1999", Decimal(32)),
        (dt.date(2014, 11, 27), "cn-2674-2014", Decimal(42)),
        (dt.date(2014, 11, 28), "cn-2674-2014", Decimal(42)),
    ],
)
def test_the_old_table_ends_the_day_the_new_one_begins(
    day: dt.date, pack: str, area: Decimal
) -> None:
    limit = limit_for(PACKS, level="CITY", rank="M1", region_code=CITY, day=day)

    assert limit is not None
    assert (limit.basis.pack, limit.net_area) == (pack, area)


def test_no_pack_is_in_force_before_the_first() -> None:
    day = dt.date(1999, 12, 20)

    assert limit_for(PACKS, level="CITY", rank="M1", region_code=CITY, day=day) is None


def test_the_organisations_standard_level_decides_and_not_the_building() -> None:
    in_a_county_building = room(area="24", region_code=COUNTY)

    verdict = verdict_of(in_a_county_building, seat(rank="P4", level="PROVINCE"))

    assert verdict.limit == 24
    assert verdict.verdict is Verdict.WITHIN
