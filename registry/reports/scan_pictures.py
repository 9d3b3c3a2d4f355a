"""Scans as pictures: a page of a PDF, TIFF, JPEG or PNG drawn here and kept by the file's hash.

PDF pages are drawn by poppler in a process of its own with limits on time, memory and output; what
comes out is a PNG, whatever went in. Nothing of the upload itself is shown.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps

from registry.errors import NoPdfReader, ScanNotShown, ScanUnreadable
from registry.policy.cases.documents import JPEG, PDF, PNG, TIFF

SIDES_PX = {
    "thumb": 224,
    "page": 1600,
}  # the longer side: a thumb at twice its size, a page to read
SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024  # bytes; an A3 page at 600 dpi takes a third of it
MOST_OUTPUT = 64 * 1024 * 1024
MOST_PIXELS = 80_000_000  # A3 at 600 dpi is 70 million
MOST_PAGES = 1000
PILLOW = {JPEG: "JPEG", PNG: "PNG", TIFF: "TIFF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file to be drawn: its hash names its pictures, its content is read when they are not there."""

    sha256: str
    content_type: str
    read: Callable[[], bytes]


def picture_of(scan: Scan, *, page: int, size: str) -> bytes:
    """Return a page of a scan as PNG, drawn once for each size."""
    if not 1 <= page <= MOST_PAGES:
        raise ScanNotShown
    side = SIDES_PX[size]
    return _kept(f"{scan.sha256}-{page}-{side}.png", lambda: _drawn(scan, page, side))


def pages_of(scan: Scan) -> int:
    """Return how many pages a scan has."""
    return int(_kept(f"{scan.sha256}-pages.txt", lambda: str(_counted(scan)).encode()))


def _kept(name: str, made: Callable[[], bytes]) -> bytes:
    """Return what is kept under a name, made first when it is not there."""
    path = Path(settings.PREVIEW_ROOT) / name[:2] / name
    if path.is_file():
        return path.read_bytes()
    content = made()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as beside:
        beside.write(content)
    Path(beside.name).replace(path)  # two who draw one page at once leave one whole file
    return content


def _drawn(scan: Scan, page: int, side: int) -> bytes:
    if scan.content_type == PDF:
        asked = ["-png", "-f", str(page), "-l", str(page), "-scale-to", str(side), "-"]
        return _whole_png(_poppler("pdftoppm", asked, scan.read()))
    return _painted(scan, page, side)


def _counted(scan: Scan) -> int:
    if scan.content_type == PDF:
        told = _poppler("pdfinfo", ["-"], scan.read()).decode(errors="replace")
        lines = (line.partition(":") for line in told.splitlines())
        count = next((value.strip() for name, _, value in lines if name == "Pages"), "")
        if not count.isdecimal() or count == "0":
            raise ScanUnreadable
        return min(int(count), MOST_PAGES)
    with _opened(scan) as image:
        return min(int(getattr(image, "n_frames", 1)), MOST_PAGES)


# --- PDF --------------------------------------------------------------------------------


def _poppler(program: str, asked: Sequence[str], content: bytes) -> bytes:
    """Return what one of poppler's programs makes of a file, or say that it made nothing."""
    found, limits = shutil.which(program), shutil.which("prlimit")
    if found is None or limits is None:
        raise NoPdfReader
    limited = [
        *(limits, f"--as={MOST_MEMORY}", f"--cpu={SECONDS}", f"--fsize={MOST_OUTPUT}"),
        *("--core=0", "--", found, *asked),
    ]
    try:
        done = subprocess.run(
            limited,
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"},
            cwd="/",
        )
    except (OSError, subprocess.SubprocessError):
        raise ScanUnreadable from None
    return done.stdout


def _whole_png(content: bytes) -> bytes:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or b"IEND" not in content[-12:]:
        raise ScanUnreadable
    return content


# --- pictures ---------------------------------------------------------------------------


def _opened(scan: Scan) -> Image.Image:
    """Return a picture with its header read, when it is of a kind and size that is drawn."""
    if scan.content_type not in PILLOW:
        raise ScanNotShown
    try:
        image = Image.open(BytesIO(scan.read()), formats=[PILLOW[scan.content_type]])
    except Exception:  # Pillow raises whatever its decoders do, a dozen kinds of errors
        raise ScanUnreadable from None
    if image.width * image.height > MOST_PIXELS:
        raise ScanUnreadable
    return image


def _painted(scan: Scan, page: int, side: int) -> bytes:
    with _opened(scan) as image:
        try:
            image.seek(page - 1)
            if image.width * image.height > MOST_PIXELS:
                raise ScanUnreadable
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((side, side))
            drawn = BytesIO()
            upright.save(drawn, "PNG")
        except Exception:  # as above: a broken file breaks a decoder somewhere in its middle
            raise ScanUnreadable from None
    return drawn.getvalue()
