"""A county with an office to be inspected, for the tests of inspections."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings

from registry.assessments import assess_scope
from registry.models import Finding, InspectionPlan, Observation, Seat
from registry.models.periods import from_day
from registry.policy.visits import Answer, Measured
from registry.scope import Scope
from registry.services.inspections import Told, plan_inspection, record_observation
from registry.services.standards import take_packs
from tests.registry import builders as make

STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"
DAY = dt.date(2026, 7, 1)
NOON = dt.datetime(2026, 7, 1, 12, tzinfo=dt.UTC)


class World:
    """A county with an office of 4 × 5 m, one clerk in it (limit 9 m²), and two inspectors."""

    def __init__(self) -> None:
        packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
        take_packs(packs, reason="test")
        self.county = make.region()
        self.bureau = make.organisation(self.county)
        self.drawn = make.plan(make.floor(make.building(self.county)))
        self.office = make.room(self.drawn, make.box(0, 0, 4, 5), "101")
        self.clerk = make.person(self.county, self.bureau)
        Seat.objects.create(room=self.office, person=self.clerk, period=from_day(make.SINCE))
        self.one = make.account(self.county, "inspector")
        self.other = make.account(self.county, "inspector")
        self.plan = self.send()
        self.visit = self.plan.visits.get()

    def send(self, **told: Any) -> InspectionPlan:
        known: dict[str, Any] = {
            "name": "示例巡检",
            "first_day": DAY,
            "last_day": DAY,
            "inspector": self.one,
            "second_inspector": self.other,
            "rooms": [self.office.pk],
            "reason": "季度巡检",
            "by": self.one,
        }
        return plan_inspection(**known | told)

    def told(self, **what: Any) -> Told:
        known: dict[str, Any] = {
            "uid": uuid.UUID(int=1),
            "visit": self.visit.pk,
            "answer": Answer.CONFIRMED,
            "measured": Measured(length_a_m=Decimal("4.000"), length_b_m=Decimal("5.000")),
            "person": "",
            "note": "",
            "verdict": "over",
            "seen_at": NOON,
            "sent_at": NOON,
        }
        return Told(**known | what)

    def record(self, by: Any = None, **what: Any) -> tuple[Observation, bool]:
        return record_observation(told=self.told(**what), by=by or self.one, at=NOON, day=DAY)

    def finding(self) -> Finding:
        assess_scope(Scope.EVERYTHING, day=DAY)
        return Finding.objects.get(rule="R-OFF-1")
