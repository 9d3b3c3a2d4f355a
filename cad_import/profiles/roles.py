"""The roles a layer can have, and how one is proposed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a layer is for."""

    ROOM_OUTLINE = "room_outline"
    GROSS_OUTLINE = "gross_outline"  # an outline around many rooms: gross area, storey, fire zone
    WALL = "wall"
    WINDOW = "window"  # windows, glazing, curtain walls: they bound a room as a wall does
    DOOR = "door"
    OPENING = "opening"  # doors and windows on one layer, told apart by their shape
    COLUMN = "column"
    ROOM_TEXT = "room_text"  # number, name and area as they come
    ROOM_NUMBER = "room_number"
    ROOM_NAME = "room_name"
    ROOM_AREA = "room_area"
    TAG = "tag"  # the writing on doors, windows, equipment: never a room's
    FURNITURE = "furniture"
    STAIR = "stair"
    AXIS = "axis"
    DIMENSION = "dimension"
    FRAME = "frame"
    HATCH = "hatch"
    OTHER = "other"  # known, and of no use for rooms: site, foundation, roof, overhead
    UNKNOWN = "unknown"


ROOM_WRITING = frozenset({Role.ROOM_TEXT, Role.ROOM_NUMBER, Role.ROOM_NAME, Role.ROOM_AREA})
NO_ROOM_WRITING = frozenset(
    {
        Role.TAG,
        Role.FURNITURE,
        Role.AXIS,
        Role.DIMENSION,
        Role.FRAME,
        Role.HATCH,
        Role.OTHER,
        Role.DOOR,
        Role.OPENING,
        Role.WINDOW,
        Role.GROSS_OUTLINE,
    }
)


class Told(StrEnum):
    """What told the role of a layer."""

    PERSON = "person"  # corrected by hand for this drawing
    PROFILE = "profile"
    NAME = "name"
    DRAWN = "drawn"  # what is drawn on the layer
    NOTHING = "nothing"


STATED_BY = frozenset({Told.PERSON, Told.PROFILE, Told.NAME})  # words, not guesses from linework


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The role of one layer: how sure (0 to 1), and what it was concluded from."""

    role: Role
    confidence: float
    because: str
    because_zh: str
    told_by: Told
    is_firm: bool = False  # a person said so of this very layer: nothing drawn overrules it


NOTHING_KNOWN = Proposal(
    role=Role.UNKNOWN,
    confidence=0.0,
    because="nothing known",
    because_zh="无线索",
    told_by=Told.NOTHING,
)
