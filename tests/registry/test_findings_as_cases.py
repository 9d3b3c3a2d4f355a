"""Findings as cases: where they may go, who may move them, what stays written."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from registry.errors import MoveRefused, NotPermitted, OutsideScope, StillThere
from registry.faults import explained
from registry.models import Finding, FindingStep, Person, RoomVersion, Seat, User
from registry.policy.moves import MOVES, Method, State
from registry.queries import finding_cases
from registry.queries.places import NotInSight
from registry.queries.proofs import proof_of
from registry.scope import Scope
from registry.services import finding_cases as cases
from registry.services.allocations import seat_person, vacate_seat
from registry.services.reassessment import assess_edits

from . import builders as make
from .test_findings_kept_up import TODAY, World

LATER = dt.date(2026, 9, 1)
DEADLINE = dt.date(2026, 12, 31)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def manager(world: World) -> User:
    return make.account(world.bureaus[0].region)


@pytest.fixture
def seat(world: World) -> Seat:
    """Return a clerk in 20 m², where 9 are allowed."""
    room, person = world.rooms[0], world.people[1]
    return seat_person(room=room, person=person, start=make.SINCE, reason="test", today=TODAY)


@pytest.fixture
def finding(seat: Seat) -> Finding:
    return Finding.objects.get(rule="R-OFF-1")


def again(finding: Finding) -> Finding:
    return Finding.objects.get(pk=finding.pk)


def verbs(finding: Finding) -> list[str]:
    return list(FindingStep.objects.filter(finding=finding).values_list("verb", flat=True))


MOVE = """
    UPDATE registry_finding
       SET state = %(state)s, method = 'swap', deadline = DATE '2026-12-31', file_no = '1',
           resolved_on = CASE WHEN %(state)s = 'resolved' THEN DATE '2026-07-01' END
     WHERE id = %(finding)s
"""


def moved(state: State, finding: Finding) -> str:
    """Return why the database refused to move a finding by raw SQL; nothing when it did not."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(MOVE, {"state": state.value, "finding": finding.pk})
    except IntegrityError as refused:
        return explained(refused)
    return ""


@pytest.mark.parametrize(("here", "there"), list(product(State, State)))
def test_the_database_lets_a_finding_go_only_where_its_state_leads(finding, here, there):
    moved(here, finding)

    refused = moved(there, finding)

    is_lawful = there in MOVES[here] or (here is there and here is not State.RESOLVED)
    assert (refused == "") is is_lawful
    assert is_lawful or "database" not in refused
    assert again(finding).state == (there if is_lawful else here)


def test_a_finding_begins_as_detected(finding):
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(key="R-X/room/1", rule="R-X", state="deferred", detected_on=TODAY)


def test_a_decision_needs_what_it_consists_of(finding):
    for values in ({"state": "rectify"}, {"state": "deferred"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=finding.pk).update(**values)


def test_steps_stay_as_they_were_written(finding):
    for act in ("UPDATE registry_findingstep SET reason = 'x'", "DELETE FROM registry_findingstep"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


def test_a_rectification_is_ordered_done_and_confirmed(finding, seat, manager):
    cases.order_rectification(
        finding=finding, by=manager, on=TODAY, method=Method.SWAP, deadline=DEADLINE, reason="调换"
    )
    with pytest.raises(StillThere):
        cases.confirm_resolved(finding=finding, by=manager, on=TODAY)

    vacate_seat(seat=seat, day=TODAY, reason="test", today=TODAY)
    assert (again(finding).state, again(finding).cause_ended_on) == ("rectify", TODAY)
    assert [row.pk for row in finding_cases.to_confirm(Scope.EVERYTHING)] == [finding.pk]
    cases.confirm_resolved(finding=finding, by=manager, on=LATER, document_no="示例验〔2026〕1号")

    closed = again(finding)
    assert (closed.state, closed.resolved_on, closed.method) == ("resolved", LATER, "swap")
    steps = finding_cases.history_of(finding.key, scope=Scope.EVERYTHING)
    assert [(step.verb, step.to_state, step.by) for step in steps] == [
        ("detect", "detected", ""),
        ("rectify", "rectify", manager.username),
        ("confirm", "resolved", manager.username),
    ]
    assert steps[1].deadline == DEADLINE


def test_a_cause_that_comes_back_before_it_was_confirmed_is_the_same_finding(
    world, finding, seat, manager
):
    cases.order_rectification(
        finding=finding, by=manager, on=TODAY, method=Method.SHARE, deadline=DEADLINE
    )
    vacate_seat(seat=seat, day=dt.date(2026, 6, 1), reason="test", today=TODAY)

    seat_person(
        room=world.rooms[0],
        person=world.people[1],
        start=dt.date(2026, 6, 2),
        reason="test",
        today=TODAY,
    )

    assert (again(finding).state, again(finding).cause_ended_on) == ("rectify", None)


def test_a_finding_reappears_as_a_new_occurrence_of_the_former_one(world, finding, seat):
    vacate_seat(seat=seat, day=dt.date(2026, 6, 1), reason="test", today=TODAY)
    assert again(finding).state == "resolved"

    seat_person(
        room=world.rooms[0],
        person=world.people[1],
        start=dt.date(2026, 6, 2),
        reason="test",
        today=TODAY,
    )

    new = Finding.objects.exclude(state="resolved").get(rule="R-OFF-1")
    assert (new.key, new.occurrence, new.former_id) == (finding.key, 2, finding.pk)
    history = finding_cases.history_of(finding.key, scope=Scope.EVERYTHING)
    assert [(step.occurrence, step.verb) for step in history] == [
        (1, "detect"),
        (1, "close"),
        (2, "detect"),
    ]


def test_a_false_alarm_stays_silent_until_its_facts_change(world, finding, manager):
    cases.dismiss_finding(finding=finding, by=manager, on=TODAY, reason="隔断未画")
    assess_edits(day=TODAY, everything=True)
    assert (again(finding).state, again(finding).recheck_on) == ("false_alarm", None)

    RoomVersion.objects.filter(room=world.rooms[0]).update(plan=make.box(0, 0, 4, 6))
    assess_edits(day=LATER)

    asked = again(finding)
    assert (asked.state, asked.recheck_on, asked.measured) == (
        "false_alarm",
        LATER,
        Decimal(24),
    )
    assert verbs(finding) == ["detect", "dismiss", "recheck"]
    cases.reopen_finding(finding=finding, by=manager, on=LATER, reason="图纸已更正")
    assert (again(finding).state, again(finding).recheck_on) == ("detected", None)


def test_a_deferral_is_looked_at_again_when_another_person_moves_in(world, finding, seat, manager):
    cases.defer_and_file(
        finding=finding, by=manager, on=TODAY, file_no="示例备〔2026〕7号", reason="结构受限"
    )
    vacate_seat(seat=seat, day=dt.date(2026, 6, 1), reason="test", today=TODAY)
    seat_person(
        room=world.rooms[0],
        person=world.people[2],
        start=dt.date(2026, 6, 2),
        reason="test",
        today=TODAY,
    )

    asked = again(finding)
    assert (asked.state, asked.file_no) == ("deferred", "示例备〔2026〕7号")
    assert (asked.recheck_on, asked.recheck_because) == (TODAY, "facts")
    assert [row.pk for row in finding_cases.rechecks_due(Scope.EVERYTHING)] == [finding.pk]
    cases.keep_decision(finding=finding, by=manager, on=LATER, reason="仍受限")
    assert finding_cases.rechecks_due(Scope.EVERYTHING) == []


def test_a_repair_asks_for_a_deferral_to_be_looked_at_again(finding, manager):
    cases.defer_and_file(finding=finding, by=manager, on=TODAY, file_no="1", reason="结构受限")

    cases.ask_recheck(
        finding=finding, by=manager, on=LATER, because="repair", document_no="示例修〔2026〕3号"
    )

    assert again(finding).recheck_because == "repair"
    assert verbs(finding) == ["detect", "defer", "ask_recheck"]


def test_a_move_the_state_does_not_allow_is_refused_in_words(finding, manager):
    cases.dismiss_finding(finding=finding, by=manager, on=TODAY, reason="x")

    with pytest.raises(MoveRefused, match="false_alarm"):
        cases.defer_and_file(finding=finding, by=manager, on=TODAY, file_no="1", reason="x")


def test_only_those_who_may_decide_and_only_in_their_division(finding, world):
    other = make.region("990122")
    told = {"finding": finding, "on": TODAY, "reason": "x"}

    with pytest.raises(OutsideScope):
        cases.dismiss_finding(by=make.account(other), **told)
    with pytest.raises(NotPermitted):
        cases.dismiss_finding(by=make.account(world.bureaus[0].region, "auditor"), **told)
    assert again(finding).state == "detected"


def test_a_batch_reminds_until_everything_in_it_is_closed(world, finding, seat, manager):
    Finding.objects.filter(pk=finding.pk).update(organisation=world.bureaus[1])
    batch = cases.open_batch(
        organisation=world.bureaus[1],
        by=manager,
        on=TODAY,
        deadline=DEADLINE,
        remind_on=LATER,
        document_no="示例改〔2026〕2号",
    )

    before = finding_cases.reminders_due(Scope.EVERYTHING, day=LATER - dt.timedelta(days=1))
    (due,) = finding_cases.reminders_due(Scope.EVERYTHING, day=LATER)
    (late,) = finding_cases.reminders_due(Scope.EVERYTHING, day=DEADLINE + dt.timedelta(days=1))

    assert before == []
    assert (due.pk, due.findings, due.open_findings, due.is_overdue) == (batch.pk, 1, 1, False)
    assert late.is_overdue
    vacate_seat(seat=seat, day=TODAY, reason="test", today=TODAY)
    assert finding_cases.reminders_due(Scope.EVERYTHING, day=DEADLINE) == []


def test_a_batch_needs_its_reminder_between_opening_and_deadline(world, manager):
    with pytest.raises(IntegrityError), transaction.atomic():
        cases.open_batch(
            organisation=world.bureaus[0],
            by=manager,
            on=TODAY,
            deadline=TODAY,
            remind_on=DEADLINE,
        )


def test_a_decision_survives_an_assessment_that_finds_the_same(finding, manager):
    cases.order_rectification(
        finding=finding, by=manager, on=TODAY, method=Method.REBUILD, deadline=DEADLINE
    )
    Person.objects.update(name="甲二")

    assess_edits(day=LATER)

    assert (again(finding).state, again(finding).deadline) == ("rectify", DEADLINE)
    assert again(finding).evidence["occupants"] == "甲二"
    assert finding_cases.overdue(Scope.EVERYTHING, day=DEADLINE) == []
    late = finding_cases.overdue(Scope.EVERYTHING, day=DEADLINE + dt.timedelta(days=1))
    assert [row.pk for row in late] == [finding.pk]


def test_a_proof_shows_the_room_edge_by_edge_and_what_was_done(finding, manager):
    cases.dismiss_finding(finding=finding, by=manager, on=TODAY, reason="隔断未画")

    proof = proof_of(finding.pk, scope=Scope.EVERYTHING, day=TODAY)

    (room,) = proof.rooms
    assert [room.area, room.registered] == [20, 20]
    assert room.agrees
    assert [(line.what, line.value) for line in proof.arithmetic] == [
        ("measured", "20.00"),
        ("limit", "9.00"),
        ("excess", "11.00"),
        ("error", "0.22"),
        ("verdict", "over"),
    ]
    assert [step.verb for step in proof.history] == ["detect", "dismiss"]
    assert proof.finding.key == finding.key
    assert proof.finding.basis.clause == "表3"
    assert proof.as_json() == proof_of(finding.pk, scope=Scope.EVERYTHING, day=TODAY).as_json()


def test_a_proof_outside_the_scope_is_not_in_sight(finding):
    with pytest.raises(NotInSight):
        proof_of(finding.pk, scope=Scope("9902"), day=TODAY)
