"""Rooms from walls: spaces with their labels and doors, how sure each is, and what is left over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Point
from cad_import.drawing.notes import Note, note
from registry.terms import RoomUse

from . import notes as kinds
from . import reasons
from .balance import balance_of_walls
from .cubicles import cubicles_of, is_toilet, whole_toilets
from .doors import WALKED
from .faces import Spaces, spaces_of
from .joining import Shape
from .labels import Label, Placed, label_points, placed, without_tags
from .linework import Linework
from .measuring import COLUMNS_COUNT, AreaRule
from .parting import Marks
from .reasons import Reason
from .uses import use_of
from .values import Balance, Closure, Evidence, Gap, Ring, Undone

SURE_OF_NAMED_WALLS = 0.7  # below, walls are a guess, and a space needs a label to be a room
BARE: tuple[Evidence, ...] = ("facing", "corner", "wide")  # neither door nor window
THICKEST_WALL_M = 0.75  # stone, and old brick with its lining: wider, and one may stand in it
LONG_AND_THIN = 3.0  # times as long as wide: shorter, and it may be a shaft
BARE_M = 0.02  # thinner than any wall
MOSTLY = 0.5  # of its edge
UNLABELLED = 0.5  # nobody wrote that this space is a room
SURETY: dict[Evidence, tuple[float, Reason]] = {
    "drafting": (0.9, reasons.BY_DRAFTING),
    "door": (0.93, reasons.BY_DOOR),
    "window": (0.92, reasons.BY_WINDOW),
    "facing": (0.75, reasons.BY_FACING),
    "corner": (0.7, reasons.BY_CORNER),
    "wide": (0.65, reasons.BY_WIDE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosed:
    """The rooms that walls enclose, before their labels are read, and what was done for them."""

    shapes: tuple[Shape, ...]
    placed: Placed
    notes: tuple[Note, ...]
    closures: tuple[Closure, ...]
    balance: Balance
    outline: tuple[Ring, ...]
    left_open: tuple[Gap, ...]


def enclosed_rooms(
    linework: Linework,
    labels: Sequence[Label],
    *,
    sure: float,
    undone: Undone = (),
    rule: AreaRule = COLUMNS_COUNT,
) -> Enclosed:
    """Return the spaces of a storey that are rooms: labelled, or entered by a door."""
    open_yet = np.array(undone, dtype=np.float64).reshape(-1, 4) - np.tile(linework.origin, 2)
    spaces = spaces_of(linework, _marks(labels, linework.origin), open_yet, rule)
    polygons = _moved(spaces.polygons, linework.origin)
    where = without_tags(placed(labels, polygons))
    cubicles = _cubicles(spaces, where)
    whole = whole_toilets(spaces.polygons, cubicles)
    inside = {i for i, toilet in cubicles.items() if toilet in whole}
    for toilet, polygon in whole.items():
        (polygons[toilet],) = _moved([polygon], linework.origin)
    taken = [i for i in _taken(spaces, where, sure=sure) if i not in inside]
    shapes = [_shape(i, polygons, spaces, where, sure=sure, whole=i in whole) for i in taken]
    left_open = tuple(_gap(each, linework.origin) for each in spaces.closures.left_open.tolist())
    used = {closure for opening in spaces.openings for closure in opening}
    left = sorted(set(range(len(polygons))) - set(taken) - inside)
    return Enclosed(
        shapes=tuple(shapes),
        placed=_placed_in(taken, where),
        notes=(
            *_bare(spaces, used, linework.origin),
            *(_said_open(gap) for gap in left_open),
            *_left_over([polygons[i] for i in left]),
        ),
        closures=tuple(_closure(spaces, i, linework.origin) for i in sorted(used)),
        balance=balance_of_walls(
            spaces.outline, [polygons[i] for i in taken], [polygons[i] for i in left]
        ),
        outline=tuple(map(_ring, _moved(spaces.outline, linework.origin))),
        left_open=left_open,
    )


def _cubicles(spaces: Spaces, where: Placed) -> dict[int, int]:
    """Return the compartments of toilets, and of which toilet each is one."""
    names = [" ".join(each.text for each in labels) for labels in where.in_room]
    walked = [
        spaces.closures.segments[[i for i in opening if spaces.closures.evidence[i] in WALKED]]
        for opening in spaces.openings
    ]
    return cubicles_of(
        spaces.polygons,
        walked,
        toilets=[i for i, name in enumerate(names) if is_toilet(name)],
        unlabelled=[i for i, labels in enumerate(where.in_room) if not labels],
    )


def _marks(labels: Sequence[Label], origin: Point) -> Marks:
    corridors = [
        label.kind == "name" and use_of(label.text) is RoomUse.CIRCULATION for label in labels
    ]
    return Marks(
        at=label_points(labels) - np.array(origin),
        number=np.array([label.kind == "number" for label in labels], dtype=bool),
        circulation=np.array(corridors, dtype=bool),
    )


def _placed_in(taken: list[int], where: Placed) -> Placed:
    """Return the labels of the spaces that were taken; those of the others stand outside."""
    chosen = set(taken)
    astray = [each for i, group in enumerate(where.in_room) if i not in chosen for each in group]
    return Placed(in_room=tuple(where.in_room[i] for i in taken), outside=(*where.outside, *astray))


def _taken(spaces: Spaces, where: Placed, *, sure: float) -> list[int]:
    """Return the spaces that are rooms.

    A label makes a room. Without one a space must have a door, where the plan has doors at all,
    its walls must be known as walls, and it must not look like a thick one itself.
    """
    plan_has_doors = any(spaces.has_door)
    labelled = [bool(labels) for labels in where.in_room]
    walls_known = sure >= SURE_OF_NAMED_WALLS
    return [
        i
        for i in range(len(spaces.polygons))
        if labelled[i]
        or (
            walls_known
            and (spaces.has_door[i] or not plan_has_doors)
            and not _is_like_a_wall(spaces, i)
        )
    ]


def _is_like_a_wall(spaces: Spaces, index: int) -> bool:
    """Return whether a space is long and thin and lies bare between others: a cupboard has walls."""
    polygon = spaces.polygons[index]
    long, wide = _sides(polygon)
    if wide > THICKEST_WALL_M or long < LONG_AND_THIN * wide:
        return False
    near = shapely.STRtree(spaces.polygons).query(polygon, predicate="dwithin", distance=BARE_M)
    others = [spaces.polygons[i].boundary for i in near.tolist() if i != index]
    around = shapely.union_all([*others, *(part.boundary for part in spaces.outline)])
    bare = polygon.boundary.intersection(around.buffer(BARE_M)).length
    return bool(bare > MOSTLY * polygon.length)


def _sides(polygon: Polygon) -> tuple[float, float]:
    """Return the sides in m of the rectangle with a polygon's area and length of edge.

    >>> from shapely.geometry import box
    >>> _sides(box(0, 0, 6, 0.5))
    (6.0, 0.5)
    """
    half = polygon.length / 2
    spread = max(half * half - 4 * polygon.area, 0.0) ** 0.5
    return (half + spread) / 2, (half - spread) / 2


def _shape(
    index: int,
    polygons: Sequence[Polygon],
    spaces: Spaces,
    where: Placed,
    *,
    sure: float,
    whole: bool,
) -> Shape:
    """Return a space as a room's shape, as sure as its weakest edge."""
    edges = {spaces.closures.evidence[i] for i in spaces.openings[index]}
    told = [SURETY[evidence] for evidence in sorted(edges)]
    confidence = min([sure, 0.95, *(value for value, _why in told)])
    because = [reasons.BY_WALLS, *(why for _value, why in told)]
    if not where.in_room[index]:
        confidence = min(confidence, UNLABELLED)
        because.append(reasons.UNLABELLED)
    if whole:
        because.append(reasons.WITH_CUBICLES)
    return Shape(
        polygon=polygons[index],
        source="walls",
        confidence=confidence,
        reasons=tuple(because),
        handle=None,
    )


def _moved(polygons: Sequence[Polygon], by: Point) -> list[Polygon]:
    every = np.array(list(polygons), dtype=object)
    moved: list[Polygon] = shapely.transform(every, lambda xy: xy + np.array(by)).tolist()
    return moved


def _ring(part: Polygon) -> Ring:
    return tuple((float(x), float(y)) for x, y in part.exterior.coords[:-1])


def _point(xy: Sequence[float], by: Point) -> Point:
    return (float(xy[0]) + by[0], float(xy[1]) + by[1])


def _width_mm(segment: Sequence[float]) -> int:
    x, y, u, v = segment
    return round(math.hypot(u - x, v - y) * 1000)


def _closure(spaces: Spaces, index: int, by: Point) -> Closure:
    segment = spaces.closures.segments[index].tolist()
    return Closure(
        start=_point(segment[:2], by),
        end=_point(segment[2:], by),
        width_mm=_width_mm(segment),
        evidence=spaces.closures.evidence[index],
    )


def _bare(spaces: Spaces, used: set[int], by: Point) -> list[Note]:
    segments, evidence = spaces.closures.segments, spaces.closures.evidence
    bare = [i for i in sorted(used) if evidence[i] in BARE]
    if not bare:
        return []
    widest = max(bare, key=lambda i: (_width_mm(segments[i].tolist()), i))
    middle = (segments[widest, :2] + segments[widest, 2:]) / 2
    width = _width_mm(segments[widest].tolist())
    return [note(kinds.OPENING_BARE, at=_point(middle.tolist(), by), count=len(bare), width=width)]


def _gap(segment: Sequence[float], by: Point) -> Gap:
    start, end = _point(segment[:2], by), _point(segment[2:], by)
    return Gap(start=start, end=end, width_mm=_width_mm(segment))


def _said_open(gap: Gap) -> Note:
    (x, y), (u, v) = gap.start, gap.end
    return note(kinds.GAP_OPEN, at=((x + u) / 2, (y + v) / 2), width=gap.width_mm)


def _left_over(polygons: Sequence[Polygon]) -> list[Note]:
    if not polygons:
        return []
    largest = max(polygons, key=lambda polygon: polygon.area)
    at = largest.representative_point()
    area = sum(polygon.area for polygon in polygons)
    return [note(kinds.SPACE_UNNAMED, at=(at.x, at.y), count=len(polygons), area=area)]
