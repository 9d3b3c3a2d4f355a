"""What a layer's or block's name says it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .roles import NOTHING_KNOWN, Proposal, Role, Told

STATED = 0.95  # a name of a published layer standard, or a plain word with one meaning
LIKELY = 0.7  # a word that sometimes stands for something else

_XREF = re.compile(r"^.*(?:\$\d+\$|\|)")  # drawing$0$LAYER after binding, drawing|LAYER before
_WORD = re.compile(r"[A-Z]+|\d+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A role, and the words and parts of words that tell it; the first rule that fits wins."""

    role: Role
    words: frozenset[str] = frozenset()  # whole words of the name, upper case
    all_of: tuple[frozenset[str], ...] = ()  # one word of each
    parts: tuple[str, ...] = ()  # anywhere in the name, upper case
    confidence: float = STATED

    def fits(self, name: str, words: frozenset[str]) -> bool:
        """Return whether a name falls under this rule."""
        if self.words & words or any(part in name for part in self.parts):
            return True
        return bool(self.all_of) and all(group & words for group in self.all_of)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TAGS = _set("IDEN ID IDS TAG TAGS SYMB SYM TEXT TXT NUM NUMR NO MARK LABEL LABELS ANNO")
_ROOMS = _set("ROOM ROOMS RM RMS SPACE SPACES UNIT UNITS FLOR UNITLABELS ROOMS")
_OPENINGS = _set("DOOR DOORS DR WIN WINDOW WINDOWS GLAZ WALL COLS COLUMN FURN EQPM")

RULES: Sequence[Rule] = (
    # Writing first: A-DOOR-IDEN is not a door and A-AREA-IDEN is not an outline.
    Rule(role=Role.ROOM_NUMBER, parts=("房间号", "房号", "房间编号", "室号", "门牌")),
    Rule(role=Role.ROOM_AREA, parts=("房间面积", "使用面积", "面积标注", "面积文字", "面积数值")),
    Rule(role=Role.ROOM_NAME, parts=("房间名", "房名", "房间用途", "房间文字", "功能文字")),
    Rule(role=Role.TAG, parts=("门窗编号", "门窗名", "门窗文字", "门窗标注", "门编号", "窗编号")),
    Rule(role=Role.TAG, words=_set("DOOR_IDEN WINDOW_TEXT DRTAG WINTAG")),
    Rule(role=Role.TAG, all_of=(_OPENINGS, _TAGS)),
    Rule(
        role=Role.ROOM_NUMBER,
        all_of=(_set("IDEN ROOM ROOMS RM SPACE UNIT"), _set("NUMR NUMB NUMBER NUM NO")),
    ),
    Rule(role=Role.ROOM_NUMBER, words=_set("RMNUM RMNO ROOMNO ROOMNUM ROOMNUMBER ROOMNUMBERS")),
    Rule(
        role=Role.ROOM_NAME,
        all_of=(_set("IDEN ROOM ROOMS RM SPACE UNIT"), _set("NAME NAMES NM USE")),
    ),
    Rule(role=Role.ROOM_NAME, words=_set("ROOMNAME ROOMNAMES RMNAME RNAME")),
    Rule(role=Role.ROOM_AREA, all_of=(_set("AREA"), _set("IDEN TEXT TXT LABEL"), _set("ROOM RM"))),
    Rule(role=Role.ROOM_AREA, words=_set("ROOMAREA RMAREA")),
    Rule(role=Role.ROOM_TEXT, all_of=(_ROOMS | _set("AREA"), _TAGS)),
    Rule(role=Role.ROOM_TEXT, words=_set("UNITLABELS ROOMLABELS ROOMTAGS ROOMTEXT RMTEXT RMTXT")),
    Rule(
        role=Role.DIMENSION, parts=("标注", "尺寸", "标高", "РАЗМЕР", "ОТМЕТК"), confidence=STATED
    ),
    Rule(role=Role.DIMENSION, words=_set("DIM DIMS DIMENSION DIMENSIONS COTE COTES BEMASSUNG")),
    Rule(
        role=Role.DIMENSION, words=_set("ELEV ELEVATION NIVEL LEVELS COORD COOR"), confidence=LIKELY
    ),
    Rule(role=Role.FRAME, parts=("图框", "标题栏", "图签", "会签", "VIEWPORT")),
    Rule(
        role=Role.FRAME, words=_set("TK TTLB TITLE TITLEBLOCK FRAME BORDER SHEET DEFPOINTS VPORT")
    ),
    Rule(role=Role.AXIS, parts=("轴线", "轴网", "轴号", "轴标")),
    Rule(role=Role.AXIS, words=_set("AXIS AXES DOTE GRID GRIDS CENTER CENTRE")),
    Rule(role=Role.ROOM_OUTLINE, parts=("房间填充", "面积填充", "空间填充"), confidence=LIKELY),
    Rule(role=Role.HATCH, parts=("填充", "铺地", "HATCH", "ШТРИХ")),
    Rule(role=Role.HATCH, words=_set("PATT PATTERN FILL POCHE SOLID TEXTURE FLOORING")),
    # Linework that bears a wall's name and is none.
    Rule(role=Role.OTHER, parts=("基础", "地基", "ФУНДАМЕНТ", "挡土", "围墙")),
    Rule(role=Role.OTHER, parts=("屋顶", "屋面", "吊顶", "投影")),
    Rule(
        role=Role.OTHER,
        words=_set(
            "FOOTER FOOTING FOOTINGS FNDN FOUNDATION STEM SITE TOPO TOPOGRAPHY LANDSCAPE ROOF CLNG "
            "CEILING OVHD OVERHEAD HEADER HEAD BEAM BEAMS PROJECTION RETAINING FENCE SURVEY SLAB "
            "DEMO"
        ),
    ),
    Rule(role=Role.OTHER, parts=("给水", "排水", "管道", "桥架", "喷淋", "照明", "强电", "弱电")),
    Rule(
        role=Role.OPENING, parts=("门窗",), words=_set("DOORSWINDOWS DOORWIN OPENING OPENINGS OPNG")
    ),
    Rule(role=Role.OPENING, all_of=(_set("DOOR DOORS"), _set("WIN WINDOW WINDOWS"))),
    Rule(role=Role.WINDOW, parts=("幕墙", "玻璃", "窗", "CURTAIN", "STOREFRONT")),
    Rule(
        role=Role.WINDOW,
        words=_set("WINDOW WINDOWS WIN WINDW GLAZ GLAZING GLASS GLS CRYSTAL WNDW FENSTER"),
    ),
    Rule(role=Role.DOOR, parts=("门", "ДВЕР")),
    Rule(role=Role.DOOR, words=_set("DOOR DOORS DR PORTE TUR TUEREN")),
    Rule(role=Role.COLUMN, parts=("柱", "КОЛОНН")),
    Rule(role=Role.COLUMN, words=_set("COLUMN COLUMNS COLUM COLS COL PILLAR PILLARS")),
    Rule(role=Role.STAIR, parts=("楼梯", "台阶", "坡道", "扶手", "ЛЕСТНИЦ")),
    Rule(
        role=Role.STAIR, words=_set("STAIR STAIRS STRS STEP STEPS HRAL RAIL RAILING RAMP EVTR LIFT")
    ),
    Rule(role=Role.FURNITURE, parts=("家具", "洁具", "洁净", "设备", "绿化", "植物", "车位")),
    Rule(
        role=Role.FURNITURE,
        words=_set(
            "FURN FURNITURE FURNISHINGS FIXT FIXTURE FIXTURES CASE CASEWORK EQPM EQUIP EQUIPMENT "
            "PLANT PLANTS LVTRY SANITARY APPL APPLIANCE APPLIANCES MILLWORK CABINET CARS LITE LIGHT"
        ),
    ),
    Rule(
        role=Role.GROSS_OUTLINE, words=_set("GROS GROSS GFA FOOTPRINT OUTLINE ZONE ZONES FIREZONE")
    ),
    Rule(role=Role.GROSS_OUTLINE, parts=("建筑面积", "外轮廓", "防火分区", "总面积")),
    Rule(role=Role.ROOM_OUTLINE, parts=("房间", "空间", "户型轮廓", "套内", "ROOMPOLY", "ПОМЕЩЕН")),
    Rule(
        role=Role.ROOM_OUTLINE, words=_set("ROOM ROOMS RM RMS SPACE SPACES UNIT UNITS RAUM RAEUME")
    ),
    Rule(
        role=Role.ROOM_OUTLINE,
        words=_set("AREA AREAS 面积 BOMA"),
        parts=("面积",),
        confidence=LIKELY,
    ),
    Rule(role=Role.WALL, parts=("墙", "隔断", "СТЕН", "МУРЫ")),
    Rule(
        role=Role.WALL,
        words=_set("WALL WALLS WAND WAENDE MUR MURS MURO MUROS PARED PAREDES PARTITION PARTITIONS"),
    ),
    Rule(role=Role.ROOM_TEXT, words=_set("NAMES LABELS UNITNAMES"), confidence=LIKELY),
    Rule(role=Role.ROOM_TEXT, parts=("文字", "名称"), confidence=LIKELY),
)


def bare_name(layer: str) -> str:
    """Return a layer's own name, without the drawing it was bound from.

    >>> bare_name("xref-Bishop-08$0$A-WALL"), bare_name("plan|WALL"), bare_name("RM$")
    ('A-WALL', 'WALL', 'RM$')
    """
    return _XREF.sub("", layer) or layer


@lru_cache(maxsize=4096)
def role_from_name(layer: str) -> Proposal:
    """Return the role a name tells, or UNKNOWN.

    >>> [str(role_from_name(name).role) for name in ("A-WALL-EXST", "内墙", "A-DOOR-IDEN", "RM$")]
    ['wall', 'wall', 'tag', 'room_outline']
    """
    plain = bare_name(layer)
    name = plain.upper()
    words = frozenset(_WORD.findall(name)) | frozenset(
        _WORD.findall(_CAMEL.sub(" ", plain).upper())
    )
    for rule in RULES:
        if rule.fits(name, words):
            return Proposal(
                role=rule.role,
                confidence=rule.confidence,
                because=f"the name {layer!r}",
                because_zh=f"图层名“{layer}”",
                told_by=Told.NAME,
            )
    return NOTHING_KNOWN


_DOOR_BLOCK = re.compile(r"DOOR|门|^_?\$?DR\d|^[MF]?M[-_]?\d{4}", re.IGNORECASE)
_WINDOW_BLOCK = re.compile(r"WINDOW|窗|^L?C[-_]?\d{4}", re.IGNORECASE)
_THING_BLOCK = re.compile(
    r"DESK|CHAIR|TABLE|SOFA|BED|TOILET|SINK|FURN|PLANT|TREE|CAR\b|桌|椅|沙发|床|柜|马桶|洁具|树|车",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def role_of_block(name: str) -> Role | None:
    """Return what a block is by its name, or None when the name does not tell.

    >>> role_of_block("单扇门"), role_of_block("M1021"), role_of_block("A$C1F2")
    (<Role.DOOR: 'door'>, <Role.DOOR: 'door'>, None)
    """
    name = bare_name(name)
    if _DOOR_BLOCK.search(name):
        return Role.DOOR
    if _WINDOW_BLOCK.search(name):
        return Role.WINDOW
    return Role.FURNITURE if _THING_BLOCK.search(name) else None
