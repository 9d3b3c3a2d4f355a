"""Outlines left over from an older state, which lie across the rooms of today.

An outline is put aside only where one smallest set of outlines, taken away, leaves no two that share
much of a room, and every label still has a room; anything else is a matter for a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.notes import Note, note

from .notes import OUTLINE_ACROSS
from .places import place_of

MUCH = 0.1  # of the smaller of two outlines is shared: more than a slip of the hand
WITHIN = 0.98  # of one outline lies in the other: an inner room, not a quarrel
ALIKE = 0.9  # of the larger outline's area: neither is a room in the other
MOST_TRIED = 14  # outlines that hang together; more combinations are nobody's to guess
NEARER_M = 0.3  # by which a label stands nearer to the middle of the outline it was written for
Points = npt.NDArray[np.float64]
Pairs = list[tuple[int, int]]


def stale_among(
    polygons: Sequence[Polygon], handles: Sequence[str], labels: Points
) -> tuple[set[int], list[Note]]:
    """Return which outlines are to be put aside, and a note on each."""
    if len(polygons) < 2:
        return set(), []
    aside: set[int] = set()
    for quarrel in _hanging_together(_quarrels(polygons)):
        aside |= _to_put_aside(quarrel, polygons, labels)
    notes = [
        note(OUTLINE_ACROSS, at=place_of(polygons[n]), handle=handles[n], area=polygons[n].area)
        for n in sorted(aside)
    ]
    return aside, notes


def _quarrels(polygons: Sequence[Polygon]) -> Pairs:
    """Return the pairs of outlines that share much, and neither lies within the other."""
    many = np.array(list(polygons), dtype=object)
    one, other = shapely.STRtree(many).query(many, predicate="intersects")
    one, other = one[one < other], other[one < other]
    shared = shapely.area(shapely.intersection(many[one], many[other]))
    least = np.minimum(shapely.area(many[one]), shapely.area(many[other]))
    alike = least > ALIKE * np.maximum(shapely.area(many[one]), shapely.area(many[other]))
    much = (shared > MUCH * least) & (alike | (shared < WITHIN * least))
    return list(zip(one[much].tolist(), other[much].tolist(), strict=True))


def _hanging_together(pairs: Pairs) -> list[Pairs]:
    """Return the pairs, those that hang together in one list."""
    home: dict[int, int] = {}

    def root(n: int) -> int:
        while home.setdefault(n, n) != n:
            n = home[n]
        return n

    for one, other in pairs:
        home[root(other)] = root(one)
    groups: dict[int, Pairs] = defaultdict(list)
    for pair in pairs:
        groups[root(pair[0])].append(pair)
    return list(groups.values())


def _to_put_aside(pairs: Pairs, polygons: Sequence[Polygon], labels: Points) -> set[int]:
    """Return the only smallest set without which no quarrel is left, or none."""
    members = sorted({n for pair in pairs for n in pair})
    if len(members) > MOST_TRIED:
        return set()
    held = {n: _labels_in(polygons[n], labels) for n in members}
    solutions = _solutions(members, pairs, held)
    if len(solutions) == 2 and len(pairs) == 1:
        return _farther_from_its_label(members, polygons, labels, held)
    return solutions[0] if len(solutions) == 1 else set()


def _solutions(members: list[int], pairs: Pairs, held: dict[int, set[int]]) -> list[set[int]]:
    """Return the smallest sets without which no two quarrel and no label is left homeless."""
    for size in range(1, len(members)):
        found = [
            set(chosen)
            for chosen in combinations(members, size)
            if _settles(set(chosen), pairs) and _keeps_labels(set(chosen), members, held)
        ]
        if found:
            return found
    return []


def _settles(aside: set[int], pairs: Pairs) -> bool:
    return all(one in aside or other in aside for one, other in pairs)


def _keeps_labels(aside: set[int], members: Iterable[int], held: dict[int, set[int]]) -> bool:
    kept = set().union(*(held[n] for n in members if n not in aside))
    return set().union(*(held[n] for n in aside)) <= kept


def _farther_from_its_label(
    members: list[int], polygons: Sequence[Polygon], labels: Points, held: dict[int, set[int]]
) -> set[int]:
    """Return the one of two in whose middle the shared label does not stand, if that can be told."""
    shared = sorted(held[members[0]] & held[members[1]])
    if not shared:
        return set()
    middle = shapely.points(labels[shared].mean(axis=0))
    far = [float(shapely.distance(polygons[n].centroid, middle)) for n in members]
    if abs(far[0] - far[1]) < NEARER_M:
        return set()
    return {members[int(np.argmax(far))]}


def _labels_in(polygon: Polygon, labels: Points) -> set[int]:
    if not len(labels):
        return set()
    return set(np.flatnonzero(shapely.contains_xy(polygon, labels[:, 0], labels[:, 1])).tolist())
