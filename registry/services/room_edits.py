"""Correcting what the register says of a room: its number, its name, its use, a note.

From a day on the room has another version; what it was before stays. Whoever edits says which
version they saw, so that nobody writes over what another one has just written.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from registry import errors
from registry.models import Allocation, Room, RoomAct, RoomActVerb, RoomVersion, Seat, User
from registry.models.periods import from_day
from registry.models.rooms import LONGEST_NOTE
from registry.queries.room_words import seen_of
from registry.roles import Permission
from registry.services.act_rows import Row, ended, row_of, values_of
from registry.services.room_acts import held_rooms, kept_act, recorded, version_on
from registry.terms import RoomUse

LONGEST = {"number": 60, "name": 120, "note": LONGEST_NOTE}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWords:
    """What may be edited of a room, as somebody typed it."""

    number: str
    name: str
    use: str
    note: str

    @property
    def values(self) -> dict[str, str]:
        """Return the words with single blanks and no blanks round them; a note keeps its lines."""
        plain = {name: " ".join(getattr(self, name).split()) for name in ("number", "name", "use")}
        lines = [" ".join(line.split()) for line in self.note.strip().splitlines()]
        return plain | {"note": "\n".join(lines)}


@transaction.atomic
def edit_room(
    *,
    room: uuid.UUID,
    words: RoomWords,
    seen: str,
    start: dt.date,
    reason: str,
    by: User,
    approval_no: str = "",
    today: dt.date | None = None,
) -> RoomAct:
    """Give a room another number, name, use or note from a day on."""
    (held,) = held_rooms([room], by, permission=Permission.EDIT_ROOM)
    version = version_on(held, start)
    if seen_of(version) != seen:
        raise _edited_meanwhile(held, version)
    values = words.values
    _must_be_sound(held, version, values, start)
    with recorded(by, reason):
        rows = _edited(version, values, start)
    return kept_act(RoomActVerb.EDIT, [held], rows, start, reason, by, today, approval=approval_no)


def _edited(version: RoomVersion, values: Mapping[str, str], start: dt.date) -> list[Row]:
    """Write the values from a day on: over the version that began that day, else as the next one."""
    before = values_of(version)
    words = {"before": before, "after": dict(values)}
    if version.period.lower == start:
        _write(version, values)
        return [row_of(version, was=version.period, now=version.period) | words]
    end = version.period.upper
    rows = [ended(version, start)]
    version.pk, version._state.adding = None, True
    version.period = from_day(start, end)
    _write(version, values)
    return [*rows, row_of(version, was=None, now=version.period) | words]


def _write(version: RoomVersion, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        setattr(version, name, value)
    version.save()


# --- whether it may be ----------------------------------------------------------------


def _must_be_sound(
    held: Room, version: RoomVersion, values: Mapping[str, str], start: dt.date
) -> None:
    before = values_of(version)
    if dict(values) == before:
        raise errors.NothingToEdit
    for name, most in LONGEST.items():
        if len(values[name]) > most:
            raise errors.TooLong(field=name, most=str(most))
    if values["use"] not in {use.value for use in RoomUse}:
        raise errors.NotAUse
    if not values["number"] and not values["name"]:
        raise errors.NeitherNumberNorName
    if values["number"] and values["number"] != before["number"]:
        _must_be_free(held, values["number"], start)
    if values["use"] == RoomUse.CIRCULATION.value != before["use"]:
        _must_be_nobodys(held, str(version), start)


def _must_be_free(held: Room, number: str, start: dt.date) -> None:
    """Refuse a number that another room of the floor has on the day or later."""
    others = RoomVersion.objects.filter(floor=held.floor_id, number=number)
    if others.filter(period__overlap=from_day(start)).exclude(room=held).exists():
        raise errors.NumberTaken(number=number)


def _must_be_nobodys(held: Room, name: str, start: dt.date) -> None:
    """Refuse to make a passage of what somebody has on the day or later."""
    for model in (Allocation, Seat):
        if model.objects.filter(room=held, period__overlap=from_day(start)).exists():
            raise errors.SomebodyHasIt(room=name)


def _edited_meanwhile(held: Room, version: RoomVersion) -> errors.EditedMeanwhile:
    """Return the refusal that says what stands there now, and who wrote it when that is known."""
    theirs = RoomAct.objects.filter(rows__contains=[{"room": held.pk, "table": "roomversion"}])
    last = theirs.select_related("by").first()
    return errors.EditedMeanwhile(
        by=(last.by.get_full_name() or last.by.username) if last else "–",
        number=version.number or "–",
        name=version.name or "–",
        seen=seen_of(version),
    )
