"""Block references: what they hold is laid where they stand, to any depth.

Most come from the tags; those with attributes, in arrays or clipped come from ezdxf.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ezdxf.math import Matrix44, Vec3

from .blocks import is_clipped
from .placing import copies
from .raw import Frame, RawInsert, Tally
from .tagged import InsertTags
from .writing import decoded

if TYPE_CHECKING:
    from .collecting import Collector


@dataclass(frozen=True, slots=True)
class Opened:
    """A block that was looked into: its name as people know it, its base, what ezdxf read of it."""

    name: str
    base: Vec3
    contents: Sequence[Any]


def read_reference(collector: Collector, entity: Any, frame: Frame, layer: str) -> None:
    """Read a reference that ezdxf holds, and its attributes."""
    name = str(entity.dxf.name)
    _read_attributes(collector, entity, frame, layer, name)
    fault = _fault(collector, name, frame)
    if fault is not None:
        collector.tally(*fault, entity, frame)
        return
    block = opened(collector, name)
    if is_clipped(entity):
        collector.tally(collector.raw.clipped, block.name, entity, frame)
    # An array is refused before it is laid out; one of nothing counts as well.
    count = entity.dxf.get("row_count", 1) * entity.dxf.get("column_count", 1)
    collector.bound(collector.raw.expanded + int(count) * (1 + len(block.contents)))
    for copy in copies(entity):
        dxf = copy.dxf
        one = RawInsert(
            name=block.name,
            at=(0.0, 0.0),
            rotation_deg=float(dxf.get("rotation", 0.0)),
            scale=(float(dxf.get("xscale", 1.0)), float(dxf.get("yscale", 1.0))),
            layer=layer,
            handle=collector.handle_of(copy, frame),
        )
        _lay(collector, name, one, copy.matrix44(), frame)


def _read_attributes(
    collector: Collector, entity: Any, frame: Frame, layer: str, name: str
) -> None:
    """Read a reference's attributes, which stand where the reference itself stands."""
    if not entity.attribs:
        return
    index = frame.insert
    if index is None and name in collector.document.blocks:
        index = len(collector.raw.inserts)  # the reference itself is entered next
    collector.read(entity.attribs, replace(frame, layer=layer, insert=index))


def lay_references(collector: Collector, inserts: Sequence[InsertTags], frame: Frame) -> None:
    """Lay the references that were taken from the tags of modelspace or of a block."""
    encoding = collector.layer.encoding
    for tags in inserts:
        layer = collector.layer.layer_of(tags, frame, tags.at)
        if layer is not None:
            name = tags.name.decode(encoding, "surrogateescape")
            handle = frame.handle or tags.handle.decode("ascii", "replace")
            _lay_tags(collector, tags, name, layer, handle, frame)


def _lay_tags(
    collector: Collector, tags: InsertTags, name: str, layer: str, handle: str, frame: Frame
) -> None:
    fault = _fault(collector, name, frame)
    if fault is not None:
        spot = Vec3(tags.at)
        at = spot if frame.matrix is None else frame.matrix.transform(spot)
        counts, called = fault
        counts.add(called, at=(at.x, at.y), handle=handle)
        return
    block = opened(collector, name)
    collector.bound(collector.raw.expanded + 1 + len(block.contents))
    one = RawInsert(
        name=block.name,
        at=(0.0, 0.0),
        rotation_deg=tags.rotation_deg,
        scale=tags.scale[:2],
        layer=layer,
        handle=handle,
    )
    _lay(collector, name, one, _matrix(tags, block.base), frame)


def _fault(collector: Collector, name: str, frame: Frame) -> tuple[Tally, str] | None:
    """Return where to count a reference that cannot be laid, and under which name."""
    raw = collector.raw
    if name not in collector.opened and name not in collector.document.blocks:
        return raw.missing_blocks, decoded(name)
    if name not in collector.opened and collector.is_external(collector.document.blocks[name]):
        return raw.xrefs, name
    if frame.depth >= collector.limits.max_block_depth or name in frame.path:
        return raw.too_deep, collector.names.known(name)
    return None


def opened(collector: Collector, name: str) -> Opened:
    """Return a block, looked into once."""
    found = collector.opened.get(name)
    if found is None:
        block = collector.document.blocks[name]
        entity: Any = block.block
        base = Vec3(entity.dxf.base_point)
        found = Opened(collector.names.known(name), base, list(block))
        collector.opened[name] = found
    return found


def _matrix(tags: InsertTags, base: Vec3) -> Matrix44:
    """Return what a reference in the plane of the drawing does to its block."""
    turn, (sx, sy, sz) = math.radians(tags.rotation_deg), tags.scale
    cos, sin = math.cos(turn), math.sin(turn)
    rows = (sx * cos, sx * sin, 0, 0, -sy * sin, sy * cos, 0, 0, 0, 0, sz, 0, 0, 0, 0, 1)
    matrix = Matrix44(rows)
    spot = Vec3(tags.at) - matrix.transform_direction(base)
    matrix.set_row(3, (spot.x, spot.y, spot.z))
    return matrix


def _lay(collector: Collector, name: str, one: RawInsert, matrix: Matrix44, frame: Frame) -> None:
    """Lay what a block holds, and enter the reference when it is an outermost one."""
    collector.raw.expanded += 1
    if frame.matrix is not None:
        matrix = matrix * frame.matrix
    index = frame.insert
    if index is None:
        spot = matrix.transform(Vec3(0, 0, 0))
        index = len(collector.raw.inserts)
        collector.raw.inserts.append(replace(one, at=(spot.x, spot.y)))
    inside = Frame(
        matrix=matrix,
        layer=one.layer,
        handle=one.handle,
        block=one.name,
        insert=index,
        depth=frame.depth + 1,
        path=frame.path | {name},
    )
    collector.lay(name, inside)
    collector.read(opened(collector, name).contents, inside)
