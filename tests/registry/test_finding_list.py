"""The list of findings: its filters in the address, exports, saved views and acts on many."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from registry.models import Finding, RectificationBatch, RoomVerdict, RoomVersion, SavedView, User
from registry.queries.finding_list import MOST_IN_A_BOOK, FindingFilter
from registry.services.allocations import allocate_room, seat_person
from registry.services.reassessment import assess_edits

from . import builders as make
from .test_findings_kept_up import TODAY, World

LIST = "finding-list"


@pytest.fixture
def two(offices: World) -> list[Finding]:
    """Return two findings: a clerk in 20 m² each, of two organisations."""
    told: dict[str, Any] = {"reason": "test", "today": TODAY}
    allocate_room(room=offices.rooms[1], organisation=offices.bureaus[0], start=make.SINCE, **told)
    seat_person(room=offices.rooms[1], person=offices.people[2], start=make.SINCE, **told)
    return list(Finding.objects.filter(rule="R-OFF-1").order_by("pk"))


def listed(client: Client, **asked: str | int) -> list[int]:
    usual: dict[str, str | int] = {
        "on": TODAY.isoformat(),
        "rule": "R-OFF-1",
    }  # idle rooms are findings too
    answer = client.get(reverse(LIST), {**usual, **asked})
    assert answer.status_code == 200
    rows = [row.pk for row in answer.context["rows"]]
    return rows if "sort" in asked else sorted(rows)  # equal excesses stand by their keys


def states(rows: list[Finding]) -> list[str]:
    keys = [row.pk for row in rows]
    return list(Finding.objects.filter(pk__in=keys).order_by("pk").values_list("state", flat=True))


def test_every_filter_is_in_the_address(at_desk, two, offices):
    one, other = (each.pk for each in two)
    Finding.objects.filter(pk=one).update(
        state="rectify", method="swap", deadline=dt.date(2026, 6, 30), detected_on="2026-01-01"
    )

    assert listed(at_desk, state="open") == [one, other]
    assert listed(at_desk, state="rectify") == [one]
    assert listed(at_desk, rule="R-OFF-1", state="detected") == [other]
    assert listed(at_desk, rule="R-UNIT-1") == []
    assert listed(at_desk, organisation=offices.bureaus[0].pk) == [other]
    assert listed(at_desk, building=offices.rooms[0].floor.building_id) == [one, other]
    assert listed(at_desk, region="990121") == [one, other]
    assert listed(at_desk, region="990122") == []
    assert listed(at_desk, verdict="over") == [one, other]
    assert listed(at_desk, age=30) == [one]
    assert listed(at_desk, deadline="overdue") == [one]
    assert listed(at_desk, deadline="none") == [other]
    assert listed(at_desk, deadline="week") == []
    assert listed(at_desk, text="101") == [other]
    assert listed(at_desk, text="甲一") == [one, other]
    assert listed(at_desk, text="没有") == []


def test_the_order_is_in_the_address(at_desk, two):
    one, other = (each.pk for each in two)
    Finding.objects.filter(pk=other).update(excess=30, detected_on="2026-05-01")

    assert listed(at_desk, sort="-excess") == [other, one]
    assert listed(at_desk, sort="excess") == [one, other]
    assert listed(at_desk, sort="detected") == [other, one]


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "x", "rule": "'", "sort": ";"},
        {"organisation": "9" * 30, "building": "-1", "age": "9" * 18},
        {"page": "0"},
        {"page": "999999999999"},
        {"region": "%"},
        {"text": "\0"},
        {"text": "%_\\"},
    ],
)
def test_an_address_that_makes_no_sense_still_shows_a_list(at_desk, over, asked):
    assert at_desk.get(reverse(LIST), asked).status_code == 200


def test_a_filter_says_itself_as_a_query_and_is_read_back():
    asked = FindingFilter.of({"rule": "R-OFF-1", "age": "90", "text": "甲 &一", "page": "2"})

    query = asked.as_query(without=("page",))

    assert query == "rule=R-OFF-1&age=90&text=%E7%94%B2+%26%E4%B8%80"


def test_it_counts_and_sums_by_rule(at_desk, two):
    answer = at_desk.get(reverse(LIST), {"rule": "R-OFF-1"})

    assert answer.context["counted"]["number"] == 2
    assert answer.context["counted"]["excess"] == 22
    by_rule = {each.rule: (each.number, each.excess) for each in answer.context["by_rule"]}
    assert by_rule["R-OFF-1"] == (2, 22)
    assert by_rule["R-IDLE-1"] == (4, None)


def test_rooms_within_the_measuring_error_are_listed_though_they_are_no_findings(
    at_desk, over, offices
):
    # 9.10 m² where 9 are allowed; class II errs by 0.14 there
    RoomVersion.objects.filter(room=offices.rooms[0]).update(plan=make.box(0, 0, 2, 4.55))
    assess_edits(day=TODAY)
    assert RoomVerdict.objects.get(room=offices.rooms[0]).verdict == "within_error"

    page = at_desk.get(reverse(LIST), {"verdict": "within_error", "on": TODAY.isoformat()})

    assert [room.number for room in page.context["doubtful"]] == ["100"]
    assert "9.10" in page.content.decode()


def test_another_county_sees_and_exports_none_of_them(client, two):
    client.force_login(make.account(make.region("990122"), "inspector"))

    assert listed(client) == []
    assert len(lines(client.get(reverse("finding-export")))) == 1
    assert sheet(client.get(reverse("finding-workbook"))).max_row == 2


def test_nobody_finds_a_name_by_searching_who_may_not_see_it(client, two, offices):
    client.force_login(make.account(offices.bureaus[0].region, "registration_officer"))

    assert listed(client, text="甲一") == []
    assert len(listed(client, text="100")) == 1


@pytest.mark.parametrize("more", [0, 3])
def test_a_list_asks_as_many_questions_however_long_it_is(
    at_desk, two, offices, more, django_assert_num_queries
):
    for n in range(more):
        told: dict[str, Any] = {"reason": "test", "today": TODAY}
        person = make.person(offices.bureaus[0].region, offices.bureaus[0])
        seat_person(room=offices.rooms[2 + n], person=person, start=make.SINCE, **told)
    listed(at_desk, state="open")

    # session, account with division; count, keys, rows, counts by rule; organisations, buildings and
    # divisions to choose from; saved views (divisions around: none here)
    with django_assert_num_queries(11):
        assert len(listed(at_desk, state="open")) == 2 + more


# --- exports ----------------------------------------------------------------------


def sheet(answer):
    return load_workbook(BytesIO(answer.content)).active


def test_the_workbook_has_what_is_shown_as_numbers_days_and_text(at_desk, two, offices):
    Finding.objects.filter(pk=two[0].pk).update(
        state="rectify", method="swap", deadline=dt.date(2026, 12, 31)
    )

    page = sheet(at_desk.get(reverse("finding-workbook"), {"state": "rectify"}))

    heads = [cell.value for cell in page[2]]
    row = dict(zip(heads, page[3], strict=True))
    assert page.max_row == 3
    assert row["Excess (m²)"].value == 11
    assert row["Excess (m²)"].number_format == "#,##0.00"
    assert row["Deadline"].value == dt.datetime(2026, 12, 31)  # noqa: DTZ001 - as a sheet has it
    assert row["Deadline"].number_format == "yyyy-mm-dd"
    assert row["Room"].value == "100"
    assert page.freeze_panes == "B3"


def lines(answer) -> list[str]:
    return b"".join(answer.streaming_content).decode().splitlines()


MANY_MORE = """
    INSERT INTO registry_finding (key, rule, region_code, subject_kind, measured, excess, document_no,
           clause, evidence, state, detected_on, occurrence, method, file_no, recheck_because)
    SELECT key || '-' || n, rule, region_code, subject_kind, measured, excess, document_no,
           clause, evidence, state, detected_on, occurrence, method, file_no, recheck_because
      FROM registry_finding, generate_series(1, %s) AS n WHERE id = %s
"""


def test_the_csv_file_has_every_row_however_many_there_are(at_desk, over):
    with connection.cursor() as cursor:
        cursor.execute(MANY_MORE, [MOST_IN_A_BOOK, over.pk])

    written = lines(at_desk.get(reverse("finding-export"), {"rule": "R-OFF-1"}))

    assert len(written) == 20_002  # a line of heads, the finding and 20,000 more
    assert written[0].startswith("\ufeffRule,Finding")


def test_the_csv_file_speaks_chinese_to_a_chinese_reader(at_desk, over):
    at_desk.cookies.clear()
    at_desk.force_login(User.objects.get(role="inspector"))

    heads, row = lines(at_desk.get(reverse("finding-export"), {"rule": "R-OFF-1"}))

    assert "问题" in heads
    assert "超出" in row


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_a_name_that_begins_like_a_formula_stays_text(at_desk, over, start):
    name = f'{start}HYPERLINK("http://example.org")'
    Finding.objects.filter(pk=over.pk).update(evidence={**over.evidence, "room_number": name})

    page = sheet(at_desk.get(reverse("finding-workbook")))

    cells = [cell for row in page for cell in row if cell.value == name]
    assert [cell.data_type for cell in cells] == ["s"]


def test_chinese_heads_for_a_chinese_reader(at_desk, over):
    at_desk.cookies.clear()
    at_desk.force_login(User.objects.get(role="inspector"))

    heads = [cell.value for cell in sheet(at_desk.get(reverse("finding-workbook")))[2]]

    assert "问题" in heads


# --- many at once -----------------------------------------------------------------


def act(client: Client, name: str, rows: list[Finding], **told: object):
    values = {"act": name, "finding": [row.pk for row in rows], "told": "1", **told}
    return client.post(reverse("finding-at-once"), values)


def outcomes(answer) -> list[tuple[int, str]]:
    return [(each["row"].pk, each["refused"]) for each in answer.context["outcomes"]]


def test_many_are_put_into_one_batch_for_each_organisation(at_desk, two, offices):
    days = {"on": "2026-07-01", "remind_on": "2026-09-01", "deadline": "2026-12-31"}

    answer = act(at_desk, "batch", two, **days, document_no="改1号")

    assert dict(outcomes(answer)) == {two[0].pk: "", two[1].pk: ""}
    found = RectificationBatch.objects.order_by("organisation__code")
    assert sorted(b.organisation_id for b in found) == sorted(b.pk for b in offices.bureaus)
    assert {b.findings.count() for b in found} == {1}


def test_it_is_told_which_were_refused_and_why(at_desk, two):
    act(at_desk, "dismiss", [two[0]], on="2026-07-01", reason="x")

    answer = act(at_desk, "defer", two, on="2026-07-01", file_no="备1号", reason="受限")

    told = dict(outcomes(answer))
    assert "cannot go to" in told[two[0].pk]
    assert told[two[1].pk] == ""
    assert states(two) == ["false_alarm", "deferred"]


def test_a_finding_goes_into_one_batch_only(at_desk, two):
    days = {"on": "2026-07-01", "remind_on": "2026-09-01", "deadline": "2026-12-31"}
    act(at_desk, "batch", [two[0]], **days)

    answer = act(at_desk, "batch", two, **days)

    told = dict(outcomes(answer))
    assert "2026-12-31" in told[two[0].pk]
    assert told[two[1].pk] == ""


def test_a_form_that_is_not_complete_keeps_what_was_ticked_and_typed(at_desk, two):
    answer = act(at_desk, "defer", two, on="2026-07-01", file_no="备9号", reason="")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('name="finding"') == 2
    assert "备9号" in page
    assert states(two) == ["detected", "detected"]


def test_a_reminder_after_the_deadline_is_refused_before_anything_is_done(at_desk, two):
    days = {"on": "2026-07-01", "remind_on": "2027-01-01", "deadline": "2026-12-31"}

    answer = act(at_desk, "batch", two, **days)

    assert answer.status_code == 422
    assert RectificationBatch.objects.count() == 0


def test_findings_of_another_division_are_not_among_the_ticked(client, two):
    client.force_login(make.account(make.region("990122"), "inspector"))

    answer = act(client, "dismiss", two, on="2026-07-01", reason="x")

    assert answer.status_code == 302
    assert states(two) == ["detected", "detected"]


def test_who_may_not_decide_may_not_decide_on_many_either(client, two, offices):
    client.force_login(make.account(offices.bureaus[0].region, "auditor"))

    assert act(client, "dismiss", two, on="2026-07-01", reason="x").status_code == 403


# --- saved views ------------------------------------------------------------------


def keep(client: Client, name: str, query: str, **told: str):
    return client.post(reverse("finding-view-keep"), {"name": name, "query": query, **told})


def test_a_view_is_kept_under_a_name_and_opens_first(at_desk, over, inspector):
    keep(at_desk, "超标大户", "sort=-excess&state=all&bad=1", is_default="on")

    answer = at_desk.get(reverse(LIST))

    view = SavedView.objects.get()
    assert (view.owner, view.query) == (inspector, "state=all&sort=-excess")
    assert answer["Location"].endswith("?state=all&sort=-excess")


def test_only_one_view_opens_first(at_desk, over):
    keep(at_desk, "一", "state=all", is_default="on")
    keep(at_desk, "二", "state=rectify", is_default="on")

    assert list(SavedView.objects.filter(is_default=True).values_list("name", flat=True)) == ["二"]


def test_a_shared_view_is_seen_in_the_division_and_below_and_nowhere_else(
    at_desk, client, over, offices
):
    keep(at_desk, "本县", "state=all", is_shared="on")
    keep(at_desk, "自用", "state=rectify")
    below = make.region("990121101", parent=offices.bureaus[0].region)

    def views_of(account: User) -> list[str]:
        other = Client()
        other.force_login(account)
        return [v.name for v in other.get(reverse(LIST), {"state": "open"}).context["views"]]

    assert views_of(make.account(offices.bureaus[0].region)) == ["本县"]
    assert views_of(make.account(below)) == ["本县"]
    assert views_of(make.account(make.region("990122"))) == []


def test_only_its_owner_throws_a_view_away(at_desk, client, over, offices):
    keep(at_desk, "本县", "state=all", is_shared="on")
    address = reverse("finding-view-change", args=[SavedView.objects.get().pk, "delete"])
    other = Client()
    other.force_login(make.account(offices.bureaus[0].region))

    assert other.post(address).status_code == 404
    assert at_desk.post(address).status_code == 302
    assert SavedView.objects.count() == 0
