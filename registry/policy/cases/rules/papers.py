"""The checklist, the reviews that must have been held, the days, and the money."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from registry.policy.cases.clocks import Pace
from registry.policy.cases.documents import LABELS
from registry.policy.cases.facts import Facts
from registry.policy.cases.fees import FEES, TAXES, FeeKind, FeeLine
from registry.policy.cases.rights import HOUSE_RIGHTS
from registry.policy.cases.rules.base import (
    ACCEPTING,
    BOOKING,
    RECEIVING,
    REVIEWING,
    Evidence,
    fires,
    listed,
    rule,
)
from registry.policy.cases.terms import Event, Kind, Severity, Words
from registry.policy.cases.transitions import has_same_hands
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
OUR_OWN = Certainty.UNVERIFIED
TAXED = {Kind.FIRST, Kind.TRANSFER}
CORRECTION_DAYS = 30  # after which offices usually ask again; no text says so


def _slots(codes: list[str] | tuple[str, ...]) -> Words:
    named = [LABELS.get(code, Words(code, code)) for code in codes]
    return Words(listed(each.zh for each in named), ", ".join(each.en for each in named))


# --- documents ----------------------------------------------------------------------


@rule(
    "C-DOC-1", BLOCKS, "条例 16, 17(3)", "缺要件：%(slots)s。", "Documents missing: %(slots)s.",
    at=ACCEPTING,
)  # fmt: skip
def required_documents_are_there(facts: Facts) -> Evidence | None:
    return fires(bool(facts.missing), slots=_slots(facts.missing))


@rule(
    "C-DOC-2", WARNS, "条例 18(2)", "同一文件放在多个要件下：%(slots)s。",
    "The same file stands under several headings: %(slots)s.", at=ACCEPTING | REVIEWING,
    certainty=OUR_OWN,
)  # fmt: skip
def each_file_stands_once(facts: Facts) -> Evidence | None:
    seen = Counter(digest for slot in facts.slots for digest in set(slot.hashes))
    twice = [slot.code for slot in facts.slots if any(seen[each] > 1 for each in slot.hashes)]
    return fires(bool(twice), slots=_slots(twice))


@rule(
    "C-DOC-3", BLOCKS, "条例 17(3)", "告知补正的材料尚未补齐：%(slots)s。",
    "Asked for in the notice and still missing: %(slots)s.", at={Event.SUPPLY},
)  # fmt: skip
def what_was_asked_for_is_there(facts: Facts) -> Evidence | None:
    still = [code for code in facts.asked_for if not facts.has_document(code)]
    return fires(bool(still), slots=_slots(still))


@rule(
    "C-DOC-4", INFORMS, "细则", "部分要件依据未经核对原文：%(slots)s。",
    "The source of some headings was not checked against its text: %(slots)s.",
    at=ACCEPTING, certainty=OUR_OWN,
)  # fmt: skip
def unsettled_headings_are_told(facts: Facts) -> Evidence | None:
    unsettled = [slot.code for slot in facts.slots if slot.is_required and not slot.is_settled]
    return fires(bool(unsettled), slots=_slots(unsettled))


# --- reviews ------------------------------------------------------------------------


@rule(
    "C-REV-1", BLOCKS, "条例 19", "须实地查看后才能送复审。",
    "A site visit comes before the second review.",
    kinds={Kind.FIRST, Kind.CANCELLATION}, at=REVIEWING,
)  # fmt: skip
def site_was_seen(facts: Facts) -> Evidence | None:
    asked = facts.application
    needs = asked.right_type in HOUSE_RIGHTS if facts.kind == Kind.FIRST else asked.cause == "lost"
    return fires(needs and not facts.is_visited)


@rule(
    "C-REV-2", BLOCKS, "细则 17", "须公告后才能送复审。",
    "A public notice comes before the second review.",
    kinds={Kind.FIRST, Kind.CORRECTION}, at=REVIEWING,
)  # fmt: skip
def notice_was_published(facts: Facts) -> Evidence | None:
    needs = facts.kind == Kind.FIRST or facts.application.cause == "ex_officio"
    return fires(needs and facts.notice is None)


@rule(
    "C-REV-3", BLOCKS, "细则 17", "公告至 %(day)s，期限未满。",
    "The public notice runs until %(day)s.", at={Event.NOTICE_OVER, *REVIEWING},
)  # fmt: skip
def notice_is_over(facts: Facts) -> Evidence | None:
    notice = facts.notice
    is_open = notice is not None and facts.day <= notice.until
    return fires(is_open, day=str(notice.until) if notice else "")


@rule(
    "C-REV-4", BLOCKS, "条例 22(2)", "公告期间有异议尚未解决：%(what)s",
    "An objection to the notice is not settled: %(what)s", at=REVIEWING,
)  # fmt: skip
def objections_are_settled(facts: Facts) -> Evidence | None:
    notice = facts.notice
    is_open = notice is not None and bool(notice.objections) and not notice.is_objection_settled
    return fires(is_open, what=notice.objections if notice else "")


@rule(
    "C-REV-5", BLOCKS, "细则 17", "公告期只有 %(days)s 个工作日，不足 %(least)s 个。",
    "The notice lasts %(days)s working days, fewer than %(least)s.",
    at={Event.NOTICE_OVER, *REVIEWING},
)  # fmt: skip
def notice_is_long_enough(facts: Facts) -> Evidence | None:
    notice, least = facts.notice, facts.limits.notice_days
    is_short = notice is not None and notice.working_days < least
    days = str(notice.working_days) if notice else ""
    return fires(is_short, days=days, least=str(least))


@rule(
    "C-REV-6", BLOCKS, "四眼原则", "受理或者审核过本案的人不能核定、登簿。",
    "Whoever accepted or reviewed the case cannot approve or register it.",
    at=BOOKING, certainty=OUR_OWN,
)  # fmt: skip
def another_person_decides(facts: Facts) -> Evidence | None:
    return fires(
        facts.by is not None and has_same_hands(Event.APPROVE, facts.prepared_by, facts.by)
    )


@rule(
    "C-REV-7", WARNS, "细则", "用途变更没有规划材料。",
    "A change of use without a planning document.",
    kinds={Kind.CHANGE}, at=ACCEPTING | REVIEWING, certainty=OUR_OWN,
)  # fmt: skip
def new_use_is_planned(facts: Facts) -> Evidence | None:
    is_use = facts.application.cause == "use"
    return fires(is_use and not facts.application.document_no)


# --- days ---------------------------------------------------------------------------


@rule(
    "C-TIME-1", WARNS, "条例 20", "已超过法定 %(days)s 个工作日。",
    "Past the %(days)s working days of the law.",
)  # fmt: skip
def law_is_kept(facts: Facts) -> Evidence | None:
    is_late = facts.clock is not None and facts.clock.pace == Pace.LATE
    return fires(is_late, days=str(facts.limits.legal_days))


@rule(
    "C-TIME-2", WARNS, "承诺时限", "已超过承诺的 %(days)s 个工作日。",
    "Past the promised %(days)s working days.", certainty=OUR_OWN,
)  # fmt: skip
def promise_is_kept(facts: Facts) -> Evidence | None:
    is_broken = facts.clock is not None and facts.clock.pace == Pace.BROKEN_PROMISE
    return fires(is_broken, days=str(facts.limits.promised_days))


@rule(
    "C-TIME-3", INFORMS, "工作日历", "期限跨入尚未录入节假日的年份，届满日可能变动。",
    "The period runs into a year whose holidays are not entered; its last day may move.",
    certainty=OUR_OWN,
)  # fmt: skip
def holidays_are_known(facts: Facts) -> Evidence | None:
    return fires(facts.clock is not None and not facts.clock.is_certain)


@rule(
    "C-TIME-4", INFORMS, "办件惯例", "告知补正已满 %(days)s 日，可再次联系申请人。",
    "What is missing was asked for %(days)s days ago: ask the applicant again.",
    at={Event.SUPPLY}, certainty=OUR_OWN,
)  # fmt: skip
def correction_is_chased(facts: Facts) -> Evidence | None:
    if facts.corrected_on is None:
        return None
    waited = (facts.day - facts.corrected_on).days
    return fires(waited >= CORRECTION_DAYS, days=str(waited))


@rule(
    "C-TIME-5", WARNS, "条例 17", "%(day)s 提交，未当场书面告知不予受理的，视为受理。",
    "Submitted on %(day)s: without a written refusal on the spot it counts as accepted.",
    at={Event.DEEM_ACCEPTED, Event.NOT_ACCEPT},
)  # fmt: skip
def submission_is_answered_at_once(facts: Facts) -> Evidence | None:
    day = facts.submitted_on
    return fires(day is not None and facts.day > day, day=str(day))


# --- money --------------------------------------------------------------------------


def _names(lines: list[FeeLine]) -> Words:
    named = [FEES[line.kind] for line in lines]
    return Words(listed(each.zh for each in named), ", ".join(each.en for each in named))


@rule(
    "C-TAX-1", BLOCKS, "细则 35, 38", "税费未结清：%(lines)s。", "Still to be paid: %(lines)s.",
    kinds=TAXED, at={Event.APPROVE, Event.REGISTER}, certainty=OUR_OWN,
)  # fmt: skip
def taxes_are_settled(facts: Facts) -> Evidence | None:
    still = [line for line in facts.fees if not line.is_exempt and not line.is_settled]
    return fires(bool(still), lines=_names(still))


@rule(
    "C-TAX-2", BLOCKS, "权属统一登记免税通知", "减免未写明依据文件：%(lines)s。",
    "Exempt without a document: %(lines)s.", at={Event.APPROVE, Event.REGISTER}, certainty=OUR_OWN,
)  # fmt: skip
def exemption_names_its_document(facts: Facts) -> Evidence | None:
    bare = [line for line in facts.fees if line.is_exempt and not line.document.strip()]
    return fires(bool(bare), lines=_names(bare))


@rule(
    "C-TAX-3", INFORMS, "权属统一登记免税通知",
    "权属统一登记免征契税、土地增值税、增值税、印花税，可标记减免并写明文件。",
    "Title unification is exempt from the four taxes: mark them and name the document.",
    kinds=TAXED, at=ACCEPTING | REVIEWING,
)  # fmt: skip
def exemption_is_offered(facts: Facts) -> Evidence | None:
    is_marked = any(line.is_exempt for line in facts.fees)
    return fires(facts.application.cause == "unification" and not is_marked)


@rule(
    "C-TAX-4", WARNS, "细则 38", "买卖未填成交价格。", "A sale without a price.",
    kinds={Kind.TRANSFER}, at=RECEIVING, certainty=OUR_OWN,
)  # fmt: skip
def sale_has_a_price(facts: Facts) -> Evidence | None:
    return fires(facts.application.cause == "sale" and facts.application.price_yuan is None)


@rule(
    "C-TAX-5", BLOCKS, "细则 38", "税费清单缺：%(lines)s；无须缴纳的填零。",
    "The list of taxes lacks %(lines)s; enter zero where nothing is due.",
    kinds={Kind.TRANSFER}, at={Event.APPROVE, Event.REGISTER}, certainty=OUR_OWN,
)  # fmt: skip
def every_tax_is_listed(facts: Facts) -> Evidence | None:
    named = {line.kind for line in facts.fees}
    absent = [
        FeeLine(kind=kind, amount=Decimal(0))
        for kind in FeeKind
        if kind in TAXES and kind not in named
    ]
    return fires(bool(absent), lines=_names(absent))


@rule(
    "C-TAX-6", WARNS, "免税通知", "登记原因不是权属统一登记，核对减免依据：%(lines)s。",
    "The cause is not title unification: check the exemption of %(lines)s.",
    kinds=TAXED, at={Event.SECOND_REVIEW, Event.APPROVE}, certainty=OUR_OWN,
)  # fmt: skip
def exemption_fits_the_cause(facts: Facts) -> Evidence | None:
    exempt = [line for line in facts.fees if line.is_exempt and line.kind in TAXES]
    return fires(bool(exempt) and facts.application.cause != "unification", lines=_names(exempt))


# --- book and archive ---------------------------------------------------------------


@rule(
    "C-BOOK-1", BLOCKS, "证书编号", "本登记机构没有设置证书编号（省简称、地名）。",
    "The office has no names set for certificate numbers.",
    at={Event.REGISTER}, certainty=OUR_OWN,
)  # fmt: skip
def certificates_can_be_numbered(facts: Facts) -> Evidence | None:
    return fires(not facts.has_series)


@rule(
    "C-BOOK-2", BLOCKS, "条例 8", "没有不动产单元代码，不能登簿。",
    "There is no real estate unit code to enter under.",
    at=REVIEWING | BOOKING, certainty=Certainty.DERIVED,
)  # fmt: skip
def unit_has_its_code(facts: Facts) -> Evidence | None:
    is_given_now = facts.kind == Kind.FIRST  # a unit that is entered gets its code with the entry
    return fires(facts.unit is not None and not facts.unit.code and not is_given_now)


@rule(
    "C-ARC-1", BLOCKS, "条例 13", "归档须填盒号和架号。",
    "The archive needs a box and a shelf.", at={Event.ARCHIVE}, certainty=OUR_OWN,
)  # fmt: skip
def file_has_its_place(facts: Facts) -> Evidence | None:
    return fires(not (facts.box.strip() and facts.shelf.strip()))
