"""A transfer from draft to archive, and what the register says before and after."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from registry.errors import (
    CaseMoveRefused,
    NothingMissing,
    OutsideScope,
    ReasonMissing,
    SameHandsOnCase,
    StoppedByRules,
)
from registry.models import Case, CaseEntry, RegisterEntry
from registry.policy.cases.checking import check
from registry.policy.cases.terms import Kind
from registry.queries.case_book import page_of
from registry.queries.case_facts import facts_of
from registry.queries.register import holders_on
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases
from registry.services.registration import register
from tests.cases import builders as office
from tests.cases.builders import DAY, NOON, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
NEW_NUMBER = "示（2026）示例市不动产权第0000001号"


@pytest.fixture
def desk() -> Desk:
    return office.desk()


def test_a_transfer_goes_from_draft_to_archive(desk: Desk):
    entry = office.registered(desk)
    case = moves.print_certificate(case=entry.case, by=desk.officer, on=DAY)
    case = moves.issue(case=case, by=desk.officer, on=DAY, note="甲一领取")

    case = moves.archive(case=case, by=desk.officer, on=DAY, box="2026-7", shelf="A-3")

    assert (case.state, case.box, case.shelf) == ("archived", "2026-7", "A-3")
    assert [step.event for step in case.steps.order_by("pk")] == [
        *("submit", "accept", "first_review", "second_review", "approve"),
        *("register", "print", "issue", "archive"),
    ]
    assert case.number == "990100-2026-200-000001"


def test_registration_closes_the_old_right_and_opens_the_new(desk: Desk):
    entry = office.registered(desk)

    page = page_of(desk.unit, DAY)
    assert [(holder.code, str(holder.share)) for holder in page.holders] == [(desk.taker.code, "1")]
    assert page.certificates == (NEW_NUMBER,)
    assert entry.before["holders"][0]["code"] == desk.holder.code
    assert entry.certificate_no == NEW_NUMBER
    day_before = DAY - dt.timedelta(days=1)
    assert office.papers_out(desk.unit, day_before) == [office.OLD_NUMBER]
    assert office.papers_out(desk.unit, DAY) == [NEW_NUMBER]
    assert [held.name for held in holders_on(desk.unit, day_before)] == [desk.holder.name]
    assert [held.organisation for held in holders_on(desk.unit, DAY)] == [desk.taker.pk]
    assert [row.act for row in RegisterEntry.objects.filter(case_number=entry.case.number)] == [
        *("transfer_right", "issue_certificate"),
    ]


def test_half_of_a_right_passes_and_the_shares_still_make_one(desk: Desk):
    half = [{"organisation": desk.taker.code, "share": "1/2"}]
    case = office.transfer(desk, holders=half, transferred_share="50%")

    office.registered(desk, case)

    page = page_of(desk.unit, DAY)
    assert {holder.code: str(holder.share) for holder in page.holders} == {
        desk.holder.code: "1/2",
        desk.taker.code: "1/2",
    }


def test_whoever_reviewed_does_not_approve_even_after_a_change_of_job(desk: Desk):
    case = office.in_second_review(desk)
    desk.reviewer.role = "registration_approver"
    desk.reviewer.save()

    with pytest.raises(SameHandsOnCase):
        moves.approve(case=case, by=desk.reviewer, on=DAY)

    case.refresh_from_db()
    assert case.state == "second_review"


def test_what_is_missing_is_told_in_one_notice_and_the_form_opens_again(desk: Desk):
    case = office.papered(desk, office.transfer(desk, contact=""), without=("identity", "tax"))
    case = _submitted_without_contact(desk, case)

    case = moves.ask_for_correction(case=case, by=desk.officer, on=DAY)

    (notice,) = case.notices.all()
    assert {item.get("slot") or item["rule"] for item in notice.items} == {
        *("identity", "tax", "C-FORM-1"),
    }
    assert notice.number == "示例市不动产告〔2026〕1号"
    assert case.due_on is None
    with pytest.raises(StoppedByRules):
        moves.supply(case=case, by=desk.officer, on=DAY)
    cases.save_draft(
        case=case, payload={"contact": "甲一"}, base_version=case.version, by=desk.applicant
    )
    case = moves.supply(case=office.papered(desk, case), by=desk.officer, on=DAY)
    assert (case.state, case.accepted_on) == ("accepted", DAY)


def _submitted_without_contact(desk: Desk, case: Case) -> Case:
    """Submit with a contact and take the contact out at the desk."""
    cases.save_draft(case=case, payload={"contact": "甲"}, base_version=0, by=desk.applicant)
    case = moves.submit(case=case, by=desk.applicant, on=DAY)
    cases.save_draft(case=case, payload={"contact": ""}, base_version=1, by=desk.officer)
    case.refresh_from_db()
    return case


def test_a_correction_that_asks_for_nothing_is_refused(desk: Desk):
    case = moves.submit(case=office.papered(desk, office.transfer(desk)), by=desk.applicant, on=DAY)

    with pytest.raises(NothingMissing):
        moves.ask_for_correction(case=case, by=desk.officer, on=DAY)


def test_a_case_without_its_papers_is_not_accepted(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)

    with pytest.raises(StoppedByRules) as refusal:
        moves.accept(case=case, by=desk.officer, on=DAY)

    assert [each.rule.id for each in refusal.value.results] == ["C-DOC-1"]


def test_a_refusal_gives_its_reasons_in_writing(desk: Desk):
    case = moves.first_review(case=office.accepted(desk), by=desk.reviewer, on=DAY)

    with pytest.raises(ReasonMissing):
        moves.refuse(case=case, by=desk.reviewer, on=DAY, reason=" ")
    case = moves.refuse(case=case, by=desk.reviewer, on=DAY, reason="存在尚未解决的权属争议")

    assert (case.state, case.notices.get(kind="refused").reason) == (
        "refused",
        "存在尚未解决的权属争议",
    )


def test_a_case_can_be_withdrawn_until_it_is_registered(desk: Desk):
    case = office.approved(desk)

    case = moves.withdraw(case=case, by=desk.applicant, on=DAY, reason="不再办理")

    assert case.state == "withdrawn"
    with pytest.raises(CaseMoveRefused):
        register(case=case, by=desk.approver, at=NOON)
    assert CaseEntry.objects.count() == 0


def test_a_registered_case_is_not_withdrawn(desk: Desk):
    entry = office.registered(desk)

    with pytest.raises(CaseMoveRefused):
        moves.withdraw(case=entry.case, by=desk.applicant, on=DAY)


def test_a_later_case_waits_for_the_earlier_one_on_its_unit(desk: Desk):
    earlier = office.accepted(desk)
    later = office.approved(desk)

    with pytest.raises(StoppedByRules) as refusal:
        register(case=later, by=desk.approver, at=NOON)

    assert "C-STAND-10" in {each.rule.id for each in refusal.value.results}
    moves.withdraw(case=earlier, by=desk.applicant, on=DAY)
    assert register(case=later, by=desk.approver, at=NOON).certificate_no == NEW_NUMBER


def test_a_court_does_not_wait_and_its_seizure_stops_the_transfer(desk: Desk):
    transfer = office.approved(desk)
    seizure = cases.open_draft(
        kind=Kind.SEIZURE,
        by=desk.officer,
        unit=desk.unit,
        payload={
            "cause": "seize",
            "document_no": "（2026）示01执1号",
            "document_on": "2026-06-30",
            "document_issuer": "示例市人民法院",
            "period_from": "2026-07-01",
            "period_until": "2029-06-30",
        },
    )

    entry = office.registered(desk, seizure)

    assert entry.certificate_no == ""
    assert page_of(desk.unit, DAY).standing(DAY).has("seizure")
    with pytest.raises(StoppedByRules) as refusal:
        register(case=transfer, by=desk.approver, at=NOON)
    assert [each.rule.id for each in refusal.value.results] == ["C-STAND-4"]
    assert not page_of(desk.unit, DAY).standing(dt.date(2029, 7, 1)).has("seizure")


def test_one_court_lifts_its_own_seizure_and_not_another_courts(desk: Desk):
    for court in ("示例市人民法院", "示例省人民法院"):
        cause = "seize" if court == "示例市人民法院" else "waiting"
        office.registered(desk, _seizure(desk, cause, court))

    office.registered(desk, _seizure(desk, "lift", "示例市人民法院"))

    left = page_of(desk.unit, DAY).standing(DAY).restrictions
    assert [each.by for each in left] == ["示例省人民法院"]
    stranger = office.transfer(desk)
    assert "C-STAND-4" in {each.rule.id for each in check(facts_of(stranger, day=DAY))}


def _seizure(desk: Desk, cause: str, court: str) -> Case:
    return cases.open_draft(
        kind=Kind.SEIZURE,
        by=desk.officer,
        unit=desk.unit,
        payload={
            "cause": cause,
            "document_no": f"（2026）{court}1号",
            "document_on": "2026-06-30",
            "document_issuer": court,
            "period_from": "2026-07-01",
            "period_until": "2029-06-30",
        },
    )


def test_a_case_that_prints_nothing_goes_from_the_book_to_the_archive(desk: Desk):
    case = cases.open_draft(
        kind=Kind.CANCELLATION,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.holder],
        payload={
            "cause": "given_up",
            "ground": "lost_or_given_up",
            "certificate_no": office.OLD_NUMBER,
            "contact": "甲一",
            "phone": "0990-1234567",
        },
    )
    entry = office.registered(desk, case)

    case = moves.archive(case=entry.case, by=desk.officer, on=DAY, box="1", shelf="A")

    assert case.state == "archived"
    assert page_of(desk.unit, DAY).holders == ()
    assert office.papers_out(desk.unit, DAY) == []
    assert holders_on(desk.unit, DAY) == []


def test_a_first_registration_is_seen_and_announced_for_fifteen_working_days(desk: Desk):
    desk = _with_bare_unit(desk)
    case = office.taxed(desk, office.accepted(desk, _first(desk)))
    case = moves.first_review(case=case, by=desk.reviewer, on=DAY)
    with pytest.raises(StoppedByRules) as refusal:
        moves.second_review(case=case, by=desk.reviewer, on=DAY)
    assert [each.rule.id for each in refusal.value.results] == ["C-REV-1", "C-REV-2"]

    case = moves.site_visit(case=case, by=desk.reviewer, on=DAY)
    case = moves.visited(case=case, by=desk.reviewer, on=DAY, note="界址一致")
    case = moves.announce(case=case, by=desk.reviewer, on=DAY, place="门户网站", text="公告")

    assert case.announcements.get().until == dt.date(2026, 7, 22)
    assert case.due_on is None
    with pytest.raises(StoppedByRules):
        moves.notice_over(case=case, by=desk.reviewer, on=dt.date(2026, 7, 22))
    over = dt.date(2026, 7, 23)
    case = moves.notice_over(case=case, by=desk.reviewer, on=over)
    case = moves.second_review(case=case, by=desk.reviewer, on=over)
    case = moves.approve(case=case, by=desk.approver, on=over)
    entry = register(case=case, by=desk.approver, at=NOON + dt.timedelta(days=22))
    assert entry.after["holders"] == [{"code": desk.taker.code, "name": "示例局", "share": "1"}]


def _with_bare_unit(desk: Desk) -> Desk:
    return replace(desk, unit=office.bare_unit(desk.office.region))


def _first(desk: Desk) -> Case:
    return cases.open_draft(
        kind=Kind.FIRST,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.taker],
        payload={
            "cause": "new_build",
            "ground": "first",
            "right_type": "4",
            "right_nature": "granted",
            "use_purpose": "办公",
            "address": "示例路 1 号",
            "building_area_m2": "1000.00",
            "holders": [{"organisation": desk.taker.code, "share": "1"}],
            "contact": "甲一",
            "phone": "0990-1234567",
        },
    )


def test_nobody_outside_the_division_moves_a_case(desk: Desk):
    case = moves.submit(case=office.papered(desk, office.transfer(desk)), by=desk.applicant, on=DAY)
    elsewhere = make.account(make.region("990200", level="CITY"), "registration_officer")

    with pytest.raises(OutsideScope):
        moves.accept(case=case, by=elsewhere, on=DAY)


def test_the_applicant_hears_of_a_draft_what_the_officer_will_say(desk: Desk):
    case = office.transfer(desk)

    said = {result.rule.id for result in check(facts_of(case, day=DAY, by=desk.applicant))}

    assert "C-DOC-1" in said
    assert "C-TAX-1" not in said


def test_the_same_file_under_the_same_heading_is_kept_once(desk: Desk):
    case = office.transfer(desk)

    first, again = (
        papers.add_document(
            case=case, slot="identity", name=name, content=office.PDF, by=desk.applicant
        )
        for name in ("a.pdf", "b.pdf")
    )

    assert first == again


def test_nobody_answered_so_it_counts_as_accepted(desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)

    case = moves.deem_accepted(case=case, on=DAY + dt.timedelta(days=1))

    assert (case.state, case.steps.latest("pk").by) == ("accepted", None)
