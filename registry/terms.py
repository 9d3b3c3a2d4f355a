"""The vocabulary of the register, as values that need no Django.

Level 机关层级          the tier of an organisation in 表3: 中央 省 市 县 乡
RoomUse 用途            what a room counts as under 发改投资〔2014〕2674号 art. 10 表2
Certainty 确定性        how sure a figure of the law is, as its source allows
"""

from enum import StrEnum


class Level(StrEnum):
    """The tier of an organisation (表1: five classes of 机关)."""

    CENTRAL = "CENTRAL"  # 中央机关
    PROVINCE = "PROVINCE"  # 省级机关
    CITY = "CITY"  # 市级机关
    COUNTY = "COUNTY"  # 县级机关
    TOWNSHIP = "TOWNSHIP"  # 乡级机关


class RoomUse(StrEnum):
    """What a room counts as (表2: 基本办公用房 and 附属用房, and what stands outside them)."""

    OFFICE = "office"  # 办公室
    SERVICE = "service"  # 服务用房: 会议 接待 档案 文印 值班 储藏 开水间 卫生间 …
    EQUIPMENT = "equipment"  # 设备用房: 变配电 水泵 空调机房 通信机房 …
    AUXILIARY = "auxiliary"  # 附属用房: 食堂 停车库 警卫 人防
    TECHNICAL = "technical"  # 技术业务用房, outside the standard
    CIRCULATION = "circulation"  # 门厅 走廊 楼梯 电梯 管井: a space, never 使用面积
    UNKNOWN = "unknown"  # 待定: nobody has said yet


class Certainty(StrEnum):
    """How sure a figure is: quoted, derived from a quoted one, seen in a system, or remembered."""

    VERIFIED = "verified"
    DERIVED = "derived"
    OBSERVED = "observed"
    UNVERIFIED = "unverified"


class Verdict(StrEnum):
    """What an assessment says of a room."""

    OVER = "over"  # 超标: above the limit by more than the measurement may err
    WITHIN_ERROR = "within_error"  # 测量误差内: above the limit, too little to tell
    WITHIN = "within"  # 达标
    IDLE = "idle"  # 闲置
    NOT_ASSESSED = "not_assessed"  # 未判定: `NotAssessed` says why


class NotAssessed(StrEnum):
    """Why nothing can be said of a room."""

    NO_LIMIT = "no_limit"  # the rank's limit is left to a local decision that is not loaded
    UNKNOWN_RANK = "unknown_rank"  # no pack in force knows the rank at that level
    NO_OCCUPANT = "no_occupant"  # 空置: an organisation has the office, nobody sits in it
    NOT_AN_OFFICE = "not_an_office"  # the limits of 表3 do not speak of this use


class Space(StrEnum):
    """What a space is inside an office (表3 notes 3 and 4)."""

    ROOM = "room"
    REST_ROOM = "rest_room"  # 休息室
    TOILET = "toilet"  # 卫生间


class Departure(StrEnum):
    """Why somebody no longer works here."""

    RETIRED = "retired"  # 退休
    TRANSFERRED = "transferred"  # 调离


class UsePaperKind(StrEnum):
    """On what an organisation uses its rooms."""

    AGREEMENT = "agreement"  # 使用协议
    CERTIFICATE = "certificate"  # 使用凭证


class Duty(StrEnum):
    """What an organisation does every year with the list of its rooms."""

    PUBLISHED = "published"  # 内部公示
    FILED = "filed"  # 备案


class LettingKind(StrEnum):
    """How somebody outside has a room."""

    LET = "let"  # 出租
    LENT = "lent"  # 出借


class DisposalWay(StrEnum):
    """The six exits of an idle room."""

    REASSIGN = "reassign"  # 调剂使用
    CONVERT = "convert"  # 转换用途
    EXCHANGE = "exchange"  # 置换
    LET = "let"  # 出租
    AUCTION = "auction"  # 拍卖
    DEMOLISH = "demolish"  # 拆除


class PlanOutcome(StrEnum):
    """How a disposal plan ended."""

    CARRIED_OUT = "carried_out"  # 已实施
    WITHDRAWN = "withdrawn"  # 撤销
    MISTAKEN = "mistaken"  # 误录: it never was
