"""History kept by database triggers: every insert, update and delete, bulk and raw SQL included."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

M = TypeVar("M", bound=type[Model])


def with_history(*, exclude: tuple[str, ...] = ()) -> Callable[[M], M]:
    """Return a decorator that lets triggers keep every version of a row; derived columns are left out."""
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    return pghistory.track(*events, exclude=list(exclude) or None, append_only=True)
