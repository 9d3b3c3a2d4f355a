"""A reading as JSON, in the shape that is a contract (see README, `read_drawing`)."""

from __future__ import annotations

from typing import Any

from cad_import.drawing import Note
from cad_import.pipeline import Reading
from cad_import.rooms import Closure, FloorRead, RoomRead

MILLIMETRES = 4  # digits of a metre kept in coordinates: a tenth of a millimetre


def as_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as values JSON knows."""
    unit = reading.drawing.unit
    return {
        "file": reading.drawing.name,
        "sha256": reading.drawing.sha256,
        "unit": {
            "name": unit.name,
            "metres": unit.metres,
            "certain": unit.certain,
            "evidence": list(unit.evidence),
        },
        "storeys": [_storey(floor) for floor in reading.floors],
        "notes": [_note(note) for note in reading.notes],
        "timing_s": {"read": round(reading.read_s, 4), "rooms": round(reading.rooms_s, 4)},
    }


def _storey(floor: FloorRead) -> dict[str, Any]:
    balance = floor.balance
    return {
        "title": floor.title,
        "rooms": [_room(room) for room in floor.rooms],
        "closures": [_closure(closure) for closure in floor.closures],
        "outline": _outline(floor.outline),
        "balance_m2": {
            "outline": round(balance.outline_m2, 3),
            "rooms": round(balance.rooms_m2, 3),
            "walls": round(balance.walls_m2, 3),
            "residue": round(balance.residue_m2, 3),
        },
    }


def _outline(shape: Any) -> list[list[list[float]]]:
    parts = getattr(shape, "geoms", [shape])
    return [_ring(part.exterior) for part in parts if not part.is_empty]


def _room(room: RoomRead) -> dict[str, Any]:
    return {
        "number": room.number,
        "name": room.name,
        "use": room.use.value,
        "area_m2": round(room.area_m2, 4),
        "printed_area_m2": room.printed_area_m2,
        "polygon": _ring(room.polygon.exterior),
        "holes": [_ring(hole) for hole in room.polygon.interiors],
        "from": room.source,
        "confidence": room.confidence,
        "reasons": list(room.reasons),
    }


def _ring(ring: Any) -> list[list[float]]:
    return [[round(x, MILLIMETRES), round(y, MILLIMETRES)] for x, y in ring.coords[:-1]]


def _closure(closure: Closure) -> dict[str, Any]:
    return {
        "from": list(closure.start),
        "to": list(closure.end),
        "kind": closure.kind,
        "width_mm": closure.width_mm,
    }


def _note(note: Note) -> dict[str, Any]:
    return {
        "code": note.code,
        "severity": note.severity,
        "at": None if note.at is None else [round(note.at[0], 3), round(note.at[1], 3)],
        "handle": note.handle,
        "text": note.text,
        "text_zh": note.text_zh,
    }
