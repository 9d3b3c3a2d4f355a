"""On what an organisation uses its rooms: entered, shown, missed, and found missing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from registry.errors import NotPermitted
from registry.models import Finding, UsePaper, YearlyDuty
from registry.models.periods import from_day
from registry.scope import Scope
from registry.services.reassessment import assess_edits, assess_whole
from registry.services.use_papers import enter_duty, enter_use_paper
from registry.terms import Duty, UsePaperKind

from . import builders as make
from .test_findings_kept_up import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(offices):
    return offices.bureaus[1]


@pytest.fixture
def manager(bureau):
    return make.account(bureau.region, "property_manager")


def missing() -> list[str]:
    rows = Finding.objects.filter(rule__startswith="R-UNIT", state="detected")
    return sorted(row.evidence["template"] for row in rows)


def test_papers_in_order_find_nothing(bureau):
    assert missing() == []


@pytest.mark.parametrize(
    ("kind", "template"), [("agreement", "AGREEMENT"), ("certificate", "CERTIFICATE")]
)
def test_a_paper_that_ran_out_is_found_the_day_after_its_last(bureau, kind, template):
    UsePaper.objects.filter(organisation=bureau, kind=kind).update(
        period=from_day(make.SINCE, TODAY)
    )
    assess_edits(day=TODAY - dt.timedelta(days=1))
    assert missing() == []

    assess_whole(Scope.EVERYTHING, day=TODAY)

    assert missing() == [f"R-UNIT-5-{template}"]


# The bureau holds one room of 20 m².
@pytest.mark.parametrize(
    ("area", "found"), [("20.01", []), ("20.00", []), ("19.99", ["R-UNIT-5-AREA"])]
)
def test_area_beyond_the_certificate_is_found(bureau, area, found):
    UsePaper.objects.filter(organisation=bureau, kind="certificate").update(area_m2=area)

    assess_edits(day=TODAY)

    assert missing() == found


def test_an_organisation_that_has_no_room_needs_no_paper(offices):
    UsePaper.objects.filter(organisation=offices.bureaus[0]).delete()

    assess_edits(day=TODAY)

    assert missing() == []


def test_what_is_entered_ends_the_finding_at_once(bureau, manager):
    UsePaper.objects.filter(organisation=bureau).delete()
    YearlyDuty.objects.filter(organisation=bureau).delete()
    assess_edits(day=TODAY)
    assert len(missing()) == 4
    told = {"organisation": bureau, "by": manager, "today": TODAY}

    for kind in UsePaperKind:
        enter_use_paper(
            kind=kind, number="示例1号", start=TODAY, until=None, area=Decimal(30), **told
        )
    for duty in Duty:
        enter_duty(kind=duty, on=TODAY, document_no="", **told)

    assert missing() == []


def test_only_who_allocates_rooms_enters_papers(bureau, inspector):
    told = {"organisation": bureau, "start": TODAY, "until": None, "area": None}
    with pytest.raises(NotPermitted):
        enter_use_paper(kind=UsePaperKind.AGREEMENT, number="1", by=inspector, **told)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"number": ""}, "a_use_paper_has_a_kind_and_a_number"),
        ({"kind": "lease"}, "a_use_paper_has_a_kind_and_a_number"),
        ({"area_m2": 0}, "a_use_paper_covers_some_area"),
        ({"period": from_day(TODAY, TODAY)}, "use_paper_period_is_not_empty"),
        ({"number": "1"}, "a_use_paper_is_entered_once"),
    ],
)
def test_the_database_refuses_a_paper_that_cannot_be_so(bureau, values, constraint):
    lawful = {"kind": "agreement", "number": "2", "area_m2": 1, "period": from_day(TODAY)}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        UsePaper.objects.create(organisation=bureau, **lawful | values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"kind": "read"}, "a_yearly_duty_is_known"),
        ({"on": dt.date(2026, 1, 1)}, "a_duty_is_done_once_a_day"),
    ],
)
def test_the_database_refuses_a_duty_that_cannot_be_so(bureau, values, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        YearlyDuty.objects.create(organisation=bureau, **{"kind": "filed", "on": TODAY} | values)


def test_the_page_shows_periods_areas_and_what_is_missing(at_desk: Client, bureau):
    UsePaper.objects.filter(organisation=bureau, kind="agreement").update(
        period=from_day(make.SINCE, TODAY), area_m2=25
    )

    page = at_desk.get(
        reverse("organisation", args=[bureau.pk]), {"on": TODAY.isoformat()}
    ).content.decode()

    assert "uses its rooms without a use agreement in force" in page
    assert "25.00" in page
    assert (TODAY - dt.timedelta(days=1)).isoformat() in page  # its last day
    assert "run out" in page
    assert 'name="number"' not in page  # an inspector enters none


def test_a_manager_enters_a_paper_on_the_page(client: Client, bureau, manager):
    client.force_login(manager)
    sent = {"kind": "agreement", "number": "示例9号", "area": "40", "start": "2026-01-01"}
    address = reverse("organisation-paper", args=[bureau.pk])

    refused = client.post(address, sent | {"last_day": "2025-12-31"})
    taken = client.post(address, sent | {"last_day": "2026-12-31"})
    again = client.post(address, sent)

    assert [refused.status_code, taken.status_code, again.status_code] == [422, 302, 422]
    assert "示例9号" in refused.content.decode()
    paper = UsePaper.objects.get(number="示例9号")
    assert paper.area_m2 == 40
    assert paper.period == from_day(dt.date(2026, 1, 1), dt.date(2027, 1, 1))


def test_another_county_enters_nothing(client: Client, bureau):
    client.force_login(make.account(make.region("990122"), "property_manager"))

    answer = client.post(
        reverse("organisation-duty", args=[bureau.pk]), {"kind": "filed", "on": "2026-01-02"}
    )

    assert answer.status_code == 404
    assert not YearlyDuty.objects.filter(on="2026-01-02").exists()
