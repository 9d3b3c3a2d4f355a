"""Certificates: issued, replaced and cancelled; a scan is kept under its hash."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from psycopg2.extras import DateRange

from registry.certificate_numbers import certificate_number
from registry.entries import CertificateTerms, Entry
from registry.models import Act, BAUnit, Certificate, RegisterEntry
from registry.models.periods import from_day
from registry.services.entering import close_one, fresh, opened, until, written

NAMES = {b"%PDF-": "pdf", b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpg"}  # scans, by their content


def issue_certificate(
    *, entry: Entry, unit: BAUnit, terms: CertificateTerms, scan: bytes = b""
) -> Certificate:
    """Issue a certificate on a unit; the one it replaces ends on the same day."""
    number = str(certificate_number(terms.number)) if terms.number else ""
    with written(Act.CERTIFY, entry, unit) as row:
        if terms.replaces is not None:
            _replaced(row, unit, terms.replaces)
        made = Certificate(
            unit=unit,
            kind=terms.kind,
            number=number,
            holder_id=terms.holder,
            printed_area_m2=terms.printed_area_m2,
            issued_by=terms.issued_by,
            replaces_id=terms.replaces,
            note=terms.note,
            **opened(row, from_day(entry.on)),
        )
        if scan:
            made.scan_sha256 = hashlib.sha256(scan).hexdigest()
            made.scan.save(f"{made.scan_sha256}.{_ending(scan)}", ContentFile(scan), save=False)
        made.save()
        return made


def cancel_certificate(*, entry: Entry, certificate: Certificate) -> None:
    """End a certificate before a day without another in its place."""
    with written(Act.CANCEL_CERTIFICATE, entry, certificate.unit) as row:
        end_certificate(row, fresh(certificate))


def end_certificate(row: RegisterEntry, paper: Certificate) -> None:
    """End a certificate before the day of an entry."""
    rest = until(paper.period, row.on)
    close_one(row, paper)
    if rest is not None:
        _again(row, paper, rest)


def _again(row: RegisterEntry, paper: Certificate, period: DateRange) -> Certificate:
    """Write a certificate once more, for another period."""
    return Certificate.objects.create(
        unit_id=paper.unit_id,
        kind=paper.kind,
        number=paper.number,
        holder_id=paper.holder_id,
        printed_area_m2=paper.printed_area_m2,
        issued_by=paper.issued_by,
        scan=paper.scan.name,
        scan_sha256=paper.scan_sha256,
        replaces_id=paper.replaces_id,
        note=paper.note,
        **opened(row, period),
    )


def _replaced(row: RegisterEntry, unit: BAUnit, pk: int) -> None:
    """End the certificate that another one replaces, unless it has ended already.

    It may be one of a unit that this unit came from.
    """
    paper = Certificate.objects.get(pk=pk)
    is_here = paper.unit_id == unit.pk
    if is_here and paper.recorded.upper is None and paper.period.upper is None:
        end_certificate(row, paper)


def _ending(scan: bytes) -> str:
    return next((name for start, name in NAMES.items() if scan.startswith(start)), "bin")
