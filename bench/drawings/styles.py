"""Manners of drawing one floor; the words are those of drawing practice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Layers = Literal["chinese", "aia", "tarch", "foreign", "one"]
LAYERS: dict[str, dict[str, str]] = {
    "chinese": {"wall": "墙体", "door": "门", "window": "窗", "number": "房间号", "name": "房间名称",
                "area": "房间面积", "outline": "房间轮廓", "tag": "门窗编号", "furniture": "家具",
                "column": "柱", "axis": "轴线", "dim": "标注", "frame": "图框", "curtain": "幕墙"},
    "aia": {"wall": "A-WALL", "door": "A-DOOR", "window": "A-GLAZ", "number": "A-ROOM-NUMR",
            "name": "A-ROOM-NAME", "area": "A-AREA-IDEN", "outline": "A-AREA", "tag": "A-DOOR-IDEN",
            "furniture": "I-FURN", "column": "A-COLS", "axis": "A-GRID", "dim": "A-ANNO-DIMS",
            "frame": "A-ANNO-TTLB", "curtain": "A-GLAZ-CURT"},
    "tarch": {"wall": "WALL", "door": "WINDOW", "window": "WINDOW", "number": "SPACE",
              "name": "SPACE", "area": "SPACE", "outline": "SPACE_HATCH", "tag": "WINDOW_TEXT",
              "furniture": "家具", "column": "COLUMN", "axis": "DOTE", "dim": "PUB_DIM",
              "frame": "PUB_TITLE", "curtain": "CURTWALL"},
    "foreign": {"wall": "1", "door": "2", "window": "2", "number": "3", "name": "3", "area": "3",
                "outline": "4", "tag": "5", "furniture": "6", "column": "7", "axis": "8", "dim": "9",
                "frame": "10", "curtain": "11"},
    "one": dict.fromkeys(("wall", "door", "window", "number", "name", "area", "outline", "tag",
                          "furniture", "column", "axis", "dim", "frame", "curtain"), "0"),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a floor is drawn; what is not said is the plain way."""

    name: str
    outline: Literal["", "polyline", "hatch", "named layer"] = ""
    wall: Literal["", "double", "single", "poche", "wide", "solid", "pieces"] = "double"
    door: Literal["block", "arc", "double", "bulge", "sliding", "gap", "closed"] = "block"
    windows: Literal["lines", "block", "cut"] = "lines"  # the last cuts the wall
    jambs: bool = True  # a line across the wall at either side of an opening
    labels: Literal["text", "mtext", "attrib", "block", "leader"] = "text"
    layers: Layers = "chinese"
    unit: Literal["mm", "cm", "m", "inch"] = "mm"
    dirty_m: float = 0.0  # ends of lines are off by up to this
    cut: bool = False  # lines in pieces, some drawn twice
    corner_gap_m: float = 0.0
    rotated_deg: float = 0.0
    mirrored: bool = False
    nested: bool = False
    far: bool = False  # projected coordinates
    clutter: int = 0
    storeys: int = 1
    plan: Literal["", "open", "columns", "curved", "curtain", "english", "slanted", "thick"] = ""
    sheet: bool = False  # axes, dimensions and a frame around
    stale: bool = False  # some outlines twice, some of an older state, some with a spike
    area: Literal["plain", "raised", "comma", "feet"] = "plain"
    two_lines: bool = False  # a room's name in two texts


STYLES: tuple[Style, ...] = (
    Style(name="outlines", outline="polyline", wall=""),
    Style(name="outlines and walls", outline="polyline"),
    Style(name="hatched outlines", outline="hatch", wall=""),
    Style(name="numbers as layers", outline="named layer", wall=""),
    Style(name="double walls"),
    Style(name="doors as arcs", door="arc"),
    Style(name="sliding doors", door="sliding"),
    Style(name="bare gaps", door="gap"),
    Style(name="single lines", wall="single"),
    Style(name="poche", wall="poche"),
    Style(name="wide polylines", wall="wide"),
    Style(name="filled quadrangles", wall="solid"),
    Style(name="walls piece by piece", wall="pieces"),
    Style(name="dirty by 2 mm", dirty_m=0.002),
    Style(name="dirty by 5 mm", dirty_m=0.005),
    Style(name="cut and doubled", cut=True),
    Style(name="gaps at corners", corner_gap_m=0.03),
    Style(name="windows as blocks", windows="block"),
    Style(name="windows cut out", windows="cut"),
    Style(name="windows cut out, no jambs", windows="cut", jambs=False),
    Style(name="sliding doors, no jambs", door="sliding", windows="cut", jambs=False),
    Style(name="bare gaps, no jambs", door="gap", jambs=False),
    Style(name="rotated", rotated_deg=17.0),
    Style(name="mirrored block", mirrored=True),
    Style(name="nested blocks", nested=True),
    Style(name="labels as mtext", labels="mtext"),
    Style(name="labels as attributes", labels="attrib"),
    Style(name="labels in blocks", labels="block"),
    Style(name="aia layers", layers="aia"),
    Style(name="tarch layers", layers="tarch"),
    Style(name="foreign layers", layers="foreign"),
    Style(name="all on layer 0", layers="one"),
    Style(name="inches", unit="inch", layers="aia"),
    Style(name="metres", unit="m"),
    Style(name="centimetres", unit="cm"),
    Style(name="projected", unit="m", far=True),
    Style(name="clutter", clutter=20_000),
    Style(name="five storeys", storeys=5),
    Style(name="stale outlines", outline="polyline", wall="", stale=True),
    Style(name="labels with leaders", labels="leader"),
    Style(name="names in two lines", two_lines=True),
    Style(name="areas with a raised 2", area="raised"),
    Style(name="areas with a comma", area="comma"),
    Style(name="areas in feet", area="feet", unit="inch", layers="aia", plan="english"),
    Style(name="english", layers="aia", plan="english"),
    Style(name="open plan", plan="open"),
    Style(name="columns", plan="columns"),
    Style(name="curved walls", plan="curved"),
    Style(name="curtain walls", plan="curtain"),
    Style(name="slanted", plan="slanted"),
    Style(name="thick walls", plan="thick"),
    Style(name="axes and frame", sheet=True),
    Style(
        name="a whole sheet",
        layers="tarch",
        plan="columns",
        sheet=True,
        dirty_m=0.002,
        windows="block",
        labels="mtext",
        clutter=2_000,
        cut=True,
    ),
    Style(
        name="a whole sheet in feet",
        layers="aia",
        plan="english",
        sheet=True,
        unit="inch",
        labels="attrib",
        clutter=2_000,
        area="feet",
        door="arc",
    ),
    Style(
        name="a whole sheet turned",
        plan="curtain",
        sheet=True,
        unit="m",
        rotated_deg=33.0,
        nested=False,
        labels="block",
        wall="double",
        corner_gap_m=0.02,
    ),
    Style(name="doors of two leaves", door="double"),
    Style(name="doors as bulges", door="bulge"),
)
