"""Who asks: the account of a session, read with statements that are planned once."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db import models
from django.db.models.fields.related import RelatedField
from django.utils.functional import SimpleLazyObject

from registry.queries.prepared import Prepared


@cache
def by_key(model: type[models.Model]) -> Prepared:
    """Return the statement that reads one row of a model."""
    columns = ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields)
    table = model._meta.db_table
    return Prepared(
        types={"pk": "bigint"}, sql=f'SELECT {columns} FROM "{table}" WHERE id = %(pk)s'
    )


def _read(model: type[models.Model], pk: int) -> Any:
    """Return a row of a model as the model itself, or None."""
    rows = by_key(model).rows({"pk": pk})
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db("default", names, rows[0]) if rows else None


class Accounts(ModelBackend):
    """Accounts of the register; the division is read when it is asked for."""

    def get_user(self, user_id: int) -> Any:
        """Return the account of a session with its division at hand, or None."""
        user = _read(get_user_model(), user_id)
        if user is None or not self.user_can_authenticate(user):
            return None
        field = user._meta.get_field("region")
        assert isinstance(field, RelatedField)
        if user.region_id is not None:
            division = field.related_model
            at_hand: Any = SimpleLazyObject(lambda: _read(division, user.region_id))
            field.set_cached_value(user, at_hand)
        return user
