"""Shapes and labels joined into rooms, and everything odd that shows only then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.notes import Note, note
from registry.terms import RoomUse

from . import notes as kinds
from . import reasons
from .labels import Label, Placed, Said, said_of
from .places import place_of, place_words
from .polygons import rings_of
from .reasons import Reason
from .schedule import table_notes, with_row
from .tables import Row
from .uses import use_of
from .values import Ring, RoomRead, Source

PRINTED_SLACK_M2 = 0.02  # printed and drawn areas agree to 0.01 m² where both are right
PRINTED_SHARE = 0.002  # and within what a survey of the second class may err
FAR_OFF = 0.15  # a share of the area no slip of drafting explains: the plan or the figure is old
AGREES, DISAGREES = 0.99, 0.5  # what a printed area does to how sure a room is
SEVERAL = 0.6  # several numbers in one space: a partition may be missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A room's shape before its labels are read."""

    polygon: Polygon
    source: Source
    confidence: float
    reasons: tuple[Reason, ...]
    handle: str | None


def rooms_from(
    shapes: Sequence[Shape], placed: Placed, table: Sequence[Row] = ()
) -> tuple[tuple[RoomRead, ...], tuple[Note, ...]]:
    """Return rooms in the order of their numbers, and notes on their labels."""
    notes: list[Note] = []
    rooms = []
    listed = {row.number: row for row in table}
    polygons = np.array([shape.polygon for shape in shapes], dtype=object)
    drawn = zip(shapely.area(polygons).tolist(), rings_of(polygons), strict=True)
    for shape, labels, (area, rings) in zip(shapes, placed.in_room, drawn, strict=True):
        said = with_row(said_of(labels), listed)
        room = _room(shape, said, area, rings)
        rooms.append((room, shape, said))
        notes.extend(_odd_labels(room, shape, said))
    notes.extend(_twice([(room, shape, said) for room, shape, said in rooms]))
    notes.extend(_outside(placed.outside))
    notes.extend(table_notes(table, [said for _room, _shape, said in rooms]))
    rooms.sort(key=lambda each: _order(each[0]))
    return tuple(room for room, _shape, _said in rooms), tuple(notes)


def _order(room: RoomRead) -> tuple[object, ...]:
    west, north = min(x for x, _y in room.polygon), max(y for _x, y in room.polygon)
    return (room.number is None, room.number or "", -round(north, 3), round(west, 3))


def _room(shape: Shape, said: Said, area_m2: float, rings: Sequence[Ring]) -> RoomRead:
    weighed = _weighed(shape, said, area_m2)
    return RoomRead(
        number=said.number,
        name=said.name,
        use=use_of(said.name, said.number),
        area_m2=area_m2,
        printed_area_m2=said.printed_area_m2,
        polygon=rings[0],
        holes=tuple(rings[1:]),
        source=shape.source,
        confidence=weighed.confidence,
        reasons=tuple(why.en for why in weighed.because),
        reasons_zh=tuple(why.zh for why in weighed.because),
        likely_wrong=weighed.likely_wrong,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """How sure a room is by its shape and its labels, why, and who erred where they disagree."""

    confidence: float
    because: tuple[Reason, ...]
    likely_wrong: Reason | None = None


def _weighed(shape: Shape, said: Said, area_m2: float) -> Weighed:
    confidence, because = shape.confidence, shape.reasons
    if len(said.numbers) > 1:
        confidence = min(confidence, SEVERAL)
        because = (*because, reasons.holds_numbers(len(said.numbers)))
    match _printed_difference(area_m2, said):
        case None:
            return Weighed(confidence=confidence, because=because)
        case difference if abs(difference) <= _slack(area_m2, said):
            sure = AGREES if confidence >= DISAGREES else confidence
            told = (*because, reasons.AREA_AGREES)
            return Weighed(confidence=max(confidence, sure), because=told)
        case difference:
            return Weighed(
                confidence=min(confidence, DISAGREES),
                because=(*because, reasons.area_differs(-difference)),
                likely_wrong=_likely_wrong(shape.source, difference, said.printed_area_m2 or 0.0),
            )


def _printed_difference(area_m2: float, said: Said) -> float | None:
    """Return drawn minus printed area, None where none is printed."""
    return None if said.printed_area_m2 is None else area_m2 - said.printed_area_m2


def _slack(area_m2: float, said: Said) -> float:
    return max(PRINTED_SLACK_M2, said.resolution_m2, PRINTED_SHARE * area_m2)


def _odd_labels(room: RoomRead, shape: Shape, said: Said) -> list[Note]:
    found: list[Note] = []
    if said.number is not None and len(said.numbers) == len(said.names) == 1:
        return _area_note(room, shape, said)
    at, area = place_of(shape.polygon), room.area_m2
    if said.number is None and use_of(said.name) is not RoomUse.CIRCULATION:
        name = said.name or "-"
        found.append(
            note(
                kinds.NO_NUMBER,
                at=at,
                handle=shape.handle,
                place=place_words(at),
                area=area,
                name=name,
            )
        )
    if len(said.numbers) > 1:
        numbers = ", ".join(said.numbers)
        found.append(
            note(
                kinds.SEVERAL_NUMBERS,
                at=at,
                handle=said.handle,
                numbers=numbers,
                taken=said.number,
            )
        )
    if len(said.names) > 1:
        names = ", ".join(said.names)
        found.append(note(kinds.SEVERAL_NAMES, at=at, handle=said.handle, names=names))
    return [*found, *_area_note(room, shape, said)]


def _area_note(room: RoomRead, shape: Shape, said: Said) -> list[Note]:
    if room.likely_wrong is None or room.printed_area_m2 is None:
        return []
    at = place_of(shape.polygon)
    called = said.number or said.name or place_words(at)
    return [
        note(
            kinds.AREA_DISAGREES, at=at, handle=said.handle, room=called,
            printed=room.printed_area_m2, drawn=room.area_m2,
            difference=room.area_m2 - room.printed_area_m2,
            likely=room.likely_wrong.en, likely_zh=room.likely_wrong.zh,
        )
    ]  # fmt: skip


def _likely_wrong(source: Source, difference: float, printed: float) -> Reason:
    """Return who is likely wrong."""
    if abs(difference) <= FAR_OFF * max(printed, 1e-9):
        return reasons.FIGURE_IS_OLD
    return reasons.CLOSED_WRONGLY if source == "walls" else reasons.FIGURE_OF_ANOTHER


def _twice(rooms: Sequence[tuple[RoomRead, Shape, Said]]) -> list[Note]:
    holders: dict[str, list[tuple[Shape, Said]]] = defaultdict(list)
    for room, shape, said in rooms:
        if room.number is not None:
            holders[room.number].append((shape, said))
    return [
        _twice_note(number, found) for number, found in sorted(holders.items()) if len(found) > 1
    ]


def _twice_note(number: str, found: Sequence[tuple[Shape, Said]]) -> Note:
    spots = sorted(place_of(shape.polygon) for shape, _said in found)
    return note(
        kinds.NUMBER_TWICE,
        at=spots[0],
        handle=found[-1][1].handle,
        number=number,
        count=len(found),
        places=", ".join(place_words(spot) for spot in spots),
    )


def _outside(labels: Sequence[Label]) -> list[Note]:
    """Return notes on labels that were surely meant for a room and stand in none."""
    return [
        note(kinds.LABEL_OUTSIDE, at=label.at, handle=label.handle, label=repr(label.text))
        for label in labels
        if label.stated or label.kind == "area"
    ]
