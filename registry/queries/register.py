"""The register of titles as it stood on a day and as it was known at a moment.

Without a moment the rows known now answer; with one, those whose record period holds it. Both ask
the same index of a unit's rows, so that looking back costs no more than looking.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max, Prefetch, QuerySet

from registry.entries import Held
from registry.models import (
    BAUnit,
    Certificate,
    CertificateScan,
    RegisterEntry,
    Restriction,
    Right,
    RightHolder,
)
from registry.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """Which day is asked about, and at which moment's knowledge; None is what is known now."""

    day: dt.date
    known_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HolderLine:
    """One holder of a right."""

    name: str
    organisation: str  # its code; empty for a party outside the register
    identity_no: str
    share: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class RightLine:
    """One right with its holders."""

    pk: int
    uid: str
    kind: str
    kind_name: str
    sharing: str
    sharing_code: str
    purpose: str
    term: str
    building_area_m2: Decimal | None
    note: str
    since: dt.date
    until: dt.date | None
    recorded_at: dt.datetime
    case_number: str
    holders: tuple[HolderLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RestrictionLine:
    """One restriction."""

    pk: int
    kind: str
    kind_name: str
    party: str
    document_no: str
    amount_yuan: Decimal | None
    rank: int
    note: str
    since: dt.date
    until: dt.date | None
    case_number: str
    came_from: str  # the code of the unit it was on before


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """One certificate, and the number of the one it replaced."""

    pk: int
    kind: str
    kind_name: str
    number: str
    holder: str
    printed_area_m2: Decimal | None
    issued_by: str
    replaces: str
    has_scan: bool
    note: str
    since: dt.date
    until: dt.date | None
    scans: Sequence[CertificateScan] = ()  # given after it was issued, the newest first


def unit_by_code(scope: Scope, code: str) -> BAUnit:
    """Return the unit with a code: the living one, else the last that had it."""
    units = BAUnit.objects.within(scope).filter(code=code)
    return units.select_related("parcel", "building__courtyard__region").latest("pk")


def holders_on(unit: BAUnit, day: dt.date, known_at: dt.datetime | None = None) -> list[Held]:
    """Return who held a unit on a day, as the register knew it at a moment.

    The parties of every right on the unit come, in the order they were registered.
    """
    rows = RightHolder.objects.known(known_at).on(day).filter(unit=unit)
    said = ("right__kind", "name", "organisation_id", "numerator", "denominator")
    return [
        Held(kind=kind, name=name, organisation=organisation, share=Fraction(part, whole))
        for kind, name, organisation, part, whole in rows.order_by("right__kind", "pk").values_list(
            *said
        )
    ]


def rights_on(unit: BAUnit, asked: AsOf) -> list[RightLine]:
    """Return the rights on a unit with their holders."""
    rights = Right.objects.known(asked.known_at).on(asked.day).filter(unit=unit)
    rows = rights.select_related("entry").prefetch_related(
        Prefetch("holders", RightHolder.objects.select_related("organisation"))
    )
    return [_right(row) for row in rows.order_by("kind", "pk")]


def _right(row: Right) -> RightLine:
    return RightLine(
        pk=row.pk,
        uid=str(row.uid),
        kind=row.kind,
        kind_name=row.get_kind_display(),
        sharing=row.get_sharing_display(),
        sharing_code=row.sharing,
        purpose=row.purpose,
        term=row.term,
        building_area_m2=row.building_area_m2,
        note=row.note,
        since=row.period.lower,
        until=row.period.upper,
        recorded_at=row.recorded.lower,
        case_number=row.entry.case_number,
        holders=tuple(
            HolderLine(
                name=each.name,
                organisation=each.organisation.code if each.organisation else "",
                identity_no=each.identity_no,
                share=Fraction(each.numerator, each.denominator),
            )
            for each in sorted(row.holders.all(), key=lambda each: each.pk)
        ),
    )


def restrictions_on(unit: BAUnit, asked: AsOf) -> list[RestrictionLine]:
    """Return the restrictions on a unit, seizures first."""
    rows = Restriction.objects.known(asked.known_at).on(asked.day).filter(unit=unit)
    return [
        RestrictionLine(
            pk=row.pk,
            kind=row.kind,
            kind_name=row.get_kind_display(),
            party=row.party,
            document_no=row.document_no,
            amount_yuan=row.amount_yuan,
            rank=row.rank,
            note=row.note,
            since=row.period.lower,
            until=row.period.upper,
            case_number=row.entry.case_number,
            came_from=row.came_from.unit.code if row.came_from else "",
        )
        for row in rows.select_related("entry", "came_from__unit").order_by("-kind", "rank", "pk")
    ]


def certificates_of(unit: BAUnit, known_at: dt.datetime | None = None) -> list[CertificateLine]:
    """Return every certificate a unit has had, the newest first."""
    rows = Certificate.objects.known(known_at).filter(unit=unit)
    scans = _later_scans(unit, known_at)
    return [
        CertificateLine(
            pk=row.pk,
            scans=scans[row.kind, row.number, row.holder_id],
            kind=row.kind,
            kind_name=row.get_kind_display(),
            number=row.number,
            holder=row.holder.name,
            printed_area_m2=row.printed_area_m2,
            issued_by=row.issued_by,
            replaces=row.replaces.number if row.replaces else "",
            has_scan=bool(row.scan),
            note=row.note,
            since=row.period.lower,
            until=row.period.upper,
        )
        for row in rows.select_related("holder", "replaces").order_by("-period", "-pk")
    ]


def _later_scans(
    unit: BAUnit, known_at: dt.datetime | None
) -> Mapping[tuple[str, str, int], Sequence[CertificateScan]]:
    """Return the scans given later, by what their certificate is: its record may be written anew."""
    rows = CertificateScan.objects.filter(unit=unit).select_related("certificate", "by")
    found: dict[tuple[str, str, int], list[CertificateScan]] = defaultdict(list)
    for row in rows if known_at is None else rows.filter(at__lte=known_at):
        paper = row.certificate
        found[paper.kind, paper.number, paper.holder_id].append(row)
    return found


def later_scan_of(scope: Scope, *, code: str, pk: int) -> CertificateScan:
    """Return a scan that was given later to a certificate of a unit in a scope."""
    units = BAUnit.objects.within(scope).filter(code=code)
    return CertificateScan.objects.get(pk=pk, unit__in=units)


def paper_of(scope: Scope, *, code: str, pk: int) -> Certificate:
    """Return a certificate of a unit in a scope."""
    units = BAUnit.objects.within(scope).filter(code=code)
    return Certificate.objects.get(pk=pk, unit__in=units)


def entries_of(unit: BAUnit, known_at: dt.datetime | None = None) -> Sequence[RegisterEntry]:
    """Return every act that wrote on a unit, the newest first."""
    rows: QuerySet[RegisterEntry] = unit.entries.select_related("by")
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return list(rows.order_by("-pk"))


def last_known(unit: BAUnit) -> dt.datetime | None:
    """Return when something was last written on a unit."""
    found: dt.datetime | None = unit.entries.aggregate(at=Max("recorded_at"))["at"]
    return found


def certificate_of(scope: Scope, *, code: str, pk: int) -> Certificate:
    """Return a certificate of a unit in a scope that has a scan."""
    units = BAUnit.objects.within(scope).filter(code=code)
    return Certificate.objects.exclude(scan="").get(pk=pk, unit__in=units)
