"""A reading as plain data, in the shape that `read_drawing --json` promises, and as a table.

The shape is a contract: keys are added, never renamed or dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing import Note
from cad_import.drawing.entities import Point
from cad_import.pipeline import Reading
from cad_import.rooms import AreaRule, Closure, Door, RoomRead, RoomsOfStorey
from cad_import.rooms.layers import LayerRead
from cad_import.rooms.polygons import polygons_within
from cad_import.stated import Used

Ring = list[list[float]]
SURROGATE = re.compile("[\ud800-\udfff]")
DIGITS_M = 6  # a thousandth of a millimetre: well below any drawing, so that areas survive
DIGITS_M2 = 6  # what the register stores
RESIDUE = {
    "small_space": "small closed spaces with neither label nor door",
    "unnamed_space": "closed spaces with neither label nor door",
    "without_outline": "places wider than a wall in no outline",
}


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as values that JSON can hold: floats finite, text free of surrogates."""
    unit = reading.drawing.unit
    return {
        "file": clean(reading.drawing.name),
        "sha256": reading.drawing.sha256,
        "unit": {
            "name": unit.name,
            "metres": unit.metres,
            "certain": unit.certain,
            "evidence": [clean(sentence) for sentence in unit.evidence],
            "evidence_zh": [clean(sentence) for sentence in unit.evidence_zh],
        },
        "storeys": [_storey(storey) for storey in reading.storeys],
        "notes": [_note(note) for note in reading.notes],
        "whole": reading.drawing.is_whole,
        "profile": None if reading.used is None else _profile(reading.used),
        "fingerprint": [clean(name) for name in reading.fingerprint],
        "timing_s": {"read": round(reading.read_s, 4), "rooms": round(reading.rooms_s, 4)},
    }


def clean(text: str) -> str:
    """Return a text that UTF-8 can hold: halves of surrogate pairs become the replacement mark.

    >>> clean("办公室" + chr(0xD800)) == "办公室" + chr(0xFFFD)
    True
    """
    return text if text.isascii() else SURROGATE.sub(chr(0xFFFD), text)


def _clean_or_none(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _storey(storey: RoomsOfStorey) -> dict[str, Any]:
    balance = storey.balance
    return {
        "title": clean(storey.title),
        "levels": list(storey.levels),
        "rooms": list(map(_room, storey.rooms, _rounded(storey.rooms))),
        "closures": [_closure(closure) for closure in storey.closures],
        "doors": [_door(door, storey.rooms) for door in storey.doors],
        "outline": [_ring(ring) for ring in storey.outline],
        "balance_m2": {
            "outline": _finite(balance.outline_m2, 3),
            "rooms": _finite(balance.rooms_m2, 3),
            "walls": _finite(balance.walls_m2, 3),
            "residue": _finite(balance.residue_m2, 3),
        },
        "residue": [
            {"kind": each.kind, "count": each.count, "area_m2": _finite(each.area_m2, 3)}
            for each in balance.residue
        ],
        "left_open": [
            {"from": _place(gap.start), "to": _place(gap.end), "width_mm": gap.width_mm}
            for gap in storey.left_open
        ],
        "area_rule": _rule(storey.rule),
        "layers": [_layer(layer) for layer in storey.layers],
    }


def _profile(used: Used) -> dict[str, Any]:
    profile, alike = used.profile, used.likeness
    return {
        "key": used.saved.key,
        "name": clean(profile.name),
        "title": clean(profile.title),
        "how": used.how,
        "layers_alike": {"same": alike.same, "here": alike.here, "there": alike.there},
        "unit": profile.unit,
        "encoding": profile.encoding,
        "area_rule": profile.area_rule,
    }


def _rule(rule: AreaRule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "name_zh": rule.name_zh,
        "since": rule.since.isoformat(),
        "source": rule.source,
        "source_zh": rule.source_zh,
        "unsettled": rule.unsettled,
        "unsettled_zh": rule.unsettled_zh,
    }


def _layer(layer: LayerRead) -> dict[str, Any]:
    found = layer.taken_for
    return {
        "layer": clean(layer.name),
        "role": found.role.value,
        "confidence": found.confidence,
        "told_by": found.told_by.value,
        "because": clean(found.because),
        "because_zh": clean(found.because_zh),
        "paths": layer.paths,
        "texts": layer.texts,
        "fills": layer.fills,
    }


def _room(room: RoomRead, rings: list[Ring]) -> dict[str, Any]:
    printed = room.printed_area_m2
    return {
        "number": _clean_or_none(room.number),
        "name": _clean_or_none(room.name),
        "use": room.use.value,
        "area_m2": _finite(room.area_m2, DIGITS_M2),
        "printed_area_m2": None if printed is None else _finite(printed, DIGITS_M2),
        "polygon": rings[0],
        "holes": rings[1:],
        "from": room.source,
        "confidence": _finite(room.confidence, 3),
        "reasons": [clean(reason) for reason in room.reasons],
        "reasons_zh": [clean(reason) for reason in room.reasons_zh],
        "likely_wrong": None if room.likely_wrong is None else room.likely_wrong.en,
        "likely_wrong_zh": None if room.likely_wrong is None else room.likely_wrong.zh,
    }


def _rounded(rooms: Sequence[RoomRead]) -> list[list[Ring]]:
    """Return rooms' rings in the digits of a report, still valid: rounding can fold a narrow spike."""
    rings = [list(map(_ring, (room.polygon, *room.holes))) for room in rooms]
    polygons = polygons_within(rings)
    for index in np.flatnonzero(~shapely.is_valid(polygons)).tolist():
        rings[index] = _mended(polygons[index])
    return rings


def _mended(polygon: Polygon) -> list[Ring]:
    """Return the rings of the larger part of a polygon that folds over itself."""
    parts = shapely.get_parts(shapely.set_precision(shapely.make_valid(polygon), 10.0**-DIGITS_M))
    whole = max(parts, key=lambda part: part.area)
    return [_ring(ring.coords[:-1]) for ring in (whole.exterior, *whole.interiors)]


def _closure(closure: Closure) -> dict[str, Any]:
    return {
        "from": _place(closure.start),
        "to": _place(closure.end),
        "kind": closure.evidence,
        "width_mm": closure.width_mm,
    }


def _door(door: Door, rooms: Sequence[RoomRead]) -> dict[str, Any]:
    joined = [None if index is None else rooms[index].number for index in door.rooms]
    return {
        "rooms": list(door.rooms),
        "numbers": [_clean_or_none(number) for number in joined],
        "at": _place(door.at),
        "width_mm": door.width_mm,
        "kind": door.kind,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "code": note.code,
        "severity": note.severity,
        "at": None if note.at is None else _place(note.at),
        "handle": note.handle,
        "text": clean(note.text),
        "text_zh": clean(note.text_zh),
    }


def _ring(ring: Sequence[Point]) -> Ring:
    if not all(isfinite(x) and isfinite(y) for x, y in ring):
        return [_place(point) for point in ring]
    return [[round(x, DIGITS_M) + 0.0, round(y, DIGITS_M) + 0.0] for x, y in ring]


def _place(point: Point) -> list[float]:
    return [_finite(point[0], DIGITS_M), _finite(point[1], DIGITS_M)]


def _finite(value: float, digits: int) -> float:
    return round(value, digits) + 0.0 if isfinite(value) else 0.0  # no -0.0


def as_lines(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield a report as a table for people."""
    unit = report["unit"]
    sure = "certain" if unit["certain"] else "not certain"
    yield f"{report['file']}: unit {unit['name']} ({sure})"
    for storey in report["storeys"]:
        yield from _storey_lines(storey)
    for note in report["notes"]:
        yield f"  {note['severity']:8}{note['code']}: {note['text']}"
    taken = report["timing_s"]
    yield f"  read in {taken['read']:.2f} s, rooms in {taken['rooms']:.2f} s"


def _storey_lines(storey: Mapping[str, Any]) -> Iterator[str]:
    balance = storey["balance_m2"]
    title = f"{storey['title']}: " if storey["title"] else ""
    yield f"{title}{len(storey['rooms'])} rooms, {balance['rooms']:.2f} m²"
    for room in storey["rooms"]:
        yield (
            f"  {room['number'] or '–':12}{room['area_m2']:10.2f}  {room['use']:12}"
            f"{room['from']:8}{room['confidence']:5.2f}  {room['name'] or ''}"
        )
    if storey["rooms"]:
        yield (
            f"  outline {balance['outline']:.2f} = rooms {balance['rooms']:.2f} + walls "
            f"{balance['walls']:.2f} + residue {balance['residue']:.2f} m²; "
            f"{len(storey['closures'])} gaps closed"
        )
        for part in storey["residue"]:
            yield f"  residue: {RESIDUE[part['kind']]}: {part['count']}, {part['area_m2']:.2f} m²"
        yield f"  areas: {storey['area_rule']['name']}, since {storey['area_rule']['since']}"
