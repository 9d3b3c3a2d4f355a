"""The same scoreboard on real drawings: counts, walls alone against outlines, one hand against another.

python -m bench.drawings.real
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import LineString, Polygon

from cad_import.drawing import read
from cad_import.drawing.entities import Storey
from cad_import.pipeline import read_rooms
from cad_import.profiles import Role
from cad_import.rooms import RoomRead, RoomsOfStorey, rooms_of

DRAWINGS = Path(
    os.environ.get("FANGTU_DRAWINGS", Path(__file__).resolve().parents[3] / "shared" / "drawings")
)
OUTLINES = {"RM$", "GROS$"}  # the outlines of contoso2_Ground, room by room and around all
IOUS = (0.5, 0.85, 0.95)
TURNS = (0, 90, 180, 270)
BOUNDING = {Role.WALL, Role.WINDOW, Role.DOOR, Role.COLUMN}
BESIDE_M = 0.25  # an outline in the middle of a wall of double boards, plastered
ENCLOSED = 0.95  # of an outline's length: more than a missing jamb, less than a missing side
TO_MIDDLE_M = 0.075  # contoso2_Ground is outlined in the middle of its walls, most of them 150 mm


def main() -> int:
    """Print the three comparisons, and last one JSON object."""
    if not DRAWINGS.is_dir():
        print(f"real drawings are not here: {DRAWINGS} (or set FANGTU_DRAWINGS)")
        print(json.dumps({"skipped": True}))
        return 0
    counted = _counts()
    for name, (expected, found, sure) in counted.items():
        print(f"{name:28}{expected:4} counted ({sure}), {found:4} read")
    walls, house = _walls_alone(), _by_another_hand()
    print(f"contoso2_Ground from walls alone: {walls}")
    print(f"bishop_house against ccwi_roompolygons: {house}")
    figures = {
        "counts_right": sum(expected == found for expected, found, _sure in counted.values()),
        "files": len(counted),
        "walls_alone": walls,
        "another_hand": house,
    }
    print(json.dumps(figures))
    return 0


def _counts() -> dict[str, tuple[int, int, str]]:
    """Return per DXF of the manifest the rooms a person counts and those that are read."""
    manifest = json.loads((DRAWINGS / "MANIFEST.json").read_text("utf-8"))
    return {
        each["file"]: (
            each["expected_rooms"],
            sum(len(storey.rooms) for storey in read_rooms(DRAWINGS / each["file"]).storeys),
            each["expected_rooms_confidence"],
        )
        for each in manifest["files"]
        if each["file"].endswith(".dxf") and each["expected_rooms"] is not None
    }


def _walls_alone() -> dict[str, Any]:
    """Return the share of outlined rooms that walls alone give, by how well they overlap."""
    path = DRAWINGS / "contoso2_Ground.dxf"
    outlined = [_polygon(r) for storey in read_rooms(path).storeys for r in storey.rooms]
    (storey,) = read(path).storeys
    bare = replace(storey, strokes=tuple(s for s in storey.strokes if s.layer not in OUTLINES))
    alone = rooms_of(bare)
    found = [_polygon(room) for room in alone.rooms]
    walled = _enclosed(outlined, bare, alone)
    to_middle = [room.buffer(TO_MIDDLE_M, join_style="mitre") for room in found]
    return (
        {"rooms": len(outlined), "read": len(found)}
        | _recalls(outlined, found)
        | {"walled": len(walled), "of_walled": _recalls(walled, found)}
        | {"to_the_middle_of_walls": _recalls(walled, to_middle)}
    )


def _enclosed(outlined: Sequence[Polygon], storey: Storey, found: RoomsOfStorey) -> list[Polygon]:
    """Return the outlines that something drawn bounds nearly all around; the others lie open."""
    bounding = {each.name for each in found.layers if each.taken_for.role in BOUNDING}
    drawn = [LineString(s.points) for s in storey.strokes
             if s.layer in bounding and len(s.points) > 1]  # fmt: skip
    beside = shapely.union_all([line.buffer(BESIDE_M) for line in drawn])
    return [
        room for room in outlined
        if room.exterior.intersection(beside).length >= ENCLOSED * room.exterior.length
    ]  # fmt: skip


def _by_another_hand() -> dict[str, float]:
    """Return how the house agrees with the rooms that somebody else drew over it."""
    house = [
        _polygon(r) for s in read_rooms(DRAWINGS / "bishop_house.dxf").storeys for r in s.rooms
    ]
    other = [
        _polygon(r) for s in read_rooms(DRAWINGS / "ccwi_roompolygons.dxf").storeys for r in s.rooms
    ]
    best = max((_registered(other, house, turn, flip) for turn in TURNS for flip in (1, -1)),
               key=lambda moved: _recalls(moved, house)["iou_0.5"])  # fmt: skip
    return {"rooms": len(other), "read": len(house)} | _recalls(best, house)


def _polygon(room: RoomRead) -> Polygon:
    return Polygon(room.polygon, room.holes).buffer(0)


def _recalls(there: Sequence[Polygon], read_: Sequence[Polygon]) -> dict[str, float]:
    if not there or not read_:
        return {f"iou_{least}": 0.0 for least in IOUS}
    shared = shapely.area(shapely.intersection(np.array(there)[:, None], np.array(read_)[None, :]))
    union = shapely.area(np.array(there))[:, None] + shapely.area(np.array(read_))[None, :] - shared
    best = (shared / union).max(axis=1)
    return {f"iou_{least}": round(float((best >= least).mean()), 3) for least in IOUS}


def _registered(
    moving: Sequence[Polygon], still: Sequence[Polygon], turn: float, flip: int
) -> list[Polygon]:
    """Return polygons turned, mirrored, scaled and shifted so that both sets cover the same box,
    then shifted and scaled a little to where they overlap best."""
    whole = shapely.union_all(
        [affinity.scale(affinity.rotate(p, turn, (0, 0)), flip, 1, origin=(0, 0)) for p in moving]
    )
    goal = shapely.union_all(list(still))
    west, south, east, north = whole.bounds
    to_west, to_south, to_east, to_north = goal.bounds
    best, score = (1.0, 0.0, 0.0), -1.0
    scale = ((to_east - to_west) / (east - west) + (to_north - to_south) / (north - south)) / 2
    for factor in np.linspace(0.9, 1.1, 9):
        for dx in np.linspace(-1.0, 1.0, 9):
            for dy in np.linspace(-1.0, 1.0, 9):
                moved = _placed(whole, (west, south), (to_west + dx, to_south + dy), scale * factor)
                overlap = moved.intersection(goal).area / moved.union(goal).area
                if overlap > score:
                    best, score = (scale * factor, dx, dy), overlap
    factor, dx, dy = best
    return [
        _placed(
            affinity.scale(affinity.rotate(p, turn, (0, 0)), flip, 1, origin=(0, 0)),
            (west, south),
            (to_west + dx, to_south + dy),
            factor,
        )
        for p in moving
    ]


def _placed(
    shape: shapely.Geometry, corner: tuple[float, float], to: tuple[float, float], scale: float
) -> Polygon:
    grown = affinity.scale(shape, scale, scale, origin=(*corner, 0))
    return affinity.translate(grown, to[0] - corner[0], to[1] - corner[1])


if __name__ == "__main__":
    raise SystemExit(main())
