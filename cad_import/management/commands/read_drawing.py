"""manage.py read_drawing FILE [--unit …] [--profile NAME] --json."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cad_import.drawing import DrawingError
from cad_import.pipeline import Reading, read_rooms
from cad_import.profiles import UnknownProfile
from cad_import.report import as_json


class Command(BaseCommand):
    """Read a drawing and say what is in it; the register is not touched."""

    help = "Read a drawing and say what is in it; needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--unit", default="auto", choices=("auto", *["mm", "cm", "m", "inch", "foot"])
        )
        parser.add_argument("--profile", default=None, metavar="NAME")
        parser.add_argument(
            "--json", action="store_true", help="one JSON object on standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reading = read_rooms(options["file"], unit=options["unit"], profile=options["profile"])
        except (DrawingError, UnknownProfile) as error:
            raise CommandError(str(error), returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_json(reading), ensure_ascii=False, allow_nan=False))
        else:
            self._table(reading)

    def _table(self, reading: Reading) -> None:
        unit = reading.drawing.unit
        sure = "certain" if unit.certain else "not certain"
        self.stdout.write(f"{reading.drawing.name}: unit {unit.name} ({sure})")
        for sentence in unit.evidence:
            self.stdout.write(f"  {sentence}")
        for floor in reading.floors:
            area = sum(room.area_m2 for room in floor.rooms)
            self.stdout.write(f"{floor.title}: {len(floor.rooms)} rooms, {area:.2f} m²")
            for room in floor.rooms:
                self.stdout.write(
                    f"  {room.number or '–':12} {room.area_m2:10.2f}  {room.use.value:12}"
                    f" {room.confidence:5.2f}  {room.name or ''}"
                )
        for note in reading.notes:
            self.stdout.write(f"  {note.severity:8}{note.code}: {note.text}")
