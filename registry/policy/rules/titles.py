"""Checks on title: its holder (R-TITLE-1), its code (R-TITLE-2), its area (R-TITLE-3)."""

from __future__ import annotations

from decimal import Decimal

from registry.codes import UnitCode
from registry.errors import CodeError
from registry.measures import SurveyClass
from registry.policy.facts import CertificateFact, TitleFact
from registry.policy.findings import Finding, exact, shown
from registry.policy.reading import Json
from registry.policy.standards import Parameter, Standards


def certificate_disagrees(fact: CertificateFact, standards: Standards) -> Finding | None:
    """Return a certificate whose area differs from the survey by more than its class allows."""
    wanted = standards.parameter("certificate_survey_class", fact.region_code)
    survey = standards.survey_class(wanted.value, fact.region_code) if wanted else None
    if not wanted or not survey:
        return None
    limit = survey.limit(fact.printed_area)
    apart = abs(fact.printed_area - fact.surveyed_area)
    return _apart(fact, apart, limit, wanted, survey) if apart > limit else None


def _apart(
    fact: CertificateFact, apart: Decimal, limit: Decimal, wanted: Parameter, survey: SurveyClass
) -> Finding:
    """Return the finding on a certificate."""
    return Finding(
        rule="R-TITLE-3",
        subject_kind="unit",
        subject=fact.subject,
        region_code=fact.region_code,
        template="R-TITLE-3",
        organisation=fact.organisation,
        measured=apart,
        limit=limit,
        excess=apart - limit,
        unit="m2",
        basis=wanted.basis,
        evidence={
            "number": fact.number,
            "building": fact.building,
            "printed": shown(fact.printed_area),
            "surveyed": shown(fact.surveyed_area),
            "printed_m2": exact(fact.printed_area),
            "surveyed_m2": exact(fact.surveyed_area),
            "formula": f"{exact(survey.root)}√S + {exact(survey.linear)}S",
            "survey_class": survey.name,
        },
    )


def held_by_another(title: TitleFact, standards: Standards) -> Finding | None:
    """Return a unit whose holder is not the managing office of its level; one nobody holds is none."""
    rule = standards.parameter("title_holder", title.region_code)
    if not rule or title.holder in ("", title.managing_office):
        return None
    evidence: dict[str, Json] = {"holder": title.holder, "managing_office": title.managing_office}
    return _on_title(title, "R-TITLE-1", "R-TITLE-1", rule, evidence)


def code_is_wrong(title: TitleFact, standards: Standards) -> Finding | None:
    """Return a unit whose code is malformed or belongs to another parcel."""
    rule = standards.parameter("unit_code", title.region_code)
    if not rule:
        return None
    try:
        parcel = UnitCode.parse(title.unit_code).parcel.text
    except CodeError as refused:
        problem: dict[str, Json] = {"problem": str(refused), "cause": refused.code}
        return _on_title(title, "R-TITLE-2", "R-TITLE-2-MALFORMED", rule, problem)
    if title.parcel_code in ("", parcel):
        return None
    return _on_title(title, "R-TITLE-2", "R-TITLE-2-PARCEL", rule, {})


def _on_title(
    title: TitleFact, rule: str, template: str, parameter: Parameter, evidence: dict[str, Json]
) -> Finding:
    """Return the finding on a unit's title."""
    return Finding(
        rule=rule,
        subject_kind="unit",
        subject=title.unit_code,
        region_code=title.region_code,
        template=template,
        basis=parameter.basis,
        evidence={
            "unit_code": title.unit_code,
            "parcel_code": title.parcel_code,
            "building": title.building,
            **evidence,
        },
    )
