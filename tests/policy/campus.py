"""A few facts to assess, and the packs that ship: what the tests of policy are told."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from registry.policy import (
    Facts,
    RoomFact,
    RoomVerdict,
    RulePack,
    SeatFact,
    assess,
    packs_from,
)
from registry.terms import RoomUse

STANDARDS = Path(__file__).parents[2] / "fixtures" / "standards"
DAY = dt.date(2026, 11, 21)
CITY, COUNTY, PROVINCE, TOWN = "990100", "990121", "990000", "990121101"


def pack_data(code: str) -> dict[str, Any]:
    """Return the data of one pack that ships."""
    data: dict[str, Any] = json.loads((STANDARDS / f"{code}.json").read_text(encoding="utf-8"))
    return data


PACKS: tuple[RulePack, ...] = packs_from(pack_data(p.stem) for p in sorted(STANDARDS.glob("*")))


def without(code: str) -> tuple[RulePack, ...]:
    """Return the packs that ship but one."""
    return tuple(pack for pack in PACKS if pack.code != code)


def room(uid: str = "r1", area: str = "20", **known: Any) -> RoomFact:
    """Return an office of an area, in the city."""
    told: dict[str, Any] = {"use": RoomUse.OFFICE, "region_code": CITY, "organisation": "bureau"}
    return RoomFact(uid=uid, number=uid, area=Decimal(area), **{**told, **known})


def seat(person: str = "p1", rank: str = "M5", at: str = "r1", **known: Any) -> SeatFact:
    """Return somebody seated in a room since 2020, in a city bureau."""
    told: dict[str, Any] = {"level": "CITY", "organisation": "bureau", "region_code": CITY}
    told |= {"since": dt.date(2020, 1, 1), "person_name": person}
    return SeatFact(person=person, room=at, rank=rank, **{**told, **known})


def verdict_of(*facts: RoomFact | SeatFact, packs: tuple[RulePack, ...] = PACKS) -> RoomVerdict:
    """Return the verdict on the first room among some facts."""
    return assess(facts_of(*facts), packs, DAY).room_verdicts[0]


def facts_of(*facts: RoomFact | SeatFact) -> Facts:
    """Return rooms and seats as facts."""
    return Facts(
        rooms=tuple(fact for fact in facts if isinstance(fact, RoomFact)),
        seats=tuple(fact for fact in facts if isinstance(fact, SeatFact)),
    )


def rules_of(*facts: RoomFact | SeatFact, day: dt.date = DAY) -> list[str]:
    """Return the rules that fire on some facts, in order."""
    return [finding.rule for finding in assess(facts_of(*facts), PACKS, day).findings]
