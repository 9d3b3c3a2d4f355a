"""Saved views of a list that an account may use."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from registry.models import SavedView, User


def saved_views(of: User, *, page: str = "findings") -> Sequence[SavedView]:
    """Return an account's own views and those shared with its division, its own first."""
    rows = SavedView.objects.filter(page=page).filter(Q(owner=of) | Q(shared_with__in=_around(of)))
    return sorted(
        rows.select_related("owner"), key=lambda row: (row.owner_id != of.pk, row.name, row.pk)
    )


def _around(of: User) -> list[str]:
    """Return the divisions an account's own one lies in, itself included."""
    if not of.region:
        return []
    step, codes = of.region, [of.region.code]
    while step.parent is not None:
        step = step.parent
        codes.append(step.code)
    return codes


def first_view(of: User, *, page: str = "findings") -> SavedView | None:
    """Return the view an account's list opens with, or None."""
    return SavedView.objects.filter(owner=of, page=page, is_default=True).first()


def own_view(pk: int, *, of: User) -> SavedView:
    """Return a view that belongs to an account."""
    return SavedView.objects.get(pk=pk, owner=of)
