"""Vector tiles of what an account may see on a day: places from afar, buildings and rooms from near.

stamp   what stands for the content: a tile with the same stamp has the same bytes, whoever asked.
        What two accounts may see differs in the rows a stamp is made of, so that the cache of one
        permission class never answers another unless they see the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from math import atan, degrees, pi, sinh

from django.core.cache import caches

from registry.queries import map_tiles
from registry.queries.map_tiles import Spot, StampedTile
from registry.queries.places import NotInSight
from registry.scope import Scope

CONTENT_TYPE = "application/vnd.mapbox-vector-tile"
ROOMS_FROM, DEEPEST = 14, 18  # zooms with rooms; beyond the deepest the page enlarges
STOREY = re.compile(r"-?[1-9]\d{0,2}")


def spot_of(zoom: int, x: int, y: int, *, scope: Scope, day: dt.date, ordinal: str = "1") -> Spot:
    """Return the place of a tile in Web Mercator."""
    across = 2**zoom
    is_there = zoom <= DEEPEST and x < across and y < across and STOREY.fullmatch(ordinal)
    if scope.prefix is None or not is_there:
        raise NotInSight(f"{zoom}/{x}/{y}")
    return Spot(
        zoom=zoom,
        west=x / across * 360 - 180,
        south=_latitude((y + 1) / across),
        east=(x + 1) / across * 360 - 180,
        north=_latitude(y / across),
        scope=scope,
        day=day,
        ordinal=int(ordinal),
    )


def _latitude(down: float) -> float:
    """Return the latitude of a part of the way down the map of Web Mercator."""
    return degrees(atan(sinh(pi * (1 - 2 * down))))


def stamped(spot: Spot, *, today: dt.date) -> tuple[str, Callable[[], bytes]]:
    """Return what stands for a tile's content, and how to have it."""
    if spot.zoom < ROOMS_FROM:
        stamp, content = map_tiles.places_tile(spot)
        return stamp, lambda: content
    tile = map_tiles.stamped(spot, is_today=spot.day == today)
    return tile.stamp, lambda: _kept(tile)


def _kept(tile: StampedTile) -> bytes:
    """Return a tile of rooms, drawn only when no other request has drawn what the stamp stands for."""
    content: bytes | None = caches["drawn"].get(tile.stamp)
    if content is None:
        content = map_tiles.drawn(tile)
        caches["drawn"].set(tile.stamp, content)
    return content
