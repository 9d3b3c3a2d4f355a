"""Certificates and notices as they are printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from registry.models import Case, CaseEntry, CaseNotice, IssuedPaper
from registry.policy.cases.book import Page, page_from
from registry.policy.cases.causes import cause_words
from registry.policy.cases.rights import RIGHT_NATURES, RIGHT_TYPES
from registry.policy.cases.terms import KINDS, Kind, Words
from registry.policy.cases.transitions import PROVEN_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """What is printed on a certificate 不动产权证书 or a proof 不动产登记证明."""

    pk: int
    number: str
    is_proof: bool
    holders: str
    sharing: str
    address: str
    unit_code: str
    right_type: str
    right_nature: str
    use_purpose: str
    areas: str
    term: str
    other: Sequence[tuple[str, str]]
    remarks: Sequence[str]
    office: str
    registered_on: dt.date
    entry_number: str
    case_number: str
    sha256: str


def certificate_of(case: Case, pk: int | None = None) -> Certificate | None:
    """Return a paper of a registered case, the first when none is named; None when there is none.

    It is written from the entry alone, so that it can be printed again exactly.
    """
    papers = _papers(case)
    found = papers.get(pk=pk) if pk is not None else papers.first()
    return _printed(case, found) if found else None


def certificates_of(case: Case) -> list[Certificate]:
    """Return every paper a registered case has given out."""
    return [_printed(case, paper) for paper in _papers(case)]


def papers_given_out(case: Case) -> list[IssuedPaper]:
    """Return the papers a case has given out, as its page names them."""
    return list(_papers(case))


def _papers(case: Case) -> QuerySet[IssuedPaper]:
    found = IssuedPaper.objects.filter(entry__case=case).order_by("pk")
    return found.select_related("entry", "unit__parcel", "holder")


def _printed(case: Case, paper: IssuedPaper) -> Certificate:
    entry, page, unit = paper.entry, page_from(paper.page), paper.unit
    names = "、".join(each.name for each in page.holders)
    return Certificate(
        pk=paper.pk,
        number=paper.number,
        is_proof="不动产证明" in paper.number,
        holders=(_name_on(page, paper) if paper.holder else names) or "——",
        sharing=_sharing(page),
        address=page.address or unit.parcel.address or "——",
        unit_code=spaced(unit.code),
        right_type=_zh(RIGHT_TYPES.get(page.right_type)),
        right_nature=_zh(RIGHT_NATURES.get(page.right_nature)),
        use_purpose=page.use_purpose or "——",
        areas=_areas(page),
        term=page.term or "——",
        other=_other(case, entry, paper),
        remarks=[_restriction(each.kind, each.by, each.placed_on) for each in page.restrictions],
        office=case.office.name,
        registered_on=entry.on,
        entry_number=entry.number,
        case_number=case.number,
        sha256=entry.sha256,
    )


def _name_on(page: Page, paper: IssuedPaper) -> str:
    """Return the name of the one holder a paper is for, as it was entered."""
    code = paper.holder.code if paper.holder else ""
    return next((each.name for each in page.holders if each.code == code), "")


def _sharing(page: Page) -> str:
    if len(page.holders) == 1:
        return "单独所有"
    shares = "；".join(f"{each.name}占{each.share}" for each in page.holders)
    return f"按份共有（{shares}）"


def spaced(code: str) -> str:
    """Return a unit code in the groups it is read in.

    >>> spaced("320282999999GB99999F00232555")
    '320282 999999 GB99999 F00232555'
    """
    return " ".join((code[:6], code[6:12], code[12:19], code[19:]))


def _zh(words: Words | None) -> str:
    return words.zh if words else "——"


def _areas(page: Page) -> str:
    land = f"宗地面积 {page.land_area_m2} m²" if page.land_area_m2 else ""
    house = f"房屋建筑面积 {page.building_area_m2} m²" if page.building_area_m2 else ""
    return " / ".join(part for part in (land, house) if part) or "——"


def _other(case: Case, entry: CaseEntry, paper: IssuedPaper) -> list[tuple[str, str]]:
    """Return what stands under 权利其他状况."""
    before = page_from(entry.before)
    told = [("登记类型", KINDS[Kind(case.kind)].zh)]
    told.append(("登记原因", cause_words(Kind(case.kind), case.cause).zh))
    if Kind(case.kind) in PROVEN_KINDS and before.certificates:
        told.append(("不动产权证书号", "、".join(before.certificates)))
    elif before.certificates:
        told.append(("原不动产权证书号", "、".join(before.certificates)))
    if paper.holder:
        told.append(("持证情况", "分别持证"))
    if paper.unit_id != case.unit_id and case.unit:
        told.append(("原不动产单元号", case.unit.code))
    return told


RESTRICTIONS = {
    "seizure": "查封",
    "objection": "异议登记",
    "advance_notice": "预告登记",
    "mortgage": "抵押权登记",
}


def _restriction(kind: str, by: str, on: dt.date) -> str:
    return f"{on} {RESTRICTIONS.get(kind, kind)}（{by}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A written notice as it is printed."""

    number: str
    kind: str
    applicants: str
    case_number: str
    case_kind: Words
    items: Sequence[dict[str, str]]
    reason: str
    office: str
    on: dt.date


def notice_of(case: Case, pk: int) -> Notice:
    """Return one notice of a case."""
    row: CaseNotice = case.notices.get(pk=pk)
    return Notice(
        number=row.number,
        kind=row.kind,
        applicants="、".join(each.name for each in case.applicants.all()),
        case_number=case.number,
        case_kind=KINDS[Kind(case.kind)],
        items=row.items,
        reason=row.reason,
        office=case.office.name,
        on=row.on,
    )
