"""Where the area of a storey went: outline = rooms + walls + residue, and what the residue is.

Residue   what lies within the outline and is neither room nor wall, by name
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry import Polygon

from cad_import.drawing.notes import Note, note

from .notes import SPACE_WITHOUT_OUTLINE
from .places import place_of
from .values import Balance, Residue

HALF_WALL_M = 0.3  # half of the thickest common wall
SMALL_M2 = 3.0  # a shaft or a niche; what is larger could be a room that nobody named
LEAST_M2 = 0.3  # less is a corner of walls


def balance_of_walls(
    outline: Sequence[Polygon], rooms: Sequence[Polygon], others: Sequence[Polygon]
) -> Balance:
    """Return the balance of a storey whose walls were read; `others` are spaces that are no rooms."""
    small = [space for space in others if space.area < SMALL_M2]
    large = [space for space in others if space.area >= SMALL_M2]
    residue = (_residue("small_space", small), _residue("unnamed_space", large))
    return _balance(sum(Polygon(part.exterior).area for part in outline), rooms, residue)


def grown_over_walls(rooms: Sequence[Polygon]) -> shapely.Geometry:
    """Return the ground that lies within half a wall of outlined rooms: they meet over their walls."""
    return shapely.union_all(shapely.buffer(list(rooms), HALF_WALL_M, join_style="mitre"))


def balance_of_outlines(
    outline: Sequence[Polygon], rooms: Sequence[Polygon], grown: shapely.Geometry
) -> tuple[Balance, list[Note]]:
    """Return the balance of outlined rooms: what lies between them is wall where it is as thin.

    `grown` are the rooms grown over their walls. The notes say where there is room to stand in no
    outline.
    """
    bare = _wide_parts(outline, rooms, grown)
    residue = (_residue("without_outline", bare),)
    balance = _balance(sum(part.area for part in outline), rooms, residue)
    return balance, [_said(bare)] if bare else []


def _wide_parts(
    outline: Sequence[Polygon], rooms: Sequence[Polygon], grown: shapely.Geometry
) -> list[Polygon]:
    """Return the parts of an outline that no room takes and that are wider than a wall."""
    inner = shapely.buffer(list(outline), -HALF_WALL_M, join_style="mitre")
    cores = shapely.get_parts(shapely.difference(inner, grown))
    cores = [core for core in cores if core.geom_type == "Polygon" and core.area > 0]
    if not cores:
        return []
    wide = shapely.union_all(shapely.buffer(cores, HALF_WALL_M, join_style="mitre"))
    near = shapely.STRtree(rooms).query(wide, predicate="intersects")
    left = wide.difference(shapely.union_all([rooms[i] for i in near.tolist()]))
    parts = shapely.get_parts(left.intersection(shapely.union_all(list(outline))))
    return [part for part in parts if part.geom_type == "Polygon" and part.area >= LEAST_M2]


def _residue(kind: str, parts: Sequence[Polygon]) -> Residue:
    return Residue(kind=kind, count=len(parts), area_m2=sum(part.area for part in parts))


def _balance(outline_m2: float, rooms: Sequence[Polygon], residue: Sequence[Residue]) -> Balance:
    rooms_m2 = sum(room.area for room in rooms)
    residue_m2 = sum(each.area_m2 for each in residue)
    return Balance(
        outline_m2=outline_m2,
        rooms_m2=rooms_m2,
        walls_m2=outline_m2 - rooms_m2 - residue_m2,
        residue_m2=residue_m2,
        residue=tuple(each for each in residue if each.count),
    )


def _said(bare: Sequence[Polygon]) -> Note:
    largest = max(bare, key=lambda part: (part.area, part.bounds))
    area = sum(part.area for part in bare)
    return note(SPACE_WITHOUT_OUTLINE, at=place_of(largest), count=len(bare), area=area)
