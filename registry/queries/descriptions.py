"""How a unit was described at a moment: a case may change its address, use and area."""

from __future__ import annotations

import copy
import datetime as dt

from django.db import connection

from registry.models import BAUnit

DESCRIBED = ("address", "purpose", "building_area_m2")


def as_described(unit: BAUnit, known_at: dt.datetime | None) -> BAUnit:
    """Return a unit as it was described at a moment; without one, as it is."""
    if known_at is None:
        return unit
    with connection.cursor() as cursor:
        cursor.execute(VERSION, {"unit": unit.pk, "known_at": known_at})
        row = cursor.fetchone()
    if row is None:  # it was taken over without its history
        return unit
    then = copy.copy(unit)
    for name, value in zip(DESCRIBED, row, strict=True):
        setattr(then, name, value)
    return then


VERSION = """
    -- The last version of a unit that was written by a moment. A version bears the moment its
    -- transaction began: one whose entry was made later was not known yet.
    SELECT version.address, version.purpose, version.building_area_m2
      FROM registry_baunitevent AS version
      LEFT JOIN pghistory_context AS context ON context.id = version.pgh_context_id
     WHERE version.pgh_obj_id = %(unit)s AND version.pgh_created_at <= %(known_at)s
       AND NOT EXISTS (
           SELECT 1 FROM registry_registerentry AS entry
             JOIN registry_registerentry_units AS wrote ON wrote.registerentry_id = entry.id
            WHERE wrote.baunit_id = version.pgh_obj_id AND entry.act = 'describe_unit'
              AND entry.recorded_at > %(known_at)s
              AND entry.case_number = context.metadata ->> 'case')
     ORDER BY version.pgh_id DESC
     LIMIT 1
"""
