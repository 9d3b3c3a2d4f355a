"""Checks on an organisation's papers (R-UNIT-5) and its yearly duties (R-UNIT-6)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from registry.policy.facts import PapersFact
from registry.policy.findings import Finding
from registry.policy.periods import months_after
from registry.policy.standards import Parameter, Standards


def papers_missing(fact: PapersFact, standards: Standards) -> Iterator[Finding]:
    """Yield the papers an organisation uses its rooms without."""
    agreement = standards.parameter("use_agreement", fact.region_code)
    if agreement and not fact.has_agreement:
        yield _about(fact, "R-UNIT-5", "R-UNIT-5-AGREEMENT", agreement)
    certificate = standards.parameter("use_certificate", fact.region_code)
    if certificate and not fact.has_certificate:
        yield _about(fact, "R-UNIT-5", "R-UNIT-5-CERTIFICATE", certificate)


def outside_certificate(fact: PapersFact, standards: Standards) -> Finding | None:
    """Return an organisation that uses more than its use certificate covers."""
    certificate = standards.parameter("use_certificate", fact.region_code)
    if not certificate or not fact.has_certificate or fact.certified_area is None:
        return None
    if fact.used_area <= fact.certified_area:
        return None
    return Finding(
        rule="R-UNIT-5",
        subject_kind="organisation",
        subject=f"{fact.organisation}/area",
        region_code=fact.region_code,
        template="R-UNIT-5-AREA",
        organisation=fact.organisation,
        measured=fact.used_area,
        limit=fact.certified_area,
        excess=fact.used_area - fact.certified_area,
        unit="m2",
        basis=certificate.basis,
        evidence={"organisation_name": fact.name or fact.organisation},
    )


def yearly_duties(fact: PapersFact, standards: Standards) -> Iterator[Finding]:
    """Yield the publication and the filing that are due again."""
    for name, template, last in (
        ("publication_months", "R-UNIT-6-PUBLISHED", fact.published_on),
        ("filing_months", "R-UNIT-6-FILED", fact.filed_on),
    ):
        rule = standards.parameter(name, fact.region_code)
        if rule and _is_due(last, rule.number, standards.day):
            yield _about(fact, "R-UNIT-6", template, rule, last)


def _is_due(last: dt.date | None, months: Decimal, day: dt.date) -> bool:
    """Return whether more months than allowed have passed since the last time."""
    return last is None or day > months_after(last, int(months))


def _about(
    fact: PapersFact, rule: str, template: str, duty: Parameter, last: dt.date | None = None
) -> Finding:
    """Return the finding on a paper or a duty."""
    return Finding(
        rule=rule,
        subject_kind="organisation",
        subject=f"{fact.organisation}/{duty.name}",
        region_code=fact.region_code,
        template=template,
        organisation=fact.organisation,
        basis=duty.basis,
        evidence={
            "organisation_name": fact.name or fact.organisation,
            "last": last.isoformat() if last else "–",
        },
    )
