"""Objects of add-ons (天正 TArch, AutoCAD Architecture …): drawn as their own picture, or missing.

An add-on's object is known by its class, such as TCH_WALL. A file may carry a picture of it (proxy
graphics) in chunks of lines, arcs and texts; without the add-on nothing else of it can be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ezdxf.document import Drawing as Document
from ezdxf.proxygraphic import ProxyGraphic, ProxyGraphicError

from .placing import spot_of
from .raw import Frame, RawStroke
from .writing import decoded, from_surrogates

if TYPE_CHECKING:
    from .collecting import Collector

FIRST_CLASS = 500  # the number of the first entry of the CLASSES section
FLAT = 1e-9  # a face seen from its edge covers no plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What an add-on's class draws, and whether a plan without it is still whole."""

    en: str
    zh: str
    is_mark: bool = False  # a dimension or symbol: no room depends on it


WALL = Thing(en="walls", zh="墙体")
OPENING = Thing(en="doors and windows", zh="门窗")
COLUMN = Thing(en="columns", zh="柱子")
SPACE = Thing(en="room labels and outlines", zh="房间标注与轮廓")
STAIR = Thing(en="stairs and ramps", zh="楼梯坡道")
SLAB = Thing(en="slabs and roofs", zh="楼板屋顶")
TEXT = Thing(en="texts", zh="文字")
TABLE = Thing(en="tables", zh="表格")
DIMENSION = Thing(en="dimensions", zh="尺寸标注", is_mark=True)
AXIS = Thing(en="grid labels", zh="轴号", is_mark=True)
SYMBOL = Thing(en="drawing symbols", zh="符号标注", is_mark=True)
OTHER = Thing(en="objects of unknown meaning", zh="含义不明的对象")

# The first word that a class's name contains tells what it draws.
THINGS = (
    ("CURTAIN", OPENING),
    ("OPENING", OPENING),
    ("WINDOW", OPENING),
    ("DOOR", OPENING),
    ("WALL", WALL),
    ("COLUMN", COLUMN),
    ("SPACE", SPACE),
    ("ROOM", SPACE),
    ("AREA", SPACE),
    ("STAIR", STAIR),
    ("RAMP", STAIR),
    ("STEP", STAIR),
    ("HANDRAIL", STAIR),
    ("LIFT", STAIR),
    ("SLAB", SLAB),
    ("ROOF", SLAB),
    ("BALCONY", SLAB),
    ("DIMENSION", DIMENSION),
    ("DIM", DIMENSION),
    ("AXIS", AXIS),
    ("ELEVATION", SYMBOL),
    ("ARROW", SYMBOL),
    ("INDEX", SYMBOL),
    ("SYMB", SYMBOL),
    ("NORTH", SYMBOL),
    ("COORD", SYMBOL),
    ("DRAWINGNAME", SYMBOL),
    ("LEADER", SYMBOL),
    ("CAMERA", SYMBOL),
    ("MARKER", SYMBOL),
    ("SECTIONOBJECT", SYMBOL),
    ("ARCALIGNEDTEXT", TEXT),
    ("RTEXT", TEXT),
    ("TEXT", TEXT),
    ("SHEET", TABLE),
    ("TABLE", TABLE),
)


def thing_of(kind: str) -> Thing:
    """Return what an add-on's class draws.

    >>> thing_of("TCH_WALL").zh, thing_of("TCH_OPENING").zh, thing_of("TCH_AXIS_LABEL").is_mark
    ('墙体', '门窗', True)
    """
    name = kind.upper()
    return next((thing for word, thing in THINGS if word in name), OTHER)


def read_proxy(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read an add-on's object as its own picture on its own layer, or count it as missing."""
    raw = collector.raw
    parts, is_whole = graphics(entity, collector.document)
    handle = frame.handle or str(entity.dxf.get("handle") or "")
    before = _drawn(collector)
    # All parts take the object's layer: the picture numbers its layers in an order of its own.
    inside = replace(frame, layer=layer, handle=handle)
    for part in parts:
        part.dxf.layer = "0"
        if part.dxftype() == "POLYLINE" and part.is_poly_face_mesh:
            _read_faces(collector, part, inside, layer)
        else:
            collector.read([part], inside)
    is_shown = _drawn(collector) > before
    tally = raw.proxies if not is_shown else raw.proxies_shown if is_whole else raw.proxies_part
    tally.add(
        class_of(entity, collector.document),
        at=spot_of(entity, frame) or _last_spot(collector, is_shown=is_shown),
        handle=handle,
    )


def _drawn(collector: Collector) -> int:
    raw = collector.raw
    return len(raw.strokes) + len(raw.texts) + len(raw.hatches)


def _last_spot(collector: Collector, *, is_shown: bool) -> tuple[float, float] | None:
    strokes = collector.raw.strokes
    if not is_shown or not strokes or not strokes[-1].points:
        return None
    return strokes[-1].points[0]


def _read_faces(collector: Collector, mesh: Any, frame: Frame, layer: str) -> None:
    """Read a body as its faces seen from above; a wall's top is its outline."""
    for face in mesh.virtual_entities():
        corners = face.wcs_vertices()
        if frame.matrix is not None:
            corners = list(frame.matrix.transform_vertices(corners))
        ring = [(corner.x, corner.y) for corner in corners]
        if abs(_area(ring)) > FLAT:
            collector.raw.strokes.append(
                RawStroke(
                    points=ring,
                    closed=True,
                    layer=layer,
                    source="POLYLINE",
                    handle=frame.handle,
                    block=frame.block,
                    insert=frame.insert,
                )
            )


def _area(ring: list[tuple[float, float]]) -> float:
    ends = ring[1:] + ring[:1]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ends, strict=True)) / 2


def class_of(entity: Any, document: Document) -> str:
    """Return the name of an object's class; a proxy tells it by its number in CLASSES."""
    kind = decoded(entity.dxftype())
    tags = getattr(entity, "acdb_proxy_entity", None)
    if tags is None:
        return kind
    number = tags.get_first_value(91, 0) - FIRST_CLASS
    classes = list(document.classes.classes.values())
    return decoded(classes[number].dxf.name) if 0 <= number < len(classes) else kind


def application_of(kind: str, document: Document) -> str | None:
    """Return the application that a class belongs to, as the file names it."""
    for each in document.classes.classes.values():
        if decoded(each.dxf.name) == kind:
            return decoded(str(each.dxf.get("app_name", ""))).split("|")[0].strip() or None
    return None


def graphics(entity: Any, document: Document) -> tuple[list[Any], bool]:
    """Return the parts of an object's picture, and whether that is all of it."""
    data = getattr(entity, "proxy_graphic", None)
    parts: list[Any] = []
    try:
        for part in _Picture(data, document).virtual_entities() if data else ():
            parts.append(part)  # one by one: what came before a fault is kept
    except ProxyGraphicError:
        return parts, False
    return parts, True


class _Picture(ProxyGraphic):
    """A picture whose texts keep their bytes until the right encoding is found."""

    def __init__(self, data: bytes, document: Document) -> None:
        super().__init__(data, doc=document)
        self._stated = self.encoding
        self.encoding = "latin-1"

    def text(self, data: bytes) -> Any:
        return self._decoded(super().text(data))

    def text2(self, data: bytes) -> Any:
        return self._decoded(super().text2(data))

    def _decoded(self, entity: Any) -> Any:
        raw = entity.dxf.text.encode("latin-1")
        entity.dxf.text = from_surrogates(raw.decode(self._stated, "surrogateescape"))
        return entity
