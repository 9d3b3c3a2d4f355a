"""What a text says: codes resolved, bytes of another code page recovered, nothing garbled in silence."""

from __future__ import annotations

import math
import re

from ezdxf.lldxf.encoding import decode_dxf_unicode, has_dxf_unicode

from .codepages import EAST_ASIAN, SURE, commonness

MIF = re.compile(r"\\M\+([1-5])([0-9A-Fa-f]{4})")
MIF_PAGES = {"1": "cp932", "2": "cp950", "3": "cp949", "4": "johab", "5": "gb18030"}
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
READ_AS = (
    "utf-8",
    "gb18030",
    "cp1252",
    "cp932",
    "cp950",
    "latin-1",
)  # what it may have been read as
REPLACED = "\ufffd"

TEXT_CODE = re.compile(r"%%(\d{3}|[cdpuokCDPUOK%])")
SIGNS = {"c": "Ø", "d": "°", "p": "±", "%": "%", "u": "", "o": "", "k": ""}
REBAR = range(130, 135)  # font positions where Chinese CAD fonts keep the grades of steel bars
LATIN_SINCE = 160  # from here a font position is the Latin-1 letter: 178 is ², 179 is ³
CARET = re.compile(r"\^(.)")
CARETS = {"I": " ", "J": " ", "M": "", " ": "^"}
# A stack that lost its \S: 28,4^ m2^ – the last caret falls away at the end of a text.
RAISED_LEFT = re.compile(r"(\d)\s*(?:\^\s*m([23])(?!\d)\^?|m([23])\^)")
SUPERSCRIPT = {"2": "²", "3": "³"}


def decoded(text: str) -> str:
    """Return a text without \\U+ and \\M+ codes and without lone surrogates.

    >>> decoded(r"\\U+5411\\M+5B0EC")
    '向办'
    """
    if text.isascii() and "\\" not in text:
        return CONTROL.sub("", text)
    return CONTROL.sub("", from_surrogates(_with_codes(text)))


def _with_codes(text: str) -> str:
    if has_dxf_unicode(text):
        text = _paired(decode_dxf_unicode(text))
    return MIF.sub(_from_mif, text) if r"\M+" in text else text


def _paired(text: str) -> str:
    """Return a text whose pairs of surrogates are the one letter they mean."""
    return re.sub(
        "[\ud800-\udbff][\udc00-\udfff]",
        lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"),
        text,
    )


def _from_mif(match: re.Match[str]) -> str:
    page = MIF_PAGES[match.group(1)]
    return bytes.fromhex(match.group(2)).decode(page, "replace")


def from_surrogates(text: str) -> str:
    """Return a text whose undecoded bytes are read as the encoding that fits, or marked as lost."""
    if not SURROGATE.search(text):
        return text
    found = {
        letters: _worth(letters, encoding)
        for raw in _bytes_of(text)
        for encoding in ("utf-8", *EAST_ASIAN)
        if (letters := _decoded_whole(raw, encoding)) is not None
    }
    best = max(found, key=lambda letters: found[letters], default="")
    return best if best and found[best] >= SURE else SURROGATE.sub(REPLACED, text)


def _bytes_of(text: str) -> list[bytes]:
    """Return the bytes a text may have been, for each encoding it may have been read as."""
    found = []
    for encoding in READ_AS:
        try:
            found.append(text.encode(encoding, "surrogateescape"))
        except UnicodeEncodeError:
            continue
    return found


def _decoded_whole(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _worth(text: str, encoding: str) -> float:
    return 2.0 if encoding == "utf-8" else commonness(text, encoding)


def said(text: str) -> str:
    """Return what a TEXT shows: %%d %%c %%p %%178 resolved, %%u and %%o dropped.

    >>> said("%%uHALL%%u 90%%d"), said("20 m%%178"), said("100%%%")
    ('HALL 90°', '20 m²', '100%')
    """
    text = decoded(text)
    if "%%" in text:
        text = TEXT_CODE.sub(sign_of, text)
    if "^" in text:
        text = CARET.sub(_from_caret, with_powers(text))
    return text.replace("\n", " ").strip()


def sign_of(code: re.Match[str]) -> str:
    """Return the letter that a %% code stands for."""
    name = code.group(1)
    if not name.isdigit():
        return SIGNS[name.lower()]
    number = int(name)
    if number in REBAR:
        return "Φ"
    return chr(number) if 31 < number < 127 or LATIN_SINCE <= number < 256 else code.group(0)


def _from_caret(code: re.Match[str]) -> str:
    return CARETS.get(code.group(1), code.group(0))


def with_powers(text: str) -> str:
    """Return a text with the carets of a lost stack read as the power they raised.

    >>> with_powers("28,4^ m2^")
    '28,4 m²'
    """
    return RAISED_LEFT.sub(lambda found: f"{found[1]} m{SUPERSCRIPT[found[2] or found[3]]}", text)


LINE_FEED = 1.66  # letter heights from one line of an MTEXT to the next


def box_of(text: str, height: float, *, column: float = 0.0) -> tuple[float, float]:
    """Return about how wide and tall a text is, its lines broken at a column's width.

    >>> box_of("会议室", 1.0), box_of("会议室会议室", 1.0, column=3.0)
    ((3.0, 1.0), (3.0, 2.66))
    """
    widths = [width_of(line, height) for line in text.split("\n")]
    if column <= 0:
        return max(widths), height * (1 + LINE_FEED * (len(widths) - 1))
    count = sum(max(1, math.ceil(round(width / column, 6))) for width in widths)
    return min(max(widths), column), height * (1 + LINE_FEED * (count - 1))


def width_of(text: str, height: float) -> float:
    """Return about how wide a line is: a Chinese letter is as wide as high, a Latin one 0.6."""
    longest = max(text.split("\n"), key=len, default="")
    return height * sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in longest)
