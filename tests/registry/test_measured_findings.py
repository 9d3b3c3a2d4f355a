"""A room that is over by two lengths taken on site becomes a finding like any other."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from registry.models import Finding, FindingStep, RoomVersion
from registry.policy.moves import Method, State
from registry.policy.visits import Answer, Measured
from registry.scope import Scope
from registry.services import finding_cases
from registry.services.reassessment import assess_whole
from tests.registry import builders as make
from tests.registry.inspected import DAY, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """Return a clerk (9 m²) in an office that is drawn with 3 × 3 m."""
    made = World()
    RoomVersion.objects.filter(room=made.office).update(plan=make.box(0, 0, 3, 3))
    assess_whole(Scope.EVERYTHING, day=DAY)
    return made


def measure(world: World, a: str, b: str, number: int = 1) -> None:
    both = Measured(length_a_m=Decimal(a), length_b_m=Decimal(b))
    world.record(uid=uuid.UUID(int=number), measured=both, answer=Answer.CONFIRMED)


def finding() -> Finding:
    return Finding.objects.get(rule="R-OFF-1")


def test_a_room_drawn_within_and_measured_over_is_found(world):
    assert not Finding.objects.filter(rule="R-OFF-1").exists()

    measure(world, "4", "3")

    over = finding()
    assert over.state == State.DETECTED
    assert [over.measured, over.limit, over.excess] == [12, 9, 3]
    assert over.evidence["lengths"] == ["4.000", "3.000"]
    assert over.evidence["record"] == str(uuid.UUID(int=1))
    assert [step.verb for step in FindingStep.objects.filter(finding=over)] == ["detect", "inspect"]


@pytest.mark.parametrize(("a", "b"), [("3", "3"), ("3.04", "3"), ("9", "9")])
def test_within_the_limit_within_the_error_and_a_slip_find_nothing(world, a, b):
    measure(world, a, b)

    assert not Finding.objects.filter(rule="R-OFF-1").exists()


def test_the_whole_register_assessed_again_says_the_same(world):
    measure(world, "4", "3")
    kept = Finding.objects.values_list("key", "state", "measured", "evidence")
    before = list(kept)

    assess_whole(Scope.EVERYTHING, day=DAY)

    assert list(kept) == before
    assert FindingStep.objects.filter(finding=finding()).count() == 2


def test_an_inspector_acts_on_it_and_a_later_measurement_ends_its_cause(world):
    measure(world, "4", "3")
    told = {"by": world.one, "on": DAY}
    finding_cases.order_rectification(
        finding=finding(), method=Method.REBUILD, deadline=DAY + dt.timedelta(days=30), **told
    )

    measure(world, "3", "3", number=2)

    assert finding().cause_ended_on == DAY
    resolved = finding_cases.confirm_resolved(finding=finding(), document_no="示例1号", **told)
    assert resolved.state == State.RESOLVED


def test_a_room_drawn_anew_takes_its_measurement_back(world):
    measure(world, "4", "3")

    RoomVersion.objects.filter(room=world.office).update(plan=make.box(0, 0, 3, 2.9))
    assess_whole(Scope.EVERYTHING, day=DAY)

    assert finding().state == State.RESOLVED


def test_what_was_measured_later_says_nothing_of_the_day_before(world):
    measure(world, "4", "3")

    assess_whole(Scope.EVERYTHING, day=DAY - dt.timedelta(days=1))

    assert finding().state == State.RESOLVED
