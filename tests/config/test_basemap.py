"""The base map: nobody's unless the settings name one, and then that host's alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.basemap import BadBaseMap, base_map

ROOT = Path(__file__).resolve().parent.parent.parent
SHOW = """
import django, json
django.setup()
from django.conf import settings
print(json.dumps(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]))
"""


def img_src(**environment: str) -> list[str]:
    """Return what pages may show pictures of, as settings say it in such surroundings."""
    asked = {key: value for key, value in os.environ.items() if "BASEMAP" not in key}
    done = subprocess.run(
        [sys.executable, "-c", SHOW],
        cwd=ROOT,
        env={**asked, "DJANGO_SETTINGS_MODULE": "config.settings", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def test_without_a_setting_there_is_no_map_below_and_no_host_is_named():
    found = base_map({})

    assert (found.layers, found.attribution, found.origins) == ((), "", [])
    assert img_src() == ["'self'", "data:"]


def test_a_base_map_widens_pictures_by_its_own_host_alone():
    own = {"FANGTU_BASEMAP": "xyz", "FANGTU_BASEMAP_URL": "https://tiles.example:8443/{z}/{x}/{y}"}

    assert img_src(**own) == ["'self'", "data:", "https://tiles.example:8443"]


@pytest.mark.parametrize(("matrix", "grid"), [("w", "mercator"), ("c", "degrees")])
def test_tianditu_has_a_picture_and_names_over_it_from_level_1(matrix, grid):
    found = base_map({"FANGTU_BASEMAP": f"tianditu_{matrix}", "FANGTU_BASEMAP_KEY": "0a1b2c"})

    picture, names = found.layers
    assert f"/vec_{matrix}/wmts?" in picture.url
    assert f"/cva_{matrix}/wmts?" in names.url
    assert f"TILEMATRIXSET={matrix}&" in picture.url
    assert picture.url.endswith("&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=0a1b2c")
    assert {(each.grid, each.first, each.deepest, each.offset) for each in found.layers} == {
        (grid, 1, 18, 0)
    }
    assert found.attribution == "天地图"


def test_a_wmts_address_is_written_as_its_capabilities_write_it():
    url = "http://gis.example/wmts/roads/default/c/{TileMatrix}/{TileRow}/{TileCol}.png"

    found = base_map(
        {
            "FANGTU_BASEMAP": "wmts",
            "FANGTU_BASEMAP_URL": url,
            "FANGTU_BASEMAP_CRS": "EPSG:4490",
            "FANGTU_BASEMAP_LEVEL_OFFSET": "-1",
            "FANGTU_BASEMAP_DEEPEST": "20",
            "FANGTU_BASEMAP_ATTRIBUTION": "示例 审图号",
        }
    )

    (layer,) = found.layers
    assert layer.url == "http://gis.example/wmts/roads/default/c/{z}/{y}/{x}.png"
    assert (layer.grid, layer.first, layer.deepest, layer.offset) == ("degrees", 1, 20, -1)
    assert found.told["attribution"] == "示例 审图号"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"FANGTU_BASEMAP": "google"}, "must be one of none"),
        ({"FANGTU_BASEMAP": "tianditu_w"}, "FANGTU_BASEMAP_KEY"),
        ({"FANGTU_BASEMAP": "tianditu_w", "FANGTU_BASEMAP_KEY": "a&b='"}, "FANGTU_BASEMAP_KEY"),
        (
            {
                "FANGTU_BASEMAP": "tianditu_w",
                "FANGTU_BASEMAP_KEY": "a",
                "FANGTU_BASEMAP_STYLE": "x",
            },
            "FANGTU_BASEMAP_STYLE",
        ),
        ({"FANGTU_BASEMAP": "xyz"}, "http://"),
        ({"FANGTU_BASEMAP": "xyz", "FANGTU_BASEMAP_URL": "javascript:{z}{x}{y}"}, "http://"),
        ({"FANGTU_BASEMAP": "xyz", "FANGTU_BASEMAP_URL": "https://{z}.a/{x}/{y}"}, "host"),
        (
            {"FANGTU_BASEMAP": "xyz", "FANGTU_BASEMAP_URL": "https://a;script-src */{z}/{x}/{y}"},
            "host",
        ),
        ({"FANGTU_BASEMAP": "xyz", "FANGTU_BASEMAP_URL": "https://a/{z}/{x}"}, "{y}"),
        ({"FANGTU_BASEMAP": "wmts", "FANGTU_BASEMAP_URL": "https://a/{z}"}, "{TileRow}"),
        (
            {
                "FANGTU_BASEMAP": "xyz",
                "FANGTU_BASEMAP_URL": "https://a/{z}/{x}/{y}",
                "FANGTU_BASEMAP_CRS": "4549",
            },
            "FANGTU_BASEMAP_CRS",
        ),
        (
            {
                "FANGTU_BASEMAP": "xyz",
                "FANGTU_BASEMAP_URL": "https://a/{z}/{x}/{y}",
                "FANGTU_BASEMAP_DEEPEST": "many",
            },
            "FANGTU_BASEMAP_DEEPEST",
        ),
    ],
)
def test_what_is_missing_is_said(wrong, said):
    with pytest.raises(BadBaseMap, match=said.replace("{", "\\{").replace("}", "\\}")):
        base_map(wrong)
