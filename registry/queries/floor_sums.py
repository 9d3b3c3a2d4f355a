"""What the rooms of many floors add up to on any day: judged anew, in two statements.

Of today the verdicts that were kept answer faster (registry.queries.figures); of another day nothing
was kept, so that the rooms are judged by the standards and the register of that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields

from registry.queries.figures import Totals
from registry.queries.judged import ASKED, SEEN, TOLD, judged, told
from registry.queries.prepared import Prepared
from registry.scope import Scope

MOST_FLOORS = 1500  # about 45,000 rooms: judged within a second or two


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFloor:
    """A floor and where it stands."""

    pk: int
    building_id: int
    courtyard_id: int
    region_code: str


def floors_in(
    scope: Scope, *, prefix: str = "", courtyard: int | None = None, building: int | None = None
) -> list[PlacedFloor] | None:
    """Return the floors of a place as far as a scope reaches, or None when there are too many."""
    if scope.prefix is None:
        return []
    asked = {"scope": f"{scope.prefix}%", "place": f"{prefix}%", "most": MOST_FLOORS + 1}
    rows = FLOORS.rows(asked | {"courtyard": courtyard, "building": building})
    if len(rows) > MOST_FLOORS:
        return None
    names = [field.name for field in fields(PlacedFloor)]
    return [PlacedFloor(**dict(zip(names, row, strict=True))) for row in rows]


FLOORS = Prepared(
    types={
        "scope": "text",
        "place": "text",
        "courtyard": "bigint",
        "building": "bigint",
        "most": "int",
    },
    sql="""
    SELECT floor.id, building.id, building.courtyard_id, building.region_code
      FROM registry_building AS building
      JOIN registry_floor AS floor ON floor.building_id = building.id
     WHERE building.region_code LIKE %(scope)s AND building.region_code LIKE %(place)s
       AND (%(courtyard)s IS NULL OR building.courtyard_id = %(courtyard)s)
       AND (%(building)s IS NULL OR building.id = %(building)s)
     LIMIT %(most)s
    """,
)


def sums_on(floors: Sequence[PlacedFloor], *, day: dt.date) -> dict[int, Totals]:
    """Return what the rooms of each floor add up to on a day."""
    keys = [floor.pk for floor in floors]
    found = dict.fromkeys(keys, Totals())
    if not keys:
        return found
    (before,) = STANDINGS.rows({"floors": keys, "day": day})
    regions = tuple(sorted({floor.region_code for floor in floors}))
    values = told(*before, regions=regions, day=day)
    asked = {"floors": keys, "day": day} | values
    names = Totals.__slots__
    for floor, *sums in SUMS.rows({name: asked[name] for name in SUMS.types}):
        found[floor] = Totals(**dict(zip(names, sums, strict=True)))
    return found


def added(totals: Sequence[Totals]) -> Totals:
    """Return several totals as one.

    >>> added([Totals(rooms=2, idle_rooms=1), Totals(rooms=3)]).rooms
    5
    """
    every = [Totals(), *totals]  # none at all are an area of zero, not a bare zero
    names = Totals.__slots__
    return Totals(**{name: sum(getattr(each, name) for each in every) for name in names})


GIVEN = "floors AS (SELECT unnest(%(floors)s) AS id)"
STANDINGS = Prepared(
    types={"floors": "bigint[]", "day": "date"},
    sql=f"WITH {GIVEN}, {SEEN} SELECT {ASKED}",
)
SUMS = Prepared(
    types={"floors": "bigint[]", "day": "date", **TOLD},
    sql=f"""
    WITH {GIVEN}, {judged()}
    SELECT floor_id, count(*) AS rooms, sum(area_m2) AS area_m2,
           count(*) FILTER (WHERE verdict = 'over') AS over_rooms,
           coalesce(sum(excess_m2) FILTER (WHERE verdict = 'over'), 0) AS excess_m2,
           count(*) FILTER (WHERE verdict = 'idle') AS idle_rooms,
           coalesce(sum(area_m2) FILTER (WHERE verdict = 'idle'), 0) AS idle_m2,
           count(*) FILTER (WHERE verdict = 'not_assessed') AS unassessed_rooms
      FROM judged
     WHERE verdict <> 'circulation'
     GROUP BY floor_id
    """,
)
