"""What a phone is told of the rooms its inspector is sent to: as little as the visit needs.

Of the people in a room their names, no rank, number or organisation: they are on the phone until
its inspector signs out. Figures are text, for they are compared exactly.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from registry.models import InspectionPlan, Observation, PlannedVisit, User
from registry.policy.findings import exact
from registry.policy.visits import Allowance
from registry.queries.visits import Card, cards, plans_of

OUTLINE_DECIMALS = 2  # a centimetre: the sketch is looked at, never measured


def sent_to(account: User, *, day: dt.date) -> dict[str, Any]:
    """Return the open plans of an inspector on a day with their rooms."""
    plans = list(plans_of(account, day=day))
    visits = PlannedVisit.objects.within(account.scope).filter(plan__in=plans)
    by_plan: defaultdict[int, list[PlannedVisit]] = defaultdict(list)
    for visit in visits:
        by_plan[visit.plan_id].append(visit)
    plan_of = {visit.pk: plan for plan, inside in by_plan.items() for visit in inside}
    known: defaultdict[int, list[Card]] = defaultdict(list)
    for card in cards([visit for each in by_plan.values() for visit in each], day=day):
        known[plan_of[card.visit]].append(card)
    mine = _mine(account, plans)
    return {
        "account": account.pk,
        "day": day.isoformat(),
        "plans": [_plan(plan, known[plan.pk], mine) for plan in plans],
    }


def _mine(account: User, plans: Sequence[InspectionPlan]) -> set[int]:
    """Return the visits that an inspector has recorded something of."""
    seen = Observation.objects.within(account.scope).filter(by=account, visit__plan__in=plans)
    return set(seen.values_list("visit", flat=True))


def _plan(plan: InspectionPlan, found: Sequence[Card], mine: set[int]) -> dict[str, Any]:
    return {
        "id": plan.pk,
        "name": plan.name,
        "first": plan.period.lower.isoformat(),
        "until": plan.period.upper.isoformat(),
        "rooms": [_room(card) | {"is_seen": card.visit in mine} for card in found],
    }


def _room(card: Card) -> dict[str, Any]:
    expected = card.expected
    return {
        "visit": card.visit,
        "room": str(card.room),
        "number": card.number,
        "name": card.name,
        "building": card.building,
        "floor": card.floor,
        "place": [card.building_code, card.ordinal, card.number],
        "outline": [
            [round(x, OUTLINE_DECIMALS), round(y, OUTLINE_DECIMALS)] for x, y in card.outline
        ],
        "area": exact(card.area),
        "is_rectangle": card.is_rectangle,
        "occupants": list(expected.occupants),
        "counts_with": expected.counts_with,
        **_allowance(expected.allowance),
    }


def _allowance(allowance: Allowance) -> Mapping[str, Any]:
    survey, basis = allowance.survey, allowance.basis
    return {
        "limit": exact(allowance.limit),
        "beside": exact(allowance.beside),
        "tolerance": exact(allowance.tolerance),
        "survey": survey.name if survey else None,
        "root": exact(survey.root) if survey else None,
        "linear": exact(survey.linear) if survey else None,
        "document": basis.document_no if basis else "",
        "clause": basis.clause if basis else "",
        "reason": allowance.reason.value if allowance.reason else None,
    }
