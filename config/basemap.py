"""The map below the map, as the surroundings ask for it: nobody's, 天地图, any XYZ or any WMTS.

layer   the address of one layer's tiles, the grid they are cut in, how its levels are counted
grid    "mercator" Web Mercator, EPSG:3857; "degrees" longitude and latitude, EPSG:4490 or 4326
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlsplit

KINDS = ("none", "tianditu_w", "tianditu_c", "xyz", "wmts")
GRIDS = {"3857": "mercator", "4490": "degrees", "4326": "degrees"}
# 天地图: the picture and the names over it. Its levels run from 1 to 18 in both grids: level n is
# 2ⁿ tiles wide, so that level 1 of `_c` is two tiles of 180° and there is no level 0.
TIANDITU = "https://t0.tianditu.gov.cn"
STYLES = {"vec": "cva", "img": "cia", "ter": "cta"}
TIANDITU_DEEPEST = 18
SOURCE = "天地图"
# A host goes into the policy of every page: nothing in it may end a directive.
HOST = re.compile(r"[A-Za-z0-9.-]+(:\d{1,5})?|\[[0-9a-fA-F:]+\](:\d{1,5})?")
WMTS = {"{TileMatrix}": "{z}", "{TileRow}": "{y}", "{TileCol}": "{x}"}


class BadBaseMap(ValueError):
    """A base map that the settings do not describe fully; the sentence says what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Tiles of one layer."""

    url: str  # with {z}, {x} and {y}
    grid: str
    first: int  # the lowest level there is
    deepest: int  # beyond it tiles are drawn larger
    offset: int = 0  # what a level is called, less the power of two that it is tiles wide


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """What lies below, and whose it is."""

    layers: tuple[Layer, ...] = ()
    attribution: str = ""

    @property
    def origins(self) -> list[str]:
        """Return the hosts whose pictures pages may show: none without a base map."""
        found = (urlsplit(layer.url) for layer in self.layers)
        return list(dict.fromkeys(f"{each.scheme}://{each.netloc}" for each in found))

    @property
    def told(self) -> dict[str, Any]:
        """Return what the page is told."""
        return asdict(self)


def base_map(environment: Mapping[str, str] = os.environ) -> BaseMap:
    """Return the base map the environment asks for.

    >>> base_map({}).layers
    ()
    >>> base_map({"FANGTU_BASEMAP": "tianditu_c", "FANGTU_BASEMAP_KEY": "k"}).origins
    ['https://t0.tianditu.gov.cn']
    """
    kind = environment.get("FANGTU_BASEMAP", "none").strip().lower() or "none"
    if kind not in KINDS:
        raise BadBaseMap(f"FANGTU_BASEMAP is {kind!r}; it must be one of {', '.join(KINDS)}.")
    if kind == "none":
        return BaseMap()
    source = environment.get("FANGTU_BASEMAP_ATTRIBUTION", "")
    if kind.startswith("tianditu"):
        return BaseMap(layers=_tianditu(kind[-1], environment), attribution=source or SOURCE)
    return BaseMap(layers=(_own(kind, environment),), attribution=source)


def _tianditu(matrix: str, environment: Mapping[str, str]) -> tuple[Layer, ...]:
    """Return both layers of 天地图 in its grid `w` or `c`."""
    key = environment.get("FANGTU_BASEMAP_KEY", "").strip()
    if not key.isalnum():
        raise BadBaseMap("天地图 needs its key in FANGTU_BASEMAP_KEY: letters and digits only.")
    style = environment.get("FANGTU_BASEMAP_STYLE", "vec")
    if style not in STYLES:
        raise BadBaseMap(f"FANGTU_BASEMAP_STYLE must be one of {', '.join(STYLES)}.")
    return tuple(
        Layer(
            url=f"{TIANDITU}/{name}_{matrix}/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
            f"&LAYER={name}&STYLE=default&TILEMATRIXSET={matrix}&FORMAT=tiles"
            f"&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}",
            grid="mercator" if matrix == "w" else "degrees",
            first=1,
            deepest=TIANDITU_DEEPEST,
        )
        for name in (style, STYLES[style])
    )


def _own(kind: str, environment: Mapping[str, str]) -> Layer:
    """Return the layer of an address of one's own."""
    url = environment.get("FANGTU_BASEMAP_URL", "").strip()
    for name, short in WMTS.items() if kind == "wmts" else ():
        url = url.replace(name, short)
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not HOST.fullmatch(parts.netloc):
        raise BadBaseMap("FANGTU_BASEMAP_URL must begin with http:// or https:// and a host.")
    if any(part not in url for part in ("{z}", "{x}", "{y}")):
        wanted = ", ".join(WMTS) if kind == "wmts" else "{z}, {x}, {y}"
        raise BadBaseMap(f"FANGTU_BASEMAP_URL must hold {wanted}.")
    crs = environment.get("FANGTU_BASEMAP_CRS", "3857").upper().removeprefix("EPSG:")
    if crs not in GRIDS:
        raise BadBaseMap(f"FANGTU_BASEMAP_CRS must be one of {', '.join(GRIDS)}.")
    return Layer(
        url=url,
        grid=GRIDS[crs],
        first=0 if GRIDS[crs] == "mercator" else 1,
        deepest=_level("FANGTU_BASEMAP_DEEPEST", environment, 18),
        offset=_level("FANGTU_BASEMAP_LEVEL_OFFSET", environment, 0),
    )


def _level(name: str, environment: Mapping[str, str], usual: int) -> int:
    text = environment.get(name, str(usual))
    if not text.lstrip("-").isdigit() or abs(int(text)) > 24:
        raise BadBaseMap(f"{name} must be a whole number from -24 to 24.")
    return int(text)
