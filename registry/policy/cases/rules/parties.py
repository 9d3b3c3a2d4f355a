"""Who may apply, alone or together, and for which shares."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from registry.policy.cases.documents import GOVERNMENT_CAUSES
from registry.policy.cases.facts import Facts
from registry.policy.cases.rules.base import (
    ACCEPTING,
    ALL,
    RECEIVING,
    Evidence,
    fires,
    listed,
    rule,
)
from registry.policy.cases.terms import Kind, Severity
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
OUR_OWN = Certainty.UNVERIFIED
APPLIED = ALL - {Kind.SEIZURE}
ENTERED = {Kind.FIRST, Kind.TRANSFER}


@rule(
    "C-PARTY-1", BLOCKS, "条例 14", "既非双方共同申请，也没有填单方申请情形。",
    "Neither do both parties apply, nor is a ground for one party alone given.",
    kinds=APPLIED, at=ACCEPTING,
)  # fmt: skip
def one_party_alone_has_a_ground(facts: Facts) -> Evidence | None:
    return fires(not facts.application.is_joint and not facts.application.ground)


@rule(
    "C-PARTY-2", WARNS, "条例 14", "共同申请与单方申请情形只选其一。",
    "Choose one of joint application and a ground for one party.", at=RECEIVING,
)  # fmt: skip
def application_is_joint_or_single(facts: Facts) -> Evidence | None:
    return fires(facts.application.is_joint and bool(facts.application.ground))


@rule(
    "C-PARTY-3", BLOCKS, "条例 14(3)", "依法律文书或政府决定单方申请，须填文号。",
    "Applying alone on a judgment or decision needs its number.", at=ACCEPTING,
)  # fmt: skip
def decision_has_its_number(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(asked.ground == "judgment_or_decision" and not asked.document_no)


@rule(
    "C-PARTY-4", BLOCKS, "条例 14(2)", "以继承为由单方申请，登记原因应为继承、受遗赠。",
    "Applying alone for inheritance needs inheritance as the cause.",
    kinds={Kind.TRANSFER}, at=ACCEPTING,
)  # fmt: skip
def inheritance_is_the_cause(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(asked.ground == "inheritance" and asked.cause != "inheritance")


@rule(
    "C-PARTY-5", BLOCKS, "条例 14", "共同申请的转移登记缺原权利人：%(codes)s。",
    "A joint transfer lacks present holders among its applicants: %(codes)s.",
    kinds={Kind.TRANSFER}, at=ACCEPTING,
)  # fmt: skip
def present_holders_apply(facts: Facts) -> Evidence | None:
    holders = set(facts.standing.holders)
    absent = sorted(holders - facts.applicant_codes)
    is_partial = facts.application.transferred_share < 1 and len(absent) < len(holders)
    return fires(
        facts.application.is_joint and bool(absent) and not is_partial, codes=listed(absent)
    )


@rule(
    "C-PARTY-6", BLOCKS, "条例 14", "共同申请的转移登记缺受让人：%(codes)s。",
    "A joint transfer lacks new holders among its applicants: %(codes)s.",
    kinds={Kind.TRANSFER}, at=ACCEPTING,
)  # fmt: skip
def new_holders_apply(facts: Facts) -> Evidence | None:
    asked = facts.application
    new = {each.organisation for each in asked.holders} - set(facts.standing.holders)
    absent = sorted(new - facts.applicant_codes)
    return fires(asked.is_joint and bool(absent), codes=listed(absent))


@rule(
    "C-PARTY-7", WARNS, "中办发〔2017〕70号 权属统一登记",
    "办公用房权属统一登记的权利人应为本级机关事务管理部门，现为 %(names)s。",
    "Unified titles are held by the office affairs authority; here: %(names)s.", kinds=ENTERED,
)  # fmt: skip
def unified_title_is_the_managing_offices(facts: Facts) -> Evidence | None:
    if facts.application.cause != "unification":
        return None
    others = [p.name for p in facts.new_holders.values() if not p.is_managing_office]
    return fires(bool(others), names=listed(others))


@rule(
    "C-PARTY-8", BLOCKS, "条例 14", "申请人不是登记簿记载的权利人。",
    "None of the applicants is a recorded holder.",
    kinds={Kind.CHANGE, Kind.CANCELLATION}, at=ACCEPTING,
)  # fmt: skip
def holder_asks_for_the_change(facts: Facts) -> Evidence | None:
    by_decision = facts.application.ground in {"judgment_or_decision", "other_law"}
    is_stranger = facts.standing.is_live and not (
        facts.applicant_codes & set(facts.standing.holders)
    )
    return fires(is_stranger and not by_decision)


@rule(
    "C-PARTY-9", BLOCKS, "条例 14(1)", "首次登记的权利人须为申请人：%(codes)s。",
    "The holders of a first registration must apply: %(codes)s.",
    kinds={Kind.FIRST}, at=ACCEPTING,
)  # fmt: skip
def first_holders_apply(facts: Facts) -> Evidence | None:
    absent = sorted({h.organisation for h in facts.application.holders} - facts.applicant_codes)
    return fires(bool(absent), codes=listed(absent))


@rule(
    "C-SHARE-1", BLOCKS, "民法典 298", "权利人份额之和为 %(total)s，应为 %(wanted)s。",
    "The holders' shares add up to %(total)s; they should make %(wanted)s.",
    kinds=ENTERED, certainty=Certainty.UNVERIFIED,
)  # fmt: skip
def shares_add_up(facts: Facts) -> Evidence | None:
    asked = facts.application
    total = sum((holding.share for holding in asked.holders), Fraction(0))
    is_off = bool(asked.holders) and total != asked.transferred_share
    return fires(is_off, total=str(total), wanted=str(asked.transferred_share))


@rule(
    "C-SHARE-2", BLOCKS, "民法典 298", "权利人重复：%(codes)s。", "Named twice: %(codes)s.",
    kinds=ENTERED, at=RECEIVING, certainty=Certainty.DERIVED,
)  # fmt: skip
def each_holder_is_named_once(facts: Facts) -> Evidence | None:
    counts = Counter(holding.organisation for holding in facts.application.holders)
    twice = [code for code, number in counts.items() if number > 1]
    return fires(bool(twice), codes=listed(twice))


@rule(
    "C-SHARE-3", BLOCKS, "民法典 298", "拟转移份额 %(asked)s 超过申请人持有的 %(held)s。",
    "The share to be transferred, %(asked)s, exceeds the %(held)s its applicants hold.",
    kinds={Kind.TRANSFER}, certainty=Certainty.DERIVED,
)  # fmt: skip
def nobody_gives_more_than_is_held(facts: Facts) -> Evidence | None:
    asked, holders = facts.application, facts.standing.holders
    giving = holders if asked.ground else set(holders) & facts.applicant_codes
    held = sum((holders[code] for code in giving), Fraction(0))
    is_more = bool(giving) and asked.transferred_share > held
    return fires(is_more, asked=str(asked.transferred_share), held=str(held))


@rule(
    "C-SHARE-4", BLOCKS, "条例 16(2)", "登记系统中没有权利人：%(codes)s。",
    "Not known to the register: %(codes)s.", kinds=ENTERED | {Kind.CORRECTION},
    at=RECEIVING, certainty=Certainty.DERIVED,
)  # fmt: skip
def holders_exist(facts: Facts) -> Evidence | None:
    named = {holding.organisation for holding in facts.application.holders}
    return fires(
        bool(named - set(facts.new_holders)), codes=listed(sorted(named - set(facts.new_holders)))
    )


@rule(
    "C-SHARE-5", WARNS, "条例 18", "受让人与原权利人相同，可能不是转移而是变更。",
    "The new holders are the present ones: this may be a change, not a transfer.",
    kinds={Kind.TRANSFER}, certainty=OUR_OWN,
)  # fmt: skip
def transfer_has_a_new_holder(facts: Facts) -> Evidence | None:
    new = {holding.organisation for holding in facts.application.holders}
    return fires(bool(new) and new == set(facts.standing.holders))


@rule(
    "C-SHARE-6", INFORMS, "民法典 305", "部分转移：其他共有人有优先购买权，登簿后共有份额将重新计算。",
    "A part is transferred: the other holders have the first refusal; shares are worked out anew.",
    kinds={Kind.TRANSFER}, certainty=OUR_OWN,
)  # fmt: skip
def part_of_a_right_is_transferred(facts: Facts) -> Evidence | None:
    return fires(facts.application.transferred_share < 1)


@rule(
    "C-UNIF-1", BLOCKS, "条例 14(3)", "权属统一登记单方申请，须附政府决定的文号。",
    "Title unification by one party needs the number of the government's decision.",
    kinds=ENTERED, at=ACCEPTING, certainty=Certainty.DERIVED,
)  # fmt: skip
def unification_names_its_decision(facts: Facts) -> Evidence | None:
    asked = facts.application
    is_alone = asked.cause == "unification" and not asked.is_joint
    return fires(is_alone and not asked.document_no)


@rule(
    "C-UNIF-2", INFORMS, "权属统一登记", "登簿后应与使用单位签订使用协议并核发使用凭证。",
    "After registration the using body signs a use agreement and is given a use certificate.",
    kinds=ENTERED, certainty=Certainty.VERIFIED,
)  # fmt: skip
def use_papers_follow(facts: Facts) -> Evidence | None:
    return fires(facts.application.cause == "unification")


@rule(
    "C-UNIF-3", BLOCKS, "细则 38", "划拨土地上的房屋转移，缺有批准权的人民政府或主管部门的批准文件。",
    "A transfer on allocated land lacks the approval of the competent government.",
    kinds={Kind.TRANSFER}, at=ACCEPTING, certainty=Certainty.UNVERIFIED,
)  # fmt: skip
def allocated_land_needs_approval(facts: Facts) -> Evidence | None:
    is_allocated = "allocated" in (facts.application.right_nature, facts.standing.right_nature)
    by_other_slot = facts.application.cause in GOVERNMENT_CAUSES
    is_missing = not facts.has_document("government_approval")
    return fires(is_allocated and is_missing and not by_other_slot)
