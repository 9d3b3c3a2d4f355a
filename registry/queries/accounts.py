"""Who asks: the account of a session with its division, read with one statement that is planned once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.db import models
from django.db.models.fields.related import RelatedField

from registry.queries.prepared import Prepared


@cache
def account_by_key() -> Prepared:
    """Return the statement that reads an account and the division it is of."""
    account, division = get_user_model(), _division().related_model
    columns = [*_columns(account, "account"), *_columns(division, "division")]
    return Prepared(
        types={"pk": "bigint"},
        sql=f"""
        SELECT {", ".join(columns)}
          FROM "{account._meta.db_table}" AS account
          LEFT JOIN "{division._meta.db_table}" AS division ON division.id = account.region_id
         WHERE account.id = %(pk)s
        """,
    )


def _division() -> Any:
    field = get_user_model()._meta.get_field("region")
    assert isinstance(field, RelatedField)
    return field


def _columns(model: type[models.Model], alias: str) -> list[str]:
    return [f'{alias}."{field.column}"' for field in model._meta.concrete_fields]


def _made(model: type[models.Model], values: Sequence[Any]) -> Any:
    """Return a row of a model as the model itself."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db("default", names, values)


class Accounts(ModelBackend):
    """Accounts of the register, each with its division at hand."""

    def get_user(self, user_id: int) -> Any:
        """Return the account of a session, or None."""
        rows = account_by_key().rows({"pk": user_id})
        if not rows:
            return None
        model, field = get_user_model(), _division()
        own = len(model._meta.concrete_fields)
        user = _made(model, rows[0][:own])
        if not self.user_can_authenticate(user):
            return None
        if user.region_id is not None:
            field.set_cached_value(user, _made(field.related_model, rows[0][own:]))
        return user
