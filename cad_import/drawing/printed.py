"""What is printed against what is drawn: lengths, door numbers and areas tell how long a unit is.

Lengths are printed in millimetres without a point (3600), in metres with one (3.60), or in feet and
inches (12'-6"). A door number says its opening in decimetres: M0921 is 0.9 m wide and 2.1 m high.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from .evidence import METRES, UNITS_ZH, Witness, best_of, evenly, fitting
from .paths import points_of
from .raw import Point, Raw, RawDimension, RawStroke

FEET_INCHES = re.compile(
    r"^\s*(\d+)\s*'\s*(?:-\s*)?(\d+(?:\.\d+)?)?\s*(\d+/\d+)?\s*\"?\s*(?:x.*)?$"
)
MILLIMETRES = re.compile(r"^\s*(\d{3,6})\s*(?:mm)?\s*$")
METRES_PRINTED = re.compile(r"^\s*(\d{1,3}\.\d{1,3})\s*m?\s*$")
AREA = re.compile(r"(\d+(?:[.,]\d+)?)\s*(㎡|m²|m2|平方米|sq\.?\s*ft|ft²|SF)", re.IGNORECASE)
DOOR_NUMBER = re.compile(r"^(?:.*[$|])?(?:[A-Z]{0,3}M|门)[-_]?(\d{2})(\d{2})[a-z]?$", re.IGNORECASE)
SQUARE_FOOT_M2 = 0.09290304
ROUND = 50.0  # millimetres: builders' lengths are whole multiples of it
FEWEST_LENGTHS = 3
LENGTH_SLACK = 0.01  # of a length: what is printed is rounded
PARALLEL_DEG = 2.0
BESIDE = 3.0  # letter heights between a printed length and its line
DOOR_SLACK = 0.12  # of an opening: the leaf is narrower than its number says


def printed_metres(text: str) -> float | None:
    """Return the length that a text prints, in metres.

    >>> printed_metres("3600"), printed_metres("3.60"), round(printed_metres("12'-6\\""), 3)
    (3.6, 3.6, 3.81)
    """
    if match := MILLIMETRES.match(text):
        return int(match[1]) / 1000
    if match := METRES_PRINTED.match(text):
        return float(match[1])
    if match := FEET_INCHES.match(text):
        return int(match[1]) * 0.3048 + float(match[2] or 0) * 0.0254
    return None


# --- lengths ----------------------------------------------------------------


def dimensions(raw: Raw) -> Witness | None:
    """Compare the texts of dimensions with the lengths that they measure."""
    told = [units for each in raw.dimensions if (units := _units_of(each))]
    if len(told) < 2:
        return _round_lengths(raw.dimensions)
    found = Counter(unit for units in told for unit in units)
    shares = {unit: found[unit] / len(told) for unit in METRES}
    best = best_of(shares)
    return Witness(
        kind="dimensions",
        shares=shares,
        en=f"{found[best]} of {len(told)} dimension texts fit their length if {best}",
        zh=f"{len(told)} 处尺寸文字中有 {found[best]} 处与所量长度相符(按{UNITS_ZH[best]})",
    )


def _units_of(dimension: RawDimension) -> list[str]:
    """Return the units in which the printed length is the measured one."""
    metres, measured = printed_metres(dimension.text), dimension.measured
    if metres is None or measured <= 0:
        return []
    slack = (0.03 if "'" in dimension.text else 0.001) + LENGTH_SLACK * metres
    return [unit for unit, per in METRES.items() if abs(measured * per - metres) < slack]


def _round_lengths(every: Sequence[RawDimension]) -> Witness | None:
    """Tell millimetres from lengths that print themselves: they are whole multiples of 50."""
    told = [each for each in every if not each.text or each.text == "<>"]
    shown = np.array([each.measured * each.factor for each in told])
    if len(shown) < 4 or float(np.median(shown)) < 300:
        return None
    if float((np.abs((shown + 1e-3) % ROUND) < 2e-3).mean()) <= 0.6:
        return None
    shares = fitting(np.array([each.factor / 1000 for each in told]), within=LENGTH_SLACK)
    return Witness(
        kind="dimensions",
        shares=shares,
        en=f"{len(shown)} dimensions print round lengths such as {shown[0]:.0f}, as millimetres do",
        zh=f"{len(shown)} 处尺寸显示为整数长度(如 {shown[0]:.0f}),符合毫米标注习惯",
    )


def lengths_beside_lines(raw: Raw) -> Witness | None:
    """Compare whole numbers that stand on a line with that line: dimensions that were exploded."""
    ratios = _ratios(raw)
    if len(ratios) < FEWEST_LENGTHS:
        return None
    shares = fitting(ratios, within=LENGTH_SLACK)
    best = best_of(shares)
    fits = round(shares[best] * len(ratios))
    if fits < FEWEST_LENGTHS:
        return None
    return Witness(
        kind="lengths",
        shares=shares,
        en=f"{fits} of {len(ratios)} numbers on lines are those lines' length if {best}",
        zh=f"{len(ratios)} 处线旁数字中有 {fits} 处等于该线长度(按{UNITS_ZH[best]})",
    )


def _ratios(raw: Raw) -> NDArray[np.float64]:
    """Return for each number on a line the metres it prints a unit of the line."""
    texts = [text for text in raw.texts if MILLIMETRES.match(text.text) and text.height > 0]
    texts = [text for text in evenly(texts) if printed_metres(text.text)]
    ends = _single_lines(raw.strokes)
    if not texts or not len(ends):
        return np.empty(0)
    way, middles = ends[:, 2:] - ends[:, :2], (ends[:, :2] + ends[:, 2:]) / 2
    spots = np.array([text.at for text in texts])
    reach = BESIDE * np.array([text.height for text in texts])
    text, line = shapely.STRtree(shapely.points(middles)).query(
        shapely.box(*(spots - reach[:, None]).T, *(spots + reach[:, None]).T)
    )
    away = np.hypot(*(middles[line] - spots[text]).T)
    angle = np.degrees(np.arctan2(way[line, 1], way[line, 0]))
    turned = angle - np.array([each.rotation_deg for each in texts])[text]
    beside = (away <= reach[text]) & (np.abs((turned + 90) % 180 - 90) < PARALLEL_DEG)
    text, line, away = text[beside], line[beside], away[beside]
    order = np.lexsort((line, away, text))
    found, first = np.unique(text[order], return_index=True)
    metres = np.array([printed_metres(each.text) for each in texts], dtype=np.float64)
    return np.asarray(metres[found] / np.hypot(*way[line[order[first]]].T))


def _single_lines(strokes: Iterable[RawStroke]) -> NDArray[np.float64]:
    rows = [
        (*s.points[0], *s.points[1])
        for s in strokes
        if len(s.points) == 2 and s.arc is None and s.points[0] != s.points[1]
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 4)


# --- doors ------------------------------------------------------------------


def door_numbers(raw: Raw) -> Witness | None:
    """Compare the widths that door blocks' names say with what the blocks cover."""
    numbered = [
        (index, int(match[1]) / 10)
        for index, insert in enumerate(raw.inserts)
        if (match := DOOR_NUMBER.match(insert.name))
    ]
    metres = dict(evenly(numbered))
    sizes = sides_by_insert(raw, metres)
    ratios = np.array([metres[index] / size for index, size in sizes.items() if size])
    if len(ratios) < 2:
        return None
    shares = fitting(ratios, within=DOOR_SLACK)
    best = best_of(shares)
    return Witness(
        kind="door_numbers",
        shares=shares,
        en=f"{shares[best]:.0%} of {len(ratios)} door blocks are as wide as their number says "
        f"if {best}",
        zh=f"{len(ratios)} 个门块中有 {shares[best]:.0%} 的宽度与其编号相符(按{UNITS_ZH[best]})",
    )


def sides_by_insert(raw: Raw, wanted: Container[int]) -> dict[int, float]:
    """Return the longer side, in the block's own axes, of what each wanted reference covers."""
    inside = [s for s in raw.strokes if s.insert is not None and s.insert in wanted]
    paths = [_reach(stroke) for stroke in inside]
    insert = np.array([s.insert for s, path in zip(inside, paths, strict=True) for _point in path])
    if not len(insert):
        return {}
    points, _owner = points_of(paths)
    order = np.argsort(insert, kind="stable")
    found, first = np.unique(insert[order], return_index=True)
    turns = np.radians([raw.inserts[index].rotation_deg for index in found.tolist()])
    turn = np.repeat(turns, np.diff(np.append(first, len(order))))
    (x, y), cos, sin = points[order].T, np.cos(turn), np.sin(turn)
    turned = np.stack([x * cos + y * sin, y * cos - x * sin], axis=1)
    sides = np.maximum.reduceat(turned, first) - np.minimum.reduceat(turned, first)
    return dict(zip(found.tolist(), sides.max(axis=1).tolist(), strict=True))


def _reach(stroke: RawStroke) -> list[Point]:
    if stroke.arc is None:
        return stroke.points
    (x, y), radius, start, end = stroke.arc
    steps = (start + (end - start) * n / 8 for n in range(9))
    return [
        (x + radius * math.cos(math.radians(a)), y + radius * math.sin(math.radians(a)))
        for a in steps
    ]


# --- areas ------------------------------------------------------------------


def areas(raw: Raw) -> Witness | None:
    """Compare printed areas with the smallest closed polyline around them."""
    printed = [(text.at, area) for text in raw.texts if (area := square_metres(text.text))]
    rings = [s.points for s in raw.strokes if s.closed and s.arc is None and len(s.points) >= 3]
    if len(printed) < 3 or len(rings) < 3:
        return None
    ratios = _ratios_of_areas(evenly(printed), rings)
    if len(ratios) < 3:
        return None
    shares = fitting(ratios, within=0.05)
    best = best_of(shares)
    return Witness(
        kind="areas",
        shares=shares,
        en=f"{shares[best]:.0%} of {len(ratios)} printed areas agree with the outline around "
        f"them if {best}",
        zh=f"{len(ratios)} 处标注面积中有 {shares[best]:.0%} 与其外轮廓相符(按{UNITS_ZH[best]})",
    )


def _ratios_of_areas(
    printed: Sequence[tuple[Point, float]], rings: Sequence[Sequence[Point]]
) -> NDArray[np.float64]:
    """Return for each printed area in a ring the metres it makes a unit of the drawing."""
    points, owner = points_of(rings)
    polygons = shapely.polygons(shapely.linearrings(points, indices=owner))
    spots = shapely.STRtree(shapely.points([at for at, _area in printed]))
    ring, spot = spots.query(polygons, predicate="contains")
    smallest = np.full(len(printed), np.inf)
    np.minimum.at(smallest, spot, shapely.area(polygons[ring]))
    held = np.isfinite(smallest)
    areas, sizes = np.array([area for _at, area in printed])[held], smallest[held]
    return np.asarray(np.sqrt(areas / np.where(sizes > 0, sizes, np.inf)))


def square_metres(text: str) -> float | None:
    """Return the area that a text prints."""
    match = AREA.search(text)
    if match is None:
        return None
    value = float(match.group(1).replace(",", "."))
    is_feet = match.group(2).lower().replace(" ", "").startswith(("sq", "ft", "sf"))
    return value * SQUARE_FOOT_M2 if is_feet else value
