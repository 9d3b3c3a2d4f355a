"""The papers of a case: scans taken in by content, versions, taxes and fees."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import pghistory
from django.core.files.base import ContentFile
from django.db import transaction

from registry.errors import (
    DocumentTooLarge,
    FormClosed,
    NotADocument,
    NotPermitted,
    OutsideScope,
)
from registry.models import Case, CaseDocument, CaseFee, DocumentVersion, User
from registry.policy.cases.documents import FILE_TYPES, LABELS, file_type
from registry.policy.cases.fees import FeeKind
from registry.policy.cases.terms import State
from registry.policy.cases.transitions import BEFORE_REGISTERED
from registry.roles import Permission
from registry.services.access import must_be_allowed

MOST_BYTES = 20 * 1024 * 1024  # a hundred scanned pages at 200 dpi
LONGEST_NAME = 200


@transaction.atomic
def add_document(
    *, case: Case, slot: str, name: str, content: bytes, by: User, title: str = ""
) -> DocumentVersion:
    """Put a file under a heading of the checklist; the same file again is no new paper."""
    row = _open_file(case, by)
    kind = typed_by_content(name, content)
    digest = hashlib.sha256(content).hexdigest()
    known = DocumentVersion.objects.filter(
        document__case=row, document__slot=slot, document__is_dropped=False, sha256=digest
    ).first()
    if known:
        return known
    if slot not in LABELS:
        raise NotADocument(name=slot)
    with pghistory.context(user=by.pk, reason="add document"):
        document = CaseDocument.objects.create(
            case=row, slot=slot, title=(title or name)[:LONGEST_NAME]
        )
        return _version(document, 1, name, content, kind, digest, by)


@transaction.atomic
def replace_document(
    *, document: CaseDocument, name: str, content: bytes, by: User
) -> DocumentVersion:
    """Put a better scan of a paper in; the earlier one stays to be seen."""
    _open_file(document.case, by)
    kind = typed_by_content(name, content)
    last = document.versions.order_by("-number").first()
    number = last.number + 1 if last else 1
    digest = hashlib.sha256(content).hexdigest()
    with pghistory.context(user=by.pk, reason="new version of a document"):
        return _version(document, number, name, content, kind, digest, by)


@transaction.atomic
def drop_document(*, document: CaseDocument, by: User) -> CaseDocument:
    """Take a paper out of the file; its versions stay in the history."""
    _open_file(document.case, by)
    document.is_dropped = True
    with pghistory.context(user=by.pk, reason="take document out"):
        document.save(update_fields=["is_dropped"])
    return document


def _open_file(case: Case, by: User) -> Case:
    """Return the case held, when the account may put papers into its file."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    jobs = (Permission.APPLY_FOR_TITLE, Permission.ACCEPT_CASE, Permission.REVIEW_CASE)
    if not any(by.may(job) for job in jobs):
        raise NotPermitted(permission=Permission.APPLY_FOR_TITLE.value)
    if not by.scope.covers(row.region_code):
        raise OutsideScope
    if State(row.state) not in BEFORE_REGISTERED:
        raise FormClosed
    return row


def typed_by_content(name: str, content: bytes) -> str:
    """Return what a file is by its content, or refuse it."""
    if len(content) > MOST_BYTES:
        raise DocumentTooLarge(name=name, limit=str(MOST_BYTES // 1024 // 1024))
    kind = file_type(content)
    if kind is None:
        raise NotADocument(name=name)
    return kind


def _version(
    document: CaseDocument,
    number: int,
    name: str,
    content: bytes,
    kind: str,
    digest: str,
    by: User,
) -> DocumentVersion:
    stored = ContentFile(content, name=f"{digest[:32]}.{FILE_TYPES[kind]}")
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        file=stored,
        name=name[-LONGEST_NAME:],
        content_type=kind,
        size=len(content),
        sha256=digest,
        by=by,
    )


@transaction.atomic
def set_fee(
    *,
    case: Case,
    kind: FeeKind,
    amount: Decimal,
    by: User,
    is_exempt: bool = False,
    document: str = "",
    is_paid: bool = False,
) -> CaseFee:
    """State what is due of a tax or fee, or that it is exempt and by which document."""
    row = Case.objects.select_for_update().get(pk=case.pk)
    must_be_allowed(by, Permission.ACCEPT_CASE, region_code=row.region_code)
    if State(row.state) not in BEFORE_REGISTERED:
        raise FormClosed
    told = {"amount": amount, "is_exempt": is_exempt, "document": document, "is_paid": is_paid}
    with pghistory.context(user=by.pk, reason="fees"):
        line, _created = CaseFee.objects.update_or_create(case=row, kind=kind.value, defaults=told)
    return line
