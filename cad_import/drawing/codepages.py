"""Which encoding bytes are in: by what they read as, not by what the file declares.

A decoding is right when nearly all of its letters are ones that people write. Each East Asian set
keeps its common characters in its first level, so no list of words is needed: a wrong decoding
spreads over the rare ones.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from itertools import islice

from ezdxf.tools.codepage import toencoding

from .errors import UnknownEncoding
from .notes import ENCODING_OTHER, Note, note

DECLARED = re.compile(rb"\$DWGCODEPAGE\s+3\s+([^\r\n]+)")
VERSION = re.compile(rb"\$ACADVER\s+1\s+(AC\d{4})")
UTF8_SINCE = b"AC1021"  # R2007: every text is UTF-8, whatever $DWGCODEPAGE says
HEAD_BYTES = 65_536
FEWEST_LETTERS = 4  # a name of two letters, twice; fewer prove no encoding
SENTINEL_BINARY = b"AutoCAD Binary DXF"
NOT_ASCII_LINE = re.compile(rb"[\x80-\xff][^\r\n]*")  # from the first letter that tells
SAMPLE_LINES = 20_000  # lines beyond ASCII looked at; more tell nothing new
SAMPLE_BYTES = 100_000  # of them weighed letter by letter
UTF8_SHARE = 0.9  # of the lines; the rest are letters cut in two between chunks
WHOLE = 0.97  # of the bytes: letters cut in two between chunks are lost
SURE = 0.8  # share of common letters in a right decoding; a wrong one stays near one half

# The two-byte lead bytes of what is common: punctuation and signs, kana, first-level characters.
COMMON_LEADS = {
    "gb18030": ("gb2312", ((0xA1, 0xA3), (0xB0, 0xD7))),
    "cp932": ("cp932", ((0x81, 0x83), (0x88, 0x98))),
    "cp950": ("cp950", ((0xA1, 0xC6),)),
}
EAST_ASIAN = tuple(COMMON_LEADS)
PAGES = {
    "936": "gb18030",
    "GB2312": "gb18030",
    "GBK": "gb18030",
    "950": "cp950",
    "BIG5": "cp950",
    "932": "cp932",
    "KSC5601": "cp949",
    "JOHAB": "johab",
    "SHIFT-JIS": "cp932",
    "SHIFT_JIS": "cp932",
    "SJIS": "cp932",
    "949": "cp949",
    "1361": "johab",
    "65001": "utf-8",
    "UTF8": "utf-8",
    "UTF-8": "utf-8",
    "874": "cp874",
} | {str(page): f"cp{page}" for page in range(1250, 1259)}
KEPT = {"cp949", "johab"}  # Korean bytes read as common Chinese too; a header that says so is right
KEPT_LATIN = {"cp1251", "cp1253", "cp1255", "cp1256", "cp874"}  # capitals read as common Chinese


def codec_named(name: str) -> str:
    """Return the codec of a code page's name as CAD or people write it.

    >>> codec_named("ANSI_936"), codec_named("gbk"), codec_named("Shift-JIS")
    ('gb18030', 'gb18030', 'cp932')
    """
    try:
        return codecs.lookup(_codec_of_page(name) or name.strip()).name
    except LookupError as fault:
        raise UnknownEncoding(name) from fault


def _codec_of_page(name: str) -> str | None:
    """Return the codec of a code page as headers name it: ANSI_936, DOS936, GB2312."""
    return PAGES.get(re.sub(r"^(?:ANSI_?|DOS|CP)(?=\d)", "", name.strip().upper()))


def commonness(text: str, encoding: str = "gb18030") -> float:
    """Return the share of letters beyond ASCII that are common in an encoding's own script.

    >>> commonness("副局长办公室"), commonness("浣滀笟") < 0.5
    (1.0, True)
    """
    beyond = [letter for letter in text if letter > "\x7f"]
    return sum(_is_common(letter, encoding) for letter in beyond) / len(beyond) if beyond else 0.0


@lru_cache(maxsize=65_536)  # a drawing says the same few thousand letters over and over
def _is_common(letter: str, encoding: str) -> bool:
    codec, leads = COMMON_LEADS[encoding]
    try:
        coded = letter.encode(codec)
    except UnicodeEncodeError:
        return letter in "²³㎡º°"
    return len(coded) == 2 and any(low <= coded[0] <= high for low, high in leads)


def text_encoding(data: bytes) -> tuple[str | None, Note | None]:
    """Return the encoding to force, or None to let the header decide, and a note when they differ.

    A UTF-8 text is UTF-8 wherever it stands, since other encodings hardly ever look like it.
    """
    if data.startswith(SENTINEL_BINARY) or data.isascii():
        return None, None
    is_new = (_found(VERSION, data) or b"AC1009") >= UTF8_SINCE
    page = (_found(DECLARED, data) or b"none").decode("ascii", "replace").strip()
    declared = "utf-8" if is_new else _codec_of_page(page)
    lines = [found[0] for found in islice(NOT_ASCII_LINE.finditer(data), SAMPLE_LINES)]
    actual = _actual(lines, declared)
    if actual is None or actual == declared:
        # The codec of a code page leaves letters out that its own encoding has: 镕, ㎡, ①.
        return (declared if actual in EAST_ASIAN else None), None
    shown = "UTF-8" if is_new else page
    return actual, note(ENCODING_OTHER, declared=shown, found=actual.upper())


def _found(pattern: re.Pattern[bytes], data: bytes) -> bytes | None:
    match = pattern.search(data[:HEAD_BYTES])
    return match.group(1) if match else None


def declared_encoding(data: bytes) -> str:
    """Return the encoding a text DXF is in by its header, as ezdxf concludes it."""
    if (_found(VERSION, data) or b"AC1009").strip() >= UTF8_SINCE:
        return "utf-8"
    declared = (_found(DECLARED, data) or b"ANSI_1252").decode("ascii", "replace").strip()
    return str(toencoding(declared))


def _actual(lines: list[bytes], declared: str | None) -> str | None:
    if sum(_reads(line, "utf-8") for line in lines) >= UTF8_SHARE * len(lines):
        return "utf-8"
    if declared in KEPT or declared in KEPT_LATIN:
        return None
    kept = declared if declared in EAST_ASIAN else None
    return likeliest(b"\n".join(lines)[:SAMPLE_BYTES], first=declared) or kept


def _reads(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def likeliest(data: bytes, *, first: str | None = None) -> str | None:
    """Return the East Asian encoding in which nearly all letters are common ones, or None.

    >>> likeliest("会议室档案室".encode("gbk")), likeliest("會議室檔案室".encode("big5"))
    ('gb18030', 'cp950')
    """
    scores = {
        encoding: _share_of_common(data, encoding)
        for encoding in sorted(EAST_ASIAN, key=lambda each: each != first)
    }
    best = max(scores, key=lambda each: scores[each])
    return best if scores[best] >= SURE else None


def _share_of_common(data: bytes, encoding: str) -> float:
    """Return the share of common letters, 0 when there are too few or too many bytes are lost."""
    text = data.decode(encoding, "ignore")
    is_whole = len(text.encode(encoding)) >= WHOLE * len(data)
    is_enough = sum(letter > "\x7f" for letter in text) >= FEWEST_LETTERS
    return commonness(text, encoding) if is_whole and is_enough else 0.0


def escaped(data: bytes, encoding: str) -> bytes:
    r"""Return a text DXF in plain ASCII, its letters as \U+ codes, so that no header is asked.

    >>> escaped("办A".encode("gbk"), "gbk")
    b'\\U+529EA'
    """
    text = data.decode(encoding, "surrogateescape")
    coded = re.sub("[^\x00-\x7f\udc80-\udcff]", _as_codes, text)
    return coded.encode("ascii", "surrogateescape")


def _as_codes(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\U+{units[n : n + 2].hex().upper()}" for n in range(0, len(units), 2))
