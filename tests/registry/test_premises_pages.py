"""The desk of lettings and plans: what it lists, how a clerk enters and ends, and who may not."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.models import DisposalPlan, Finding, Letting, UsePaper, UsePaperRoom, User
from registry.models.periods import from_day
from registry.services.reassessment import assess_edits

from . import builders as make

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 7, 1)
ON = {"on": DAY.isoformat()}
DESK = "/premises/"


@pytest.fixture
def manager(offices) -> User:
    return make.account(offices.bureaus[0].region, "property_manager")


@pytest.fixture
def at_work(client: Client, manager: User) -> Client:
    """Return a browser in which the county's property manager is signed in."""
    client.force_login(manager)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def let(room: Any, **values: Any) -> Letting:
    lawful = {
        "kind": "let",
        "taken_by": "示例商行",
        "document_no": "示例租批1号",
        "approved_on": dt.date(2026, 1, 1),
        "period": from_day(dt.date(2026, 2, 1), dt.date(2028, 2, 1)),
    }
    return Letting.objects.create(room=room, **lawful | values)


def planned(room: Any, **values: Any) -> DisposalPlan:
    lawful = {
        "way": "auction",
        "document_no": "示例处置1号",
        "approved_on": dt.date(2026, 1, 1),
        "due_on": dt.date(2028, 1, 1),
    }
    return DisposalPlan.objects.create(room=room, **lawful | values)


# --- the list ---------------------------------------------------------------------


@pytest.fixture
def several(offices):
    """Let five rooms: lawfully, due in 60 days and in 61, overdue, and without approval; one is back."""
    rooms = offices.rooms
    let(rooms[0], taken_by="甲社")
    let(rooms[1], taken_by="乙社", period=from_day(make.SINCE, DAY + dt.timedelta(60)))
    let(rooms[2], taken_by="丙社", period=from_day(make.SINCE, DAY + dt.timedelta(61)))
    let(rooms[3], taken_by="丁社", period=from_day(make.SINCE, DAY - dt.timedelta(1)))
    let(rooms[4], taken_by="戊社", document_no="", approved_on=None)
    let(rooms[5], taken_by="己社", given_back_on=DAY)


@pytest.mark.parametrize(
    ("asked", "takers"),
    [
        ({}, "丁乙丙甲戊"),
        ({"state": "overdue"}, "丁"),
        ({"state": "unapproved"}, "戊"),
        ({"state": "soon"}, "乙"),
        ({"state": "ended"}, "己"),
        ({"state": "all"}, "甲乙丙丁戊己"),
        ({"text": "丙社"}, "丙"),
        ({"text": "101"}, "乙"),
        ({"text": "1号楼 10", "state": "overdue"}, "丁"),
        ({"text": "nothing"}, ""),
        ({"state": "no such state"}, "丁乙丙甲戊"),
    ],
)
def test_the_list_shows_what_the_address_asks_for(at_desk: Client, several, asked, takers):
    shown = at_desk.get(DESK, ON | asked).context["rows"]

    assert {each.row.taken_by[0] for each in shown} == set(takers)
    if asked == {}:
        assert "".join(each.row.taken_by[0] for each in shown)[:3] == "丁乙丙"


def test_each_state_says_how_many_it_has(at_desk: Client, several):
    states = dict(at_desk.get(DESK, ON).context["states"])

    assert states == {
        "running": 5,
        "overdue": 1,
        "unapproved": 1,
        "soon": 1,
        "ended": 1,
        "all": 6,
    }


def test_a_day_before_a_room_was_given_back_it_is_out(at_desk: Client, several):
    shown = at_desk.get(DESK, {"on": (DAY - dt.timedelta(1)).isoformat()}).context["rows"]

    assert "己社" in {each.row.taken_by for each in shown}


def test_an_overdue_plan_is_shown_as_overdue(at_desk: Client, offices):
    planned(offices.rooms[1], due_on=DAY - dt.timedelta(3))

    page = at_desk.get(DESK, ON | {"kind": "plans"}).content.decode()

    assert "Overdue" in page
    assert "3 days late" in page


def test_an_empty_desk_says_what_it_is_for(at_desk: Client, offices):
    assert "No room is let or lent" in at_desk.get(DESK).content.decode()
    assert "Nothing matches" in at_desk.get(DESK, {"text": "x"}).content.decode()


def test_the_list_as_a_workbook(at_desk: Client, several):
    answer = at_desk.get(reverse("premises-workbook"), ON | {"state": "overdue"})

    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    (row,) = list(sheet.iter_rows(min_row=3, values_only=True))
    assert (row[2], row[3], row[5], row[-2], row[-1]) == ("103", 20, "丁社", "Overdue", 1)


def test_the_list_asks_as_many_questions_however_much_it_shows(
    at_desk: Client, several, django_assert_num_queries
):
    at_desk.get(DESK, ON)

    # session, account with division; count and rows; their rooms; six states
    with django_assert_num_queries(11):
        at_desk.get(DESK, ON)


def test_another_county_sees_nothing_of_it(client: Client, several, offices):
    letting = Letting.objects.earliest("pk")
    plan = planned(offices.rooms[0])
    client.force_login(make.account(make.region("990122"), "property_manager"))

    assert client.get(DESK, ON).context["rows"] == []
    for address in (
        reverse("premises-letting", args=[letting.pk]),
        reverse("premises-plan", args=[plan.pk]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}correct/", {}).status_code == 404
    new = reverse("premises-plan-new")
    assert client.get(new, {"find": "101"}).context["choices"] == []
    assert client.get(new, {"room": offices.rooms[0].uid}).context["room"] is None
    assert client.post(new, {"room": offices.rooms[0].uid}).status_code == 404


def test_an_inspector_reads_and_enters_nothing(at_desk: Client, several):
    letting = Letting.objects.earliest("pk")
    page = at_desk.get(reverse("premises-letting", args=[letting.pk]))

    assert page.status_code == 200
    assert page.context["forms"] == []
    assert at_desk.get(reverse("premises-letting-new")).status_code == 403
    assert at_desk.post(f"/premises/lettings/{letting.pk}/take-back/").status_code == 403


# --- entering ---------------------------------------------------------------------


def test_a_room_is_found_by_any_of_its_words(at_work: Client, offices):
    new = reverse("premises-letting-new")

    found = at_work.get(new, {"find": "1号楼 103"}).context["choices"]

    assert [each.number for each in found] == ["103"]
    assert at_work.get(new, {"find": "103 3层"}).context["choices"] == []


def test_what_was_typed_is_kept_beside_what_is_wrong(at_work: Client, offices):
    room = offices.rooms[1]
    sent = {
        "room": room.uid,
        "kind": "lent",
        "taken_by": "示例协会",
        "document_no": "示例借批3号",
        "start": "2026-02-01",
        "due_back": "2026-02-01",
    }

    answer = at_work.post(reverse("premises-letting-new"), sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="示例协会"' in page
    assert "Give the day of the approval too." in page
    assert "It is due back after the day it is taken." in page
    assert not Letting.objects.exists()


def test_a_second_letting_is_refused_in_words(at_work: Client, offices):
    let(offices.rooms[1])
    sent = {"room": offices.rooms[1].uid, "kind": "let", "taken_by": "乙", "start": "2026-03-01"}

    answer = at_work.post(reverse("premises-letting-new"), sent)

    assert answer.status_code == 422
    assert "let or lent in that time already" in answer.content.decode()


def test_a_plan_entered_from_its_finding_ends_it_and_leads_back(at_work: Client, offices):
    finding = Finding.objects.get(rule="R-IDLE-1", room=offices.rooms[1])
    page = at_work.get(reverse("finding", args=[finding.pk])).content.decode()
    new = reverse("premises-plan-new")
    assert f"{new}?room={offices.rooms[1].uid}&amp;finding={finding.pk}" in page
    today = timezone.localdate().isoformat()

    answer = at_work.post(
        new,
        {
            "room": offices.rooms[1].uid,
            "finding": finding.pk,
            "way": "convert",
            "document_no": "示例处置2号",
            "approved_on": today,
            "due_on": today,
        },
    )

    assert answer["Location"] == reverse("finding", args=[finding.pk])
    finding.refresh_from_db()
    assert finding.state == "resolved"


# --- one entry --------------------------------------------------------------------


def test_the_page_of_a_letting_ends_corrects_and_opens_it_again(at_work: Client, offices):
    letting = let(offices.rooms[1])
    page = reverse("premises-letting", args=[letting.pk])

    def acts() -> list[str]:
        return [each["act"] for each in at_work.get(page).context["forms"]]

    assert acts() == ["give-back", "correct", "take-back"]

    refused = at_work.post(f"{page}give-back/", {"give-back-on": "2026-01-31"})
    assert refused.status_code == 422
    assert "It began on 2026-02-01" in refused.content.decode()

    at_work.post(
        f"{page}give-back/",
        {"give-back-on": "2026-06-30", "give-back-document_no": "示例收1号"},
    )
    letting.refresh_from_db()
    assert (letting.given_back_on, letting.end_document_no) == (dt.date(2026, 6, 30), "示例收1号")
    assert acts() == ["reopen"]

    assert at_work.post(f"{page}reopen/", {}).status_code == 422  # without a reason
    at_work.post(f"{page}reopen/", {"reopen-reason": "日期有误"})
    at_work.post(f"{page}take-back/", {"take-back-reason": "录错房间"})

    letting.refresh_from_db()
    assert (letting.given_back_on, letting.is_mistaken) == (None, True)
    text = at_work.get(page).content.decode()
    assert "日期有误" in text
    assert "录错房间" in text


def test_the_page_of_a_plan_puts_it_off_and_ends_it(at_work: Client, offices):
    plan = planned(offices.rooms[1])
    page = reverse("premises-plan", args=[plan.pk])
    told = {
        "correct-way": "let",
        "correct-document_no": "示例处置1号",
        "correct-approved_on": "2026-01-01",
        "correct-due_on": "2028-06-01",
    }

    assert at_work.post(f"{page}correct/", told).status_code == 422  # without a reason
    at_work.post(f"{page}correct/", told | {"correct-reason": "延期"})
    at_work.post(f"{page}withdraw/", {"withdraw-on": "2026-06-30"})

    plan.refresh_from_db()
    assert (plan.way, plan.due_on) == ("let", dt.date(2028, 6, 1))
    assert (plan.outcome, plan.ended_on) == ("withdrawn", dt.date(2026, 6, 30))
    assert at_work.post(f"{page}no-such-act/", {}).status_code == 404


def test_the_finding_of_a_room_kept_too_long_leads_to_giving_it_back(at_work: Client, offices):
    letting = let(
        offices.rooms[1], period=from_day(make.SINCE, timezone.localdate() - dt.timedelta(2))
    )
    assess_edits()
    finding = Finding.objects.get(rule="R-RENT-1")

    page = at_work.get(reverse("finding", args=[finding.pk])).content.decode()

    assert reverse("premises-letting", args=[letting.pk]) in page
    assert "Enter that it was given back" in page


def test_the_panel_of_a_room_says_what_is_let_and_planned(at_work: Client, offices):
    room = offices.rooms[1]
    let(room, taken_by="示例书店")

    answer = at_work.get(reverse("map-room", args=[room.uid]), ON)

    assert "示例书店" in answer.content.decode()


# --- the rooms of a certificate ---------------------------------------------------


def test_rooms_are_ticked_on_the_page_of_the_certificate(at_work: Client, offices):
    bureau, room = offices.bureaus[1], offices.rooms[0]
    paper = UsePaper.objects.get(organisation=bureau, kind="certificate")
    page = reverse("organisation-paper-rooms", args=[bureau.pk, paper.pk])
    assert [each.number for each in at_work.get(page).context["page"].rooms] == ["100"]

    refused = at_work.post(page, {"rooms": [offices.rooms[3].uid], "reason": "核发"})
    assert refused.status_code == 422
    assert "核发" in refused.content.decode()
    assert at_work.post(page, {"rooms": [room.uid, "no room"]}).status_code == 302

    assert UsePaperRoom.objects.get().room == room
    named = at_work.get(reverse("organisation", args=[bureau.pk]), ON).context["page"].named
    assert [each.number for each in named.named] == ["100"]
    assert named.on_none == named.handed_on == named.on_anothers == []


def test_the_certificate_of_another_organisation_is_not_there(at_work: Client, offices):
    other = UsePaper.objects.get(organisation=offices.bureaus[0], kind="certificate")
    agreement = UsePaper.objects.get(organisation=offices.bureaus[1], kind="agreement")

    for paper in (other, agreement):
        page = reverse("organisation-paper-rooms", args=[offices.bureaus[1].pk, paper.pk])
        assert at_work.get(page).status_code == 404
