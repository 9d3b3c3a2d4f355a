"""A reading as a small picture: polygons in drawing metres turned into SVG numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry import Polygon

from cad_import.gaps import Gap
from cad_import.review import GapsRead

NEAR = 0.1  # of the longer side: a note farther off is about another storey
DOUBTFUL = 0.7  # below this confidence a person should compare the room with the drawing
MARGIN = 0.03  # of the longer side


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRoom:
    """One room as SVG draws it; y runs down."""

    number: str
    name: str
    use: str
    area_m2: float
    printed_area_m2: float | None
    path: str
    cx: float
    cy: float
    source: str
    confidence: float
    index: int
    reasons: Sequence[str]
    difference_m2: float | None  # drawn less printed
    likely_wrong: str

    @property
    def is_doubtful(self) -> bool:
        """Return whether a person should look at the room: unsure, or another area than printed."""
        return self.confidence < DOUBTFUL or bool(self.likely_wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewLine:
    """A gap as SVG draws it; `name` is what a button shows it by."""

    name: str
    path: str
    x: float
    y: float
    look: str  # closed, undone or open


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Rooms, note markers, and the window on them."""

    view_box: str
    label_size: float
    stroke: float
    rooms: Sequence[PreviewRoom]
    markers: Sequence[tuple[int, float, float, str]]
    lines: Sequence[PreviewLine] = ()


def preview_of(
    storey: Mapping[str, Any],
    notes: Sequence[Mapping[str, Any]],
    gaps: GapsRead | None = None,
    *,
    chinese: bool = False,
) -> Preview | None:
    """Return the picture of one storey with the notes near it, or None when it holds no room.

    A marker bears its note's number in the list it is given.
    """
    rooms = storey["rooms"]
    if not rooms:
        return None
    corners = np.array([point for room in rooms for point in room["polygon"]])
    (west, south), (east, north) = corners.min(axis=0), corners.max(axis=0)
    side = max(east - west, north - south)
    pad = side * MARGIN
    box = (0 - pad, 0 - pad, east - west + 2 * pad, north - south + 2 * pad)
    return Preview(
        view_box=" ".join(f"{value:.2f}" for value in box),
        label_size=round(side / 70, 2),
        stroke=round(side / 800, 3),
        rooms=[
            _room(room, west, north, index=index, chinese=chinese)
            for index, room in enumerate(rooms, 1)
        ],
        lines=_lines(gaps, west, north) if gaps else (),
        markers=[
            marker
            for marker in _markers(notes, west, north)
            if -side * NEAR <= marker[1] <= east - west + side * NEAR
            and -side * NEAR <= marker[2] <= north - south + side * NEAR
        ],
    )


def _room(
    room: Mapping[str, Any], west: float, north: float, *, index: int, chinese: bool
) -> PreviewRoom:
    printed = room["printed_area_m2"]
    spot = Polygon(room["polygon"], room["holes"]).representative_point()
    return PreviewRoom(
        number=room["number"] or "",
        name=room["name"] or "",
        use=room["use"] or "unknown",
        area_m2=room["area_m2"],
        printed_area_m2=room["printed_area_m2"],
        path=" ".join(_ring(ring, west, north) for ring in (room["polygon"], *room["holes"])),
        cx=round(spot.x - west, 2),
        cy=round(north - spot.y, 2),
        source=room["from"],
        confidence=room["confidence"],
        index=index,
        reasons=_said(room, "reasons", chinese) or (),
        difference_m2=None if printed is None else room["area_m2"] - printed,
        likely_wrong=_said(room, "likely_wrong", chinese) or "",
    )


def _said(room: Mapping[str, Any], key: str, chinese: bool) -> Any:
    return (room.get(f"{key}_zh") if chinese else None) or room.get(key)


def _lines(gaps: GapsRead, west: float, north: float) -> list[PreviewLine]:
    groups = {"closed": gaps.closed, "undone": gaps.undone, "open": gaps.left_open}
    return [
        _line(gap, f"{look}-{index}", look, west, north)
        for look, group in groups.items()
        for index, gap in enumerate(group, 1)
    ]


def _line(gap: Gap, name: str, look: str, west: float, north: float) -> PreviewLine:
    x, y = gap.at
    drawn = " ".join(
        f"M{a - west:.3f} {north - b:.3f}L{c - west:.3f} {north - d:.3f}"
        for a, b, c, d in gap.segments
    )
    return PreviewLine(
        name=name, path=drawn, x=round(x - west, 2), y=round(north - y, 2), look=look
    )


def _ring(ring: Sequence[Sequence[float]], west: float, north: float) -> str:
    points = " L".join(f"{x - west:.3f} {north - y:.3f}" for x, y in ring)
    return f"M{points}Z"


def _markers(
    notes: Sequence[Mapping[str, Any]], west: float, north: float
) -> list[tuple[int, float, float, str]]:
    return [
        (index, round(note["at"][0] - west, 2), round(north - note["at"][1], 2), note["severity"])
        for index, note in enumerate(notes, 1)
        if note["at"] is not None
    ]
