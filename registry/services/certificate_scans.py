"""Scans given to certificates after they were issued: typed by content, hashed, versioned."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from registry.models import BAUnit, Certificate, CertificateScan, User
from registry.policy.cases.documents import FILE_TYPES
from registry.roles import Permission
from registry.services.access import must_be_allowed
from registry.services.case_papers import LONGEST_NAME, typed_by_content


@transaction.atomic
def add_scan(*, certificate: Certificate, name: str, content: bytes, by: User) -> CertificateScan:
    """Keep a scan of a certificate as its next version; the same file again is no new one."""
    unit = BAUnit.objects.select_for_update().select_related("parcel").get(pk=certificate.unit_id)
    must_be_allowed(by, Permission.ACCEPT_CASE, region_code=unit.parcel.region_code)
    kind = typed_by_content(name, content)
    digest = hashlib.sha256(content).hexdigest()
    there = CertificateScan.objects.filter(
        unit=unit,
        certificate__kind=certificate.kind,
        certificate__number=certificate.number,
        certificate__holder=certificate.holder_id,
    )
    if known := there.filter(sha256=digest).first():
        return known
    last = there.aggregate(last=Max("version"))["last"]
    return CertificateScan.objects.create(
        certificate=certificate,
        unit=unit,
        version=(last or int(bool(certificate.scan))) + 1,
        name=name[:LONGEST_NAME],
        file=ContentFile(content, name=f"{digest}.{FILE_TYPES[kind]}"),
        media_type=kind,
        sha256=digest,
        by=by,
    )
