"""What is taken of a DXF's tags: entities as their tags say, in their own plane, not yet decoded.

LineTags … InsertTags   one entity
Space                   the entities of modelspace or of one block that were taken
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class LineTags(NamedTuple):
    """A LINE in world coordinates."""

    layer: bytes
    handle: bytes
    start: tuple[float, float, float]
    end: tuple[float, float, float]


class ArcTags(NamedTuple):
    """An ARC or a CIRCLE, which is closed."""

    layer: bytes
    handle: bytes
    centre: tuple[float, float, float]
    radius: float
    start_deg: float
    end_deg: float
    closed: bool


class PolylineTags(NamedTuple):
    """An LWPOLYLINE."""

    layer: bytes
    handle: bytes
    points: list[tuple[float, float]]
    bulges: list[float] | None
    elevation: float
    closed: bool


class TextTags(NamedTuple):
    """A TEXT; `align` is its second point, when it has one."""

    layer: bytes
    handle: bytes
    text: bytes
    insert: tuple[float, float, float]
    align: tuple[float, float, float] | None
    height: float
    rotation_deg: float
    width: float
    halign: int
    valign: int


class InsertTags(NamedTuple):
    """An INSERT of one block without attributes."""

    layer: bytes
    handle: bytes
    name: bytes
    at: tuple[float, float, float]
    scale: tuple[float, float, float]
    rotation_deg: float


Tagged = LineTags | ArcTags | PolylineTags | TextTags | InsertTags | None  # None: only counted


@dataclass(slots=True)
class Space:
    """What was taken of modelspace or of one block."""

    lines: list[LineTags] = field(default_factory=list)
    arcs: list[ArcTags] = field(default_factory=list)
    polylines: list[PolylineTags] = field(default_factory=list)
    texts: list[TextTags] = field(default_factory=list)
    inserts: list[InsertTags] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)  # by DXF type, points included
    external: bool = False  # the content of the block is in another file

    def add(self, kind: str, entities: Sequence[Tagged]) -> None:
        """Add entities of one DXF type."""
        self.count[kind] += len(entities)
        for each in entities[:1]:
            self._list_for(each).extend(entities)

    def _list_for(self, entity: Tagged) -> list[Any]:
        match entity:
            case LineTags():
                return self.lines
            case ArcTags():
                return self.arcs
            case PolylineTags():
                return self.polylines
            case TextTags():
                return self.texts
            case InsertTags():
                return self.inserts
        return []
