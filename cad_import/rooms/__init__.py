"""Rooms of a floor plan: from closed outlines where there are any, else from what walls enclose.

Outline   轮廓线 a closed path drawn around one room; taken as it is
Barrier   a wall, window or column line: a room ends there
Closure   a gap in the walls closed along a wall face, for a door, a window or an opening
Space     a face enclosed by barriers and closures that one can stand in
Door      门 a way through a wall; it joins two rooms, or a room and what is no room
Label     房间标注 a line of writing that tells a room's number, name or printed area
Room      间 an outline or space with what its labels say, and how sure that is

A room is measured to the inner faces of its walls (使用面积). Nothing is dropped silently: what is
not a room is walls or named residue, and the balance says how much.
"""

from .measuring import COLUMNS_COUNT, COLUMNS_LEFT_OUT, AreaRule
from .notes import ROOM_KINDS
from .storey import rooms_of
from .values import Balance, Closure, Door, RoomRead, RoomsOfStorey

__all__ = [
    "COLUMNS_COUNT",
    "COLUMNS_LEFT_OUT",
    "ROOM_KINDS",
    "AreaRule",
    "Balance",
    "Closure",
    "Door",
    "RoomRead",
    "RoomsOfStorey",
    "rooms_of",
]
