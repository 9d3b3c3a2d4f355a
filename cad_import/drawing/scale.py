"""The drawing unit from evidence: what is drawn tells more truly than what the header says.

Each witness gives every candidate a share between 0 and 1 of its things that have a plausible size.
Sizes of building parts: door leaves 0.7–1.2 m, walls 0.1–0.4 m, lettering 0.1–0.6 m, plans 5–400 m
(the figures are those of drafting practice).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

import numpy as np
import shapely
from numpy.typing import NDArray

from .entities import Unit
from .evidence import METRES, UNITS_ZH, Witness, best_of, evenly, plausible
from .paths import points_of
from .printed import areas, dimensions, door_numbers, lengths_beside_lines, sides_by_insert
from .raw import Point, Raw, RawStroke

HEADER = {1: "inch", 2: "foot", 4: "mm", 5: "cm", 6: "m"}
LEAF_M = (0.6, 1.25)
DOOR_BLOCK_M = (0.6, 1.9)  # one leaf with its frame, or two
DOOR_NAME = re.compile(r"DOOR|门|(?:^|[$|])[A-Z]{0,3}M\d{4}", re.IGNORECASE)
WALL_M = (0.07, 0.45)
LETTER_M = (0.05, 0.8)
PLAN_M, PLAN_SPREAD = 30.0, 1.2  # a building is some 30 m long, within a factor of e^1.2
LEAF_SLACK = 0.12  # of the radius: leaves have a thickness and frames
WEIGHT = {
    "header": 1.0,
    "doors": 3.0,
    "walls": 2.0,
    "areas": 5.0,
    "dimensions": 2.5,
    "lengths": 2.5,
    "door_blocks": 2.0,
    "door_numbers": 3.0,
    "letters": 1.0,
    "extent": 2.0,
    "place": 4.0,
    "style": 2.0,
}
SURVEY_M = (90_000.0, 60_000_000.0)  # eastings with and without zone, northings up to 6,700 km
SURVEY_SPREAD = 0.2  # of the distance from the origin: a site is small beside its eastings
LEAD = 2.0  # how much the best unit must weigh above the next to be certain


def unit_of(raw: Raw, *, header: int | None, lunits: int | None = None) -> Unit:
    """Return the unit that explains most of what is drawn, and whether that is certain."""
    witnesses = [witness for witness in _witnesses(raw, header, lunits) if witness is not None]
    weights = {
        unit: sum(WEIGHT[each.kind] * each.shares.get(unit, 0.0) for each in witnesses)
        for unit in METRES
    }
    best, next_best = sorted(weights, key=lambda unit: -weights[unit])[:2]
    drawn = [each for each in witnesses if each.kind not in {"header", "extent", "letters"}]
    is_certain = weights[best] - weights[next_best] >= LEAD and any(
        each.shares.get(best, 0.0) > 0.5 for each in drawn
    )
    return Unit(
        name=best,
        metres=METRES[best],
        certain=is_certain,
        evidence=tuple(each.en for each in witnesses) or ("nothing drawn tells the unit",),
        evidence_zh=tuple(each.zh for each in witnesses) or ("图中没有可判断单位的内容",),
    )


def stated(unit: str) -> Unit:
    """Return a unit that the caller states."""
    return Unit(
        name=unit,
        metres=METRES[unit],
        certain=True,
        evidence=("set by the caller",),
        evidence_zh=("由使用者指定",),
    )


def _witnesses(raw: Raw, header: int | None, lunits: int | None) -> Iterable[Witness | None]:
    yield _header(header)
    yield _doors(raw.strokes)
    yield _walls(raw.strokes)
    yield _door_blocks(raw)
    yield door_numbers(raw)
    yield dimensions(raw)
    yield lengths_beside_lines(raw)
    yield areas(raw)
    yield _letters(raw)
    yield _extent(raw.strokes)
    yield _place(raw.strokes)
    yield _style(lunits)


def _header(code: int | None) -> Witness | None:
    name = HEADER.get(code or 0)
    if name is None:
        return None
    return Witness(
        kind="header",
        shares={name: 1.0},
        en=f"the header says {name}",
        zh=f"文件头声明为{UNITS_ZH[name]}",
    )


def _doors(strokes: Sequence[RawStroke]) -> Witness | None:
    sizes = np.array([stroke.arc[1] for stroke in swings(strokes) if stroke.arc])
    if len(sizes) < 2:
        return None
    shares = plausible(sizes, LEAF_M)
    best = max(METRES, key=lambda unit: shares[unit])
    middle = float(np.median(sizes))
    return Witness(
        kind="doors",
        shares=shares,
        en=f"{len(sizes)} door swings measure {middle:.4g} units at the median: "
        f"{middle * METRES[best]:.2f} m if {best}",
        zh=f"{len(sizes)} 处门扇开启弧的半径中位数为 {middle:.4g}:"
        f"按{UNITS_ZH[best]}为 {middle * METRES[best]:.2f} 米",
    )


def _door_blocks(raw: Raw) -> Witness | None:
    """Measure the blocks that are doors by name or layer: one or two leaves, swung or not."""
    called = {(insert.name, insert.layer) for insert in raw.inserts}
    doors = {each for each in called if DOOR_NAME.search(" ".join(each))}
    found = [n for n, each in enumerate(raw.inserts) if (each.name, each.layer) in doors]
    sides = sides_by_insert(raw, frozenset(evenly(found)))
    sizes = np.array([size for size in sides.values() if size])
    if len(sizes) < 2:
        return None
    shares = plausible(sizes, DOOR_BLOCK_M)
    best, middle = best_of(shares), float(np.median(sizes))
    return Witness(
        kind="door_blocks",
        shares=shares,
        en=f"{len(sizes)} door blocks are {middle:.4g} units wide at the median: "
        f"{middle * METRES[best]:.2f} m if {best}",
        zh=f"{len(sizes)} 个门块的宽度中位数为 {middle:.4g}:"
        f"按{UNITS_ZH[best]}为 {middle * METRES[best]:.2f} 米",
    )


def swings(strokes: Sequence[RawStroke]) -> list[RawStroke]:
    """Return the arcs that are door swings: about a quarter turn, with a leaf of the same length.

    A sofa's corner has the arc and not the leaf, so furniture does not vote.
    """
    arcs = [s for s in strokes if s.arc is not None and 40 <= s.arc[3] - s.arc[2] <= 100]
    arcs = list(evenly(arcs))
    radii = np.array([arc.arc[1] for arc in arcs if arc.arc])
    ends = _sides([s.points for s in strokes if s.arc is None and s.points])
    if not arcs or not len(ends):
        return []
    lengths = np.hypot(ends[:, 0] - ends[:, 2], ends[:, 1] - ends[:, 3])
    leaf = (
        np.abs(lengths - (radii.max() + radii.min()) / 2)
        <= np.ptp(radii) / 2 + LEAF_SLACK * radii.max()
    )
    ends, lengths = ends[leaf], lengths[leaf]
    tree = shapely.STRtree(shapely.points(np.concatenate([ends[:, :2], ends[:, 2:]])))
    centres = shapely.points([arc.arc[0] for arc in arcs if arc.arc])
    which, near = tree.query(centres, predicate="dwithin", distance=LEAF_SLACK * radii)
    fits = np.abs(lengths[near % len(lengths)] / radii[which] - 1) < LEAF_SLACK
    return [arcs[index] for index in np.unique(which[fits])]


def _sides(paths: Sequence[Sequence[Point]]) -> NDArray[np.float64]:
    """Return the straight pieces of paths, the one that would close a path with them."""
    points, owner = points_of(paths)
    first = np.searchsorted(owner, np.arange(len(paths)))
    last = np.append(owner[1:] != owner[:-1], True)[: len(owner)]
    following = np.where(last, first[owner], np.arange(len(owner)) + 1)
    return np.hstack([points, points[following]])


WALL_NAME = re.compile(r"wall|墙|mur|wand|стен|parede|muro", re.IGNORECASE)
LONGEST_SEARCH = 4000  # wall lines looked at; more tell nothing new


def _walls(strokes: Sequence[RawStroke]) -> Witness | None:
    layers = {stroke.layer for stroke in strokes}
    walls = {layer for layer in layers if WALL_NAME.search(layer)}
    drawn = (
        (*stroke.points[n], *stroke.points[n + 1])
        for stroke in strokes
        if stroke.layer in walls and stroke.arc is None
        for n in range(len(stroke.points) - 1)
    )
    lines = list(islice(drawn, LONGEST_SEARCH))
    gaps = _nearest_parallels(np.array(lines)) if len(lines) >= 8 else np.array([])
    if len(gaps) < 8:
        return None
    common, count = Counter(np.round(gaps, 3).tolist()).most_common(1)[0]
    sizes = np.array(
        [
            value
            for value, n in Counter(np.round(gaps, 3).tolist()).items()
            for _ in range(n)
            if n >= max(2, count // 5)
        ]
    )
    if not len(sizes):
        return None
    shares = plausible(sizes, WALL_M)
    best = max(shares, key=lambda unit: shares[unit])
    return Witness(
        kind="walls",
        shares=shares,
        en=f"the commonest gap between parallel wall lines is {common:.4g} units: "
        f"{common * METRES[best]:.2f} m if {best}",
        zh=f"平行墙线最常见的间距为 {common:.4g}:"
        f"按{UNITS_ZH[best]}为 {common * METRES[best]:.2f} 米",
    )


def _nearest_parallels(lines: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each axis-parallel line the distance to the next one beside it."""
    gaps: list[float] = []
    for along, across in ((0, 1), (1, 0)):
        flat = lines[np.abs(lines[:, across] - lines[:, across + 2]) < 1e-6]
        if len(flat) < 2:
            continue
        low = np.minimum(flat[:, along], flat[:, along + 2])
        high = np.maximum(flat[:, along], flat[:, along + 2])
        order = np.argsort(flat[:, across])
        place, low, high = flat[order, across], low[order], high[order]
        for n in evenly(range(len(place))):
            beside = (place > place[n] + 1e-6) & (low < high[n]) & (high > low[n])
            if beside.any():
                gaps.append(float(place[beside][0] - place[n]))
    return np.array(gaps)


def _letters(raw: Raw) -> Witness | None:
    heights = np.array([text.height for text in raw.texts if text.height > 0])
    if len(heights) < 5:
        return None
    shares = plausible(heights, LETTER_M)
    best = max(shares, key=lambda unit: shares[unit])
    middle = float(np.median(heights))
    return Witness(
        kind="letters",
        shares=shares,
        en=f"lettering is {middle:.4g} units high at the median: "
        f"{middle * METRES[best]:.2f} m if {best}",
        zh=f"文字高度中位数为 {middle:.4g}:按{UNITS_ZH[best]}为 {middle * METRES[best]:.2f} 米",
    )


def _plain(size: float) -> str:
    """Return a size in at most five figures, never as a power of ten.

    >>> _plain(108766.9), _plain(12.3456)
    ('108767', '12.346')
    """
    return f"{size:.0f}" if size >= 10_000 else f"{size:.5g}"


def _extent(strokes: Sequence[RawStroke]) -> Witness | None:
    spots = np.array(
        [stroke.points[0] for stroke in strokes if stroke.points]
        + [stroke.arc[0] for stroke in strokes if stroke.arc]
    )
    if len(spots) < 4:
        return None
    low, high = np.percentile(spots, [1, 99], axis=0)
    side = float((high - low).max())
    if side <= 0:
        return None
    shares = {
        unit: math.exp(-((math.log(side * metres / PLAN_M) / PLAN_SPREAD) ** 2))
        for unit, metres in METRES.items()
    }
    likely = [unit for unit in shares if shares[unit] > 0.1]
    return Witness(
        kind="extent",
        shares=shares,
        en=f"the drawing is {_plain(side)} units wide: "
        + (
            ", ".join(f"{_plain(side * METRES[unit])} m if {unit}" for unit in likely)
            or "no building"
        ),
        zh=f"图形宽 {_plain(side)}:"
        + (
            "、".join(f"按{UNITS_ZH[unit]}为 {_plain(side * METRES[unit])} 米" for unit in likely)
            or "不像一栋建筑"
        ),
    )


def _place(strokes: Sequence[RawStroke]) -> Witness | None:
    """Tell survey coordinates: far from the origin for their size, six to eight digits of metres."""
    spots = np.array([stroke.points[0] for stroke in strokes if stroke.points])
    if len(spots) < 4:
        return None
    middle = np.abs(np.median(spots, axis=0))
    spread = float((np.percentile(spots, 95, axis=0) - np.percentile(spots, 5, axis=0)).max())
    if spread > SURVEY_SPREAD * middle.min():
        return None
    for unit, per in (("m", 1.0), ("mm", 1000.0)):
        low, high = SURVEY_M[0] * per, SURVEY_M[1] * per
        if low <= middle.min() and middle.max() <= high:
            return Witness(
                kind="place",
                shares={unit: 1.0},
                en=f"coordinates such as {middle[0]:.0f}, {middle[1]:.0f} are survey "
                f"coordinates in {unit}",
                zh=f"坐标(如 {middle[0]:.0f},{middle[1]:.0f})为以{UNITS_ZH[unit]}计的测量坐标",
            )
    return None


def _style(lunits: int | None) -> Witness | None:
    """Tell feet and inches from how the drawing writes its lengths ($LUNITS, $DIMLUNIT 3 and 4)."""
    if lunits not in (3, 4):
        return None
    return Witness(
        kind="style",
        shares={"inch": 1.0},
        en="lengths are written in feet and inches",
        zh="长度以英尺英寸书写",
    )
