"""python -m bench.titles [--quick]: fill a province with titles and measure pages and as-of reads."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from bench.assess.__main__ import address_of, at_postgres
from bench.machine import machine

DATABASE = "fangtu_bench_titles"
UNITS, QUICK = 200_000, 20_000
PAGES = 200  # units whose page is opened
READS = 1000  # units whose holders are asked for, both ways
ROUNDS = 7  # how often a page is opened, and a list asked for both ways
DAY = dt.date(2016, 6, 30)
KNOWN_AT = dt.datetime(2019, 1, 1, tzinfo=dt.UTC)
TODAY = dt.date(2026, 7, 1)


def main() -> int:
    """Run the benchmark and end with one line of JSON."""
    asked = arguments()
    set_up(asked.units)
    from django.db import connection

    try:
        result = measured(asked.units)
    finally:
        connection.close()
        if not asked.keep:
            at_postgres(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    print(json.dumps(result))
    return 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.titles", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} units")
    parser.add_argument("--units", type=int, help=f"units, {UNITS:,} unless said")
    parser.add_argument("--keep", action="store_true", help="leave the database for a look")
    asked = parser.parse_args()
    asked.units = asked.units or (QUICK if asked.quick else UNITS)
    return asked


def set_up(units: int) -> None:
    """Make the database of the benchmark anew and fill it."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        sys.exit("DATABASE_URL names no server; start one with bin/demo or set it.")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    os.environ["FANGTU_DEBUG"] = "1"  # names without hashes: no collected folder is needed
    at_postgres(f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE}")
    os.environ["DATABASE_URL"] = address_of(DATABASE, url)
    import django
    from django.core.management import call_command

    django.setup()
    from django.conf import settings

    settings.DEBUG = False  # the files are found by now; debugging would be timed with the pages
    call_command("migrate", verbosity=0)
    from bench.titles.province import fill

    began = time.perf_counter()
    fill(units)
    print(f"{machine()}; {units:,} units with history made in {time.perf_counter() - began:.1f} s")


def measured(units: int) -> dict[str, object]:
    """Return the figures, telling each as it comes."""
    keys = Random(units).sample(range(1, units + 1), min(PAGES + READS, units))
    queries, times = pages(keys[:PAGES])
    p95 = statistics.quantiles(times, n=20)[-1] * 1000
    print(
        f"{len(times)} unit pages: {max(queries)} queries, median "
        f"{statistics.median(times) * 1000:.1f} ms, p95 {p95:.1f} ms"
    )
    ratios = [one_unit(keys[PAGES:]), *lists()]
    return {
        "units": units,
        "unit_page_queries": max(queries),
        "unit_page_p95_ms": round(p95, 1),
        "as_of_ratio": round(max(ratios), 2),
    }


def pages(keys: Sequence[int]) -> tuple[list[int], list[float]]:
    """Return how many queries each unit's page asks, and the median of its times."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from registry.models import BAUnit

    client = Client(headers={"host": "localhost"})
    client.force_login(officer())
    codes = BAUnit.objects.in_bulk(keys)
    addresses = [reverse("title-unit", args=[codes[key].code]) for key in keys]
    for address in addresses[:10]:
        client.get(address)
    queries = []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        queries.append(len(asked))
    rounds = [[timed(client, address) for address in addresses] for _ in range(ROUNDS)]
    return queries, [statistics.median(times) for times in zip(*rounds, strict=True)]


def timed(client: Any, address: str) -> float:
    """Return how long a page takes, in seconds."""
    began = time.perf_counter()
    client.get(address)
    return time.perf_counter() - began


def officer() -> Any:
    """Return an account that sees the whole province."""
    from registry.models import Region, User

    return User.objects.create_user(
        "bench", role="registration_officer", region=Region.objects.get(code="990000")
    )


def one_unit(keys: Sequence[int]) -> float:
    """Return how much longer it takes to ask for the holders of a unit as they were known then."""
    from registry.models import BAUnit
    from registry.queries.register import holders_on

    units = [BAUnit(pk=key) for key in keys]
    return ratio(
        "holders of a unit",
        lambda: [holders_on(unit, TODAY) for unit in units],
        lambda: [holders_on(unit, DAY, KNOWN_AT) for unit in units],
    )


def lists() -> list[float]:
    """Return the same for a page of a county's units, and for all units of one holder."""
    from registry.queries.register import AsOf
    from registry.queries.unit_list import UnitFilter, listed
    from registry.scope import Scope

    county = Scope.of_region("990121")
    now, then = AsOf(day=TODAY), AsOf(day=DAY, known_at=KNOWN_AT)
    asked = {
        "list of a county": UnitFilter(),
        "registered units of a county": UnitFilter(state="held"),
        "units of one holder": UnitFilter(text="示例局77"),
    }
    return [
        ratio(
            name,
            lambda wanted=wanted: listed(county, now, wanted),
            lambda wanted=wanted: listed(county, then, wanted),
        )
        for name, wanted in asked.items()
    ]


def ratio(name: str, now: Callable[[], Any], then: Callable[[], Any]) -> float:
    """Return how many times as long the second takes as the first, each the median, taken in turn."""
    now(), then()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        for act, kept in zip((now, then), times, strict=True):
            began = time.perf_counter()
            act()
            kept.append(time.perf_counter() - began)
    current, past = (statistics.median(kept) for kept in times)
    print(
        f"{name}: current day {current * 1000:.1f} ms, as of {DAY} as known {KNOWN_AT:%Y-%m-%d} "
        f"{past * 1000:.1f} ms, ratio {past / current:.2f}"
    )
    return past / current


if __name__ == "__main__":
    sys.exit(main())
