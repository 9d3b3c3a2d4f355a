"""One storey, from its strokes and texts to its rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry import Polygon

from cad_import.drawing.entities import Storey
from cad_import.drawing.notes import Note, note
from cad_import.profiles import (
    STATED_BY,
    Profile,
    Role,
    Roles,
    lone_layers,
    named_roles,
    roles_in,
    roles_with,
)
from cad_import.profiles.proposing import GUESSED

from . import notes as kinds
from .balance import HALF_WALL_M, balance_of_outlines, grown_over_walls
from .doors import doors_of, ways_closed
from .drawn_doors import ways_drawn
from .enclosed import enclosed_rooms
from .joining import Shape, rooms_from
from .labels import Label, label_points, labels_of, placed, without_tags
from .layers import layers_read
from .linework import Linework, linework_from, linework_of, strokes_by_role
from .measuring import COLUMNS_COUNT, AreaRule
from .outlines import outlines_of
from .poche import CONCLUSIVE, Fill, Poche, fills_of
from .reasons import CLOSED_OUTLINE
from .scattered import gathered
from .shapes import with_shapes_told
from .tables import Row, tables_of
from .unusual import with_filled_areas, with_numbered_layers, with_wide_lines_filled
from .uses import is_room_word
from .values import Balance, Ring, RoomRead, RoomsOfStorey, Undone

FEWEST_TOLD = 3  # rooms with a label of their own: fewer may be chance
LEAST_TOLD = 0.6  # of the labels and of the rooms belong together where lines are taken as walls
FEWEST_DRAWN = 0.95  # of the guessed floor must lie in the walls for them to be all drawn
HALF_OUTER_M = 0.12  # half of a 240 outer wall, which outlines leave outside


def rooms_of(
    storey: Storey,
    profile: Profile | None = None,
    *,
    undone: Undone = (),
    rule: AreaRule = COLUMNS_COUNT,
) -> RoomsOfStorey:
    """Return the rooms of a storey: from outlines where it has them, else from its walls.

    `undone` holds closures, from and to, that a person took back: those gaps stay open. `rule` says
    what counts as area where walls enclose a room; an outline is taken as it is.
    """
    named = named_roles({stroke.layer for stroke in storey.strokes}, profile)
    drawn = with_wide_lines_filled(storey, named)
    return replace(_read(drawn, profile, undone, rule), rule=rule)


def _read(storey: Storey, profile: Profile | None, undone: Undone, rule: AreaRule) -> RoomsOfStorey:
    fills = fills_of(storey.hatches)
    plan = _plan(with_filled_areas(storey), profile, undone, rule, fills)
    if plan.roles.layers(Role.ROOM_OUTLINE):
        found = _from_outlines(plan)
        if found.rooms:
            return found
    if plan.storey is not storey and storey.hatches:
        plan = _plan(storey, profile, undone, rule, fills)
    found = _from_walls(plan)
    if found.rooms or (plan.roles.layers(Role.WALL) and _surety_of_walls(plan.roles) > GUESSED):
        return found
    return _from_lines(plan) or found


def _plan(
    drawn: Storey, profile: Profile | None, undone: Undone, rule: AreaRule, fills: Sequence[Fill]
) -> Plan:
    """Return a storey with what its layers and its writing mean."""
    storey, numbers = with_numbered_layers(drawn)
    named = named_roles(_layers(storey), profile)
    texts = gathered(storey.texts)
    table, listed = tables_of(texts)
    written = labels_of([text for i, text in enumerate(texts) if i not in listed], named)
    labels = [*numbers, *written]
    roles = roles_in(named, storey.strokes, labels=label_points(labels))
    return Plan(
        storey=storey,
        roles=roles,
        labels=labels,
        table=table,
        undone=undone,
        rule=rule,
        fills=fills,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A storey with what its layers and its writing mean."""

    storey: Storey
    roles: Roles
    labels: Sequence[Label]
    table: Sequence[Row]
    undone: Undone
    rule: AreaRule
    fills: Sequence[Fill]


def _layers(storey: Storey) -> list[str]:
    strokes = {stroke.layer for stroke in storey.strokes}
    written, filled = {t.layer for t in storey.texts}, {h.layer for h in storey.hatches}
    return sorted(strokes | written | filled)


def _from_outlines(plan: Plan) -> RoomsOfStorey:
    storey, roles = plan.storey, plan.roles
    layers = set(roles.layers(Role.ROOM_OUTLINE))
    drawn = [stroke for stroke in storey.strokes if stroke.layer in layers]
    outlines, notes = outlines_of(drawn, label_points(plan.labels))
    sure = min(roles.of(layer).confidence for layer in layers)
    shapes = [
        Shape(
            polygon=outline.polygon,
            source="outline",
            confidence=min(sure, outline.confidence),
            reasons=(CLOSED_OUTLINE, *outline.reasons),
            handle=outline.handle,
        )
        for outline in outlines
    ]
    polygons = [shape.polygon for shape in shapes]
    rooms, said = rooms_from(shapes, without_tags(placed(plan.labels, polygons)), plan.table)
    by_role = strokes_by_role(storey, roles)
    doors = doors_of(ways_drawn(by_role[Role.DOOR]), rooms)
    rooms = with_shapes_told(rooms, doors, by_role[Role.STAIR])
    grown = grown_over_walls(polygons)
    outline = _outer_face(linework_from(by_role, Poche()), roles, polygons, grown)
    balance, bare = balance_of_outlines(outline, polygons, grown)
    return RoomsOfStorey(
        title=storey.title,
        rooms=rooms,
        notes=(*_guessed(roles, Role.ROOM_OUTLINE), *notes, *bare, *said),
        closures=(),
        balance=balance,
        outline=tuple(_ring(part) for part in outline),
        layers=layers_read(storey, roles),
        doors=doors,
    )


def _outer_face(
    linework: Linework, roles: Roles, rooms: Sequence[Polygon], grown: shapely.Geometry
) -> list[Polygon]:
    """Return where the walls around drawn outlines end; about where, when none are drawn."""
    guess = outline_around(grown)
    if not linework.has_walls or len(linework.barriers) < 3:
        return guess
    rings = enclosed_rooms(linework, (), sure=_surety_of_walls(roles)).outline
    drawn = shapely.union_all([*(Polygon(ring) for ring in rings), *rooms])
    if drawn.area < FEWEST_DRAWN * sum(part.area for part in guess):
        return guess
    return [part for part in shapely.get_parts(drawn) if part.geom_type == "Polygon"]


def outline_around(grown: shapely.Geometry) -> list[Polygon]:
    """Return the floor around rooms that were grown until they meet over their walls."""
    whole = [Polygon(part.exterior) for part in shapely.get_parts(grown)]
    shrunk = shapely.buffer(whole, HALF_OUTER_M - HALF_WALL_M, join_style="mitre")
    return [part for part in shapely.get_parts(shrunk) if part.geom_type == "Polygon"]


def _ring(part: Polygon) -> Ring:
    return tuple((float(x), float(y)) for x, y in part.exterior.coords[:-1])


def _from_walls(plan: Plan) -> RoomsOfStorey:
    storey, roles, labels = plan.storey, plan.roles, plan.labels
    linework = linework_of(storey, roles, plan.fills)
    empty = _nothing(storey, roles, labels)
    if not linework.has_walls or len(linework.barriers) < 3:
        return empty
    found = enclosed_rooms(
        linework, labels, sure=_surety_of_walls(roles), undone=plan.undone, rule=plan.rule
    )
    if not found.shapes:
        return replace(
            empty,
            notes=(*empty.notes, *found.notes),
            closures=found.closures,
            left_open=found.left_open,
            balance=found.balance,
        )
    rooms, said = rooms_from(found.shapes, found.placed, plan.table)
    doors = doors_of(ways_closed(found.closures), rooms)
    flights = set(roles.layers(Role.STAIR))
    stairs = [stroke for stroke in storey.strokes if stroke.layer in flights] if flights else []
    rooms = with_shapes_told(rooms, doors, stairs)
    return RoomsOfStorey(
        title=storey.title,
        rooms=rooms,
        notes=(*_guessed(roles, Role.WALL), *found.notes, *said),
        closures=found.closures,
        balance=found.balance,
        outline=found.outline,
        left_open=found.left_open,
        layers=layers_read(storey, roles),
        doors=doors,
    )


def _from_lines(plan: Plan) -> RoomsOfStorey | None:
    """Return the rooms of the layer whose single lines part the labels best, None if none does."""
    tried = [
        _from_walls(replace(plan, roles=roles_with(plan.roles, Role.WALL, layer, lines)))
        for layer, lines in lone_layers(plan.roles, plan.storey.strokes)
    ]
    good = [found for found in tried if _are_borne_out(found.rooms, plan.labels)]
    return max(good, key=lambda found: len(found.rooms), default=None)


def _are_borne_out(rooms: Sequence[RoomRead], labels: Sequence[Label]) -> bool:
    """Return whether rooms hold one label each, and most of the labels."""
    told = [room for room in rooms if room.number or (room.name and is_room_word(room.name))]
    single = [room for room in told if len((room.name or "").split(" / ")) == 1]
    spoken = [label for label in labels if label.kind == "number" or is_room_word(label.text)]
    least = max(FEWEST_TOLD, LEAST_TOLD * len(rooms))
    held = sum(bool(room.number) + bool(room.name) for room in single)
    return len(single) >= least and held >= LEAST_TOLD * len(spoken)


def _surety_of_walls(roles: Roles) -> float:
    layers = roles.layers(Role.WALL)
    return min((roles.of(layer).confidence for layer in layers), default=CONCLUSIVE)


def _nothing(storey: Storey, roles: Roles, labels: Sequence[Label]) -> RoomsOfStorey:
    walls = roles.layers(Role.WALL)
    why = "its walls enclose no space" if walls else "no layer holds outlines or walls"
    why_zh = "墙线未围合出任何空间" if walls else "没有图层包含房间轮廓或墙线"
    return RoomsOfStorey(
        title=storey.title,
        rooms=(),
        notes=(note(kinds.NO_ROOMS, why=why, why_zh=why_zh),),
        closures=(),
        balance=Balance(outline_m2=0.0, rooms_m2=0.0, walls_m2=0.0, residue_m2=0.0),
        layers=layers_read(storey, roles),
    )


def _guessed(roles: Roles, role: Role) -> list[Note]:
    """Return a note for each layer whose role was seen in what is drawn, not told by its name."""
    kind = kinds.OUTLINES_GUESSED if role is Role.ROOM_OUTLINE else kinds.WALLS_GUESSED
    guessed = [(name, roles.of(name)) for name in roles.layers(role)]
    return [
        note(kind, layers=name, because=proposal.because, because_zh=proposal.because_zh)
        for name, proposal in guessed
        if proposal.told_by not in STATED_BY
    ]
