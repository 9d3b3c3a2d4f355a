"""What the register calls a room on a day, and what stands for having seen it.

seen   a word for one state of a room's version: whoever edits sends the one they saw
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass

from registry.models import RoomVersion
from registry.queries.room_files import RoomKey

EDITABLE = ("number", "name", "use", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRecord:
    """A room's words on a day."""

    number: str
    name: str
    use: str
    note: str
    since: dt.date
    seen: str


def seen_of(version: RoomVersion) -> str:
    """Return what stands for a version as somebody sees it: another one after every edit."""
    said = repr((version.pk, [getattr(version, name) for name in EDITABLE]))
    return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def record_on(room: RoomKey, *, day: dt.date) -> RoomRecord | None:
    """Return what a room is called on a day, or None when it was not there."""
    version = RoomVersion.objects.on(day).filter(room=room.pk).first()
    if version is None:
        return None
    return RoomRecord(
        **{name: getattr(version, name) for name in EDITABLE},
        since=version.period.lower,
        seen=seen_of(version),
    )
