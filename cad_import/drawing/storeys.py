"""What was read, as storeys: for now a drawing is one floor plan with one title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .entities import Dimension, Hatch, Insert, Storey, Stroke, Text

TITLE = re.compile(
    r"^(?:(?:地下|负)?[一二三四五六七八九十\d]+层|(?:首|顶|屋顶|标准)层|[BF]?-?\d+F?)?\s*(?:建筑)?平面(?:图)?$"
    r"|\bfloor\s+plan\b|^(?:ground|first|second|third|basement)\b.*\bplan$",
    re.IGNORECASE,
)


def storeys_of(
    stem: str,
    *,
    strokes: Sequence[Stroke],
    texts: Sequence[Text],
    inserts: Sequence[Insert],
    hatches: Sequence[Hatch],
    dimensions: Sequence[Dimension],
) -> tuple[Storey, ...]:
    """Return the drawing as its one storey, titled by its own title text when it has just one."""
    return (
        Storey(
            title=title_in(texts) or stem,
            strokes=tuple(strokes),
            texts=tuple(texts),
            inserts=tuple(inserts),
            hatches=tuple(hatches),
            dimensions=tuple(dimensions),
        ),
    )


def title_in(texts: Sequence[Text]) -> str | None:
    """Return the title a plan carries, or None when there is none or more than one.

    >>> TITLE.search("一层平面图") is not None
    True
    """
    titles = {text.text for text in texts if TITLE.search(text.text)}
    return titles.pop() if len(titles) == 1 else None
