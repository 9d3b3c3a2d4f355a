"""Entities in drawing units, as collected from a document before the unit is known.

RawStroke   vertices with bulges, or an arc, or a curve to be flattened later
RawText     writing with its box
Frame       where a block's contents go: matrix, layer of layer 0, outermost INSERT
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ezdxf.math import Matrix44

Point = tuple[float, float]


@dataclass(slots=True, kw_only=True)
class Frame:
    """Where the entity being read stands."""

    matrix: Matrix44 | None = None  # None in modelspace
    layer: str | None = None  # what layer 0 means here
    handle: str = ""
    block: str | None = None
    insert: int | None = None
    depth: int = 0
    path: frozenset[str] = frozenset()


@dataclass(slots=True, kw_only=True)
class RawStroke:
    """One path in drawing units; an arc keeps its circle, a curve its fine polygon."""

    points: list[Point]
    closed: bool
    layer: str
    source: str
    handle: str
    block: str | None
    insert: int | None
    bulges: list[float] | None = None
    arc: tuple[Point, float, float, float] | None = None  # centre, radius, start°, end°


@dataclass(slots=True, kw_only=True)
class RawText:
    """One piece of writing in drawing units."""

    text: str
    at: Point
    insertion: Point
    height: float
    rotation_deg: float
    layer: str
    source: str
    handle: str
    block: str | None
    insert: int | None
    tag: str | None = None
    leader: list[Point] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class RawInsert:
    """One outermost block reference."""

    name: str
    at: Point
    rotation_deg: float
    scale: Point
    layer: str
    handle: str


@dataclass(slots=True, kw_only=True)
class RawHatch:
    """One filled area."""

    rings: list[list[Point]]
    layer: str
    handle: str
    solid: bool
    block: str | None


@dataclass(slots=True, kw_only=True)
class RawDimension:
    """One measured length and what is printed on it."""

    measured: float
    text: str
    at: Point
    layer: str
    handle: str


@dataclass(slots=True, kw_only=True)
class Raw:
    """Everything collected from a document."""

    strokes: list[RawStroke] = field(default_factory=list)
    texts: list[RawText] = field(default_factory=list)
    inserts: list[RawInsert] = field(default_factory=list)
    hatches: list[RawHatch] = field(default_factory=list)
    dimensions: list[RawDimension] = field(default_factory=list)
    entities_in: dict[str, int] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    frozen: dict[str, int] = field(default_factory=dict)
    missing_blocks: dict[str, int] = field(default_factory=dict)
    xrefs: set[str] = field(default_factory=set)
    too_deep: set[str] = field(default_factory=set)
    proxies: dict[str, int] = field(default_factory=dict)
    proxy_at: Point | None = None
    expanded: int = 0
