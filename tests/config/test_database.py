"""A kept connection is looked at before a request, and asked only when there is cause to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from config.database import base

pytestmark = pytest.mark.django_db
LAST = "SELECT query FROM pg_stat_activity WHERE pid = %s"


@pytest.fixture
def kept() -> Iterator[Any]:
    """Return a connection of its own that was asked a moment ago and begins another request."""
    line: Any = connections.create_connection("default")
    line.connect()
    line.close_if_unusable_or_obsolete()
    line.health_check_enabled = True
    line.close_if_health_check_failed()
    line.health_check_done = False
    yield line
    line.close()


def asked(statement: str, *values: int) -> Any:
    with connections["default"].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_a_line_in_use_is_asked_nothing(kept):
    with kept.cursor() as cursor:
        cursor.execute("SELECT 2")
    kept.health_check_done = False

    kept.close_if_health_check_failed()

    assert kept.health_check_done
    assert asked(LAST, kept.connection.info.backend_pid) == "SELECT 2"


def test_a_line_that_rested_is_asked(kept):
    with kept.cursor() as cursor:
        cursor.execute("SELECT 2")
    kept.health_check_done = False
    kept.asked_at -= base.TRUSTED_S

    kept.close_if_health_check_failed()

    assert asked(LAST, kept.connection.info.backend_pid) == "SELECT 1"


def test_a_line_that_the_server_hung_up_is_made_anew(kept):
    asked("SELECT pg_terminate_backend(%s, 5000)", kept.connection.info.backend_pid)

    with kept.cursor() as cursor:
        cursor.execute("SELECT 3")
        found = cursor.fetchone()

    assert found == (3,)
