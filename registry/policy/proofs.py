"""The one-page proof of a finding, as values: a page and a PDF only have to lay it out.

Shoelace 鞋带公式   twice an area is the sum of x₁y₂ − x₂y₁ around it; each edge is one line
Proof    证明单     who, which rooms, edge by edge, the limit and its clause, the arithmetic
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from registry.measures import as_square_metres, rounded
from registry.policy.findings import Finding, exact
from registry.policy.reading import Json
from registry.policy.visits import LENGTH_ERROR_M, ErrorSource
from registry.terms import Verdict

Point = tuple[Decimal, Decimal]
OVER_LIMIT = "R-OFF-1"  # the rule whose verdict has three ways
PLACES = Decimal("0.0001")  # a tenth of a millimetre: finer than any drawing, short enough to print


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """One edge of an outline: where it begins, its cross product and the sum so far."""

    number: int
    x: Decimal  # m, in the building's own frame
    y: Decimal
    length: Decimal  # m
    cross: Decimal  # m²: x₁y₂ − x₂y₁
    running: Decimal  # m²: the cross products up to this one

    def as_json(self) -> dict[str, Json]:
        """Return the edge as plain data."""
        return {
            "number": self.number,
            "x": exact(self.x),
            "y": exact(self.y),
            "length": exact(self.length),
            "cross": exact(self.cross),
            "running": exact(self.running),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """One closed line of an outline with its edges; a hole is taken away."""

    is_hole: bool
    edges: tuple[Edge, ...]

    @property
    def area(self) -> Decimal:
        """Return the area inside, half of what the cross products come to, whichever way round."""
        return abs(self.edges[-1].running) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRoom:
    """One room of a proof: its outline edge by edge and what it comes to."""

    uid: str
    number: str
    space: str
    rings: tuple[Ring, ...]
    registered: Decimal  # m², as the register holds it

    @property
    def area(self) -> Decimal:
        """Return the area that the edges give."""
        signed = (-ring.area if ring.is_hole else ring.area for ring in self.rings)
        return sum(signed, Decimal(0))

    @property
    def corners(self) -> list[list[tuple[float, float]]]:
        """Return the corners of each closed line, as a plan draws them."""
        return [[(float(e.x), float(e.y)) for e in ring.edges] for ring in self.rings]

    @property
    def agrees(self) -> bool:
        """Return whether the edges give what the register holds, to the millimetre they print."""
        return abs(self.area - self.registered) <= rounding_of(self.rings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the arithmetic."""

    what: str  # a word for translation: spaces, limits, excess, tolerance, error, verdict
    working: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One thing done to the finding."""

    on: dt.date
    verb: str
    by: str
    reason: str
    document_no: str = ""
    step: int = 0  # the row it is kept in
    occurrence: int = 1
    to_state: str = ""
    method: str = ""
    deadline: dt.date | None = None
    paper: str = ""  # the name of the photo or document shown with it
    sha256: str = ""  # of its content


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Everything a page about one finding says."""

    finding: Finding
    rooms: tuple[MeasuredRoom, ...]
    arithmetic: tuple[Line, ...]
    history: tuple[Happening, ...]

    def as_json(self) -> dict[str, Json]:
        """Return the proof as plain data: the same facts give the same bytes."""
        return {
            "finding": self.finding.as_json(),
            "sentence": {name: self.finding.sentence(name) for name in ("en", "zh")},
            "rooms": [_room_json(room) for room in self.rooms],
            "arithmetic": [
                {"what": line.what, "working": line.working, "value": line.value}
                for line in self.arithmetic
            ],
            "history": [_happening_json(each) for each in self.history],
        }


def _room_json(room: MeasuredRoom) -> dict[str, Json]:
    """Return a measured room as plain data."""
    return {
        "uid": room.uid,
        "number": room.number,
        "space": room.space,
        "area": exact(room.area),
        "registered": exact(room.registered),
        "agrees": room.agrees,
        "rings": [
            {
                "is_hole": ring.is_hole,
                "area": exact(ring.area),
                "edges": [edge.as_json() for edge in ring.edges],
            }
            for ring in room.rings
        ],
    }


def _happening_json(each: Happening) -> dict[str, Json]:
    """Return a step of the history as plain data."""
    return {
        "on": each.on.isoformat(),
        "verb": each.verb,
        "by": each.by,
        "reason": each.reason,
        "document_no": each.document_no,
    }


# --- edge by edge -----------------------------------------------------------------


def ring_of(points: Sequence[tuple[float, float]], *, is_hole: bool = False) -> Ring:
    """Return a closed line with the shoelace worked out edge by edge.

    >>> square = ring_of([(0, 0), (4, 0), (4, 3), (0, 3), (0, 0)])
    >>> [str(edge.cross) for edge in square.edges], square.area
    (['0.0000', '12.0000', '12.0000', '0.0000'], Decimal('12.0000'))
    """
    corners = [_written(point) for point in points]
    edges: list[Edge] = []
    running = Decimal(0)
    for number, (one, other) in enumerate(pairwise(corners), 1):
        cross = (one[0] * other[1] - other[0] * one[1]).quantize(PLACES)
        running += cross
        edges.append(_edge(number, one, other, cross, running))
    return Ring(is_hole=is_hole, edges=tuple(edges))


def _written(point: tuple[float, float]) -> Point:
    """Return a corner as it is printed; the arithmetic goes on from what is printed."""
    return Decimal(repr(point[0])).quantize(PLACES), Decimal(repr(point[1])).quantize(PLACES)


def _edge(number: int, one: Point, other: Point, cross: Decimal, running: Decimal) -> Edge:
    """Return one line of the table."""
    east, north = other[0] - one[0], other[1] - one[1]
    length = (east * east + north * north).sqrt().quantize(PLACES)
    return Edge(number=number, x=one[0], y=one[1], length=length, cross=cross, running=running)


def rounding_of(rings: Iterable[Ring]) -> Decimal:
    """Return what printing corners to a tenth of a millimetre may move an area by."""
    outlines = [edge.length for ring in rings for edge in ring.edges]
    return sum(outlines, Decimal(0)) * PLACES + len(outlines) * PLACES


# --- arithmetic -------------------------------------------------------------------


def arithmetic_of(finding: Finding) -> tuple[Line, ...]:
    """Return how a finding's figures come about, line by line; only what is surely over is found."""
    evidence = finding.evidence
    spaces = evidence.get("spaces")
    lines = [
        *([_sum_of_spaces(spaces, finding)] if isinstance(spaces, Sequence) else []),
        *([_lengths(finding)] if "lengths" in evidence else []),
        *([_limit(finding)] if finding.limit is not None else []),
        *([_excess(finding)] if finding.excess is not None and finding.limit is not None else []),
    ]
    if evidence.get("error") is not None:
        lines.append(_error(evidence))
    if finding.rule == OVER_LIMIT:
        lines.append(Line(what="verdict", working="", value=Verdict.OVER.value))
    return tuple(lines)


def _sum_of_spaces(spaces: Sequence[Json], finding: Finding) -> Line:
    """Return the area behind a door as the sum of its spaces."""
    parts = [str(space["area"]) for space in spaces if isinstance(space, Mapping)]
    return Line(what="measured", working=" + ".join(parts), value=_shown(finding.measured))


def _lengths(finding: Finding) -> Line:
    """Return the area between two lengths taken on site, with what lies behind the same door."""
    lengths, beside = finding.evidence["lengths"], finding.evidence.get("beside")
    sides = [str(length) for length in lengths] if isinstance(lengths, Sequence) else []
    more = f" + {beside}" if beside and beside != "0" else ""
    return Line(what="measured", working=" × ".join(sides) + more, value=_shown(finding.measured))


def _limit(finding: Finding) -> Line:
    """Return the limit: the sum of the occupants' limits, or how a quota was worked out."""
    working = finding.evidence.get("limits") or finding.evidence.get("working") or ""
    return Line(what="limit", working=str(working), value=_shown(finding.limit))


def _excess(finding: Finding) -> Line:
    """Return what is above the limit."""
    working = f"{exact(finding.measured)} − {exact(finding.limit)}"
    return Line(what="excess", working=working, value=_shown(finding.excess))


def _error(evidence: Mapping[str, Json]) -> Line:
    """Return what the measurement may be wrong by, by the class its reading deserves."""
    reading = evidence.get("confidence") or "–"
    working = f"GB/T 17986 {evidence.get('survey_class')}, confidence {reading}"
    if evidence.get("error_source") == ErrorSource.LASER:
        working = f"{LENGTH_ERROR_M} m × 2"
    return Line(what="error", working=working, value=_shown(Decimal(str(evidence["error"]))))


def _shown(value: Decimal | None) -> str:
    """Return a figure with two decimals."""
    return "–" if value is None else str(rounded(value))


def room_of(
    *,
    uid: str,
    number: str,
    space: str,
    outline: Sequence[Sequence[tuple[float, float]]],
    registered: Decimal,
) -> MeasuredRoom:
    """Return a room with its outline worked out: the first line is its edge, the others are holes."""
    rings = tuple(ring_of(points, is_hole=at > 0) for at, points in enumerate(outline))
    return MeasuredRoom(
        uid=uid,
        number=number,
        space=space,
        rings=rings,
        registered=as_square_metres(registered),
    )
