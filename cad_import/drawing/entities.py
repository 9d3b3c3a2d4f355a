"""What a drawing says, as plain values in metres.

Stroke      one drawn path, curves flattened within CURVE_TOLERANCE_M
Arc         the curve a stroke was flattened from, kept because a door swing is known by it
Text        one piece of writing with its place and height
Insert      one block reference (its contents are also given as strokes and texts)
Hatch       one filled area
Dimension   one measured length with the text printed on it
Storey      the part of a drawing that is one floor plan
Unit        how long one drawing unit is, and how that is known
Drawing     all of it, with notes on everything odd

Every coordinate is in metres, x to the right, y up, in the drawing's own world axes (WCS); mirrored
and nested blocks have been resolved. `layer` is the effective layer: layer 0 inside a block takes the
layer of its INSERT.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .notes import Note

CURVE_TOLERANCE_M = 0.001  # a millimetre of sagitta: below what a tape measure tells

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A circular arc, counter-clockwise from `start_deg` to `end_deg`; a full circle spans 360."""

    centre: Point
    radius_m: float
    start_deg: float
    end_deg: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One drawn path; a closed one does not repeat its first point."""

    points: tuple[Point, ...]
    closed: bool
    layer: str
    source: str  # the DXF type: LINE ARC CIRCLE LWPOLYLINE POLYLINE ELLIPSE SPLINE MLINE …
    handle: str  # of the entity, or of the outermost INSERT for what stands in a block
    block: str | None = None  # name of the innermost block it stands in
    insert: int | None = None  # index into Storey.inserts of the outermost INSERT
    arc: Arc | None = None
    width_m: float = 0.0  # of a polyline that is drawn wide: it covers half of it on either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One piece of writing, decoded and free of formatting codes; lines parted by newlines."""

    text: str
    at: Point  # the middle of the text's box, as near as it can be told
    insertion: Point
    height_m: float
    rotation_deg: float
    layer: str
    source: str  # TEXT MTEXT ATTRIB ATTDEF LEADER TABLE
    handle: str
    block: str | None = None
    insert: int | None = None
    tag: str | None = None  # the attribute's tag, for ATTRIB
    leader: tuple[Point, ...] = ()  # where an arrow leads, tip last, when one belongs to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """One outermost block reference; `bounds` is what its contents cover (west, south, east, north)."""

    name: str
    at: Point
    rotation_deg: float
    scale: tuple[float, float]
    layer: str
    handle: str
    bounds: tuple[float, float, float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hatch:
    """One filled area; the first ring is the outside of its part, holes follow as they were drawn."""

    rings: tuple[tuple[Point, ...], ...]
    layer: str
    handle: str
    solid: bool
    block: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """One measured length: what the geometry says and what is printed."""

    measured_m: float
    text: str
    at: Point
    layer: str
    handle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """How long one drawing unit is, whether that is sure, and what it was concluded from."""

    name: str  # mm cm m inch foot
    metres: float
    certain: bool
    evidence: tuple[str, ...]
    evidence_zh: tuple[str, ...] = ()  # the same sentences in Chinese, in the same order


@dataclass(frozen=True, slots=True, kw_only=True)
class Storey:
    """The part of a drawing that is one floor plan."""

    title: str
    levels: tuple[int, ...] = ()  # by its title: 1 the ground floor, -1 the first below; () unknown
    bounds: tuple[float, float, float, float] | None = None  # west, south, east, north
    strokes: tuple[Stroke, ...] = ()
    texts: tuple[Text, ...] = ()
    inserts: tuple[Insert, ...] = ()
    hatches: tuple[Hatch, ...] = ()
    dimensions: tuple[Dimension, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """One file, read."""

    name: str
    sha256: str
    unit: Unit
    storeys: tuple[Storey, ...]
    notes: tuple[Note, ...]
    layers: Mapping[str, str] = field(default_factory=dict)  # name → on | off | frozen
    entities_in: Mapping[str, int] = field(default_factory=dict)  # modelspace, by DXF type
    skipped: Mapping[str, int] = field(default_factory=dict)  # not turned into values, by DXF type

    @property
    def is_whole(self) -> bool:
        """Whether nothing of the plan is known to be missing: an error among the notes says it is."""
        return not any(note.severity == "error" for note in self.notes)
