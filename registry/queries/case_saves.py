"""What was typed into a form and could not be saved: kept to be merged."""

from __future__ import annotations

from registry.models import Case, DraftSave, User
from registry.policy.cases.merging import Merge, merge


def lost_save(case: Case, user: User) -> DraftSave:
    """Return what somebody typed last and another person was faster than."""
    found = case.saves.filter(by=user, version__isnull=True).order_by("-pk").first()
    if found is None:
        raise DraftSave.DoesNotExist
    return found


def merge_of(case: Case, save_pk: int, user: User) -> tuple[DraftSave, Merge]:
    """Return a kept text with what differs between it and the form as it is now."""
    kept = case.saves.get(pk=save_pk, by=user)
    base = case.saves.filter(version=kept.base_version).first()
    found = merge(base=base.payload if base else {}, theirs=case.payload, mine=kept.payload)
    return kept, found
