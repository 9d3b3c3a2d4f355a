"""First registrations of what has no unit yet."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registry.models import BAUnit, Building, Case, CaseEntry, Parcel
from registry.models.periods import from_day
from registry.policy.cases.checking import check
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_facts import facts_of
from registry.queries.case_units import rooms_to_split
from registry.services import case_moves as moves
from registry.services import cases
from registry.services.registration import register
from tests.cases import builders as office
from tests.cases.builders import DAY, NOON, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
CALLER = {"contact": "甲一", "phone": "0990-1234567"}


def fired(case: Case) -> set[str]:
    return {result.rule.id for result in check(facts_of(case, day=DAY))}


def bare_place(desk: Desk) -> tuple[Building, Parcel]:
    building = make.building(desk.office.region)
    parcel = Parcel.objects.create(
        code="990100001001GB77777",
        region_code=desk.office.region.code,
        address="示例路 7 号",
        right_nature="granted",
        area_m2=Decimal("5000.00"),
    )
    building.parcels.add(parcel)
    return building, parcel


def first(desk: Desk, building: Building, parcel: Parcel | None, **more: Any) -> Case:
    return cases.open_draft(
        kind=Kind.FIRST,
        by=desk.applicant,
        building=building,
        parcel=parcel,
        applicants=[desk.taker],
        payload={
            **CALLER,
            "cause": "new_build",
            "ground": "first",
            "right_type": "4",
            "right_nature": "granted",
            "use_purpose": "办公",
            "address": "示例路 7 号",
            "building_area_m2": "1000.00",
            "holders": [{"organisation": desk.taker.code, "share": "1"}],
            **more,
        },
    )


def through_review(desk: Desk, case: Case) -> Case:
    """Take a first registration through visit and public notice to its approval, on later days."""
    over = dt.date(2026, 7, 23)
    case = office.taxed(desk, office.accepted(desk, case))
    case = moves.first_review(case=case, by=desk.reviewer, on=DAY)
    case = moves.site_visit(case=case, by=desk.reviewer, on=DAY)
    case = moves.visited(case=case, by=desk.reviewer, on=DAY, note="界址一致")
    case = moves.announce(case=case, by=desk.reviewer, on=DAY, place="门户网站", text="公告")
    case = moves.notice_over(case=case, by=desk.reviewer, on=over)
    case = moves.second_review(case=case, by=desk.reviewer, on=over)
    return moves.approve(case=case, by=desk.approver, on=over)


def entered(desk: Desk, case: Case) -> CaseEntry:
    return register(case=case, by=desk.approver, at=NOON + dt.timedelta(days=22))


def test_a_first_registration_enters_the_unit_with_a_new_code():
    desk = office.desk()
    building, parcel = bare_place(desk)
    case = first(desk, building, parcel)
    assert "C-FIRST-3" in fired(case)

    entry = entered(desk, through_review(desk, case))

    unit = BAUnit.objects.get(building=building)
    case.refresh_from_db()
    assert unit.code == "990100001001GB77777F00010001"
    assert (unit.building_area_m2, unit.purpose) == (Decimal("1000.00"), "办公")
    assert case.unit == unit
    assert [each.code for each in page_of(unit, entry.on).holders] == [desk.taker.code]
    assert entry.papers.get().unit == unit


def test_two_first_registrations_of_one_building_enter_one_unit():
    desk = office.desk()
    place = bare_place(desk)
    one, other = through_review(desk, first(desk, *place)), first(desk, *place)
    entered(desk, one)

    assert "C-FIRST-2" in fired(other)


def test_a_building_on_no_parcel_waits_for_its_parcel():
    desk = office.desk()
    building = make.building(desk.office.region)

    assert "C-FIRST-1" in fired(first(desk, building, None))


def test_a_place_without_a_unit_is_offered_for_a_first_registration_alone(client: Client):
    desk = office.desk()
    building, parcel = bare_place(desk)
    client.force_login(desk.applicant)
    place = f"b{building.pk}.{parcel.pk}"
    sent = {"unit": place, "applicants": [desk.taker.pk]}
    assert place in client.get(reverse("case-new")).content.decode()

    client.post(reverse("case-new"), {**sent, "kind": "200"})
    assert not Case.objects.exists()
    client.post(reverse("case-new"), {**sent, "kind": "100"})

    case = Case.objects.get()
    assert (case.unit, case.building, case.parcel) == (None, building, parcel)
    assert case.payload["address"] == "示例路 7 号"
    assert case.payload["holders"] == [{"organisation": desk.taker.code, "share": "1"}]


def test_a_place_of_another_division_is_not_offered(client: Client):
    desk = office.desk()
    building, parcel = bare_place(desk)
    elsewhere = make.account(make.region("990200", level="CITY"), "property_manager")
    client.force_login(elsewhere)

    page = client.get(reverse("case-new")).content.decode()

    assert f"b{building.pk}.{parcel.pk}" not in page


def test_one_house_of_a_building_is_entered_with_its_rooms_alone():
    desk = office.desk()
    building, parcel = bare_place(desk)
    plan = make.plan(make.floor(building), start=make.SINCE)
    for n in range(3):
        outline = make.box(n * 10, 0, n * 10 + 10, 10)
        make.room(plan, outline, f"10{n + 1}", period=from_day(make.SINCE))
    entered(desk, through_review(desk, first(desk, building, parcel, rooms="101，102")))
    second = first(desk, building, parcel, rooms="103")

    entry = entered(desk, through_review(desk, second))

    one, other = BAUnit.objects.filter(building=building).order_by("code")
    assert [each.code[20:] for each in (one, other)] == ["00010001", "00010002"]
    assert [room.number for room in rooms_to_split(one, entry.on)] == ["101", "102"]
    assert [room.number for room in rooms_to_split(other, entry.on)] == ["103"]
    assert "C-FIRST-2" in fired(first(desk, building, parcel, rooms="103"))
    assert "C-FIRST-4" in fired(first(desk, building, parcel, rooms="104"))


def test_several_buildings_are_entered_as_one_unit():
    desk = office.desk()
    building, parcel = bare_place(desk)
    annexe = make.building(desk.office.region)
    parcel.buildings.add(annexe)

    entered(desk, through_review(desk, first(desk, building, parcel, also_buildings=annexe.code)))

    unit = BAUnit.objects.get(building=building)
    assert unit.code[20:24] == "9999"
    assert list(unit.also_buildings.all()) == [annexe]
    assert "C-FIRST-2" in fired(first(desk, annexe, parcel))
