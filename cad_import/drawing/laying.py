"""Entities taken from the tags, laid where their block stands.

Turn    what a block's matrix does in the plane, worked out once for all that stands in the block
Layer   one instance lays the spaces of one document into a Raw
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ezdxf.math import Matrix44, Vec3

from .placing import COARSE, fine_arc, fine_path, is_even, mirrors, turned_arc
from .raw import Frame, Point, Raw, RawStroke, RawText
from .tagged import ArcTags, InsertTags, LineTags, PolylineTags, Space, TextTags
from .writing import box_of, decoded, said, width_of

Spot = tuple[float, float, float]
Layered = LineTags | ArcTags | PolylineTags | TextTags | InsertTags
ACROSS = {0: 0.5, 1: 0.0, 2: -0.5, 4: 0.0}  # of the width, from the anchor to the middle
UP = {0: 0.5, 1: 0.5, 2: 0.0, 3: -0.5}  # of the height


ATTACHED_X = {1: 0.5, 4: 0.5, 7: 0.5, 2: 0.0, 5: 0.0, 8: 0.0, 3: -0.5, 6: -0.5, 9: -0.5}
ATTACHED_Y = {1: -0.5, 2: -0.5, 3: -0.5, 4: 0.0, 5: 0.0, 6: 0.0, 7: 0.5, 8: 0.5, 9: 0.5}


def attached_offset(text: str, height: float, place: int, *, column: float) -> Point:
    """Return how far the middle of an MTEXT's box is from its anchor, before it is turned."""
    width, tall = box_of(text, height, column=column)
    return ATTACHED_X[place] * width, ATTACHED_Y[place] * tall


def middle_offset(text: str, height: float, width: float, halign: int, valign: int) -> Point:
    """Return how far the middle of a TEXT's box is from its anchor, before it is turned."""
    across = ACROSS.get(halign, 0.5) * width_of(text, height) * width
    return across, UP.get(valign, 0.5) * height


@dataclass(frozen=True, slots=True)
class Turn:
    """The rows of a matrix that tell x and y."""

    xs: tuple[float, float, float, float]
    ys: tuple[float, float, float, float]

    @classmethod
    def of(cls, matrix: Matrix44) -> Turn:
        """Return what a matrix does to a point's x and y."""
        m = tuple(matrix)
        return cls((m[0], m[4], m[8], m[12]), (m[1], m[5], m[9], m[13]))

    def __call__(self, spot: Spot) -> Point:
        x, y, z = spot
        a, b, c, d = self.xs
        e, f, g, h = self.ys
        return a * x + b * y + c * z + d, e * x + f * y + g * z + h


def _as_drawn(spot: Spot) -> Point:
    return spot[0], spot[1]


class Layer:
    """Lays entities into a Raw; texts and names are decoded once each."""

    def __init__(self, raw: Raw, *, encoding: str, frozen: set[str]) -> None:
        self.raw = raw
        self.encoding = encoding
        self.frozen = frozen
        self.names: dict[bytes, str] = {}

    def lay(self, space: Space, frame: Frame) -> None:
        """Lay all of a space where its frame stands."""
        self.raw.expanded += sum(space.count.values())
        turn = _as_drawn if frame.matrix is None else Turn.of(frame.matrix)
        self._lines(space.lines, frame, turn)
        for arc in space.arcs:
            self._arc(arc, frame)
        for polyline in space.polylines:
            self._polyline(polyline, frame, turn)
        for text in space.texts:
            self._text(text, frame)

    def name_of(self, layer: bytes) -> str:
        """Return a layer's name in its own script."""
        found = self.names.get(layer)
        if found is None:
            found = decoded(layer.decode(self.encoding, "surrogateescape"))
            self.names[layer] = found
        return found

    def layer_of(self, entity: Layered, frame: Frame, spot: Spot) -> str | None:
        """Return the effective layer, or None when it is frozen, which is counted."""
        name = self.names.get(entity.layer) or self.name_of(entity.layer)
        if name == "0" and frame.layer is not None:
            name = frame.layer
        if self.frozen and name.casefold() in self.frozen:
            at = _as_drawn(spot) if frame.matrix is None else Turn.of(frame.matrix)(spot)
            handle = frame.handle or entity.handle.decode("ascii", "replace")
            self.raw.frozen.add(name, at=at, handle=handle)
            return None
        return name

    def _stroke(
        self,
        source: str,
        handle: bytes,
        layer: str,
        frame: Frame,
        points: list[Point],
        *,
        closed: bool = False,
        bulges: list[float] | None = None,
        arc: tuple[Point, float, float, float] | None = None,
        curve: Callable[[float], list[Point]] | None = None,
    ) -> None:
        self.raw.strokes.append(
            RawStroke(
                points=points,
                closed=closed,
                layer=layer,
                source=source,
                handle=frame.handle or handle.decode("ascii", "replace"),
                block=frame.block,
                insert=frame.insert,
                bulges=bulges,
                arc=arc,
                curve=curve,
            )
        )

    def _lines(
        self, lines: Sequence[LineTags], frame: Frame, turn: Callable[[Spot], Point]
    ) -> None:
        """Lay lines; they are most of a plan, so each is a single step."""
        self.raw.strokes.extend(
            RawStroke(
                points=[turn(line.start), turn(line.end)],
                closed=False,
                layer=layer,
                source="LINE",
                handle=frame.handle or line.handle.decode("ascii", "replace"),
                block=frame.block,
                insert=frame.insert,
            )
            for line in lines
            if (layer := self.layer_of(line, frame, line.start)) is not None
        )

    def _arc(self, arc: ArcTags, frame: Frame) -> None:
        layer = self.layer_of(arc, frame, arc.centre)
        if layer is None:
            return
        source = "CIRCLE" if arc.closed else "ARC"
        start, end = arc.start_deg, arc.end_deg
        if frame.matrix is None:
            at = (arc.centre[0], arc.centre[1])
            found: tuple[Point, float, float, float] | None = (at, arc.radius, start, end)
        else:
            found = turned_arc(frame.matrix, Vec3(arc.centre), arc.radius, start, end)
        if found is None and frame.matrix is not None:
            fine = partial(fine_arc, frame.matrix, Vec3(arc.centre), arc.radius, start, end)
            points, is_whole = fine(arc.radius / COARSE), end - start == 360.0
            self._stroke(source, arc.handle, layer, frame, points, closed=is_whole, curve=fine)
            return
        closed = arc.closed or end - start == 360.0
        self._stroke(source, arc.handle, layer, frame, [], closed=closed, arc=found)

    def _polyline(self, line: PolylineTags, frame: Frame, turn: Callable[[Spot], Point]) -> None:
        layer = self.layer_of(line, frame, (*line.points[0], line.elevation))
        if layer is None:
            return
        points, bulges, curve = line.points, line.bulges, None
        if frame.matrix is not None:
            points = [turn((x, y, line.elevation)) for x, y in points]
            if bulges and not is_even(frame.matrix):
                spots = [Vec3(x, y, line.elevation) for x, y in line.points]
                curve = partial(fine_path, frame.matrix, spots, bulges, line.closed)
            elif bulges and mirrors(frame.matrix):
                bulges = [-bulge for bulge in bulges]
        self._stroke(
            "LWPOLYLINE",
            line.handle,
            layer,
            frame,
            points,
            closed=line.closed,
            bulges=bulges,
            curve=curve,
        )

    def _text(self, text: TextTags, frame: Frame) -> None:
        layer = self.layer_of(text, frame, text.insert)
        words = said(text.text.decode(self.encoding, "surrogateescape")) if layer else ""
        if layer is None or not words:
            return
        anchor = Vec3(text.insert)
        if (text.halign or text.valign) and text.align is not None:
            anchor = Vec3(text.align)
        offset = middle_offset(words, text.height, text.width, text.halign, text.valign)
        self.raw.texts.append(
            written(
                words,
                anchor,
                text.rotation_deg,
                text.height,
                offset,
                matrix=frame.matrix,
                layer=layer,
                source="TEXT",
                handle=frame.handle or text.handle.decode("ascii", "replace"),
                frame=frame,
            )
        )


def written(
    text: str,
    anchor: Vec3,
    rotation: float,
    height: float,
    offset: Point,
    *,
    matrix: Matrix44 | None,
    layer: str,
    source: str,
    handle: str,
    frame: Frame,
    tag: str | None = None,
) -> RawText:
    """Return writing where its block stands: the box turned and grown with the block."""
    middle = anchor + (Vec3(offset).rotate_deg(rotation) if rotation else Vec3(offset))
    if matrix is not None:
        ahead = matrix.transform_direction(Vec3.from_deg_angle(rotation))
        rotation = math.degrees(math.atan2(ahead.y, ahead.x))
        height *= matrix.transform_direction(Vec3(0, 1, 0)).magnitude
        anchor, middle = matrix.transform(anchor), matrix.transform(middle)
    return RawText(
        text=text,
        at=(middle.x, middle.y),
        insertion=(anchor.x, anchor.y),
        height=height,
        rotation_deg=rotation % 360,
        layer=layer,
        source=source,
        handle=handle,
        block=frame.block,
        insert=frame.insert,
        tag=tag,
    )


def spaces_by_name(spaces: Mapping[bytes | None, Space], encoding: str) -> dict[str | None, Space]:
    """Return the spaces under their blocks' names as ezdxf knows them: any case is the same."""
    return {
        None
        if name is None
        else decoded(name.decode(encoding, "surrogateescape")).casefold(): space
        for name, space in spaces.items()
    }
