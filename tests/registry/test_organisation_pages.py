"""Organisations against their quota, and batches of findings: figures worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from registry.models import Allocation, Establishment, Finding
from registry.models.periods import from_day
from registry.policy.moves import Verb
from registry.queries.batches import batches
from registry.queries.organisations import organisation_page
from registry.scope import Scope
from registry.services.finding_steps import gather, take_step

from . import builders as make
from .test_findings_kept_up import TODAY


@pytest.fixture
def bureau(offices):
    return offices.bureaus[1]


def test_approved_stands_against_actual_with_every_step(bureau):
    page = organisation_page(bureau.pk, scope=Scope.EVERYTHING, day=TODAY)

    # one 正科 of 18 m² and three clerks of 9 m²: 18 + 27 = 45; 4 heads × 8 = 32; 9 % of 77
    approved = {each.what: each.approved for each in page.compared}
    assert approved == {
        "office": 45,
        "service": 32,
        "equipment": Decimal("6.93"),
        "basic": Decimal("83.93"),
    }
    assert {each.what: each.actual for each in page.compared} == {
        "office": 20,
        "service": 0,
        "equipment": 0,
        "basic": 20,
    }
    assert page.compared[0].excess == -25
    assert page.auxiliary.approved == Decimal("14.8")  # 4 heads × 3.7
    assert page.headcount == 4
    assert page.quota is not None
    assert page.quota.step("A").working == "1 × 18 + 3 × 9"


def test_the_day_decides_which_rooms_and_which_establishment_count(bureau):
    later = dt.date(2027, 1, 1)
    Allocation.objects.update(period=from_day(make.SINCE, later))
    Establishment.objects.filter(organisation=bureau).update(period=from_day(make.SINCE, later))

    page = organisation_page(bureau.pk, scope=Scope.EVERYTHING, day=later)

    assert (page.rooms, page.quota, page.headcount) == ((), None, 0)


def test_the_page_says_the_figures_the_clause_and_the_findings(at_desk, over, bureau):
    answer = at_desk.get(reverse("organisation", args=[bureau.pk]), {"on": TODAY.isoformat()})

    page = answer.content.decode()
    for words in ("45.00", "32.00", "6.93", "83.93", "1 × 18 + 3 × 9", "发改投资〔2014〕2674号"):
        assert words in page
    assert reverse("finding", args=[over.pk]) in page
    assert "Not settled" in page  # the county's formula of service rooms


def test_its_workbook_has_the_same_as_numbers(at_desk, bureau):
    answer = at_desk.get(
        reverse("organisation-workbook", args=[bureau.pk]), {"on": TODAY.isoformat()}
    )

    book = load_workbook(BytesIO(answer.content))
    first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=3)]
    assert first[0] == ["Offices", 45, 20, -25]
    assert first[2] == ["Equipment rooms", 6.93, 0, -6.93]
    assert len(book.worksheets) == 5


def test_a_level_without_a_formula_is_told_and_not_guessed(at_desk, bureau):
    bureau.standard_level = "TOWNSHIP"
    bureau.save()

    page = at_desk.get(reverse("organisation", args=[bureau.pk]), {"on": TODAY.isoformat()})

    assert "No quota can be worked out" in page.content.decode()


def test_another_county_gets_404(client, bureau):
    client.force_login(make.account(make.region("990122")))

    for name in ("organisation", "organisation-workbook"):
        assert client.get(reverse(name, args=[bureau.pk])).status_code == 404
    assert client.get(reverse("organisation-list")).context["rows"] == []


def test_the_list_is_searched_by_name_and_code(at_desk, bureau):
    def found(text: str) -> list[int]:
        answer = at_desk.get(reverse("organisation-list"), {"text": text})
        return [row.pk for row in answer.context["rows"]]

    assert found(bureau.code) == [bureau.pk]
    assert len(found("示例局")) == 2
    assert found("没有") == []


@pytest.mark.parametrize("more", [0, 5])
def test_pages_ask_as_many_questions_however_much_they_show(
    at_desk, offices, bureau, more, django_assert_num_queries
):
    for n in range(more):
        other = make.organisation(bureau.region)
        room = offices.rooms[1 + n]
        Allocation.objects.create(room=room, organisation=bureau, period=from_day(make.SINCE))
        Establishment.objects.create(
            organisation=other, rank="X5", headcount=2, period=from_day(make.SINCE)
        )
    one, every = reverse("organisation", args=[bureau.pk]), reverse("organisation-list")
    at_desk.get(one)

    # session, account with division; organisation, establishment and areas, texts of the packs,
    # rooms, ranks, people, certificates, findings, papers in force, all papers, duties
    with django_assert_num_queries(14):
        at_desk.get(one)
    # session, account with division; count, rows, establishment and areas, texts of the packs
    with django_assert_num_queries(6):
        at_desk.get(every)


# --- batches ----------------------------------------------------------------------


@pytest.fixture
def batch(over, inspector):
    days = {"deadline": dt.date(2026, 9, 30), "remind_on": dt.date(2026, 9, 1)}
    gather(findings=[over], by=inspector, on=TODAY, document_no="改〔2026〕1号", **days)
    return Finding.objects.get(pk=over.pk).batch


@pytest.mark.parametrize(
    ("day", "standing", "days"),
    [
        ("2026-08-31", "running", 30),
        ("2026-09-01", "remind", 29),
        ("2026-09-30", "remind", 0),
        ("2026-10-01", "overdue", -1),
    ],
)
def test_a_batch_runs_is_reminded_of_and_is_overdue(batch, day, standing, days):
    _page, (row,) = batches(Scope.EVERYTHING, day=dt.date.fromisoformat(day))

    assert (row.standing, row.days, row.closed, row.whole) == (standing, days, 0, 1)


def test_a_batch_of_which_everything_is_closed_is_done(batch, over, inspector):
    told = {"on": TODAY, "reason": "x"}
    take_step(verb=Verb.DISMISS, finding=over, by=inspector, told=told)

    _page, (row,) = batches(Scope.EVERYTHING, day=dt.date(2027, 1, 1))

    assert (row.standing, row.closed, row.left) == ("done", 1, 0)


def test_overdue_is_said_in_words_and_leads_to_the_findings(at_desk, batch, over):
    late = {"on": "2026-10-03"}

    page = at_desk.get(reverse("finding-batches"), late).content.decode()
    inside = at_desk.get(reverse("finding-batch", args=[batch.pk]), late).content.decode()

    assert "overdue by 3 days" in page
    assert reverse("finding-batch", args=[batch.pk]) in page
    assert reverse("finding", args=[over.pk]) in inside


def test_the_list_of_findings_reminds_of_a_batch_from_the_day_that_was_set(at_desk, batch):
    def reminded(day: dt.date) -> bool:
        page = at_desk.get(reverse("finding-list"), {"state": "open", "on": day.isoformat()})
        return "1 batch is due for a reminder" in page.content.decode()

    assert not reminded(batch.remind_on - dt.timedelta(days=1))
    assert reminded(batch.remind_on)


def test_another_county_sees_no_batch(client, batch):
    client.force_login(make.account(make.region("990122")))

    assert client.get(reverse("finding-batch", args=[batch.pk])).status_code == 404
    assert client.get(reverse("finding-batches")).context["rows"] == []


def test_the_list_of_batches_asks_as_many_questions_however_long_it_is(
    at_desk, batch, django_assert_num_queries
):
    at_desk.get(reverse("finding-batches"))

    with django_assert_num_queries(4):  # session, account with division, count, rows
        at_desk.get(reverse("finding-batches"))
