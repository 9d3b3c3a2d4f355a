"""What is measured, each the median of a few runs, and what must be equal.

Scan and assessment run in one process each, so that their ratio does not hang on the number of
cores.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from registry.policy import Standards, assess
from registry.policy.rules.organisations import over_quota
from registry.queries import set_based, standards
from registry.queries.facts import Reach, organisations_known, rooms_known, seats_in
from registry.scope import Scope
from registry.services.reassessment import Known, assess_edits, assess_whole

DAY = dt.date(2026, 7, 1)
SCAN = "SELECT count(*), sum(area_m2) FROM registry_roomversion"
KEPT_UP = """
    SELECT room_id, area_m2, limit_m2, excess_m2 FROM registry_roomverdict
     WHERE verdict = 'over' AND region_code LIKE '99%'
"""
RUNS = 5
SAMPLE = 2000  # rooms told to the rules one by one


def seconds(act: Callable[[], Any], *, runs: int = RUNS) -> float:
    """Return the median time an act takes after one run that is not counted."""
    act()
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        act()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def fetched(sql: str) -> list[tuple[Any, ...]]:
    """Return the rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def scanned() -> list[tuple[Any, ...]]:
    """Return what a sequential scan of the room table gives."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL jit = off; SET LOCAL enable_indexscan = off")
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute("SET LOCAL enable_indexonlyscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute(SCAN)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def from_scratch() -> list[tuple[Any, ...]]:
    """Return every room of the province that is over, worked out from seats, posts and plans."""
    packs = standards.rule_packs()
    with transaction.atomic(), set_based.room_to_work(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        values = set_based.values_for(Scope.of_region("990000"), packs=packs, day=DAY)
        return set_based.over_rooms(values)


def kept_up() -> list[tuple[Any, ...]]:
    """Return the same list as it is kept."""
    return fetched(KEPT_UP)


def whole() -> float:
    """Return how long the whole assessment takes, every verdict and finding written."""
    began = time.perf_counter()
    assess_whole(Scope.EVERYTHING, day=DAY)
    return time.perf_counter() - began


def one_organisation(pk: int) -> tuple[list[tuple[Any, ...]], list[Any]]:
    """Return the rooms of one organisation that are over, and what is over its quota."""
    packs = standards.rule_packs()
    values = set_based.values_for_organisation(pk, packs=packs, day=DAY)
    (known,) = organisations_known(DAY, Reach(keys=(pk,)))
    return set_based.over_rooms(values), list(over_quota(known.fact, Standards.on(DAY, packs)))


def is_equal() -> bool:
    """Return whether the kept list is the one from scratch."""
    kept = {row[0]: row[1:] for row in kept_up()}
    scratch = {row[0]: row[1:] for row in from_scratch()}
    odd = kept.keys() - scratch.keys()
    return scratch.items() <= kept.items() and odd <= odd_and_over()


def odd_and_over() -> set[int]:
    """Return the rooms over standard that the rules judged, not SQL: nobody there for a main post."""
    return {
        room
        for (room,) in fetched(
            f"""
            SELECT seat.room_id FROM registry_seat AS seat
              LEFT JOIN registry_post AS post
                ON post.person_id = seat.person_id AND post.is_main
               AND post.period @> DATE '{DAY}'
             WHERE seat.period @> DATE '{DAY}' AND (post.id IS NULL OR seat.post_id IS NOT NULL)
            """
        )
    }


def agrees_with_the_rules(rooms: int) -> bool:
    """Return whether the rules, told of a sample of rooms one by one, say what SQL said of them."""
    step = max(1, rooms // SAMPLE)
    keys = tuple(pk for (pk,) in fetched(f"SELECT id FROM registry_room WHERE id % {step} = 0"))
    known = Known(rooms=rooms_known(DAY, Reach(keys=keys)), seats=seats_in(DAY, Reach(keys=keys)))
    said = {v.room: v for v in assess(known.facts, standards.rule_packs(), DAY).room_verdicts}
    kept = {
        uid: (verdict, limit, excess)
        for uid, verdict, limit, excess in fetched(
            "SELECT room.uid::text, verdict.verdict, verdict.limit_m2, verdict.excess_m2 "
            "FROM registry_roomverdict AS verdict JOIN registry_room AS room "
            f"ON room.id = verdict.room_id WHERE room.id % {step} = 0"
        )
    }
    plain = (kept[uid] == (v.verdict.value, v.limit, v.excess) for uid, v in said.items())
    return len(said) > 0 and all(plain)


EDITS = (
    "UPDATE registry_post SET rank = 'X4' WHERE person_id = {person}",
    "UPDATE registry_seat SET period = daterange('2020-01-01', '2026-01-01') "
    "WHERE person_id = {person}",
    "UPDATE registry_person SET left_on = '2026-02-01', left_by = 'transferred' "
    "WHERE id = {person}",
    "UPDATE registry_roomversion SET use = 'service' WHERE room_id = {room}",
    "UPDATE registry_roomversion SET plan = ST_MakeEnvelope(ST_XMin(plan), 0, ST_XMin(plan) + 3, "
    "5) WHERE room_id = {room}",
    "DELETE FROM registry_allocation WHERE room_id = {room}",
    "UPDATE registry_seat SET period = daterange('2026-01-01', NULL), room_id = {room} "
    "WHERE person_id = {person}",
)


def edits_kept(count: int) -> tuple[bool, float]:
    """Return whether the kept list equals that from scratch after each of some edits, and the
    slowest edit with its assessment in seconds."""
    equal, slowest = True, 0.0
    people = fetched("SELECT min(id), max(id) FROM registry_person")[0]
    rooms = fetched("SELECT min(id), max(id) FROM registry_room")[0]
    for n in range(count):
        person = people[0] + (people[1] - people[0]) * (n * 7 % 31) // 31
        room = rooms[0] + (rooms[1] - rooms[0]) * (n * 11 % 37) // 37
        began = time.perf_counter()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(EDITS[n % len(EDITS)].format(person=person, room=room))
            assess_edits(day=DAY)
        slowest = max(slowest, time.perf_counter() - began)
        equal = equal and is_equal()
    return equal, slowest


def vacuum(table: str) -> None:
    """Let the planner and the visibility map know a table that was just written."""
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {table}")
