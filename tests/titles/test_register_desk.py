"""The desk of the register: codes while one types, units that get their codes, exceptions."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import BAUnit, RegisterEntry, SpatialException, User
from registry.models.periods import from_day
from registry.services import register
from tests.registry import builders as make
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
UNIT = "990121001001GB00001F00010001"


@pytest.fixture
def officer(town: Town) -> User:
    return make.account(town.county, "registration_officer")


@pytest.fixture
def client(officer: User) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(officer)
    return client


def said(client: Client, what: str, text: str) -> str:
    answer = client.get(reverse("title-code-said", args=[what]), {what: text})
    assert answer.status_code == 200
    return answer.content.decode()


# --- codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("９９０１２１", "示例990121"),  # the division is named as soon as it is there
        ("990121 001 0", "2 characters to come"),
        ("990121001001G", "1 character to come"),
        ("990121001001GB", "state-owned land, building land, surface"),
        ("990121001001GB00001", "示例990121"),
        ("99012l", "character 6 does not fit"),
        ("990121001001GK", "character 14 does not fit"),
        ("990121001001GB00001F00010001", "building 0001, house 0001"),
        ("990121001001GB00001F00010001", "no unit has it yet"),
        ("990121001001GB00001W00000001", "must end in 00000000"),
        ("990121001001GB00000F00010001", "numbered 00001 to 99999"),
        ("990199001001GB00001F00010001", "Division 990199 is not in the division table"),
        ("990121001001GB00007F00010001", "Parcel 990121001001GB00007 is not in the register"),
        ("990121000000GB00001F00010001", "a virtual unit"),
        ("990121001001GB00001F000100011", "Character 29 is the first that does not fit"),
        ("<b>", "character 1 does not fit"),
    ],
)
def test_a_units_code_is_explained_as_far_as_it_is_typed(
    town: Town, client: Client, typed: str, told: str
):
    page = said(client, "unit", typed)

    assert told in page
    assert "<B>" not in page  # as it is compared: capitals


def test_a_code_that_is_registered_leads_to_its_unit(town: Town, client: Client):
    unit = town.unit()

    assert reverse("title-unit", args=[unit.code]) in said(client, "unit", f" {unit.code.lower()} ")


def test_a_house_on_a_parcel_without_a_building_is_told(town: Town, client: Client):
    register.enter_parcel(
        code="990121001001GB00002",
        ground=titles.ground(100, 0, 200, 100),
        right_nature="allocated",
        entry=titles.entry(),
    )

    assert "no building is named" in said(client, "unit", "990121001001GB00002F00010001")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("浙(2020)余杭区不动产权第0130664号", "浙（2020）余杭区不动产权第0130664号"),
        ("浙（２０２０）余杭区不动产权第０１３０６６４号", "浙（2020）余杭区不动产权第0130664号"),
        ("示(2019)示例市不动产证明第0000001号", "Proof of registration"),
        ("示房权证区字第０００００３号", "示房权证区字第000003号"),
        ("示国用(2005)第00123号", "Land use certificate"),
        ("余杭0130664", "is not a certificate number"),
        ("浙(20)余杭区不动产权第1号", "is not a certificate number"),
    ],
)
def test_a_certificate_number_is_taken_apart_in_any_width(
    town: Town, client: Client, typed: str, told: str
):
    assert told in said(client, "certificate", typed)


def test_a_known_certificate_number_leads_to_its_unit(town: Town, client: Client):
    unit = town.unit()
    terms = titles.certificate(town.bureaus[0])
    register.issue_certificate(entry=titles.entry(), unit=unit, terms=terms)

    page = said(client, "certificate", "示(2020)甲县不动产权第 0000001 号")

    assert reverse("title-unit", args=[unit.code]) in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("91350100M000100Y43", "The code is correct"),
        ("91350100m000100y43", "The code is correct"),
        ("９１３５０１００M000100Y43", "The code is correct"),
        ("91350100M000100Y4", "17 of 18 characters"),
        ("91350100M000100Y44", "should end in 3"),
        ("91350100M000100Y4I", "is not a unified social credit code"),
    ],
)
def test_a_credit_code_is_checked_by_its_last_character(
    town: Town, client: Client, typed: str, told: str
):
    assert told in said(client, "uscc", typed)


def test_a_credit_code_names_its_organisation(town: Town, client: Client):
    bureau = town.bureaus[0]
    bureau.uscc = "91350100M000100Y43"
    bureau.save()

    assert reverse("organisation", args=[bureau.pk]) in said(client, "uscc", bureau.uscc)


def test_the_desk_explains_without_a_script_and_nothing_of_another_division(
    town: Town, client: Client
):
    unit = town.unit()
    stranger = Client(HTTP_ACCEPT_LANGUAGE="en")
    stranger.force_login(make.account(make.region("990122"), "registration_officer"))
    address = reverse("title-codes") + f"?unit={unit.code}"

    assert reverse("title-unit", args=[unit.code]) in client.get(address).content.decode()
    elsewhere = stranger.get(address).content.decode()
    assert reverse("title-unit", args=[unit.code]) not in elsewhere
    assert reverse("title-parcel", args=[town.parcel.code]) not in elsewhere
    assert client.get(reverse("title-code-said", args=["other"])).status_code == 404


# --- units ----------------------------------------------------------------------------------


def typed(town: Town, **changes: Any) -> dict[str, Any]:
    return {
        "parcel": town.parcel.code,
        "buildings": [town.building.pk],
        "rooms": "",
        "purpose": "办公",
        "building_area_m2": "400.00",
        "case_number": "示登〔2026〕1号",
        "document_no": "示测1号",
        **changes,
    }


def test_an_officer_enters_a_unit_and_the_register_gives_its_code(town: Town, client: Client):
    address = reverse("title-unit-new")
    shown = client.get(address, typed(town)).content.decode()
    assert "The code would be" in shown
    assert BAUnit.objects.count() == 0

    answer = client.post(address, typed(town, rooms="101，102"))

    assert answer["Location"] == reverse("title-unit", args=[UNIT])
    unit = BAUnit.objects.get()
    assert (unit.code, unit.building, unit.purpose) == (UNIT, town.building, "办公")
    assert unit.houses.get().rooms.count() == 2
    entry = RegisterEntry.objects.get()
    assert (entry.case_number, entry.document_no) == ("示登〔2026〕1号", "示测1号")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rooms": "101 999"}, "No room of this building has the number 999"),
        ({"buildings": [], "rooms": "101"}, "Choose the one building the rooms are in"),
        ({"case_number": ""}, "This field is required"),
        ({"building_area_m2": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_a_unit_is_said_beside_its_field(
    town: Town, client: Client, changes: dict[str, object], told: str
):
    page = client.post(reverse("title-unit-new"), typed(town, **changes)).content.decode()

    assert told in page
    assert BAUnit.objects.count() == 0


def test_what_the_register_refuses_is_said_on_the_form(town: Town, client: Client):
    client.post(reverse("title-unit-new"), typed(town, rooms="101"))

    page = client.post(reverse("title-unit-new"), typed(town, rooms="101")).content.decode()

    assert "part of another house in that period" in page
    assert BAUnit.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("990121001001GB0000", "is not a parcel code"),
        ("990121001001GB00009", "is not in the register"),
    ],
)
def test_a_parcel_that_is_not_there_is_asked_for_again(
    town: Town, client: Client, code: str, told: str
):
    page = client.get(reverse("title-unit-new"), {"parcel": code}).content.decode()

    assert told in page


@pytest.mark.parametrize("role", ["property_manager", "registration_approver", "auditor"])
def test_only_an_officer_enters_units_and_exceptions(town: Town, role: str):
    other = Client()
    other.force_login(make.account(town.county, role))

    assert other.get(reverse("title-unit-new")).status_code == 403
    other.post(reverse("title-exceptions"), excepted(town))
    assert SpatialException.objects.count() == 0


# --- exceptions -----------------------------------------------------------------------------


def excepted(town: Town, **changes: object) -> dict[str, object]:
    return {
        "parcel": town.parcel.code,
        "other_parcel": "",
        "building": town.building.code,
        "reason": "built over the line in 1962",
        "case_number": "示登〔2026〕2号",
        "document_no": "",
        **changes,
    }


def test_an_exception_is_entered_with_its_reason_and_listed(town: Town, client: Client):
    address = reverse("title-exceptions")

    assert "Nothing is excepted" in client.get(address).content.decode()
    client.post(address, excepted(town))

    page = client.get(address).content.decode()
    assert "built over the line in 1962" in page
    assert town.building.name in page


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"reason": " "}, "This field is required"),
        ({"building": ""}, "Name the other parcel, or the building"),
        ({"building": "nowhere"}, "No building has the code nowhere"),
        ({"other_parcel": "990121001001GB00001"}, "Name the other parcel, or the building"),
        (
            {"building": "", "other_parcel": "990121001001GB00001"},
            "A parcel does not overlap itself",
        ),
    ],
)
def test_an_exception_without_a_reason_or_a_thing_is_refused(
    town: Town, client: Client, changes: dict[str, object], told: str
):
    page = client.post(reverse("title-exceptions"), excepted(town, **changes)).content.decode()

    assert told in page
    assert SpatialException.objects.count() == 0


# --- parcels and lists ----------------------------------------------------------------------


def test_a_parcels_page_names_its_neighbours_with_their_common_line(town: Town, client: Client):
    #  +-------+----+
    #  | own   | 2  |  100 m of common line; the third lies 10 m away, the fourth 40 m
    #  +-------+----+
    for number, west, east in ((2, 100, 150), (3, -60, -10), (4, 190, 240)):
        register.enter_parcel(
            code=f"990121001001GB0000{number}",
            ground=titles.ground(west, 0, east, 100),
            right_nature="allocated",
            entry=titles.entry(),
        )

    page = client.get(reverse("title-parcel", args=[town.parcel.code])).content.decode()

    assert "100.00 m in common" in page
    assert "990121001001GB00003" in page
    assert "across a gap" in page
    assert "990121001001GB00004" not in page
    assert "10,000.00 m²" in page  # registered, and again from the coordinates
    assert page.count("10,000.00") == 2


def test_the_csv_has_the_rows_of_the_list_and_no_formulas(town: Town, client: Client):
    holder = titles.Holder(name="=1+1")
    register.open_right(entry=titles.entry(), unit=town.unit(), terms=town.terms(holder))

    answer = client.get(reverse("title-unit-csv"))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    heading, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert heading[0] == "Unit code"
    assert (row[0], row[4], row[5]) == (UNIT, "400.00", "'=1+1")


def test_a_unit_of_several_buildings_shows_the_rooms_of_all(town: Town, client: Client):
    annexe = make.building(town.county, origin_easting_m=500_060, origin_northing_m=3_300_010)
    annexe.parcels.add(town.parcel)
    plan = make.plan(make.floor(annexe), start=titles.SINCE)
    make.room(plan, make.box(0, 0, 5, 4), "A-201", period=from_day(titles.SINCE))
    unit = register.enter_unit(
        entry=titles.entry(), parcel=town.parcel, building=town.building, also=[annexe]
    )

    page = client.get(reverse("title-unit", args=[unit.code])).content.decode()

    assert "A-201" in page
    assert "104" in page
    assert reverse("title-building", args=[annexe.code]) in page


def test_what_was_known_then_is_asked_for_on_a_phone_too(town: Town, client: Client):
    page = client.get(reverse("title-unit", args=[town.unit().code])).content.decode()

    assert page.count('name="known"') == 2  # in the bar of a screen, and on the page of a phone
