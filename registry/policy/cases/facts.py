"""Facts 事实: everything a rule may look at, gathered once for a case and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from registry.measures import SurveyClass
from registry.policy.cases.applications import Application
from registry.policy.cases.clocks import Clock, Limits
from registry.policy.cases.fees import FeeLine
from registry.policy.cases.land import Ring
from registry.policy.cases.land import Standing as Building
from registry.policy.cases.terms import Kind, State

# GB/T 17986-2000 class II, by which certificates are measured; the rule pack may say otherwise.
CLASS_TWO = SurveyClass(name="II", root=Decimal("0.04"), linear=Decimal("0.002"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation that applies or is to hold."""

    code: str
    name: str
    uscc: str = ""
    is_managing_office: bool = False  # 机关事务管理部门


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFact:
    """A room that can go to one part or another."""

    uid: str
    number: str
    floor: str
    area_m2: Decimal  # 使用面积


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeFact:
    """A unit that is to become one with the unit of the case."""

    code: str
    is_beside: bool  # alive, on the same parcel and in the same building
    holders: Mapping[str, Fraction] = field(default_factory=dict)
    right_type: str = ""
    restrictions: tuple[str, ...] = ()  # their documents
    open_cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """The real estate unit of a case, as the register has it."""

    code: str
    parcel_code: str
    building_code: str = ""
    region_code: str = ""
    parcel_area_m2: Decimal | None = None
    surveyed_area_m2: Decimal | None = None  # the outlines of all floors, when all are drawn
    registered_area_m2: Decimal | None = None  # what its parts must make together
    covers_several: bool = False  # several buildings, which are not split room by room
    rooms: tuple[RoomFact, ...] = ()  # asked for when the unit is to be split
    units_there: tuple[str, ...] = ()  # units on the same ground, while the case has none itself


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionFact:
    """查封, 异议, 预告 or 抵押 in force on the unit."""

    kind: str  # seizure, objection, advance_notice or mortgage
    placed_on: dt.date
    until: dt.date | None = None
    by: str = ""


def placed_by(
    restrictions: tuple[RestrictionFact, ...], kind: str, by: str
) -> tuple[RestrictionFact, ...]:
    """Return the restrictions of a kind that one party placed: those it may let hold longer."""
    return tuple(each for each in restrictions if each.kind == kind and each.by == by)


def lifted_from(
    restrictions: tuple[RestrictionFact, ...], kind: str, by: str
) -> tuple[RestrictionFact, ...]:
    """Return what an order to lift takes off: what the same party placed, else the only one there is.

    One court's order never lifts another court's seizure.

    >>> first, second = (RestrictionFact(kind="seizure", placed_on=dt.date(2026, 7, 1), by=court)
    ...                  for court in ("甲法院", "乙法院"))
    >>> [each.by for each in lifted_from((first, second), "seizure", "乙法院")]
    ['乙法院']
    >>> lifted_from((first, second), "seizure", "丙法院")
    ()
    """
    there = tuple(each for each in restrictions if each.kind == kind)
    own = placed_by(restrictions, kind, by)
    return own or (there if len(there) == 1 else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelFact:
    """A parcel beside the one of a case, perhaps to be merged with it."""

    code: str
    ring: Ring = ()
    area_m2: Decimal = Decimal(0)
    touches: bool = False  # along a line, not at a corner
    right_nature: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitThere:
    """A unit on the ground of a case that is not its own."""

    code: str
    parcel_code: str
    holders: Mapping[str, Fraction] = field(default_factory=dict)
    buildings: tuple[str, ...] = ()
    restrictions: tuple[str, ...] = ()  # their documents
    is_seized: bool = False
    open_cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandFacts:
    """The ground of a case that draws its parcel anew."""

    parcel_code: str
    srid: int | None  # the system its boundary points are in
    ring: Ring = ()
    area_m2: Decimal = Decimal(0)
    right_nature: str = ""
    buildings: tuple[Building, ...] = ()
    near: tuple[ParcelFact, ...] = ()
    units: tuple[UnitThere, ...] = ()  # on the parcel and on those merged with it

    def merged(self, codes: tuple[str, ...]) -> tuple[ParcelFact, ...]:
        """Return those of the parcels near that are named."""
        return tuple(each for each in self.near if each.code in codes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the register says of the unit today."""

    holders: Mapping[str, Fraction] = field(default_factory=dict)  # organisation code → share
    certificates: frozenset[str] = frozenset()
    has_old_certificate: bool = False  # 房产证 or 土地证, still valid (条例 art. 33)
    right_type: str = ""
    right_nature: str = ""
    recorded_area_m2: Decimal | None = None
    restrictions: tuple[RestrictionFact, ...] = ()

    @property
    def is_live(self) -> bool:
        """Return whether somebody holds the unit."""
        return bool(self.holders)

    def has(self, kind: str) -> bool:
        """Return whether a restriction of a kind is in force."""
        return any(each.kind == kind for each in self.restrictions)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotFact:
    """One line of the checklist and the files that lie in it."""

    code: str
    is_required: bool
    hashes: tuple[str, ...] = ()
    is_settled: bool = True  # the list it comes from is quoted, not remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """公告: when it was published, until when, and who objected."""

    published_on: dt.date
    until: dt.date
    working_days: int
    objections: str = ""
    is_objection_settled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A case as its rules see it on a day."""

    application: Application
    state: State
    day: dt.date
    office: str  # the division of the registry the case lies with
    competent_office: str  # that of the registry in charge of the place
    has_series: bool = True  # the office has its names for numbering
    unreadable: tuple[str, ...] = ()
    unit: UnitFacts | None = None
    standing: Standing = field(default_factory=Standing)
    merging: tuple[MergeFact, ...] = ()
    land: LandFacts | None = None  # gathered for a case that draws its parcel anew
    applicants: tuple[Party, ...] = ()
    new_holders: Mapping[str, Party] = field(default_factory=dict)  # those of them that exist
    slots: tuple[SlotFact, ...] = ()
    asked_for: tuple[str, ...] = ()  # slots named in the last notice of correction
    fees: tuple[FeeLine, ...] = ()
    notice: NoticeFacts | None = None
    is_visited: bool = False
    earlier_cases: tuple[str, ...] = ()  # live, on the same unit, received before
    same_kind_cases: tuple[str, ...] = ()
    submitted_on: dt.date | None = None
    corrected_on: dt.date | None = None  # the day something missing was asked for
    clock: Clock | None = None
    limits: Limits = field(default_factory=Limits)
    survey_class: SurveyClass = CLASS_TWO
    prepared_by: frozenset[int] = frozenset()
    by: int | None = None  # who is about to move the case
    box: str = ""
    shelf: str = ""

    @property
    def kind(self) -> Kind:
        """Return the kind of the case."""
        return self.application.kind

    @property
    def applicant_codes(self) -> frozenset[str]:
        """Return the codes of the organisations that apply."""
        return frozenset(each.code for each in self.applicants)

    def has_document(self, slot: str) -> bool:
        """Return whether a file lies in a slot."""
        return any(each.code == slot and each.hashes for each in self.slots)

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the required slots that are empty."""
        return tuple(each.code for each in self.slots if each.is_required and not each.hashes)
