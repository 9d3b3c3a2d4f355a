"""Make a database with a province in it and write down what the benchmark asks of it.

Run in a process of its own, since settings name one database: python -m bench.serve.made NAME ROOMS FILE
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FLOORS_ASKED = 200
TILES_OF_A_ZOOM = 12

# A building is a row of forty rooms: its storeys have one outline, as drawings give them.
OUTLINES = """
    SET session_replication_role = replica;
    UPDATE registry_planversion AS plan
       SET outline = drawn.outline,
           footprint = fangtu_placed(drawn.outline, building.placement_srid,
               building.origin_easting_m, building.origin_northing_m, building.rotation_deg)
      FROM registry_floor AS floor
      JOIN registry_building AS building ON building.id = floor.building_id
     CROSS JOIN LATERAL (SELECT ST_Multi(ST_MakeEnvelope(3.8, -0.2, 163.2, 13.2)) AS outline) AS drawn
     WHERE floor.id = plan.floor_id;
    SET session_replication_role = DEFAULT
"""
# What the peer serves: the columns of our tiles, as a view it finds by itself.
PEER = """
    CREATE VIEW bench_rooms AS
    SELECT version.id, version.floor_id, floor.ordinal, version.number, version.name, version.use,
           version.area_m2::float8 AS area_m2, verdict.verdict, verdict.limit_m2::float8 AS limit_m2,
           verdict.excess_m2::float8 AS excess_m2, organisation.name AS organisation,
           (SELECT count(*) FROM registry_seat AS seat
             WHERE seat.room_id = version.room_id AND seat.period @> CURRENT_DATE) AS occupants,
           version.footprint AS geom
      FROM registry_roomversion AS version
      JOIN registry_floor AS floor ON floor.id = version.floor_id
      LEFT JOIN registry_roomverdict AS verdict ON verdict.room_id = version.room_id
      LEFT JOIN registry_allocation AS allocation
        ON allocation.room_id = version.room_id AND allocation.period @> CURRENT_DATE
      LEFT JOIN registry_organisation AS organisation ON organisation.id = allocation.organisation_id
     WHERE version.period @> CURRENT_DATE
"""


def main() -> int:
    """Make the database and write what is asked of it as JSON."""
    name, rooms, file = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    set_up(name, rooms)
    file.write_text(json.dumps(plan()), encoding="utf-8")
    return 0


def set_up(name: str, rooms: int) -> None:
    """Make a database anew, fill it and assess all of it."""
    from bench.assess.__main__ import address_of, at_postgres

    at_postgres(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    os.environ["DATABASE_URL"] = address_of(name, os.environ["DATABASE_URL"])
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    fill(rooms)
    print(f"{rooms:,} rooms made and assessed in {time.perf_counter() - began:.1f} s", flush=True)


def fill(rooms: int) -> None:
    """Fill the register with a province, its outlines and its verdicts."""
    from django.db import connection
    from django.utils import timezone

    from bench.assess import province
    from registry.assessments import assess_scope
    from registry.scope import Scope
    from registry.services.standards import take_packs

    packs = (ROOT / "fixtures" / "standards").glob("*.json")
    take_packs((json.loads(p.read_text(encoding="utf-8")) for p in packs), reason="benchmark")
    province.fill(rooms)
    with connection.cursor() as cursor:
        cursor.execute(OUTLINES)
        cursor.execute(PEER)
    assess_scope(Scope.EVERYTHING, day=timezone.localdate())
    with connection.cursor() as cursor:
        for table in ("planversion", "roomverdict", "buildingtotals", "regiontotals"):
            cursor.execute(f"VACUUM (ANALYZE) registry_{table}")


def plan() -> dict[str, Any]:
    """Return what is asked: a cookie, floors with their statements, tiles."""
    from django.utils import timezone

    account, cookie = signed_in()
    floors = some_floors()
    day = timezone.localdate()
    return {
        "cookie": cookie,
        "floors": floors,
        "sql": [*account_statements(account), *own_statements(floors, day)],
        "own_sql": own_statements(floors, day),
        "middle": middle(),
        "tiles": near_tiles(),
        "far_tiles": far_tiles(),
        "serializer_s": serializer(floors[:20]),
        "own_s": own_seconds(floors[:20]),
    }


def some_floors() -> list[int]:
    """Return floors of one division, so that one statement asks for all of them."""
    return fetched(
        """
        SELECT floor.id FROM registry_floor AS floor
          JOIN registry_building AS building ON building.id = floor.building_id
         WHERE building.region_code = (SELECT region_code FROM registry_building
                                        ORDER BY region_code LIMIT 1 OFFSET 7)
         ORDER BY md5(floor.id::text) LIMIT %s
        """,
        FLOORS_ASKED,
    )


def fetched(sql: str, *values: Any) -> list[Any]:
    """Return the first column of a statement."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def signed_in() -> tuple[Any, str]:
    """Return an account of the whole province and the cookie of its session."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from registry.queries.places import region_by_code
    from registry.roles import Role
    from registry.services.accounts import open_account

    account = open_account(
        username="bench",
        password="only-for-a-benchmark",
        role=Role.PROPERTY_MANAGER,
        region=region_by_code("990000"),
        full_name="示例",
        reason="benchmark",
    )
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "registry.queries.accounts.Accounts"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return account, f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


# --- the same statements for pgbench ------------------------------------------------


def account_statements(account: Any) -> list[str]:
    """Return the statements that say who asks: session, account, division."""
    from django.utils import timezone

    from registry.queries.accounts import by_key
    from registry.queries.sessions import LIVE

    key = fetched("SELECT session_key FROM django_session")[0]
    return [
        written(LIVE, {"key": key, "now": timezone.now()}),
        written(by_key(type(account)), {"pk": account.pk}),
        written(by_key(type(account.region)), {"pk": account.region_id}),
    ]


def own_statements(floors: list[int], day: dt.date) -> list[str]:
    """Return the statements about one of some floors, `:i` says which: its stamp and its drawing."""
    from registry.queries import floor_drawing
    from registry.queries.judged import told
    from registry.scope import Scope

    place = floor_drawing.stamped(Scope.of_region("990000"), pk=floors[0], day=day)
    limits = told(
        place.standings, (place.region_code,), place.odd, packs=place.packs, day=place.day
    )
    which = "('{" + ",".join(map(str, floors)) + "}'::bigint[])[:i]"
    stamp = written(floor_drawing.STAMP, {"day": day, "scope": "99%"}, floor=which)
    values = {"day": day, "title": place.title, **limits}
    return [stamp, written(floor_drawing.DRAWING, values, floor=which)]


def written(statement: Any, values: dict[str, Any], *, floor: str = "") -> str:
    """Return a prepared statement with its values written out, on one line."""
    from registry.queries.prepared import NAMED

    told = {name: literal(value) for name, value in values.items()} | {"floor": floor}
    text = NAMED.sub(
        lambda found: f"({told[found[1]]}::{statement.types[found[1]]})", statement.sql
    )
    lines = (line.split("--")[0] for line in text.replace("%%", "%").splitlines())
    return " ".join(" ".join(lines).split())


def literal(value: Any) -> str:
    """Return a value as PostgreSQL writes it."""
    from django.db import connection

    with connection.cursor() as cursor:
        text: bytes = cursor.mogrify("%s", (value,))
    return text.decode()


# --- tiles --------------------------------------------------------------------------


def near_tiles() -> list[tuple[int, int, int]]:
    """Return tiles with rooms in them, as many of each zoom, no two alike."""
    spots = centres()
    found = []
    for zoom in range(14, 19):
        tiles = dict.fromkeys(tile_at(zoom, *spot) for spot in spots)
        step = max(1, len(tiles) // TILES_OF_A_ZOOM)
        found += list(tiles)[::step][:TILES_OF_A_ZOOM]
    return found


def far_tiles() -> list[tuple[int, int, int]]:
    """Return the tiles from afar that a reader sees on the way to a building."""
    return [tile_at(zoom, *spot) for spot in centres()[::20][:30] for zoom in range(4, 14)]


def centres() -> list[tuple[float, float]]:
    """Return where buildings stand, some hundreds of them, in an order that jumps about."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lon, lat FROM registry_buildingtotals ORDER BY md5(building_id::text) LIMIT 1000"
        )
        return [(lon, lat) for lon, lat in cursor.fetchall()]


def middle() -> list[float]:
    """Return latitude and longitude of the middle of all buildings."""
    lon, lat = fetched("SELECT ARRAY[avg(lon), avg(lat)] FROM registry_buildingtotals")[0]
    return [lat, lon]


def tile_at(zoom: int, lon: float, lat: float) -> tuple[int, int, int]:
    """Return the tile of a zoom that a place lies in."""
    across = 2**zoom
    down = (1 - asinh(tan(radians(lat))) / pi) / 2
    return zoom, int((lon + 180) / 360 * across), int(down * across)


# --- against the serializer -----------------------------------------------------------


def serializer(floors: list[int]) -> float:
    """Return the seconds a floor takes Django's own geojson serializer, less than what we tell."""
    from django.core.serializers import serialize
    from django.utils import timezone

    from registry.models import RoomVersion

    day = timezone.localdate()
    fields = ("number", "name", "use", "area_m2", "footprint", "pk")

    def once(floor: int) -> None:
        rooms = RoomVersion.objects.on(day).filter(floor=floor)
        serialize("geojson", rooms, geometry_field="footprint", srid=4490, fields=fields)

    return each_takes(once, floors)


def own_seconds(floors: list[int]) -> float:
    """Return the seconds a floor takes us, stamp and scope check with it."""
    import orjson
    from django.utils import timezone

    from maps import features
    from registry.queries import floor_drawing
    from registry.scope import Scope

    day, scope = timezone.localdate(), Scope.of_region("990000")

    def once(floor: int) -> None:
        orjson.dumps(features.floor(floor_drawing.stamped(scope, pk=floor, day=day)))

    return each_takes(once, floors)


def each_takes(act: Any, floors: list[int]) -> float:
    """Return the seconds one takes, after a first round that is not counted."""
    for floor in floors:
        act(floor)
    began = time.perf_counter()
    for floor in floors:
        act(floor)
    return (time.perf_counter() - began) / len(floors)


if __name__ == "__main__":
    sys.exit(main())
