"""What the map tells beside colours: tabs, fits, changes, idle rooms, search; to whom, at what cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from psycopg2.extras import DateTimeTZRange

from maps.desk_words import acts, looking, themes
from registry.assessments import assess_scope
from registry.models import BAUnit, Building, Certificate, Organisation, Parcel, Person, Seat
from registry.models.periods import from_day
from registry.scope import Scope
from tests.registry import builders as make

from .conftest import DAY, Campus

TABS = ("people", "area", "title", "past", "findings", "documents")
ON = {"on": DAY.isoformat()}
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client: Client, campus: Campus) -> Client:
    client.force_login(campus.manager())
    return client


def tab(name: str, campus: Campus, number: str = "101") -> str:
    return reverse(f"map-room-{name}", args=[campus.rooms[number].uid])


def addresses(campus: Campus) -> list[str]:
    floor = campus.plan.floor
    return [
        *(tab(name, campus) for name in TABS),
        reverse("map-stack", args=[floor.building.code]),
        reverse("map-changes", args=[floor.pk]),
        f"{reverse('map-fits', args=[floor.pk])}?person={campus.newcomer.code}",
    ]


# --- scope and roles ----------------------------------------------------------------


def test_its_own_county_gets_an_answer_by_every_address(manager: Client, campus: Campus):
    assert {manager.get(address).status_code for address in addresses(campus)} == {200}


def test_another_county_gets_404_by_every_address(client: Client, campus: Campus):
    client.force_login(campus.outsider())

    assert {client.get(address).status_code for address in addresses(campus)} == {404}


def test_an_account_without_a_division_gets_404_by_every_address(client: Client, campus: Campus):
    client.force_login(make.account(None))

    assert {client.get(address).status_code for address in addresses(campus)} == {404}


def test_lists_of_another_county_hold_nothing_of_this_one(client: Client, campus: Campus):
    client.force_login(campus.outsider())

    assert client.get(reverse("map-idle"), ON).json() == {"rooms": []}
    assert client.get(reverse("map-people"), ON).json() == {"people": []}
    assert client.get(reverse("map-organisations")).json() == {"organisations": []}
    for text in ("101", "乙二", "示例", "1号楼"):
        assert client.get(reverse("map-search"), {"q": text}).json() == {"hits": []}, text


def test_names_stay_from_roles_that_do_not_need_them(client: Client, campus: Campus):
    client.force_login(make.account(campus.county, role="registration_officer"))
    asked = [tab(name, campus) for name in TABS if name != "people"]
    asked += [
        reverse("map-stack", args=[campus.plan.floor.building.code]),
        f"{reverse('map-changes', args=[campus.plan.floor_id])}?with=2020-01-01",
        f"{reverse('map-search')}?q=甲",
    ]

    answers = [client.get(address) for address in asked]

    assert {answer.status_code for answer in answers} == {200}
    assert all("甲一" not in answer.content.decode() for answer in answers)
    assert client.get(tab("people", campus)).status_code == 403


# --- tabs ---------------------------------------------------------------------------


def test_what_people_typed_is_shown_as_text(manager: Client, campus: Campus):
    Person.objects.filter(pk=campus.clerk.pk).update(name="<b>甲一</b>")

    for name in ("people", "past"):
        page = manager.get(tab(name, campus), ON).content.decode()
        assert "<b>甲一</b>" not in page.replace("<b>&lt;b&gt;", "")
        assert "&lt;b&gt;甲一&lt;/b&gt;" in page


def test_the_area_is_proved_edge_by_edge(manager: Client, campus: Campus):
    # 101 is 4 m × 3 m: cross products 0, 12, 12, 0
    page = manager.get(tab("area", campus), ON).content.decode()

    for said in ("4.0000", "3.0000", "12.0000", "12.00"):
        assert said in page


def test_the_past_of_a_room_has_its_drawing_its_holder_and_who_sat_there(manager, campus):
    page = manager.get(tab("past", campus), ON).content.decode()

    assert [page.index(said) > 0 for said in ("a.dxf", "示例局", "甲一")] == [True] * 3


def test_the_title_tab_names_certificate_holder_and_both_codes(manager: Client, campus: Campus):
    parcel = Parcel.objects.create(code="990121001001GB00001", region_code="990121", area_m2=1000)
    building = campus.plan.floor.building
    building.parcels.add(parcel)
    unit = BAUnit.objects.create(
        code="990121001001GB00001F00010001", parcel=parcel, building=building
    )
    Certificate.objects.create(
        unit=unit,
        kind="real_estate",
        number="示(2026)示例县不动产权第0000001号",
        holder=campus.bureau,
        period=from_day(make.SINCE),
    )

    page = manager.get(tab("title", campus), ON).content.decode()

    for said in (unit.code, parcel.code, "第0000001号", "示例局"):
        assert said in page
    plan = manager.get(reverse("map-floor", args=[campus.plan.floor_id]), ON).json()
    assert {each["properties"]["title"] for each in plan["features"]} == {"to_transfer"}
    Organisation.objects.filter(pk=campus.bureau.pk).update(kind="managing_office")
    plan = manager.get(reverse("map-floor", args=[campus.plan.floor_id]), ON).json()
    assert {each["properties"]["title"] for each in plan["features"]} == {"unified"}
    said_since = Certificate.objects.get().recorded.lower
    Certificate.objects.update(recorded=DateTimeTZRange(said_since, timezone.now()))  # struck out
    plan = manager.get(reverse("map-floor", args=[campus.plan.floor_id]), ON).json()
    assert {each["properties"]["title"] for each in plan["features"]} == {"unregistered"}


def test_a_finding_is_told_with_the_way_to_it(manager: Client, campus: Campus):
    page = manager.get(tab("findings", campus), ON).content.decode()

    assert "R-OFF-1" in page
    assert "/findings/" in page


@pytest.mark.parametrize(
    ("name", "questions"),
    # session, account with division, then: the room's key, and what the tab is about
    [("area", 5), ("title", 5), ("past", 4), ("findings", 4), ("documents", 4), ("people", 9)],
)
def test_each_tab_asks_a_fixed_number_of_questions(
    manager, campus, name, questions, django_assert_num_queries
):
    manager.get(tab(name, campus), ON)

    with django_assert_num_queries(questions):
        manager.get(tab(name, campus), ON)


# --- seating ------------------------------------------------------------------------


def test_the_policy_says_of_every_room_whether_a_person_fits(manager: Client, campus: Campus):
    address = reverse("map-fits", args=[campus.plan.floor_id])

    with translation.override("en"):
        answer = manager.get(
            address, ON | {"person": campus.newcomer.code}, headers={"accept-language": "en"}
        )

    told = {each["number"]: each["sentence"] for each in answer.json()["rooms"].values()}
    assert told["102"] == "within limit"
    assert told["103"] == "over by 9.00 m²"
    assert told["104"] == "not allowed: Room 104 belongs to 另一局, not to 示例局."
    assert told["105"].startswith("not allowed: Room 105 is allocated to no organisation.")
    assert told["106"] == "not allowed: Room 106 is no office."
    assert "走廊" not in told


@pytest.mark.parametrize("rooms", [0, 20])
def test_all_rooms_of_a_floor_are_judged_in_as_many_questions(
    manager, campus, rooms, django_assert_num_queries
):
    for n in range(rooms):
        make.room(campus.plan, make.box(n * 5, 10, n * 5 + 4, 15), f"2{n:02d}")
    asked = ON | {"person": campus.newcomer.code}
    address = reverse("map-fits", args=[campus.plan.floor_id])
    manager.get(address, asked)

    # session, account with division, floor, packs, person, rooms of the floor, what lies behind doors,
    # rooms, seats, packs, organisations
    with django_assert_num_queries(11):
        assert len(manager.get(address, asked).json()["rooms"]) == 6 + rooms


def test_who_has_no_seat_comes_first_with_rank_and_limit(manager: Client, campus: Campus):
    people = manager.get(reverse("map-people"), ON).json()["people"]

    assert [each["name"] for each in people] == ["乙二", "甲一"]
    assert people[0] | {"code": ""} == {
        "code": "",
        "name": "乙二",
        "rank": "科级以下",
        "title": "",
        "organisation": "示例局",
        "limit_m2": 9.0,
        "places": [],
    }
    assert [place["number"] for place in people[1]["places"]] == ["101"]


def test_people_are_found_by_name_number_and_organisation(manager: Client, campus: Campus):
    def names(text: str) -> list[str]:
        people = manager.get(reverse("map-people"), ON | {"q": text}).json()["people"]
        return [each["name"] for each in people]

    assert names("乙") == ["乙二"]
    assert names(campus.clerk.code.lower()) == ["甲一"]
    assert names("示例") == ["乙二", "甲一"]
    assert names("%") == []


def test_who_has_left_is_not_offered(manager: Client, campus: Campus):
    campus.newcomer.left_on, campus.newcomer.left_by = DAY - dt.timedelta(1), "retired"
    campus.newcomer.save()

    people = manager.get(reverse("map-people"), ON).json()["people"]

    assert [each["name"] for each in people] == ["甲一"]


# --- two days, all floors, idle rooms -----------------------------------------------


def test_two_days_say_what_changed_room_by_room(manager: Client, campus: Campus):
    Seat.objects.filter(person=campus.clerk).update(period=from_day(make.SINCE, DAY))
    Seat.objects.create(room=campus.rooms["102"], person=campus.clerk, period=from_day(DAY))
    make.room(campus.plan, make.box(0, 20, 4, 24), "107", period=from_day(DAY))
    make.room(campus.plan, make.box(5, 20, 9, 24), "108", period=from_day(make.SINCE, DAY))
    before = (DAY - dt.timedelta(1)).isoformat()
    address = reverse("map-changes", args=[campus.plan.floor_id])

    answer = manager.get(address, ON | {"with": before}).json()

    rooms = {each["properties"]["number"]: each["properties"] for each in answer["features"]}
    assert {number: room["change"] for number, room in rooms.items() if number} == {
        "101": "occupants",
        "102": "occupants",
        "103": "same",
        "104": "same",
        "105": "same",
        "106": "same",
        "107": "added",
        "108": "removed",
    }
    assert rooms["101"]["was"]["people"] == ["甲一"]
    assert rooms["101"]["now"]["people"] == []
    assert answer["days"] == [before, DAY.isoformat()]


def test_the_days_may_be_named_either_way_round(manager: Client, campus: Campus):
    address = reverse("map-changes", args=[campus.plan.floor_id])

    one = manager.get(address, {"on": "2026-01-01", "with": "2025-01-01"}).json()
    other = manager.get(address, {"on": "2025-01-01", "with": "2026-01-01"}).json()

    assert one == other


def test_all_floors_of_a_building_come_with_their_rooms_topmost_first(manager, campus):
    make.room(make.plan(make.floor(campus.plan.floor.building, 2)), make.box(0, 0, 4, 4), "201")
    address = reverse("map-stack", args=[campus.plan.floor.building.code])

    floors = manager.get(address, ON).json()["floors"]

    assert [(each["ordinal"], len(each["features"])) for each in floors] == [(2, 1), (1, 7)]


def test_a_courtyard_of_two_counties_counts_in_each_what_is_that_countys(client, campus):
    yard = campus.plan.floor.building.courtyard
    beside = make.building(campus.other_county)
    Building.objects.filter(pk=beside.pk).update(courtyard=yard)
    make.room(make.plan(make.floor(beside)), make.box(0, 0, 3, 3), "901")
    assess_scope(Scope.EVERYTHING, day=DAY)
    client.force_login(make.account(campus.city))

    def counted(code: str) -> list[int]:
        answer = client.get(reverse("map-region", args=[code]), ON).json()
        return [each["totals"]["rooms"] for each in answer["courtyards"]]

    assert (counted("990121"), counted("990122")) == ([6], [1])


def test_idle_rooms_of_a_place_say_since_when(manager: Client, campus: Campus):
    building = campus.plan.floor.building
    for place in ({}, {"region": "990121"}, {"building": building.code}):
        (room,) = manager.get(reverse("map-idle"), ON | place).json()["rooms"]

        # nobody's since 2020-01-01: 6 years and 6 months
        assert (room["number"], room["area_m2"], room["idle_since"], room["idle_months"]) == (
            "105",
            9.0,
            "2020-01-01",
            78,
        )
    assert manager.get(reverse("map-idle"), ON | {"building": "B0"}).json()["rooms"] == []
    assert manager.get(reverse("map-idle"), {"on": "2019-01-01"}).json()["rooms"] == []


def test_sums_of_the_other_pages_ask_a_fixed_number_of_questions(
    manager, campus, django_assert_num_queries
):
    building = campus.plan.floor.building.code

    # session, account with division come first everywhere
    for address, questions in (
        (reverse("map-idle"), 3),
        (reverse("map-stack", args=[building]), 14),
        (f"{reverse('map-changes', args=[campus.plan.floor_id])}?with=2020-01-01", 18),
        (f"{reverse('map-search')}?q=1", 9),
    ):
        manager.get(address)
        with django_assert_num_queries(questions):
            manager.get(address)


# --- search and words ---------------------------------------------------------------


def test_one_box_finds_rooms_people_organisations_and_buildings(manager: Client, campus: Campus):
    def found(text: str) -> list[tuple[str, str]]:
        hits = manager.get(reverse("map-search"), ON | {"q": text}).json()["hits"]
        return [(each["kind"], each["label"]) for each in hits]

    assert found("103") == [("room", "103")]
    assert found("甲一") == [("person", "甲一")]
    assert found("另一") == [("organisation", "另一局")]
    assert found("1号") == [("building", "1号楼")]
    assert found("100%") == []


def test_a_certificate_is_found_whatever_its_brackets_and_a_unit_by_its_code(manager, campus):
    building = campus.plan.floor.building
    parcel = Parcel.objects.create(code="990121001001GB00001", region_code="990121", area_m2=1000)
    building.parcels.add(parcel)
    unit = BAUnit.objects.create(
        code="990121001001GB00001F00010001", parcel=parcel, building=building
    )
    number = "示（2026）示例县不动产权第0000001号"
    Certificate.objects.create(
        unit=unit,
        kind="real_estate",
        number=number,
        holder=campus.bureau,
        period=from_day(make.SINCE),
    )

    def hit(text: str) -> tuple[str, str, dict[str, str]]:
        (only,) = manager.get(reverse("map-search"), ON | {"q": text}).json()["hits"]
        return only["kind"], only["label"], only["target"]

    there = {"building": building.code}
    assert hit("示(2026)示例县") == ("certificate", number, there)
    assert hit("第０００0001号") == ("certificate", number, there)
    assert hit(unit.code) == ("unit", unit.code, there)
    assert hit(unit.code.lower()[:24]) == ("unit", unit.code, there)


def test_initials_in_pinyin_find_people_and_organisations(manager: Client, campus: Campus):
    def found(text: str) -> set[str]:
        hits = manager.get(reverse("map-search"), ON | {"q": text}).json()["hits"]
        return {each["label"] for each in hits}

    # 乙二 yǐ èr, 另一局 lìng yī jú
    assert found("ye") == {"乙二"}
    assert found("LYJ") == {"另一局"}


def test_a_person_found_leads_to_their_room(manager: Client, campus: Campus):
    (hit,) = manager.get(reverse("map-search"), ON | {"q": "甲一"}).json()["hits"]

    assert hit["target"] == {"floor": str(campus.plan.floor_id), "room": campus.uid("101")}


def test_every_word_of_the_desk_is_said_in_chinese():
    with translation.override("zh-hans"):
        chinese = themes() | acts() | looking()
    with translation.override("en"):
        english = themes() | acts() | looking()

    assert [key for key, word in chinese.items() if word == english[key]] == []
