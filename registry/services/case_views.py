"""Searches somebody keeps."""

from __future__ import annotations

from registry.models import SavedView, User

PAGE = "cases"
MOST_VIEWS = 20


def keep_view(*, user: User, name: str, query: str) -> SavedView:
    """Keep a search under a name; the same name is written over, the oldest makes room."""
    view, _created = SavedView.objects.update_or_create(
        owner=user, page=PAGE, name=name, defaults={"query": query}
    )
    kept = (
        SavedView.objects.filter(owner=user, page=PAGE).order_by("-pk").values_list("pk", flat=True)
    )
    SavedView.objects.filter(owner=user, page=PAGE).exclude(pk__in=list(kept[:MOST_VIEWS])).delete()
    return view


def forget_view(*, user: User, name: str) -> None:
    """Forget a search."""
    SavedView.objects.filter(owner=user, page=PAGE, name=name).delete()
