"""Restrictions: 查封 异议 预告 抵押 registered on a unit and lifted from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from registry.entries import Consent, Entry, RestrictionTerms
from registry.errors import ConsentMissing, RestrictionInTheWay
from registry.models import Act, BAUnit, RegisterEntry, Restriction
from registry.models.periods import from_day
from registry.policy.restrictions import Effect, Live, that_stop, without_consent
from registry.services.entering import close_one, fresh, opened, refuse_seized, until, written

DISPOSALS = ("mortgage", "advance_notice")  # what a seized unit can no longer be given


def restrict(*, entry: Entry, unit: BAUnit, terms: RestrictionTerms) -> Restriction:
    """Register a restriction on a unit from a day on."""
    with written(Act.RESTRICT, entry, unit) as row:
        if terms.kind in DISPOSALS:
            refuse_seized(unit, entry)
        return Restriction.objects.create(
            unit=unit,
            kind=terms.kind,
            party=terms.party,
            organisation_id=terms.organisation,
            document_no=terms.document_no,
            amount_yuan=terms.amount_yuan,
            rank=terms.rank,
            note=terms.note,
            **opened(row, from_day(entry.on, terms.until)),
        )


def lift_restriction(*, entry: Entry, restriction: Restriction) -> None:
    """End a restriction before a day."""
    with written(Act.LIFT, entry, restriction.unit) as row:
        end_restriction(row, fresh(restriction))


def amend_restriction(*, entry: Entry, restriction: Restriction, **said: Any) -> Restriction:
    """Let a restriction say something else, until another day: 续封, or a turn in the queue.

    It stays the same restriction from the same day on; what it said before stays on record.
    """
    with written(Act.AMEND, entry, restriction.unit) as row:
        known = fresh(restriction)
        until_day = said.pop("until", known.period.upper)
        close_one(row, known)
        return Restriction.objects.create(
            uid=known.uid,
            unit_id=known.unit_id,
            **{**_said(known), **said},
            **opened(row, from_day(known.period.lower, until_day)),
        )


def end_restriction(row: RegisterEntry, restriction: Restriction) -> None:
    """End a restriction before the day of an entry."""
    rest = until(restriction.period, row.on)
    close_one(row, restriction)
    if rest is not None:
        Restriction.objects.create(
            uid=restriction.uid,
            unit_id=restriction.unit_id,
            came_from_id=restriction.came_from_id,
            **_said(restriction),
            **opened(row, rest),
        )


def carry_over(row: RegisterEntry, restriction: Restriction, unit: BAUnit) -> None:
    """Let a restriction hold on a unit that came from the one it was on, from an entry's day."""
    Restriction.objects.create(
        unit=unit,
        came_from=restriction,
        **_said(restriction),
        **opened(row, from_day(row.on, restriction.period.upper)),
    )


def refuse_restrained(units: Iterable[BAUnit], entry: Entry, effects: Mapping[str, Effect]) -> None:
    """Refuse an act that a restriction on its units stops, or whose party has not agreed to it."""
    rows = Restriction.objects.known(None).on(entry.on).filter(unit__in=list(units))
    found = [
        Live(unit=code, kind=kind, party=party, document_no=number)
        for code, kind, party, number in rows.order_by("unit__code", "pk").values_list(
            "unit__code", "kind", "party", "document_no"
        )
    ]
    if not entry.court_order:
        for each in that_stop(found, effects):
            raise RestrictionInTheWay(unit=each.unit, document=each.document_no)
    if missing := without_consent(found, effects, entry.consents):
        told = dict.fromkeys(f"{each.party} ({each.document_no}, {each.unit})" for each in missing)
        raise ConsentMissing(missing="; ".join(told))


def with_consents(entry: Entry, units: Iterable[BAUnit]) -> Entry:
    """Return an entry of a case whose file has the consents of all whom its units serve."""
    rows = Restriction.objects.known(None).on(entry.on).filter(unit__in=list(units))
    parties = dict.fromkeys(rows.order_by("pk").values_list("party", flat=True))
    agreed = tuple(Consent(party=party, document_no=entry.case_number) for party in parties)
    return replace(entry, consents=agreed)


def distinct(restrictions: Iterable[Restriction]) -> list[Restriction]:
    """Return restrictions, each once: the parts of a split unit carry the same one several times."""
    found: dict[object, Restriction] = {}
    for each in restrictions:
        found.setdefault((*_said(each).values(), each.period.upper), each)
    return list(found.values())


def _said(restriction: Restriction) -> dict[str, Any]:
    """Return what a restriction says, whatever unit it is on."""
    return {
        "kind": restriction.kind,
        "party": restriction.party,
        "organisation_id": restriction.organisation_id,
        "document_no": restriction.document_no,
        "amount_yuan": restriction.amount_yuan,
        "rank": restriction.rank,
        "note": restriction.note,
    }
