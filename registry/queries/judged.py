"""Rooms of some floors on any day with what the standard says of them, in one statement.

Statements begin with `floors`, a table of ids, and go on with what stands here.

near    the rooms of the floors, and those elsewhere that count with them or that they count with
odd     a room whose verdict is no plain arithmetic (registry.queries.set_based): the rules decide it
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from registry.policy import Facts, assess
from registry.queries import set_based, standards
from registry.queries.facts import Reach, rooms_known, seats_in, suites_of
from registry.terms import RoomUse

Digests = tuple[tuple[int, str], ...]
Standing = tuple[str, str]

# States in the order of the legend, and the verdict each stands for.
STATES = {
    "over": "over",
    "measuring_error": "within_error",
    "within": "within",
    "idle": "idle",
    "unassessed": "not_assessed",
    "circulation": "circulation",
}


def by_id(table: str, name: str, key: str) -> str:
    """Return the join to a row one has the key of, where there is one."""
    return f"""
        LEFT JOIN LATERAL (
             SELECT * FROM {table} AS wanted
              WHERE wanted.id = {key} OFFSET 0) AS {name} ON true
    """


# --- what has to be known before anything is judged ---------------------------------

SEEN = f"""
    near AS MATERIALIZED (
        SELECT room.id FROM floors JOIN registry_room AS room ON room.floor_id = floors.id
        UNION
        SELECT version.counts_with_id
          FROM floors JOIN registry_roomversion AS version ON version.floor_id = floors.id
         WHERE version.counts_with_id IS NOT NULL
        UNION
        SELECT behind.room_id
          FROM floors
          JOIN registry_room AS room ON room.floor_id = floors.id
          JOIN registry_roomversion AS behind ON behind.counts_with_id = room.id
    ), seated AS MATERIALIZED (
        -- One row a seat of that day and a post of its person, in force or not.
        SELECT seat.id, seat.room_id, seat.post_id IS NOT NULL AS is_for_another_post,
               post.is_main AND post.period @> %(day)s AS is_held,
               organisation.standard_level, organisation.region_code
          FROM near
          CROSS JOIN LATERAL (
               SELECT * FROM registry_seat AS of_room
                WHERE of_room.room_id = near.id AND of_room.period @> %(day)s OFFSET 0) AS seat
          LEFT JOIN LATERAL (
               SELECT * FROM registry_post AS of_person
                WHERE of_person.person_id = seat.person_id OFFSET 0) AS post ON true
          {by_id("registry_organisation", "organisation", "post.organisation_id")}
    )
"""
# What else has to be asked for before anything can be judged: standings, odd rooms, rule packs.
ASKED = """
    (SELECT json_agg(DISTINCT jsonb_build_array(standard_level, region_code)) FROM seated
      WHERE is_held) AS standings,
    (SELECT array_agg(room_id ORDER BY room_id)
       FROM (SELECT room_id FROM seated
              GROUP BY room_id, id
             HAVING bool_or(is_for_another_post) OR bool_or(is_held) IS NOT TRUE
             UNION
             SELECT unnest(ARRAY[room_id, counts_with_id]) FROM registry_roomversion
              WHERE room_id IN (SELECT id FROM near) AND counts_with_id IS NOT NULL
                AND period @> %(day)s) AS odd) AS odd,
    (SELECT json_agg(json_build_array(id, sha256) ORDER BY id) FROM registry_rulepack) AS packs
"""


# --- what a statement is told -----------------------------------------------------

TOLD = {
    "levels": "text[]",
    "divisions": "text[]",
    "ranks": "text[]",
    "areas_m2": "numeric[]",
    "regions": "text[]",
    "tolerances": "numeric[]",
    "sure_ratios": "numeric[]",
    "roots": "numeric[]",
    "linears": "numeric[]",
    "roots_2": "numeric[]",
    "linears_2": "numeric[]",
    "odd_rooms": "bigint[]",
    "odd_verdicts": "text[]",
    "odd_limits": "numeric[]",
    "odd_excesses": "numeric[]",
}


def told(
    standings: Sequence[Sequence[str]] | None,
    odd: Sequence[int] | None,
    packs: Sequence[tuple[int, str]] | None,
    *,
    regions: Sequence[str],
    day: dt.date,
) -> dict[str, Any]:
    """Return what `judged` is told, from what ASKED found: limits, and what SQL leaves to the rules."""
    digests = tuple((int(key), sha256) for key, sha256 in packs or ())
    known = tuple((level, region) for level, region in standings or ())
    said = _by_the_rules(odd, digests, day) if odd else []
    names = ("odd_rooms", "odd_verdicts", "odd_limits", "odd_excesses")
    verdicts = {name: [row[n] for row in said] for n, name in enumerate(names)}
    return {**_limits(known, tuple(regions), digests, day), **verdicts}


@lru_cache(maxsize=256)
def _limits(
    standings: tuple[Standing, ...], regions: tuple[str, ...], packs: Digests, day: dt.date
) -> dict[str, list[Any]]:
    known = standards.packs_by_digest(packs)
    return set_based.values_for_standings(standings, regions, packs=known, day=day)


def _by_the_rules(odd: Sequence[int], packs: Digests, day: dt.date) -> list[tuple[Any, ...]]:
    """Return room, verdict, limit and excess of some rooms and of what is behind their doors."""
    reach = Reach(keys=tuple(sorted(suites_of(odd, day=day))))
    rooms = rooms_known(day, reach)
    facts = Facts(
        rooms=tuple(room.fact for room in rooms if room.fact.use is not RoomUse.CIRCULATION),
        seats=tuple(seat.fact for seat in seats_in(day, reach)),
    )
    keys = {room.fact.uid: room.pk for room in rooms}
    said = assess(facts, standards.packs_by_digest(packs), day).room_verdicts
    return [(keys[v.room], v.verdict.value, v.limit, v.excess) for v in said]


# --- the rooms --------------------------------------------------------------------

# Every step looks things up from floor to room and from room to seat. Joins of tables would leave the
# planner to guess how many rooms there are; it guesses one, and compares all with all.
VERSIONS = """
    CROSS JOIN LATERAL (
         SELECT * FROM registry_roomversion AS of_floor
          WHERE of_floor.floor_id = floors.id AND of_floor.period @> %(day)s OFFSET 0) AS version
"""
HELD = """
    LEFT JOIN LATERAL (
         SELECT held.id, held.organisation_id FROM registry_allocation AS held
          WHERE held.room_id = version.room_id AND held.period @> %(day)s
         OFFSET 0) AS allocation ON true
    LEFT JOIN LATERAL (
         SELECT holder.name, holder.code FROM registry_organisation AS holder
          WHERE holder.id = allocation.organisation_id OFFSET 0) AS organisation ON true
"""
IS_FREE = "allocation.id IS NULL AND version.use IN ('office', 'technical')"
SHOWN = """
    CARRIED version.room_id, version.floor_id, version.number, version.name, version.use, version.area_m2,
    version.footprint, organisation.name AS organisation, organisation.code AS organisation_code,
    occupied.people
"""

_JUDGED = f"""
    limits AS (
        SELECT * FROM unnest(%(levels)s, %(divisions)s, %(ranks)s, %(areas_m2)s)
                      AS standing (level, region_code, rank, area_m2)
    ), parameters AS (
        SELECT * FROM unnest(%(regions)s, %(tolerances)s, %(sure_ratios)s, %(roots)s, %(linears)s,
                             %(roots_2)s, %(linears_2)s)
                      AS parameter (region_code, tolerance_m2, sure_ratio, root, linear, root_2,
                                    linear_2)
    ), odd AS (
        SELECT * FROM unnest(%(odd_rooms)s, %(odd_verdicts)s, %(odd_limits)s, %(odd_excesses)s)
                      AS said (room_id, verdict, limit_m2, excess_m2)
    ), judged AS (
        -- One row a room of the floors that day, with its verdict.
        SELECT {SHOWN},
               coalesce(odd.verdict, {set_based.VERDICT}) AS verdict,
               CASE WHEN odd.room_id IS NULL THEN {set_based.LIMIT_M2}
                    ELSE odd.limit_m2 END AS limit_m2,
               CASE WHEN odd.room_id IS NULL THEN {set_based.EXCESS_M2}
                    ELSE odd.excess_m2 END AS excess_m2,
               {IS_FREE} AS is_free
          FROM floors
          {VERSIONS}
          JOIN parameters ON parameters.region_code = version.region_code
          CROSS JOIN LATERAL (
               -- The people of the room, and what they may have together; no room without people.
               SELECT max(seat.room_id) AS room_id, count(*) AS people,
                      sum(limits.area_m2) AS limit_m2,
                      nullif(count(*), 0) - count(limits.area_m2) AS without_limit
                 FROM registry_seat AS seat
                 LEFT JOIN registry_post AS post
                   ON post.person_id = seat.person_id AND post.is_main AND post.period @> %(day)s
                 LEFT JOIN LATERAL (
                      SELECT * FROM registry_organisation AS of_post
                       WHERE of_post.id = post.organisation_id OFFSET 0) AS employer ON true
                 LEFT JOIN limits
                   ON limits.level = employer.standard_level
                  AND limits.region_code = employer.region_code AND limits.rank = post.rank
                WHERE seat.room_id = version.room_id AND seat.period @> %(day)s) AS occupied
          {HELD}
          LEFT JOIN odd ON odd.room_id = version.room_id
    )
"""

# The same rooms with the verdicts that were kept, for those who look at many and at today.
_KEPT = f"""
    judged AS (
        SELECT {SHOWN}, coalesce(verdict.verdict, 'not_assessed') AS verdict, verdict.limit_m2,
               verdict.excess_m2, {IS_FREE} AS is_free
          FROM floors
          {VERSIONS}
          LEFT JOIN LATERAL (
               SELECT * FROM registry_roomverdict AS said
                WHERE said.room_id = version.room_id OFFSET 0) AS verdict ON true
          CROSS JOIN LATERAL (
               SELECT count(*) AS people FROM registry_seat AS seat
                WHERE seat.room_id = version.room_id AND seat.period @> %(day)s) AS occupied
          {HELD}
    )
"""


def judged(*carried: str) -> str:
    """Return the rooms of `floors` with their verdicts, and columns of `floors` beside them."""
    return _JUDGED.replace("CARRIED", "".join(f"floors.{name}, " for name in carried))


def kept(*carried: str) -> str:
    """Return the rooms of `floors` with the verdicts that were kept."""
    return _KEPT.replace("CARRIED", "".join(f"floors.{name}, " for name in carried))


STATE_ROWS = ", ".join(
    f"({n}, '{state}', '{verdict}')" for n, (state, verdict) in enumerate(STATES.items())
)
STATE_OF = f"JOIN (VALUES {STATE_ROWS}) AS state (rank, name, verdict) USING (verdict)"

# Since when nobody has had a room that somebody could.
IDLE = """
    CROSS JOIN LATERAL (
         SELECT CASE WHEN judged.is_free THEN
                coalesce((SELECT max(upper(past.period)) FROM registry_allocation AS past
                           WHERE past.room_id = judged.room_id AND upper(past.period) <= %(day)s),
                         (SELECT min(lower(first.period)) FROM registry_roomversion AS first
                           WHERE first.room_id = judged.room_id)) END AS since
         OFFSET 0) AS idle
"""
_MONTHS = """
    ((extract(year FROM %(day)s) - extract(year FROM idle.since)) * 12
     + extract(month FROM %(day)s) - extract(month FROM idle.since))::int
"""
# Whole months as registry.policy.periods counts them: the last day of a shorter month is enough.
IDLE_MONTHS = f"({_MONTHS} - (idle.since + make_interval(months => {_MONTHS}) > %(day)s)::int)"
