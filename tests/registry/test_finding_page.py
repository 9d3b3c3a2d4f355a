"""The page of one finding: what it shows, what may be done there, and who may see it."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from registry.models import Finding, FindingStep, RoomVersion
from registry.services.allocations import vacate_seat
from registry.services.reassessment import assess_edits

from . import builders as make
from .test_findings_kept_up import TODAY, World

PNG = b"\x89PNG\r\n\x1a\n" + b"picture"
ON = {"on": TODAY.isoformat()}


def page_of(client: Client, finding: Finding) -> str:
    answer = client.get(reverse("finding", args=[finding.pk]), ON)
    assert answer.status_code == 200
    return answer.content.decode()


def take(client: Client, finding: Finding, verb: str, **told: object):
    address = reverse("finding-step", args=[finding.pk, verb])
    return client.post(address, {f"{verb}-{name}": value for name, value in told.items()})


def test_it_shows_who_how_large_by_which_clause_and_edge_by_edge(at_desk, over):
    page = page_of(at_desk, over)

    for words in ("甲一", "20.00", "9.00", "11.00", "± 0.22", "发改投资〔2014〕2674号", "表3"):
        assert words in page
    # 4 m × 5 m with a corner at the origin: 0 + 20 + 20 + 0 = 40, half of it is 20
    for words in ("4.0000", "5.0000", "40.0000", "20.0000"):
        assert words in page
    assert 'class="small-plan"' in page
    assert "style=" not in page


def test_it_names_the_ways_out_with_their_moves(at_desk, over):
    page = page_of(at_desk, over)

    assert "A wall of 4.00 m, 2.75 m from the end, takes off 11.00 m² and leaves 9.00 m²" in page
    assert "Approved and filed under a number" in page


def test_a_free_room_that_keeps_the_limit_is_offered_first(at_desk, over, offices):
    RoomVersion.objects.filter(room=offices.rooms[2]).update(plan=make.box(10, 0, 13, 3))
    assess_edits(day=TODAY)

    page = page_of(at_desk, over)

    assert "Swap for a free room" in page
    assert "9.00 m²" in page
    assert page.index("Swap for a free room") < page.index("Partition")


def test_its_buttons_are_the_moves_its_state_allows_and_no_others(at_desk, over):
    def buttons() -> set[str]:
        verbs = ("dismiss", "rectify", "defer", "confirm", "reopen", "keep", "ask_recheck")
        page = page_of(at_desk, over)
        return {v for v in verbs if reverse("finding-step", args=[over.pk, v]) in page}

    detected = buttons()
    take(at_desk, over, "dismiss", on="2026-07-01", reason="not a wall")
    dismissed = buttons()

    assert detected == {"dismiss", "rectify", "defer"}
    assert dismissed == {"reopen", "ask_recheck"}


def test_a_step_is_entered_with_who_when_and_the_paper(at_desk, over, inspector):
    paper = SimpleUploadedFile("../见证.png", PNG)

    answer = take(
        at_desk,
        over,
        "defer",
        on="2026-07-01",
        file_no="备〔2026〕7号",
        reason="x",
        attachment=paper,
    )

    assert answer.status_code == 302
    step = FindingStep.objects.get(finding=over, verb="defer")
    assert (step.by, step.on, step.document_no) == (inspector, dt.date(2026, 7, 1), "备〔2026〕7号")
    assert step.attachment_name == "见证.png"
    assert step.attachment_sha256 == hashlib.sha256(PNG).hexdigest()
    page = page_of(at_desk, over)
    assert "见证.png" in page
    assert step.attachment_sha256[:12] in page


def test_a_paper_is_given_to_be_saved_and_never_shown(at_desk, over):
    paper = SimpleUploadedFile("a.png", PNG, content_type="text/html")
    take(at_desk, over, "defer", on="2026-07-01", file_no="1", reason="x", attachment=paper)
    step = FindingStep.objects.get(finding=over, verb="defer")

    answer = at_desk.get(reverse("finding-paper", args=[over.pk, step.pk]))

    assert answer.content == PNG
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content", [b"<html><script>", b"", b"GIF89a", b"MZ", b"%PD"])
def test_what_is_no_paper_by_its_content_is_refused_and_nothing_is_entered(at_desk, over, content):
    paper = SimpleUploadedFile("a.pdf", content, content_type="application/pdf")

    answer = take(
        at_desk, over, "defer", on="2026-07-01", file_no="备7号", reason="受限", attachment=paper
    )

    assert answer.status_code == 422
    assert Finding.objects.get(pk=over.pk).state == "detected"
    page = answer.content.decode()
    assert "备7号" in page
    assert "受限" in page


def test_what_was_typed_is_kept_when_something_is_missing(at_desk, over):
    answer = take(
        at_desk, over, "rectify", on="2026-07-01", method="share", deadline="", reason="<b>合用"
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;b&gt;合用" in page
    assert '<option value="share" selected>' in page


@pytest.mark.parametrize(("verb", "told"), [("confirm", {}), ("reopen", {"reason": "x"})])
def test_a_move_the_state_does_not_allow_is_refused_in_words(at_desk, over, verb, told):
    answer = take(at_desk, over, verb, on="2026-07-01", **told)

    assert answer.status_code == 422
    assert 'class="message error"' in answer.content.decode()
    assert Finding.objects.get(pk=over.pk).state == "detected"


def test_an_unknown_verb_is_not_found(at_desk, over):
    assert take(at_desk, over, "delete").status_code == 404


def test_a_finding_whose_cause_is_gone_can_be_confirmed(at_desk, over, offices: World):
    take(at_desk, over, "rectify", on="2026-07-01", method="swap", deadline="2099-12-31")
    vacate_seat(
        seat=offices.rooms[0].seats.get(), day=dt.date(2026, 6, 1), reason="test", today=TODAY
    )
    assert "somebody has to confirm it" in page_of(at_desk, over)

    answer = take(at_desk, over, "confirm", on="2026-07-02", document_no="验1号")

    assert answer.status_code == 302
    assert Finding.objects.get(pk=over.pk).state == "resolved"
    page = page_of(at_desk, over)
    assert "Confirmed as resolved" in page
    assert "What could be done" not in page


def test_an_unsettled_figure_is_marked_so(at_desk, over):
    Finding.objects.filter(pk=over.pk).update(
        evidence={**over.evidence, "certainty": "unverified", "confirm_before_production": True}
    )

    page = page_of(at_desk, over)

    assert "Not settled:" in page
    assert "confirm it before acting on it" in page


# --- who may see it ---------------------------------------------------------------


def addresses(over: Finding) -> list[str]:
    return [reverse("finding", args=[over.pk]), reverse("finding-proof", args=[over.pk])]


def test_another_county_gets_404_by_every_address(client, over):
    client.force_login(make.account(make.region("990122"), "inspector"))

    assert {client.get(each).status_code for each in addresses(over)} == {404}
    assert take(client, over, "dismiss", on="2026-07-01", reason="x").status_code == 404
    assert Finding.objects.get(pk=over.pk).state == "detected"


def test_a_paper_is_not_given_under_another_finding_or_to_another_county(client, at_desk, over):
    paper = SimpleUploadedFile("a.png", PNG)
    take(at_desk, over, "defer", on="2026-07-01", file_no="1", reason="x", attachment=paper)
    step = FindingStep.objects.get(finding=over, verb="defer")
    address = reverse("finding-paper", args=[over.pk, step.pk])

    assert at_desk.get(reverse("finding-paper", args=[over.pk + 1, step.pk])).status_code == 404
    client.force_login(make.account(make.region("990122"), "inspector"))
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["registration_officer", "system_administrator"])
def test_roles_that_need_no_names_see_none_and_decide_nothing(client, over, offices, role):
    client.force_login(make.account(offices.bureaus[0].region, role))

    page = page_of(client, over)

    assert "甲一" not in page
    assert "P" + over.person.code[1:] not in page
    assert "/dismiss/" not in page
    assert take(client, over, "dismiss", on="2026-07-01", reason="x").status_code == 403


@pytest.mark.parametrize("more", [0, 8])
def test_a_page_asks_as_many_questions_however_much_there_is(
    at_desk, over, offices, more, django_assert_num_queries
):
    for n in range(more):
        take(at_desk, over, "rectify" if n else "dismiss", on="2026-07-01", reason="x")
    page_of(at_desk, over)

    # session, account with division; finding, rooms, history, texts of the packs (digests),
    # surroundings, ways out
    with django_assert_num_queries(8):
        page_of(at_desk, over)
