"""Which use a room's name tells (2674号 表2), in Chinese and English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from registry.terms import RoomUse

# Read from the top: what stands higher is more particular. 电梯机房 is a plant room, not a lift;
# 会议室走廊 is a corridor; 办公室卫生间 is a toilet.
_CHINESE: Sequence[tuple[RoomUse, str]] = (
    (
        RoomUse.TECHNICAL,
        r"办事.*厅|服务大厅|政务|审判庭|指挥中心",
    ),
    (
        RoomUse.EQUIPMENT,
        "机房|配电|变电|水泵|泵房|锅炉|空调房|新风|发电|换热|弱电间|强电间|电表|设备间"
        "|消防控制|消控|监控室|风机|热力|配线间|弱电|强电",
    ),
    (
        RoomUse.CIRCULATION,
        "走廊|走道|过道|通道|楼梯|电梯|扶梯|门厅|大厅|大堂|前室|合用前室|过厅|门斗|中庭"
        "|管井|竖井|水井|风井|电井|烟道|连廊|玄关|候梯|阳台|露台|天井|坡道|井道|风道",
    ),
    (
        RoomUse.AUXILIARY,
        "食堂|餐厅|厨房|备餐|车库|停车|警卫|门卫|人防|岗亭|传达室|车棚|配餐",
    ),
    (
        RoomUse.SERVICE,
        "会议|接待|档案|文印|打印|复印|资料|收发|图书|阅览|活动|值班|储藏|储物|库房|仓库"
        "|贮藏|杂物|卫生间|厕所|洗手|盥洗|男卫|女卫|开水|茶水|饮水|更衣|淋浴|浴室|清洁"
        "|保洁|母婴|休息|医务|健身|信访|服务|展览|展厅|党员|培训|阅文|机要|保密|计算机"
        "|哺乳|理发|便利|洽谈|公共卫生|无障碍|卫|工具",
    ),
    (
        RoomUse.TECHNICAL,
        "实验|化验|审判|法庭|羁押|技术|审讯|讯问|指挥中心|业务用房|办事大厅|政务|窗口",
    ),
    (
        RoomUse.OFFICE,
        "办公|主任|局长|处长|科长|厅长|部长|书记|市长|县长|省长|院长|秘书|科员|财务|人事"
        "|局办|综合科|处室|科室|调研员|巡视员|镇长|乡长|区长|主席|委员|处$|科$|股$",
    ),
)
_ENGLISH: Sequence[tuple[RoomUse, str]] = (
    (
        RoomUse.EQUIPMENT,
        r"mech(anical)?|electrical|elec|elect|machine|boiler|plant|pump|telecom|idf|mdf"
        r"|server|data|ahu|hvac|transformer|generator|switchgear|comms?|utility|util"
        r"|equipment|equip|janitor.?mech",
    ),
    (
        RoomUse.CIRCULATION,
        "corridor|corr|hall|halls|hallway|stair|stairs|stairwell|staircase|elevator|elev"
        "|lift|lobby|vestibule|vest|foyer|shaft|duct|chase|passage|entry|entrance|atrium"
        "|escalator|circulation|landing|riser|porch|deck|balcony|patio|terrace|walkway"
        "|alcove",
    ),
    (
        RoomUse.AUXILIARY,
        "garage|parking|carport|cafeteria|canteen|dining|kitchen|guard|dock|loading|shelter",
    ),
    (
        RoomUse.SERVICE,
        r"restroom|rest room|toilet|toilets|toil|wc|washroom|bath|bathroom|lavatory|men"
        r"|women|mens|womens|conference|conf|meeting|focus|huddle|training|print|copy|mail"
        r"|storage|stor|store|closet|linen|pantry|break|lounge|kitchenette|coffee|tea"
        r"|archive|file|library|reception|waiting|locker|shower|janitor|custodial|jan"
        r"|supply|wellness|mothers?|phone|game|gym|fitness|interview|team|w\.?i\.?c"
        r"|recycling|trash|laundry|coats?|wardrobe|quiet|collaboration|project",
    ),
    (
        RoomUse.TECHNICAL,
        "lab|labs|laboratory|courtroom|workshop|usability",
    ),
    (
        RoomUse.OFFICE,
        r"office|offices|director|manager|executive|secretary|study|admin|workstations?"
        r"|open work|workspace|cubicles?|work area",
    ),
)
_CHINESE_RULES = [(use, re.compile(words)) for use, words in _CHINESE]
_ENGLISH_RULES = [(use, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for use, words in _ENGLISH]
_NUMBERED_SHAFT = re.compile(r"^(?:STR|ELEV|STAIR|LIFT|EL|ST)[-_ ]?\d", re.IGNORECASE)


_OTHER_ROOMS = re.compile(
    r"\b(?:room|bedroom|bed|master|living|family|great|den|nook|suite|attic|cellar|basement)\b"
    r"|室|房|厅|间|卧|厨",
    re.IGNORECASE,
)


def is_room_word(text: str) -> bool:
    """Return whether a line holds a word that rooms are called by.

    >>> is_room_word("MASTER"), is_room_word("办公室"), is_room_word("BOLLARD")
    (True, True, False)
    """
    return use_of(text) is not RoomUse.UNKNOWN or bool(_OTHER_ROOMS.search(text))


@lru_cache(maxsize=4096)
def use_of(name: str | None, number: str | None = None) -> RoomUse:
    """Return the use a name tells; where it is silent, a number such as STR-6 may tell.

    >>> [str(use_of(name)) for name in ("局长办公室", "电梯机房", "电梯厅", "Focus Room")]
    ['office', 'equipment', 'circulation', 'service']
    """
    told = _told(name or "")
    if told is RoomUse.UNKNOWN and number and _NUMBERED_SHAFT.match(number):
        return RoomUse.CIRCULATION
    return told


def _told(name: str) -> RoomUse:
    for use, words in (*_CHINESE_RULES, *_ENGLISH_RULES):
        if words.search(name):
            return use
    return RoomUse.UNKNOWN
