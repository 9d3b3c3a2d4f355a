"""Rooms let or lent out as policy is told of them, for a scope or for a few rooms."""

from __future__ import annotations

import datetime as dt

from registry.policy.facts import LeaseFact
from registry.queries.facts import Reach, rows_of


def leases_known(day: dt.date, reach: Reach) -> list[LeaseFact]:
    """Return the rooms of a reach that somebody outside has on a day, one fact each."""
    return [LeaseFact(**row) for row in rows_of(LEASES, day, reach)]


LEASES = """
    -- One row a room that is out that day: with whom, on what, and which organisation it is of.
    SELECT room.uid::text AS room, room.region_code, organisation.code AS organisation,
           coalesce(nullif(version.number, ''), version.name) AS room_number, letting.taken_by,
           coalesce(letting.approved_on <= %(day)s::date, false) AS is_approved,
           upper(letting.period) AS until
      FROM registry_letting AS letting
      JOIN registry_room AS room ON room.id = letting.room_id
      JOIN registry_roomversion AS version
        ON version.room_id = room.id AND version.period @> %(day)s::date
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = room.id AND allocation.period @> %(day)s::date
      LEFT JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
     WHERE lower(letting.period) <= %(day)s::date AND NOT letting.is_mistaken
       AND (letting.given_back_on IS NULL OR letting.given_back_on > %(day)s::date)
       AND room.region_code LIKE %(scope)s
       AND (%(keys)s::bigint[] IS NULL OR letting.room_id = ANY(%(keys)s::bigint[]))
     ORDER BY room.id
"""
