"""A room is measured in the plan and only drawn on the map."""

import pytest
from django.db import connection

from registry.models import Building, PlanVersion, RoomVersion
from tests.registry import builders as make

pytestmark = pytest.mark.django_db


def corners(version: RoomVersion, srid: int = 4549) -> list[tuple[float, float]]:
    """Return the map polygon's corners in a metric system, to the millimetre."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ST_X(d.geom), ST_Y(d.geom) FROM registry_roomversion,"
            " ST_DumpPoints(ST_Transform(footprint, %s)) AS d WHERE id = %s",
            [srid, version.pk],
        )
        return [(round(x, 3) + 0.0, round(y, 3) + 0.0) for x, y in cursor.fetchall()]


def test_a_plan_is_turned_and_moved_to_its_place():
    #  In the plan:  4 × 2 at the origin.  Turned by 90° it runs 2 to the west and 4 to the north.
    building = make.building(
        make.region(), rotation_deg=90, origin_easting_m=500_100, origin_northing_m=3_300_000
    )
    plan = make.plan(make.floor(building))
    make.room(plan, make.box(0, 0, 4, 2))

    version = RoomVersion.objects.get()

    assert set(corners(version)) == {
        (500_100.0, 3_300_000.0),
        (500_100.0, 3_300_004.0),
        (500_098.0, 3_300_004.0),
        (500_098.0, 3_300_000.0),
    }


def test_moving_a_building_redraws_its_rooms_and_changes_no_area():
    building = make.building(make.region())
    plan = make.plan(make.floor(building))
    make.room(plan, make.box(0, 0, 4, 5))
    before = RoomVersion.objects.get()

    Building.objects.filter(pk=building.pk).update(origin_easting_m=500_500, rotation_deg=33)

    after = RoomVersion.objects.get()
    assert after.footprint != before.footprint
    assert (after.area_m2, after.plan) == (before.area_m2, before.plan)
    assert after.area_m2 == 20
    assert PlanVersion.objects.get().footprint is None


def test_rooms_carry_the_region_of_their_building():
    county, other = make.region("990121"), make.region("990122")
    building = make.building(county)
    room = make.room(make.plan(make.floor(building)), make.box(0, 0, 4, 5))
    room.refresh_from_db()
    assert (room.region_code, room.versions.get().region_code) == ("990121", "990121")

    building.region = other
    building.save()

    room.refresh_from_db()
    assert (room.region_code, room.versions.get().region_code) == ("990122", "990122")
