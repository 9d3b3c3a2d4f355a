"""What the register already says of the unit, and what that allows."""

from __future__ import annotations

import datetime as dt

from registry.policy.cases.causes import LIFTS
from registry.policy.cases.facts import Facts, lifted_from, placed_by
from registry.policy.cases.rules.base import (
    ACCEPTING,
    Evidence,
    fires,
    listed,
    rule,
)
from registry.policy.cases.terms import Event, Kind, Severity
from registry.policy.cases.transitions import QUEUE_JUMPERS
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
REMEMBERED = Certainty.UNVERIFIED
DERIVED = Certainty.DERIVED
DISPOSING = {Kind.TRANSFER, Kind.CHANGE, Kind.CANCELLATION}
OBJECTION_DAYS = dt.timedelta(days=15)  # to sue after an objection (民法典 220, remembered)


@rule(
    "C-STAND-1", BLOCKS, "条例 14, 18", "该单元没有现势登记，不能办理%(what)s；应先首次登记。",
    "The unit has no live entry: first registration comes first.",
    kinds=DISPOSING, certainty=DERIVED,
)  # fmt: skip
def there_is_an_entry_to_act_on(facts: Facts) -> Evidence | None:
    names = {Kind.TRANSFER: "转移", Kind.CHANGE: "变更", Kind.CANCELLATION: "注销"}
    return fires(not facts.standing.is_live, what=names[facts.kind])


@rule(
    "C-STAND-2", BLOCKS, "条例 14(1)", "该单元已有现势登记，不能再次首次登记。",
    "The unit has a live entry: it cannot be registered first again.",
    kinds={Kind.FIRST}, certainty=DERIVED,
)  # fmt: skip
def first_is_first(facts: Facts) -> Evidence | None:
    return fires(facts.standing.is_live)


@rule(
    "C-STAND-3", BLOCKS, "条例 16(3)", "原证号“%(number)s”不是该单元的现势权证。",
    "“%(number)s” is not a live certificate of this unit.",
    kinds=DISPOSING, certainty=DERIVED,
)  # fmt: skip
def certificate_is_the_live_one(facts: Facts) -> Evidence | None:
    number = facts.application.certificate_no
    known = facts.standing.certificates
    return fires(bool(number) and bool(known) and number not in known, number=number)


@rule(
    "C-STAND-4", BLOCKS, "细则", "该单元正被查封（%(by)s），不得办理处分登记。",
    "The unit is under seizure (%(by)s): it cannot be disposed of.",
    kinds={Kind.TRANSFER, Kind.CHANGE, Kind.OTHER}, certainty=REMEMBERED,
)  # fmt: skip
def seized_property_stays(facts: Facts) -> Evidence | None:
    seizures = [each for each in facts.standing.restrictions if each.kind == "seizure"]
    is_mortgage = facts.kind != Kind.OTHER or facts.application.cause == "mortgage"
    return fires(bool(seizures) and is_mortgage, by=listed(each.by or "法院" for each in seizures))


@rule(
    "C-STAND-5", WARNS, "民法典 220", "该单元有异议登记，处分前须书面告知风险。",
    "There is an objection on the unit: the risk must be told in writing.",
    kinds=DISPOSING | {Kind.OTHER}, certainty=REMEMBERED,
)  # fmt: skip
def objection_is_told(facts: Facts) -> Evidence | None:
    return fires(facts.standing.has("objection"))


@rule(
    "C-STAND-6", BLOCKS, "民法典 221", "该单元有预告登记，处分须经预告登记权利人同意。",
    "There is an advance notice on the unit: disposal needs its holder's consent.",
    kinds=DISPOSING | {Kind.OTHER}, certainty=REMEMBERED,
)  # fmt: skip
def advance_notice_needs_consent(facts: Facts) -> Evidence | None:
    is_disposal = facts.kind != Kind.OTHER or facts.application.cause == "mortgage"
    is_open = facts.standing.has("advance_notice") and not facts.application.has_consent
    return fires(is_open and is_disposal)


@rule(
    "C-STAND-7", WARNS, "民法典 406", "该单元有抵押权，转移须核对是否约定禁止转让。",
    "The unit is mortgaged: see whether transfer was excluded by agreement.",
    kinds={Kind.TRANSFER}, certainty=REMEMBERED,
)  # fmt: skip
def mortgage_is_looked_at(facts: Facts) -> Evidence | None:
    return fires(facts.standing.has("mortgage") and not facts.application.has_consent)


@rule(
    "C-STAND-8", BLOCKS, "条例 18", "该单元没有可以更正、异议、补换证的登记。",
    "The unit has no entry to correct, object to or reissue.",
    kinds={Kind.CORRECTION, Kind.OBJECTION, Kind.OTHER}, certainty=DERIVED,
)  # fmt: skip
def there_is_an_entry_to_correct(facts: Facts) -> Evidence | None:
    return fires(not facts.standing.is_live)


@rule(
    "C-STAND-9", WARNS, "受理顺序", "同一单元有先受理的未结案件：%(numbers)s；登簿须按受理顺序。",
    "Earlier cases on the unit are open: %(numbers)s; they are registered in order of receipt.",
    certainty=REMEMBERED,
)  # fmt: skip
def earlier_cases_are_told(facts: Facts) -> Evidence | None:
    return fires(bool(facts.earlier_cases), numbers=listed(facts.earlier_cases))


@rule(
    "C-STAND-10", BLOCKS, "受理顺序", "先受理的案件 %(numbers)s 未办结，本案不能先登簿。",
    "Cases %(numbers)s were received before and are open: this one cannot be registered first.",
    kinds=frozenset(Kind) - QUEUE_JUMPERS, at={Event.REGISTER}, certainty=REMEMBERED,
)  # fmt: skip
def first_come_first_registered(facts: Facts) -> Evidence | None:
    return fires(bool(facts.earlier_cases), numbers=listed(facts.earlier_cases))


@rule(
    "C-STAND-11", INFORMS, "条例 33", "原权证为房产证或土地证，继续有效；本次登簿后换发不动产权证书。",
    "The present paper is an old house or land certificate, still valid; it is replaced now.",
    kinds={Kind.TRANSFER, Kind.CHANGE},
)  # fmt: skip
def old_certificate_is_replaced(facts: Facts) -> Evidence | None:
    return fires(facts.standing.has_old_certificate)


@rule(
    "C-STAND-12", BLOCKS, "细则", "该单元没有该机关（申请人）可以解除的%(what)s。",
    "There is nothing of that kind for this party to lift.",
    kinds={Kind.SEIZURE, Kind.OBJECTION, Kind.ADVANCE_NOTICE}, certainty=DERIVED,
)  # fmt: skip
def there_is_something_to_lift(facts: Facts) -> Evidence | None:
    asked = facts.application
    names = {"seizure": "查封", "objection": "异议", "advance_notice": "预告"}
    kind = LIFTS.get((asked.kind, asked.cause))
    if kind is None:
        return None
    by = asked.document_issuer or listed(party.name for party in facts.applicants)
    return fires(not lifted_from(facts.standing.restrictions, kind, by), what=names[kind])


@rule(
    "C-STAND-13", WARNS, "条例 18", "申请的权利类型与登记簿记载不同。",
    "The kind of right asked for is not the recorded one.",
    kinds={Kind.TRANSFER, Kind.CHANGE}, certainty=DERIVED,
)  # fmt: skip
def right_is_the_recorded_one(facts: Facts) -> Evidence | None:
    asked, known = facts.application.right_type, facts.standing.right_type
    return fires(bool(asked) and bool(known) and asked != known)


@rule(
    "C-STAND-14", BLOCKS, "细则", "该单元有查封或者抵押，注销须经%(who)s同意。",
    "The unit is seized or mortgaged: cancellation needs consent.",
    kinds={Kind.CANCELLATION}, certainty=REMEMBERED,
)  # fmt: skip
def cancellation_respects_others(facts: Facts) -> Evidence | None:
    is_burdened = facts.standing.has("seizure") or facts.standing.has("mortgage")
    who = "查封机关" if facts.standing.has("seizure") else "抵押权人"
    return fires(is_burdened and not facts.application.has_consent, who=who)


@rule(
    "C-STAND-15", INFORMS, "民法典 220", "异议登记自 %(day)s 起已满 15 日，未起诉的异议登记失效。",
    "The objection of %(day)s is over 15 days old and lapses unless a suit was filed.",
    kinds=DISPOSING, certainty=REMEMBERED,
)  # fmt: skip
def old_objection_may_have_lapsed(facts: Facts) -> Evidence | None:
    old = [
        each
        for each in facts.standing.restrictions
        if each.kind == "objection" and facts.day - each.placed_on > OBJECTION_DAYS
    ]
    return fires(bool(old), day=str(old[0].placed_on) if old else "")


@rule(
    "C-STAND-16", WARNS, "条例 17", "同一单元另有在办的同类案件：%(numbers)s。",
    "Another case of this kind is open on the unit: %(numbers)s.",
    at=ACCEPTING, certainty=REMEMBERED,
)  # fmt: skip
def case_is_not_brought_twice(facts: Facts) -> Evidence | None:
    return fires(bool(facts.same_kind_cases), numbers=listed(facts.same_kind_cases))


@rule(
    "C-SEIZ-1", BLOCKS, "细则", "该单元已被查封，后到的查封应作轮候查封。",
    "The unit is seized already: a later seizure waits.",
    kinds={Kind.SEIZURE}, certainty=REMEMBERED,
)  # fmt: skip
def later_seizure_waits(facts: Facts) -> Evidence | None:
    return fires(facts.application.cause == "seize" and facts.standing.has("seizure"))


@rule(
    "C-SEIZ-2", WARNS, "民诉法解释 485", "查封期限超过三年。", "The seizure lasts more than three years.",
    kinds={Kind.SEIZURE}, certainty=REMEMBERED,
)  # fmt: skip
def seizure_lasts_three_years_at_most(facts: Facts) -> Evidence | None:
    since, until = facts.application.period_from, facts.application.period_until
    if since is None or until is None:
        return None
    return fires((until - since).days > 3 * 366)


@rule(
    "C-SEIZ-3", WARNS, "细则", "“%(issuer)s”不像有权查封的机关。",
    "“%(issuer)s” does not look like an authority that may seize.",
    kinds={Kind.SEIZURE}, at=ACCEPTING, certainty=REMEMBERED,
)  # fmt: skip
def court_seizes(facts: Facts) -> Evidence | None:
    issuer = facts.application.document_issuer
    may = ("法院", "检察院", "公安", "监察", "安全")
    return fires(bool(issuer) and not any(word in issuer for word in may), issuer=issuer)


@rule(
    "C-SEIZ-4", BLOCKS, "细则", "没有该机关正在进行的查封，不能续封。",
    "No seizure of this authority is in force to be continued.",
    kinds={Kind.SEIZURE}, certainty=REMEMBERED,
)  # fmt: skip
def running_seizure_is_continued(facts: Facts) -> Evidence | None:
    asked = facts.application
    own = placed_by(facts.standing.restrictions, "seizure", asked.document_issuer)
    return fires(asked.cause == "continue" and not own)


@rule(
    "C-SEIZ-5", WARNS, "细则", "查封没有写明期限。", "The seizure states no end.",
    kinds={Kind.SEIZURE}, at=ACCEPTING, certainty=REMEMBERED,
)  # fmt: skip
def seizure_has_an_end(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(asked.cause != "lift" and asked.period_until is None)


@rule(
    "C-SEIZ-6", BLOCKS, "细则", "续封止于 %(until)s，不晚于现查封的 %(known)s。",
    "Continued until %(until)s, no later than the present end, %(known)s.",
    kinds={Kind.SEIZURE}, certainty=REMEMBERED,
)  # fmt: skip
def continued_seizure_ends_later(facts: Facts) -> Evidence | None:
    asked = facts.application
    own = placed_by(facts.standing.restrictions, "seizure", asked.document_issuer)
    ends = [each.until for each in own if each.until is not None]
    if asked.cause != "continue" or asked.period_until is None or not ends:
        return None
    return fires(
        asked.period_until <= max(ends), until=str(asked.period_until), known=str(max(ends))
    )


@rule(
    "C-SEIZ-7", BLOCKS, "细则", "该单元没有在先的查封，应作查封，不作轮候。",
    "The unit is not seized: this is a seizure, not one in waiting.",
    kinds={Kind.SEIZURE}, certainty=REMEMBERED,
)  # fmt: skip
def waiting_seizure_waits_for_one(facts: Facts) -> Evidence | None:
    return fires(facts.application.cause == "waiting" and not facts.standing.has("seizure"))


@rule(
    "C-CORR-1", BLOCKS, "条例 10", "更正（变更）前后内容相同。",
    "What is recorded and what should be are the same.",
    kinds={Kind.CORRECTION, Kind.CHANGE}, certainty=DERIVED,
)  # fmt: skip
def correction_changes_something(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(bool(asked.recorded_value) and asked.recorded_value == asked.corrected_value)


@rule(
    "C-CORR-2", WARNS, "民法典 220", "更正权利人，须登记簿记载的权利人书面同意或有证据证明确有错误。",
    "Correcting the holder needs the recorded holder's consent or proof of the error.",
    kinds={Kind.CORRECTION}, certainty=REMEMBERED,
)  # fmt: skip
def recorded_holder_agrees(facts: Facts) -> Evidence | None:
    is_stranger = not (facts.applicant_codes & set(facts.standing.holders))
    return fires(facts.application.cause == "holder" and is_stranger)


@rule(
    "C-OBJ-1", WARNS, "民法典 220", "申请异议的就是登记簿记载的权利人，应申请更正登记。",
    "The objector is the recorded holder, who should apply for a correction.",
    kinds={Kind.OBJECTION}, at=ACCEPTING, certainty=REMEMBERED,
)  # fmt: skip
def objector_is_another(facts: Facts) -> Evidence | None:
    is_own = bool(facts.applicant_codes & set(facts.standing.holders))
    return fires(facts.application.cause == "raise" and is_own)


@rule(
    "C-OBJ-2", BLOCKS, "细则", "该单元已有异议登记，同一申请人不得就同一事项再次申请。",
    "There is an objection already; the same party cannot raise it again.",
    kinds={Kind.OBJECTION}, certainty=REMEMBERED,
)  # fmt: skip
def objection_is_raised_once(facts: Facts) -> Evidence | None:
    names = {party.name for party in facts.applicants}
    same = [r for r in facts.standing.restrictions if r.kind == "objection" and r.by in names]
    return fires(facts.application.cause == "raise" and bool(same))


@rule(
    "C-ADV-1", INFORMS, "民法典 221", "能够进行不动产登记之日起九十日内未申请的，预告登记失效。",
    "An advance notice lapses ninety days after registration becomes possible.",
    kinds={Kind.ADVANCE_NOTICE}, certainty=REMEMBERED,
)  # fmt: skip
def advance_notice_lapses(facts: Facts) -> Evidence | None:
    return fires(facts.application.cause != "withdraw")
