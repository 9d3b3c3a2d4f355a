"""Every check by its id, with what it is called: one list for pages, reports and the tests.

id     R-<subject>-<number>; several ids may share a sentence, an id may have several
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from registry.errors import gettext_noop

RULES: Final[Mapping[str, Mapping[str, str]]] = {
    "R-OFF-1": {"en": gettext_noop("Office over the limit"), "zh": "办公室超标"},
    "R-OFF-2": {"en": gettext_noop("Toilet in an office"), "zh": "办公室卫生间"},
    "R-OFF-3": {"en": gettext_noop("More than one office"), "zh": "多处占用办公用房"},
    "R-OFF-4": {"en": gettext_noop("Office kept after leaving"), "zh": "离任未腾退"},
    "R-OFF-5": {"en": gettext_noop("Partition that changes nothing"), "zh": "隔断未减面积"},
    "R-UNIT-1": {"en": gettext_noop("Offices over the quota"), "zh": "办公室超核定面积"},
    "R-UNIT-2": {"en": gettext_noop("Service rooms over the quota"), "zh": "服务用房超核定面积"},
    "R-UNIT-3": {"en": gettext_noop("Equipment rooms over the quota"), "zh": "设备用房超核定面积"},
    "R-UNIT-4": {
        "en": gettext_noop("Basic premises over the quota"),
        "zh": "基本办公用房超核定面积",
    },
    "R-UNIT-5": {"en": gettext_noop("Agreement or certificate of use"), "zh": "使用协议和使用凭证"},
    "R-UNIT-6": {"en": gettext_noop("Yearly publication and filing"), "zh": "年度公示和备案"},
    "R-USE-1": {"en": gettext_noop("Not used as approved"), "zh": "擅自改变使用"},
    "R-IDLE-1": {"en": gettext_noop("Idle too long"), "zh": "长期闲置"},
    "R-RENT-1": {"en": gettext_noop("Let or lent"), "zh": "出租出借"},
    "R-TITLE-1": {"en": gettext_noop("Title in another name"), "zh": "权属未统一登记"},
    "R-TITLE-2": {"en": gettext_noop("Unit code is wrong"), "zh": "不动产单元代码不符"},
    "R-TITLE-3": {
        "en": gettext_noop("Certificate disagrees with the survey"),
        "zh": "权证面积与实测不符",
    },
    "R-CONF-1": {"en": gettext_noop("Asked for out of order"), "zh": "配置方式未按次序"},
}
