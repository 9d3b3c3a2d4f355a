"""The ground of a case that splits a parcel, merges it or draws its boundary anew."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from registry.models import BAUnit, BoundaryPoint, Case, Parcel
from registry.policy.cases.applications import Application
from registry.policy.cases.facts import LandFacts, ParcelFact, UnitThere
from registry.policy.cases.land import (
    BOUNDARY,
    FEWEST_POINTS,
    Piece,
    Ring,
    Standing,
    is_ring,
    piece_in,
    placed,
)
from registry.policy.cases.land_sketch import LandSketch, land_sketch
from registry.policy.cases.terms import Words
from registry.policy.cases.transitions import LIVE
from registry.policy.cases.typed import NotReadable
from registry.queries.around import rings_of, rows_of
from registry.queries.case_book import page_of

FEWEST_PIECES = 2
COMMON_M = Decimal("0.01")  # a shorter common line is a corner

NEAR = """
    -- One row a living parcel of the same layer that touches this one, with the line in common.
    SELECT near.code, near.area_m2, near.right_nature,
           ST_Length(ST_Intersection(
               ST_Boundary(here.ground),
               ST_Boundary(ST_Snap(there.ground, here.ground, 0.05)), 0.01)) AS common_m,
           ST_AsGeoJSON(there.ground, 3) AS outline, near.id
      FROM registry_parcel AS mine
     CROSS JOIN LATERAL (SELECT ST_Transform(mine.boundary, %(srid)s) AS ground) AS here
      JOIN registry_parcel AS near
        ON near.id <> mine.id AND near.boundary && ST_Expand(mine.boundary, 0.0002)
       AND upper_inf(near.period) AND fangtu_layer(near.code) = fangtu_layer(mine.code)
     CROSS JOIN LATERAL (SELECT ST_Transform(near.boundary, %(srid)s) AS ground) AS there
     WHERE mine.id = %(parcel)s
     ORDER BY near.code
     LIMIT 60
"""
HOUSES = """
    -- One row a building on the parcels: the ground that its drawn floors cover, if any is drawn.
    SELECT building.code, building.name, ST_AsGeoJSON(
               ST_Transform(ST_Buffer(ST_Union(plan.footprint), 0), %(srid)s), 3) AS outline
      FROM registry_building_parcels AS lies
      JOIN registry_building AS building ON building.id = lies.building_id
      LEFT JOIN registry_floor AS floor ON floor.building_id = building.id
      LEFT JOIN registry_planversion AS plan
             ON plan.floor_id = floor.id AND upper_inf(plan.period) AND plan.footprint IS NOT NULL
     WHERE lies.parcel_id = ANY(%(parcels)s)
     GROUP BY building.id
     ORDER BY building.code
"""


def land_of(case: Case, asked: Application, day: dt.date) -> LandFacts | None:
    """Return the ground of a case that draws its parcel anew, None for any other."""
    unit = case.unit
    if unit is None or not asked.redraws:
        return None
    return ground_of(unit, asked, day, except_case=case.pk)


def ground_of(
    unit: BAUnit, asked: Application, day: dt.date, *, except_case: int | None = None
) -> LandFacts:
    """Return the parcel of a unit with what stands on it, lies beside it and is held on it."""
    parcel = unit.parcel
    srid = parcel.survey_srid
    near = _near(parcel, srid) if srid and parcel.boundary else {}
    merged = [pk for pk, each in near.items() if each.code in asked.merged_parcels]
    return LandFacts(
        parcel_code=parcel.code,
        srid=srid,
        ring=_rings([parcel.pk]).get(parcel.pk, ()),
        area_m2=parcel.area_m2,
        right_nature=parcel.right_nature,
        buildings=_buildings([parcel.pk, *merged], srid) if srid else (),
        near=tuple(near.values()),
        units=_units(unit, [parcel.pk, *merged], day, except_case),
    )


def _rings(parcels: Sequence[int]) -> Mapping[int, Ring]:
    """Return the corners of parcels as they were surveyed, in the system of each."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    points = BoundaryPoint.objects.filter(parcel__in=parcels).order_by("parcel", "ordinal")
    for key, east, north in points.values_list("parcel_id", "easting_m", "northing_m"):
        found[key].append((float(east), float(north)))
    return found


def _near(parcel: Parcel, srid: int) -> dict[int, ParcelFact]:
    """Return the parcels that touch one, by their keys; its own survey's points go before the map's."""
    rows = rows_of(NEAR, {"parcel": parcel.pk, "srid": srid})
    keys = [row[-1] for row in rows]
    alike = Parcel.objects.filter(pk__in=keys, survey_srid=srid).values_list("pk", flat=True)
    surveyed = _rings(list(alike))
    return {
        key: ParcelFact(
            code=code,
            ring=surveyed.get(key) or next(iter(rings_of(outline)), ()),
            area_m2=area,
            touches=Decimal(repr(common)) > COMMON_M,
            right_nature=nature,
        )
        for code, area, nature, common, outline, key in rows
    }


def _buildings(parcels: Sequence[int], srid: int) -> tuple[Standing, ...]:
    rows = rows_of(HOUSES, {"parcels": list(parcels), "srid": srid})
    return tuple(
        Standing(code=code, name=name, rings=tuple(rings_of(outline)))
        for code, name, outline in rows
    )


def _units(
    own: BAUnit, parcels: Sequence[int], day: dt.date, except_case: int | None
) -> tuple[UnitThere, ...]:
    """Return the other living units on parcels, with who holds them and what is open on them."""
    there = BAUnit.objects.filter(parcel__in=parcels, period__upper_inf=True).exclude(pk=own.pk)
    units = there.select_related("parcel", "building").prefetch_related("also_buildings")
    live = Case.objects.filter(unit__in=there, state__in=[state.value for state in LIVE])
    open_cases: dict[int, list[str]] = defaultdict(list)
    for key, number in live.exclude(pk=except_case or 0).values_list("unit_id", "number"):
        open_cases[key].append(number)
    return tuple(_there(unit, day, open_cases[unit.pk]) for unit in units.order_by("code"))


def _there(unit: BAUnit, day: dt.date, open_cases: Sequence[str]) -> UnitThere:
    standing = page_of(unit, day).standing(day)
    own = [unit.building.code] if unit.building else []
    return UnitThere(
        code=unit.code,
        parcel_code=unit.parcel.code,
        holders=standing.holders,
        buildings=(*own, *(each.code for each in unit.also_buildings.all())),
        restrictions=tuple(each.by or each.kind for each in standing.restrictions),
        is_seized=standing.has("seizure"),
        open_cases=tuple(open_cases),
    )


# --- the form ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRow:
    """One part as it stands in the form, measured as far as it can be read."""

    number: int
    points: str
    address: str
    land_use: str
    area_m2: Decimal | None
    sides: Sequence[tuple[str, str, Decimal]]  # from a point to the next, with the length
    problem: Words | None
    is_crossed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildingRow:
    """A building on the parcel: the part it was said to stand on, and the one it is drawn on."""

    code: str
    name: str
    said: int
    drawn: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LandForm:
    """The form of a split or of a new boundary, as it was typed."""

    pieces: Sequence[PieceRow]
    buildings: Sequence[BuildingRow]
    srid: int | None
    whole_m2: Decimal
    sum_m2: Decimal
    own_points: str  # those of the parcel, to be copied from
    is_split: bool
    sketch: LandSketch | None

    @property
    def difference_m2(self) -> Decimal:
        """Return by how much the parts together differ from the parcel."""
        return self.sum_m2 - self.whole_m2


def land_form(typed: Any, land: LandFacts, parcel: Parcel, cause: str) -> LandForm:
    """Return the form of the pieces of a parcel; a new boundary begins with the old points."""
    own = _as_lines(parcel)
    rows = [row for row in typed if isinstance(row, Mapping)] if isinstance(typed, list) else []
    if cause == BOUNDARY:
        rows = rows[:1] or [{"points": own}]
    else:
        rows += [{}] * max(FEWEST_PIECES - len(rows), 1 if len(rows) >= FEWEST_PIECES else 0)
    read = [_read(row, number) for number, row in enumerate(rows, start=1)]
    pieces = [piece for piece, _problem in read]
    drawn = [piece if is_ring(piece) else Piece() for piece in pieces]
    return LandForm(
        pieces=[
            _piece_row(number, row, piece, problem)
            for number, (row, (piece, problem)) in enumerate(zip(rows, read, strict=True), start=1)
        ],
        buildings=_building_rows(land, rows, pieces),
        srid=land.srid,
        whole_m2=land.area_m2,
        sum_m2=sum((piece.area_m2 for piece in drawn), Decimal(0)),
        own_points=own,
        is_split=cause != BOUNDARY,
        sketch=land_sketch(land, drawn),
    )


def _as_lines(parcel: Parcel) -> str:
    points = parcel.points.order_by("ordinal")
    return "\n".join(f"{each.name} {each.northing_m} {each.easting_m}" for each in points)


def _read(row: Mapping[str, Any], number: int) -> tuple[Piece, Words | None]:
    try:
        return piece_in(row, number), None
    except NotReadable as why:
        return Piece(), why.words


def _piece_row(
    number: int, row: Mapping[str, Any], piece: Piece, problem: Words | None
) -> PieceRow:
    names = [point.name for point in piece.points]
    after = [*names[1:], *names[:1]]
    return PieceRow(
        number=number,
        points=str(row.get("points") or ""),
        address=str(row.get("address") or ""),
        land_use=str(row.get("land_use") or ""),
        area_m2=piece.area_m2 if is_ring(piece) else None,
        sides=list(zip(names, after, piece.lengths_m, strict=True)) if is_ring(piece) else (),
        problem=problem,
        is_crossed=len(names) >= FEWEST_POINTS and not is_ring(piece),
    )


def _building_rows(
    land: LandFacts, rows: Sequence[Mapping[str, Any]], pieces: Sequence[Piece]
) -> list[BuildingRow]:
    said = {str(code): n for n, row in enumerate(rows, 1) for code in row.get("buildings") or ()}
    bare = [Piece(points=piece.points) for piece in pieces if is_ring(piece)]
    numbers = [n for n, piece in enumerate(pieces, 1) if is_ring(piece)]
    found = zip(numbers, placed(bare, land.buildings, land.ring), strict=True)
    drawn = {code: n for n, codes in found for code in codes} if len(land.ring) > 2 else {}
    return [
        BuildingRow(
            code=each.code, name=each.name, said=said.get(each.code, 0),
            drawn=drawn.get(each.code, 0),
        )
        for each in land.buildings
    ]  # fmt: skip
