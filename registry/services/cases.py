"""Drafts of cases: opened, typed into, never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pghistory
from django.db import transaction

from registry.errors import FormClosed, NoTitleOffice, NotPermitted, OutsideScope
from registry.models import BAUnit, Building, Case, DraftSave, Organisation, Parcel, User
from registry.policy.cases.fields import fields_for
from registry.policy.cases.merging import Merge, merge
from registry.policy.cases.parts import apportioned
from registry.policy.cases.prefill import prefilled
from registry.policy.cases.terms import Kind, State
from registry.policy.cases.transitions import EDITABLE
from registry.queries.case_book import ground_page, page_of
from registry.queries.case_facts import facts_of
from registry.queries.case_offices import office_for
from registry.roles import Permission
from registry.services.access import must_be_allowed

ZERO = Decimal(0)


@transaction.atomic
def open_draft(
    *,
    kind: Kind,
    by: User,
    unit: BAUnit | None = None,
    building: Building | None = None,
    parcel: Parcel | None = None,
    applicants: Sequence[Organisation] = (),
    payload: Mapping[str, Any] | None = None,
) -> Case:
    """Open an application for a unit, or for a building or parcel that has none yet."""
    region_code = _place_of(unit, building, parcel) or (by.region.code if by.region else "")
    must_be_allowed(by, Permission.APPLY_FOR_TITLE, region_code=region_code)
    office = office_for(by.region.code if by.region else "") or office_for(region_code)
    if office is None:
        raise NoTitleOffice(region=region_code)
    typed = _known(kind, payload or {})
    with pghistory.context(user=by.pk, reason="open draft"):
        case = Case.objects.create(
            kind=kind.value,
            cause=str(typed.get("cause", ""))[:20],
            office=office,
            region_code=region_code,
            unit=unit,
            building=building or (unit.building if unit else None),
            parcel=parcel or (unit.parcel if unit else None),
            payload=typed,
            opened_by=by,
        )
        case.applicants.set(applicants)
        DraftSave.objects.create(case=case, by=by, base_version=0, version=0, payload=typed)
    return case


@transaction.atomic
def prefill(*, case: Case, day: dt.date, by: User) -> Case:
    """Fill a draft in with what the register says of its unit; what was typed stays."""
    row = _typing(case, by)
    page = page_of(row.unit, day) if row.unit else ground_page(row.parcel)
    parties = [each.code for each in row.applicants.all()]
    said = prefilled(Kind(row.kind), page, parties)
    empty = {name: value for name, value in said.items() if not row.payload.get(name)}
    return _saved(row, {**row.payload, **empty}, by)


def _place_of(unit: BAUnit | None, building: Building | None, parcel: Parcel | None) -> str:
    """Return the division that what a case is about lies in."""
    building = building or (unit.building if unit else None)
    if building is not None:
        return building.region_code
    parcel = parcel or (unit.parcel if unit else None)
    return parcel.region_code if parcel else ""


def _known(kind: Kind, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a form and nothing else that was sent."""
    return {field.name: payload[field.name] for field in fields_for(kind) if field.name in payload}


def save_draft(
    *, case: Case, payload: Mapping[str, Any], base_version: int, by: User
) -> Case | Merge:
    """Save what was typed, or return what another person changed meanwhile, field by field.

    What was typed is kept in either case, before anything else is looked at.
    """
    typed = _known(Kind(case.kind), payload)
    with transaction.atomic():
        row = _typing(case, by)
        if row.version == base_version:
            return _saved(row, {**row.payload, **typed}, by)
        mine = {**_version(row, base_version), **typed}
        DraftSave.objects.create(case=row, by=by, base_version=base_version, payload=mine)
        return merge(base=_version(row, base_version), theirs=row.payload, mine=mine)


def _typing(case: Case, by: User) -> Case:
    """Return the case held, when the account may type into it where it stands."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    if not (by.may(Permission.APPLY_FOR_TITLE) or by.may(Permission.ACCEPT_CASE)):
        raise NotPermitted(permission=Permission.APPLY_FOR_TITLE.value)
    if not by.scope.covers(row.region_code):
        raise OutsideScope
    if State(row.state) not in EDITABLE:
        raise FormClosed
    return row


def _saved(row: Case, payload: dict[str, Any], by: User) -> Case:
    if payload == row.payload:
        return row
    row.payload, row.version = payload, row.version + 1
    row.cause = str(payload.get("cause") or "")[:20]
    with pghistory.context(user=by.pk, reason="save draft"):
        row.save(update_fields=["payload", "version", "cause"])
        DraftSave.objects.create(
            case=row, by=by, base_version=row.version - 1, version=row.version, payload=payload
        )
    return row


@transaction.atomic
def apportion_parts(*, case: Case, day: dt.date, by: User) -> Case:
    """Share the registered area out among the parts of a split, by the area of their rooms."""
    row = _typing(case, by)
    facts = facts_of(row, day=day, by=by)
    whole = facts.unit.registered_area_m2 if facts.unit else None
    rows = [dict(part) for part in row.payload.get("parts") or []]
    if facts.unit is None or whole is None or not rows:
        return row
    areas = {room.uid: room.area_m2 for room in facts.unit.rooms}
    weights = [sum((areas.get(uid, ZERO) for uid in part["rooms"]), ZERO) for part in rows]
    for part, area in zip(rows, apportioned(whole, weights), strict=True):
        part["building_area_m2"] = str(area)
    return _saved(row, {**row.payload, "parts": rows}, by)


def _version(row: Case, version: int) -> dict[str, Any]:
    """Return the form as it was saved under a version; empty when there was none."""
    saved = row.saves.filter(version=version).values_list("payload", flat=True).first()
    return dict(saved or {})


@transaction.atomic
def set_applicants(*, case: Case, applicants: Sequence[Organisation], by: User) -> Case:
    """State who applies; a body of a higher division may be among them."""
    row = _typing(case, by)
    with pghistory.context(user=by.pk, reason="applicants"):
        row.applicants.set(applicants)
    return row


def kept_saves(case: Case, since: dt.datetime | None = None) -> Sequence[DraftSave]:
    """Return everything that was typed into a form, newest first, conflicts included."""
    saves = case.saves.select_related("by").order_by("-pk")
    return list(saves.filter(at__gte=since) if since else saves)
