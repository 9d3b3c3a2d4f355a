"""The made-up provinces that are asked: each is made once and copied from, as long as its tables stay.

empty    a database with the register's tables and nothing in it
made     one with so many rooms, their outlines and their verdicts
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from bench.assess import province
from bench.assess.__main__ import address_of, at_postgres

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "fangtu_bench_serve"
SMALL_ONES = (5_000, 20_000)  # rooms; some tens of megabytes each

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


def database_of(rooms: int) -> str:
    """Return the name of the database of so many rooms, making it when it is not there."""
    empty, name = f"{PREFIX}_{digest()}_empty", f"{PREFIX}_{digest()}_{rooms}"
    if not is_there(empty):
        _made(empty, "template1", "empty")
    if not is_there(name):
        _made(name, empty, "fill", str(rooms))
    return name


def digest() -> str:
    """Return what stands for the tables and for how they are filled: other tables, another name."""
    migrations = sorted(ROOT.glob("*/migrations/*.py"))
    tables = [path.read_text(encoding="utf-8") for path in migrations]
    said = "".join([*tables, *province.STEPS, OUTLINES, PEER])
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def is_there(name: str) -> bool:
    """Return whether the server has a database of a name."""
    return name in names()


def names() -> list[str]:
    """Return the names of the databases that this benchmark has made."""
    found = at_postgres(
        f"SELECT datname FROM pg_database WHERE datname LIKE '{PREFIX}%' ORDER BY datname"
    )
    return [name for (name,) in found]


def drop_large() -> None:
    """Drop what takes room; the small ones stay for the next run as long as the tables do."""
    kept = {f"{PREFIX}_{digest()}_{size}" for size in ("empty", *SMALL_ONES)}
    gone = [name for name in names() if name not in kept]
    at_postgres("SELECT 1", *(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in gone))


def _made(name: str, template: str, *step: str) -> None:
    """Make a database from another; it has its name only when nothing is missing any more."""
    half = f"{name}_half"
    at_postgres(
        f"DROP DATABASE IF EXISTS {half} WITH (FORCE)",
        f"CREATE DATABASE {half} TEMPLATE {template}",
    )
    url = address_of(half, os.environ["DATABASE_URL"])
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    command = [sys.executable, "-m", "bench.serve.provinces", *step]
    subprocess.run(command, check=True, cwd=ROOT, env=environment)
    at_postgres(f"ALTER DATABASE {half} RENAME TO {name}")


def empty() -> None:
    """Make the tables of the register."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def fill(rooms: int) -> None:
    """Fill the register with a province, its outlines and its verdicts."""
    from django.db import connection
    from django.utils import timezone

    from registry.assessments import assess_scope
    from registry.scope import Scope
    from registry.services.standards import take_packs

    began = time.perf_counter()
    packs = (ROOT / "fixtures" / "standards").glob("*.json")
    take_packs((json.loads(p.read_text(encoding="utf-8")) for p in packs), reason="benchmark")
    province.fill(rooms)
    with connection.cursor() as cursor:
        cursor.execute(OUTLINES)
        cursor.execute(PEER)
    print(f"{rooms:,} rooms made in {time.perf_counter() - began:.0f} s", flush=True)
    assess_scope(Scope.EVERYTHING, day=timezone.localdate())
    with connection.cursor() as cursor:
        for table in ("planversion", "roomverdict", "buildingtotals", "regiontotals"):
            cursor.execute(f"VACUUM (ANALYZE) registry_{table}")
    print(f"{rooms:,} rooms made and assessed in {time.perf_counter() - began:.0f} s", flush=True)


def main() -> int:
    """Carry out one step in the database that DATABASE_URL names."""
    import django

    django.setup()
    match sys.argv[1:]:
        case ["empty"]:
            empty()
        case ["fill", rooms]:
            fill(int(rooms))
    return 0


if __name__ == "__main__":
    sys.exit(main())
