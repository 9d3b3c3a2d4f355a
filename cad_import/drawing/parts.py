"""Things made of other things: multilines, tables, leaders; their parts bear the whole's name."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from ezdxf.entities.acad_table import read_acad_table_content
from ezdxf.math import Matrix44, Vec3
from numpy.typing import NDArray

from .paragraphs import said_in_paragraphs
from .placing import flat
from .raw import Frame, Point, Raw, RawText
from .writing import box_of

if TYPE_CHECKING:
    from .collecting import Collector

BESIDE = 2.5  # letter heights between a leader's end and the box of its text
CELL_TEXT = 0.6  # of a row's height, when the table does not say how high its letters are


def read_parts(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read what ezdxf takes a thing apart into, on the thing's layer where a part has none."""
    _read_as(collector, entity, frame, layer, list(entity.virtual_entities()))


def _read_as(
    collector: Collector,
    entity: Any,
    frame: Frame,
    layer: str,
    parts: Iterable[Any],
    *,
    block: str | None = None,
) -> list[RawText]:
    """Read parts under the name and handle of their whole, and return the texts among them."""
    raw, source = collector.raw, _source(entity)
    strokes, texts = len(raw.strokes), len(raw.texts)
    handle = collector.handle_of(entity, frame)
    inside = replace(frame, layer=layer, handle=handle, depth=frame.depth + 1)
    if block is not None:
        collector.lay(block, inside)
    collector.read(parts, inside)
    for stroke in raw.strokes[strokes:]:
        stroke.source = source
    for text in raw.texts[texts:]:
        text.source = source
    return raw.texts[texts:]


def _source(entity: Any) -> str:
    return {"ACAD_TABLE": "TABLE", "MULTILEADER": "LEADER", "MLEADER": "LEADER"}.get(
        entity.dxftype(), str(entity.dxftype())
    )


# --- tables -----------------------------------------------------------------


def read_table(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a table as the block it is drawn by, or from its cells when the block is missing."""
    name = entity.get_block_name()
    matrix = _table_matrix(entity)
    inside = replace(frame, matrix=matrix if frame.matrix is None else matrix * frame.matrix)
    if name in collector.document.blocks:
        block = list(collector.document.blocks[name])
        _read_as(collector, entity, inside, layer, block, block=name)
    else:
        _read_cells(collector, entity, inside, layer)


def _table_matrix(entity: Any) -> Matrix44:
    spot = Vec3(entity.get_insert_location())
    across = Vec3(entity.dxf.get("horizontal_direction", Vec3(1, 0, 0)))
    turn = Matrix44.z_rotate(math.atan2(across.y, across.x))
    return turn * Matrix44.translate(spot.x, spot.y, spot.z)


def _read_cells(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    tags = entity.xtags.get_subclass("AcDbTable")
    heights = [float(tag.value) for tag in tags if tag.code == 141]
    widths = [float(tag.value) for tag in tags if tag.code == 142]
    down, across = _sums(heights, -1.0), _sums(widths, 1.0)
    for row in down:
        collector.stroke(entity, frame, layer, _placed([(0, row), (across[-1], row)], frame))
    for column in across:
        collector.stroke(entity, frame, layer, _placed([(column, 0), (column, down[-1])], frame))
    for r, cells in enumerate(read_acad_table_content(entity)[: len(heights)]):
        for c, cell in enumerate(cells[: len(widths)]):
            middle = ((across[c] + across[c + 1]) / 2, (down[r] + down[r + 1]) / 2)
            _write_cell(collector, entity, frame, layer, cell, middle, heights[r] * CELL_TEXT)


def _sums(sizes: Sequence[float], way: float) -> list[float]:
    found = [0.0]
    for size in sizes:
        found.append(found[-1] + way * size)
    return found


def _placed(points: Iterable[Point], frame: Frame) -> list[Point]:
    assert frame.matrix is not None
    return flat(frame.matrix.transform_vertices([Vec3(point) for point in points]))


def _write_cell(
    collector: Collector,
    entity: Any,
    frame: Frame,
    layer: str,
    cell: str,
    middle: Point,
    height: float,
) -> None:
    text = said_in_paragraphs(cell)
    if not text:
        return
    (spot,) = _placed([middle], frame)
    collector.raw.texts.append(
        RawText(
            text=text,
            at=spot,
            insertion=spot,
            height=height,
            rotation_deg=0.0,
            layer=layer,
            source="TABLE",
            handle=collector.handle_of(entity, frame),
            block=frame.block,
            insert=frame.insert,
        )
    )


# --- leaders ----------------------------------------------------------------


def read_multileader(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a MULTILEADER as its text with the way its first arrow leads, and its lines."""
    parts = [part for part in entity.virtual_entities() if part.dxftype() in SHOWN_OF_LEADERS]
    texts = _read_as(collector, entity, frame, layer, parts)
    ways = [
        [data.last_leader_point, *reversed(line.vertices)]
        for data in entity.context.leaders
        for line in data.lines
        if line.vertices
    ]
    for text in texts[:1] if ways else ():
        way = [Vec3(spot) for spot in ways[0]]
        matrix = frame.matrix
        text.leader = flat(way if matrix is None else matrix.transform_vertices(way))


SHOWN_OF_LEADERS = {"LINE", "LWPOLYLINE", "POLYLINE", "SPLINE", "MTEXT", "TEXT", "INSERT"}


def read_leader(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a LEADER's line, and keep it for the text it belongs to."""
    points = [Vec3(point) for point in entity.vertices]
    if frame.matrix is not None:
        points = list(frame.matrix.transform_vertices(points))
    path = flat(points)
    collector.stroke(entity, frame, layer, path)
    annotation = str(entity.dxf.get("annotation_handle") or "0")
    collector.leaders.append((annotation.upper(), path))


def attach_leaders(raw: Raw, leaders: Sequence[tuple[str, list[Point]]]) -> None:
    """Give each leader to the text it names, or else to the one that stands at its end."""
    if not leaders or not raw.texts:
        return
    by_handle = {text.handle.upper(): text for text in raw.texts}
    boxes = _boxes(raw.texts)
    for annotation, path in leaders:
        text = by_handle.get(annotation) or _text_beside(raw.texts, boxes, path[-1])
        if text is not None and not text.leader and len(path) > 1:
            text.leader = path[::-1]


def _boxes(texts: Sequence[RawText]) -> NDArray[np.float64]:
    """Return for each text its middle, the cosine and sine of its turn, its half sides and height."""
    rows = []
    for text in texts:
        turn = math.radians(text.rotation_deg)
        wide, tall = box_of(text.text, text.height)
        row = (*text.at, math.cos(turn), math.sin(turn), wide / 2, tall / 2, text.height or 1e-9)
        rows.append(row)
    return np.array(rows)


def _text_beside(
    texts: Sequence[RawText], boxes: NDArray[np.float64], end: Point
) -> RawText | None:
    """Return the text whose box is nearest to a leader's end, if it is a few letters away at most."""
    x, y, cos, sin, wide, tall, height = boxes.T
    dx, dy = end[0] - x, end[1] - y
    along = np.maximum(np.abs(dx * cos + dy * sin) - wide, 0)
    above = np.maximum(np.abs(dy * cos - dx * sin) - tall, 0)
    gaps = np.hypot(along, above) / height
    nearest = int(gaps.argmin())
    return texts[nearest] if gaps[nearest] <= BESIDE else None
