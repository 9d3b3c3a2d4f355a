"""The title theme: what the register of a day says of a building, and of a room in a house of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.test import Client
from django.urls import reverse

from registry.entries import Entry, Holder, RestrictionTerms, RightTerms
from registry.models import (
    BAUnit,
    Case,
    Certificate,
    House,
    HouseRoom,
    Organisation,
    Parcel,
)
from registry.models.periods import from_day
from registry.queries import title_states
from registry.services import case_moves as moves
from registry.services import register as book
from tests.cases import builders as desk
from tests.registry import builders as make

from .conftest import DAY, Campus

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(campus: Campus) -> BAUnit:
    parcel = Parcel.objects.create(code="990121001001GB00001", region_code="990121", area_m2=1000)
    building = campus.plan.floor.building
    building.parcels.add(parcel)
    return BAUnit.objects.create(
        code="990121001001GB00001F00010001", parcel=parcel, building=building
    )


@pytest.fixture
def office(campus: Campus) -> Organisation:
    made = make.organisation(campus.county)
    made.kind = "managing_office"
    made.save()
    return made


def state(unit: BAUnit, day: dt.date = DAY) -> str:
    key = unit.building_id or 0
    return title_states.title_states([key], day=day)[key]


def paper(unit: BAUnit, kind: str, holder: Organisation) -> None:
    Certificate.objects.create(
        unit=unit,
        kind=kind,
        number="示1",
        holder=holder,
        printed_area_m2=Decimal("1234.50"),
        period=from_day(make.SINCE),
    )


def hold(unit: BAUnit, holder: Organisation | None) -> None:
    entry = Entry(case_number="示登〔2020〕00001号", on=make.SINCE, reason="首次登记")
    name = holder.name if holder else "不详"
    held = Holder(name=name, organisation=holder.pk if holder else None, share=Fraction(1))
    terms = RightTerms(kind="4", holders=(held,), building_area_m2=Decimal("1000.00"))
    book.open_right(entry=entry, unit=unit, terms=terms)


@pytest.mark.parametrize(
    ("kind", "by", "said"),
    [
        ("real_estate", "office", "unified"),
        ("real_estate", "bureau", "to_transfer"),
        ("house", "office", "old_paper"),
        ("none", "bureau", "filed"),
    ],
)
def test_a_certificate_says_how_a_title_stands(unit, campus, office, kind, by, said):
    paper(unit, kind, office if by == "office" else campus.bureau)

    assert state(unit) == said


def test_without_right_and_certificate_a_building_is_not_registered(unit):
    assert state(unit) == "unregistered"
    assert state(unit, day=dt.date(2019, 1, 1)) == "unregistered"


def test_a_right_speaks_where_no_certificate_was_given_out(unit, campus, office):
    hold(unit, campus.bureau)

    assert state(unit) == "to_transfer"


def test_a_holder_the_register_does_not_know_makes_a_title_unclear(unit, campus, office):
    paper(unit, "real_estate", office)
    hold(unit, None)

    assert state(unit) == "unclear"


def test_disputed_ground_makes_a_title_unclear(campus, office):
    parcel = Parcel.objects.create(code="990121001001ZB00001", region_code="990121", area_m2=1000)
    building = campus.plan.floor.building
    building.parcels.add(parcel)
    unit = BAUnit.objects.create(
        code="990121001001ZB00001F00010001", parcel=parcel, building=building
    )
    paper(unit, "real_estate", office)

    assert state(unit) == "unclear"


def test_a_restriction_counts_from_its_day_until_it_is_lifted(unit, campus, office):
    paper(unit, "real_estate", office)
    hold(unit, office)
    seized, lifted = dt.date(2026, 3, 1), dt.date(2026, 6, 1)
    bar = book.restrict(
        entry=Entry(case_number="示登〔2026〕00002号", on=seized, reason="法院查封"),
        unit=unit,
        terms=RestrictionTerms(kind="seizure", party="示例法院", document_no="（2026）示01执1号"),
    )
    book.lift_restriction(
        entry=Entry(case_number="示登〔2026〕00003号", on=lifted, reason="解除查封"),
        restriction=bar,
    )

    assert state(unit, day=dt.date(2026, 2, 28)) == "unified"
    assert state(unit, day=seized) == "restricted"
    assert state(unit, day=lifted) == "unified"


def test_a_case_counts_from_its_receipt_until_it_is_registered():
    at = desk.desk()
    case = desk.accepted(at)

    received = Case.objects.get(pk=case.pk).received_on
    assert received is not None
    assert state(at.unit, day=received) == "in_case"
    assert state(at.unit, day=received - dt.timedelta(1)) == "to_transfer"
    moves.withdraw(case=case, by=at.applicant, on=received + dt.timedelta(3), reason="材料有误")
    assert state(at.unit, day=received + dt.timedelta(2)) == "in_case"
    assert state(at.unit, day=received + dt.timedelta(3)) == "to_transfer"


def test_a_room_stands_as_the_unit_of_its_house_and_the_legend_counts_both(
    client: Client, unit, campus, office
):
    paper(unit, "real_estate", office)
    building = campus.plan.floor.building
    house = House.objects.create(building=building, number="0002")
    HouseRoom.objects.create(house=house, room=campus.rooms["102"], period=from_day(make.SINCE))
    other = BAUnit.objects.create(
        code="990121001001GB00001F00010002", parcel=unit.parcel, building=building
    )
    other.houses.add(house)
    whole = House.objects.create(building=building, number="0001")
    for number in ("101", "103"):
        HouseRoom.objects.create(
            house=whole, room=campus.rooms[number], period=from_day(make.SINCE)
        )
    unit.houses.add(whole)
    client.force_login(campus.manager())

    floor = client.get(
        reverse("map-floor", args=[campus.plan.floor_id]) + f"?on={DAY.isoformat()}"
    ).json()
    titles = {
        each["properties"]["number"]: each["properties"]["title"] for each in floor["features"]
    }
    assert (titles["101"], titles["102"], titles["103"]) == ("unified", "unregistered", "unified")
    stack = client.get(reverse("map-stack", args=[building.code]) + f"?on={DAY.isoformat()}").json()
    rooms = stack["floors"][0]["features"]
    assert {r["properties"]["number"]: r["properties"]["title"] for r in rooms} == titles
    panel = client.get(
        reverse("map-room-title", args=[campus.uid("102")]) + f"?on={DAY.isoformat()}"
    ).content.decode()
    assert "1,234.50 m²" in panel
    assert panel.index(other.code) < panel.index(unit.code)  # the room's own unit comes first


def test_another_title_makes_another_stamp(client: Client, unit, campus, office):
    client.force_login(campus.manager())
    address = reverse("map-floor", args=[campus.plan.floor_id]) + f"?on={DAY.isoformat()}"
    before = client.get(address)["ETag"]

    paper(unit, "real_estate", office)

    assert client.get(address)["ETag"] != before
