"""manage.py load_demo: standards, the fictional campus, its drawings through the real import."""

from __future__ import annotations

import datetime as dt
import json
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cad_import.entry import drawn_floor
from cad_import.pipeline import read_rooms
from cad_import.report import as_json
from fixtures.campus.draw import draw
from fixtures.campus.title_cases import DEPTH_M, WIDTH_M, bare_land, land, title_cases
from fixtures.campus.truth import campus, file_name
from fixtures.campus.values import BuildingTruth, Campus, FloorTruth, Style
from registry.queries import places
from registry.services import campus as register
from registry.services.demo_cases import enter_title_cases
from registry.services.plans import register_plan
from registry.services.standards import take_packs

CALENDAR = settings.BASE_DIR / "fixtures" / "calendar"
STANDARDS = settings.BASE_DIR / "fixtures" / "standards"
REASON = "示例院落初始数据"


class Command(BaseCommand):
    """Load the demo campus; run again it changes nothing."""

    help = "Load rule packs and the demo campus; its drawings go through the real import."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--drawings", type=Path, metavar="DIR", help="keep the drawings here")
        parser.add_argument("--today", type=dt.date.fromisoformat, metavar="DATE")

    def handle(self, *args: Any, **options: Any) -> None:
        packs = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(STANDARDS.glob("*.json"))
        ]
        self.stdout.write(f"rule packs entered: {take_packs(packs, reason=REASON)}")
        if places.has_region("990100"):
            self.stdout.write("the demo campus is loaded already; nothing was changed")
            return
        made = campus(options["today"] or timezone.localdate())
        with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
            register.enter_ground(made, reason=REASON)
            self._floors(made, options["drawings"] or Path(folder))
            register.enter_people(made, reason=REASON)
            self.stdout.write(f"{_title_cases(made)} title cases")
        self.stdout.write(
            f"{len(made.organisations)} organisations, {len(made.people)} people, "
            f"{len(made.allocations)} allocations, {len(made.seats)} seats"
        )

    def _floors(self, made: Campus, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        total = sum(len(building.floors) for building in made.buildings)
        done = 0
        for building in made.buildings:
            for floor, style in zip(building.floors, building.styles, strict=True):
                done += 1
                self._floor(building, floor, style, folder, f"[{done}/{total}]")

    def _floor(
        self, building: BuildingTruth, floor: FloorTruth, style: Style, folder: Path, step: str
    ) -> None:
        started = time.perf_counter()
        path = folder / file_name(building, floor.ordinal)
        draw(building, floor, style, path)
        reading = as_json(read_rooms(path))
        drawn = drawn_floor(reading, source_name=path.name)
        found = {(room.number, room.name) for room in drawn.rooms}
        wanted = {(room.number, room.name) for room in floor.rooms}
        if found != wanted:
            raise CommandError(f"{path.name}: read {len(found)} rooms, {len(wanted)} were drawn")
        place = places.floor_of(building.code, floor.ordinal)
        register_plan(
            floor=place,
            drawn=drawn,
            start=register.opened(timezone.localdate()),
            reason=f"导入图纸 {path.name}",
            assess_now=False,  # nobody sits anywhere yet: every room would be found idle
        )
        self.stdout.write(
            f"{step} {path.name} {style.version}{' GBK' if style.is_gbk else ''}: "
            f"{len(drawn.rooms)} rooms in {time.perf_counter() - started:.2f} s"
        )


def _title_cases(made: Campus) -> int:
    """Enter the registry, its calendar and its cases; return how many there are."""
    lands = land(made.parcel_code)
    return enter_title_cases(
        lands,
        title_cases(lands),
        [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CALENDAR.glob("*.json"))],
        today=made.today,
        reason=REASON,
        size_m=(WIDTH_M, DEPTH_M),
        bare=bare_land(made.parcel_code),
    )
