"""Scans given later, exceptions that end, registries set up: what happens after the first day."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.entries import Consent, Entry
from registry.errors import ConsentMissing, ExceptionHasEnded, ExceptionStillNeeded, NotADocument
from registry.models import CertificateScan, Right, SpatialException, TitleOffice
from registry.services import register
from registry.services.certificate_scans import add_scan
from registry.services.exceptions import end_exception
from tests.registry import builders as make
from tests.titles import builders as titles
from tests.titles.builders import Town

pytestmark = pytest.mark.django_db
FIRST, THIRD = dt.date(2012, 3, 1), dt.date(2019, 1, 1)
PDF = b"%PDF-1.4 later"


@pytest.fixture
def right(town: Town) -> Right:
    return register.open_right(entry=titles.entry(FIRST), unit=town.unit(), terms=town.terms())


# --- a priority notice ------------------------------------------------------------------------


def test_a_transfer_under_a_priority_notice_asks_whom_it_serves(town: Town, right: Right):
    notice = titles.restriction("advance_notice")
    register.restrict(entry=titles.entry(FIRST), unit=right.unit, terms=notice)
    agreed = (Consent(party=notice.party, document_no="同意函1号"),)
    taken = town.terms(town.holder(1))

    with pytest.raises(ConsentMissing, match=notice.party):
        register.transfer_right(entry=titles.entry(THIRD), right=right, terms=taken)
    made = register.transfer_right(
        entry=titles.entry(THIRD, consents=agreed), right=right, terms=taken
    )

    assert made.holders.get().name == taken.holders[0].name


# --- scans ------------------------------------------------------------------------------------


def test_a_scan_given_later_is_hashed_and_versioned_with_who_and_when(
    client: Client, town: Town, right: Right
):
    paper = register.issue_certificate(
        entry=titles.entry(FIRST), unit=right.unit, terms=titles.certificate(town.bureaus[0])
    )
    officer = make.account(town.county, "registration_officer")
    client.force_login(officer)
    address = reverse("title-scan-new", args=[right.unit.code, paper.pk])

    for content in (PDF, PDF, b"\x89PNG\r\n\x1a\n better"):
        client.post(address, {"scan": SimpleUploadedFile("证书.pdf", content)})

    scans = CertificateScan.objects.order_by("version")
    assert [(scan.version, scan.media_type, scan.by) for scan in scans] == [
        (1, "application/pdf", officer),
        (2, "image/png", officer),
    ]
    page = client.get(reverse("title-unit", args=[right.unit.code])).content.decode()
    assert page.count(reverse("title-later-scan", args=[right.unit.code, scans[0].pk])) == 1
    assert scans[1].sha256[:12] in page
    kept = client.get(reverse("title-later-scan", args=[right.unit.code, scans[0].pk]))
    assert kept.content == PDF
    assert kept["Content-Disposition"].startswith("attachment")


def test_a_scan_stays_with_a_certificate_that_has_ended(client: Client, town: Town, right: Right):
    paper = register.issue_certificate(
        entry=titles.entry(FIRST), unit=right.unit, terms=titles.certificate(town.bureaus[0])
    )
    officer = make.account(town.county, "registration_officer")
    scan = add_scan(certificate=paper, name="a.pdf", content=PDF, by=officer)
    register.cancel_certificate(entry=titles.entry(THIRD), certificate=paper)
    client.force_login(officer)

    page = client.get(reverse("title-unit", args=[right.unit.code])).content.decode()

    assert reverse("title-later-scan", args=[right.unit.code, scan.pk]) in page


def test_a_scan_is_taken_by_its_content(town: Town, right: Right):
    paper = register.issue_certificate(
        entry=titles.entry(FIRST), unit=right.unit, terms=titles.certificate(town.bureaus[0])
    )

    with pytest.raises(NotADocument):
        add_scan(
            certificate=paper,
            name="a.pdf",
            content=b"<html>",
            by=make.account(town.county, "registration_officer"),
        )


# --- exceptions that end ------------------------------------------------------------------------


def accepted(town: Town, on: dt.date) -> SpatialException:
    entry = Entry(case_number="示登〔2012〕00001号", on=on, reason="历史遗留")
    return register.except_ground(entry=entry, parcel=town.parcel, building=town.building)


def test_an_exception_ends_for_a_reason_and_stays_to_be_seen(client: Client, town: Town):
    row = accepted(town, FIRST)
    officer = make.account(town.county, "registration_officer")
    client.force_login(officer)

    client.post(reverse("title-exception-end", args=[row.pk]), {"reason": ""})
    client.post(reverse("title-exception-end", args=[row.pk]), {"reason": "界址已重新测定"})

    row.refresh_from_db()
    assert (row.period.upper, row.ended_because, row.ended_by) == (
        timezone.localdate(), "界址已重新测定", officer,
    )  # fmt: skip
    page = client.get(reverse("title-exceptions")).content.decode()
    assert "界址已重新测定" in page
    assert "历史遗留" in page
    with pytest.raises(ExceptionHasEnded):
        end_exception(entry=Entry(case_number="", on=timezone.localdate()), exception=row)


def test_an_exception_does_not_end_while_the_parcels_overlap(town: Town):
    with transaction.atomic():  # the overlap is looked at when it is over
        other = titles.parcel_at(50, 200)
        row = register.except_ground(
            entry=titles.entry(FIRST, reason="历史遗留"), parcel=town.parcel, other_parcel=other
        )

    with pytest.raises(ExceptionStillNeeded):
        end_exception(entry=titles.entry(THIRD, reason="已处理"), exception=row)


# --- registries ---------------------------------------------------------------------------------


def test_an_administrator_sets_up_a_registry_where_there_is_none(client: Client, town: Town):
    client.force_login(make.account(town.county, "system_administrator"))
    sent = {
        "region": town.county.pk,
        "name": "示例县不动产登记中心",
        "province": "示",
        "place": "示例县",
    }

    client.post(reverse("title-office-new"), {**sent, "reason": ""})
    assert not TitleOffice.objects.exists()
    client.post(reverse("title-office-new"), {**sent, "reason": "县级机构成立"})

    office = TitleOffice.objects.get()
    assert (office.region, office.place) == (town.county, "示例县")
    page = client.get(reverse("title-office", args=[office.pk])).content.decode()
    assert reverse("title-office-new") in page
