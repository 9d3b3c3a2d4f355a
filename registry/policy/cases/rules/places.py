"""Whether the case lies with this registry, and whether its unit is what it says."""

from __future__ import annotations

from registry.policy.cases.facts import Facts
from registry.policy.cases.rights import HOUSE_RIGHTS
from registry.policy.cases.rules.base import ACCEPTING, RECEIVING, Evidence, fires, rule
from registry.policy.cases.terms import Kind, Severity
from registry.terms import Certainty

BLOCKS, WARNS, INFORMS = Severity.BLOCKS, Severity.WARNS, Severity.INFORMS
DESCRIBED = {Kind.FIRST, Kind.TRANSFER, Kind.CHANGE}


@rule(
    "C-JUR-1", BLOCKS, "条例 7, 17(4)", "不动产由 %(office)s 的登记机构办理，不属于本登记机构。",
    "The registry of %(office)s is in charge of the property, not this one.", at=ACCEPTING,
)  # fmt: skip
def property_lies_in_the_division(facts: Facts) -> Evidence | None:
    is_elsewhere = facts.unit is not None and facts.competent_office != facts.office
    return fires(is_elsewhere, office=facts.competent_office)


@rule(
    "C-JUR-2", BLOCKS, "条例 8", "没有指明不动产单元。", "No real estate unit is named.",
    at=RECEIVING,
)  # fmt: skip
def unit_is_named(facts: Facts) -> Evidence | None:
    return fires(facts.unit is None)


@rule(
    "C-JUR-3", WARNS, "GB/T 37346-2019",
    "单元代码前六位 %(code)s 与宗地所在区划 %(region)s 不同。",
    "The unit code begins with %(code)s, its parcel lies in %(region)s.",
    at=ACCEPTING, certainty=Certainty.UNVERIFIED,
)  # fmt: skip
def unit_code_names_its_county(facts: Facts) -> Evidence | None:
    unit = facts.unit
    if unit is None or not unit.region_code:
        return None
    head, place = unit.code[:6], unit.region_code[:6]
    is_above = place.endswith("00") and head.startswith(place.rstrip("0"))
    return fires(bool(unit.code) and head != place and not is_above, code=head, region=place)


@rule(
    "C-JUR-4", WARNS, "GB/T 37346-2019", "单元代码的地籍区为 000000，是虚拟单元。",
    "The unit code has cadastral district 000000: a virtual unit.",
    at=ACCEPTING, certainty=Certainty.OBSERVED,
)  # fmt: skip
def unit_is_not_virtual(facts: Facts) -> Evidence | None:
    code = facts.unit.code if facts.unit else ""
    return fires(code[6:12] == "000000" and code[13:14] not in {"G", "H"})


@rule(
    "C-JUR-5", BLOCKS, "条例 8", "房屋所有权需要指明自然幢。",
    "A house right needs a building.", kinds=DESCRIBED, certainty=Certainty.UNVERIFIED,
)  # fmt: skip
def house_right_has_a_building(facts: Facts) -> Evidence | None:
    is_house = facts.application.right_type in HOUSE_RIGHTS
    return fires(is_house and facts.unit is not None and not facts.unit.building_code)


@rule(
    "C-JUR-6", BLOCKS, "GB/T 37346-2019", "单元代码前 19 位不是宗地代码 %(parcel)s。",
    "The first 19 characters of the unit code are not the parcel code %(parcel)s.",
    certainty=Certainty.DERIVED,
)  # fmt: skip
def unit_code_begins_with_its_parcel(facts: Facts) -> Evidence | None:
    unit = facts.unit
    if unit is None or not unit.code:
        return None
    return fires(unit.code[:19] != unit.parcel_code, parcel=unit.parcel_code)


@rule(
    "C-JUR-7", BLOCKS, "GB/T 37346-2019", "单元代码为 W（无定着物），不能登记房屋所有权。",
    "The unit code says W (nothing built); no house right can be entered.",
    kinds=DESCRIBED, certainty=Certainty.DERIVED,
)  # fmt: skip
def nothing_built_has_no_house_right(facts: Facts) -> Evidence | None:
    is_bare = facts.unit is not None and facts.unit.code[19:20] == "W"
    return fires(is_bare and facts.application.right_type in HOUSE_RIGHTS)


@rule(
    "C-AREA-1", WARNS, "GB/T 17986-2000",
    "申请建筑面积 %(asked)s m² 与实测 %(surveyed)s m² 相差超过二级限差 %(limit)s m²。",
    "The building area asked, %(asked)s m², differs from the measured %(surveyed)s m² by more "
    "than the class II limit of %(limit)s m².", kinds=DESCRIBED,
)  # fmt: skip
def building_area_is_as_measured(facts: Facts) -> Evidence | None:
    asked = facts.application.building_area_m2
    surveyed = facts.unit.surveyed_area_m2 if facts.unit else None
    if asked is None or surveyed is None:
        return None
    limit = facts.survey_class.limit(surveyed)
    is_off = abs(asked - surveyed) > limit
    return fires(is_off, asked=f"{asked:.2f}", surveyed=f"{surveyed:.2f}", limit=f"{limit:.2f}")


@rule(
    "C-AREA-2", WARNS, "条例 18(1)", "申请宗地面积 %(asked)s m² 与登记簿 %(known)s m² 不一致。",
    "The parcel area asked, %(asked)s m², is not the %(known)s m² on record.", kinds=DESCRIBED,
)  # fmt: skip
def parcel_area_is_as_recorded(facts: Facts) -> Evidence | None:
    asked = facts.application.land_area_m2
    known = facts.unit.parcel_area_m2 if facts.unit else None
    is_off = asked is not None and known is not None and asked != known
    return fires(is_off, asked=str(asked), known=str(known))


@rule(
    "C-AREA-3", BLOCKS, "条例 16(4)", "首次登记房屋所有权须填建筑面积。",
    "First registration of a house right needs the building area.",
    kinds={Kind.FIRST}, at=ACCEPTING,
)  # fmt: skip
def house_has_an_area(facts: Facts) -> Evidence | None:
    asked = facts.application
    return fires(asked.right_type in HOUSE_RIGHTS and not asked.building_area_m2)


@rule(
    "C-AREA-4", WARNS, "条例 18(1)", "转移登记的面积 %(asked)s m² 与登记簿 %(known)s m² 不一致，应先变更。",
    "The area %(asked)s m² is not the recorded %(known)s m²: a change comes first.",
    kinds={Kind.TRANSFER}, certainty=Certainty.UNVERIFIED,
)  # fmt: skip
def transfer_keeps_the_area(facts: Facts) -> Evidence | None:
    asked, known = facts.application.building_area_m2, facts.standing.recorded_area_m2
    is_off = asked is not None and known is not None and asked != known
    return fires(is_off, asked=str(asked), known=str(known))
