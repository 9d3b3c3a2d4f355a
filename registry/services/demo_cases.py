"""The demo's title cases, taken through the real services by three people on the days they say."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image, ImageDraw

from registry.entries import CertificateTerms, Corner, Entry, Ground, Holder, RightTerms
from registry.models import (
    BAUnit,
    Case,
    Certificate,
    Organisation,
    Parcel,
    Region,
    User,
)
from registry.policy.cases.fees import TAXES
from registry.policy.cases.terms import Kind
from registry.queries.case_facts import facts_of
from registry.roles import Role
from registry.services import case_moves as moves
from registry.services import case_papers as papers
from registry.services import cases
from registry.services import register as book
from registry.services.accounts import open_account
from registry.services.campus import PLACEMENT_SRID
from registry.services.case_offices import set_up_office, take_calendar
from registry.services.registration import register

DEEDS_SINCE = dt.date(2016, 5, 1)
PEOPLE = {
    "officer": (Role.REGISTRATION_OFFICER, "示例市登记人员"),
    "reviewer": (Role.REGISTRATION_REVIEWER, "示例市审核人员"),
    "approver": (Role.REGISTRATION_APPROVER, "示例市核定人员"),
    "manager": (Role.PROPERTY_MANAGER, "示例市房产管理员"),
}
BY = {
    **dict.fromkeys(("accept", "ask_correction", "print", "issue", "archive"), "officer"),
    **dict.fromkeys(("first_review", "second_review"), "reviewer"),
    **dict.fromkeys(("approve", "register"), "approver"),
    **dict.fromkeys(("submit", "withdraw"), "manager"),
}


def enter_title_cases(
    lands: Any, truths: Any, calendar: Any, *, today: dt.date, reason: str, size_m: Any, bare: Any
) -> int:
    """Enter land, the registry with its calendar, and the cases; return how many."""
    region = Region.objects.get(code="990100")
    take_calendar(calendar)
    office = set_up_office(
        region=region, name="示例市不动产登记中心", province="示", place="示例市"
    )
    office.box, office.shelf = "{year}-{month}", "A-03"
    office.save(update_fields=["box", "shelf"])
    people = {
        name: open_account(
            username=name,
            password=secrets.token_urlsafe(),
            role=role,
            region=region,
            full_name=full_name,
            reason=reason,
        )
        for name, (role, full_name) in PEOPLE.items()
    }
    for each in lands:
        _land(each, size_m)
    _parcel(bare, size_m, _deed_of(bare))
    for truth in truths:
        _case(truth, people, today)
    return Case.objects.count()


def _deed_of(each: Any) -> Entry:
    return Entry(
        case_number=f"示登〔2016〕{each.column:05}号", on=DEEDS_SINCE, reason="首次登记：划拨"
    )


def _parcel(each: Any, size_m: tuple[float, float], entry: Entry) -> Parcel:
    ground = _ground(each, size_m)
    return book.enter_parcel(code=each.code, ground=ground, right_nature="allocated", entry=entry)


def _land(each: Any, size_m: tuple[float, float]) -> None:
    """Enter a parcel with its unit, its right and its certificate, as a case would have."""
    entry = _deed_of(each)
    unit = book.enter_unit(entry=entry, parcel=_parcel(each, size_m, entry))
    holder = _holder(each.holder)
    terms = RightTerms(
        kind="3",
        holders=(Holder(name=holder.name, organisation=holder.pk),),
        purpose="机关团体用地",
    )
    book.open_right(entry=entry, unit=unit, terms=terms)
    paper = CertificateTerms(
        kind="real_estate",
        number=each.certificate_no,
        holder=holder.pk,
        issued_by="示例市国土资源局",
    )
    book.issue_certificate(entry=entry, unit=unit, terms=paper)


def _ground(each: Any, size_m: tuple[float, float]) -> Ground:
    """Return a rectangle of ground with its four boundary points."""
    (east, north), (width, depth) = each.corner_m, size_m
    ring = ((0.0, 0.0), (width, 0.0), (width, depth), (0.0, depth))
    return Ground(
        corners=tuple(
            Corner(
                name=f"J{n}",
                easting_m=Decimal(str(east + x)),
                northing_m=Decimal(str(north + y)),
                length_m=Decimal(str(width if n % 2 else depth)),
            )
            for n, (x, y) in enumerate(ring, start=1)
        ),
        srid=PLACEMENT_SRID,
        area_m2=Decimal(str(width * depth)),
        address=each.address,
        land_use="机关团体用地",
    )


def _holder(code: str) -> Organisation:
    """Return an organisation, any but the managing office when the code is not there."""
    found = Organisation.objects.filter(code=code).first()
    return found or Organisation.objects.exclude(kind="managing_office").order_by("code")[0]


def _case(truth: Any, people: dict[str, User], today: dt.date) -> Case:
    unit = BAUnit.objects.get(code=truth.unit)
    deed = Certificate.objects.known(None).filter(unit=unit).latest("pk")
    office = Organisation.objects.filter(kind="managing_office").order_by("code")[0]
    holder = deed.holder
    first_day = today - dt.timedelta(days=max((ago for _verb, ago in truth.moves), default=0))
    is_seizure = Kind(truth.kind) == Kind.SEIZURE
    case = cases.open_draft(
        kind=Kind(truth.kind),
        by=people["officer" if is_seizure else "manager"],
        unit=unit,
        applicants=[] if is_seizure else [holder, office],
        payload=_seizure(truth, first_day)
        if is_seizure
        else _transfer(truth, deed, office, first_day),
    )
    _papers(case, truth.lacks, people["officer"], first_day)
    for verb, ago in truth.moves:
        _move(case, verb, people[BY[verb]], today - dt.timedelta(days=ago))
        if verb in {"accept", "ask_correction"} and not is_seizure:
            _fees(case, truth.cause, people["officer"])
    return case


def _transfer(truth: Any, deed: Certificate, office: Organisation, day: dt.date) -> dict[str, Any]:
    return {
        "cause": truth.cause,
        "is_joint": True,
        "right_type": "3",
        "certificate_no": deed.number,
        "holders": [{"organisation": office.code, "share": "1"}],
        "document_no": f"示政办发〔{day.year}〕示例号",
        "document_on": (day - dt.timedelta(days=30)).isoformat(),
        "document_issuer": "示例市人民政府",
        "contact": "示例联系人",
        "phone": "0990-1234567",
        "remark": "纳入办公用房权属统一登记清单" if truth.cause == "unification" else "",
        **truth.payload,
    }


def _seizure(truth: Any, day: dt.date) -> dict[str, Any]:
    return {
        "cause": truth.cause,
        "document_on": (day - dt.timedelta(days=1)).isoformat(),
        "period_from": day.isoformat(),
        "period_until": day.replace(year=day.year + 3, day=min(day.day, 28)).isoformat(),
        **truth.payload,
    }


def _papers(case: Case, lacks: tuple[str, ...], by: User, day: dt.date) -> None:
    for number, slot in enumerate(facts_of(case, day=day).missing):
        if slot not in lacks:
            papers.add_document(
                case=case,
                slot=slot,
                name=f"示例扫描件{number + 1}.png",
                content=_scan(case.pk * 100 + number),
                by=by,
            )


def _scan(seed: int) -> bytes:
    """Return a picture of a written page that says nothing."""
    page = Image.new("L", (248, 351), 252)
    pen = ImageDraw.Draw(page)
    for line in range(14):
        length = 60 + (seed * 37 + line * 53) % 130
        pen.rectangle((28, 40 + line * 20, 28 + length, 45 + line * 20), fill=150)
    pen.ellipse((150, 260, 215, 325), outline=110, width=3)
    pen.text((30, 14), f"{seed:06}", fill=120)
    kept = BytesIO()
    page.save(kept, "PNG")
    return kept.getvalue()


def _fees(case: Case, cause: str, by: User) -> None:
    """State the taxes; the exemption's number is not known and none is made up."""
    is_exempt = cause == "unification"
    for kind in sorted(TAXES):
        papers.set_fee(
            case=case,
            kind=kind,
            amount=Decimal(0),
            by=by,
            is_exempt=is_exempt,
            is_paid=not is_exempt,
            document="办公用房权属统一登记免税通知（文号以税务机关原件为准）" if is_exempt else "",
        )


def _move(case: Case, verb: str, by: User, day: dt.date) -> None:
    acts: dict[str, Callable[[], object]] = {
        "submit": lambda: moves.submit(case=case, by=by, on=day),
        "accept": lambda: moves.accept(case=case, by=by, on=day),
        "ask_correction": lambda: moves.ask_for_correction(case=case, by=by, on=day),
        "first_review": lambda: moves.first_review(case=case, by=by, on=day),
        "second_review": lambda: moves.second_review(case=case, by=by, on=day, note="查验一致"),
        "approve": lambda: moves.approve(case=case, by=by, on=day),
        "register": lambda: register(case=case, by=by, at=_noon(day)),
        "print": lambda: moves.print_certificate(case=case, by=by, on=day),
        "issue": lambda: moves.issue(case=case, by=by, on=day, note="示例联系人领取"),
        "archive": lambda: moves.archive(
            case=case, by=by, on=day, box=f"{day:%Y-%m}", shelf="A-03"
        ),
        "withdraw": lambda: moves.withdraw(case=case, by=by, on=day, reason="方案调整"),
    }
    acts[verb]()


def _noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
