"""Objects of add-ons, written into a drawing as the add-on writes them, with a picture or without."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

Point = tuple[float, float]


def chunk(kind: int, body: bytes) -> bytes:
    """Return one command of a picture: its length, its kind and what it draws."""
    return struct.pack("<2L", len(body) + 8, kind) + body


def line(*points: Point) -> bytes:
    return chunk(6, struct.pack("<L", len(points)) + b"".join(at(point) for point in points))


def arc(centre: Point, radius: float, start: Point, sweep: float) -> bytes:
    """Return an arc by its centre, the direction of its start and its sweep in radians."""
    body = at(centre) + struct.pack("<d", radius) + struct.pack("<3d", 0, 0, 1)
    return chunk(4, body + at(start) + struct.pack("<d", sweep) + struct.pack("<L", 0))


def writing(text: bytes, where: Point, height: float) -> bytes:
    padded = text + b"\0" * (4 - len(text) % 4)
    body = at(where) + struct.pack("<3d", 0, 0, 1) + struct.pack("<3d", 1, 0, 0)
    return chunk(10, body + struct.pack("<3d", height, 1.0, 0.0) + padded)


def box(corners: Sequence[Point], height: float) -> bytes:
    """Return a body with upright sides, as a wall is in three dimensions."""
    count = len(corners)
    vertices = [(*corner, z) for z in (0.0, height) for corner in corners]
    faces = [list(range(count)), list(range(count, 2 * count))]
    faces += [[n, (n + 1) % count, count + (n + 1) % count, count + n] for n in range(count)]
    entries = [value for face in faces for value in (len(face), *face)]
    body = struct.pack("<L", len(vertices))
    body += b"".join(struct.pack("<3d", *vertex) for vertex in vertices)
    body += struct.pack("<L", len(entries)) + struct.pack(f"<{len(entries)}l", *entries)
    return chunk(9, body + struct.pack("<3L", 0, 0, 0))


def at(point: Point) -> bytes:
    return struct.pack("<3d", *point, 0.0)


def picture(*chunks: bytes) -> bytes:
    return struct.pack("<2L", 8 + sum(map(len, chunks)), len(chunks)) + b"".join(chunks)


def thing(
    kind: str, *, layer: str, handle: str, where: Point | None = None, shown: bytes = b""
) -> str:
    """Return the DXF of one object of an add-on."""
    tags: list[tuple[int, object]] = [(0, kind), (5, handle), (100, "AcDbEntity"), (8, layer)]
    tags += _picture_tags(shown)
    tags += [(100, "TDbEntity")]
    tags += [(10, where[0]), (20, where[1]), (30, 0.0)] if where else []
    return _lines(tags)


def proxy(number: int, *, layer: str, handle: str, shown: bytes = b"") -> str:
    """Return the DXF of an object that was saved without its add-on, by its class's number."""
    tags: list[tuple[int, object]] = [
        (0, "ACAD_PROXY_ENTITY"),
        (5, handle),
        (100, "AcDbEntity"),
        (8, layer),
    ]
    tags += [(100, "AcDbProxyEntity"), (90, 498), (91, number), *_picture_tags(shown), (94, 0)]
    return _lines(tags)


def _picture_tags(shown: bytes) -> list[tuple[int, object]]:
    if not shown:
        return []
    parts = [shown[n : n + 127].hex().upper() for n in range(0, len(shown), 127)]
    return [(160, len(shown)), *((310, part) for part in parts)]


def _lines(tags: Sequence[tuple[int, object]]) -> str:
    return "".join(f"{code:3}\n{value}\n" for code, value in tags)


def put_in(path: Path, *things: str, block: str | None = None) -> Path:
    """Write objects into the modelspace of a saved drawing, or into one of its blocks."""
    content = path.read_text(encoding="utf-8", errors="surrogateescape").replace("\r\n", "\n")
    if block is None:
        start = content.index("  2\nENTITIES\n")
        end = content.index("  0\nENDSEC\n", start)
    else:
        start = content.index(f"  2\n{block}\n", content.index("  2\nBLOCKS\n"))
        end = content.index("  0\nENDBLK\n", start)
    whole = content[:end] + "".join(things) + content[end:]
    path.write_text(whole, encoding="utf-8", errors="surrogateescape")
    return path


def with_classes(path: Path, *names: str) -> Path:
    """Name the classes of add-ons in the CLASSES section, the first as number 500."""
    content = path.read_text(encoding="utf-8", errors="surrogateescape").replace("\r\n", "\n")
    start = content.index("  2\nCLASSES\n") + len("  2\nCLASSES\n")
    classes = "".join(
        _lines(
            [
                (0, "CLASS"),
                (1, name),
                (2, f"TDb{name.removeprefix('TCH_').title()}"),
                (3, "TCH_KERNAL|Tangent architecture"),
                (90, 0),
                (91, 1),
                (280, 0),
                (281, 1),
            ]
        )
        for name in names
    )
    path.write_text(
        content[:start] + classes + content[start:], encoding="utf-8", errors="surrogateescape"
    )
    return path
