"""History kept by database triggers: every insert, update and delete, bulk and raw SQL included."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db.models import Model

from registry.models.lasting import never_emptied

M = TypeVar("M", bound=type[Model])


def with_history(*, exclude: tuple[str, ...] = (), is_lasting: bool = False) -> Callable[[M], M]:
    """Return a decorator that lets triggers keep every version of a row; derived columns are left out.

    A lasting history is not emptied either.
    """
    events = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
    meta = {"triggers": [never_emptied()]} if is_lasting else None
    return pghistory.track(*events, exclude=list(exclude) or None, append_only=True, meta=meta)
