"""The converter that is always there: entities as ezdwg decodes them, put where the index says.

ezdwg's own conversion moves what stands in blocks into modelspace. Its decoders do not: here each
entity goes to the owner the file names for it, and what cannot be carried ends the conversion.

    python -m cad_import.drawing.dwg.builtin count FILE          contents as JSON
    python -m cad_import.drawing.dwg.builtin convert FILE OUT    a DXF, and what it left as JSON
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import ezdxf
from ezdwg import raw
from ezdxf.document import Drawing as Document
from ezdxf.layouts import BaseLayout

from .contents import (
    BRACKETS,
    IN_BLOCK,
    IN_MODEL,
    Uncountable,
    contents_of,
    kinds_of,
)

LEFT = {"DIMENSION", "LEADER", "POINT", "VIEWPORT", "XLINE", "RAY", "TOLERANCE", "ATTDEF"}
# No wall, door or label of a room is drawn with these; they are counted and said.
SPLINE_CLOSED, LWPOLYLINE_CLOSED = 1, 512
FURTHEST = 1e12  # a coordinate beyond it was misread

Row = tuple[Any, ...]


class Loss(Exception):
    """What the conversion would lose."""


class Rebuilt:
    """Builds a DXF document from the decoded rows of one DWG."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.kinds = kinds_of(path)
        self.modes = {handle: mode for handle, mode, _order in raw.decode_entity_placements(path)}
        graph = raw.decode_document_graph(path)
        self.owners = _owners(graph, self.modes) | _owners_of_attributes(path, self.kinds)
        self.layers = {handle: name for handle, name, *_colour in graph[4]}
        self.layer_of = {row[0]: self.layers.get(row[5], "0") for row in graph[2]}
        self.geometry = {row[0]: row[2] for row in raw.decode_write_geometry(path)}
        self.document: Document = ezdxf.new("R2018")
        self.document.header["$INSUNITS"], self.document.header["$LUNITS"] = _units(path)
        self.spaces = self._spaces()
        self.done: Counter[str] = Counter()

    def document_of_all(self) -> Document:
        """Return the document with every entity in its place; raise Loss when one has none."""
        self._check_kinds()
        self._make_layers()
        for kind, rows, write in self._writers():
            for row in rows:
                self._write(kind, row, write)
        wanted = Counter(k for k in self.kinds.values() if k in {w[0] for w in self._names()})
        short = {kind: wanted[kind] - self.done[kind] for kind in wanted}
        if any(short.values()):
            told = ", ".join(f"{count} {kind}" for kind, count in short.items() if count)
            raise Loss(f"{told} could not be decoded")
        return self.document

    def left(self) -> dict[str, int]:
        """Return what carries nothing of a room and was left, by DXF type."""
        return dict(Counter(kind for kind in self.kinds.values() if kind in LEFT))

    def _check_kinds(self) -> None:
        known = LEFT | BRACKETS | {name for name, _decode, _write in self._names()}
        unknown = Counter(kind for kind in self.kinds.values() if kind not in known)
        if unknown:
            told = ", ".join(f"{count} {kind[:40]}" for kind, count in unknown.most_common(4))
            raise Loss(f"it holds {told}, which cannot be carried over")

    def _spaces(self) -> dict[int, BaseLayout]:
        """Return the block or modelspace of each block header's handle."""
        found: dict[int, BaseLayout] = {}
        for block in raw.decode_write_blocks(self.path):
            name = str(block["name"])
            if name.casefold().startswith("*model_space"):
                found[block["handle"]] = self.document.modelspace()
            elif not name.casefold().startswith("*paper_space"):
                if name in self.document.blocks:
                    raise Loss(f"two blocks are named {name}")
                found[block["handle"]] = self.document.blocks.new(name, block["base_point"])
        return found

    def _make_layers(self) -> None:
        states = {row[0]: row for row in raw.decode_layer_states(self.path)}
        for handle, name in self.layers.items():
            layer = (
                self.document.layers.get(name)
                if name in self.document.layers
                else self.document.layers.add(name)
            )
            state = states.get(handle)
            if state is not None and state[1]:
                layer.freeze()
            if state is not None and state[2]:
                layer.off()

    def _write(
        self, kind: str, row: Row, write: Callable[[BaseLayout, Row, dict[str, Any]], None]
    ) -> None:
        handle = row[0]
        mode = self.modes.get(handle)
        self.done[kind] += 1
        if mode == IN_MODEL:
            space: BaseLayout | None = self.document.modelspace()
        elif mode == IN_BLOCK:
            space = self._owner(handle)
        else:
            return  # paper space
        if space is None:
            raise Loss(f"the {kind} {handle:X} belongs to nothing that the file lists")
        if not all(map(_is_sound, _numbers(row[1:]))):
            raise Loss(f"the {kind} {handle:X} has coordinates that no drawing has")
        attributes: dict[str, Any] = {"layer": self.layer_of.get(handle, "0")}
        extrusion = self.geometry.get(handle)
        if extrusion is not None and tuple(extrusion) != (0.0, 0.0, 1.0):
            attributes["extrusion"] = extrusion
        write(space, row, attributes)

    def _owner(self, handle: int) -> BaseLayout | None:
        """Return the space an entity stands in; what belongs to a reference stands beside it."""
        owner = self.owners.get(handle)
        if owner in self.kinds:
            if self.modes.get(owner) == IN_MODEL:
                return self.document.modelspace()
            owner = self.owners.get(owner)
        return self.spaces.get(owner) if owner is not None else None

    def _names(
        self,
    ) -> Iterable[tuple[str, str, Callable[[BaseLayout, Row, dict[str, Any]], None]]]:
        return (
            ("LINE", "line", _line),
            ("ARC", "arc", _arc),
            ("CIRCLE", "circle", _circle),
            ("LWPOLYLINE", "lwpolyline", _lwpolyline),
            ("TEXT", "text", _text),
            ("MTEXT", "mtext", _mtext),
            ("INSERT", "insert", _insert),
            ("ATTRIB", "attrib", _attrib),
            ("SPLINE", "spline", _spline),
            ("ELLIPSE", "ellipse", _ellipse),
            ("HATCH", "hatch", _hatch),
        )

    def _writers(
        self,
    ) -> Iterator[tuple[str, Iterable[Row], Callable[[BaseLayout, Row, dict[str, Any]], None]]]:
        for kind, name, write in self._names():
            if kind in self.kinds.values():
                yield kind, getattr(raw, f"decode_{name}_entities")(self.path), write


def _owners(graph: Row, modes: Mapping[int, int]) -> dict[int, int]:
    """Return the owner of each entity that stands in a block or belongs to a reference.

    Where the decoder of a type does not tell it, an entity refers to one block header, which is its
    owner, or one block header to it.
    """
    headers = {row[0] for row in graph[1] if row[4] == "BLOCK_HEADER"}
    owners = {entity: owner for entity, kind, owner in graph[3] if kind == "owner"}
    guesses: dict[int, set[int]] = {}
    for one, kind, other in graph[3]:
        if kind == "handle_ref":
            for entity, header in ((one, other), (other, one)):
                if header in headers and modes.get(entity) == IN_BLOCK and entity not in owners:
                    guesses.setdefault(entity, set()).add(header)
    told = {entity: found.pop() for entity, found in guesses.items() if len(found) == 1}
    return told | owners


def _owners_of_attributes(path: str, kinds: Mapping[int, str]) -> dict[int, int]:
    """Return the block reference that each attribute belongs to."""
    if "ATTRIB" not in kinds.values():
        return {}
    return {row[0]: row[-1][-1] for row in raw.decode_attrib_entities(path) if row[-1][-1]}


def _units(path: str) -> tuple[int, int]:
    """Return $INSUNITS and $LUNITS, 0 and 2 (not stated, decimal) where they are not told."""
    try:
        insunits, lunits, *_rest = raw.decode_header_variables(path)
        return int(insunits), int(lunits)
    except (TypeError, ValueError):
        return 0, 2


def _numbers(values: Iterable[Any]) -> Iterator[float]:
    for value in values:
        if isinstance(value, float):
            yield value
        elif isinstance(value, list | tuple):
            yield from _numbers(value)


def _is_sound(number: float) -> bool:
    return math.isfinite(number) and abs(number) < FURTHEST


# --- one entity of each type -------------------------------------------------------


def _line(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    space.add_line(row[1:4], row[4:7], dxfattribs=attributes)


def _arc(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    start, end = math.degrees(row[5]), math.degrees(row[6])
    space.add_arc(row[1:4], row[4], start, end, dxfattribs=attributes)


def _circle(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    space.add_circle(row[1:4], row[4], dxfattribs=attributes)


def _lwpolyline(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, flags, points, bulges, *_widths = row
    bends = list(bulges) or [0.0] * len(points)
    if len(bends) != len(points):
        raise Loss("a polyline has bulges that fit no vertices")
    rows = [(x, y, bend) for (x, y), bend in zip(points, bends, strict=True)]
    space.add_lwpolyline(
        rows, format="xyb", close=bool(flags & LWPOLYLINE_CLOSED), dxfattribs=attributes
    )


def _written(
    words: str,
    insert: Row,
    align: Row | None,
    extrusion: Row,
    metrics: Row,
    flags: Row,
    attributes: Mapping[str, Any],
) -> dict[str, Any]:
    _thickness, _oblique, height, rotation, width = metrics
    _generation, across, up = flags
    found = dict(attributes) | {
        "text": words,
        "insert": insert,
        "height": height,
        "rotation": math.degrees(rotation),
        "width": width,
        "halign": across,
        "valign": up,
    }
    if align is not None:
        found["align_point"] = align
    if tuple(extrusion) != (0.0, 0.0, 1.0):
        found["extrusion"] = extrusion
    return found


def _text(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, words, insert, align, extrusion, metrics, flags, *_style = row
    written = _written(words, insert, align, extrusion, metrics, flags, attributes)
    space.new_entity("TEXT", written)


def _attrib(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, words, tag, _prompt, insert, align, extrusion, metrics, flags, *_more = row
    written = _written(words, insert, align, extrusion, metrics, flags, attributes)
    space.new_entity("ATTRIB", written | {"tag": tag})


def _mtext(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, words, insert, extrusion, ahead, _width, height, place, *_more = row
    space.add_mtext(
        words,
        dxfattribs=attributes
        | {
            "insert": insert,
            "extrusion": extrusion,
            "text_direction": ahead,
            "char_height": height,
            "attachment_point": place,
        },
    )


def _insert(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, x, y, z, scale_x, scale_y, scale_z, rotation, name = row
    if name is None:
        raise Loss("a block reference names no block")
    space.add_blockref(
        name,
        (x, y, z),
        dxfattribs=attributes
        | {
            "xscale": scale_x,
            "yscale": scale_y,
            "zscale": scale_z,
            "rotation": math.degrees(rotation),
        },
    )


def _spline(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, flags, _tolerances, knots, controls, weights, fits = row
    spline = space.add_spline(dxfattribs=attributes | {"degree": flags[1]})
    spline.closed = bool(flags[3])
    if controls:
        spline.control_points = controls
        spline.knots = knots
        spline.weights = weights or ()
    else:
        spline.fit_points = fits


def _ellipse(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, centre, major, extrusion, ratio, start, end, *_more = row
    if tuple(extrusion) != (0.0, 0.0, 1.0):
        attributes = attributes | {"extrusion": extrusion}
    space.add_ellipse(centre, major, ratio, start, end, dxfattribs=attributes)


def _hatch(space: BaseLayout, row: Row, attributes: dict[str, Any]) -> None:
    _handle, _name, solid, _associative, _elevation, extrusion, paths, *_more = row
    hatch = space.add_hatch(dxfattribs=attributes | {"extrusion": extrusion})
    if not solid:
        hatch.set_pattern_fill("ANSI31")
    for _closed, points in paths:
        hatch.paths.add_polyline_path(points, is_closed=True)


def main(words: list[str]) -> int:
    """Count or convert, and print what there is to say as one JSON object."""
    try:
        if words[0] == "count":
            found = contents_of(words[1])
            said: dict[str, Any] = {"model": dict(found.model), "blocks": dict(found.blocks)}
        else:
            rebuilt = Rebuilt(words[1])
            rebuilt.document_of_all().saveas(words[2])
            said = {"left": rebuilt.left()}
    except (Loss, Uncountable) as reason:
        said = {"why": str(reason)}
    print(json.dumps(said))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
