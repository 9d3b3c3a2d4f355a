"""Sessions in the database, read with one statement that is planned once: every request begins with it."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.utils import timezone

from registry.queries.prepared import Prepared

LIVE = Prepared(
    types={"key": "text", "now": "timestamptz"},
    sql="""
    SELECT session_data FROM django_session
     WHERE session_key = %(key)s AND expire_date > %(now)s
    """,
)


class SessionStore(DatabaseSessions):
    """Django's sessions in the database; only reading is another."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds, nothing when it is not there or has ended."""
        rows = LIVE.rows({"key": self.session_key, "now": timezone.now()})
        if not rows:
            self._session_key = None
            return {}
        kept: dict[str, Any] = self.decode(rows[0][0])
        return kept
