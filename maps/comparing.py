"""Two days of a floor side by side: what changed, room by room, as plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from maps.features import feature, metres
from registry.assessments import AssessedRoom

# What is compared of a room; the first that differs decides its colour.
ASPECTS = ("area", "organisation", "occupants", "use", "number")


def compared(
    before: Iterable[AssessedRoom], after: Iterable[AssessedRoom], *, with_people: bool
) -> list[dict[str, Any]]:
    """Return every room of either day as a feature that says how it changed; the later day is drawn."""
    was = {room.uid: room for room in before}
    now = {room.uid: room for room in after}
    pairs = [(was.get(uid), room) for uid, room in now.items()]
    gone = [(room, None) for uid, room in was.items() if uid not in now]
    return [_pair(one, other, with_people) for one, other in [*pairs, *gone]]


def _pair(was: AssessedRoom | None, now: AssessedRoom | None, with_people: bool) -> dict[str, Any]:
    drawn = now or was
    if drawn is None:
        raise ValueError("a room of neither day")
    changes = changes_of(was, now)
    made = feature(drawn)
    made["properties"] |= {
        "change": changes[0] if changes else "same",
        "changes": changes,
        "was": _told(was, with_people),
        "now": _told(now, with_people),
    }
    return made


def changes_of(was: AssessedRoom | None, now: AssessedRoom | None) -> Sequence[str]:
    """Return what is another on the second day, or that the room came or went."""
    if was is None or now is None:
        return ["added"] if was is None else ["removed"]
    before, after = _facts(was), _facts(now)
    return [name for name in ASPECTS if before[name] != after[name]]


def _facts(room: AssessedRoom) -> dict[str, Any]:
    return {
        "area": room.area_m2,
        "organisation": room.organisation,
        "occupants": sorted(each.code for each in room.occupants),
        "use": room.use,
        "number": (room.number, room.name),
    }


def _told(room: AssessedRoom | None, with_people: bool) -> dict[str, Any] | None:
    if room is None:
        return None
    return {
        "area_m2": metres(room.area_m2),
        "organisation": room.organisation,
        "occupants": len(room.occupants),
        "people": [each.name for each in room.occupants] if with_people else None,
        "use": room.use,
        "number": room.number,
        "name": room.name,
    }


def span(one: dt.date, other: dt.date) -> tuple[dt.date, dt.date]:
    """Return two days, the earlier first."""
    return min(one, other), max(one, other)
