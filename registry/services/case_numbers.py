"""Numbers given in order: one series a year for each registry."""

from __future__ import annotations

from django.db import connection

from registry.models import TitleOffice
from registry.policy.cases.numbers import Series


def next_number(office: TitleOffice, series: Series, year: int) -> int:
    """Return the next number of a series; taken back with the transaction, so no number is lost."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, {"office": office.pk, "series": series.value, "year": year})
        (number,) = cursor.fetchone()
    return int(number)


NEXT = """
    -- The row is held until the end of the transaction: numbers have no gaps and none comes twice.
    INSERT INTO registry_numberseries AS counted (office_id, series, year, last)
    VALUES (%(office)s, %(series)s, %(year)s, 1)
    ON CONFLICT (office_id, series, year) DO UPDATE SET last = counted.last + 1
    RETURNING last
"""
