"""Elements of an SVG as safe text: every attribute and word is escaped where it is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

Point = tuple[float, float]
FONT = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
# Chinese letters are as wide as they are high, others about 0.58 of it (maps/geometry.js).
WIDE_FROM, WIDE_EM, NARROW_EM = 0x2E80, 1.03, 0.58


def element(name: str, *inside: str, **attributes: object) -> SafeString:
    """Return an element; an attribute's underscores stand for dashes."""
    told = format_html_join(
        "", ' {}="{}"', ((key.rstrip("_").replace("_", "-"), v) for key, v in attributes.items())
    )
    # The name is ours, what is inside was escaped or is escaped now.
    return format_html("<{}{}>{}</{}>", name, told, joined(inside), name)


def joined(parts: Iterable[str]) -> SafeString:
    """Return parts one after the other; a part that is not safe yet is escaped."""
    return mark_safe("".join(conditional_escape(part) for part in parts))


def text(x: float, y: float, words: str, *, size: float, ink: str, **more: object) -> SafeString:
    """Return words at a place."""
    place = {"x": mm(x), "y": mm(y), "fill": ink, "font_size": mm(size), "font_family": FONT}
    return element("text", words, **place, **more)


def path_of(rings: Iterable[Sequence[Point]]) -> str:
    """Return outlines as the data of a path."""
    return "".join("M" + "L".join(f"{mm(x)} {mm(y)}" for x, y in ring[:-1]) + "Z" for ring in rings)


def mm(value: float) -> str:
    """Return a measure with three decimals at most: a thousandth of a millimetre."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def ems(words: str) -> float:
    """Return about how wide words are, in letters' heights."""
    return sum(WIDE_EM if ord(letter) >= WIDE_FROM else NARROW_EM for letter in words)
