"""Entities in drawing units, as collected from a document before the unit is known.

RawStroke   vertices with bulges, or an arc, or a curve to be flattened later
RawText     writing with its box
Tally       how often an oddity was met, and where first
Frame       where a block's contents go: matrix, layer of layer 0, outermost INSERT
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ezdxf.math import Matrix44

Point = tuple[float, float]


class Layered(Protocol):
    """Whatever stands on a layer."""

    layer: str


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
    """One path in drawing units; an arc keeps its circle, a curve its formula."""

    points: list[Point]
    closed: bool
    layer: str
    source: str
    handle: str
    block: str | None
    insert: int | None
    bulges: list[float] | None = None
    arc: tuple[Point, float, float, float] | None = None  # centre, radius, start°, end°
    curve: Callable[[float], list[Point]] | None = None  # points off by so much at most
    width: float = 0.0  # of a polyline that is drawn wide


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
    curve: Callable[[float], list[list[Point]]] | None = None  # rings off by so much at most


@dataclass(slots=True, kw_only=True)
class RawDimension:
    """One measured length and what is printed on it."""

    measured: float
    text: str
    factor: float = 1.0  # what the length is multiplied with before it is printed ($DIMLFAC)
    at: Point
    layer: str
    handle: str


class Tally(dict[str, int]):
    """How often each oddity of one sort was met, by name, and where the first of each stands.

    >>> tally = Tally()
    >>> tally.add("MESH", at=(1.0, 2.0), handle="2F"); tally.add("MESH")
    >>> tally, tally.at("MESH"), tally.handle("MESH")
    ({'MESH': 2}, (1.0, 2.0), '2F')
    """

    def __init__(self) -> None:
        super().__init__()
        self._first: dict[str, tuple[Point | None, str | None]] = {}

    def add(self, name: str, *, at: Point | None = None, handle: str | None = None) -> None:
        """Count one more, and keep where it stands when it is the first that can be placed."""
        self[name] = self.get(name, 0) + 1
        if self.at(name) is None:
            self._first[name] = (at, handle or self.handle(name))

    def at(self, name: str) -> Point | None:
        """Return where the first one stands, in drawing units."""
        return self._first.get(name, (None, None))[0]

    def handle(self, name: str) -> str | None:
        """Return the handle of the first one."""
        return self._first.get(name, (None, None))[1]


@dataclass(slots=True, kw_only=True)
class Raw:
    """Everything collected from a document."""

    strokes: list[RawStroke] = field(default_factory=list)
    texts: list[RawText] = field(default_factory=list)
    inserts: list[RawInsert] = field(default_factory=list)
    hatches: list[RawHatch] = field(default_factory=list)
    dimensions: list[RawDimension] = field(default_factory=list)
    entities_in: dict[str, int] = field(default_factory=dict)
    skipped: Tally = field(default_factory=Tally)  # by DXF type
    damaged: Tally = field(default_factory=Tally)  # by DXF type
    hidden: Tally = field(default_factory=Tally)  # by DXF type
    frozen: Tally = field(default_factory=Tally)  # by layer
    missing_blocks: Tally = field(default_factory=Tally)  # by block
    clipped: Tally = field(default_factory=Tally)  # by block
    xrefs: Tally = field(default_factory=Tally)  # by block
    too_deep: Tally = field(default_factory=Tally)  # by block
    proxies: Tally = field(default_factory=Tally)  # by class: nothing to show
    proxies_part: Tally = field(default_factory=Tally)  # by class: shown in part
    proxies_shown: Tally = field(default_factory=Tally)  # by class: shown as their graphics
    pictures: Tally = field(default_factory=Tally)  # by file name
    regions: Tally = field(default_factory=Tally)  # by DXF type: solids not read
    expanded: int = 0
    paper: str | None = None  # the layout that was read, when modelspace holds no plan
    other_papers: tuple[str, ...] = ()

    def layered(self) -> Sequence[Sequence[Layered]]:
        """Return everything that stands on a layer."""
        return (self.strokes, self.texts, self.inserts, self.hatches, self.dimensions)

    def layers(self) -> dict[str, None]:
        """Return the layers on which something stands, in order of appearance."""
        return dict.fromkeys(each.layer for group in self.layered() for each in group)
