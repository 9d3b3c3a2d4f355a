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
from ezdxf.tools.codepage import toencoding

from .errors import NotADrawing, UnreadableDrawing
from .notes import ENCODING_OTHER, REPAIRED, Note, note
from .tags import Space, Unusual, scanned

DECLARED = re.compile(rb"\$DWGCODEPAGE\s+3\s+([^\r\n]+)")
VERSION = re.compile(rb"\$ACADVER\s+1\s+(AC\d{4})")
UTF8_SINCE = b"AC1021"  # R2007: every text is UTF-8, whatever $DWGCODEPAGE says
HEAD_BYTES = 65_536
FEWEST_LETTERS = 4  # a name of two letters, twice; fewer prove no encoding
SENTINEL_BINARY = b"AutoCAD Binary DXF"


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


def text_encoding(data: bytes) -> tuple[str | None, Note | None]:
    """Return the encoding to force, or None to let the header decide, and a note when they differ.

    A UTF-8 text is UTF-8 wherever it stands, since other encodings hardly ever look like it; a file
    that must be UTF-8 by its version and is not holds GB 18030 or Shift-JIS.
    """
    if data.startswith(SENTINEL_BINARY) or data.isascii():
        return None, None
    declared = _found(DECLARED, data) or b"none"
    is_new = (_found(VERSION, data) or b"AC1009") >= UTF8_SINCE
    actual = _actual(data)
    if actual is None or (is_new and actual == "utf-8") or _means(declared, actual):
        return None, None
    shown = declared.decode("ascii", "replace").strip() if not is_new else "UTF-8"
    return actual, note(ENCODING_OTHER, declared=shown, found=actual.upper())


def _found(pattern: re.Pattern[bytes], data: bytes) -> bytes | None:
    match = pattern.search(data[:HEAD_BYTES])
    return match.group(1) if match else None


def _actual(data: bytes) -> str | None:
    lines = b"\n".join(line for line in data.splitlines() if not line.isascii())
    for encoding in ("utf-8", "gb18030", "shift_jis"):
        try:
            text = lines.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8" or _is_east_asian(text):
            return encoding
    return None


def _is_east_asian(text: str) -> bool:
    """Return whether most of the letters beyond ASCII are Chinese or Japanese ones."""
    beyond = [letter for letter in text if ord(letter) > 127]
    # Half-width katakana are left out: any two Latin accents read as Shift-JIS give them.
    east = sum(
        0x2E80 <= ord(letter) <= 0x9FFF or 0xFF00 <= ord(letter) <= 0xFF60 for letter in beyond
    )
    return len(beyond) >= FEWEST_LETTERS and east > 0.7 * len(beyond)


def _means(declared: bytes, actual: str) -> bool:
    """Return whether a declared code page already reads the texts as they are."""
    page = declared.decode("ascii", "replace").strip().upper()
    if actual == "utf-8":
        return page in {"UTF-8", "UTF8", "ANSI_65001"}
    if actual == "gb18030":
        return page in {"ANSI_936", "GB2312", "GBK"} or page.startswith("ANSI_125")
    return page in {"ANSI_932", "DOS932"}


def load(path: Path, data: bytes, *, encoding: str | None = None, whole: bool = False) -> Loaded:
    """Return the document of a DXF file, recovered when it is damaged.

    The commonest entities are taken from the tags beside it, unless the document is wanted whole.
    """
    if not is_dxf(data[:HEAD_BYTES]):
        raise NotADrawing(path.name)
    forced, oddity = (encoding, None) if encoding else text_encoding(data)
    notes = (oddity,) if oddity else ()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quick = None if whole else _by_tags(data, forced, notes)
        if quick is not None:
            return quick
        document = _read(path, forced)
        if document is not None and (len(document.modelspace()) or _has_nothing(data)):
            return Loaded(document, notes)
        return _recovered(path, document, forced, notes)


def _by_tags(data: bytes, forced: str | None, notes: tuple[Note, ...]) -> Loaded | None:
    """Return a sound text DXF read by its tags, or None when ezdxf has to read it whole."""
    if data.startswith(SENTINEL_BINARY) or b"\0" in data[:HEAD_BYTES]:
        return None
    encoding = forced or _declared_encoding(data)
    try:
        found = scanned(data)
        remains = io.TextIOWrapper(
            io.BytesIO(found.remains), encoding=encoding, errors="surrogateescape"
        )
        document = ezdxf.read(remains)
    except Unusual:
        return None
    except Exception:  # ezdxf lets ValueError, KeyError, UnicodeError and its own errors out
        return None
    if not len(document.modelspace()) and not found.spaces.get(None, Space()).count:
        return None
    return Loaded(document, notes, found.spaces, encoding)


def _declared_encoding(data: bytes) -> str:
    """Return the encoding a text DXF is in by its header, as ezdxf concludes it."""
    if (_found(VERSION, data) or b"AC1009").strip() >= UTF8_SINCE:
        return "utf-8"
    declared = (_found(DECLARED, data) or b"ANSI_1252").decode("ascii", "replace").strip()
    return str(toencoding(declared))


def _has_nothing(data: bytes) -> bool:
    return b"ENTITIES" not in data


def _read(path: Path, encoding: str | None) -> Document | None:
    try:
        return ezdxf.readfile(path, encoding=encoding, errors="surrogateescape")
    except Exception:  # ezdxf lets ValueError, KeyError, UnicodeError and its own errors out
        return None


def _recovered(
    path: Path, read: Document | None, encoding: str | None, notes: tuple[Note, ...]
) -> Loaded:
    try:
        document, auditor = recover.readfile(path, errors="surrogateescape")
    except Exception as fault:  # what neither loader reads is not read
        if read is not None:
            return Loaded(read, notes)
        raise UnreadableDrawing(path.name, why=type(fault).__name__) from fault
    if read is not None and len(read.modelspace()) >= len(document.modelspace()):
        return Loaded(read, notes)
    found = [*auditor.fixes, *auditor.errors]
    first = found[0].message if found else "structure"
    return Loaded(document, (*notes, note(REPAIRED, fixes=len(found), first=first)))
