"""From a reading to the register: what `read_drawing` says becomes a floor's drawn rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import shapely
from shapely.geometry import Polygon

from cad_import.drawing.notes import KINDS
from registry.services.plans import DrawnFloor, DrawnRoom
from registry.terms import RoomUse


class NoRooms(Exception):
    """The reading holds no room, so there is nothing to enter."""


class SeveralStoreys(Exception):
    """The drawing holds several storeys and the floor's own was not named."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = tuple(titles)


class NotWhole(Exception):
    """Something of the plan is known to be missing, and nobody has said that this is accepted."""

    def __init__(self, notes: Sequence[Mapping[str, Any]]) -> None:
        super().__init__(", ".join(note["code"] for note in notes))
        self.notes = tuple(notes)


def refuse_half(reading: Mapping[str, Any]) -> None:
    """Raise NotWhole when a part of the plan is known to be missing from a reading."""
    if not reading.get("whole", True):
        raise NotWhole(
            [
                note
                for note in reading["notes"]
                if note["severity"] == "error" and note["code"] in KINDS
            ]
        )


def drawn_floor(
    reading: Mapping[str, Any],
    *,
    source_name: str,
    level: int | None = None,
    nth: int | None = None,
) -> DrawnFloor:
    """Return the drawn floor of a reading: its storey `nth`, else the one of a level, else the only one."""
    storey = storey_for(reading, level=level, nth=nth)
    return DrawnFloor(
        source_name=source_name,
        sha256=reading["sha256"],
        unit=reading["unit"]["name"],
        outline=outline_of(storey),
        rooms=[drawn_room(room) for room in storey["rooms"]],
    )


def storey_for(
    reading: Mapping[str, Any], *, level: int | None = None, nth: int | None = None
) -> Mapping[str, Any]:
    """Return the storey of a reading that is meant, counted from 0 among those with rooms.

    Raise NoRooms where there is none, and SeveralStoreys where it cannot be told.
    """
    storeys = storeys_with_rooms(reading)
    if not storeys:
        raise NoRooms
    if nth is not None and 0 <= nth < len(storeys):
        return storeys[nth]
    if len(storeys) == 1:
        return storeys[0]
    named = [storey for storey in storeys if level in storey.get("levels", ())]
    if len(named) != 1:
        raise SeveralStoreys([storey["title"] for storey in storeys])
    return named[0]


def storeys_with_rooms(reading: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Return the storeys of a reading that hold rooms."""
    return [storey for storey in reading["storeys"] if storey["rooms"]]


def drawn_room(room: Mapping[str, Any]) -> DrawnRoom:
    """Return one room of a reading as it enters the register."""
    printed = room.get("printed_area_m2")
    return DrawnRoom(
        number=room["number"] or "",
        name=room["name"] or "",
        use=RoomUse(room["use"] or RoomUse.UNKNOWN),
        polygon=Polygon(room["polygon"], room["holes"]),
        printed_area_m2=None if printed is None else Decimal(str(printed)),
        confidence=Decimal(str(round(room["confidence"], 3))),
    )


def outline_of(storey: Mapping[str, Any]) -> shapely.Geometry:
    """Return the outer face of a storey's walls."""
    return shapely.union_all([Polygon(ring) for ring in storey["outline"]])
