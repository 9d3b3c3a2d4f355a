"""单方申请情形: when one party may apply alone (条例 art. 14)."""

from __future__ import annotations

from dataclasses import dataclass

from registry.policy.cases.terms import Kind, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for which one party may apply alone, and the kinds it is a reason for."""

    code: str
    clause: str
    kinds: frozenset[Kind]
    label: Words


def _ground(code: str, item: int, kinds: set[Kind], zh: str, en: str) -> Ground:
    return Ground(code=code, clause=f"条例 14({item})", kinds=frozenset(kinds), label=Words(zh, en))


_ANY_CHANGE = {Kind.TRANSFER, Kind.CHANGE, Kind.CANCELLATION}

GROUNDS: tuple[Ground, ...] = (
    _ground("first", 1, {Kind.FIRST}, "尚未登记的不动产首次申请登记", "First registration"),
    _ground("inheritance", 2, {Kind.TRANSFER}, "继承、接受遗赠取得不动产权利", "Inheritance"),
    _ground(
        "judgment_or_decision",
        3,
        {Kind.FIRST, *_ANY_CHANGE, Kind.CORRECTION, Kind.SEIZURE, Kind.OTHER},
        "人民法院、仲裁委员会生效的法律文书或者人民政府生效的决定",
        "Judgment, award or government decision in force",
    ),
    _ground(
        "name_or_description",
        4,
        {Kind.CHANGE},
        "权利人姓名、名称或者自然状况发生变化",
        "Name of the holder or description of the property changed",
    ),
    _ground(
        "lost_or_given_up",
        5,
        {Kind.CANCELLATION},
        "不动产灭失或者权利人放弃不动产权利",
        "Property destroyed or right given up",
    ),
    _ground(
        "correction_or_objection",
        6,
        {Kind.CORRECTION, Kind.OBJECTION},
        "申请更正登记或者异议登记",
        "Correction or objection",
    ),
    _ground(
        "other_law",
        7,
        set(Kind),
        "法律、行政法规规定可以由当事人单方申请的其他情形",
        "Other cases in which the law lets one party apply",
    ),
)
GROUND_BY_CODE = {ground.code: ground for ground in GROUNDS}


def grounds_for(kind: Kind) -> tuple[Ground, ...]:
    """Return the reasons for which one party may apply for a kind alone.

    >>> [ground.code for ground in grounds_for(Kind.OBJECTION)]
    ['correction_or_objection', 'other_law']
    """
    return tuple(ground for ground in GROUNDS if kind in ground.kinds)
