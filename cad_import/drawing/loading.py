"""Bytes in, an ezdxf document out: whichever loader keeps more, in the encoding the texts are in."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ezdxf
from ezdxf import recover
from ezdxf.document import Drawing as Document

from .codepages import (
    HEAD_BYTES,
    SENTINEL_BINARY,
    codec_named,
    declared_encoding,
    escaped,
    text_encoding,
)
from .errors import NotADrawing, UnreadableDrawing
from .notes import REPAIRED, Note, note
from .tagged import Space
from .tags import Unusual, scanned


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document, what was taken from its tags beside it, and what was odd about getting it."""

    document: Document
    notes: tuple[Note, ...]
    spaces: Mapping[bytes | None, Space] = field(default_factory=dict)
    encoding: str = "utf-8"  # of the spaces' bytes


def is_dwg(head: bytes) -> bool:
    """Return whether a file begins as a DWG."""
    return re.match(rb"AC10\d\d|AC1\.\d|AC2\.\d", head) is not None


def is_dxf(head: bytes) -> bool:
    """Return whether a file begins as a DXF, text or binary."""
    if head.startswith(SENTINEL_BINARY):
        return True
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return text[:1] in b"09" and (b"SECTION" in head or b"EOF" in head)


def load(path: Path, data: bytes, *, encoding: str | None = None, whole: bool = False) -> Loaded:
    """Return the document of a DXF file, recovered when it is damaged.

    The commonest entities are taken from the tags beside it, unless the document is wanted whole.
    """
    if not is_dxf(data[:HEAD_BYTES]):
        raise NotADrawing(path.name)
    forced, oddity = (codec_named(encoding), None) if encoding else text_encoding(data)
    notes = (oddity,) if oddity else ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quick = None if whole else _by_tags(data, forced, notes)
        if quick is not None:
            return quick
        document = _read(path, forced)
        if document is not None and (len(document.modelspace()) or _has_nothing(data)):
            return Loaded(document, notes)
        return _recovered(path, document, escaped(data, forced) if forced else data, notes)


def _by_tags(data: bytes, forced: str | None, notes: tuple[Note, ...]) -> Loaded | None:
    """Return a sound text DXF read by its tags, or None when ezdxf has to read it whole."""
    if data.startswith(SENTINEL_BINARY) or b"\0" in data[:HEAD_BYTES]:
        return None
    encoding = forced or declared_encoding(data)
    try:
        found = scanned(data)
        remains = io.TextIOWrapper(
            io.BytesIO(found.remains), encoding=encoding, errors="surrogateescape"
        )
        document = ezdxf.read(remains)
    except Unusual:
        return None
    except MemoryError:
        raise
    except Exception:  # ezdxf lets ValueError, KeyError, UnicodeError and its own errors out
        return None
    if not len(document.modelspace()) and not found.spaces.get(None, Space()).count:
        return None
    return Loaded(document, notes, found.spaces, encoding)


def _has_nothing(data: bytes) -> bool:
    return b"ENTITIES" not in data


def _read(path: Path, encoding: str | None) -> Document | None:
    try:
        return ezdxf.readfile(path, encoding=encoding, errors="surrogateescape")
    except MemoryError:
        raise
    except Exception:  # ezdxf lets ValueError, KeyError, UnicodeError and its own errors out
        return None


def _recovered(path: Path, read: Document | None, data: bytes, notes: tuple[Note, ...]) -> Loaded:
    try:
        document, auditor = recover.read(io.BytesIO(data), errors="surrogateescape")
    except MemoryError:
        raise
    except Exception as fault:  # what neither loader reads is not read
        if read is not None:
            return Loaded(read, notes)
        raise UnreadableDrawing(path.name, why=type(fault).__name__) from fault
    if read is not None and len(read.modelspace()) >= len(document.modelspace()):
        return Loaded(read, notes)
    found = [*auditor.fixes, *auditor.errors]
    first = found[0].message if found else "structure"
    return Loaded(document, (*notes, note(REPAIRED, fixes=len(found), first=first)))
