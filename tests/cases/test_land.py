"""Cases that split a parcel, merge parcels and draw a boundary anew, and what the register says then."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from registry.entries import Corner, Entry, Ground, Holder, RightTerms
from registry.errors import StoppedByRules
from registry.models import BAUnit, Case, CaseStep, Lineage, Parcel, ParcelLineage
from registry.policy.cases.checking import check
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_facts import facts_of
from registry.services import case_moves as moves
from registry.services import cases
from registry.services import register as book
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
CALLER = {"contact": "甲一", "phone": "0990-1234567", "ground": "name_or_description"}
EAST, NORTH = 500_200, 3_310_100
#  0         60        100        140
#  +----------+----------+----------+  50
#  |   west   |   east   |   next   |
#  +----------+----------+----------+  0


def lines(west: int, east: int) -> str:
    """Return a rectangle of ground as it is typed, X before Y."""
    ring = ((west, 0), (east, 0), (east, 50), (west, 50))
    return "\n".join(f"J{n} {NORTH + y} {EAST + x}" for n, (x, y) in enumerate(ring, start=1))


def ground(west: int, east: int) -> Ground:
    ring = ((west, 0), (east, 0), (east, 50), (west, 50))
    corners = tuple(
        Corner(name=f"J{n}", easting_m=Decimal(EAST + x), northing_m=Decimal(NORTH + y))
        for n, (x, y) in enumerate(ring, start=1)
    )
    return Ground(corners=corners, srid=4549, area_m2=Decimal((east - west) * 50), address="示例路")


def land(desk: Desk, code: str, where: Ground, *, holder: Any = None) -> BAUnit:
    """Return bare land that the desk's holder has."""
    entry = Entry(case_number="示登〔2020〕00009号", on=make.SINCE, reason="首次登记")
    parcel = book.enter_parcel(code=code, ground=where, right_nature="allocated", entry=entry)
    unit = book.enter_unit(entry=entry, parcel=parcel)
    party = holder or desk.holder
    held = Holder(name=party.name, organisation=party.pk)
    book.open_right(entry=entry, unit=unit, terms=RightTerms(kind="3", holders=(held,)))
    return unit


@pytest.fixture
def desk() -> Desk:
    return office.desk()


@pytest.fixture
def unit(desk: Desk) -> BAUnit:
    return land(desk, "990100001001GB70001", ground(0, 100))


def change(desk: Desk, unit: BAUnit, cause: str, **typed: Any) -> Case:
    return cases.open_draft(
        kind=Kind.CHANGE,
        by=desk.applicant,
        unit=unit,
        applicants=[desk.holder],
        payload={**CALLER, "cause": cause, "certificate_no": "示字1号", **typed},
    )


def split(desk: Desk, unit: BAUnit, *pieces: str) -> Case:
    return change(desk, unit, "parcel_split", pieces=[{"points": each} for each in pieces])


def fired(case: Case) -> set[str]:
    return {result.rule.id for result in check(facts_of(case, day=DAY))}


def test_a_parcel_is_split_by_its_points_and_its_unit_follows(desk: Desk, unit: BAUnit):
    case = split(desk, unit, lines(0, 60), lines(60, 100))
    assert {"C-LAND-20"} == {id for id in fired(case) if id.startswith("C-LAND")}

    entry = office.registered(desk, case)

    old = Parcel.objects.get(pk=unit.parcel_id)
    west, east = Parcel.objects.filter(ancestors__parent=old).order_by("code")
    assert (old.period.upper, west.area_m2, east.area_m2) == (
        DAY, Decimal("3000.00"), Decimal("2000.00"),
    )  # fmt: skip
    assert [str(point.length_m) for point in east.points.all()] == [
        "40.00", "50.00", "40.00", "50.00",
    ]  # fmt: skip
    heirs = BAUnit.objects.filter(ancestors__parent=unit).order_by("code")
    assert [each.code for each in heirs] == [f"{west.code}W00000000", f"{east.code}W00000000"]
    assert {holder.code for each in heirs for holder in page_of(each, DAY).holders} == {
        desk.holder.code
    }
    assert {paper.unit for paper in entry.papers.all()} == set(heirs)
    assert set(ParcelLineage.objects.values_list("event", flat=True)) == {"parcel_split"}


@pytest.mark.parametrize(
    ("pieces", "rule"),
    [
        ((lines(0, 60), lines(59, 100)), "C-LAND-4"),
        ((lines(0, 60), lines(60, 101)), "C-LAND-5"),
        ((lines(0, 60), lines(61, 100)), "C-LAND-6"),
        ((lines(0, 100),), "C-LAND-2"),
        ((lines(0, 60), "J1 10 x"), "C-FORM-2"),
    ],
)
def test_parts_that_are_not_the_parcel_are_refused_at_the_desk(desk, unit, pieces, rule):
    case = office.papered(desk, split(desk, unit, *pieces))

    with pytest.raises(StoppedByRules) as refusal:
        moves.submit(case=case, by=desk.applicant, on=DAY)

    assert rule in {each.rule.id for each in refusal.value.results}


def test_parcels_side_by_side_become_one(desk: Desk, unit: BAUnit):
    other = land(desk, "990100001001GB70002", ground(100, 140))
    case = change(desk, unit, "parcel_merge", merged_parcels=[other.parcel.code])

    entry = office.registered(desk, case)

    made = Parcel.objects.get(ancestors__parent=unit.parcel)
    assert made.area_m2 == Decimal("7000.00")
    assert sorted(
        (int(point.easting_m) - EAST, int(point.northing_m) - NORTH) for point in made.points.all()
    ) == [(0, 0), (0, 50), (140, 0), (140, 50)]
    (paper,) = entry.papers.all()
    assert paper.unit.parcel == made
    assert set(paper.unit.ancestors.values_list("parent", flat=True)) == {unit.pk, other.pk}


def test_parcels_apart_or_of_others_do_not_merge(desk: Desk, unit: BAUnit):
    apart = land(desk, "990100001001GB70002", ground(101, 140))
    theirs = land(desk, "990100001001GB70003", ground(-40, 0), holder=desk.taker)

    assert "C-LAND-17" in fired(
        change(desk, unit, "parcel_merge", merged_parcels=[apart.parcel.code])
    )
    assert {"C-LAND-12", "C-LAND-18"} <= fired(
        change(desk, unit, "parcel_merge", merged_parcels=[theirs.parcel.code])
    )


def test_a_boundary_drawn_anew_gives_the_parcel_another_area(desk: Desk, unit: BAUnit):
    case = change(desk, unit, "boundary", pieces=[{"points": lines(0, 90)}])
    assert "C-LAND-11" in fired(case)

    office.registered(desk, case)

    made = Parcel.objects.get(ancestors__parent=unit.parcel)
    assert (made.area_m2, made.right_nature) == (Decimal("4500.00"), "allocated")
    assert Lineage.objects.get(parent=unit).event == "parcel_redraw"


def test_a_boundary_does_not_take_from_its_neighbour(desk: Desk, unit: BAUnit):
    land(desk, "990100001001GB70002", ground(100, 140), holder=desk.taker)

    assert "C-LAND-10" in fired(change(desk, unit, "boundary", pieces=[{"points": lines(0, 101)}]))


def test_the_area_of_land_changes_with_its_boundary_alone(desk: Desk, unit: BAUnit):
    assert "C-LAND-21" in fired(change(desk, unit, "area", land_area_m2="5100.00"))


def test_points_are_measured_as_they_are_typed_and_kept_in_the_draft(
    client: Client, desk: Desk, unit: BAUnit
):
    case = split(desk, unit)
    client.force_login(desk.applicant)
    sent = {
        "version": "0",
        "cause": "parcel_split",
        "pieces.shown": "1",
        "pieces.points": [lines(0, 60), "J1 1"],
        "pieces.address": ["示例路 1 号", ""],
        "pieces.land_use": ["", ""],
    }

    shown = client.post(reverse("case-measured", args=[case.pk]), sent).content.decode()
    client.post(reverse("case-save", args=[case.pk]), sent)

    assert "3,000.00" in shown
    assert "J1–J2" in shown
    assert 'class="errorlist"' in shown
    case.refresh_from_db()
    assert [row["points"] for row in case.payload["pieces"]] == [lines(0, 60), "J1 1"]
    page = client.get(reverse("case", args=[case.pk])).content.decode()
    assert "EPSG:4549" in page
    assert "land-sketch" in page


def test_a_unit_elsewhere_on_the_parcel_speaks_up(desk: Desk, unit: BAUnit):
    building = make.building(desk.office.region)
    unit.parcel.buildings.add(building)
    entry = Entry(case_number="示登〔2020〕00010号", on=make.SINCE, reason="首次登记")
    house = book.enter_unit(entry=entry, parcel=unit.parcel, building=building)
    held = Holder(name=desk.taker.name, organisation=desk.taker.pk)
    book.open_right(entry=entry, unit=house, terms=RightTerms(kind="4", holders=(held,)))

    case = split(desk, unit, lines(0, 60), lines(60, 100))

    assert {"C-LAND-9", "C-LAND-12"} <= fired(case)


def test_the_day_of_a_split_is_the_day_of_its_entry(desk: Desk, unit: BAUnit):
    office.registered(desk, split(desk, unit, lines(0, 60), lines(60, 100)))

    unit.refresh_from_db()
    assert unit.period.upper == DAY
    assert page_of(unit, DAY - dt.timedelta(days=1)).holders


def test_the_database_ends_no_unit_on_which_a_case_is_open(desk: Desk, unit: BAUnit):
    other = land(desk, "990100001001GB70002", ground(100, 140))
    approved = office.approved(
        desk, change(desk, unit, "parcel_merge", merged_parcels=[other.parcel.code])
    )
    waiting = change(desk, other, "use", corrected_value="绿地")
    office.papered(desk, waiting)
    moves.submit(case=waiting, by=desk.applicant, on=DAY)

    step = {
        "case": approved, "event": "register", "actor": "approver", "by": desk.approver,
        "from_state": "approved", "to_state": "registered", "on": DAY,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match="a case is open on a unit"), transaction.atomic():
        CaseStep.objects.create(**step)
