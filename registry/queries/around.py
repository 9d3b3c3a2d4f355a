"""What lies on and around a parcel, in metres of its own survey."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from registry.models import Parcel
from registry.policy.ground_plan import GroundPlan, ground_plan
from registry.scope import Scope

USUAL_SRID = 4549  # where a parcel came without its survey's system


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A parcel beside this one, and how much of the boundary they have in common."""

    code: str
    address: str
    common_m: Decimal  # zero across a lane


NEIGHBOURS = """
    -- One row a living parcel of the same layer within 20 m: a lane's width.
    SELECT near.code, near.address,
           ST_Length(ST_Intersection(
               ST_Boundary(here.ground),
               ST_Boundary(ST_Snap(there.ground, here.ground, 0.05)), 0.01)) AS common_m,
           ST_AsGeoJSON(there.ground, 3) AS outline
      FROM registry_parcel AS mine
     CROSS JOIN LATERAL (SELECT ST_Transform(mine.boundary, %(srid)s) AS ground) AS here
      JOIN registry_parcel AS near
        ON near.id <> mine.id AND near.boundary && ST_Expand(mine.boundary, 0.0004)
       AND near.period && mine.period AND upper_inf(near.period)
       AND near.region_code LIKE %(scope)s
       AND fangtu_layer(near.code) = fangtu_layer(mine.code)
     CROSS JOIN LATERAL (SELECT ST_Transform(near.boundary, %(srid)s) AS ground) AS there
     WHERE mine.id = %(parcel)s AND ST_DWithin(here.ground, there.ground, 20)
     ORDER BY common_m DESC, near.code
     LIMIT 40
"""
HOUSES = """
    -- One row a building on the parcel: the ground that its drawn floors cover.
    SELECT building.name, ST_AsGeoJSON(
               ST_Transform(ST_Buffer(ST_Union(plan.footprint), 0), %(srid)s), 3) AS outline
      FROM registry_building_parcels AS lies
      JOIN registry_building AS building ON building.id = lies.building_id
      JOIN registry_floor AS floor ON floor.building_id = building.id
      JOIN registry_planversion AS plan ON plan.floor_id = floor.id AND upper_inf(plan.period)
     WHERE lies.parcel_id = %(parcel)s AND plan.footprint IS NOT NULL
     GROUP BY building.id
     ORDER BY building.code
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The neighbours of a parcel and the picture of it among them."""

    neighbours: Sequence[Neighbour]
    plan: GroundPlan | None


def around(scope: Scope, parcel: Parcel) -> Around:
    """Return what lies around a parcel."""
    values = {
        "parcel": parcel.pk,
        "srid": parcel.survey_srid or USUAL_SRID,
        "scope": f"{scope.prefix}%" if scope.prefix is not None else "",
    }
    near, houses = rows_of(NEIGHBOURS, values), rows_of(HOUSES, values)
    points = list(parcel.points.all())
    ring = [(float(p.easting_m), float(p.northing_m)) for p in points] or _drawn(parcel)
    return Around(
        neighbours=[
            Neighbour(code=code, address=address, common_m=_metres(common))
            for code, address, common, _outline in near
        ],
        plan=ground_plan(
            ring,
            names=[point.name for point in points],
            lengths=["" if p.length_m is None else str(p.length_m) for p in points],
            near=[(code[14:], ring) for code, *_, outline in near for ring in rings_of(outline)],
            houses=[(name, ring) for name, outline in houses for ring in rings_of(outline)],
        ),
    )


def _drawn(parcel: Parcel) -> list[tuple[float, float]]:
    """Return the corners of a boundary that came without points."""
    if parcel.boundary is None or not parcel.boundary.valid:
        return []
    drawn: Any = parcel.boundary.clone()
    drawn.transform(parcel.survey_srid or USUAL_SRID)
    return [(x, y) for x, y in drawn.coords[0][:-1]]


def rings_of(outline: str | None) -> list[list[tuple[float, float]]]:
    """Return the outer rings of a polygon or several."""
    shape: Any = json.loads(outline) if outline else {"type": ""}
    polygons: Any
    match shape["type"]:
        case "Polygon":
            polygons = [shape["coordinates"]]
        case "MultiPolygon":
            polygons = shape["coordinates"]
        case _:
            return []
    return [[(x, y) for x, y in polygon[0][:-1]] for polygon in polygons if polygon]


def _metres(length: float) -> Decimal:
    return Decimal(repr(length)).quantize(Decimal("0.01"))


def rows_of(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
