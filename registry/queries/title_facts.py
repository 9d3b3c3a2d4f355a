"""Titles and certificates as policy is told of them, for a scope or for a few buildings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from registry.models import HELD_BY
from registry.policy import CertificateFact
from registry.policy.facts import TitleFact
from registry.queries.facts import Reach, rows_of
from registry.queries.titles import certified_buildings
from registry.scope import Scope


def certificates_known(day: dt.date, reach: Reach) -> list[CertificateFact]:
    """Return the certificates of a reach's buildings beside what their drawings measure."""
    return [
        CertificateFact(
            subject=each.unit_code,
            building=each.building_code,
            number=each.number,
            organisation=each.organisation_code,
            region_code=each.region_code,
            printed_area=each.printed_area,
            surveyed_area=each.surveyed_area,
        )
        for each in certified_buildings(day, reach.scope, buildings=reach.keys)
    ]


def titles_known(day: dt.date, reach: Reach) -> list[TitleFact]:
    """Return who holds the units of a reach's buildings, beside the office that should."""
    offices = [(r["prefix"], r["office"]) for r in rows_of(OFFICES, day, Reach())]
    return [
        TitleFact(**row, managing_office=office)
        for row in rows_of(TITLES, day, reach)
        if (office := _office_for(row["region_code"], offices))
    ]


def _office_for(region_code: str, offices: Sequence[tuple[str, str]]) -> str | None:
    """Return the managing office nearest to a division: its own, or that of the one around it."""
    around = [each for each in offices if Scope.of_region(each[0]).covers(region_code)]
    return (
        max(around, key=lambda each: len(Scope.of_region(each[0]).prefix or ""))[1]
        if around
        else None
    )


_HELD_BY = ", ".join(f"'{kind}'" for kind in HELD_BY)

OFFICES = """
    SELECT region_code AS prefix, name || ' ' || code AS office
      FROM registry_organisation WHERE kind = 'managing_office'
     ORDER BY code DESC
"""

TITLES = f"""
    -- One row a unit of a building: the parties of the right it is held by. Where no right is
    -- registered the newest certificate in force names its holder: old papers stay valid.
    SELECT unit.code AS unit_code, parcel.code AS parcel_code, building.code AS building,
           building.region_code, coalesce(held.holder, paper.holder, '') AS holder
      FROM registry_baunit AS unit
      JOIN registry_parcel AS parcel ON parcel.id = unit.parcel_id
      JOIN registry_building AS building ON building.id = unit.building_id
      LEFT JOIN LATERAL (
           SELECT string_agg(coalesce(party.name || ' ' || party.code, holder.name), '、'
                             ORDER BY holder.id) AS holder
             FROM registry_right AS "right"
             JOIN registry_rightholder AS holder ON holder.right_id = "right".id
             LEFT JOIN registry_organisation AS party ON party.id = holder.organisation_id
            WHERE "right".unit_id = unit.id AND "right".kind IN ({_HELD_BY})
              AND "right".period @> %(day)s::date AND upper_inf("right".recorded)) AS held ON true
      LEFT JOIN LATERAL (
           SELECT party.name || ' ' || party.code AS holder
             FROM registry_certificate AS paper
             JOIN registry_organisation AS party ON party.id = paper.holder_id
            WHERE paper.unit_id = unit.id AND paper.kind NOT IN ('none', 'proof')
              AND paper.period @> %(day)s::date AND upper_inf(paper.recorded)
            ORDER BY lower(paper.period) DESC, paper.id DESC LIMIT 1) AS paper ON true
     WHERE unit.period @> %(day)s::date
       AND building.region_code LIKE %(scope)s
       AND (%(keys)s::bigint[] IS NULL OR building.id = ANY(%(keys)s::bigint[]))
     ORDER BY unit.code
"""
