"""宗地的形状: pieces of land drawn from boundary points, measured and held against the ground they are of.

Point  界址点  number, X (north) and Y (east) in metres, as a surveyor writes them
Piece  部分    a ring of points, closed without naming the first again
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from shapely import Polygon, union_all

from registry.policy.cases.terms import Kind
from registry.policy.cases.typed import NotReadable, as_text

PARCEL_SPLIT, PARCEL_MERGE, BOUNDARY = "parcel_split", "parcel_merge", "boundary"
LAND_CAUSES = frozenset({PARCEL_SPLIT, PARCEL_MERGE, BOUNDARY})
DRAWN_CAUSES = frozenset({PARCEL_SPLIT, BOUNDARY})  # with boundary points of their own
REDRAWS = frozenset((Kind.CHANGE, cause) for cause in LAND_CAUSES)
GROUND_TOLERANCE_M2 = Decimal("1.0")  # what two surveys of one ground may differ by
BUILDING_OUTSIDE_M2 = Decimal("5.0")  # eaves and plinths: the footprint is drawn, not surveyed
GRID_M = 0.001  # the register keeps millimetres
CENT, MILLIMETRE = Decimal("0.01"), Decimal("0.001")
FEWEST_POINTS, MOST_POINTS, MOST_PIECES = 3, 400, 20
LONGEST_POINT, LONGEST_TEXT = 12, 300
BETWEEN = re.compile(r"[\s,，;；]+")

Ring = Sequence[tuple[float, float]]  # east and north, in metres


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A boundary point as it was typed."""

    name: str
    northing_m: Decimal
    easting_m: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of land to be entered."""

    points: tuple[Point, ...] = ()
    address: str = ""
    land_use: str = ""
    buildings: tuple[str, ...] = ()  # said to stand on it, whatever their outlines say

    @property
    def ring(self) -> Ring:
        """Return the corners, east before north."""
        return [(float(point.easting_m), float(point.northing_m)) for point in self.points]

    @property
    def area_m2(self) -> Decimal:
        """Return the area as the register keeps it."""
        return (
            as_cents(Polygon(self.ring).area) if len(self.points) >= FEWEST_POINTS else Decimal(0)
        )

    @property
    def lengths_m(self) -> tuple[Decimal, ...]:
        """Return the length of each side, from its point to the next one.

        >>> side = Piece(points=points_in("J1 0 0\\nJ2 3 4\\nJ3 3 0"))
        >>> [str(length) for length in side.lengths_m], str(side.area_m2)
        (['5.00', '4.00', '3.00'], '6.00')
        """
        closed = [*self.ring, *self.ring[:1]]
        return tuple(
            as_cents(((x - at_x) ** 2 + (y - at_y) ** 2) ** 0.5)
            for (at_x, at_y), (x, y) in pairwise(closed)
        )


def as_cents(value: float) -> Decimal:
    """Return metres or square metres as the register keeps them."""
    return Decimal(repr(value)).quantize(CENT, ROUND_HALF_UP)


def points_in(text: str) -> tuple[Point, ...]:
    """Return the points in lines of `number x y`; the first may be named again at the end.

    >>> [point.name for point in points_in("J1 10 20\\nJ2，10，30\\n15 30\\nJ1 10 20")]
    ['J1', 'J2', 'J3']
    >>> points_in("J1")
    Traceback (most recent call last):
    registry.policy.cases.typed.NotReadable: line 1: write number, X and Y
    """
    lines = [(n, line.strip()) for n, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) > MOST_POINTS:
        raise NotReadable(f"最多 {MOST_POINTS} 个界址点", f"has at most {MOST_POINTS} points")
    points = [_point(line, n, len(lines[:at])) for at, (n, line) in enumerate(lines)]
    if len(points) > 1 and _place(points[0]) == _place(points[-1]):
        points.pop()
    names = [point.name for point in points]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise NotReadable(f"点号重复：{twice[0]}", f"the number {twice[0]} stands twice")
    return tuple(points)


def _place(point: Point) -> tuple[Decimal, Decimal]:
    return point.northing_m, point.easting_m


def _point(line: str, number: int, before: int) -> Point:
    words = BETWEEN.split(line)
    if len(words) == 2:
        words = [f"J{before + 1}", *words]
    if len(words) != 3 or len(words[0]) > LONGEST_POINT:
        raise NotReadable(
            f"第 {number} 行：应写点号、X、Y", f"line {number}: write number, X and Y"
        )
    name, x, y = words
    return Point(name=name, northing_m=_metres(x, number), easting_m=_metres(y, number))


def _metres(text: str, number: int) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or abs(value) >= Decimal("1e8"):
        raise NotReadable(
            f"第 {number} 行：“{text[:20]}”不是坐标",
            f"line {number}: “{text[:20]}” is no coordinate",
        )
    return value.quantize(MILLIMETRE, ROUND_HALF_UP)


def as_millimetres(value: float) -> Decimal:
    """Return a coordinate as the register keeps it."""
    return Decimal(repr(value)).quantize(MILLIMETRE, ROUND_HALF_UP)


def pieces_in(rows: Any) -> tuple[Piece, ...]:
    """Return the pieces in rows as they were typed; a row with no points does not count."""
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise NotReadable("分割部分无法识别", "the parts cannot be read")
    if len(rows) > MOST_PIECES:
        raise NotReadable(f"最多 {MOST_PIECES} 个部分", f"has at most {MOST_PIECES} parts")
    pieces = (piece_in(row, number) for number, row in enumerate(rows, start=1))
    return tuple(piece for piece in pieces if piece.points)


def piece_in(row: Mapping[str, Any], number: int) -> Piece:
    """Return the piece in one row; a refusal names its number."""
    buildings = row.get("buildings") or []
    if not isinstance(buildings, list):
        raise NotReadable("建筑列表无法识别", "the list of buildings cannot be read")
    try:
        return Piece(
            points=points_in(as_text(row.get("points"))),
            address=as_text(row.get("address"))[:LONGEST_TEXT],
            land_use=as_text(row.get("land_use"))[:60],
            buildings=tuple(as_text(code) for code in buildings),
        )
    except NotReadable as why:
        raise NotReadable(
            f"部分 {number}，{why.words.zh}", f"part {number}, {why.words.en}"
        ) from None


# --- held against the ground ------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A building with the ground its drawn floors cover; one that is not drawn covers none."""

    code: str
    name: str
    rings: tuple[Ring, ...] = ()


def is_ring(piece: Piece) -> bool:
    """Return whether the points of a piece go round a ground without crossing their own line."""
    return len(piece.points) >= FEWEST_POINTS and bool(Polygon(piece.ring).is_valid)


def joined(rings: Sequence[Ring]) -> Any:
    """Return the ground that rings cover together, on a grid of millimetres."""
    return union_all([Polygon(ring).buffer(0) for ring in rings], grid_size=GRID_M)


def overlap_m2(one: Ring, other: Ring) -> Decimal:
    """Return the area two rings have in common.

    >>> square = [(0, 0), (4, 0), (4, 4), (0, 4)]
    >>> str(overlap_m2(square, [(3, 0), (7, 0), (7, 4), (3, 4)]))
    '4.00'
    """
    return as_cents(Polygon(one).buffer(0).intersection(Polygon(other).buffer(0)).area)


def outside_m2(ring: Ring, whole: Ring) -> Decimal:
    """Return the area of a ring that lies outside a whole."""
    return as_cents(Polygon(ring).buffer(0).difference(Polygon(whole).buffer(0)).area)


def left_over_m2(whole: Ring, rings: Sequence[Ring]) -> Decimal:
    """Return the area of a whole that no ring covers."""
    return as_cents(Polygon(whole).buffer(0).difference(joined(rings)).area)


def together(rings: Sequence[Ring]) -> Ring | None:
    """Return the one ring that several make together; None when they make no single polygon.

    >>> left, right = [(0, 0), (4, 0), (4, 4), (0, 4)], [(4, 0), (8, 0), (8, 4), (4, 4)]
    >>> len(together([left, right]) or ())
    4
    >>> together([left, [(9, 0), (12, 0), (12, 4), (9, 4)]]) is None
    True
    """
    ground = joined(rings)
    if ground.geom_type != "Polygon" or ground.interiors:
        return None
    ground = ground.simplify(0)  # what was a corner of one of them alone is none of the whole
    return [(x, y) for x, y in ground.exterior.coords[:-1]]


def stands_on(building: Standing, rings: Sequence[Ring], whole: Ring) -> int | None:
    """Return which ring a building stands in, None when none has it within what eaves may reach."""
    if not building.rings:
        return None
    ground = joined(building.rings).intersection(Polygon(whole).buffer(0))
    for n, ring in enumerate(rings):
        if ground.difference(Polygon(ring).buffer(0)).area <= BUILDING_OUTSIDE_M2:
            return n
    return None


def placed(
    pieces: Sequence[Piece], buildings: Sequence[Standing], whole: Ring
) -> tuple[tuple[str, ...], ...]:
    """Return the codes of the buildings on each piece: as it was said, else by their outlines."""
    said = {code: n for n, piece in enumerate(pieces) for code in piece.buildings}
    rings = [piece.ring for piece in pieces if is_ring(piece)]
    found: list[list[str]] = [[] for _ in pieces]
    if len(rings) < len(pieces):
        return tuple(tuple(piece.buildings) for piece in pieces)
    for building in buildings:
        at = said.get(building.code, stands_on(building, rings, whole))
        if at is not None:
            found[at].append(building.code)
    return tuple(map(tuple, found))


def placed_for(
    cause: str, pieces: Sequence[Piece], buildings: Sequence[Standing], ring: Ring
) -> tuple[tuple[str, ...], ...]:
    """Return what `placed` says; a boundary drawn anew may take in ground that was outside.

    >>> house = Standing(code="B1", name="1号楼", rings=([(1, 1), (5, 1), (5, 3), (1, 3)],))
    >>> wide = Piece(points=points_in("0 0\\n0 6\\n4 6\\n4 0"))
    >>> placed_for(BOUNDARY, [wide], [house], [(0, 0), (4, 0), (4, 4), (0, 4)])
    (('B1',),)
    """
    return placed(pieces, buildings, site_of(cause, pieces, ring))


def site_of(cause: str, pieces: Sequence[Piece], ring: Ring) -> Ring:
    """Return the ground in which buildings are looked for: the parcel, and what is added to it."""
    drawn = [piece.ring for piece in pieces if is_ring(piece)]
    return together([ring, *drawn]) or ring if cause == BOUNDARY else ring
