"""A lawful case and the people who work on it; each function makes what its name says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from django.utils import timezone

from registry.entries import CertificateTerms, Entry, Holder, RightTerms
from registry.models import (
    BAUnit,
    Case,
    CaseEntry,
    Certificate,
    Organisation,
    Parcel,
    Region,
    TitleOffice,
    User,
)
from registry.policy.cases.fees import TAXES
from registry.policy.cases.terms import Kind
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases
from registry.services import register as book
from registry.services.registration import register
from tests.registry import builders as make

DAY = dt.date(2026, 7, 1)
NOON = timezone.make_aware(dt.datetime(2026, 7, 1, 12, 0))  # noqa: DTZ001
OLD_NUMBER = "示（2020）示例市不动产权第0000001号"
_serial = count(1)
PDF = b"%PDF-1.4 scan "


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A registry, a unit with its holder, and one person for every job."""

    office: TitleOffice
    unit: BAUnit
    holder: Organisation
    taker: Organisation
    applicant: User
    officer: User
    reviewer: User
    approver: User
    second_approver: User


def desk() -> Desk:
    city = make.region("990100", level="CITY")
    holder, taker = make.organisation(city), make.organisation(city)
    taker.kind = "managing_office"
    taker.save()
    unit = registered_unit(city, holder)
    return Desk(
        office=office(city),
        unit=unit,
        holder=holder,
        taker=taker,
        applicant=make.account(city, "property_manager"),
        officer=make.account(city, "registration_officer"),
        reviewer=make.account(city, "registration_reviewer"),
        approver=make.account(city, "registration_approver"),
        second_approver=make.account(city, "registration_approver"),
    )


def office(region: Region) -> TitleOffice:
    return TitleOffice.objects.create(
        region=region, name="示例市不动产登记中心", province="示", place="示例市"
    )


def bare_unit(region: Region) -> BAUnit:
    serial = next(_serial)
    building = make.building(region)
    parcel = Parcel.objects.create(
        code=f"990100001001GB{serial:05}",
        region_code=region.code,
        address="示例路 1 号",
        right_nature="granted",
        area_m2=Decimal("5000.00"),
    )
    building.parcels.add(parcel)
    return BAUnit.objects.create(code=f"{parcel.code}F00010001", parcel=parcel, building=building)


def registered_unit(region: Region, holder: Organisation) -> BAUnit:
    unit = bare_unit(region)
    entry = Entry(case_number="示登〔2020〕00001号", on=make.SINCE, reason="首次登记")
    held = Holder(name=holder.name, organisation=holder.pk)
    terms = RightTerms(kind="4", holders=(held,), building_area_m2=Decimal("1000.00"))
    book.open_right(entry=entry, unit=unit, terms=terms)
    paper = CertificateTerms(
        kind="real_estate",
        number=OLD_NUMBER,
        holder=holder.pk,
        printed_area_m2=Decimal("1000.00"),
    )
    book.issue_certificate(entry=entry, unit=unit, terms=paper)
    return unit


def papers_out(unit: BAUnit, day: dt.date) -> list[str]:
    """Return the numbers of the certificates out for a unit on a day."""
    live = Certificate.objects.known(None).on(day).filter(unit=unit)
    return sorted(live.values_list("number", flat=True))


def transfer(desk: Desk, **changes: object) -> Case:
    """Open a draft that hands the unit from its holder to the taker by allotment."""
    typed = {
        "cause": "allotment",
        "is_joint": True,
        "right_type": "4",
        "certificate_no": OLD_NUMBER,
        "holders": [{"organisation": desk.taker.code, "share": "1"}],
        "document_no": "示政发〔2026〕1号",
        "document_on": "2026-05-01",
        "document_issuer": "示例市人民政府",
        "contact": "甲一",
        "phone": "0990-1234567",
    }
    return cases.open_draft(
        kind=Kind.TRANSFER,
        by=desk.applicant,
        unit=desk.unit,
        applicants=[desk.holder, desk.taker],
        payload={**typed, **changes},
    )


def papered(desk: Desk, case: Case, *, without: tuple[str, ...] = ()) -> Case:
    """Put every required paper into the file."""
    from registry.queries.case_facts import facts_of

    for slot in facts_of(case, day=DAY).missing:
        if slot not in without:
            papers.add_document(
                case=case,
                slot=slot,
                name=f"{slot}.pdf",
                content=PDF + slot.encode() + str(case.pk).encode(),
                by=desk.applicant,
            )
    return case


def taxed(desk: Desk, case: Case) -> Case:
    """State that nothing is due of any tax."""
    for kind in sorted(TAXES):
        papers.set_fee(case=case, kind=kind, amount=Decimal(0), is_paid=True, by=desk.officer)
    return case


def accepted(desk: Desk, case: Case | None = None) -> Case:
    case = papered(desk, case or transfer(desk))
    case = moves.submit(case=case, by=desk.applicant, on=DAY)
    return moves.accept(case=case, by=desk.officer, on=DAY)


def in_second_review(desk: Desk, case: Case | None = None) -> Case:
    case = taxed(desk, accepted(desk, case))
    case = moves.first_review(case=case, by=desk.reviewer, on=DAY)
    return moves.second_review(case=case, by=desk.reviewer, on=DAY)


def approved(desk: Desk, case: Case | None = None) -> Case:
    case = in_second_review(desk, case)
    return moves.approve(case=case, by=desk.approver, on=DAY)


def registered(desk: Desk, case: Case | None = None) -> CaseEntry:
    return register(case=approved(desk, case), by=desk.approver, at=NOON)
