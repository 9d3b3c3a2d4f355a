"""Room labels: which writing tells numbers, names and areas, and which room it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Point, Text
from cad_import.profiles import NO_ROOM_WRITING, ROOM_WRITING, Role, Roles

from .uses import is_room_word
from .within import pairs_within
from .writing import Kind, is_brief, pieces

LINE_PITCH = 2.4  # baselines of one name's lines lie at most this many text heights apart
LINE_SHIFT = 3.0  # and their middles at most this many text heights sideways
SAME_HEIGHT = 1.25  # lines of one name are written in one size, give or take
LABEL_PARTS = 6  # a tag block holds number, name, area and little else; more is a whole floor
SYSTEM_SHARE = 0.6  # of the labelled rooms bear one number each where loose figures are numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One line of writing that may tell something of a room."""

    kind: Kind
    text: str
    at: Point
    insertion: Point
    height_m: float
    stated: bool  # its layer is for room writing
    handle: str
    tip: Point | None = None
    group: int | None = None  # the small block it belongs to
    area_m2: float | None = None
    resolution_m2: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The labels of each room, and those that stand in none."""

    in_room: tuple[tuple[Label, ...], ...]
    outside: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the labels of one room say together."""

    number: str | None = None
    name: str | None = None
    printed_area_m2: float | None = None
    resolution_m2: float = 0.0
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    handle: str | None = None
    labels: tuple[Label, ...] = field(default=(), repr=False)


def labels_of(texts: Sequence[Text], named: Roles) -> list[Label]:
    """Return the writing that may tell of rooms, line by line, on layers that may hold it."""
    sizes: dict[int, int] = defaultdict(int)
    for text in texts:
        if text.insert is not None:
            sizes[text.insert] += 1
    found: list[Label] = []
    for text in texts:
        role = named.of(text.layer).role
        if role not in NO_ROOM_WRITING and text.source != "ATTDEF":
            small = text.insert is not None and 1 < sizes[text.insert] <= LABEL_PARTS
            found.extend(_labels_of_text(text, role, group=text.insert if small else None))
    return _weighed(found)


def _labels_of_text(text: Text, role: Role, *, group: int | None) -> list[Label]:
    return [
        Label(
            kind=piece.kind,
            text=piece.text,
            at=_line_middle(text, index),
            insertion=text.insertion,
            height_m=text.height_m,
            stated=role in ROOM_WRITING,
            handle=text.handle,
            tip=text.leader[-1] if text.leader else None,
            group=group,
            area_m2=piece.area_m2,
            resolution_m2=piece.resolution_m2,
        )
        for index, piece in enumerate(pieces(text.text, role))
    ]


def _line_middle(text: Text, index: int) -> Point:
    """Return the middle of a text; the order of its lines is kept by a hair of height."""
    return (text.at[0], text.at[1] - index * text.height_m * 0.01)


def _weighed(labels: list[Label]) -> list[Label]:
    """Return the labels without loose figures where a layer of room writing states the numbers."""
    if not any(label.stated and label.kind == "number" for label in labels):
        return labels
    return [label for label in labels if label.stated or label.kind == "area"]


def without_tags(found: Placed) -> Placed:
    """Return placed labels without loose figures that no system of numbers bears out.

    Room numbers come one to a room and in most labelled rooms; tags and sizes do not.
    """
    loose = [_loose_numbers(labels) for labels in found.in_room]
    labelled = sum(bool(labels) for labels in found.in_room)
    bearing = [len(numbers) for numbers in loose if numbers]
    single = sum(count == 1 for count in bearing)
    if single >= SYSTEM_SHARE * max(len(bearing), 1) and single >= SYSTEM_SHARE * labelled:
        return found
    return Placed(
        in_room=tuple(tuple(filter(_is_firm, labels)) for labels in found.in_room),
        outside=found.outside,
    )


def _is_firm(label: Label) -> bool:
    return label.stated or label.kind != "number"


def _loose_numbers(labels: Sequence[Label]) -> set[str]:
    return {label.text for label in labels if not _is_firm(label)}


def label_points(labels: Sequence[Label]) -> npt.NDArray[np.float64]:
    """Return where labels stand, one row each."""
    return np.array([label.at for label in labels], dtype=np.float64).reshape(-1, 2)


def placed(labels: Sequence[Label], rooms: Sequence[Polygon]) -> Placed:
    """Return the room of each label: by its middle, its insertion, its leader, its block."""
    places = _first_hit(rooms, [_column(labels, name) for name in ("at", "insertion", "tip")])
    places = _with_their_block(labels, places)
    places = _with_their_arrow(labels, places)
    in_room: list[list[Label]] = [[] for _room in rooms]
    for label, place in zip(labels, places, strict=True):
        if place >= 0:
            in_room[place].append(label)
    outside = [label for label, place in zip(labels, places, strict=True) if place < 0]
    return Placed(in_room=tuple(map(tuple, in_room)), outside=tuple(outside))


def _column(labels: Sequence[Label], name: str) -> npt.NDArray[np.float64]:
    rows = [getattr(label, name) or (np.nan, np.nan) for label in labels]
    return np.array(rows, dtype=np.float64).reshape(-1, 2)


def _first_hit(
    rooms: Sequence[Polygon], columns: Sequence[npt.NDArray[np.float64]]
) -> npt.NDArray[np.int64]:
    places = np.full(len(columns[0]), -1, dtype=np.int64)
    for points in columns:
        open_yet = np.flatnonzero((places < 0) & np.isfinite(points).all(axis=1))
        label, room = pairs_within(shapely.points(points[open_yet]), rooms, with_edge=True)
        order = np.lexsort((-_area_of(rooms, room), label))  # the smallest room is written last
        places[open_yet[label[order]]] = room[order]
    return places


def _area_of(rooms: Sequence[Polygon], picked: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    return np.asarray(shapely.area(np.array(list(rooms), dtype=object)), dtype=np.float64)[picked]


def _with_their_block(
    labels: Sequence[Label], places: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the places, with a label that stands outside put where its block's others stand."""
    homes: dict[int, set[int]] = defaultdict(set)
    for label, place in zip(labels, places.tolist(), strict=True):
        if label.group is not None and place >= 0:
            homes[label.group].add(place)
    joined = places.copy()
    for index, label in enumerate(labels):
        home = homes.get(label.group, set()) if label.group is not None else set()
        if places[index] < 0 and len(home) == 1:
            joined[index] = next(iter(home))
    return joined


def _with_their_arrow(
    labels: Sequence[Label], places: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return the places, with lines outside put where the arrow of the line above or below leads."""
    led = {i for i, label in enumerate(labels) if label.tip is not None and places[i] >= 0}
    lost = {i for i in range(len(labels)) if places[i] < 0 and labels[i].tip is None}
    joined = places.copy()
    while led and lost:
        found = {i: n for i in lost for n in led if _is_next_line(labels[i], labels[n])}
        for i, n in found.items():
            joined[i] = joined[n]
        led, lost = set(found), lost - set(found)
    return joined


def _is_next_line(label: Label, other: Label) -> bool:
    """Return whether two lines of writing stand one under the other."""
    height = max(label.height_m, other.height_m)
    across, up = abs(label.insertion[0] - other.insertion[0]), abs(label.at[1] - other.at[1])
    return across <= height and 0 < up <= LINE_PITCH * height


def said_of(labels: Sequence[Label]) -> Said:
    """Return what the labels of one room say together."""
    numbers = _best([label for label in labels if label.kind == "number"])
    names = _joined_names([label for label in labels if label.kind == "name"])
    areas = [label for label in labels if label.kind == "area"]
    area = min(areas, key=lambda label: label.resolution_m2) if areas else None
    return Said(
        number=numbers[0].text if numbers else None,
        name=" / ".join(names) if names else None,
        printed_area_m2=area.area_m2 if area else None,
        resolution_m2=area.resolution_m2 if area else 0.0,
        numbers=_distinct([label.text for label in numbers]),
        names=_distinct(names),
        handle=numbers[0].handle if numbers else (labels[0].handle if labels else None),
        labels=tuple(labels),
    )


def _best(numbers: list[Label]) -> list[Label]:
    """Return the numbers: those on a layer of room writing, then the larger, the higher."""
    ranked = sorted(numbers, key=lambda n: (not n.stated, -round(n.height_m, 3), -n.at[1], n.at[0]))
    if ranked and ranked[0].stated:
        return [label for label in ranked if label.stated]
    return ranked


def _distinct(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _joined_names(names: list[Label]) -> list[str]:
    """Return the names, the lines of one name joined from the top down."""
    stated = [label for label in names if label.stated] or _plain_names(names)
    stacks: list[list[Label]] = []
    for label in sorted(stated, key=lambda each: (-each.at[1], each.at[0])):
        above = next((stack for stack in stacks if _continues(stack[-1], label)), None)
        if above is not None:
            above.append(label)
        else:
            stacks.append([label])
    return list(_distinct([_one_name(stack) for stack in stacks]))


def _plain_names(names: list[Label]) -> list[Label]:
    """Return the lines that read like a room's name; builders' notes stand in rooms as well."""
    brief = [name for name in names if is_brief(name.text)]
    known = [name for name in brief if is_room_word(name.text)]
    sizes = {round(name.height_m, 3) for name in known}
    return [name for name in brief if round(name.height_m, 3) in sizes] if known else brief


def _one_name(stack: Sequence[Label]) -> str:
    words = [label.text for label in stack]
    wide = all(ord(char) > 0x2E7F for word in words for char in word)
    return ("" if wide else " ").join(words)


def _continues(above: Label, below: Label) -> bool:
    """Return whether a line of writing is the next line of a name."""
    tall, small = max(above.height_m, below.height_m), min(above.height_m, below.height_m)
    if tall > SAME_HEIGHT * small or above.text == below.text:
        return False
    down = above.at[1] - below.at[1]
    left = min(abs(above.at[0] - below.at[0]), abs(above.insertion[0] - below.insertion[0]))
    return 0 <= down <= LINE_PITCH * tall and left <= LINE_SHIFT * tall
