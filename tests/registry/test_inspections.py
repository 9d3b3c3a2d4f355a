"""Inspections: rooms planned, seen, told twice, told otherwise; what findings learn of it."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.contrib.gis.geos import Polygon
from django.db import DatabaseError, IntegrityError, connection, transaction

from registry.errors import (
    NotAnInspector,
    NothingToVisit,
    NotOnYourPlan,
    NotPermitted,
    SameIdOtherContent,
)
from registry.models import Finding, FindingStep, Observation, Seat
from registry.models.periods import from_day
from registry.policy.visits import Answer, Measured
from registry.queries.visits import cards, expected_in, seen_on
from registry.scope import Scope
from registry.services import finding_cases
from registry.services.inspections import (
    close_plan,
    record_observation,
)
from tests.registry import builders as make
from tests.registry.inspected import DAY, NOON, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return World()


def measured(a: str, b: str) -> Measured:
    return Measured(length_a_m=Decimal(a), length_b_m=Decimal(b))


# --- planning ---------------------------------------------------------------------


def test_a_plan_leaves_out_rooms_outside_the_scope(world):
    elsewhere = make.room(
        make.plan(make.floor(make.building(make.region("990122")))), make.box(0, 0, 4, 5)
    )

    plan = world.send(rooms=[world.office.pk, elsewhere.pk])

    assert [visit.room_id for visit in plan.visits.all()] == [world.office.pk]
    with pytest.raises(NothingToVisit):
        world.send(rooms=[elsewhere.pk])


def test_a_plan_is_made_by_those_who_inspect_for_those_who_reach_there(world):
    with pytest.raises(NotPermitted):
        world.send(by=make.account(world.county, "auditor"))
    with pytest.raises(NothingToVisit):
        world.send(by=make.account(make.region("990122"), "inspector"))
    with pytest.raises(NotAnInspector):
        world.send(inspector=make.account(world.county, "registration_officer"))
    with pytest.raises(NotAnInspector):
        world.send(second_inspector=make.account(make.region("990123"), "inspector"))


# --- what is expected -------------------------------------------------------------


def test_a_card_says_who_is_expected_and_what_the_office_may_measure(world):
    (card,) = cards([world.visit], day=DAY)

    assert (card.number, card.area, card.is_rectangle) == ("101", Decimal(20), True)
    assert card.expected.occupants == ("甲一",)
    assert card.expected.allowance.limit == 9
    survey, basis = card.expected.allowance.survey, card.expected.allowance.basis
    assert survey is not None
    assert survey.name == "II"
    assert basis is not None
    assert basis.clause == "表3"


def test_a_rest_room_behind_the_door_counts_with_the_office(world):
    rest = make.room(
        world.drawn, make.box(4, 0, 6, 3), "101a", space="rest_room", counts_with=world.office
    )

    expected = expected_in([world.office.pk, rest.pk], day=DAY)

    assert expected[world.office.pk].allowance.beside == 6
    assert expected[rest.pk].allowance.limit is None
    assert expected[rest.pk].counts_with == "101"


@pytest.mark.parametrize("rooms", [1, 8])
def test_cards_ask_as_many_questions_however_many_rooms(world, rooms, django_assert_num_queries):
    more = [
        make.room(world.drawn, make.box(n * 5, 0, n * 5 + 4, 5), f"2{n:02d}").pk
        for n in range(1, rooms)
    ]
    visits = list(world.send(rooms=[world.office.pk, *more]).visits.all())
    cards(visits, day=DAY)

    # rooms as drawn, what lies behind doors, those rooms, their seats, rule packs
    with django_assert_num_queries(5):
        assert len(cards(visits, day=DAY)) == rooms


# --- recording --------------------------------------------------------------------


def test_an_observation_keeps_what_was_measured_and_what_follows(world):
    seen, is_new = world.record()
    seen.refresh_from_db()

    assert is_new
    assert (seen.area_m2, seen.limit_m2, seen.error_m2) == (20, 9, Decimal("0.218885"))
    assert (seen.verdict, seen.likeness, seen.region_code) == ("over", "agrees", "990121")


def test_a_record_told_twice_is_kept_once(world):
    first, _ = world.record()

    again, is_new = world.record(sent_at=NOON + dt.timedelta(hours=1))

    assert (again.pk, is_new) == (first.pk, False)
    assert Observation.objects.count() == 1


def test_another_record_under_a_used_id_is_refused_and_the_first_stays(world):
    world.record()

    with pytest.raises(SameIdOtherContent):
        world.record(answer=Answer.EMPTY)
    assert Observation.objects.get().answer == "confirmed"


def test_two_inspectors_are_both_kept(world):
    world.record()
    world.record(by=world.other, uid=uuid.UUID(int=2), answer=Answer.EMPTY, measured=None)

    (seen,) = seen_on([world.visit], Scope.EVERYTHING).values()

    assert [each.sighting.answer for each in seen] == ["confirmed", "empty"]


def test_a_record_that_waited_is_judged_as_of_the_day_it_was_seen(world):
    Seat.objects.update(period=from_day(make.SINCE, DAY + dt.timedelta(days=1)))
    later = NOON + dt.timedelta(days=3)

    seen, _ = record_observation(
        told=world.told(sent_at=later), by=world.one, at=later, day=later.date()
    )

    assert seen.limit_m2 == 9
    assert seen.verdict == "over"


def test_an_inspector_who_was_not_sent_is_refused(world):
    with pytest.raises(NotOnYourPlan):
        world.record(by=make.account(world.county, "inspector"))
    with pytest.raises(NotOnYourPlan):
        world.record(visit=0)


def test_what_was_seen_before_a_plan_was_closed_is_still_taken(world):
    close_plan(plan=world.plan, by=world.one, on=DAY)

    assert world.record()[1]


def test_a_room_with_a_niche_is_measured_and_not_judged(world):
    niche = Polygon(((10, 0), (14, 0), (14, 5), (12, 5), (12, 3), (10, 3), (10, 0)))
    world.visit = world.send(rooms=[make.room(world.drawn, niche, "102").pk]).visits.get()

    seen, _ = world.record()

    assert (seen.verdict, seen.unjudged, seen.likeness) == (
        "not_assessed",
        "not_a_rectangle",
        "not_comparable",
    )


def last_step(finding: Finding) -> FindingStep:
    return FindingStep.objects.filter(finding=finding).latest("pk")


# --- what findings learn ----------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "verb", "because"),
    [
        ({"answer": Answer.OTHER, "person": "乙二"}, "ask_recheck", "seen_other"),
        ({"answer": Answer.EMPTY}, "ask_recheck", "seen_empty"),
        ({"measured": measured("3.000", "3.000")}, "ask_recheck", "seen_within"),
        ({"measured": measured("4.000", "4.500")}, "ask_recheck", "seen_otherwise"),
        ({}, "inspect", "seen_over"),
        ({"measured": None}, "inspect", "seen_so"),
    ],
)
def test_a_finding_learns_what_was_seen(world, what, verb, because):
    finding = world.finding()

    world.record(**what)

    finding.refresh_from_db()
    step = last_step(finding)
    assert (step.verb, step.reason, step.by) == (verb, because, world.one)
    assert step.document_no == "示例巡检 #00000000"
    assert finding.recheck_because == (because if verb == "ask_recheck" else "")
    assert finding.state == "detected"


def test_a_closed_door_tells_a_finding_nothing(world):
    finding = world.finding()

    world.record(answer=Answer.NO_ACCESS, measured=None)

    assert last_step(finding).verb == "detect"


def test_a_false_alarm_that_measures_over_is_looked_at_again(world):
    finding = world.finding()
    finding_cases.dismiss_finding(finding=finding, by=world.one, on=DAY, reason="图纸有误")

    world.record()

    finding.refresh_from_db()
    assert (finding.state, finding.recheck_because) == ("false_alarm", "seen_over")


def test_a_record_told_twice_tells_its_findings_once(world):
    finding = world.finding()

    world.record()
    world.record()

    assert FindingStep.objects.filter(finding=finding, verb="inspect").count() == 1


# --- what the database refuses ----------------------------------------------------


def refused(act: str) -> str:
    with (
        pytest.raises((IntegrityError, DatabaseError)) as told,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(act)
    return str(told.value)


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE registry_observation SET note = 'x'",
        "DELETE FROM registry_observation",
    ],
)
def test_an_observation_stays_as_written(world, act):
    world.record()

    assert "registry_observation" in refused(act)


COPY = """
    INSERT INTO registry_observation
           (uid, visit_id, region_code, by_id, answer, person, note, length_a_m, length_b_m,
            beside_m2, limit_m2, tolerance_m2, error_m2, error_source, verdict, unjudged,
            told_verdict, plan_area_m2, likeness, seen_at, sent_at, received_at)
    SELECT {uid}, visit_id, region_code, by_id, {answer}, person, note, {a}, {b},
           beside_m2, {limit}, {tolerance}, {error}, error_source, {verdict}, {unjudged},
           told_verdict, plan_area_m2, likeness, seen_at, sent_at, received_at
      FROM registry_observation LIMIT 1
"""
AS_IT_IS = {
    "uid": "gen_random_uuid()",
    "answer": "answer",
    "a": "length_a_m",
    "b": "length_b_m",
    "limit": "limit_m2",
    "tolerance": "tolerance_m2",
    "error": "error_m2",
    "verdict": "verdict",
    "unjudged": "unjudged",
}


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"uid": "uid"}, "uid"),
        ({"answer": "'perhaps'"}, "an_answer_is_known"),
        ({"b": "NULL"}, "a_room_is_measured_with_two_lengths"),
        ({"a": "0.099"}, "a_room_is_measured_with_two_lengths"),
        ({"a": "100.001"}, "a_room_is_measured_with_two_lengths"),
        ({"answer": "'no_access'"}, "nothing_is_measured_behind_a_locked_door"),
        ({"verdict": "'within'"}, "an_observed_verdict_follows_from_its_figures"),
        ({"verdict": "'within_error'"}, "an_observed_verdict_follows_from_its_figures"),
        ({"verdict": "'not_assessed'"}, "an_observed_verdict_follows_from_its_figures"),
        ({"limit": "NULL"}, "an_observed_verdict_follows_from_its_figures"),
        ({"limit": "20"}, "an_observed_verdict_follows_from_its_figures"),
        ({"tolerance": "11"}, "an_observed_verdict_follows_from_its_figures"),
        ({"error": "11"}, "an_observed_verdict_follows_from_its_figures"),
        (
            {"error": "NULL", "verdict": "'not_assessed'", "unjudged": "'no_limit'"},
            "what_is_measured_states_its_error",
        ),
        (
            {"error": "-1", "verdict": "'not_assessed'", "unjudged": "'no_limit'"},
            "what_is_measured_states_its_error",
        ),
    ],
)
def test_the_database_refuses_an_observation_that_cannot_be_so(world, changed, constraint):
    world.record()

    assert constraint in refused(COPY.format(**AS_IT_IS | changed))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"limit": "20", "verdict": "'within'"},
        {"limit": "19.999999", "verdict": "'within_error'"},
        {"limit": "19.781115", "verdict": "'within_error'"},
        {"limit": "19.781114", "verdict": "'over'"},
    ],
)
def test_the_database_takes_an_observation_at_each_boundary(world, changed):
    world.record()

    with connection.cursor() as cursor:
        cursor.execute(COPY.format(**AS_IT_IS | changed))

    assert Observation.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("period = daterange('2026-07-01', NULL)", "an_inspection_has_a_last_day"),
        ("period = 'empty'", "inspection_period_is_not_empty"),
        ("name = ''", "an_inspection_has_a_name_and_a_reason"),
        ("reason = ''", "an_inspection_has_a_name_and_a_reason"),
        ("second_inspector_id = inspector_id", "two_inspectors_are_two_people"),
    ],
)
def test_the_database_refuses_a_plan_that_cannot_be_so(world, change, constraint):
    assert constraint in refused(f"UPDATE registry_inspectionplan SET {change}")


def test_a_room_is_planned_once(world):
    assert "a_room_is_planned_once" in refused(
        "INSERT INTO registry_plannedvisit (plan_id, room_id, region_code)"
        " SELECT plan_id, room_id, '' FROM registry_plannedvisit"
    )


def test_a_plan_has_its_history(world):
    close_plan(plan=world.plan, by=world.one, on=DAY)

    events = apps.get_model("registry.InspectionPlanEvent").objects.filter(pgh_obj_id=world.plan.pk)
    assert [event.pgh_label for event in events.order_by("pgh_id")] == ["insert", "update"]
