"""A floor by its address: drawn in one statement, judged as the rules judge, sent once."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from registry.assessments import floor_on
from registry.models import (
    Allocation,
    Building,
    Floor,
    Organisation,
    PlanVersion,
    Post,
    Region,
    Room,
    RoomVersion,
    Seat,
)
from registry.models.periods import from_day
from registry.services.standards import take_packs
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 7, 1)
STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"


@pytest.fixture
def county() -> Region:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
    take_packs(packs, reason="test")
    return make.region("990121")


@pytest.fixture
def bureau(county: Region) -> Organisation:
    return make.organisation(county)


@pytest.fixture
def plan(county: Region) -> PlanVersion:
    return make.plan(make.floor(make.building(county)))


def seat(room: Room, bureau: Organisation, rank: str = "X5", **values: object) -> Seat:
    person = make.person(bureau.region, bureau, rank)
    return Seat.objects.create(
        room=room, person=person, **{"period": from_day(make.SINCE), **values}
    )


def held(room: Room, bureau: Organisation, **values: object) -> Room:
    Allocation.objects.create(
        room=room, organisation=bureau, **{"period": from_day(make.SINCE), **values}
    )
    return room


@pytest.fixture
def everything(plan: PlanVersion, bureau: Organisation, county: Region) -> Floor:
    """A floor with every kind of room that there is a sentence for."""

    #  101 over | 102 exactly | 103 a hand's breadth over | 104 two people | 105 rank unknown
    #  106 idle | 107 idle again | 108 free store | 109 with a rest room 110 | 111 another post
    def drawn(n: int, depth: float, **values: object) -> Room:
        return make.room(plan, make.box(n * 5, 0, n * 5 + 4, depth), f"1{n:02d}", **values)

    seat(held(drawn(1, 5), bureau), bureau)
    seat(held(drawn(2, 2.25), bureau), bureau)
    seat(held(drawn(3, 2.27), bureau), bureau)
    shared = held(drawn(4, 4.5, reading_confidence="0.700"), bureau)
    seat(shared, bureau)
    seat(shared, bureau)
    seat(held(drawn(5, 5), bureau), bureau, "X9")
    drawn(6, 5)
    held(drawn(7, 5), bureau, period=from_day(make.SINCE, dt.date(2026, 1, 31)))
    drawn(8, 5, use="auxiliary")
    leader = held(drawn(9, 4), bureau)
    seat(leader, bureau, "X2")
    drawn(10, 3, space="rest_room", counts_with=leader)
    elsewhere = held(drawn(11, 3), bureau)
    clerk = make.person(county, bureau)
    other = Post.objects.create(
        person=clerk, organisation=bureau, rank="X3", is_main=False, period=from_day(make.SINCE)
    )
    Seat.objects.create(room=elsewhere, person=clerk, post=other, period=from_day(make.SINCE))
    drawn(12, 5, use="circulation")
    return plan.floor


@pytest.mark.parametrize("day", [DAY, dt.date(2026, 1, 30), dt.date(2026, 2, 28), make.SINCE])
def test_the_map_says_of_every_room_what_the_rules_say(client: Client, everything, county, day):
    client.force_login(make.account(county))

    answer = client.get(reverse("map-floor", args=[everything.pk]), {"on": day.isoformat()}).json()

    said = [
        (
            room["number"],
            room["state"],
            room["limit_m2"],
            room["excess_m2"],
            room["idle_months"],
            room["occupants"],
            room["organisation"],
        )
        for room in (feature["properties"] for feature in answer["features"])
    ]
    assert said == [
        (
            room.number,
            room.state,
            None if room.limit_m2 is None else round(float(room.limit_m2), 2),
            None if room.excess_m2 is None else round(float(room.excess_m2), 2),
            room.idle_months,
            len(room.occupants),
            room.organisation,
        )
        for room in floor_on(everything.pk, day=day)
    ]


def test_a_floor_has_its_rooms_its_legend_and_its_frame(client: Client, everything, county):
    client.force_login(make.account(county))

    floor = client.get(reverse("map-floor", args=[everything.pk]), {"on": DAY.isoformat()}).json()

    states = {f["properties"]["number"]: f["properties"]["state"] for f in floor["features"]}
    assert states == {
        "101": "over",
        "102": "within",
        "103": "measuring_error",
        "104": "within",
        "105": "unassessed",
        "106": "idle",
        "107": "idle",
        "108": "unassessed",
        "109": "over",
        "110": "over",
        "111": "within",
        "112": "circulation",
    }
    assert floor["legend"][0] == {"state": "over", "rooms": 3, "area_m2": 48.0}
    assert [row["state"] for row in floor["legend"]] == [
        "over",
        "measuring_error",
        "within",
        "idle",
        "unassessed",
        "circulation",
    ]
    (again,) = (f["properties"] for f in floor["features"] if f["properties"]["number"] == "107")
    assert (again["idle_since"], again["idle_months"]) == ("2026-01-31", 5)
    assert floor["features"][0]["geometry"]["type"] == "Polygon"


def test_a_floor_without_a_plan_that_day_has_no_rooms_and_no_outline(client, everything, county):
    client.force_login(make.account(county))

    floor = client.get(reverse("map-floor", args=[everything.pk]), {"on": "2019-12-31"}).json()

    assert (floor["features"], floor["legend"]) == ([], [])
    assert (floor["outline"], floor["bbox"]) == (None, None)


def test_a_floor_that_has_not_changed_is_not_sent_again(
    client: Client, everything, county, django_assert_num_queries
):
    client.force_login(make.account(county))
    address = reverse("map-floor", args=[everything.pk])
    etag = client.get(address)["ETag"]

    # session, account with division, the stamp of the floor
    with django_assert_num_queries(3):
        answer = client.get(address, headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def _renumber() -> None:
    RoomVersion.objects.filter(number="106").update(number="106a")


def _hand_over() -> None:
    Allocation.objects.create(
        room=Room.objects.get(versions__number="106"),
        organisation=Organisation.objects.get(),
        period=from_day(DAY),
    )


def _promote() -> None:
    Post.objects.filter(person__seats__room__versions__number="102").update(rank="X4")


def _redraw_the_rest_room() -> None:
    RoomVersion.objects.filter(number="110").update(plan=make.box(50, 0, 53, 2))


def _move_the_building() -> None:
    Building.objects.update(origin_easting_m=500_010)


def _add_a_standard() -> None:
    content = json.loads(next(STANDARDS.glob("*.json")).read_text(encoding="utf-8"))
    take_packs([content | {"code": "example-local", "region_prefix": "9901"}], reason="test")


def _leave() -> None:
    Seat.objects.filter(room__versions__number="101").delete()


CHANGES: list[Callable[[], object]] = [
    _renumber,
    _hand_over,
    _promote,
    _leave,
    _redraw_the_rest_room,
    _move_the_building,
    _add_a_standard,
    lambda: Organisation.objects.update(name="示例新局"),
    lambda: Floor.objects.update(name="首层"),
    lambda: PlanVersion.objects.update(outline=None, unit="m"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_floor_is_made_of_makes_it_another_when_it_changes(
    client: Client, everything, county, change
):
    client.force_login(make.account(county))
    address = reverse("map-floor", args=[everything.pk])
    etag = client.get(address, {"on": DAY.isoformat()})["ETag"]

    change()

    answer = client.get(address, {"on": DAY.isoformat()}, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer["ETag"] != etag


def test_what_happens_on_another_floor_leaves_a_floor_as_it_is(client, everything, county):
    client.force_login(make.account(county))
    address = reverse("map-floor", args=[everything.pk])
    etag = client.get(address)["ETag"]

    above = make.plan(make.floor(everything.building, 2))
    make.room(above, make.box(0, 0, 4, 5), "201")

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_a_stamp_opens_no_floor_of_another_county(client: Client, everything, county):
    client.force_login(make.account(county))
    address = reverse("map-floor", args=[everything.pk])
    etag = client.get(address)["ETag"]

    client.force_login(make.account(make.region("990122")))

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404


def test_a_floor_that_was_drawn_is_not_drawn_again_for_who_sees_it_too(
    client: Client, everything, county, django_assert_num_queries
):
    address = reverse("map-floor", args=[everything.pk])
    client.force_login(make.account(county))
    first = client.get(address).content
    client.force_login(make.account(county))
    client.get(address)

    # session, account with division, the stamp of the floor
    with django_assert_num_queries(3):
        assert client.get(address).content == first


def test_what_people_have_written_stays_text(client: Client, everything, county):
    RoomVersion.objects.filter(number="106").update(name='"}]\\ </script> 中文')
    client.force_login(make.account(county))

    floor = client.get(reverse("map-floor", args=[everything.pk])).json()

    names = {f["properties"]["number"]: f["properties"]["name"] for f in floor["features"]}
    assert names["106"] == '"}]\\ </script> 中文'
