"""Photos as they may be kept: recognised by their first bytes, without what a camera writes beside.

A JPEG is a row of segments, a PNG a row of chunks. Those that say where, when and with what a
picture was taken are left out; the picture itself is copied byte for byte. Which way up it stands
is kept, for a JPEG says so beside the place.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from registry.errors import NotAPhoto

JPEG_START = b"\xff\xd8\xff"
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG, PNG = "image/jpeg", "image/png"

START_OF_SCAN, END = 0xDA, 0xD9
NO_LENGTH = {0x01, *range(0xD0, 0xD8), END}
# Inside a scan 0xFF stands before a stuffed zero, or before a restart mark.
NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
APP1, COMMENT = 0xE1, 0xFE
# Of the segments an application may add: JFIF, the colour profile and Adobe's colour transform.
PICTURE_APPS = {0xE0, 0xE2, 0xEE}
APPS = range(0xE0, 0xF0)
EXIF = b"Exif\x00\x00"
ORIENTATION = 0x0112
SHORT = 3

PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"iCCP", b"cHRM"}


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture without what was written beside it."""

    content: bytes
    content_type: str

    @property
    def suffix(self) -> str:
        """Return how a file of this type is named at its end."""
        return {JPEG: ".jpg", PNG: ".png"}[self.content_type]


def photo_of(content: bytes) -> Photo:
    """Return an upload as it may be kept; refuse what is no JPEG or PNG from start to end."""
    try:
        if content.startswith(JPEG_START):
            return Photo(_plain_jpeg(content), JPEG)
        if content.startswith(PNG_START):
            return Photo(_plain_png(content), PNG)
    except (IndexError, struct.error):
        raise NotAPhoto from None
    raise NotAPhoto


# --- JPEG -------------------------------------------------------------------------


def _plain_jpeg(content: bytes) -> bytes:
    """Return a JPEG with its picture alone, and which way up it stands."""
    kept, orientation = [], 1
    for marker, segment in _segments(content):
        if marker == APP1 and segment[4:].startswith(EXIF):
            orientation = _orientation(segment[4 + len(EXIF) :])
        elif marker not in APPS or marker in PICTURE_APPS:
            kept.append(segment if marker != COMMENT else b"")
    upright = _exif_saying(orientation) if orientation != 1 else b""
    return b"".join([content[:2], upright, *kept])


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Return the segments of a JPEG up to its end; what a phone appends after that is left out."""
    at, marker = 2, 0
    while marker != END:
        if content[at] != 0xFF:
            raise NotAPhoto
        marker = content[at + 1]
        if marker == 0xFF:  # fill before a marker
            at += 1
            continue
        end = _end_of_segment(content, at, marker)
        if end > len(content):
            raise NotAPhoto
        yield marker, content[at:end]
        at = end


def _end_of_segment(content: bytes, at: int, marker: int) -> int:
    """Return where a segment ends; a scan goes on until the next marker."""
    if marker in NO_LENGTH:
        return at + 2
    (size,) = struct.unpack(">H", content[at + 2 : at + 4])
    if marker != START_OF_SCAN:
        return at + 2 + int(size)
    following = NEXT_MARKER.search(content, at + 2 + size)
    if following is None:
        raise NotAPhoto
    return following.start()


def _orientation(tiff: bytes) -> int:
    """Return which way up a picture stands by its Exif, 1 when it does not say."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    (entries,) = struct.unpack(f"{order}H", tiff[first : first + 2])
    for n in range(entries):
        entry = tiff[first + 2 + 12 * n :][:12]
        tag, kind, _count, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == ORIENTATION and kind == SHORT and 1 <= value <= 8:
            return int(value)
    return 1


def _exif_saying(orientation: int) -> bytes:
    """Return an Exif segment that says which way up a picture stands and nothing else."""
    entry = struct.pack(">HHIHH", ORIENTATION, SHORT, 1, orientation, 0)
    tiff = b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return struct.pack(">BBH", 0xFF, APP1, 2 + len(EXIF) + len(tiff)) + EXIF + tiff


# --- PNG --------------------------------------------------------------------------


def _plain_png(content: bytes) -> bytes:
    """Return a PNG with the chunks that make the picture alone."""
    kept = [content[: len(PNG_START)]]
    at = len(PNG_START)
    while True:
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at : at + 12 + size]
        if len(chunk) < 12 + size or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise NotAPhoto
        if kind in PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        at += 12 + size
