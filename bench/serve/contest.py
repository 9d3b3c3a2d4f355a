"""Who is measured in turn: our server afresh and as it runs, the peer, and the database alone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.assess.__main__ import address_of
from bench.serve import servers
from bench.serve.load import Answered, asked, etags, once_each, steadily

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("FANGTU_VAR", ROOT / "var"))
AFRESH = "bench.serve.settings_afresh"
LINES = 2  # connections that keep one worker busy
ONE_BY_ONE = 100
WARM = 60  # answers of each thread of a worker before its statements are planned for good
ITEMS = "/collections/public.bench_rooms/items?f=geojson&limit=1000&floor_id={}"
TILES = "/collections/public.bench_rooms/tiles/WebMercatorQuad/{}/{}/{}?ordinal=1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round found: floors a second of the database, and what each server answered."""

    database: float
    alone: float
    floor: Answered
    unchanged: Answered
    kept: Answered
    tiles: Answered
    tiles_again: Answered
    peer_floor: Answered | None
    peer_tiles: Answered | None
    in_small: Answered
    in_largest: Answered
    far: Answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A province, its address, what is asked of it, and the server that answers afresh."""

    url: str
    plan: dict[str, Any]
    port: int

    @property
    def floors(self) -> list[bytes]:
        """Return the requests for floors."""
        return [self.request(f"/map/floors/{floor}.json") for floor in self.plan["floors"]]

    def tiles(self, name: str) -> list[bytes]:
        """Return the requests for tiles from near or afar."""
        return [self.request(f"/map/tiles/{z}/{x}/{y}.mvt") for z, x, y in self.plan[name]]

    def request(self, path: str, etag: str = "") -> bytes:
        """Return a request of the account."""
        return asked(path, self.plan["cookie"], etag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """All that is measured, each with its port."""

    large: Ground
    small: Ground
    largest: Ground
    usual: int  # our server with its caches
    peer: int | None
    seconds: float
    part: float  # of what is asked for once each

    @property
    def in_process(self) -> list[dict[str, float]]:
        """Return the seconds of Django's serializer and ours, round by round."""
        found: list[dict[str, float]] = self.large.plan["in_process"]
        return found

    def warm_up(self) -> None:
        """Let everybody plan, draw and load what they keep."""
        for ground in (self.large, self.small, self.largest):
            steadily(ground.port, ground.floors * WARM, seconds=0.5 + self.seconds / 2, lines=4)
        once_each(self.large.port, self.large.tiles("tiles"))
        once_each(self.largest.port, self.largest.tiles("far_tiles")[:100])
        steadily(self.usual, self.large.floors, seconds=0.5 + self.seconds / 2, lines=4)
        once_each(self.usual, self.large.tiles("tiles"))
        if self.peer is not None:
            once_each(self.peer, self.peer_floors[:WARM])
            once_each(self.peer, self.peer_tiles[::3])

    @property
    def peer_floors(self) -> list[bytes]:
        """Return the peer's requests for the same floors."""
        return [asked(ITEMS.format(floor)) for floor in self.large.plan["floors"]]

    @property
    def peer_tiles(self) -> list[bytes]:
        """Return the peer's requests for the same tiles."""
        return [asked(TILES.format(*tile)) for tile in self.large.plan["tiles"]]

    def held(self) -> list[bytes]:
        """Return the requests of a browser that holds the floors already."""
        paths = [f"/map/floors/{floor}.json" for floor in self.large.plan["floors"]]
        known = etags(self.usual, self.large.floors)
        return [self.large.request(p, tag) for p, tag in zip(paths, known, strict=True)]

    def round(self) -> Round:
        """Measure everybody once, those who are compared next to each other."""
        floors, near = self.large.floors, self.large.tiles("tiles")
        seconds, peer = self.seconds, self.peer
        held = self.held()
        return Round(
            database=self.rate_of("sql"),
            floor=steadily(self.large.port, floors, seconds=seconds, lines=LINES),
            unchanged=steadily(self.usual, held, seconds=seconds, lines=LINES),
            peer_floor=peer and steadily(peer, self.peer_floors, seconds=seconds, lines=LINES),
            kept=steadily(self.usual, floors, seconds=seconds / 2, lines=LINES),
            alone=self.rate_of("own_sql"),
            tiles=once_each(self.large.port, near),
            peer_tiles=peer and once_each(peer, self.peer_tiles),
            tiles_again=once_each(self.usual, near),
            in_small=once_each(self.small.port, self.one_by_one(self.small.floors)),
            in_largest=once_each(self.largest.port, self.one_by_one(self.largest.floors)),
            far=once_each(self.largest.port, self.some(self.largest.tiles("far_tiles"))),
        )

    def one_by_one(self, floors: Sequence[bytes]) -> list[bytes]:
        """Return so many requests as make a median, however few floors there are."""
        return self.some([floors[n % len(floors)] for n in range(ONE_BY_ONE)])

    def some(self, requests: list[bytes]) -> list[bytes]:
        """Return as many of some requests as there is time for."""
        return requests[: int(len(requests) * self.part)]

    def rate_of(self, statements: str) -> float:
        """Return how many floors a second pgbench has of the database, planned ahead as ours are."""
        plan, seconds = self.large.plan, max(1, round(self.seconds))
        return pgbench(plan[statements], len(plan["floors"]), self.large.url, seconds)


def contest_of(
    large: str, small: str, largest: str, *, seconds: float, part: float, stack: ExitStack
) -> Contest:
    """Return everybody, running, over the databases of those names."""
    grounds = {name: ground(name, stack) for name in dict.fromkeys((large, small, largest))}
    url = grounds[large].url
    python = servers.peer_python(VAR / "bench" / "tipg")
    return Contest(
        large=grounds[large],
        small=grounds[small],
        largest=grounds[largest],
        usual=stack.enter_context(servers.ours(url)),
        peer=None if python is None else stack.enter_context(servers.peer(python, url)),
        seconds=seconds,
        part=part,
    )


def ground(name: str, stack: ExitStack) -> Ground:
    """Return a province with a server over it that keeps nothing between requests."""
    url = address_of(name, os.environ["DATABASE_URL"])
    port = stack.enter_context(servers.ours(url, DJANGO_SETTINGS_MODULE=AFRESH))
    return Ground(url=url, plan=asked_of(url), port=port)


def asked_of(url: str) -> dict[str, Any]:
    """Return what is asked of a database."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.json"
        environment = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "config.settings",
        }
        command = [sys.executable, "-m", "bench.serve.made", str(file)]
        subprocess.run(command, check=True, cwd=ROOT, env=environment)
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def pgbench(statements: Sequence[str], floors: int, url: str, seconds: int) -> float:
    """Return how often a second one client carries out statements, `:i` saying which floor."""
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(f"\\set i random(1, {floors})\n")
        file.write("".join(f"{each};\n" for each in statements))
        file.flush()
        name = urlsplit(url).path.lstrip("/")
        asked_for = ["pgbench", "-n", "-M", "prepared", "-c", "1", "-T", str(seconds)]
        connect = [*at_host(url), "-f", file.name, name]
        # As our connections have it: nothing is planned twice.
        environment = {**os.environ, "PGOPTIONS": "-c plan_cache_mode=force_generic_plan"}
        said = subprocess.run(
            [*asked_for, *connect], check=True, capture_output=True, text=True, env=environment
        )
    (rate,) = (line for line in said.stdout.splitlines() if line.startswith("tps"))
    return float(rate.split()[2])


def at_host(url: str) -> list[str]:
    """Return how pgbench is told where the server is."""
    from config.environment import database

    at = database(url)
    told = [("-h", at["HOST"]), ("-p", at["PORT"]), ("-U", at["USER"])]
    return [word for flag, value in told if value for word in (flag, str(value))]
