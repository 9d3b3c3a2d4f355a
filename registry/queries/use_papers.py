"""On what organisations use their rooms: agreements, certificates, yearly duties, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count
from django.utils.translation import get_language

from registry.models import Organisation, UsePaper, YearlyDuty
from registry.policy.facts import OrganisationFact, PapersFact
from registry.policy.findings import Finding
from registry.policy.rules.papers import outside_certificate, papers_missing, yearly_duties
from registry.policy.standards import Standards
from registry.queries.facts import KnownOrganisation, Reach, rows_of

MOST_SHOWN = 40  # papers and duties of one organisation: decades of them


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage:
    """What the page of an organisation says of its papers on a day."""

    papers: Sequence[UsePaper]
    duties: Sequence[YearlyDuty]
    certified: Decimal | None  # m², by the certificates in force
    used: Decimal  # m²
    missing: tuple[str, ...]  # a sentence each


def papers_known(known: Sequence[KnownOrganisation], day: dt.date) -> list[PapersFact]:
    """Return the papers of the organisations that use rooms on a day."""
    using = {each.pk: each.fact for each in known if any(each.fact.used.values())}
    reach = Reach(keys=tuple(sorted(using)))
    return [_fact(using[row.pop("pk")], **row) for row in rows_of(PAPERS, day, reach)]


def _fact(
    fact: OrganisationFact,
    *,
    agreements: int,
    certificates: int,
    without_area: int,
    certified_area: Decimal | None,
    published_on: dt.date | None,
    filed_on: dt.date | None,
) -> PapersFact:
    return PapersFact(
        organisation=fact.code,
        name=fact.name,
        region_code=fact.region_code,
        has_agreement=agreements > 0,
        has_certificate=certificates > 0,
        certified_area=None if without_area else certified_area,
        used_area=sum(fact.used.values(), Decimal(0)),
        published_on=published_on,
        filed_on=filed_on,
    )


PAPERS = """
    -- One row an organisation: its papers in force on the day, and when it last did its duties.
    SELECT organisation.id AS pk, coalesce(paper.agreements, 0) AS agreements,
           coalesce(paper.certificates, 0) AS certificates,
           coalesce(paper.without_area, 0) AS without_area, paper.certified_area,
           duty.published_on, duty.filed_on
      FROM unnest(%(keys)s::bigint[]) AS organisation (id)
      LEFT JOIN (SELECT organisation_id, count(*) FILTER (WHERE kind = 'agreement') AS agreements,
                        count(*) FILTER (WHERE kind = 'certificate') AS certificates,
                        count(*) FILTER (WHERE kind = 'certificate' AND area_m2 IS NULL)
                        AS without_area,
                        sum(area_m2) FILTER (WHERE kind = 'certificate') AS certified_area
                   FROM registry_usepaper
                  WHERE period @> %(day)s::date AND organisation_id = ANY(%(keys)s::bigint[])
                  GROUP BY organisation_id) AS paper ON paper.organisation_id = organisation.id
      LEFT JOIN (SELECT organisation_id, max("on") FILTER (WHERE kind = 'published') AS published_on,
                        max("on") FILTER (WHERE kind = 'filed') AS filed_on
                   FROM registry_yearlyduty
                  WHERE "on" <= %(day)s::date AND organisation_id = ANY(%(keys)s::bigint[])
                  GROUP BY organisation_id) AS duty ON duty.organisation_id = organisation.id
     ORDER BY organisation.id
"""


def papers_page(
    of: Organisation, fact: OrganisationFact | None, judged: Standards, *, day: dt.date
) -> PapersPage:
    """Return an organisation's papers with their periods and areas, and what is missing."""
    known = [KnownOrganisation(pk=of.pk, fact=fact)] if fact else []
    facts = papers_known(known, day)
    found = [finding for each in facts for finding in _missing(each, judged)]
    language = "zh" if (get_language() or "").startswith("zh") else "en"
    return PapersPage(
        papers=list(
            UsePaper.objects.filter(organisation=of)
            .annotate(names=Count("rooms"))
            .order_by("kind", "-period")[:MOST_SHOWN]
        ),
        duties=list(
            YearlyDuty.objects.filter(organisation=of).order_by("-on", "kind")[:MOST_SHOWN]
        ),
        certified=facts[0].certified_area if facts else None,
        used=facts[0].used_area if facts else Decimal(0),
        missing=tuple(finding.sentence(language) for finding in found),
    )


def _missing(fact: PapersFact, judged: Standards) -> list[Finding]:
    """Return what the standards in force miss in the papers of an organisation."""
    beyond = outside_certificate(fact, judged)
    papers = [*papers_missing(fact, judged), *yearly_duties(fact, judged)]
    return [*papers, beyond] if beyond else papers
