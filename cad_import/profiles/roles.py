"""What a layer is for, proposed from its name.

Role        what the strokes and texts of a layer are
Proposal    a role with how sure it is
Profile     the layer names of one design institute, which decide before the common rules

Names come from Chinese practice (墙 门 窗 柱 轴线 房间名), TArch (WALL WINDOW COLUMN DOTE SPACE PUB_DIM),
AIA/NCS (A-WALL, A-DOOR, A-GLAZ, A-AREA-IDEN, RM$) and exports of Revit and ArchiCAD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What is on a layer."""

    OUTLINE = "outline"
    GROSS = "gross"
    WALL = "wall"
    DOOR = "door"
    OPENING = "opening"  # doors and windows on one layer, told apart by their shape
    WINDOW = "window"
    COLUMN = "column"
    STAIR = "stair"
    NUMBER = "number"
    NAME = "name"
    AREA = "area"
    LABEL = "label"
    FURNITURE = "furniture"
    AXIS = "axis"
    DIMENSION = "dimension"
    FRAME = "frame"
    SITE = "site"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A role and how sure it is, from 0 to 1."""

    role: Role
    confidence: float


# The first pattern that fits decides, so the narrow ones stand first.
NAMES: tuple[tuple[Role, float, str], ...] = (
    (
        Role.GROSS,
        0.9,
        r"\bgros|外轮廓|建筑轮廓|boma|zone|分区|防火分区|building.?outline|^outline$|footprint",
    ),
    (Role.DIMENSION, 0.95, r"dim|标注|尺寸|cota|尺"),
    (Role.NUMBER, 0.95, r"numr|room.?(?:no|num)|rm.?(?:no|num)|房间?号|房号|编号|unit.?label"),
    (Role.NAME, 0.95, r"iden.?name|room.?name|rm.?name|房间?名|^names?$"),
    (Role.AREA, 0.9, r"(?:room|房间|使用)?面积|area.?(?:text|iden|num|label)"),
    (
        Role.OUTLINE,
        0.9,
        r"^rm\$?$|room.?(?:poly|outline|bound|area|line)|^rooms?$|房间轮廓|房间线|房间$|^units?$|^space[s_]?|"
        r"a-area(?!.*(?:iden|text|patt))|区域轮廓|室内轮廓",
    ),
    (
        Role.LABEL,
        0.8,
        r"room.?(?:text|tag|label|iden)|iden|房间文字|(?:pub_)?text|anno|label|文字|注释|note",
    ),
    (
        Role.FURNITURE,
        0.9,
        r"furn|家具|洁具|设备|fixt|eqpm|case|lvtry|sanit|appliance|plant|绿化|植物|chair|desk",
    ),
    (Role.AXIS, 0.95, r"axis|轴|dote|grid|axe"),
    (Role.FRAME, 0.9, r"frame|图框|图签|titl|ttlb|^tk$|border|sheet"),
    (
        Role.SITE,
        0.9,
        r"topo|site|contour|road|道路|总图|地形|fundament|foundation|基础|footer|footing|slab|"
        r"header|beam|梁|roof|屋顶|ceiling|天花|吊顶|projection|stem|overhead|ovhd|floor.?patt",
    ),
    (Role.STAIR, 0.9, r"stair|stairs|strs|楼梯|hral|railing|栏杆|escal|elevator|电梯|evtr|levl"),
    (Role.DOOR, 0.9, r"door|(?<![a-z])dr(?![a-z])|门(?!窗)|opening|open(?:ing)?s?\b"),
    (Role.WINDOW, 0.9, r"wind|glaz|窗|幕墙|curt|crystal|glass"),
    (Role.COLUMN, 0.9, r"colu|cols|column|柱|pilar|pillar"),
    (Role.WALL, 0.9, r"wall|墙|mur[so]?\b|wand|стен|parti|隔断"),
)
PATTERNS = tuple((role, sure, re.compile(text, re.IGNORECASE)) for role, sure, text in NAMES)
UNNAMED = Proposal(role=Role.OTHER, confidence=0.2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """The layers of one design institute by role; what it does not name is proposed."""

    name: str = ""
    roles: Mapping[str, Role] = field(default_factory=dict)

    def role_of(self, layer: str) -> Proposal:
        """Return what a layer is for."""
        named = self.roles.get(layer)
        return Proposal(role=named, confidence=1.0) if named else proposed(layer)


def proposed(layer: str) -> Proposal:
    """Return the role that a layer's name suggests; the name of a bound xref is left out.

    >>> [proposed(name).role.value for name in ("A-WALL-EXST", "xref$0$A-DOOR", "房间号", "RM$")]
    ['wall', 'door', 'number', 'outline']
    """
    plain = re.split(r"\$\d+\$|\|", layer)[-1]
    for role, sure, pattern in PATTERNS:
        if pattern.search(plain):
            return Proposal(role=role, confidence=sure)
    return UNNAMED
