"""Labels joined to the spaces they stand in: each space gets its number, name, area and use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing import Note
from cad_import.drawing.notes import note
from registry.terms import RoomUse

from .labels import Kind, Label
from .notes import (
    AREA_DIFFERS,
    LABEL_OUTSIDE,
    NO_NUMBER,
    NUMBER_TWICE,
    SEVERAL_NAMES,
    SEVERAL_NUMBERS,
)
from .uses import use_of
from .values import RoomRead

PRINTED_SLACK_M2 = 0.05  # printed areas are rounded to a hundredth, often measured by hand
PRINTED_SHARE = 0.01
SURE_OF_LABELLED, UNSURE_WITHOUT = 1.0, 0.75


def labelled(
    spaces: Sequence[RoomRead], labels: Sequence[Label]
) -> tuple[list[RoomRead], list[Note]]:
    """Return the spaces with what is written in them, and what is odd about the writing."""
    held, strays = _held(spaces, labels)
    notes: list[Note] = []
    rooms = [_with_labels(space, held[index], notes) for index, space in enumerate(spaces)]
    notes += _stray_notes(strays)
    notes += _twice(rooms)
    notes += _disagreeing(rooms)
    return rooms, notes


def _held(
    spaces: Sequence[RoomRead], labels: Sequence[Label]
) -> tuple[Mapping[int, list[Label]], list[Label]]:
    """Return the labels of each space; a label in several belongs to the smallest."""
    held: dict[int, list[Label]] = defaultdict(list)
    if not spaces or not labels:
        return held, list(labels)
    tree = shapely.STRtree([space.polygon for space in spaces])
    spots = shapely.points([label.at for label in labels])
    which, where = tree.query(spots, predicate="intersects")
    sizes = np.array([space.area_m2 for space in spaces])
    home: dict[int, int] = {}
    for label, space in zip(which.tolist(), where.tolist(), strict=True):
        if label not in home or sizes[space] < sizes[home[label]]:
            home[label] = space
    for label, space in home.items():
        held[space].append(labels[label])
    return held, [label for index, label in enumerate(labels) if index not in home]


def _with_labels(space: RoomRead, labels: Sequence[Label], notes: list[Note]) -> RoomRead:
    numbers = list(dict.fromkeys(each.text for each in _of(labels, Kind.NUMBER)))
    names = _names(labels)
    areas = [each.area_m2 for each in _of(labels, Kind.AREA) if each.area_m2]
    name = " ".join(names) or None
    use = use_of(name, numbers[0] if numbers else None)
    spot = _middle(space.polygon)
    if len(numbers) > 1:
        notes.append(note(SEVERAL_NUMBERS, at=spot, numbers=", ".join(numbers)))
    if len(names) > 1 and not _is_one_name(labels):
        notes.append(note(SEVERAL_NAMES, at=spot, names=", ".join(names)))
    if not numbers and use is not RoomUse.CIRCULATION:
        notes.append(note(NO_NUMBER, at=spot, area=space.area_m2, name=name or "–"))
    sure, reasons = _confidence(space, numbers, name, areas)
    return replace(
        space,
        number=numbers[0] if numbers else None,
        name=name,
        use=use,
        printed_area_m2=_printed(areas, space.area_m2),
        confidence=sure,
        reasons=reasons,
    )


def _of(labels: Iterable[Label], kind: Kind) -> list[Label]:
    """Return the labels of a kind, larger writing first, then as they are read."""
    kept = [label for label in labels if label.kind is kind]
    return sorted(kept, key=lambda each: (-round(each.height_m, 2), -each.at[1], each.at[0]))


def _names(labels: Sequence[Label]) -> list[str]:
    lines = sorted(
        (label for label in labels if label.kind is Kind.NAME),
        key=lambda each: (-round(each.at[1], 1), each.at[0]),
    )
    return list(dict.fromkeys(line.text for line in lines))


def _is_one_name(labels: Sequence[Label]) -> bool:
    """Return whether the names stand close below each other, as lines of one name do."""
    lines = [label for label in labels if label.kind is Kind.NAME]
    rows = sorted(label.at[1] for label in lines)
    height = max(label.height_m for label in lines)
    return all(high - low <= 3 * height for low, high in pairwise(rows))


def _printed(areas: Sequence[float], drawn: float) -> float | None:
    """Return the printed area; of several the one nearest to what is drawn."""
    return min(areas, key=lambda area: abs(area - drawn)) if areas else None


def _confidence(
    space: RoomRead, numbers: Sequence[str], name: str | None, areas: Sequence[float]
) -> tuple[float, tuple[str, ...]]:
    sure, reasons = space.confidence, list(space.reasons)
    if not numbers and not name:
        sure, reasons = sure * UNSURE_WITHOUT, [*reasons, "no label stands in it"]
    if len(numbers) > 1:
        sure, reasons = sure * 0.5, [*reasons, "several numbers stand in it"]
    printed = _printed(areas, space.area_m2)
    if printed is not None and agrees(printed, space.area_m2):
        sure, reasons = max(sure, 0.99), [*reasons, "the printed area agrees"]
    elif printed is not None:
        sure, reasons = sure * 0.6, [*reasons, "the printed area differs"]
    return round(sure, 3), tuple(reasons)


def agrees(printed: float, drawn: float) -> bool:
    """Return whether a printed area is the drawn one within rounding and a percent."""
    return abs(printed - drawn) <= max(PRINTED_SLACK_M2, PRINTED_SHARE * drawn)


def _middle(polygon: Polygon) -> tuple[float, float]:
    spot = polygon.representative_point()
    return spot.x, spot.y


def _stray_notes(strays: Iterable[Label]) -> list[Note]:
    return [
        note(LABEL_OUTSIDE, at=label.at, handle=label.handle, text=label.text)
        for label in strays
        if label.kind is Kind.NUMBER
    ]


def _twice(rooms: Sequence[RoomRead]) -> list[Note]:
    counts = Counter(room.number for room in rooms if room.number)
    return [
        note(NUMBER_TWICE, at=_middle(room.polygon), number=room.number, count=counts[room.number])
        for room in rooms
        if room.number and counts[room.number] > 1
    ]


def _disagreeing(rooms: Sequence[RoomRead]) -> list[Note]:
    return [
        note(
            AREA_DIFFERS,
            at=_middle(room.polygon),
            number=room.number or room.name or "–",
            printed=room.printed_area_m2,
            drawn=room.area_m2,
            difference=room.area_m2 - room.printed_area_m2,
        )
        for room in rooms
        if room.printed_area_m2 is not None and not agrees(room.printed_area_m2, room.area_m2)
    ]
