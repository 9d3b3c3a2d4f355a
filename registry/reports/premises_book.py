"""Lettings or disposal plans as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from registry.queries.premises import ListedPremises
from registry.reports.words import standing_name
from registry.reports.workbooks import Column, Kind, Sheet, workbook_of


def premises_book(
    rows: Sequence[ListedPremises], *, about: str, day: dt.date, of_lettings: bool
) -> bytes:
    """Return the list of the desk as a workbook."""
    sheet = _lettings(rows, about) if of_lettings else _plans(rows, about)
    return workbook_of([sheet], day=day)


PLACE = 4  # how many columns say where a room is


def _where() -> list[Column]:
    return [
        Column(title=_("Building"), width=16),
        Column(title=_("Floor"), width=8),
        Column(title=_("Room"), width=12),
        Column(title=_("Area m²"), kind=Kind.AREA, width=11),
    ]


def _place(each: ListedPremises) -> Sequence[Any]:
    room = each.room
    if room is None:
        return ("",) * PLACE
    return (room.building, room.floor, room.number or room.name, room.area_m2)


def _lettings(rows: Sequence[ListedPremises], about: str) -> Sheet:
    columns = [
        *_where(),
        Column(title=_("Kind"), width=8),
        Column(title=_("Taken by"), width=28),
        Column(title=_("Approval"), width=24),
        Column(title=_("Approved on"), kind=Kind.DAY, width=12),
        Column(title=_("Beginning on"), kind=Kind.DAY, width=12),
        Column(title=_("Due back on"), kind=Kind.DAY, width=12),
        Column(title=_("Given back on"), kind=Kind.DAY, width=12),
        Column(title=_("File number"), width=24),
        Column(title=_("Standing"), width=14),
        Column(title=_("Days late"), kind=Kind.COUNT, width=10),
    ]
    cells = [(*_place(each), *_letting(each.row), *_stands(each)) for each in rows]
    return Sheet(title=_("Lettings"), about=about, columns=columns, rows=cells)


def _letting(row: Any) -> Sequence[Any]:
    return (
        *(row.get_kind_display(), row.taken_by, row.document_no, row.approved_on),
        *(row.period.lower, row.due_back, row.given_back_on, row.end_document_no),
    )


def _plans(rows: Sequence[ListedPremises], about: str) -> Sheet:
    columns = [
        *_where(),
        Column(title=_("Way out"), width=18),
        Column(title=_("Approval"), width=24),
        Column(title=_("Approved on"), kind=Kind.DAY, width=12),
        Column(title=_("To be done by"), kind=Kind.DAY, width=12),
        Column(title=_("Ended on"), kind=Kind.DAY, width=12),
        Column(title=_("Outcome"), width=14),
        Column(title=_("File number"), width=24),
        Column(title=_("Standing"), width=14),
        Column(title=_("Days late"), kind=Kind.COUNT, width=10),
    ]
    cells = [(*_place(each), *_plan(each.row), *_stands(each)) for each in rows]
    return Sheet(title=_("Disposal plans"), about=about, columns=columns, rows=cells)


def _plan(row: Any) -> Sequence[Any]:
    return (
        *(row.get_way_display(), row.document_no, row.approved_on, row.due_on),
        *(row.ended_on, row.get_outcome_display(), row.end_document_no),
    )


def _stands(each: ListedPremises) -> Sequence[Any]:
    return (standing_name(each.standing), each.late or None)
