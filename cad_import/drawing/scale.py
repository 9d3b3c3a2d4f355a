"""The drawing unit from evidence: what is drawn tells more truly than what the header says.

Witness   one kind of evidence: how well each candidate unit explains it, and a sentence

Each witness gives every candidate a share between 0 and 1 of its things that have a plausible size.
Sizes of building parts: door leaves 0.7–1.2 m, walls 0.1–0.4 m, lettering 0.1–0.6 m, plans 5–400 m
(the figures are those of drafting practice, see docs/reading.md).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from .entities import Unit
from .raw import Raw, RawStroke

METRES = {"mm": 0.001, "cm": 0.01, "m": 1.0, "inch": 0.0254, "foot": 0.3048}
HEADER = {1: "inch", 2: "foot", 4: "mm", 5: "cm", 6: "m"}
LEAF_M = (0.6, 1.25)
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
    "letters": 1.0,
    "extent": 2.0,
    "place": 4.0,
    "style": 2.0,
}
SURVEY_M = (90_000.0, 60_000_000.0)  # eastings with and without zone, northings up to 6,700 km
SURVEY_SPREAD = 0.2  # of the distance from the origin: a site is small beside its eastings
LEAD = 2.0  # how much the best unit must weigh above the next to be certain
FEET_INCHES = re.compile(
    r"^\s*(\d+)\s*'\s*(?:-\s*)?(\d+(?:\.\d+)?)?\s*(\d+/\d+)?\s*\"?\s*(?:x.*)?$"
)
AREA = re.compile(r"(\d+(?:[.,]\d+)?)\s*(㎡|m²|m2|平方米|sq\.?\s*ft|ft²|SF)", re.IGNORECASE)
SQUARE_FOOT_M2 = 0.09290304


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One kind of evidence."""

    kind: str
    shares: dict[str, float]
    sentence: str


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
        evidence=tuple(each.sentence for each in witnesses) or ("nothing drawn tells the unit",),
    )


def stated(unit: str) -> Unit:
    """Return a unit that the caller states."""
    return Unit(name=unit, metres=METRES[unit], certain=True, evidence=("set by the caller",))


def _witnesses(raw: Raw, header: int | None, lunits: int | None) -> Iterable[Witness | None]:
    yield _header(header)
    yield _doors(raw.strokes)
    yield _walls(raw.strokes)
    yield _dimensions(raw)
    yield _areas(raw)
    yield _letters(raw)
    yield _extent(raw.strokes)
    yield _place(raw.strokes)
    yield _style(lunits)


def _header(code: int | None) -> Witness | None:
    name = HEADER.get(code or 0)
    if name is None:
        return None
    return Witness(kind="header", shares={name: 1.0}, sentence=f"the header says {name}")


def _plausible(sizes: NDArray[np.float64], bounds: tuple[float, float]) -> dict[str, float]:
    """Return for each unit the share of sizes that fall between two bounds in metres."""
    low, high = bounds
    return {
        unit: float(((sizes * metres >= low) & (sizes * metres <= high)).mean())
        for unit, metres in METRES.items()
    }


def _doors(strokes: Sequence[RawStroke]) -> Witness | None:
    sizes = np.array([stroke.arc[1] for stroke in swings(strokes) if stroke.arc])
    if len(sizes) < 2:
        return None
    shares = _plausible(sizes, LEAF_M)
    best = max(METRES, key=lambda unit: shares[unit])
    middle = float(np.median(sizes))
    return Witness(
        kind="doors",
        shares=shares,
        sentence=f"{len(sizes)} door swings measure {middle:.4g} units at the median: "
        f"{middle * METRES[best]:.2f} m if {best}",
    )


def swings(strokes: Sequence[RawStroke]) -> list[RawStroke]:
    """Return the arcs that are door swings: about a quarter turn, with a leaf of the same length.

    A sofa's corner has the arc and not the leaf, so furniture does not vote.
    """
    arcs = [s for s in strokes if s.arc is not None and 40 <= s.arc[3] - s.arc[2] <= 100]
    ends = np.array(
        [
            (*start, *end)
            for s in strokes
            if s.arc is None
            for start, end in zip(
                s.points, [*s.points[1:], *s.points[:1]][: len(s.points)], strict=False
            )
        ]
    )
    if not arcs or not len(ends):
        return []
    lengths = np.hypot(ends[:, 0] - ends[:, 2], ends[:, 1] - ends[:, 3])
    tree = shapely.STRtree(shapely.points(np.concatenate([ends[:, :2], ends[:, 2:]])))
    centres = shapely.points([arc.arc[0] for arc in arcs if arc.arc])
    radii = np.array([arc.arc[1] for arc in arcs if arc.arc])
    which, near = tree.query(centres, predicate="dwithin", distance=LEAF_SLACK * radii)
    fits = np.abs(lengths[near % len(lengths)] / radii[which] - 1) < LEAF_SLACK
    return [arcs[index] for index in np.unique(which[fits])]


WALL_NAME = re.compile(r"wall|墙|mur|wand|стен|parede|muro", re.IGNORECASE)
LONGEST_SEARCH = 4000  # wall lines looked at; more tell nothing new


def _walls(strokes: Sequence[RawStroke]) -> Witness | None:
    lines = [
        (*stroke.points[n], *stroke.points[n + 1])
        for stroke in strokes
        if stroke.arc is None and WALL_NAME.search(stroke.layer)
        for n in range(len(stroke.points) - 1)
    ][:LONGEST_SEARCH]
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
    shares = _plausible(sizes, WALL_M)
    best = max(shares, key=lambda unit: shares[unit])
    return Witness(
        kind="walls",
        shares=shares,
        sentence=f"the commonest gap between parallel wall lines is {common:.4g} units: "
        f"{common * METRES[best]:.2f} m if {best}",
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
        for n in range(len(place)):
            beside = (place > place[n] + 1e-6) & (low < high[n]) & (high > low[n])
            if beside.any():
                gaps.append(float(place[beside][0] - place[n]))
    return np.array(gaps)


def _dimensions(raw: Raw) -> Witness | None:
    found = Counter[str]()
    told = 0
    for dimension in raw.dimensions:
        units = _units_of_dimension(dimension.measured, dimension.text)
        told += bool(units)
        found.update(units)
    if told < 2:
        # A length with no text of its own prints itself: whole hundreds are millimetres.
        measured = np.array([d.measured for d in raw.dimensions if not d.text])
        is_round = len(measured) >= 4 and float((np.abs(measured % 50) < 1e-3).mean()) > 0.6
        if not is_round or float(np.median(measured)) < 300:
            return None
        return Witness(
            kind="dimensions",
            shares={"mm": 1.0},
            sentence=f"{len(measured)} dimensions print round lengths such as {measured[0]:.0f}, "
            "as millimetres do",
        )
    shares = {unit: found[unit] / told for unit in METRES}
    best = max(shares, key=lambda unit: shares[unit])
    return Witness(
        kind="dimensions",
        shares=shares,
        sentence=f"{found[best]} of {told} dimension texts fit their length if {best}",
    )


def _units_of_dimension(measured: float, text: str) -> list[str]:
    """Return the units in which a printed feet-and-inches length is the measured one."""
    match = FEET_INCHES.match(text)
    if match is None or measured <= 0:
        return []
    metres = int(match.group(1)) * 0.3048 + float(match.group(2) or 0) * 0.0254
    return [
        unit for unit, per in METRES.items() if abs(measured * per - metres) < 0.03 + 0.01 * metres
    ]


def _areas(raw: Raw) -> Witness | None:
    """Compare printed areas with the smallest closed polyline around them."""
    printed = [(text.at, _square_metres(text.text)) for text in raw.texts]
    printed = [(at, area) for at, area in printed if area]
    rings = [s.points for s in raw.strokes if s.closed and s.arc is None and len(s.points) >= 3]
    if len(printed) < 3 or len(rings) < 3:
        return None
    polygons = np.array([shapely.Polygon(ring) for ring in rings])
    sizes = shapely.area(polygons)
    tree = shapely.STRtree(polygons)
    ratios = []
    for at, area in printed:
        around = tree.query(shapely.Point(at), predicate="within")
        if len(around):
            ratios.append(math.sqrt(area / sizes[around].min()) if sizes[around].min() else 0.0)
    if len(ratios) < 3:
        return None
    per = np.array(ratios)
    shares = {
        unit: float((np.abs(per / metres - 1) < 0.05).mean()) for unit, metres in METRES.items()
    }
    best = max(shares, key=lambda unit: shares[unit])
    return Witness(
        kind="areas",
        shares=shares,
        sentence=f"{shares[best]:.0%} of {len(ratios)} printed areas agree with the outline around "
        f"them if {best}",
    )


def _square_metres(text: str) -> float | None:
    match = AREA.search(text)
    if match is None:
        return None
    value = float(match.group(1).replace(",", "."))
    is_feet = match.group(2).lower().replace(" ", "").startswith(("sq", "ft", "sf"))
    return value * SQUARE_FOOT_M2 if is_feet else value


def _letters(raw: Raw) -> Witness | None:
    heights = np.array([text.height for text in raw.texts if text.height > 0])
    if len(heights) < 5:
        return None
    shares = _plausible(heights, LETTER_M)
    best = max(shares, key=lambda unit: shares[unit])
    middle = float(np.median(heights))
    return Witness(
        kind="letters",
        shares=shares,
        sentence=f"lettering is {middle:.4g} units high at the median: "
        f"{middle * METRES[best]:.2f} m if {best}",
    )


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
        sentence=f"the drawing is {side:.5g} units wide: "
        + (", ".join(f"{side * METRES[unit]:.4g} m if {unit}" for unit in likely) or "no building"),
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
                sentence=f"coordinates such as {middle[0]:.0f}, {middle[1]:.0f} are survey "
                f"coordinates in {unit}",
            )
    return None


def _style(lunits: int | None) -> Witness | None:
    """Tell feet and inches from how the drawing writes its lengths ($LUNITS, $DIMLUNIT 3 and 4)."""
    if lunits not in (3, 4):
        return None
    return Witness(
        kind="style", shares={"inch": 1.0}, sentence="lengths are written in feet and inches"
    )
