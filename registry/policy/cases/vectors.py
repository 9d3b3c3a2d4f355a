"""Test vectors: for each rule a change to a lawful case under which it fires; unchanged, it is silent.

A vector is data: the kind of the lawful case and what is put in its place, by dotted path.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.policy.cases.applications import Holding
from registry.policy.cases.clocks import Pace
from registry.policy.cases.facts import (
    Facts,
    MergeFact,
    Party,
    RestrictionFact,
    RoomFact,
    SlotFact,
    Standing,
)
from registry.policy.cases.fees import TAXES, FeeLine
from registry.policy.cases.land_vectors import LAND_VECTORS
from registry.policy.cases.lawful import (
    COURT,
    DAY,
    HALF,
    LIVE_STANDING,
    NEW,
    NEW_PARTY,
    OLD,
    OLD_PARTY,
    PARCEL,
    UNIT,
    lawful,
)
from registry.policy.cases.parts import Part
from registry.policy.cases.terms import Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """What makes a rule fire: a lawful case of a kind in a state, with changes by dotted path."""

    kind: Kind
    state: State
    changes: Mapping[str, Any]

    @property
    def firing(self) -> Facts:
        """Return the case under which the rule fires."""
        facts = self.silent
        for path, value in self.changes.items():
            facts = changed(facts, path, value)
        return facts

    @property
    def silent(self) -> Facts:
        """Return the lawful case, under which it does not."""
        return lawful(self.kind, self.state)


def changed(value: Any, path: str, new: Any) -> Any:
    """Return a value with what lies at a dotted path replaced.

    >>> changed(lawful(Kind.FIRST), "unit.code", "").unit.code
    ''
    """
    name, _, rest = path.partition(".")
    inner = changed(getattr(value, name), rest, new) if rest else new
    return replace(value, **{name: inner})


def _v(kind: Kind, state: State = State.SUBMITTED, **changes: Any) -> Vector:
    """Return a vector; two underlines in a name stand for the dot of its path."""
    return Vector(
        kind=kind,
        state=state,
        changes={name.replace("__", "."): value for name, value in changes.items()},
    )


def _on_book(kind: str, *, by: str = "", placed_on: dt.date = DAY) -> tuple[RestrictionFact, ...]:
    return (RestrictionFact(kind=kind, placed_on=placed_on, by=by),)


def _holders(*pairs: tuple[str, Fraction]) -> tuple[Holding, ...]:
    return tuple(Holding(organisation=code, share=share) for code, share in pairs)


def _part(*rooms: str, area: str = "500.00", is_passed: bool = False) -> Part:
    return Part(rooms=rooms, building_area_m2=Decimal(area), is_passed=is_passed)


# Two rooms of 200 m² and a registered area of 1000 m², to be split; beside it a unit to merge with.
_ROOMS = tuple(
    RoomFact(uid=uid, number=number, floor="一层", area_m2=Decimal(200))
    for uid, number in (("r1", "101"), ("r2", "102"))
)
_WHOLE = Decimal("1000.00")
_HALVES = (_part("r1"), _part("r2", is_passed=True))
_NEIGHBOUR = MergeFact(
    code=f"{PARCEL}F00010002", is_beside=True, holders={OLD: Fraction(1)}, right_type="4"
)


def _split(kind: Kind, **changes: Any) -> Vector:
    """Return a vector of a split that is in order but for the changes."""
    told = {
        "application__cause": "split",
        "application__parts": _HALVES,
        "unit__rooms": _ROOMS,
        "unit__registered_area_m2": _WHOLE,
    }
    return _v(kind, **{**told, **changes})


def _merge(**changes: Any) -> Vector:
    told = {
        "application__cause": "merge",
        "application__merged": (_NEIGHBOUR.code,),
        "merging": (_NEIGHBOUR,),
    }
    return _v(Kind.CHANGE, **{**told, **changes})


_STRANGER = (Party(code="Z9", name="示例丙局"),)
_OPEN_TAX = (FeeLine(kind=sorted(TAXES)[0], amount=Decimal(10)),)
_BARE_EXEMPTION = (FeeLine(kind=sorted(TAXES)[0], amount=Decimal(0), is_exempt=True),)
_ONE = Fraction(1)
F, T, C, X = Kind.FIRST, Kind.TRANSFER, Kind.CHANGE, Kind.CANCELLATION
R, J, A = Kind.CORRECTION, Kind.OBJECTION, Kind.ADVANCE_NOTICE
S, Z = Kind.SEIZURE, Kind.OTHER
REVIEW, SECOND, APPROVED = State.FIRST_REVIEW, State.SECOND_REVIEW, State.APPROVED

VECTORS: Mapping[str, Vector] = {
    "C-FORM-1": _v(T, application__contact=""),
    "C-FORM-2": _v(T, unreadable=("price_yuan",)),
    "C-FORM-3": _v(T, applicants=()),
    "C-FORM-4": _v(T, application__phone="甲一的电话"),
    "C-FORM-5": _v(T, application__agent="乙二"),
    "C-FORM-6": _v(T, application__document_on=dt.date(2026, 7, 2)),
    "C-FORM-7": _v(S, application__period_until=dt.date(2026, 5, 31)),
    "C-FORM-8": _v(T, application__term_until=dt.date(2026, 6, 30)),
    "C-FORM-9": _v(T, applicants=(replace(OLD_PARTY, uscc=""), NEW_PARTY)),
    "C-FORM-10": _v(T, application__document_issuer=""),
    "C-FORM-11": _v(F, application__term_until=dt.date(2056, 1, 1)),
    "C-JUR-1": _v(T, competent_office="990200"),
    "C-JUR-2": _v(T, unit=None),
    "C-JUR-3": _v(T, unit__region_code="990102"),
    "C-JUR-4": _v(T, unit__code="990101000000GB00001F00010001"),
    "C-JUR-5": _v(F, unit__building_code=""),
    "C-JUR-6": _v(T, unit__parcel_code="990101001001GB00002"),
    "C-JUR-7": _v(F, unit__code=f"{PARCEL}W00000000"),
    # The limit at 1000.50 m² is 0.04·√1000.50 + 0.002·1000.50 = 3.27 m².
    "C-AREA-1": _v(F, application__building_area_m2=Decimal("1003.78")),
    "C-AREA-2": _v(F, application__land_area_m2=Decimal("5000.01")),
    "C-AREA-3": _v(F, application__building_area_m2=None),
    "C-AREA-4": _v(
        T,
        application__building_area_m2=Decimal("1000.00"),
        standing__recorded_area_m2=Decimal("990.00"),
    ),
    "C-SPLIT-1": _split(C, unit__building_code=""),
    "C-SPLIT-2": _split(C, application__parts=(_part("r1", "r2", area="1000.00"),)),
    "C-SPLIT-3": _split(C, application__parts=(_part("r1"), _part("r1"))),
    "C-SPLIT-4": _split(C, application__parts=(_part("r1", "r2"), _part())),
    "C-SPLIT-5": _split(C, application__parts=(_part("r1"), _part("r2", area="499.99"))),
    "C-SPLIT-6": _split(C, standing__restrictions=_on_book("mortgage")),
    "C-PART-1": _split(T, application__parts=(_part("r1"), _part("r2"))),
    "C-PART-2": _split(T, application__transferred_share=HALF),
    "C-MERGE-1": _merge(application__merged=(UNIT,)),
    "C-MERGE-2": _merge(merging=(replace(_NEIGHBOUR, is_beside=False),)),
    "C-MERGE-3": _merge(merging=(replace(_NEIGHBOUR, holders={OLD: HALF, NEW: HALF}),)),
    "C-MERGE-4": _merge(merging=(replace(_NEIGHBOUR, restrictions=("示例银行",)),)),
    "C-MERGE-5": _merge(merging=(replace(_NEIGHBOUR, open_cases=("990100-2026-200-000003",)),)),
    "C-FIRST-1": _v(F, unit__code="", unit__parcel_code=""),
    "C-FIRST-2": _v(F, unit__code="", unit__units_there=(UNIT,)),
    "C-FIRST-3": _v(F, unit__code=""),
    "C-CHG-1": _v(C, application__cause="area"),
    "C-PARTY-1": _v(T, application__is_joint=False),
    "C-PARTY-2": _v(T, application__ground="other_law"),
    "C-PARTY-3": _v(
        T,
        application__is_joint=False,
        application__ground="judgment_or_decision",
        application__document_no="",
    ),
    "C-PARTY-4": _v(T, application__is_joint=False, application__ground="inheritance"),
    "C-PARTY-5": _v(T, applicants=(NEW_PARTY,)),
    "C-PARTY-6": _v(T, applicants=(OLD_PARTY,)),
    "C-PARTY-7": _v(
        T,
        application__cause="unification",
        new_holders={NEW: replace(NEW_PARTY, is_managing_office=False)},
    ),
    "C-PARTY-8": _v(C, applicants=_STRANGER),
    "C-PARTY-9": _v(F, applicants=(OLD_PARTY,)),
    "C-SHARE-1": _v(T, application__holders=_holders((NEW, HALF))),
    "C-SHARE-2": _v(T, application__holders=_holders((NEW, HALF), (NEW, HALF))),
    "C-SHARE-3": _v(T, standing__holders={OLD: HALF, "Q": HALF}),
    "C-SHARE-4": _v(T, new_holders={}),
    "C-SHARE-5": _v(T, application__holders=_holders((OLD, _ONE))),
    "C-SHARE-6": _v(T, application__transferred_share=HALF),
    "C-UNIF-1": _v(
        T,
        application__cause="unification",
        application__is_joint=False,
        application__document_no="",
    ),
    "C-UNIF-2": _v(T, application__cause="unification"),
    "C-UNIF-3": _v(T, application__cause="sale", standing__right_nature="allocated"),
    "C-STAND-1": _v(T, standing=Standing()),
    "C-STAND-2": _v(F, standing=LIVE_STANDING),
    "C-STAND-3": _v(T, application__certificate_no="示（2020）示例市不动产权第0000009号"),
    "C-STAND-4": _v(T, standing__restrictions=_on_book("seizure", by=COURT)),
    "C-STAND-5": _v(T, standing__restrictions=_on_book("objection")),
    "C-STAND-6": _v(T, standing__restrictions=_on_book("advance_notice")),
    "C-STAND-7": _v(T, standing__restrictions=_on_book("mortgage")),
    "C-STAND-8": _v(R, standing=Standing()),
    "C-STAND-9": _v(T, earlier_cases=("990100-2026-200-000001",)),
    "C-STAND-10": _v(T, APPROVED, earlier_cases=("990100-2026-200-000001",)),
    "C-STAND-11": _v(T, standing__has_old_certificate=True),
    "C-STAND-12": _v(S, application__cause="lift"),
    "C-STAND-13": _v(T, application__right_type="8"),
    "C-STAND-14": _v(X, standing__restrictions=_on_book("mortgage")),
    "C-STAND-15": _v(
        T, standing__restrictions=_on_book("objection", placed_on=dt.date(2026, 6, 15))
    ),
    "C-STAND-16": _v(T, same_kind_cases=("990100-2026-200-000002",)),
    "C-SEIZ-1": _v(S, standing__restrictions=_on_book("seizure")),
    "C-SEIZ-2": _v(S, application__period_until=dt.date(2029, 6, 5)),
    "C-SEIZ-3": _v(S, application__document_issuer="示例公司"),
    "C-SEIZ-4": _v(S, application__cause="continue"),
    "C-SEIZ-5": _v(S, application__period_until=None),
    "C-SEIZ-6": _v(
        S,
        application__cause="continue",
        standing__restrictions=(
            RestrictionFact(kind="seizure", placed_on=DAY, until=dt.date(2029, 5, 31), by=COURT),
        ),
    ),
    "C-SEIZ-7": _v(S, application__cause="waiting"),
    "C-CORR-1": _v(R, application__corrected_value="混合"),
    "C-CORR-2": _v(R, application__cause="holder", applicants=_STRANGER),
    "C-OBJ-1": _v(J, applicants=(OLD_PARTY,)),
    "C-OBJ-2": _v(J, standing__restrictions=_on_book("objection", by="示例市机关事务管理局")),
    "C-ADV-1": _v(A, application__cause="transfer"),
    "C-DOC-1": _v(T, slots=(SlotFact(code="identity", is_required=True),)),
    "C-DOC-2": _v(
        T,
        slots=(
            SlotFact(code="identity", is_required=True, hashes=("a",)),
            SlotFact(code="authority", is_required=False, hashes=("a",)),
        ),
    ),
    "C-DOC-3": _v(T, State.CORRECTION, asked_for=("identity",)),
    "C-DOC-4": _v(
        T, slots=(SlotFact(code="certificate", is_required=True, hashes=("b",), is_settled=False),)
    ),
    "C-REV-1": _v(F, REVIEW, is_visited=False),
    "C-REV-2": _v(F, REVIEW, notice=None),
    "C-REV-3": _v(F, State.PUBLIC_NOTICE, notice__until=DAY),
    "C-REV-4": _v(F, REVIEW, notice__objections="示例丙局主张权利"),
    "C-REV-5": _v(F, REVIEW, notice__working_days=14),
    "C-REV-6": _v(T, SECOND, by=2),
    "C-REV-7": _v(C, application__cause="use"),
    "C-TIME-1": _v(T, REVIEW, clock__pace=Pace.LATE),
    "C-TIME-2": _v(T, REVIEW, clock__pace=Pace.BROKEN_PROMISE),
    "C-TIME-3": _v(T, REVIEW, clock__is_certain=False),
    "C-TIME-4": _v(T, State.CORRECTION, corrected_on=dt.date(2026, 6, 1)),
    "C-TIME-5": _v(T, submitted_on=dt.date(2026, 6, 30)),
    "C-TAX-1": _v(T, SECOND, fees=_OPEN_TAX),
    "C-TAX-2": _v(T, SECOND, fees=_BARE_EXEMPTION),
    "C-TAX-3": _v(T, REVIEW, application__cause="unification"),
    "C-TAX-4": _v(T, application__cause="sale"),
    "C-TAX-5": _v(T, SECOND, fees=()),
    "C-TAX-6": _v(T, SECOND, fees=_BARE_EXEMPTION),
    "C-BOOK-1": _v(T, APPROVED, has_series=False),
    "C-BOOK-2": _v(T, SECOND, unit__code=""),
    "C-ARC-1": _v(T, State.ISSUED, box=""),
    **{
        id: Vector(kind=C, state=State.SUBMITTED, changes=told) for id, told in LAND_VECTORS.items()
    },
}
