"""Settings of a registry and the calendar: who sees them, who changes them, what follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from registry.models import CalendarDay, TitleOffice
from registry.policy.cases.clocks import Limits
from registry.policy.cases.terms import Kind
from registry.queries.case_offices import limits_of
from registry.queries.office_history import history_of, history_of_days
from registry.services import case_moves as moves
from registry.services.case_offices import SETTINGS, change_office, enter_day
from tests.cases import builders as office
from tests.cases.builders import DAY, Desk
from tests.registry import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return office.desk()


@pytest.fixture
def admin(client: Client, desk: Desk) -> Client:
    client.force_login(make.account(desk.office.region, "system_administrator"))
    return client


def typed(**changes: Any) -> dict[str, Any]:
    return {
        "name": "示例市不动产登记中心",
        "province": "示",
        "place": "示例市",
        "promised_days": "10",
        "notice_days": "15",
        "stops_for_notice": "on",
        "box": "",
        "shelf": "",
        "reason": "窗口提速",
        **changes,
    }


def page(desk: Desk) -> str:
    return reverse("title-office", args=[desk.office.pk])


def test_a_promise_for_one_kind_gives_its_open_cases_a_new_day(desk: Desk):
    case = office.accepted(desk)
    assert case.promised_on == dt.date(2026, 7, 15)  # ten working days after Wednesday 1 July
    settings = {name: getattr(desk.office, name) for name in SETTINGS}

    change_office(
        office=desk.office,
        settings={**settings, "promises": {"200": 5}},
        by=make.account(desk.office.region, "system_administrator"),
        on=DAY,
        reason="窗口提速",
    )

    desk.office.refresh_from_db()
    case.refresh_from_db()
    assert case.promised_on == dt.date(2026, 7, 8)
    assert limits_of(desk.office, Kind.TRANSFER).promised_days == 5
    assert limits_of(desk.office, Kind.FIRST).promised_days == 10


def test_promises_typed_for_a_kind_are_kept_and_taken_back(admin: Client, desk: Desk):
    admin.post(page(desk), typed(promise_200="5", promise_400="3"))
    desk.office.refresh_from_db()
    assert desk.office.promises == {"200": 5, "400": 3}

    admin.post(page(desk), typed(promise_400="3"))

    desk.office.refresh_from_db()
    assert desk.office.promises == {"400": 3}


def test_the_history_says_who_changed_what_and_why(admin: Client, desk: Desk):
    admin.post(page(desk), typed(promised_days="7", reason="省厅要求"))

    newest = history_of(desk.office)[0]

    assert [(each.was, each.now) for each in newest.changes] == [("10", "7")]
    assert newest.reason == "省厅要求"
    assert newest.by
    assert "省厅要求" in admin.get(page(desk)).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("promised_days", "0"),
        ("promised_days", "31"),
        ("promise_800", "31"),
        ("notice_days", "14"),
        ("province", "示例"),
        ("name", ""),
        ("reason", ""),
    ],
)
def test_what_the_law_does_not_allow_stays_on_the_form(admin, desk: Desk, field: str, value: str):
    answer = admin.post(page(desk), typed(**{field: value}))

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    desk.office.refresh_from_db()
    assert limits_of(desk.office) == Limits()


@pytest.mark.parametrize("promises", [{"200": 0}, {"200": 31}, {"200": "5"}, [5]])
def test_the_database_keeps_promises_within_the_law(desk: Desk, promises: Any):
    with pytest.raises(IntegrityError), transaction.atomic():
        TitleOffice.objects.filter(pk=desk.office.pk).update(promises=promises)


def test_others_see_the_settings_and_do_not_change_them(client: Client, desk: Desk):
    client.force_login(desk.officer)

    seen = client.get(page(desk)).content.decode()
    answer = client.post(page(desk), typed(name="改名"))

    assert "<textarea" not in seen
    assert 'name="promised_days"' not in seen
    desk.office.refresh_from_db()
    assert (answer.status_code, desk.office.name) == (200, "示例市不动产登记中心")


def test_a_registry_of_another_division_is_not_there(client: Client, desk: Desk):
    elsewhere = make.account(make.region("990200", level="CITY"), "system_administrator")
    client.force_login(elsewhere)

    assert client.get(page(desk)).status_code == 404
    assert client.post(page(desk), typed()).status_code == 404


def test_a_county_sees_the_registry_in_charge_of_it_and_cannot_change_it(client, desk: Desk):
    county = make.account(make.region("990121", level="COUNTY"), "system_administrator")
    client.force_login(county)

    answer = client.post(page(desk), typed(name="改名"))

    assert answer.status_code == 200
    desk.office.refresh_from_db()
    assert desk.office.name == "示例市不动产登记中心"


def test_the_archive_offers_the_box_and_shelf_of_its_registry(client: Client, desk: Desk):
    TitleOffice.objects.filter(pk=desk.office.pk).update(box="{year}-{month}", shelf="A-03")
    entry = office.registered(desk)
    case = moves.print_certificate(case=entry.case, by=desk.officer, on=DAY)
    moves.issue(case=case, by=desk.officer, on=DAY, note="甲一")
    client.force_login(desk.officer)

    shown = client.get(reverse("case", args=[case.pk])).content.decode()

    assert 'value="A-03"' in shown
    assert f'value="{dt.date.today():%Y-%m}"' in shown  # noqa: DTZ011


# --- the calendar -----------------------------------------------------------------------


def holiday(**changes: str) -> dict[str, str]:
    return {
        "day": "2026-07-06",
        "is_working": "0",
        "name": "示例节",
        "document_no": "示政办发〔2026〕示例号",
        "document_on": "2026-06-01",
        **changes,
    }


def test_a_holiday_is_entered_with_its_source(admin: Client, desk: Desk):
    admin.post(reverse("title-calendar"), holiday())

    day = CalendarDay.objects.get()
    assert (day.day, day.is_working) == (dt.date(2026, 7, 6), False)
    assert (day.document_no, day.document_on) == ("示政办发〔2026〕示例号", dt.date(2026, 6, 1))
    (line,) = history_of_days()
    assert (line.about, line.what) == ("2026-07-06", "insert")
    assert "示例节" in admin.get(reverse("title-calendar") + "?year=2026").content.decode()


def test_a_holiday_gives_open_cases_a_day_more(desk: Desk):
    case = office.accepted(desk)

    enter_day(
        day=dt.date(2026, 7, 6),
        is_working=False,
        name="示例节",
        document_no="示政办发〔2026〕示例号",
        document_on=None,
        by=make.account(desk.office.region, "system_administrator"),
        on=DAY,
    )

    case.refresh_from_db()
    assert case.promised_on == dt.date(2026, 7, 16)


def test_a_day_is_taken_out_and_stays_in_the_history(admin: Client, desk: Desk):
    admin.post(reverse("title-calendar"), holiday())
    day = CalendarDay.objects.get()

    admin.post(reverse("title-day-forget", args=[day.pk]))

    assert not CalendarDay.objects.exists()
    assert [line.what for line in history_of_days()] == ["delete", "insert"]


def test_a_day_without_its_source_is_not_entered(admin: Client, desk: Desk):
    admin.post(reverse("title-calendar"), holiday(document_no=""))

    assert not CalendarDay.objects.exists()


def test_only_an_administrator_sets_the_calendar(client: Client, desk: Desk):
    client.force_login(desk.officer)

    client.post(reverse("title-calendar"), holiday())

    assert not CalendarDay.objects.exists()
    assert client.post(reverse("title-day-forget", args=[1])).status_code == 403


def test_the_settings_are_reached_from_the_register_and_from_the_cases(client, desk: Desk):
    client.force_login(desk.officer)

    for name in ("title-unit-list", "case-list"):
        assert reverse("title-office-list") in client.get(reverse(name)).content.decode()
    assert client.get(reverse("title-office-list"))["Location"] == page(desk)
