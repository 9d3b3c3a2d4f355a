"""Test vectors of the rules on parcels, as `vectors` has them for the others.

0    60   100
+----+----+----+  50   A parcel of 100 m × 50 m, a building in its western half,
|  b |    | n  |       a neighbour n to the east of it.
+----+----+----+  0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from registry.policy.cases.facts import LandFacts, ParcelFact, RestrictionFact, UnitThere
from registry.policy.cases.land import Piece, Ring, Standing, points_in
from registry.policy.cases.lawful import DAY, NEW, OLD, PARCEL, UNIT

BESIDE = "990101001001GB00002"


def _box(west: float, east: float, north: float = 50) -> Ring:
    return [(west, 0), (east, 0), (east, north), (west, north)]


def _piece(west: float, east: float, north: float = 50, **said: Any) -> Piece:
    lines = (f"{y} {x}" for x, y in _box(west, east, north))
    return Piece(points=points_in("\n".join(lines)), **said)


_NEAR = ParcelFact(
    code=BESIDE, ring=_box(100, 140), area_m2=Decimal("2000.00"), touches=True,
    right_nature="allocated",
)  # fmt: skip
_ONE = Fraction(1)
_THERE = UnitThere(code=f"{PARCEL}F00020001", parcel_code=PARCEL, holders={OLD: _ONE})
_ON_NEAR = UnitThere(code=f"{BESIDE}W00000000", parcel_code=BESIDE, holders={OLD: _ONE})
_LAND = LandFacts(
    parcel_code=PARCEL,
    srid=4549,
    ring=_box(0, 100),
    area_m2=Decimal("5000.00"),
    right_nature="allocated",
    buildings=(Standing(code="B1", name="1号楼", rings=(_box(10, 30, 40),)),),
    near=(_NEAR,),
)
_UNDRAWN = (*_LAND.buildings, Standing(code="B9", name="9号楼"))
_HALVES = (_piece(0, 60), _piece(60, 100))
_CROSSED = Piece(points=points_in("0 0\n50 60\n0 60\n50 0"))
_SEVERAL = replace(_THERE, buildings=("B1", "B9"))


def _told(cause: str, land: LandFacts, said: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"application.cause": cause, "land": land, **said}


def _split(*pieces: Piece, land: LandFacts = _LAND) -> Mapping[str, Any]:
    return _told("parcel_split", land, {"application.pieces": pieces or _HALVES})


def _redrawn(*pieces: Piece, land: LandFacts = _LAND) -> Mapping[str, Any]:
    return _told("boundary", land, {"application.pieces": pieces})


def _merge(land: LandFacts, *codes: str, **said: Any) -> Mapping[str, Any]:
    return _told("parcel_merge", land, {"application.merged_parcels": codes or (BESIDE,), **said})


def _with(**changes: Any) -> LandFacts:
    return replace(_LAND, **changes)


_PLEDGED = (RestrictionFact(kind="mortgage", placed_on=DAY, by="示例银行"),)
LAND_VECTORS: Mapping[str, Mapping[str, Any]] = {
    "C-LAND-1": _split(land=_with(srid=None)),
    "C-LAND-2": _split(_piece(0, 100)),
    "C-LAND-3": _split(_CROSSED, _piece(60, 100)),
    "C-LAND-4": _split(_piece(0, 61), _piece(60, 100)),
    "C-LAND-5": _split(_piece(0, 60), _piece(60, 101)),
    "C-LAND-6": _split(_piece(0, 60), _piece(61, 100)),
    "C-LAND-7": _split(land=_with(area_m2=Decimal("5001.01"))),
    "C-LAND-8": _split(_piece(0, 20), _piece(20, 100)),
    "C-LAND-9": _split(land=_with(buildings=_UNDRAWN)),
    "C-LAND-10": _redrawn(_piece(0, 101)),
    "C-LAND-11": _redrawn(_piece(0, 99)),
    "C-LAND-12": _split(land=_with(units=(replace(_THERE, holders={NEW: _ONE}),))),
    "C-LAND-13": _split(land=_with(units=(replace(_THERE, open_cases=("990100-2026-200-1",)),))),
    "C-LAND-14": _split(land=_with(units=(replace(_THERE, is_seized=True),))),
    "C-LAND-15": _split(
        _piece(0, 60),
        _piece(60, 100, buildings=("B9",)),
        land=_with(buildings=_UNDRAWN, units=(_SEVERAL,)),
    ),
    "C-LAND-16": _told("parcel_merge", _LAND, {}),
    "C-LAND-17": _merge(_LAND, "990101001001GB00009"),
    "C-LAND-18": _merge(_with(units=(replace(_ON_NEAR, holders={NEW: _ONE}),))),
    "C-LAND-19": _merge(_with(units=(_ON_NEAR,)), **{"standing.restrictions": _PLEDGED}),
    "C-LAND-20": _split(),
    "C-LAND-21": {
        "application.cause": "area",
        "application.land_area_m2": Decimal("5100.00"),
        "unit.code": UNIT,
    },
}
