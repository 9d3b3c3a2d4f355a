"""What is asked of a made-up province: who asks, which floors, which tiles, and the same as SQL."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import sys
import time
from math import asinh, pi, radians, tan
from pathlib import Path
from typing import Any

FLOORS_ASKED = 200
TILES_OF_A_ZOOM = 12
ROUNDS = 5  # of what is measured in turn with something else


def main() -> int:
    """Write what is asked of the database that DATABASE_URL names as JSON."""
    import django

    django.setup()
    Path(sys.argv[1]).write_text(json.dumps(plan()), encoding="utf-8")
    return 0


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
        "large_floor": large_floor(),
        "tiles": near_tiles(),
        "far_tiles": far_tiles(),
        "in_process": in_process(floors[:20]),
    }


def some_floors() -> list[int]:
    """Return floors of one division where there are enough, so that one statement asks for all."""
    return fetched(
        """
        SELECT floor.id FROM registry_floor AS floor
          JOIN registry_building AS building ON building.id = floor.building_id
         WHERE building.region_code = (SELECT max(region_code) FROM registry_building)
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
    from django.contrib.auth import (
        BACKEND_SESSION_KEY,
        HASH_SESSION_KEY,
        SESSION_KEY,
        get_user_model,
    )
    from django.contrib.sessions.backends.db import SessionStore

    from registry.queries.places import region_by_code
    from registry.roles import Role
    from registry.services.accounts import open_account

    known = get_user_model().objects.filter(username="bench").select_related("region").first()
    account = known or open_account(
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
    """Return the statements that say who asks: session, account with division."""
    from django.utils import timezone

    from registry.queries.accounts import account_by_key
    from registry.queries.sessions import LIVE

    key = fetched("SELECT session_key FROM django_session LIMIT 1")[0]
    return [
        written(LIVE, {"key": key, "now": timezone.now()}),
        written(account_by_key(), {"pk": account.pk}),
    ]


def own_statements(floors: list[int], day: dt.date) -> list[str]:
    """Return the statements about one of some floors, `:i` says which."""
    from registry.queries import floor_drawing
    from registry.scope import Scope

    place = floor_drawing.stamped(Scope.of_region("990000"), pk=floors[0], day=day)
    which = "('{" + ",".join(map(str, floors)) + "}'::bigint[])[:i]"
    statements = (floor_drawing.STAMP, floor_drawing.BEFORE, floor_drawing.DRAWING)
    values = {"scope": "99%", **floor_drawing.told_of(place)}
    return [written(each, values, floor=which) for each in statements]


def written(statement: Any, values: dict[str, Any], *, floor: str = "") -> str:
    """Return a prepared statement with its values written out, on one line."""
    from registry.queries.prepared import NAMED

    told = {name: literal(value) for name, value in values.items()}
    told |= {"floor": floor} if floor else {}
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


# --- a floor of three hundred rooms --------------------------------------------------

# The rooms of eight storeys of two buildings side by side on the first of them, each row of forty
# fifteen metres from the last.
LARGE_FLOOR = """
    SET session_replication_role = replica;
    WITH storeys AS (
        SELECT floor.id AS floor_id, row_number() OVER (ORDER BY floor.id) - 1 AS at,
               first.id AS first_id, plan.id AS plan_id, placement_srid, origin_easting_m,
               origin_northing_m, rotation_deg
          FROM registry_floor AS floor,
               (SELECT min(id) AS id FROM registry_floor) AS first
          JOIN registry_planversion AS plan ON plan.floor_id = first.id
          JOIN registry_floor AS of_first ON of_first.id = first.id
          JOIN registry_building AS building ON building.id = of_first.building_id
         WHERE floor.id < first.id + 8
    ), moved AS (
        UPDATE registry_roomversion AS version
           SET floor_id = first_id, plan_version_id = plan_id,
               plan = ST_Translate(plan, 0, 15 * at),
               footprint = fangtu_placed(ST_Translate(plan, 0, 15 * at), placement_srid,
                   origin_easting_m, origin_northing_m, rotation_deg)
          FROM storeys
         WHERE version.floor_id = storeys.floor_id AND at > 0
        RETURNING room_id
    )
    UPDATE registry_room SET floor_id = (SELECT max(first_id) FROM storeys)
     WHERE id IN (SELECT room_id FROM moved);
    SET session_replication_role = DEFAULT
"""


def large_floor() -> int:
    """Return a floor of 320 rooms, making it when it is not there."""
    from django.db import connection

    (first,) = fetched("SELECT min(id) FROM registry_floor")
    (rooms,) = fetched("SELECT count(*) FROM registry_roomversion WHERE floor_id = %s", first)
    if rooms < 300:
        with connection.cursor() as cursor:
            cursor.execute(LARGE_FLOOR)
    return int(first)


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


def in_process(floors: list[int]) -> list[dict[str, float]]:
    """Return the seconds a floor takes Django's serializer and us, in turn, in this process."""
    ways = {"serializer": serialized, "afresh": afresh, "kept": kept}
    for floor in floors:
        for way in ways.values():
            way(floor)
    return [{name: each_takes(way, floors) for name, way in ways.items()} for _ in range(ROUNDS)]


def serialized(floor: int) -> str:
    """Return a floor as Django's own geojson serializer writes it, less than what we tell of it."""
    from django.core.serializers import serialize
    from django.utils import timezone

    from registry.models import RoomVersion

    fields = ("number", "name", "use", "area_m2", "footprint", "pk")
    rooms = RoomVersion.objects.on(timezone.localdate()).filter(floor=floor)
    return str(serialize("geojson", rooms, geometry_field="footprint", srid=4490, fields=fields))


def afresh(floor: int) -> bytes:
    """Return a floor as the map gets it, drawn afresh, the check of the scope with it."""
    import orjson

    from maps import features

    return orjson.dumps(features.floor(stamped(floor)))


def kept(floor: int) -> bytes:
    """Return a floor as the map gets it when nothing changed since it was drawn for somebody."""
    from maps import features

    return features.floor_text(stamped(floor))


def stamped(floor: int) -> Any:
    """Return a floor in sight of the account, with its stamp."""
    from django.utils import timezone

    from registry.queries import floor_drawing
    from registry.scope import Scope

    return floor_drawing.stamped(Scope.of_region("990000"), pk=floor, day=timezone.localdate())


def each_takes(act: Any, floors: list[int]) -> float:
    """Return the median of the seconds that one takes."""
    taken = []
    for floor in floors:
        began = time.perf_counter()
        act(floor)
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())
