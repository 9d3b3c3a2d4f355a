"""What goes wrong with a drawing's bytes, each a function of a random source and the bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

VALUES = (
    b"", b" ", b"nan", b"inf", b"-inf", b"1e308", b"-1e308", b"1e-320", b"0", b"-1", b"1", b"65536",
    b"2147483648", b"-2147483649", b"99999999999999999999", b"0x1F", b"1,5", b"%s%n", b"*Model_Space",
    b"DOOR", b"HANDLE", b"\\U+D800", b"\\M+5FFFF", b"{\\H1e9x;x}", b"%%", b"\xd6\xd0", b"\xed\xa0\x80",
    b"\xff\xfe", "办公室".encode(), "办公室".encode("gbk"), b"A" * 5000, b"\x00", b"{", b"}", b"SECTION",
    b"EOF", b"ENDSEC", b"ENDBLK", b"SEQEND", b"INSERT", b"POLYLINE", b"VERTEX", b"TCH_WALL",
)  # fmt: skip
CODES = (b"0", b"1", b"2", b"5", b"8", b"10", b"11", b"20", b"40", b"42", b"62", b"66", b"67", b"70",
         b"90", b"100", b"102", b"210", b"230", b"310", b"330", b"999", b"1001", b"-1", b"x", b"")  # fmt: skip

Mutation = Callable[[Random, bytes, bytes], bytes]


def mutated(source: Random, data: bytes, other: bytes) -> bytes:
    """Return bytes that one to four things have been done to; `other` is another drawing."""
    for _round in range(source.choice((1, 1, 1, 2, 3, 4))):
        data = source.choice(MUTATIONS)(source, data, other)
    return data


def _span(source: Random, size: int, most: int) -> tuple[int, int]:
    start = source.randrange(size + 1)
    return start, min(size, start + source.randrange(1, most))


def flipped(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return bytes with a few of them changed."""
    changed = bytearray(data)
    for _n in range(source.choice((1, 2, 8, 64))):
        if changed:
            changed[source.randrange(len(changed))] = source.randrange(256)
    return bytes(changed)


def cut(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return bytes that end early."""
    return data[: source.randrange(len(data) + 1)]


def without(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return bytes with a part left out."""
    start, end = _span(source, len(data), 2000)
    return data[:start] + data[end:]


def doubled(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return bytes with a part written several times."""
    start, end = _span(source, len(data), 2000)
    return data[:end] + data[start:end] * source.choice((1, 3, 20)) + data[end:]


def spliced(source: Random, data: bytes, other: bytes) -> bytes:
    """Return the beginning of one drawing and the end of another."""
    return data[: source.randrange(len(data) + 1)] + other[source.randrange(len(other) + 1) :]


def with_other_values(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return a text DXF with some values replaced by ones that break things."""
    lines = data.split(b"\n")
    for _n in range(source.choice((1, 2, 10, 50))):
        at = source.randrange(len(lines)) | 1
        if at < len(lines):
            lines[at] = source.choice(VALUES)
    return b"\n".join(lines)


def with_other_codes(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return a text DXF with some group codes replaced."""
    lines = data.split(b"\n")
    for _n in range(source.choice((1, 2, 10))):
        lines[source.randrange(len(lines)) & ~1] = source.choice(CODES)
    return b"\n".join(lines)


def reordered(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return a text DXF with tags left out, written twice or exchanged."""
    lines = data.split(b"\n")
    tags = [lines[n : n + 2] for n in range(0, len(lines), 2)]
    for _n in range(source.choice((1, 3, 12))):
        at, to = source.randrange(len(tags)), source.randrange(len(tags))
        match source.randrange(3):
            case 0:
                tags[at], tags[to] = tags[to], tags[at]
            case 1:
                tags.insert(to, tags[at])
            case _:
                del tags[at]
        if not tags:
            return b""
    return b"\n".join(line for tag in tags for line in tag)


def renamed(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return a drawing whose blocks stand in themselves or whose entities are of another type."""
    names = (b"DOOR", b"HANDLE", b"LINE", b"ARC", b"TEXT", b"MTEXT", b"HATCH", b"LWPOLYLINE", b"SPLINE",
             b"INSERT", b"DIMENSION", b"ELLIPSE", b"AC1032", b"AC1021", b"AC1015", b"ANSI_1252")  # fmt: skip
    return data.replace(source.choice(names), source.choice(names))


def recoded(source: Random, data: bytes, _other: bytes) -> bytes:
    """Return a drawing in another encoding, or with another beginning."""
    match source.randrange(4):
        case 0:
            return b"\xef\xbb\xbf" + data
        case 1:
            return data.decode("utf-8", "replace").encode("utf-16")
        case 2:
            return data.decode("utf-8", "replace").encode("gb18030", "replace")
        case _:
            return data.replace(b"\n", source.choice((b"\r\n", b"\r", b"\n\n", b" \n")))


MUTATIONS: Sequence[Mutation] = (
    flipped,
    cut,
    without,
    doubled,
    spliced,
    with_other_values,
    with_other_values,
    with_other_codes,
    reordered,
    renamed,
    recoded,
)
