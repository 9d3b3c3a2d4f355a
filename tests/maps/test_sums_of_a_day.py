"""Sums follow the day: of a floor, a building, a courtyard and a division alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import Allocation, Seat
from registry.models.periods import from_day
from registry.queries import floor_sums
from tests.registry import builders as make

from .conftest import Campus

LEFT = dt.date(2026, 6, 1)  # the clerk left 101 and the other bureau 104
BEFORE, AFTER = LEFT - dt.timedelta(1), LEFT
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, campus: Campus) -> Client:
    Seat.objects.filter(room=campus.rooms["101"]).update(period=from_day(make.SINCE, LEFT))
    Allocation.objects.filter(room=campus.rooms["104"]).update(period=from_day(make.SINCE, LEFT))
    client.force_login(campus.manager())
    return client


def asked(client: Client, name: str, code: str, day: dt.date) -> Any:
    return client.get(f"{reverse(name, args=[code])}?on={day.isoformat()}").json()


def sums_everywhere(client: Client, campus: Campus, day: dt.date) -> list[dict[str, Any]]:
    """Return the totals of the floor, its building and its courtyard, as each address tells them."""
    building = campus.plan.floor.building
    storey = asked(client, "map-building", building.code, day)["floors"][0]
    yard = asked(client, "map-courtyard", building.courtyard.code, day)["buildings"][0]
    county = asked(client, "map-region", "990121", day)["courtyards"][0]
    return [each["totals"] for each in (storey, yard, yard["floors"][0], county)]


@pytest.mark.parametrize(
    ("day", "over", "idle", "idle_m2"),
    [(BEFORE, 1, 1, 9.0), (AFTER, 0, 2, 18.0)],
)
def test_every_place_is_added_up_as_of_the_day(manager, campus, day, over, idle, idle_m2):
    for totals in sums_everywhere(manager, campus, day):
        assert (totals["over_rooms"], totals["idle_rooms"], totals["idle_m2"]) == (
            over,
            idle,
            idle_m2,
        )


def test_the_sums_are_those_of_the_legend(manager, campus):
    floor = manager.get(
        f"{reverse('map-floor', args=[campus.plan.floor_id])}?on={BEFORE.isoformat()}"
    ).json()
    counted = {line["state"]: line["rooms"] for line in floor["legend"]}

    (totals, *_rest) = sums_everywhere(manager, campus, BEFORE)

    assert totals["rooms"] == sum(n for state, n in counted.items() if state != "circulation") == 6
    assert (totals["over_rooms"], totals["idle_rooms"]) == (counted["over"], counted["idle"])


def test_a_part_without_premises_adds_up_to_nothing_on_any_day(client, campus):
    client.force_login(make.account(campus.city))

    parts = asked(client, "map-region", "990100", AFTER)["parts"]

    rooms = {part["code"]: part["totals"]["rooms"] for part in parts}
    assert rooms == {"990121": 6, "990122": 0}


def test_a_place_too_large_for_another_day_says_which_day_its_sums_are_of(
    manager, campus, monkeypatch
):
    monkeypatch.setattr(floor_sums, "MOST_FLOORS", 0)

    county = asked(manager, "map-region", "990121", AFTER)

    assert county["sums_on"] != AFTER.isoformat()
    assert county["courtyards"][0]["totals"]["over_rooms"] == 1


def test_another_day_costs_a_fixed_number_of_questions(manager, campus, django_assert_num_queries):
    building = campus.plan.floor.building
    for name, code, questions in (
        ("map-building", building.code, 7),
        ("map-courtyard", building.courtyard.code, 12),
        ("map-region", "990121", 11),
    ):
        asked(manager, name, code, AFTER)
        with django_assert_num_queries(questions):
            asked(manager, name, code, AFTER)
