"""Workbooks: what a page shows, as a spreadsheet that an office opens without thinking.

Text is always written as text: a name that begins with = + - @ never becomes a formula.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

import xlsxwriter

CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE: Final = 31  # of a sheet, in every spreadsheet program
FORBIDDEN: Final = str.maketrans("", "", r"[]:*?/\'")
FONT: Final = "Microsoft YaHei"


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    AREA = "area"  # m², two decimals shown, all of them kept
    COUNT = "count"
    DAY = "day"


FORMATS: Final = {Kind.AREA: "#,##0.00", Kind.COUNT: "#,##0", Kind.DAY: "yyyy-mm-dd"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it is called, what it holds, how wide it is in letters."""

    title: str
    kind: Kind = Kind.TEXT
    width: float = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: a line about what it shows, a header and rows."""

    title: str
    about: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]


def workbook_of(sheets: Sequence[Sheet], *, day: dt.date) -> bytes:
    """Return sheets as an XLSX file; the same rows on the same day give the same bytes."""
    file = BytesIO()
    # Row by row: a list of twenty thousand findings is not held in memory twice.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"created": dt.datetime.combine(day, dt.time(), dt.UTC)})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return file.getvalue()


def _write(book: Any, sheet: Sheet) -> None:
    """Write one sheet: the header stays in sight and can be filtered by."""
    page = book.add_worksheet(sheet.title.translate(FORBIDDEN)[:LONGEST_TITLE])
    styles = _styles(book)
    page.write_string(0, 0, sheet.about, styles["about"])
    for at, column in enumerate(sheet.columns):
        page.write_string(1, at, column.title, styles["head"])
        page.set_column(at, at, column.width)
    last = 1
    for last, row in enumerate(sheet.rows, 2):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, last, at, column.kind, value, styles)
    page.freeze_panes(2, 1)
    page.autofilter(1, 0, max(last, 2), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(1)


def _styles(book: Any) -> dict[str, Any]:
    """Return how the cells of each kind look."""
    plain = {"font_name": FONT, "font_size": 10, "valign": "top"}
    head = {**plain, "bold": True, "bg_color": "#E6EEF6", "bottom": 1, "text_wrap": True}
    styles: dict[str, Any] = {
        kind: book.add_format({**plain, "num_format": FORMATS[kind]}) for kind in FORMATS
    }
    styles[Kind.TEXT] = book.add_format({**plain, "text_wrap": True})
    styles["head"] = book.add_format(head)
    styles["about"] = book.add_format({**plain, "italic": True})
    return styles


def _cell(page: Any, row: int, at: int, kind: Kind, value: Any, styles: dict[str, Any]) -> None:
    """Write one cell as what its column holds; text stays text whatever it begins with."""
    if value is None or value == "":
        page.write_blank(row, at, None, styles[Kind.TEXT])
    elif kind is Kind.DAY:
        page.write_datetime(row, at, dt.datetime.combine(value, dt.time()), styles[kind])
    elif kind in FORMATS:
        page.write_number(row, at, value, styles[kind])
    else:
        page.write_string(row, at, str(value), styles[Kind.TEXT])
