"""Gaps in the walls, closed along the wall faces.

Closure   the piece of wall face that is missing between two ends, or between an end and a wall
Doubtful  a closure that only what it parts can justify: see `parting`

The swing and the leaf of a door never bound a room: they tell that a gap is a door.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from .ends import (
    ON_LINE_M,
    THICKEST_M,
    WINDOW_M,
    Ends,
    Gaps,
    ends_of,
    facing_askew,
    gaps_ahead,
)
from .graph import GRID_M, Graph
from .leaves import across_doors
from .linework import Linework
from .near import distances, feet
from .signs import is_covered
from .values import Evidence

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DRAFTING_GAP_M = 0.03  # lines meant to meet: measured to win a fifth of the rooms of real plans
BARE_OPENING_M = 1.5  # an opening with neither door nor window: a passage, not an open side
LEAST_OPENING_M = 0.5  # nobody walks through less; mostly it is the inside of a wall
WIDE_OPENING_M = 2.6  # the widest that may part two rooms bare: a double passage
REPORTED_GAP_M = 3.5  # wider bare gaps are open sides, not worth a word
DOOR_M = 4.5  # the widest double or folding door
ABUTTING_DOOR_M = 2.2  # a door that reaches from a wall's end to a crossing wall
MULLION_M = 0.45  # a partition ends this far from the pane it meets, at most
PARALLEL = 0.1  # sine of the angle between the closures along both faces of a wall
BESIDE_SHARE = 0.4  # of its width a gap's middle may differ from one face of the wall to the other


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """Segments that close gaps, and what told that they are openings."""

    segments: Floats
    evidence: tuple[Evidence, ...]
    doubtful: Flags  # only what it parts can justify it
    slight: Flags  # there is no wall beside it, only piers
    left_open: Floats  # gaps wider than an opening without a sign, as segments


def closures_of(linework: Linework, graph: Graph) -> Closures:
    """Return the closures of a storey's walls: along the faces first, across the doors last."""
    ends = ends_of(graph, linework)
    gaps = _seen_twice(ends, graph, linework)
    segments = np.hstack([ends.at[gaps.end], gaps.hit]).reshape(-1, 4)
    by_door = is_covered(segments, linework.doors, with_leaves=True)
    by_window = is_covered(segments, linework.windows) | _meets_glass(gaps, linework)
    by_window |= (gaps.facing >= 0) & is_covered(segments, linework.hints, within=True)
    evidence = _evidence(ends, gaps, by_door, by_window)
    taken = np.array([each is not None for each in evidence], dtype=bool)
    doubtful = np.array([each in ("corner", "wide") for each in evidence], dtype=bool)
    slight = _are_piers(ends, gaps)
    doubtful |= np.array([each == "facing" for each in evidence], dtype=bool) & slight
    across = across_doors(linework, graph, segments[taken])
    by_leaf: list[Evidence] = ["door"] * len(across)
    return _once(
        np.vstack([segments[taken], across]),
        (*(each for each in evidence if each is not None), *by_leaf),
        np.stack([doubtful[taken], slight[taken]]),
        _left_open(ends, gaps, segments, taken),
    )


def _meets_glass(gaps: Gaps, linework: Linework) -> Flags:
    """Return which gaps are the joint between a wall's end and a glazed front it runs up to."""
    on_glass = linework.glass.are_near(gaps.hit, ON_LINE_M) & ~linework.walls.are_near(
        gaps.hit, ON_LINE_M
    )
    return np.asarray(on_glass & ~gaps.behind & (gaps.width <= MULLION_M))


def _seen_twice(ends: Ends, graph: Graph, linework: Linework) -> Gaps:
    """Return what lies ahead of each end, and what lies behind the glass ahead of it.

    A window's own lines stand in its gap; the wall face goes on behind them.
    """
    middles = graph.edges_xy().reshape(-1, 2, 2).mean(axis=1)
    solid = linework.walls.are_near(middles, ON_LINE_M)
    near = gaps_ahead(ends, graph)
    at_glass = near.end[linework.glass.are_near(near.hit, ON_LINE_M)]
    far = gaps_ahead(ends, graph, among=np.flatnonzero(solid), of=at_glass)
    near = facing_askew(ends, near)
    widths = dict(zip(near.end.tolist(), near.width.tolist(), strict=True))
    behind = far.width > np.array([widths.get(end, 0.0) for end in far.end.tolist()]) + GRID_M
    return Gaps(
        end=np.concatenate([near.end, far.end[behind]]),
        hit=np.vstack([near.hit, far.hit[behind]]),
        width=np.concatenate([near.width, far.width[behind]]),
        facing=np.concatenate([near.facing, far.facing[behind]]),
        behind=np.concatenate([np.zeros(len(near.end), bool), np.ones(int(behind.sum()), bool)]),
    )


def _evidence(ends: Ends, gaps: Gaps, by_door: Flags, by_window: Flags) -> list[Evidence | None]:
    """Return what tells that each gap is to be closed, None where nothing does."""
    width, faces, end = gaps.width - GRID_M, gaps.facing >= 0, gaps.end
    firm, loose = _firm(ends, gaps), ends.loose[end]
    told = ends.told[end] | (width <= MULLION_M)
    reach = np.where(faces, DOOR_M, np.where(firm | loose, ABUTTING_DOOR_M, 0.0))
    glass = by_window & ends.wall[end] & (faces | firm)
    bare = told & firm & ~gaps.behind
    signs: list[tuple[Flags, Evidence]] = [
        (~gaps.behind & (width <= 2 * DRAFTING_GAP_M) & (loose | faces), "drafting"),
        (told & by_door & (width <= reach), "door"),
        (told & glass & (width <= WINDOW_M), "window"),
        (bare & faces & (width <= BARE_OPENING_M), "facing"),
        (bare & faces & ~_are_piers(ends, gaps) & (width <= WIDE_OPENING_M), "wide"),
        (bare & ~faces & (width >= LEAST_OPENING_M) & (width <= WIDE_OPENING_M), "corner"),
    ]
    found: list[Evidence | None] = [None] * len(width)
    for flags, name in reversed(signs):
        for i in np.flatnonzero(flags).tolist():
            found[i] = name
    return found


def _firm(ends: Ends, gaps: Gaps) -> Flags:
    """Return which gaps lie between ends of walls, or between one and a crossing wall."""
    firm = (ends.jamb | ends.loose) & ~ends.column & ends.wall
    return np.asarray(firm[gaps.end] & ((gaps.facing < 0) | firm[gaps.facing]))


def _are_piers(ends: Ends, gaps: Gaps) -> Flags:
    """Return which gaps have no wall on either side, only what stands out of one a little."""
    return np.asarray(ends.pier[gaps.end] & ((gaps.facing < 0) | ends.pier[gaps.facing]))


def _left_open(ends: Ends, gaps: Gaps, segments: Floats, taken: Flags) -> Floats:
    """Return the gaps between two jambs that were left open, each opening once."""
    firm = ends.jamb & ~ends.column & ends.wall
    both = ~gaps.behind & firm[gaps.end] & (gaps.facing >= 0) & firm[gaps.facing]
    wide = (gaps.width > BARE_OPENING_M) & (gaps.width <= REPORTED_GAP_M)
    return distinct_openings(segments[both & wide & ~taken])


def distinct_openings(segments: Floats) -> Floats:
    """Return gaps, those at both faces of one wall once."""
    middles = (segments[:, :2] + segments[:, 2:]) / 2
    order = np.lexsort((middles[:, 1], middles[:, 0]))
    kept: list[int] = []
    for i in order.tolist():
        if all(np.hypot(*(middles[i] - middles[j])) > THICKEST_M for j in kept):
            kept.append(i)
    return segments[kept]


def _once(
    segments: Floats, evidence: tuple[Evidence, ...], doubts: Flags, left_open: Floats
) -> Closures:
    """Return the closures, each once whichever end it was seen from; the last are beyond doubt."""
    sure = np.zeros((2, len(segments) - doubts.shape[1]), dtype=bool)
    doubtful, slight = np.hstack([doubts, sure])
    keys = np.round(segments, 3)
    swap = (keys[:, 0] > keys[:, 2]) | ((keys[:, 0] == keys[:, 2]) & (keys[:, 1] > keys[:, 3]))
    keys = np.where(swap[:, None], keys[:, [2, 3, 0, 1]], keys)
    _keys, first = np.unique(keys, axis=0, return_index=True)
    return Closures(
        segments=segments[first],
        evidence=tuple(evidence[i] for i in first.tolist()),
        doubtful=doubtful[first],
        slight=slight[first],
        left_open=left_open,
    )


def drafting_links(graph: Graph) -> Floats:
    """Return short segments from loose ends to the line they were meant to meet."""
    loose = graph.loose
    if not len(loose):
        return np.zeros((0, 4))
    points, edges = graph.nodes[loose], graph.edges_xy()
    mine, edge = graph.tree.near_points(points, DRAFTING_GAP_M)
    other = (graph.edges[edge] != loose[mine][:, None]).all(axis=1)
    mine, edge = mine[other], edge[other]
    reach = distances(points[mine], edges[edge])
    order = np.lexsort((reach, mine))
    first = order[np.unique(mine[order], return_index=True)[1]]
    mine, edge = mine[first], edge[first]
    return np.hstack([points[mine], feet(points[mine], edges[edge])])


def without(closures: Closures, undone: Floats) -> Closures:
    """Return the closures without those that were taken back, and those of the same gap.

    A gap has a closure along each face of its wall: the one opposite would still close it.
    """
    if not len(undone) or not len(closures.segments):
        return closures
    taken_back = np.asarray(are_of_one_gap(closures.segments, undone).any(axis=1))
    return only(closures, ~taken_back)


def are_of_one_gap(segments: Floats, others: Floats) -> Flags:
    """Return for each segment and each other one whether they close the same gap of a wall."""
    along = others[:, 2:] - others[:, :2]
    width = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)
    along = along / width[:, None]
    way = segments[:, 2:] - segments[:, :2]
    way = way / np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-9)[:, None]
    sine = np.abs(way[:, None, 0] * along[None, :, 1] - way[:, None, 1] * along[None, :, 0])
    off = (
        segments[:, None, :2] + segments[:, None, 2:] - others[None, :, :2] - others[None, :, 2:]
    ) / 2
    ahead = np.abs((off * along[None]).sum(axis=2))
    aside = np.abs(off[:, :, 0] * along[None, :, 1] - off[:, :, 1] * along[None, :, 0])
    beside = (ahead <= BESIDE_SHARE * width[None]) & (aside <= THICKEST_M)
    return np.asarray(beside & (sine <= PARALLEL))


def only(closures: Closures, kept: Flags) -> Closures:
    """Return some of the closures."""
    return replace(
        closures,
        segments=closures.segments[kept],
        evidence=tuple(closures.evidence[i] for i in np.flatnonzero(kept).tolist()),
        doubtful=closures.doubtful[kept],
        slight=closures.slight[kept],
    )
