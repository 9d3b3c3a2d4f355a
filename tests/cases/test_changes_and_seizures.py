"""What a change carries to the register, and how seizures are extended and queue."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from registry.errors import StoppedByRules
from registry.models import BAUnit, Case, RegisterEntry, Restriction
from registry.policy.cases.checking import check
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_facts import facts_of
from registry.queries.register import AsOf, holders_on, rights_on
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases
from registry.services.registration import register
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk

pytestmark = pytest.mark.django_db
COURT, OTHER_COURT = "示例市人民法院", "示例省人民法院"


@pytest.fixture
def desk() -> Desk:
    return office.desk()


def change(desk: Desk, cause: str, **said: str) -> Case:
    return cases.open_draft(
        kind=Kind.CHANGE,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.holder],
        payload={
            "cause": cause,
            "ground": "name_or_description",
            "certificate_no": office.OLD_NUMBER,
            "contact": "甲一",
            "phone": "0990-1234567",
            **said,
        },
    )


def test_a_new_name_of_the_holder_stands_in_the_register_from_that_day(desk: Desk):
    office.registered(desk, change(desk, "name", corrected_value="示例市财政和国资局"))

    before = DAY - dt.timedelta(days=1)
    assert [held.name for held in holders_on(desk.unit, DAY)] == ["示例市财政和国资局"]
    assert [held.name for held in holders_on(desk.unit, before)] == [desk.holder.name]
    assert [held.organisation for held in holders_on(desk.unit, DAY)] == [desk.holder.pk]


def test_a_new_address_is_that_of_the_unit_itself(desk: Desk):
    entry = office.registered(desk, change(desk, "address", corrected_value="示例新路 2 号"))

    desk.unit.refresh_from_db()
    assert desk.unit.address == "示例新路 2 号"
    assert page_of(desk.unit, DAY).address == "示例新路 2 号"
    acts = RegisterEntry.objects.filter(case_number=entry.case.number).order_by("pk")
    assert [row.act for row in acts][:2] == ["describe_unit", "change_right"]


def test_a_new_use_is_that_of_the_right_and_of_the_unit(desk: Desk):
    case = change(desk, "use", corrected_value="业务用房", document_no="示自然〔2026〕1号")
    _with_every_paper(desk, case)

    office.registered(desk, case)

    desk.unit.refresh_from_db()
    assert desk.unit.purpose == "业务用房"
    assert [right.purpose for right in rights_on(desk.unit, AsOf(day=DAY))] == ["业务用房"]


def _with_every_paper(desk: Desk, case: Case) -> None:
    """Add what only a rule asks for: the approval behind a change of use."""
    papers.add_document(
        case=case, slot="other", name="批复.pdf", content=b"%PDF-1.4 approval", by=desk.applicant
    )


def test_a_new_area_is_that_of_the_right_and_of_the_unit(desk: Desk):
    office.registered(desk, change(desk, "area", building_area_m2="1012.34"))

    desk.unit.refresh_from_db()
    assert desk.unit.building_area_m2 == Decimal("1012.34")
    (right,) = rights_on(desk.unit, AsOf(day=DAY))
    assert right.building_area_m2 == Decimal("1012.34")
    (earlier,) = rights_on(desk.unit, AsOf(day=DAY - dt.timedelta(days=1)))
    assert earlier.building_area_m2 == Decimal("1000.00")


def test_a_change_of_area_states_the_new_one(desk: Desk):
    said = {result.rule.id for result in check(facts_of(change(desk, "area"), day=DAY))}

    assert "C-CHG-1" in said


@pytest.mark.django_db(transaction=True)
def test_a_unit_is_described_anew_by_an_entry_and_not_by_hand():
    desk = office.desk()
    office.registered(desk, change(desk, "address", corrected_value="示例新路 2 号"))

    with pytest.raises(IntegrityError), transaction.atomic():
        BAUnit.objects.filter(pk=desk.unit.pk).update(address="示例路 99 号")


# --- seizures ---------------------------------------------------------------------------


def seizure(desk: Desk, cause: str, court: str, until: str = "2029-06-30", no: str = "1") -> Case:
    return cases.open_draft(
        kind=Kind.SEIZURE,
        by=desk.officer,
        unit=desk.unit,
        payload={
            "cause": cause,
            "document_no": f"（2026）{court}{no}号",
            "document_on": "2026-06-30",
            "document_issuer": court,
            "period_from": "2026-07-01",
            "period_until": until,
        },
    )


def live(desk: Desk) -> list[Restriction]:
    found = Restriction.objects.known(None).on(DAY).filter(unit=desk.unit)
    return list(found.order_by("rank"))


def test_a_continued_seizure_is_the_same_one_until_a_later_day(desk: Desk):
    office.registered(desk, seizure(desk, "seize", COURT))
    (first,) = live(desk)

    office.registered(desk, seizure(desk, "continue", COURT, "2032-06-30", "2"))

    (longer,) = live(desk)
    assert longer.uid == first.uid
    assert longer.period.lower == first.period.lower
    assert longer.period.upper == dt.date(2032, 7, 1)
    assert longer.document_no == f"（2026）{COURT}2号"
    assert f"原文号 （2026）{COURT}1号" in longer.note
    (fact,) = page_of(desk.unit, DAY).restrictions
    assert (fact.placed_on, fact.until) == (DAY, dt.date(2032, 6, 30))


@pytest.mark.parametrize(
    ("court", "until", "rule"),
    [
        (OTHER_COURT, "2032-06-30", "C-SEIZ-4"),
        (COURT, "2029-06-30", "C-SEIZ-6"),
        (COURT, "2029-07-01", None),
    ],
)
def test_a_seizure_is_continued_beyond_its_present_end(desk: Desk, court, until, rule):
    office.registered(desk, seizure(desk, "seize", COURT))

    case = seizure(desk, "continue", court, until, "2")

    stops = {result.rule.id for result in check(facts_of(case, day=DAY))} & {
        *("C-SEIZ-4", "C-SEIZ-6"),
    }
    assert stops == ({rule} if rule else set())


def test_one_of_two_seizures_is_continued_by_its_own_court_alone(desk: Desk):
    office.registered(desk, seizure(desk, "seize", COURT))
    office.registered(desk, seizure(desk, "waiting", OTHER_COURT))
    stranger = seizure(desk, "continue", "示例区人民法院", "2032-06-30", "3")

    assert "C-SEIZ-4" in {result.rule.id for result in check(facts_of(stranger, day=DAY))}


def test_a_waiting_seizure_comes_first_when_the_one_before_it_is_lifted(desk: Desk):
    office.registered(desk, seizure(desk, "seize", COURT))
    office.registered(desk, seizure(desk, "waiting", OTHER_COURT))
    assert [(each.party, each.rank) for each in live(desk)] == [(COURT, 1), (OTHER_COURT, 2)]

    office.registered(desk, seizure(desk, "lift", COURT))

    assert [(each.party, each.rank) for each in live(desk)] == [(OTHER_COURT, 1)]


def test_nothing_waits_where_nothing_is_seized(desk: Desk):
    case = seizure(desk, "waiting", COURT)

    assert "C-SEIZ-7" in {result.rule.id for result in check(facts_of(case, day=DAY))}


def test_a_seizure_that_comes_first_stops_the_change_that_was_approved(desk: Desk):
    waiting = office.approved(desk, change(desk, "address", corrected_value="示例新路 2 号"))
    office.registered(desk, seizure(desk, "seize", COURT))

    with pytest.raises(StoppedByRules):
        register(case=waiting, by=desk.approver, at=office.NOON)

    moves.withdraw(case=waiting, by=desk.applicant, on=DAY)
    desk.unit.refresh_from_db()
    assert desk.unit.address == ""
