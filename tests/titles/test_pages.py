"""The pages of the register: what they say, to whom, and how many questions they ask."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from fractions import Fraction

import openpyxl
import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.models import (
    BAUnit,
    Building,
    Certificate,
    Organisation,
    RegisterExtract,
    Right,
    SpatialException,
)
from registry.services import register
from registry.services.extracts import fingerprint
from tests.registry import builders as make
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
FIRST, SECOND = dt.date(2020, 3, 1), dt.date(2022, 1, 1)


@pytest.fixture
def unit(town: Town) -> BAUnit:
    return town.unit()


@pytest.fixture
def right(town: Town, unit: BAUnit) -> Right:
    return register.open_right(entry=titles.entry(FIRST), unit=unit, terms=town.terms())


@pytest.fixture
def certificate(town: Town, right: Right) -> Certificate:
    return register.issue_certificate(
        entry=titles.entry(FIRST),
        unit=right.unit,
        terms=titles.certificate(town.bureaus[0]),
        scan=b"%PDF-1.7 a scan",
    )


def signed_in(town: Town, role: str = "registration_officer") -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(make.account(town.county, role))
    return client


@pytest.fixture
def client(town: Town) -> Client:
    return signed_in(town)


def page_of(unit: BAUnit) -> str:
    return reverse("title-unit", args=[unit.code])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def addresses(unit: BAUnit) -> list[str]:
    return [
        page_of(unit),
        reverse("title-parcel", args=[unit.parcel.code]),
        reverse("title-building", args=["B?"]).replace(
            "B%3F", str(unit.building and unit.building.code)
        ),
    ]


def test_nothing_is_seen_from_another_division(town: Town, certificate: Certificate):
    stranger = Client()
    stranger.force_login(make.account(make.region("990199"), "registration_officer"))
    unit = certificate.unit
    filed = signed_in(town).post(reverse("title-extract-new", args=[unit.code]))

    asked = [
        *addresses(unit),
        reverse("title-scan", args=[unit.code, certificate.pk]),
        filed["Location"],
        filed["Location"] + "paper.pdf",
    ]

    assert [stranger.get(address).status_code for address in asked] == [404] * 6
    assert stranger.post(reverse("title-extract-new", args=[unit.code])).status_code == 404
    assert unit.code not in text(stranger, reverse("title-unit-list"))


def test_nobody_sees_anything_without_an_account(unit: BAUnit):
    answers = [Client().get(address) for address in [*addresses(unit), "/titles/units/"]]

    assert {answer.status_code for answer in answers} == {302}
    assert all(answer["Location"].startswith("/login/") for answer in answers)


def test_a_units_page_says_who_holds_it_with_which_paper(client: Client, certificate: Certificate):
    page = text(client, page_of(certificate.unit))

    for said in ("示例局0", "示（2020）甲县不动产权第0000001号", "2020-03-01", "Registered"):
        assert said in page
    assert "SHA" not in page


def test_a_page_shows_the_day_and_the_knowledge_it_is_asked_for(
    client: Client, town: Town, unit: BAUnit, right: Right
):
    before = timezone.now()
    register.correct_right(
        entry=titles.entry(SECOND), right=right, terms=town.terms(town.holder(1))
    )
    moment = before.isoformat().replace("+", "%2B")

    now = text(client, page_of(unit) + "?on=2021-01-01")
    then = text(client, page_of(unit) + f"?on=2021-01-01&known={moment}")
    earlier = text(client, page_of(unit) + "?on=2019-01-01")

    assert ("示例局1" in now, "示例局0" in now) == (True, False)
    assert ("示例局0" in then, "示例局1" in then) == (True, False)
    assert "No right is registered" in earlier
    assert "as it was known at" in then
    assert "as it is known now" in now


@pytest.mark.parametrize("query", ["?on=yesterday", "?known=soon", "?known=2020-01-01T00:00"])
def test_a_day_nobody_can_read_is_not_found(client: Client, unit: BAUnit, query: str):
    assert client.get(page_of(unit) + query).status_code == 404


def test_text_from_outside_is_never_markup(client: Client, town: Town, unit: BAUnit, right: Right):
    evil = "<script>alert(1)</script>"
    register.restrict(
        entry=titles.entry(FIRST, reason=evil),
        unit=unit,
        terms=titles.restriction("objection", note=evil),
    )

    page = text(client, page_of(unit)) + text(client, f"/titles/units/?q={evil}")

    assert evil not in page
    assert "&lt;script&gt;" in page


def full(town: Town, unit: BAUnit, right: Right) -> list[BAUnit]:
    """Give a unit a long life: shares, restrictions, papers, a split, extracts."""
    terms = town.terms(*(town.holder(n, Fraction(1, 4)) for n in range(4)))
    right = register.transfer_right(entry=titles.entry(FIRST), right=right, terms=terms)
    for kind in ("mortgage", "objection"):
        register.restrict(entry=titles.entry(FIRST), unit=unit, terms=titles.restriction(kind))
    for n in range(4):
        register.issue_certificate(
            entry=titles.entry(FIRST),
            unit=unit,
            terms=titles.certificate(town.bureaus[n], f"示(2020)甲县不动产权第000000{n}号"),
        )
    return register.split_unit(
        entry=titles.entry(SECOND), unit=unit, parts=[town.part(0, 1), town.part(2, 3)]
    )


def test_a_units_page_asks_no_more_than_fifteen_questions(
    client: Client, town: Town, unit: BAUnit, right: Right, django_assert_max_num_queries
):
    part, _ = full(town, unit, right)
    client.post(reverse("title-extract-new", args=[part.code]))

    for address in (page_of(part), page_of(unit) + "?on=2021-06-01&known=2999-01-01"):
        with django_assert_max_num_queries(15):
            assert "示例局3" in text(client, address)


def test_the_list_asks_as_much_for_fifty_units_as_for_one(
    client: Client, town: Town, unit: BAUnit, right: Right, django_assert_num_queries
):
    with django_assert_num_queries(9):
        text(client, "/titles/units/")
    full(town, unit, right)
    for _ in range(5):
        town.unit()

    with django_assert_num_queries(9):
        page = text(client, "/titles/units/")

    assert page.count('class="code"') == 7


# --- the list -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "990121001001GB00001F",
        "９９０１２１００１００１ＧＢ００００１",
        "示(2020)甲县不动产权第0000001号",
        "示（２０２０）甲县不动产权第 0000001 号",
        "0000001",
        "示例局0",
        "例局",
    ],
)
def test_units_are_found_by_code_number_and_holder(client: Client, certificate: Certificate, asked):
    page = text(client, reverse("title-unit-list") + f"?q={asked}")

    assert page.count('class="code"') == 1


def test_a_whole_code_leads_to_its_unit(client: Client, right: Right):
    answer = client.get(reverse("title-unit-list"), {"q": f" {right.unit.code.lower()} "})

    assert (answer.status_code, answer["Location"]) == (302, page_of(right.unit))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 3), ("state=held", 2), ("state=unregistered", 1), ("state=restricted", 2),
        ("state=ended", 1), ("kind=4", 2), ("kind=3", 0), ("restriction=mortgage", 2),
        ("restriction=seizure", 0), ("q=%E6%97%A0%E6%AD%A4%E4%BA%BA", 0), ("page=99", 3),
        ("page=x", 3), ("state=nonsense", 3), ("on=2021-06-01&state=restricted", 1),
    ],
)  # fmt: skip
def test_filters_keep_what_they_name(
    client: Client, town: Town, unit: BAUnit, right: Right, query: str, found: int
):
    full(town, unit, right)
    town.unit()

    page = text(client, f"/titles/units/?{query}")

    assert page.count('class="code"') == found


def test_an_empty_list_says_what_to_do(client: Client, town: Town):
    assert "No unit matches" in text(client, "/titles/units/?q=nobody")


def test_the_workbook_has_the_same_rows_and_no_formulas(client: Client, town: Town, unit: BAUnit):
    terms = town.terms(titles.Holder(name="=1+1"))
    register.open_right(entry=titles.entry(FIRST), unit=unit, terms=terms)

    answer = client.get(reverse("title-unit-workbook"))

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert [(row[0], row[4], row[5]) for row in rows] == [(unit.code, 400, "=1+1")]
    assert sheet["F4"].data_type == "s"


# --- papers ---------------------------------------------------------------------------------


def test_an_extract_is_filed_printed_twice_alike_and_compared(
    client: Client, town: Town, certificate: Certificate
):
    unit = certificate.unit
    address = client.post(reverse("title-extract-new", args=[unit.code]))["Location"]

    one, other = (client.get(f"{address}paper.pdf").content for _ in range(2))

    filed = RegisterExtract.objects.get()
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(one)).pages)
    assert one == other
    for said in ("示例局0", "不动产权第0000001号", filed.sha256[:8], filed.address[:30]):
        assert said in printed.replace("\n", "")
    assert "word for word" in text(client, f"{address}?sha256={filed.sha256}")
    assert "is not this extract" in text(client, f"{address}?sha256=0")


def test_a_paper_filed_years_ago_is_printed_again_byte_for_byte(
    client: Client, town: Town, certificate: Certificate, right: Right
):
    unit = certificate.unit
    address = client.post(reverse("title-extract-new", args=[unit.code]) + "?on=2021-06-30")[
        "Location"
    ]
    first = client.get(f"{address}paper.pdf").content

    # the right goes to others, the building and its bodies are renamed, another asks in Chinese
    register.transfer_right(
        entry=titles.entry(SECOND), right=right, terms=town.terms(town.holder(1))
    )
    Building.objects.update(name="新楼")
    Organisation.objects.update(name="改名局")
    again = client.get(f"{address}paper.pdf", headers={"accept-language": "zh-hans"}).content

    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(again).hexdigest()
    assert "word for word" in text(client, address)


def test_an_extract_that_the_register_contradicts_is_told(client: Client, certificate: Certificate):
    made = client.post(reverse("title-extract-new", args=[certificate.unit.code]))["Location"]
    filed = RegisterExtract.objects.get()
    forged = {**filed.content, "purpose": "伪"}
    other = RegisterExtract.objects.create(
        unit=filed.unit, day=filed.day, known_at=filed.known_at, content=forged,
        sha256=fingerprint(forged), address=filed.address, by=filed.by,
    )  # fmt: skip

    assert "word for word" in text(client, made)
    assert "says something else" in text(client, reverse("title-extract", args=[other.uid]))


def test_a_scan_is_saved_and_never_shown_inside_the_site(client: Client, certificate: Certificate):
    answer = client.get(reverse("title-scan", args=[certificate.unit.code, certificate.pk]))

    assert answer.content == b"%PDF-1.7 a scan"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"


# --- parcels and buildings ------------------------------------------------------------------


def test_a_parcels_page_has_its_points_with_lengths_and_what_stands_on_it(
    client: Client, town: Town, right: Right
):
    page = text(client, reverse("title-parcel", args=[town.parcel.code]))

    for said in (
        "J4",
        "3300100.000",
        "500100.000",
        "100.00",
        town.building.name,
        right.unit.code[:6],
    ):
        assert said in page


def test_a_building_over_two_parcels_says_how_much_lies_where(client: Client, town: Town):
    other = register.enter_parcel(
        code="990121001001GB00002",
        ground=titles.ground(100, 0, 200, 100),
        right_nature="allocated",
        entry=titles.entry(),
    )
    town.building.parcels.add(other)
    town.building.floors.get().plan_versions.update(outline=make.multi_box(0, 0, 150, 10))

    page = text(client, reverse("title-building", args=[town.building.code]))

    #  150 × 10 m from 10 m inside the first parcel: 90 m on it, 60 m on the other
    assert "900." in page or "899." in page
    assert "600." in page or "599." in page


def test_an_exception_on_the_ground_is_told_with_its_reason(client: Client, town: Town):
    register.except_ground(
        entry=titles.entry(reason="built over the line in 1962"),
        parcel=town.parcel,
        building=town.building,
    )

    assert SpatialException.objects.count() == 1
    assert "1962" in text(client, reverse("title-parcel", args=[town.parcel.code]))
