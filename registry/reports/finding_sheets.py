"""The list of findings as a table: a workbook, and a CSV file for other programs."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from registry.queries.findings import ListedFinding
from registry.reports.words import certainty_name
from registry.reports.workbooks import Column, Kind, Sheet, workbook_of

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
BOM: Final = "\ufeff"  # tells a spreadsheet that the file is UTF-8


def findings_book(rows: Iterable[ListedFinding], *, about: str, day: dt.date) -> bytes:
    """Return findings as a workbook."""
    columns = [
        Column(title=_("Rule"), width=20),
        Column(title=_("Code"), width=11),
        Column(title=_("Finding"), width=60),
        Column(title=_("State"), width=12),
        Column(title=_("Organisation"), width=26),
        Column(title=_("Building"), width=14),
        Column(title=_("Floor"), width=8),
        Column(title=_("Room"), width=10),
        Column(title=_("Measured"), width=11),
        Column(title=_("Limit"), width=11),
        Column(title=_("Unit of measure"), width=9),
        Column(title=_("Excess (m²)"), kind=Kind.AREA, width=12),
        Column(title=_("Document"), width=24),
        Column(title=_("Clause"), width=16),
        Column(title=_("Certainty"), width=20),
        Column(title=_("Detected on"), kind=Kind.DAY, width=12),
        Column(title=_("Deadline"), kind=Kind.DAY, width=12),
        Column(title=_("Address"), width=16),
    ]
    sheet = Sheet(title=_("Findings"), about=about, columns=columns, rows=map(_cells, rows))
    return workbook_of([sheet], day=day)


def _cells(row: ListedFinding) -> Sequence[Any]:
    return (
        *(row.rule_label, row.rule, row.sentence, row.state, row.organisation),
        *(row.building, row.floor, row.room_number, row.measured, row.limit),
        *("m²" if row.unit == "m2" else row.unit, row.excess_m2, row.document_no, row.clause),
        *(certainty_name(row.certainty), row.detected_on, row.due, f"/findings/{row.pk}/"),
    )


def csv_lines(rows: Iterable[ListedFinding]) -> Iterator[str]:
    """Yield findings as CSV that a spreadsheet opens in Chinese; they are never held all at once."""
    line = csv.writer(Echo())
    heads = [
        *(_("Rule"), _("Finding"), _("Organisation"), _("Building"), _("Floor"), _("Room")),
        *(_("Measured (m²)"), _("Limit (m²)"), _("Excess (m²)"), _("Document"), _("Clause")),
        _("Detected on"),
    ]
    yield BOM + str(line.writerow(heads))
    for row in rows:
        cells = (
            *(row.rule, row.sentence, row.organisation, row.building, row.floor),
            *(row.room_number, row.measured, row.limit, row.excess),
            *(row.document_no, row.clause, row.detected_on),
        )
        yield str(line.writerow([harmless(cell) for cell in cells]))


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str, /) -> str:
        """Return a line."""
        return text


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; room names come from drawings."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return "" if cell is None else cell
