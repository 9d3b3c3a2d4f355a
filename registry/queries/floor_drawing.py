"""A floor as the map draws it: GeoJSON text straight from the database, and a stamp of what it is made of.

stamp   a hash of the versions of every row the answer is made of: unchanged rows, unchanged answer.
        It is taken from where a transaction finds them (xmin, ctid): no edit has to announce itself.
near    the rooms of the floor, and those elsewhere that count with them or that they count with
odd     a room whose verdict is no plain arithmetic (registry.queries.set_based): the rules decide it
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from registry.policy import Facts, assess
from registry.queries import set_based, standards
from registry.queries.facts import Reach, rooms_known, seats_in, suites_of
from registry.queries.places import NotInSight
from registry.queries.prepared import Prepared
from registry.scope import Scope
from registry.terms import RoomUse

Digests = tuple[tuple[int, str], ...]
Standing = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StampedFloor:
    """A floor inside a scope on a day, and the hash of all that its answer is made of."""

    pk: int
    ordinal: int
    name: str
    building: str
    building_code: str
    region_code: str
    title: str
    day: dt.date
    stamp: str
    standings: tuple[Standing, ...]
    odd: tuple[int, ...]
    packs: Digests


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorDrawing:
    """A floor's rooms, legend, outline and extent as JSON text."""

    features: str
    legend: str
    outline: str | None
    bbox: str | None


def stamped(scope: Scope, *, pk: int, day: dt.date) -> StampedFloor:
    """Return a floor whose building lies inside the scope, without drawing it."""
    if scope.prefix is None:
        raise NotInSight(str(pk))
    rows = STAMP.rows({"floor": pk, "day": day, "scope": f"{scope.prefix}%"})
    if not rows:
        raise NotInSight(str(pk))
    *place, standings, odd, packs, rows_read = rows[0]
    names = ("ordinal", "name", "building", "building_code", "region_code", "title")
    said = repr((pk, day, place, packs, rows_read, DRAWING.name))
    return StampedFloor(
        **dict(zip(names, place, strict=True)),
        pk=pk,
        day=day,
        stamp=hashlib.blake2b(said.encode(), digest_size=16).hexdigest(),
        standings=tuple((level, region) for level, region in standings or ()),
        odd=tuple(odd or ()),
        packs=tuple((int(key), sha256) for key, sha256 in packs or ()),
    )


# A row's version as a number: other rows, and other versions of this row, give other numbers.
def _version(row: str) -> str:
    return f"hashtextextended({row}.xmin::text || {row}.ctid::text, {row}.id)"


# The best that one of the certificates of a building says of its title.
TITLE = """
    SELECT CASE WHEN bool_or(certificate.kind = 'real_estate'
                             AND holder.kind = 'managing_office') THEN 'unified'
                WHEN bool_or(certificate.kind <> 'none'
                             AND holder.kind <> 'managing_office') THEN 'to_transfer'
                WHEN bool_or(certificate.kind <> 'none') THEN 'old_paper'
                ELSE 'unregistered' END
      FROM registry_baunit AS unit
      JOIN registry_certificate AS certificate
        ON certificate.unit_id = unit.id AND certificate.period @> %(day)s
      JOIN registry_organisation AS holder ON holder.id = certificate.holder_id
     WHERE unit.building_id = building.id
"""

STAMP = Prepared(
    types={"floor": "bigint", "day": "date", "scope": "text"},
    sql=f"""
    WITH near AS MATERIALIZED (
        SELECT id FROM registry_room WHERE floor_id = %(floor)s
        UNION
        SELECT counts_with_id FROM registry_roomversion
         WHERE floor_id = %(floor)s AND counts_with_id IS NOT NULL
        UNION
        SELECT behind.room_id
          FROM registry_room AS room
          JOIN registry_roomversion AS behind ON behind.counts_with_id = room.id
         WHERE room.floor_id = %(floor)s
    ), seated AS MATERIALIZED (
        -- One row a seat of that day and a post of its person, in force or not.
        SELECT seat.id, seat.room_id, seat.post_id IS NOT NULL AS is_for_another_post,
               post.is_main AND post.period @> %(day)s AS is_held,
               organisation.standard_level, organisation.region_code,
               {_version("seat")} AS seat, {_version("person")} AS person, {_version("post")} AS post,
               {_version("organisation")} AS organisation
          FROM near
          JOIN registry_seat AS seat ON seat.room_id = near.id AND seat.period @> %(day)s
          JOIN registry_person AS person ON person.id = seat.person_id
          LEFT JOIN registry_post AS post ON post.person_id = seat.person_id
          LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
    )
    SELECT floor.ordinal, floor.name, building.name, building.code, building.region_code,
           ({TITLE}) AS title,
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
           (SELECT json_agg(json_build_array(id, sha256) ORDER BY id) FROM registry_rulepack),
           concat_ws(' ', {_version("floor")}, {_version("building")},
               (SELECT sum({_version("plan")}) FROM registry_planversion AS plan
                 WHERE plan.floor_id = floor.id),
               (SELECT sum({_version("version")}) FROM near
                  JOIN registry_roomversion AS version ON version.room_id = near.id),
               (SELECT (sum({_version("allocation")}), sum({_version("organisation")})) FROM near
                  JOIN registry_allocation AS allocation ON allocation.room_id = near.id
                  JOIN registry_organisation AS organisation
                    ON organisation.id = allocation.organisation_id),
               (SELECT (sum(seat), sum(person), sum(post), sum(organisation)) FROM seated))
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id
     WHERE floor.id = %(floor)s AND building.region_code LIKE %(scope)s
    """,
)


def drawn(floor: StampedFloor) -> FloorDrawing:
    """Return the drawing of a floor: every room with what the standard says of it that day."""
    values = _limits(floor.standings, floor.region_code, floor.packs, floor.day)
    told = {"floor": floor.pk, "day": floor.day, "title": floor.title}
    asked = {**told, **values, **_odd_verdicts(floor)}
    (row,) = DRAWING.rows({name: asked[name] for name in DRAWING.types})
    return FloorDrawing(**dict(zip(FloorDrawing.__slots__, row, strict=True)))


@lru_cache(maxsize=256)
def _limits(
    standings: tuple[Standing, ...], region_code: str, packs: Digests, day: dt.date
) -> dict[str, list[Any]]:
    known = standards.packs_by_digest(packs)
    return set_based.values_for_standings(standings, region_code, packs=known, day=day)


def _odd_verdicts(floor: StampedFloor) -> dict[str, list[Any]]:
    """Return what the rules say of the rooms SQL leaves to them; asks nothing where there are none."""
    said = _by_the_rules(floor.odd, floor.packs, floor.day) if floor.odd else []
    names = ("odd_rooms", "odd_verdicts", "odd_limits", "odd_excesses")
    return {name: [row[n] for row in said] for n, name in enumerate(names)}


def _by_the_rules(odd: Sequence[int], packs: Digests, day: dt.date) -> list[tuple[Any, ...]]:
    reach = Reach(keys=tuple(sorted(suites_of(odd, day=day))))
    rooms = rooms_known(day, reach)
    facts = Facts(
        rooms=tuple(room.fact for room in rooms if room.fact.use is not RoomUse.CIRCULATION),
        seats=tuple(seat.fact for seat in seats_in(day, reach)),
    )
    keys = {room.fact.uid: room.pk for room in rooms}
    said = assess(facts, standards.packs_by_digest(packs), day).room_verdicts
    return [(keys[v.room], v.verdict.value, v.limit, v.excess) for v in said]


# States in the order of the legend, and the verdict each stands for.
STATES = {
    "over": "over",
    "measuring_error": "within_error",
    "within": "within",
    "idle": "idle",
    "unassessed": "not_assessed",
    "circulation": "circulation",
}
STATE_ROWS = ", ".join(
    f"({n}, '{state}', '{verdict}')" for n, (state, verdict) in enumerate(STATES.items())
)
# Whole months as registry.policy.periods counts them: the last day of a shorter month is enough.
IDLE_MONTHS = """
    calendar.months - (idle.since + make_interval(months => calendar.months) > %(day)s)::int
"""

DRAWING = Prepared(
    types={
        "floor": "bigint",
        "day": "date",
        "title": "text",
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
    },
    sql=f"""
    WITH limits AS (
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
    ), occupied AS (
        -- One row a room with people, and what they may have together.
        SELECT seat.room_id, count(*) AS people, sum(limits.area_m2) AS limit_m2,
               count(*) - count(limits.area_m2) AS without_limit
          FROM registry_room AS room
          JOIN registry_seat AS seat ON seat.room_id = room.id AND seat.period @> %(day)s
          LEFT JOIN registry_post AS post
            ON post.person_id = seat.person_id AND post.is_main AND post.period @> %(day)s
          LEFT JOIN registry_organisation AS organisation ON organisation.id = post.organisation_id
          LEFT JOIN limits
            ON limits.level = organisation.standard_level
           AND limits.region_code = organisation.region_code AND limits.rank = post.rank
         WHERE room.floor_id = %(floor)s
         GROUP BY seat.room_id
    ), judged AS (
        -- One row a room of the floor that day, with its verdict.
        SELECT version.room_id, version.number, version.name, version.use, version.area_m2,
               version.footprint, organisation.name AS organisation,
               organisation.code AS organisation_code, occupied.people,
               coalesce(odd.verdict, {set_based.VERDICT}) AS verdict,
               CASE WHEN odd.room_id IS NULL THEN {set_based.LIMIT_M2}
                    ELSE odd.limit_m2 END AS limit_m2,
               CASE WHEN odd.room_id IS NULL THEN {set_based.EXCESS_M2}
                    ELSE odd.excess_m2 END AS excess_m2,
               allocation.id IS NULL AND version.use IN ('office', 'technical') AS is_free
          FROM registry_roomversion AS version
          JOIN parameters ON parameters.region_code = version.region_code
          LEFT JOIN occupied ON occupied.room_id = version.room_id
          LEFT JOIN odd ON odd.room_id = version.room_id
          LEFT JOIN registry_allocation AS allocation
            ON allocation.room_id = version.room_id AND allocation.period @> %(day)s
          LEFT JOIN registry_organisation AS organisation
            ON organisation.id = allocation.organisation_id
         WHERE version.floor_id = %(floor)s AND version.period @> %(day)s
    ), shown AS (
        SELECT room.uid, judged.*, state.name AS state, state.rank, idle.since AS idle_since,
               {IDLE_MONTHS} AS idle_months
          FROM judged
          JOIN registry_room AS room ON room.id = judged.room_id
          JOIN (VALUES {STATE_ROWS}) AS state (rank, name, verdict) USING (verdict)
          LEFT JOIN LATERAL (
               SELECT coalesce((SELECT max(upper(past.period)) FROM registry_allocation AS past
                                 WHERE past.room_id = judged.room_id
                                   AND upper(past.period) <= %(day)s),
                               (SELECT min(lower(first.period)) FROM registry_roomversion AS first
                                 WHERE first.room_id = judged.room_id)) AS since
               ) AS idle ON judged.is_free
          LEFT JOIN LATERAL (
               SELECT ((extract(year FROM %(day)s) - extract(year FROM idle.since)) * 12
                       + extract(month FROM %(day)s) - extract(month FROM idle.since))::int AS months
               ) AS calendar ON true
    )
    SELECT (SELECT coalesce(json_agg(json_build_object(
                       'type', 'Feature',
                       'geometry', ST_AsGeoJSON(footprint, 8)::json,
                       'properties', json_build_object(
                           'uid', uid, 'number', number, 'name', name, 'use', use, 'state', state,
                           'area_m2', round(area_m2, 2), 'limit_m2', round(limit_m2, 2),
                           'excess_m2', round(excess_m2, 2), 'organisation', organisation,
                           'organisation_code', organisation_code,
                           'occupants', coalesce(people, 0), 'idle_since', idle_since,
                           'idle_months', idle_months, 'title', %(title)s)) ORDER BY number, room_id), '[]')::text
              FROM shown) AS features,
           (SELECT coalesce(json_agg(json_build_object('state', state, 'rooms', rooms,
                       'area_m2', area_m2) ORDER BY rank), '[]')::text
              FROM (SELECT rank, state, count(*) AS rooms, round(sum(area_m2), 2) AS area_m2
                      FROM shown GROUP BY rank, state) AS counted) AS legend,
           ST_AsGeoJSON(plan.footprint, 8) AS outline,
           json_build_array(ST_XMin(plan.footprint), ST_YMin(plan.footprint),
                            ST_XMax(plan.footprint), ST_YMax(plan.footprint))::text AS bbox
      FROM (SELECT) AS one
      LEFT JOIN registry_planversion AS plan
        ON plan.floor_id = %(floor)s AND plan.period @> %(day)s AND plan.footprint IS NOT NULL
    """,
)
