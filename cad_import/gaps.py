"""The gaps of a wall as people see them: one doorway, though a line closes it along each wall face.

Gap   a gap that was closed, with every segment that closes it; its key names it in a form
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.rooms.ends import THICKEST_M
from cad_import.rooms.openings import are_of_one_gap

Segment = tuple[float, float, float, float]

SUREST_FIRST = ("door", "window", "drafting", "facing", "corner", "wide")
DOUBTFUL = frozenset({"facing", "corner", "wide"})  # closed with neither door nor window


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One gap: what told that it is to be closed, how wide it is, and the segments across it."""

    key: str
    kind: str
    width_mm: int
    segments: tuple[Segment, ...]
    beside: tuple[str, ...] = ()  # the rooms on both sides, by number or name

    @property
    def at(self) -> tuple[float, float]:
        """Return the middle of its first segment."""
        x, y, u, v = self.segments[0]
        return ((x + u) / 2, (y + v) / 2)

    @property
    def is_doubtful(self) -> bool:
        """Return whether neither a door nor a window tells of it."""
        return self.kind in DOUBTFUL


def gaps_closed(closures: Sequence[Mapping[str, Any]]) -> list[Gap]:
    """Return the gaps of a storey's closures, the doubtful and wide ones first."""
    segments = np.array([[*each["from"], *each["to"]] for each in closures]).reshape(-1, 4)
    groups: dict[int, list[int]] = defaultdict(list)
    for index, first in enumerate(_first_of_each_gap(segments)):
        groups[first].append(index)
    gaps = [_gap([closures[i] for i in group]) for group in groups.values()]
    return sorted(gaps, key=lambda gap: (not gap.is_doubtful, -gap.width_mm, gap.key))


def _first_of_each_gap(segments: np.ndarray[Any, Any]) -> list[int]:
    """Return for each segment the first one that closes the same gap."""
    first = list(range(len(segments)))
    middles = shapely.points((segments[:, :2] + segments[:, 2:]) / 2)
    tree = shapely.STRtree(middles)
    one, other = tree.query(middles, predicate="dwithin", distance=2 * THICKEST_M)
    for i, j in sorted(zip(one.tolist(), other.tolist(), strict=True)):
        if i < j and first[j] == j and are_of_one_gap(segments[[j]], segments[[i]])[0, 0]:
            first[j] = first[i]
    return first


def _gap(closures: Sequence[Mapping[str, Any]]) -> Gap:
    kinds = {each["kind"] for each in closures}
    segments = tuple(sorted((*each["from"], *each["to"]) for each in closures))
    return Gap(
        key=",".join(f"{value:.3f}" for value in segments[0]),
        kind=next((kind for kind in SUREST_FIRST if kind in kinds), "facing"),
        width_mm=max(each["width_mm"] for each in closures),
        segments=segments,
    )


def beside_rooms(gaps: Sequence[Gap], rooms: Sequence[Mapping[str, Any]]) -> list[Gap]:
    """Return gaps with the rooms that lie beside them, at most a wall's thickness away."""
    if not gaps or not rooms:
        return list(gaps)
    tree = shapely.STRtree([Polygon(room["polygon"], room["holes"]) for room in rooms])
    middles = shapely.points([gap.at for gap in gaps])
    gap, room = tree.query(middles, predicate="dwithin", distance=THICKEST_M)
    names: dict[int, set[str]] = defaultdict(set)
    for g, r in zip(gap.tolist(), room.tolist(), strict=True):
        names[g].add(rooms[r]["number"] or rooms[r]["name"] or "–")
    return [replace(each, beside=tuple(sorted(names[i]))) for i, each in enumerate(gaps)]


def as_undone(gap: Gap, *, metres: float) -> dict[str, Any]:
    """Return a gap as it is remembered when it was taken back: in the drawing's own units."""
    return {
        "key": gap.key,
        "kind": gap.kind,
        "width_mm": gap.width_mm,
        "segments": [[value / metres for value in segment] for segment in gap.segments],
    }


def undone_gap(kept: Mapping[str, Any], *, metres: float) -> Gap:
    """Return a gap that was taken back, in metres again."""
    return Gap(
        key=kept["key"],
        kind=kept["kind"],
        width_mm=kept["width_mm"],
        segments=tuple(_segment(each, metres) for each in kept["segments"]),
    )


def _segment(values: Sequence[float], metres: float) -> Segment:
    x, y, u, v = (value * metres for value in values)
    return (x, y, u, v)
