"""Checks on an organisation against its quota: R-UNIT-1 to R-UNIT-4."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from registry.errors import NoFormula
from registry.policy.facts import OrganisationFact
from registry.policy.findings import Finding, Gap, exact
from registry.policy.quotas import Premises, Quota, Step, quota_of
from registry.policy.standards import Standards
from registry.policy.verdicts import tolerance_for
from registry.terms import RoomUse

CHECKED = {
    "R-UNIT-1": ("A", (RoomUse.OFFICE,), "办公室"),
    "R-UNIT-2": ("B", (RoomUse.SERVICE,), "服务用房"),
    "R-UNIT-3": ("equipment", (RoomUse.EQUIPMENT,), "设备用房"),
    "R-UNIT-4": ("basic", (RoomUse.OFFICE, RoomUse.SERVICE, RoomUse.EQUIPMENT), "基本办公用房"),
}


def over_quota(fact: OrganisationFact, standards: Standards) -> Iterator[Finding | Gap]:
    """Yield each kind of room an organisation has too much of, or why its quota is not known."""
    try:
        quota = quota_for(fact, standards)
    except NoFormula as missing:
        yield Gap(organisation=fact.code, code=missing.code, fields=missing.fields)
        return
    tolerance = tolerance_for(fact.region_code, standards)
    for rule, (symbol, uses, what) in CHECKED.items():
        used = sum((fact.used.get(use, Decimal(0)) for use in uses), Decimal(0))
        if used - quota.value(symbol) > tolerance:
            yield _over(fact, rule, what, used, quota.step(symbol))


def quota_for(fact: OrganisationFact, standards: Standards) -> Quota:
    """Return what the organisation's establishment entitles it to."""
    premises = Premises(
        level=fact.level, region_code=fact.region_code, establishment=fact.establishment
    )
    return quota_of(premises, standards)


def _over(fact: OrganisationFact, rule: str, what: str, used: Decimal, step: Step) -> Finding:
    """Return the finding on one kind of room."""
    return Finding(
        rule=rule,
        subject_kind="organisation",
        subject=fact.code,
        region_code=fact.region_code,
        template="R-UNIT",
        organisation=fact.code,
        measured=used,
        limit=step.value,
        excess=used - step.value,
        unit="m2",
        basis=step.basis,
        evidence={
            "organisation_name": fact.name or fact.code,
            "what": what,
            "working": step.working,
            "approved": exact(step.value),
        },
    )
