"""A county with two bureaus on one floor, in a city with another county beside it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

from registry.assessments import assess_scope
from registry.models import (
    Allocation,
    Organisation,
    Person,
    PlanVersion,
    Region,
    Room,
    RoomVersion,
    Seat,
    User,
)
from registry.models.periods import from_day
from registry.scope import Scope
from registry.services.standards import take_packs
from tests.registry import builders as make

DAY = dt.date(2026, 7, 1)
STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"


def _packs() -> None:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
    take_packs(packs, reason="test")


@dataclass(slots=True)
class Campus:
    """Rooms of one floor by number, from the day the register begins.

    101 12 m²  示例局, one clerk (limit 9): over      102 9 m²  示例局, nobody
    103 18 m²  示例局, nobody                         104 9 m²  the other bureau's
    105 9 m²   nobody's: idle                        106 9 m²  示例局's meeting room
    走廊        a passage
    """

    city: Region = field(init=False)
    county: Region = field(init=False)
    other_county: Region = field(init=False)
    plan: PlanVersion = field(init=False)
    bureau: Organisation = field(init=False)
    other_bureau: Organisation = field(init=False)
    rooms: dict[str, Room] = field(default_factory=dict)
    clerk: Person = field(init=False)
    newcomer: Person = field(init=False)

    def __post_init__(self) -> None:
        _packs()
        self.city = make.region("990100", level="CITY")
        self.county = make.region("990121", parent=self.city)
        self.other_county = make.region("990122", parent=self.city)
        self.plan = make.plan(make.floor(make.building(self.county)))
        self.bureau = make.organisation(self.county)
        self.other_bureau = make.organisation(self.county)
        Organisation.objects.filter(pk=self.other_bureau.pk).update(name="另一局")
        self._draw()
        self.clerk = make.person(self.county, self.bureau)
        self.newcomer = make.person(self.county, self.bureau)
        Person.objects.filter(pk=self.newcomer.pk).update(name="乙二")
        self.newcomer.refresh_from_db()
        Seat.objects.create(room=self.rooms["101"], person=self.clerk, period=from_day(make.SINCE))
        assess_scope(Scope.EVERYTHING, day=DAY)

    def _draw(self) -> None:
        sizes = {"101": 4, "102": 3, "103": 6, "104": 3, "105": 3, "106": 3}
        west = 0.0
        for number, width in sizes.items():
            shape = make.box(west, 0, west + width, 3)
            use = "service" if number == "106" else "office"
            self.rooms[number] = make.room(self.plan, shape, number, use=use)
            west += width + 0.2
        corridor = make.box(0, 3.2, west, 5)
        self.rooms["走廊"] = make.room(self.plan, corridor, "", name="走廊", use="circulation")
        for number in ("101", "102", "103", "106"):
            self.give(number, self.bureau)
        self.give("104", self.other_bureau)
        for room in self.rooms.values():
            room.refresh_from_db()

    def give(self, number: str, to: Organisation) -> None:
        """Allocate a room since the register begins."""
        Allocation.objects.create(
            room=self.rooms[number], organisation=to, period=from_day(make.SINCE)
        )

    def uid(self, number: str) -> str:
        """Return the uid of a room."""
        return str(self.rooms[number].uid)

    def manager(self) -> User:
        """Return a property manager of the county."""
        return make.account(self.county)

    def outsider(self) -> User:
        """Return a property manager of the county beside it."""
        return make.account(self.other_county)

    def seats(self, person: Person) -> list[tuple[str, dt.date, dt.date | None]]:
        """Return where somebody sits from when to when, as room numbers and days."""
        numbers = dict(RoomVersion.objects.values_list("room_id", "number"))
        rows = Seat.objects.filter(person=person).order_by("period")
        return [(numbers[row.room_id], row.period.lower, row.period.upper) for row in rows]


@pytest.fixture
def campus(db: None) -> Campus:
    return Campus()
