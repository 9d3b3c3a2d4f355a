"""Statements that are asked all day: planned once a connection, then only carried out.

A statement names its values as %(floor)s and says their types; PostgreSQL keeps its plan under a name
that carries the statement's hash, so that a pooled connection never carries out another text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DatabaseError, connection, transaction
from psycopg2.errors import DuplicatePreparedStatement, InvalidSqlStatementName

NAMED = re.compile(r"%\((\w+)\)s")
# The names each connection has planned; a new connection begins without any.
_planned: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


def _plan_once() -> None:
    """Let this connection never plan a statement again for the sake of its values.

    Planning one of ours takes longer than carrying it out, and PostgreSQL may guess otherwise for good.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_generic_plan")


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """One statement with the types of its values."""

    sql: str
    types: Mapping[str, str]

    @cached_property
    def name(self) -> str:
        """Return the name its plan is kept under."""
        return "fangtu_" + hashlib.sha256(self._numbered.encode()).hexdigest()[:24]

    @cached_property
    def _numbered(self) -> str:
        """Return the PREPARE statement: values by number, as PostgreSQL wants them."""
        numbers = {name: f"${n}" for n, name in enumerate(self.types, 1)}
        text = NAMED.sub(lambda match: numbers[match[1]], self.sql).replace("%%", "%")
        types = f"({', '.join(self.types.values())}) " if self.types else ""
        return f"{types}AS {text}"

    @cached_property
    def _execute(self) -> str:
        asked = ", ".join(f"%({name})s::{type_}" for name, type_ in self.types.items())
        return f"EXECUTE {self.name} ({asked})" if asked else f"EXECUTE {self.name}"

    def rows(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Return the rows of the statement, planning it when this connection never did."""
        connection.ensure_connection()
        planned = _planned.get(connection.connection)
        if planned is None:
            planned = _planned[connection.connection] = set()
            _plan_once()
        if self.name not in planned:
            self._plan()
            planned.add(self.name)
        try:
            return self._fetched(values)
        except DatabaseError as failure:
            if not isinstance(failure.__cause__, InvalidSqlStatementName):
                raise
            self._plan()  # a pooler gave this connection another server process
            return self._fetched(values)

    def _fetched(self, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._execute, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
            return rows

    def _plan(self) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"PREPARE {self.name} {self._numbered}")
        except DatabaseError as failure:
            # Planned by whoever had this server process before.
            if not isinstance(failure.__cause__, DuplicatePreparedStatement):
                raise
