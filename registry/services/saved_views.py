"""Saved views: kept, opened first, shared and thrown away by whoever made them."""

from __future__ import annotations

from django.db import transaction

from registry.models import SavedView, User

FINDINGS = "findings"  # the list of findings; other lists have names of their own


@transaction.atomic
def save_view(
    *,
    owner: User,
    name: str,
    query: str,
    is_shared: bool,
    is_default: bool,
    page: str = FINDINGS,
) -> SavedView:
    """Keep filters under a name; a view of that name is replaced."""
    if is_default:
        _none_first(owner, page)
    region = owner.region.code if is_shared and owner.region else ""
    view, _made = SavedView.objects.update_or_create(
        owner=owner,
        page=page,
        name=name,
        defaults={"query": query, "shared_with": region, "is_default": is_default},
    )
    return view


@transaction.atomic
def open_first(*, view: SavedView, owner: User, is_first: bool) -> None:
    """Let a view be what the list opens with, or let it be so no more."""
    _none_first(owner, view.page)
    SavedView.objects.filter(pk=view.pk, owner=owner).update(is_default=is_first)


def _none_first(owner: User, page: str) -> None:
    SavedView.objects.filter(owner=owner, page=page, is_default=True).update(is_default=False)


def delete_view(*, view: SavedView, owner: User) -> None:
    """Throw a view of one's own away."""
    SavedView.objects.filter(pk=view.pk, owner=owner).delete()
