"""The story of a storey: outlines where they are drawn, walls where they are not, then the labels."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely.geometry import Polygon

from cad_import.drawing import Note, Storey
from cad_import.drawing.notes import note
from cad_import.profiles import COMMON, Profile

from .faces import (
    GRID_M,
    barriers,
    closures_of,
    enclosed_faces,
    is_roomy,
    linework_of,
    noded,
    on_drawn_corners,
    without_columns,
)
from .joining import labelled
from .labels import Label, labels_of
from .notes import FACE_LEFT, GAP_CLOSED, NO_FACES, NO_WALLS
from .outlines import outline_rings
from .values import Balance, Closure, FloorRead, RoomRead

SURE_OF_OUTLINE = 0.98
SURE_OF_WALLS = 0.95
SURE_OF_CLOSURE = {"door": 0.97, "window": 0.97, "opening": 0.85, "drafting": 0.93}
WALL_REACH_M = 0.3


def rooms_of(storey: Storey, profile: Profile = COMMON) -> FloorRead:
    """Return the rooms of a storey with their labels, and what is odd about them."""
    labels = labels_of(storey.texts, profile)
    rings, notes = outline_rings(storey, labels, profile)
    if rings:
        spaces = [
            RoomRead(
                polygon=ring.polygon,
                source="outline",
                confidence=SURE_OF_OUTLINE,
                reasons=("its outline is drawn",),
            )
            for ring in rings
        ]
        return _floor(
            storey, spaces, labels, notes, (), _outline_of_outlined(storey, spaces, profile)
        )
    return _from_walls(storey, labels, profile, notes)


def _from_walls(
    storey: Storey, labels: Sequence[Label], profile: Profile, notes: list[Note]
) -> FloorRead:
    lines = linework_of(storey, profile)
    if not len(lines.walls):
        return FloorRead(title=storey.title, notes=(*notes, note(NO_WALLS)))
    pieces = noded(barriers(lines))
    closures = closures_of(lines, pieces)
    faces = enclosed_faces(pieces, closures)
    roomy = is_roomy(faces) & without_columns(faces, lines.columns)
    exact = on_drawn_corners(faces[roomy], np.vstack([lines.walls, lines.windows]))
    spaces = [_space(face, closures) for face in exact]
    if not spaces:
        return FloorRead(
            title=storey.title, notes=(*notes, note(NO_FACES)), closures=tuple(closures)
        )
    closures = _used(closures, faces[roomy])
    notes += [_closed(each) for each in closures if each.kind == "opening"]
    notes += _left_out(faces[~roomy])
    return _floor(storey, spaces, labels, notes, tuple(closures), _without_yards(faces))


def _space(face: Polygon, closures: Sequence[Closure]) -> RoomRead:
    tidy = shapely.simplify(face, GRID_M / 2)
    mine = _bounding(tidy, closures)
    sure = SURE_OF_WALLS * min([SURE_OF_CLOSURE[each.kind] for each in mine], default=1.0)
    reasons = ["walls enclose it"]
    reasons += [f"{each.kind} of {each.width_mm} mm closed" for each in mine]
    return RoomRead(polygon=tidy, source="walls", confidence=round(sure, 3), reasons=tuple(reasons))


def _bounding(face: Polygon, closures: Sequence[Closure]) -> list[Closure]:
    if not closures:
        return []
    middles = shapely.points(
        [((c.start[0] + c.end[0]) / 2, (c.start[1] + c.end[1]) / 2) for c in closures]
    )
    near = shapely.dwithin(shapely.boundary(face), middles, 2 * GRID_M)
    return [closure for closure, is_near in zip(closures, near, strict=True) if is_near]


def _used(closures: Sequence[Closure], faces: np.ndarray) -> list[Closure]:
    """Return the closures that bound a room; those inside walls changed nothing."""
    if not closures:
        return []
    tree = shapely.STRtree(shapely.boundary(faces))
    middles = shapely.points(
        [((c.start[0] + c.end[0]) / 2, (c.start[1] + c.end[1]) / 2) for c in closures]
    )
    which, _face = tree.query(middles, predicate="dwithin", distance=2 * GRID_M)
    return [closures[index] for index in np.unique(which)]


def _closed(closure: Closure) -> Note:
    middle = (
        (closure.start[0] + closure.end[0]) / 2,
        (closure.start[1] + closure.end[1]) / 2,
    )
    return note(GAP_CLOSED, at=middle, width=closure.width_mm)


def _left_out(faces: np.ndarray) -> list[Note]:
    """Name the spaces that are neither rooms nor walls: small, and not long and thin."""
    notes = []
    for face in faces:
        core = face.buffer(-0.15, join_style="mitre")
        if not core.is_empty and face.area < 2.0 and face.area / max(face.length, 0.01) > 0.12:
            spot = face.representative_point()
            notes.append(note(FACE_LEFT, at=(spot.x, spot.y), area=face.area))
    return notes


def _floor(
    storey: Storey,
    spaces: Sequence[RoomRead],
    labels: Sequence[Label],
    notes: Sequence[Note],
    closures: tuple[Closure, ...],
    outline: shapely.Geometry,
) -> FloorRead:
    rooms, more = labelled(spaces, labels)
    ordered = sorted(rooms, key=lambda room: (room.number or "\uffff", room.polygon.bounds))
    return FloorRead(
        title=storey.title,
        rooms=tuple(ordered),
        notes=(*notes, *more),
        closures=closures,
        outline=outline,
        balance=_balance(outline, [room.polygon for room in ordered]),
    )


def _without_yards(faces: np.ndarray) -> shapely.Geometry:
    """Return the outer face of the walls: every face together, and nothing left open inside."""
    whole = shapely.union_all(faces)
    return shapely.union_all([Polygon(part.exterior) for part in shapely.get_parts(whole)])


def _outline_of_outlined(
    storey: Storey, spaces: Sequence[RoomRead], profile: Profile
) -> shapely.Geometry:
    """Return where the walls end, when they are drawn around the outlines; a guess otherwise."""
    guess = _outline_around(spaces)
    lines = linework_of(storey, profile)
    if not len(lines.walls):
        return guess
    pieces = noded(barriers(lines))
    faces = enclosed_faces(pieces, closures_of(lines, pieces))
    drawn = _without_yards(np.concatenate([faces, [space.polygon for space in spaces]]))
    return drawn if drawn.area > 0.95 * guess.area else guess


def _outline_around(spaces: Sequence[RoomRead]) -> shapely.Geometry:
    """Return about where a floor of drawn outlines ends: its rooms with a wall around them."""
    grown = shapely.buffer([space.polygon for space in spaces], WALL_REACH_M, join_style="mitre")
    return _without_yards(np.asarray(grown))


def _balance(outline: shapely.Geometry, polygons: Sequence[Polygon]) -> Balance:
    """Return where the space inside an outline went: rooms, walls, and what is neither."""
    joined = shapely.union_all(list(polygons))
    grown = shapely.union_all(shapely.buffer(list(polygons), WALL_REACH_M, join_style="mitre"))
    whole, rooms = float(outline.area), float(joined.area)
    near = float(shapely.intersection(grown, outline).area)
    return Balance(
        outline_m2=whole,
        rooms_m2=rooms,
        walls_m2=max(0.0, near - rooms),
        residue_m2=max(0.0, whole - near),
    )
