"""Cases that enter, split, merge and pass on units, and what the register says afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from registry.entries import Entry, UnitPart
from registry.errors import StoppedByRules
from registry.models import BAUnit, Case, Certificate, Lineage
from registry.models.periods import from_day
from registry.policy.cases.checking import check
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_certificates import certificates_of
from registry.queries.case_facts import facts_of
from registry.queries.case_units import rooms_to_split
from registry.queries.register import holders_on
from registry.services import case_moves as moves
from registry.services import cases
from registry.services import register as book
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
CALLER = {"contact": "甲一", "phone": "0990-1234567"}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A desk whose unit is a building of four rooms of 100 m², registered with 1000 m²."""

    desk: Desk
    rooms: tuple[str, ...]


@pytest.fixture
def house() -> House:
    #  +-----+-----+-----+-----+
    #  | 101 | 102 | 103 | 104 |
    #  +-----+-----+-----+-----+
    desk = office.desk()
    building = desk.unit.building
    assert building is not None
    plan = make.plan(make.floor(building), start=make.SINCE)
    rooms = [
        make.room(
            plan, make.box(n * 10, 0, n * 10 + 10, 10), f"10{n + 1}", period=from_day(make.SINCE)
        )
        for n in range(4)
    ]
    return House(desk=desk, rooms=tuple(str(room.uid) for room in rooms))


def part(house: House, *numbers: int, area: str, **more: Any) -> dict[str, Any]:
    rooms = [house.rooms[number] for number in numbers]
    return {"rooms": rooms, "building_area_m2": area, **more}


def split(house: House, *parts: dict[str, Any], **more: Any) -> Case:
    desk = house.desk
    return cases.open_draft(
        kind=Kind.CHANGE,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.holder],
        payload={
            **CALLER,
            "cause": "split",
            "ground": "name_or_description",
            "certificate_no": office.OLD_NUMBER,
            "parts": list(parts),
            **more,
        },
    )


def fired(case: Case) -> set[str]:
    return {result.rule.id for result in check(facts_of(case, day=DAY))}


def test_a_split_enters_two_units_with_codes_rights_and_certificates_of_their_own(house: House):
    east, west = part(house, 0, 1, area="600.00", name="东侧"), part(house, 2, 3, area="400.00")

    entry = office.registered(house.desk, split(house, east, west))

    old = BAUnit.objects.get(pk=house.desk.unit.pk)
    heirs = list(BAUnit.objects.filter(ancestors__parent=old).order_by("code"))
    assert [unit.code[20:] for unit in heirs] == ["00010002", "00010003"]
    assert [unit.building_area_m2 for unit in heirs] == [Decimal("600.00"), Decimal("400.00")]
    assert [[room.number for room in rooms_to_split(unit, DAY)] for unit in heirs] == [
        *(["101", "102"], ["103", "104"]),
    ]
    assert old.period.upper == DAY
    assert holders_on(old, DAY) == []
    assert {held.organisation for unit in heirs for held in holders_on(unit, DAY)} == {
        house.desk.holder.pk
    }
    papers = list(entry.papers.order_by("pk"))
    assert [(paper.unit, paper.number[-4:]) for paper in papers] == [
        *((heirs[0], "001号"), (heirs[1], "002号")),
    ]
    assert office.papers_out(heirs[1], DAY) == [papers[1].number]
    assert office.papers_out(old, DAY) == []
    replaced = Certificate.objects.known(None).get(unit=heirs[1]).replaces
    assert replaced is not None
    assert replaced.number == office.OLD_NUMBER
    assert {step.event for step in Lineage.objects.filter(parent=old)} == {"split"}


def test_the_papers_of_a_split_are_printed_each_with_its_own_unit(house: House):
    parts = part(house, 0, 1, area="600.00"), part(house, 2, 3, area="400.00")

    entry = office.registered(house.desk, split(house, *parts))

    printed = certificates_of(entry.case)
    assert [paper.unit_code.replace(" ", "")[20:] for paper in printed] == ["00010002", "00010003"]
    assert ["600.00" in paper.areas for paper in printed] == [True, False]
    assert {paper.address for paper in printed} == {"示例路 1 号"}


@pytest.mark.parametrize(
    ("rooms", "areas", "rule"),
    [
        (((0, 1), (2, 3)), ("600.00", "399.99"), "C-SPLIT-5"),
        (((0, 1), (2,)), ("600.00", "400.00"), "C-SPLIT-3"),
        (((0, 1), (1, 2, 3)), ("600.00", "400.00"), "C-SPLIT-3"),
        (((0, 1, 2, 3), ()), ("600.00", "400.00"), "C-SPLIT-4"),
        (((0, 1, 2, 3),), ("1000.00",), "C-SPLIT-2"),
    ],
)
def test_parts_that_are_not_the_unit_are_refused_at_the_desk(house: House, rooms, areas, rule):
    of_a_thousand(house.desk.unit)
    parts = [part(house, *numbers, area=area) for numbers, area in zip(rooms, areas, strict=True)]
    case = office.papered(house.desk, split(house, *parts))

    with pytest.raises(StoppedByRules) as refusal:
        moves.submit(case=case, by=house.desk.applicant, on=DAY)

    assert rule in {each.rule.id for each in refusal.value.results}


def of_a_thousand(unit: BAUnit) -> None:
    """Let the register state 1000 m² of a unit."""
    entry = Entry(case_number="示登〔2021〕00001号", on=make.SINCE, reason="面积补录")
    book.describe_unit(entry=entry, unit=unit, part=UnitPart(building_area_m2=Decimal("1000.00")))


def test_a_part_of_a_unit_passes_to_another_holder_and_the_rest_stays(house: House):
    desk = house.desk
    parts = [part(house, 0, area="250.00", is_passed=True), part(house, 1, 2, 3, area="750.00")]
    case = office.transfer(desk, cause="split", parts=parts)

    entry = office.registered(desk, case)

    passed, kept = sorted(
        BAUnit.objects.filter(ancestors__parent=desk.unit),
        key=lambda unit: unit.building_area_m2 or 0,
    )
    assert [each.code for each in page_of(passed, DAY).holders] == [desk.taker.code]
    assert [each.code for each in page_of(kept, DAY).holders] == [desk.holder.code]
    assert [room.number for room in rooms_to_split(passed, DAY)] == ["101"]
    assert {paper.unit for paper in entry.papers.all()} == {passed, kept}
    assert set(Lineage.objects.filter(parent=desk.unit).values_list("event", flat=True)) == {
        "partial_transfer"
    }


def test_two_units_held_alike_become_one_and_both_certificates_are_taken_in(house: House):
    desk = house.desk
    parts = part(house, 0, 1, area="600.00"), part(house, 2, 3, area="400.00")
    split_entry = office.registered(desk, split(house, *parts))
    one, other = BAUnit.objects.filter(ancestors__parent=desk.unit).order_by("code")
    numbers = [paper.number for paper in split_entry.papers.order_by("pk")]
    case = cases.open_draft(
        kind=Kind.CHANGE,
        by=desk.applicant,
        unit=one,
        applicants=[desk.holder],
        payload={
            **CALLER,
            "cause": "merge",
            "ground": "name_or_description",
            "certificate_no": numbers[0],
            "merged": [other.code],
        },
    )

    entry = office.registered(desk, case)

    merged = BAUnit.objects.get(ancestors__parent=one)
    assert merged.building_area_m2 == Decimal("1000.00")
    assert [room.number for room in rooms_to_split(merged, DAY)] == ["101", "102", "103", "104"]
    paper = Certificate.objects.known(None).get(unit=merged)
    assert paper.replaces is not None
    assert {paper.replaces.number, *numbers} == set(numbers)
    assert numbers[1] in paper.note
    assert entry.papers.get().unit == merged


def test_units_of_other_holders_or_with_an_open_case_do_not_merge(house: House):
    desk = house.desk
    parts = [part(house, 0, 1, area="250.00", is_passed=True), part(house, 2, 3, area="750.00")]
    office.registered(desk, office.transfer(desk, cause="split", parts=parts))
    passed, kept = sorted(
        BAUnit.objects.filter(ancestors__parent=desk.unit),
        key=lambda unit: unit.building_area_m2 or 0,
    )
    open_case = cases.open_draft(
        kind=Kind.CANCELLATION, by=desk.applicant, unit=passed, applicants=[desk.taker]
    )
    cases.save_draft(
        case=open_case,
        payload={**CALLER, "cause": "given_up", "certificate_no": "1"},
        base_version=0,
        by=desk.applicant,
    )
    moves.submit(case=open_case, by=desk.applicant, on=DAY)

    case = cases.open_draft(
        kind=Kind.CHANGE,
        by=desk.applicant,
        unit=kept,
        applicants=[desk.holder],
        payload={"cause": "merge", "merged": [passed.code, "990101001001GB00001F00019999"]},
    )

    assert {"C-MERGE-2", "C-MERGE-3", "C-MERGE-5"} <= fired(case)


# --- first registration of what has no unit yet -----------------------------------------


def test_a_case_takes_no_other_unit_than_the_one_it_enters(house: House):
    entry = office.registered(house.desk)
    other = office.bare_unit(house.desk.office.region)

    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=entry.case_id).update(unit=other)


# --- one certificate for all, or one for each -------------------------------------------


def test_each_holder_gets_a_certificate_when_asked_and_one_for_all_takes_them_in(house: House):
    desk = house.desk
    halves = [{"organisation": desk.taker.code, "share": "1/2"}]
    case = office.transfer(desk, holders=halves, transferred_share="1/2", certificates="each")

    entry = office.registered(desk, case)

    papers = {paper.holder: paper.number for paper in entry.papers.all()}
    assert set(papers) == {desk.holder, desk.taker}
    assert office.papers_out(desk.unit, DAY) == sorted(papers.values())
    printed = {paper.number: paper for paper in certificates_of(entry.case)}
    own = printed[papers[desk.taker]]
    assert own.holders == desk.taker.name
    assert "占1/2" in own.sharing
    old = {paper.replaces.number for paper in _live(desk.unit) if paper.replaces}
    assert old == {office.OLD_NUMBER}

    reissue = cases.open_draft(
        kind=Kind.OTHER,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.holder],
        payload={
            **CALLER,
            "cause": "replace",
            "ground": "other_law",
            "right_type": "4",
            "certificate_no": papers[desk.holder],
            "certificates": "joint",
        },
    )
    office.registered(desk, reissue)

    (joint,) = _live(desk.unit)
    assert joint.replaces is not None
    named = joint.replaces.number + joint.note
    assert all(number in named for number in papers.values())


def _live(unit: BAUnit) -> list[Certificate]:
    return list(Certificate.objects.known(None).on(DAY).filter(unit=unit).order_by("pk"))


# --- as it is typed ---------------------------------------------------------------------


def sent_parts(house: House, numbers: str) -> dict[str, Any]:
    """Return the form of a split as a browser sends it, each room with the number of its part."""
    return {
        "version": "0",
        "cause": "split",
        "ground": "name_or_description",
        "parts.shown": "1",
        "parts.name": ["东侧", "西侧", ""],
        "parts.building_area_m2": ["", "", ""],
        "parts.shared_area_m2": ["", "", ""],
        "parts.purpose": ["", "", ""],
        **{f"parts.room.{uid}": n for uid, n in zip(house.rooms, numbers, strict=True)},
    }


def test_rooms_are_typed_into_parts_and_the_area_is_shared_out(client: Client, house: House):
    desk = house.desk
    of_a_thousand(desk.unit)
    case = split(house)
    client.force_login(desk.applicant)
    sent = {**sent_parts(house, "1222"), "apportion": "1"}

    client.post(reverse("case-save", args=[case.pk]), sent)

    case.refresh_from_db()
    assert [(row["name"], row["building_area_m2"]) for row in case.payload["parts"]] == [
        *(("东侧", "250.00"), ("西侧", "750.00")),
    ]
    assert [len(row["rooms"]) for row in case.payload["parts"]] == [1, 3]
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert page.count("parts.room.") == 4


def test_what_was_typed_of_parts_stays_when_the_form_does_not_show_them(client, house: House):
    case = split(house, part(house, 0, area="1.00"))
    client.force_login(house.desk.applicant)

    client.post(reverse("case-save", args=[case.pk]), {"version": "0", "cause": "split"})

    case.refresh_from_db()
    assert case.payload["parts"][0]["rooms"] == [house.rooms[0]]
