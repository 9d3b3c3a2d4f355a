"""Allocating and seating on the map: lawful, refused with a sentence, undone and recorded."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from django.db import InternalError, transaction
from django.test import Client
from django.urls import reverse

from registry.models import Allocation, Finding, RoomAct, Seat
from registry.models.periods import from_day
from tests.registry import builders as make

from .conftest import DAY, Campus

START = dt.date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, campus: Campus) -> Client:
    client.force_login(campus.manager())
    return client


def send(client: Client, address: str, value: Any) -> Any:
    return client.post(address, json.dumps(value), content_type="application/json")


def act(client: Client, verb: str, campus: Campus, *numbers: str, **more: Any) -> Any:
    rooms = [campus.uid(number) for number in numbers]
    asked = {"verb": verb, "rooms": rooms, "start": START.isoformat(), "reason": "工作需要"}
    return send(client, reverse("map-acts"), asked | more)


def seat(client: Client, campus: Campus, number: str, **more: Any) -> Any:
    return act(client, "seat", campus, number, person=campus.newcomer.code, **more)


def undo(client: Client, number: int) -> Any:
    return send(client, reverse("map-undo", args=[number]), {})


# --- seating ------------------------------------------------------------------------


def test_a_person_is_seated_where_the_limit_allows(manager: Client, campus: Campus):
    answer = seat(manager, campus, "102")

    assert answer.status_code == 200
    assert campus.seats(campus.newcomer) == [("102", START, None)]
    kept = RoomAct.objects.get()
    assert (kept.verb, kept.reason, kept.start, kept.region_code) == (
        "seat",
        "工作需要",
        START,
        "990121",
    )


def test_a_person_who_moves_leaves_the_old_room_on_that_day(manager: Client, campus: Campus):
    act(manager, "seat", campus, "102", person=campus.clerk.code)

    assert campus.seats(campus.clerk) == [("101", make.SINCE, START), ("102", START, None)]


def test_a_seat_over_the_limit_is_refused_with_the_figures_and_the_clause(manager, campus):
    answer = seat(manager, campus, "103")

    assert answer.status_code == 409
    told = answer.json()
    assert told["code"] == "would_be_over"
    for said in ("103", "9.00", "18.00", "发改投资〔2014〕2674号", "表3"):
        assert said in told["refusal"]
    assert campus.seats(campus.newcomer) == []
    assert not RoomAct.objects.exists()


def test_an_approval_on_file_lets_a_room_be_over_and_a_finding_says_so(manager, campus):
    answer = seat(manager, campus, "103", approval_no="示机管〔2026〕1号")

    assert answer.status_code == 200
    assert RoomAct.objects.get().approval_no == "示机管〔2026〕1号"
    assert Finding.objects.filter(rule="R-OFF-1", room=campus.rooms["103"]).exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("104", "another_organisation"),
        ("105", "allocated_to_nobody"),
        ("106", "not_an_office"),
        ("走廊", "room_not_there"),
    ],
)
def test_a_room_that_is_not_for_the_person_is_refused(manager, campus, number, code):
    answer = seat(manager, campus, number, approval_no="示机管〔2026〕1号")

    assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert campus.seats(campus.newcomer) == []


def test_somebody_whose_next_move_is_entered_is_not_moved_before_it(manager, campus):
    later = START + dt.timedelta(30)
    Seat.objects.create(room=campus.rooms["102"], person=campus.newcomer, period=from_day(later))

    answer = seat(manager, campus, "102")

    assert answer.json()["code"] == "moves_later"
    assert later.isoformat() in answer.json()["refusal"]


def test_nothing_is_done_without_a_reason(manager, campus):
    answer = seat(manager, campus, "102", reason="  ")

    assert answer.json()["code"] == "no_reason"
    assert campus.seats(campus.newcomer) == []


def test_a_seat_ends_the_day_somebody_vacates(manager, campus):
    answer = act(manager, "vacate", campus, "101", person=campus.clerk.code)
    again = act(manager, "vacate", campus, "101", person=campus.clerk.code)

    assert answer.status_code == 200
    assert campus.seats(campus.clerk) == [("101", make.SINCE, START)]
    assert again.json()["code"] == "not_seated"


# --- allocating ---------------------------------------------------------------------


def test_free_rooms_are_allocated_together(manager, campus):
    Allocation.objects.filter(room=campus.rooms["104"]).delete()

    answer = act(manager, "allocate", campus, "104", "105", organisation=campus.bureau.code)

    assert answer.status_code == 200
    held = Allocation.objects.on(DAY).filter(organisation=campus.bureau)
    assert held.filter(room__in=[campus.rooms["104"], campus.rooms["105"]]).count() == 2
    assert len(RoomAct.objects.get().rows) == 2


def test_one_taken_room_refuses_them_all_and_names_its_holder(manager, campus):
    answer = act(manager, "allocate", campus, "105", "104", organisation=campus.bureau.code)

    assert answer.json()["code"] == "room_taken"
    assert "104" in answer.json()["refusal"]
    assert "另一局" in answer.json()["refusal"]
    assert not Allocation.objects.filter(room=campus.rooms["105"]).exists()


def test_a_passage_is_allocated_to_nobody(manager, campus):
    answer = act(manager, "allocate", campus, "走廊", organisation=campus.bureau.code)

    assert answer.json()["code"] == "passage"


def test_a_room_people_sit_in_is_not_released(manager, campus):
    answer = act(manager, "release", campus, "102", "101")

    assert answer.json()["code"] == "still_seated"
    assert Allocation.objects.on(START).filter(room=campus.rooms["102"]).exists()


def test_a_released_room_is_idle_from_that_day_and_not_before(manager, campus):
    act(manager, "release", campus, "102")

    period = Allocation.objects.get(room=campus.rooms["102"]).period
    assert (period.lower, period.upper) == (make.SINCE, START)
    assert act(manager, "release", campus, "102").json()["code"] == "nothing_to_release"


# --- undoing ------------------------------------------------------------------------


def test_undoing_puts_everything_back_and_is_an_act_of_its_own(manager, campus):
    moved = act(manager, "seat", campus, "102", person=campus.clerk.code).json()["act"]

    answer = undo(manager, moved)

    assert answer.status_code == 200
    assert campus.seats(campus.clerk) == [("101", make.SINCE, None)]
    assert list(RoomAct.objects.order_by("pk").values_list("verb", flat=True)) == ["seat", "undo"]
    assert RoomAct.objects.latest("pk").undoes_id == moved


def test_nothing_is_undone_twice_and_no_undoing_is_undone(manager, campus):
    moved = seat(manager, campus, "102").json()["act"]
    undone = undo(manager, moved).json()["act"]

    assert [undo(manager, number).json()["code"] for number in (moved, undone)] == [
        "undone_already",
        "undone_already",
    ]


def test_what_was_changed_since_is_not_undone(manager, campus):
    moved = act(manager, "seat", campus, "102", person=campus.clerk.code).json()["act"]
    act(
        manager,
        "vacate",
        campus,
        "102",
        person=campus.clerk.code,
        start=(START + dt.timedelta(1)).isoformat(),
    )

    answer = undo(manager, moved)

    assert answer.json()["code"] == "changed_since"
    assert len(campus.seats(campus.clerk)) == 2


def test_a_release_is_not_undone_when_another_has_the_room_by_now(manager, campus):
    released = act(manager, "release", campus, "102").json()["act"]
    act(manager, "allocate", campus, "102", organisation=campus.other_bureau.code)

    assert undo(manager, released).json()["code"] == "changed_since"


def test_an_act_is_never_changed(manager, campus):
    seat(manager, campus, "102")

    with pytest.raises(InternalError), transaction.atomic():
        RoomAct.objects.update(reason="anders")


# --- who may ------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["inspector", "registration_officer", "auditor"])
def test_only_a_property_manager_acts(client: Client, campus: Campus, role: str):
    client.force_login(make.account(campus.county, role=role))

    assert seat(client, campus, "102").status_code == 403
    assert undo(client, 1).status_code == 403
    assert client.get(reverse("map-people")).status_code == 403
    assert client.get(reverse("map-fits", args=[campus.plan.floor_id])).status_code == 403
    assert campus.seats(campus.newcomer) == []


def test_another_county_acts_on_nothing_here(client: Client, manager, campus: Campus):
    moved = seat(manager, campus, "102").json()["act"]
    client.force_login(campus.outsider())

    answers = [
        seat(client, campus, "102"),
        act(client, "release", campus, "103"),
        act(client, "allocate", campus, "105", organisation=campus.bureau.code),
        undo(client, moved),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert campus.seats(campus.newcomer) == [("102", START, None)]


def test_a_request_no_page_sends_changes_nothing(manager, campus):
    address = reverse("map-acts")
    answers = [
        manager.post(address, "{", content_type="application/json"),
        send(manager, address, []),
        act(manager, "release", campus),
        act(manager, "release", campus, "102", start="soon"),
        seat(manager, campus, "102", start="2026-13-01"),
        seat(manager, campus, "102", reason=7),
    ]

    assert {answer.status_code for answer in answers} == {400}
    assert act(manager, "paint", campus, "102").status_code == 404
    assert act(manager, "seat", campus, "102", person="nobody").status_code == 404
    assert manager.get(address).status_code == 405


def test_an_act_from_another_site_is_refused(campus: Campus):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(campus.manager())

    assert seat(strict, campus, "102").status_code == 403
    assert campus.seats(campus.newcomer) == []
