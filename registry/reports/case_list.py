"""The list of cases as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from io import BytesIO

import xlsxwriter
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registry.policy.cases.terms import KINDS, STATES, Kind, State
from registry.queries.cases import CaseRow

WIDTHS = (26, 12, 18, 12, 32, 24, 32, 14, 12, 10, 12, 12)


def workbook_of(rows: Sequence[CaseRow], *, today: dt.date) -> bytes:
    """Return a workbook with one row a case; every text is text, none a formula."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Cases"))
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#f3f2ee", "text_wrap": True})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    titles = (
        *(_("Case"), _("Kind"), _("Cause"), _("Stage"), _("Unit code"), _("Place")),
        *(_("Applicants"), _("Officer"), _("Received on"), _("Days used"), _("Due on")),
        _("Promised for"),
    )
    for column, (title, width) in enumerate(zip(titles, WIDTHS, strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(_cells(row)):
            if isinstance(value, dt.date):
                sheet.write_datetime(line, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(line, column, value)
            else:
                sheet.write_string(line, column, value or "")
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(1, len(rows)), len(titles) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{today:%Y-%m-%d}&R&P / &N")
    book.close()
    return buffer.getvalue()


def _cells(row: CaseRow) -> tuple[object, ...]:
    language = get_language() or "zh"
    return (
        row.number,
        KINDS[Kind(row.kind)].in_language(language),
        row.cause.in_language(language),
        STATES[State(row.state)].in_language(language),
        row.unit_code,
        row.place,
        row.applicants,
        row.officer,
        row.received_on,
        row.clock.used,
        row.clock.due_on,
        row.clock.promised_on,
    )
