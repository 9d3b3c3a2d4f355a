"""A document's modelspace as raw entities: blocks resolved to any depth, everything else counted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from ezdxf.entities import DXFTagStorage
from ezdxf.layouts import BlockLayout
from ezdxf.math import Matrix44, Vec3

from .blocks import BlockNames, is_clipped, is_external
from .errors import DrawingTooLarge
from .laying import Layer, middle_offset, spaces_by_name, written
from .limits import Limits
from .loading import Loaded
from .paragraphs import said_in_paragraphs
from .placing import (
    copies,
    fine_arc,
    flat,
    mirrors,
    placed,
    reference,
    size_of_curve,
    spot_of,
    turned_arc,
)
from .proxies import read_proxy
from .raw import Frame, Point, Raw, RawDimension, RawHatch, RawStroke, Tally
from .writing import decoded, said, width_of

ATTACHED_X = {1: 0.5, 4: 0.5, 7: 0.5, 2: 0.0, 5: 0.0, 8: 0.0, 3: -0.5, 6: -0.5, 9: -0.5}
ATTACHED_Y = {1: -0.5, 2: -0.5, 3: -0.5, 4: 0.0, 5: 0.0, 6: 0.0, 7: 0.5, 8: 0.5, 9: 0.5}
IGNORED = {"VIEWPORT", "SEQEND", "ATTDEF", "POINT"}  # nothing of a plan is lost with these


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
            "LWPOLYLINE": self._lwpolyline,
            "POLYLINE": self._polyline,
            "ELLIPSE": self._curve,
            "SPLINE": self._curve,
            "HELIX": self._curve,
            "SOLID": self._solid,
            "TRACE": self._solid,
            "HATCH": self._hatch,
            "MPOLYGON": self._hatch,
            "TEXT": self._text,
            "ATTRIB": self._text,
            "MTEXT": self._mtext,
            "INSERT": self._insert,
            "DIMENSION": self._dimension,
            "MLINE": self._parts,
            "LEADER": self._leader,
            "MULTILEADER": self._parts,
            "ACAD_TABLE": self._parts,
        }
        self.names = BlockNames(document)

    def collected(self) -> Raw:
        """Return everything in modelspace."""
        entities = list(self.document.modelspace())
        found = Counter(decoded(entity.dxftype()) for entity in entities)
        if taken := self.spaces.get(None):
            found += taken.count
        if found.total() > self.limits.max_entities:
            self._refuse("entities", "图元数", found.total(), self.limits.max_entities)
        self.raw.entities_in = dict(found)
        self._lay(None, Frame())
        self.read(entities, Frame())
        for block in self.document.blocks:
            if self._is_external(block) and block.name not in self.raw.xrefs:
                self.raw.xrefs.add(block.name)
        return self.raw

    def _refuse(self, what: str, what_zh: str, found: int, limit: int) -> None:
        raise DrawingTooLarge(self.name, what=what, what_zh=what_zh, found=found, limit=limit)

    def read(self, entities: Iterable[Any], frame: Frame) -> None:
        """Read entities where a frame puts them; one that is damaged is counted."""
        for entity in entities:
            self.raw.expanded += 1
            try:
                self._one(entity, frame)
            except DrawingTooLarge:
                raise
            except Exception:  # one damaged entity does not lose the floor; it is counted and said
                self.tally(self.raw.damaged, decoded(entity.dxftype()), entity, frame)
        if self.raw.expanded > self.limits.max_expanded:
            self._refuse(
                "entities after blocks are resolved",
                "展开后图元数",
                self.raw.expanded,
                self.limits.max_expanded,
            )

    def _is_external(self, block: BlockLayout) -> bool:
        space = self.spaces.get(decoded(block.name).casefold())
        return is_external(block) and not (space and space.count)

    def _lay(self, block: str | None, frame: Frame) -> None:
        """Lay what was taken from the tags of modelspace or of a block."""
        if space := self.spaces.get(None if block is None else decoded(block).casefold()):
            self.layer.lay(space, frame)

    def _one(self, entity: Any, frame: Frame) -> None:
        kind = entity.dxftype()
        is_unknown = type(entity) is DXFTagStorage
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
        counts.add(name, at=spot_of(entity, frame), handle=self._handle(entity, frame))

    @staticmethod
    def _layer(stored: Any, frame: Frame) -> str:
        layer = str(stored.get("layer", "0"))
        if not layer.isascii() or "\\" in layer:
            layer = decoded(layer)
        return frame.layer if layer == "0" and frame.layer is not None else layer

    def _handle(self, entity: Any, frame: Frame) -> str:
        return frame.handle or str(entity.dxf.get("handle") or "")

    # --- strokes ------------------------------------------------------------

    def _stroke(
        self,
        entity: Any,
        frame: Frame,
        layer: str,
        points: list[Point],
        *,
        closed: bool = False,
        bulges: list[float] | None = None,
        arc: tuple[Point, float, float, float] | None = None,
    ) -> None:
        self.raw.strokes.append(
            RawStroke(
                points=points,
                closed=closed,
                layer=layer,
                source=entity.dxftype(),
                handle=self._handle(entity, frame),
                block=frame.block,
                insert=frame.insert,
                bulges=bulges,
                arc=arc,
            )
        )

    def _line(self, entity: Any, frame: Frame, layer: str) -> None:
        dxf = entity.dxf
        ends = [dxf.start, dxf.end]
        if frame.matrix is not None:
            ends = list(frame.matrix.transform_vertices(ends))
        self._stroke(entity, frame, layer, [(ends[0].x, ends[0].y), (ends[1].x, ends[1].y)])

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
                points = fine_arc(matrix, dxf.center, dxf.radius, start, end)
                self._stroke(entity, frame, layer, points)
                return
            arc = found
        self._stroke(entity, frame, layer, [], closed=end - start == 360.0, arc=arc)

    def _lwpolyline(self, entity: Any, frame: Frame, layer: str) -> None:
        rows = entity.get_points("xyb")
        elevation = entity.dxf.get("elevation", 0.0)
        matrix = placed(entity, frame)
        bulges = [row[2] for row in rows]
        if matrix is None:
            points = [(row[0], row[1]) for row in rows]
        else:
            vertices = [Vec3(row[0], row[1], elevation) for row in rows]
            points = flat(matrix.transform_vertices(vertices))
            if mirrors(matrix):
                bulges = [-bulge for bulge in bulges]
        self._stroke(
            entity,
            frame,
            layer,
            points,
            closed=bool(entity.closed),
            bulges=bulges if any(bulges) else None,
        )

    def _polyline(self, entity: Any, frame: Frame, layer: str) -> None:
        if entity.is_polygon_mesh or entity.is_poly_face_mesh:
            self.tally(self.raw.skipped, "POLYLINE (mesh)", entity, frame)
            return
        vertices = [vertex for vertex in entity.vertices if not vertex.dxf.flags & 16]
        bulges = [vertex.dxf.get("bulge", 0.0) for vertex in vertices]
        matrix = placed(entity, frame) if entity.is_2d_polyline else frame.matrix
        where = [vertex.dxf.location for vertex in vertices]
        if matrix is not None:
            where = list(matrix.transform_vertices(where))
            bulges = [-bulge for bulge in bulges] if mirrors(matrix) else bulges
        self._stroke(
            entity,
            frame,
            layer,
            flat(where),
            closed=bool(entity.is_closed),
            bulges=bulges if any(bulges) else None,
        )

    def _curve(self, entity: Any, frame: Frame, layer: str) -> None:
        size = size_of_curve(entity)
        points = list(entity.flattening(max(size, 1e-9) / 500))
        if frame.matrix is not None:
            points = list(frame.matrix.transform_vertices(points))
        path = flat(points)
        is_closed = len(path) > 3 and math.dist(path[0], path[-1]) < 1e-9 * max(size, 1.0)
        self._stroke(entity, frame, layer, path[:-1] if is_closed else path, closed=is_closed)

    def _solid(self, entity: Any, frame: Frame, layer: str) -> None:
        points = entity.wcs_vertices()
        if frame.matrix is not None:
            points = list(frame.matrix.transform_vertices(points))
        self.raw.hatches.append(
            RawHatch(
                rings=[flat(points)],
                layer=layer,
                handle=self._handle(entity, frame),
                solid=True,
                block=frame.block,
            )
        )

    def _hatch(self, entity: Any, frame: Frame, layer: str) -> None:
        from ezdxf import path as paths

        rings = []
        for boundary in paths.from_hatch(entity):
            start = Vec3(boundary.start)
            size = max((Vec3(v) - start).magnitude for v in boundary.control_vertices()) or 1.0
            points = list(boundary.flattening(size / 500))
            if frame.matrix is not None:
                points = list(frame.matrix.transform_vertices(points))
            rings.append(flat(points))
        self.raw.hatches.append(
            RawHatch(
                rings=[ring for ring in rings if len(ring) >= 3],
                layer=layer,
                handle=self._handle(entity, frame),
                solid=bool(entity.dxf.get("solid_fill", 0)),
                block=frame.block,
            )
        )

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
        )

    def _mtext(self, entity: Any, frame: Frame, layer: str) -> None:
        text = said_in_paragraphs(entity.text, height=entity.dxf.char_height)
        if not text:
            return
        dxf = entity.dxf
        height, place = dxf.char_height, dxf.get("attachment_point", 1)
        width = width_of(text, height)
        tall = height * (1 + 1.66 * text.count("\n"))
        offset = (ATTACHED_X[place] * width, ATTACHED_Y[place] * tall)
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
                source=kind,
                handle=self._handle(entity, frame),
                frame=frame,
                tag=entity.dxf.get("tag") if kind == "ATTRIB" else None,
            )
        )

    # --- things made of things ---------------------------------------------

    def _insert(self, entity: Any, frame: Frame, layer: str) -> None:
        name = str(entity.dxf.name)
        self.read(entity.attribs, Frame(layer=layer, handle=frame.handle, insert=frame.insert))
        if name not in self.document.blocks:
            self.tally(self.raw.missing_blocks, decoded(name), entity, frame)
            return
        block = self.document.blocks[name]
        if self._is_external(block):
            self.tally(self.raw.xrefs, name, entity, frame)
            return
        if frame.depth >= self.limits.max_block_depth or name in frame.path:
            self.tally(self.raw.too_deep, self.names.known(name), entity, frame)
            return
        if is_clipped(entity):
            self.tally(self.raw.clipped, self.names.known(name), entity, frame)
        contents = list(block)
        for copy in copies(entity):
            self._copy(copy, contents, frame, layer, name)

    def _copy(self, entity: Any, contents: list[Any], frame: Frame, layer: str, name: str) -> None:
        matrix = entity.matrix44()
        if frame.matrix is not None:
            matrix = matrix * frame.matrix
        index = frame.insert
        if index is None:
            index = len(self.raw.inserts)
            handle, known = self._handle(entity, frame), self.names.known(name)
            self.raw.inserts.append(reference(entity, matrix, layer, handle, name=known))
        inside = Frame(
            matrix=matrix,
            layer=layer,
            handle=self._handle(entity, frame),
            block=self.names.known(name),
            insert=index,
            depth=frame.depth + 1,
            path=frame.path | {name},
        )
        self._lay(name, inside)
        self.read(contents, inside)

    def _dimension(self, entity: Any, frame: Frame, layer: str) -> None:
        if frame.matrix is not None:
            return  # the length of a dimension inside a block depends on its scale
        measured = entity.get_measurement()
        if isinstance(measured, float):
            spot = entity.dxf.get("text_midpoint") or entity.dxf.defpoint
            self.raw.dimensions.append(
                RawDimension(
                    measured=measured,
                    text=said_in_paragraphs(entity.dxf.get("text", "") or ""),
                    at=(spot.x, spot.y),
                    layer=layer,
                    handle=self._handle(entity, frame),
                )
            )

    def _parts(self, entity: Any, frame: Frame, layer: str) -> None:
        inside = Frame(
            matrix=frame.matrix,
            layer=layer,
            handle=self._handle(entity, frame),
            block=frame.block,
            insert=frame.insert,
            depth=frame.depth + 1,
            path=frame.path,
        )
        self.read(list(entity.virtual_entities()), inside)

    def _leader(self, entity: Any, frame: Frame, layer: str) -> None:
        points = [Vec3(point) for point in entity.vertices]
        if frame.matrix is not None:
            points = list(frame.matrix.transform_vertices(points))
        self._stroke(entity, frame, layer, flat(points))
