"""A document's modelspace as raw entities: blocks resolved to any depth, everything else counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from ezdxf.entities import DXFTagStorage
from ezdxf.layouts import BlockLayout
from ezdxf.math import Matrix44, Vec3

from .blocks import BlockNames, has_no_content
from .errors import DrawingTooLarge
from .laying import Layer, attached_offset, middle_offset, spaces_by_name, written
from .layouts import FEW, paper_plan
from .limits import Limits
from .loading import Loaded
from .others import OTHERS
from .paragraphs import said_in_paragraphs
from .parts import attach_leaders
from .placing import (
    COARSE,
    fine_arc,
    placed,
    spot_of,
    turned_arc,
)
from .powers import join_powers
from .proxies import read_proxy
from .raw import Frame, Point, Raw, RawStroke, Tally
from .references import Opened, lay_references, read_reference
from .writing import decoded, said

IGNORED = {"VIEWPORT", "SEQEND", "POINT"}  # nothing of a plan is lost with these


class Collector:
    """Walks entities and sorts them into a Raw; one instance reads one document."""

    def __init__(self, loaded: Loaded, *, limits: Limits, name: str) -> None:
        self.document = document = loaded.document
        self.spaces = spaces_by_name(loaded.spaces, loaded.encoding)
        self.limits = limits
        self.name = name
        self.raw = Raw()
        self.frozen = {
            decoded(layer.dxf.name).casefold() for layer in document.layers if layer.is_frozen()
        }
        self.layer = Layer(self.raw, encoding=loaded.encoding, frozen=self.frozen)
        self.readers: dict[str, Callable[[Any, Frame, str], None]] = {
            "LINE": self._line,
            "ARC": self._arc,
            "CIRCLE": self._circle,
            "TEXT": self._text,
            "ATTRIB": self._attribute,
            "ATTDEF": self._constant,
            "MTEXT": self._mtext,
            "INSERT": partial(read_reference, self),
        }
        self.readers |= {kind: partial(reader, self) for kind, reader in OTHERS.items()}
        self.leaders: list[tuple[str, list[Point]]] = []
        self.names = BlockNames(document)
        self.opened: dict[str, Opened] = {}

    def collected(self) -> Raw:
        """Return everything in modelspace."""
        entities = list(self.document.modelspace())
        found = Counter(decoded(entity.dxftype()) for entity in entities)
        if taken := self.spaces.get(None):
            found += taken.count
        if found.total() > self.limits.max_entities:
            self._refuse("entities", "图元数", found.total(), self.limits.max_entities)
        self.raw.entities_in = dict(found)
        self.lay(None, Frame())
        self.read(entities, Frame())
        if self.raw.expanded < FEW:
            self._read_paper()
        for block in self.document.blocks:
            if self.is_external(block) and block.name not in self.raw.xrefs:
                self.raw.xrefs.add(block.name)
        attach_leaders(self.raw, self.leaders)
        join_powers(self.raw)
        return self.raw

    def _read_paper(self) -> None:
        """Read the plan from paper space, where some people draw it."""
        layout, others = paper_plan(self.document)
        if layout is not None:
            self.raw.paper = decoded(layout.name)
            self.raw.other_papers = others
            self.read(list(layout), Frame())

    def _refuse(self, what: str, what_zh: str, found: int, limit: int) -> None:
        raise DrawingTooLarge(self.name, what=what, what_zh=what_zh, found=found, limit=limit)

    def read(self, entities: Iterable[Any], frame: Frame) -> None:
        """Read entities where a frame puts them; one that is damaged is counted."""
        for entity in entities:
            self.raw.expanded += 1
            try:
                self._one(entity, frame)
            except (DrawingTooLarge, MemoryError):
                raise
            except Exception:  # one damaged entity does not lose the floor; it is counted and said
                self.tally(self.raw.damaged, decoded(entity.dxftype()), entity, frame)
        self.bound(self.raw.expanded)

    def bound(self, expanded: int) -> None:
        """Refuse a drawing that blocks blow up past its limit."""
        limit = self.limits.max_expanded
        if expanded > limit:
            self._refuse("entities after blocks are resolved", "展开后图元数", expanded, limit)

    def is_external(self, block: BlockLayout) -> bool:
        space = self.spaces.get(decoded(block.name).casefold())
        return has_no_content(block) and not (space and space.count)

    def lay(self, block: str | None, frame: Frame) -> None:
        """Lay what was taken from the tags of modelspace or of a block."""
        if space := self.spaces.get(None if block is None else decoded(block).casefold()):
            self.layer.lay(space, frame)
            lay_references(self, space.inserts, frame)

    def _one(self, entity: Any, frame: Frame) -> None:
        kind = entity.dxftype()
        is_unknown = isinstance(entity, DXFTagStorage)
        stored = entity.graphic_properties() if is_unknown else entity.dxf
        layer = self._layer(stored, frame)
        if layer.casefold() in self.frozen:
            self.tally(self.raw.frozen, layer, entity, frame)
        elif stored.get("invisible", 0):
            if not any(self.names.is_state(name) for name in frame.path):
                self.tally(self.raw.hidden, decoded(kind), entity, frame)
        elif reader := self.readers.get(kind):
            reader(entity, frame, layer)
        elif is_unknown or kind == "ACAD_PROXY_ENTITY":
            read_proxy(self, entity, frame, layer)
        elif kind not in IGNORED:
            self.tally(self.raw.skipped, decoded(kind), entity, frame)

    def tally(self, counts: Tally, name: str, entity: Any, frame: Frame) -> None:
        """Count an oddity, with the place of the first of its name."""
        counts.add(name, at=spot_of(entity, frame), handle=self.handle_of(entity, frame))

    @staticmethod
    def _layer(stored: Any, frame: Frame) -> str:
        layer = str(stored.get("layer", "0"))
        if not layer.isascii() or "\\" in layer:
            layer = decoded(layer)
        return frame.layer if layer == "0" and frame.layer is not None else layer

    def handle_of(self, entity: Any, frame: Frame) -> str:
        """Return an entity's handle, in a block that of the outermost reference."""
        return frame.handle or str(entity.dxf.get("handle") or "")

    # --- strokes ------------------------------------------------------------

    def stroke(
        self,
        entity: Any,
        frame: Frame,
        layer: str,
        points: list[Point],
        *,
        closed: bool = False,
        bulges: list[float] | None = None,
        arc: tuple[Point, float, float, float] | None = None,
        curve: Callable[[float], list[Point]] | None = None,
        width: float = 0.0,
    ) -> None:
        """Add one path as it is drawn."""
        self.raw.strokes.append(
            RawStroke(
                points=points,
                closed=closed,
                layer=layer,
                source=entity.dxftype(),
                handle=self.handle_of(entity, frame),
                block=frame.block,
                insert=frame.insert,
                bulges=bulges,
                arc=arc,
                curve=curve,
                width=width,
            )
        )

    def _line(self, entity: Any, frame: Frame, layer: str) -> None:
        dxf = entity.dxf
        ends = [dxf.start, dxf.end]
        if frame.matrix is not None:
            ends = list(frame.matrix.transform_vertices(ends))
        self.stroke(entity, frame, layer, [(ends[0].x, ends[0].y), (ends[1].x, ends[1].y)])

    def _arc(self, entity: Any, frame: Frame, layer: str) -> None:
        self._round(entity, frame, layer, entity.dxf.start_angle, entity.dxf.end_angle)

    def _circle(self, entity: Any, frame: Frame, layer: str) -> None:
        self._round(entity, frame, layer, 0.0, 360.0)

    def _round(self, entity: Any, frame: Frame, layer: str, start: float, end: float) -> None:
        dxf = entity.dxf
        matrix = placed(entity, frame)
        if matrix is None:
            arc = ((dxf.center.x, dxf.center.y), float(dxf.radius), start, end)
        else:
            found = turned_arc(matrix, dxf.center, dxf.radius, start, end)
            if found is None:
                fine = partial(fine_arc, matrix, dxf.center, dxf.radius, start, end)
                points, is_whole = fine(dxf.radius / COARSE), end - start == 360.0
                self.stroke(entity, frame, layer, points, closed=is_whole, curve=fine)
                return
            arc = found
        self.stroke(entity, frame, layer, [], closed=end - start == 360.0, arc=arc)

    # --- writing ------------------------------------------------------------

    def _text(self, entity: Any, frame: Frame, layer: str) -> None:
        text = said(entity.dxf.text)
        if not text:
            return
        dxf = entity.dxf
        anchor = dxf.insert
        if (dxf.get("halign", 0) or dxf.get("valign", 0)) and dxf.hasattr("align_point"):
            anchor = dxf.align_point
        offset = middle_offset(
            text, dxf.height, dxf.get("width", 1.0), dxf.get("halign", 0), dxf.get("valign", 0)
        )
        self._write(
            entity,
            frame,
            layer,
            text,
            anchor,
            dxf.get("rotation", 0.0),
            dxf.height,
            offset,
            matrix=placed(entity, frame),
            tag=dxf.get("tag") if entity.dxftype() in ("ATTRIB", "ATTDEF") else None,
        )

    def _mtext(self, entity: Any, frame: Frame, layer: str, *, tag: str | None = None) -> None:
        text = said_in_paragraphs(entity.text, height=entity.dxf.char_height)
        if not text:
            return
        dxf = entity.dxf
        height, place = dxf.char_height, dxf.get("attachment_point", 1)
        offset = attached_offset(text, height, place, column=dxf.get("width") or 0.0)
        self._write(
            entity,
            frame,
            layer,
            text,
            dxf.insert,
            entity.get_rotation(),
            height,
            offset,
            matrix=frame.matrix,
            tag=tag,
        )

    def _write(
        self,
        entity: Any,
        frame: Frame,
        layer: str,
        text: str,
        anchor: Vec3,
        rotation: float,
        height: float,
        offset: Point,
        *,
        matrix: Matrix44 | None,
        tag: str | None,
    ) -> None:
        kind = entity.dxftype()
        self.raw.texts.append(
            written(
                text,
                anchor,
                rotation,
                height,
                offset,
                matrix=matrix,
                layer=layer,
                source=kind if tag is None else "ATTRIB",
                handle=self.handle_of(entity, frame),
                frame=frame,
                tag=decoded(tag) if tag is not None else None,
            )
        )

    def _attribute(self, entity: Any, frame: Frame, layer: str) -> None:
        if entity.has_embedded_mtext_entity:
            self._mtext(entity.virtual_mtext_entity(), frame, layer, tag=entity.dxf.get("tag"))
        else:
            self._text(entity, frame, layer)

    def _constant(self, entity: Any, frame: Frame, layer: str) -> None:
        """Read an attribute definition that shows the same in every reference."""
        if frame.insert is not None and entity.is_const:
            self._attribute(entity, frame, layer)
