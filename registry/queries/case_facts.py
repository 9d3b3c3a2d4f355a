"""The facts of a case, gathered for its rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from registry.models import (
    Announcement,
    BAUnit,
    Building,
    Case,
    CaseDocument,
    CaseStep,
    DocumentVersion,
    Floor,
    Organisation,
    OrganisationKind,
    PlanVersion,
    User,
)
from registry.models.periods import AreaOf
from registry.policy.cases.applications import Application, Reading, read
from registry.policy.cases.book import Page
from registry.policy.cases.clocks import Clock, Limits, Passage, clock_of
from registry.policy.cases.documents import Slot, slots_for
from registry.policy.cases.facts import (
    Facts,
    NoticeFacts,
    Party,
    SlotFact,
    UnitFacts,
)
from registry.policy.cases.fees import FeeKind, FeeLine
from registry.policy.cases.parts import SPLIT
from registry.policy.cases.terms import Event, Kind, State
from registry.policy.cases.transitions import LIVE, PREPARES
from registry.queries.case_book import page_of
from registry.queries.case_land import land_of
from registry.queries.case_offices import limits_of, office_for, work_calendar
from registry.queries.case_units import merging, rooms_to_split, units_there
from registry.terms import Certainty
from registry.unit_codes import SEVERAL_BUILDINGS


def reading_of(case: Case) -> Reading:
    """Return what was typed into the form of a case, as far as it can be read."""
    return read(Kind(case.kind), case.payload)


def checklist_of(case: Case, application: Application) -> tuple[Slot, ...]:
    """Return the documents a case has to bring."""
    return slots_for(
        application.kind,
        right=application.right_type or "4",
        cause=application.cause,
        region_code=case.region_code,
    )


def live_documents(case: Case) -> list[CaseDocument]:
    """Return the papers of a case that have not been taken out, newest version first in each."""
    versions = DocumentVersion.objects.select_related("by").order_by("-number")
    kept = case.documents.filter(is_dropped=False)
    return list(kept.prefetch_related(Prefetch("versions", queryset=versions)))


def clock_on(steps: Sequence[CaseStep], limits: Limits, day: dt.date) -> Clock:
    """Return the clock of a case as its steps have set it."""
    passages = [Passage(state=State(step.to_state), on=step.on) for step in steps]
    return clock_of(passages, limits, work_calendar(), day)


def page_for(case: Case, day: dt.date) -> Page:
    """Return the register's page of the case's unit; empty while there is no unit."""
    return page_of(case.unit, day) if case.unit else Page()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """What both the rules and the page of a case read: fetched once."""

    steps: Sequence[CaseStep]
    documents: Sequence[CaseDocument]
    book: Page
    announcement: Announcement | None


def file_of(case: Case, day: dt.date) -> CaseFile:
    """Return the file of a case as of a day."""
    return CaseFile(
        steps=list(case.steps.select_related("by").order_by("pk")),
        documents=live_documents(case),
        book=page_for(case, day),
        announcement=Announcement.objects.filter(case=case).order_by("pk").last(),
    )


def facts_of(
    case: Case,
    *,
    day: dt.date,
    by: User | None = None,
    box: str = "",
    shelf: str = "",
    file: CaseFile | None = None,
) -> Facts:
    """Return everything the rules may ask of a case on a day."""
    file = file or file_of(case, day)
    reading = reading_of(case)
    application = reading.application
    steps = file.steps
    limits = limits_of(case.office, case.kind)
    others = _other_cases(case)
    competent = office_for(case.region_code)
    return Facts(
        application=application,
        unreadable=tuple(problem.field for problem in reading.problems),
        state=State(case.state),
        day=day,
        office=case.office.region.code,
        competent_office=competent.region.code if competent else "",
        has_series=bool(case.office.province and case.office.place),
        unit=_unit(case, application, file.book, day),
        standing=file.book.standing(day),
        merging=merging(case, application, day),
        land=land_of(case, application, day),
        applicants=tuple(_party(each) for each in case.applicants.all()),
        new_holders=_new_holders(application),
        slots=_slots(case, application, file.documents),
        asked_for=_asked_for(case),
        fees=_fees(case),
        notice=_notice(file.announcement),
        is_visited=any(step.event == Event.VISITED for step in steps),
        earlier_cases=tuple(other.number for other in others if _is_before(other, case)),
        same_kind_cases=tuple(other.number for other in others if other.kind == case.kind),
        submitted_on=case.received_on,
        corrected_on=next(
            (step.on for step in reversed(steps) if step.event == Event.ASK_CORRECTION), None
        ),
        clock=clock_on(steps, limits, day),
        limits=limits,
        prepared_by=frozenset(
            step.by_id for step in steps if step.by_id and Event(step.event) in PREPARES
        ),
        by=by.pk if by else None,
        box=box or case.box,
        shelf=shelf or case.shelf,
    )


def _is_before(other: Case, case: Case) -> bool:
    if other.received_seq is None:
        return False
    return case.received_seq is None or other.received_seq < case.received_seq


def _other_cases(case: Case) -> QuerySet[Case]:
    """Return the live cases on the same unit, or on the same building or parcel without one."""
    live = Case.objects.filter(state__in=[state.value for state in LIVE]).exclude(pk=case.pk)
    if case.unit_id:
        return live.filter(unit=case.unit_id)
    if case.building_id:
        return live.filter(unit=None, building=case.building_id)
    return live.filter(unit=None, building=None, parcel=case.parcel_id)


def _unit(case: Case, asked: Application, book: Page, day: dt.date) -> UnitFacts | None:
    unit, building = case.unit, case.building
    parcel = case.parcel or (unit.parcel if unit else None)
    if unit is None and building is None and parcel is None:
        return None
    building = building or (unit.building if unit else None)
    is_split = unit is not None and asked.cause == SPLIT
    return UnitFacts(
        code=unit.code if unit else "",
        parcel_code=parcel.code if parcel else "",
        building_code=building.code if building else "",
        region_code=case.region_code,
        parcel_area_m2=parcel.area_m2 if parcel else None,
        surveyed_area_m2=_surveyed(unit, building, day),
        registered_area_m2=(unit.building_area_m2 or book.building_area_m2) if unit else None,
        covers_several=bool(unit and unit.code[20:24] == SEVERAL_BUILDINGS),
        rooms=rooms_to_split(unit, day) if unit and is_split else (),
        units_there=() if unit else units_there(case),
    )


def _surveyed(unit: BAUnit | None, building: Building | None, day: dt.date) -> Decimal | None:
    """Return the area of all floors of the unit's building, None while a floor is not drawn."""
    if building is None:
        return None
    floors = Floor.objects.filter(building=building).count()
    plans = PlanVersion.objects.on(day).filter(floor__building=building, outline__isnull=False)
    areas = list(plans.values_list(AreaOf("outline"), flat=True))
    return sum(areas, Decimal(0)) if floors and len(areas) == floors else None


def _party(organisation: Organisation) -> Party:
    return Party(
        code=organisation.code,
        name=organisation.name,
        uscc=organisation.uscc or "",
        is_managing_office=organisation.kind == OrganisationKind.MANAGING_OFFICE,
    )


def _new_holders(application: Application) -> dict[str, Party]:
    codes = {holding.organisation for holding in application.holders}
    found = Organisation.objects.filter(code__in=codes) if codes else ()
    return {each.code: _party(each) for each in found}


def _slots(
    case: Case, application: Application, documents: Sequence[CaseDocument]
) -> tuple[SlotFact, ...]:
    hashes: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        newest = next(iter(document.versions.all()), None)
        if newest:
            hashes[document.slot].append(newest.sha256)
    return tuple(
        SlotFact(
            code=slot.code,
            is_required=slot.is_required,
            hashes=tuple(hashes[slot.code]),
            is_settled=slot.certainty is not Certainty.UNVERIFIED,
        )
        for slot in checklist_of(case, application)
    )


def _asked_for(case: Case) -> tuple[str, ...]:
    """Return the headings that the last notice of correction named."""
    last = case.notices.filter(kind="correction").last()
    return tuple(item["slot"] for item in last.items if item.get("slot")) if last else ()


def _fees(case: Case) -> tuple[FeeLine, ...]:
    return tuple(
        FeeLine(
            kind=FeeKind(row.kind),
            amount=row.amount,
            is_exempt=row.is_exempt,
            document=row.document,
            is_paid=row.is_paid,
        )
        for row in case.fees.all()
    )


def _notice(last: Announcement | None) -> NoticeFacts | None:
    if last is None:
        return None
    return NoticeFacts(
        published_on=last.published_on,
        until=last.until,
        working_days=last.working_days,
        objections=last.objections,
        is_objection_settled=last.is_objection_settled,
    )
