"""What policy is told of the register on a day: values, nothing to look up.

RoomFact         间        a room as it stands, who has it, since when it is idle
OnSiteFact       实测      two lengths an inspector took of a room as it is still drawn
SeatFact         入座      a person in a room, with the rank and level that decide the limit
CertificateFact  权证      a printed area beside the surveyed one
OrganisationFact 单位      an establishment and the areas it uses
PapersFact       使用凭证  the papers an organisation uses its rooms on
LeaseFact        出租出借  a room let or lent to somebody outside
TitleFact        权属      the holder of a unit, and its codes as they are recorded
RequestFact      配置      a request for premises and the ways that were tried before it
Facts            all of them together, in any order
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from registry.terms import Departure, Level, RoomUse, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSiteFact:
    """The last two lengths an inspector took of a rectangular room, drawn today as it was then."""

    length_a_m: Decimal
    length_b_m: Decimal
    on: dt.date
    record: str  # the observation it is kept in


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFact:
    """A room on the day; `counts_with` names the office it is reached only through (以门为界)."""

    uid: str
    number: str = ""
    use: RoomUse
    area: Decimal  # m², 使用面积
    region_code: str
    organisation: str | None = None  # who has it; None: nobody
    idle_since: dt.date | None = None
    has_disposal_plan: bool = False  # 调剂 转换用途 置换 出租 拍卖 拆除, approved
    confidence: Decimal | None = None  # of the reading of the drawing, 0 to 1; None: measured
    space: Space = Space.ROOM
    counts_with: str | None = None
    approved_use: RoomUse | None = None  # None: nothing was approved in particular
    approved_organisation: str | None = None
    organisation_name: str = ""
    approved_name: str = ""  # of the approved organisation
    on_site: OnSiteFact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFact:
    """A person seated in a room for a period, with the post they sit there for."""

    person: str
    person_name: str = ""
    room: str
    rank: str  # a code of 表3, the last one for somebody who left; "" when there is no post
    level: str  # the organisation's standard_level (表3 notes 1 and 2)
    organisation: str
    region_code: str  # the organisation's: a local decision follows it, not the building
    is_principal: bool = False  # 党政正职
    is_main_post: bool = True
    since: dt.date
    until: dt.date | None = None
    left_on: dt.date | None = None
    left_by: Departure | None = None
    post_ended_on: dt.date | None = None  # of a concurrent post
    second_office_approved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFact:
    """The building area a certificate prints, and what a survey found."""

    subject: str  # the unit's code, or the building's where a unit has none
    building: str = ""
    number: str
    organisation: str | None = None
    region_code: str
    printed_area: Decimal  # m², 建筑面积
    surveyed_area: Decimal  # m², 建筑面积


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationFact:
    """An organisation's establishment, and what it uses (m² 使用面积) by use."""

    code: str
    name: str = ""
    level: Level  # standard_level
    region_code: str
    establishment: Mapping[str, int]
    used: Mapping[RoomUse, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFact:
    """The papers an organisation uses its rooms on, as they stand on the day."""

    organisation: str
    name: str = ""
    region_code: str
    has_agreement: bool  # 使用协议 in force
    has_certificate: bool  # 使用凭证 in force
    certified_area: Decimal | None = None  # m², what the 使用凭证 covers
    used_area: Decimal = Decimal(0)  # m², what is used
    published_on: dt.date | None = None  # the last 内部公示
    filed_on: dt.date | None = None  # the last 备案


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseFact:
    """A room let 出租 or lent 出借 to somebody outside."""

    room: str
    room_number: str = ""
    organisation: str | None = None
    region_code: str
    taken_by: str
    is_approved: bool
    until: dt.date | None = None  # the day it is due back
    is_given_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFact:
    """Who the register of titles names for a unit, and who it should be."""

    unit_code: str  # as recorded, well-formed or not
    parcel_code: str = ""
    building: str = ""
    region_code: str
    holder: str  # all of them; empty while no right is registered
    managing_office: str  # 本级机关事务管理部门


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestFact:
    """A request for premises: by which way, and which ways are on record as not having served."""

    number: str
    organisation: str
    organisation_name: str = ""
    region_code: str
    way: str  # a word of the parameter `configuration_order`
    failed_ways: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one assessment looks at."""

    rooms: tuple[RoomFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    certificates: tuple[CertificateFact, ...] = ()
    organisations: tuple[OrganisationFact, ...] = ()
    papers: tuple[PapersFact, ...] = ()
    leases: tuple[LeaseFact, ...] = ()
    titles: tuple[TitleFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
