"""Everything the page of one case shows."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import GEOSGeometry

from registry.models import (
    Announcement,
    BAUnit,
    Case,
    CaseDocument,
    CaseEntry,
    CaseNotice,
    CaseStep,
    IssuedPaper,
    PlanVersion,
    User,
)
from registry.policy.cases.actors import actor_of
from registry.policy.cases.applications import choices_of, read
from registry.policy.cases.book import Page
from registry.policy.cases.checking import Result, check, stopping
from registry.policy.cases.clocks import Clock
from registry.policy.cases.documents import Slot
from registry.policy.cases.facts import Facts
from registry.policy.cases.fees import FEES, FeeKind
from registry.policy.cases.fields import Field, fields_for
from registry.policy.cases.land import DRAWN_CAUSES
from registry.policy.cases.numbers import as_of_day
from registry.policy.cases.parts import MERGE, SPLIT
from registry.policy.cases.terms import Kind, State, Words
from registry.policy.cases.transitions import (
    BEFORE_REGISTERED,
    EDITABLE,
    ENDED,
    PRINTED_KINDS,
    Transition,
    moves_from,
)
from registry.queries.case_certificates import papers_given_out
from registry.queries.case_facts import (
    checklist_of,
    facts_of,
    file_of,
    reading_of,
)
from registry.queries.case_land import LandForm, land_form, land_of
from registry.queries.case_units import PartsForm, beside, parts_form

SKETCH_PX = 260  # the side of the sketch
SKETCH_MARGIN_PX = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field with what stands in it, what may be chosen, and what is wrong with it."""

    field: Field
    value: Any
    choices: Mapping[str, Words]
    problem: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistLine:
    """A heading of the checklist with the papers under it."""

    slot: Slot
    documents: Sequence[CaseDocument]
    is_missing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A move somebody may make, and the rules that stop it now."""

    move: Transition
    stops: Sequence[Result]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of the way: passed, here or to come, with the last step into it."""

    state: State
    step: CaseStep | None
    is_here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRow:
    """A tax or fee with what has been stated of it."""

    kind: FeeKind
    label: Words
    line: Any | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """Parcel and building as paths in a square picture; north is up."""

    parcel: str
    building: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """One case, with what the reader may do about it."""

    case: Case
    facts: Facts
    clock: Clock | None
    results: Sequence[Result]
    fields: Sequence[FormField]
    checklist: Sequence[ChecklistLine]
    stages: Sequence[Stage]
    steps: Sequence[CaseStep]
    offered: Sequence[Offered]
    notices: Sequence[CaseNotice]
    announcement: Announcement | None
    fees: Sequence[FeeRow]
    book: Page
    entry: CaseEntry | None
    sketch: Sketch | None
    is_editable: bool
    takes_papers: bool
    parts: PartsForm | None
    neighbours: Sequence[BAUnit]
    land: LandForm | None
    papers: Sequence[IssuedPaper]
    archive: tuple[str, str]  # the box and the shelf its registry offers


WAY = (
    *(State.DRAFT, State.SUBMITTED, State.ACCEPTED, State.FIRST_REVIEW, State.SECOND_REVIEW),
    *(State.APPROVED, State.REGISTERED, State.PRINTED, State.ISSUED, State.ARCHIVED),
)
ASIDE = frozenset(
    {
        *(State.CORRECTION, State.SITE_VISIT, State.PUBLIC_NOTICE),
        *(State.REFUSED, State.WITHDRAWN, State.NOT_ACCEPTED),
    }
)


def page_of_case(case: Case, *, user: User, day: dt.date) -> CasePage:
    """Return everything the page of a case shows to somebody on a day."""
    file = file_of(case, day)
    facts = facts_of(case, day=day, by=user, file=file)
    results = check(facts)
    state = State(case.state)
    entry = CaseEntry.objects.filter(case=case).select_related("by").first()
    return CasePage(
        case=case,
        facts=facts,
        clock=facts.clock,
        results=() if state in ENDED else results,
        fields=_fields(case),
        checklist=_checklist(case, file.documents),
        stages=_stages(case, file.steps),
        steps=file.steps,
        offered=_offered(case, user, results),
        notices=list(case.notices.select_related("by")),
        announcement=file.announcement,
        fees=_fee_rows(case),
        book=file.book,
        entry=entry,
        sketch=sketch_of(case, day),
        is_editable=state in EDITABLE,
        takes_papers=state in BEFORE_REGISTERED,
        parts=_parts(case, facts),
        neighbours=_neighbours(case, facts),
        land=form_of_land(case, facts, case.payload),
        papers=papers_given_out(case) if entry else (),
        archive=(as_of_day(case.office.box, day), as_of_day(case.office.shelf, day)),
    )


def _parts(case: Case, facts: Facts) -> PartsForm | None:
    """Return the form of a split, None for a case that splits nothing."""
    if facts.application.cause != SPLIT or facts.unit is None:
        return None
    whole = facts.unit.registered_area_m2 or facts.standing.recorded_area_m2
    return parts_form(case.payload.get("parts"), facts.unit.rooms, whole)


def form_of_land(case: Case, facts: Facts, typed: Mapping[str, Any]) -> LandForm | None:
    """Return the form of a parcel's pieces, None for a case that draws none."""
    if facts.land is None or case.unit is None or facts.application.cause not in DRAWN_CAUSES:
        return None
    return land_form(typed.get("pieces"), facts.land, case.unit.parcel, facts.application.cause)


def land_as_typed(case: Case, typed: Mapping[str, Any], *, day: dt.date) -> LandForm | None:
    """Return the form of a parcel's pieces with what somebody is typing into it."""
    application = read(Kind(case.kind), {"cause": typed.get("cause")}).application
    land = land_of(case, application, day)
    if land is None or case.unit is None or application.cause not in DRAWN_CAUSES:
        return None
    return land_form(typed.get("pieces"), land, case.unit.parcel, application.cause)


def _neighbours(case: Case, facts: Facts) -> Sequence[BAUnit]:
    """Return the units that the unit of a case can be merged with."""
    is_merge = facts.application.cause == MERGE and case.unit is not None
    return list(beside(case.unit)) if is_merge and case.unit else ()


def _fields(case: Case) -> list[FormField]:
    kind = Kind(case.kind)
    problems = {each.field: each.message for each in reading_of(case).problems}
    return [
        FormField(
            field=field,
            value=case.payload.get(field.name),
            choices=choices_of(field, kind),
            problem=problems.get(field.name),
        )
        for field in fields_for(kind)
        if field.is_for(case.cause)
    ]


def _checklist(case: Case, documents: Sequence[CaseDocument]) -> list[ChecklistLine]:
    slots = checklist_of(case, reading_of(case).application)
    lines = [
        ChecklistLine(
            slot=slot,
            documents=inside,
            is_missing=slot.is_required and not inside,
        )
        for slot in slots
        for inside in [[each for each in documents if each.slot == slot.code]]
    ]
    return sorted(lines, key=lambda line: not line.slot.is_required)


def _stages(case: Case, steps: Sequence[CaseStep]) -> list[Stage]:
    """Return the way of a case; what lies beside it stands where the case went."""
    here = State(case.state)
    into = {State(step.to_state): step for step in steps}
    way = [each for each in WAY if _is_on_way(each, Kind(case.kind))]
    if here in ASIDE:
        before = State(steps[-1].from_state) if steps else State.DRAFT
        at = next((n for n, each in enumerate(way) if each == before), len(way) - 1)
        way.insert(at + 1, here)
    return [
        Stage(state=each, step=into.get(each), is_here=each == here)
        for each in (way if here not in ENDED - {State.ARCHIVED} else _until(way, here))
    ]


def _until(way: Sequence[State], last: State) -> list[State]:
    return list(way[: way.index(last) + 1])


def _is_on_way(state: State, kind: Kind) -> bool:
    return kind in PRINTED_KINDS or state not in {State.PRINTED, State.ISSUED}


def _offered(case: Case, user: User, results: Sequence[Result]) -> list[Offered]:
    actor = actor_of(user.role)
    if actor is None:
        return []
    return [
        Offered(move=move, stops=stopping(results, move.event))
        for move in moves_from(State(case.state), actor, Kind(case.kind))
    ]


def _fee_rows(case: Case) -> list[FeeRow]:
    lines = {line.kind: line for line in case.fees.all()}
    return [
        FeeRow(kind=kind, label=label, line=lines.get(kind.value)) for kind, label in FEES.items()
    ]


# --- the sketch ------------------------------------------------------------------------


def sketch_of(case: Case, day: dt.date) -> Sketch | None:
    """Return the parcel and the building's outline as paths, None when neither is drawn."""
    parcel = case.parcel.boundary if case.parcel else None
    plans = PlanVersion.objects.on(day).filter(
        floor__building=case.building_id, footprint__isnull=False
    )
    ground = plans.order_by("floor__ordinal").filter(floor__ordinal__gt=0).first()
    footprint = ground.footprint if case.building_id and ground else None
    shapes = [shape for shape in (parcel, footprint) if shape]
    if not shapes:
        return None
    west, south, east, north = _extent(shapes)
    stretch = math.cos(math.radians((south + north) / 2))  # a degree of longitude is shorter
    size = max((east - west) * stretch, north - south) or 1
    scale = (SKETCH_PX - 2 * SKETCH_MARGIN_PX) / size

    def placed(x: float, y: float) -> str:
        across = SKETCH_PX / 2 + (x - (west + east) / 2) * stretch * scale
        down = SKETCH_PX / 2 - (y - (south + north) / 2) * scale
        return f"{across:.1f} {down:.1f}"

    return Sketch(parcel=_path(parcel, placed), building=_path(footprint, placed))


def _extent(shapes: Sequence[GEOSGeometry]) -> tuple[float, float, float, float]:
    extents = [shape.extent for shape in shapes]
    return (
        min(each[0] for each in extents),
        min(each[1] for each in extents),
        max(each[2] for each in extents),
        max(each[3] for each in extents),
    )


def _path(shape: Any, placed: Any) -> str:
    """Return the rings of a shape as the path of a picture."""
    if shape is None:
        return ""
    polygons = shape if shape.geom_type == "MultiPolygon" else [shape]
    rings = [ring for polygon in polygons for ring in polygon]
    return " ".join(
        "M" + " L".join(placed(point[0], point[1]) for point in ring.coords) + "Z" for ring in rings
    )
