"""By which rule a room's area is taken: what counts of what stands in it.

使用面积 is what lies within the inner faces of the walls. A column that touches a wall belongs to the
wall and is left out; whether one that stands free counts is for a rule to say, which has a name and
a day it came into force.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRule:
    """What counts as a room's area."""

    name: str
    name_zh: str
    since: dt.date
    free_column_m2: float  # islands up to this size are columns and count; 0 counts none


COLUMNS_COUNT = AreaRule(
    name="free columns count, cores and shafts do not",
    name_zh="独立柱计入,核心筒和管井不计",
    since=dt.date(2026, 1, 1),
    free_column_m2=1.5,  # a column of 1.2 by 1.2 m with its casing; what is larger is a core
)
COLUMNS_LEFT_OUT = AreaRule(
    name="columns, cores and shafts do not count",
    name_zh="柱、核心筒和管井均不计",
    since=dt.date(2026, 1, 1),
    free_column_m2=0.0,
)
