"""Pages of cases: who sees what, what a page costs, what leaves the house."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from pypdf import PdfReader

from registry.models import Case, DocumentVersion, DraftSave, SavedView
from registry.queries.case_certificates import certificate_of
from registry.reports.title_papers import certificate_paper
from registry.services import case_moves as moves
from registry.services import cases
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


@pytest.fixture
def desk() -> Desk:
    return office.desk()


def signed_in(client: Client, user) -> Client:
    client.force_login(user)
    return client


def typed(case: Case, **changes: str) -> dict[str, object]:
    """Return a form as a browser sends it."""
    sent = {name: value for name, value in case.payload.items() if isinstance(value, str)}
    return {
        **sent,
        "is_joint": "on",
        "holders.organisation": [case.payload["holders"][0]["organisation"]],
        "holders.share": ["1"],
        "version": str(case.version),
        **changes,
    }


def addresses(case: Case) -> list[str]:
    return [
        reverse("case", args=[case.pk]),
        reverse("case-certificate", args=[case.pk]),
        reverse(
            "case-file", args=[case.pk, DocumentVersion.objects.filter(document__case=case)[0].pk]
        ),
        reverse("case-notice", args=[case.pk, case.notices.all()[0].pk]),
    ]


def test_another_division_gets_404_by_every_address(client: Client, desk: Desk):
    case = office.registered(desk).case
    elsewhere = make.account(make.region("990200", level="CITY"), "registration_officer")

    inside = [signed_in(client, desk.officer).get(address) for address in addresses(case)]
    outside = [signed_in(client, elsewhere).get(address) for address in addresses(case)]

    assert {answer.status_code for answer in inside} == {200}
    assert {answer.status_code for answer in outside} == {404}
    assert case.number not in client.get(reverse("case-list")).content.decode()


@pytest.mark.parametrize("role", ["inspector", "system_administrator"])
def test_roles_that_have_nothing_to_do_with_cases_do_not_see_them(client, desk, role):
    office.transfer(desk)
    user = make.account(desk.office.region, role)

    assert signed_in(client, user).get(reverse("case-list")).status_code == 403


def test_an_auditor_reads_and_moves_nothing(client: Client, desk: Desk):
    case = moves.submit(case=office.papered(desk, office.transfer(desk)), by=desk.applicant, on=DAY)
    signed_in(client, make.account(desk.office.region, "auditor"))

    page = client.get(reverse("case", args=[case.pk])).content.decode()
    client.post(reverse("case-move", args=[case.pk, "accept"]))

    case.refresh_from_db()
    assert "/move/" not in page
    assert case.state == "submitted"


def test_the_buttons_are_the_legal_moves_and_nothing_else(client: Client, desk: Desk):
    case = moves.submit(case=office.papered(desk, office.transfer(desk)), by=desk.applicant, on=DAY)

    def offered(user) -> list[str]:
        page = signed_in(client, user).get(reverse("case", args=[case.pk])).content.decode()
        return [part.split("/")[0] for part in page.split(f"/titles/cases/{case.pk}/move/")[1:]]

    assert offered(desk.officer) == ["accept", "ask_correction", "not_accept", "withdraw"]
    assert offered(desk.applicant) == ["withdraw"]
    assert offered(desk.reviewer) == []


def test_a_page_says_in_words_why_a_move_was_refused(client: Client, desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)

    answer = signed_in(client, desk.officer).post(
        reverse("case-move", args=[case.pk, "accept"]), follow=True
    )

    assert "缺要件：登记申请书" in answer.content.decode()


def test_what_is_typed_is_saved_without_a_button(client: Client, desk: Desk):
    case = office.transfer(desk)

    answer = signed_in(client, desk.applicant).post(
        reverse("case-save", args=[case.pk]),
        typed(case, contact="丙三"),
        headers={"Accept": "application/json"},
    )

    case.refresh_from_db()
    assert answer.json()["version"] == 1
    assert case.payload["contact"] == "丙三"


def test_somebody_was_faster_and_both_texts_are_merged_field_by_field(client, desk):
    case = office.transfer(desk)
    cases.save_draft(case=case, payload={"contact": "甲"}, base_version=0, by=desk.officer)
    signed_in(client, desk.applicant)

    answer = client.post(
        reverse("case-save", args=[case.pk]), typed(case, contact="乙", remark="新的备注")
    )

    kept = DraftSave.objects.get(version=None)
    assert answer["Location"] == reverse("case-merge", args=[case.pk, kept.pk])
    page = client.get(answer["Location"]).content.decode()
    assert all(words in page for words in ("甲", "乙", "新的备注"))
    client.post(
        answer["Location"],
        {"version": "1", "choose-contact": "theirs", "choose-remark": "mine"},
    )
    case.refresh_from_db()
    assert (case.payload["contact"], case.payload["remark"]) == ("甲", "新的备注")
    assert kept.payload["contact"] == "乙"


def test_a_lost_text_is_shown_to_whoever_typed_it_alone(client: Client, desk: Desk):
    case = office.transfer(desk)
    cases.save_draft(case=case, payload={"contact": "甲"}, base_version=0, by=desk.officer)
    cases.save_draft(case=case, payload={"contact": "乙"}, base_version=0, by=desk.applicant)
    kept = DraftSave.objects.get(version=None)

    answer = signed_in(client, desk.officer).get(reverse("case-merge", args=[case.pk, kept.pk]))

    assert answer.status_code == 404


def test_a_page_of_html_is_no_document_whatever_its_name(client: Client, desk: Desk):
    case = office.transfer(desk)
    sent = {"slot": "identity", "file": SimpleUploadedFile("a.pdf", b"<script>alert(1)</script>")}

    answer = signed_in(client, desk.applicant).post(
        reverse("case-document-new", args=[case.pk]), sent, follow=True
    )

    assert "不是 PDF" in answer.content.decode() or "is not a PDF" in answer.content.decode()
    assert not case.documents.exists()


@pytest.mark.parametrize(
    ("content", "type_", "shown"),
    [(PNG, "image/png", "inline"), (office.PDF, "application/pdf", "attachment")],
)
def test_a_scan_is_given_as_what_it_is_and_can_run_nothing(client, desk, content, type_, shown):
    case = office.transfer(desk)
    sent = {"slot": "identity", "file": SimpleUploadedFile("身份证.html", content)}
    signed_in(client, desk.applicant).post(reverse("case-document-new", args=[case.pk]), sent)
    version = case.documents.get().versions.get()

    answer = client.get(reverse("case-file", args=[case.pk, version.pk]))

    assert answer["Content-Type"] == type_
    assert answer["Content-Disposition"].startswith(shown)
    assert ".html" not in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert len(version.sha256) == 64


def test_what_was_typed_is_shown_as_text(client: Client, desk: Desk):
    case = office.transfer(desk, remark="<b>粗体</b>")

    page = signed_in(client, desk.officer).get(reverse("case", args=[case.pk])).content.decode()

    assert "<b>粗体</b>" not in page
    assert "&lt;b&gt;粗体&lt;/b&gt;" in page


def test_a_view_is_kept_and_forgotten_by_its_owner(client: Client, desk: Desk):
    signed_in(client, desk.officer)

    client.post(reverse("case-views"), {"name": "待受理", "query": "stage=submitted"})

    assert "stage=submitted" in client.get(reverse("case-list")).content.decode()
    signed_in(client, desk.reviewer)
    client.post(reverse("case-views"), {"name": "待受理", "forget": "1"})
    assert SavedView.objects.get().owner == desk.officer


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("", True),
        ("q=990100-2026", True),
        ("q=没有", False),
        ("kind=200", True),
        ("kind=400", False),
        ("stage=live", True),
        ("stage=archived", False),
        ("due=late", True),
        ("due=week", False),
        ("mine=1", True),
        ("order=-due&page=99999", False),
        ("order=%3Bdrop&kind=%27", False),
    ],
)
def test_the_list_is_filtered(client: Client, desk: Desk, query: str, is_there: bool):
    case = office.accepted(desk)

    page = signed_in(client, desk.officer).get(f"{reverse('case-list')}?{query}").content.decode()

    assert (case.number in page.replace(f"q={case.number}", "")) is is_there


def test_the_board_shows_a_case_where_it_stands(client: Client, desk: Desk):
    case = office.accepted(desk)

    page = signed_in(client, desk.officer).get(f"{reverse('case-list')}?as=board").content.decode()

    accepted = page.split('id="stage-accepted"')[1].split("</section>")[0]
    assert case.number in accepted


def test_the_workbook_has_a_row_for_each_case_and_no_formula(client: Client, desk: Desk):
    desk.holder.name = "=1+1"
    desk.holder.save()
    case = office.accepted(desk)

    answer = signed_in(client, desk.officer).get(reverse("case-export"))

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert (sheet.max_row, sheet.cell(2, 1).value) == (2, case.number)
    assert sheet.cell(2, 7).data_type == "s"
    assert sheet.cell(2, 9).value.date() == DAY


def test_the_certificate_says_what_was_entered_and_is_the_same_each_time(client, desk):
    entry = office.registered(desk)

    paper = certificate_of(entry.case)
    assert paper is not None
    first, again = (certificate_paper(paper) for _ in range(2))

    reader = PdfReader(BytesIO(first))
    text = reader.pages[0].extract_text().replace("\n", "").replace(" ", "")
    assert first == again
    assert len(reader.pages) == 1
    for words in (entry.certificate_no, desk.unit.code, entry.number, "单独所有", entry.sha256):
        assert words in text
    answer = signed_in(client, desk.officer).get(reverse("case-certificate", args=[entry.case_id]))
    assert answer["Content-Type"] == "application/pdf"


def test_a_notice_lists_everything_that_is_missing(client: Client, desk: Desk):
    case = moves.submit(case=office.transfer(desk), by=desk.applicant, on=DAY)
    case = moves.ask_for_correction(case=case, by=desk.officer, on=DAY)
    notice = case.notices.get()

    answer = signed_in(client, desk.officer).get(reverse("case-notice", args=[case.pk, notice.pk]))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert [item["zh"] for item in notice.items if item["zh"] not in text.replace("\n", "")] == []
    assert len(notice.items) == 6


def test_a_new_application_is_opened_from_the_page(client: Client, desk: Desk):
    sent = {"kind": "400", "unit": desk.unit.pk, "applicants": [desk.holder.pk]}

    answer = signed_in(client, desk.applicant).post(reverse("case-new"), sent)

    case = Case.objects.get()
    assert answer["Location"] == reverse("case", args=[case.pk])
    assert (case.kind, list(case.applicants.all())) == ("400", [desk.holder])


def test_a_unit_of_another_division_cannot_be_applied_for(client: Client, desk: Desk):
    elsewhere = office.bare_unit(make.region("990200", level="CITY"))

    answer = signed_in(client, desk.applicant).post(
        reverse("case-new"), {"kind": "100", "unit": elsewhere.pk}
    )

    assert answer.status_code == 404
    assert not Case.objects.exists()


def test_a_list_of_many_cases_costs_as_much_as_one_of_few(
    client: Client, desk: Desk, django_assert_num_queries
):
    office.accepted(desk)
    signed_in(client, desk.officer).get(reverse("case-list"))
    with django_assert_num_queries(11):
        client.get(reverse("case-list"))
    for _ in range(4):
        office.transfer(desk)

    with django_assert_num_queries(11):
        client.get(reverse("case-list"))


def test_a_case_page_costs_a_fixed_number_of_questions(
    client: Client, desk: Desk, django_assert_num_queries
):
    case = office.in_second_review(desk)
    signed_in(client, desk.approver).get(reverse("case", args=[case.pk]))

    with django_assert_num_queries(26):
        client.get(reverse("case", args=[case.pk]))


def test_the_rule_check_is_asked_for_alone_in_both_languages(client: Client, desk: Desk):
    case = office.transfer(desk)
    signed_in(client, desk.applicant)

    chinese = client.get(reverse("case", args=[case.pk]), {"fragment": "check"}).content.decode()
    with translation.override("en"):
        client.cookies["django_language"] = "en"
        english = client.get(reverse("case", args=[case.pk]), {"fragment": "check"})

    assert "缺要件" in chinese
    assert "Documents missing" in english.content.decode()
    assert "<html" not in chinese
    assert timezone.localdate()
