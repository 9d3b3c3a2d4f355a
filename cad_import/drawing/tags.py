"""The commonest entities straight from a DXF's tags; the rest is left as a smaller DXF for ezdxf.

LineTags … TextTags   one entity as its tags say, in its own plane, not yet decoded
Space                 the entities of modelspace or of one block that were taken
Scanned               every space, and the bytes that remain

A plan is nine parts in ten lines, arcs, polylines and texts. ezdxf makes a document of them that can
be edited, which a reader does not need: taking them here makes reading some three times as fast. What
is unusual in any way (another plane, paper space, a tag that is no number, data of an application) is
left in the remains, so that ezdxf's word holds there; a file that is unusual as a whole is not scanned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

Tags = dict[int, bytes]
Chunk = tuple[list[int], list[bytes]]

UP = {210: 0.0, 220: 0.0, 230: 1.0}  # the plane of the drawing itself
KNOWN_GROUPS = {b"{ACAD_REACTORS", b"{ACAD_XDICTIONARY", b"}"}  # hold handles and nothing else
COMMENT = 999
ALWAYS_WHOLE = (b"*PAPER_SPACE", b"*MODEL_SPACE", b"$PAPER_SPACE", b"$MODEL_SPACE")


class LineTags(NamedTuple):
    """A LINE in world coordinates."""

    layer: bytes
    handle: bytes
    start: tuple[float, float, float]
    end: tuple[float, float, float]


class ArcTags(NamedTuple):
    """An ARC or a CIRCLE, which is closed."""

    layer: bytes
    handle: bytes
    centre: tuple[float, float, float]
    radius: float
    start_deg: float
    end_deg: float
    closed: bool


class PolylineTags(NamedTuple):
    """An LWPOLYLINE."""

    layer: bytes
    handle: bytes
    points: list[tuple[float, float]]
    bulges: list[float] | None
    elevation: float
    closed: bool


class TextTags(NamedTuple):
    """A TEXT; `align` is its second point, when it has one."""

    layer: bytes
    handle: bytes
    text: bytes
    insert: tuple[float, float, float]
    align: tuple[float, float, float] | None
    height: float
    rotation_deg: float
    width: float
    halign: int
    valign: int


@dataclass(slots=True)
class Space:
    """What was taken of modelspace or of one block."""

    lines: list[LineTags] = field(default_factory=list)
    arcs: list[ArcTags] = field(default_factory=list)
    polylines: list[PolylineTags] = field(default_factory=list)
    texts: list[TextTags] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)  # by DXF type, points included


@dataclass(frozen=True, slots=True)
class Scanned:
    """A file's common entities by block (None is modelspace) and the DXF that remains."""

    spaces: Mapping[bytes | None, Space]
    remains: bytes


class Unusual(Exception):
    """The file is not laid out as DXF files are; it is ezdxf's to read whole."""


def scanned(data: bytes) -> Scanned:
    """Return a text DXF's common entities and its remains; raise Unusual for any other file."""
    lines = data.replace(b"\r\n", b"\n").split(b"\n")
    try:
        codes = list(map(int, lines[0 : len(lines) - 1 : 2]))
    except ValueError as fault:
        raise Unusual from fault
    values = lines[1::2]
    starts = [index for index, code in enumerate(codes) if code == 0]
    spaces: dict[bytes | None, Space] = {}
    kept = [*_kept(codes, values, [*starts, len(codes)], spaces)]
    remains = b"\n".join(b"\n".join(lines[2 * start : 2 * end]) for start, end in _joined(kept))
    return Scanned(spaces, remains + b"\n")


def _joined(ranges: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ranges with those that touch made one."""
    first, last = ranges[0]
    for start, end in ranges[1:]:
        if start != last:
            yield first, last
            first = start
        last = end
    yield first, last


def _kept(
    codes: list[int],
    values: list[bytes],
    starts: list[int],
    spaces: dict[bytes | None, Space],
) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tags that remain, and fill the spaces with what does not."""
    if len(starts) < 2 or values[starts[-2]] != b"EOF" or set(codes[: starts[0]]) - {COMMENT}:
        raise Unusual
    section, space = b"", None
    for start, end in pairwise(starts):
        kind = values[start]
        if kind == b"SECTION":
            section = values[start + 1].strip()
            space = spaces.setdefault(None, Space()) if section == b"ENTITIES" else None
        elif kind == b"BLOCK" and section == b"BLOCKS":
            space = _space_of(dict(zip(codes[start:end], values[start:end], strict=True)), spaces)
        elif kind in (b"ENDBLK", b"ENDSEC"):
            space = None
        elif (
            space is not None
            and kind in TAKEN
            and _is_taken(kind, (codes[start:end], values[start:end]), space)
        ):
            continue
        yield start, end


def _space_of(tags: Tags, spaces: dict[bytes | None, Space]) -> Space | None:
    name = tags.get(2)
    if name is None or name.upper().startswith(ALWAYS_WHOLE) or name in spaces:
        return None
    return spaces.setdefault(name, Space())


def _is_taken(kind: bytes, chunk: Chunk, space: Space) -> bool:
    tags = dict(zip(*chunk, strict=True))
    try:
        if not _is_common(tags, chunk):
            return False
        TAKEN[kind](tags, chunk, space)
    except (KeyError, ValueError):
        return False
    space.count[kind.decode("ascii")] += 1
    return True


def _is_common(tags: Tags, chunk: Chunk) -> bool:
    """Return whether an entity is visible, in modelspace and free of what only ezdxf understands."""
    if 60 in tags or 67 in tags or 101 in tags:
        return False
    if 102 in tags:
        return all(v in KNOWN_GROUPS for c, v in zip(*chunk, strict=True) if c == 102)
    return True


def _is_up(tags: Tags) -> bool:
    return 230 not in tags or all(float(tags[code]) == way for code, way in UP.items())


def _is_finite(*numbers: float) -> bool:
    return all(-1e15 < number < 1e15 for number in numbers)


def _point(tags: Tags, code: int) -> tuple[float, float, float]:
    height = tags.get(code + 20)
    return float(tags[code]), float(tags[code + 10]), float(height) if height else 0.0


def _line(tags: Tags, _chunk: Chunk, space: Space) -> None:
    start, end = _point(tags, 10), _point(tags, 11)
    if not _is_finite(*start, *end):
        raise ValueError
    space.lines.append(LineTags(tags.get(8, b"0"), tags.get(5, b""), start, end))


def _arc(tags: Tags, _chunk: Chunk, space: Space) -> None:
    _round(tags, space, float(tags[50]), float(tags[51]), closed=False)


def _circle(tags: Tags, _chunk: Chunk, space: Space) -> None:
    _round(tags, space, 0.0, 360.0, closed=True)


def _round(tags: Tags, space: Space, start: float, end: float, *, closed: bool) -> None:
    centre, radius = _point(tags, 10), float(tags[40])
    if not _is_up(tags) or not _is_finite(*centre, radius, start, end):
        raise ValueError
    space.arcs.append(
        ArcTags(tags.get(8, b"0"), tags.get(5, b""), centre, radius, start, end, closed)
    )


def _lwpolyline(tags: Tags, chunk: Chunk, space: Space) -> None:
    codes, values = chunk
    xs = [float(value) for code, value in zip(codes, values, strict=True) if code == 10]
    ys = [float(value) for code, value in zip(codes, values, strict=True) if code == 20]
    if len(xs) != len(ys) or not xs or not _is_up(tags) or not _is_finite(*xs, *ys):
        raise ValueError
    if any(float(tags.get(code, 0.0)) for code in WIDTHS):
        raise ValueError  # wide polylines are few
    space.polylines.append(
        PolylineTags(
            tags.get(8, b"0"),
            tags.get(5, b""),
            list(zip(xs, ys, strict=True)),
            _bulges(chunk, len(xs)) if 42 in tags else None,
            float(tags.get(38, 0.0)),
            bool(int(tags.get(70, 0)) & 1),
        )
    )


def _bulges(chunk: Chunk, count: int) -> list[float] | None:
    """Return a bulge for each vertex: it stands after its vertex's x and before the next one's."""
    bulges, index = [0.0] * count, -1
    for code, value in zip(*chunk, strict=True):
        if code == 10:
            index += 1
        elif code == 42 and index >= 0:
            bulges[index] = float(value)
    if not _is_finite(*bulges):
        raise ValueError
    return bulges if any(bulges) else None


def _text(tags: Tags, _chunk: Chunk, space: Space) -> None:
    insert, align = _point(tags, 10), _point(tags, 11) if 11 in tags else None
    height, rotation = float(tags[40]), float(tags.get(50, 0.0))
    width = float(tags.get(41, 1.0))
    if not _is_up(tags) or not _is_finite(*insert, *(align or ()), height, rotation, width):
        raise ValueError
    space.texts.append(
        TextTags(
            tags.get(8, b"0"),
            tags.get(5, b""),
            tags[1],
            insert,
            align,
            height,
            rotation,
            width,
            int(tags.get(72, 0)),
            int(tags.get(73, 0)),
        )
    )


def _mark(tags: Tags, _chunk: Chunk, _space: Space) -> None:
    """Take a POINT: it is counted and carries nothing of a plan."""
    if not _is_finite(*_point(tags, 10)):
        raise ValueError


WIDTHS = (43, 40, 41)  # of the whole polyline, or of its last vertex
TAKEN: dict[bytes, Callable[[Tags, Chunk, Space], None]] = {
    b"LINE": _line,
    b"ARC": _arc,
    b"CIRCLE": _circle,
    b"LWPOLYLINE": _lwpolyline,
    b"TEXT": _text,
    b"POINT": _mark,
}
