"""Open findings, as the list, the export and the terminal show them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import get_language

from registry.models import Finding, RoomVerdict
from registry.policy.catalogue import RULES
from registry.policy.findings import shown
from registry.policy.moves import PUT_RIGHT
from registry.policy.sentences import SENTENCES
from registry.scope import Scope

HIDDEN = "＊＊"  # what stands for a name an account may not see
NAMES = ("person_name", "occupants")  # what evidence names people under


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFinding:
    """One finding as a row."""

    rule: str
    rule_label: str
    sentence: str
    organisation: str
    building: str
    floor: str
    floor_id: int | None
    room_number: str
    room_uid: str
    measured: str
    limit: str
    excess: str
    unit: str
    document_no: str
    clause: str
    detected_on: dt.date
    state: str = ""
    certainty: str = ""
    deadline: dt.date | None = None
    pk: int = 0
    state_code: str = ""
    organisation_id: int | None = None
    is_unsettled: bool = False
    cause_ended_on: dt.date | None = None
    recheck_on: dt.date | None = None
    batch_id: int | None = None
    due: dt.date | None = None  # its own deadline, or that of its batch
    excess_m2: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingList:
    """Rows with the number there is of each rule."""

    findings: Sequence[ListedFinding]
    counts: Sequence[tuple[str, str, int]]
    rule: str
    total: int


def open_findings(
    scope: Scope, *, rule: str = "", with_people: bool = True, most: int = 5000
) -> FindingList:
    """Return the open findings of a scope, by rule and then by how far they pass the limit."""
    seen = Finding.objects.within(scope).filter(state__in=PUT_RIGHT)
    rows = _joined(seen.filter(rule=rule) if rule else seen)[:most]
    counts = [(code, rule_label(code), number) for code, number in _counts(seen)]
    return FindingList(
        findings=[listed(row, with_people) for row in rows],
        counts=counts,
        rule=rule,
        total=sum(number for _code, _label, number in counts),
    )


def _counts(seen: QuerySet[Finding]) -> list[tuple[str, int]]:
    from django.db.models import Count

    return list(seen.order_by("rule").values_list("rule").annotate(Count("pk")))


def _joined(seen: QuerySet[Finding]) -> QuerySet[Finding]:
    return seen.select_related(
        "organisation", "building", "room__floor__building", "batch"
    ).order_by("rule", F("excess").desc(nulls_last=True), "key")


def listed(row: Finding, with_people: bool) -> ListedFinding:
    """Return a finding as a row of a list."""
    floor = row.room.floor if row.room else None
    building = floor.building if floor else row.building
    unit = row.evidence.get("unit", "m2")
    return ListedFinding(
        rule=row.rule,
        rule_label=rule_label(row.rule),
        sentence=sentence_of(row, with_people=with_people),
        organisation=row.organisation.name if row.organisation else "",
        building=building.name if building else "",
        floor=floor.name if floor else "",
        floor_id=floor.pk if floor else None,
        room_number=_room_number(row),
        room_uid=str(row.room.uid) if row.room else "",
        measured=shown(row.measured, unit),
        limit=shown(row.limit, unit),
        excess=shown(row.excess, unit),
        unit=unit,
        document_no=row.document_no,
        clause=row.clause,
        detected_on=row.detected_on,
        state=row.get_state_display(),
        certainty=row.evidence.get("certainty", ""),
        deadline=row.deadline,
        **_standing(row),
    )


def _standing(row: Finding) -> dict[str, Any]:
    """Return how a finding stands, for the marks a list puts on it."""
    certainty = row.evidence.get("certainty", "verified")
    batch = row.batch
    return {
        "pk": row.pk,
        "state_code": row.state,
        "organisation_id": row.organisation_id,
        "is_unsettled": certainty != "verified"
        or bool(row.evidence.get("confirm_before_production")),
        "cause_ended_on": row.cause_ended_on,
        "recheck_on": row.recheck_on,
        "batch_id": row.batch_id,
        "due": row.deadline or (batch.deadline if batch else None),
        "excess_m2": row.excess if row.evidence.get("unit") == "m2" else None,
    }


def rule_label(rule: str) -> str:
    """Return what a check is called in the reader's language."""
    return RULES[rule][language()] if rule in RULES else rule


def language() -> str:
    """Return the language of sentences for the reader: "zh" or "en"."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def _room_number(row: Finding) -> str:
    return str(row.evidence.get("room_number") or row.evidence.get("room_numbers") or "")


def sentence_of(row: Finding, *, with_people: bool = True) -> str:
    """Return a finding as one sentence in the reader's language; names only to those who may."""
    unit = row.evidence.get("unit", "m2")
    words = {
        **row.evidence,
        "document_no": row.document_no,
        "clause": row.clause,
        "measured": shown(row.measured, unit),
        "limit": shown(row.limit, unit),
        "excess": shown(row.excess, unit),
    }
    if not with_people:
        words |= {name: HIDDEN for name in NAMES if name in words}
    return SENTENCES[row.evidence["template"]][language()] % words


def idle_total(scope: Scope) -> tuple[int, Decimal]:
    """Return how many rooms of a scope were idle at the last assessment, and how many m²."""
    areas = RoomVerdict.objects.within(scope).filter(verdict="idle")
    found = list(areas.values_list("area_m2", flat=True))
    return len(found), sum(found, Decimal(0))


def assessed_rooms(scope: Scope) -> int:
    """Return how many rooms of a scope the last assessment gave a verdict."""
    return RoomVerdict.objects.within(scope).count()
