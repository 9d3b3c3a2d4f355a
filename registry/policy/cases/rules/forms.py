"""What must be typed, and what cannot be right as typed."""

from __future__ import annotations

import re

from registry.policy.cases.facts import Facts
from registry.policy.cases.fields import Field, FieldType, fields_for, required_fields
from registry.policy.cases.rules.base import (
    ACCEPTING,
    ALL,
    RECEIVING,
    Evidence,
    fires,
    listed,
    rule,
)
from registry.policy.cases.terms import Kind, Severity, Words
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
OUR_OWN = Certainty.UNVERIFIED
TELEPHONE = re.compile(r"[0-9+()（） \-]{7,20}", re.ASCII)
APPLIED = ALL - {Kind.SEIZURE}


def _names(fields: list[Field]) -> Words:
    return Words(
        listed(field.label.zh for field in fields), ", ".join(field.label.en for field in fields)
    )


@rule(
    "C-FORM-1", BLOCKS, "条例 16", "申请书未填：%(fields)s。", "Not filled in: %(fields)s.",
    at=RECEIVING,
)  # fmt: skip
def required_fields_are_filled(facts: Facts) -> Evidence | None:
    empty = [
        field
        for field in required_fields(facts.kind, facts.application.cause)
        if field.type is not FieldType.YES_NO
        and getattr(facts.application, field.name) in ("", None, ())
        and field.name not in facts.unreadable
    ]
    return fires(bool(empty), fields=_names(empty))


@rule(
    "C-FORM-2", BLOCKS, "条例 16", "填写内容无法识别：%(fields)s。", "Cannot be read: %(fields)s.",
    at=RECEIVING,
)  # fmt: skip
def fields_can_be_read(facts: Facts) -> Evidence | None:
    bad = [field for field in fields_for(facts.kind) if field.name in facts.unreadable]
    return fires(bool(bad), fields=_names(bad))


@rule("C-FORM-3", BLOCKS, "条例 15", "没有申请人。", "Nobody applies.", kinds=APPLIED, at=RECEIVING)
def somebody_applies(facts: Facts) -> Evidence | None:
    return fires(not facts.applicants)


@rule(
    "C-FORM-4", WARNS, "条例 16", "联系电话“%(phone)s”不像电话号码。",
    "“%(phone)s” does not look like a telephone number.", at=RECEIVING, certainty=OUR_OWN,
)  # fmt: skip
def telephone_can_be_dialled(facts: Facts) -> Evidence | None:
    phone = facts.application.phone
    return fires(bool(phone) and not TELEPHONE.fullmatch(phone), phone=phone)


@rule(
    "C-FORM-5", BLOCKS, "条例 16(2)", "由代理人%(agent)s申请，缺授权委托书。",
    "%(agent)s applies for another; the power of attorney is missing.",
    kinds=APPLIED, at=ACCEPTING,
)  # fmt: skip
def agent_has_authority(facts: Facts) -> Evidence | None:
    agent = facts.application.agent
    return fires(bool(agent) and not facts.has_document("authority"), agent=agent)


@rule(
    "C-FORM-6", BLOCKS, "条例 18", "文件日期 %(day)s 在今天之后。",
    "The document is dated %(day)s, which is still to come.", at=RECEIVING, certainty=Certainty.DERIVED,
)  # fmt: skip
def document_is_not_of_tomorrow(facts: Facts) -> Evidence | None:
    day = facts.application.document_on
    return fires(day is not None and day > facts.day, day=str(day))


@rule(
    "C-FORM-7", BLOCKS, "条例 18", "期限止于 %(until)s，早于起始日 %(since)s。",
    "The period ends on %(until)s, before it begins on %(since)s.", at=RECEIVING, certainty=Certainty.DERIVED,
)  # fmt: skip
def period_runs_forward(facts: Facts) -> Evidence | None:
    since, until = facts.application.period_from, facts.application.period_until
    is_backward = since is not None and until is not None and until < since
    return fires(is_backward, since=str(since), until=str(until))


@rule(
    "C-FORM-8", WARNS, "条例 18", "土地使用期限至 %(day)s，已届满。",
    "The land term ended on %(day)s.",
    kinds={Kind.FIRST, Kind.TRANSFER, Kind.CHANGE}, certainty=OUR_OWN,
)  # fmt: skip
def land_term_is_not_over(facts: Facts) -> Evidence | None:
    day = facts.application.term_until
    return fires(day is not None and day < facts.day, day=str(day))


@rule(
    "C-FORM-9", WARNS, "条例 16(2)", "申请人没有统一社会信用代码：%(names)s。",
    "No unified social credit code: %(names)s.", kinds=APPLIED, at=ACCEPTING,
)  # fmt: skip
def applicants_have_a_credit_code(facts: Facts) -> Evidence | None:
    without = [party.name for party in facts.applicants if not party.uscc]
    return fires(bool(without), names=listed(without))


@rule(
    "C-FORM-10", WARNS, "条例 18", "文号 %(number)s 缺发文机关或日期。",
    "Document %(number)s lacks its issuer or date.", at=RECEIVING, certainty=OUR_OWN,
)  # fmt: skip
def document_is_whole(facts: Facts) -> Evidence | None:
    asked = facts.application
    is_part = bool(asked.document_no) and not (asked.document_issuer and asked.document_on)
    return fires(is_part, number=asked.document_no)


@rule(
    "C-FORM-11", INFORMS, "细则", "划拨土地一般不填使用期限。",
    "Allocated land has no term as a rule.",
    kinds={Kind.FIRST, Kind.TRANSFER}, at=RECEIVING, certainty=OUR_OWN,
)  # fmt: skip
def allocated_land_has_no_term(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(asked.right_nature == "allocated" and asked.term_until is not None)
