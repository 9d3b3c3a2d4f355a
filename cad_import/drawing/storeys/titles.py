"""What the title under a view says: whether it is a plan, and of which storeys.

Title   the words, what kind of view they name, and the storeys: 1 is the ground floor, -1 the first
        below it; the words alone tell no storey for a roof or for "plan"
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["plan", "elevation", "section", "detail", "legend", "frame"]

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
NUMBER = r"(?:[零〇一二两三四五六七八九十]{1,3}|\d{1,3})"
ORDINALS = {
    "GROUND": 1, "FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4, "FIFTH": 5, "SIXTH": 6,
    "SEVENTH": 7, "EIGHTH": 8, "NINTH": 9, "TENTH": 10, "ELEVENTH": 11, "TWELFTH": 12,
    "BASEMENT": -1, "CELLAR": -1,
}  # fmt: skip
LONGEST = 60  # letters; a title is no sentence

BELOW = re.compile(
    rf"(?:地下|负)第?({NUMBER})?(?:~|-|—|至|、)?({NUMBER})?层|(?<![A-Z\d])B(\d)F?(?![A-Z\d])"
)
RANGE = re.compile(
    rf"第?({NUMBER})层?(?:~|-|—|–|至|到|～)第?({NUMBER})层|(\d+)F?[~-](\d+)F(?![A-Z])"
)
SEVERAL = re.compile(rf"({NUMBER})(?:层)?[、,，/]((?:{NUMBER}(?:层)?[、,，/])*)({NUMBER})层")
SINGLE = re.compile(rf"第?({NUMBER})层|(?<![A-Za-z\d.-])(\d{{1,3}})F(?![A-Z\d])|首层|底层")
ENGLISH = re.compile(
    rf"\b({'|'.join(ORDINALS)})\b|\b(\d+)(?:ST|ND|RD|TH)\b|\b(?:LEVEL|STOR(?:E?Y)|FLOOR)\s*[-#]?\s*(-?\d+)\b"
)

OTHER_VIEWS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("elevation", re.compile(r"立面(?!材)|\bELEVATIONS?\b", re.I)),
    ("section", re.compile(r"剖面|剖立面|断面|\bSECTIONS?\b(?!\s+\d+\s*\.)", re.I)),
    (
        "detail",
        re.compile(r"大样|详图|节点|放大图|墙身|\bDETAILS?\b|\bENLARGED\b", re.I),
    ),
    (
        "legend",
        re.compile(
            r"图例|门窗表|材料表|做法表|设计说明|总说明|图纸目录|\bLEGEND\b|\bSCHEDULE\b|"
            r"\b(?:GENERAL|KEY)\s+NOTES\b|\bSITE\s+PLAN\b|\bKEY\s+PLAN\b|总平面|区位图|示意图"
            r"|防火分区|轴测",
            re.I,
        ),
    ),
)
PLAN = re.compile(
    rf"平面(?:布置|布局|示意)?(?:图)?|(?:^|[^\w])(?:{NUMBER}|首|底|顶|标准)层(?:$|图)|\bPLANS?\b(?=$|\s*[-–—(:]|\s+\d|\s+(?:LEVEL|OF)\b)",
    re.I,
)
FLOOR_ALONE = re.compile(
    rf"^(?:(?:地下|负)?第?{NUMBER}层|首层|底层|[B]?\d{{1,2}}F|(?:LEVEL|FLOOR)\s*-?\d+|"
    rf"(?:{'|'.join(ORDINALS)})\s+(?:FLOOR|LEVEL)|BASEMENT)$",
    re.I,
)
SCALE = re.compile(r"\s*(?:SCALE\s*[:=]?\s*)?\(?1\s*[::/]\s*\d{1,4}\)?\s*$|\s*SCALE.*$", re.I)
LABEL = re.compile(
    r"^(?:图\s*名|名\s*称|图纸名称|TITLE|DRAWING(?: TITLE)?)\s*[::]?\s*(?=\S{2})", re.I
)
MAY_BE_A_TITLE = re.compile("[A-Za-z层面样图节身表明区测]")  # one of these is in every title
ROOM_ENDS = re.compile(r"(?:室|厅|间|房|所|走道|走廊|前室)$")
NOT_A_TITLE = re.compile(
    r"[。;；?？]|详见|见[^ ]*图|参见|同[^ ]*层|\bSEE\b|\bREFER\b|\bPER\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a view is called, what it is and which storeys it shows."""

    text: str
    kind: Kind
    levels: tuple[int, ...] = ()
    is_sure: bool = True  # False for words that may as well be a label: "二层", "LEVEL 2"


def title_of(text: str) -> Title | None:
    """Return what a text says as the title of a view, or None when it is none.

    >>> title_of("三~五层平面图 1:100")
    Title(text='三~五层平面图', kind='plan', levels=(3, 4, 5), is_sure=True)
    >>> title_of("Ground Floor Plan").levels, title_of("1-1剖面图").kind, title_of("会议室")
    ((1,), 'section', None)
    """
    if not MAY_BE_A_TITLE.search(text):
        return None
    words = LABEL.sub("", SCALE.sub("", " ".join(text.split())).strip(" -_—:："))
    if not words or len(words) > LONGEST or NOT_A_TITLE.search(words):
        return None
    if ROOM_ENDS.search(words):
        return None
    for kind, pattern in OTHER_VIEWS:
        if pattern.search(words):
            return Title(text=words, kind=kind)
    if PLAN.search(words) and not FLOOR_ALONE.match(words):
        return Title(text=words, kind="plan", levels=levels_in(words))
    if FLOOR_ALONE.match(words):
        return Title(text=words, kind="plan", levels=levels_in(words), is_sure=False)
    return None


def levels_in(words: str) -> tuple[int, ...]:
    """Return the storeys a title names, lowest first; none for a roof or a bare "plan".

    >>> levels_in("地下一层平面图"), levels_in("二、四层平面图"), levels_in("SECOND FLOOR PLAN")
    ((-1,), (2, 4), (2,))
    """
    found = set(_levels(words.upper().replace(" ", "") if _is_chinese(words) else words.upper()))
    return tuple(sorted(level for level in found if -20 <= level <= 200 and level))


def _is_chinese(words: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in words)


def _levels(words: str) -> Iterator[int]:
    if match := BELOW.search(words):
        first = number(match.group(1) or match.group(3) or "1")
        last = number(match.group(2)) if match.group(2) else first
        yield from (-level for level in range(min(first, last), max(first, last) + 1))
    elif match := RANGE.search(words):
        ends = [number(part) for part in match.groups() if part]
        yield from range(min(ends), max(ends) + 1)
    elif match := SEVERAL.search(words):
        yield from (number(part) for part in re.findall(NUMBER, match.group(0)))
    elif match := SINGLE.search(words):
        yield number(match.group(1) or match.group(2) or "1")
    elif match := ENGLISH.search(words):
        yield ORDINALS.get(match.group(1) or "") or int(match.group(2) or match.group(3) or 0)


def number(words: str) -> int:
    """Return a number written in Chinese or Arabic figures, up to 99 in Chinese.

    >>> [number(words) for words in ("三", "十", "十二", "二十一", "7")]
    [3, 10, 12, 21, 7]
    """
    if words.isdecimal():
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return sum(DIGITS.get(d, 0) * 10**n for n, d in enumerate(reversed(words)))
    return (DIGITS.get(tens, 0) if tens else 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
