"""What an edit touches is assessed at once, and nothing else is needed: equal to from scratch."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.models import (
    Allocation,
    DisposalPlan,
    Establishment,
    Finding,
    Letting,
    Organisation,
    Person,
    Post,
    Room,
    RoomVerdict,
    RoomVersion,
    Seat,
    Touched,
    UsePaper,
    UsePaperRoom,
)
from registry.models.periods import from_day
from registry.scope import Scope
from registry.services.allocations import allocate_room, seat_person, vacate_seat
from registry.services.reassessment import assess_edits, assess_whole
from registry.services.standards import take_packs

from . import builders as make

TODAY = dt.date(2026, 7, 1)
STANDARDS = Path(__file__).parents[2] / "fixtures" / "standards"

pytestmark = pytest.mark.django_db


class World:
    """Six rooms of 20 m² on one floor, four clerks of two bureaus, nobody seated."""

    def __init__(self) -> None:
        take_packs(
            [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")],
            reason="test",
        )
        county = make.region()
        plan = make.plan(make.floor(make.building(county)))
        self.rooms = [make.room(plan, make.box(n * 5, 0, n * 5 + 4, 5), f"10{n}") for n in range(6)]
        self.bureaus = [make.organisation(county) for _ in range(2)]
        for bureau in self.bureaus:
            for rank, heads in (("X3", 1), ("X5", 3)):
                Establishment.objects.create(
                    organisation=bureau, rank=rank, headcount=heads, period=from_day(make.SINCE)
                )
        ranks = ("X3", "X5", "X5", "X4")
        self.people = [
            make.person(county, self.bureaus[n % 2], rank) for n, rank in enumerate(ranks)
        ]
        assess_whole(Scope.EVERYTHING, day=TODAY)


@pytest.fixture
def world(db: None) -> World:
    return World()


def kept() -> tuple[list[Any], list[Any]]:
    """Return every open finding and every verdict as plain values."""
    findings = Finding.objects.exclude(state="resolved").order_by("key")
    columns = ("key", "state", "measured", "limit", "excess", "evidence", "region_code")
    places = ("room_id", "person_id", "organisation_id", "building_id", "cause_ended_on")
    verdicts = RoomVerdict.objects.order_by("pk").values_list(
        "pk", "verdict", "area_m2", "limit_m2", "excess_m2"
    )
    return list(findings.values_list(*columns, *places)), list(verdicts)


def from_scratch() -> tuple[list[Any], list[Any]]:
    """Return what an assessment of everything would keep, and leave no trace of it."""
    with transaction.atomic():
        assess_whole(Scope.EVERYTHING, day=TODAY)
        said = kept()
        transaction.set_rollback(True)
    return said


# --- edits ------------------------------------------------------------------------

Edit = Callable[[World, int, int], None]


def seat(world: World, a: int, b: int) -> None:
    room, person = world.rooms[a % 6], world.people[b % 4]
    if not Seat.objects.filter(room=room, person=person).exists():
        Seat.objects.create(room=room, person=person, period=from_day(make.SINCE))


def unseat(world: World, a: int, b: int) -> None:
    for one in Seat.objects.filter(person=world.people[a % 4]).order_by("pk")[: b % 3]:
        one.delete()


def end_seat(world: World, a: int, b: int) -> None:
    Seat.objects.filter(room=world.rooms[a % 6]).update(
        period=from_day(make.SINCE, dt.date(2021, 1 + b % 12, 1))
    )


def allocate(world: World, a: int, b: int) -> None:
    room = world.rooms[a % 6]
    Allocation.objects.filter(room=room).delete()
    Allocation.objects.create(
        room=room,
        organisation=world.bureaus[b % 2],
        period=from_day(make.SINCE),
        approved_use="" if b % 3 else "service",
    )


def release(world: World, a: int, b: int) -> None:
    until = dt.date(2024 + b % 3, 5, 1)
    Allocation.objects.filter(room=world.rooms[a % 6]).update(period=from_day(make.SINCE, until))


def promote(world: World, a: int, b: int) -> None:
    Post.objects.filter(person=world.people[a % 4]).update(rank=("X2", "X5", "X9", "X3")[b % 4])


def retire(world: World, a: int, b: int) -> None:
    left = (dt.date(2026, 1 + b % 6, 1), "retired") if b % 2 else (None, "")
    Person.objects.filter(pk=world.people[a % 4].pk).update(left_on=left[0], left_by=left[1])


def redraw(world: World, a: int, b: int) -> None:
    west = (a % 6) * 5
    RoomVersion.objects.filter(room=world.rooms[a % 6]).update(
        plan=make.box(west, 0, west + 4, 1 + b % 5)
    )


def reuse(world: World, a: int, b: int) -> None:
    use = ("office", "service", "circulation", "unknown", "equipment")[b % 5]
    RoomVersion.objects.filter(room=world.rooms[a % 6]).update(use=use)


def put_behind(world: World, a: int, b: int) -> None:
    one, other = world.rooms[a % 6], world.rooms[b % 6]
    RoomVersion.objects.filter(room=one).update(
        counts_with=None if one == other else other,
        space=("room", "rest_room", "toilet")[b % 3],
    )


def doubt(world: World, a: int, b: int) -> None:
    sure = (None, Decimal("0.9"), Decimal("0.899"))[b % 3]
    RoomVersion.objects.filter(room=world.rooms[a % 6]).update(
        reading_confidence=sure, plan=make.box((a % 6) * 5, 0, (a % 6) * 5 + 3.05 + b / 1000, 3)
    )


def relevel(world: World, a: int, b: int) -> None:
    level = ("COUNTY", "CITY", "TOWNSHIP")[b % 3]
    Organisation.objects.filter(pk=world.bureaus[a % 2].pk).update(standard_level=level)


def restaff(world: World, a: int, b: int) -> None:
    Establishment.objects.filter(organisation=world.bureaus[a % 2], rank="X5").update(
        headcount=b % 4
    )


def let_out(world: World, a: int, b: int) -> None:
    room = world.rooms[a % 6]
    Letting.objects.filter(room=room).delete()
    approved = {"document_no": "示例租批1号", "approved_on": make.SINCE} if b % 3 else {}
    due = (None, TODAY - dt.timedelta(days=1), TODAY, dt.date(2030, 1, 1))[b % 4]
    Letting.objects.create(
        room=room, kind="let", taken_by="示例商行", period=from_day(make.SINCE, due), **approved
    )


def take_in(world: World, a: int, b: int) -> None:
    back = (TODAY, TODAY + dt.timedelta(days=1), dt.date(2026, 1, 1))[b % 3]
    Letting.objects.filter(room=world.rooms[a % 6]).update(given_back_on=back)


def plan_to_dispose(world: World, a: int, b: int) -> None:
    DisposalPlan.objects.filter(room=world.rooms[a % 6]).delete()
    DisposalPlan.objects.create(
        room=world.rooms[a % 6],
        way="reassign",
        document_no="示例处置1号",
        approved_on=make.SINCE,
        due_on=(TODAY, TODAY - dt.timedelta(days=1), dt.date(2030, 1, 1))[b % 3],
    )


def end_plan(world: World, a: int, b: int) -> None:
    DisposalPlan.objects.filter(room=world.rooms[a % 6]).update(
        ended_on=(TODAY, TODAY + dt.timedelta(days=1))[b % 2],
        outcome=("withdrawn", "carried_out", "mistaken")[b % 3],
    )


def certify(world: World, a: int, b: int) -> None:
    UsePaperRoom.objects.filter(room=world.rooms[a % 6]).delete()
    paper = UsePaper.objects.get(organisation=world.bureaus[b % 2], kind="certificate")
    UsePaperRoom.objects.create(room=world.rooms[a % 6], paper=paper)


def end_certificate(world: World, a: int, b: int) -> None:
    until = (TODAY, TODAY + dt.timedelta(days=1), None)[b % 3]
    UsePaper.objects.filter(organisation=world.bureaus[a % 2], kind="certificate").update(
        period=from_day(make.SINCE, until)
    )


EDITS: list[Edit] = [seat, seat, seat, unseat, end_seat, allocate, allocate, release, promote]
EDITS += [retire, redraw, reuse, put_behind, doubt, relevel, restaff]
EDITS += [let_out, take_in, plan_to_dispose, end_plan, certify, certify, end_certificate]

edits = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 59), st.integers(0, 59)),
    min_size=1,
    max_size=8,
)


@settings(
    deadline=None,
    max_examples=80,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits)
def test_after_any_edit_the_kept_findings_are_those_from_scratch(
    world: World, some: list[tuple[Edit, int, int]]
) -> None:
    with transaction.atomic():
        for edit, a, b in some:
            edit(world, a, b)

            assess_edits(day=TODAY)

            assert kept() == from_scratch()
        assert not Touched.objects.exists()
        transaction.set_rollback(True)


# --- one by one -------------------------------------------------------------------


def test_a_clerk_given_an_office_too_large_is_found_before_the_service_returns(world: World):
    allocate_room(
        room=world.rooms[0],
        organisation=world.bureaus[1],
        start=make.SINCE,
        reason="test",
        today=TODAY,
    )

    seat = seat_person(
        room=world.rooms[0], person=world.people[1], start=make.SINCE, reason="test", today=TODAY
    )

    found = Finding.objects.get(rule="R-OFF-1")
    assert (found.measured, found.limit, found.excess) == (Decimal(20), Decimal(9), Decimal(11))
    assert found.room == world.rooms[0]
    assert RoomVerdict.objects.get(room=world.rooms[0]).verdict == "over"

    vacate_seat(seat=seat, day=TODAY, reason="test", today=TODAY)

    found.refresh_from_db()
    assert (found.state, found.resolved_on) == ("resolved", TODAY)


def test_a_promotion_by_raw_sql_is_picked_up_by_the_next_look(world: World):
    seat_person(
        room=world.rooms[0], person=world.people[1], start=make.SINCE, reason="test", today=TODAY
    )
    assert Finding.objects.get(rule="R-OFF-1").state == "detected"
    promote(world, 1, 0)

    assess_edits(day=TODAY, everything=True)

    assert Finding.objects.get(rule="R-OFF-1").state == "resolved"


def test_a_partition_and_a_toilet_are_found_from_the_register(world: World):
    office, behind, toilet = world.rooms[:3]
    redraw(world, 0, 2)  # 4 × 3 = 12 m², the limit of 副科级
    seat_person(room=office, person=world.people[3], start=make.SINCE, reason="test", today=TODAY)
    RoomVersion.objects.filter(room=behind).update(counts_with=office)
    assess_edits(day=TODAY)

    about = Finding.objects.filter(rule__startswith="R-OFF", state="detected")
    assert set(about.values_list("rule", "measured")) == {
        ("R-OFF-1", Decimal(32)),
        ("R-OFF-5", Decimal(32)),
    }

    RoomVersion.objects.filter(room=toilet).update(counts_with=office, space="toilet")
    assess_edits(day=TODAY)

    assert Finding.objects.get(rule="R-OFF-2").measured == 20


def test_a_second_office_for_a_concurrent_post_follows_that_post(world: World):
    person, other = world.people[0], world.bureaus[1]
    post = Post.objects.create(
        person=person,
        organisation=other,
        rank="X3",
        is_main=False,
        period=from_day(make.SINCE, dt.date(2026, 4, 30)),
    )
    seat_person(room=world.rooms[0], person=person, start=make.SINCE, reason="test", today=TODAY)
    seat_person(
        room=world.rooms[1],
        person=person,
        start=make.SINCE,
        post=post,
        second_office_no="示例批〔2025〕1号",
        reason="test",
        today=TODAY,
    )

    templates = {
        found.evidence["template"]
        for found in Finding.objects.filter(room=world.rooms[1], state="detected")
    }
    assert templates == {"R-OFF-1", "R-OFF-3-SECOND", "R-OFF-4-CONCURRENT"}
    assert not Finding.objects.filter(evidence__template="R-OFF-3").exists()


def test_an_old_day_is_replayed_under_the_table_of_its_time(world: World):
    from registry.assessments import replay

    day = dt.date(2013, 6, 1)
    early = from_day(dt.date(2010, 1, 1))
    Seat.objects.create(room=world.rooms[0], person=world.people[1], period=early)
    RoomVersion.objects.filter(room=world.rooms[0]).update(period=early)
    Post.objects.filter(person=world.people[1]).update(period=early)

    (found,) = replay(Scope.EVERYTHING, day=day).findings

    assert (found.rule, found.limit, found.basis.pack) == ("R-OFF-1", Decimal(6), "cn-2250-1999")
    assert not Finding.objects.filter(document_no__contains="1999").exists()


def test_one_edit_asks_as_many_questions_however_large_the_register(
    world: World, django_assert_max_num_queries
):
    with django_assert_max_num_queries(41):
        seat_person(
            room=world.rooms[0],
            person=world.people[1],
            start=make.SINCE,
            reason="test",
            today=TODAY,
        )
    assert Room.objects.count() == 6
