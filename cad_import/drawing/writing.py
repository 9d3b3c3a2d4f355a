"""What a text says: codes resolved, bytes of another code page recovered, nothing garbled in silence."""

from __future__ import annotations

import re

from ezdxf.lldxf.encoding import decode_dxf_unicode, has_dxf_unicode
from ezdxf.tools.text import plain_mtext, plain_text

MIF = re.compile(r"\\M\+([1-5])([0-9A-Fa-f]{4})")
MIF_PAGES = {"1": "cp932", "2": "cp950", "3": "cp949", "4": "johab", "5": "cp936"}
SURROGATE = re.compile("[\ud800-\udfff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
BYTES_TRIED = ("utf-8", "gb18030", "shift_jis")
REPLACED = "\ufffd"


def decoded(text: str) -> str:
    """Return a text without \\U+ and \\M+ codes and without lone surrogates.

    >>> decoded(r"\\U+5411\\M+5B0EC")
    '向办'
    """
    if has_dxf_unicode(text):
        text = decode_dxf_unicode(text)
    if r"\M+" in text:
        text = MIF.sub(_from_mif, text)
    return CONTROL.sub("", from_surrogates(text) if SURROGATE.search(text) else text)


def _from_mif(match: re.Match[str]) -> str:
    page = MIF_PAGES[match.group(1)]
    return bytes.fromhex(match.group(2)).decode(page, "replace")


def from_surrogates(text: str) -> str:
    """Return a text whose undecoded bytes are read as the encoding that fits, or marked as lost."""
    try:
        raw = text.encode("latin-1", "surrogateescape")
    except UnicodeEncodeError:
        try:
            raw = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return SURROGATE.sub(REPLACED, text)
    for encoding in BYTES_TRIED:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return SURROGATE.sub(REPLACED, text)


def said(text: str) -> str:
    """Return what a TEXT shows: %%d %%c %%p resolved, %%u and %%o dropped.

    >>> said("%%uHALL%%u 90%%d")
    'HALL 90°'
    """
    return plain_text(decoded(text)).strip() if "%%" in text else decoded(text).strip()


def said_in_paragraphs(text: str) -> str:
    """Return what an MTEXT shows, its lines parted by newlines, stacked parts as a^b or a/b."""
    return str(plain_mtext(decoded_mtext(text), split=False)).strip()


def decoded_mtext(text: str) -> str:
    """Return an MTEXT's content decoded, its paragraph codes kept."""
    return from_surrogates(text) if SURROGATE.search(text) else _with_codes(text)


def _with_codes(text: str) -> str:
    if has_dxf_unicode(text):
        text = decode_dxf_unicode(text)
    return MIF.sub(_from_mif, text) if r"\M+" in text else text


def is_garbled(text: str) -> bool:
    """Return whether a text lost letters on the way."""
    return REPLACED in text or "???" in text


def width_of(text: str, height: float) -> float:
    """Return about how wide a line is: a Chinese letter is as wide as high, a Latin one 0.6."""
    longest = max(text.split("\n"), key=len, default="")
    return height * sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in longest)
