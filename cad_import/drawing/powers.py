"""A raised 2 that was drawn as a text of its own: put to the metre it stands at.

34.88m ²     the small text 2 at the end of 34.88m, above its middle
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .raw import Raw, RawText
from .writing import SUPERSCRIPT, width_of

LENGTH_AT_END = re.compile(r"\d\s*[mM]$")
SMALLER = 0.85  # of the letters before it
RAISED = 0.25  # letter heights above their middle, when it is not smaller
HIGHEST = 1.2  # letter heights above their middle
FROM, TO = 0.2, 0.75  # of the text's width to the right of its middle; fonts differ in width
SLACK = 1.0  # letter heights further to the right


def join_powers(raw: Raw) -> None:
    """Put each raised 2 or 3 to the text that ends in its metre, and drop it as a text."""
    lengths = [text for text in raw.texts if LENGTH_AT_END.search(text.text)]
    powers = [text for text in raw.texts if text.text in SUPERSCRIPT]
    if not lengths or not powers:
        return
    boxes = _boxes(lengths)
    joined = set()
    for power in powers:
        length = _length_of(power, lengths, boxes)
        if length is not None and LENGTH_AT_END.search(length.text):
            length.text += SUPERSCRIPT[power.text]
            joined.add(id(power))
    raw.texts = [text for text in raw.texts if id(text) not in joined]


def _boxes(lengths: Sequence[RawText]) -> NDArray[np.float64]:
    """Return for each text its middle, the cosine and sine of its turn, its width and height."""
    return np.array(
        [
            (
                *text.at,
                math.cos(math.radians(text.rotation_deg)),
                math.sin(math.radians(text.rotation_deg)),
                width_of(text.text.split("\n")[-1], text.height),
                text.height or 1e-9,
            )
            for text in lengths
        ]
    )


def _length_of(
    power: RawText, lengths: Sequence[RawText], boxes: NDArray[np.float64]
) -> RawText | None:
    x, y, cos, sin, wide, height = boxes.T
    dx, dy = power.at[0] - x, power.at[1] - y
    along, above = dx * cos + dy * sin, (dy * cos - dx * sin) / height
    beside = (along >= FROM * wide) & (along <= TO * wide + SLACK * height)
    is_small = power.height <= SMALLER * height
    raised = (above <= HIGHEST) & (above >= np.where(is_small, 0.0, RAISED))
    fits = np.flatnonzero(beside & raised)
    if not len(fits):
        return None
    return lengths[int(fits[np.abs(along[fits] - wide[fits] / 2).argmin()])]
