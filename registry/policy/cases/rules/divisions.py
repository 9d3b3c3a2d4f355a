"""Units that come and go with a case: split, merged, passed on in part, entered for the first time."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from registry.policy.cases.facts import Facts
from registry.policy.cases.parts import MERGE, SPLIT
from registry.policy.cases.rules.base import RECEIVING, THROUGHOUT, Evidence, fires, listed, rule
from registry.policy.cases.terms import Kind, Severity
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
REMEMBERED, DERIVED = Certainty.UNVERIFIED, Certainty.DERIVED
SPLITTING = {Kind.TRANSFER, Kind.CHANGE}
MERGING = {Kind.CHANGE}
FIRST = {Kind.FIRST}
AT = THROUGHOUT | RECEIVING


def _splits(facts: Facts) -> bool:
    return facts.application.cause == SPLIT


def _merges(facts: Facts) -> bool:
    return facts.application.cause == MERGE


# --- split --------------------------------------------------------------------------


@rule(
    "C-SPLIT-1", BLOCKS, "条例 8", "该单元不能按房间分割：%(why)s。",
    "The unit cannot be split by rooms: it has %(why_en)s.",
    kinds=SPLITTING, at=AT, certainty=DERIVED,
)  # fmt: skip
def unit_can_be_split(facts: Facts) -> Evidence | None:
    unit = facts.unit
    if not _splits(facts) or unit is None:
        return None
    if unit.covers_several:
        return {"why": "包含多幢建筑", "why_en": "several buildings"}
    if not unit.building_code:
        return {
            "why": "没有建筑，应当分割宗地",
            "why_en": "no building; its parcel is split instead",
        }
    if len(unit.rooms) < 2:
        return {"why": "已绘房间不足两间", "why_en": "fewer than two rooms drawn"}
    return None


@rule(
    "C-SPLIT-2", BLOCKS, "条例 8", "分割后至少应有两个单元，现填 %(count)s 个。",
    "A split leaves at least two units; %(count)s is named.",
    kinds=SPLITTING, at=AT, certainty=DERIVED,
)  # fmt: skip
def split_has_two_parts(facts: Facts) -> Evidence | None:
    count = len(facts.application.parts)
    return fires(_splits(facts) and count < 2, count=str(count))


@rule(
    "C-SPLIT-3", BLOCKS, "条例 8", "房间未分清：%(rooms)s。",
    "Rooms without a part of their own: %(rooms)s.",
    kinds=SPLITTING, at=AT, certainty=DERIVED,
)  # fmt: skip
def each_room_goes_to_one_part(facts: Facts) -> Evidence | None:
    if not _splits(facts) or facts.unit is None:
        return None
    given = Counter(room for part in facts.application.parts for room in part.rooms)
    known = {room.uid: room.number or room.uid[:8] for room in facts.unit.rooms}
    unclear = [name for uid, name in known.items() if given[uid] != 1]
    strange = [uid[:8] for uid in given if uid not in known]
    return fires(bool(unclear or strange), rooms=listed([*unclear, *strange]))


@rule(
    "C-SPLIT-4", BLOCKS, "条例 8", "第 %(numbers)s 部分没有房间。",
    "No room goes to part %(numbers)s.", kinds=SPLITTING, at=AT, certainty=DERIVED,
)  # fmt: skip
def each_part_has_a_room(facts: Facts) -> Evidence | None:
    parts = enumerate(facts.application.parts, start=1)
    empty = [str(number) for number, part in parts if not part.rooms]
    return fires(_splits(facts) and bool(empty), numbers=listed(empty))


@rule(
    "C-SPLIT-5", BLOCKS, "条例 18(1)",
    "各部分建筑面积之和 %(sum)s m² 不等于登记面积 %(whole)s m²。",
    "The parts make %(sum)s m², the registered area is %(whole)s m².",
    kinds=SPLITTING, at=AT, certainty=DERIVED,
)  # fmt: skip
def parts_make_the_whole(facts: Facts) -> Evidence | None:
    whole = facts.unit.registered_area_m2 if facts.unit else None
    areas = [part.building_area_m2 for part in facts.application.parts]
    if not _splits(facts) or whole is None or not areas:
        return None
    total = sum((area for area in areas if area is not None), Decimal(0))
    return fires(None in areas or total != whole, sum=f"{total:.2f}", whole=f"{whole:.2f}")


@rule(
    "C-SPLIT-6", INFORMS, "民法典 393", "该单元的抵押、预告将随分割带到每个新单元。",
    "Mortgages and notices on the unit go with each of the new units.",
    kinds=SPLITTING, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def restrictions_follow_the_parts(facts: Facts) -> Evidence | None:
    return fires(_splits(facts) and bool(facts.standing.restrictions))


@rule(
    "C-PART-1", BLOCKS, "细则 27",
    "部分转移应当正好分为留存和转移两个部分，现有 %(count)s 个部分、转移 %(passed)s 个。",
    "A part passes on when there are two parts and one of them is passed; here %(count)s and %(passed)s.",
    kinds={Kind.TRANSFER}, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def one_part_of_two_passes_on(facts: Facts) -> Evidence | None:
    parts = facts.application.parts
    passed = sum(part.is_passed for part in parts)
    is_off = _splits(facts) and (len(parts), passed) != (2, 1)
    return fires(is_off, count=str(len(parts)), passed=str(passed))


@rule(
    "C-PART-2", BLOCKS, "民法典 298", "按房间转移一部分时，转移份额应为全部。",
    "When rooms pass on, the whole right to them does: leave the share at 1.",
    kinds={Kind.TRANSFER}, at=AT, certainty=DERIVED,
)  # fmt: skip
def rooms_pass_on_whole(facts: Facts) -> Evidence | None:
    return fires(_splits(facts) and facts.application.transferred_share < 1)


# --- merge --------------------------------------------------------------------------


@rule(
    "C-MERGE-1", BLOCKS, "条例 8", "没有指明与哪个单元合并。", "No unit to merge with is named.",
    kinds=MERGING, at=AT, certainty=DERIVED,
)  # fmt: skip
def merge_names_another_unit(facts: Facts) -> Evidence | None:
    own = facts.unit.code if facts.unit else ""
    return fires(_merges(facts) and not set(facts.application.merged) - {own})


@rule(
    "C-MERGE-2", BLOCKS, "条例 8", "不是同一宗地、同一幢的现势单元：%(codes)s。",
    "Not a living unit of the same parcel and building: %(codes)s.",
    kinds=MERGING, at=AT, certainty=DERIVED,
)  # fmt: skip
def merged_units_lie_side_by_side(facts: Facts) -> Evidence | None:
    apart = [each.code for each in facts.merging if not each.is_beside]
    return fires(_merges(facts) and bool(apart), codes=listed(apart))


@rule(
    "C-MERGE-3", BLOCKS, "细则 26", "权利人、份额或者权利类型与本单元不同：%(codes)s；应先办理转移。",
    "Held by others, in other shares or by another right: %(codes)s; a transfer comes first.",
    kinds=MERGING, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def merged_units_are_held_alike(facts: Facts) -> Evidence | None:
    own = facts.standing
    other = [
        each.code
        for each in facts.merging
        if each.is_beside
        and (dict(each.holders) != dict(own.holders) or each.right_type != own.right_type)
    ]
    return fires(_merges(facts) and bool(other), codes=listed(other))


@rule(
    "C-MERGE-4", BLOCKS, "细则", "有限制的单元不能合并：%(documents)s。",
    "Units under a restriction are not merged: %(documents)s.",
    kinds=MERGING, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def nothing_restricts_merged_units(facts: Facts) -> Evidence | None:
    own = [each.by or each.kind for each in facts.standing.restrictions]
    others = [name for each in facts.merging for name in each.restrictions]
    return fires(_merges(facts) and bool(own or others), documents=listed([*own, *others]))


@rule(
    "C-MERGE-5", BLOCKS, "受理顺序", "与之合并的单元有未结案件：%(numbers)s。",
    "Cases are open on the units to merge with: %(numbers)s.",
    kinds=MERGING, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def merged_units_have_no_open_case(facts: Facts) -> Evidence | None:
    numbers = [number for each in facts.merging for number in each.open_cases]
    return fires(_merges(facts) and bool(numbers), numbers=listed(numbers))


# --- entered for the first time -----------------------------------------------------


@rule(
    "C-FIRST-1", BLOCKS, "条例 8", "建筑没有落宗，先登记宗地才能编单元代码。",
    "The building lies on no parcel: a unit code begins with its parcel.",
    kinds=FIRST, at=AT, certainty=DERIVED,
)  # fmt: skip
def new_unit_has_a_parcel(facts: Facts) -> Evidence | None:
    unit = facts.unit
    return fires(unit is not None and not unit.code and not unit.parcel_code)


@rule(
    "C-FIRST-2", BLOCKS, "条例 8", "该处已有不动产单元：%(codes)s；应就该单元申请。",
    "There are units already: %(codes)s; apply for one of them.",
    kinds=FIRST, at=AT, certainty=DERIVED,
)  # fmt: skip
def ground_is_not_entered_twice(facts: Facts) -> Evidence | None:
    unit = facts.unit
    there = unit.units_there if unit is not None and not unit.code else ()
    return fires(bool(there), codes=listed(there))


@rule(
    "C-FIRST-3", INFORMS, "GB/T 37346-2019", "单元尚未入簿，登簿时在宗地 %(parcel)s 下生成 28 位代码。",
    "The unit is new: its 28-digit code under parcel %(parcel)s is given with the entry.",
    kinds=FIRST, at=AT,
)  # fmt: skip
def code_is_given_with_the_entry(facts: Facts) -> Evidence | None:
    unit = facts.unit
    is_new = unit is not None and not unit.code and bool(unit.parcel_code)
    return fires(is_new, parcel=unit.parcel_code if unit else "")


@rule(
    "C-FIRST-4", BLOCKS, "条例 8", "本幢没有这些房间，或者宗地上没有这些幢：%(names)s。",
    "Not rooms of the building, or not buildings on the parcel: %(names)s.",
    kinds=FIRST, at=AT, certainty=DERIVED,
)  # fmt: skip
def what_is_named_is_there(facts: Facts) -> Evidence | None:
    missing = facts.unit.not_there if facts.unit else ()
    return fires(bool(missing), names=listed(missing))


@rule(
    "C-FIRST-5", BLOCKS, "条例 8", "一个单元或者是一户，或者是多幢：房号与其他幢只填一项。",
    "A unit is one house or several buildings: name rooms or buildings, not both.",
    kinds=FIRST, at=AT, certainty=DERIVED,
)  # fmt: skip
def unit_is_one_house_or_several_buildings(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(bool(asked.room_numbers and asked.further_buildings))


# --- what a change says -------------------------------------------------------------


@rule(
    "C-CHG-1", BLOCKS, "条例 16", "%(what)s变更没有填新的%(what)s。",
    "The new %(what_en)s is not stated.", kinds={Kind.CHANGE}, at=AT, certainty=DERIVED,
)  # fmt: skip
def change_says_what_is_new(facts: Facts) -> Evidence | None:
    asked = facts.application
    if asked.cause == "area" and asked.building_area_m2 is None and asked.land_area_m2 is None:
        return {"what": "面积", "what_en": "area"}
    if asked.cause == "term" and asked.term_until is None:
        return {"what": "使用期限", "what_en": "term"}
    return None
