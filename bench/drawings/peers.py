"""The named peers: GDAL's DXF reader, then noding and polygons by PostGIS or by GEOS.

They close no gap, so they are given the same walls with every doorway already closed along the faces
and no writing: what is measured is reading lines and finding the faces between them.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import Polygon

from .drawing import drawn
from .scoring import Read, scored
from .styles import STYLES, Style

GRID_M = 0.005
SMALLEST_M2 = 1.0  # the peers' slivers are not held against them
PEER_STYLES = ("double walls", "dirty by 2 mm", "dirty by 5 mm")
Lines = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What one peer made of one plan."""

    peer: str
    style: str
    rooms: int
    seconds: float
    recall: float


def peer_figures(rooms: int, folder: Path, *, rounds: int) -> list[Figure]:
    """Return the peers' time and share of rooms right on plans of a size, by style."""
    return [
        _figure(name, peer, _closed(style), rooms, folder, rounds=rounds)
        for style in STYLES
        if style.name in PEER_STYLES
        for name, peer in PEERS.items()
        if peer is not _by_postgis or os.environ.get("DATABASE_URL")
    ]


def _closed(style: Style) -> Style:
    return replace(style, door="closed")


def _figure(
    name: str,
    peer: Callable[[Lines], Sequence[Polygon]],
    style: Style,
    rooms: int,
    folder: Path,
    *,
    rounds: int,
) -> Figure:
    path = folder / f"peer_{style.name.replace(' ', '_')}_{rooms}.dxf"
    there, _floor = drawn(style, rooms, 1, path)
    seconds, faces = [], Sequence[Polygon]
    for _round in range(1 if peer is _by_postgis else rounds):
        start = time.perf_counter()
        faces = peer(_walls(path))
        seconds.append(time.perf_counter() - start)
    read = [
        Read(polygon=face, number="", name="", confidence=1.0)
        for face in faces
        if face.area >= SMALLEST_M2
    ]
    return Figure(
        peer=name,
        style=style.name,
        rooms=rooms,
        seconds=statistics.median(seconds),
        recall=scored(there, read, []).recall,
    )


def _walls(path: Path) -> Lines:
    """Return the wall lines of a plan in metres, as GDAL reads them."""
    import pyogrio

    pyogrio.set_gdal_config_options({"DXF_ENCODING": "UTF-8"})
    _meta, _index, geometry, _fields = pyogrio.raw.read(
        path, layer="entities", where="Layer='墙体'"
    )
    lines = shapely.from_wkb(geometry)
    return np.asarray(shapely.transform(lines, lambda xy: xy / 1000.0), dtype=object)


def _by_union(lines: Lines) -> Sequence[Polygon]:
    return _faces(shapely.union_all(lines))


def _by_grid(lines: Lines) -> Sequence[Polygon]:
    return _faces(shapely.union_all(lines, grid_size=GRID_M))


def _faces(noded: shapely.Geometry) -> Sequence[Polygon]:
    return list(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))


def _by_postgis(lines: Lines) -> Sequence[Polygon]:
    import psycopg2

    from config.environment import database

    at = database(os.environ["DATABASE_URL"])
    server = psycopg2.connect(
        dbname=at["NAME"], host=at["HOST"] or None, port=at["PORT"] or None, user=at["USER"] or None
    )
    with server.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        cursor.execute("CREATE TEMP TABLE peer_wall (way geometry)")
        cursor.execute(
            "INSERT INTO peer_wall SELECT ST_GeomFromWKB(unnest(%(ways)s::bytea[]))",
            {"ways": [shapely.to_wkb(line) for line in lines]},
        )
        # One row a face between the walls.
        cursor.execute(
            "SELECT ST_AsBinary((ST_Dump(ST_Polygonize(noded.ways))).geom)"
            "  FROM (SELECT ST_Node(ST_Collect(way)) AS ways FROM peer_wall) AS noded"
        )
        found = [shapely.from_wkb(bytes(row[0])) for row in cursor.fetchall()]
    server.close()  # nothing is committed: the database is as it was
    return found


PEERS: dict[str, Callable[[Lines], Sequence[Polygon]]] = {
    "OGR + PostGIS ST_Node, ST_Polygonize": _by_postgis,
    "OGR + GEOS union, polygonize": _by_union,
    "OGR + GEOS union on a 5 mm grid": _by_grid,
}
