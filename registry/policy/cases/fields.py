"""The forms: which fields each kind of case asks for, in the order they stand on the page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from registry.policy.cases.land import BOUNDARY, PARCEL_MERGE, PARCEL_SPLIT
from registry.policy.cases.parts import MERGE, SPLIT
from registry.policy.cases.terms import Kind, Words


class FieldType(StrEnum):
    """How a field is typed and read."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"
    SHARE = "share"
    YES_NO = "yes_no"
    HOLDINGS = "holdings"
    PARTS = "parts"
    UNITS = "units"
    PIECES = "pieces"
    PARCELS = "parcels"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    name: str
    label: Words
    type: FieldType = FieldType.TEXT
    longest: int = 200
    is_required: bool = False
    hint: Words | None = None
    causes: frozenset[str] = frozenset()  # asked for under these alone; empty means any

    def is_for(self, cause: str) -> bool:
        """Return whether the field is asked for under a cause."""
        return not self.causes or cause in self.causes


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    field: Field
    required: frozenset[Kind]
    optional: frozenset[Kind]


# One letter a kind, so that the table of fields can be read across.
F, T, C, X = Kind.FIRST, Kind.TRANSFER, Kind.CHANGE, Kind.CANCELLATION
R, J, A = Kind.CORRECTION, Kind.OBJECTION, Kind.ADVANCE_NOTICE
S, Z = Kind.SEIZURE, Kind.OTHER
ALL: frozenset[Kind] = frozenset(Kind)


def _asked(
    name: str,
    zh: str,
    en: str,
    required: Collection[Kind] = (),
    optional: Collection[Kind] = (),
    *,
    type: FieldType = FieldType.TEXT,
    longest: int = 200,
    hint: Words | None = None,
    causes: Collection[str] = (),
) -> _Asked:
    return _Asked(
        field=Field(
            name=name,
            label=Words(zh, en),
            type=type,
            longest=longest,
            hint=hint,
            causes=frozenset(causes),
        ),
        required=frozenset(required),
        optional=frozenset(optional),
    )


_SHARE_HINT = Words("写作 1/2、0.5 或 50%；全部写 1", "Written as 1/2, 0.5 or 50%; the whole is 1")

_PARTS_HINT = Words(
    "每个房间归入一个部分；建筑面积之和应等于登记面积；单元代码在登簿时生成",
    "Each room goes to one part; the areas make the registered one; codes are given at entry",
)

_PIECES_HINT = Words(
    "每行一个界址点：点号 X（北）Y（东），单位米；面积和边长由坐标算出，新宗地代码在登簿时生成",
    "One point a line: number, X (north), Y (east), in metres; area and lengths are computed, "
    "codes are given at entry",
)

_ASKED: tuple[_Asked, ...] = (
    _asked("cause", "登记原因", "Cause", ALL, type=FieldType.CHOICE),
    _asked("is_joint", "双方共同申请", "Both parties apply", (), ALL - {S}, type=FieldType.YES_NO),
    _asked("ground", "单方申请情形", "Ground for one party alone", (), ALL, type=FieldType.CHOICE),
    _asked("right_type", "权利类型", "Kind of right", {F, T, Z}, {C, A}, type=FieldType.CHOICE),
    _asked("right_nature", "权利性质", "Nature of the right", {F}, {T, C}, type=FieldType.CHOICE),
    _asked("certificate_no", "原不动产权证号", "Certificate number", {T, C, X}, {R, J, A, S, Z}),
    _asked(
        "holders", "权利人及份额", "Holders and shares", {F, T}, {R},
        type=FieldType.HOLDINGS, hint=_SHARE_HINT,
    ),
    _asked("certificates", "持证方式", "Certificates", (), {F, T, C, R, Z}, type=FieldType.CHOICE),
    _asked(
        "parts", "分割后的单元", "Units after the split", (), {T, C},
        type=FieldType.PARTS, causes={SPLIT}, hint=_PARTS_HINT,
    ),
    _asked(
        "merged", "与之合并的单元", "Units to merge with", (), {C},
        type=FieldType.UNITS, causes={MERGE},
    ),
    _asked(
        "pieces", "界址点", "Boundary points", (), {C},
        type=FieldType.PIECES, causes={PARCEL_SPLIT, BOUNDARY}, hint=_PIECES_HINT,
    ),
    _asked(
        "merged_parcels", "与之合并的宗地", "Parcels to merge with", (), {C},
        type=FieldType.PARCELS, causes={PARCEL_MERGE},
    ),
    _asked(
        "transferred_share", "转移份额", "Share transferred", (), {T},
        type=FieldType.SHARE, hint=_SHARE_HINT,
    ),
    _asked("use_purpose", "规划用途", "Use", {F}, {T, C}, longest=60),
    _asked("address", "坐落", "Address", {F}, {T, C}, longest=300),
    _asked("building_area_m2", "建筑面积（m²）", "Building area (m²)", (), {F, T, C, R},
           type=FieldType.NUMBER),
    _asked("land_area_m2", "宗地面积（m²）", "Parcel area (m²)", (), {F, T, C},
           type=FieldType.NUMBER),
    _asked("term_until", "土地使用期限至", "Land term until", (), {F, T, C}, type=FieldType.DAY),
    _asked("price_yuan", "成交价格（元）", "Price (yuan)", (), {T, A}, type=FieldType.NUMBER),
    _asked("recorded_value", "登簿记载内容", "As recorded", {R}, {C, J}, longest=500),
    _asked("corrected_value", "应当记载为", "Should read", {R}, (), longest=500),
    _asked("corrected_value", "变更为", "Changed to", {C}, (), longest=500,
           causes={"name", "address", "use"}),
    _asked("reason", "理由", "Reason", {J}, {X, R, Z}, type=FieldType.LONG_TEXT, longest=1000),
    _asked("document_no", "批准（决定、裁定）文号", "Document number", {S}, ALL - {S}, longest=100),
    _asked("document_on", "文件日期", "Date of the document", {S}, ALL - {S}, type=FieldType.DAY),
    _asked("document_issuer", "发文机关", "Issued by", {S}, ALL - {S}, longest=100),
    _asked("period_from", "起", "From", {S}, {A, J}, type=FieldType.DAY),
    _asked("period_until", "止", "Until", (), {S, A, J}, type=FieldType.DAY),
    _asked("has_consent", "预告权利人、抵押权人书面同意", "Consent of those with earlier rights", (),
           {T, C, X, Z}, type=FieldType.YES_NO),
    _asked("agent", "代理人", "Agent", (), ALL - {S}, longest=60),
    _asked("contact", "联系人", "Contact", ALL - {S}, {S}, longest=60),
    _asked("phone", "联系电话", "Telephone", ALL - {S}, {S}, longest=30),
    _asked("remark", "备注", "Remark", (), ALL, type=FieldType.LONG_TEXT, longest=1000),
)  # fmt: skip


def fields_for(kind: Kind) -> tuple[Field, ...]:
    """Return the fields a kind of case asks for, each saying whether it must be filled.

    >>> [field.name for field in fields_for(Kind.SEIZURE) if field.is_required][:3]
    ['cause', 'document_no', 'document_on']
    """
    return tuple(
        replace(asked.field, is_required=kind in asked.required)
        for asked in _ASKED
        if kind in asked.required | asked.optional
    )


def required_fields(kind: Kind, cause: str) -> tuple[Field, ...]:
    """Return the fields a kind of case must have filled under a cause."""
    return tuple(field for field in fields_for(kind) if field.is_required and field.is_for(cause))
