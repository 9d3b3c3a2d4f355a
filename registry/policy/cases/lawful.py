"""A lawful case of each kind, to which nobody could object: what every test vector begins with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.policy.cases.applications import Application, Holding
from registry.policy.cases.clocks import Clock, Pace
from registry.policy.cases.facts import (
    Facts,
    NoticeFacts,
    Party,
    RestrictionFact,
    SlotFact,
    Standing,
    UnitFacts,
)
from registry.policy.cases.fees import TAXES, FeeLine
from registry.policy.cases.terms import Kind, State

DAY = dt.date(2026, 7, 1)
PARCEL = "990101001001GB00001"
UNIT = f"{PARCEL}F00010001"
OLD, NEW = "A01", "B02"
HALF = Fraction(1, 2)
COURT = "示例市人民法院"
CERTIFICATE = "示（2020）示例市不动产权第0000001号"

OLD_PARTY = Party(code=OLD, name="示例局", uscc="91350100M000100Y43")
NEW_PARTY = Party(
    code=NEW, name="示例市机关事务管理局", uscc="91350100M000100Y43", is_managing_office=True
)
_TAXES = tuple(FeeLine(kind=kind, amount=Decimal(0), is_paid=True) for kind in sorted(TAXES))
_CLOCK = Clock(
    pace=Pace.IN_TIME,
    used=3,
    left=27,
    promise_left=7,
    due_on=dt.date(2026, 8, 7),
    promised_on=dt.date(2026, 7, 10),
    forecast_on=dt.date(2026, 7, 3),
    is_certain=True,
)
_NOTICE = NoticeFacts(published_on=dt.date(2026, 6, 1), until=dt.date(2026, 6, 23), working_days=15)
LIVE_STANDING = Standing(
    holders={OLD: Fraction(1)}, certificates=frozenset({CERTIFICATE}), right_type="4"
)
_DECISION = {
    "document_no": "示政发〔2026〕1号",
    "document_on": dt.date(2026, 5, 1),
    "document_issuer": "示例市人民政府",
}
_CALLER = {"contact": "甲一", "phone": "0990-1234567"}
_BUILT = {
    "right_type": "4",
    "right_nature": "allocated",
    "use_purpose": "办公",
    "address": "示例路",
}


_TO_NEW = (Holding(organisation=NEW, share=Fraction(1)),)
_OLD_PAPER = {"certificate_no": CERTIFICATE}
_TOLD: Mapping[Kind, Mapping[str, Any]] = {
    Kind.FIRST: {
        **_BUILT,
        **_CALLER,
        "cause": "new_build",
        "ground": "first",
        "holders": _TO_NEW,
        "building_area_m2": Decimal("1000.00"),
    },
    Kind.TRANSFER: {
        **_CALLER,
        **_DECISION,
        **_OLD_PAPER,
        "cause": "allotment",
        "is_joint": True,
        "right_type": "4",
        "holders": _TO_NEW,
    },
    Kind.CHANGE: {
        **_CALLER,
        **_OLD_PAPER,
        "cause": "address",
        "ground": "name_or_description",
        "corrected_value": "示例路 2 号",
    },
    Kind.CANCELLATION: {
        **_CALLER,
        **_OLD_PAPER,
        "cause": "given_up",
        "ground": "lost_or_given_up",
    },
    Kind.CORRECTION: {
        **_CALLER,
        "cause": "description",
        "ground": "correction_or_objection",
        "recorded_value": "混合",
        "corrected_value": "钢混",
    },
    Kind.OBJECTION: {
        **_CALLER,
        "cause": "raise",
        "ground": "correction_or_objection",
        "reason": "权属有争议",
    },
    Kind.ADVANCE_NOTICE: {**_CALLER, "cause": "withdraw", "is_joint": True},
    Kind.SEIZURE: {
        "cause": "seize",
        "document_no": "（2026）示01执1号",
        "document_on": dt.date(2026, 6, 1),
        "document_issuer": COURT,
        "period_from": dt.date(2026, 6, 1),
        "period_until": dt.date(2029, 5, 31),
    },
    Kind.OTHER: {
        **_CALLER,
        "cause": "reissue",
        "ground": "other_law",
        "right_type": "4",
        "certificate_no": CERTIFICATE,
    },
}


def _application(kind: Kind) -> Application:
    """Return an application of a kind to which nobody could object."""
    return Application(kind=kind, **_TOLD[kind])


_APPLICANTS: Mapping[Kind, tuple[Party, ...]] = {
    Kind.FIRST: (NEW_PARTY,),
    Kind.TRANSFER: (OLD_PARTY, NEW_PARTY),
    Kind.OBJECTION: (NEW_PARTY,),
    Kind.SEIZURE: (),
}


def lawful(kind: Kind, state: State = State.SUBMITTED) -> Facts:
    """Return a case of a kind that no rule stops anywhere."""
    is_noticed = kind in {Kind.FIRST, Kind.CORRECTION}
    is_withdrawal = kind == Kind.ADVANCE_NOTICE
    on_book = (RestrictionFact(kind="advance_notice", placed_on=dt.date(2026, 1, 5)),)
    standing = replace(LIVE_STANDING, restrictions=on_book) if is_withdrawal else LIVE_STANDING
    return Facts(
        application=_application(kind),
        state=state,
        day=DAY,
        office="990100",
        competent_office="990100",
        unit=UnitFacts(
            code=UNIT,
            parcel_code=PARCEL,
            building_code="B1",
            region_code="990101",
            parcel_area_m2=Decimal("5000.00"),
            surveyed_area_m2=Decimal("1000.50"),
        ),
        standing=Standing() if kind == Kind.FIRST else standing,
        applicants=_APPLICANTS.get(kind, (OLD_PARTY,)),
        new_holders={NEW: NEW_PARTY},
        slots=(SlotFact(code="application_form", is_required=True, hashes=("a",)),),
        fees=_TAXES,
        notice=_NOTICE if is_noticed else None,
        is_visited=True,
        submitted_on=DAY,
        clock=_CLOCK,
        prepared_by=frozenset({1, 2}),
        by=3,
        box="2026-1",
        shelf="A-1",
    )
