"""python -m bench.assess: make a province, assess it in every way, print what it took."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOMS, QUICK = 1_000_000, 50_000
DATABASE = "fangtu_bench_assess"
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    """Run the benchmark and end with one line of JSON."""
    asked = arguments()
    set_up(asked.rooms)
    from django.db import connection

    from bench.assess import measures

    try:
        result = measured(measures, asked.rooms)
    finally:
        connection.close()
        if not asked.keep:
            at_postgres(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    print(json.dumps(result))
    return 0 if result["equal"] else 1


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.assess", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} rooms")
    parser.add_argument("--rooms", type=int, help=f"rooms, {ROOMS:,} unless said")
    parser.add_argument("--keep", action="store_true", help="leave the database for a look")
    asked = parser.parse_args()
    asked.rooms = asked.rooms or (QUICK if asked.quick else ROOMS)
    return asked


def set_up(rooms: int) -> None:
    """Make the database of the benchmark anew on the server that DATABASE_URL names and fill it."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        sys.exit("DATABASE_URL names no server; start one with bin/demo or set it.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    at_postgres(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE}")
    os.environ["DATABASE_URL"] = address_of(DATABASE, url)
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from bench.assess.province import fill
    from registry.services.standards import take_packs

    began = time.perf_counter()
    packs = (ROOT / "fixtures" / "standards").glob("*.json")
    take_packs((json.loads(p.read_text(encoding="utf-8")) for p in packs), reason="benchmark")
    fill(rooms)
    print(f"{rooms:,} rooms made in {time.perf_counter() - began:.1f} s")


def at_postgres(*statements: str) -> list[tuple[Any, ...]]:
    """Return what the last of some statements finds, run from the server's own database.

    No transaction may hold them: they make databases and drop them.
    """
    import psycopg2

    from config.environment import database

    at = database(os.environ["DATABASE_URL"])
    server = psycopg2.connect(
        dbname="postgres", host=at["HOST"] or None, port=at["PORT"] or None, user=at["USER"] or None
    )
    server.autocommit = True
    with server.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        found = cursor.fetchall() if cursor.description else []
    server.close()
    return found


def address_of(name: str, url: str) -> str:
    """Return the address of another database on the server of an address."""
    parts = urlsplit(url)
    return f"postgresql://{parts.netloc}/{name}?{parts.query}"


def measured(measures, rooms: int) -> dict[str, object]:
    """Return the figures, telling each as it comes."""
    took = measures.whole()
    print(f"whole assessment, every verdict and finding written: {took:.1f} s")
    for table in ("registry_roomverdict", "registry_finding", "registry_findingstep"):
        measures.vacuum(table)
    agrees = measures.agrees_with_the_rules(rooms)
    print(f"SQL says what the rules say of a sample: {agrees}")
    scan = measures.seconds(measures.scanned)
    scratch = measures.seconds(measures.from_scratch, runs=3)
    kept = measures.seconds(measures.kept_up)
    print(f"scan {scan:.3f} s, from scratch {scratch:.3f} s, kept-up list {kept:.3f} s")
    pk = measures.fetched("SELECT min(id) + count(*) / 2 FROM registry_organisation")[0][0]
    organisation = measures.seconds(lambda: measures.one_organisation(pk), runs=25)
    equal = measures.is_equal()
    after_edits, slowest = measures.edits_kept(14)
    print(
        f"slowest edit with its assessment {slowest * 1000:.0f} ms; equal after each: {after_edits}"
    )
    return {
        "rooms": rooms,
        "from_scratch_ratio": round(scratch / scan, 2),
        "kept_up_ratio": round(kept / scan, 3),
        "organisation_ms": round(organisation * 1000, 2),
        "equal": agrees and equal and after_edits,
    }


if __name__ == "__main__":
    sys.exit(main())
