"""By which rule a room's area is taken: what counts of what stands in it.

使用面积 is what lies within the inner faces of the walls. A column that touches a wall belongs to the
wall and is left out; whether one that stands free counts is for a rule to say, which has a name and
a day it came into force.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

# What a rule of this module rests on, and what its sources leave to whoever applies it.
SOURCE = (
    "发改投资〔2014〕2674号 states its limits in 使用面积, which GB/T 17986.1—2000 takes within the "
    "inner faces of the walls."
)
SOURCE_ZH = "发改投资〔2014〕2674号以使用面积规定标准；GB/T 17986.1—2000 按内墙面水平投影计算。"
UNSETTLED = "Neither says whether a column that stands free counts: that is a setting of the site."
UNSETTLED_ZH = "两者均未明确独立柱是否计入，因此作为可选设置。"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRule:
    """What counts as a room's area, from when on, on what ground, and what is left to a setting."""

    code: str
    name: str
    name_zh: str
    since: dt.date
    source: str = SOURCE
    source_zh: str = SOURCE_ZH
    unsettled: str = UNSETTLED
    unsettled_zh: str = UNSETTLED_ZH
    free_column_m2: float  # islands up to this size are columns and count; 0 counts none


COLUMNS_COUNT = AreaRule(
    code="columns_count",
    name="free columns count, cores and shafts do not",
    name_zh="独立柱计入，核心筒和管井不计",
    since=dt.date(2026, 1, 1),
    free_column_m2=1.5,  # a column of 1.2 by 1.2 m with its casing; what is larger is a core
)
COLUMNS_LEFT_OUT = AreaRule(
    code="columns_left_out",
    name="columns, cores and shafts do not count",
    name_zh="柱、核心筒和管井均不计",
    since=dt.date(2026, 1, 1),
    free_column_m2=0.0,
)
RULES = {rule.code: rule for rule in (COLUMNS_COUNT, COLUMNS_LEFT_OUT)}


def rule_of(code: str) -> AreaRule:
    """Return the rule of a code, the first one where none or an unknown one is stated.

    >>> rule_of("columns_left_out").free_column_m2, rule_of("").code
    (0.0, 'columns_count')
    """
    return RULES.get(code, COLUMNS_COUNT)
