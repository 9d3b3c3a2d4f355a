"""Parcels that a case splits, merges or draws anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from registry.policy.cases.facts import Facts, LandFacts, ParcelFact, UnitThere
from registry.policy.cases.land import (
    BOUNDARY,
    DRAWN_CAUSES,
    GROUND_TOLERANCE_M2,
    PARCEL_MERGE,
    PARCEL_SPLIT,
    Piece,
    Ring,
    is_ring,
    left_over_m2,
    outside_m2,
    overlap_m2,
    placed,
    site_of,
    stands_on,
    together,
)
from registry.policy.cases.rules.base import RECEIVING, THROUGHOUT, Evidence, fires, listed, rule
from registry.policy.cases.terms import Kind, Severity, Words
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
REMEMBERED, DERIVED = Certainty.UNVERIFIED, Certainty.DERIVED
CHANGE = {Kind.CHANGE}
AT = THROUGHOUT | RECEIVING
CLAUSE = "条例 8"


def _is(facts: Facts, *causes: str) -> bool:
    return facts.application.cause in causes and facts.land is not None


def _land(facts: Facts) -> LandFacts:
    assert facts.land is not None  # asked for by `_is`
    return facts.land


def _drawn(facts: Facts, *causes: str) -> tuple[Sequence[Piece], Ring]:
    """Return the pieces that go round a ground, and the ring of the parcel; nothing for other causes."""
    if not _is(facts, *causes) or len(_land(facts).ring) < 3:
        return (), ()
    pieces = facts.application.pieces
    return (pieces, _land(facts).ring) if all(map(is_ring, pieces)) else ((), ())


def _merged(facts: Facts) -> tuple[ParcelFact, ...]:
    if not _is(facts, PARCEL_MERGE):
        return ()
    return _land(facts).merged(facts.application.merged_parcels)


def _others(facts: Facts) -> tuple[UnitThere, ...]:
    return facts.land.units if facts.land is not None else ()


# --- what is typed ------------------------------------------------------------------


@rule(
    "C-LAND-1", BLOCKS, "条例 8", "宗地 %(parcel)s 没有界址坐标，应先补测。",
    "Parcel %(parcel)s has no surveyed boundary: survey it first.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def parcel_is_surveyed(facts: Facts) -> Evidence | None:
    land = facts.land
    bare = land is not None and (land.srid is None or len(land.ring) < 3)
    return fires(bare, parcel=land.parcel_code if land else "")


@rule(
    "C-LAND-2", BLOCKS, CLAUSE, "%(cause)s应有%(wanted)s个部分，现填 %(count)s 个。",
    "%(cause)s takes %(wanted)s; %(count)s has points.", kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def pieces_are_as_many_as_asked(facts: Facts) -> Evidence | None:
    count = len(facts.application.pieces)
    if "pieces" in facts.unreadable:
        return None
    if _is(facts, PARCEL_SPLIT) and count < 2:
        wanted = Words("至少两", "two parts or more")
        return {"cause": Words("宗地分割", "A split"), "wanted": wanted, "count": str(count)}
    if _is(facts, BOUNDARY) and count != 1:
        wanted = Words("一", "one outline")
        return {"cause": Words("界址变更", "A new boundary"), "wanted": wanted, "count": str(count)}
    return None


@rule(
    "C-LAND-3", BLOCKS, "GB/T 17986-2000", "部分 %(numbers)s 的界线自相交，或者不足三个界址点。",
    "The line of part %(numbers)s crosses itself, or has fewer than three points.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def lines_do_not_cross_themselves(facts: Facts) -> Evidence | None:
    pieces = enumerate(facts.application.pieces, start=1)
    crossed = [str(n) for n, piece in pieces if not is_ring(piece)]
    return fires(_is(facts, *DRAWN_CAUSES) and bool(crossed), numbers=listed(crossed))


@rule(
    "C-LAND-4", BLOCKS, CLAUSE, "部分重叠：%(pairs)s。", "Parts overlap: %(pairs)s.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def pieces_do_not_overlap(facts: Facts) -> Evidence | None:
    pieces, _ring = _drawn(facts, PARCEL_SPLIT)
    shared = [
        f"{a}+{b} {area} m²"
        for (a, one), (b, other) in combinations(enumerate(pieces, start=1), 2)
        if (area := overlap_m2(one.ring, other.ring)) > GROUND_TOLERANCE_M2
    ]
    return fires(bool(shared), pairs=listed(shared))


@rule(
    "C-LAND-5", BLOCKS, CLAUSE,
    "部分超出原宗地：%(parts)s。X 是北坐标，写在前面。",
    "Parts reach outside the parcel: %(parts)s. X is north and comes first.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def pieces_lie_in_the_parcel(facts: Facts) -> Evidence | None:
    pieces, ring = _drawn(facts, PARCEL_SPLIT)
    outside = [
        f"{n} {area} m²"
        for n, piece in enumerate(pieces, start=1)
        if (area := outside_m2(piece.ring, ring)) > GROUND_TOLERANCE_M2
    ]
    return fires(bool(outside), parts=listed(outside))


@rule(
    "C-LAND-6", BLOCKS, CLAUSE, "原宗地有 %(area)s m² 不属于任何部分（限 %(limit)s m²）。",
    "%(area)s m² of the parcel belongs to no part (at most %(limit)s m²).",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def pieces_leave_no_gap(facts: Facts) -> Evidence | None:
    pieces, ring = _drawn(facts, PARCEL_SPLIT)
    if not pieces:
        return None
    gap = left_over_m2(ring, [piece.ring for piece in pieces])
    return fires(gap > GROUND_TOLERANCE_M2, area=str(gap), limit=str(GROUND_TOLERANCE_M2))


@rule(
    "C-LAND-7", BLOCKS, "条例 18(1)",
    "各部分面积之和 %(sum)s m² 与宗地登记面积 %(whole)s m² 相差超过 %(limit)s m²。",
    "The parts make %(sum)s m², the parcel is registered with %(whole)s m²: more than "
    "%(limit)s m² apart.", kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def pieces_make_the_area(facts: Facts) -> Evidence | None:
    pieces, _ring = _drawn(facts, PARCEL_SPLIT)
    if not pieces:
        return None
    total, whole = sum(piece.area_m2 for piece in pieces), _land(facts).area_m2
    is_off = abs(total - whole) > GROUND_TOLERANCE_M2
    return fires(is_off, sum=f"{total:.2f}", whole=f"{whole:.2f}", limit=str(GROUND_TOLERANCE_M2))


@rule(
    "C-LAND-8", BLOCKS, CLAUSE, "界线穿过建筑：%(buildings)s。",
    "A line cuts through buildings: %(buildings)s.", kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def no_line_cuts_a_building(facts: Facts) -> Evidence | None:
    pieces, ring = _drawn(facts, *DRAWN_CAUSES)
    if not pieces:
        return None
    rings = [piece.ring for piece in pieces]
    whole = site_of(facts.application.cause, pieces, ring)
    drawn = [each for each in _land(facts).buildings if each.rings]
    cut = [each.name for each in drawn if stands_on(each, rings, whole) is None]
    return fires(bool(cut), buildings=listed(cut))


@rule(
    "C-LAND-9", BLOCKS, CLAUSE, "没有说明建筑在哪个部分：%(buildings)s。",
    "Which part these buildings stand on is not said: %(buildings)s.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def each_building_has_its_piece(facts: Facts) -> Evidence | None:
    pieces, ring = _drawn(facts, *DRAWN_CAUSES)
    if not pieces:
        return None
    buildings = _land(facts).buildings
    given = {code for codes in placed(pieces, buildings, ring) for code in codes}
    left = [each.name for each in buildings if not each.rings and each.code not in given]
    return fires(bool(left), buildings=listed(left))


@rule(
    "C-LAND-10", BLOCKS, CLAUSE, "新界址与相邻宗地重叠：%(parcels)s。",
    "The new boundary overlaps its neighbours: %(parcels)s.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def new_boundary_leaves_its_neighbours_alone(facts: Facts) -> Evidence | None:
    pieces, _ring = _drawn(facts, BOUNDARY)
    near = facts.land.near if facts.land else ()
    shared = [
        f"{each.code} {area} m²"
        for piece in pieces
        for each in near
        if each.ring and (area := overlap_m2(piece.ring, each.ring)) > GROUND_TOLERANCE_M2
    ]
    return fires(bool(shared), parcels=listed(shared))


@rule(
    "C-LAND-11", INFORMS, "条例 18(1)", "宗地面积由 %(was)s m² 变为 %(now)s m²。",
    "The parcel's area goes from %(was)s m² to %(now)s m².",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def new_boundary_says_its_area(facts: Facts) -> Evidence | None:
    pieces, _ring = _drawn(facts, BOUNDARY)
    if not pieces:
        return None
    was, now = _land(facts).area_m2, pieces[0].area_m2
    return fires(now != was, was=f"{was:.2f}", now=f"{now:.2f}")


# --- the other units on the ground --------------------------------------------------


@rule(
    "C-LAND-12", BLOCKS, "条例 14", "地上其他单元的权利人没有共同申请：%(units)s。",
    "Holders of other units on the ground do not apply: %(units)s.",
    kinds=CHANGE, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def everybody_on_the_ground_applies(facts: Facts) -> Evidence | None:
    apart = [each.code for each in _others(facts) if set(each.holders) - facts.applicant_codes]
    return fires(bool(apart), units=listed(apart))


@rule(
    "C-LAND-13", BLOCKS, "受理顺序", "地上其他单元有未结案件：%(numbers)s。",
    "Cases are open on other units of the ground: %(numbers)s.",
    kinds=CHANGE, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def nothing_else_is_open_on_the_ground(facts: Facts) -> Evidence | None:
    numbers = [number for each in _others(facts) for number in each.open_cases]
    return fires(bool(numbers), numbers=listed(dict.fromkeys(numbers)))


@rule(
    "C-LAND-14", BLOCKS, "细则", "地上其他单元被查封：%(units)s。",
    "Other units of the ground are seized: %(units)s.",
    kinds=CHANGE, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def nothing_on_the_ground_is_seized(facts: Facts) -> Evidence | None:
    seized = [each.code for each in _others(facts) if each.is_seized]
    return fires(bool(seized), units=listed(seized))


@rule(
    "C-LAND-15", BLOCKS, CLAUSE, "多幢一体的单元会被界线分开：%(units)s，应先分割单元。",
    "A unit of several buildings would lie on two parts: %(units)s; split the unit first.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def units_of_several_buildings_stay_whole(facts: Facts) -> Evidence | None:
    pieces, ring = _drawn(facts, PARCEL_SPLIT)
    if not pieces:
        return None
    sites = [set(codes) for codes in placed(pieces, _land(facts).buildings, ring)]
    known = {code for codes in sites for code in codes}
    apart = [
        each.code
        for each in _others(facts)
        if not any(set(each.buildings) & known <= site for site in sites)
    ]
    return fires(bool(apart), units=listed(apart))


# --- merge --------------------------------------------------------------------------


@rule(
    "C-LAND-16", BLOCKS, CLAUSE, "没有指明与哪个相邻宗地合并。",
    "No neighbouring parcel to merge with is named.", kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def merge_names_its_neighbours(facts: Facts) -> Evidence | None:
    return fires(_is(facts, PARCEL_MERGE) and not facts.application.merged_parcels)


@rule(
    "C-LAND-17", BLOCKS, CLAUSE, "不能合成一个多边形：%(parcels)s。",
    "These do not make one polygon with the parcel: %(parcels)s.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def merged_parcels_make_one_polygon(facts: Facts) -> Evidence | None:
    named = facts.application.merged_parcels
    if not _is(facts, PARCEL_MERGE) or not named or len(_land(facts).ring) < 3:
        return None
    merged = [each for each in _merged(facts) if each.ring]
    is_one = together([_land(facts).ring, *(each.ring for each in merged)]) is not None
    return fires(len(merged) < len(named) or not is_one, parcels=listed(named))


@rule(
    "C-LAND-18", BLOCKS, "细则 26",
    "权利人、份额或者权利性质与本宗地不同：%(parcels)s；应先办理转移。",
    "Held by others, in other shares or by another nature of right: %(parcels)s; a transfer comes "
    "first.", kinds=CHANGE, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def merged_parcels_are_held_alike(facts: Facts) -> Evidence | None:
    own = dict(facts.standing.holders)
    strange = {each.parcel_code for each in _others(facts) if dict(each.holders) != own}
    held = {each.parcel_code for each in _others(facts)}
    other = [
        each.code
        for each in _merged(facts)
        if each.code in strange
        or each.code not in held
        or each.right_nature != _land(facts).right_nature
    ]
    return fires(bool(other), parcels=listed(other))


@rule(
    "C-LAND-19", BLOCKS, "细则", "有限制的宗地不能合并：%(documents)s。",
    "Parcels under a restriction are not merged: %(documents)s.",
    kinds=CHANGE, at=AT, certainty=REMEMBERED,
)  # fmt: skip
def nothing_restricts_merged_parcels(facts: Facts) -> Evidence | None:
    if not _is(facts, PARCEL_MERGE):
        return None
    own = [each.by or each.kind for each in facts.standing.restrictions]
    others = [name for each in _others(facts) for name in each.restrictions]
    return fires(bool(own or others), documents=listed([*own, *others]))


# --- what follows -------------------------------------------------------------------


@rule(
    "C-LAND-20", INFORMS, "GB/T 37346-2019",
    "宗地 %(parcel)s 终止，登簿时生成新的宗地代码；地上单元随之换码换证。",
    "Parcel %(parcel)s ends; new parcel codes are given at entry, and the units on it get new codes "
    "and certificates.", kinds=CHANGE, at=AT,
)  # fmt: skip
def codes_are_given_anew(facts: Facts) -> Evidence | None:
    return fires(facts.land is not None, parcel=facts.land.parcel_code if facts.land else "")


@rule(
    "C-LAND-21", BLOCKS, CLAUSE, "宗地面积随界址改变：登记原因应选“界址变更”。",
    "A parcel's area changes with its boundary: choose “Boundary” as the cause.",
    kinds=CHANGE, at=AT, certainty=DERIVED,
)  # fmt: skip
def land_area_changes_with_the_boundary(facts: Facts) -> Evidence | None:
    asked = facts.application
    known = facts.unit.parcel_area_m2 if facts.unit else None
    is_new = asked.land_area_m2 is not None and asked.land_area_m2 != known
    return fires(asked.cause == "area" and is_new)
