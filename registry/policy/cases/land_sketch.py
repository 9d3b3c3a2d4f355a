"""A sketch of a parcel and the pieces it is to become: paths and words in a picture, north up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from shapely import Polygon

from registry.policy.cases.facts import LandFacts
from registry.policy.cases.land import Piece, Ring

WIDTH_PX, HEIGHT_PX, MARGIN_PX = 480.0, 340.0, 26.0
MOST_NAMES = 60  # more points than that are a curve: their names would hide it

Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word and where it stands."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchedPiece:
    """A piece with its number in the middle and its points."""

    number: int
    path: str
    label: Word
    corners: Sequence[Word]


@dataclass(frozen=True, slots=True, kw_only=True)
class LandSketch:
    """Everything that is drawn of a ground."""

    own: str
    near: Sequence[str]
    houses: Sequence[str]
    pieces: Sequence[SketchedPiece]


def land_sketch(land: LandFacts, pieces: Sequence[Piece]) -> LandSketch | None:
    """Return the sketch of a parcel with its pieces; None when the parcel is not drawn."""
    if len(land.ring) < 3:
        return None
    place = _placing([*land.ring, *(corner for piece in pieces for corner in piece.ring)])
    return LandSketch(
        own=_path(land.ring, place),
        near=[_path(each.ring, place) for each in land.near if each.ring],
        houses=[_path(ring, place) for each in land.buildings for ring in each.rings],
        pieces=list(_sketched(pieces, place)),
    )


def _placing(corners: Ring) -> Place:
    """Return where metres lie in the picture, so that all corners are in it."""
    west, east = min(x for x, _y in corners), max(x for x, _y in corners)
    south, north = min(y for _x, y in corners), max(y for _x, y in corners)
    wide, high = WIDTH_PX - 2 * MARGIN_PX, HEIGHT_PX - 2 * MARGIN_PX
    scale = min(wide / max(east - west, 1), high / max(north - south, 1))

    def place(x: float, y: float) -> tuple[float, float]:
        across = WIDTH_PX / 2 + (x - (west + east) / 2) * scale
        return round(across, 1), round(HEIGHT_PX / 2 - (y - (south + north) / 2) * scale, 1)

    return place


def _path(ring: Ring, place: Place) -> str:
    return "M" + "L".join("{} {}".format(*place(x, y)) for x, y in ring) + "Z"


def _sketched(pieces: Sequence[Piece], place: Place) -> Iterator[SketchedPiece]:
    named: set[tuple[float, float]] = set()
    for number, piece in enumerate(pieces, start=1):
        if not piece.points:
            continue
        middle = Polygon(piece.ring).representative_point()
        x, y = place(middle.x, middle.y)
        corners = [
            Word(text=point.name, x=at[0], y=at[1])
            for point, corner in zip(piece.points, piece.ring, strict=True)
            for at in [place(*corner)]
            if at not in named and len(piece.points) <= MOST_NAMES
        ]
        named |= {(each.x, each.y) for each in corners}
        yield SketchedPiece(
            number=number,
            path=_path(piece.ring, place),
            label=Word(text=str(number), x=x, y=y),
            corners=corners,
        )
