"""Entities whose tags come in the same order, read together: column by column, not tag by tag.

Layout   the group codes of an entity in their order; a program writes thousands of one layout
Column   what stands at one place of all entities of a layout

What only ezdxf understands (another plane, data of an application) raises Unlike: one such entity
among many makes them be read one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat

from .tagged import ArcTags, InsertTags, LineTags, PolylineTags, Tagged, TextTags

Spot = tuple[float, float, float]

UP = {210: 0.0, 220: 0.0, 230: 1.0}  # the plane of the drawing itself
KNOWN_GROUPS = {b"{ACAD_REACTORS", b"{ACAD_XDICTIONARY", b"}"}  # hold handles and nothing else
WITHOUT_DICTIONARY = {b"{ACAD_REACTORS", b"}"}  # a clipping is kept in a reference's dictionary
UNCOMMON = {60, 67, 101}  # hidden, in paper space, or holding another entity
OF_AN_APPLICATION = 1000  # and above: data that may say how a reference is shown
WIDTHS = (40, 41, 43)  # of a polyline at its vertices, and of the whole
MOST = 1e15  # drawing units; no building is that large, and not a number is not less


class Unlike(ValueError):
    """Something among the tags is not what a plan's entities say."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Entities of one layout: its codes, where each entity starts, and the values of the file."""

    codes: tuple[int, ...]
    starts: Sequence[int]
    values: Sequence[bytes]

    def at(self, place: int) -> list[bytes]:
        """Return the column at a place of the layout."""
        values = self.values
        return [values[start + place] for start in self.starts]

    def places(self, code: int) -> list[int]:
        """Return the places where a code stands."""
        return [place for place, each in enumerate(self.codes) if each == code]

    def words(self, code: int, default: bytes | None = None) -> Sequence[bytes]:
        """Return the values of a code, the last where it stands several times."""
        places = self.places(code)
        if places:
            return self.at(places[-1])
        if default is None:
            raise Unlike
        return [default] * len(self.starts)

    def numbers(self, code: int, default: float | None = None) -> list[float]:
        """Return the values of a code as finite numbers."""
        if default is not None and code not in self.codes:
            return [default] * len(self.starts)
        return _numbers(self.words(code))

    def spots(self, code: int) -> list[Spot]:
        """Return the points of a code; the height may be missing, or empty."""
        heights = self.words(code + 20, b"0")
        if b"" in heights:
            heights = [height or b"0" for height in heights]
        xs, ys = self.numbers(code), self.numbers(code + 10)
        return list(zip(xs, ys, _numbers(heights), strict=True))

    def flags(self, code: int) -> list[int]:
        """Return the values of a code as whole numbers, 0 where it is missing."""
        return list(map(int, self.words(code, b"0")))

    def check(self, groups: set[bytes] = KNOWN_GROUPS) -> None:
        """Raise Unlike for what is not visible, not in modelspace, or not free of other data."""
        if UNCOMMON.intersection(self.codes):
            raise Unlike
        if not all(groups.issuperset(self.at(place)) for place in self.places(102)):
            raise Unlike

    def check_up(self) -> None:
        """Raise Unlike for entities that stand in another plane."""
        if 230 in self.codes and any(set(self.numbers(c)) != {way} for c, way in UP.items()):
            raise Unlike


def _numbers(words: Sequence[bytes]) -> list[float]:
    """Return figures as finite numbers; walls share most of theirs, so each is read once."""
    found = {word: float(word) for word in set(words)}
    if not all(-MOST < number < MOST for number in found.values()):
        raise Unlike
    return [found[word] for word in words]


def _lines(them: Alike) -> list[Tagged]:
    them.check()
    layers, handles = them.words(8, b"0"), them.words(5, b"")
    return list(map(LineTags, layers, handles, them.spots(10), them.spots(11)))


def _arcs(them: Alike) -> list[Tagged]:
    return _rounds(them, them.numbers(50), them.numbers(51), closed=False)


def _circles(them: Alike) -> list[Tagged]:
    count = len(them.starts)
    return _rounds(them, [0.0] * count, [360.0] * count, closed=True)


def _rounds(them: Alike, starts: list[float], ends: list[float], *, closed: bool) -> list[Tagged]:
    them.check()
    them.check_up()
    layers, handles = them.words(8, b"0"), them.words(5, b"")
    centres, radii = them.spots(10), them.numbers(40)
    return list(map(ArcTags, layers, handles, centres, radii, starts, ends, repeat(closed)))


def _polylines(them: Alike) -> list[Tagged]:
    them.check()
    them.check_up()
    if any(_is_wide(them, code) for code in WIDTHS):
        raise Unlike
    columns = [[_numbers(them.at(place)) for place in them.places(code)] for code in (10, 20)]
    if len(columns[0]) != len(columns[1]) or not columns[0]:
        raise Unlike
    xs, ys = (zip(*each, strict=True) for each in columns)
    points = [list(zip(x, y, strict=True)) for x, y in zip(xs, ys, strict=True)]
    layers, handles = them.words(8, b"0"), them.words(5, b"")
    closed = [bool(flag & 1) for flag in them.flags(70)]
    heights = them.numbers(38, 0.0)
    bulges = _bulges(them, len(columns[0]))
    return list(map(PolylineTags, layers, handles, points, bulges, heights, closed))


def _is_wide(them: Alike, code: int) -> bool:
    return any(any(_numbers(them.at(place))) for place in them.places(code))


def _bulges(them: Alike, count: int) -> Sequence[list[float] | None]:
    """Return a bulge for each vertex: it stands after its vertex's x and before the next one's."""
    columns = [[0.0] * len(them.starts)] * count
    vertices = them.places(10)
    for place in them.places(42):
        vertex = sum(start < place for start in vertices) - 1
        if vertex >= 0:
            columns[vertex] = _numbers(them.at(place))
    return [list(each) if any(each) else None for each in zip(*columns, strict=True)]


def _texts(them: Alike) -> list[Tagged]:
    them.check()
    them.check_up()
    count = len(them.starts)
    aligned: Sequence[Spot | None] = them.spots(11) if 11 in them.codes else [None] * count
    return list(
        map(
            TextTags,
            them.words(8, b"0"),
            them.words(5, b""),
            them.words(1),
            them.spots(10),
            aligned,
            them.numbers(40),
            them.numbers(50, 0.0),
            them.numbers(41, 1.0),
            them.flags(72),
            them.flags(73),
        )
    )


def _inserts(them: Alike) -> list[Tagged]:
    """Read references to one block without attributes, in the plane of the drawing."""
    them.check(WITHOUT_DICTIONARY)
    them.check_up()
    arrayed = any(flag not in (0, 1) for code in (70, 71) for flag in them.flags(code))
    if arrayed or any(them.flags(66)) or max(them.codes) >= OF_AN_APPLICATION:
        raise Unlike
    scales = zip(*(them.numbers(code, 1.0) for code in (41, 42, 43)), strict=True)
    layers, handles, names = them.words(8, b"0"), them.words(5, b""), them.words(2)
    return list(
        map(InsertTags, layers, handles, names, them.spots(10), scales, them.numbers(50, 0.0))
    )


def _marks(them: Alike) -> list[Tagged]:
    """Take POINTs: they are counted and carry nothing of a plan."""
    them.check()
    them.spots(10)
    return [None] * len(them.starts)


READERS: Mapping[bytes, Callable[[Alike], list[Tagged]]] = {
    b"LINE": _lines,
    b"ARC": _arcs,
    b"CIRCLE": _circles,
    b"LWPOLYLINE": _polylines,
    b"TEXT": _texts,
    b"INSERT": _inserts,
    b"POINT": _marks,
}
