"""Text that was decoded wrongly before it was saved: put right where that is certain.

A file may hold "ÎÄ×Ö": GBK bytes that some program read as Latin letters and wrote out again.
Undoing the wrong reading and doing the right one either gives common characters throughout, which
chance does not, or the text stays as it is and is reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .codepages import commonness
from .raw import Raw
from .writing import REPLACED

WAYS = (  # read as, is
    ("cp1252", "utf-8"),
    ("cp1252", "gb18030"),
    ("cp1252", "cp932"),
    ("cp1252", "cp950"),
    ("gb18030", "utf-8"),
)
CERTAIN = 0.9  # share of common characters; the rest are rare ones of names
FEWEST = 2  # letters; a single one may be a Latin word's end
LOST = (REPLACED, "???", "锟斤拷", "烫烫", "屯屯")  # what programs put where letters were lost
LOST_BYTES = 2  # of a letter of three
RARE = 0.3  # Chinese with fewer common characters than this says nothing
LONG_ENOUGH = 4  # characters to judge a text by

Way = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What was put right in a drawing: how many names and texts, in which way, and an example."""

    count: int
    ways: tuple[Way, ...]
    was: str
    now: str
    at: tuple[float, float] | None
    handle: str | None


def mend(raw: Raw) -> Mended | None:
    """Put right every text and name of a drawing that is certain to be wrong, and say what."""
    found = {each: way for each in _words(raw) if not each.isascii() and (way := certain_way(each))}
    if not found:
        return None
    ways = tuple(dict.fromkeys(found.values()))
    right = {
        each: better
        for each in _words(raw)
        if not each.isascii() and (better := _in_ways(each, found.get(each), ways)) is not None
    }
    first = next((text for text in raw.texts if text.text in right), None)
    count = sum(text.text in right for text in raw.texts)
    _replace(raw, right)
    was, now = next(iter(right.items()))
    return Mended(
        count=max(count, len(right)),
        ways=ways,
        was=was,
        now=now,
        at=first.at if first else None,
        handle=first.handle if first else None,
    )


def _words(raw: Raw) -> Iterable[str]:
    yield from dict.fromkeys(text.text for text in raw.texts)
    yield from raw.layers()
    yield from dict.fromkeys(insert.name for insert in raw.inserts)


def certain_way(text: str) -> Way | None:
    """Return how a text was misread, when undoing it gives sense that chance does not.

    >>> certain_way("ÎÄ×Ö"), certain_way("café"), certain_way("办公室")
    (('cp1252', 'gb18030'), None, None)
    """
    best: tuple[float, Way] | None = None
    for way in WAYS:
        better = undone(text, way)
        if better is None or _letters(better) < FEWEST:
            continue
        share = _sense(better, way)
        if share >= CERTAIN and (best is None or share > best[0]):
            best = share, way
    return best[1] if best else None


def _sense(text: str, way: Way) -> float:
    if way == ("cp1252", "utf-8"):
        return 2.0  # Latin letters that happen to be UTF-8 are no accident
    return commonness(text, way[1] if way[1] in ("cp932", "cp950") else "gb18030")


def _letters(text: str) -> int:
    return sum(letter > "\x7f" for letter in text)


def _in_ways(text: str, own: Way | None, ways: tuple[Way, ...]) -> str | None:
    """Return a text put right in its own way, or in one that the drawing's other texts show."""
    if own is not None:
        return undone(text, own)
    for way in ways:
        better = undone(text, way)
        if better is not None and _letters(better) and _sense(better, way) >= CERTAIN:
            return better
    return None


def undone(text: str, way: Way) -> str | None:
    """Return a text read the right way, or None when it cannot have been misread in that way.

    >>> undone("浣滀笟", ("gb18030", "utf-8"))
    '作业'
    """
    read_as, is_in = way
    try:
        raw = _latin_bytes(text) if read_as == "cp1252" else text.encode(read_as)
        better = raw.decode(is_in)
    except UnicodeError:
        return None
    return None if better == text else better


def _latin_bytes(text: str) -> bytes:
    """Return the bytes of Latin letters; five positions of the page are control codes."""
    return b"".join(
        letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252") for letter in text
    )


def _replace(raw: Raw, right: dict[str, str]) -> None:
    for text in raw.texts:
        text.text = right.get(text.text, text.text)
    for insert in raw.inserts:
        insert.name = right.get(insert.name, insert.name)
    for group in raw.layered():
        for each in group:
            each.layer = right.get(each.layer, each.layer)
    for stroke in raw.strokes:
        stroke.block = right.get(stroke.block, stroke.block) if stroke.block else None


@lru_cache(maxsize=4096)
def is_garbled(text: str) -> bool:
    """Return whether a text lost letters on the way, or says nothing in any script.

    >>> is_garbled("会议室"), is_garbled("锟斤拷"), is_garbled("3???")
    (False, True, True)
    """
    if text.isascii():
        return "???" in text
    if any(mark in text for mark in LOST) or any("\x80" <= letter <= "\x9f" for letter in text):
        return True
    if _is_half_undone(text):
        return True
    chinese = [letter for letter in text if "\u3400" <= letter <= "\u9fff"]
    is_long = len(chinese) >= LONG_ENOUGH
    return is_long and max(_shares(chinese)) < RARE


def _is_half_undone(text: str) -> bool:
    """Return whether a text is UTF-8 read as GBK that lost the last letter's bytes.

    >>> _is_half_undone("会议室".encode()[:8].decode("gb18030") + "?"), _is_half_undone("会议室?")
    (True, False)
    """
    try:
        raw = text.rstrip("?").encode("gb18030")
    except UnicodeEncodeError:
        return False
    better = raw.decode("utf-8", "ignore")
    is_nearly_all = len(raw) - len(better.encode()) <= LOST_BYTES
    has_sense = _letters(better) >= FEWEST and commonness(better) >= CERTAIN
    return is_nearly_all and has_sense and commonness(text) < commonness(better)


def _shares(chinese: list[str]) -> Iterable[float]:
    joined = "".join(chinese)
    return (commonness(joined, encoding) for encoding in ("gb18030", "cp950", "cp932"))
