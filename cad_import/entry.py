"""From a reading to the register: what `read_drawing` says becomes a floor's drawn rooms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import shapely
from shapely.geometry import Polygon

from registry.services.plans import DrawnFloor, DrawnRoom
from registry.terms import RoomUse

WALL_REACH_M = 0.3  # half of the thickest common wall on either side of a room closes the outline


class NoRooms(Exception):
    """The reading holds no room, so there is nothing to enter."""


class SeveralStoreys(Exception):
    """The drawing holds several storeys and the floor's own was not named."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__(", ".join(titles))
        self.titles = tuple(titles)


def drawn_floor(reading: Mapping[str, Any], *, source_name: str) -> DrawnFloor:
    """Return the drawn floor of a reading that has one storey with rooms."""
    rooms = [drawn_room(room) for room in _storey(reading)["rooms"]]
    return DrawnFloor(
        source_name=source_name,
        sha256=reading["sha256"],
        unit=reading["unit"]["name"],
        outline=outline_around([room.polygon for room in rooms]),
        rooms=rooms,
    )


def _storey(reading: Mapping[str, Any]) -> Mapping[str, Any]:
    storeys = [storey for storey in reading["storeys"] if storey["rooms"]]
    if not storeys:
        raise NoRooms
    if len(storeys) > 1:
        raise SeveralStoreys([storey["title"] for storey in storeys])
    return dict(storeys[0])


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


def outline_around(rooms: Sequence[Polygon]) -> shapely.Geometry:
    """Return the floor's outline: the rooms grown over their walls, joined and shrunk back."""
    grown = shapely.union_all(shapely.buffer(list(rooms), WALL_REACH_M, join_style="mitre"))
    filled = [Polygon(part.exterior) for part in shapely.get_parts(grown)]
    return shapely.union_all(filled)
