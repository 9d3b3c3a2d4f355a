"""What the map draws, as plain values ready for JSON; areas in m² with two decimals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import orjson
from django.core.cache import caches

from registry import assessments
from registry.assessments import AssessedRoom
from registry.measures import rounded
from registry.queries import figures, floor_drawing, floor_sums, places, title_states
from registry.queries.figures import Totals
from registry.queries.floor_drawing import StampedFloor
from registry.queries.idle import IdleRoom
from registry.scope import Scope

STATE_ORDER = ("over", "measuring_error", "within", "idle", "unassessed", "circulation")


def metres(area: Decimal | None) -> float | None:
    """Return an area as a number with two decimals."""
    return None if area is None else float(rounded(area))


def totals(of: Totals) -> dict[str, Any]:
    """Return totals as the page wants them."""
    return {
        "rooms": of.rooms,
        "area_m2": metres(of.area_m2),
        "over_rooms": of.over_rooms,
        "excess_m2": metres(of.excess_m2),
        "idle_rooms": of.idle_rooms,
        "idle_m2": metres(of.idle_m2),
        "unassessed_rooms": of.unassessed_rooms,
    }


def crumbs(path: Iterable[places.Crumb]) -> list[dict[str, str]]:
    """Return the way to a place."""
    return [{"code": step.code, "name": step.name} for step in path]


def region(scope: Scope, *, code: str, day: dt.date, today: dt.date) -> dict[str, Any]:
    """Return a division with its parts and courtyards.

    `sums_on` is the day the sums are of: a division with more floors than can be judged at once
    keeps those of today.
    """
    place = places.region(scope, code=code, day=day)
    parts = places.parts(place, scope, day=day)
    yards = list(places.courtyards(place, scope, has_parts=bool(parts)))
    of_parts = figures.by_region([part.code for part in parts], scope)
    # A courtyard may stand for two divisions: here the buildings of this one alone count.
    inside = place.scope if scope.covers(place.code) else scope
    of_yards = figures.by_courtyard([yard.pk for yard in yards], inside)
    sums = None
    if day != today:
        sums = _sums(floor_sums.floors_in(scope, prefix=place.scope.prefix or ""), day)
    if sums is not None:
        of_parts = {code: replace(old, totals=sums.below(code)) for code, old in of_parts.items()}
        of_yards = {pk: replace(old, totals=sums.in_yard(pk)) for pk, old in of_yards.items()}
    return {
        "sums_on": (day if sums is not None else today).isoformat(),
        "region": _named(place)
        | {"level": place.level, "path": crumbs(places.path_to(place, scope))},
        "parts": [
            _named(part) | {"level": part.level} | _figures(of_parts[part.code]) for part in parts
        ],
        "courtyards": [
            _named(yard) | {"region_code": yard.region_code} | _figures(of_yards[yard.pk])
            for yard in yards
        ],
    }


def _named(place: Any) -> dict[str, Any]:
    return {"code": place.code, "name": place.name}


def _figures(found: figures.Placed) -> dict[str, Any]:
    return {"totals": totals(found.totals), "centre": found.centre}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the floors of a place add up to on a day other than today."""

    floors: Sequence[floor_sums.PlacedFloor]
    of: Mapping[int, Totals]

    def below(self, code: str) -> Totals:
        """Return the totals of a division."""
        prefix = Scope.of_region(code).prefix or ""
        return self._of(lambda floor: floor.region_code.startswith(prefix))

    def in_yard(self, pk: int) -> Totals:
        """Return the totals of a courtyard."""
        return self._of(lambda floor: floor.courtyard_id == pk)

    def in_building(self, pk: int) -> Totals:
        """Return the totals of a building."""
        return self._of(lambda floor: floor.building_id == pk)

    def _of(self, is_meant: Callable[[floor_sums.PlacedFloor], bool]) -> Totals:
        return floor_sums.added([self.of[floor.pk] for floor in self.floors if is_meant(floor)])


def _sums(floors: Sequence[floor_sums.PlacedFloor] | None, day: dt.date) -> Sums | None:
    return None if floors is None else Sums(floors=floors, of=floor_sums.sums_on(floors, day=day))


def courtyard(scope: Scope, *, code: str, day: dt.date, today: dt.date) -> dict[str, Any]:
    """Return a courtyard with its buildings and their floors."""
    place = places.courtyard(scope, code=code)
    inside = places.buildings(place, scope)
    of = figures.by_building([each.pk for each in inside])
    lines = figures.building_outlines([each.pk for each in inside], day=day)
    storeys = figures.floors_of([each.pk for each in inside], day=day)
    sums = _sums(floor_sums.floors_in(scope, courtyard=place.pk), day) if day != today else None
    if sums is not None:
        of = {each.pk: sums.in_building(each.pk) for each in inside}
    return {
        "sums_on": (day if sums is not None else today).isoformat(),
        "courtyard": _named(place)
        | {
            "region_code": place.region_code,
            "path": crumbs(places.path_to(place.region, scope)),
        },
        "buildings": [
            _named(each)
            | {"totals": totals(of[each.pk]), "outline": _geometry(lines.get(each.pk))}
            | {"floors": _floors(storeys[each.pk], sums)}
            for each in inside
        ],
    }


def building(scope: Scope, *, code: str, day: dt.date, today: dt.date) -> dict[str, Any]:
    """Return a building with its floors, topmost first."""
    place = places.building(scope, code=code)
    sums = _sums(floor_sums.floors_in(scope, building=place.pk), day) if day != today else None
    return {
        "building": _named(place)
        | {
            "courtyard": _named(place.courtyard),
            "region_code": place.region_code,
            "path": crumbs(places.path_to(place.region, scope)),
        },
        "floors": _floors(figures.floors_of([place.pk], day=day)[place.pk], sums),
    }


def _floors(
    found: Sequence[figures.FloorFigures], sums: Sums | None = None
) -> list[dict[str, Any]]:
    return [
        {
            "id": each.pk,
            "ordinal": each.ordinal,
            "name": each.name,
            "has_plan": each.has_plan,
            "totals": totals(each.totals if sums is None else sums.of[each.pk]),
        }
        for each in found
    ]


def _geometry(text: str | None) -> orjson.Fragment | None:
    return None if text is None else orjson.Fragment(text)


def floor_text(place: StampedFloor) -> bytes:
    """Return a floor as JSON, drawn only when no other request has drawn what its stamp stands for."""
    kept: bytes | None = caches["drawn"].get(place.stamp)
    if kept is None:
        kept = orjson.dumps(floor(place))
        caches["drawn"].set(place.stamp, kept)
    return kept


def floor(place: StampedFloor) -> dict[str, Any]:
    """Return a floor's rooms as GeoJSON, coloured by what the standard says of them that day."""
    drawing = floor_drawing.drawn(place)
    return {
        "type": "FeatureCollection",
        "floor": {
            "id": place.pk,
            "ordinal": place.ordinal,
            "name": place.name,
            "building": place.building,
            "building_code": place.building_code,
        },
        "outline": _geometry(drawing.outline),
        "bbox": None if drawing.outline is None else _geometry(drawing.bbox),
        "legend": _geometry(drawing.legend),
        "features": _geometry(drawing.features),
    }


def sheet(place: Any, rooms: Sequence[AssessedRoom], *, day: dt.date) -> dict[str, Any]:
    """Return what stands round the rooms of a floor: its name, outline and legend."""
    shape = figures.floor_shape(place.pk, day=day)
    return {
        "type": "FeatureCollection",
        "floor": {
            "id": place.pk,
            "ordinal": place.ordinal,
            "name": place.name,
            "building": place.building.name,
            "building_code": place.building.code,
        },
        "outline": _geometry(shape.outline),
        "bbox": shape.bbox,
        "legend": legend(rooms),
    }


def title_of(building: int, *, day: dt.date) -> str:
    """Return how the title of a building stands on a day."""
    return title_states.title_states([building], day=day)[building]


def stack(scope: Scope, *, code: str, day: dt.date) -> dict[str, Any]:
    """Return every floor of a building with its rooms, topmost first."""
    place = places.building(scope, code=code)
    lines = figures.floor_outlines(place.pk, day=day)
    title = title_of(place.pk, day=day)
    of_rooms = title_states.room_titles(place.pk, day=day)
    rooms = assessments.building_on(place.pk, day=day)
    return {
        "building": _named(place),
        "floors": [
            {"id": each.pk, "ordinal": each.ordinal, "name": each.name}
            | {"outline": _geometry(lines.get(each.pk))}
            | {
                "features": [
                    feature(room, title=of_rooms.get(str(room.uid), title))
                    for room in rooms
                    if room.floor_id == each.pk
                ]
            }
            for each in figures.floors_of([place.pk], day=day)[place.pk]
        ],
    }


def idle(rooms: Iterable[IdleRoom], *, day: dt.date) -> list[dict[str, Any]]:
    """Return idle rooms as rows for a table."""
    return [
        {
            "uid": str(room.uid),
            "number": room.number,
            "name": room.name,
            "use": room.use,
            "state": "idle",
            "area_m2": metres(room.area_m2),
            "floor_id": room.floor_id,
            "floor": room.floor,
            "building": room.building,
            "idle_since": room.since.isoformat(),
            "idle_months": room.months(day),
            "occupants": 0,
            "organisation": None,
        }
        for room in rooms
    ]


def legend(rooms: Iterable[AssessedRoom]) -> list[dict[str, Any]]:
    """Return how many rooms and m² there are of each state, in the order of the legend."""
    sums: Mapping[str, list[Decimal]] = {state: [] for state in STATE_ORDER}
    for room in rooms:
        sums[room.state].append(room.area_m2)
    return [
        {"state": state, "rooms": len(areas), "area_m2": metres(sum(areas, Decimal(0)))}
        for state, areas in sums.items()
        if areas
    ]


def feature(room: AssessedRoom, *, title: str = "") -> dict[str, Any]:
    """Return one room as a GeoJSON feature, without anybody's name in it."""
    return {
        "type": "Feature",
        "geometry": _geometry(room.footprint),
        "properties": {
            "uid": str(room.uid),
            "number": room.number,
            "name": room.name,
            "use": room.use,
            "state": room.state,
            "area_m2": metres(room.area_m2),
            "limit_m2": metres(room.limit_m2),
            "excess_m2": metres(room.excess_m2),
            "organisation": room.organisation,
            "occupants": len(room.occupants),
            "idle_months": room.idle_months,
            "title": title,
        },
    }
