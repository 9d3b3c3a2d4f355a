"""A whole scope in one pass: verdicts by SQL, and which rooms the rules have to look at.

plain   a room whose people all sit there for the main post they hold, with nothing behind its door
odd     any other room with people or with something behind its door: the rules decide it

The verdict of a plain room is arithmetic: SQL does it for a million rooms at once. Whatever a
finding may come of is handed to registry.policy, which alone says what a finding is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

from registry.errors import BadRulePack
from registry.policy.standards import Limit, RulePack, Standards
from registry.policy.verdicts import tolerance_for
from registry.queries.prepared import Prepared
from registry.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

# One hash of a million rooms, or of the people in them, instead of many small files.
WORK_MEM = "256MB"
PARTS = 10_000  # of a m²: limits are added up as whole numbers, twice as fast as decimals
NEVER = Decimal(-1)  # no reading is less sure than this: every one counts as measured


def values_for(scope: Scope, *, packs: Iterable[RulePack], day: dt.date) -> dict[str, Any]:
    """Return what the statements below are told: limits by standing, parameters by division."""
    standards = Standards.on(day, packs)
    values = _told(scope, day)
    limits = _limits(standards, _fetched(STANDINGS))
    return values | limits | _parameters(standards, _fetched(DIVISIONS))


def _told(scope: Scope, day: dt.date) -> dict[str, Any]:
    """Return what does not depend on the packs."""
    return {"day": day, "scope": f"{scope.prefix}%", "rooms": None, "parts": PARTS}


def values_for_organisation(pk: int, *, packs: Iterable[RulePack], day: dt.date) -> dict[str, Any]:
    """Return the same for the rooms of one organisation and the standings of whoever sits there."""
    standards = Standards.on(day, packs)
    about = ROOMS_OF.rows({"organisation": pk, "day": day})
    values = _told(Scope.EVERYTHING, day) | {"rooms": [row[0] for row in about]}
    limits = _limits(standards, sorted({row[1:3] for row in about if row[1]}))
    return values | limits | _parameters(standards, sorted({row[3:] for row in about}))


ROOMS_OF = Prepared(
    types={"organisation": "bigint", "day": "date"},
    sql="""
    -- One row a room of an organisation and a standing in it.
    SELECT DISTINCT allocation.room_id, organisation.standard_level, organisation.region_code,
           room.region_code
      FROM registry_allocation AS allocation
      JOIN registry_room AS room ON room.id = allocation.room_id
      LEFT JOIN registry_seat AS seat
        ON seat.room_id = allocation.room_id AND seat.period @> %(day)s::date
      LEFT JOIN registry_post AS post
        ON post.person_id = seat.person_id AND post.is_main AND post.period @> %(day)s::date
      LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
     WHERE allocation.organisation_id = %(organisation)s AND allocation.period @> %(day)s::date
""",
)


def values_for_standings(
    standings: Iterable[tuple[str, str]],
    regions: Iterable[str],
    *,
    packs: Iterable[RulePack],
    day: dt.date,
) -> dict[str, list[Any]]:
    """Return limits of some standings (level, division) and parameters of some divisions."""
    standards = Standards.on(day, packs)
    return _limits(standards, standings) | _parameters(standards, [(region,) for region in regions])


def _limits(standards: Standards, standings: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return the limit of each rank for each level and division that an organisation has."""
    ranks = sorted({key for pack in standards.packs for key in pack.limits})
    rows = [
        (level, region, rank, _in_parts(limit), limit.net_area)
        for level, region in standings
        for at, rank in ranks
        if at == level and (limit := standards.limit(level, rank, region))
    ]
    names = ("levels", "divisions", "ranks", "areas", "areas_m2")
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


def _in_parts(limit: Limit) -> int | None:
    """Return a limit as a whole number of parts of a m², which a million rooms are added up in."""
    if limit.net_area is None:
        return None
    parts = limit.net_area * PARTS
    if parts != int(parts):
        raise BadRulePack(
            pack=limit.basis.pack,
            where=f"limits, {limit.name}",
            problem="must not have more than four decimals",
        )
    return int(parts)


STANDINGS = "SELECT DISTINCT standard_level, region_code FROM registry_organisation ORDER BY 1, 2"


def _parameters(standards: Standards, divisions: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    """Return tolerance and surveying classes of each division."""
    rows = [
        (region, tolerance_for(region, standards), *_classes(region, standards))
        for (region,) in divisions
    ]
    names = ("regions", "tolerances", "sure_ratios", "roots", "linears", "roots_2", "linears_2")
    return {name: [row[n] for row in rows] for n, name in enumerate(names)}


DIVISIONS = "SELECT DISTINCT region_code FROM registry_building ORDER BY 1"


def _classes(region: str, standards: Standards) -> tuple[Decimal, ...]:
    """Return below which confidence a reading is doubtful, and the classes of sure and doubtful."""
    sure = standards.parameter("confident_reading_ratio", region)
    sure_class, doubtful = (
        _class(name, region, standards)
        for name in ("room_survey_class", "doubtful_room_survey_class")
    )
    return (sure.number if sure else NEVER, *sure_class, *doubtful)


def _class(name: str, region: str, standards: Standards) -> tuple[Decimal, Decimal]:
    """Return both figures of the surveying class a parameter names; zeros where none is."""
    wanted = standards.parameter(name, region)
    found = standards.survey_class(wanted.value, region) if wanted else None
    return (found.root, found.linear) if found else (Decimal(0), Decimal(0))


# --- the statements ---------------------------------------------------------------

# What every statement begins with.
STANDING = """
    WITH limits AS (
        -- One row a rank of an organisation: what one person may have, in parts of a m² that add
        -- up as whole numbers; empty where none is set.
        SELECT organisation.id AS organisation_id, standing.rank, standing.area,
               standing.area_m2
          FROM unnest(%(levels)s::text[], %(divisions)s::text[], %(ranks)s::text[],
                      %(areas)s::int[], %(areas_m2)s::numeric[])
               AS standing (level, region_code, rank, area, area_m2)
          JOIN registry_organisation AS organisation
            ON organisation.standard_level = standing.level
           AND organisation.region_code = standing.region_code
    ), parameters AS (
        SELECT *
          FROM unnest(%(regions)s::text[], %(tolerances)s::numeric[], %(sure_ratios)s::numeric[],
                      %(roots)s::numeric[], %(linears)s::numeric[], %(roots_2)s::numeric[],
                      %(linears_2)s::numeric[])
               AS parameter (region_code, tolerance_m2, sure_ratio, root, linear, root_2, linear_2)
    ), suites AS (
        -- The rooms that have something behind their door, or are behind one.
        SELECT room_id FROM registry_roomversion
         WHERE counts_with_id IS NOT NULL AND period @> %(day)s::date
        UNION
        SELECT counts_with_id FROM registry_roomversion
         WHERE counts_with_id IS NOT NULL AND period @> %(day)s::date
    )
"""

OCCUPIED = f"""
    {STANDING}, occupied AS (
        -- One row a room with people.
        SELECT seat.room_id, sum(limits.area)::numeric / %(parts)s AS limit_m2,
               count(*) - count(limits.area) AS without_limit,
               bool_or(post.id IS NULL OR seat.post_id IS NOT NULL) AS is_odd
          FROM registry_seat AS seat
          LEFT JOIN registry_post AS post
            ON post.person_id = seat.person_id AND post.is_main AND post.period @> %(day)s::date
          LEFT JOIN limits
            ON limits.organisation_id = post.organisation_id AND limits.rank = post.rank
         WHERE seat.period @> %(day)s::date
         GROUP BY seat.room_id
    )
"""

# What a measurement may be wrong by, as registry.measures rounds it.
ERROR = """
    CASE WHEN version.reading_confidence < parameters.sure_ratio
         THEN round(parameters.root_2 * sqrt(version.area_m2)
                    + parameters.linear_2 * version.area_m2, 6)
         ELSE round(parameters.root * sqrt(version.area_m2)
                    + parameters.linear * version.area_m2, 6) END
"""

BEYOND = "version.area_m2 - occupied.limit_m2 - parameters.tolerance_m2"

# What is said of a plain room, from `version`, `occupied`, `allocation` and `parameters`.
VERDICT = f"""
    CASE WHEN version.use = 'circulation' THEN 'circulation'
         WHEN occupied.room_id IS NOT NULL AND version.use IN ('office', 'unknown') THEN
         CASE WHEN occupied.without_limit > 0 THEN 'not_assessed'
              WHEN version.area_m2 <= occupied.limit_m2 OR {BEYOND} <= 0 THEN 'within'
              WHEN {BEYOND} > {ERROR} THEN 'over'
              ELSE 'within_error' END
         WHEN occupied.room_id IS NULL AND allocation.id IS NULL
              AND version.use IN ('office', 'technical') THEN 'idle'
         ELSE 'not_assessed' END
"""
IS_LIMITED = "version.use IN ('office', 'unknown') AND occupied.without_limit = 0"
LIMIT_M2 = f"CASE WHEN {IS_LIMITED} THEN occupied.limit_m2 END"
EXCESS_M2 = f"CASE WHEN {IS_LIMITED} THEN greatest(version.area_m2 - occupied.limit_m2, 0) END"

VERDICTS = f"""
    {OCCUPIED}
    -- One row a plain room of the scope: its verdict with limit and excess.
    SELECT version.room_id, version.floor_id, floor.building_id, version.region_code,
           {VERDICT} AS verdict, version.area_m2, {LIMIT_M2} AS limit_m2, {EXCESS_M2} AS excess_m2,
           %(day)s::date AS assessed_on
      FROM registry_roomversion AS version
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      JOIN parameters ON parameters.region_code = version.region_code
      LEFT JOIN occupied ON occupied.room_id = version.room_id
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = version.room_id AND allocation.period @> %(day)s::date
     WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
       AND occupied.is_odd IS NOT TRUE
       AND (version.use = 'circulation' OR version.room_id NOT IN (SELECT room_id FROM suites))
"""

KEEP_VERDICTS = f"""
    INSERT INTO registry_roomverdict
           (room_id, floor_id, building_id, region_code, verdict, area_m2, limit_m2, excess_m2,
            assessed_on)
    {VERDICTS}
"""

OVER = f"""
    {STANDING}
    -- One row a plain room that is surely over: what the list of a region is made of. Such a room
    -- is larger than each occupant's own limit, so only those seats are added up; a room where
    -- another sits besides is none of them.
    SELECT room.room_id, room.area_m2, room.limit_m2, room.area_m2 - room.limit_m2 AS excess_m2
      FROM (SELECT version.room_id, version.area_m2, version.region_code,
                   version.reading_confidence, count(*) AS people,
                   sum(limits.area)::numeric / %(parts)s AS limit_m2
              FROM (SELECT seat.room_id, post.organisation_id, post.rank
                      FROM registry_seat AS seat
                      JOIN registry_post AS post
                        ON post.person_id = seat.person_id AND post.is_main
                       AND post.period @> %(day)s::date
                     WHERE seat.period @> %(day)s::date AND seat.post_id IS NULL
                       AND {{among}}
                    OFFSET 0  -- both indexes are read in the order of people, and nothing is hashed
                   ) AS seated
              JOIN limits
                ON limits.organisation_id = seated.organisation_id AND limits.rank = seated.rank
              JOIN registry_roomversion AS version
                ON version.room_id = seated.room_id AND version.area_m2 > limits.area_m2
             WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
               AND version.use IN ('office', 'unknown')
             GROUP BY version.room_id, version.area_m2, version.region_code,
                      version.reading_confidence
           ) AS room
      JOIN parameters ON parameters.region_code = room.region_code
     WHERE room.area_m2 > room.limit_m2
       AND room.area_m2 - room.limit_m2 - parameters.tolerance_m2 > {ERROR.replace("version.", "room.")}
       AND room.room_id NOT IN (SELECT room_id FROM suites)
       AND room.people = (SELECT count(*) FROM registry_seat AS every
                           WHERE every.room_id = room.room_id AND every.period @> %(day)s::date)
"""
OVER_ANYWHERE = OVER.format(among="true")
# Asked of one organisation at a time, all day.
OVER_AMONG = Prepared(
    types={
        "day": "date",
        "scope": "text",
        "rooms": "bigint[]",
        "parts": "int",
        **dict.fromkeys(("levels", "divisions", "ranks", "regions"), "text[]"),
        "areas": "int[]",
        "areas_m2": "numeric[]",
        **dict.fromkeys(("tolerances", "sure_ratios", "roots", "linears"), "numeric[]"),
        **dict.fromkeys(("roots_2", "linears_2"), "numeric[]"),
    },
    sql=OVER.format(among="seat.room_id = ANY(%(rooms)s)"),
)

ODD = """
    -- The rooms of a scope that SQL leaves to the rules.
    SELECT version.room_id
      FROM registry_roomversion AS version
     WHERE version.period @> %(day)s::date AND version.region_code LIKE %(scope)s
       AND version.use <> 'circulation'
       AND NOT EXISTS (SELECT 1 FROM registry_roomverdict AS verdict
                        WHERE verdict.room_id = version.room_id)
"""

SUSPECTS = """
    -- The rooms a finding may come of: over, idle, measured on site, used otherwise, with another
    -- organisation than their certificate says, or with people who moved on or sit in several rooms.
    SELECT verdict.room_id FROM registry_roomverdict AS verdict
     WHERE verdict.verdict IN ('over', 'idle') AND verdict.region_code LIKE %(scope)s
    UNION
    SELECT allocation.room_id
      FROM registry_allocation AS allocation
      JOIN registry_roomversion AS version
        ON version.room_id = allocation.room_id AND version.period @> %(day)s::date
     WHERE allocation.period @> %(day)s::date AND allocation.approved_use <> ''
       AND allocation.approved_use <> version.use AND version.region_code LIKE %(scope)s
    UNION
    SELECT elsewhere.room_id
      FROM (SELECT named.room_id
              FROM registry_usepaperroom AS named
              JOIN registry_usepaper AS paper ON paper.id = named.paper_id
              JOIN registry_allocation AS allocation
                ON allocation.room_id = named.room_id AND allocation.period @> %(day)s::date
             WHERE named.period @> %(day)s::date
               AND allocation.organisation_id <> paper.organisation_id
            OFFSET 0  -- the few that differ first, and only then where they are
           ) AS elsewhere
      JOIN registry_room AS room ON room.id = elsewhere.room_id
     WHERE room.region_code LIKE %(scope)s
    UNION
    SELECT visit.room_id
      FROM registry_observation AS observation
      JOIN registry_plannedvisit AS visit ON visit.id = observation.visit_id
     WHERE observation.length_a_m IS NOT NULL AND observation.region_code LIKE %(scope)s
    UNION
    SELECT seat.room_id FROM registry_seat AS seat
     WHERE seat.period @> %(day)s::date
       AND (seat.second_office_no <> ''
            OR seat.person_id IN (SELECT id FROM registry_person WHERE left_on IS NOT NULL)
            OR seat.person_id IN (SELECT person_id FROM registry_seat
                                   WHERE period @> %(day)s::date
                                   GROUP BY person_id HAVING count(*) > 1))
"""


# --- asking -----------------------------------------------------------------------


@contextmanager
def room_to_work() -> Iterator[None]:
    """Give the statements of one transaction the memory of a whole register, without compiling."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL work_mem = '{WORK_MEM}'; SET LOCAL jit = off")
        # How many rooms have people is guessed far too low, and then looked up one by one.
        cursor.execute("SET LOCAL enable_nestloop = off")
        # Whole indexes are read in order, which costs no more than reading a table.
        cursor.execute("SET LOCAL random_page_cost = 1.1")
    yield
    with connection.cursor() as cursor:  # a transaction that failed forgets it by itself
        cursor.execute("SET LOCAL work_mem TO DEFAULT; SET LOCAL jit TO DEFAULT")
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("SET LOCAL random_page_cost TO DEFAULT")


def odd_rooms(values: dict[str, Any]) -> set[int]:
    """Return the rooms that have no verdict after SQL has done the plain ones."""
    return {pk for (pk,) in _fetched(ODD, values)}


def suspect_rooms(values: dict[str, Any]) -> set[int]:
    """Return the rooms a finding may come of."""
    return {pk for (pk,) in _fetched(SUSPECTS, values)}


def over_rooms(values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the plain rooms surely over their limit: room, area, limit, excess."""
    if values["rooms"] is None:
        return _fetched(OVER_ANYWHERE, values)
    return OVER_AMONG.rows(values)


def _fetched(sql: str, values: dict[str, Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
