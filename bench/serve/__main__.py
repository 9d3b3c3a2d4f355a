"""python -m bench.serve: what serves the map against the database alone and against a peer.

floor_ratio       a floor, not cached, over pgbench with one client and the same statements
unchanged_ratio   the same of a floor the browser holds already
vs_serializer     a floor against Django's own geojson serializer, both in this process
vs_tipg           a floor against the peer's items of that floor
tile_vs_tipg      tiles from zoom 14 to 18, none asked for twice, against the peer's
floor_growth      a floor's median in the large province over that in one of 5,000 rooms
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.assess.__main__ import address_of, at_postgres
from bench.machine import machine
from bench.serve import servers
from bench.serve.load import Answered, asked, etags, once_each, steadily

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("FANGTU_VAR", ROOT / "var"))
LARGE, QUICK, SMALL = 1_000_000, 20_000, 5_000
NAMES = ("fangtu_bench_serve", "fangtu_bench_serve_small")
LINES = 2  # connections that keep one worker busy
WARM = 60  # answers of each thread of a worker before its statements are planned for good


def main() -> int:
    """Run the benchmark and end with one line of JSON."""
    wanted = arguments()
    if not os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL names no server; start one with bin/demo or set it.")
    print(machine())
    try:
        result = measured(wanted.rooms, seconds=2.0 if wanted.quick else 8.0)
    finally:
        if not wanted.keep:
            at_postgres(*(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)" for name in NAMES))
    print(json.dumps(result))
    return 0


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.serve", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} rooms")
    parser.add_argument("--rooms", type=int, help=f"rooms, {LARGE:,} unless said")
    parser.add_argument("--keep", action="store_true", help="leave the databases for a look")
    found = parser.parse_args()
    found.rooms = found.rooms or (QUICK if found.quick else LARGE)
    return found


def measured(rooms: int, *, seconds: float) -> dict[str, float | None]:
    """Return the figures, telling each as it comes."""
    small, large = made(NAMES[1], SMALL), made(NAMES[0], rooms)
    url = address_of(NAMES[0], os.environ["DATABASE_URL"])
    database = rate_of_database(large["sql"], large["floors"], url, seconds)
    print(f"pgbench, the address's own statements: {database:.0f} floors a second")
    stricter = rate_of_database(large["own_sql"], large["floors"], url, seconds)
    print(f"pgbench, the floor's two statements alone: {stricter:.0f} floors a second")
    here = of_ours(large, url, seconds)
    before = of_ours(small, address_of(NAMES[1], os.environ["DATABASE_URL"]), seconds)
    there = of_peer(large, url, seconds)
    print(
        f"Django's serializer {large['serializer_s'] * 1000:.1f} ms a floor, ours "
        f"{large['own_s'] * 1000:.1f} ms, both in one process"
    )
    return {
        "floor_ratio": round(here["floor"].rate / database, 2),
        "unchanged_ratio": round(here["unchanged"].rate / database, 2),
        "vs_serializer": round(large["serializer_s"] / large["own_s"], 1),
        "vs_tipg": over(here["floor"], there, "floor"),
        "tile_vs_tipg": over(here["tiles"], there, "tiles"),
        "floor_growth": round(here["single"].quantile(0.5) / before["single"].quantile(0.5), 2),
    }


def over(one: Answered, others: dict[str, Answered] | None, name: str) -> float | None:
    """Return how many times as many answers a second one gives, or None without the other."""
    return None if others is None else round(one.rate / others[name].rate, 2)


def made(name: str, rooms: int) -> dict[str, Any]:
    """Return what is asked of a database that was made for it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        command = [sys.executable, "-m", "bench.serve.made", name, str(rooms), str(file)]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings"}
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def rate_of_database(
    statements: Sequence[str], floors: Sequence[int], url: str, seconds: float
) -> float:
    """Return how many floors a second pgbench has from the database, planned ahead as ours are."""
    parts = urlsplit(url)
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(f"\\set i random(1, {len(floors)})\n")
        file.write("".join(f"{each};\n" for each in statements))
        file.flush()
        name = parts.path.lstrip("/")
        asked_for = ["pgbench", "-n", "-M", "prepared", "-c", "1", "-T", str(int(seconds) + 2)]
        connect = [*at_host(url), "-f", file.name, name]
        said = subprocess.run([*asked_for, *connect], check=True, capture_output=True, text=True)
    (rate,) = (line for line in said.stdout.splitlines() if line.startswith("tps"))
    return float(rate.split()[2])


def at_host(url: str) -> list[str]:
    """Return how pgbench is told where the server is."""
    from config.environment import database

    at = database(url)
    told = [("-h", at["HOST"]), ("-p", at["PORT"]), ("-U", at["USER"])]
    return [word for flag, value in told if value for word in (flag, str(value))]


def of_ours(plan: dict[str, Any], url: str, seconds: float) -> dict[str, Answered]:
    """Return what our server gives: floors afresh, floors unchanged, tiles from near and afar."""
    cookie = plan["cookie"]
    paths = [f"/map/floors/{floor}.json" for floor in plan["floors"]]
    floors = [asked(path, cookie) for path in paths]
    afresh = "bench.serve.settings_afresh"
    with servers.ours(url, DJANGO_SETTINGS_MODULE=afresh) as port:
        once_each(port, (floors * WARM)[:WARM])
        single = once_each(port, floors)
        busy = steadily(port, floors, seconds=seconds, lines=LINES)
        near = [asked(tile_path(*tile), cookie) for tile in plan["tiles"]]
        once_each(port, near[::3])
        tiles = once_each(port, near)
        far = once_each(port, [asked(tile_path(*t), cookie) for t in plan["far_tiles"]])
    with servers.ours(url) as port:
        known = etags(port, floors)
        held = [asked(p, cookie, etag) for p, etag in zip(paths, known, strict=True)]
        once_each(port, (held * WARM)[:WARM])
        unchanged = steadily(port, held, seconds=seconds, lines=LINES)
        kept = steadily(port, floors, seconds=seconds, lines=LINES)
        once_each(port, near)
        again = once_each(port, near)
    tell("floor, one after the other", single)
    tell("floor, not cached", busy)
    tell("floor, unchanged", unchanged)
    tell("floor, drawn before for somebody", kept)
    tell("tiles from afar (zoom 4 to 13)", far)
    tell("tiles from near (zoom 14 to 18), drawn afresh", tiles)
    tell("tiles from near, drawn before for somebody", again)
    return {"floor": busy, "unchanged": unchanged, "tiles": tiles, "single": single}


def tile_path(zoom: int, x: int, y: int) -> str:
    """Return the address of one of our tiles."""
    return f"/map/tiles/{zoom}/{x}/{y}.mvt"


def of_peer(plan: dict[str, Any], url: str, seconds: float) -> dict[str, Answered] | None:
    """Return what the peer gives of the same floors and tiles, or None when it cannot be had."""
    python = servers.peer_python(VAR / "bench" / "tipg")
    if python is None:
        print("tipg cannot be installed here: it is left out")
        return None
    items = "/collections/public.bench_rooms/items?f=geojson&limit=1000&floor_id="
    tiles = "/collections/public.bench_rooms/tiles/WebMercatorQuad/{}/{}/{}?ordinal=1"
    with servers.peer(python, url) as port:
        once_each(port, [asked(f"{items}{floor}") for floor in plan["floors"][:WARM]])
        floors = [asked(f"{items}{floor}") for floor in plan["floors"]]
        busy = steadily(port, floors, seconds=seconds, lines=LINES)
        near = [asked(tiles.format(*tile)) for tile in plan["tiles"]]
        once_each(port, near[::3])
        drawn = once_each(port, near)
    tell("tipg: floor", busy)
    tell("tipg: tiles from near", drawn)
    return {"floor": busy, "tiles": drawn}


def tell(what: str, found: Answered) -> None:
    """Print what was measured."""
    p50, p95 = (found.quantile(part) * 1000 for part in (0.5, 0.95))
    kilobytes = found.bytes / len(found.latencies) / 1000
    print(
        f"{what}: {found.rate:.0f} a second, median {p50:.1f} ms, p95 {p95:.1f} ms, "
        f"{kilobytes:.1f} kB, status {found.statuses}"
    )


if __name__ == "__main__":
    sys.exit(main())
