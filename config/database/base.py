"""PostGIS as Django has it, with a look at the line instead of a question before every request.

Django asks `SELECT 1` of a kept connection to see whether it still holds. On one machine that is a
fifth of what a floor takes that is drawn already; whether the server has hung up shows without it.
"""

from __future__ import annotations

import select
import time
from typing import Any

from django.contrib.gis.db.backends.postgis import base

# A line that nobody used for longer may be cut by something between that told neither end.
TRUSTED_S = 20.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that asks whether it holds only after a pause, or when there is cause to."""

    asked_at = float("-inf")
    health_check_enabled: bool
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Close a connection that no longer holds."""
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        now = time.monotonic()
        if now - self.asked_at < TRUSTED_S and not has_something_come(self.connection):
            self.health_check_done = True
            return
        self.asked_at = now
        super().close_if_health_check_failed()


def has_something_come(connection: Any) -> bool:
    """Return whether there is something to read that nobody asked for, as when a server says goodbye."""
    line = select.poll()
    line.register(connection.fileno(), select.POLLIN)
    return bool(line.poll(0))
