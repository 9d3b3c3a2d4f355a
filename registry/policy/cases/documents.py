"""要件: which documents a case needs, by kind, right and region, and what a file may be.

The lists follow 条例 art. 16, 细则 and the published guide of a county; what was only remembered
says so in its certainty.
"""

from __future__ import annotations

import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO

from registry.policy.cases.land import LAND_CAUSES
from registry.policy.cases.rights import HOUSE_RIGHTS
from registry.policy.cases.terms import Kind, Words
from registry.terms import Certainty

ANY_RIGHT: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One place in the checklist of a case."""

    code: str
    label: Words
    clause: str
    is_required: bool
    certainty: Certainty = Certainty.VERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A slot, and the cases that have it; empty sets mean any."""

    slot: Slot
    kinds: frozenset[Kind]
    rights: frozenset[str] = ANY_RIGHT
    causes: frozenset[str] = frozenset()
    region_prefix: str = ""
    unless_causes: frozenset[str] = frozenset()

    def is_for(self, kind: Kind, right: str, cause: str, region_code: str) -> bool:
        """Return whether a case has this slot."""
        return (
            kind in self.kinds
            and (not self.rights or right in self.rights)
            and (not self.causes or cause in self.causes)
            and cause not in self.unless_causes
            and region_code.startswith(self.region_prefix)
        )


LABELS: dict[str, Words] = {
    "application_form": Words("登记申请书", "Application form"),
    "identity": Words("申请人身份证明", "Proof of identity of the applicant"),
    "authority": Words("授权委托书", "Power of attorney"),
    "title_source": Words(
        "不动产权属证书或者土地权属来源材料", "Title certificate or source of land title"
    ),
    "certificate": Words("不动产权属证书", "Title certificate"),
    "planning": Words("建设工程符合规划的材料", "Proof of conformity with planning"),
    "completion": Words("房屋已竣工的材料", "Proof of completion"),
    "survey": Words("房地产调查报告或者测绘报告", "Survey report"),
    "common_parts": Words("建筑物区分所有的共有部分材料", "Statement of common parts"),
    "tax": Words("完税或者减免税凭证", "Proof of tax paid or exempted"),
    "transfer_basis": Words("不动产权利发生转移的材料", "Basis of the transfer"),
    "government_approval": Words(
        "有批准权的人民政府或者主管部门的批准文件", "Approval of the competent government"
    ),
    "change_basis": Words("不动产权利发生变更的材料", "Basis of the change"),
    "end_basis": Words("灭失、放弃或者收回的材料", "Proof of loss, renunciation or recovery"),
    "correction_basis": Words("证实登记簿记载错误的材料", "Proof that the entry is wrong"),
    "objection_basis": Words("证实对登记簿记载有利害关系的材料", "Proof of interest in the entry"),
    "advance_agreement": Words("预告登记约定", "Agreement on advance notice"),
    "court_letter": Words("协助执行通知书", "Letter of assistance to execution"),
    "court_ruling": Words("查封裁定书", "Ruling of seizure"),
    "executors": Words("执行人员工作证件", "Service cards of the executing officers"),
    "other_basis": Words("登记原因证明材料", "Basis of registration"),
    "construction_permit": Words("施工许可证", "Construction permit"),
    "interest_statement": Words("与他人利害关系的说明", "Statement on interests of others"),
    "unification_list": Words("权属统一登记清单", "List of the title unification"),
    "other": Words("其他材料", "Other"),
}


def _slot(code: str, clause: str, certainty: Certainty, *, required: bool = True) -> Slot:
    return Slot(
        code=code, label=LABELS[code], clause=clause, is_required=required, certainty=certainty
    )


def _needs(
    codes: str,
    kinds: Collection[Kind],
    clause: str,
    certainty: Certainty = Certainty.VERIFIED,
    *,
    required: bool = True,
    rights: frozenset[str] = ANY_RIGHT,
    causes: frozenset[str] = frozenset(),
    unless_causes: frozenset[str] = frozenset(),
    region_prefix: str = "",
) -> tuple[Requirement, ...]:
    return tuple(
        Requirement(
            slot=_slot(code, clause, certainty, required=required),
            kinds=frozenset(kinds),
            rights=rights,
            causes=causes,
            unless_causes=unless_causes,
            region_prefix=region_prefix,
        )
        for code in codes.split()
    )


_M = Certainty.UNVERIFIED
_APPLIED = set(Kind) - {Kind.SEIZURE}
GOVERNMENT_CAUSES = frozenset({"unification", "allotment", "merger"})

REQUIREMENTS: tuple[Requirement, ...] = (
    *_needs("application_form identity", _APPLIED, "条例 16"),
    *_needs("authority", _APPLIED, "条例 16", required=False),
    *_needs("title_source planning completion survey", {Kind.FIRST}, "细则 35", rights=HOUSE_RIGHTS),
    *_needs("title_source survey", {Kind.FIRST}, "条例 16", rights=frozenset({"3", "5", "7"})),
    *_needs("common_parts", {Kind.FIRST}, "细则 35", rights=HOUSE_RIGHTS, required=False),
    *_needs("tax", {Kind.FIRST, Kind.TRANSFER}, "细则 35, 38"),
    *_needs("certificate transfer_basis", {Kind.TRANSFER}, "细则 38", _M),
    *_needs("government_approval", {Kind.TRANSFER}, "细则 38", _M, causes=GOVERNMENT_CAUSES),
    *_needs(
        "government_approval", {Kind.TRANSFER}, "细则 38", _M,
        required=False, unless_causes=GOVERNMENT_CAUSES,
    ),
    *_needs("certificate change_basis", {Kind.CHANGE}, "细则", _M),
    *_needs("survey", {Kind.CHANGE}, "细则", _M, causes=frozenset({"area", *LAND_CAUSES})),
    *_needs("tax", {Kind.CHANGE}, "细则", _M, required=False),
    *_needs("certificate end_basis", {Kind.CANCELLATION}, "细则", _M),
    *_needs("correction_basis", {Kind.CORRECTION}, "细则", _M),
    *_needs("certificate", {Kind.CORRECTION}, "细则", _M, required=False),
    *_needs("objection_basis", {Kind.OBJECTION}, "细则", _M),
    *_needs("advance_agreement", {Kind.ADVANCE_NOTICE}, "细则", _M),
    *_needs("court_letter court_ruling executors", {Kind.SEIZURE}, "细则", _M),
    *_needs("other_basis", {Kind.OTHER}, "条例 16"),
    *_needs("construction_permit", {Kind.FIRST}, "DB3403/T 12-2022", region_prefix="3403"),
    *_needs("unification_list", {Kind.FIRST, Kind.TRANSFER}, "权属统一登记", Certainty.OBSERVED,
            required=False, causes=frozenset({"unification"})),
    *_needs("interest_statement", {Kind.FIRST}, "条例 16", required=False),
    *_needs("other", set(Kind), "条例 16", required=False),
)  # fmt: skip


def slots_for(kind: Kind, *, right: str, cause: str, region_code: str) -> tuple[Slot, ...]:
    """Return the checklist of a case: each slot once, in the order of the law.

    >>> asked = slots_for(Kind.SEIZURE, right="4", cause="", region_code="990100")
    >>> [slot.code for slot in asked if slot.is_required]
    ['court_letter', 'court_ruling', 'executors']
    """
    found: dict[str, Slot] = {}
    for requirement in REQUIREMENTS:
        if requirement.is_for(kind, right, cause, region_code):
            found.setdefault(requirement.slot.code, requirement.slot)
    return tuple(found.values())


# --- files --------------------------------------------------------------------------

PDF, JPEG, PNG, TIFF = "application/pdf", "image/jpeg", "image/png", "image/tiff"
OFD = "application/ofd"  # GB/T 33190
FILE_TYPES: dict[str, str] = {PDF: "pdf", JPEG: "jpg", PNG: "png", TIFF: "tif", OFD: "ofd"}
SHOWN_INLINE = frozenset({JPEG, PNG})  # what a browser may draw in the page itself

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
)


def file_type(content: bytes) -> str | None:
    """Return what a file is by its content, whatever its name says; None when it is not taken.

    >>> file_type(b"%PDF-1.7 ..."), file_type(b"<html>")
    ('application/pdf', None)
    """
    for start, kind in _SIGNATURES:
        if content.startswith(start):
            return kind
    return OFD if content.startswith(b"PK\x03\x04") and _holds_ofd(content) else None


def _holds_ofd(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "OFD.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
