"""The reader's story: file → document → raw entities → unit → values in metres."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import numpy as np
from ezdxf.document import Drawing as Document

from .collecting import Collector
from .curves import arc_points, path_points
from .dwg import converted
from .entities import (
    CURVE_TOLERANCE_M,
    Arc,
    Dimension,
    Drawing,
    Hatch,
    Insert,
    Stroke,
    Text,
)
from .errors import DrawingError, DrawingTakesMemory, DrawingTooLarge, NoSuchFile, UnreadableDrawing
from .layouts import Window, windows_of
from .limits import LIMITS, Limits
from .loading import is_dwg, load
from .mending import mend
from .oddities import Oddities, layer_states
from .paths import points_of
from .raw import Point, Raw, RawHatch, RawStroke
from .scale import stated, unit_of
from .storeys import Content, storeys_of


def read(
    path: Path, *, unit: str = "auto", encoding: str | None = None, limits: Limits = LIMITS
) -> Drawing:
    """Return what a DXF or DWG file says, in metres; raise DrawingError when it says nothing."""
    path = Path(path)
    try:
        return _drawing(path, unit, encoding, limits)
    except DrawingError:
        raise
    except MemoryError as fault:
        megabytes = limits.memory_bytes // 1_000_000
        raise DrawingTakesMemory(path.name, megabytes=megabytes) from fault
    except Exception as fault:  # a library's own error never leaves the reader
        raise UnreadableDrawing(path.name, why=type(fault).__name__) from fault


def _drawing(path: Path, unit: str, encoding: str | None, limits: Limits) -> Drawing:
    data = _bytes(path, limits)
    digest = hashlib.sha256(data).hexdigest()
    is_other = is_dwg(data[:16])
    loaded = converted(path, limits=limits) if is_other else load(path, data, encoding=encoding)
    raw = Collector(loaded, limits=limits, name=path.name).collected()
    mended = mend(raw)
    header = _header_unit(loaded.document)
    known = (
        unit_of(raw, header=header, lunits=_lunits(loaded.document))
        if unit == "auto"
        else stated(unit)
    )
    oddities = Oddities(raw, loaded.document, known).notes(header=header, mended=mended)
    split = storeys_of(
        path.stem,
        Content(
            strokes=_strokes(raw.strokes, known.metres),
            texts=_texts(raw, known.metres),
            inserts=_inserts(raw, known.metres),
            hatches=_hatches(raw, known.metres),
            dimensions=_dimensions(raw, known.metres),
        ),
        windows=_windows(loaded.document, raw, known.metres),
    )
    return Drawing(
        name=path.name,
        sha256=digest,
        unit=known,
        storeys=split.storeys,
        notes=(*loaded.notes, *oddities, *split.notes),
        layers=layer_states(loaded.document),
        entities_in=raw.entities_in,
        skipped=dict(raw.skipped),
    )


def _windows(document: Document, raw: Raw, metres: float) -> tuple[Window, ...]:
    """Return what viewports show of modelspace, in metres; nothing when paper space was read."""
    if raw.paper is not None:
        return ()
    return tuple(
        replace(window, box=box)
        for window in windows_of(document)
        if (box := _scaled_box(window.box, metres)) is not None
    )


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.max_bytes:
            raise DrawingTooLarge(
                path.name, what="bytes", what_zh="字节数", found=size, limit=limits.max_bytes
            )
        return path.read_bytes()
    except OSError as fault:
        raise NoSuchFile(path.name) from fault


def _header_unit(document: Document) -> int | None:
    try:
        return int(document.header.get("$INSUNITS", 0))
    except (TypeError, ValueError):
        return None


def _lunits(document: Document) -> int | None:
    """Return how lengths are written: 3 and 4 are feet and inches, in dimensions before coordinates."""
    for name in ("$DIMLUNIT", "$LUNITS"):
        value = document.header.get(name)
        if value in (3, 4):
            return int(value)
    return None


# --- to metres ----------------------------------------------------------------


def _scaled(points: Iterable[Point], metres: float) -> tuple[Point, ...]:
    return tuple((x * metres, y * metres) for x, y in points)


def _strokes(raw: Sequence[RawStroke], metres: float) -> tuple[Stroke, ...]:
    """Return strokes in metres; straight ones are scaled all at once."""
    paths = [_path(each, CURVE_TOLERANCE_M / metres) for each in raw]
    points, _owner = points_of(paths)
    scaled = list(zip(*(points * metres).T.tolist(), strict=True))
    ends = list(accumulate(map(len, paths)))
    return tuple(
        Stroke(
            points=tuple(scaled[start:end]),
            closed=each.closed,
            layer=each.layer,
            source=each.source,
            handle=each.handle,
            block=each.block,
            insert=each.insert,
            arc=None if each.arc is None else _arc(*each.arc, metres),
            width_m=each.width * metres,
        )
        for each, start, end in zip(raw, [0, *ends], ends, strict=False)
        if end - start >= 2
    )


def _path(raw: RawStroke, sagitta: float) -> list[Point]:
    """Return the points of a stroke, its curves flattened."""
    if raw.arc is not None:
        points = arc_points(*raw.arc, sagitta=sagitta)
        return points[:-1] if raw.closed else points
    if raw.curve is not None:
        points = raw.curve(sagitta)
        return points[:-1] if raw.closed and points[0] == points[-1] else points
    if raw.bulges is None:
        return raw.points
    return path_points(raw.points, raw.bulges, closed=raw.closed, sagitta=sagitta)


def _arc(centre: Point, radius: float, start: float, end: float, metres: float) -> Arc:
    return Arc(
        centre=(centre[0] * metres, centre[1] * metres),
        radius_m=radius * metres,
        start_deg=start,
        end_deg=start + ((end - start) % 360 or 360.0),
    )


def _texts(raw: Raw, metres: float) -> tuple[Text, ...]:
    return tuple(
        Text(
            text=each.text,
            at=(each.at[0] * metres, each.at[1] * metres),
            insertion=(each.insertion[0] * metres, each.insertion[1] * metres),
            height_m=each.height * metres,
            rotation_deg=each.rotation_deg,
            layer=each.layer,
            source=each.source,
            handle=each.handle,
            block=each.block,
            insert=each.insert,
            tag=each.tag,
            leader=_scaled(each.leader, metres),
        )
        for each in raw.texts
    )


def _inserts(raw: Raw, metres: float) -> tuple[Insert, ...]:
    bounds = _bounds_by_insert(raw)
    return tuple(
        Insert(
            name=each.name,
            at=(each.at[0] * metres, each.at[1] * metres),
            rotation_deg=each.rotation_deg,
            scale=each.scale,
            layer=each.layer,
            handle=each.handle,
            bounds=_scaled_box(bounds.get(index), metres),
        )
        for index, each in enumerate(raw.inserts)
    )


def _bounds_by_insert(raw: Raw) -> dict[int, tuple[float, float, float, float]]:
    inside = [stroke for stroke in raw.strokes if stroke.insert is not None]
    if not inside:
        return {}
    points, owner = points_of([stroke.points or _box_of(stroke) for stroke in inside])
    insert = np.array([stroke.insert for stroke in inside], dtype=np.int64)[owner]
    order = np.argsort(insert, kind="stable")
    found, first = np.unique(insert[order], return_index=True)
    low, high = np.minimum.reduceat(points[order], first), np.maximum.reduceat(points[order], first)
    boxes = np.hstack([low, high]).tolist()
    return {index: tuple(box) for index, box in zip(found.tolist(), boxes, strict=True)}


def _box_of(stroke: RawStroke) -> list[Point]:
    assert stroke.arc is not None
    (x, y), radius, start, end = stroke.arc
    return arc_points((x, y), radius, start, end, sagitta=radius / 10)


def _scaled_box(
    box: tuple[float, float, float, float] | None, metres: float
) -> tuple[float, float, float, float] | None:
    if box is None:
        return None
    west, south, east, north = box
    return west * metres, south * metres, east * metres, north * metres


def _hatches(raw: Raw, metres: float) -> tuple[Hatch, ...]:
    return tuple(
        Hatch(
            rings=tuple(_scaled(ring, metres) for ring in _rings(each, metres)),
            layer=each.layer,
            handle=each.handle,
            solid=each.solid,
            block=each.block,
        )
        for each in raw.hatches
        if each.rings
    )


def _rings(raw: RawHatch, metres: float) -> list[list[Point]]:
    return raw.rings if raw.curve is None else raw.curve(CURVE_TOLERANCE_M / metres)


def _dimensions(raw: Raw, metres: float) -> tuple[Dimension, ...]:
    return tuple(
        Dimension(
            measured_m=each.measured * metres,
            text=each.text,
            at=(each.at[0] * metres, each.at[1] * metres),
            layer=each.layer,
            handle=each.handle,
        )
        for each in raw.dimensions
    )
