"""What the review says beside the picture: layers, gaps, the balance and the choices, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cad_import.gaps import Gap, beside_rooms, gaps_closed, undone_gap
from cad_import.profiles import Role
from cad_import.rooms.unusual import FILLED

ROWS = 200  # of gaps on one page; the rest is a click away
FIRST_ROLES = (  # what rooms are made from stands at the top
    Role.ROOM_OUTLINE,
    Role.WALL,
    Role.DOOR,
    Role.WINDOW,
    Role.OPENING,
    Role.COLUMN,
    Role.ROOM_TEXT,
    Role.ROOM_NUMBER,
    Role.ROOM_NAME,
    Role.ROOM_AREA,
    Role.UNKNOWN,  # these may be any of the above
)
ORDER = {role: place for place, role in enumerate(FIRST_ROLES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerRow:
    """One layer: what it was taken for, why, and what a person said of it."""

    name: str
    title: str  # without the mark of a layer's fills
    is_fills: bool
    role: str
    confidence: float
    told_by: str
    because: str
    paths: int
    texts: int
    fills: int
    corrected: str  # the role chosen by hand, empty when the reader decides


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """One part of a floor: rooms, walls or a kind of residue, its area and its share."""

    kind: str
    count: int | None
    area_m2: float
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GapsRead:
    """The gaps of a storey: closed, taken back by a person, and left open as too wide."""

    closed: Sequence[Gap]
    undone: Sequence[Gap]
    left_open: Sequence[Gap]
    more: int  # closed ones that are not among the rows


def layer_rows(
    reading: Mapping[str, Any], corrected: Mapping[str, str], *, chinese: bool
) -> list[LayerRow]:
    """Return the layers of a reading, those that rooms are made from first."""
    rows = [
        _layer_row(found, corrected.get(layer, ""), chinese)
        for layer, found in layers_of(reading).items()
    ]
    return sorted(rows, key=lambda row: (ORDER.get(Role(row.role), len(ORDER)), row.title))


def layers_of(reading: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the layers of a reading, each once: where storeys differ, what is surer counts."""
    layers: dict[str, dict[str, Any]] = {}
    for storey in reading.get("storeys", ()):
        for found in storey.get("layers", ()):
            before = layers.get(found["layer"])
            if before is None or found["confidence"] > before["confidence"]:
                layers[found["layer"]] = found
    return dict(sorted(layers.items()))


def _layer_row(found: Mapping[str, Any], corrected: str, chinese: bool) -> LayerRow:
    name = found["layer"]
    return LayerRow(
        name=name,
        title=name.removesuffix(FILLED),
        is_fills=name.endswith(FILLED),
        role=found["role"],
        confidence=found["confidence"],
        told_by=found.get("told_by", ""),
        because=found.get("because_zh" if chinese else "because", ""),
        paths=found.get("paths", 0),
        texts=found.get("texts", 0),
        fills=found.get("fills", 0),
        corrected=corrected,
    )


def part_rows(storey: Mapping[str, Any]) -> list[PartRow]:
    """Return the balance of a storey, line by line: rooms, walls, each residue, and the outline.

    >>> part_rows({"balance_m2": {"outline": 50.0, "rooms": 40.0, "walls": 10.0}})[0].share
    0.8
    """
    balance = storey.get("balance_m2")
    if not balance or not balance["outline"]:
        return []
    named = [(each["kind"], each["count"], each["area_m2"]) for each in storey.get("residue", ())]
    parts: list[tuple[str, int | None, float]] = [
        ("rooms", len(storey.get("rooms", ())) or None, balance["rooms"]),
        ("walls", None, balance["walls"]),
        *named,
        ("outline", None, balance["outline"]),
    ]
    return [
        PartRow(kind=kind, count=count, area_m2=area, share=area / balance["outline"])
        for kind, count, area in parts
    ]


def gaps_read(
    storey: Mapping[str, Any], undone: Sequence[Mapping[str, Any]], *, metres: float, every: bool
) -> GapsRead:
    """Return the gaps of a storey and those that were taken back in the drawing."""
    closed = gaps_closed(storey.get("closures", ()))
    shown = closed if every else closed[:ROWS]
    taken_back = [undone_gap(each, metres=metres) for each in undone]
    left_open = [_left_open(each) for each in storey.get("left_open", ())]
    return GapsRead(
        closed=beside_rooms(shown, storey["rooms"]),
        undone=beside_rooms(taken_back, storey["rooms"]),
        left_open=beside_rooms(left_open, storey["rooms"]),
        more=len(closed) - len(shown),
    )


def _left_open(gap: Mapping[str, Any]) -> Gap:
    (x, y), (u, v) = gap["from"], gap["to"]
    return Gap(key="", kind="open", width_mm=gap["width_mm"], segments=((x, y, u, v),))
