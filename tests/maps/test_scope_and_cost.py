"""Who may see what by any address, and how many questions a page asks."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from registry.assessments import assess_scope
from registry.models import Allocation, PlanVersion, Region, Room, Seat
from registry.models.periods import from_day
from registry.scope import Scope
from registry.services.standards import take_packs
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 7, 1)
STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"


@pytest.fixture
def city() -> Region:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
    take_packs(packs, reason="test")
    return make.region("990100", level="CITY")


@pytest.fixture
def county(city: Region) -> Region:
    return make.region("990121", parent=city)


@pytest.fixture
def plan(county: Region) -> PlanVersion:
    return make.plan(make.floor(make.building(county)))


@pytest.fixture
def office(plan: PlanVersion, county: Region) -> Room:
    """A room of 20 m² with one clerk of a county, whose limit is 9."""
    room = make.room(plan, make.box(0, 0, 4, 5), "101", name="<i>办公室</i>")
    bureau = make.organisation(county)
    Allocation.objects.create(room=room, organisation=bureau, period=from_day(make.SINCE))
    Seat.objects.create(room=room, person=make.person(county, bureau), period=from_day(make.SINCE))
    assess_scope(Scope.EVERYTHING, day=DAY)
    room.refresh_from_db()
    return room


def addresses(room: Room) -> list[str]:
    building = room.floor.building
    return [
        reverse("map-room", args=[room.uid]),
        reverse("map-floor", args=[room.floor_id]),
        reverse("map-building", args=[building.code]),
        reverse("map-courtyard", args=[building.courtyard.code]),
        reverse("map-region", args=[room.region_code]),
    ]


def test_its_own_county_sees_a_room_by_every_address(client: Client, office, county):
    client.force_login(make.account(county))

    assert {client.get(address).status_code for address in addresses(office)} == {200}


def test_another_county_gets_404_by_every_address(client: Client, office, city):
    client.force_login(make.account(make.region("990122", parent=city)))

    assert {client.get(address).status_code for address in addresses(office)} == {404}


def test_an_account_without_a_division_sees_nothing(client: Client, office):
    client.force_login(make.account(None))

    assert {client.get(address).status_code for address in addresses(office)} == {404}
    assert client.get(reverse("map")).status_code == 200


def test_nobody_sees_anything_without_logging_in(client: Client, office):
    answers = [client.get(address) for address in [*addresses(office), reverse("map")]]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/login/") for answer in answers)


def test_the_panel_says_who_how_much_and_by_which_clause(client: Client, office, county):
    client.force_login(make.account(county))

    page = client.get(
        reverse("map-room", args=[office.uid]), {"on": DAY.isoformat()}
    ).content.decode()

    for words in ("20.00", "9.00", "11.00", "甲一", "发改投资〔2014〕2674号", "表3"):
        assert words in page


@pytest.mark.parametrize("role", ["registration_officer", "system_administrator"])
def test_people_are_not_named_to_roles_that_do_not_need_them(client, office, county, role):
    client.force_login(make.account(county, role=role))

    page = client.get(reverse("map-room", args=[office.uid])).content.decode()
    listed = client.get(reverse("finding-list")).content.decode()
    sheet = client.get(reverse("finding-export")).getvalue().decode()

    assert "甲一" not in page + listed + sheet


def test_no_name_is_in_what_the_map_draws(client: Client, office, county):
    client.force_login(make.account(county))

    assert "甲一" not in client.get(reverse("map-floor", args=[office.floor_id])).content.decode()


def test_a_floor_is_coloured_as_of_the_day_asked_for(client: Client, office, county):
    client.force_login(make.account(county))
    Seat.objects.update(period=from_day(make.SINCE, DAY))
    Allocation.objects.update(period=from_day(make.SINCE, DAY))
    address = reverse("map-floor", args=[office.floor_id])

    def state(day: dt.date) -> str:
        return client.get(address, {"on": day.isoformat()}).json()["features"][0]["properties"][
            "state"
        ]

    assert [state(DAY + dt.timedelta(n)) for n in (-1, 0)] == ["over", "idle"]
    assert client.get(address, {"on": "2019-12-31"}).json()["features"] == []
    assert client.get(address, {"on": "yesterday"}).status_code == 404


def test_totals_of_a_region_are_those_of_its_rooms(client: Client, office, county, city):
    client.force_login(make.account(city))

    (part,) = client.get(reverse("map-region", args=["990100"])).json()["parts"]

    assert part["totals"] == {
        "rooms": 1,
        "area_m2": 20.0,
        "over_rooms": 1,
        "excess_m2": 11.0,
        "idle_rooms": 0,
        "idle_m2": 0.0,
        "unassessed_rooms": 0,
    }


@pytest.mark.parametrize("rooms", [1, 12])
def test_a_floor_asks_as_many_questions_however_many_rooms_it_has(
    client: Client, office, county, plan, rooms, django_assert_num_queries
):
    for n in range(1, rooms):
        make.room(plan, make.box(n * 5, 0, n * 5 + 4, 5), f"1{n:02d}")
    client.force_login(make.account(county))
    address = reverse("map-floor", args=[plan.floor_id])
    client.get(address)
    caches["drawn"].clear()

    # session, account with division, the stamp of the floor, who sits there, its drawing
    with django_assert_num_queries(5):
        assert len(client.get(address).json()["features"]) == rooms


def test_pages_carry_a_strict_policy(client: Client, office, county):
    client.force_login(make.account(county))

    answer = client.get(reverse("map"))

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"


def test_a_spreadsheet_takes_no_room_name_for_a_formula():
    from registry.reports.finding_sheets import harmless

    assert [harmless(cell) for cell in ("=1+1", "@x", "-3", "会议室", None, Decimal(2))] == [
        "'=1+1",
        "'@x",
        "'-3",
        "会议室",
        "",
        Decimal(2),
    ]
