"""The list of units as a workbook; texts from outside stay texts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from django.utils.translation import gettext as _

from registry.queries.unit_list import UnitRow

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 200_000  # what a spreadsheet still opens with comfort


def unit_workbook(rows: Iterable[UnitRow], *, title: str) -> bytes:
    """Return a workbook with one row a unit."""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#f8f7f4", "bottom": 1})
        area = book.add_format({"num_format": "#,##0.00"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(_("Units"))
        sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        for column, (name, width) in enumerate(columns()):
            sheet.set_column(column, column, width)
            sheet.write(2, column, name, bold)
        for at, row in enumerate(rows, start=3):
            for column, cell in enumerate(cells(row)):
                style = {4: area, 8: day}.get(column)
                if cell is not None:
                    sheet.write(at, column, cell, style)
        sheet.freeze_panes(3, 1)
    return out.getvalue()


def unit_csv(rows: Iterable[UnitRow]) -> Iterator[str]:
    """Return the lines of the same table as CSV, readable by a spreadsheet in Chinese."""
    yield "\ufeff" + _line([name for name, _width in columns()])
    for row in rows:
        yield _line([_as_text(cell) for cell in cells(row)])


def _line(texts: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(texts)
    return out.getvalue()


def _as_text(cell: object) -> str:
    """Return a cell as text; what a spreadsheet would take for a formula gets an apostrophe."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_BEGINS) else text


def columns() -> Sequence[tuple[str, int]]:
    """Return the headings with their widths."""
    return (
        (_("Unit code"), 32),
        (_("Location"), 30),
        (_("Building"), 12),
        (_("Kind of right"), 40),
        (_("Building area (m²)"), 14),
        (_("Holders"), 36),
        (_("Certificates"), 36),
        (_("Restrictions"), 18),
        (_("Since"), 12),
    )


def cells(row: UnitRow) -> Sequence[object]:
    """Return the cells of one unit."""
    return (
        row.code,
        row.address,
        row.building,
        row.kind_name,
        row.building_area_m2,
        "；".join(f"{name} {share}".strip() for name, share in row.holders),
        "；".join(row.certificates),
        "；".join(name for _kind, name in row.restrictions),
        row.since,
    )
