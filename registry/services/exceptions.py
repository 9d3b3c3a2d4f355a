"""Exceptions on the ground: ended for a reason, when the ground no longer needs them."""

from __future__ import annotations

from decimal import Decimal

from django.db import connection, transaction
from django.utils import timezone
from psycopg2.extras import DateRange

from registry.entries import Entry
from registry.errors import ExceptionHasEnded, ExceptionStillNeeded
from registry.models import SpatialException
from registry.policy.cases.land import GROUND_TOLERANCE_M2

OVERLAP = """
    -- The ground that two parcels have in common while both are there after a day.
    SELECT ST_Area(ST_Intersection(one.boundary, other.boundary)::geography)
      FROM registry_parcel AS one, registry_parcel AS other
     WHERE one.id = %(one)s AND other.id = %(other)s
       AND upper_inf(one.period) AND upper_inf(other.period)
"""


@transaction.atomic
def end_exception(*, entry: Entry, exception: SpatialException) -> SpatialException:
    """End an exception before the day of an entry; the reason it had and the one it ends for stay.

    The database itself refuses to leave a building outside its parcels.
    """
    row = SpatialException.objects.select_for_update().get(pk=exception.pk)
    if row.period.upper is not None or row.period.lower >= entry.on:
        raise ExceptionHasEnded
    if row.other_parcel_id is not None and (area := _overlap_m2(row)) > GROUND_TOLERANCE_M2:
        raise ExceptionStillNeeded(area=str(area))
    row.period = DateRange(row.period.lower, entry.on, "[)")
    row.ended_because, row.ended_by_id, row.ended_at = entry.reason, entry.by, timezone.now()
    row.save(update_fields=["period", "ended_because", "ended_by", "ended_at"])
    return row


def _overlap_m2(row: SpatialException) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(OVERLAP, {"one": row.parcel_id, "other": row.other_parcel_id})
        found = cursor.fetchone()
    return Decimal(repr(found[0] if found and found[0] else 0.0)).quantize(Decimal("0.01"))
