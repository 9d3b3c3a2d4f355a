"""Vector tiles, read as a GIS program reads them: who sees what, where it lies, when it is sent again."""

from __future__ import annotations

import datetime as dt
import json
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely
from django.conf import settings
from django.contrib.gis.geos import MultiPolygon
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from registry.assessments import assess_scope
from registry.models import (
    Allocation,
    BAUnit,
    Building,
    Certificate,
    House,
    HouseRoom,
    Organisation,
    Parcel,
    PlanVersion,
    Region,
    Room,
    RoomVersion,
    Seat,
)
from registry.models.periods import from_day
from registry.scope import Scope
from registry.services.standards import take_packs
from tests.registry import builders as make

pytestmark = pytest.mark.django_db
STANDARDS = Path(settings.BASE_DIR) / "fixtures" / "standards"
# Where the builders put a building's origin: 500 km easting of zone 120°E.
LON, LAT = 120.0, 29.818555
MERCATOR_M = 20_037_508.342789244


@pytest.fixture(autouse=True)
def nothing_is_kept() -> None:
    caches["drawn"].clear()


@pytest.fixture
def city() -> Region:
    packs = [json.loads(path.read_text(encoding="utf-8")) for path in STANDARDS.glob("*.json")]
    take_packs(packs, reason="test")
    return make.region("990100", level="CITY")


@pytest.fixture
def county(city: Region) -> Region:
    return make.region("990121", parent=city)


@pytest.fixture
def plan(county: Region) -> PlanVersion:
    """Two storeys; on the first a clerk in 20 m², an idle office and a passage."""
    building = make.building(county)
    upper = make.plan(make.floor(building, 2))
    made = make.plan(make.floor(building, 1))
    for each in (upper, made):
        each.outline = MultiPolygon(make.box(0, 0, 12, 7))
        each.save()
    office = make.room(made, make.box(0, 0, 4, 5), "101")
    make.room(made, make.box(4, 0, 12, 5), "102")
    make.room(made, make.box(0, 5, 12, 7), "", use="circulation")
    make.room(upper, make.box(0, 0, 12, 7), "201")
    bureau = make.organisation(county)
    Allocation.objects.create(room=office, organisation=bureau, period=from_day(make.SINCE))
    Seat.objects.create(
        room=office, person=make.person(county, bureau), period=from_day(make.SINCE)
    )
    assess_scope(Scope.EVERYTHING, day=timezone.localdate())
    return made


@pytest.fixture
def inside(client: Client, county: Region) -> Client:
    client.force_login(make.account(county))
    return client


def address(zoom: int) -> str:
    """Return the address of the tile that the building stands in."""
    across = 2**zoom
    x = int((LON + 180) / 360 * across)
    y = int((1 - asinh(tan(radians(LAT))) / pi) / 2 * across)
    return reverse("map-tile", args=[zoom, x, y])


def layers(answer: Any, tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return what a tile holds, by layer, shapes in metres of Web Mercator."""
    *_rest, zoom, x, name = answer.wsgi_request.path.split("/")
    file = tmp_path / zoom / x / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(answer.content)
    if not answer.content:
        return {}
    found = {}
    for layer, _kind in pyogrio.list_layers(file):
        told, _ids, shapes, columns = pyogrio.raw.read(file, layer=layer)
        rows = [dict(zip(told["fields"], row, strict=True)) for row in zip(*columns, strict=True)]
        found[layer] = [
            {**row, "shape": shape}
            for row, shape in zip(rows, shapely.from_wkb(shapes), strict=True)
        ]
    return found


def states(answer: Any, tmp_path: Path) -> dict[str, str]:
    return {each["number"]: each["state"] for each in layers(answer, tmp_path)["rooms"]}


def test_a_near_tile_has_footprints_and_the_rooms_of_one_storey(inside, plan, tmp_path):
    found = layers(inside.get(address(17)), tmp_path)

    (building,) = found["buildings"]
    assert building["name"] == "1号楼"
    assert {each["number"]: each["state"] for each in found["rooms"]} == {
        "101": "over",
        "102": "idle",
        "": "circulation",
    }
    (office,) = (each for each in found["rooms"] if each["number"] == "101")
    assert (office["area_m2"], office["occupants"], office["organisation"]) == (20, 1, "示例局")
    above = inside.get(address(17), {"ordinal": "2"})
    assert states(above, tmp_path) == {"201": "idle"}


@pytest.mark.parametrize("zoom", [14, 16, 18])
def test_a_room_lies_where_the_register_says_within_a_unit_of_the_tile(
    inside, plan, tmp_path, zoom
):
    found = layers(inside.get(address(zoom)), tmp_path)["rooms"]

    version = RoomVersion.objects.get(number="102")
    assert version.footprint
    place = version.footprint.transform(3857, clone=True).centroid
    nearest = min(each["shape"].centroid.distance(shapely.Point(*place)) for each in found)
    unit_m = 2 * MERCATOR_M / 2**zoom / 4096
    assert nearest <= unit_m


@pytest.mark.parametrize("zoom", [14, 18])
def test_the_rings_of_a_room_go_round_as_tiles_want_them(inside, plan, tmp_path, zoom):
    RoomVersion.objects.filter(number="102").update(plan=make.box(4, 0, 12, 5))

    found = layers(inside.get(address(zoom)), tmp_path)

    shapes = [each["shape"] for each in found["rooms"]]
    assert len(shapes) == 3
    assert all(shape.is_valid and shape.area > 0 for shape in shapes)


def test_another_day_is_judged_as_the_floor_is_judged_that_day(inside, plan, tmp_path):
    Allocation.objects.update(period=from_day(make.SINCE, dt.date(2026, 3, 1)))
    Seat.objects.update(period=from_day(make.SINCE, dt.date(2026, 3, 1)))

    before = inside.get(address(17), {"on": "2026-02-28"})
    after = inside.get(address(17), {"on": "2026-03-01"})

    assert states(before, tmp_path) == {"101": "over", "102": "idle", "": "circulation"}
    assert states(after, tmp_path) == {"101": "idle", "102": "idle", "": "circulation"}
    assert inside.get(address(17), {"on": "2019-12-31"}).content == b""


def test_today_shows_the_verdicts_that_were_kept_and_they_are_those_of_the_rules(
    inside, plan, tmp_path
):
    today = timezone.localdate()

    kept = states(inside.get(address(17)), tmp_path)

    floor = inside.get(reverse("map-floor", args=[plan.floor_id])).json()
    said = (each["properties"] for each in floor["features"])
    assert kept == {room["number"]: room["state"] for room in said}
    assert inside.get(address(17), {"on": today.isoformat()})["ETag"]


def test_rooms_are_numbered_only_where_numbers_can_be_read(inside, plan, tmp_path):
    near, far = (layers(inside.get(address(zoom)), tmp_path)["rooms"] for zoom in (16, 15))

    assert {"uid", "number", "floor"} <= set(near[0])
    assert not {"uid", "number", "floor"} & set(far[0])
    assert {each["state"] for each in far} == {"over", "idle", "circulation"}


@pytest.mark.parametrize("zoom", [4, 9, 12, 14, 17])
def test_another_county_sees_an_empty_tile(client: Client, plan, city, zoom):
    client.force_login(make.account(make.region("990122", parent=city)))

    answer = client.get(address(zoom))

    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("zoom", [6, 12, 14, 17])
def test_a_stamp_of_one_county_tells_another_nothing(client: Client, plan, county, city, zoom):
    client.force_login(make.account(county))
    seen = client.get(address(zoom))

    client.force_login(make.account(make.region("990122", parent=city)))
    answer = client.get(address(zoom), headers={"If-None-Match": seen["ETag"]})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"] != seen["ETag"]
    assert answer["Cache-Control"] == "private, no-cache"


EDITS = [
    lambda: RoomVersion.objects.filter(number="102").update(use="auxiliary"),
    lambda: Building.objects.update(name="2号楼"),
    lambda: Organisation.objects.update(name="示例新局"),
    lambda: Seat.objects.all().delete(),
    lambda: PlanVersion.objects.update(outline=None),
]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("day", ["", "2026-02-28"])
def test_an_edit_gives_a_tile_another_stamp_and_another_content(inside, plan, edit, day):
    asked = {"on": day} if day else {}
    before = inside.get(address(16), asked)

    edit()

    after = inside.get(address(16), asked, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after["ETag"] != before["ETag"]
    assert after.content != before.content


@pytest.mark.parametrize("zoom", [14, 16])
@pytest.mark.parametrize("day", ["", "2026-02-28"])
def test_a_room_of_a_house_has_the_title_of_its_own_unit(inside, plan, tmp_path, zoom, day):
    #  +-----+-----------+
    #  | 101 |    102    |   101 is a house of its own, on paper of the managing office;
    #  +-----+-----------+   nothing is registered of the rest of the building.
    building = plan.floor.building
    parcel = Parcel.objects.create(code="990121001001GB00001", region_code="990121", area_m2=1000)
    building.parcels.add(parcel)
    _whole, own = (
        BAUnit.objects.create(
            code=f"990121001001GB00001F0001000{n}", parcel=parcel, building=building
        )
        for n in (1, 2)
    )
    before = inside.get(address(zoom), {"on": day})
    house = House.objects.create(building=building, number="0002")
    own.houses.add(house)
    HouseRoom.objects.create(
        house=house,
        room=RoomVersion.objects.get(number="101").room,
        period=from_day(make.SINCE),
    )
    office = make.organisation(Region.objects.get(code="990121"))
    type(office).objects.filter(pk=office.pk).update(kind="managing_office")
    Certificate.objects.create(
        unit=own,
        kind="real_estate",
        number="示1",
        holder=office,
        printed_area_m2=20,
        period=from_day(make.SINCE),
    )

    after = inside.get(address(zoom), {"on": day})

    titles = {
        (row["use"], row["area_m2"]): row["title"] for row in layers(after, tmp_path)["rooms"]
    }
    assert titles == {
        ("office", 20.0): "unified",
        ("office", 40.0): "unregistered",
        ("circulation", 24.0): "unregistered",
    }
    assert before["ETag"] != after["ETag"]


def test_an_account_without_a_division_gets_no_tile(client: Client, plan):
    client.force_login(make.account(None))

    assert client.get(address(16)).status_code == 404


@pytest.mark.parametrize("zoom", [6, 12, 14, 17])
def test_an_unchanged_tile_is_not_sent_again_and_a_changed_one_is(inside, plan, zoom):
    first = inside.get(address(zoom))
    again = inside.get(address(zoom), headers={"If-None-Match": first["ETag"]})

    Allocation.objects.create(
        room=Room.objects.get(versions__number="102"),
        organisation=Allocation.objects.get().organisation,
        period=from_day(make.SINCE),
    )
    assess_scope(Scope.EVERYTHING, day=timezone.localdate())

    changed = inside.get(address(zoom), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.content != first.content


def test_a_tile_that_was_drawn_is_not_drawn_again_for_who_sees_the_same(
    client: Client, plan, county, city, django_assert_num_queries
):
    client.force_login(make.account(county))
    first = client.get(address(17)).content

    client.force_login(make.account(city))
    client.get(address(5))
    # session, account with division, the stamp of the tile
    with django_assert_num_queries(3):
        second = client.get(address(17)).content

    assert second == first


@pytest.mark.parametrize(("zoom", "queries"), [(5, 3), (9, 3), (12, 3), (14, 4), (18, 4)])
def test_a_tile_asks_as_many_questions_whatever_is_in_it(
    inside, plan, django_assert_num_queries, zoom, queries
):
    inside.get(address(zoom))
    caches["drawn"].clear()

    with django_assert_num_queries(queries):
        inside.get(address(zoom))


@pytest.mark.parametrize(
    ("zoom", "code", "kind"),
    [(3, "990000", "region"), (6, "990100", "region"), (9, "990121", "region")],
)
def test_from_afar_a_tile_has_divisions_with_their_sums(
    client, plan, city, tmp_path, zoom, code, kind
):
    client.force_login(make.account(city))

    (place,) = layers(client.get(address(zoom)), tmp_path)["places"]

    assert (place["code"], place["kind"]) == (code, kind)
    assert (place["rooms"], place["over_rooms"], place["idle_rooms"]) == (3, 1, 2)
    assert place["area_m2"] == 144.0
    assert (
        np.hypot(*(np.array(place["shape"].coords[0]) - mercator()))
        < 2 * MERCATOR_M / 2**zoom / 4096
    )


def mercator() -> np.ndarray[Any, Any]:
    return np.array([LON / 180, asinh(tan(radians(LAT))) / pi]) * MERCATOR_M


def test_nearer_a_tile_has_courtyards(inside, plan, tmp_path):
    (place,) = layers(inside.get(address(12)), tmp_path)["places"]

    assert (place["kind"], place["name"], place["rooms"]) == ("courtyard", "示例院", 3)


@pytest.mark.parametrize("wrong", ["19/0/0", "3/8/0", "3/0/8"])
def test_there_are_no_tiles_off_the_map(inside, plan, wrong):
    assert inside.get(f"/map/tiles/{wrong}.mvt").status_code == 404
    assert inside.get(address(17), {"ordinal": "0"}).status_code == 404
    assert inside.get(address(17), {"ordinal": "1e3"}).status_code == 404
